"""Did complaints turn out well, and what do the pairs prove?"""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postsales import (
    CSAT_1_5,
    LTR_0_10,
    Absent,
    InvalidScore,
    InvalidValue,
    Origin,
    Recovery,
    RecoveryCaveat,
    ScaleMismatch,
    TopBox,
    UnpairedRatings,
    WrongType,
    feedback,
)
from tests.feedback.answers import FRIDAY, MONDAY, TUESDAY, rated, reviewed

SATISFIED = TopBox(4, 5)
REGRESSION, ATTRITION = RecoveryCaveat.REGRESSION_TO_THE_MEAN, RecoveryCaveat.ATTRITION


def recovery(before: Any, after: Any, **options: Any) -> Recovery:
    return feedback.recovery(before, after, scale=CSAT_1_5, satisfied=SATISFIED, **options)


@pytest.mark.parametrize(
    ("before", "after", "counts", "rate", "p"),
    [
        ([1, 2, 2, 1, 5], [4, 5, 2, 4, 5], (4, 3, 0), Fraction(3, 4), 0.25),
        ([3, 4], [4, 3], (1, 1, 1), Fraction(1), 1.0),
        ([1, 5], [1, 5], (1, 0, 0), Fraction(0), 1.0),
        ([5, 4], [5, 5], (0, 0, 0), None, 1.0),
        ([1] * 6, [5] * 6, (6, 6, 0), Fraction(1), 2 / 64),
        ([1] * 9 + [5], [5] * 9 + [1], (9, 9, 1), Fraction(1), 22 / 1024),
        ([], [], (0, 0, 0), None, 1.0),
    ],
)
def test_who_was_won_back_and_who_was_lost(
    before: list[int], after: list[int], counts: tuple[int, int, int], rate: Fraction, p: float
) -> None:
    found = recovery(before, after)
    assert (found.dissatisfied_before, found.recovered, found.lost) == counts
    assert (found.rate, found.p_value, found.n) == (rate, p, len(before))


def test_no_rate_says_why() -> None:
    assert recovery([5], [5]).reason is Absent.NO_DENOMINATOR
    nobody = recovery([], [])
    assert (nobody.reason, nobody.interval) == (Absent.NO_RESPONSES, None)
    assert (nobody.net_change, nobody.rate_interval) == (None, None)


def test_at_tiny_n_the_interval_and_the_p_value_disagree_and_both_are_told() -> None:
    found = recovery([1] * 4 + [5] * 4, [5] * 8)
    assert found.interval is not None
    assert found.p_value == 0.125
    assert (round(100 * found.interval.low, 1), round(100 * found.interval.high, 1)) == (1.3, 78.5)


@pytest.mark.parametrize(
    ("before", "after", "error"),
    [
        ([1, 2], [5], UnpairedRatings),
        ([1], [5, 5], UnpairedRatings),
        ([1, None], [5, 5], InvalidScore),
        ([0], [5], InvalidScore),
        ("12", [5], WrongType),
        (3, [5], WrongType),
        ([rated(1, "anna")], [5], WrongType),
        ([1], [rated(5, "anna")], WrongType),
        ([rated(1, "anna")], [rated(5, "anna")], UnpairedRatings),
        ([rated(1, "anna", at=TUESDAY)], [rated(5, "anna", at=MONDAY)], UnpairedRatings),
    ],
)
def test_ratings_are_of_the_same_people(before: Any, after: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        recovery(before, after)


def test_one_scale() -> None:
    with pytest.raises(ScaleMismatch):
        feedback.recovery([rated(1)], [rated(5)], scale=LTR_0_10, satisfied=TopBox(9, 10))
    with pytest.raises(InvalidValue, match="satisfied"):
        feedback.recovery([1], [5], scale=CSAT_1_5, satisfied=TopBox(1, 2))


def test_responses_are_paired_by_customer_or_author() -> None:
    before = [
        rated(1, "anna"),
        rated(5, "anna", at=TUESDAY),
        rated(2, "ben"),
        rated(2, "clara"),
        reviewed(1, author="dora_d"),
        rated(1),
        rated(5, "eve", incentive="for_praise"),
    ]
    after = [
        rated(3, "anna", at=TUESDAY),
        rated(4, "anna", at=FRIDAY),
        rated(2, "ben", at=FRIDAY),
        rated(None, "clara", at=FRIDAY, state="ignored"),
        reviewed(5, author="dora_d", at=FRIDAY),
        rated(5, at=FRIDAY),
        rated(1, "eve", at=FRIDAY),
    ]
    found = recovery(before, after)
    assert (found.n, found.recovered, found.lost, found.unpaired) == (3, 2, 0, 2)
    assert found.caveats == (REGRESSION, ATTRITION)


def test_a_rating_that_was_taken_back_is_none() -> None:
    site = Origin("review_site", ref="r-1")
    better = rated(5, "anna", at=TUESDAY, origin=site)
    taken_back = rated(None, "anna", at=FRIDAY, origin=site, state="dismissed")
    found = recovery([rated(1, "anna")], [better, taken_back])
    assert (found.n, found.recovered, found.unpaired) == (0, 0, 1)


@pytest.mark.parametrize(
    ("before", "after", "caveats"),
    [([1, 2], [1, 5], (REGRESSION,)), ([1, 5], [1, 5], ()), ([], [], ())],
)
def test_what_it_does_not_prove(
    before: list[int], after: list[int], caveats: tuple[RecoveryCaveat, ...]
) -> None:
    assert recovery(before, after).caveats == caveats


def test_thousands_of_pairs_are_proved_as_exactly_as_a_few() -> None:
    found = recovery([1] * 6100 + [5] * 5900, [5] * 6100 + [1] * 5900)
    # scipy.stats.binomtest(5900, 12000)
    assert found.p_value == pytest.approx(0.06927192237, abs=1e-10)


@pytest.mark.parametrize(("n", "is_low"), [(29, True), (30, False)])
def test_few_pairs_are_told(n: int, is_low: bool) -> None:
    assert recovery([1] * n, [5] * n).is_low_n is is_low


class TestMirror:
    """What is won one way is lost the other way, and the interval holds the net change."""

    @settings(max_examples=40)
    @given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=12))
    def test_swapped(self, pairs: list[tuple[int, int]]) -> None:
        before, after = [was for was, _ in pairs], [now for _, now in pairs]
        there, back = recovery(before, after), recovery(after, before)
        assert (there.recovered, there.lost) == (back.lost, back.recovered)
        assert there.p_value == back.p_value
        assert there.interval is not None
        assert back.interval is not None
        assert there.net_change is not None
        assert there.net_change in there.interval
        assert there.interval.low == -back.interval.high
