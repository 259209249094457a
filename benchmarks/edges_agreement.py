"""Do reading, recording and replaying agree with what is done by hand? Before anything is timed."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from benchmarks import shop_order, stored_row
from benchmarks.agreement import differences
from benchmarks.edges import Sale
from postsales import (
    Authorised,
    Cancelled,
    Charge,
    DecisionRecord,
    Delivered,
    Event,
    Line,
    LineKind,
    Order,
    Paid,
    Received,
    Refunded,
    RefundStatus,
    Shipped,
    TaxKind,
    wire,
)

__all__ = ["differs"]


def differs(sale: Sale) -> Iterator[str]:
    """Where the library and the functions by hand disagree about one sale."""
    where = sale.order.id
    yield from differences(where, _plain(_read(sale.order)), _plain(shop_order.read(sale.text)))
    told = stored_row.answer_of(sale.decision, sale.quote)
    yield from differences(where, _answer(sale.record), told)
    yield from differences(where, json.loads(sale.row), _told(stored_row.read(sale.row)))
    if wire.read_record(sale.row) != sale.record:
        yield f"{where} is read back otherwise than it was written"
    if sale.again() != sale.record:
        yield f"{where} is answered otherwise when it is replayed"


# Reading


def _read(order: Order) -> shop_order.Order:
    """The library's order in the words of the function by hand."""
    lines: tuple[Line | Charge, ...] = (*order.lines, *order.charges)
    return shop_order.Order(
        id=order.id,
        currency=order.currency.code,
        placed_at=order.placed_at,
        # An order without any tax says neither, and then it makes no difference.
        is_included=any(tax.kind is TaxKind.INCLUDED for line in lines for tax in line.taxes),
        lines=tuple(_line(x) for x in order.lines),
        charges=tuple(_charge(x) for x in order.charges),
        history=tuple(_event(x) for x in order.history),
        customer=order.customer.id if order.customer else "",
        market=order.market or "",
        channel=order.channel or "",
    )


def _line(line: Line) -> shop_order.Line:
    return shop_order.Line(
        line.id,
        line.quantity,
        line.total.minor,
        _taxes(line),
        is_digital=line.kind is LineKind.DIGITAL,
        tags=line.tags,
        sku=line.sku,
        title=line.title,
    )


def _charge(charge: Charge) -> shop_order.Line:
    return shop_order.Line(charge.id, 1, charge.total.minor, _taxes(charge))


def _taxes(of: Line | Charge) -> tuple[shop_order.Tax, ...]:
    return tuple(shop_order.Tax(x.amount.minor, float(x.rate or 0), x.name or "") for x in of.taxes)


def _event(event: Event) -> shop_order.Event:
    kind = type(event).__name__.lower()
    if isinstance(event, Paid | Authorised):
        paid = event.amount.minor
        of = ((event.tender.id, paid),)
        return shop_order.Event(kind, event.at, event.ref, paid, of)
    if isinstance(event, Shipped | Delivered | Received | Cancelled):
        return shop_order.Event(kind, event.at, event.ref, units=tuple(event.units.items()))
    if isinstance(event, Refunded):
        return _refunded(event)
    raise TypeError(event)


def _refunded(event: Refunded) -> shop_order.Event:
    backs = [
        shop_order.Back(x.line, x.units, x.price.minor, sum(y.minor for y in x.taxes))
        for x in event.lines
    ]
    backs += [
        shop_order.Back(x.charge, 0, x.price.minor, sum(y.minor for y in x.taxes))
        for x in event.charges
    ]
    return shop_order.Event(
        "refunded",
        event.at,
        event.ref,
        event.amount.minor,
        tuple((id, money.minor) for id, money in event.tenders.items()),
        backs=tuple(backs),
        withheld=event.withheld.minor if event.withheld else 0,
        is_pending=event.status is RefundStatus.PENDING,
    )


def _plain(order: shop_order.Order) -> dict[str, Any]:
    """As dictionaries; the order in which lists tell events and units says nothing."""
    told = _as_json(order)
    taxed = any(line["taxes"] for line in (*told["lines"], *told["charges"]))
    told["is_included"] = told["is_included"] and taxed
    for event in told["history"]:
        event["units"] = sorted(event["units"])
        event["tenders"] = sorted(event["tenders"])
    told["history"] = sorted(told["history"], key=lambda x: (x["at"], x["kind"], x["ref"]))
    return told


# Rows


def _answer(record: DecisionRecord) -> dict[str, Any]:
    """What a shop stores by hand, out of the record."""
    told: dict[str, Any] = record.as_dict()
    quote = told["quote"]
    of_items = ("line", "asked", "allowed", "because")
    return {
        "at": told["at"],
        "terms": told["terms"]["id"],
        "outcome": told["outcome"],
        "items": [
            {
                **{key: item[key] for key in of_items},
                "last_day": item["deadline"] and item["deadline"]["last_day"],
            }
            for item in told["items"]
        ],
        "lines": [
            {"line": x["line"], "units": x["units"], "amount": x["amount"]["amount"]}
            for x in quote["lines"]
        ],
        "fees": [{"code": x["code"], "amount": x["amount"]["amount"]} for x in quote["fees"]],
        "tenders": {id: money["amount"] for id, money in quote["tenders"].items()},
        "total": quote["total"]["amount"],
        "currency": quote["total"]["currency"],
    }


def _told(row: stored_row.Row) -> dict[str, Any]:
    """The row that was read by hand, as the library had written it."""
    told = _as_json(row)
    quote = told["quote"]
    for share in quote["lines"]:
        share["line"] = share.pop("of")
    for share in quote["charges"]:
        share["charge"] = share.pop("of")
        del share["units"], share["reasons"]
    # Neither is kept by hand: the version of the form, and units that came after a refund window.
    quote["late"] = []
    return {"version": 1, **told}


def _as_json(value: Any) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(json.dumps(attrs.asdict(value), default=_default))
    return told


def _default(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
