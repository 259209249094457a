"""Who stayed and who went, and below which values so many of a hundred lie."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postsales import Absent, Denominator, InvalidValue, WrongType
from postsales.feedback import annual_churn, annual_retention, percentiles, retention_rate

MINUTES = [5, 7, 12, 30, 45, 60, 120, 240, 600, 1440]


@pytest.mark.parametrize(
    ("start", "end", "new", "percent"),
    [(200, 210, 40, 85), (10, 10, 0, 100), (10, 5, 5, 0), (3, 2, 0, Fraction(200, 3))],
)
def test_who_stayed(start: int, end: int, new: int, percent: int) -> None:
    found = retention_rate(start=start, end=end, new=new)
    assert found.percent == percent
    assert (found.n, found.stayed) == (start, end - new)
    assert found.denominator is Denominator.AT_START
    assert found.share is not None
    assert found.churn == 1 - found.share
    assert found.interval is not None
    assert found.share in found.interval


def test_without_customers_nobody_stays() -> None:
    found = retention_rate(start=0, end=5, new=5)
    assert (found.share, found.percent, found.churn, found.interval) == (None, None, None, None)
    assert found.reason is Absent.NO_DENOMINATOR


@pytest.mark.parametrize(
    ("start", "end", "new", "says"),
    [
        (10, 30, 5, "25 would have"),
        (10, 16, 5, "11 would have"),
        (0, 6, 5, "1 would have"),
        (10, 4, 5, "new is 5: at most all 4 at the end can be new"),
        (-1, 0, 0, "start"),
        (1, -1, 0, "end"),
        (1, 1, -1, "new"),
    ],
)
def test_counts_that_cannot_be_are_refused(start: int, end: int, new: int, says: str) -> None:
    with pytest.raises(InvalidValue, match=says):
        retention_rate(start=start, end=end, new=new)


def test_a_year_is_no_twelve_months() -> None:
    assert annual_churn(Decimal("0.05")) == 1 - Fraction(95, 100) ** 12
    assert annual_churn(0.05) + annual_retention(0.95) == 1, "floats are taken as written"
    assert annual_churn(0) == 0
    assert annual_churn(1) == 1
    with pytest.raises(InvalidValue, match="monthly"):
        annual_churn(5)


@pytest.mark.parametrize(
    ("method", "found"),
    [
        ("nearest_rank", {0: 5, 50: 45, 90: 600, 95: 1440, 100: 1440}),
        ("linear", {0: 5, 50: Fraction(105, 2), 90: 684, 95: 1062, 100: 1440}),
    ],
)
def test_times_to_a_first_answer(method: str, found: dict[int, int]) -> None:
    asked = percentiles(reversed(MINUTES), [0, 50, 90, 95, 100], method=method)
    assert asked.values == found
    assert asked.n == len(MINUTES)


def test_a_percentage_is_taken_as_it_is_written() -> None:
    found = percentiles(range(1, 1001), [99.9, Decimal("99.9"), Fraction(999, 10)])
    assert set(found.values.values()) == {999}


def test_one_value_is_every_percentile() -> None:
    assert set(percentiles([42], [1, 50, 95]).values.values()) == {42}


def test_without_values_there_is_none() -> None:
    found = percentiles([], [50])
    assert (found.values[50], found.n, found.reason) == (None, 0, Absent.NO_RESPONSES)


@pytest.mark.parametrize("percent", [-1, 100.1, float("nan")])
def test_percentages_are_of_a_hundred(percent: float) -> None:
    with pytest.raises(InvalidValue, match="percent"):
        percentiles([1], [percent])


@pytest.mark.parametrize("value", ["1", None, True])
def test_values_are_numbers(value: object) -> None:
    with pytest.raises(WrongType, match="value"):
        percentiles([value])  # type: ignore[list-item]


class TestNearestRank:
    """It is always a value that was measured, and so many of a hundred are not above it."""

    @settings(max_examples=50)
    @given(st.lists(st.integers(-50, 50), min_size=1, max_size=30), st.integers(1, 100))
    def test_is_measured(self, values: list[int], percent: int) -> None:
        found = percentiles(values, [percent]).values[percent]
        assert found in values
        assert 100 * sum(value <= found for value in values) >= percent * len(values)
