"""An order that is known already, as a Shopify order is told: to read one more document of it.

Rules of this file: an order of ours is taken for what it is. What a document tells again was taken
out of its history before, so that telling it twice changes nothing.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

import attrs

from postsales.basics.events import Event
from postsales.basics.moments import Moment
from postsales.orders.charges import Charge
from postsales.orders.events import Authorised, Paid, Shipped
from postsales.orders.lines import Line, TaxKind
from postsales.orders.order import Order, told_once
from postsales.wire._known import sold_of
from postsales.wire._reader import Part, Reader
from postsales.wire._shop_money import Currencies
from postsales.wire._shop_named import Unnamed
from postsales.wire._shop_paid import Payments
from postsales.wire._shop_sent import Sent
from postsales.wire._shop_stock import Stock
from postsales.wire._shop_told import ToldItem, ToldOrder, ToldTax


def known(reader: Reader, order: Order, money: Currencies, at: Moment) -> ToldOrder:
    """The order as Shopify would tell it; without parcels, transactions and refunds."""
    position = order.position(at=at)
    items = sold_of(order, position)
    kinds = {x.kind for sold in items for x in sold.taxes}
    if len(kinds) > 1:
        says = "is of an order with taxes inside of its prices and on top, as Shopify has none"
        reader.wrong("$", says)
    nothing_told: dict[object, object] = {}
    return ToldOrder(
        root=Part(reader, "$", nothing_told, set()),
        id=order.id,
        currencies=money,
        placed_at=order.placed_at,
        created_at=order.placed_at,
        cancelled_at=None,
        closed_at=None,
        included=kinds != {TaxKind.ADDED},
        total=sum(x.total.minor for x in items),
        current=None,
        outstanding=None,
        rounded=0,
        rounded_back=0,
        lines=tuple(_line(line) for line in position.lines),
        shipping=tuple(_item(charge) for charge in order.charges if _is_shipping(charge)),
        others=tuple(_item(charge) for charge in order.charges if not _is_shipping(charge)),
        parcels=(),
        refunds=(),
        moves=(),
        returns=(),
        financial="",
        fulfilled="",
        gateways=(),
        customer=None,
        market=None,
        channel=None,
    )


def _is_shipping(charge: Charge) -> bool:
    return charge.kind.value == "shipping"


def _item(sold: Line | Charge) -> ToldItem:
    taxes = tuple(ToldTax(x.amount.minor, x.rate, x.name) for x in sold.taxes)
    return ToldItem("$", sold.id, sold.price_minor, taxes=taxes)


def _line(line: Line) -> ToldItem:
    return attrs.evolve(_item(line), quantity=line.quantity, kind=line.kind)


# What is left


def payments_of(history: Iterable[Event]) -> Payments:
    """The payments that are known, and which tender each went to, by its name."""
    paid = tuple(event for event in told_once(history) if isinstance(event, Paid | Authorised))
    captured = sum(event.amount.minor for event in paid if isinstance(event, Paid))
    return Payments(paid, {event.ref: event.tender for event in paid if event.ref}, captured)


def stock_of(reader: Reader, told: ToldOrder, before: Order, order: Order) -> Stock:
    """Where the units of the order are, as its refund finds them.

    ``before`` is the order when the refund was made, ``order`` what is known of it by now. What
    was called off or came back with a return does so whatever the time of the refund.
    """
    (refund,) = told.refunds
    at = max(refund.at, before.placed_at)
    position, later = before.position(at=at), order.position(at=_last(order))
    units = {line.id: position.units(line.id) for line in position.lines}
    left = {id: x.has_left for id, x in units.items() if x.has_left}
    sent = Sent(
        {id: [order.placed_at] for id in left},
        {id: [k] for id, k in left.items()},
        {},
        frozenset(),
        any(isinstance(event, Shipped) for event in before.history),
    )
    named = Unnamed.of(order, refund)
    stock = Stock.of(reader, told, sent)
    stock.teller, stock.advice = "the order", "; read the whole order again"
    stock.left = {id: x.ordered - x.refunded for id, x in units.items()}
    stock.unshipped = {id: later.units(id).open + named.own[id] for id in units}
    stock.came = named.came(refund)
    stock.gone = named.gone
    stock.doubtful = named.doubtful
    stock.returned = Counter({id: x.returned for id, x in units.items()}) - named.back_by(at)
    return stock


def _last(order: Order) -> datetime:
    return max((order.placed_at, *(event.at for event in order.history)))
