"""What has happened to an order, as far as a table tells: money in, units out and back, money out.

Rules of this file: a row tells how many of its units something happened to and when; where it tells
only when, it was all that it can have been. Nothing is dated that the mapping does not date.
"""

from collections import Counter
from datetime import datetime

from attrs import define, field

from postsales.basics._errors import PostsalesError
from postsales.basics.events import Event
from postsales.basics.money import Money
from postsales.basics.rounding import divide, largest_remainder
from postsales.orders.events import (
    Cancelled,
    Delivered,
    LineRefund,
    Paid,
    Received,
    Refunded,
    Shipped,
)
from postsales.orders.lines import Line
from postsales.orders.payments import Tender, TenderKind
from postsales.wire._csv_rows import Row
from postsales.wire._csv_sheet import Sheet

_MADE = {
    "shipped": Shipped,
    "delivered": Delivered,
    "cancelled": Cancelled,
    "returned": Received,
}


@define(weakref_slot=False, eq=False)
class _Happened:
    """What happened to units and money of lines, by instant."""

    units: dict[str, dict[datetime, dict[str, int]]] = field(
        factory=lambda: {name: {} for name in _MADE}
    )
    refunds: dict[datetime, list[LineRefund]] = field(factory=dict[datetime, list[LineRefund]])
    given: Counter[datetime] = field(factory=Counter[datetime])


def history(sheet: Sheet, total: Money, rows: list[Row], lines: list[Line]) -> list[Event]:
    """The events of the order; what cannot be is noted as a problem."""
    told = _Happened()
    moves = _told_moves(sheet)
    for row, line in zip(rows, lines, strict=True):
        if moves:
            _moved(sheet, told, row, line)
        if "refunded" in sheet.plan.line:
            _given_back(sheet, told, row, line)
    try:
        events: list[Event] = [*_paid(sheet, total)]
        for name, made in _MADE.items():
            events += [made(units, at=at) for at, units in told.units[name].items()]
        return [*events, *_refunded(sheet, total, told)]
    except PostsalesError as error:
        sheet.impossible(sheet.first, error)
        return []


# Money in


def _paid(sheet: Sheet, total: Money) -> list[Event]:
    at = sheet.at("paid_at", sheet.first)
    if at is None:
        return []
    order = sheet.plan.order
    amount = total
    if "paid" in order:
        amount = total.currency.minor(sheet.amount(sheet.first, order["paid"]))
    if not amount:
        return []
    kind = sheet.told(sheet.first, order.get("tender_kind")) or TenderKind.OTHER
    id = sheet.told(sheet.first, order.get("tender")) or "payment"
    return [Paid(amount, tender=Tender(id, kind=kind), at=at)]


# Units


def _told_moves(sheet: Sheet) -> bool:
    """Does the mapping say anything about where units are?"""
    plan = sheet.plan
    told = {*plan.order, *plan.line, *plan.same_as}
    return any(f"{name}_at" in told for name in _MADE)


def _moved(sheet: Sheet, told: _Happened, row: Row, line: Line) -> None:
    """How many units of a row went out, arrived, were called off and came back."""
    at = {name: sheet.at(f"{name}_at", row) for name in _MADE}
    units = {name: _units(sheet, row, name, line.quantity) for name in _MADE}
    sent, off = units["shipped"], units["cancelled"]
    if sent is None:
        sent = line.quantity - (off or 0) if at["shipped"] else 0
    arrived = units["delivered"]
    if arrived is None:
        left = sent if at["shipped"] else line.quantity - (off or 0)
        arrived = left if at["delivered"] else 0
    if off is None:
        off = max(0, line.quantity - max(sent, arrived)) if at["cancelled"] else 0
    back = units["returned"]
    if back is None:
        back = line.quantity - off if at["returned"] else 0
    for name, count in (
        ("shipped", sent),
        ("delivered", arrived),
        ("cancelled", off),
        ("returned", back),
    ):
        when = at[name]
        if count > 0 and when is not None:
            told.units[name].setdefault(when, {})[line.id] = count
        elif count > 0:
            says = f"tells of {count} units, and {name}_at does not tell when"
            sheet.wrong(row, sheet.plan.line[name], says)


def _units(sheet: Sheet, row: Row, name: str, quantity: int) -> int | None:
    """How many units a column tells of; none where it is blank, None where there is no column."""
    fact = sheet.plan.line.get(name)
    if fact is None:
        return None
    text = sheet.told(row, fact)
    if text == "all":
        return quantity
    if text is None or text == "none":
        return 0
    found = sheet.read(row, fact, sheet.plan.cells.units) or 0
    if found > quantity:
        sheet.wrong(row, fact, f"tells of {found} units, and the row has {quantity}")
        return 0
    return found


# Money out


def _given_back(sheet: Sheet, told: _Happened, row: Row, line: Line) -> None:
    """What was given back for a row: price and taxes in proportion."""
    fact = sheet.plan.line["refunded"]
    minor = sheet.amount(row, fact)
    units = _units(sheet, row, "refunded_units", line.quantity) or 0
    if not minor and not units:
        return
    at = sheet.at("refunded_at", row)
    if at is None:
        sheet.wrong(row, fact, "tells of a refund, and refunded_at does not tell when")
    elif minor > line.total.minor:
        sheet.wrong(row, fact, f"is more than the {line.total} that the row cost")
    else:
        if line.taxes and minor:
            sheet.assume(row, fact, "the refund has the taxes of the row in proportion")
        told.refunds.setdefault(at, []).append(_line_refund(line, minor, units))
        told.given[at] += minor


def _line_refund(line: Line, minor: int, units: int) -> LineRefund:
    money = line.total.currency.minor
    if not minor:
        return LineRefund(line.id, units=units, price=money(0))
    added = [line.taxes_minor[place] for place in line.added]
    price, *shares = largest_remainder(minor, [line.price_minor, *added])
    by_place = dict(zip(line.added, shares, strict=True))
    taxes = [
        money(by_place[place] if place in by_place else _share(price, tax, line.price_minor))
        for place, tax in enumerate(line.taxes_minor)
    ]
    return LineRefund(line.id, units=units, price=money(price), taxes=taxes)


def _share(price: int, tax: int, of: int) -> int:
    return divide(price * tax, of) if of else 0


def _refunded(sheet: Sheet, total: Money, told: _Happened) -> list[Event]:
    money = total.currency.minor
    events: list[Event] = [
        Refunded(money(told.given[at]), lines=parts, at=at) for at, parts in told.refunds.items()
    ]
    fact = sheet.plan.order.get("refunded")
    minor = 0 if fact is None else sheet.amount(sheet.first, fact)
    if fact is None or not minor:
        return events
    at = sheet.at("refunded_at", sheet.first)
    if at is None:
        sheet.wrong(sheet.first, fact, "tells of a refund, and refunded_at does not tell when")
        return events
    return [*events, Refunded(money(minor), at=at)]
