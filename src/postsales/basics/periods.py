"""How a last day is counted: a start, a length, and the local days of one zone.

Rules of this file: the day of the start does not count; "14 days" end with the 14th day after it;
hours are elapsed time and end at an instant of their own. A last day may roll; hours never do.
"""

from datetime import date, datetime, timedelta
from functools import lru_cache

from attrs import frozen

from postsales.basics.citations import Citation
from postsales.basics.durations import Days, Hours, Length
from postsales.basics.moments import day_start, days_later, local_day, local_ordinal, midnight
from postsales.basics.rolls import Holidays, Roll
from postsales.basics.windows import Counted, Deadline, Window

__all__ = ["closing", "counted", "deadline", "ending", "shifted", "window"]

_LONGEST_RUN = 14


def closing(start: datetime, length: Length, zone: str) -> datetime:
    """When is a period of this length after the start over? The first instant outside it.

    Counting: calendar lengths count whole local days of the zone after the day of the start; hours
    are elapsed time.

    Example:
        >>> from postsales.basics.moments import instant
        >>> closing(instant("2026-03-05T11:30Z"), Days(30), "Europe/Berlin").isoformat()
        '2026-04-04T22:00:00+00:00'
    """
    return _closing(start, length, zone)


# The lines of a parcel ask the same, and so does everybody who explains a decision.
@lru_cache(maxsize=16384)
def _closing(start: datetime, length: Length, zone: str) -> datetime:
    if type(length) is Days:
        return midnight(zone, local_ordinal(start, zone) + length.count + 1)
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

    The two differ where holidays that nobody gave could move the last day on. No place has so many
    in a row that a working day is two weeks away.
    """

    nominal_day: date
    last_day: date
    closes: datetime
    latest: datetime


def ending(
    start: datetime, length: Length, zone: str, roll: Roll | None, holidays: Holidays | None
) -> End:
    """When is a period over whose last day may roll?

    Counting: as ``closing``; then, with a roll, on to the next day that is not in it.

    Example:
        >>> from postsales.basics.moments import instant
        >>> from postsales.basics.rolls import NonDays
        >>> weekend = Roll(NonDays(["saturday", "sunday"]))
        >>> found = ending(instant("2026-02-08T11:00Z"), Days(14), "Europe/Berlin", weekend, None)
        >>> found.nominal_day.isoformat(), found.last_day.isoformat()
        ('2026-02-22', '2026-02-23')
    """
    closes = closing(start, length, zone)
    nominal = local_day(closes - closes.resolution, zone)
    if roll is None:
        return End(nominal, nominal, closes, closes)
    rolled = roll.rolled(nominal, holidays)
    closes = day_start(zone, rolled.last_day + timedelta(days=1))
    latest = days_later(closes, _LONGEST_RUN, zone) if rolled.needs_holidays else closes
    return End(nominal, rolled.last_day, closes, latest)


def deadline(start: datetime, length: Length, zone: str) -> Deadline:
    """The last day of a period, with the count that led to it.

    Example:
        >>> from postsales.basics.moments import instant
        >>> [step.what for step in deadline(instant("2026-03-05T11:30Z"), Days(30), "UTC").trace]
        ['start', '30 days']
    """
    return counted(start, length, zone, ending(start, length, zone, None, None), Sources())


@frozen(weakref_slot=False)
class Sources:
    """Where it stands what starts a count, how long it is, and whether it rolls."""

    start: Citation | None = None
    length: Citation | None = None
    roll: Citation | None = None


def counted(start: datetime, length: Length, zone: str, end: End, sources: Sources) -> Deadline:
    """The deadline of a period whose end is worked out, with the count that led to it.

    Example:
        See ``deadline``, which calls it.
    """
    steps = [
        Counted("start", local_day(start, zone), by=sources.start),
        Counted(str(length), end.nominal_day, by=sources.length),
    ]
    if end.last_day != end.nominal_day:
        steps.append(Counted("next working day", end.last_day, by=sources.roll))
    return Deadline(
        end.last_day,
        end.closes,
        zone=zone,
        nominal_day=end.nominal_day,
        needs_holidays=end.latest != end.closes,
        trace=steps,
    )
