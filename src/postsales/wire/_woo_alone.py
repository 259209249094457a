"""A refund of WooCommerce by itself: what it says has happened to an order that is known.

Rules of this file: the order is known, and says which taxes its lines have. A refund tells taxes by
the ids of their rates and, with its tax lines, by their names; the order knows names.

Source: WooCommerce REST API, version 3, order refunds (developer.woocommerce.com, 2026).
"""

import re
from collections.abc import Iterable, Mapping
from typing import cast

from attrs import frozen

from postsales.basics._errors import PostsalesError, short
from postsales.basics.events import Event
from postsales.orders.charges import Charge
from postsales.orders.events import Refunded
from postsales.orders.lines import Line, TaxKind
from postsales.orders.order import Order
from postsales.orders.position import Position
from postsales.wire._known import left_of, sold_of, without
from postsales.wire._reader import Part, Reader
from postsales.wire._settling import nearest
from postsales.wire._woo_history import Back
from postsales.wire._woo_sold import SoldItem, step_of
from postsales.wire._woo_told import ToldItem, ToldOrder, ToldRefund, refund_of
from postsales.wire.documents import EventsReading

_LINK = re.compile(r"/orders/(\d{1,19})/?(?:\?.*)?$")
_DOCUMENT = "WooCommerce refund"


def read_refund_alone(document: Mapping[str, object], order: Order) -> EventsReading:
    """The refund as an event of the order's history."""
    reader = Reader(_DOCUMENT)
    root = reader.part(document, "$")
    named = _order_of(root, order)
    names = _names(root)
    found = refund_of(root)
    reader.finish()
    at = found.at or order.placed_at
    before = without(order, lambda x: isinstance(x, Refunded) and x.ref == found.id, at)
    position = before.position(at=at)
    event = _event(_Known(reader, root, before, position, names), found)
    reader.finish()
    try:
        order.after(event)
    except PostsalesError as error:
        reader.impossible("$", error)
    reader.finish()
    return EventsReading([event], order=named, unmapped=reader.unmapped, assumed=reader.assumed)


def _order_of(root: Part, order: Order) -> str | None:
    """The id of the order that the refund names; it has to be that of the order at hand."""
    found = {str(root.whole("parent_id", 1, 10**18))} if root.has("parent_id") else set[str]()
    found |= set(_linked(root.values.get("_links")))
    for id in sorted(found - {order.id}):
        where = "parent_id" if root.has("parent_id") else "_links"
        root.wrong(where, f"names order {id}, and the order at hand is {short(order.id)}")
    return min(found, default=None)


def _linked(links: object) -> Iterable[str]:
    ups = cast("Mapping[object, object]", links).get("up") if isinstance(links, Mapping) else None
    for up in cast("list[object]", ups) if isinstance(ups, list | tuple) else []:
        href = cast("Mapping[object, object]", up).get("href") if isinstance(up, Mapping) else None
        if isinstance(href, str) and (link := _LINK.search(href)):
            yield str(int(link[1]))


def _names(root: Part) -> dict[str, tuple[str, ...]]:
    """What each rate of tax is called, by its id: where the refund has tax lines."""
    found: dict[str, tuple[str, ...]] = {}
    for part in root.optional_parts("tax_lines"):
        part.knows_again(*(key for key in part.values if isinstance(key, str)))
        rate = str(part.whole("rate_id", 0, 10**18))
        names = (part.optional_text("label"), part.optional_text("rate_code"))
        found[rate] = tuple(name for name in names if name)
    return found


def _event(known: "_Known", found: ToldRefund) -> Event:
    position, order = known.position, known.order
    told = known.told()
    step = step_of(told)
    if found.amount % step:
        says = f"is finer than {told.currency} is paid: {told.currency.exponent} decimals"
        known.reader.wrong("$.amount", says)
    rates: dict[str, list[str]] = {}
    for back in found.items:
        rates.setdefault(back.of, []).extend(back.taxes)
    items = sold_of(order, position)
    ids = {x.id for x in items}
    # An order has no trace of fees that were discounts; only those are given back below zero. A
    # line was lowered by its share of them, which a refund of it names all the same.
    off = [x for x in found.items if x.of not in ids and x.net < 0]
    discounts = frozenset(x.of for x in off)
    slack = 1 - nearest([sum(x.net + sum(x.taxes.values()) for x in off)], step)[0]
    left = {x.id: known.left(x, rates.get(x.id, []), slack) for x in items}
    units = {x.id: x.quantity - position.units(x.id).refunded for x in position.lines}
    giving = Back(known.reader, told, left, units, discounts)
    return giving.refunded(found, found.at or order.placed_at)


@frozen(weakref_slot=False, eq=False)
class _Known:
    """The order as the refund finds it, and what the refund calls its taxes."""

    reader: Reader
    root: Part
    order: Order
    position: Position
    names: Mapping[str, tuple[str, ...]]

    def told(self) -> ToldOrder:
        """The order as WooCommerce would tell it; without what it sold and what happened to it."""
        order = self.order
        return ToldOrder(
            id=order.id,
            status="",
            currency=order.currency,
            created_at=order.placed_at,
            modified_at=order.placed_at,
            paid_at=None,
            completed_at=None,
            total=0,
            included=self._is_included(),
            lines=(),
            shipping=(),
            fees=(),
            rates={},
            refunds=(),
            method="",
            transaction="",
            customer=None,
            channel=None,
        )

    def _is_included(self) -> bool:
        """Do all taxes lie inside of the prices?"""
        kinds = {x.kind for one in sold_of(self.order, self.position) for x in one.taxes}
        if len(kinds) > 1:
            says = "is of an order with taxes inside of its prices and on top of them"
            self.reader.wrong("$", says)
        return kinds != {TaxKind.ADDED}

    def left(self, sold: Line | Charge, rates: list[str], slack: int) -> SoldItem:
        """What is left of a line or charge, of which a refund names these rates of tax."""
        price, taxes = left_of(self.position, sold)
        ids = self._rates(sold, rates) if rates else [f"tax {n}" for n in range(len(taxes))]
        told = tuple(zip(ids, taxes, strict=True))
        item = ToldItem(self.root.path, sold.id, 0, told)
        return SoldItem(item, price, tuple(taxes), slack=slack if isinstance(sold, Line) else 1)

    def _rates(self, sold: Line | Charge, rates: list[str]) -> list[str]:
        """The id of the rate of each tax: by its name, or else by its place."""
        told = list(dict.fromkeys(rates))
        by_name = {name: rate for rate in told for name in self.names.get(rate, ())}
        found = [by_name.get(tax.name, f"tax {n}") for n, tax in enumerate(sold.taxes)]
        if set(told) <= set(found) and len(set(found)) == len(found):
            return found
        if len(told) == len(sold.taxes):
            if len(told) > 1:
                says = f"tells the taxes of item {sold.id} in the order in which they were sold"
                self.reader.assume(self.root.path, says)
            return told
        says = f"tells {len(told)} taxes of item {sold.id}, which has {len(sold.taxes)}"
        self.reader.wrong("$.line_items", f"{says}; $.tax_lines with their labels say which")
        return [f"tax {n}" for n in range(len(sold.taxes))]
