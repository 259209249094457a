"""From the rows of one order to the order: its lines, its charges, and then its history.

Rules of this file: the mapping was checked when it was read, and every row has as many cells as the
header. Money is in whole minor units until lines and charges are made of it; what was told for the
order as a whole is shared so that it adds up.
"""

from collections.abc import Iterator
from datetime import datetime

from attrs import define

from postsales.basics._errors import InvalidValue, PostsalesError, short
from postsales.basics.currencies import USD, Currency
from postsales.basics.rounding import largest_remainder
from postsales.orders.charges import Charge
from postsales.orders.lines import Line, LineKind, Tax, TaxKind
from postsales.orders.order import Order
from postsales.orders.parties import Customer
from postsales.wire._csv_history import history, look_at_all
from postsales.wire._csv_plan import Plan, TaxFact
from postsales.wire._csv_rows import TABLE, Row, Rows
from postsales.wire._csv_sheet import Sheet
from postsales.wire.documents import DocumentErrors, OrderReading

_MOST_DECIMALS = 4
"""What no currency has more of."""


@define(weakref_slot=False, eq=False)
class Sold:
    """A line or a charge in minor units: what the customer saw as its price, and its taxes."""

    row: Row
    id: str
    quantity: int
    price: int
    taxes: list[Tax]


def read(plan: Plan, rows: Rows) -> OrderReading | DocumentErrors:
    """The order that some rows tell of, or all that is wrong with them."""
    if not rows.rows:
        return DocumentErrors(TABLE, rows.problems)
    sheet = Sheet(plan, rows)
    order = _order(sheet, rows)
    if order is None:
        return DocumentErrors(TABLE, sheet.problems)
    return OrderReading(order, unmapped=(), assumed=(*plan.assumed, *sheet.assumed))


def _order(sheet: Sheet, rows: Rows) -> Order | None:
    plan, first = sheet.plan, sheet.first
    _check_once(sheet, rows)
    told = _currency(sheet)
    currency = told or USD
    # How many decimals are too many is known of a currency alone.
    sheet.exponent = _MOST_DECIMALS if told is None else told.exponent
    priced = [x for x in _rows_sold(sheet, rows, currency) if x is not None]
    besides = [*_besides(sheet, currency)]
    placed = sheet.at("placed_at", first)
    if placed is None and not sheet.problems:
        sheet.wrong(first, plan.order["placed_at"], "is blank, and a time is needed")
    if not priced and not sheet.problems:
        sheet.say(first, "begins an order without units, and an order has at least one line")
    if sheet.problems or placed is None:
        look_at_all(sheet, rows.rows)
        return None
    _discounted(sheet, currency, priced)
    _taxed(sheet, currency, [*priced, *besides])
    try:
        return _made(sheet, currency, placed, priced, besides)
    except PostsalesError as error:
        sheet.impossible(first, error)
        return None


def _made(
    sheet: Sheet, currency: Currency, placed: datetime, priced: list[Sold], besides: list[Sold]
) -> Order | None:
    plan, first = sheet.plan, sheet.first
    lines = [x for x in (_line(sheet, currency, one) for one in priced) if x is not None]
    charges = [_charge(currency, x) for x in besides]
    market = sheet.told(first, plan.order.get("market"))
    channel = sheet.told(first, plan.order.get("channel"))
    customer = _customer(sheet)
    total = sum(x.total.minor for x in lines) + sum(x.total.minor for x in charges)
    if not sheet.problems:
        _check_total(sheet, currency, total)
    if not sheet.problems:
        events = history(sheet, currency.minor(total), [x.row for x in priced], lines)
        if not sheet.problems:
            return Order(
                id=first[1][plan.order["id"].place or 0].strip(),
                placed_at=placed,
                lines=lines,
                charges=charges,
                history=events,
                customer=customer,
                market=market,
                channel=channel,
            )
    return None


