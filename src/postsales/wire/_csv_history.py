"""What has happened to an order, as far as a table tells: money in, units out and back, money out.

Rules of this file: a row tells how many of its units something happened to and when; where it tells
only when, it was all that it can have been. Nothing is dated that the mapping does not date.
"""

from collections import Counter
from collections.abc import Mapping
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
from postsales.wire._csv_mapping import MOMENTS, MOVES
from postsales.wire._csv_plan import Fact
from postsales.wire._csv_rows import Row
from postsales.wire._csv_sheet import Sheet

_MOST_UNITS = 10**9
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
    for row, line in zip(rows, lines, strict=True):
        if sheet.plan.moves:
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


def look_at_all(sheet: Sheet, rows: list[Row]) -> None:
    """Find what else is wrong with an order that cannot be made, so that all of it is told."""
    plan, first = sheet.plan, sheet.first
    _look(sheet, first, plan.order, ("subtotal", "total", "paid", "refunded"))
    for row in rows:
        _look(sheet, row, plan.line, ("refunded",))
        for name in (*MOVES, "refunded_units"):
            if name in plan.line:
                _units(sheet, row, name, _MOST_UNITS)


def _look(sheet: Sheet, row: Row, facts: Mapping[str, Fact], amounts: tuple[str, ...]) -> None:
    for name, fact in facts.items():
        if name in MOMENTS:
            sheet.at(name, row)
        elif name in amounts:
            sheet.amount(row, fact)
        else:
            sheet.told(row, fact)


# Money in


def _paid(sheet: Sheet, total: Money) -> list[Event]:
    at = sheet.at("paid_at", sheet.first)
    order = sheet.plan.order
    if at is None:
        if "paid" in order and sheet.amount(sheet.first, order["paid"]):
            sheet.undated(sheet.first, order["paid"], "a payment", "paid_at")
        return []
    amount = total
    if "paid" in order:
        amount = total.currency.minor(sheet.amount(sheet.first, order["paid"]))
    if not amount:
        return []
    kind = sheet.told(sheet.first, order.get("tender_kind")) or TenderKind.OTHER
    id = sheet.told(sheet.first, order.get("tender")) or "payment"
    return [Paid(amount, tender=Tender(id, kind=kind), at=at)]


# Units


def _moved(sheet: Sheet, told: _Happened, row: Row, line: Line) -> None:
    """How many units of a row went out, arrived, were called off and came back."""
    plan = sheet.plan
    at = {name: sheet.at(f"{name}_at", row) for name in plan.moves}
    units = {
        name: _units(sheet, row, name, line.quantity) for name in plan.moves if name in plan.line
    }
    counted = _counted(line.quantity, at, units)
    if at.get("cancelled") is not None and not {"cancelled"} & {*counted, *units}:
        says = "nothing was called off: all units had left"
        sheet.assumed[f"line {row[0]}, cancelled_at", says] = None
    for name, count in counted.items():
        when = at[name]
        if when is not None:
            told.units[name].setdefault(when, {})[line.id] = count
        else:
            what = "1 unit" if count == 1 else f"{count} units"
            sheet.undated(row, plan.line[name], what, f"{name}_at")


def _counted(
    quantity: int, at: dict[str, datetime | None], units: dict[str, int]
) -> dict[str, int]:
    """How many units each thing happened to: as many as are told, or all that are left for it."""
    called_off = units.get("cancelled", 0)
    found = dict(units)
    for name in ("shipped", "delivered"):
        if name not in units and at.get(name) is not None:
            found[name] = min(quantity - called_off, found.get("shipped", quantity))
    if "cancelled" not in units and at.get("cancelled") is not None:
        found["cancelled"] = quantity - max(found.get("shipped", 0), found.get("delivered", 0))
    if "returned" not in units and at.get("returned") is not None:
        had = found.get("shipped", quantity - found.get("cancelled", 0))
        found["returned"] = found.get("delivered", had)
    return {name: count for name, count in found.items() if count}


def _units(sheet: Sheet, row: Row, name: str, quantity: int) -> int:
    """How many units a column tells of; none where it is blank."""
    fact = sheet.plan.line[name]
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
    counted = "refunded_units" in sheet.plan.line
    units = _units(sheet, row, "refunded_units", line.quantity) if counted else 0
    if not minor and not units:
        return
    at = sheet.at("refunded_at", row)
    if at is None:
        sheet.undated(row, fact, "a refund", "refunded_at")
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
        sheet.undated(sheet.first, fact, "a refund", "refunded_at")
        return events
    return [*events, Refunded(money(minor), at=at)]
