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

__all__ = ["closing", "counted", "deadline", "ending", "last_day_of", "shifted", "window"]

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


def last_day_of(closes: datetime, zone: str) -> date:
    """The local day that holds the last instant of a period.

    Example:
        >>> from postsales.basics.moments import instant
        >>> last_day_of(instant("2026-04-04T22:00Z"), "Europe/Berlin").isoformat()
        '2026-04-04'
    """
    return local_day(closes - closes.resolution, zone)


def deadline(start: datetime, length: Length, zone: str) -> Deadline:
    """The last day of a period, with the count that led to it.

    Example:
        >>> from postsales.basics.moments import instant
        >>> [step.what for step in deadline(instant("2026-03-05T11:30Z"), Days(30), "UTC").trace]
        ['start', '30 days']
    """
    closes = closing(start, length, zone)
    steps = (Counted(str(length), last_day_of(closes, zone)),)
    return counted(start, zone, ending(closes, zone, steps, None, None))


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
