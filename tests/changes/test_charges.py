"""Delivery costs that another address or day changes, and promotions that a change breaks."""

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    USD,
    CancellationRequest,
    CancellationTerms,
    Changeable,
    Changed,
    ChangeItem,
    ChangeQuote,
    ChangeRequest,
    ChangeTerms,
    Charge,
    ChargeRefund,
    Contradictions,
    CurrencyMismatch,
    InvalidOrder,
    InvalidRequest,
    InvalidValue,
    Order,
    OverRefund,
    Paid,
    Promotion,
    PromotionRule,
    RefundTerms,
    ShippingRefund,
    Tax,
    Tender,
    TenderOrder,
    cancellations,
    changes,
    refunds,
)
from tests.changes.given import ANYTHING, AT, PLACED_AT, larger, only, shirts

LATER = "2026-03-02T16:00+01:00"
SHARE = RefundTerms(
    id="acme", version="1", shipping=ShippingRefund.SHARE, tenders=TenderOrder.AS_PAID
)
STANDARD = Charge.shipping(EUR("5.90"), taxes=[Tax.included(EUR("0.94"))])
EXPRESS = Charge.shipping(EUR("12.90"), taxes=[Tax.included(EUR("2.06"))], id="express")
ISLAND = Charge.other("island", EUR("4.00"))


def sent() -> Order:
    """The shirts and the mug, with their delivery, paid."""
    paid = Paid(EUR("5.90"), tender=Tender.card("ch_1"), at=PLACED_AT)
    return evolve(shirts(paid), charges=[STANDARD])


def quoted(request: ChangeRequest, terms: ChangeTerms = ANYTHING) -> ChangeQuote:
    """What the change comes to."""
    return changes.quote(changes.assess(sent(), request, terms, at=AT))


def moved(*charges: Charge, instead_of: Any = ()) -> ChangeRequest:
    """All of it goes elsewhere, and that is charged."""
    there = ChangeRequest.to_address("addr-7", {"tee": 3, "mug": 1})
    return there.charging(charges, instead_of=instead_of)


@pytest.mark.parametrize(
    ("request_", "credited", "from_customer", "to_customer"),
    [
        pytest.param(moved(ISLAND), "0.00", "4.00", "0.00", id="something besides"),
        pytest.param(
            moved(EXPRESS, instead_of="shipping"), "5.90", "7.00", "0.00", id="a dearer delivery"
        ),
        pytest.param(
            moved(evolve(ISLAND, id="near"), instead_of=["shipping"]),
            "5.90",
            "0.00",
            "1.90",
            id="a cheaper delivery",
        ),
        pytest.param(moved(instead_of="shipping"), "5.90", "0.00", "5.90", id="none any more"),
        pytest.param(
            ChangeRequest.on_day("2026-03-09", {"tee": 3}).charging(
                [EXPRESS], instead_of="shipping"
            ),
            "5.90",
            "7.00",
            "0.00",
            id="a day for which it is dearer",
        ),
        pytest.param(
            larger(3, "45.00").charging([ISLAND]), "50.00", "0.00", "1.00", id="cheaper goods"
        ),
    ],
)
def test_who_owes(
    request_: ChangeRequest, credited: str, from_customer: str, to_customer: str
) -> None:
    change = quoted(request_)
    assert change.credited == EUR(credited)
    assert (change.due_from_customer, change.due_to_customer) == (
        EUR(from_customer),
        EUR(to_customer),
    )


def test_a_fee_is_owed_besides() -> None:
    dearer = quoted(
        moved(EXPRESS, instead_of="shipping"), only(Changeable("address", fee=EUR("2.00")))
    )
    assert dearer.due_from_customer == EUR("9.00")


def test_nothing_is_charged_for_what_cannot_be_changed() -> None:
    refused = quoted(moved(EXPRESS, instead_of="shipping"), only(Changeable("date")))
    assert (refused.charges, refused.charges_off) == ((), ())
    assert refused.due_from_customer == refused.credited == EUR("0.00")


class TestBooked:
    """The new charge is one of the order, and what was called off is gone with its money."""

    def order(self) -> Order:
        """The order after an express delivery was agreed and paid."""
        change = quoted(moved(EXPRESS, instead_of="shipping")).settled(at=AT, ref="ch-1")
        more = Paid(EUR("7.00"), tender=Tender.card("ch_1"), at=AT)
        return sent().after(change, more)

    def test_what_is_left_of_each(self) -> None:
        position = self.order().position(at=AT)
        assert position.charge_money("shipping").left == EUR("0.00")
        assert position.charge_money("express").left == EUR("12.90")
        assert [x.id for x in self.order().charges] == ["shipping"]

    def test_calling_all_off_gives_all_back(self) -> None:
        rest = CancellationRequest.of({"tee": 3, "mug": 1}, reason="remorse")
        off = CancellationTerms(id="acme", version="1")
        decision = cancellations.assess(self.order(), rest, off, at=LATER)
        back = refunds.quote(decision, SHARE)
        assert (back.total, back.shipping) == (EUR("71.90"), EUR("12.90"))
        assert [x.charge for x in back.charges] == ["express"]
        after = self.order().after(back.settled(at=LATER, ref="rf-1"))
        assert after.position(at=LATER).refundable == EUR("0.00")

    def test_a_charge_is_changed_again(self) -> None:
        again = ChangeRequest.to_address("addr-8", {"tee": 3, "mug": 1})
        nearer = Charge.shipping(EUR("3.90"), id="near")
        wanted = again.charging([nearer], instead_of="express")
        decision = changes.assess(self.order(), wanted, ANYTHING, at=LATER)
        assert changes.quote(decision).due_to_customer == EUR("9.00")

    @given(st.integers(0, 3000), st.integers(0, 3000))
    def test_value_is_conserved(self, old: int, new: int) -> None:
        charge = Charge.shipping(EUR.minor(old))
        order = evolve(shirts(), charges=[charge])
        wanted = moved(Charge.shipping(EUR.minor(new), id="new"), instead_of="shipping")
        change = changes.quote(changes.assess(order, wanted, ANYTHING, at=AT))
        assert (change.due_from_customer - change.due_to_customer).minor == new - old
        position = order.after(change.settled(at=AT)).position(at=AT)
        assert position.charge_money("new").left.minor == new
        assert position.charge_money("shipping").left.minor == 0


