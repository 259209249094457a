"""What inviters are asked about: histories near the thresholds of their terms."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from attrs import evolve
from hypothesis import strategies as st

from postsales.basics.durations import Length
from postsales.basics.events import Event, Happened, kind_of
from postsales.basics.moments import day_start, local_day
from postsales.basics.periods import shifted
from postsales.contacts.events import ConsentGiven, ConsentWithdrawn
from postsales.invitations.events import SurveyAnswered, SurveyAsked, SurveyDismissed
from postsales.invitations.terms import InvitationTerms
from postsales.schedules.channels import Purpose
from postsales.testing.invitations._subject import SURVEY, InvitationScene, InvitationSubject
from postsales.testing.strategies._dice import Dice, thrown

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["scenes", "thresholds"]

_START = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
_STEPS = (timedelta(days=1), timedelta(0), timedelta(hours=5), timedelta(days=20))


def scenes(subject: InvitationSubject) -> "SearchStrategy[InvitationScene]":
    """What happened to a customer, and an instant on a threshold or a tick beside one."""
    return _occasions(subject.terms).flatmap(
        lambda occasion: thrown(lambda dice: _scene(subject.terms, occasion, dice))
    )


def _occasions(terms: InvitationTerms) -> "SearchStrategy[Event | None]":
    """Something to ask about, which happens at any time."""
    from postsales.testing.strategies.registered import strategy_for

    if terms.after is None:
        return st.none()
    kind = terms.after.event
    if kind_of(kind):
        return st.just(Happened(kind_of(kind), at=_START))
    known = strategy_for(kind)
    return st.from_type(kind) if known is None else known


def _scene(terms: InvitationTerms, occasion: Event | None, dice: Dice) -> InvitationScene:
    at, history = _START, list[Event]()
    for _ in range(dice.below(6)):
        at += dice.of(_STEPS)
        history.append(_event(terms, occasion, dice, at))
    told = tuple(history)
    edges = sorted(x for x in thresholds(terms, told, at) if x >= at)
    asked_at = dice.of((at, *edges)) + dice.of((timedelta(0), _TICK, -_TICK))
    return InvitationScene(told, max(at, asked_at))


def _event(terms: InvitationTerms, occasion: Event | None, dice: Dice, at: datetime) -> Event:
    consent: Any = dice.of((ConsentWithdrawn, ConsentGiven))
    channels = dice.of(((), (terms.channel,)))
    some: list[Event] = [
        kind(dice.of((SURVEY, *terms.group, "another")), at=at)
        for kind in (SurveyAsked, SurveyDismissed, SurveyAnswered)
    ]
    if occasion is not None:
        some += [evolve(occasion, at=at)] * 2
    some.append(consent(Purpose.FEEDBACK, channels=channels, at=at))
    return dice.of(some)


def thresholds(
    terms: InvitationTerms, history: Sequence[Event], at: datetime
) -> Iterator[datetime]:
    """The instants at which something of the terms begins or ends."""
    for event in history:
        for length in _lengths(terms):
            yield shifted(event.at, length, terms.zone)
    # A draw, and a day of one's own, begin with a day.
    today = local_day(at, terms.zone)
    for days in (1, 31, 95, 370):
        yield day_start(terms.zone, today + timedelta(days=days))
    if terms.sampling is not None:
        yield day_start(terms.zone, terms.sampling.per.next_begins_on(today))


def _lengths(terms: InvitationTerms) -> Iterator[Length]:
    some = (terms.wait, terms.quarantine, terms.after_dismissal, *(x.per for x in terms.caps))
    yield from (x for x in some if x is not None)
