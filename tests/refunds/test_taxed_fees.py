"""The tax that lies inside a fee is told apart, and adds up however many parcels there are."""

from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    JPY,
    CurrencyMismatch,
    Delivered,
    Fee,
    FeeCharged,
    InvalidValue,
    Line,
    Money,
    Order,
    Paid,
    Per,
    Percent,
    Refunded,
    ReturnRequest,
    Tender,
    WrongType,
    explain,
    refunds,
    returns,
    wire,
)
from tests.orders.given import day
from tests.refunds.given import (
    TERMS,
    delivered_orders,
    one_by_one,
    parcel_codes,
    parcels_of,
    refund_terms,
)

ORDER = Order(
    id="1001",
    placed_at=day(1),
    lines=[Line("lamp", quantity=1, total=EUR("89.00"))],
    history=[
        Paid(EUR("89.00"), tender=Tender.card("card"), at=day(1)),
        Delivered({"lamp": 1}, at=day(5)),
    ],
)
DECISION = returns.assess(ORDER, ReturnRequest.of({"lamp": 1}, reason="remorse"), TERMS, at=day(20))


class TestTax:
    """What the customer pays stays what it was; of it, the tax is the shop's to pay on."""

    @pytest.mark.parametrize(
        ("amount", "rate", "tax"),
        [
            ("11.90", "0.19", "1.90"),
            ("4.95", "0.19", "0.79"),
            ("4.95", "0", "0.00"),
            ("0.00", "0.19", "0.00"),
            ("200.00", "0.19", "14.21"),  # of the 89.00 that there are to keep
        ],
        ids=["ten net", "a half cent", "at no rate", "no fee", "a fee above the refund"],
    )
    def test_of_a_fixed_fee(self, amount: str, rate: str, tax: str) -> None:
        fee = Fee("restocking", EUR(amount), per=Per.RETURN, tax_rate=rate)
        quote = refunds.quote(DECISION, refund_terms(fees=[fee]))
        plain = refunds.quote(DECISION, refund_terms(fees=[evolve(fee, tax_rate=None)]))
        assert quote.total == plain.total
        assert quote.fee_tax == EUR(tax)
        assert not plain.fee_tax

    def test_of_a_fee_that_bears_none(self) -> None:
        fee = Fee("restocking", EUR("4.95"), per=Per.RETURN)
        (charged,) = refunds.quote(DECISION, refund_terms(fees=[fee])).fees
        assert charged.tax is None

    @given(
        delivered_orders,
        parcel_codes,
        st.sampled_from(["0.19", "0.07", "0", "1", "0.055"]),
        st.sampled_from(["12.5", "33.333", "100"]),
        st.sampled_from(list(Per)),
    )
    def test_in_parcels_it_is_the_tax_of_them_all(
        self, order: Order, code: int, rate: str, percent: str, per: Per
    ) -> None:
        fee = Fee("f", Percent(percent), per=per, tax_rate=rate)
        parcels = parcels_of(order, code)
        _, quotes = one_by_one(order, parcels, refund_terms(fees=[fee]), ref="r-1")
        kept: dict[str | None, int] = {}
        told: dict[str | None, int] = {}
        for charged in (x for quote in quotes for x in quote.fees):
            assert charged.tax is not None
            kept[charged.line] = kept.get(charged.line, 0) + charged.amount.minor
            told[charged.line] = told.get(charged.line, 0) + charged.tax.minor
        part = Fraction(rate) / (1 + Fraction(rate))
        for line, amount in kept.items():
            assert abs(told[line] - amount * part) <= Fraction(1, 2)

    def test_it_is_recorded_booked_and_told(self) -> None:
        fee = Fee("restocking", EUR("11.90"), per=Per.RETURN, tax_rate="0.19")
        quote = refunds.quote(DECISION, refund_terms(fees=[fee]))
        record = DECISION.record(quote=quote)
        stored = wire.read_record(wire.write_json(record))
        assert stored == record
        assert stored.quote is not None
        booked = refunds.booked(stored.quote, at=day(21), ref="rf-1")
        assert booked == quote.settled(at=day(21), ref="rf-1")
        assert booked.fees[0].tax == EUR("1.90")
        after = ORDER.after(booked)
        assert wire.read_order(wire.write_json(after)) == after
        text = explain.text(DECISION, quote=quote, locale="en", zone="Europe/Berlin")
        assert "once per return; of it tax €1.90" in text


class TestWhatCannotBe:
    """A tax lies inside its fee, in its currency, at a rate that is a fraction of 1."""

    @pytest.mark.parametrize(
        ("tax", "error"),
        [(EUR("4.96"), InvalidValue), (EUR("-0.01"), InvalidValue), ("0.79", WrongType)],
        ids=["more than the fee", "below zero", "text"],
    )
    def test_of_a_charged_fee(self, tax: Money, error: type[Exception]) -> None:
        with pytest.raises(error):
            FeeCharged("restocking", amount=EUR("4.95"), tax=tax)

    def test_all_of_the_fee_can_be_tax(self) -> None:
        assert FeeCharged("levy", amount=EUR("4.95"), tax=EUR("4.95")).tax == EUR("4.95")

    def test_another_currency(self) -> None:
        with pytest.raises(CurrencyMismatch):
            Refunded(
                EUR("1.00"),
                fees=[FeeCharged("restocking", amount=JPY("5"), tax=JPY("1"))],
                at=day(6),
            )

    @pytest.mark.parametrize(
        ("rate", "error"),
        [("19", InvalidValue), ("-0.19", InvalidValue), ("much", InvalidValue), (0.19, WrongType)],
        ids=str,
    )
    def test_a_rate(self, rate: str, error: type[Exception]) -> None:
        with pytest.raises(error, match="tax_rate"):
            Fee("restocking", EUR("4.95"), per=Per.RETURN, tax_rate=rate)
