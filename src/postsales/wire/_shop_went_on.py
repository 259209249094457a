"""What goes on that an order of Shopify knows already: a refund is pending, fails, is made anew.

A history keeps what was told, and of one instant what failed comes last. Rules of this file: what
is told of a refund later happened later; by its transactions where they say so, or else by the
smallest step there is. Told again, a refund keeps the time that it has.
"""

from collections.abc import Container, Iterable
from datetime import datetime, timedelta

from attrs import evolve

from postsales.basics.events import Event
from postsales.orders.events import Refunded, RefundStatus
from postsales.orders.fold import time_key
from postsales.orders.order import Order
from postsales.wire._shop_moved import ToldMove

_STEP = timedelta(microseconds=1)


def went_on(order: Order, ref: str, moves: Iterable[ToldMove], event: Refunded) -> Iterable[Event]:
    """A refund of these transactions, after what the order knows of it."""
    tellings = [x for x in order.history if isinstance(x, Refunded) and x.ref == ref]
    if not tellings:
        return (event,)
    latest = max(tellings, key=time_key)
    later = max((next_free(latest.at, {latest.at}), *(move.at for move in moves)))
    failed = RefundStatus.FAILED
    if latest.status is failed and event.status is not failed:
        return (evolve(event, at=later),)
    if latest.tells_the_same(event.continuing(latest)):
        return (evolve(event, at=max(event.at, latest.at)),)
    if latest.status is RefundStatus.PENDING and event.status is not failed:
        # Some of its transactions failed: it goes on with the others.
        return (latest.told(failed, at=latest.at), evolve(event, at=later))
    return (event,)


def next_free(at: datetime, taken: Container[datetime]) -> datetime:
    """An instant at which nothing was told, or the first such after it."""
    while at in taken:
        at += _STEP
    return at
