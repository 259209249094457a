"""Seasons: sales, or deliveries, of certain days."""

from datetime import date, datetime

from attrs import field, frozen

from postsales.basics._checks import day
from postsales.basics._errors import InvalidValue
from postsales.basics.events import Event
from postsales.basics.moments import iso_repr, local_day
from postsales.basics.selectors import class_name
from postsales.orders.events import Delivered, Placed, Shipped

__all__ = ["Season"]

_OF = (Placed, Shipped, Delivered)


def _first_day(value: date | str) -> date:
    return day("first_day", value)


def _last_day(value: date | str) -> date:
    return day("last_day", value)


@frozen(weakref_slot=False)
class Season:
    """Days of which a sale is, or the shipping or delivery of its units.

    Counting: both days are in it; they are days of the zone of the terms.

    Raises:
        InvalidValue: it ends before it begins; ``of`` is not Placed, Shipped or Delivered.

    Example:
        >>> christmas = Season("2026-11-01", "2026-12-24")
        >>> christmas.first_day, christmas.of.__name__
        (datetime.date(2026, 11, 1), 'Placed')
    """

    first_day: date = field(converter=_first_day, repr=iso_repr)
    last_day: date = field(converter=_last_day, repr=iso_repr)
    of: type[Event] = field(default=Placed, repr=class_name, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.last_day < self.first_day:
            allowed = f"a season ends on or after the day that it begins ({self.first_day})"
            raise InvalidValue("last_day", self.last_day.isoformat(), allowed)
        if self.of not in _OF:
            allowed = "a season is one of sales (Placed), of shipping (Shipped) or of Delivered"
            raise InvalidValue("of", getattr(self.of, "__name__", self.of), allowed)

    def holds(self, at: datetime, zone: str) -> bool:
        """Is this instant on one of the days of the season?"""
        return self.first_day <= local_day(at, zone) <= self.last_day
