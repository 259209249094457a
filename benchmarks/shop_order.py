"""Reading by hand: the facts of a Shopify order out of ``json.loads``, as a shop's developer would.

It picks what the library's reader picks and puts it into plain frozen classes. It compares nothing
with anything, reports nothing and takes for granted that what it needs is there: a document that
contradicts itself becomes an order like any other, and one that lacks something is a ``KeyError``.
"""

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from attrs import frozen

__all__ = ["Back", "Event", "Line", "Order", "Tax", "read"]

Json = dict[str, Any]

_EXPONENTS = {"JPY": 0, "KWD": 3}


@frozen
class Tax:
    """A tax as it was collected."""

    amount: int
    rate: float
    name: str


@frozen
class Line:
    """A line or the shipping, in minor units of the customer's currency."""

    id: str
    quantity: int
    total: int
    taxes: tuple[Tax, ...]
    is_digital: bool = False
    tags: tuple[str, ...] = ()
    sku: str | None = None
    title: str | None = None


@frozen
class Back:
    """What a refund gave back of a line or of the shipping."""

    of: str
    units: int
    price: int
    tax: int


@frozen
class Event:
    """Something that has happened: what applies to its kind is set."""

    kind: str
    at: datetime
    ref: str
    amount: int = 0
    tenders: tuple[tuple[str, int], ...] = ()
    units: tuple[tuple[str, int], ...] = ()
    backs: tuple[Back, ...] = ()
    withheld: int = 0
    is_pending: bool = False


@frozen
class Order:
    """What was agreed and what has happened."""

    id: str
    currency: str
    placed_at: datetime
    is_included: bool
    lines: tuple[Line, ...]
    charges: tuple[Line, ...]
    history: tuple[Event, ...]
    customer: str
    market: str
    channel: str


def read(text: str) -> Order:
    """The order that a document tells of, if it is sound."""
    told: Json = json.loads(text)
    code = told["presentment_currency"]
    exponent = _EXPONENTS.get(code, 2)
    included = told["taxes_included"]
    tenders = {x["id"]: str(x["parent_id"] or x["id"]) for x in told.get("transactions", ())}
    return Order(
        id=str(told["id"]),
        currency=code,
        placed_at=_at(told["processed_at"]),
        is_included=included,
        lines=tuple([_line(x, exponent, included=included) for x in told["line_items"]]),
        charges=tuple([_charge(x, exponent, included=included) for x in told["shipping_lines"]]),
        history=(
            *_payments(told, exponent, tenders),
            *_parcels(told["fulfillments"]),
            *_refunds(told["refunds"], exponent, tenders, included=included),
        ),
        customer=str(told["customer"]["id"]),
        market=told["shipping_address"]["country_code"],
        channel=told["source_name"],
    )


def _at(told: str) -> datetime:
    return datetime.fromisoformat(told).astimezone(UTC)


def _minor(pair: Json, exponent: int) -> int:
    return int(Decimal(pair["presentment_money"]["amount"]).scaleb(exponent))


def _taxes(told: Json, exponent: int) -> tuple[Tax, ...]:
    return tuple(
        [Tax(_minor(x["price_set"], exponent), x["rate"], x["title"]) for x in told["tax_lines"]]
    )


def _line(told: Json, exponent: int, *, included: bool) -> Line:
    taxes = _taxes(told, exponent)
    return Line(
        str(told["id"]),
        told["quantity"],
        _total(told, exponent, told["quantity"], () if included else taxes),
        taxes,
        is_digital=not told["requires_shipping"],
        tags=tuple([x["name"] for x in told["properties"]]),
        sku=told["sku"],
        title=told["title"],
    )


def _charge(told: Json, exponent: int, *, included: bool) -> Line:
    taxes = _taxes(told, exponent)
    return Line(str(told["id"]), 1, _total(told, exponent, 1, () if included else taxes), taxes)


def _total(told: Json, exponent: int, quantity: int, added: tuple[Tax, ...]) -> int:
    off = sum([_minor(x["amount_set"], exponent) for x in told["discount_allocations"]])
    return _minor(told["price_set"], exponent) * quantity - off + sum([x.amount for x in added])


def _payments(told: Json, exponent: int, tenders: dict[int, str]) -> list[Event]:
    if "transactions" not in told:
        paid = _minor(told["total_price_set"], exponent)
        name = told["payment_gateway_names"][0]
        return [Event("paid", _at(told["processed_at"]), "", paid, ((name, paid),))]
    found: list[Event] = []
    for move in told["transactions"]:
        if move["kind"] != "refund" and move["status"] == "success":
            amount = _minor(move["amount_set"], exponent)
            kind = "authorised" if move["kind"] == "authorization" else "paid"
            to = ((tenders[move["id"]], amount),)
            found.append(Event(kind, _at(move["processed_at"]), str(move["id"]), amount, to))
    return found


def _parcels(told: list[Json]) -> list[Event]:
    found: list[Event] = []
    for parcel in told:
        if parcel["status"] != "success":
            continue
        units = tuple([(str(x["id"]), x["quantity"]) for x in parcel["line_items"]])
        ref = str(parcel["id"])
        found.append(Event("shipped", _at(parcel["created_at"]), ref, units=units))
        if parcel["shipment_status"] == "delivered":
            steps = parcel.get("events", ())
            arrived = [x["happened_at"] for x in steps if x["status"] == "delivered"]
            at = _at(arrived[-1] if arrived else parcel["updated_at"])
            found.append(Event("delivered", at, ref, units=units))
    return found


_GOODS = {"return": "received", "cancel": "cancelled"}


def _refunds(
    told: list[Json], exponent: int, tenders: dict[int, str], *, included: bool
) -> list[Event]:
    found: list[Event] = []
    for refund in told:
        at, ref = _at(refund["processed_at"]), str(refund["id"])
        for restock, kind in _GOODS.items():
            units = [
                (str(x["line_item_id"]), x["quantity"])
                for x in refund["refund_line_items"]
                if x["restock_type"] == restock
            ]
            if units:
                found.append(Event(kind, at, ref, units=tuple(units)))
        found.append(_refund(refund, exponent, tenders, included=included))
    return found


def _refund(told: Json, exponent: int, tenders: dict[int, str], *, included: bool) -> Event:
    backs = [
        Back(
            str(x["line_item_id"]),
            x["quantity"],
            _minor(x["subtotal_set"], exponent),
            _minor(x["total_tax_set"], exponent),
        )
        for x in told["refund_line_items"]
    ]
    backs += [
        Back(
            str(x["shipping_line"]["id"]),
            0,
            _minor(x["subtotal_amount_set"], exponent),
            _minor(x["tax_amount_set"], exponent),
        )
        for x in told["refund_shipping_lines"]
    ]
    given: dict[str, int] = {}
    for move in told["transactions"]:
        tender = tenders.get(move["parent_id"], str(move["parent_id"]))
        given[tender] = given.get(tender, 0) + _minor(move["amount_set"], exponent)
    amount = sum(given.values())
    owed = sum([x.price + (0 if included else x.tax) for x in backs])
    return Event(
        "refunded",
        _at(told["processed_at"]),
        str(told["id"]),
        amount,
        tuple(given.items()),
        backs=tuple(backs),
        withheld=max(0, owed - amount),
        is_pending=any(x["status"] == "pending" for x in told["transactions"]),
    )
