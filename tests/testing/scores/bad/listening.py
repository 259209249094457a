"""Mistakes in which responses count."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from attrs import evolve

from postsales import LTR_0_10, Incentive, NpsCounts, Response, ResponseState, feedback
from postsales.testing.scores import Scored, Scorer
from tests.testing.scores.bad.mistakes import Bad, net
from tests.testing.scores.good import latest, nps

Told = Sequence[Response]


def told_as(read: Callable[[Told], Iterable[Response]], scorer: Scorer = nps) -> Scorer:
    """Responses are read otherwise, and scored well."""
    return lambda answers: scorer(list(read(answers)))


def _each(change: Callable[[Response], Response]) -> Scorer:
    return told_as(lambda answers: [change(x) for x in answers])


def _shown(answers: Told) -> float | None:
    found = feedback.nps(answers)
    return net(found.counts.promoters, found.counts.detractors, len(answers))


def _as_nought(one: Response) -> Response:
    if one.is_answered:
        return one
    return evolve(one, score=0, state=ResponseState.ANSWERED)


def _numbers(answers: Told) -> Scored:
    """Numbers without their scales, cut as those of 0 to 10."""
    scores = [x.score for x in answers if x.score is not None]
    found = NpsCounts.of(scores)
    return Scored(found.score, n=found.n)


def _by_ends(answers: Told) -> Scored:
    ends = (LTR_0_10.minimum, LTR_0_10.maximum)
    if any((x.scale.minimum, x.scale.maximum) != ends for x in answers):
        raise ValueError("another scale")
    return _numbers(answers)


def _of_the_first(answers: Told) -> Iterable[Response]:
    return [x for x in answers if x.kind is answers[0].kind]


def _one_by_one(answers: Told) -> Iterable[Response]:
    """Each is told apart by the number of its row."""
    return [_renamed(x, f"row-{n}") for n, x in enumerate(answers)]


def _neighbours(answers: Told) -> Iterable[Response]:
    """What stands twice in a row is one."""
    fresh = [x for n, x in enumerate(answers) if not n or x != answers[n - 1]]
    return _one_by_one(fresh)


def _renamed(one: Response, ref: str) -> Response:
    return evolve(one, origin=evolve(one.origin, ref=ref))


def _by_place(answers: Told, *, forwards: bool) -> list[Response]:
    turn = answers if forwards else answers[::-1]
    return list({x.voice: x for x in turn}.values())


def _last(answers: Told) -> list[Response]:
    return _by_place(answers, forwards=True)


def _unpaid(one: Response) -> Response:
    return evolve(one, incentive=Incentive.NONE)


RESPONSES: dict[str, Any] = {"declares": ["responses"]}
LATEST: dict[str, Any] = {"declares": ["responses", "latest"]}

BAD: tuple[Bad, ...] = (
    Bad("the latest by its place in the list", "SCO-04", told_as(_last, latest), LATEST),
    Bad("of all who saw it", "SCO-13", _shown, RESPONSES),
    Bad("no answer is 0", "SCO-13", _each(_as_nought), RESPONSES),
    Bad("n of all who were asked", "SCO-13", lambda x: Scored(nps(x).score, n=len(x)), RESPONSES),
    Bad("numbers without a scale", "SCO-14", _numbers, RESPONSES),
    Bad("the same numbers are the same scale", "SCO-14", _by_ends, RESPONSES),
    Bad("one table for all surveys", "SCO-15", _by_ends, RESPONSES),
    Bad("the kind of the first", "SCO-15", told_as(_of_the_first), RESPONSES),
    Bad("rows that are appended", "SCO-16", told_as(_one_by_one), RESPONSES),
    Bad("what stands twice in a row", "SCO-16", told_as(_neighbours), RESPONSES),
    Bad("the last in the list", "SCO-17", told_as(_last, latest), LATEST),
    Bad(
        "the first that was stored",
        "SCO-17",
        told_as(lambda x: _by_place(sorted(x, key=lambda y: y.at), forwards=False), latest),
        LATEST,
    ),
    Bad(
        "a column that nobody reads",
        "SCO-18",
        _each(_unpaid),
        RESPONSES,
    ),
    Bad(
        "bought praise is left out, and blame is not",
        "SCO-18",
        _each(lambda x: _unpaid(x) if (x.score or 0) <= 6 else x),
        RESPONSES,
    ),
)