def _check_once(sheet: Sheet, rows: Rows) -> None:
    """What is told of the order stands on its first row; others repeat it or are blank."""
    begins, cells = sheet.first
    header = sheet.plan.header
    for number, row in rows.rows[1:]:
        for place in sheet.plan.once:
            if row[place] != cells[place] and row[place].strip():
                says = f"is {short(row[place])}, and line {begins} of the same order says"
                path = f'line {number}, column "{header[place]}"'
                sheet.note(path, f"{says} {short(cells[place])}", row[place])


def _currency(sheet: Sheet) -> Currency | None:
    fact = sheet.plan.order["currency"]
    code = sheet.needed(sheet.first, fact, str)
    try:
        return None if code is None else Currency(code)
    except InvalidValue as error:
        sheet.wrong(sheet.first, fact, f"is {short(code)}: {error.allowed}")
        return None


# What was sold


def _rows_sold(sheet: Sheet, rows: Rows, currency: Currency) -> Iterator[Sold | None]:
    fact = sheet.plan.line["quantity"]
    units = sheet.plan.cells.units
    skips = sheet.plan.mapping.zero_quantity == "skip"
    for place, row in enumerate(rows.rows, start=1):
        quantity = sheet.needed(row, fact, units)
        if quantity == 0 and not skips:
            sheet.wrong(row, fact, "is 0, and a line has units; zero_quantity can skip such rows")
        sold = _sold(sheet, row, place, quantity, currency)
        if quantity:
            yield sold
        elif skips and quantity == 0:
            if sold.price or sold.taxes:
                cost = currency.minor(_total(sold))
                sheet.wrong(row, fact, f"is 0, and {cost} for no units is more than nothing")
            sheet.assume(row, fact, "no units and no money: the row was left out")


def _sold(sheet: Sheet, row: Row, place: int, quantity: int | None, currency: Currency) -> Sold:
    taxes = _taxes(sheet, row, sheet.plan.line_taxes, currency)
    price = _price(sheet, row, quantity, taxes)
    return Sold(row, _id(sheet, row, place), quantity or 0, price, taxes)


def _taxes(sheet: Sheet, row: Row, facts: tuple[TaxFact, ...], currency: Currency) -> list[Tax]:
    found: list[Tax] = []
    for tax, fact in facts:
        minor = sheet.amount(row, fact)
        if minor:
            money = currency.minor(minor)
            found.append(Tax(money, kind=tax.kind, rate=tax.rate, name=tax.name))
    return found


def _id(sheet: Sheet, row: Row, place: int) -> str:
    """The id of a line; its place among the order's rows where the table tells none."""
    fact = sheet.plan.line.get("id")
    if fact is None:
        return str(place)
    return sheet.needed(row, fact, str) or str(place)


def _price(sheet: Sheet, row: Row, quantity: int | None, taxes: list[Tax]) -> int:
    plan = sheet.plan
    name = plan.amount
    fact = plan.line[name]
    # A row that is to be left out costs nothing where nobody says otherwise.
    wanted = sheet.needed if quantity else sheet.read
    told = wanted(row, fact, sheet.minor)
    found = told or 0
    if found < 0:
        sheet.wrong(row, fact, f"is {short(fact.told(row[1]))}, and zero or more is needed")
        return 0
    if name == "total":
        return found - sum(x.amount.minor for x in taxes if x.kind is TaxKind.ADDED)
    if name == "price":
        return found
    # Of units or a price that nobody can read nothing is known to be too little.
    is_told = quantity == 0 or None not in (quantity, told)
    found *= quantity or 0
    for discount in plan.line_discounts:
        found -= sheet.amount(row, discount)
        if found < 0 and is_told:
            sheet.wrong(row, discount, "takes more off than the units of the row cost")
            return 0
    return found


def _besides(sheet: Sheet, currency: Currency) -> Iterator[Sold]:
    plan, first = sheet.plan, sheet.first
    told = dict(plan.charges)
    if "shipping" in plan.order:
        told = {"shipping": plan.order["shipping"], **told}
    for id, fact in told.items():
        price = sheet.amount(first, fact)
        of_it = plan.shipping_taxes if id == "shipping" else ()
        taxes = _taxes(sheet, first, of_it, currency)
        if price or taxes:
            yield Sold(first, id, 0, price, taxes)


