"""Was all paid back that a statute has paid back, and when?

Rules of this file: money counts when it went through, and for what it was given. A refund that
names units pays for them, whatever was taken off; one that names none pays for what it is enough
for, by the prices at which the units were sold.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from attrs import frozen

from postsales.basics.quantities import Quantities
from postsales.orders.events import Refunded, RefundStatus
from postsales.orders.order import Order

__all__ = ["OwedFor", "paid_at", "settled"]


@frozen
class OwedFor:
    """The units for which money goes back, and since when it does."""

    units: Quantities
    since: datetime


def paid_at(order: Order, owed: OwedFor, *, ref: str, now: datetime) -> datetime | None:
    """When was all of it paid, as far as it is known by now? None as long as it is not.

    Refunds of another return than ``ref`` do not count.

    Example:
        See ``duties``, which tells it as ``done_at``.
    """
    left, amount = Counter(owed.units), 0
    for refund in settled(order, now):
        if refund.at < owed.since or refund.return_ref not in ("", ref):
            continue
        if refund.lines:
            left.subtract({x.line: x.units for x in refund.lines})
        else:
            amount += refund.amount.minor
        if amount >= _price(order, left):
            return refund.at
    return None


def settled(order: Order, now: datetime) -> Iterator[Refunded]:
    """The refunds that went through, in order of time.

    Example:
        See ``duties``, which asks whether any of them was one.
    """
    last: dict[object, Refunded] = {}
    for place, x in enumerate(order.history):
        if isinstance(x, Refunded) and x.at <= now:
            key = x.ref or place
            if key not in last or last[key].at <= x.at:
                last[key] = x
    yield from sorted(
        (x for x in last.values() if x.status is RefundStatus.SETTLED), key=lambda x: x.at
    )


def _price(order: Order, left: Counter[str]) -> int:
    """What the units that are left were sold for; a part of a line by its share, rounded down."""
    sold = ((order.line(x), k) for x, k in left.items() if k > 0)
    return sum(line.total.minor * k // line.quantity for line, k in sold)
