"""Percentages: by value, exact, rounded once."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics.currencies import EUR, JPY
from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.basics.rounding import Rounding
from tests.basics.given import (
    BAD_DECIMALS,
    BAD_TEXT,
    KWD,
    STRANGE,
    money,
    named,
    refused_shortly,
    roundings,
)

percents = st.decimals(0, 1000, places=6)


class TestByValue:
    """Equal percentages are one value, however they were written."""

    @pytest.mark.parametrize("written", ["15", "15.0", "15.000000", "+15", "015"])
    def test_one_value(self, written: str) -> None:
        assert Percent(written) == Percent("15")
        assert hash(Percent(written)) == hash(Percent("15"))
        assert repr(Percent(written)) == "Percent('15')"
        assert str(Percent(written)) == "15 %"

    def test_of_any_decimal(self) -> None:
        assert repr(Percent(Decimal("1.5E+1"))) == "Percent('15')"
        assert repr(Percent(Decimal("0E-20"))) == "Percent('0')"
        assert repr(Percent("-0")) == "Percent('0')"
        assert repr(Percent("7.70")) == "Percent('7.7')"
        assert repr(Percent("100")) == "Percent('100')"

    def test_ordered(self) -> None:
        assert Percent("2") < Percent("10") <= Percent("10.0") < Percent("10.1")
        other: Any
        for other in ("15", Decimal(15), 15):
            assert Percent("15") != other

    @given(value=percents)
    def test_read_back(self, value: Decimal) -> None:
        assert eval(repr(Percent(value))) == Percent(value)  # noqa: S307


class TestEdges:
    """From nothing to ten times the amount, in millionths."""

    @pytest.mark.parametrize("value", ["0", "0.000001", "1000", "999.999999", "1000.0000000000"])
    def test_just_inside(self, value: str) -> None:
        assert Percent(value).value == Decimal(value)

    @pytest.mark.parametrize(
        "value", ["-0.000001", "0.0000001", "1000.000001", "-15", "15.1234567"]
    )
    def test_just_outside(self, value: str) -> None:
        for given_as in (value, Decimal(value)):
            with pytest.raises(InvalidValue, match="0 to 1000 with at most 6 decimals"):
                Percent(given_as)

    @pytest.mark.parametrize("value", named({**BAD_TEXT, "its own sign": "15 %"}))
    def test_text_that_is_no_number(self, value: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            Percent(value)
        assert refused_shortly(caught.value)

    @pytest.mark.parametrize("value", named(BAD_DECIMALS))
    def test_decimals_that_are_no_number(self, value: Decimal) -> None:
        with pytest.raises(InvalidValue) as caught:
            Percent(value)
        assert refused_shortly(caught.value)

    @pytest.mark.parametrize("value", named({**STRANGE, "a whole number": 15}))
    def test_bare_numbers(self, value: Any) -> None:
        with pytest.raises(WrongType, match="say Percent"):
            Percent(value)


TAKEN = [
    pytest.param("15", EUR("89.00"), EUR("13.35"), id="a restocking fee"),
    pytest.param("19", EUR("0.50"), EUR("0.10"), id="the middle goes up"),
    pytest.param("19", EUR("-0.50"), EUR("-0.10"), id="the middle of a debt goes down"),
    pytest.param("0", EUR("89.00"), EUR("0.00"), id="nothing"),
    pytest.param("100", EUR("89.01"), EUR("89.01"), id="all"),
    pytest.param("1000", EUR("0.01"), EUR("0.10"), id="ten times as much"),
    pytest.param("10", JPY("995"), JPY("100"), id="yen have no cents"),
    pytest.param("7.7", KWD("1.000"), KWD("0.077"), id="fils are thousandths"),
    pytest.param("0.000001", EUR("500000.00"), EUR("0.01"), id="a millionth, in the middle"),
    pytest.param("0.000001", EUR("499999.99"), EUR("0.00"), id="a millionth, just below"),
]


@pytest.mark.parametrize(("percent", "amount", "expected"), TAKEN)
def test_a_percentage_of_money(percent: str, amount: Money, expected: Money) -> None:
    assert Percent(percent).of(amount) == expected


class TestOf:
    """A percentage of money is the exact product, rounded once."""

    @given(value=percents, amount=st.integers(-(10**12), 10**12), rounding=roundings)
    def test_as_a_product(self, value: Decimal, amount: int, rounding: Rounding) -> None:
        exact = Fraction(value) / 100
        assert Percent(value).of(EUR.minor(amount), rounding) == EUR.minor(amount).times(
            exact, rounding=rounding
        )
        assert (
            Percent(value).of_minor(amount, rounding)
            == Percent(value).of(EUR.minor(amount), rounding).minor
        )

    @given(amount=money)
    def test_a_hundred_is_all(self, amount: Money) -> None:
        assert Percent("100").of(amount) == amount

    @pytest.mark.parametrize("amount", named({**STRANGE, "a number": 100, "text": "100"}))
    def test_of_nothing_but_money(self, amount: Any) -> None:
        with pytest.raises(WrongType) as caught:
            Percent("15").of(amount)
        assert refused_shortly(caught.value)
