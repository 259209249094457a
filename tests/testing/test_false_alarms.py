"""Scenes in which a law once found something against a good policy."""

from typing import Any

from postsales import (
    EUR,
    Delivered,
    Event,
    Line,
    LineRefund,
    Lost,
    Order,
    Paid,
    Refunded,
    ReturnRequest,
    Shipped,
    Tender,
)
from postsales.law.eu.consumer_rights import withdrawal
from postsales.testing import laws
from tests.testing.good import ACME, TOLLED, TRYING


def sold(quantity: int, *history: Event, at: str) -> Order:
    """Some mugs, paid for, and what happened to them."""
    paid = Paid(EUR("10.00"), tender=Tender.card("card"), at=at)
    mugs = Line("mug", quantity=quantity, total=EUR("10.00"))
    return Order(id="1001", placed_at=at, lines=[mugs], history=[paid, *history])


def again(law: str, policy: Any, order: Order, at: str, **more: Any) -> None:
    """Ask about two mugs."""
    laws.again(law, policy, order, ReturnRequest.of({"mug": 2}, reason="remorse"), at=at, **more)


def test_what_is_called_off_instead_is_paid_for() -> None:
    """One of two mugs was refunded before any left, so the other is still to be paid for."""
    back = LineRefund("mug", units=1, price=EUR("5.00"))
    refund = Refunded(EUR("5.00"), lines=[back], at="2026-03-04T09:15Z", ref="rf-2")
    order = sold(2, refund, at="2026-03-02T09:15Z")
    again("ELI-05", ACME[0], order, "2026-03-04T09:15Z", refund_terms=ACME[1])


def test_what_is_told_to_have_come_can_still_have_to_wait() -> None:
    """The policy asks for two days of trying, and units that came now were not tried."""
    order = sold(
        4,
        Delivered({"mug": 1}, at="2026-03-02T09:15Z", ref="p-1"),
        Shipped({"mug": 3}, at="2026-03-02T09:15Z", ref="p-2"),
        at="2026-03-02T09:15Z",
    )
    again("ELI-05", TRYING, order, "2026-03-04T09:15Z", without=["windows_end"])


def test_what_came_after_it_was_lost_was_found() -> None:
    """Where days are counted is not known, and what is lost needs no days."""
    order = sold(
        2,
        Delivered({"mug": 2}, at="2026-03-03T09:15Z"),
        Lost({"mug": 2}, at="2026-03-03T09:15Z"),
        at="2026-03-02T09:15Z",
    )
    again("WIN-04", withdrawal, order, "2026-03-04T09:15Z", others=(86400,))


def test_what_is_told_late_happened_at_the_same_instant() -> None:
    """Time between shipping and delivery does not count, and both were told for one instant."""
    order = sold(
        2,
        Shipped({"mug": 2}, at="2026-03-02T09:15Z"),
        Delivered({"mug": 2}, at="2026-03-02T09:15Z"),
        at="2026-03-02T09:15Z",
    )
    again("STA-04", TOLLED, order, "2026-03-02T09:15Z", others=(1,))


def test_what_may_come_back_later_besides_is_no_wrong_end() -> None:
    """One unit is still being tried when the question is asked."""
    order = sold(
        2,
        Shipped({"mug": 2}, at="2026-10-24T22:00Z", ref="p-1"),
        Delivered({"mug": 1}, at="2026-10-25T22:00Z"),
        Delivered({"mug": 1}, at="2026-10-31T23:00Z"),
        at="2026-10-24T22:00Z",
    )
    again("WIN-01", TRYING, order, "2026-10-31T23:00Z", without=["windows_end"])
