"""What scorers are asked about: answers near every edge at which scores go wrong."""

from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from attrs import evolve
from hypothesis import strategies as st

from postsales.feedback.responses import (
    Incentive,
    Origin,
    Response,
    ResponseState,
    Source,
    SurveyKind,
)
from postsales.feedback.scales import (
    CES_1_7,
    CSAT_1_5,
    LTR_0_10,
    SHOP_1_10,
    STARS_1_5,
    RatingScale,
)
from postsales.testing.scores._flags import ScoreFlag
from postsales.testing.scores._scene import ScoreScene
from postsales.testing.scores._subject import FIRST, ScoreSubject, response

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = [
    "alike",
    "bought",
    "fetched_twice",
    "later_words",
    "nobody",
    "of_two_kinds",
    "on_two_scales",
    "one_better",
    "one_more",
    "some",
    "strangers",
    "two_periods",
    "unanswered",
    "voices",
    "weighted",
]

_MORE = 20


def _answers(subject: ScoreSubject, more: int = _MORE) -> "SearchStrategy[list[int]]":
    points = st.sampled_from([*subject.measure.scale.points])
    return st.lists(points, min_size=subject.least, max_size=subject.least + more)


def _beside(told: list[int], others: list[Any]) -> ScoreScene:
    return ScoreScene(tuple(told), others=tuple(others))


def some(subject: ScoreSubject) -> "SearchStrategy[ScoreScene]":
    """A few answers, one at least."""
    return _answers(subject).map(lambda x: ScoreScene(tuple(x)))


def alike(subject: ScoreSubject) -> "SearchStrategy[ScoreScene]":
    """The same answer, once or several times."""

    def made(answer: int, times: int) -> ScoreScene:
        return ScoreScene((answer,) * times)

    points = st.sampled_from([*subject.measure.scale.points])
    return st.builds(made, points, st.integers(subject.least, subject.least + _MORE))


def two_periods(subject: ScoreSubject) -> "SearchStrategy[ScoreScene]":
    """Answers of a period, and those of another one."""
    return st.builds(_beside, _answers(subject), _answers(subject))


def one_more(subject: ScoreSubject) -> "SearchStrategy[ScoreScene]":
    """Answers, and one that comes to them."""
    points = st.sampled_from([*subject.measure.scale.points])
    return st.builds(_beside, _answers(subject), points.map(lambda x: [x]))


def one_better(subject: ScoreSubject) -> "SearchStrategy[ScoreScene]":
    """Answers, and the same with the first of them one point better."""
    scale = subject.measure.scale
    step = 1 if scale.higher_is_better else -1
    firsts = st.sampled_from([x for x in scale.points if x != scale.best])

    def made(first: int, rest: list[int]) -> ScoreScene:
        return ScoreScene((first, *rest), others=(first + step, *rest))

    return st.builds(made, firsts, _answers(subject))


def voices(subject: ScoreSubject) -> "SearchStrategy[ScoreScene]":
    """Answers and another order of them; as responses, some of the same people."""
    if ScoreFlag.RESPONSES not in subject.flags:
        return _in_two_orders(_answers(subject))
    who = st.lists(st.sampled_from(["C-1", "C-2", "C-3"]), min_size=_MORE, max_size=_MORE)

    def made(scores: list[int], customers: list[str]) -> list[Response]:
        scale, turns = subject.measure.scale, range(len(scores))
        several = [customers[n % _MORE] for n in turns]
        every = [f"C-{n}" for n in turns] if subject.least > 1 else several
        return [response(scores[n], scale, n, customer=every[n]) for n in turns]

    return _in_two_orders(st.builds(made, _answers(subject), who))


def _in_two_orders(told: "SearchStrategy[Any]") -> "SearchStrategy[ScoreScene]":
    def both(one: list[Any]) -> "SearchStrategy[ScoreScene]":
        other = st.permutations(one)
        return other.map(lambda x: ScoreScene(tuple(one), others=tuple(x)))

    return told.flatmap(both)


# -------------------------------------------------------------------------- what is no answer


def strangers(subject: ScoreSubject) -> "SearchStrategy[ScoreScene]":
    """Answers, and something that is none on this scale, in any place."""
    scale = subject.measure.scale
    # Half a point below the best answer is what rounding, or a comparison, takes for it.
    near = scale.best - 0.5 if scale.higher_is_better else scale.best + 0.5
    off = [scale.minimum - 1, scale.maximum + 1, scale.maximum + 90]
    odd: list[Any] = [True, False, near, str(scale.best), float("nan"), float("inf"), "", "ten"]

    def made(told: list[int], other: object, at: int) -> ScoreScene:
        return ScoreScene((*told[:at], other, *told[at:]), others=(other,))

    other = st.sampled_from([*off, *odd])
    return st.builds(made, _answers(subject, 4), other, st.integers(0, 3))


_OTHERS = (LTR_0_10, SHOP_1_10, CSAT_1_5, STARS_1_5, CES_1_7)


