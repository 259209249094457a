"""To which whole number a fraction goes, and how whole shares add up."""

import decimal
import math
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales.basics._errors import InvalidValue, PostsalesError, WrongType
from postsales.basics.rounding import Rounding, cumulative, divide, largest_remainder, slice_of
from tests.basics.given import STRANGE, minors, named, refused_shortly, roundings, steps, weights

DECIMAL = {
    Rounding.HALF_UP: decimal.ROUND_HALF_UP,
    Rounding.HALF_EVEN: decimal.ROUND_HALF_EVEN,
    Rounding.HALF_DOWN: decimal.ROUND_HALF_DOWN,
    Rounding.UP: decimal.ROUND_UP,
    Rounding.DOWN: decimal.ROUND_DOWN,
    Rounding.CEILING: decimal.ROUND_CEILING,
    Rounding.FLOOR: decimal.ROUND_FLOOR,
}

# Ten times the amount, so that each edge stands in the table: just below the middle, on it, above.
TENTHS = (-25, -16, -15, -14, -10, -5, -1, 0, 1, 5, 10, 14, 15, 16, 25)
ROUNDED = {
    Rounding.HALF_UP: (-3, -2, -2, -1, -1, -1, 0, 0, 0, 1, 1, 1, 2, 2, 3),
    Rounding.HALF_EVEN: (-2, -2, -2, -1, -1, 0, 0, 0, 0, 0, 1, 1, 2, 2, 2),
    Rounding.HALF_DOWN: (-2, -2, -1, -1, -1, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2),
    Rounding.UP: (-3, -2, -2, -2, -1, -1, -1, 0, 1, 1, 1, 2, 2, 2, 3),
    Rounding.DOWN: (-2, -1, -1, -1, -1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2),
    Rounding.CEILING: (-2, -1, -1, -1, -1, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3),
    Rounding.FLOOR: (-3, -2, -2, -2, -1, -1, -1, 0, 0, 0, 1, 1, 1, 1, 2),
}


@pytest.mark.parametrize("rounding", Rounding, ids=str)
def test_each_word_on_its_edges(rounding: Rounding) -> None:
    assert tuple(divide(tenths, 10, rounding) for tenths in TENTHS) == ROUNDED[rounding]


class TestDivide:
    """A quotient goes to a whole number next to it, by the word that was named."""

    @given(n=minors, d=st.integers(1, 10**12), rounding=roundings)
    def test_as_the_decimal_module_does(self, n: int, d: int, rounding: Rounding) -> None:
        twice, rest = divmod(2 * n, d)
        # Half units carry all that rounding asks: which half, and whether it is exactly there.
        stand_in = Decimal(twice) / 2 + (Decimal("0.25") if rest else 0)
        with decimal.localcontext(prec=60):
            assert divide(n, d, rounding) == int(stand_in.quantize(Decimal(1), DECIMAL[rounding]))

    @given(n=minors, d=st.integers(1, 10**12), rounding=roundings)
    def test_never_a_whole_unit_away(self, n: int, d: int, rounding: Rounding) -> None:
        assert abs(divide(n, d, rounding) - Fraction(n, d)) < 1

    @given(n=minors, d=st.integers(1, 10**6), rounding=roundings)
    def test_whole_quotients_stay(self, n: int, d: int, rounding: Rounding) -> None:
        assert divide(n * d, d, rounding) == n

    @given(n=minors, more=st.integers(0, 10**6), d=st.integers(1, 10**6), rounding=roundings)
    def test_more_never_becomes_less(self, n: int, more: int, d: int, rounding: Rounding) -> None:
        assert divide(n, d, rounding) <= divide(n + more, d, rounding)

    @given(n=minors, d=st.integers(1, 10**6))
    def test_half_up_unless_another_is_named(self, n: int, d: int) -> None:
        assert divide(n, d) == divide(n, d, Rounding.HALF_UP)

    @given(n=minors, d=st.integers(1, 10**6))
    def test_floor_and_ceiling_are_those_of_mathematics(self, n: int, d: int) -> None:
        exact = Fraction(n, d)
        assert divide(n, d, Rounding.FLOOR) == math.floor(exact)
        assert divide(n, d, Rounding.CEILING) == math.ceil(exact)

    @pytest.mark.parametrize("divisor", [0, -1, -(10**20)])
    def test_only_by_what_is_above_zero(self, divisor: int) -> None:
        with pytest.raises(InvalidValue, match=r"divisor is .*: it must be above 0"):
            divide(1, divisor)

    @pytest.mark.parametrize("rounding", named({**STRANGE, "a word": "half_up"}))
    def test_only_by_a_rounding(self, rounding: Rounding) -> None:
        with pytest.raises(WrongType, match="a Rounding is needed"):
            divide(1, 2, rounding)


