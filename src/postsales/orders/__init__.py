"""Orders: the facts that every other part reads.

An ``Order`` is what was agreed (lines, charges, customer, market, channel) and, below it, what has
happened since (``history``, one event per fact). ``order.position(at=...)`` folds the history up to
an instant and says where every unit and every cent is; ``order.after(event)`` adds a fact.

======================= ==========================================================================
word                    meaning
======================= ==========================================================================
line                    some units of one thing, sold together at one price
charge                  something paid for the order as a whole, such as shipping
tender                  one means of payment
position                where units and money are, as of an instant
lot                     units of a line that came in one parcel
pool                    payments that paid several orders together
======================= ==========================================================================

Example:
    >>> from postsales import EUR, Delivered, Line, Order
    >>> order = Order(
    ...     id="1001",
    ...     placed_at="2026-03-02T10:15+01:00",
    ...     lines=[Line("tee", quantity=3, total=EUR("50.00"))],
    ...     history=[Delivered({"tee": 2}, at="2026-03-05T12:30+01:00")],
    ... )
    >>> order.position(at="2026-03-06T09:00+01:00").units("tee").delivered
    2
"""

from postsales.orders.allocation import Discounted, allocate, discounted
from postsales.orders.shared import pooled

__all__ = ["Discounted", "allocate", "discounted", "pooled"]