def on_two_scales(subject: ScoreSubject) -> "SearchStrategy[ScoreScene]":
    """Responses, and one on another scale."""
    scales = [x for x in (*_OTHERS, *_turned(subject.measure.scale)) if x != subject.measure.scale]

    def made(told: list[int], scale: RatingScale) -> ScoreScene:
        return ScoreScene(tuple(told), others=(response(scale.best, scale, len(told)),))

    return st.builds(made, _answers(subject, 4), st.sampled_from(scales))


def _turned(scale: RatingScale) -> Iterator[RatingScale]:
    """The same numbers with the good end at the other side."""
    yield evolve(scale, higher_is_better=not scale.higher_is_better)


# ------------------------------------------------------------------------------------ responses


def _unanswered(subject: ScoreSubject) -> "SearchStrategy[Response]":
    states = [x for x in ResponseState if x is not ResponseState.ANSWERED]
    scale = subject.measure.scale

    def made(state: ResponseState, n: int) -> Response:
        return Response("survey", None, scale, at=FIRST, customer=f"N-{n}", state=state)

    return st.builds(made, st.sampled_from(states), st.integers(0, 9))


def nobody(subject: ScoreSubject) -> "SearchStrategy[ScoreScene]":
    """No answer: nobody was asked, or nobody answered."""
    if ScoreFlag.RESPONSES not in subject.flags:
        return st.just(ScoreScene(()))
    return st.lists(_unanswered(subject), max_size=4).map(lambda x: ScoreScene(tuple(x)))


def unanswered(subject: ScoreSubject) -> "SearchStrategy[ScoreScene]":
    """Answers, and some who were asked and did not answer."""
    silent = st.lists(_unanswered(subject), min_size=1, max_size=4)
    return st.builds(_beside, _answers(subject), silent)


def of_two_kinds(subject: ScoreSubject) -> "SearchStrategy[ScoreScene]":
    """Responses about the shop as a whole, and some about an occasion."""
    scale = subject.measure.scale

    def made(told: list[int], other: int) -> ScoreScene:
        kinds = [response(x, scale, n, kind=SurveyKind.RELATIONAL) for n, x in enumerate(told)]
        return ScoreScene(tuple(kinds), others=(response(other, scale, len(told)),))

    return st.builds(made, _answers(subject), st.sampled_from([*scale.points]))


def fetched_twice(subject: ScoreSubject) -> "SearchStrategy[ScoreScene]":
    """Responses with the ids that their source gave them, and some that were fetched again."""
    scale = subject.measure.scale

    def made(told: list[int], again: list[int]) -> ScoreScene:
        given = [
            response(x, scale, n, origin=Origin(Source.REVIEW_SITE, ref=f"r-{n}"))
            for n, x in enumerate(told)
        ]
        return ScoreScene(tuple(given), others=tuple(given[x % len(given)] for x in again))

    return st.builds(made, _answers(subject), st.lists(st.integers(0, 9), min_size=1, max_size=4))


def bought(subject: ScoreSubject) -> "SearchStrategy[ScoreScene]":
    """Answers, and some for which something was promised if they were good."""
    scale = subject.measure.scale

    def made(told: list[int], more: list[int]) -> ScoreScene:
        paid = [
            response(x, scale, len(told) + n, incentive=Incentive.FOR_PRAISE)
            for n, x in enumerate(more)
        ]
        return ScoreScene(tuple(told), others=tuple(paid))

    more = st.lists(st.sampled_from([*scale.points]), min_size=1, max_size=4)
    return st.builds(made, _answers(subject), more)


def later_words(subject: ScoreSubject) -> "SearchStrategy[ScoreScene]":
    """The last word of some people, and what they had said before."""
    scale = subject.measure.scale

    def made(told: list[int], before: list[int]) -> ScoreScene:
        last = [response(x, scale, n) for n, x in enumerate(told)]
        first = [
            evolve(one, score=x, at=one.at - timedelta(days=30))
            for one, x in zip(last, before, strict=False)
        ]
        return ScoreScene(tuple(last), others=tuple(first))

    before = st.lists(st.sampled_from([*scale.points]), min_size=1, max_size=4)
    return st.builds(made, _answers(subject), before)


def weighted(subject: ScoreSubject) -> "SearchStrategy[ScoreScene]":
    """Answers; the others are a weight for each, and what all of them are multiplied by."""
    weights = st.sampled_from(
        [Fraction(1), Fraction(1, 2), Fraction(3), Fraction(100), Fraction(7)]
    )
    factors = st.sampled_from([Fraction(2), Fraction(1, 4), Fraction(1, 1000), Fraction(60)])

    def made(told: list[tuple[int, Fraction]], factor: Fraction) -> ScoreScene:
        each = tuple(float(weight) for _, weight in told)
        return ScoreScene(tuple(x for x, _ in told), others=(each, float(factor)))

    pairs = st.tuples(st.sampled_from([*subject.measure.scale.points]), weights)
    told = st.lists(pairs, min_size=subject.least, max_size=subject.least + _MORE)
    return st.builds(made, told, factors)