class TestCumulativeShares:
    """Units that go one after the other get, all together, exactly what the line was worth."""

    @given(total=minors, gone=steps(), rounding=roundings)
    def test_slices_add_up(self, total: int, gone: tuple[int, ...], rounding: Rounding) -> None:
        quantity = sum(gone)
        before = (0, *accumulate(gone))
        slices = [
            slice_of(total, start, units, quantity, rounding)
            for start, units in zip(before, gone, strict=False)
        ]
        assert sum(slices) == total

    @given(total=minors, gone=steps(), rounding=roundings)
    def test_they_add_up_at_every_step(
        self, total: int, gone: tuple[int, ...], rounding: Rounding
    ) -> None:
        quantity, before, paid = sum(gone), 0, 0
        for units in gone:
            paid += slice_of(total, before, units, quantity, rounding)
            before += units
            assert paid == cumulative(total, before, quantity, rounding)

    @given(total=st.integers(0, 10**12), gone=steps(), rounding=roundings)
    def test_no_slice_of_a_positive_total_is_negative(
        self, total: int, gone: tuple[int, ...], rounding: Rounding
    ) -> None:
        before = 0
        for units in gone:
            assert slice_of(total, before, units, sum(gone), rounding) >= 0
            before += units

    @given(total=minors, units=st.integers(0, 50), more=st.integers(0, 50), rounding=roundings)
    def test_one_step_or_two_come_to_the_same(
        self, total: int, units: int, more: int, rounding: Rounding
    ) -> None:
        quantity = units + more + 1
        first = slice_of(total, 0, units, quantity, rounding)
        second = slice_of(total, units, more, quantity, rounding)
        assert first + second == slice_of(total, 0, units + more, quantity, rounding)

    @given(total=minors, quantity=st.integers(1, 10**9), rounding=roundings)
    def test_none_have_nothing_and_all_have_all(
        self, total: int, quantity: int, rounding: Rounding
    ) -> None:
        assert cumulative(total, 0, quantity, rounding) == 0
        assert cumulative(total, quantity, quantity, rounding) == total
        assert slice_of(total, 0, quantity, quantity, rounding) == total
        assert slice_of(total, quantity, 0, quantity, rounding) == 0

    def test_fifty_euro_over_three_shirts(self) -> None:
        assert [slice_of(5000, gone, 1, 3) for gone in range(3)] == [1667, 1666, 1667]

    def test_a_cent_over_three_shirts_goes_to_the_second(self) -> None:
        assert [slice_of(1, gone, 1, 3) for gone in range(3)] == [0, 1, 0]


