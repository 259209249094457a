"""What starts a count of days for units of an order, and when that was.

A count starts with the first event of a chain that has happened to the units: their own delivery or
shipping, the sale, or the first of another kind that concerns their line.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import cast

from attrs import field, frozen

from postsales.basics._checks import instance, several
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics.durations import Days, Hours, Length, Months, Weeks, Years
from postsales.basics.events import Event, Happened
from postsales.basics.periods import shifted
from postsales.basics.quantities import FrozenMap, Quantities
from postsales.orders.events import Delivered, Placed, Refunded, Shipped
from postsales.orders.order import Order
from postsales.orders.units import Lot

__all__ = ["Since"]

LENGTH = "a length is Days, Weeks, Months, Years or Hours"
# The events whose instant every unit knows of itself, and where it stands in its lot.
_OF_LOT: dict[type[Event], str] = {Delivered: "delivered_at", Shipped: "shipped_at"}


_EXACTLY = (Shipped, Delivered)
_NO_START = (Event, Happened, Refunded)


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
        instance("plus", self.plus, (Days, Weeks, Months, Years, Hours), LENGTH)
        object.__setattr__(self, "of_lot", _OF_LOT.get(self.event, ""))


Start = type[Event] | Since


def starts(value: Start | Iterable[Start]) -> tuple[Since, ...]:
    """The events that can start a count, in the order in which they are tried."""
    some = (value,) if isinstance(value, type | Since) else value
    found = several("since", some, object, "a window starts with a class of events")
    return tuple(x if isinstance(x, Since) else Since(cast("type[Event]", x)) for x in found)


EVERY_LINE = ""
First = FrozenMap[type[Event], FrozenMap[str, datetime]]
"""When events of some kinds first happened, by line."""


def first_events(order: Order, events: Iterable[type[Event]], known_at: datetime) -> First:
    """When did each of these events first happen to each line, or to all of them at once?"""
    found: dict[type[Event], dict[str, datetime]] = {event: {} for event in events}
    for event in order.history if found else ():
        for kind, first in found.items():
            if isinstance(event, kind) and event.at <= known_at:
                units = getattr(event, "units", None)
                for line in units if isinstance(units, Quantities) else (EVERY_LINE,):
                    first[line] = min(event.at, first.get(line, event.at))
    return FrozenMap({event: FrozenMap(first) for event, first in found.items()})


def not_of_lots(chains: Iterable[Iterable[Since]]) -> tuple[type[Event], ...]:
    """The events that start a count and are told neither by the sale nor by lots, each once."""
    named = dict.fromkeys(since.event for chain in chains for since in chain)
    return tuple(event for event in named if event is not Placed and event not in _OF_LOT)


def happened(
    since: Since, line: str, lot: Lot | None, order: Order, first: First
) -> datetime | None:
    """When did this event happen to these units? None while it has not, or nobody knows."""
    if since.of_lot:
        at: datetime | None = getattr(lot, since.of_lot)
        return at
    if since.event is Placed:
        return order.placed_at
    known = first[since.event]
    return min((known[x] for x in (line, EVERY_LINE) if x in known), default=None)


def begun(since: Since, at: datetime, zone: str) -> datetime:
    """When does the count begin, of an event that happened at an instant?"""
    return shifted(at, since.plus, zone) if since.plus.count else at
