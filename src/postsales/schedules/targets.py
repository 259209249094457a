"""Targets: by when somebody has to do something, whether they did, and how much time is left.

Rules of this file: a target is judged at the event that meets it or stops the plan, whichever is
first, and at the instant asked about as long as there is none. What was stopped before its time was
over is neither kept nor broken. Nobody catches up on a target.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import chain

from attrs import evolve, field, frozen

from postsales.basics._words import Word
from postsales.basics.durations import (
    Hours,
    Minutes,
    WorkingDays,
    WorkingHours,
    WorkingMinutes,
)
from postsales.basics.events import Event
from postsales.basics.moments import Moment, instant, iso_repr
from postsales.basics.pauses import Span
from postsales.basics.quantities import FrozenMap
from postsales.schedules._begun import begun, open_times, place_of, told_apart
from postsales.schedules._given import given
from postsales.schedules._timing import End, ends, unsure_days_of
from postsales.schedules._told import Begun, Told
from postsales.schedules._versions import Asked
from postsales.schedules.anchors import Oldest
from postsales.schedules.plans import Plan
from postsales.schedules.steps import Target

__all__ = ["TargetState", "TargetStatus", "judged", "status", "targets"]


class TargetState(Word):
    """How a target stands."""

    NOT_BEGUN = "not_begun"
    """What it counts from has not happened."""
    RUNNING = "running"
    """There is time left."""
    PAUSED = "paused"
    """Time stands still."""
    MET = "met"
    """It was met in time."""
    MET_LATE = "met_late"
    """It was met, and too late."""
    BREACHED = "breached"
    """The time is over, and it is not met."""
    STOPPED = "stopped"
    """Something happened that stops the plan."""


_OPEN = (TargetState.BREACHED, TargetState.RUNNING, TargetState.PAUSED)


@frozen(weakref_slot=False, kw_only=True)
class TargetStatus:
    """How a target stands for one event that it counts from.

    ``due_at`` is None while time stands still; in hours it is the last instant in time, in days the
    first one after ``last_day``. ``remaining`` is what is left of the allowance, and ``overdue``
    what has gone by beyond it, both as time that counts: of working time and working days while it
    is open, else elapsed. Each is None where there is no such thing. ``unsure_days`` are the
    working days of the allowance that could be holidays, for the calendar knows none of theirs.
    ``anchor`` tells apart what one target counts from, as it does in the keys of occurrences; two
    versions of a plan may each have one of the same, which ``begun_at`` tells apart.
    """

    step: str
    state: TargetState
    ref: str = ""
    begun_at: datetime | None = field(default=None, repr=iso_repr)
    due_at: datetime | None = field(default=None, repr=iso_repr)
    last_day: date | None = field(default=None, repr=iso_repr)
    met_at: datetime | None = field(default=None, repr=iso_repr)
    remaining: timedelta | None = None
    overdue: timedelta | None = None
    unsure_days: int = 0
    anchor: str = ""


def status(
    plan: Plan,
    history: Iterable[Event],
    *,
    subject: str,
    at: Moment,
    versions: Iterable[Plan] = (),
) -> Mapping[str, TargetStatus]:
    """How does each target stand, by the key of its step?

    Of several events that a target counts from it is what is open and worst: the first that is
    breached, else running, else paused; else the last that was met, else the last that was stopped.

    Example:
        >>> from postsales import First, Received, Refunded, WorkCalendar, WorkingDays
        >>> plan = Plan(
        ...     id="returns", version="1",
        ...     calendar=WorkCalendar(zone="UTC", hours={"Mon-Fri": "09:00-17:00"}),
        ...     steps=[Target("refund", after=First(Received), within=WorkingDays(5),
        ...                   met_by=Refunded)],
        ... )
        >>> told = [Received({"tee": 1}, at="2026-03-06T11:00Z")]
        >>> found = status(plan, told, subject="R-1", at="2026-03-10T09:00Z")["refund"]
        >>> str(found.state), found.last_day.isoformat()
        ('running', '2026-03-13')
    """
    given(plan, subject)
    asked = Asked.of(plan, versions, history, subject, instant(at))
    some, steps = judged(asked), asked.held[-1][1].targets
    found = {x.key: _told_first([y for y in some if y.step == x.key]) for x in steps}
    nothing = TargetState.NOT_BEGUN
    return FrozenMap({key: x or TargetStatus(step=key, state=nothing) for key, x in found.items()})


def _told_first(some: Sequence[TargetStatus]) -> TargetStatus | None:
    """The first of the worst that are open, else the last that was decided, or was stopped."""
    open_ones = (x for state in _OPEN for x in some if x.state is state)
    decided = [x for x in some if x.state is not TargetState.STOPPED]
    return next(chain(open_ones, reversed(decided or some)), None)


def targets(
    plan: Plan,
    history: Iterable[Event],
    *,
    subject: str,
    at: Moment,
    versions: Iterable[Plan] = (),
) -> tuple[TargetStatus, ...]:
    """How does every target stand, for every event that it has counted from?

    A target of the oldest that is open has one status for each event that was the oldest at some
    time: each time a customer had to wait. ``plan`` holds as long as the history names none of the
    ``versions`` by ``PlanBound``; what was met, missed or stopped under one of them stays so.

    Example:
        >>> from postsales import First, Received, Refunded, WorkCalendar, WorkingDays
        >>> plan = Plan(
        ...     id="returns", version="1", calendar=WorkCalendar.always("UTC"),
        ...     steps=[Target("refund", after=First(Received), within=WorkingDays(5),
        ...                   met_by=Refunded)],
        ... )
        >>> targets(plan, [], subject="R-1", at="2026-03-10T09:00Z")
        ()
    """
    given(plan, subject)
    return judged(Asked.of(plan, versions, history, subject, instant(at)))


_DECIDED = (TargetState.MET, TargetState.MET_LATE, TargetState.BREACHED, TargetState.STOPPED)


def judged(asked: Asked) -> tuple[TargetStatus, ...]:
    """How every target stands, in the order of the plan and of time."""
    steps = [x.key for _, plan in reversed(asked.held) for x in plan.targets]
    some = asked.answers(_named, lambda x: x.state in _DECIDED)
    return tuple(sorted(some, key=lambda x: (steps.index(x.step), x.begun_at)))


def _named(told: Told) -> Mapping[tuple[object, ...], TargetStatus]:
    """Every status, told apart by what it counts from, and how often it did."""
    times: Counter[tuple[object, ...]] = Counter()
    found: dict[tuple[object, ...], TargetStatus] = {}
    for step in told.plan.targets:
        for start, met_at in _starts(told, step):
            if start.at <= told.at:
                name = step.key, start.ref, start.at
                times[name] += 1
                found[*name, times[name]] = _of(told, step, start, met_at)
    return found


def _starts(told: Told, step: Target) -> Iterator[tuple[Begun, datetime | None]]:
    if isinstance(step.anchor, Oldest):
        yield from _waits(told, step, step.anchor)
        return
    for start in told_apart(step, begun(told, step)):
        yield start, told.happened(step.met_by, start, start.at)


def _waits(told: Told, step: Target, anchor: Oldest) -> Iterator[tuple[Begun, datetime | None]]:
    """Each event that was the oldest open one at some time, and when it was met."""
    older: list[Span] = []
    for one in open_times(told, step, anchor):
        start, since = one.start, max(one.since, one.start.at)
        was_over = one.over is not None and one.over <= since != one.since  # before this round
        if not was_over and _is_alone(since, one.over, older):
            # What ends it at the instant at which it is opened again was before that.
            first = since + since.resolution if one.turn and since == one.since else since
            yield evolve(start, anchor=place_of(one)), told.happened(step.met_by, start, first)
        older.append((one.since, one.over))  # a new round makes it no younger


def _is_alone(since: datetime, over: datetime | None, older: Iterable[Span]) -> bool:
    """Is there a time in which nothing of these is open?"""
    first = since
    for begins, until in sorted(older, key=lambda x: x[0]):
        if begins <= first:
            if until is None:
                return False
            first = max(first, until)
    return over is None or first < over or first == since


def _of(told: Told, step: Target, start: Begun, met: datetime | None) -> TargetStatus:
    stop = told.stopped(start)
    # A stop fixes the answer: what happens after it concerns nobody.
    met_at = None if met is not None and stop is not None and stop < met else met
    over = met_at or stop
    still = told.still(start.ref)
    spans = still if over is None else _until(over, still)
    end = ends(start.at, step.within, spans, told.plan.calendar)
    state = _state(told, start, end, met_at, stop)
    remaining = overdue = None
    if end.at is not None and end.is_past(over or told.at):
        overdue = _counted(told, step, end.at, over or told.at, still)
    elif state in (TargetState.RUNNING, TargetState.PAUSED):
        remaining = _remaining(told, step, start, end)
    return TargetStatus(
        step=step.key,
        state=state,
        ref=start.ref,
        begun_at=start.at,
        due_at=end.at,
        last_day=end.last_day,
        met_at=met_at,
        remaining=remaining,
        overdue=overdue,
        unsure_days=unsure_days_of(start.at, step.within, end, told.plan.calendar),
        anchor=start.anchor,
    )


def _until(over: datetime, spans: Iterable[Span]) -> tuple[Span, ...]:
    """What stands still after it is over is nobody's concern."""
    return tuple((a, over if b is None else min(b, over)) for a, b in spans if a < over)


