"""Net scores of other scales, under their own name."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postsales import (
    CES_V1_1_5,
    LTR_0_10,
    SHOP_1_10,
    THUMBS,
    Absent,
    Denominator,
    InvalidScore,
    InvalidValue,
    NpsCounts,
    RatingScale,
    Response,
    ScaleKind,
    WrongType,
    feedback,
)

FIFTEEN = RatingScale(1, 15, kind=ScaleKind.MARK)


@pytest.mark.parametrize(
    ("scores", "scale", "breaks", "classes"),
    [
        ([*range(1, 16)] * 2, FIFTEEN, (6, 8), (14, 4, 12)),
        ([6, 7, 8, 9], SHOP_1_10, (6, 8), (1, 2, 1)),
        ([6, 7, 8, 9], SHOP_1_10, (7, 7), (2, 0, 2)),
        ([0, 1, 1], THUMBS, (0, 0), (2, 0, 1)),
        ([1, 2, 3, 4, 5], CES_V1_1_5, (1, 3), (1, 2, 2)),
    ],
    ids=[
        "1 to 15, each twice: 2 of 30",
        "each break belongs to the class below it",
        "equal breaks leave no middle",
        "thumbs",
        "where low is good the lowest class is",
    ],
)
def test_classes_by_breaks(
    scores: list[int],
    scale: RatingScale,
    breaks: tuple[int, int],
    classes: tuple[int, int, int],
) -> None:
    found = feedback.net_score(scores, scale=scale, breaks=breaks)
    good, _, bad = classes
    assert (found.good, found.between, found.bad) == classes
    assert found.score == Fraction(100 * (good - bad), len(scores))
    assert (found.breaks, found.scale) == (breaks, scale)


def test_the_interval_is_that_of_a_difference_of_two_shares() -> None:
    scores = [10] * 60 + [8] * 25 + [1] * 15
    found = feedback.net_score(scores, scale=SHOP_1_10, breaks=(6, 8))
    counts = NpsCounts(promoters=60, passives=25, detractors=15)
    assert found.interval == feedback.nps_interval(counts)
    assert (found.display, found.is_low_n) == (45, False)


def test_nobody_is_no_zero() -> None:
    found = feedback.net_score([], scale=SHOP_1_10, breaks=(6, 8))
    assert (found.score, found.display, found.interval) == (None, None, None)
    assert (found.n, found.reason) == (0, Absent.NO_RESPONSES)


def test_a_voice_that_spoke_twice_is_drawn_as_a_whole() -> None:
    told = [
        Response("shop", mark, SHOP_1_10, at="2026-03-01T10:00Z", customer=customer)
        for mark, customer in ((10, "C-1"), (10, "C-1"), (1, "C-2"))
    ]
    found = feedback.net_score(told, scale=SHOP_1_10, breaks=(6, 8))
    assert (found.score, found.n) == (Fraction(100, 3), 3)
    assert found.interval is not None
    assert str(found.interval.method) == "linearised"
    each = feedback.net_score(told, scale=SHOP_1_10, breaks=(6, 8), dedupe="customer_mean")
    assert (each.score, each.n, each.denominator) == (Fraction(0), 2, Denominator.VOICES)


class TestNetScore:
    """It has the arithmetic of the net promoter score on that one's scale and breaks."""

    @settings(max_examples=30)
    @given(st.lists(st.integers(0, 10), max_size=30))
    def test_as_there(self, scores: list[int]) -> None:
        found = feedback.net_score(scores, scale=LTR_0_10, breaks=(6, 8))
        assert (found.score, found.interval) == (
            feedback.nps(scores).score,
            feedback.nps(scores).interval,
        )


@pytest.mark.parametrize(
    ("breaks", "error"),
    [
        ((8, 6), InvalidValue),
        ((6, 10), InvalidValue),
        ((0, 6), InvalidScore),
        ((6, 8.0), InvalidScore),
        ((6,), WrongType),
        (6, WrongType),
    ],
    ids=[
        "out of order",
        "no good answer is left",
        "no bad answer is left",
        "a float",
        "one break",
        "no pair",
    ],
)
def test_breaks_that_make_no_classes(breaks: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        feedback.net_score([5], scale=SHOP_1_10, breaks=breaks)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(("breaks", "good"), [((1, 9), 1), ((1, 1), 9)])
def test_breaks_at_the_ends_of_the_scale(breaks: tuple[int, int], good: int) -> None:
    found = feedback.net_score(list(range(1, 11)), scale=SHOP_1_10, breaks=breaks)
    assert (found.good, found.bad) == (good, 1)
