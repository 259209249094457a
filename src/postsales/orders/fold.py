"""The fold: how a history, in order of time, becomes a position."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from postsales.basics.events import Event
from postsales.basics.quantities import FrozenMap
from postsales.orders._books import Books
from postsales.orders._exchanges import charged, exchanged
from postsales.orders._goods import Goods
from postsales.orders.events import (
    Authorised,
    Cancelled,
    Chargeback,
    Delivered,
    Lost,
    Paid,
    Received,
    Refunded,
    RefundStatus,
    ReturnApproved,
    ReturnClosed,
    ReturnRequested,
    Shipped,
)
from postsales.orders.exchanged import ExchangeCharged, Exchanged
from postsales.orders.position import Given, Position, Sold
from postsales.orders.units import Units

__all__ = ["TimeKey", "advanced", "start", "time_key"]

_ORDER: tuple[type[Event], ...] = (
    Authorised,
    Paid,
    # What was agreed in exchange can be shipped at once.
    Exchanged,
    Shipped,
    Delivered,
    Lost,
    Cancelled,
    ReturnRequested,
    ReturnApproved,
    Received,
    ReturnClosed,
    ExchangeCharged,
    Refunded,
    Chargeback,
)
_RANK: dict[type[Event], int] = {kind: rank for rank, kind in enumerate(_ORDER)}
_STATUS = {status: rank for rank, status in enumerate(RefundStatus)}


TimeKey = tuple[datetime, int, str, int, str]


def time_key(event: Event) -> TimeKey:
    """The place of an event in its history, so that the order of a list says nothing.

    By time, then in the order in which things happen, then by what tells two events apart.
    """
    rank = _RANK.get(_kind(event), -1)
    status = _STATUS[event.status] if isinstance(event, Refunded) else 0
    return (event.at, rank, event.ref, status, _tie(event))


def _tie(event: Event) -> str:
    """What tells apart two events of one kind at one instant, where their order could matter."""
    if isinstance(event, Authorised | Paid | Chargeback):
        return event.tender.id
    if isinstance(event, Refunded) or (isinstance(event, ReturnRequested) and not event.ref):
        return repr(event)
    return ""


def _kind(event: Event) -> type[Event]:
    found = type(event)
    if found in _RANK:
        return found
    return next((kind for kind in found.__mro__ if kind in _RANK), found)


def start(sold: Sold) -> Position:
    """The position of an order to which nothing has happened."""
    return Position(sold, _NO_UNITS, _NO_MONEY, _NO_MONEY, (), (0, 0), (), ())


_NO_UNITS: FrozenMap[str, Units] = FrozenMap({})
_NO_MONEY: FrozenMap[tuple[str, str], Given] = FrozenMap({})


def advanced(position: Position, events: Iterable[Event]) -> Position:
    """The position after more events, which are given in order of time.

    Example:
        See ``Order.position`` and ``Order.after``, which call it.
    """
    goods = Goods.of(position)
    books = Books.of(position, goods)
    steps: dict[type[Event], Callable[[Any], None]] = {
        Authorised: books.authorised,
        Paid: books.paid,
        Shipped: goods.shipped,
        Delivered: goods.delivered,
        Lost: goods.lost,
        Cancelled: goods.cancelled,
        ReturnRequested: goods.requested,
        ReturnApproved: goods.approved,
        Received: goods.received,
        ReturnClosed: goods.closed,
        Refunded: books.refunded,
        Chargeback: books.chargeback,
        Exchanged: lambda event: exchanged(books, event),
        ExchangeCharged: lambda event: charged(books, event),
    }
    for event in events:
        step = steps.get(_kind(event))
        if step is not None:
            step(event)
    return Position(
        books.sold,
        FrozenMap(goods.settled()),
        FrozenMap(books.settled),
        FrozenMap(books.pending),
        tuple(books.tenders.values()),
        (books.unplaced[0], books.unplaced[1]),
        tuple(books.refunds.values()),
        tuple(goods.returns.values()),
        tuple(books.exchanges.values()),
    )
