"""Occurrences: which actions are due, which will be, which were done, and why not.

Rules of this file: a state is worked out from the history and the instant, and nothing is kept.
What is over is over for one reason, and the first that holds in the order of the
states is told.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from attrs import evolve, frozen

from postsales.basics.events import Event
from postsales.basics.findings import Fact, Verdict
from postsales.basics.moments import Moment, instant, local_day
from postsales.basics.rules import checked
from postsales.schedules._begun import begun, milestones, told_apart
from postsales.schedules._catch_up import caught_up
from postsales.schedules._given import facts_given, given
from postsales.schedules._timing import again, expires_at, scheduled, unsure_days
from postsales.schedules._told import EVER, Begun, Identity, Told, is_later
from postsales.schedules._versions import Asked
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
    versions: Iterable[Plan] = (),
) -> tuple[Occurrence, ...]:
    """Every action of a plan for a subject, as it stands: what was done, what is due, what comes.

    Of what comes again those up to ``until`` are told, by default up to ``at``, and the next one.
    ``plan`` holds as long as the history names none of the ``versions`` by ``PlanBound``; what was
    done, stopped, needless or missed under one of them stays so.

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
    given(plan, subject)
    now = instant(at)
    horizon = now if until is None else max(now, instant(until, "until"))
    return found(Asked.of(plan, versions, history, subject, now), horizon, facts_given(facts))


def due(
    plan: Plan,
    history: Iterable[Event],
    *,
    subject: str,
    at: Moment,
    facts: Mapping[str, Fact] | None = None,
    versions: Iterable[Plan] = (),
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
    some = occurrences(plan, history, subject=subject, at=at, facts=facts, versions=versions)
    return tuple(sorted((x for x in some if x.state is State.DUE), key=_by_time))


def _by_time(one: Occurrence) -> tuple[datetime, str]:
    return one.at or EVER, one.key


_Known = tuple[Occurrence, tuple[Identity, ...]]
_DECIDED = (State.DONE, State.STOPPED, State.NEEDLESS, State.MISSED)


def found(asked: Asked, horizon: datetime, facts: Mapping[str, Fact]) -> tuple[Occurrence, ...]:
    """Every occurrence up to a horizon and the next one, as it stands."""

    def named(told: Told) -> Mapping[str, _Known]:
        return {
            one.key: (one, start.own)
            for action in told.plan.actions
            for start in told_apart(action, begun(told, action))
            for one in _of(told, action, start, horizon, facts)
        }

    return tuple(caught_up(asked.told, asked.answers(named, _is_decided)))


def _is_decided(one: _Known) -> bool:
    return one[0].state in _DECIDED


def _of(
    told: Told, action: Action, start: Begun, horizon: datetime, facts: Mapping[str, Fact]
) -> Iterator[Occurrence]:
    for one in _times(told, action, start):
        yield _one(told, one, facts)
        if one.at is None or one.at > horizon:
            return


@frozen(weakref_slot=False)
class _Asked:
    """One occurrence before it is known how it stands."""

    action: Action
    start: Begun
    n: int
    at: datetime | None
    expires_at: datetime | None
    done_at: datetime | None
    before: datetime | None = None
    """When it was due the time before."""

    def went_by(self, now: datetime) -> datetime | None:
        """When was it done, or else due and missed?"""
        is_missed = self.expires_at is not None and now >= self.expires_at
        return self.done_at or (self.at if is_missed else None)


def _times(told: Told, action: Action, start: Begun) -> Iterator[_Asked]:
    """The first, the second, the nth time that it is due."""
    every, calendar, spans = action.every, told.plan.calendar, told.still(start.ref)
    at, n = scheduled(action, start.at, spans, calendar), 1
    last: datetime | None = None
    while every is None or not _is_after(at, every.until, calendar.zone):
        one = evolve(_asked(told, action, start, n, at), before=last)
        yield one
        n, last = n + 1, at
        if every is None or n > (every.times or n):
            return
        if every.counted is CountedFrom.SCHEDULE:
            at = scheduled(action, start.at, spans, calendar, n)
            continue
        before = one.went_by(told.at)
        if before is None:
            return
        at = again(action, every, before, spans, calendar)


def _is_after(at: datetime | None, last: date | None, zone: str) -> bool:
    return at is not None and last is not None and local_day(at, zone) > last


def _asked(told: Told, action: Action, start: Begun, n: int, at: datetime | None) -> _Asked:
    spans = told.still(start.ref)
    expires = None if at is None else expires_at(told.plan, action, at, start.at, spans)
    return _Asked(action, start, n, at, expires, told.done_at(action.key, start, n))


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
        round=one.start.round,
        at=one.at,
        state=state,
        expires_at=one.expires_at,
        done_at=one.done_at,
        because=because,
        unsure_days=_unsure_days(told, one),
    )


def _unsure_days(told: Told, one: _Asked) -> int:
    if one.at is None:
        return 0
    return unsure_days(one.action, one.start.at, one.at, told.plan.calendar)


def _state(told: Told, one: _Asked) -> State:
    """How it stands, its condition apart: the first of these that holds."""
    over = _over(told, one) if one.done_at is None else State.DONE
    if over is not None:
        return over
    if one.at is None:
        return State.PAUSED
    if one.at == one.before:
        return State.OVERTAKEN
    if told.at < one.at:
        return State.PENDING
    if one.expires_at is not None and told.at >= one.expires_at:
        return State.MISSED
    return State.PAUSED if told.is_paused(one.start.ref) else State.DUE


def _over(told: Told, one: _Asked) -> State | None:
    """Did something happen that ends it? A stop that is known to come ends what lies behind it."""
    last = told.at if one.at is None else max(told.at, one.at)
    stops = (x for x in told.stops if told.halts(x, one.start.ref))
    if any(x.at <= last and is_later(x, one.start) and _ends(told, one, x) for x in stops):
        return State.STOPPED
    unless = (x for x in told.known if isinstance(x, one.action.unless))
    settles = (x for x in unless if told.is_settled_by(x, one.start))
    if one.start.is_over or any(_ends(told, one, x) for x in settles):
        return State.NEEDLESS
    return None


def _ends(told: Told, one: _Asked, event: Event) -> bool:
    """Does an event that ends steps come in time to end this one?

    A step of a chain it ends from the first anchor on.
    """
    start = one.start
    if one.action.before is None:
        return event.at >= start.may_end_from
    since = EVER if _is_named(event, start) else _milestone_before(told, one)
    return event.at > told.since(since, start.ref)


def _is_named(event: Event, start: Begun) -> bool:
    return bool(start.ref) and event.ref == start.ref


def _milestone_before(told: Told, one: _Asked) -> datetime:
    """The last milestone before the notice: what happened up to it was about that one."""
    last = one.start.at if one.at is None else min(one.at, one.start.at)
    times = (x for x in milestones(told, one.action.anchor) if x < last)
    return max(times, default=EVER)
