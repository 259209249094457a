"""What was changed before counts in every answer that is given after it."""

import pytest
from attrs import evolve

from postsales import (
    EUR,
    CancellationRequest,
    CancellationTerms,
    Cancelled,
    Changed,
    ChangeRequest,
    InvalidOrder,
    Order,
    RefundTerms,
    ShippingRefund,
    TenderOrder,
    cancellations,
    changes,
    refunds,
)
from tests.changes.given import ANYTHING, AT, asked, shirts

LATER = "2026-03-02T16:00+01:00"
LATEST = "2026-03-02T17:00+01:00"
OFF = CancellationTerms(id="acme", version="1")
MONEY = RefundTerms(
    id="acme", version="1", shipping=ShippingRefund.NEVER, tenders=TenderOrder.AS_PAID
)


def change(order: Order, request: ChangeRequest, at: str, ref: str = "ch-1") -> Order:
    """The order after the change."""
    decision = changes.assess(order, request, ANYTHING, at=at)
    return order.after(changes.quote(decision).settled(at=at, ref=ref))


class TestCancelledAndChanged:
    """A cancellation is paid for once, whatever was changed between it and the money."""

    @pytest.mark.parametrize("ref", ["", "off-1"], ids=["without a name", "with one"])
    def test_a_change_of_other_units_pays_for_none_of_it(self, ref: str) -> None:
        order = shirts()
        one = CancellationRequest.of({"mug": 1, "tee": 1}, reason="remorse", ref=ref)
        decision = cancellations.assess(order, one, OFF, at=AT)
        order = order.after(Cancelled({"mug": 1, "tee": 1}, at=AT, ref=ref))
        order = change(order, ChangeRequest.fewer({"tee": 1}), LATER)
        money = refunds.quote(decision, MONEY, order=order, at=LATER)
        # The mug, and the share of the tee after the one that the change credited.
        assert {x.line: x.units for x in money.lines} == {"mug": 1, "tee": 1}
        assert money.total == EUR("9.00") + EUR("16.66")
        order = order.after(money.settled(at=LATER, ref="r-1"))
        if ref:
            again = refunds.quote(decision, MONEY, order=order, at=LATEST)
            assert again.total == EUR("0.00")

    def test_a_change_before_the_decision_does_not_count(self) -> None:
        order = change(shirts(), ChangeRequest.fewer({"tee": 1}), AT)
        one = CancellationRequest.of({"tee": 1}, reason="remorse")
        decision = cancellations.assess(order, one, OFF, at=LATER)
        order = order.after(Cancelled({"tee": 1}, at=LATER))
        money = refunds.quote(decision, MONEY, order=order, at=LATER)
        order = order.after(money.settled(at=LATER, ref="r-1"))
        assert money.total == EUR("16.66")
        assert refunds.quote(decision, MONEY, order=order, at=LATEST).total == EUR("0.00")


@pytest.mark.parametrize("cents", [-1, 1], ids=["a cent less", "a cent more"])
def test_a_change_credits_exactly_what_its_lines_take_along(cents: int) -> None:
    told = changes.quote(asked(ChangeRequest.fewer({"tee": 1}))).settled(at=AT)
    other = told.credited + EUR.minor(cents)
    wrong: Changed = evolve(told, credited=other, due_to_customer=other)
    with pytest.raises(InvalidOrder, match="and it credits"):
        shirts(wrong)
