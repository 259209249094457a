"""Averages with a prior, bounds from below, and how many stars are shown."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postsales import (
    CES_V1_1_5,
    STARS_1_5,
    Absent,
    InvalidValue,
    Prior,
    PriorCounts,
    RatingHistogram,
    WrongType,
    feedback,
)

USUAL = Prior(weight=7, mean=3.5)
NOTHING = PriorCounts([0, 0, 0, 0, 0])
counts = st.lists(st.integers(0, 50), min_size=5, max_size=5)
weights = st.fractions(0, 20)
means = st.fractions(1, 5)


def stars(*low_to_high: int) -> RatingHistogram:
    return RatingHistogram(STARS_1_5, low_to_high)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("3.74", "3.5"),
        ("3.75", "4"),
        ("3.7499999999999999999", "3.5"),
        ("4.24", "4"),
        ("4.25", "4.5"),
        ("2.75", "3"),
        ("1", "1"),
        ("0", "0"),
        ("0.2499", "0"),
        ("0.25", "0.5"),
        ("4.75", "5"),
    ],
)
def test_half_stars(value: str, shown: str) -> None:
    for told in (Decimal(value), Fraction(value)):
        assert feedback.half_stars(told) == Fraction(shown)


@pytest.mark.parametrize(
    ("told", "prior", "value"),
    [
        ((5, 1), USUAL, "59/16"),
        ((0, 0), USUAL, "7/2"),
        ((45, 10), Prior(weight=0, mean=3.5), "9/2"),
        ((23_250_000, 2_500_000), Prior(weight=25_000, mean=7), "937/101"),
    ],
    ids=["one first review of five stars", "nobody", "no prior", "a film that millions saw"],
)
def test_bayesian_averages(told: tuple[int, int], prior: Prior, value: str) -> None:
    assert feedback.bayesian_average(told, prior=prior).value == Fraction(value)


def test_a_prior_alone_is_marked() -> None:
    nobody, first = (
        feedback.bayesian_average(stars(0, 0, 0, 0, many), prior=USUAL) for many in (0, 1)
    )
    assert (nobody.value, nobody.half_stars, nobody.is_prior_only) == (Fraction(7, 2),) * 2 + (
        True,
    )
    assert (first.half_stars, first.is_prior_only) == (Fraction(7, 2), False)


def test_neither_an_answer_nor_a_prior_is_no_zero() -> None:
    found = feedback.bayesian_average((0, 0), prior=Prior(weight=0, mean=3.5))
    assert (found.value, found.half_stars, found.reason) == (None, None, Absent.NO_RESPONSES)
    assert not found.is_prior_only
    by_counts = feedback.dirichlet_mean(stars(0, 0, 0, 0, 0), prior=NOTHING)
    assert (by_counts.value, by_counts.reason) == (None, Absent.NO_RESPONSES)
    bound = feedback.dirichlet_lower_bound(stars(0, 0, 0, 0, 0), prior=NOTHING)
    assert (bound.value, bound.mean, bound.standard_error) == (None, None, None)
    assert bound.reason is Absent.NO_RESPONSES


class TestBayesianAverage:
    """It lies between the mean of the prior and that of the answers, nearer to the heavier one."""

    @settings(max_examples=40)
    @given(counts, weights, means)
    def test_between_the_two(self, many: list[int], weight: Fraction, mean: Fraction) -> None:
        found = feedback.bayesian_average(stars(*many), prior=Prior(weight=weight, mean=mean))
        said = stars(*many).mean
        if said is None:
            assert found.value == (mean if weight else None)
        else:
            assert found.value is not None
            assert min(said, mean) <= found.value <= max(said, mean)

    @settings(max_examples=40)
    @given(counts, counts)
    def test_counts_before_are_a_weight_and_a_mean(
        self, many: list[int], before: list[int]
    ) -> None:
        added = stars(*before)
        found = feedback.dirichlet_mean(stars(*many), prior=PriorCounts(before))
        same = Prior(weight=added.n, mean=added.mean or 3)
        assert found.value == feedback.bayesian_average(stars(*many), prior=same).value

    @settings(max_examples=40)
    @given(counts, counts)
    def test_counts_before_are_answers(self, many: list[int], before: list[int]) -> None:
        found = feedback.dirichlet_mean(stars(*many), prior=PriorCounts(before))
        assert found.value == (stars(*many) + stars(*before)).mean


class TestDirichletLowerBound:
    """A bound lies below the mean, rises with more answers alike, and falls with confidence."""

    # The order of the article: ten fives, then many mixed answers, then five fives.
    @pytest.mark.parametrize(
        ("many", "bound"),
        [
            ((0, 0, 0, 0, 10), 3.818855442651916),
            ((25, 20, 75, 80, 60), 3.36843),
            ((0, 0, 0, 0, 5), 3.2964),
            ((0, 0, 0, 0, 0), 2.0473720558371173),
        ],
        ids=["ten fives", "many answers", "five fives", "one each, and nobody"],
    )
    def test_as_published(self, many: tuple[int, ...], bound: float) -> None:
        # 1.65 errors to either side.
        found = feedback.dirichlet_lower_bound(stars(*many), confidence=0.9010570639327038)
        assert found.value == pytest.approx(bound, abs=6e-5)

    @settings(max_examples=30)
    @given(counts)
    def test_below_the_mean(self, many: list[int]) -> None:
        at_80, at_99 = (
            feedback.dirichlet_lower_bound(stars(*many), confidence=level) for level in (0.8, 0.99)
        )
        assert at_80.value is not None
        assert at_99.value is not None
        assert at_80.mean is not None
        assert at_99.value < at_80.value < at_80.mean
        assert at_80.mean == feedback.dirichlet_mean(stars(*many)).value

    @settings(max_examples=30)
    @given(st.integers(0, 5), st.integers(1, 5))
    def test_more_answers_alike_raise_it(self, few: int, more: int) -> None:
        low, high = (
            feedback.dirichlet_lower_bound(stars(0, 0, 0, 0, n)).value for n in (few, few + more)
        )
        assert low is not None
        assert high is not None
        assert low < high

    def test_one_point_alone_has_no_error(self) -> None:
        found = feedback.dirichlet_lower_bound(stars(0, 0, 0, 0, 3), prior=NOTHING)
        assert (found.value, found.standard_error) == (5.0, 0.0)

    def test_where_low_is_good_it_would_be_the_wrong_end(self) -> None:
        effort = RatingHistogram(CES_V1_1_5, (5, 0, 0, 0, 0))
        with pytest.raises(InvalidValue, match="a scale is needed on which high is good"):
            feedback.dirichlet_lower_bound(effort)


@pytest.mark.parametrize(
    ("weight", "mean", "error", "field"),
    [
        (-1, 3.5, InvalidValue, "prior_weight"),
        (float("nan"), 3.5, InvalidValue, "prior_weight"),
        (10**101, 3.5, InvalidValue, "prior_weight"),
        (7, float("inf"), InvalidValue, "prior_mean"),
        (7, Decimal("NaN"), InvalidValue, "prior_mean"),
        (True, 3.5, WrongType, "prior_weight"),
        (7, "3.5", WrongType, "prior_mean"),
    ],
    ids=["below 0", "no number", "too many", "no end", "no decimal", "a bool", "text"],
)
def test_priors_that_cannot_be(
    weight: object, mean: object, error: type[Exception], field: str
) -> None:
    with pytest.raises(error, match=f"^{field} is"):
        Prior(weight=weight, mean=mean)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("mean", [1, 5], ids=["lowest", "highest"])
def test_a_prior_may_lie_on_the_ends_of_the_scale(mean: int) -> None:
    found = feedback.bayesian_average(stars(0, 0, 1, 0, 0), prior=Prior(weight=1, mean=mean))
    assert found.value == Fraction(3 + mean, 2)


def test_wrong_calls() -> None:
    with pytest.raises(InvalidValue, match="a mean of answers from 1 to 5 is needed"):
        feedback.bayesian_average(stars(0, 0, 0, 0, 1), prior=Prior(weight=1, mean=7))
    with pytest.raises(InvalidValue, match="the sum of no answers is 0"):
        feedback.bayesian_average((5, 0), prior=USUAL)
    with pytest.raises(InvalidValue, match="n is -1"):
        feedback.bayesian_average((5, -1), prior=USUAL)
    with pytest.raises(WrongType, match="a RatingHistogram, or"):
        feedback.bayesian_average((5, 1, 1), prior=USUAL)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(InvalidValue, match="one count for each of the 5 points"):
        feedback.dirichlet_mean(stars(0, 0, 0, 0, 1), prior=PriorCounts([1]))
    with pytest.raises(WrongType, match="a RatingHistogram is needed"):
        feedback.dirichlet_mean([1, 2, 3, 4, 5])  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(WrongType, match="prior"):
        feedback.dirichlet_mean(stars(0, 0, 0, 0, 1), prior=USUAL)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(InvalidValue, match="stars is nan"):
        feedback.half_stars(float("nan"))
