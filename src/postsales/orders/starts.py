"""What starts a count of days for units of an order, and when that was.

A count starts with the first event of a chain that has happened to the units: their own delivery or
shipping, the sale, or the first of another kind that concerns their line. ``First`` and ``Last``
look at all lines that the same window is for.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import cast

from attrs import field, frozen

from postsales.basics._checks import instance, several
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics.durations import Days, Hours, Length, Months, Weeks, Years
from postsales.basics.events import Event, Happened
from postsales.basics.periods import shifted
from postsales.basics.quantities import FrozenMap, Quantities
from postsales.basics.selectors import First, Last, class_name
from postsales.orders.events import Delivered, Placed, Refunded, Shipped
from postsales.orders.order import Order, told_once
from postsales.orders.position import Position
from postsales.orders.units import Lot, Units

__all__ = ["Since"]

LENGTH = "a length is Days, Weeks, Months, Years or Hours"


def check_length(name: str, value: object) -> None:
    """A length is one, in any kind of time.

    Raises:
        WrongType: it is something else.
    """
    instance(name, value, (Days, Weeks, Months, Years, Hours), LENGTH)


# The events whose instant every unit knows of itself, and where it stands in its lot.
_OF_LOT: dict[type[Event], str] = {Delivered: "delivered_at", Shipped: "shipped_at"}


_EXACTLY = (Shipped, Delivered)
_NO_START = (Event, Happened, Refunded)


def _event_repr(value: type[Event] | First | Last) -> str:
    return class_name(value) if isinstance(value, type) else repr(value)


@frozen(weakref_slot=False)
class Since:
    """An event that starts a window, and how long after it the count begins.

    A class of events is that of each unit: its own parcel, or what happened to its line or to the
    order. ``First`` and ``Last`` are about all lines that the window is for.

    Example:
        >>> from postsales import Shipped
        >>> Since(Shipped, plus=Days(5)).plus
        Days(5)
    """

    event: type[Event] | First | Last = field(repr=_event_repr)
    plus: Length = field(default=Days(0), kw_only=True)
    kind: type[Event] = field(init=False, eq=False, repr=False)
    of_lot: str = field(init=False, eq=False, repr=False)
    selects: bool = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        selects = isinstance(self.event, First | Last)
        kind = self.event.event if isinstance(self.event, First | Last) else self.event
        telling("since", kind)
        check_length("plus", self.plus)
        object.__setattr__(self, "kind", kind)
        object.__setattr__(self, "selects", selects)
        object.__setattr__(self, "of_lot", "" if selects else _OF_LOT.get(kind, ""))


def telling(field: str, kind: object) -> type[Event]:
    """A class of events that happens to units once, so that terms can ask since when.

    Raises:
        WrongType: no class of events.
        InvalidValue: one that is about money, or below Shipped or Delivered.
    """
    found = cast("type[object]", kind) if isinstance(kind, type) else object
    if not issubclass(found, Event):
        raise WrongType(field, kind, "a class of events is needed")
    below = issubclass(found, _EXACTLY) and found not in _EXACTLY
    if found in _NO_START or below:
        allowed = "a window starts with Placed, Paid, Shipped, Delivered or a host's own event"
        raise InvalidValue(field, found.__name__, allowed, "name that very class")
    return found


Start = type[Event] | First | Last | Since


def starts(value: Start | Iterable[Start]) -> tuple[Since, ...]:
    """The events that can start a count, in the order in which they are tried."""
    some = (value,) if isinstance(value, type | First | Last | Since) else value
    found = several("since", some, object, "say which class of events starts it, such as Delivered")
    return tuple(x if isinstance(x, Since) else Since(cast("type[Event]", x)) for x in found)


EVERY_LINE = ""
FirstEvents = FrozenMap[type[Event], FrozenMap[str, datetime]]
"""When events of some kinds first happened, by line."""


def first_events(order: Order, events: Iterable[type[Event]], known_at: datetime) -> FirstEvents:
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
    named = dict.fromkeys(x.kind for chain in chains for x in chain if not x.selects)
    return tuple(event for event in named if event is not Placed and event not in _OF_LOT)


def happened(
    since: Since, line: str, lot: Lot | None, order: Order, first: FirstEvents
) -> datetime | None:
    """When did this event happen to these units? None while it has not, or nobody knows."""
    if since.of_lot:
        at: datetime | None = None if lot is None else getattr(lot, since.of_lot)
        return at
    if since.kind is Placed:
        return order.placed_at
    known = first[since.kind]
    return min((known[x] for x in (line, EVERY_LINE) if x in known), default=None)


@frozen(weakref_slot=False)
class Selected:
    """When an event that ``First`` or ``Last`` selects happened to the lines of a window.

    ``at`` is None while it has not; ``is_due`` says that it is still to come, and without that
    nobody knows when it was. ``can_be_later`` says that it happened to some units and nobody said
    when, so that ``at`` is only the last that is known.
    """

    at: datetime | None
    is_due: bool
    can_be_later: bool = False


def selected(
    since: Since, lines: frozenset[str], order: Order, position: Position, known_at: datetime
) -> Selected:
    """When did the selected event happen, of those that concern these lines?

    The last shipping or delivery is known once no unit of the lines is waiting for one; of other
    events it is the latest so far.
    """
    if since.kind is Placed:
        return Selected(order.placed_at, is_due=False)
    times = [x.at for x in order.history if x.at <= known_at and _concerns(x, since.kind, lines)]
    waiting = _WAITING.get(since.kind)
    due = any(waiting(position.units(x)) for x in lines) if waiting is not None else not times
    unseen = _happened_unseen(since.kind, lines, order, position, known_at)
    if isinstance(since.event, First):
        # What was shipped without a word is no start that is still to come.
        return Selected(min(times, default=None), is_due=due and not times and not unseen)
    if due:
        return Selected(None, is_due=True)
    return Selected(max(times, default=None), is_due=False, can_be_later=unseen)


def _happened_unseen(
    kind: type[Event],
    lines: frozenset[str],
    order: Order,
    position: Position,
    known_at: datetime,
) -> bool:
    """Were more units of any of the lines shipped, or delivered, than anybody told?"""
    happened_to = _HAPPENED.get(kind)
    if happened_to is None:
        return False
    told: Counter[str] = Counter()
    for event in told_once(x for x in order.history if x.at <= known_at):
        if isinstance(event, Shipped | Delivered) and isinstance(event, kind):
            told.update(event.units)
    return any(happened_to(position.units(x)) > told[x] for x in lines)


def _concerns(event: Event, kind: type[Event], lines: frozenset[str]) -> bool:
    if not isinstance(event, kind):
        return False
    units = getattr(event, "units", None)
    return not isinstance(units, Quantities) or any(line in lines for line in units)


def _to_ship(units: Units) -> int:
    return units.to_ship


def _to_deliver(units: Units) -> int:
    return units.to_deliver


def _has_left(units: Units) -> int:
    return units.has_left


def _has_arrived(units: Units) -> int:
    return units.has_arrived


_WAITING: dict[type[Event], Callable[[Units], int]] = {Shipped: _to_ship, Delivered: _to_deliver}
_HAPPENED: dict[type[Event], Callable[[Units], int]] = {Shipped: _has_left, Delivered: _has_arrived}


def begun(since: Since, at: datetime, zone: str) -> datetime:
    """When does the count begin, of an event that happened at an instant?"""
    return shifted(at, since.plus, zone) if since.plus.count else at
