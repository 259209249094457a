"""Shares with their intervals: satisfied customers, easy answers, and how two shares differ."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    CES_1_7,
    CES_V1_1_5,
    CSAT_1_5,
    THUMBS,
    Absent,
    IntervalMethod,
    InvalidScore,
    InvalidValue,
    ScaleMismatch,
    TopBox,
    feedback,
)
from tests.feedback.said import said

# Newcombe 1998, to four decimals.
PUBLISHED = [
    (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
    (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
    (0, 20, (0.0, 0.1611), (0.0, 0.1684)),
    (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
]


@pytest.mark.parametrize(("k", "n", "wilson", "exact"), PUBLISHED)
def test_intervals_are_those_of_the_field(
    k: int, n: int, wilson: tuple[float, float], exact: tuple[float, float]
) -> None:
    for method, ends in (("wilson", wilson), ("clopper_pearson", exact)):
        found = feedback.proportion_interval(k, n, method=method)
        assert found is not None
        assert (found.low, found.high) == pytest.approx(ends, abs=5e-5), method


SHARES = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
METHODS = st.sampled_from(["wilson", "agresti_coull", "clopper_pearson", "jeffreys", "wald"])


class TestIntervals:
    """An interval lies between 0 and 1, and that of the others is its mirror."""

    @given(SHARES, METHODS, st.sampled_from([0.8, 0.95, 0.99]))
    def test_it_mirrors(self, share: tuple[int, int], method: str, level: float) -> None:
        k, n = share
        one = feedback.proportion_interval(k, n, method=method, confidence=level)
        other = feedback.proportion_interval(n - k, n, method=method, confidence=level)
        assert one is not None
        assert other is not None
        assert 0 <= one.low <= one.high <= 1
        assert (other.low, other.high) == pytest.approx((1 - one.high, 1 - one.low), abs=1e-12)

    @given(SHARES)
    def test_the_exact_one_contains_the_share_and_jeffreys(self, share: tuple[int, int]) -> None:
        k, n = share
        exact = feedback.proportion_interval(k, n, method="clopper_pearson")
        inner = feedback.proportion_interval(k, n, method="jeffreys")
        assert exact is not None
        assert inner is not None
        assert exact.low - 1e-12 <= k / n <= exact.high + 1e-12
        # At its ends Jeffreys leaves out what the exact one reaches.
        assert k == 0 or exact.low <= inner.low
        assert k == n or inner.high <= exact.high


@pytest.mark.parametrize(("k", "n"), [(5, 4), (-1, 4), (0, -1)])
def test_counts_that_cannot_be_are_refused(k: int, n: int) -> None:
    with pytest.raises(InvalidValue):
        feedback.proportion_interval(k, n)


def test_none_of_none_says_nothing() -> None:
    assert feedback.proportion_interval(0, 0) is None
    nobody = feedback.compare_shares((0, 0), (3, 4))
    assert (nobody.difference, nobody.reason) == (None, Absent.NO_RESPONSES)
    alike = feedback.compare_shares((0, 10), (0, 12))
    assert (alike.difference, alike.p_value) == (Fraction(0), None)
    assert alike.reason is Absent.ZERO_VARIANCE


def test_satisfied_of_those_who_answered() -> None:
    told = [said(score, scale=CSAT_1_5) for score in (5, 4, 3, None, None)]
    found = feedback.csat(told, scale=CSAT_1_5, satisfied=TopBox(4, 5))
    assert (found.share, found.satisfied, found.n) == (Fraction(2, 3), 2, 3)
    assert found.tally.dismissed == 2
    assert (found.mean, found.percent) == (Fraction(4), Fraction(200, 3))


def test_nobody_is_not_dissatisfied() -> None:
    found = feedback.csat([], scale=CSAT_1_5, satisfied=TopBox(4, 5))
    assert (found.share, found.percent, found.interval) == (None, None, None)
    assert found.reason is Absent.NO_RESPONSES


@pytest.mark.parametrize(
    "boxes", [TopBox(1, 2, 3, 4, 5), TopBox(3), TopBox(3, 5), TopBox(5, 6), TopBox(1, 2)]
)
def test_boxes_are_the_best_ones_and_not_all(boxes: TopBox) -> None:
    with pytest.raises(InvalidValue, match="satisfied"):
        feedback.csat([5], scale=CSAT_1_5, satisfied=boxes)


@pytest.mark.parametrize("boxes", [(), (4, 4)])
def test_boxes_are_named_once(boxes: tuple[int, ...]) -> None:
    with pytest.raises(InvalidValue, match="satisfied"):
        TopBox(*boxes)


def test_low_is_good_where_the_scale_says_so() -> None:
    assert TopBox.best(2, CES_V1_1_5) == TopBox(1, 2)
    assert TopBox.best(1, THUMBS) == TopBox(1)
    easy = feedback.ces([1, 1, 2, 3, 5], scale=CES_V1_1_5)
    assert (easy.easy, easy.easy_share) == (3, Fraction(3, 5))


def test_easy_is_the_good_side_of_the_middle() -> None:
    found = feedback.ces([1, 2, 3, 4, 5, 6, 7], scale=CES_1_7)
    assert (found.mean, found.easy) == (Fraction(4), 3)
    assert found.mean_interval is not None
    assert found.mean_interval.method is IntervalMethod.STUDENT


def test_one_answer_has_a_mean_and_no_interval_of_it() -> None:
    found = feedback.ces([6], scale=CES_1_7)
    assert (found.mean, found.mean_interval) == (Fraction(6), None)
    assert feedback.ces([], scale=CES_1_7).reason is Absent.NO_RESPONSES


def test_answers_all_alike_have_an_interval_that_says_so() -> None:
    found = feedback.ces([7] * 6, scale=CES_1_7)
    assert found.mean_interval is not None
    assert found.mean_interval.is_degenerate


def test_scales_of_effort_are_never_mixed() -> None:
    mixed = [said(5, scale=CES_1_7), said(5, scale=CES_V1_1_5)]
    with pytest.raises(ScaleMismatch):
        feedback.ces(mixed, scale=CES_1_7)
    with pytest.raises(InvalidValue, match="ask for effort"):
        feedback.ces([5], scale=CSAT_1_5)
    with pytest.raises(InvalidScore):
        feedback.ces([0], scale=CES_1_7)


def test_who_answers_twice_is_drawn_as_one() -> None:
    told = [said(5, "anna", scale=CSAT_1_5)] * 2 + [said(1, "ben", scale=CSAT_1_5)]
    found = feedback.csat(told, scale=CSAT_1_5, satisfied=TopBox(4, 5))
    assert found.interval is not None
    assert found.interval.method is IntervalMethod.LINEARISED
    mean = feedback.csat(told, scale=CSAT_1_5, satisfied=TopBox(4, 5), dedupe="customer_mean")
    assert (mean.share, mean.n) == (Fraction(1, 2), 2)


def test_one_repeat_does_not_make_a_share_certain() -> None:
    told = [said(5, f"C-{n}", scale=CSAT_1_5) for n in range(9)]
    found = feedback.csat([*told, told[0]], scale=CSAT_1_5, satisfied=TopBox(4, 5), dedupe="all")
    assert found.interval == feedback.proportion_interval(9, 9)
    assert (found.share, found.n) == (Fraction(1), 10)
