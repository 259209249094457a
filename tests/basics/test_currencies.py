"""Codes and their decimals."""

from decimal import Decimal

import pytest
from attrs import evolve
from babel.numbers import get_currency_precision

from postsales.basics import currencies
from postsales.basics._errors import InvalidValue, PostsalesError, WrongType
from postsales.basics.currencies import EUR, JPY, USD, Currency
from postsales.basics.money import CurrencyMismatch, Money
from tests.basics.given import BAD_COUNTS, STRANGE, named, refused_shortly

NONE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
THREE = "BHD IQD JOD KWD LYD OMR TND"
FOUR = "CLF UYW"
SOME_WITH_TWO = (
    "AED AFN ALL BGN CHE CHF COP EUR HUF IDR ILS IRR LBP MGA MRU MXV RSD TWD USD XCG ZWG"
)

# Where the CLDR counts what people pay with, and ISO 4217 what accounts are kept in.
OTHERWISE = "AFN ALL IQD IRR KPW LAK LBP MGA MMK RSD SOS SYP YER"


@pytest.mark.parametrize(
    ("codes", "decimals"),
    [(NONE, 0), (SOME_WITH_TWO, 2), (THREE, 3), (FOUR, 4)],
    ids=["no decimals", "two decimals", "three decimals", "four decimals"],
)
def test_decimals_of_iso_4217(codes: str, decimals: int) -> None:
    assert {Currency(code).exponent for code in codes.split()} == {decimals}


def test_every_code_has_one_number_of_decimals() -> None:
    codes = [code for line in currencies._CODES.values() for code in line.split()]
    assert len(codes) == len(set(codes))
    assert all(len(code) == 3 for code in codes)
    assert [line.split() for line in currencies._CODES.values()] == [
        sorted(line.split()) for line in currencies._CODES.values()
    ]


def test_the_cldr_differs_where_the_docstring_says() -> None:
    differing = {
        code
        for code, exponent in currencies._EXPONENTS.items()
        if get_currency_precision(code) != exponent
    }
    assert differing <= set(OTHERWISE.split())
    assert all(code in (Currency.__doc__ or "") for code in OTHERWISE.split())


@pytest.mark.parametrize("code", [name for name in currencies.__all__ if name != "Currency"])
def test_a_constant_is_the_currency_of_its_name(code: str) -> None:
    assert getattr(currencies, code) == Currency(code)


@pytest.mark.parametrize("code", ["XAU", "XXX", "XTS", "QQQ", "BTC"])
def test_an_unknown_code_needs_its_decimals(code: str) -> None:
    with pytest.raises(InvalidValue, match="name its exponent"):
        Currency(code)
    assert Currency(code, exponent=8).minor(1).amount == Decimal("0.00000001")


CODES = {
    "empty": "",
    "blank": "  ",
    "small letters": "eur",
    "a sign": "€",
    "a hyphen": "EU-R",
    "not of our alphabet": "ΕUR",
    "thirteen letters": "A" * 13,
    "a megabyte": "E" * 1_000_000,
}


@pytest.mark.parametrize("code", named(CODES))
def test_a_code_is_capital_letters_and_digits(code: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        Currency(code, exponent=2)
    assert refused_shortly(caught.value)


@pytest.mark.parametrize("code", named({**STRANGE, "an int": 978}))
def test_a_code_is_text(code: str) -> None:
    with pytest.raises(WrongType):
        Currency(code)


@pytest.mark.parametrize("exponent", [0, 12])
def test_the_fewest_and_the_most_decimals(exponent: int) -> None:
    assert Currency("GOLD", exponent=exponent).exponent == exponent


@pytest.mark.parametrize(
    "exponent", named({**{k: v for k, v in BAD_COUNTS.items() if v is not None}, "one more": 13})
)
def test_no_such_decimals(exponent: int) -> None:
    with pytest.raises(PostsalesError) as caught:
        Currency("GOLD", exponent=exponent)
    assert refused_shortly(caught.value)


class TestIdentity:
    """Two currencies are the same when code and decimals are."""

    def test_equal_and_hash_alike(self) -> None:
        assert Currency("EUR") == EUR
        assert hash(Currency("EUR")) == hash(EUR)
        assert EUR != USD

    def test_of_one_code_with_other_decimals(self) -> None:
        coarse = Currency("EUR", exponent=0)
        assert coarse != EUR
        with pytest.raises(CurrencyMismatch, match="count with different decimals"):
            coarse("5") + EUR("5")

    def test_the_standard_decimals_said_aloud(self) -> None:
        assert Currency("EUR", exponent=2) == EUR
        assert Currency("EUR", exponent=2).is_standard
        assert not Currency("EUR", exponent=0).is_standard
        assert not Currency("POINTS", exponent=0).is_standard

    def test_change_makes_another(self) -> None:
        assert evolve(EUR, code="USD") == USD


class TestCalling:
    """A currency called with an amount makes money of it."""

    def test_major_units(self) -> None:
        assert EUR("19.90") == EUR(Decimal("19.9")) == Money.of("19.90", "EUR")

    def test_minor_units(self) -> None:
        assert EUR.minor(1990) == EUR("19.90")
        assert JPY.minor(1990) == JPY("1990")

    def test_zero(self) -> None:
        assert EUR.zero == EUR("0") == EUR.minor(0)
        assert not EUR.zero

    def test_words(self) -> None:
        assert str(EUR) == "EUR"
        assert repr(EUR) == "Currency('EUR')"
        assert repr(Currency("EUR", exponent=0)) == "Currency('EUR', exponent=0)"