def _state(
    told: Told, start: Begun, end: End, met_at: datetime | None, stop: datetime | None
) -> TargetState:
    if met_at is not None:
        return TargetState.MET_LATE if end.is_past(met_at) else TargetState.MET
    if stop is not None:
        return TargetState.BREACHED if end.is_past(stop) else TargetState.STOPPED
    if end.is_past(told.at):
        return TargetState.BREACHED
    return TargetState.PAUSED if told.is_paused(start.ref) else TargetState.RUNNING


def _remaining(told: Told, step: Target, start: Begun, end: End) -> timedelta | None:
    still = told.still(start.ref)
    if end.at is not None:
        return _counted(told, step, told.at, end.at, still)
    if not isinstance(step.within, Hours | Minutes | WorkingHours | WorkingMinutes):
        return None
    whole = ends(start.at, step.within, (), told.plan.calendar).at
    assert whole is not None  # noqa: S101 - nothing stands still without spans
    gone = _counted(told, step, start.at, told.at, still)
    return _counted(told, step, start.at, whole, ()) - gone


def _counted(
    told: Told, step: Target, since: datetime, until: datetime, still: tuple[Span, ...]
) -> timedelta:
    """The time between two instants that counts for a target."""
    calendar = told.plan.calendar
    is_worked = isinstance(step.within, WorkingHours | WorkingMinutes | WorkingDays)

    def between(first: datetime, last: datetime) -> timedelta:
        if last <= first:
            return timedelta()
        return calendar.elapsed(first, last) if is_worked else last - first

    stood = (between(max(since, a), min(until, b or until)) for a, b in still)
    return between(since, until) - sum(stood, timedelta())
