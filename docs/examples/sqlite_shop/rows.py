"""From rows to an order, and from what is sold and what happens to rows.

One function reads what was agreed and what has happened; everything else asks the order.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from sqlite3 import Connection
from typing import Any

from attrs import evolve

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
            "insert into items values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                order.id,
                line.id,
                line.title,
                line.sku,
                line.category,
                line.kind.value,
                line.quantity,
                line.total.minor,
                _minor(line.list_total),
                _taxes_told(line.taxes),
                json.dumps([trait.value for trait in line.traits]),
                json.dumps(line.tags),
            ],
        )
    for charge in order.charges:
        standard, taxes = _minor(charge.standard), _taxes_told(charge.taxes)
        row = [order.id, charge.id, charge.kind.value, charge.total.minor, standard, taxes]
        db.execute("insert into charges values (?, ?, ?, ?, ?, ?)", row)


def write_event(db: Connection, sale: str, event: Event, key: str) -> None:
    """The row of something that happened, under the key of the message that told it."""
    units = minor = tender = kind = None
    if isinstance(event, Paid | Chargeback | ChargebackReversed):
        minor, tender, kind = event.amount.minor, event.tender.id, event.tender.kind.value
    elif isinstance(event, ReturnRequested) and event.reasons:
        raise TypeError(f"this shop has no rows for reasons: {event!r}")
    elif isinstance(event, Shipped | Delivered | Lost | Cancelled | ReturnRequested | Received):
        units = json.dumps(dict(event.units))
    elif type(event) is not ReturnApproved or event.staying:
        raise TypeError(f"this shop has no rows for {event!r}")
    db.execute(
        "insert into events (sale, kind, key, at, ref, units, minor, tender, tender_kind)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            sale,
            KINDS.get(type(event), "return_approved"),
            key,
            event.at.isoformat(),
            event.ref,
            units,
            minor,
            tender,
            kind,
        ],
    )


def write_refund(db: Connection, sale: str, refund: Refunded) -> None:
    """What others tell of a refund: of one that we ordered, or of one that somebody gave."""
    row = [refund.ref, sale, refund.amount.minor]
    db.execute(
        "insert into refunds values (?, ?, null, ?, null, true)"
        " on conflict (key) do update set is_done = true",
        row,
    )


def write_news(db: Connection, refund: str, status: RefundStatus, at: datetime) -> None:
    """How a refund goes on."""
    db.execute(
        "insert or ignore into refund_news values (?, ?, ?)", [refund, status.value, at.isoformat()]
    )


def as_kept(event: Event, order: Order) -> Event:
    """What the rows will tell of an event: of a refund that others gave, its amount alone."""
    if not isinstance(event, Refunded):
        return event
    before = [x for x in order.history if isinstance(x, Refunded) and x.ref == event.ref]
    if before:
        return before[0].told(event.status, at=event.at)
    return Refunded(event.amount, status=event.status, at=event.at, ref=event.ref)


def read_order(db: Connection, sale: str) -> Order | None:
    """The order with its whole history, or None where there is none."""
    found = db.execute(
        "select currency, placed_at, customer, zone, country, tier, market, channel, made"
        " from sales where id = ?",
        [sale],
    ).fetchone()
    if found is None:
        return None
    code, placed_at, customer, zone, country, tier, market, channel, made = found
    money = Currency(code)
    return Order(
        id=sale,
        placed_at=placed_at,
        customer=Customer(customer, zone=zone, country=country, tier=tier),
        market=market,
        channel=channel,
        made=made,
        lines=_lines(db, sale, money),
        charges=_charges(db, sale, money),
        history=[event for _, event in _events(db, sale, money)] + [*_refunds(db, sale, money)],
    )


def tell_the_same(kept: Order, order: Order) -> bool:
    """Do two orders say the same, in whatever order their histories tell it?"""
    is_same_sale = evolve(kept, history=()) == evolve(order, history=())
    return is_same_sale and set(kept.history) == set(order.history)


def tells_no_less(kept: Order, order: Order) -> bool:
    """Is an order that is told again the one that is kept, whatever has happened to it since?"""
    is_same_sale = evolve(kept, history=()) == evolve(order, history=())
    return is_same_sale and {as_kept(x, kept) for x in order.history} <= set(kept.history)


def has_failed(db: Connection, refund: str) -> bool:
    """Did a refund not go through? Messages can overtake each other: pending is no last word."""
    news = db.execute(
        "select status from refund_news where refund = ? and status <> 'pending'"
        " order by rowid desc limit 1",
        [refund],
    ).fetchone()
    return bool(news == (RefundStatus.FAILED.value,))


def told_before(db: Connection, order: Order, event: Event, key: str) -> Event | None:
    """The event of this kind that was told under this key, if one was."""
    found = (
        kept
        for known, kept in _events(db, order.id, order.currency)
        if known == key and type(kept) is type(event)
    )
    return next(found, None)


def _lines(db: Connection, sale: str, money: Currency) -> Iterator[Line]:
    for (
        id,
        title,
        sku,
        category,
        kind,
        quantity,
        minor,
        list_minor,
        taxes,
        traits,
        tags,
    ) in db.execute(
        "select id, title, sku, category, kind, quantity, minor, list_minor, taxes, traits,"
        " tags from items where sale = ? order by rowid",
        [sale],
    ):
        yield Line(
            id,
            quantity=quantity,
            total=money.minor(minor),
            list_total=_money(list_minor, money),
            taxes=_taxes(taxes, money),
            kind=kind,
            traits=json.loads(traits),
            tags=json.loads(tags),
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
            standard=_money(standard, money),
        )


def _events(db: Connection, sale: str, money: Currency) -> Iterator[tuple[str, Event]]:
    """Each event with the key under which it was told."""
    for kind, key, at, ref, units, minor, tender, tender_kind in db.execute(
        "select kind, key, at, ref, units, minor, tender, tender_kind from events"
        " where sale = ? order by number",
        [sale],
    ):
        if kind in OF_UNITS:
            yield key, OF_UNITS[kind](json.loads(units), at=at, ref=ref)
        elif kind in OF_MONEY:
            paid_by = Tender(tender, kind=tender_kind)
            yield key, OF_MONEY[kind](money.minor(minor), tender=paid_by, at=at, ref=ref)
        else:
            yield key, ReturnApproved(at=at, ref=ref)


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


def _minor(money: Money | None) -> int | None:
    return None if money is None else money.minor


def _money(minor: int | None, currency: Currency) -> Money | None:
    return None if minor is None else currency.minor(minor)


def _taxes_told(taxes: Iterable[Tax]) -> str:
    return json.dumps([[x.kind.value, x.amount.minor, _rate(x), x.name] for x in taxes])


def _rate(tax: Tax) -> str | None:
    return None if tax.rate is None else str(tax.rate)


def _taxes(told: str, money: Currency) -> list[Tax]:
    rows: list[Any] = json.loads(told)
    return [
        Tax(money.minor(minor), kind=kind, rate=rate, name=name) for kind, minor, rate, name in rows
    ]
