"""What was changed before counts in every answer that is given after it."""

from datetime import date
from itertools import permutations

import pytest
from attrs import evolve

from postsales import (
    EUR,
    CancellationRequest,
    CancellationTerms,
    Cancelled,
    Changed,
    ChangeRequest,
    Charge,
    Event,
    InvalidOrder,
    InvalidValue,
    NewLine,
    Order,
    Outcome,
    RefundTerms,
    ReturnRequest,
    Shipped,
    ShippingRefund,
    TenderOrder,
    UnknownLine,
    cancellations,
    changes,
    refunds,
)
from tests.changes.given import ANYTHING, AT, asked, larger, new, shirts

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


@pytest.mark.parametrize(
    "told",
    [
        pytest.param([Shipped({"mug": 1}, at=AT)], id="it has left"),
        pytest.param([Cancelled({"mug": 1}, at=AT)], id="it was called off"),
    ],
)
@pytest.mark.parametrize("field", ["addresses", "dates"])
def test_nothing_goes_elsewhere_of_which_nothing_is_to_be_sent(
    told: list[Event], field: str
) -> None:
    change = Changed(
        credited=EUR.zero,
        due_from_customer=EUR.zero,
        due_to_customer=EUR.zero,
        addresses={"mug": "addr-7"} if field == "addresses" else {},
        dates={"mug": date(2026, 3, 9)} if field == "dates" else {},
        at=LATER,
    )
    assert shirts(change).position(at=LATER).changes == (change,)
    with pytest.raises(InvalidOrder, match="nothing of it is still to be sent"):
        shirts(*told, change)


class TestAllOfAnOrder:
    """All of an order is what is on it after a change, and not what was once sold."""

    CHANGED = change(shirts(), larger(2, "36.00"), AT)

    def test_another_address_for_all_that_is_still_there(self) -> None:
        request = ChangeRequest.to_address("addr-7", self.CHANGED)
        assert {x.line: x.units for x in request.items} == {"tee": 1, "mug": 1, "tee-xl": 2}
        decision = changes.assess(self.CHANGED, request, ANYTHING, at=LATER)
        assert decision.outcome is Outcome.ALLOWED

    def test_another_day_for_all_but_what_was_called_off(self) -> None:
        order = self.CHANGED.after(Cancelled({"mug": 1}, at=LATER))
        request = ChangeRequest.on_day("2026-03-09", order)
        assert {x.line: x.units for x in request.items} == {"tee": 1, "tee-xl": 2}

    def test_where_nothing_is_left_it_is_asked_and_refused(self) -> None:
        order = shirts(Cancelled({"mug": 1, "tee": 3}, at=AT))
        request = ChangeRequest.to_address("addr-7", order)
        decision = changes.assess(order, request, ANYTHING, at=LATER)
        assert dict(decision.because) == {"already_cancelled": 4}

    def test_where_changes_called_all_off_it_is_asked_and_refused(self) -> None:
        order = change(shirts(), ChangeRequest.fewer({"mug": 1, "tee": 3}), AT)
        request = CancellationRequest.everything(order, reason="remorse")
        decision = cancellations.assess(order, request, OFF, at=LATER)
        assert dict(decision.because) == {"already_cancelled": 4}

    @pytest.mark.parametrize("kind", [CancellationRequest, ReturnRequest])
    def test_everything(self, kind: type[CancellationRequest | ReturnRequest]) -> None:
        request = kind.everything(self.CHANGED, reason="remorse")
        assert request.quantities == {"tee": 1, "mug": 1, "tee-xl": 2}

    @pytest.mark.parametrize("kind", [CancellationRequest, ReturnRequest])
    def test_everything_asks_about_units_that_are_gone(
        self, kind: type[CancellationRequest | ReturnRequest]
    ) -> None:
        order = shirts(Cancelled({"tee": 1}, at=AT))
        assert kind.everything(order, reason="remorse").quantities == {"tee": 3, "mug": 1}


class TestAtOneInstant:
    """Of changes at one instant what agrees on a line comes first, whatever they are called."""

    @pytest.mark.parametrize("refs", [("z", "m", "a"), ("a", "m", "z"), ("m", "z", "a")], ids=str)
    def test_one_after_the_other(self, refs: tuple[str, ...]) -> None:
        order = shirts()
        steps = [
            ChangeRequest.options({"tee": new("50.00", id="one", quantity=3)}),
            ChangeRequest.options({"one": new("50.00", id="two", quantity=3)}),
            ChangeRequest.to_address("addr-7", {"two": 3}),
        ]
        for ref, step in zip(refs, steps, strict=True):
            order = change(order, step, AT, ref)
        position = order.position(at=AT)
        assert (position.units("two").cancellable, position.address("two")) == (3, "addr-7")
        told = [x for x in order.history if isinstance(x, Changed)]
        for history in permutations(told):
            assert shirts(*history).position(at=LATER) == position
            assert shirts().after(*history).position(at=LATER) == position
        assert shirts(*told, Cancelled({"two": 1}, at=LATER)).position(at=AT) == position

    def test_new_charges_come_before_they_are_called_off(self) -> None:
        day = ChangeRequest.on_day("2026-03-09", {"mug": 1})
        dearer = day.charging([Charge.shipping(EUR("5.00"), id="express")])
        order = change(shirts(), dearer, AT, "z")
        order = change(order, day.charging([], instead_of="express"), AT, "a")
        assert order.position(at=AT).charge_money("express").left == EUR.zero

    @pytest.mark.parametrize("refs", [("a", "b"), ("b", "a")], ids=str)
    def test_of_two_addresses_that_of_the_last_ref_holds(self, refs: tuple[str, str]) -> None:
        order = shirts()
        for ref in refs:
            order = change(order, ChangeRequest.to_address(f"addr-{ref}", {"mug": 1}), AT, ref)
        assert order.position(at=AT).address("mug") == "addr-b"

    def test_changes_that_wait_for_each_other_are_impossible(self) -> None:
        one = changes.quote(asked(larger(3, "50.00"))).settled(at=AT, ref="one")
        swap = [
            evolve(one, ref="a", lines=[evolve(one.lines[0], line="b")], instead=[_three("a")]),
            evolve(one, ref="b", lines=[evolve(one.lines[0], line="a")], instead=[_three("b")]),
        ]
        with pytest.raises(UnknownLine):
            shirts(*swap)


def _three(id: str) -> NewLine:
    return new("50.00", id=id, quantity=3)


def test_a_change_is_booked_at_or_after_its_decision() -> None:
    quote = changes.quote(asked(ChangeRequest.fewer({"tee": 1})))
    assert quote.settled(at=AT).units == {"tee": 1}
    with pytest.raises(InvalidValue, match="at or after its decision"):
        quote.settled(at="2026-03-02T14:59:59+01:00")
