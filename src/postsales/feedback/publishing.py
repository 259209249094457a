"""Scores by group that give nobody away: suppressed groups have no score, no comment, no count."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Generic, Protocol, TypeVar, cast

from attrs import field, frozen

from postsales.basics._checks import instance, named, pairs
from postsales.basics._errors import WrongType
from postsales.basics.quantities import FrozenMap, trusted
from postsales.feedback.keeping import countable
from postsales.feedback.reporting import USUAL, ReportingPolicy, Shown, Suppression, decide
from postsales.feedback.responses import Response

__all__ = ["PublishedScores", "publish"]


class _Scored(Protocol):
    @property
    def n(self) -> int: ...


S = TypeVar("S", bound=_Scored)
A = TypeVar("A", bound=Response | int | None)


@frozen(weakref_slot=False)
class PublishedScores(Generic[S]):
    """What may be published: ``scores`` and ``comments`` of the groups that are shown, no others.

    Comments are those of customers who agreed to be quoted. ``total`` is ``None`` where it is
    suppressed, or where nobody answered; ``suppression`` tells the two apart.
    """

    suppression: Suppression
    scores: FrozenMap[str, S]
    comments: FrozenMap[str, tuple[str, ...]]
    total: S | None = field(kw_only=True)


def publish(
    groups: Mapping[str, Iterable[A]],
    score: Callable[[Sequence[A]], S],
    policy: ReportingPolicy = USUAL,
) -> PublishedScores[S]:
    """What may be published of a score by group, and in total?

    ``score`` is a function such as ``feedback.nps`` that is asked for each group and for all of
    them.

    Counting: customers, where they are known, for one who answered five times is not five people;
    answers of nobody in particular each count as one, and answers that were bought as none. Groups
    are suppressed as ``feedback.suppress`` does it, which counts a customer of two groups once.

    Example:
        >>> from postsales import feedback
        >>> found = publish({"north": [10, 9, 3], "south": [9] * 6, "west": [0] * 8}, feedback.nps)
        >>> [(name, str(score)) for name, score in found.scores.items()]
        [('west', '-100 (n = 8, low n; -100 to -35.12 (95 %, score))')]
        >>> found.total.n
        17
    """
    instance("policy", policy, ReportingPolicy, "a ReportingPolicy is needed")
    if not callable(score):
        raise WrongType("score", score, "a function is needed, such as feedback.nps")
    answers = {named("groups", name): _listed(some) for name, some in pairs("groups", groups)}
    told = cast("dict[str, Sequence[A]]", answers)
    voices = {name: _voices(name, some) for name, some in told.items()}

    def people(names: Iterable[str]) -> int:
        return len(frozenset[Hashable]().union(*(voices[name] for name in names)))

    found = decide({name: len(some) for name, some in voices.items()}, people, policy)
    shown = [name for name, one in found.groups.items() if isinstance(one, Shown)]
    everybody = [one for some in told.values() for one in some]
    return PublishedScores(
        found,
        trusted({name: score(told[name]) for name in shown}),
        trusted({name: _quotes(told[name]) for name in shown}),
        total=score(everybody) if isinstance(found.total, Shown) else None,
    )


def _listed(answers: object) -> list[object]:
    if isinstance(answers, str | bytes) or not isinstance(answers, Iterable):
        raise WrongType("groups", answers, "responses or whole numbers are needed for each group")
    return list(cast("Iterable[object]", answers))


def _voices(group: str, answers: Sequence[object]) -> frozenset[Hashable]:
    """Who answered; what has no voice is somebody of their own."""
    heard = [one for one in answers if isinstance(one, Response)]
    voices: list[Hashable] = [one.voice for one in countable(heard)]
    bare = sum(one is not None and not isinstance(one, Response) for one in answers)
    known = {voice for voice in voices if voice is not None}
    unknown = voices.count(None) + bare
    return frozenset(known | {(group, "alone", n) for n in range(unknown)})


def _quotes(answers: Sequence[object]) -> tuple[str, ...]:
    heard = [one for one in answers if isinstance(one, Response)]
    return tuple(x.comment for x in countable(heard) if x.may_quote and x.has_comment)
