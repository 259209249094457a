"""Rolls: a last day that nobody works on moves to the next day on which somebody does.

Rules of this file: holidays are given as days and never looked up; where they matter and are not
given, the answer says so.
"""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from attrs import field, frozen

from postsales.basics._checks import day, instance, several
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.citations import Citation, check_source
from postsales.basics.durations import days_after
from postsales.basics.extra_days import ExtraDay
from postsales.basics.moments import iso_repr
from postsales.basics.weekdays import WEEK, Weekday

__all__ = ["Holidays", "KnowsHolidays", "NonDays", "Place", "Roll"]


# No place has so many holidays in a row that a working day is two weeks away.
_LONGEST_RUN = 14


class Place(Word):
    """Whose place says which zone or which holidays count?"""

    CUSTOMER = "customer"
    """Where the customer is."""
    MERCHANT = "merchant"
    """Where the merchant is."""


def _days(value: Iterable[date | str]) -> tuple[date, ...]:
    found = several("days", value, object, "holidays are days")
    return tuple(sorted({day("days", x) for x in found}))


def _day(value: date | str) -> date:
    return day("day", value)


class KnowsHolidays(Protocol):
    """Whatever says whether a day is a holiday: a set of days, or a calendar of some package."""

    def __contains__(self, day: date, /) -> bool:
        """Is this day a holiday?"""
        ...


@frozen(weakref_slot=False)
class Holidays:
    """The holidays of one place, for the days ``since`` to ``until``, both included.

    Outside these days nothing is known: a count that gets there says so.

    Raises:
        InvalidValue: a holiday outside the days that are covered, or none of them covered.

    Example:
        >>> bavaria = Holidays(["2026-12-25", "2026-12-26"], since="2026-12-01", until="2026-12-31")
        >>> bavaria.holds(date(2026, 12, 25)), bavaria.covers(date(2027, 1, 1))
        (True, False)
    """

    days: tuple[date, ...] = field(converter=_days)
    since: date = field(converter=_day, kw_only=True, repr=iso_repr)
    until: date = field(converter=_day, kw_only=True, repr=iso_repr)
    _held: frozenset[date] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if self.until < self.since:
            raise InvalidValue("until", self.until.isoformat(), f"the days begin on {self.since}")
        for holiday in self.days:
            if not self.covers(holiday):
                allowed = f"the holidays are those from {self.since} to {self.until}"
                raise InvalidValue("days", holiday.isoformat(), allowed, "widen since and until")
        object.__setattr__(self, "_held", frozenset(self.days))

    @classmethod
    def told_by(
        cls, calendar: KnowsHolidays, *, since: date | str, until: date | str
    ) -> "Holidays":
        """The holidays that a calendar of any kind tells, for the days ``since`` to ``until``.

        It is asked once for each of these days; what it answers later changes nothing.

        Example:
            >>> shop = {date(2026, 12, 25), date(2027, 12, 25)}
            >>> Holidays.told_by(shop, since="2026-12-01", until="2026-12-31").days
            (datetime.date(2026, 12, 25),)
        """
        first, last = _day(since), _day(until)
        days = (date.fromordinal(x) for x in range(first.toordinal(), last.toordinal() + 1))
        return cls([x for x in days if x in calendar], since=first, until=last)

    def holds(self, day: date) -> bool:
        """Is this day one of the holidays?"""
        return day in self._held

    def covers(self, day: date) -> bool:
        """Is it known whether this day is a holiday?"""
        return self.since <= day <= self.until


def _weekdays(value: Iterable[Weekday | str]) -> tuple[Weekday, ...]:
    found = several("weekdays", value, object, "days of the week are Weekday")
    named = {Weekday.read("weekdays", x) for x in found}
    return tuple(x for x in WEEK if x in named)


def _place(value: Place | str | None) -> Place | None:
    return None if value is None else Place.read("holidays", value)


def _extra(value: Iterable[ExtraDay]) -> tuple[ExtraDay, ...]:
    return several("extra", value, ExtraDay, "say ExtraDay(month=6, day=5)")


@frozen(weakref_slot=False)
class NonDays:
    """Days on which nobody works: days of the week, and the holidays of a place, if one is named.

    ``extra`` are days that recur and that no table of public holidays has, such as an eve that a
    statute treats like one.

    Example:
        >>> NonDays(["saturday", "sunday"], holidays="customer").holidays
        Place.CUSTOMER
    """

    weekdays: tuple[Weekday, ...] = field(default=(), converter=_weekdays)
    holidays: Place | None = field(default=None, converter=_place, kw_only=True)
    extra: tuple[ExtraDay, ...] = field(default=(), converter=_extra, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if len(self.weekdays) == len(WEEK):
            raise InvalidValue("weekdays", self.weekdays, "at least one day of the week is worked")
        if not (self.weekdays or self.holidays or self.extra):
            raise InvalidValue("weekdays", self.weekdays, "name days of the week, or holidays")

    def holds(self, day: date, holidays: Holidays | None) -> bool:
        """Is this day one of them, by the holidays that are known?

        Example:
            >>> NonDays(["sunday"], extra=[ExtraDay(easter=-2)]).holds(date(2026, 4, 3), None)
            True
        """
        if WEEK[day.weekday()] in self.weekdays or any(x.on(day.year) == day for x in self.extra):
            return True
        return self.holidays is not None and holidays is not None and holidays.holds(day)

    def could_hold(self, day: date, holidays: Holidays | None) -> bool:
        """Could this day be one of them, since nobody told the holidays of that time?"""
        return self.holidays is not None and not (holidays is not None and holidays.covers(day))

    def next_worked(self, day: date, holidays: Holidays | None) -> date:
        """The first day from a day on that is none of them, by the holidays that are known.

        Example:
            >>> NonDays(["sunday"]).next_worked(date(2026, 2, 22), None)
            datetime.date(2026, 2, 23)
        """
        while self.holds(day, holidays):
            day = days_after(day, 1)
        return day

    def next_worked_at_latest(self, day: date, holidays: Holidays | None) -> date:
        """The same, however many of the days are holidays of which nobody told.

        Counting: of those in a row two weeks at most, since no place has more.

        Example:
            >>> official = NonDays(["sunday"], holidays="customer")
            >>> official.next_worked_at_latest(date(2026, 2, 23), None)
            datetime.date(2026, 3, 9)
        """
        end = days_after(day, _LONGEST_RUN)
        while self.holds(day, holidays) or (day < end and self.could_hold(day, holidays)):
            day = days_after(day, 1)
        return day


@frozen(weakref_slot=False)
class Rolled:
    """Where a last day has moved to, and whether holidays that nobody gave could move it on."""

    last_day: date
    needs_holidays: bool


@frozen(weakref_slot=False)
class Roll:
    """A last day that is among these moves to the next day that is not.

    Raises:
        InvalidValue: asked where it moves to, and no calendar has that day any more.

    Example:
        >>> weekend = Roll(NonDays(["saturday", "sunday"]))
        >>> weekend.rolled(date(2026, 2, 22), None).last_day
        datetime.date(2026, 2, 23)
    """

    over: NonDays
    by: Citation | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        instance("over", self.over, NonDays, "a roll is over NonDays")
        check_source(self.by)

    def rolled(self, nominal: date, holidays: Holidays | None) -> Rolled:
        """On which day does a period end whose count ends on the nominal day?"""
        last = self.over.next_worked(nominal, holidays)
        return Rolled(last, self.over.could_hold(last, holidays))
