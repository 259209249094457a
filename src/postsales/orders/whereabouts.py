"""Where the units of a line are, and which cut-offs they are past, before anything has arrived.

Rules of this file: units that are least far on their way come first. An event that cuts units off
happened to those first that are furthest on their way.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import pairwise
from typing import cast

from attrs import frozen

from postsales.basics._checks import several
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics._words import Word
from postsales.basics.events import Event
from postsales.orders.events import Cancelled, Delivered, Placed, Refunded, Shipped
from postsales.orders.lines import Line
from postsales.orders.order import Order, told_once
from postsales.orders.units import Lot, Units, in_hand

__all__ = ["Whereabouts"]

_CUT_OFF = "a cut-off is a class of events, such as Shipped"


class Whereabouts(Word):
    """Where are units that somebody wants to call off?"""

    OPEN = "open"
    """With the shop, not shipped."""
    IN_TRANSIT = "in_transit"
    """Shipped, and not known to be delivered."""
    DELIVERED = "already_delivered"
    """With the customer."""
    REQUESTED = "already_requested"
    """Reserved by an open return."""
    RETURNED = "already_returned"
    """Came back before."""
    REFUNDED = "already_refunded"
    """The money was given back before."""
    LOST = "lost_in_transit"
    """Lost on the way to the customer."""
    CANCELLED = "already_cancelled"
    """Called off before."""
    NOT_BOUGHT = "more_than_bought"
    """More units than the order has."""


CANCELLABLE = (Whereabouts.OPEN, Whereabouts.IN_TRANSIT)
"""Where units can still be called off, as far as nothing else stands in the way."""


def cut_offs(value: type[Event] | Iterable[type[Event]] | None) -> tuple[type[Event], ...]:
    """The events that end the time in which something can be called off or changed.

    Raises:
        WrongType: something that is no class of events.
        InvalidValue: one that does not happen to units after the sale.
    """
    some = () if value is None else (value,) if isinstance(value, type) else value
    return tuple(dict.fromkeys(_cut_off(x) for x in several("until", some, object, _CUT_OFF)))


def _cut_off(value: object) -> type[Event]:
    found = cast("type[object]", value) if isinstance(value, type) else object
    if not issubclass(found, Event):
        raise WrongType("until", value, _CUT_OFF)
    if found in (Event, Placed, Cancelled, Refunded):
        allowed = "a cut-off is an event that ends the time to cancel, after the order was placed"
        raise InvalidValue("until", value, allowed)
    return found


def of_host(until: Iterable[type[Event]]) -> tuple[type[Event], ...]:
    """The cut-offs that parcels do not tell of.

    Example:
        >>> of_host((Shipped, Delivered))
        ()
    """
    return tuple(x for x in until if x not in (Shipped, Delivered))


@frozen(weakref_slot=False)
class UnitState:
    """Where units are, and which cut-offs they are past."""

    place: Whereabouts
    passed: tuple[type[Event], ...] = ()


BEYOND = UnitState(Whereabouts.NOT_BOUGHT)
"""What is asked for beyond what was bought."""

Told = Mapping[type[Event], list[Event]]


def told(order: Order, kinds: Iterable[type[Event]], at: datetime) -> Told:
    """The events up to an instant that cut units off, by kind.

    Example:
        See ``postsales.cancellations.assess``, which calls it.
    """
    wanted = tuple(kinds)
    known = told_once(x for x in order.history if x.at <= at) if wanted else []
    return {kind: [x for x in known if isinstance(x, kind)] for kind in wanted}


def happened(told: Told, line: Line) -> dict[type[Event], int]:
    """To how many units of a line each cut-off has happened.

    Example:
        See ``postsales.cancellations.assess``, which calls it.
    """
    return {kind: sum(_of_line(x, line) for x in events) for kind, events in told.items()}


def _of_line(event: Event, line: Line) -> int:
    """To how many units of a line an event happened: those that it names, else all of them."""
    units: object = getattr(event, "units", None)
    if not isinstance(units, Mapping):
        return line.quantity
    named: object = cast("Mapping[object, object]", units).get(line.id, 0)
    return max(0, named) if isinstance(named, int) else line.quantity


Stock = tuple[UnitState, int, Lot | None]


def stock(
    units: Units, until: Iterable[type[Event]], happened: Mapping[type[Event], int]
) -> Iterator[Stock]:
    """All units of a line by where they are, those that are least far on their way first.

    Example:
        See ``postsales.cancellations.assess``, which calls it.
    """
    cut_offs = tuple(until)
    # Units were called off as long as they could be, so none of the others was spared for them.
    left = units.ordered - units.cancelled
    free = {event: max(0, left - k) for event, k in happened.items()}
    lots = in_hand(units)
    way = [x for x in lots if x.delivered_at is None]
    place = 0
    for lot, k in ((None, units.cancellable), *((x, x.units) for x in way)):
        edges = sorted({place, place + k, *(x for x in free.values() if place < x < place + k)})
        where = Whereabouts.OPEN if lot is None else Whereabouts.IN_TRANSIT
        for start, end in pairwise(edges):
            passed = tuple(x for x in cut_offs if _is_past(x, lot, start, free))
            yield UnitState(where, passed), end - start, lot
        place += k
    for lot in lots:
        if lot.delivered_at is not None:
            yield UnitState(Whereabouts.DELIVERED), lot.units, lot
    yield UnitState(Whereabouts.REQUESTED), units.reserved, None
    yield UnitState(Whereabouts.RETURNED), units.returned, None
    yield UnitState(Whereabouts.REFUNDED), units.kept, None
    yield UnitState(Whereabouts.LOST), units.lost, None
    yield UnitState(Whereabouts.CANCELLED), units.cancelled, None


def _is_past(
    event: type[Event], lot: Lot | None, place: int, free: Mapping[type[Event], int]
) -> bool:
    if event is Shipped:
        return lot is not None
    return event in free and place >= free[event]