SHARED = [
    pytest.param(900, [7], (900,), id="one alone gets all"),
    pytest.param(900, [123_456], (900,), id="one alone gets all, whatever it weighs"),
    pytest.param(40, [10, 0], (40, 0), id="what weighs nothing gets nothing"),
    pytest.param(0, [3, 1, 2], (0, 0, 0), id="nothing is shared as nothing"),
    pytest.param(0, [0, 0], (0, 0), id="nothing is shared by nothing"),
    pytest.param(-1000, [1, 1, 1, 1], (-250,) * 4, id="a debt is shared like a credit"),
    # 299 of 80 parts: 160.7, 52.3, 85.9; cut off 160 + 52 + 85 = 297, so .9 and .7 get one more.
    pytest.param(299, [43, 14, 23], (161, 52, 86), id="the largest fractions are rounded up"),
    pytest.param(-299, [43, 14, 23], (-161, -52, -86), id="and the largest of a debt as well"),
    pytest.param(103, [1, 1], (52, 51), id="of equal fractions the first goes first"),
    pytest.param(-103, [1, 1], (-52, -51), id="also of equal fractions of a debt"),
    pytest.param(1000, [5, 5, 5], (334, 333, 333), id="a third is no number of cents"),
    pytest.param(2, [1] * 5, (1, 1, 0, 0, 0), id="less to share than there are"),
    pytest.param(95, [1, 2, 1, 3, 5, 2, 1, 4], (5, 10, 5, 15, 25, 10, 5, 20), id="all exact"),
    # A discount of 17.30 over lines of 30, 40 and 10: 6.4875, 8.65, 2.1625.
    pytest.param(1730, [3000, 4000, 1000], (649, 865, 216), id="an order discount"),
    pytest.param(10**17, [1, 2], (33333333333333333, 66666666666666667), id="no float is near"),
]


@pytest.mark.parametrize(("amount", "by", "expected"), SHARED)
def test_largest_remainder(amount: int, by: list[int], expected: tuple[int, ...]) -> None:
    assert largest_remainder(amount, by) == expected


class TestLargestRemainder:
    """Shares by weight add up to the amount, and no share is a whole unit off."""

    @given(amount=minors, by=weights)
    def test_nothing_is_lost(self, amount: int, by: list[int]) -> None:
        assert sum(largest_remainder(amount, by)) == amount

    @given(amount=minors, by=weights)
    def test_each_share_is_its_exact_one_rounded(self, amount: int, by: list[int]) -> None:
        for share, weight in zip(largest_remainder(amount, by), by, strict=True):
            assert abs(share - Fraction(amount * weight, sum(by))) < 1

    @given(amount=minors, by=weights)
    def test_a_debt_mirrors_a_credit(self, amount: int, by: list[int]) -> None:
        mirrored = tuple(-share for share in largest_remainder(-amount, by))
        assert largest_remainder(amount, by) == mirrored

    @given(amount=minors, by=weights)
    def test_what_weighs_nothing_gets_nothing(self, amount: int, by: list[int]) -> None:
        shares = largest_remainder(amount, [*by, 0])
        assert shares == (*largest_remainder(amount, by), 0)

    @given(amount=minors, by=weights, scale=st.integers(1, 1000))
    def test_only_the_proportion_counts(self, amount: int, by: list[int], scale: int) -> None:
        assert largest_remainder(amount, [scale * w for w in by]) == largest_remainder(amount, by)

    @given(amount=st.integers(0, 10**12), parts=st.integers(1, 200))
    def test_even_parts_differ_by_one_at_most_and_fall(self, amount: int, parts: int) -> None:
        shares = largest_remainder(amount, [1] * parts)
        assert list(shares) == sorted(shares, reverse=True)
        assert shares[0] - shares[-1] <= 1


NO_WEIGHTS = {
    "none": [],
    "only zeros": [0, 0],
    "one below zero": [2, -1],
    "a float": [1.0, 2],
    "a truth value": [True, 1],
    "text": ["1", "2"],
    "not a number": [float("nan")],
}


@pytest.mark.parametrize("by", named(NO_WEIGHTS))
def test_an_amount_is_not_shared_by(by: list[int]) -> None:
    with pytest.raises(InvalidValue) as caught:
        largest_remainder(100, by)
    assert refused_shortly(caught.value)


@pytest.mark.parametrize("by", named({**STRANGE, "text": "12"}))
def test_weights_are_a_list_of_whole_numbers(by: list[int]) -> None:
    with pytest.raises(PostsalesError) as caught:
        largest_remainder(100, by)
    assert refused_shortly(caught.value)


@pytest.mark.parametrize("amount", named({**STRANGE, "text": "12"}))
def test_the_amount_is_whole(amount: int) -> None:
    with pytest.raises(WrongType, match="amount is"):
        largest_remainder(amount, [1])
