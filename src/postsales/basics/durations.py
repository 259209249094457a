"""Lengths of time, each kind a type of its own: 30 days are no month, and a day is not 24 hours.

Rules of this file: a length is only counted, never converted into another kind.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import ClassVar

from attrs import field, frozen

from postsales.basics import _checks
from postsales.basics._errors import InvalidValue, WrongType

__all__ = [
    "Days",
    "Elapsed",
    "Hours",
    "Length",
    "Minutes",
    "Months",
    "Weeks",
    "WorkingDays",
    "WorkingHours",
    "WorkingLength",
    "WorkingMinutes",
    "Years",
    "days_after",
]

_YEARS = 100
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@frozen(repr=False, order=True, weakref_slot=False)
class _Length:
    """A count of one kind of time, 0 or more, up to a hundred years."""

    _most: ClassVar[int]
    count: int

    def __attrs_post_init__(self) -> None:
        _checks.count(type(self).__name__.lower(), self.count, 0, self._most)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.count})"

    def __str__(self) -> str:
        return _said(self.count, type(self).__name__.lower())


@frozen(repr=False, order=True, weakref_slot=False)
class Days(_Length):
    """Calendar days. Equal to and ordered among days only.

    Example:
        >>> Days(30).last_day(date(2026, 3, 5))
        datetime.date(2026, 4, 4)
    """

    _most: ClassVar[int] = _YEARS * 366

    def last_day(self, start: date) -> date:
        """On which day does the count end?

        Counting: the start is day 0.
        """
        return days_after(start, self.count)


@frozen(repr=False, order=True, weakref_slot=False)
class Weeks(_Length):
    """Calendar weeks. Equal to and ordered among weeks only.

    Example:
        >>> Weeks(2).last_day(date(2026, 3, 5))
        datetime.date(2026, 3, 19)
    """

    _most: ClassVar[int] = _YEARS * 53

    def last_day(self, start: date) -> date:
        """On which day does the count end?

        Counting: the same day of the week, so many weeks after the start.
        """
        return days_after(start, 7 * self.count)


@frozen(repr=False, order=True, weakref_slot=False)
class Months(_Length):
    """Calendar months. Equal to and ordered among months only.

    Example:
        >>> Months(1).last_day(date(2027, 1, 31))
        datetime.date(2027, 2, 28)
    """

    _most: ClassVar[int] = _YEARS * 12

    def last_day(self, start: date) -> date:
        """On which day does the count end?

        Counting: the same day of the month; one that is missing becomes the month's last day.
        """
        return _months_after(start, self.count)


@frozen(repr=False, order=True, weakref_slot=False)
class Years(_Length):
    """Calendar years. Equal to and ordered among years only.

    Example:
        >>> Years(2).last_day(date(2028, 2, 29))
        datetime.date(2030, 2, 28)
    """

    _most: ClassVar[int] = _YEARS

    def last_day(self, start: date) -> date:
        """On which day does the count end?

        Counting: the same date; 29 February becomes the 28th where it is missing.
        """
        return _months_after(start, 12 * self.count)


@frozen(repr=False, order=True, weakref_slot=False)
class Hours(_Length):
    """Elapsed hours, whatever the clocks do. Equal to and ordered among hours only.

    Example:
        >>> Hours(24).seconds
        86400
    """

    _most: ClassVar[int] = _YEARS * 366 * 24

    @property
    def seconds(self) -> int:
        """The same length in seconds."""
        return 3600 * self.count


@frozen(repr=False, order=True, weakref_slot=False)
class Minutes(_Length):
    """Elapsed minutes, for steps that follow each other closely. Ordered among minutes only.

    Example:
        >>> Minutes(90).seconds
        5400
    """

    _most: ClassVar[int] = _YEARS * 366 * 24 * 60

    @property
    def seconds(self) -> int:
        """The same length in seconds."""
        return 60 * self.count


Length = Days | Weeks | Months | Years | Hours
"""How long something is open: in one of the kinds of time."""

Elapsed = Hours | Minutes
"""How much time passes, whatever the clocks and the calendar do."""


@frozen(repr=False, order=True, weakref_slot=False)
class WorkingDays(_Length):
    """Days on which somebody works, by a ``WorkCalendar``. Ordered among working days only.

    Example:
        >>> str(WorkingDays(5)), str(WorkingDays(1))
        ('5 working days', '1 working day')
    """

    _most: ClassVar[int] = _YEARS * 366

    def __str__(self) -> str:
        return _said(self.count, "working days")


_HOUR = 3600
_MOST_HOURS = _YEARS * 366 * 24


def _hours(value: int | str | Decimal) -> Decimal:
    if type(value) is int:
        return Decimal(_checks.count("workinghours", value, 0, _MOST_HOURS))
    if isinstance(value, Decimal):
        _checks.ratio("workinghours", value)
        value = format(value, "f")
    if not isinstance(value, str):
        raise WrongType("workinghours", value, "a whole number, or text such as '9.5', is needed")
    whole, decimals = _checks.numeral("workinghours", value)
    decimals = decimals.rstrip("0")
    # In whole numbers: the ambient decimal context is somebody else's.
    if int(whole + decimals) * _HOUR % 10 ** len(decimals):
        raise InvalidValue("workinghours", value, "working hours are counted in whole seconds")
    if not 0 <= int(whole + decimals) <= _MOST_HOURS * 10 ** len(decimals):
        raise InvalidValue("workinghours", value, f"0 to {_MOST_HOURS} are allowed")
    return Decimal(f"{int(whole)}.{decimals}" if decimals else int(whole))


@frozen(repr=False, order=True, weakref_slot=False)
class WorkingHours:
    """Hours of work, by a ``WorkCalendar``, exact to the second. Ordered among themselves only.

    Example:
        >>> WorkingHours("9.5").elapsed, str(WorkingHours(12))
        (datetime.timedelta(seconds=34200), '12 working hours')
    """

    count: Decimal = field(converter=_hours)

    @property
    def elapsed(self) -> timedelta:
        """The same length as elapsed time while it is open."""
        hours, parts = self.count.as_integer_ratio()
        return timedelta(seconds=hours * _HOUR // parts)

    def __repr__(self) -> str:
        told = str(self.count)
        return f"WorkingHours({told if told.isdigit() else repr(told)})"

    def __str__(self) -> str:
        return _said(self.count, "working hours")


@frozen(repr=False, order=True, weakref_slot=False)
class WorkingMinutes(_Length):
    """Minutes of work, by a ``WorkCalendar``: a third of an hour has no decimal form.

    Example:
        >>> WorkingMinutes(20).elapsed, str(WorkingMinutes(20))
        (datetime.timedelta(seconds=1200), '20 working minutes')
    """

    _most: ClassVar[int] = _YEARS * 366 * 24 * 60

    @property
    def elapsed(self) -> timedelta:
        """The same length as elapsed time while it is open."""
        return timedelta(minutes=self.count)

    def __str__(self) -> str:
        return _said(self.count, "working minutes")


WorkingLength = WorkingDays | WorkingHours
"""How long something takes in working time, which a calendar tells."""


def _said(count: int | Decimal, word: str) -> str:
    return f"{count} {word.removesuffix('s') if count == 1 else word}"


def days_after(start: date, days: int) -> date:
    """So many days after a day.

    Raises:
        InvalidValue: no calendar has that day any more.

    Example:
        >>> days_after(date(2026, 2, 28), 1)
        datetime.date(2026, 3, 1)
    """
    first = _checks.day("start", start)
    try:
        return first + timedelta(days=days)
    except OverflowError:
        pass
    raise _too_late(start)


def _months_after(start: date, months: int) -> date:
    first = _checks.day("start", start)
    year, month = divmod(12 * first.year + first.month - 1 + months, 12)
    if year > date.max.year:
        raise _too_late(start)
    return date(year, month + 1, min(first.day, _days_in(year, month)))


def _days_in(year: int, month: int) -> int:
    if month == 1 and (year % 4 or (year % 100 == 0 and year % 400)):
        return 28
    return _LONGEST_MONTHS[month]


def _too_late(start: date) -> InvalidValue:
    return InvalidValue("start", start, f"the count must end by {date.max}")
