"""When a step is due: the wait, the month's end, the landing, the clock time, in this order.

Rules of this file: days are local days of the plan's calendar and keep the clock time; working
time for what we do ends at an opening, for what is owed at a closing; time that stands still is
made up for after the wait, and not before a milestone.
"""

from datetime import date, datetime, timedelta

from attrs import frozen

from postsales.basics.calendars import Edge, WorkCalendar
from postsales.basics.durations import (
    Days,
    Hours,
    Minutes,
    Months,
    Weeks,
    WorkingDays,
    WorkingHours,
    WorkingMinutes,
    Years,
)
from postsales.basics.moments import clock_time, day_start, days_later, local_day
from postsales.basics.pauses import Span, days_made_up, hours_made_up
from postsales.basics.periods import last_day_of
from postsales.schedules.plans import CatchUp, Plan
from postsales.schedules.steps import Action, Landing, Wait, clock_minute

__all__ = ["End", "ends", "expires_at", "scheduled"]

_ONE = timedelta(days=1)
_OfDays = Days | Weeks | Months | Years | WorkingDays


# ---------------------------------------------------------------------------------------- actions


def scheduled(
    action: Action,
    begun: datetime,
    spans: tuple[Span, ...],
    calendar: WorkCalendar,
    n: int = 1,
) -> datetime | None:
    """When is an action due for the nth time by its anchor? None while time stands still."""
    if action.before is not None:
        return _landed(action, _before(begun, action.wait, calendar), calendar)
    at = _waited(begun, action.wait, spans, calendar)
    if at is not None and n > 1:
        assert action.every is not None  # noqa: S101 - only what comes again has an n
        at = _waited(at, action.every.length, spans, calendar, n - 1)
    if at is None:
        return None
    # A clock time of its own is that of the day; without one somebody has to be there.
    is_worked = isinstance(action.wait, WorkingDays) and action.at_time is None
    return _landed(action, calendar.roll(at, Edge.OPEN) if is_worked else at, calendar)


def _waited(
    begun: datetime,
    wait: Wait,
    spans: tuple[Span, ...],
    calendar: WorkCalendar,
    times: int = 1,
) -> datetime | None:
    """So many waits later; None while time stands still."""
    zone = calendar.zone
    if isinstance(wait, Hours | Minutes):
        at = begun + timedelta(seconds=wait.seconds) * times
        told = hours_made_up(begun, at, spans, zone, None)
    elif isinstance(wait, WorkingHours | WorkingMinutes):
        at = calendar.add(begun, wait.elapsed * times, edge=Edge.OPEN)
        told = hours_made_up(begun, at, spans, zone, calendar, edge=Edge.OPEN)
    else:
        worked = calendar if isinstance(wait, WorkingDays) else None
        whole = type(wait)(wait.count * times)
        day = _last_day(local_day(begun, zone), whole, calendar)
        at = _days_on(begun, day, zone)
        # The day on which it is due counts, also where it begins with the instant.
        told = days_made_up(begun, at, spans, zone, worked, last_day=day)
    return None if told is None else told[0]


def _last_day(start: date, wait: _OfDays, calendar: WorkCalendar) -> date:
    if isinstance(wait, WorkingDays):
        return calendar.last_day(start, wait)
    return wait.last_day(start)


def _days_on(at: datetime, day: date, zone: str) -> datetime:
    return days_later(at, (day - local_day(at, zone)).days, zone)


def _before(at: datetime, wait: Wait, calendar: WorkCalendar) -> datetime:
    """So long before an instant."""
    if isinstance(wait, Hours | Minutes):
        return at - timedelta(seconds=wait.seconds)
    if isinstance(wait, WorkingHours | WorkingMinutes):
        return calendar.subtract(at, wait)
    zone = calendar.zone
    today = local_day(at, zone)
    day = (
        calendar.first_day(today, wait) if isinstance(wait, WorkingDays) else _earlier(today, wait)
    )
    return _days_on(at, day, zone)


def _earlier(day: date, wait: Days | Weeks | Months | Years) -> date:
    if isinstance(wait, Days | Weeks):
        return day - (wait.last_day(day) - day)
    months = wait.count * (12 if isinstance(wait, Years) else 1)
    year, month = divmod(12 * day.year + day.month - 1 - months, 12)
    first = date(year, month + 1, 1)
    return first + (min(day.day, _days_in(first)) - 1) * _ONE


def _days_in(first: date) -> int:
    return (Months(1).last_day(first) - first).days


def _landed(action: Action, at: datetime, calendar: WorkCalendar) -> datetime:
    """The end of the month, the landing on a working day, and the clock time at last."""
    zone = calendar.zone
    nominal = local_day(at, zone)
    day = nominal
    if action.month_end:
        day = Months(1).last_day(day.replace(day=1)) - _ONE
    if action.landing is not None:
        day = _landing(day, action.landing, calendar)
    if action.at_time is not None:
        return clock_time(zone, day.toordinal(), clock_minute("at_time", action.at_time))
    return at if day == nominal else _days_on(at, day, zone)


def _landing(day: date, landing: Landing, calendar: WorkCalendar) -> date:
    back = landing is Landing.PRECEDING
    found = day
    while not calendar.is_working_day(found):
        found += -_ONE if back else _ONE
    if landing is Landing.MODIFIED and (found.year, found.month) != (day.year, day.month):
        return _landing(day, Landing.PRECEDING, calendar)
    return found


def expires_at(plan: Plan, action: Action, at: datetime) -> datetime | None:
    """From when on is it too late for an action that was due at an instant?"""
    zone = plan.calendar.zone
    own = None if action.expires is None else ends(at, action.expires, (), plan.calendar).at
    if plan.catch_up is not CatchUp.DROP:
        return own
    tomorrow = day_start(zone, local_day(at, zone) + _ONE)
    return tomorrow if own is None else min(own, tomorrow)


# ---------------------------------------------------------------------------------------- targets


@frozen(weakref_slot=False)
class End:
    """When an allowance is used up, and, where it is one of days, the last of them.

    In days it is the first instant that is too late, and in hours the last one in time.
    """

    at: datetime | None
    last_day: date | None = None

    def is_past(self, at: datetime) -> bool:
        """Is this instant too late?"""
        if self.at is None:
            return False
        return at > self.at if self.last_day is None else at >= self.at


def ends(begun: datetime, within: Wait, spans: tuple[Span, ...], calendar: WorkCalendar) -> End:
    """When is an allowance used up? Nobody can say while time stands still."""
    zone = calendar.zone
    if isinstance(within, Hours | Minutes):
        told = hours_made_up(begun, begun + timedelta(seconds=within.seconds), spans, zone, None)
        return End(None if told is None else told[0])
    if isinstance(within, WorkingHours | WorkingMinutes):
        at = calendar.add(begun, within)
        told = hours_made_up(begun, at, spans, zone, calendar)
        return End(None if told is None else told[0])
    worked = calendar if isinstance(within, WorkingDays) else None
    last = _last_day(local_day(begun, zone), within, calendar)
    told = days_made_up(begun, day_start(zone, last + _ONE), spans, zone, worked)
    return End(None) if told is None else End(told[0], last_day_of(told[0], zone))
