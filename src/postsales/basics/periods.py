"""How a last day is counted: a start, a length, and the local days of one zone.

Rules of this file: the day of the start does not count; "14 days" end with the 14th day after it;
hours are elapsed time and end at an instant of their own. A last day may roll; hours never do.
Working days end with a day as days do, and working hours at an instant; a calendar tells both.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache

from attrs import evolve, frozen

from postsales.basics._errors import InvalidValue
from postsales.basics.calendars import WorkCalendar
from postsales.basics.citations import Citation
from postsales.basics.durations import Days, Hours, Length, WorkingDays, WorkingHours, WorkingLength
from postsales.basics.moments import day_start, days_later, local_day, local_ordinal, midnight
from postsales.basics.rolls import Holidays, Roll
from postsales.basics.windows import Counted, Deadline, Window

__all__ = [
    "closing",
    "counted",
    "deadline",
    "end_of",
    "ending",
    "last_day_of",
    "later",
    "shifted",
    "unsure",
    "window",
]

_LONGEST_RUN = 14


# A tuple that is there: a union of types would be made anew with each question.
_WORKED = (WorkingDays, WorkingHours)


def closing(
    start: datetime,
    length: Length | WorkingLength,
    zone: str,
    calendar: WorkCalendar | None = None,
) -> datetime:
    """When is a period of this length after the start over? The first instant outside it.

    Counting: calendar lengths count whole local days of the zone after the day of the start; hours
    are elapsed time. Working days are those local days on which the calendar has a shift begin, and
    end with the last of them; working hours end at the closing when they are used up there.

    Raises:
        InvalidValue: working time without a calendar.

    Example:
        >>> from postsales.basics.moments import instant
        >>> closing(instant("2026-03-05T11:30Z"), Days(30), "Europe/Berlin").isoformat()
        '2026-04-04T22:00:00+00:00'
    """
    if calendar is not None and isinstance(length, _WORKED):
        return _worked(start, length, zone, calendar)
    return _closing(start, length, zone)


def _worked(
    start: datetime, length: WorkingLength, zone: str, calendar: WorkCalendar | None
) -> datetime:
    work = _in(calendar, length)
    if isinstance(length, WorkingHours):
        return work.add(start, length)
    last = work.last_day(local_day(start, zone), length)
    return day_start(zone, last + timedelta(days=1))


def _in(calendar: WorkCalendar | None, length: WorkingLength) -> WorkCalendar:
    if calendar is None:
        raise InvalidValue("calendar", None, f"{length} are counted in a WorkCalendar")
    return calendar


# The lines of a parcel ask the same, and so does everybody who explains a decision.
@lru_cache(maxsize=16384)
def _closing(start: datetime, length: Length | WorkingLength, zone: str) -> datetime:
    if type(length) is Days:
        return midnight(zone, local_ordinal(start, zone) + length.count + 1)
    if isinstance(length, _WORKED):
        return _worked(start, length, zone, None)
    if isinstance(length, Hours):
        return start + timedelta(seconds=length.seconds)
    last = length.last_day(local_day(start, zone))
    return day_start(zone, last + timedelta(days=1))


def shifted(start: datetime, length: Length, zone: str) -> datetime:
    """Which instant starts a count that begins this long after an event?

    Counting: calendar lengths keep the local time of day.

    Example:
        >>> from postsales.basics.moments import instant
        >>> shifted(instant("2026-03-03T15:00Z"), Days(5), "Europe/Berlin").isoformat()
        '2026-03-08T15:00:00+00:00'
    """
    if isinstance(length, Hours):
        return start + timedelta(seconds=length.seconds)
    day = local_day(start, zone)
    return days_later(start, (length.last_day(day) - day).days, zone)


def window(start: datetime, length: Length, zone: str) -> Window:
    """The window of this length that an event opens.

    Example:
        >>> from postsales.basics.moments import instant
        >>> window(instant("2026-03-05T11:30Z"), Days(30), "Europe/Berlin").last_day
        datetime.date(2026, 4, 4)
    """
    return Window(start, closing(start, length, zone), zone=zone)


@frozen(weakref_slot=False)
class End:
    """When is a period over: for certain not before ``closes``, for certain from ``latest`` on.

    The two differ where something that nobody knows could move the last day on; ``latest`` is None
    where nobody can say at all. No place has so many holidays in a row that a working day is two
    weeks away. ``steps`` are those of the count, without its start.
    """

    nominal_day: date
    last_day: date
    closes: datetime
    latest: datetime | None
    steps: tuple[Counted, ...]
    needs_holidays: bool = False


def ending(
    closes: datetime,
    zone: str,
    steps: tuple[Counted, ...],
    roll: Roll | None,
    holidays: Holidays | None,
) -> End:
    """When is a period over that is counted to this instant, and whose last day may roll?

    Counting: with a roll on to the next day that is not in it.

    Example:
        >>> from postsales.basics.moments import instant
        >>> from postsales.basics.rolls import NonDays
        >>> closes = closing(instant("2026-02-08T11:00Z"), Days(14), "Europe/Berlin")
        >>> weekend = Roll(NonDays(["saturday", "sunday"]))
        >>> found = ending(closes, "Europe/Berlin", (), weekend, None)
        >>> found.nominal_day.isoformat(), found.last_day.isoformat()
        ('2026-02-22', '2026-02-23')
    """
    nominal = last_day_of(closes, zone)
    if roll is None:
        return End(nominal, nominal, closes, closes, steps)
    rolled = roll.rolled(nominal, holidays)
    day_after = day_start(zone, rolled.last_day + timedelta(days=1))
    if rolled.last_day != nominal:
        steps = (*steps, Counted("next working day", rolled.last_day, by=roll.by))
        closes = day_after
    latest = days_later(day_after, _LONGEST_RUN, zone) if rolled.needs_holidays else closes
    return End(nominal, rolled.last_day, closes, latest, steps, rolled.needs_holidays)


@frozen(weakref_slot=False)
class Worked:
    """A part of a count that is counted in working time: which days it goes over.

    ``after`` is the day before the first that can count.
    """

    after: date
    last_day: date
    in_hours: bool

    @classmethod
    def of(
        cls, start: datetime, length: Length | WorkingLength, closes: datetime, zone: str
    ) -> "tuple[Worked, ...]":
        """The part that a length takes from its start; none where calendar days are counted.

        Counting: of working days the day of the start is none; working hours can begin on it.
        """
        if not isinstance(length, _WORKED):
            return ()
        in_hours = isinstance(length, WorkingHours)
        after = local_day(start, zone) - timedelta(days=1 if in_hours else 0)
        return (cls(after, last_day_of(closes, zone), in_hours),)


def unsure(end: End, zone: str, calendar: WorkCalendar | None, parts: Iterable[Worked]) -> End:
    """The end of a count, some days of which may be holidays that nobody gave.

    Counting: each working day among them could move the end on by two weeks, and with it the parts
    that follow, of which then no day is sure; how much longer working hours would take nobody can
    say, for hours differ from day to day.

    Example:
        >>> from postsales.basics.moments import instant
        >>> march = Holidays([], since="2026-03-01", until="2026-03-31")
        >>> office = WorkCalendar(zone="UTC", hours={"Mon-Fri": "09:00-17:00"}, holidays=march)
        >>> start, length = instant("2026-03-30T11:00Z"), WorkingDays(2)
        >>> closes = closing(start, length, "UTC", office)
        >>> parts = Worked.of(start, length, closes, "UTC")
        >>> found = unsure(ending(closes, "UTC", (), None, None), "UTC", office, parts)
        >>> found.last_day.isoformat(), found.latest.isoformat()
        ('2026-04-01', '2026-04-16T00:00:00+00:00')
    """
    if calendar is None or end.latest is None:
        return end
    days, in_hours = 0, False
    for part in parts:
        could_be = calendar.working_days if days else calendar.unsure_days
        more = could_be(part.after, part.last_day)
        days, in_hours = days + more, in_hours or (part.in_hours and more > 0)
    if not days:
        return end
    latest = None if in_hours else days_later(end.latest, days * _LONGEST_RUN, zone)
    return evolve(end, latest=latest, needs_holidays=True)


def later(
    closes: datetime,
    length: Length | WorkingLength,
    zone: str,
    calendar: WorkCalendar | None = None,
) -> datetime:
    """When is a period over that is so much longer than one that closes at an instant?

    Counting: days are counted from its last day, hours from its closing.

    Example:
        >>> from postsales.basics.moments import instant
        >>> later(instant("2026-04-04T22:00Z"), Days(2), "Europe/Berlin").isoformat()
        '2026-04-06T22:00:00+00:00'
    """
    if isinstance(length, Hours):
        return closes + timedelta(seconds=length.seconds)
    if isinstance(length, WorkingHours):
        return _worked(closes, length, zone, calendar)
    last = last_day_of(closes, zone)
    if isinstance(length, WorkingDays):
        then = _in(calendar, length).last_day(last, length)
    else:
        then = length.last_day(last)
    return days_later(closes, (then - last).days, zone)


def last_day_of(closes: datetime, zone: str) -> date:
    """The local day that holds the last instant of a period.

    Example:
        >>> from postsales.basics.moments import instant
        >>> last_day_of(instant("2026-04-04T22:00Z"), "Europe/Berlin").isoformat()
        '2026-04-04'
    """
    return local_day(closes - closes.resolution, zone)


def deadline(
    start: datetime,
    length: Length | WorkingLength,
    zone: str,
    calendar: WorkCalendar | None = None,
) -> Deadline:
    """The last day of a period, with the count that led to it.

    Example:
        >>> from postsales.basics.moments import instant
        >>> [step.what for step in deadline(instant("2026-03-05T11:30Z"), Days(30), "UTC").trace]
        ['start', '30 days']
    """
    return counted(start, zone, end_of(start, length, zone, calendar))


def end_of(
    start: datetime,
    length: Length | WorkingLength,
    zone: str,
    calendar: WorkCalendar | None = None,
) -> End:
    """When is a period of this length over, by all that is known of its holidays?

    Example:
        See ``deadline``, which calls it.
    """
    closes = closing(start, length, zone, calendar)
    steps = (Counted(str(length), last_day_of(closes, zone)),)
    end = ending(closes, zone, steps, None, None)
    return unsure(end, zone, calendar, Worked.of(start, length, closes, zone))


def counted(start: datetime, zone: str, end: End, by: Citation | None = None) -> Deadline:
    """The deadline of a period whose end is worked out, with the count that led to it.

    Example:
        See ``deadline``, which calls it.
    """
    return Deadline(
        end.last_day,
        end.closes,
        zone=zone,
        nominal_day=end.nominal_day,
        needs_holidays=end.needs_holidays,
        trace=[Counted("start", local_day(start, zone), by=by), *end.steps],
    )
