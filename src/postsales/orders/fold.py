"""The fold: how a history, in order of time, becomes a position."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import groupby, pairwise
from typing import Any

from postsales.basics.events import Event
from postsales.basics.quantities import FrozenMap
from postsales.orders._books import Books
from postsales.orders._changed import changed
from postsales.orders._exchanges import charged, exchanged
from postsales.orders._goods import Goods
from postsales.orders.besides import BonusGranted, Compensated
from postsales.orders.changed import Changed
from postsales.orders.events import (
    Authorised,
    Cancelled,
    Chargeback,
    ChargebackReversed,
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
from postsales.orders.overrides import Overridden
from postsales.orders.position import Given, Position, Sold
from postsales.orders.return_events import (
    ReturnCancelled,
    ReturnInspected,
    ReturnLabelIssued,
    ReturnLost,
    ReturnSentBack,
    ReturnShipped,
)
from postsales.orders.sale_events import (
    EarlyStartAsked,
    Installed,
    RepairAsked,
    RepairEnded,
    SealBroken,
)
from postsales.orders.units import Units

__all__ = ["TimeKey", "advanced", "in_order_of_time", "start", "time_key"]

_ORDER: tuple[type[Event], ...] = (
    Authorised,
    Paid,
    # An exchange takes over from the return it settles, and what it agrees on can be shipped at
    # once.
    ReturnRequested,
    ReturnApproved,
    Exchanged,
    # What leaves at the same instant was changed before.
    Changed,
    Shipped,
    Delivered,
    Lost,
    Cancelled,
    ReturnLabelIssued,
    ReturnShipped,
    ReturnLost,
    Received,
    ReturnInspected,
    ReturnSentBack,
    ReturnCancelled,
    ReturnClosed,
    ExchangeCharged,
    Refunded,
    Chargeback,
    ChargebackReversed,
    Overridden,
    EarlyStartAsked,
    SealBroken,
    Installed,
    RepairAsked,
    RepairEnded,
    BonusGranted,
    Compensated,
)
_RANK: dict[type[Event], int] = {kind: rank for rank, kind in enumerate(_ORDER)}
_STATUS = {status: rank for rank, status in enumerate(RefundStatus)}
_TOLD_APART = (
    Refunded,
    ReturnShipped,
    ReturnLost,
    ReturnInspected,
    ReturnSentBack,
    BonusGranted,
    Compensated,
    Changed,
)

TimeKey = tuple[datetime, int, str, int, str]


def time_key(event: Event) -> TimeKey:
    """The place of an event in its history, so that the order of a list says nothing.

    By time, then in the order in which things happen, then by what tells two events apart.
    """
    rank = _RANK.get(kind_of(event), -1)
    status = _STATUS[event.status] if isinstance(event, Refunded) else 0
    return (event.at, rank, event.ref, status, _tie(event))


def in_order_of_time(events: Iterable[Event]) -> list[Event]:
    """The events by ``time_key``; of changes at one instant what agrees on a line comes first.

    Example:
        See ``Order``, which folds them so.
    """
    found = sorted(events, key=time_key)
    if not any(_is_pair(x, y) for x, y in pairwise(found)):
        return found
    told: list[Event] = []
    for (_, kind), group in groupby(found, key=lambda x: (x.at, kind_of(x))):
        together = list(group)
        told += _agreed_first(together) if kind is Changed else together
    return told


def _is_pair(first: Event, second: Event) -> bool:
    return isinstance(second, Changed) and isinstance(first, Changed) and first.at == second.at


def _agreed_first(events: list[Event]) -> Iterator[Event]:
    """Changes, with those before them whose lines or charges they are about."""
    agreed_by = {id: x for x in events if isinstance(x, Changed) for id in _agreed(x)}
    waiting = list(events)
    while waiting:
        needs = (x for x in waiting if all(agreed_by.get(i) not in waiting for i in _uses(x)))
        # Of changes that wait for each other none can be booked, which the fold says.
        ready = next(needs, waiting[0])
        waiting.remove(ready)
        yield ready


_Named = tuple[str, str]


def _agreed(change: Changed) -> Iterator[_Named]:
    yield from (("line", x.id) for x in change.instead)
    yield from (("charge", x.id) for x in change.charges)


def _uses(event: Event) -> Iterator[_Named]:
    """The lines and charges of an order that a change is about, but for those of its own."""
    if not isinstance(event, Changed):
        return
    about = (*(x.line for x in event.lines), *event.addresses, *event.dates)
    named = {*(("line", x) for x in about), *(("charge", x.charge) for x in event.charges_off)}
    yield from named - {*_agreed(event)}


def _tie(event: Event) -> str:
    """What tells apart two events of one kind at one instant, where their order could matter."""
    if isinstance(event, Authorised | Paid | Chargeback | ChargebackReversed):
        return event.tender.id
    if isinstance(event, _TOLD_APART) or (isinstance(event, ReturnRequested) and not event.ref):
        return repr(event)
    return ""


def kind_of(event: Event) -> type[Event]:
    """The class of the library that an event is of, or its own."""
    found = type(event)
    if found in _RANK:
        return found
    return next((kind for kind in found.__mro__ if kind in _RANK), found)


def start(sold: Sold) -> Position:
    """The position of an order to which nothing has happened."""
    return Position(sold, _NO_UNITS, _NO_MONEY, _NO_MONEY, (), (0, 0), (), ())


_NO_UNITS: FrozenMap[str, Units] = FrozenMap({})
_NO_MONEY: FrozenMap[tuple[str, str], Given] = FrozenMap({})


_MOVES: dict[type[Event], Callable[[Goods, Any], None]] = {
    Shipped: Goods.shipped,
    Delivered: Goods.delivered,
    Lost: Goods.lost,
    Cancelled: Goods.cancelled,
    EarlyStartAsked: Goods.noted,
    SealBroken: Goods.noted,
    Installed: Goods.noted,
    RepairAsked: Goods.noted,
    RepairEnded: Goods.noted,
    ReturnRequested: Goods.requested,
    ReturnApproved: Goods.approved,
    ReturnShipped: Goods.noted,
    ReturnLost: Goods.noted,
    Received: Goods.received,
    ReturnInspected: Goods.noted,
    ReturnSentBack: Goods.sent_back,
    ReturnCancelled: Goods.called_off,
    ReturnClosed: Goods.closed,
    Overridden: Goods.named,
}
_BOOKINGS: dict[type[Event], Callable[[Books, Any], None]] = {
    Authorised: Books.authorised,
    Paid: Books.paid,
    Refunded: Books.refunded,
    Chargeback: Books.chargeback,
    ChargebackReversed: Books.chargeback_reversed,
    BonusGranted: Books.given_besides,
    Compensated: Books.given_besides,
    Exchanged: exchanged,
    Changed: changed,
    ExchangeCharged: charged,
}


def move(books: Books, event: Event) -> None:
    """What an event does to the goods and to the money."""
    kind = kind_of(event)
    step = _MOVES.get(kind)
    if step is not None:
        step(books.goods, event)
    elif kind in _BOOKINGS:
        _BOOKINGS[kind](books, event)


def advanced(position: Position, events: Iterable[Event]) -> Position:
    """The position after more events, which are given in order of time.

    Example:
        See ``Order.position`` and ``Order.after``, which call it.
    """
    goods = Goods.of(position)
    books = Books.of(position, goods)
    for event in events:
        move(books, event)
    return Position(
        books.sold,
        FrozenMap(goods.settled()),
        FrozenMap(books.settled),
        FrozenMap(books.pending),
        tuple(books.tenders.values()),
        (books.unplaced[0], books.unplaced[1]),
        tuple(books.refunds.values()),
        tuple(goods.returns.values()),
        goods.over,
        tuple(books.besides),
        tuple(books.exchanges.values()),
        tuple(books.changes),
    )
