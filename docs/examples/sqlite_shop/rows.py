"""From rows to an order, and from what is sold and what happens to rows.

One function reads what was agreed and what has happened; everything else asks the order.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from sqlite3 import Connection
from typing import Any

from postsales import (
    Cancelled,
    Charge,
    Chargeback,
    ChargebackReversed,
    Currency,
    Customer,
    Delivered,
    Event,
    Line,
    Lost,
    Money,
    Order,
    Paid,
    Received,
    Refunded,
    RefundStatus,
    ReturnApproved,
    ReturnRequested,
    Shipped,
    Tax,
    Tender,
    refunds,
    wire,
)

OF_UNITS = {
    "shipped": Shipped,
    "delivered": Delivered,
    "lost": Lost,
    "cancelled": Cancelled,
    "return_requested": ReturnRequested,
    "received": Received,
}
OF_MONEY = {
    "paid": Paid,
    "chargeback": Chargeback,
    "chargeback_reversed": ChargebackReversed,
}
KINDS = {cls: kind for kind, cls in (OF_UNITS | OF_MONEY).items()}


def write_sold(db: Connection, order: Order) -> None:
    """The rows of what was sold."""
    for line in order.lines:
        db.execute(
            "insert into items values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                order.id,
                line.id,
                line.title,
                line.sku,
                line.category,
                line.quantity,
                line.total.minor,
                _taxes_told(line.taxes),
                json.dumps([trait.value for trait in line.traits]),
            ],
        )
    for charge in order.charges:
        standard = None if charge.standard is None else charge.standard.minor
        taxes = _taxes_told(charge.taxes)
        row = [order.id, charge.id, charge.kind.value, charge.total.minor, standard, taxes]
        db.execute("insert into charges values (?, ?, ?, ?, ?, ?)", row)


def write_event(db: Connection, sale: str, event: Event) -> None:
    """The row of something that happened, or of what is told about a refund."""
    if isinstance(event, Refunded):
        row = [event.ref, sale, event.amount.minor]
        db.execute("insert or ignore into refunds values (?, ?, null, ?, null)", row)
        write_news(db, event.ref, event.status, event.at)
        return
    units = minor = tender = kind = None
    if isinstance(event, Paid | Chargeback | ChargebackReversed):
        minor, tender, kind = event.amount.minor, event.tender.id, event.tender.kind.value
    elif isinstance(event, Shipped | Delivered | Lost | Cancelled | ReturnRequested | Received):
        units = json.dumps(dict(event.units))
    elif type(event) is not ReturnApproved or event.staying:
        raise TypeError(f"this shop has no rows for {event!r}")
    db.execute(
        "insert into events (sale, kind, at, ref, units, minor, tender, tender_kind)"
        " values (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            sale,
            KINDS.get(type(event), "return_approved"),
            event.at.isoformat(),
            event.ref,
            units,
            minor,
            tender,
            kind,
        ],
    )


def write_news(db: Connection, refund: str, status: RefundStatus, at: datetime) -> None:
    """How a refund goes on."""
    db.execute("insert into refund_news values (?, ?, ?)", [refund, status.value, at.isoformat()])


def as_kept(event: Event, order: Order) -> Event:
    """What the rows will tell of an event: of a refund that others gave, its amount alone."""
    if not isinstance(event, Refunded):
        return event
    if not event.ref:
        raise ValueError("a refund has a ref, by which it is known when more is told of it")
    before = [x for x in order.history if isinstance(x, Refunded) and x.ref == event.ref]
    if before and before[0].amount == event.amount:
        return before[0].told(event.status, at=event.at)
    return Refunded(event.amount, status=event.status, at=event.at, ref=event.ref)


def read_order(db: Connection, sale: str) -> Order | None:
    """The order with its whole history, or None where there is none."""
    found = db.execute(
        "select currency, placed_at, customer, zone from sales where id = ?", [sale]
    ).fetchone()
    if found is None:
        return None
    code, placed_at, customer, zone = found
    money = Currency(code)
    return Order(
        id=sale,
        placed_at=placed_at,
        customer=Customer(customer, zone=zone),
        lines=_lines(db, sale, money),
        charges=_charges(db, sale, money),
        history=[*_events(db, sale, money), *_refunds(db, sale, money)],
    )


def _lines(db: Connection, sale: str, money: Currency) -> Iterator[Line]:
    for id, title, sku, category, quantity, minor, taxes, traits in db.execute(
        "select id, title, sku, category, quantity, minor, taxes, traits from items"
        " where sale = ? order by rowid",
        [sale],
    ):
        yield Line(
            id,
            quantity=quantity,
            total=money.minor(minor),
            taxes=_taxes(taxes, money),
            traits=json.loads(traits),
            title=title,
            sku=sku,
            category=category,
        )


def _charges(db: Connection, sale: str, money: Currency) -> Iterator[Charge]:
    for id, kind, minor, standard, taxes in db.execute(
        "select id, kind, minor, standard, taxes from charges where sale = ? order by rowid", [sale]
    ):
        yield Charge(
            id,
            total=money.minor(minor),
            kind=kind,
            taxes=_taxes(taxes, money),
            standard=None if standard is None else money.minor(standard),
        )


def _events(db: Connection, sale: str, money: Currency) -> Iterator[Event]:
    for kind, at, ref, units, minor, tender, tender_kind in db.execute(
        "select kind, at, ref, units, minor, tender, tender_kind from events"
        " where sale = ? order by number",
        [sale],
    ):
        if kind in OF_UNITS:
            yield OF_UNITS[kind](json.loads(units), at=at, ref=ref)
        elif kind in OF_MONEY:
            paid_by = Tender(tender, kind=tender_kind)
            yield OF_MONEY[kind](money.minor(minor), tender=paid_by, at=at, ref=ref)
        else:
            yield ReturnApproved(at=at, ref=ref)


def _refunds(db: Connection, sale: str, money: Currency) -> Iterator[Refunded]:
    """Each refund as often as it was told about, in the order of the telling."""
    for key, minor, record, status, at in db.execute(
        "select key, minor, record, status, at from refunds join refund_news on refund = key"
        " where sale = ? order by refund_news.rowid",
        [sale],
    ):
        yield _refund(money.minor(minor), record, key, status, at)


def _refund(amount: Money, record: str | None, key: str, status: str, at: str) -> Refunded:
    quote = None if record is None else wire.read_record(record).quote
    if quote is None:
        return Refunded(amount, status=status, at=at, ref=key)
    return refunds.booked(quote, at=at, ref=key, status=status)


def _taxes_told(taxes: Iterable[Tax]) -> str:
    return json.dumps([[tax.kind.value, tax.amount.minor] for tax in taxes])


def _taxes(told: str, money: Currency) -> list[Tax]:
    rows: list[Any] = json.loads(told)
    return [Tax(money.minor(minor), kind=kind) for kind, minor in rows]
