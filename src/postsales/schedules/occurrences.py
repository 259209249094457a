"""Occurrences: which actions are due, which will be, which were done, and why not.

Rules of this file: a state is worked out from the history and the instant, and nothing is kept.
What is over is over for one reason, and the first that holds in the order of the
states is told.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import count

from attrs import evolve, frozen

from postsales.basics._errors import InvalidValue
from postsales.basics.events import Event
from postsales.basics.findings import Fact, Verdict
from postsales.basics.moments import Moment, instant, local_day
from postsales.basics.rules import checked
from postsales.schedules._catch_up import caught_up
from postsales.schedules._keys import Key
from postsales.schedules._timing import expires_at, scheduled
from postsales.schedules._told import EVER, Begun, Told, begun
from postsales.schedules.anchors import Each, Oldest
from postsales.schedules.plans import Plan
from postsales.schedules.standing import Occurrence
from postsales.schedules.standing import OccurrenceState as State
from postsales.schedules.steps import Action, CountedFrom

__all__ = ["due", "found", "occurrences"]


def occurrences(
    plan: Plan,
    history: Iterable[Event],
    *,
    subject: str,
    at: Moment,
    until: Moment | None = None,
    facts: Mapping[str, Fact] | None = None,
) -> tuple[Occurrence, ...]:
    """Every action of a plan for a subject, as it stands: what was done, what is due, what comes.

    Of what comes again those up to ``until`` are told, by default up to ``at``, and the next one.

    Example:
        >>> from postsales import Days, Delivered, Last, WorkCalendar
        >>> plan = Plan(
        ...     id="first-month", version="1", calendar=WorkCalendar.always("UTC"),
        ...     steps=[Action("review", after=Last(Delivered), wait=Days(21))],
        ... )
        >>> told = [Delivered({"tee": 1}, at="2026-03-09T11:00Z")]
        >>> one, = occurrences(plan, told, subject="C-7", at="2026-03-20T09:00Z")
        >>> one.key, str(one.state), one.at.isoformat()
        ('first-month/C-7/review//1', 'pending', '2026-03-30T11:00:00+00:00')
    """
    now = instant(at)
    horizon = now if until is None else max(now, instant(until, "until"))
    return found(Told.of(plan, subject, history, now), horizon, facts or {})


def due(
    plan: Plan,
    history: Iterable[Event],
    *,
    subject: str,
    at: Moment,
    facts: Mapping[str, Fact] | None = None,
) -> tuple[Occurrence, ...]:
    """What is to be done now, the longest due first?

    Run it daily, twice a day or after a week's outage: what is recorded with ``done`` is not due
    again, and what is overdue follows the plan's ``catch_up``.

    Example:
        >>> from postsales import Days, Delivered, Last, WorkCalendar
        >>> plan = Plan(
        ...     id="first-month", version="1", calendar=WorkCalendar.always("UTC"),
        ...     steps=[Action("review", after=Last(Delivered), wait=Days(21))],
        ... )
        >>> told = [Delivered({"tee": 1}, at="2026-03-09T11:00Z")]
        >>> one, = due(plan, told, subject="C-7", at="2026-03-30T21:00Z")
        >>> told.append(one.done(at="2026-03-30T21:00Z"))
        >>> due(plan, told, subject="C-7", at="2026-04-01T21:00Z")
        ()
    """
    some = occurrences(plan, history, subject=subject, at=at, facts=facts)
    return tuple(sorted((x for x in some if x.state is State.DUE), key=_by_time))


def _by_time(one: Occurrence) -> tuple[datetime, str]:
    return one.at or EVER, one.key


def found(told: Told, horizon: datetime, facts: Mapping[str, Fact]) -> tuple[Occurrence, ...]:
    """Every occurrence up to a horizon and the next one, as it stands."""
    some = [
        one
        for action in told.plan.actions
        for start in _starts(told, action)
        for one in _of(told, action, start, horizon, facts)
    ]
    return tuple(caught_up(told, some))


def _starts(told: Told, action: Action) -> tuple[Begun, ...]:
    starts = begun(told, action.anchor)
    if isinstance(action.anchor, Each | Oldest) and any(not x.ref for x in starts):
        kind = action.anchor.event.__name__
        allowed = f"step {action.key!r} tells each {kind} apart by its ref, and one has none"
        raise InvalidValue("history", kind, allowed, "give the events a ref, or take First or Last")
    return starts


def _of(
    told: Told, action: Action, start: Begun, horizon: datetime, facts: Mapping[str, Fact]
) -> Iterator[Occurrence]:
    for n, at in _times(told, action, start):
        expires = None if at is None else expires_at(told.plan, action, at)
        done_at = told.done.get(_key(told, action, start, n))
        yield _one(told, _Asked(action, start, n, at, expires, done_at), facts)
        if at is None or at > horizon:
            return


def _times(told: Told, action: Action, start: Begun) -> Iterator[tuple[int, datetime | None]]:
    """When it is due for the first, the second, the nth time."""
    plan, every = told.plan, action.every
    if every is None:
        yield 1, scheduled(action, start.at, told.spans, plan.calendar)
        return
    done_at: datetime | None = None
    for n in count(1):
        if every.times is not None and n > every.times:
            return
        if n == 1 or every.counted is CountedFrom.SCHEDULE:
            at = scheduled(action, start.at, told.spans, plan.calendar, n)
        elif done_at is None:
            return
        else:
            again = evolve(action, wait=every.length)
            at = scheduled(again, done_at, told.spans, plan.calendar)
        if at is not None and _is_after(local_day(at, plan.calendar.zone), every.until):
            return
        yield n, at
        done_at = told.done.get(_key(told, action, start, n))


def _is_after(day: date, last: date | None) -> bool:
    return last is not None and day > last


def _key(told: Told, action: Action, start: Begun, n: int) -> Key:
    return Key(told.plan.id, told.subject, action.key, start.anchor, n, told.round)


@frozen(weakref_slot=False)
class _Asked:
    """One occurrence before it is known how it stands."""

    action: Action
    start: Begun
    n: int
    at: datetime | None
    expires_at: datetime | None
    done_at: datetime | None


def _one(told: Told, one: _Asked, facts: Mapping[str, Fact]) -> Occurrence:
    state, because = _state(told, one), None
    if state is State.DUE and one.action.when is not None:
        answer = checked(one.action.when, one.action.when(facts))
        if answer.verdict in (Verdict.NOT_MET, Verdict.UNKNOWN):
            state, because = State.WITHHELD, answer
    return Occurrence(
        plan=told.plan.id,
        version=told.plan.version,
        subject=told.subject,
        action=one.action,
        anchor=one.start.anchor,
        ref=one.start.ref,
        n=one.n,
        round=told.round,
        at=one.at,
        state=state,
        expires_at=one.expires_at,
        done_at=one.done_at,
        because=because,
    )


def _state(told: Told, one: _Asked) -> State:
    """How it stands, its condition apart: the first of these that holds."""
    if one.done_at is not None:
        return State.DONE
    over = _over(told, one)
    if over is not None:
        return over
    if one.at is None:
        return State.PAUSED
    if told.at < one.at:
        return State.PENDING
    if one.expires_at is not None and told.at >= one.expires_at:
        return State.MISSED
    return State.PAUSED if told.is_paused else State.DUE


def _over(told: Told, one: _Asked) -> State | None:
    """Did something happen that ends it? What comes before its anchor has no beginning."""
    comes_before = one.action.before is not None
    since = told.since(EVER) if comes_before else one.start.since
    last = told.at if one.at is None else max(told.at, one.at)
    if any(since <= stop <= last for stop in told.stops):
        return State.STOPPED
    ends = one.action.unless
    if ends and told.happened(ends, one.start.ref, since) is not None:
        return State.NEEDLESS
    return None
