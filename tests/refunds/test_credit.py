"""Store credit in place of money: the credit is owed, the bonus is given, and both add up."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    JPY,
    BonusGranted,
    CreditOffer,
    CurrencyMismatch,
    Days,
    Delivered,
    Hours,
    InvalidValue,
    Line,
    Money,
    Months,
    Order,
    Paid,
    Percent,
    Received,
    Refunded,
    RefundTerms,
    RefundWindow,
    ReturnRequest,
    Tender,
    WrongType,
    refunds,
    returns,
    wire,
)
from postsales.refunds.credit import CreditQuote
from tests.orders.given import day
from tests.refunds.given import (
    ASKED,
    PLAIN,
    TERMS,
    asked,
    delivered_orders,
    parcel_codes,
    parcels_of,
    refund_terms,
    roundings,
)

ORDER = Order(
    id="1001",
    placed_at=day(1),
    lines=[Line("tee", quantity=3, total=EUR("50.00"))],
    history=[
        Paid(EUR("50.00"), tender=Tender.card("card"), at=day(1)),
        Delivered({"tee": 3}, at=day(5)),
    ],
)
TEN = CreditOffer(Percent("10"))


def taken(
    units: int = 1, offer: CreditOffer | None = TEN, order: Order = ORDER, **more: Any
) -> CreditQuote:
    request = ReturnRequest.of({"tee": units}, reason="remorse", ref="r-1")
    terms = refund_terms(credit=offer, **more)
    return refunds.as_store_credit(
        refunds.quote(returns.assess(order, request, TERMS, at=day(20)), terms)
    )


class TestBonus:
    """Who takes credit for what would have been money gets a bonus besides."""

    @pytest.mark.parametrize(
        ("offer", "units", "bonus"),
        [
            (None, 1, "0.00"),
            (CreditOffer(Percent("10")), 1, "1.67"),
            (CreditOffer(Percent("10")), 3, "5.00"),
            (CreditOffer(Percent("0")), 3, "0.00"),
            (CreditOffer(EUR("5.00")), 1, "5.00"),
            (CreditOffer(EUR("5.00")), 3, "5.00"),
        ],
        ids=["none", "ten per cent", "of all", "of nothing", "a fixed one", "the same for all"],
    )
    def test_how_much(self, offer: CreditOffer | None, units: int, bonus: str) -> None:
        found = taken(units, offer)
        assert found.bonus == EUR(bonus)
        assert found.credit == found.refund.total
        assert found.total == found.credit + EUR(bonus)
        assert not found.refund.tenders

    def test_there_is_none_for_what_is_credit_in_any_case(self) -> None:
        late = RefundWindow(Days(3), since=Delivered)
        found = taken(window=late, zone="UTC")
        assert (found.credit, found.bonus) == (EUR("16.67"), EUR("0.00"))

    def test_it_is_never_paid_out(self) -> None:
        order = ORDER.after(*taken(3).settled(at=day(21), ref="rf-1"))
        position = order.position(at=day(22))
        assert position.bonus == EUR("5.00")
        assert not position.refundable
        with pytest.raises(InvalidValue, match="given as store credit"):
            refunds.as_store_credit(
                refunds.manual(ORDER, EUR("5.00"), PLAIN, reason="a stain", at=day(20))
            )

    def test_a_fixed_one_in_another_currency(self) -> None:
        with pytest.raises(CurrencyMismatch):
            taken(offer=CreditOffer(JPY("500")))

    def test_a_quote_is_no_truth(self) -> None:
        with pytest.raises(WrongType):
            bool(taken())
        assert repr(taken()) == "<CreditQuote of EUR 16.67 and a bonus of EUR 1.67>"


class TestSteps:
    """Over the parcels of a return a bonus comes to what it is at once."""

    @given(
        delivered_orders,
        parcel_codes,
        st.sampled_from(["0", "0.5", "10", "33.333", "150"]),
        roundings,
    )
    def test_a_percentage(self, order: Order, code: int, percent: str, rounding: Any) -> None:
        offer = CreditOffer(Percent(percent))
        terms = refund_terms(credit=offer, rounding=rounding)
        bonus, credit = self.stepped(order, code, terms)
        assert bonus == Percent(percent).of(credit, rounding)

    @given(delivered_orders, parcel_codes, st.integers(0, 500))
    def test_a_fixed_one(self, order: Order, code: int, minor: int) -> None:
        terms = refund_terms(credit=CreditOffer(order.currency.minor(minor)))
        bonus, credit = self.stepped(order, code, terms)
        assert bonus.minor == (minor if credit else 0)

    def stepped(self, order: Order, code: int, terms: RefundTerms) -> tuple[Money, Money]:
        """All parcels taken as credit, one after another."""
        credit = order.currency.zero
        for units in parcels_of(order, code):
            decision = asked(order, units, ref="r-1")
            found = refunds.as_store_credit(refunds.quote(decision, terms))
            credit += found.credit
            received = Received(units, at=ASKED, ref="r-1")
            ref = f"rf-{len(order.history)}"
            order = order.after(received, *found.settled(at=ASKED, ref=ref))
        return order.position(at=ASKED).bonus, credit

    def test_of_a_parcel_with_the_order_as_it_stands(self) -> None:
        request = ReturnRequest.of({"tee": 3}, reason="remorse", ref="r-1")
        decision = returns.assess(ORDER, request, TERMS, at=day(20))
        terms = refund_terms(credit=TEN)
        order, bonuses = ORDER, []
        for n in range(3):
            order = order.after(Received({"tee": 1}, at=day(21 + n), ref="r-1"))
            parts: dict[str, Any] = {"units": {"tee": 1}, "order": order, "at": day(21 + n)}
            found = refunds.as_store_credit(refunds.quote(decision, terms, **parts))
            bonuses.append(str(found.bonus.amount))
            order = order.after(*found.settled(at=day(21 + n), ref=f"rf-{n}"))
        assert bonuses == ["1.67", "1.66", "1.67"]


class TestEnd:
    """A bonus can end; a day that it ends on is a local one."""

    def test_in_months(self) -> None:
        found = taken(offer=CreditOffer(Percent("10"), lasts=Months(12)), zone="Europe/Berlin")
        assert found.expires is not None
        assert found.expires.last_day.isoformat() == "2027-03-20"
        _, granted = found.settled(at=day(20), ref="rf-1")
        assert isinstance(granted, BonusGranted)
        assert granted.expires_at == found.expires.ends_at

    def test_in_hours_needs_no_zone(self) -> None:
        found = taken(offer=CreditOffer(Percent("10"), lasts=Hours(48)))
        assert found.expires is not None

    def test_in_days_needs_a_zone(self) -> None:
        with pytest.raises(InvalidValue, match="the days of a bonus are counted in a zone"):
            refund_terms(credit=CreditOffer(Percent("10"), lasts=Days(30)))

    def test_without_a_bonus_nothing_ends(self) -> None:
        assert taken(offer=TEN).expires is None
        assert taken(offer=CreditOffer(Percent("0"), lasts=Hours(1))).expires is None


class TestBooked:
    """The refund and the bonus are two events, and both read back."""

    def test_two_events(self) -> None:
        refunded, granted = taken().settled(at=day(21), ref="rf-1")
        assert isinstance(refunded, Refunded)
        assert refunded.store_credit == refunded.amount == EUR("16.67")
        assert granted == BonusGranted(
            EUR("1.67"), basis=EUR("16.67"), return_ref="r-1", at=day(21), ref="rf-1"
        )
        order = ORDER.after(refunded, granted)
        assert wire.read_order(wire.write_json(order)) == order

    def test_no_bonus_no_event(self) -> None:
        assert len(taken(offer=None).settled(at=day(21))) == 1

    @pytest.mark.parametrize(
        ("given", "error"),
        [
            ({"amount": EUR("-0.01")}, InvalidValue),
            ({"amount": "1.00"}, WrongType),
            ({"basis": JPY("1")}, CurrencyMismatch),
            ({"expires_at": day(20)}, InvalidValue),
            ({"return_ref": 1}, WrongType),
        ],
        ids=["below zero", "text", "two currencies", "ends before it was given", "a number"],
    )
    def test_an_event_that_cannot_be(self, given: dict[str, Any], error: type[Exception]) -> None:
        with pytest.raises(error):
            BonusGranted(**{"amount": EUR("1.00"), "at": day(21), **given})

    def test_it_can_end_at_once(self) -> None:
        ended = BonusGranted(EUR("1.00"), expires_at=day(21), at=day(21))
        assert ended.expires_at == ended.at
        assert "expires_at='2026-03-21" in repr(ended)
        assert "expires_at=None" in repr(BonusGranted(EUR("1.00"), at=day(21)))

    def test_another_currency_than_the_order(self) -> None:
        with pytest.raises(CurrencyMismatch):
            ORDER.after(BonusGranted(JPY("1"), at=day(21)))

    @pytest.mark.parametrize(
        ("offer", "error"),
        [
            ({"bonus": EUR("-1.00")}, InvalidValue),
            ({"bonus": "10"}, WrongType),
            ({"bonus": Percent("10"), "lasts": 30}, WrongType),
        ],
        ids=["below zero", "text", "no length"],
    )
    def test_an_offer_that_cannot_be(self, offer: dict[str, Any], error: type[Exception]) -> None:
        with pytest.raises(error):
            CreditOffer(**offer)

    def test_terms_take_an_offer(self) -> None:
        with pytest.raises(WrongType, match="CreditOffer"):
            refund_terms(credit=Percent("10"))
