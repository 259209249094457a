"""What goes with the overall score: associations, shares of what is explained, and twins."""

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postsales import Absent, InvalidValue, Quadrant, WrongType
from postsales.feedback import association, key_drivers

OVERALL = [9, 10, 7, 3, 8, 6, 10, 5, 9, 4]
DELIVERY = [5, 5, 4, 2, 4, 3, 5, 3, 4, 2]
PRICE = [3, 4, 3, 2, 4, 4, 5, 1, 3, 3]
BOTH = {"delivery": DELIVERY, "price": PRICE}


def test_two_drivers_of_ten_customers() -> None:
    found = key_drivers(OVERALL, BOTH)
    delivery, price = (one.association for one in found.drivers)
    assert (delivery.pearson, price.pearson) == pytest.approx(
        (0.9642101587457325, 0.6539192976596159)
    )
    assert delivery.interval is not None
    ends = (delivery.interval.low, delivery.interval.high)
    assert ends == pytest.approx((0.8515579277211299, 0.9917518005846291))
    assert [one.share for one in found.drivers] == pytest.approx(
        [0.7257817708017696, 0.223690988424944]
    )
    assert found.r_squared == pytest.approx(0.9494727592267136)
    assert (found.n, found.reason, found.is_collinear) == (10, None, False)


def test_ranks_as_by_hand() -> None:
    # Ranks 1, 2.5, 2.5, 4 and 1, 3, 2, 4; of six pairs five are in order, and one is tied.
    found = association([1, 2, 2, 3], [10, 30, 20, 99])
    assert found.spearman == pytest.approx(4.5 / (4.5 * 5) ** 0.5)
    assert found.kendall == pytest.approx(5 / (5 * 6) ** 0.5)


def test_who_rated_only_one_is_left_out() -> None:
    found = association([9, 10, 7, None, 8], [5, None, 4, 2, 4])
    assert found.n == 3
    assert found.pearson == pytest.approx(0.8660254037844385)
    assert found.interval is None, "three pairs leave no room for an error"


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ([], [], Absent.NO_RESPONSES),
        ([None, 1], [1, None], Absent.NO_RESPONSES),
        ([1, 2], [1, 2], Absent.TOO_FEW_RESPONSES),
        ([1, 2, 3], [4, 4, 4], Absent.ZERO_VARIANCE),
        ([1, 1, 1], [1, 2, 3], Absent.ZERO_VARIANCE),
    ],
)
def test_without_enough_there_is_no_association(
    one: list[int | None], other: list[int | None], reason: Absent
) -> None:
    found = association(one, other)
    assert (found.pearson, found.spearman, found.kendall, found.interval) == (None,) * 4
    assert found.reason is reason


def test_on_a_line_the_interval_says_nothing() -> None:
    found = association([1, 2, 3, 4], [8, 6, 4, 2])
    assert (found.pearson, found.spearman, found.kendall) == (-1, -1, -1)
    assert found.interval is not None
    assert found.interval.is_degenerate


def test_floats_are_what_they_hold() -> None:
    assert association([0.1, 0.2, 0.4, 0.3], [1e-9, 2e-9, 4e-9, 3e-9]).kendall == 1


def test_importance_and_performance() -> None:
    found = key_drivers(
        [1, 2, 3, 4, 5],
        {
            "delivery": [1, 2, 3, 4, 4],
            "shop": [3, 4, 4, 5, 5],
            "price": [2, 1, 3, 1, 2],
            "box": [5, 4, 5, 4, 5],
        },
    )
    assert [one.quadrant for one in found.drivers] == [
        Quadrant.CONCENTRATE,
        Quadrant.KEEP_UP,
        Quadrant.LOW_PRIORITY,
        Quadrant.OVERDONE,
    ]
    assert found.drivers[0].mean == Fraction(14, 5)
    assert key_drivers(OVERALL, {"delivery": DELIVERY}).drivers[0].quadrant is None


def test_twins_are_told() -> None:
    found = key_drivers(OVERALL, {**BOTH, "carrier": [2 * one for one in DELIVERY]})
    (pair,) = found.pairs
    assert (pair.one, pair.other, pair.pearson) == ("delivery", "carrier", 1)
    assert found.inflated == ("delivery", "carrier")
    assert found.is_collinear
    delivery, price, carrier = found.drivers
    assert (delivery.inflation, carrier.inflation) == (None, None)
    assert price.inflation is not None
    assert delivery.share == carrier.share, "nobody can tell whose share it is"
    assert found.r_squared == pytest.approx(0.9494727592267136)


def test_a_bound_is_still_allowed() -> None:
    columns = {"a": [1, 2, 3, 4, 5, 6], "b": [2, 1, 4, 3, 6, 5]}
    overall = [1, 3, 2, 5, 4, 6]
    r = association(*columns.values()).pearson
    assert r is not None
    assert not key_drivers(overall, columns, most_r=r).pairs
    assert key_drivers(overall, columns, most_r=r - 1e-9).pairs
    inflation = key_drivers(overall, columns).drivers[0].inflation
    assert inflation is not None
    assert inflation == pytest.approx(1 / (1 - r * r))
    assert not key_drivers(overall, columns, most_inflation=inflation).inflated
    assert key_drivers(overall, columns, most_inflation=inflation - 1e-9).inflated


