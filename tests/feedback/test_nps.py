"""The net promoter score: exact, with its interval, and none of nobody."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    SHOP_1_10,
    Absent,
    Denominator,
    IntervalMethod,
    InvalidScore,
    InvalidValue,
    NpsCounts,
    PseudoAnswers,
    TopBox,
    WrongType,
    feedback,
)
from tests.feedback.said import said


def counts(detractors: int, passives: int, promoters: int) -> NpsCounts:
    return NpsCounts(detractors=detractors, passives=passives, promoters=promoters)


@pytest.mark.parametrize(
    ("answers", "score", "shown"),
    [
        ([6, 7, 8, 9], Fraction(0), 0),
        ([0], Fraction(-100), -100),
        ([7], Fraction(0), 0),
        ([10], Fraction(100), 100),
        ([1, 9, 10], Fraction(100, 3), 33),
        ([6] + [7] * 7, Fraction(-25, 2), -13),
        ([9] + [7] * 7, Fraction(25, 2), 13),
        ([0, 10], Fraction(0), 0),
    ],
)
def test_promoters_less_detractors_of_all(answers: list[int], score: Fraction, shown: int) -> None:
    found = feedback.nps(answers)
    assert (found.score, found.display, found.n) == (score, shown, len(answers))


def test_parts_that_were_rounded_never_make_the_score() -> None:
    # 45.5 and 20.4 per cent: rounded parts would give 26.
    assert feedback.nps(counts(204, 341, 455)).display == 25


def test_nobody_has_no_score() -> None:
    found = feedback.nps([])
    assert (found.score, found.display, found.interval, found.n) == (None, None, None, 0)
    assert (found.reason, str(found)) == (Absent.NO_RESPONSES, "no score: no_responses")
    assert feedback.nps(NpsCounts()).reason is Absent.NO_RESPONSES
    assert feedback.nps([said(None)]).reason is Absent.NO_RESPONSES


# Detractors, passives, promoters, and the intervals at 95 per cent that the field publishes.
PUBLISHED = [
    ((80, 30, 100), (-2.996, 21.730), (-2.94, 21.72), (-2.932, 21.979)),
    ((362, 176, 462), (4.38, 15.55), (4.39, 15.55), (4.408, 15.592)),
    ((15, 25, 60), (29.26, 58.13), (29.34, 58.04), (30.50, 59.50)),
    ((0, 0, 10), (44.49, 100), (47.50, 100), (100, 100)),
    ((0, 0, 1), (-58.69, 100), (-48.50, 98.50), (100, 100)),
    ((0, 10, 0), (-27.75, 27.75), (-18.47, 18.47), (0, 0)),
]


@pytest.mark.parametrize(("answers", "by_score", "adjusted", "wald"), PUBLISHED)
def test_intervals_are_those_of_the_field(
    answers: tuple[int, int, int],
    by_score: tuple[float, float],
    adjusted: tuple[float, float],
    wald: tuple[float, float],
) -> None:
    for method, ends in (("score", by_score), ("adjusted_wald", adjusted), ("wald", wald)):
        found = feedback.nps_interval(counts(*answers), method=method)
        assert found is not None
        assert (found.low, found.high) == pytest.approx(ends, abs=0.006), method


def test_an_interval_without_width_says_why() -> None:
    wald = feedback.nps_interval(counts(0, 0, 10), method="wald")
    assert wald is not None
    assert wald.is_degenerate
    by_score = feedback.nps(counts(0, 0, 10)).interval
    assert by_score is not None
    assert not by_score.is_degenerate


SOME = st.builds(counts, *[st.integers(0, 40)] * 3).filter(lambda found: found.n > 0)
LEVELS = st.sampled_from([0.8, 0.95, 0.99])


class TestScore:
    """A score lies between -100 and 100, mirrors when sides are swapped, and adds up by counts."""

    @given(SOME)
    def test_it_lies_between_the_ends_and_mirrors(self, found: NpsCounts) -> None:
        assert found.score is not None
        assert abs(found.score) <= 100
        turned = counts(found.promoters, found.passives, found.detractors)
        assert turned.score == -found.score
        assert turned.display == -(found.display or 0)
        assert turned.variance == found.variance

    @given(SOME, SOME, SOME)
    def test_counts_of_periods_add_up(self, a: NpsCounts, b: NpsCounts, c: NpsCounts) -> None:
        assert a + b == b + a
        assert (a + b) + c == a + (b + c)
        assert a + NpsCounts() == a

    @given(SOME)
    def test_one_more_passive_moves_it_towards_zero(self, found: NpsCounts) -> None:
        more = found + NpsCounts(passives=1)
        assert abs(float(more.score or 0)) <= abs(float(found.score or 0))

    @given(st.lists(st.integers(0, 10), min_size=1, max_size=12), st.randoms())
    def test_order_does_not_matter(self, answers: list[int], chance: object) -> None:
        turned = list(answers)
        chance.shuffle(turned)  # type: ignore[attr-defined]
        assert feedback.nps(turned) == feedback.nps(answers)

    @pytest.mark.parametrize(("before", "after"), [(6, 7), (8, 9)])
    def test_a_better_class_raises_it(self, before: int, after: int) -> None:
        others = [3, 7, 10]
        assert (feedback.nps([*others, after]).score or 0) > (
            feedback.nps([*others, before]).score or 0
        )


class TestInterval:
    """The score interval contains the score, mirrors exactly, and narrows with more answers."""

    @given(SOME, LEVELS)
    def test_the_score_lies_in_it(self, found: NpsCounts, level: float) -> None:
        interval = feedback.nps_interval(found, confidence=level)
        assert interval is not None
        assert -100.0 <= interval.low <= float(found.score or 0) <= interval.high <= 100.0

    @given(SOME, LEVELS, st.sampled_from(["score", "adjusted_wald", "wald"]))
    def test_it_mirrors(self, found: NpsCounts, level: float, method: str) -> None:
        turned = counts(found.promoters, found.passives, found.detractors)
        one = feedback.nps_interval(found, method=method, confidence=level)
        other = feedback.nps_interval(turned, method=method, confidence=level)
        assert one is not None
        assert other is not None
        assert (other.low, other.high) == (-one.high, -one.low)

    @given(SOME)
    def test_more_confidence_is_wider_and_more_answers_are_narrower(self, found: NpsCounts) -> None:
        widths = [
            feedback.nps_interval(one, confidence=level).width  # type: ignore[union-attr]
            for one, level in ((found, 0.99), (found, 0.95), (found + found + found, 0.95))
        ]
        assert widths == sorted(widths, reverse=True)

    @pytest.mark.parametrize(("level", "n"), [(0.95, 1), (0.9, 4)])
    def test_the_adjusted_one_can_leave_the_score_out(self, level: float, n: int) -> None:
        out = feedback.nps_interval(
            NpsCounts(promoters=n), method="adjusted_wald", confidence=level
        )
        assert out is not None
        assert 100 not in out
        more = feedback.nps_interval(
            NpsCounts(promoters=n + 1), method="adjusted_wald", confidence=level
        )
        assert more is not None
        assert 100 in more


def test_other_answers_may_be_added() -> None:
    plain = feedback.nps_interval(counts(1, 2, 3), method="wald")
    none_added = PseudoAnswers(detractors=0, passives=0, promoters=0)
    found = feedback.nps_interval(counts(1, 2, 3), method="adjusted_wald", pseudo=none_added)
    assert plain is not None
    assert found is not None
    assert (found.low, found.high) == (plain.low, plain.high)


@pytest.mark.parametrize("confidence", [0, 1, -0.5, 1.5, float("nan")])
def test_a_confidence_lies_between_0_and_1(confidence: float) -> None:
    with pytest.raises(InvalidValue, match="confidence"):
        feedback.nps([9], confidence=confidence)


@pytest.mark.parametrize("confidence", [True, "0.95", None])
def test_a_confidence_is_a_number(confidence: object) -> None:
    with pytest.raises(WrongType, match="confidence"):
        feedback.nps([9], confidence=confidence)  # type: ignore[arg-type]


@pytest.mark.parametrize("method", ["wilson", "student", "bootstrap"])
def test_a_method_is_one_for_this_score(method: str) -> None:
    with pytest.raises(InvalidValue, match="method"):
        feedback.nps([9], method=method)


@pytest.mark.parametrize("detractors", [-1, 1.5, 5.0, True, "1"])
def test_counts_are_whole_numbers(detractors: object) -> None:
    with pytest.raises((InvalidValue, WrongType), match="detractors"):
        NpsCounts(detractors=detractors)  # type: ignore[arg-type]


def test_one_bad_answer_fails_all() -> None:
    with pytest.raises(InvalidScore, match=r"8\.5"):
        feedback.nps([9, 8.5])  # type: ignore[arg-type]


TWICE = [said(10, "anna"), said(0, "anna"), said(10, "ben"), said(9, "cleo"), said(10)]


def test_who_speaks_twice_is_drawn_as_one() -> None:
    found = feedback.nps(TWICE, dedupe="all")
    assert found.interval is not None
    assert (found.n, found.denominator) == (5, Denominator.ANSWERED)
    assert found.interval.method is IntervalMethod.LINEARISED
    # By hand: codes 1, -1, 1, 1, 1, mean 3/5; sums of voices apart from it -6/5, 2/5, 2/5, 2/5.
    squares = (36 + 4 + 4 + 4) / 25
    error = (squares * 4 / 3) ** 0.5 / 5
    assert found.interval.unclipped[1] - 60 == pytest.approx(100 * 3.182446 * error, abs=1e-4)


def test_every_voice_counts_once_with_its_mean() -> None:
    found = feedback.nps(TWICE, dedupe="customer_mean")
    assert (found.score, found.n, found.denominator) == (Fraction(75), 4, Denominator.VOICES)
    assert found.counts.n == 5


@pytest.mark.parametrize("policy", ["all", "customer_mean"])
@pytest.mark.parametrize("scores", [(3, 9), (10, 10)])
def test_one_voice_alone_has_no_interval_however_often_it_speaks(
    scores: tuple[int, int], policy: str
) -> None:
    told = [said(score, "anna") for score in scores]
    stars = [said(score, "anna", scale=SHOP_1_10) for score in scores]
    assert feedback.nps(told, dedupe=policy).interval is None
    found = feedback.ratings(stars, scale=SHOP_1_10, top=TopBox(9, 10), dedupe=policy)
    assert (found.mean_interval, found.top_interval) == (None, None)
    assert str(feedback.nps(told)).endswith("(n = 2, low n)")


@pytest.mark.parametrize(("n", "low"), [(29, True), (30, False)])
def test_few_answers_are_marked(n: int, low: bool) -> None:
    assert feedback.nps([10] * n).is_low_n is low
    assert ("low n" in str(feedback.nps([10] * n))) is low


def test_fewer_people_never_make_a_score_surer() -> None:
    scores = [10, 10, 9, 0, 7, 3, 10, 9]

    def width(people: int, dedupe: str) -> float:
        told = [said(score, f"C-{place % people}") for place, score in enumerate(scores)]
        interval = feedback.nps(told, dedupe=dedupe).interval
        assert interval is not None
        low, high = interval.unclipped
        return high - low

    widths = [width(people, "all") for people in (4, 3, 2)]
    assert widths == sorted(widths)
    # Eight answers of eight people, by Student's t, and of four, each heard once with its mean.
    assert width(4, "customer_mean") > width(8, "all")


@pytest.mark.parametrize("answers", [{10: 30, 0: 10}, {10, 0}, frozenset({9})], ids=str)
def test_counts_by_score_are_no_list_of_answers(answers: object) -> None:
    with pytest.raises(WrongType, match="a list of"):
        feedback.nps(answers)  # type: ignore[arg-type]


def test_one_repeat_does_not_make_a_score_certain() -> None:
    told = [said(10, f"C-{n}") for n in range(29)]
    interval = feedback.nps([*told, told[0]], dedupe="all").interval
    assert interval == feedback.nps(told).interval
    assert interval is not None
    assert not interval.is_degenerate
