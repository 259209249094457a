"""Return windows: how long may be returned, counted from which event, for which lines."""

from collections.abc import Iterable
from typing import cast

from attrs import field, frozen

from postsales.basics._checks import instance, several
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics.citations import Citation
from postsales.basics.durations import Days, Hours, Length, Months, Weeks, Years
from postsales.basics.events import Event, Happened
from postsales.orders.events import Delivered, Refunded, Shipped
from postsales.orders.scope import EVERYTHING, Everything, Scope

__all__ = ["ReturnWindow", "Since", "check_scope"]

_LENGTH = "a length is Days, Weeks, Months, Years or Hours"
# The events whose instant every unit knows of itself, and where it stands in its lot.
_EXACTLY = (Shipped, Delivered)
_NO_START = (Event, Happened, Refunded)
_OF_LOT: dict[type[Event], str] = {Delivered: "delivered_at", Shipped: "shipped_at"}


def _class_name(value: type[Event]) -> str:
    return value.__name__


@frozen(weakref_slot=False)
class Since:
    """An event that starts a window, and how long after it the count begins.

    Example:
        >>> from postsales import Shipped
        >>> Since(Shipped, plus=Days(5)).plus
        Days(5)
    """

    event: type[Event] = field(repr=_class_name)
    plus: Length = field(default=Days(0), kw_only=True)
    of_lot: str = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if not (isinstance(self.event, type) and issubclass(self.event, Event)):
            raise WrongType("since", self.event, "a window starts with a class of events")
        below = issubclass(self.event, _EXACTLY) and self.event not in _EXACTLY
        if self.event in _NO_START or below:
            allowed = "a window starts with Placed, Paid, Shipped, Delivered or a host's own event"
            raise InvalidValue("since", self.event.__name__, allowed, "name that very class")
        instance("plus", self.plus, (Days, Weeks, Months, Years, Hours), _LENGTH)
        object.__setattr__(self, "of_lot", _OF_LOT.get(self.event, ""))


_Start = type[Event] | Since


def _since(value: _Start | Iterable[_Start]) -> tuple[Since, ...]:
    some = (value,) if isinstance(value, type | Since) else value
    starts = several("since", some, object, "a window starts with a class of events")
    return tuple(x if isinstance(x, Since) else Since(cast("type[Event]", x)) for x in starts)


def check_scope(applies_to: Scope | Everything, by: Citation | None) -> None:
    """A scope is one, and a source is a Citation."""
    instance("applies_to", applies_to, (Scope, Everything), "say which lines by a Scope")
    if by is not None:
        instance("by", by, Citation, "a source is a Citation")


@frozen(weakref_slot=False)
class ReturnWindow:
    """How long may be returned, counted from which event, for which lines.

    ``since`` names start events in order: the first that has happened counts. When none has, the
    answer is *refer*.

    Counting: calendar lengths count whole local days of the terms' zone after the day of the start.

    Example:
        >>> from postsales import Delivered, Refunded, Shipped
        >>> ReturnWindow(Days(30), since=(Delivered, Since(Shipped, plus=Days(5)))).length
        Days(30)
    """

    length: Length
    since: tuple[Since, ...] = field(converter=_since, kw_only=True)
    applies_to: Scope | Everything = field(default=EVERYTHING, kw_only=True)
    by: Citation | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        instance("length", self.length, (Days, Weeks, Months, Years, Hours), _LENGTH)
        check_scope(self.applies_to, self.by)
        if not self.since:
            raise InvalidValue("since", self.since, "a window starts with at least one event")
