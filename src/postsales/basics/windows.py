"""Windows and deadlines: concrete spans of time, and the last day on which a thing can be done."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from attrs import field, frozen

from postsales.basics._checks import day, day_repr
from postsales.basics._errors import InvalidValue
from postsales.basics.durations import Days
from postsales.basics.moments import (
    Moment,
    as_pendulum,
    days_later,
    instant,
    iso_repr,
    local_day,
    zone_key,
)

if TYPE_CHECKING:
    import pendulum

__all__ = ["Counted", "Deadline", "Window"]


def _opens(value: Moment) -> datetime:
    return instant(value, "opens")


def _closes(value: Moment) -> datetime:
    return instant(value, "closes")


@frozen(weakref_slot=False)
class Window:
    """A span of time that holds its first instant and not its last: ``[opens, closes)``.

    Windows are equal when both instants and the zone are. They have no order.

    Raises:
        InvalidValue: the window closes before it opens.

    Example:
        >>> window = Window("2026-03-05T12:00Z", "2026-04-04T22:00Z", zone="Europe/Berlin")
        >>> window.holds("2026-04-04T21:59Z"), window.holds("2026-04-04T22:00Z")
        (True, False)
        >>> window.extended(Days(15)).last_day
        datetime.date(2026, 4, 19)
    """

    opens: datetime = field(converter=_opens, repr=iso_repr)
    closes: datetime = field(converter=_closes, repr=iso_repr)
    zone: str = field(kw_only=True)

    def __attrs_post_init__(self) -> None:
        zone_key(self.zone)
        if self.closes < self.opens:
            allowed = f"a window closes at or after it opens ({self.opens.isoformat()})"
            raise InvalidValue("closes", self.closes.isoformat(), allowed)

    def holds(self, at: Moment) -> bool:
        """Is this instant inside the window? The opening is, the closing is not."""
        return self.opens <= instant(at) < self.closes

    @property
    def last_day(self) -> date:
        """The local day that holds the last instant of the window."""
        return local_day(_just_before(self.closes), self.zone)

    def extended(self, extra: Days) -> "Window":
        """The same window with more local days at its end."""
        closes = days_later(self.closes, extra.count, self.zone)
        return Window(self.opens, closes, zone=self.zone)


def _just_before(at: datetime) -> datetime:
    return at - at.resolution


def _day(value: date | str) -> date:
    return day("day", value)


def _last_day(value: date | str) -> date:
    return day("last_day", value)


def _ends_at(value: Moment) -> datetime:
    return instant(value, "ends_at")


@frozen(weakref_slot=False)
class Counted:
    """One step of counting a deadline: what was counted, and the day that it led to."""

    what: str
    day: date = field(converter=_day, repr=day_repr)


@frozen(weakref_slot=False)
class Deadline:
    """Until when? The last day, the instant at which it is over, and how that was counted.

    Counting: ``last_day`` is the last local day on which it is still in time; ``ends_at`` is the
    first instant at which it is too late. ``trace`` starts with the day that starts the count.

    Example:
        >>> from postsales.basics.periods import deadline
        >>> found = deadline(instant("2026-03-05T11:30Z"), Days(30), "Europe/Berlin")
        >>> found.last_day, found.ends_at.isoformat()
        (datetime.date(2026, 4, 4), '2026-04-04T22:00:00+00:00')
    """

    last_day: date = field(converter=_last_day, repr=day_repr)
    ends_at: datetime = field(converter=_ends_at, repr=iso_repr)
    zone: str = field(kw_only=True)
    trace: tuple[Counted, ...] = field(default=(), kw_only=True)

    def local(self, zone: str) -> "pendulum.DateTime":
        """The end of the deadline on the clocks of a zone."""
        return as_pendulum(self.ends_at, zone)