@pytest.mark.parametrize(
    ("rows", "reason"),
    [(4, None), (3, Absent.TOO_FEW_RESPONSES)],
)
def test_shares_need_more_customers_than_drivers(rows: int, reason: Absent | None) -> None:
    found = key_drivers(OVERALL[:rows], {name: one[:rows] for name, one in BOTH.items()})
    assert found.reason is reason
    assert (found.r_squared is None) is (reason is not None)


def test_shares_are_of_those_who_rated_everything() -> None:
    found = key_drivers(OVERALL, {**BOTH, "price": [None, *PRICE[1:]]})
    assert [one.association.n for one in found.drivers] == [10, 9]
    assert found.n == 9


def test_what_is_all_alike_explains_nothing() -> None:
    found = key_drivers(OVERALL, {"delivery": DELIVERY, "box": [5] * 10})
    box = found.drivers[1]
    assert box.association.reason is Absent.ZERO_VARIANCE
    assert (box.share, box.inflation, box.quadrant) == (None, None, None)
    assert box.mean == 5
    assert found.drivers[0].share == pytest.approx(found.r_squared)
    alike = key_drivers([9] * 10, BOTH)
    assert (alike.r_squared, alike.reason) == (None, Absent.ZERO_VARIANCE)
    few = key_drivers([9, 8], {"delivery": [5, 4]})
    assert (few.r_squared, few.reason) == (None, Absent.TOO_FEW_RESPONSES)


def test_alike_among_those_who_rated_everything() -> None:
    found = key_drivers(
        [5, 5, 5, 5, 1, 2], {"delivery": [5, 4, 3, 4, None, 1], "price": [4, 5, 4, 4, 1, None]}
    )
    assert found.reason is Absent.ZERO_VARIANCE


def test_nine_drivers_have_no_shares() -> None:
    columns = {f"d{n}": [(n * k * k + k) % 11 for k in range(14)] for n in range(9)}
    overall = [k % 5 for k in range(14)]
    nine = key_drivers(overall, columns)
    assert nine.reason is Absent.TOO_MANY_DRIVERS
    assert nine.r_squared is not None
    assert {one.share for one in nine.drivers} == {None}
    eight = key_drivers(overall, {name: columns[name] for name in list(columns)[:8]})
    assert eight.reason is None


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(InvalidValue, match="10 ratings of delivery are needed"):
        key_drivers(OVERALL, {"delivery": [1]})
    with pytest.raises(InvalidValue, match="one part at least"):
        key_drivers(OVERALL, {})
    with pytest.raises(InvalidValue, match="most_r"):
        key_drivers(OVERALL, BOTH, most_r=1.1)
    with pytest.raises(InvalidValue, match="most_inflation"):
        key_drivers(OVERALL, BOTH, most_inflation=0.9)
    with pytest.raises(InvalidValue, match="other is 1: 2 ratings are needed"):
        association([1, 2], [1])
    with pytest.raises(WrongType, match="one"):
        association([True], [1])
    with pytest.raises(InvalidValue, match="confidence"):
        association([1], [1], confidence=1)


def slow_kendall(a: list[int], b: list[int]) -> float:
    pairs = [(i, j) for i in range(len(a)) for j in range(i)]
    signs = [((a[i] > a[j]) - (a[i] < a[j]), (b[i] > b[j]) - (b[i] < b[j])) for i, j in pairs]
    untied = sum(x != 0 for x, _ in signs) * sum(y != 0 for _, y in signs)
    return sum(x * y for x, y in signs) / math.sqrt(untied)


RATINGS = st.lists(st.tuples(*[st.integers(1, 5)] * 3), min_size=6, max_size=12)


class TestAssociations:
    """They lie from -1 to 1, do not know which comes first, and shares add up to R²."""

    @settings(max_examples=40)
    @given(RATINGS)
    def test_all_of_it(self, rows: list[tuple[int, int, int]]) -> None:
        overall, one, other = (list(column) for column in zip(*rows, strict=True))
        found, back = association(overall, one), association(one, overall)
        assert (found.pearson, found.spearman, found.kendall) == (
            back.pearson,
            back.spearman,
            back.kendall,
        )
        if found.pearson is None or found.spearman is None or found.kendall is None:
            return
        assert -1 <= found.pearson <= 1
        assert -1 <= found.spearman <= 1
        assert found.kendall == pytest.approx(slow_kendall(overall, one))
        report = key_drivers(overall, {"one": one, "other": other})
        shares = [driver.share for driver in report.drivers if driver.share is not None]
        if report.r_squared is not None:
            assert sum(shares) == pytest.approx(report.r_squared)
            assert min(shares) >= 0
