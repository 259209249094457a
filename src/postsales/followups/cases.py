"""Answers that nobody may overlook: who is not content gets a person, and no next survey."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from attrs import field, frozen

from postsales.basics._checks import instance
from postsales.basics.events import Event, known_by
from postsales.basics.findings import Finding, not_met
from postsales.basics.moments import Moment, instant, iso_repr
from postsales.basics.percent import Percent
from postsales.followups.events import Answered, CaseOpened
from postsales.followups.unhappy import UNHAPPY, is_unhappy

__all__ = ["CaseToOpen", "cases_to_open"]


@frozen(weakref_slot=False, kw_only=True)
class CaseToOpen:
    """An unhappy answer that nobody has taken up: record ``CaseOpened(ref=...)`` when you do."""

    ref: str
    answered_at: datetime = field(repr=iso_repr)
    score: Decimal
    because: Finding


def cases_to_open(
    history: Iterable[Event], *, at: Moment, at_most: Percent = UNHAPPY
) -> tuple[CaseToOpen, ...]:
    """Which unhappy answers has nobody taken up yet, the oldest first?

    Counting: an answer is unhappy when it lies at most so far up its scale, by default at 60 % of
    the way: 3 of 1 to 5, and 6 of 0 to 10. A case with the ref of an answer takes up that one, and
    a case without a ref every answer before it. An answer without a ref is called by its instant.

    Example:
        >>> told = [Answered(3, at="2026-03-20T10:00Z", ref="A-1"),
        ...         Answered(4, at="2026-03-21T10:00Z", ref="A-2")]
        >>> [x.ref for x in cases_to_open(told, at="2026-03-22T10:00Z")]
        ['A-1']
    """
    instance("at_most", at_most, Percent, "say Percent('60')")
    now = instant(at)
    known = known_by(history, now)
    taken_up = [x for x in known if isinstance(x, CaseOpened)]
    return tuple(
        _case(x)
        for x in known
        if isinstance(x, Answered) and is_unhappy(x, at_most) and not _is_taken_up(x, taken_up)
    )


def _is_taken_up(answer: Answered, cases: list[CaseOpened]) -> bool:
    return any(x.at >= answer.at and x.ref in ("", _ref(answer)) for x in cases)


def _ref(answer: Answered) -> str:
    """What an answer is called; its instant where it has no ref, so that no other is taken up."""
    return answer.ref or answer.at.isoformat()


def _case(answer: Answered) -> CaseToOpen:
    because = not_met("unhappy_answer", score=answer.score, worst=answer.worst, best=answer.best)
    return CaseToOpen(ref=_ref(answer), answered_at=answer.at, score=answer.score, because=because)
