"""The judge: when is a step due, and when is it over, by the plan and the history alone?

Rules of this file: nothing here asks what is judged, ``schedules`` and ``contacts``. Days are
counted one after the other, and hours are used up one stretch after the other.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count
from operator import ge
from typing import Any

from attrs import evolve, frozen

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
from postsales.basics.pauses import Span
from postsales.basics.selectors import Last
from postsales.schedules.anchors import AfterStep
from postsales.schedules.plans import Plan
from postsales.schedules.standing import Occurrence
from postsales.schedules.steps import Action, CountedFrom, Landing
from postsales.testing.plans._judge_whom import EVER, anew, halts, is_about, pauses_of

__all__ = [
    "NEVER",
    "Judged",
    "days_on",
    "is_after_days",
    "is_too_late",
    "judged",
    "used_up",
    "what_ended",
    "worked",
]

NEVER = datetime.max.replace(tzinfo=UTC)
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
    spans: tuple[Span, ...] = ()


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
    spans = pauses_of(plan, told, at, item.ref)
    due = None if begun is None else _time_of(plan, action, begun, spans, item.n)
    return Judged(plan, action, item.ref, item.n, begun, due, spans)


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
    if action.before is not None:
        return times[-1] if isinstance(anchor, Last) else times[0]
    happened = [x for x in times if x <= at] or times[:1]
    found = happened[-1] if isinstance(anchor, Last) else times[0]
    return max([found, *anew(plan, anchor, told, at, ref)])


def _time_of(
    plan: Plan, action: Action, begun: datetime, spans: Sequence[Span], n: int
) -> datetime | None:
    """When is a step due? ``NEVER`` while time stands still, None where the judge does not say."""
    calendar = plan.calendar
    if action.before is not None:
        return _landed(action, _before(begun, action.wait, calendar), calendar)
    due = first = _later(begun, action, spans, calendar)
    if n > 1:
        every = action.every
        if every is None or every.counted is CountedFrom.DONE or spans:
            return None
        due = _later(due, evolve(action, wait=_times(every.length, n - 1)), (), calendar)
    if due == NEVER:
        return NEVER
    if isinstance(action.wait, WorkingDays) and action.at_time is None:
        due = calendar.roll(due, Edge.OPEN)
    moved = _moved(begun, action, first, calendar)
    for _ in range(moved):
        due = _next_day(due, action, calendar)
    return _landed(action, due, calendar)


def _moved(begun: datetime, action: Action, first: datetime, calendar: WorkCalendar) -> int:
    """By how many days its times move on, for the first would be due before what it counts from."""
    days, here = 0, first
    while _landed(action, here, calendar) < begun:
        days, here = days + 1, _next_day(here, action, calendar)
    return days


def _next_day(at: datetime, action: Action, calendar: WorkCalendar) -> datetime:
    """The same clock time on the next day that its wait would count."""
    following = (days_later(at, k, calendar.zone) for k in count(1))
    is_worked = isinstance(action.wait, WorkingDays)
    return next(
        x
        for x in following
        if not is_worked or calendar.is_working_day(local_day(x, calendar.zone))
    )


def _times(length: Any, k: int) -> Any:
    return type(length)(length.count * k)


def _later(
    begun: datetime, action: Action, spans: Sequence[Span], calendar: WorkCalendar
) -> datetime:
    wait: Any = action.wait
    if isinstance(wait, Hours | Minutes):
        return used_up(begun, timedelta(seconds=wait.seconds), spans)
    if isinstance(wait, WorkingHours | WorkingMinutes):
        return worked(begun, wait.elapsed, spans, calendar)
    return _days(begun, action, spans, calendar)


def used_up(
    at: datetime,
    left: timedelta,
    spans: Sequence[Span],
    too_late: Callable[[datetime, datetime], bool] = ge,
) -> datetime:
    """When so much time is used up; ``NEVER`` while it stands still.

    ``too_late`` tells whether a pause that begins at an instant comes too late for an end.
    """
    for since, until in spans:
        if too_late(since, at + left):
            break
        if until is None:
            return NEVER
        if until > at:
            left -= max(since - at, timedelta())
            at = until
    return at + left


def worked(  # noqa: PLR0917 - as used_up, with a calendar
    at: datetime,
    left: timedelta,
    spans: Sequence[Span],
    calendar: WorkCalendar,
    edge: Edge = Edge.OPEN,
    too_late: Callable[[datetime, datetime], bool] = ge,
) -> datetime:
    """When so much working time is used up; ``NEVER`` while time stands still."""
    for since, until in spans:
        if too_late(since, calendar.add(at, left, edge=edge)):
            break
        if until is None:
            return NEVER
        if until > at:
            left -= calendar.elapsed(at, max(since, at))
            at = until
    return calendar.add(at, left, edge=edge)


def _days(
    begun: datetime, action: Action, spans: Sequence[Span], calendar: WorkCalendar
) -> datetime:
    zone, start = calendar.zone, local_day(begun, calendar.zone)

    def over(one: date) -> datetime:
        at = days_later(begun, (one - start).days, zone)
        nominal = evolve(action, month_end=False, landing=None)
        return min(_landed(nominal, at, calendar), _landed(action, at, calendar))

    day = days_on(start, action.wait, spans, calendar, over)
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
        goes_on = any(until is not None and until > over(day) for _, until in before)
        if not goes_on and sum(counts(x) and x not in still for x in _between(start, day)) >= need:
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
    """Is it too late for a step that was due? While time stands still no time runs out."""
    expires, due = found.action.expires, found.due
    if expires is None or due is None or due == NEVER:
        return False
    if isinstance(expires, Hours | Minutes):
        end = used_up(due, timedelta(seconds=expires.seconds), found.spans)
        return at > due and at >= end
    if isinstance(expires, WorkingHours | WorkingMinutes):
        end = worked(due, expires.elapsed, found.spans, found.plan.calendar, Edge.CLOSE)
        return at > due and at >= end
    return is_after_days(found, expires, at)


def is_after_days(found: Judged, length: Any, at: datetime) -> bool:
    """Are so many days over since a step was due, without those that stood still?"""
    calendar = found.plan.calendar
    if found.due is None or found.due == NEVER:
        return False
    start = local_day(found.due, calendar.zone)

    def over(one: date) -> datetime:
        return clock_time(calendar.zone, one.toordinal() + 1, 0)

    last = days_on(start, length, found.spans, calendar, over)
    return last is not None and local_day(at, calendar.zone) > last


def what_ended(found: Judged, told: Sequence[Event], at: datetime) -> Event | None:
    """What stopped the plan of a step, or made it needless, by an instant; None where nothing."""
    if found.begun is None:
        return None
    begun_anew = max([EVER, *anew(found.plan, found.action.anchor, told, at, found.ref)])
    for event in told:
        is_since = begun_anew < event.at <= at and event.at >= _ended_since(found, told, event)
        is_own = isinstance(event, _anchors(found.action)) and event.at == found.begun
        if is_since and not is_own and _is_end(found, told, event):
            return event
    return None


def _is_end(found: Judged, told: Sequence[Event], event: Event) -> bool:
    if isinstance(event, found.plan.stops) and halts(found.plan, told, event, found.ref):
        return True
    return isinstance(event, found.action.unless) and is_about(event, found.ref)


def _anchors(action: Action) -> tuple[type[Event], ...]:
    return () if isinstance(action.anchor, AfterStep) else (action.anchor.event,)


def _ended_since(found: Judged, told: Sequence[Event], event: Event) -> datetime:
    """From when on an event counts: of a notice from the milestone before, unless it names it."""
    if found.begun is None or found.action.before is None:
        return found.begun or EVER
    if found.due is None or (found.ref and event.ref == found.ref):
        return EVER
    kinds = _anchors(found.action)
    times = (x.at for x in told if isinstance(x, kinds) and x.at < min(found.begun, found.due))
    return max(times, default=EVER)