class TestRefused:
    """Charges that cannot be are refused, with what is wrong."""

    @pytest.mark.parametrize(
        ("request_", "error", "says"),
        [
            pytest.param(moved(STANDARD), InvalidValue, "an id of its own", id="a known id"),
            pytest.param(moved(instead_of="drone"), InvalidValue, "drone", id="an unknown one"),
            pytest.param(
                moved(Charge.shipping(USD("1.00"), id="us")), CurrencyMismatch, "USD", id="dollars"
            ),
        ],
    )
    def test_of_the_order(self, request_: ChangeRequest, error: type[Exception], says: str) -> None:
        with pytest.raises(error, match=says):
            quoted(request_)

    @pytest.mark.parametrize(
        ("charges", "instead_of", "says"),
        [
            pytest.param([ISLAND, ISLAND], [], "two of its charges are called 'island'", id="two"),
            pytest.param([], ["a", "a"], "calls off twice the charge 'a'", id="twice"),
        ],
    )
    def test_by_itself(self, charges: list[Charge], instead_of: list[str], says: str) -> None:
        with pytest.raises(InvalidRequest, match=says):
            moved(*charges, instead_of=instead_of)

    def test_both_parts_of_a_change_are_charged(self) -> None:
        both = larger(1, "20.00").charging([ISLAND]).and_also(moved(EXPRESS, instead_of="shipping"))
        assert [x.id for x in both.charges] == ["island", "express"]
        assert both.instead_of == ("shipping",)
        assert both.items[0] == ChangeItem("tee", 1, kind="options", to=both.items[0].to)

    @pytest.mark.parametrize(
        ("given_", "error", "says"),
        [
            pytest.param({"charges": [STANDARD]}, InvalidOrder, "has a charge 'shipping'", id="id"),
            pytest.param(
                {"charges_off": [ChargeRefund("shipping", price=EUR("6.00"), taxes=[EUR("0.00")])]},
                OverRefund,
                "charge shipping",
                id="more than it cost",
            ),
            pytest.param(
                {"charges_off": [ChargeRefund("drone", price=EUR("6.00"))]},
                InvalidOrder,
                "no charge 'drone'",
                id="an unknown charge",
            ),
        ],
    )
    def test_as_it_is_booked(
        self, given_: dict[str, Any], error: type[Exception], says: str
    ) -> None:
        new = sum((x.total for x in given_.get("charges", ())), EUR.zero)
        off = sum((x.price for x in given_.get("charges_off", ())), EUR.zero)
        event = Changed(
            credited=off, due_from_customer=new, due_to_customer=off, at=AT, ref="ch-1", **given_
        )
        with pytest.raises(error, match=says):
            sent().after(event)

    def test_a_charge_that_nobody_pays(self) -> None:
        with pytest.raises(Contradictions, match="are given for goods"):
            Changed(
                charges=[ISLAND],
                credited=EUR.zero,
                due_from_customer=EUR.zero,
                due_to_customer=EUR.zero,
                at=AT,
            )


class TestPromotions:
    """A change breaks no promotion: what is called off is credited as it was sold, after it."""

    SPRING = Promotion("SPRING", given={"tee": EUR("10.00")}, minimum=EUR("60.00"))
    BREAKS = evolve(SHARE, promotions=[PromotionRule(when_broken="claw_back")])

    def changed(self) -> Order:
        """Two of the three shirts are not wanted; the minimum was for all three."""
        order = evolve(shirts(), promotions=[self.SPRING])
        decision = changes.assess(order, ChangeRequest.fewer({"tee": 2}), ANYTHING, at=AT)
        change = changes.quote(decision)
        assert change.due_to_customer == EUR("33.33")
        order = order.after(change.settled(at=AT, ref="ch-1"))
        return order.after(change.payout(order, SHARE, at=AT).settled(at=AT, ref="rf-1"))

    def back(self, units: dict[str, int], order: Order) -> Any:
        """What calling off gives."""
        off = CancellationTerms(id="acme", version="1")
        request = CancellationRequest.of(units, reason="remorse")
        return refunds.quote(cancellations.assess(order, request, off, at=LATER), self.BREAKS)

    def test_what_is_left_keeps_what_it_was_given(self) -> None:
        assert self.back({"tee": 1}, self.changed()).clawed_back == {}

    def test_what_is_given_up_later_counts_by_itself(self) -> None:
        # 9.00 of 69.00 before the promotion are given up, and exactly the minimum stays.
        assert self.back({"mug": 1}, self.changed()).clawed_back == {}
        # Without the change a shirt more would break it.
        assert self.back({"tee": 1}, evolve(shirts(), promotions=[self.SPRING])).clawed_back
