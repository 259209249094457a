"""Time that does not count for a line: while goods are being repaired, a window stands still."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from postsales.basics.events import Event
from postsales.basics.pauses import Span, stood_still
from postsales.basics.quantities import FrozenMap, Quantities
from postsales.basics.selectors import During
from postsales.orders.lines import Line

if TYPE_CHECKING:
    from postsales.orders.order import Order

__all__ = ["Pauses", "pauses"]

Pauses = FrozenMap[str, tuple[Span, ...]]
"""The time that does not count, by line."""


def pauses(
    order: "Order", lines: Iterable[Line], tolled_by: Iterable[During], known_at: datetime
) -> Pauses:
    """The time that does not count for each line, one after the other."""
    known = [x for x in order.history if x.at <= known_at]
    found: dict[str, tuple[Span, ...]] = {}
    for line in lines:
        about = [event for event in known if _concerns(event, line.id)]
        if spans := stood_still(tolled_by, about):
            found[line.id] = spans
    return FrozenMap(found)


def _concerns(event: Event, line: str) -> bool:
    units = getattr(event, "units", None)
    return not isinstance(units, Quantities) or line in units