# What was told for the order as a whole


def _discounted(sheet: Sheet, currency: Currency, priced: list[Sold]) -> None:
    """Take what the order was lowered by off its lines."""
    plan, first = sheet.plan, sheet.first
    prices = [x.price for x in priced]
    off = sum(sheet.amount(first, fact) for fact in plan.order_discounts)
    subtotal = plan.order.get("subtotal")
    if subtotal is not None:
        told = sheet.read(first, subtotal, sheet.minor)
        off = 0 if told is None else sum(prices) - told
    if not off:
        return
    fact = subtotal or plan.order_discounts[0]
    if not 0 <= off <= sum(prices):
        came = currency.minor(sum(prices))
        sheet.wrong(first, fact, f"is {short(fact.told(first[1]))}, and the lines come to {came}")
        return
    for sold, share in zip(priced, largest_remainder(off, prices), strict=True):
        sold.price -= share
    says = f"{currency.minor(off)} off the order are shared over its lines by their prices"
    sheet.assume(first, fact, says)


def _taxed(sheet: Sheet, currency: Currency, sold: list[Sold]) -> None:
    """Share the taxes of the order over its lines and charges."""
    prices = [x.price for x in sold]
    for tax, fact in sheet.plan.order_taxes:
        minor = sheet.amount(sheet.first, fact)
        if not minor:
            continue
        if not any(prices):
            sheet.wrong(sheet.first, fact, "is a tax, and nothing of the order costs anything")
            return
        for one, share in zip(sold, largest_remainder(minor, prices), strict=True):
            money = currency.minor(share)
            one.taxes.append(Tax(money, kind=tax.kind, rate=tax.rate, name=tax.name))


def _check_total(sheet: Sheet, currency: Currency, total: int) -> None:
    fact = sheet.plan.order.get("total")
    told = None if fact is None else sheet.read(sheet.first, fact, sheet.minor)
    if fact is not None and told is not None and told != total:
        came = currency.minor(total)
        says = f"is {currency.minor(told)}, and what the order tells comes to {came}"
        sheet.wrong(sheet.first, fact, says)


# Our values


def _total(sold: Sold) -> int:
    return sold.price + sum(x.amount.minor for x in sold.taxes if x.kind is TaxKind.ADDED)


def _line(sheet: Sheet, currency: Currency, sold: Sold) -> Line | None:
    row, told, facts = sold.row, sheet.told, sheet.plan.line
    try:
        return Line(
            sold.id,
            quantity=sold.quantity,
            total=currency.minor(_total(sold)),
            taxes=tuple(sold.taxes),
            kind=told(row, facts.get("kind")) or LineKind.GOODS,
            traits=_several(sheet, row, "traits"),
            tags=_several(sheet, row, "tags"),
            category=told(row, facts.get("category")),
            sku=told(row, facts.get("sku")),
            title=told(row, facts.get("title")),
        )
    except PostsalesError as error:
        sheet.impossible(row, error)
        return None


def _several(sheet: Sheet, row: Row, name: str) -> tuple[str, ...]:
    fact = sheet.plan.line.get(name)
    told = None if fact is None else sheet.told(row, fact)
    if told is None:
        return ()
    separator = sheet.plan.mapping.tag_separator
    return tuple(one.strip() for one in told.split(separator) if one.strip())


def _charge(currency: Currency, sold: Sold) -> Charge:
    total = currency.minor(_total(sold))
    if sold.id == "shipping":
        return Charge.shipping(total, taxes=sold.taxes)
    return Charge.other(sold.id, total, taxes=sold.taxes)


def _customer(sheet: Sheet) -> Customer | None:
    facts, first = sheet.plan.order, sheet.first
    id = sheet.told(first, facts.get("customer"))
    told = {name: sheet.told(first, facts.get(name)) for name in ("country", "tier")}
    if id is None:
        for name, one in told.items():
            if one is not None:
                sheet.assume(first, facts[name], "left out: no customer is told whose it is")
        return None
    country, tier = told["country"], told["tier"]
    return Customer(id, country=country, tier=tier)
