"""Money: exact, of one currency, and conserved by whatever divides it."""

import decimal
import operator
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales.basics._errors import InvalidValue, PostsalesError, WrongType
from postsales.basics.currencies import EUR, JPY, USD, Currency
from postsales.basics.money import CurrencyMismatch, Money
from postsales.basics.rounding import Rounding
from tests.basics.given import (
    BAD_COUNTS,
    BAD_DECIMALS,
    BAD_TEXT,
    CLF,
    KWD,
    POINTS,
    STRANGE,
    currencies,
    minors,
    money,
    named,
    refused_shortly,
    roundings,
    steps,
    weights,
)

READ = [
    ("19.90", EUR, 1990),
    ("19.9", EUR, 1990),
    ("20", EUR, 2000),
    ("+20", EUR, 2000),
    ("-0.01", EUR, -1),
    ("-0", EUR, 0),
    ("007", EUR, 700),
    ("19.900000", EUR, 1990),
    ("1990", JPY, 1990),
    ("1990.00", JPY, 1990),
    ("1.234", KWD, 1234),
    ("-1.2", KWD, -1200),
    ("1.2345", CLF, 12345),
    ("250", POINTS, 250),
    ("9999999999999999.99", EUR, 10**18 - 1),
]


@pytest.mark.parametrize(("amount", "currency", "minor"), READ, ids=str)
def test_text_and_decimals_are_read_exactly(amount: str, currency: Currency, minor: int) -> None:
    assert currency(amount).minor == minor
    assert currency(Decimal(amount)).minor == minor


