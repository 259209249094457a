"""Arrivals: which of the goods that came back belong to which return.

Rules of this file: what comes back fulfils the return that it names, else the oldest open one of
its line, as in every position; what no return awaits belongs to the one that it names, if any.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime

from attrs import evolve

from postsales.basics.events import Event
from postsales.basics.quantities import FrozenMap, Quantities, less
from postsales.orders._books import Books
from postsales.orders._goods import Goods, Named
from postsales.orders.events import Received
from postsales.orders.fold import in_order_of_time, move, start
from postsales.orders.order import Order, told_once

__all__ = ["arrivals"]

Came = Mapping[str, Quantities]
"""Units that came back, by the ref of their return and by line."""


def arrivals(order: Order, at: datetime) -> Iterator[tuple[Event, Came]]:
    """Every event up to an instant, in order, with the units that came back by it.

    Example:
        See ``returns.status``, which calls it.
    """
    lines = FrozenMap({line.id: line for line in order.lines})
    agreed = start(evolve(order.position_at(at).sold, lines=lines))
    goods = Goods.of(agreed)
    books = Books.of(agreed, goods)
    for event in in_order_of_time(told_once(x for x in order.history if x.at <= at)):
        before = _awaited(goods) if isinstance(event, Received) else {}
        move(books, event)
        yield event, _came(event, before, goods) if isinstance(event, Received) else {}


def _awaited(goods: Goods) -> dict[Named, Quantities]:
    return {key: x.awaited for key, x in goods.returns.items()}


def _came(event: Received, before: Mapping[Named, Quantities], goods: Goods) -> Came:
    after = _awaited(goods)
    found = {key: less(awaited, after.get(key, {})) for key, awaited in before.items()}
    if event.ref:
        others: Counter[str] = Counter()
        for key, came in found.items():
            if key != (event.ref, 0):
                others.update(came)
        found[event.ref, 0] = less(event.units, others)
    return {ref: came for (ref, _), came in found.items() if ref and came}
