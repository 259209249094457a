"""All of an order: which units a request means that names none.

Rules of this file: every fact of the history counts, since a request has no instant. Whoever asks
about an earlier one takes the order as it was then: ``order.upto(order.ref(at=...))``.
"""

from collections import Counter
from datetime import UTC, datetime

from postsales.basics.quantities import Quantities
from postsales.orders.order import Order
from postsales.orders.position import Position

__all__ = ["all_agreed", "still_there"]

_EVER = datetime.max.replace(tzinfo=UTC)


def all_agreed(order: Order) -> Quantities:
    """All units as they were last agreed: new lines with them, less what changes called off.

    Example:
        >>> from postsales import EUR, Line
        >>> sold = [Line("tee", quantity=3, total=EUR("50.00"))]
        >>> all_agreed(Order(id="1001", placed_at="2026-03-02T10:15+01:00", lines=sold))
        {'tee': 3}
    """
    return _agreed(order.position_at(_EVER))


def still_there(order: Order) -> Quantities:
    """Of all units those that are neither back, called off nor lost; all where none of them is.

    Example:
        >>> from postsales import EUR, Cancelled, Line
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15+01:00",
        ...     lines=[Line("tee", quantity=3, total=EUR("50.00"))],
        ...     history=[Cancelled({"tee": 1}, at="2026-03-02T12:00+01:00")],
        ... )
        >>> still_there(order)
        {'tee': 2}
    """
    position = order.position_at(_EVER)
    units = {line.id: position.units(line.id) for line in position.lines}
    left = {line: x.ordered - x.back for line, x in units.items() if x.ordered > x.back}
    # A request asks for something: what is gone is answered as such.
    return Quantities.trusted(left) if left else _agreed(position)


def _agreed(position: Position) -> Quantities:
    """What was last agreed; what was sold, where changes called all of it off."""
    off = Counter[str]()
    for change in position.changes:
        off.update(change.units)
    sold = {line.id: line.quantity for line in position.lines}
    kept = {line: k - off[line] for line, k in sold.items() if k > off[line]}
    return Quantities(kept or sold)
