"""The judge: when is a step due, and when is it over, by the plan and the history alone?

Rules of this file: nothing here asks what is judged, ``schedules`` and ``contacts``. Days are
counted one after the other, and hours are used up one stretch after the other.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from attrs import frozen

from postsales.basics.calendars import Edge, WorkCalendar
from postsales.basics.durations import (
    Days,
    Hours,
    Minutes,
    Weeks,
    WorkingDays,
    WorkingHours,
    WorkingMinutes,
    Years,
)
from postsales.basics.events import Event
from postsales.basics.moments import clock_time, days_later, local_day
from postsales.basics.pauses import Span, stood_still
from postsales.basics.selectors import Last
from postsales.schedules.anchors import AfterStep
from postsales.schedules.plans import Plan
from postsales.schedules.standing import Occurrence
from postsales.schedules.steps import Action, CountedFrom, Landing

__all__ = [
    "EVER",
    "NEVER",
    "Judged",
    "days_on",
    "is_too_late",
    "judged",
    "pauses_of",
    "used_up",
    "what_ended",
    "worked",
]

NEVER = datetime.max.replace(tzinfo=UTC)
EVER = datetime.min.replace(tzinfo=UTC)
_ONE = timedelta(days=1)


@frozen(weakref_slot=False)
class Judged:
    """An occurrence as the history tells it: since when it counts, and when it is due.

    Each is None where the judge does not say.
    """

    plan: Plan
    action: Action
    ref: str
    n: int
    begun: datetime | None
    due: datetime | None


def judged(
    plans: Sequence[Plan],
    item: Occurrence,
    told: Sequence[Event],
    at: datetime,
    done: Sequence[tuple[datetime, Occurrence]] = (),
) -> Judged | None:
    """An occurrence as it is by its plan and what is told; None where no plan has it."""
    plan = next((x for x in plans if x.id == item.plan), None)
    action = next((x for x in plan.actions if x.key == item.step), None) if plan else None
    if plan is None or action is None:
        return None
    begun = _begun(plan, action, item, (told, at), done)
    due = (
        None if begun is None else _time_of(plan, action, begun, pauses_of(plan, told, at), item.n)
    )
    return Judged(plan, action, item.ref, item.n, begun, due)


def _begun(
    plan: Plan,
    action: Action,
    item: Occurrence,
    known: tuple[Sequence[Event], datetime],
    done: Sequence[tuple[datetime, Occurrence]],
) -> datetime | None:
    (told, at), ref = known, item.ref
    anchor = action.anchor
    if isinstance(anchor, AfterStep):
        times = [
            when
            for when, x in done
            if (x.plan, x.step, x.ref) == (plan.id, anchor.step, ref) and when <= at
        ]
        # Which of several times is meant, nobody tells.
        return times[0] if len({*times}) == 1 else None
    times = sorted(x.at for x in told if isinstance(x, anchor.event) and (not ref or x.ref == ref))
    if not times:
        return None
    found = times[-1] if isinstance(anchor, Last) else times[0]
    resets = [x.at for x in told if isinstance(x, plan.resets) and x.at <= at]
    return max([found, *resets])


def pauses_of(plan: Plan, told: Iterable[Event], at: datetime) -> tuple[Span, ...]:
    """When time stood still for a plan, as far as it is known."""
    return stood_still(plan.pauses, [x for x in told if x.at <= at])


def _time_of(
    plan: Plan, action: Action, begun: datetime, spans: Sequence[Span], n: int
) -> datetime | None:
    """When is a step due? ``NEVER`` while time stands still, None where the judge does not say."""
    calendar = plan.calendar
    if action.before is not None:
        return _landed(action, _before(begun, action.wait, calendar), calendar)
    due = _later(begun, action.wait, spans, calendar)
    if n > 1:
        every = action.every
        if every is None or every.counted is CountedFrom.DONE or spans:
            return None
        due = _later(due, _times(every.length, n - 1), (), calendar)
    if due == NEVER:
        return NEVER
    if isinstance(action.wait, WorkingDays) and action.at_time is None:
        due = calendar.roll(due, Edge.OPEN)
    return _landed(action, due, calendar)


def _times(length: Any, k: int) -> Any:
    return type(length)(length.count * k)


def _later(begun: datetime, wait: Any, spans: Sequence[Span], calendar: WorkCalendar) -> datetime:
    if isinstance(wait, Hours | Minutes):
        return used_up(begun, timedelta(seconds=wait.seconds), spans)
    if isinstance(wait, WorkingHours | WorkingMinutes):
        return worked(begun, wait.elapsed, spans, calendar)
    return _days(begun, wait, spans, calendar)


def used_up(at: datetime, left: timedelta, spans: Sequence[Span]) -> datetime:
    """When so much time is used up; ``NEVER`` while it stands still."""
    for since, until in spans:
        if since >= at + left:
            break
        if until is None:
            return NEVER
        if until > at:
            left -= max(since - at, timedelta())
            at = until
    return at + left


def worked(
    at: datetime,
    left: timedelta,
    spans: Sequence[Span],
    calendar: WorkCalendar,
    edge: Edge = Edge.OPEN,
) -> datetime:
    """When so much working time is used up; ``NEVER`` while time stands still."""
    for since, until in spans:
        if since >= calendar.add(at, left, edge=edge):
            break
        if until is None:
            return NEVER
        if until > at:
            left -= calendar.elapsed(at, max(since, at))
            at = until
    return calendar.add(at, left, edge=edge)


def _days(begun: datetime, wait: Any, spans: Sequence[Span], calendar: WorkCalendar) -> datetime:
    zone, start = calendar.zone, local_day(begun, calendar.zone)
    day = days_on(start, wait, spans, calendar, lambda x: days_later(begun, (x - start).days, zone))
    return NEVER if day is None else days_later(begun, (day - start).days, zone)


def days_on(
    start: date,
    wait: Any,
    spans: Sequence[Span],
    calendar: WorkCalendar,
    over: Callable[[date], datetime],
) -> date | None:
    """Day after day, until enough of them were days on which time went on; None for never.

    ``over`` tells when a day is over for what is counted.
    """
    zone = calendar.zone
    is_worked = isinstance(wait, WorkingDays)
    day = calendar.last_day(start, wait) if is_worked else wait.last_day(start)

    def counts(one: date) -> bool:
        return not is_worked or calendar.is_working_day(one)

    need = sum(counts(x) for x in _between(start, day))
    while True:
        before = [x for x in spans if x[0] < over(day)]
        if any(until is None for _, until in before):
            return None
        still = {x for span in before for x in _touched(span, zone)}
        if sum(counts(x) and x not in still for x in _between(start, day)) >= need:
            return day
        day += _ONE


def _between(start: date, end: date) -> Iterator[date]:
    """The days after one, up to another."""
    return (start + _ONE * k for k in range(1, (end - start).days + 1))


def _touched(span: Span, zone: str) -> Iterator[date]:
    since, until = span
    first = local_day(since, zone)
    return _between(first - _ONE, first if until is None else local_day(until, zone))


def _before(at: datetime, wait: Any, calendar: WorkCalendar) -> datetime:
    if isinstance(wait, Hours | Minutes):
        return at - timedelta(seconds=wait.seconds)
    if isinstance(wait, WorkingHours | WorkingMinutes):
        return calendar.subtract(at, wait)
    today = local_day(at, calendar.zone)
    day = calendar.first_day(today, wait) if isinstance(wait, WorkingDays) else _back(today, wait)
    return days_later(at, (day - today).days, calendar.zone)


def _back(day: date, wait: Any) -> date:
    """So many calendar days, weeks, months or years earlier."""
    if isinstance(wait, Days | Weeks):
        return day - _ONE * wait.count * (7 if isinstance(wait, Weeks) else 1)
    months = wait.count * (12 if isinstance(wait, Years) else 1)
    year, month = divmod(12 * day.year + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _landed(action: Action, at: datetime, calendar: WorkCalendar) -> datetime:
    """The end of the month, the landing, and the clock time."""
    zone = calendar.zone
    first = day = local_day(at, zone)
    if action.month_end:
        day = day.replace(day=monthrange(day.year, day.month)[1])
    if action.landing is not None:
        day = _worked_near(day, action.landing, calendar)
    if action.at_time is not None:
        hour, minute = map(int, action.at_time.split(":"))
        return clock_time(zone, day.toordinal(), 60 * hour + minute)
    return days_later(at, (day - first).days, zone)


def _worked_near(day: date, landing: Landing, calendar: WorkCalendar) -> date:
    earlier = next(x for k in range(999) if calendar.is_working_day(x := day - _ONE * k))
    later = next(x for k in range(999) if calendar.is_working_day(x := day + _ONE * k))
    is_back = landing is Landing.PRECEDING or (
        landing is Landing.MODIFIED and later.month != day.month
    )
    return earlier if is_back else later


def is_too_late(found: Judged, at: datetime) -> bool:
    """Is it too late for a step that was due?"""
    expires, due = found.action.expires, found.due
    if expires is None or due is None or due == NEVER:
        return False
    calendar = found.plan.calendar
    if isinstance(expires, Hours | Minutes):
        return at >= due + timedelta(seconds=expires.seconds)
    if isinstance(expires, WorkingHours | WorkingMinutes):
        return at >= calendar.add(due, expires)
    start = local_day(due, calendar.zone)
    last = (
        calendar.last_day(start, expires)
        if isinstance(expires, WorkingDays)
        else expires.last_day(start)
    )
    return local_day(at, calendar.zone) > last


def what_ended(found: Judged, told: Sequence[Event], at: datetime) -> Event | None:
    """What stopped the plan of a step, or made it needless, by an instant; None where nothing."""
    since = found.begun
    if found.action.before is not None:
        resets = [x.at for x in told if isinstance(x, found.plan.resets) and x.at <= at]
        since = max([EVER, *resets])
    if since is None:
        return None
    for event in told:
        if not since <= event.at <= at:
            continue
        is_about = not found.ref or event.ref in (found.ref, "")
        if isinstance(event, found.plan.stops) or (
            isinstance(event, found.action.unless) and is_about
        ):
            return event
    return None