@pytest.mark.parametrize("amount", named(BAD_TEXT))
def test_text_that_is_no_amount(amount: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        EUR(amount)
    assert caught.value.field == "amount"
    assert caught.value.value is amount
    assert refused_shortly(caught.value)


@pytest.mark.parametrize("amount", named(BAD_DECIMALS))
def test_decimals_that_are_no_amount(amount: Decimal) -> None:
    with pytest.raises(InvalidValue) as caught:
        EUR(amount)
    assert refused_shortly(caught.value)


@pytest.mark.parametrize(
    ("amount", "currency"),
    [("19.905", EUR), ("0.001", EUR), ("0.5", JPY), ("1.2345", KWD), ("1.23456", CLF)],
)
def test_more_decimals_than_the_currency_has(amount: str, currency: Currency) -> None:
    for given_as in (amount, Decimal(amount)):
        with pytest.raises(InvalidValue, match=f"{currency.code} has {currency.exponent} decimals"):
            currency(given_as)


@pytest.mark.parametrize("amount", named({**STRANGE, "a whole number": 20}))
def test_a_bare_number_is_no_money(amount: Any) -> None:
    with pytest.raises(WrongType) as caught:
        EUR(amount)
    assert "nobody can tell 20 euro from 20 cents" in str(caught.value)
    assert refused_shortly(caught.value)


@pytest.mark.parametrize("minor", named({**STRANGE, "text": "1990", "a Decimal": Decimal(1990)}))
def test_minor_units_are_a_whole_number(minor: Any) -> None:
    with pytest.raises(WrongType) as caught:
        EUR.minor(minor)
    assert refused_shortly(caught.value)


@pytest.mark.parametrize("minor", [10**18 - 1, 1 - 10**18])
def test_the_most_money(minor: int) -> None:
    assert EUR.minor(minor).minor == minor


@pytest.mark.parametrize(
    "minor", [10**18, -(10**18), 10**10_000], ids=["on it", "below it", "too long to print"]
)
def test_more_than_the_most_money(minor: int) -> None:
    with pytest.raises(InvalidValue) as caught:
        EUR.minor(minor)
    assert refused_shortly(caught.value)
    with pytest.raises(InvalidValue, match="below 10"):
        EUR.minor(10**18 - 1) * 2


@pytest.mark.parametrize("currency", named({**STRANGE, "a number": 978}))
def test_money_has_a_currency(currency: Any) -> None:
    with pytest.raises(WrongType):
        Money.of("1", currency)
    with pytest.raises(WrongType):
        Money(1, currency)


@pytest.mark.parametrize("code", ["", "eur", "XXX", "E" * 1_000_000])
def test_money_of_an_unknown_code(code: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        Money.of("1", code)
    assert refused_shortly(caught.value)


WRITTEN = [
    (EUR("19.90"), "EUR 19.90", "Money.of('19.90', 'EUR')"),
    (EUR("-0.05"), "EUR -0.05", "Money.of('-0.05', 'EUR')"),
    (EUR("0"), "EUR 0.00", "Money.of('0.00', 'EUR')"),
    (JPY("-5"), "JPY -5", "Money.of('-5', 'JPY')"),
    (KWD("0.001"), "KWD 0.001", "Money.of('0.001', 'KWD')"),
    (POINTS("7"), "POINTS 7", "Money.of('7', Currency('POINTS', exponent=0))"),
    (
        Currency("EUR", exponent=3)("7"),
        "EUR 7.000",
        "Money.of('7.000', Currency('EUR', exponent=3))",
    ),
]


@pytest.mark.parametrize(("amount", "said", "shown"), WRITTEN, ids=[row[1] for row in WRITTEN])
def test_how_money_is_written(amount: Money, said: str, shown: str) -> None:
    assert str(amount) == said
    assert repr(amount) == shown
    assert eval(shown) == amount  # noqa: S307 - that a repr evaluates is the promise


class TestReading:
    """What is written is read back, and has exactly the decimals of its currency."""

    @given(amount=money)
    def test_back_from_its_amount(self, amount: Money) -> None:
        assert amount.currency(amount.amount) == amount
        assert Money.of(str(amount.amount), amount.currency) == amount
        assert eval(repr(amount)) == amount  # noqa: S307

    @given(amount=money)
    def test_the_decimals_are_always_there(self, amount: Money) -> None:
        assert amount.amount.as_tuple().exponent == -amount.currency.exponent
        assert amount.amount == Fraction(amount.minor, 10**amount.currency.exponent)

    @given(amount=money)
    def test_the_host_s_decimal_context_changes_nothing(self, amount: Money) -> None:
        with decimal.localcontext(prec=2, rounding=decimal.ROUND_UP):
            there = amount.currency(amount.amount)
        assert there == amount


class TestArithmetic:
    """Money of one currency adds up as its minor units do."""

    @given(a=st.integers(-(10**15), 10**15), b=st.integers(-(10**15), 10**15), currency=currencies)
    def test_as_whole_numbers(self, a: int, b: int, currency: Currency) -> None:
        left, right = currency.minor(a), currency.minor(b)
        assert (left + right).minor == a + b
        assert (left - right).minor == a - b
        assert (-left).minor == -a
        assert abs(left).minor == abs(a)
        assert (left * 3).minor == (3 * left).minor == 3 * a
        assert sum([left, right]) == left + right

    @given(a=minors, b=minors, currency=currencies)
    def test_compares_as_whole_numbers(self, a: int, b: int, currency: Currency) -> None:
        left, right = currency.minor(a), currency.minor(b)
        for compare in (operator.eq, operator.lt, operator.le, operator.gt, operator.ge):
            assert compare(left, right) is compare(a, b)
        assert (hash(left) == hash(right)) or a != b

    @given(amount=money)
    def test_true_unless_zero(self, amount: Money) -> None:
        assert bool(amount) is (amount.minor != 0)
        assert amount.is_negative is (amount.minor < 0)

    def test_sums(self) -> None:
        assert sum([EUR("1.10"), EUR("2.20")]) == EUR("3.30")
        assert sum([EUR("1.10")], EUR.zero) == EUR("1.10")


ACROSS: list[Any] = [operator.add, operator.sub, operator.lt, operator.le, operator.gt, operator.ge]


class TestTwoCurrencies:
    """Nothing is converted: where two currencies meet, both amounts are named."""

    @pytest.mark.parametrize("meet", ACROSS, ids=lambda meet: meet.__name__)
    def test_they_do_not_meet(self, meet: Callable[[Money, Money], object]) -> None:
        with pytest.raises(CurrencyMismatch) as caught:
            meet(EUR("19.90"), USD("5"))
        assert (caught.value.left, caught.value.right) == (EUR("19.90"), USD("5"))
        assert str(caught.value).startswith("EUR 19.90 and USD 5.00 are of different currencies")

    def test_they_are_not_equal(self) -> None:
        assert EUR("5") != USD("5")
        assert EUR.zero != USD.zero
        assert EUR("5") not in [USD("5"), JPY("5")]
        assert len({EUR.zero, USD.zero, JPY.zero}) == 3

    @pytest.mark.parametrize("meet", ACROSS, ids=lambda meet: meet.__name__)
    @pytest.mark.parametrize("other", named({**STRANGE, "a number": 5, "text": "5"}))
    def test_only_money_meets_money(self, meet: Callable[[Any, Any], object], other: Any) -> None:
        with pytest.raises(WrongType) as caught:
            meet(EUR("5"), other)
        assert refused_shortly(caught.value)

    @pytest.mark.parametrize("other", [1, -1, False, 0.0, None, Decimal(0)], ids=repr)
    def test_a_sum_begins_with_zero_only(self, other: Any) -> None:
        with pytest.raises(WrongType):
            other + EUR("5")

    @pytest.mark.parametrize("factor", [True, 1.5, "2", None, Decimal(2), EUR("2")], ids=repr)
    def test_only_whole_numbers_multiply(self, factor: Any) -> None:
        with pytest.raises(WrongType):
            EUR("5") * factor
        with pytest.raises(WrongType):
            factor * EUR("5")

    def test_equal_to_nothing_else(self) -> None:
        other: Any
        for other in (500, "EUR 5.00", Decimal(5), None):
            assert EUR("5") != other


class TestConservation:
    """Whatever divides money gives all of it away, and no more."""

    @given(amount=money, by=weights)
    def test_by_weights(self, amount: Money, by: list[int]) -> None:
        assert sum(amount.allocate(by), amount.currency.zero) == amount

    @given(amount=money, parts=st.integers(1, 60))
    def test_evenly(self, amount: Money, parts: int) -> None:
        shares = amount.split(parts)
        assert len(shares) == parts
        assert sum(shares, amount.currency.zero) == amount
        assert max(shares).minor - min(shares).minor <= 1

    @given(amount=money, gone=steps(), rounding=roundings)
    def test_step_by_step(self, amount: Money, gone: tuple[int, ...], rounding: Rounding) -> None:
        paid, before = amount.currency.zero, 0
        for units in gone:
            upto = amount.share(before + units, sum(gone), rounding=rounding)
            paid += upto - amount.share(before, sum(gone), rounding=rounding)
            before += units
        assert paid == amount

    @given(amount=money, factor=st.fractions(0, 1, max_denominator=997))
    def test_a_part_and_the_rest(self, amount: Money, factor: Fraction) -> None:
        part = amount.times(factor, rounding=Rounding.DOWN)
        assert part + (amount - part) == amount
        assert abs(part) <= abs(amount)


class TestShares:
    """A share is exact, or somebody has said how it is rounded."""

    def test_exact(self) -> None:
        assert EUR("50.00").share(1, 4) == EUR("12.50")
        assert EUR("50.00").times(Decimal("0.19")) == EUR("9.50")
        assert EUR("50.00").times(Fraction(1, 4)) == EUR("12.50")
        assert EUR("50.00").times(Fraction(-3, 2)) == EUR("-75.00")
        assert EUR("50.00").share(0, 3) == EUR.zero
        assert EUR("50.00").share(4, 2) == EUR("100.00")

    def test_not_exact_and_nobody_said_how(self) -> None:
        with pytest.raises(InvalidValue, match=r"a part of EUR 50.00 must be .*; name a rounding"):
            EUR("50.00").share(1, 3)
        with pytest.raises(InvalidValue, match="name a rounding"):
            EUR("0.01").times(Decimal("0.5"))

    @pytest.mark.parametrize(
        ("rounding", "expected"),
        [
            (Rounding.HALF_UP, "0.03"),
            (Rounding.HALF_EVEN, "0.02"),
            (Rounding.HALF_DOWN, "0.02"),
            (Rounding.UP, "0.03"),
            (Rounding.DOWN, "0.02"),
            (Rounding.CEILING, "0.03"),
            (Rounding.FLOOR, "0.02"),
        ],
        ids=str,
    )
    def test_half_of_five_cents(self, rounding: Rounding, expected: str) -> None:
        assert EUR("0.05").share(1, 2, rounding=rounding) == EUR(expected)
        assert EUR("0.05").times(Decimal("0.5"), rounding=rounding) == EUR(expected)

    @given(amount=money, part=st.integers(0, 99), whole=st.integers(1, 99), rounding=roundings)
    def test_a_share_is_a_product(
        self, amount: Money, part: int, whole: int, rounding: Rounding
    ) -> None:
        part = min(part, whole)
        by_share = amount.share(part, whole, rounding=rounding)
        assert by_share == amount.times(Fraction(part, whole), rounding=rounding)

    @pytest.mark.parametrize("part", named(BAD_COUNTS))
    def test_a_part_is_a_count(self, part: Any) -> None:
        with pytest.raises(PostsalesError) as caught:
            EUR("5").share(part, 3)
        assert refused_shortly(caught.value)

    @pytest.mark.parametrize("whole", named({**BAD_COUNTS, "zero": 0}))
    def test_a_whole_is_a_count_above_zero(self, whole: Any) -> None:
        with pytest.raises(PostsalesError) as caught:
            EUR("5").share(1, whole)
        assert refused_shortly(caught.value)

    @pytest.mark.parametrize("factor", named({**STRANGE, "text": "0.5", "a whole number": 2}))
    def test_a_factor_is_exact(self, factor: Any) -> None:
        with pytest.raises(WrongType) as caught:
            EUR("5").times(factor, rounding=Rounding.HALF_UP)
        assert refused_shortly(caught.value)

    @pytest.mark.parametrize(
        "factor", named({**BAD_DECIMALS, "an endless fraction": Fraction(1, 10**100)})
    )
    def test_a_factor_fits(self, factor: Any) -> None:
        with pytest.raises(InvalidValue) as caught:
            EUR("5").times(factor, rounding=Rounding.HALF_UP)
        assert refused_shortly(caught.value)

    @pytest.mark.parametrize("rounding", ["half_up", 1, True])
    def test_a_rounding_is_a_word_of_ours(self, rounding: Any) -> None:
        with pytest.raises(WrongType):
            EUR("5").share(1, 3, rounding=rounding)

    @pytest.mark.parametrize("parts", named({**BAD_COUNTS, "zero": 0, "too many": 100_001}))
    def test_parts_are_a_count_above_zero(self, parts: Any) -> None:
        with pytest.raises(PostsalesError) as caught:
            EUR("5").split(parts)
        assert refused_shortly(caught.value)

    def test_a_discount_over_three_lines(self) -> None:
        shares = EUR("17.30").allocate([3000, 4000, 1000])
        assert shares == (EUR("6.49"), EUR("8.65"), EUR("2.16"))

    def test_yen_have_no_cents(self) -> None:
        assert JPY("1000").split(3) == (JPY("334"), JPY("333"), JPY("333"))
