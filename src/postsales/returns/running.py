"""Which window runs for some units, since when, until when?

A special window beats the standard one; of several specials the longest counts. A window starts
with the first event of its chain that has happened to these units.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from attrs import frozen

from postsales.basics.events import Event
from postsales.basics.periods import closing, shifted
from postsales.basics.quantities import FrozenMap, Quantities
from postsales.orders.events import Placed
from postsales.orders.order import Order

if TYPE_CHECKING:
    from postsales.returns.case import ReturnCase
    from postsales.returns.windows import ReturnWindow, Since

__all__ = ["chosen", "first_events", "longest", "running", "started", "started_by"]


@frozen(weakref_slot=False)
class Running:
    """A window that has started for some units."""

    window: "ReturnWindow"
    start: datetime
    closes: datetime


def chosen(case: "ReturnCase") -> "tuple[ReturnWindow, ...]":
    """The windows that apply: all special ones that cover the line, else the standard one."""
    terms = case.asking.terms
    if terms.special_windows:
        line, order = case.line, case.asking.order
        special = [x for x in terms.special_windows if x.applies_to.covers(line, order)]
        if special:
            return tuple(special)
    return (terms.window,)


def running(case: "ReturnCase") -> list[Running]:
    """The windows that apply and have started."""
    if case.lot is None:
        return []
    zone = case.terms.zone
    starts = ((window, started(case, window)) for window in chosen(case))
    return [
        Running(window, start, closing(start, window.length, zone))
        for window, start in starts
        if start is not None
    ]


def longest(case: "ReturnCase") -> Running | None:
    """The window that closes last, of those that have started."""
    return max(running(case), key=lambda x: x.closes, default=None)


def started(case: "ReturnCase", window: "ReturnWindow") -> datetime | None:
    """When did this window start for these units? None while none of its events has happened."""
    for since in window.since:
        at = _happened(case, since)
        if at is not None:
            return shifted(at, since.plus, case.terms.zone) if since.plus.count else at
    return None


def started_by(case: "ReturnCase", window: "ReturnWindow") -> "Since | None":
    """What started this window for these units? None while none of its events has happened."""
    return next((x for x in window.since if _happened(case, x) is not None), None)


def _happened(case: "ReturnCase", since: "Since") -> datetime | None:
    if since.of_lot:
        at: datetime | None = getattr(case.lot, since.of_lot)
        return at
    if since.event is Placed:
        return case.order.placed_at
    first = case.asking.first[since.event]
    found = [first[line] for line in (case.line_id, EVERY_LINE) if line in first]
    return min(found, default=None)


EVERY_LINE = ""


def first_events(
    order: Order, events: Iterable[type[Event]], known_at: datetime
) -> FrozenMap[type[Event], FrozenMap[str, datetime]]:
    """When did each of these events first happen to each line, or to all of them at once?"""
    found: dict[type[Event], dict[str, datetime]] = {event: {} for event in events}
    for event in order.history if found else ():
        for kind, first in found.items():
            if isinstance(event, kind) and event.at <= known_at:
                units = getattr(event, "units", None)
                for line in units if isinstance(units, Quantities) else (EVERY_LINE,):
                    first[line] = min(event.at, first.get(line, event.at))
    return FrozenMap({event: FrozenMap(first) for event, first in found.items()})
