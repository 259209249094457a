"""Targets: by when somebody has to do something, whether they did, and how much time is left.

Rules of this file: a target is judged at the event that meets it, and at the instant asked about
as long as there is none. Nobody catches up on a target.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from attrs import field, frozen

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
from postsales.schedules._timing import End, ends
from postsales.schedules._told import Begun, Told, begun, open_times, place_of
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


@frozen(weakref_slot=False, kw_only=True)
class TargetStatus:
    """How a target stands for one event that it counts from.

    ``due_at`` is None while time stands still; in hours it is the last instant in time, in days the
    first one after ``last_day``. ``remaining`` is what is left of the allowance, and ``overdue``
    what has gone by beyond it, both as time that counts: of working time and working days while it
    is open, else elapsed. Each is None where there is no such thing. ``anchor`` tells apart what
    one target counts from, as it does in the keys of occurrences.
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
    anchor: str = ""


def status(
    plan: Plan, history: Iterable[Event], *, subject: str, at: Moment
) -> Mapping[str, TargetStatus]:
    """How does each target stand, by the key of its step?

    Of several events that a target counts from it is the first one that is not met, else the last.

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
    some = targets(plan, history, subject=subject, at=at)
    found: dict[str, TargetStatus] = {}
    for step in plan.targets:
        mine = [x for x in some if x.step == step.key]
        unmet = [x for x in mine if x.met_at is None]
        chosen = (unmet or mine[-1:] or [TargetStatus(step=step.key, state=TargetState.NOT_BEGUN)])[
            0
        ]
        found[step.key] = chosen
    return FrozenMap(found)


def targets(
    plan: Plan, history: Iterable[Event], *, subject: str, at: Moment
) -> tuple[TargetStatus, ...]:
    """How does every target stand, for every event that it has counted from?

    A target of the oldest that is open has one status for each event that was the oldest at some
    time: each time a customer had to wait.

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
    return judged(Told.of(plan, subject, history, instant(at)))


def judged(told: Told) -> tuple[TargetStatus, ...]:
    """How every target stands."""
    return tuple(
        _of(told, step, start, met_at)
        for step in told.plan.targets
        for start, met_at in _starts(told, step)
        if start.at <= told.at
    )


def _starts(told: Told, step: Target) -> Iterator[tuple[Begun, datetime | None]]:
    if isinstance(step.anchor, Oldest):
        yield from _waits(told, step, step.anchor)
        return
    for start in begun(told, step.anchor):
        yield start, told.happened(step.met_by, start.ref, start.at)


def _waits(told: Told, step: Target, anchor: Oldest) -> Iterator[tuple[Begun, datetime | None]]:
    """Each event that was the oldest open one at some time, and when that was over."""
    latest: datetime | None = None
    for one in open_times(told, anchor):
        if latest is not None and one.ended is not None and one.ended <= latest:
            continue
        start = told.since(one.at)
        met_at = told.happened(step.met_by, one.ref, max(start, one.since))
        yield Begun(place_of(one), start, one.ref), met_at
        if one.ended is None:
            return
        latest = one.ended if latest is None else max(latest, one.ended)


def _of(told: Told, step: Target, start: Begun, met_at: datetime | None) -> TargetStatus:
    calendar = told.plan.calendar
    over = met_at or told.at
    # What stands still after it was met is nobody's concern.
    spans = tuple(x for x in told.spans if x[0] < over)
    end = ends(start.at, step.within, spans, calendar)
    is_late = end.is_past(over)
    state = _state(told, start, end, met_at)
    remaining = overdue = None
    if is_late and end.at is not None:
        overdue = _counted(step, end.at, over, told)
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
        anchor=start.anchor,
    )


def _state(told: Told, start: Begun, end: End, met_at: datetime | None) -> TargetState:
    if met_at is not None:
        return TargetState.MET_LATE if end.is_past(met_at) else TargetState.MET
    stop = next((x for x in told.stops if start.at <= x <= told.at), None)
    if stop is not None:
        return TargetState.BREACHED if end.is_past(stop) else TargetState.STOPPED
    if end.is_past(told.at):
        return TargetState.BREACHED
    return TargetState.PAUSED if told.is_paused else TargetState.RUNNING


def _remaining(told: Told, step: Target, start: Begun, end: End) -> timedelta | None:
    if end.at is not None:
        return _counted(step, told.at, end.at, told)
    if not isinstance(step.within, Hours | Minutes | WorkingHours | WorkingMinutes):
        return None
    whole = ends(start.at, step.within, (), told.plan.calendar).at
    assert whole is not None  # noqa: S101 - nothing stands still without spans
    return _counted(step, start.at, whole, told, ()) - _counted(step, start.at, told.at, told)


def _counted(
    step: Target,
    since: datetime,
    until: datetime,
    told: Told,
    spans: tuple[Span, ...] | None = None,
) -> timedelta:
    """The time between two instants that counts for a target."""
    calendar = told.plan.calendar
    is_worked = isinstance(step.within, WorkingHours | WorkingMinutes | WorkingDays)

    def between(first: datetime, last: datetime) -> timedelta:
        if last <= first:
            return timedelta()
        return calendar.elapsed(first, last) if is_worked else last - first

    still = told.spans if spans is None else spans
    stood = (between(max(since, a), min(until, b or until)) for a, b in still)
    return between(since, until) - sum(stood, timedelta())
