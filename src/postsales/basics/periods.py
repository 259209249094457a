"""How a last day is counted: a start, a length, and the local days of one zone.

Rules of this file: the day of the start does not count; "14 days" end with the 14th day after it;
hours are elapsed time and end at an instant of their own.
"""

from datetime import datetime, timedelta
from functools import lru_cache

from postsales.basics.durations import Days, Hours, Length
from postsales.basics.moments import day_start, days_later, local_day, local_ordinal, midnight
from postsales.basics.windows import Counted, Deadline, Window

__all__ = ["closing", "deadline", "shifted", "window"]


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


def deadline(start: datetime, length: Length, zone: str) -> Deadline:
    """The last day of a period, with the count that led to it.

    Example:
        >>> from postsales.basics.moments import instant
        >>> [step.what for step in deadline(instant("2026-03-05T11:30Z"), Days(30), "UTC").trace]
        ['start', '30 days']
    """
    span = window(start, length, zone)
    steps = (Counted("start", local_day(start, zone)), Counted(str(length), span.last_day))
    return Deadline(span.last_day, span.closes, zone=zone, trace=steps)
