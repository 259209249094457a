"""Services that run or begin at a time: subscriptions, what was paid for of them, appointments.

Rules of this file: days are local days and both ends of a period belong to it. Periods are counted
from the first day of the contract, so that no short month moves the ones after it.
"""

from datetime import date, datetime, timedelta

from attrs import field, frozen

from postsales.basics._checks import day, instance, text
from postsales.basics._errors import Contradictions, InvalidValue
from postsales.basics.durations import Days, Months, Weeks, Years
from postsales.basics.moments import Moment, instant, iso_repr

__all__ = ["Appointment", "ServicePeriod", "Subscription"]

DayLength = Days | Weeks | Months | Years
"""A length that is counted in whole days."""
DAY_LENGTH = "a length in whole days is needed: Days, Weeks, Months or Years"
_ONE = timedelta(days=1)
# Days before and after these can be told, too, whatever is counted from them.
_YEARS = range(1900, 3000)
_MOST_DAYS = {Days: 1, Weeks: 7, Months: 31, Years: 366}


def day_length(name: str, value: object) -> None:
    """A length is counted in days, and no hours.

    Raises:
        WrongType: it is something else.
    """
    instance(name, value, (Days, Weeks, Months, Years), DAY_LENGTH)


def _day_of_service(name: str, value: date | str) -> date:
    found = day(name, value)
    if found.year not in _YEARS:
        raise InvalidValue(name, found, f"a day of {_YEARS[0]} to {_YEARS[-1]} is needed")
    return found


def _starts_on(value: date | str) -> date:
    return _day_of_service("starts_on", value)


def _last_day(value: date | str) -> date:
    return _day_of_service("ends_on", value)


def _ends_on(value: date | str | None) -> date | None:
    return value if value is None else _day_of_service("ends_on", value)


@frozen(weakref_slot=False)
class ServicePeriod:
    """From which day to which day a service runs; both of them belong to it.

    Raises:
        Contradictions: it ends before it begins.

    Example:
        >>> ServicePeriod("2028-02-01", "2028-02-29").days
        29
    """

    starts_on: date = field(converter=_starts_on, repr=iso_repr)
    ends_on: date = field(converter=_last_day, repr=iso_repr)

    def __attrs_post_init__(self) -> None:
        if self.ends_on < self.starts_on:
            says = f"it ends on {self.ends_on}, before it begins"
            raise Contradictions(f"period from {self.starts_on}", [says])

    @property
    def days(self) -> int:
        """How many days it has, the first and the last with them."""
        return (self.ends_on - self.starts_on).days + 1

    def used(self, until: date | str) -> int:
        """How many of its days are over when a last day is."""
        last = day("until", until)
        return min(self.days, max(0, (last - self.starts_on).days + 1))


@frozen(weakref_slot=False)
class Subscription:
    """A contract that runs on from period to period until it is ended.

    ``renews`` is how long a period is, and ``ends_on`` its last day where an end is agreed already.

    Counting: the day on which it starts is the first of the first period. A period of months begins
    on the same day of the month; one that is missing becomes the last day of that month.

    Raises:
        Contradictions: an end more than a day before its start.

    Example:
        >>> monthly = Subscription("2027-01-31", renews=Months(1))
        >>> monthly.period_on("2027-03-30")
        ServicePeriod(starts_on='2027-02-28', ends_on='2027-03-30')
    """

    starts_on: date = field(converter=_starts_on, repr=iso_repr)
    renews: DayLength = field(kw_only=True)
    ends_on: date | None = field(default=None, converter=_ends_on, kw_only=True, repr=iso_repr)

    def __attrs_post_init__(self) -> None:
        day_length("renews", self.renews)
        if not self.renews.count:
            raise InvalidValue("renews", self.renews, "a period has at least one day")
        if self.ends_on is not None and self.ends_on < self.starts_on - _ONE:
            says = f"it ends on {self.ends_on}, before it begins"
            raise Contradictions(f"subscription from {self.starts_on}", [says])

    def period_on(self, on: date | str) -> ServicePeriod:
        """The period that a day is in.

        Raises:
            InvalidValue: a day before the first one, or in a period that ends more than a hundred
                years after it.
        """
        wanted = day("on", on)
        if wanted < self.starts_on:
            raise InvalidValue("on", wanted, f"the first period begins on {self.starts_on}")
        # No period is longer than this, so that the count starts at one that is not too late.
        longest = _MOST_DAYS[type(self.renews)] * self.renews.count
        n = (wanted - self.starts_on).days // longest
        try:
            while self._begins(n + 1) <= wanted:
                n += 1
            return ServicePeriod(self._begins(n), self._begins(n + 1) - _ONE)
        except InvalidValue:
            allowed = f"periods are counted for a hundred years from {self.starts_on}"
            raise InvalidValue("on", wanted, allowed) from None

    def _begins(self, n: int) -> date:
        if not n:
            return self.starts_on
        return type(self.renews)(self.renews.count * n).last_day(self.starts_on)


def _begins_at(value: Moment | None) -> datetime | None:
    return value if value is None else instant(value, "starts_at")


@frozen(weakref_slot=False)
class Appointment:
    """A line that was sold for a time: a visit, a seat, a room. None while nobody knows when.

    Example:
        >>> Appointment("haircut", starts_at="2026-03-13T14:00+01:00").line
        'haircut'
    """

    line: str
    starts_at: datetime | None = field(converter=_begins_at, kw_only=True, repr=iso_repr)

    def __attrs_post_init__(self) -> None:
        text("line", self.line)
