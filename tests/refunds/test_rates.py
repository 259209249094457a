"""A refund in another currency: what was booked at the sale, or what it is worth today."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    JPY,
    USD,
    Currency,
    CurrencyMismatch,
    DayRate,
    InvalidValue,
    Line,
    Money,
    Order,
    OverRefund,
    Paid,
    Rounding,
    SaleRate,
    Tender,
    WrongType,
    refunds,
)
from postsales.refunds.quote import RefundQuote
from postsales.testing.strategies.amounts import CURRENCIES
from tests.orders.given import day
from tests.refunds.given import PLAIN, roundings

KWD = Currency("KWD")


def bought(total: Money) -> Order:
    paid = Paid(total, tender=Tender.card("card"), at=day(1))
    lines = [Line("tee", quantity=3, total=total)]
    return Order(id="1001", placed_at=day(1), lines=lines, history=[paid])


def typed(order: Order, minor: int, n: int = 20) -> RefundQuote:
    amount = order.currency.minor(minor)
    return refunds.manual(order, amount, PLAIN, reason="asked for", at=day(n))


ORDER = bought(EUR("50.00"))
SOLD = SaleRate(EUR("50.00"), USD("54.63"))


class TestSaleRate:
    """At the rate of the sale, refunds of all that was sold come to all that was booked."""

    @pytest.mark.parametrize(
        ("minor", "other"),
        [(1, "0.01"), (1000, "10.93"), (2500, "27.32"), (4999, "54.62"), (5000, "54.63")],
        ids=["a cent", "ten", "half", "all but a cent", "all"],
    )
    def test_at_once(self, minor: int, other: str) -> None:
        found = refunds.converted(typed(ORDER, minor), SOLD, order=ORDER)
        assert (found.amount.minor, found.other, found.rate) == (minor, USD(other), SOLD)

    @given(
        st.lists(st.integers(1, 900), min_size=1, max_size=8),
        st.sampled_from(CURRENCIES),
        st.integers(1, 10**6),
        roundings,
        st.sampled_from(["settled", "pending"]),
    )
    def test_in_steps(
        self, steps: list[int], other: Currency, booked: int, rounding: Rounding, status: str
    ) -> None:
        order = bought(EUR.minor(sum(steps)))
        rate = SaleRate(EUR.minor(sum(steps)), other.minor(booked))
        given = []
        for n, minor in enumerate(steps, start=2):
            quote = typed(order, minor, n)
            given.append(refunds.converted(quote, rate, order=order, rounding=rounding).other)
            tell = quote.settled if status == "settled" else quote.pending
            order = order.after(tell(at=day(n), ref=f"rf-{n}"))
        assert sum(given, other.zero) == rate.other
        assert all(not x.is_negative for x in given)

    def test_what_was_booked_since_the_quote_was_made_counts(self) -> None:
        first, second = typed(ORDER, 2500), typed(ORDER, 2500)
        given = refunds.converted(first, SOLD, order=ORDER).other
        later = ORDER.after(first.settled(at=day(21), ref="rf-1"))
        assert refunds.converted(second, SOLD, order=later).other + given == SOLD.other

    def test_more_than_was_sold(self) -> None:
        small = SaleRate(EUR("9.99"), USD("10.00"))
        with pytest.raises(OverRefund) as told:
            refunds.converted(typed(ORDER, 1000), small, order=ORDER)
        assert told.value.maximum == EUR("9.99")
        assert refunds.converted(typed(ORDER, 999), small, order=ORDER).other == USD("10.00")

    @pytest.mark.parametrize(
        ("sold", "other", "error"),
        [
            (EUR("0.00"), USD("1.00"), InvalidValue),
            (EUR("1.00"), USD("-1.00"), InvalidValue),
            (EUR("1.00"), "1.00", WrongType),
        ],
        ids=["nothing was sold", "below zero", "text"],
    )
    def test_what_cannot_be(self, sold: Money, other: Money, error: type[Exception]) -> None:
        with pytest.raises(error):
            SaleRate(sold, other)


class TestDayRate:
    """At the rate of a day it is worth what it is worth then, by the decimals of both."""

    @pytest.mark.parametrize(
        ("order", "minor", "rate", "other"),
        [
            (ORDER, 1000, DayRate("1.1512", USD, on="2026-03-20"), USD("11.51")),
            (ORDER, 1, DayRate("0.5", USD, on="2026-03-20"), USD("0.01")),
            (ORDER, 1000, DayRate("163.25", JPY, on="2026-03-20"), JPY("1633")),
            (ORDER, 1000, DayRate("0.33333", KWD, on="2026-03-20"), KWD("3.333")),
            (bought(JPY("8000")), 1633, DayRate("0.0061", EUR, on="2026-03-20"), EUR("9.96")),
        ],
        ids=["dollars", "half a cent", "no decimals", "three decimals", "from none to two"],
    )
    def test_what_it_is_worth(self, order: Order, minor: int, rate: DayRate, other: Money) -> None:
        assert refunds.converted(typed(order, minor), rate, order=order).other == other

    def test_rounded_otherwise(self) -> None:
        rate, quote = DayRate("0.5", USD, on="2026-03-20"), typed(ORDER, 1)
        found = refunds.converted(quote, rate, order=ORDER, rounding=Rounding.DOWN)
        assert found.other == USD("0.00")

    @pytest.mark.parametrize(
        ("given", "error"),
        [
            ({"factor": "0"}, InvalidValue),
            ({"factor": "-1"}, InvalidValue),
            ({"factor": "1000000000000"}, InvalidValue),
            ({"factor": "much"}, InvalidValue),
            ({"factor": 1.1}, WrongType),
            ({"currency": "USD"}, WrongType),
            ({"on": "20 March"}, InvalidValue),
        ],
        ids=["zero", "below zero", "too much", "words", "a float", "text", "no day"],
    )
    def test_what_cannot_be(self, given: dict[str, Any], error: type[Exception]) -> None:
        with pytest.raises(error):
            DayRate(**{"factor": "1.1", "currency": USD, "on": "2026-03-20", **given})

    def test_powers_of_ten_are_written_out(self) -> None:
        rate = DayRate(Decimal("1E+3"), USD, on="2026-03-20")
        assert repr(rate).startswith("DayRate(factor='1000', currency=")
        assert DayRate("1000", USD, on="2026-03-20") == rate

    def test_its_repr_says_it_again(self) -> None:
        rate = DayRate("1.10", USD, on="2026-03-20")
        assert repr(rate).startswith("DayRate(factor='1.10', currency=")


class TestCurrencies:
    """Rates are of the order's currency, and so is what is converted."""

    def test_a_rate_of_another(self) -> None:
        with pytest.raises(CurrencyMismatch):
            refunds.converted(typed(ORDER, 1), SaleRate(USD("1.00"), EUR("1.00")), order=ORDER)

    def test_a_quote_of_another(self) -> None:
        other = bought(USD("50.00"))
        with pytest.raises(CurrencyMismatch):
            refunds.converted(typed(other, 1), SOLD, order=ORDER)

    def test_no_rate(self) -> None:
        with pytest.raises(WrongType):
            refunds.converted(typed(ORDER, 1), "1.1", order=ORDER)  # type: ignore[arg-type]
