"""Days on which nobody works and that no table of public holidays has, said so that they recur.

Rules of this file: a day is said for every year, or for the years from ``since`` to ``until``, both
included; Easter is that of the Gregorian calendar.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NewType

from attrs import field, frozen

from postsales.basics._checks import count
from postsales.basics._errors import Contradictions, InvalidValue, WrongType
from postsales.basics.weekdays import WEEK, Weekday

__all__ = ["GOOD_FRIDAY", "DaysFromEaster", "ExtraDay", "easter_sunday"]

_LEAP_YEAR = 2000
_LAST_WEEK = (12, 25)
# Easter is from 22 March to 25 April: so far from it the day is always in the same year.
_EARLIEST, _LATEST = -80, 180


DaysFromEaster = NewType("DaysFromEaster", int)
"""So many days after Easter Sunday; below zero before it."""


def _easter(value: int | None) -> DaysFromEaster | None:
    if value is None:
        return None
    if type(value) is not int:
        raise WrongType("easter", value, "a whole number of days is needed")
    if not _EARLIEST <= value <= _LATEST:
        allowed = f"{_EARLIEST} to {_LATEST} days from Easter Sunday are allowed"
        raise InvalidValue("easter", value, allowed, "say a date")
    return DaysFromEaster(value)


def _weekday(value: Weekday | str | None) -> Weekday | None:
    return None if value is None else Weekday.read("weekday", value)


@frozen(weakref_slot=False, kw_only=True)
class ExtraDay:
    """A day that recurs: a date, the first such day of the week from a date on, or by Easter.

    ``easter`` is so many days after Easter Sunday, below zero before it. With a ``weekday`` the
    date is where to look from: the date itself, if it is such a day. It is a day of the same year:
    at the earliest 80 days before Easter, and looked for from 25 December on at the latest.

    Counting: the years from ``since`` to ``until``, both included; 29 February only where there
    is one.

    Raises:
        Contradictions: neither a date nor Easter, or both; a date that no year has.
        InvalidValue: too far from Easter.

    Example:
        >>> constitution_day = ExtraDay(month=6, day=5)
        >>> good_friday, midsummer_eve = ExtraDay(easter=-2), ExtraDay(
        ...     weekday="friday", month=6, day=19
        ... )
        >>> [x.on(2026).isoformat() for x in (constitution_day, good_friday, midsummer_eve)]
        ['2026-06-05', '2026-04-03', '2026-06-19']
    """

    month: int | None = None
    day: int | None = None
    weekday: Weekday | None = field(default=None, converter=_weekday)
    easter: DaysFromEaster | None = field(default=None, converter=_easter)
    since: int | None = None
    until: int | None = None

    def __attrs_post_init__(self) -> None:
        for name, most in (("month", 12), ("day", 31), ("since", 9999), ("until", 9999)):
            if getattr(self, name) is not None:
                count(name, getattr(self, name), least=1, most=most)
        problems = [*_problems(self)]
        if problems:
            raise Contradictions("extra day", problems)

    def on(self, year: int) -> date | None:
        """On which date is it in a year? None where there is none.

        Raises:
            InvalidValue: a year that no calendar has.
        """
        count("year", year, least=1, most=9999)
        if (self.since or year) > year or (self.until or year) < year:
            return None
        if self.easter is not None:
            return easter_sunday(year) + timedelta(days=self.easter)
        assert self.month is not None  # noqa: S101 - checked when it was made
        assert self.day is not None  # noqa: S101
        if (self.month, self.day) == (2, 29) and not _is_leap(year):
            return None
        first = date(year, self.month, self.day)
        if self.weekday is None:
            return first
        return first + timedelta(days=(WEEK.index(self.weekday) - first.weekday()) % len(WEEK))


def _problems(one: ExtraDay) -> Iterator[str]:
    if (one.month is None) != (one.day is None):
        yield "a date has a month and a day"
    elif (one.month is None) == (one.easter is None):
        yield "it is a date, or so many days from Easter: say one of them"
    elif one.month is None:
        if one.weekday is not None:
            yield "a day of the week is looked for from a date on, and not from Easter"
    elif not _is_date(one.month, one.day or 0):
        yield f"month {one.month} has no day {one.day}"
    elif one.weekday is not None and (one.month, one.day) == (2, 29):
        yield "29 February is in few years; look from 28 February or 1 March on"
    elif one.weekday is not None and (one.month, one.day or 0) > _LAST_WEEK:
        yield "it could be in the next year; look from 25 December on at the latest"
    if one.since is not None and one.until is not None and one.until < one.since:
        yield f"it is until {one.until} and begins in {one.since}"


def _is_date(month: int, day: int) -> bool:
    try:
        date(_LEAP_YEAR, month, day)
    except ValueError:
        return False
    return True


def easter_sunday(year: int) -> date:
    """Easter Sunday of a year, in the Gregorian calendar.

    Example:
        >>> easter_sunday(2026)
        datetime.date(2026, 4, 5)
    """
    # Gauss's way of finding it, with the corrections of centuries: the moon, then the Sunday.
    century, golden = year // 100, year % 19
    moon = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    moon -= moon // 28 * (1 - moon // 28 * (29 // (moon + 1)) * ((21 - golden) // 11))
    sunday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    days = moon - sunday
    month = 3 + (days + 40) // 44
    return date(year, month, days + 28 - 31 * (month // 4))


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


GOOD_FRIDAY = ExtraDay(easter=-2)
"""The Friday before Easter."""
