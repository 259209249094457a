"""What was found when the goods of a return were looked at."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from postsales.basics.events import Event
from postsales.orders.conditions import Condition
from postsales.orders.order import Order, told_once
from postsales.orders.return_events import ReturnInspected

__all__ = ["Found", "found_in", "found_under"]

Found = Mapping[str, Counter[Condition]]
"""Units that were looked at, by line and condition."""


def found_under(ref: str, order: Order, *, at: datetime) -> Found:
    """The conditions in which units of a return were found, as it is known at an instant.

    Counting: what was found exactly at the instant counts, what was found later does not.

    Example:
        >>> from postsales import EUR, InspectedUnits, Line
        >>> found = ReturnInspected(
        ...     [InspectedUnits("tee", 2, condition="used")], ref="R-1", at="2026-03-25T09:00Z"
        ... )
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15Z",
        ...     lines=[Line("tee", quantity=3, total=EUR("50.00"))], history=[found],
        ... )
        >>> found_under("R-1", order, at=found.at)["tee"]
        Counter({Condition.USED: 2})
    """
    return found_in(told_once(x for x in order.history if x.ref == ref and x.at <= at))


def found_in(told: Iterable[Event]) -> Found:
    """The conditions in which units were found, by what happened to a return.

    Example:
        See ``found_under``, which calls it.
    """
    found: dict[str, Counter[Condition]] = {}
    for event in told:
        if isinstance(event, ReturnInspected):
            for some in event.found:
                found.setdefault(some.line, Counter())[some.condition] += some.units
    return found
