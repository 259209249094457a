"""Windows and deadlines: concrete spans of time, and the last day on which a thing can be done."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from attrs import Factory, field, frozen

from postsales.basics._checks import day, instance, pairs, several, text, texts
from postsales.basics._errors import InvalidValue
from postsales.basics.citations import Citation
from postsales.basics.durations import Days, days_after
from postsales.basics.moments import (
    Moment,
    as_pendulum,
    day_start,
    days_later,
    in_utc,
    instant,
    iso_repr,
    local_day,
    zone_key,
)
from postsales.basics.quantities import FrozenMap

if TYPE_CHECKING:
    import pendulum

__all__ = ["Counted", "Deadline", "LegalDeadline", "Window"]


def _opens(value: Moment) -> datetime:
    return in_utc(value, "opens")


def _closes(value: Moment) -> datetime:
    return in_utc(value, "closes")


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
        instance("extra", extra, Days, "a window is extended by Days")
        closes = days_later(self.closes, extra.count, self.zone)
        return Window(self.opens, closes, zone=self.zone)


def _just_before(at: datetime) -> datetime:
    return at - at.resolution


def _day(value: date | str) -> date:
    return day("day", value)


def _ends_at(value: Moment) -> datetime:
    return in_utc(value, "ends_at")


@frozen(weakref_slot=False)
class Counted:
    """One step of counting a deadline: what was counted, the day that it led to, and by which rule.

    Example:
        >>> Counted("14 days", "2026-03-23", by=Citation("An Act", "§ 4")).day
        datetime.date(2026, 3, 23)
    """

    what: str
    day: date = field(converter=_day, repr=iso_repr)
    by: Citation | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        text("what", self.what)
        if self.by is not None:
            instance("by", self.by, Citation, "a source is a Citation")


def _trace(value: Iterable[Counted]) -> tuple[Counted, ...]:
    return several("trace", value, Counted, "a trace is made of Counted steps")


def _without_roll(deadline: "Deadline") -> date:
    return deadline.last_day


@frozen(weakref_slot=False)
class Deadline:
    """Until when? The last day, the instant at which it is over, and how that was counted.

    Counting: ``last_day`` is the last local day on which it is still in time; ``ends_at`` is the
    first instant at which it is too late. ``nominal_day`` is where the count alone ends, before a
    roll. ``needs_holidays`` says that the last day may be a holiday, which would move it on, and
    nobody gave the holidays of that time. ``trace`` starts with the day that starts the count.

    Example:
        >>> from postsales.basics.periods import deadline
        >>> found = deadline(instant("2026-03-05T11:30Z"), Days(30), "Europe/Berlin")
        >>> found.last_day, found.ends_at.isoformat()
        (datetime.date(2026, 4, 4), '2026-04-04T22:00:00+00:00')
    """

    last_day: date = field(converter=_day, repr=iso_repr)
    ends_at: datetime = field(converter=_ends_at, repr=iso_repr)
    zone: str = field(kw_only=True)
    nominal_day: date = field(
        default=Factory(_without_roll, takes_self=True),
        converter=_day,
        repr=iso_repr,
        kw_only=True,
    )
    needs_holidays: bool = field(default=False, kw_only=True)
    trace: tuple[Counted, ...] = field(default=(), converter=_trace, kw_only=True)

    def ending(self, at: datetime) -> "Deadline":
        """The deadline that ends at another instant, since a rule other than the count says so."""
        last_day = local_day(_just_before(at), self.zone)
        step = Counted("another rule ends it", last_day)
        return Deadline(last_day, at, zone=self.zone, trace=(*self.trace, step))

    def local(self, zone: str) -> "pendulum.DateTime":
        """The end of the deadline on the clocks of a zone."""
        return as_pendulum(self.ends_at, zone)


def _readings(value: Mapping[str, date]) -> FrozenMap[str, date]:
    return FrozenMap({text("readings", x): day("readings", y) for x, y in pairs("readings", value)})


def _assumed(value: Iterable[str]) -> tuple[str, ...]:
    return texts("assumed", value)


@frozen(weakref_slot=False)
class LegalDeadline(Deadline):
    """Until when by statute? With every reading of the text, and what was taken for granted.

    ``nominal_day`` is where the count alone ends and ``legal_day`` where it ends by the usual
    reading of the text, holidays and all. ``last_day`` and ``ends_at`` are those of the safe day:
    the latest reading of a right, the earliest of a duty. Decide rights and plan duties by it; call
    somebody late only by the legal day. ``assumed`` names what nobody told.

    Example:
        >>> found = LegalDeadline(
        ...     "2026-03-23", "2026-03-23T23:00Z", zone="Europe/Berlin",
        ...     nominal_day="2026-03-22", legal_day="2026-03-23", assumed=["informed"],
        ... )
        >>> found.legal_day.isoformat(), found.assumed
        ('2026-03-23', ('informed',))
    """

    legal_day: date = field(converter=_day, repr=iso_repr, kw_only=True)
    readings: FrozenMap[str, date] = field(
        default=FrozenMap[str, date]({}), converter=_readings, kw_only=True
    )
    assumed: tuple[str, ...] = field(default=(), converter=_assumed, kw_only=True)

    @property
    def legal_ends_at(self) -> datetime:
        """The first instant after the legal day: from then on it is late."""
        return day_start(self.zone, days_after(self.legal_day, 1))
