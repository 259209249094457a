"""Lengths as merchantReturnDays can say them: whole days after the day of the start."""

from datetime import date, timedelta
from functools import lru_cache

from postsales.basics.durations import (
    Days,
    Hours,
    Length,
    Months,
    Weeks,
    WorkingDays,
    WorkingHours,
    WorkingLength,
    Years,
)

__all__ = ["UNLIMITED", "exact_days", "fewest_days"]

UNLIMITED = Years(100)
"""The longest that a length can be, which stands for one without an end."""

_DAY = 86400
_HOUR = 3600
# Every day of four years, and of four around a leap year that is none.
_STARTS = tuple(
    date(year, 1, 1) + timedelta(days=n) for year in (2023, 2097) for n in range(4 * 365 + 1)
)


def exact_days(length: Length | WorkingLength) -> int | None:
    """How many days it always is; None where that differs.

    Example:
        >>> exact_days(Days(30)), exact_days(Weeks(2)), exact_days(Months(1))
        (30, 14, None)
    """
    if isinstance(length, Days):
        return length.count
    return 7 * length.count if isinstance(length, Weeks) else None


def fewest_days(length: Length | WorkingLength) -> int | None:
    """How many days it is at least, whenever it starts; None where not even one day is sure.

    Counting: hours begin within a day, which may have 25, and so end within one. That day itself is
    none: of no days everybody would think that nothing comes back.

    Example:
        >>> [fewest_days(x) for x in (Months(1), Years(1), WorkingDays(5), Hours(72), Hours(36))]
        [28, 365, 5, 1, None]
    """
    if isinstance(length, Months | Years):
        return _fewest(length)
    if isinstance(length, WorkingDays):
        return length.count
    if isinstance(length, Hours | WorkingHours):
        return _of_seconds(_seconds(length))
    return exact_days(length)


def _seconds(length: Hours | WorkingHours) -> int:
    if isinstance(length, Hours):
        return length.seconds
    return int(length.elapsed.total_seconds())


def _of_seconds(seconds: int) -> int | None:
    days = (seconds - _HOUR) // _DAY - 1
    return None if days < 1 else days


@lru_cache(maxsize=256)
def _fewest(length: Months | Years) -> int:
    return min((length.last_day(start) - start).days for start in _STARTS)
