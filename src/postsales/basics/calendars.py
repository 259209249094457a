"""Working time: when is it open, how much of it lies between two instants, when is it used up.

Rules of this file: working time is elapsed time between instants, never a difference of clock
times: an hour that is skipped is not worked, and one that is repeated counts twice. Holidays are
given as days and never looked up.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from attrs import field, frozen

from postsales.basics._checks import day as a_day
from postsales.basics._checks import instance, pairs
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics._shifts import CLOSED, Shifts, shifts_of, week_of, written, written_week
from postsales.basics._words import Word
from postsales.basics._working_days import NEAR, Near, WorkedDays
from postsales.basics._working_time import FIRST, LAST, LONGEST, WorkedTime, too_far
from postsales.basics.durations import WorkingDays, WorkingHours
from postsales.basics.moments import (
    Moment,
    days_later,
    in_utc,
    zone_key,
)
from postsales.basics.quantities import FrozenMap
from postsales.basics.rolls import Holidays

__all__ = ["Edge", "WorkCalendar"]

_ALWAYS = {"Mon-Sun": "00:00-24:00"}
_WORKED = "days that are worked are counted as WorkingDays"
_WORK = "working time is WorkingHours or a timedelta of 0 or more, and days are WorkingDays"


class Edge(Word):
    """Where does working time end that is used up exactly at a closing?"""

    CLOSE = "close"
    """At that closing: for deadlines, which are met before everybody goes home."""
    OPEN = "open"
    """At the next opening: for what begins then, when somebody is there."""


def _hours(value: Mapping[str, str]) -> FrozenMap[str, str]:
    return FrozenMap(written_week(week_of("hours", value)))


def _exceptions(value: Mapping[date, str] | Mapping[str, str]) -> FrozenMap[date, str]:
    told: dict[date, str] = {}
    for named, hours in pairs("exceptions", value):
        day = a_day("exceptions", named)
        if day in told:
            raise InvalidValue("exceptions", named, f"{day} is named twice", "name it once")
        told[day] = _on_a_day(named, hours)
    return FrozenMap({day: told[day] for day in sorted(told)})


def _on_a_day(day: object, value: object) -> str:
    return CLOSED if value == CLOSED else written(shifts_of(f"exceptions[{day}]", value))


_NO_EXCEPTIONS: FrozenMap[date, str] = FrozenMap({})


@frozen(weakref_slot=False, kw_only=True, cache_hash=True)
class WorkCalendar:
    """When somebody is at work: the hours of a week in one zone, and the days that differ.

    ``hours`` are clock times by days of the week; a shift may run over midnight, and a day that is
    not named is closed. ``exceptions`` are days with hours of their own, or ``"closed"``.
    ``holidays`` are closed, too; outside the days that they cover nobody knows, and counts that
    get there say so. Without holidays every day is as the week and the exceptions say.

    A day that differs does so from its midnight to the next: a shift that began the day before ends
    at that midnight, and one that would have begun on a closed day is not worked at all. A shift
    that runs over midnight into hours of the next day is open time together with them.

    Counting: instants that are elapsed time apart; a clock time that occurs twice is the first, one
    that is skipped is read with the offset in force before the change. A working day is a day on
    which a shift begins.

    Raises:
        InvalidValue: hours that cannot be read, shifts of one day that overlap, a day that is named
            twice, no open time at all.

    Example:
        >>> office = WorkCalendar(
        ...     zone="Europe/Berlin",
        ...     hours={"Mon-Thu": "09:00-12:00, 13:00-17:00", "Fri": "09:00-12:00"},
        ...     exceptions={"2026-12-24": "closed"},
        ... )
        >>> office.add("2026-03-06T11:30+01:00", WorkingHours(2)).isoformat()  # a Friday
        '2026-03-09T09:30:00+00:00'
    """

    zone: str
    hours: FrozenMap[str, str] = field(converter=_hours)
    exceptions: FrozenMap[date, str] = field(default=_NO_EXCEPTIONS, converter=_exceptions)
    holidays: Holidays | None = None
    _days: WorkedDays = field(init=False, eq=False, repr=False)
    _time: WorkedTime = field(init=False, eq=False, repr=False)
    _near: dict[int, Near] = field(init=False, eq=False, repr=False, factory=dict[int, Near])

    def __attrs_post_init__(self) -> None:
        zone_key(self.zone)
        if self.holidays is not None:
            instance("holidays", self.holidays, Holidays, "the holidays of a place are Holidays")
        week = week_of("hours", self.hours)
        closed = () if self.holidays is None else self.holidays.days
        others: dict[int, Shifts] = {day.toordinal(): () for day in closed}
        for day, told in self.exceptions.items():
            others[day.toordinal()] = () if told == CLOSED else shifts_of("exceptions", told)
        is_worked = {day: bool(shifts) for day, shifts in others.items()}
        object.__setattr__(self, "_days", WorkedDays.of([*map(bool, week)], is_worked))
        object.__setattr__(self, "_time", WorkedTime(self.zone, week, FrozenMap(others)))

    @classmethod
    def always(cls, zone: str) -> "WorkCalendar":
        """Always open: 24 hours on seven days of the week.

        Example:
            >>> WorkCalendar.always("UTC").hours
            FrozenMap({'Mon-Sun': '00:00-24:00'})
        """
        return cls(zone=zone, hours=_ALWAYS)

    # ---------------------------------------------------------------------------------------- days

    def is_working_day(self, day: date) -> bool:
        """Does a shift begin on this day?"""
        return self._days.holds(a_day("day", day).toordinal())

    def working_days(self, since: date, until: date) -> int:
        """How many working days lie between two days?

        Counting: those after ``since``, up to ``until`` and including it; 0 when it is not later.

        Example:
            >>> office = WorkCalendar(zone="UTC", hours={"Mon-Fri": "09:00-17:00"})
            >>> office.working_days(date(2026, 3, 5), date(2026, 3, 10))
            3
        """
        first, last = a_day("since", since).toordinal(), a_day("until", until).toordinal()
        return max(0, self._days.upto(last) - self._days.upto(first))

    def last_day(self, start: date, length: WorkingDays) -> date:
        """On which day does a count of working days end?

        Counting: the start is day 0, whether it is worked or not.

        Raises:
            InvalidValue: an end that is too far away to be a date.

        Example:
            >>> office = WorkCalendar(zone="UTC", hours={"Mon-Fri": "09:00-17:00"})
            >>> office.last_day(date(2026, 3, 5), WorkingDays(3)).isoformat()
            '2026-03-10'
        """
        first = start if type(start) is date else a_day("start", start)
        if type(length) is not WorkingDays:
            instance("length", length, WorkingDays, _WORKED)
        near = self._near.get(first.toordinal() // NEAR) or self._table(first)
        found = near.last_day(first, length.count)
        return found or self._after(first, length.count)

    def first_day(self, end: date, length: WorkingDays) -> date:
        """From which day does a count of working days reach a day?

        Counting: backwards, and the end is day 0, whether it is worked or not.

        Raises:
            InvalidValue: a beginning that is too far away to be a date.

        Example:
            >>> office = WorkCalendar(zone="UTC", hours={"Mon-Fri": "09:00-17:00"})
            >>> office.first_day(date(2026, 3, 10), WorkingDays(3)).isoformat()
            '2026-03-05'
        """
        last = a_day("end", end)
        instance("length", length, WorkingDays, _WORKED)
        return last if not length.count else self._after(last, -length.count)

    def unsure_days(self, since: date, until: date) -> int:
        """How many working days between two days could be holidays that nobody gave?

        Counting: as ``working_days`` does; none where the calendar names no holidays at all. A day
        with hours of its own is worked, holiday or not.
        """
        known, first, last = self.holidays, a_day("since", since), a_day("until", until)
        if known is None or last <= first:
            return 0
        held = range(known.since.toordinal(), known.until.toordinal() + 1)
        ends = last.toordinal() + 1
        begins = first.toordinal() + 1
        before = self._worked_in(begins, min(ends, held.start))
        return before + self._worked_in(max(begins, held.stop), ends)

    # ---------------------------------------------------------------------------------------- time

    def is_open(self, at: Moment) -> bool:
        """Is it open at this instant? An opening is, a closing is not."""
        found = in_utc(at, "at")
        return self._time.open_from(found) == found

    def elapsed(self, since: Moment, until: Moment) -> timedelta:
        """How much working time lies between two instants?

        Counting: from the first, included, to the second, not included; nothing when it is not
        later.

        Example:
            >>> office = WorkCalendar(zone="UTC", hours={"Mon-Fri": "09:00-17:00"})
            >>> office.elapsed("2026-03-06T16:00Z", "2026-03-09T10:00Z")
            datetime.timedelta(seconds=7200)
        """
        return self._time.elapsed(in_utc(since, "since"), in_utc(until, "until"))

    def add(
        self,
        at: Moment,
        length: WorkingDays | WorkingHours | timedelta,
        *,
        edge: Edge | str = Edge.CLOSE,
    ) -> datetime:
        """When is so much working time over?

        Counting: what is used up exactly at a closing ends there, or at the next opening, as
        ``edge`` says; nothing ends at once when it is open, else at the next opening. Working days
        keep the time of day; when it is not open then, they end at the next opening.

        Raises:
            InvalidValue: less than nothing; an end that is too far away to be a date.

        Example:
            >>> office = WorkCalendar(zone="UTC", hours={"Mon-Fri": "09:00-17:00"})
            >>> office.add("2026-03-06T15:00Z", WorkingHours(2)).isoformat()
            '2026-03-06T17:00:00+00:00'
            >>> office.add("2026-03-06T15:00Z", WorkingHours(2), edge=Edge.OPEN).isoformat()
            '2026-03-09T09:00:00+00:00'
        """
        start = in_utc(at, "at")
        snap = Edge.read("edge", edge) is Edge.OPEN
        if isinstance(length, WorkingDays):
            return self._time.open_from(self._days_from(start, length.count))
        work = _work(length)
        if not work:
            return self._time.open_from(start)
        end = self._time.used_up(start, work)
        return self._time.open_from(end) if snap else end

    def subtract(self, at: Moment, length: WorkingDays | WorkingHours | timedelta) -> datetime:
        """From when on does so much working time remain until an instant?

        Counting: what is used up exactly at an opening begins there; nothing begins at once when
        work goes on right up to the instant, else at the closing before it. Working days keep the
        time of day; when it is not open then, they begin at the closing before it.

        Raises:
            InvalidValue: less than nothing; a beginning that is too far away to be a date.

        Example:
            >>> office = WorkCalendar(zone="UTC", hours={"Mon-Fri": "09:00-17:00"})
            >>> office.subtract("2026-03-09T10:00Z", WorkingHours(2)).isoformat()
            '2026-03-06T16:00:00+00:00'
        """
        end = in_utc(at, "at")
        if isinstance(length, WorkingDays):
            then = self._days_from(end, -length.count)
            return then if self.is_open(then) else self._time.open_until(then)
        work = _work(length)
        return self._time.remaining(end, work) if work else self._time.open_until(end)

    def roll(self, at: Moment, to: Edge | str) -> datetime:
        """When is it open, by this instant? The instant itself when it is.

        Counting: else the next opening with ``Edge.OPEN``, and with ``Edge.CLOSE`` the closing
        before, at which somebody was still there.

        Example:
            >>> office = WorkCalendar(zone="UTC", hours={"Mon-Fri": "09:00-17:00"})
            >>> office.roll("2026-03-07T12:00Z", Edge.OPEN).isoformat()
            '2026-03-09T09:00:00+00:00'
            >>> office.roll("2026-03-07T12:00Z", Edge.CLOSE).isoformat()
            '2026-03-06T17:00:00+00:00'
        """
        found = in_utc(at, "at")
        if Edge.read("to", to) is Edge.OPEN or self.is_open(found):
            return self._time.open_from(found)
        return self._time.open_until(found)

    # ------------------------------------------------------------------------------------- inside

    def _table(self, day: date) -> Near:
        number = day.toordinal() // NEAR
        found = self._near[number] = Near.of(self._days, number, range(FIRST, LAST + 1))
        return found

    def _worked_in(self, first: int, end: int) -> int:
        """How many days are worked by the week alone, from the first up to the end without it?"""
        if end <= first:
            return 0
        told = (day for day, hours in self.exceptions.items() if hours != CLOSED)
        own = sum(first <= day.toordinal() < end for day in told)
        return self._days.upto(end - 1) - self._days.upto(first - 1) - own

    def _after(self, start: date, days: int) -> date:
        worked = self._days.upto(start.toordinal() - (days < 0))
        found = self._days.nth(worked + days + (days < 0)) if worked + days >= 0 else 0
        if not FIRST <= found <= LAST:
            raise too_far("start", start)
        return date.fromordinal(found)

    def _days_from(self, start: datetime, days: int) -> datetime:
        if not days:
            return start
        today = self._time.day_of(start)
        then = self._after(date.fromordinal(today), days).toordinal()
        return days_later(start, then - today, self.zone)


def _work(length: WorkingHours | timedelta) -> timedelta:
    work = length.elapsed if isinstance(length, WorkingHours) else length
    if not isinstance(work, timedelta):
        raise WrongType("length", length, _WORK)
    if work < timedelta():
        raise InvalidValue("length", length, _WORK, "subtract what is to be counted backwards")
    if work > LONGEST:
        raise too_far("length", str(length))
    return work
