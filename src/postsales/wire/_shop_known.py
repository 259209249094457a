"""An order that is known already, as a Shopify order is told: to read one more document of it.

Rules of this file: an order of ours is taken for what it is. What a document tells again is taken
out of its history first, so that telling it twice changes nothing.
"""

from collections import Counter
from collections.abc import Iterable

import attrs

from postsales.basics.events import Event
from postsales.basics.moments import Moment
from postsales.orders.charges import Charge
from postsales.orders.events import Authorised, Paid, Shipped
from postsales.orders.lines import Line, TaxKind
from postsales.orders.order import Order
from postsales.wire._known import sold_of
from postsales.wire._reader import Part, Reader
from postsales.wire._shop_money import Currencies
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
    """Which tender each payment that is known went to, by its name."""
    paid = [event for event in history if isinstance(event, Paid | Authorised)]
    return Payments((), {event.ref: event.tender for event in paid}, 0)


def stock_of(reader: Reader, told: ToldOrder, order: Order, at: Moment) -> Stock:
    """Where the units of the order are, as a refund finds them."""
    position = order.position(at=at)
    units = {line.id: position.units(line.id) for line in position.lines}
    gone = {id: x.has_left for id, x in units.items() if x.has_left}
    when = order.placed_at
    sent = Sent(
        {id: [when] for id in gone},
        {id: [k] for id, k in gone.items()},
        {},
        frozenset(),
        any(isinstance(event, Shipped) for event in order.history),
    )
    stock = Stock.of(reader, told, sent)
    stock.teller = "the order"
    rest = {id: max(0, x.back - x.refunded) for id, x in units.items()}
    stock.left = {id: x.ordered - x.refunded for id, x in units.items()}
    stock.unshipped = {id: x.open for id, x in units.items()}
    stock.came = {"": Counter({id: min(x.returned, rest[id]) for id, x in units.items()})}
    stock.gone = Counter({id: min(x.cancelled, rest[id]) for id, x in units.items()})
    stock.returned = Counter({id: x.returned for id, x in units.items()}) - stock.came[""]
    return stock
