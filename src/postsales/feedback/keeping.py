"""Which answers count, when somebody answered several times.

Rules of this file: first what is the same answer is one, then the policy picks. Answers of nobody
in particular are never merged: they could be anybody's.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import datetime

from postsales.basics._checks import several
from postsales.basics._words import Word
from postsales.feedback.responses import Incentive, Response, SurveyKind

__all__ = ["Dedupe", "countable", "kept", "usual"]


class Dedupe(Word):
    """Which answers of one voice count."""

    LATEST = "latest"
    """The last one; of two at one instant the last in the list. For relational surveys."""
    FIRST = "first"
    """The first one; of two at one instant the first in the list."""
    ALL = "all"
    """Every one, and the interval knows that they come from the same people. For transactional
    surveys."""
    CUSTOMER_MEAN = "customer_mean"
    """Every one, but each voice counts once, with the mean of what it said."""


def usual(kind: SurveyKind) -> Dedupe:
    """What is usual for a kind of survey."""
    return Dedupe.LATEST if kind is SurveyKind.RELATIONAL else Dedupe.ALL


def kept(responses: Iterable[Response], policy: Dedupe | str) -> tuple[Response, ...]:
    """Which answers count? In the order of the list; once more gives the same.

    What was fetched twice from one source, by its ``ref`` there, is one answer: the later one,
    whatever became of it.

    Example:
        >>> from postsales import LTR_0_10
        >>> told = [Response("nps", score, LTR_0_10, at=f"2026-03-0{n}T10:00Z", customer="C-7")
        ...         for n, score in ((1, 3), (2, 9))]
        >>> [one.score for one in kept(told, "latest")]
        [9]
    """
    chosen = Dedupe.read("dedupe", policy)
    given = several("responses", responses, Response, "responses are needed")
    once = _one_of_each(given, _as_fetched, max)
    if chosen is Dedupe.LATEST:
        return _one_of_each(once, _voice, max)
    if chosen is Dedupe.FIRST:
        return _one_of_each(once, _voice, min)
    return once


def countable(responses: Iterable[Response]) -> tuple[Response, ...]:
    """What a score may count, before a policy picks: fetched once, answered, and not bought."""
    once = kept(responses, Dedupe.ALL)
    return tuple(x for x in once if x.is_answered and x.incentive is not Incentive.FOR_PRAISE)


def _as_fetched(response: Response) -> Hashable:
    origin = response.origin
    return (origin.source, origin.ref) if origin.ref else None


def _voice(response: Response) -> Hashable:
    return response.voice


_Place = tuple[datetime, int]


def _one_of_each(
    responses: Sequence[Response],
    key: Callable[[Response], Hashable],
    choose: Callable[[Iterable[_Place]], _Place],
) -> tuple[Response, ...]:
    places: dict[Hashable, list[_Place]] = {}
    for place, one in enumerate(responses):
        group = key(one)
        # What has no key is a group of its own.
        places.setdefault(("alone", place) if group is None else group, []).append((one.at, place))
    chosen = sorted(choose(group)[1] for group in places.values())
    return tuple(responses[place] for place in chosen)
