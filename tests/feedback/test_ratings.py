"""What answers on a bounded scale say: mean, median, top box, and the open question beside it."""

from fractions import Fraction

import pytest

from postsales import (
    CSAT_1_5,
    SHOP_1_10,
    STARS_1_5,
    Absent,
    Dedupe,
    Denominator,
    Incentive,
    InvalidScore,
    InvalidValue,
    MixedPrograms,
    RatingHistogram,
    Response,
    ResponseState,
    ScaleMismatch,
    SurveyKind,
    TopBox,
    WrongType,
    feedback,
)

BEST = TopBox(9, 10)


def marked(mark: int | None, comment: str = "", customer: str = "", day: int = 1) -> Response:
    state = ResponseState.DISMISSED if mark is None else ResponseState.ANSWERED
    return Response(
        "shop",
        mark,
        SHOP_1_10,
        at=f"2026-03-{day:02d}T10:00Z",
        comment=comment,
        customer=customer,
        state=state,
    )


def test_marks_of_a_small_shop() -> None:
    found = feedback.ratings([10, 9, 9, 8, 3], scale=SHOP_1_10, top=BEST)
    assert (found.mean, found.median, found.n) == (Fraction(39, 5), Fraction(9), 5)
    assert (found.top, found.top_share) == (3, Fraction(3, 5))
    assert found.denominator is Denominator.ANSWERED
    assert found.histogram.counts == (0, 0, 1, 0, 0, 0, 0, 1, 2, 1)
    # 7.8 and 2.776445 (Student, of 4 degrees) times sqrt(7.7 / 5) to either side.
    assert found.mean_interval is not None
    assert found.mean_interval.unclipped == pytest.approx((4.35452, 11.24548), abs=1e-5)
    # Wilson's interval of 3 of 5.
    assert found.top_interval is not None
    assert (found.top_interval.low, found.top_interval.high) == pytest.approx(
        (0.23072, 0.88238), abs=1e-5
    )


def test_counts_say_what_their_answers_say() -> None:
    counts = RatingHistogram(SHOP_1_10, (0, 0, 1, 0, 0, 0, 0, 1, 2, 1))
    found = feedback.ratings(counts, scale=SHOP_1_10, top=BEST)
    assert found == feedback.ratings([10, 9, 9, 8, 3], scale=SHOP_1_10, top=BEST)
    none = RatingHistogram.of([], SHOP_1_10)
    assert feedback.ratings(none, scale=SHOP_1_10) == feedback.ratings([], scale=SHOP_1_10)
    with pytest.raises(ScaleMismatch, match="a histogram on"):
        feedback.ratings(counts, scale=STARS_1_5)


def test_nobody_is_no_zero() -> None:
    found = feedback.ratings([], scale=SHOP_1_10, top=BEST)
    assert (found.mean, found.median, found.top_share, found.n) == (None, None, None, 0)
    assert (found.mean_interval, found.top_interval) == (None, None)
    assert found.reason is Absent.NO_RESPONSES
    assert str(found) == "no mean: no_responses"


def test_without_a_box_there_is_no_share() -> None:
    found = feedback.ratings([10], scale=SHOP_1_10)
    assert (found.top, found.top_share, found.top_interval) == (None, None, None)


def test_one_answer_has_a_mean_and_no_interval() -> None:
    found = feedback.ratings([4], scale=STARS_1_5)
    assert (found.mean, found.mean_interval) == (Fraction(4), None)
    assert str(found) == "4 (n = 1, low n)"


@pytest.mark.parametrize(("n", "low"), [(29, True), (30, False), (31, False)])
def test_the_minimum_is_enough(n: int, low: bool) -> None:
    assert feedback.ratings([4] * n, scale=STARS_1_5).is_low_n is low


@pytest.mark.parametrize(
    ("comments", "commented"),
    [
        (["Fast delivery", ""], 1),
        ([" \t\n", "\N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}"], 0),
        (["0", "\N{THUMBS UP SIGN}"], 2),
    ],
    ids=["one of two", "spaces of any script are blank", "a figure and a picture say something"],
)
def test_who_answered_the_open_question(comments: list[str], commented: int) -> None:
    told = [marked(8, comment) for comment in comments]
    assert feedback.ratings(told, scale=SHOP_1_10).commented == commented


def test_only_answers_that_count_have_commented() -> None:
    told = [
        marked(3, "first", customer="C-1", day=1),
        marked(8, "second", customer="C-1", day=2),
        marked(9, customer="C-2"),
        marked(None),
    ]
    found = feedback.ratings(told, scale=SHOP_1_10, dedupe="latest")
    assert (found.commented, found.n, found.mean) == (1, 2, Fraction(17, 2))
    assert (found.tally.repeated, found.tally.dismissed) == (1, 1)


def test_bare_scores_have_no_open_question() -> None:
    assert feedback.ratings([8], scale=SHOP_1_10).commented is None


def test_a_customer_who_spoke_twice_counts_once_with_the_mean() -> None:
    told = [marked(2, customer="C-1"), marked(4, customer="C-1", day=2), marked(9, customer="C-2")]
    found = feedback.ratings(told, scale=SHOP_1_10, dedupe=Dedupe.CUSTOMER_MEAN)
    assert (found.mean, found.n, found.denominator) == (Fraction(6), 2, Denominator.VOICES)
    assert (found.histogram.n, found.median) == (3, Fraction(4))


def test_praise_that_was_bought_is_counted_apart() -> None:
    bought = Response("stars", 5, STARS_1_5, at="2026-03-01T10:00Z", incentive=Incentive.FOR_PRAISE)
    found = feedback.ratings([bought], scale=STARS_1_5)
    assert (found.mean, found.tally.bought, found.commented) == (None, 1, 0)


def test_a_gap_is_refused_or_counted_apart() -> None:
    with pytest.raises(InvalidScore, match="missing='exclude'"):
        feedback.ratings([8, None], scale=SHOP_1_10)
    found = feedback.ratings([8, None], scale=SHOP_1_10, missing="exclude")
    assert (found.mean, found.n, found.tally.missing) == (Fraction(8), 1, 1)


@pytest.mark.parametrize("answer", [0, 11, 8.5, True, "8", float("nan")], ids=repr)
def test_what_is_not_on_the_scale(answer: object) -> None:
    with pytest.raises(InvalidScore):
        feedback.ratings([answer], scale=SHOP_1_10)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_wrong_calls() -> None:
    other = marked(8)
    relational = Response("shop", 8, SHOP_1_10, at="2026-03-01T10:00Z", kind=SurveyKind.RELATIONAL)
    with pytest.raises(ScaleMismatch):
        feedback.ratings([other], scale=CSAT_1_5)
    with pytest.raises(MixedPrograms):
        feedback.ratings([other, relational], scale=SHOP_1_10)
    with pytest.raises(InvalidValue, match="the best answers"):
        feedback.ratings([8], scale=SHOP_1_10, top=TopBox(1, 2))
    with pytest.raises(WrongType, match="top is 2"):
        feedback.ratings([8], scale=SHOP_1_10, top=2)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(InvalidValue, match="confidence"):
        feedback.ratings([8], scale=SHOP_1_10, confidence=1)
