"""How many answers are on each point of a scale."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postsales import (
    CES_V1_1_5,
    SHOP_1_10,
    STARS_1_5,
    THUMBS,
    InvalidScore,
    InvalidValue,
    RatingHistogram,
    ScaleMismatch,
    WrongType,
)

stars = st.lists(st.integers(1, 5), max_size=30)


def of(*scores: int) -> RatingHistogram:
    return RatingHistogram.of(scores, STARS_1_5)


@pytest.mark.parametrize(
    ("scores", "mean", "median", "variance"),
    [
        ((), None, None, None),
        ((4,), "4", "4", "0"),
        ((1, 5), "3", "3", "4"),
        ((4, 5), "9/2", "9/2", "1/4"),
        ((1, 4, 5), "10/3", "4", "26/9"),
        ((5, 5, 5, 4, 4, 4, 4, 4, 4, 4), "43/10", "4", "21/100"),
    ],
    ids=[
        "nobody",
        "one answer",
        "the ends",
        "two in the middle",
        "one in the middle",
        "ten, exactly 4.3",
    ],
)
def test_what_a_histogram_says(
    scores: tuple[int, ...], mean: str | None, median: str | None, variance: str | None
) -> None:
    found = of(*scores)
    expected = [None if one is None else Fraction(one) for one in (mean, median, variance)]
    assert [found.mean, found.median, found.variance] == expected
    assert found.n == len(scores)


def test_counts_stand_from_the_lowest_point_on() -> None:
    assert RatingHistogram.of([10, 1, 1], SHOP_1_10).counts == (2, 0, 0, 0, 0, 0, 0, 0, 0, 1)
    assert RatingHistogram.of([1, 0, 1], THUMBS).counts == (1, 2)


def test_shares_are_for_bars_and_there_are_none_of_nobody() -> None:
    assert of(1, 5, 5, 5).shares == tuple(Fraction(many, 4) for many in (1, 0, 0, 0, 3))
    assert of().shares is None


def test_points_are_counted_once_however_often_they_are_named() -> None:
    assert of(4, 5, 5).on(4, 5, 5) == 3


class TestAdding:
    """Histograms of parts add up to that of the whole: periods are merged by adding."""

    @settings(max_examples=30)
    @given(stars, stars)
    def test_parts_are_the_whole(self, spring: list[int], summer: list[int]) -> None:
        assert of(*spring) + of(*summer) == of(*summer, *spring)

    @settings(max_examples=30)
    @given(stars)
    def test_nothing_adds_nothing(self, scores: list[int]) -> None:
        assert of(*scores) + of() == of(*scores)

    def test_two_scales_never_meet(self) -> None:
        with pytest.raises(ScaleMismatch, match="keep each scale alone"):
            _ = of(5) + RatingHistogram.of([5], CES_V1_1_5)

    def test_only_histograms_are_added(self) -> None:
        with pytest.raises(TypeError):
            _ = of(5) + 1  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue]


@pytest.mark.parametrize(
    ("counts", "error", "told"),
    [
        ((1, 2, 3, 4), InvalidValue, "one count for each of the 5 points"),
        ((1, 2, 3, 4, -1), InvalidValue, "counts is -1"),
        ((1, 2, 3, 4, 5.0), WrongType, "counts is 5.0"),
        ((1, 2, 3, 4, True), WrongType, "counts is True"),
        ("12345", WrongType, "counts is '12345'"),
    ],
    ids=["too few", "below nothing", "a float", "a bool", "text"],
)
def test_counts_that_cannot_be(counts: object, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told):
        RatingHistogram(STARS_1_5, counts)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_scores_and_points_off_the_scale_are_refused() -> None:
    with pytest.raises(InvalidScore):
        of(0)
    with pytest.raises(InvalidScore):
        of(5).on(6)
    with pytest.raises(WrongType, match="a RatingScale is needed"):
        RatingHistogram.of([5], "stars")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(WrongType, match="scores are needed"):
        RatingHistogram.of(5, STARS_1_5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
