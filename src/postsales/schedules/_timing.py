"""When a step is due: the wait, the month's end, the landing, the clock time, in this order.

Rules of this file: days are local days of the plan's calendar and keep the clock time; working
time for what we do ends at an opening, for what is owed at a closing; time that stands still is
made up for after the wait, and not before a milestone. What would come before its anchor moves on
by whole days, and what comes again moves on with it.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from attrs import evolve, frozen

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
from postsales.basics.pauses import Span, hours_made_up, last_day_made_up
from postsales.schedules.plans import CatchUp, Plan
from postsales.schedules.steps import Action, Every, Landing, Wait, clock_minute

__all__ = ["End", "again", "ends", "expires_at", "scheduled", "unsure_days", "unsure_days_of"]

_ONE = timedelta(days=1)
_OfDays = Days | Weeks | Months | Years | WorkingDays
_TODAY = Days(0)
_UNITS: tuple[tuple[tuple[type[Wait], ...], type[Days | Months | WorkingDays]], ...] = (
    ((Days, Weeks), Days),
    ((Months, Years), Months),
    ((WorkingDays,), WorkingDays),
)


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
    count = _Count(action, spans, calendar)
    first, at = count.nth(begun, 1), count.nth(begun, n)
    if first is None or at is None:
        return None
    return _moved(action, at, _days_to_move(begun, action, first, calendar), calendar)


def again(
    action: Action, every: Every, since: datetime, spans: tuple[Span, ...], calendar: WorkCalendar
) -> datetime | None:
    """When is an action due again that counts from the time before?"""
    return scheduled(evolve(action, wait=every.length), since, spans, calendar)


@frozen(weakref_slot=False)
class _Count:
    """Waits of an action, with the time made up for that stood still."""

    action: Action
    spans: tuple[Span, ...]
    calendar: WorkCalendar

    def nth(self, begun: datetime, n: int) -> datetime | None:
        """When its wait is over, and for the nth time what comes again."""
        wait, every = self.action.wait, self.action.every
        if n == 1:
            return self.waited(begun, wait)
        assert every is not None  # noqa: S101 - only what comes again has an n
        whole = _in_one(wait, every.length, n - 1)
        if whole is not None:
            return self.waited(begun, whole)
        first = self.waited(begun, wait)
        return None if first is None else self.waited(first, every.length, n - 1)

    def waited(self, begun: datetime, wait: Wait, times: int = 1) -> datetime | None:
        """So many waits later; None while time stands still."""
        if isinstance(wait, Hours | Minutes | WorkingHours | WorkingMinutes):
            return self._hours(begun, wait, times)
        at = self._days(begun, type(wait)(wait.count * times))
        # A clock time of its own is that of the day; without one somebody has to be there.
        is_worked = isinstance(wait, WorkingDays) and self.action.at_time is None
        return self.calendar.roll(at, Edge.OPEN) if at is not None and is_worked else at

    def _hours(
        self, begun: datetime, wait: Hours | Minutes | WorkingHours | WorkingMinutes, times: int
    ) -> datetime | None:
        if isinstance(wait, Hours | Minutes):
            at, worked = begun + timedelta(seconds=wait.seconds) * times, None
        else:
            at = self.calendar.add(begun, wait.elapsed * times, edge=Edge.OPEN)
            worked = self.calendar
        zone = self.calendar.zone
        told = hours_made_up(
            begun, at, self.spans, zone, worked, edge=Edge.OPEN, over=self._over_at
        )
        return None if told is None else told[0]

    def _over_at(self, at: datetime) -> datetime:
        """When an action was due whose wait is over at an instant."""
        return min(at, _landed(self.action, at, self.calendar))

    def _days(self, begun: datetime, wait: _OfDays) -> datetime | None:
        zone = self.calendar.zone
        start = local_day(begun, zone)

        def over(day: date) -> datetime:
            at = _days_on(begun, day, zone)
            return min(_clocked(self.action, at, zone), _landed(self.action, at, self.calendar))

        last = _last_day(start, wait, self.calendar)
        worked = self.calendar if isinstance(wait, WorkingDays) else None
        told = last_day_made_up(start, last, self.spans, zone, worked, over=over)
        return None if told is None else _days_on(begun, told[0], zone)


def _in_one(wait: Wait, every: Wait, times: int) -> Wait | None:
    """A wait and what comes again after it, where both are counted in one unit of days."""
    units = (unit for kinds, unit in _UNITS if isinstance(wait, kinds) and isinstance(every, kinds))
    unit = next(units, None)
    return None if unit is None else unit(_count(wait) + _count(every) * times)


def _count(wait: Wait) -> int:
    """So many days or months."""
    whole = 7 if isinstance(wait, Weeks) else 12 if isinstance(wait, Years) else 1
    return int(wait.count) * whole


def _days_to_move(begun: datetime, action: Action, first: datetime, calendar: WorkCalendar) -> int:
    """By how many days does the first time move on, so as to come after its anchor?"""
    days = 0
    while _moved(action, first, days, calendar) < begun:
        days += 1
    return days


def _moved(action: Action, at: datetime, days: int, calendar: WorkCalendar) -> datetime:
    """When it lands so many days later, in working days where its wait is counted in them."""
    day, is_worked = local_day(at, calendar.zone), isinstance(action.wait, WorkingDays)
    left = days
    while left:
        day += _ONE
        left -= not is_worked or calendar.is_working_day(day)
    return _landed(action, _days_on(at, day, calendar.zone) if days else at, calendar)


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
    return _clocked(action, at if day == nominal else _days_on(at, day, zone), zone)


def _clocked(action: Action, at: datetime, zone: str) -> datetime:
    """An instant, or the clock time of an action on its day."""
    if action.at_time is None:
        return at
    day = local_day(at, zone).toordinal()
    return clock_time(zone, day, clock_minute("at_time", action.at_time))


def _landing(day: date, landing: Landing, calendar: WorkCalendar) -> date:
    back = landing is Landing.PRECEDING
    found = day
    while not calendar.is_working_day(found):
        found += -_ONE if back else _ONE
    if landing is Landing.MODIFIED and (found.year, found.month) != (day.year, day.month):
        return _landing(day, Landing.PRECEDING, calendar)
    return found


def expires_at(
    plan: Plan, action: Action, at: datetime, begun: datetime, spans: tuple[Span, ...]
) -> datetime | None:
    """From when on is it too late for an action that was due at an instant?

    While time stands still no time runs out. What comes before a milestone is too late at it.
    """
    some: list[datetime | None] = [begun] if action.before is not None else []
    if action.expires is not None:
        some.append(_ends(at, action.expires, spans, plan.calendar).at)
    if plan.catch_up is CatchUp.DROP:
        some.append(_ends(at, _TODAY, spans, plan.calendar).at)
    first = min((x for x in some if x is not None), default=None)
    # At the instant at which it is due it is in time, whatever it may be late.
    return None if first is None else max(first, at + at.resolution)


def unsure_days(action: Action, begun: datetime, at: datetime, calendar: WorkCalendar) -> int:
    """How many working days up to an action, or from it to its milestone, could be holidays?"""
    first, last = local_day(min(begun, at), calendar.zone), local_day(max(begun, at), calendar.zone)
    lengths = [action.wait, *([] if action.every is None else [action.every.length])]
    if any(isinstance(x, WorkingHours | WorkingMinutes) for x in lengths):
        return calendar.unsure_days(first - _ONE, last)
    if any(isinstance(x, WorkingDays) for x in lengths):
        counted = _ONE if action.before is not None else timedelta()
        return calendar.unsure_days(first - counted, last - counted)
    if action.landing is None:
        return 0
    landed = local_day(at, calendar.zone)
    return calendar.unsure_days(landed - _ONE, landed)


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
    return _ends(begun, within, spans, calendar, _after)


def unsure_days_of(begun: datetime, within: Wait, end: End, calendar: WorkCalendar) -> int:
    """How many working days of an allowance could be holidays that nobody gave?"""
    if end.at is None or not isinstance(within, WorkingDays | WorkingHours | WorkingMinutes):
        return 0
    first, last = local_day(begun, calendar.zone), end.last_day or local_day(end.at, calendar.zone)
    return calendar.unsure_days(first if end.last_day else first - _ONE, last)


def _after(at: datetime) -> datetime:
    return at + at.resolution


def _itself(at: datetime) -> datetime:
    return at


def _ends(
    begun: datetime,
    within: Wait,
    spans: tuple[Span, ...],
    calendar: WorkCalendar,
    too_late: Callable[[datetime], datetime] = _itself,
) -> End:
    """The end of a length; ``too_late`` tells the first instant after one in hours."""
    zone = calendar.zone
    if isinstance(within, Hours | Minutes):
        at = begun + timedelta(seconds=within.seconds)
        told = hours_made_up(begun, at, spans, zone, None, over=too_late)
        return End(None if told is None else told[0])
    if isinstance(within, WorkingHours | WorkingMinutes):
        at = calendar.add(begun, within)
        told = hours_made_up(begun, at, spans, zone, calendar, over=too_late)
        return End(None if told is None else told[0])
    worked = calendar if isinstance(within, WorkingDays) else None
    start = local_day(begun, zone)

    def over(day: date) -> datetime:
        return day_start(zone, day + _ONE)

    last = _last_day(start, within, calendar)
    found = last_day_made_up(start, last, spans, zone, worked, over=over)
    return End(None) if found is None else End(over(found[0]), found[0])
