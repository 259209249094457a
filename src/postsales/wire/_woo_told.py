"""What a WooCommerce order says, checked piece by piece and not yet added up.

Rules of this file: figures are exact, in the reader's finest unit, as they are told; what is given
back is positive here. Only times in UTC (``_gmt``) are read.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import cast

from attrs import evolve, field, frozen

from postsales.basics._errors import InvalidValue, short
from postsales.basics.currencies import USD, Currency
from postsales.orders.parties import Customer
from postsales.wire._reader import Part, Reader

_MOST_ID = 10**18
_LONGEST_ID = 20
_MOST_UNITS = 10**9
_NO_AGREEMENT = {
    "auto-draft": "nothing was agreed yet",
    "checkout-draft": "nothing was agreed yet",
    "trash": "the shop threw the order away; restore it first",
}


@frozen(weakref_slot=False)
class ToldItem:
    """A line, a shipping line or a fee: what it costs without tax, and each tax by its rate."""

    path: str
    id: str
    net: int
    taxes: tuple[tuple[str, int], ...]
    quantity: int = field(default=1, kw_only=True)
    sku: str | None = field(default=None, kw_only=True)
    title: str | None = field(default=None, kw_only=True)


@frozen(weakref_slot=False)
class ToldRate:
    """A rate of tax: what it came to on lines and fees, and on shipping."""

    path: str
    name: str
    goods: int
    shipping: int


@frozen(weakref_slot=False)
class ToldBack:
    """What a refund gives back of one line, shipping line or fee."""

    path: str
    of: str
    units: int
    net: int
    taxes: Mapping[str, int]

    def plus(self, other: "ToldBack") -> "ToldBack":
        """This and another piece of the same refund."""
        rates = {**self.taxes, **other.taxes}
        taxes = {x: self.taxes.get(x, 0) + other.taxes.get(x, 0) for x in rates}
        return evolve(self, units=self.units + other.units, net=self.net + other.net, taxes=taxes)


@frozen(weakref_slot=False)
class ToldRefund:
    """A refund: how much, when if that is known, for what reason and for which items."""

    path: str
    id: str
    amount: int
    at: datetime | None = None
    reason: str = ""
    items: tuple[ToldBack, ...] = ()


@frozen(weakref_slot=False, kw_only=True)
class ToldOrder:
    """All that is read of an order and its refunds."""

    id: str
    status: str
    currency: Currency
    created_at: datetime
    modified_at: datetime
    paid_at: datetime | None
    completed_at: datetime | None
    total: int
    included: bool
    lines: tuple[ToldItem, ...]
    shipping: tuple[ToldItem, ...]
    fees: tuple[ToldItem, ...]
    rates: Mapping[str, ToldRate]
    refunds: tuple[ToldRefund, ...]
    method: str
    transaction: str
    customer: Customer | None
    channel: str | None


def told(reader: Reader, order: object, refunds: object) -> ToldOrder:
    """What an order and its refunds say; what they cannot say is noted as problems."""
    root = reader.part(order, "$")
    root.knows_again("_links", "date_created", "date_modified", "date_paid", "date_completed")
    root.knows_again("cart_tax", "shipping_tax", "shipping_total", "total_tax")
    found = ToldOrder(
        id=str(root.whole("id", 1, _MOST_ID)),
        status=_status(root),
        currency=_currency(root),
        created_at=root.at("date_created_gmt"),
        modified_at=root.at("date_modified_gmt"),
        paid_at=root.optional_at("date_paid_gmt"),
        completed_at=root.optional_at("date_completed_gmt"),
        total=_positive(root, "total"),
        included=root.flag("prices_include_tax"),
        lines=tuple(_line(part) for part in root.parts("line_items")),
        shipping=tuple(_charge(part) for part in root.parts("shipping_lines")),
        fees=tuple(_fee(part) for part in root.parts("fee_lines")),
        rates=_rates(root),
        refunds=_refunds(reader, root, refunds),
        method=root.optional_text("payment_method") or "",
        transaction=root.optional_text("transaction_id") or "",
        customer=_customer(root),
        channel=root.optional_text("created_via"),
    )
    if not found.lines and isinstance(root.values.get("line_items"), list | tuple):
        root.wrong("line_items", "is empty, and an order has at least one line")
    _once(reader, (*found.lines, *found.shipping, *found.fees))
    return found


def _status(root: Part) -> str:
    status = root.text("status")
    if status in _NO_AGREEMENT:
        root.wrong("status", f"is {short(status)}: {_NO_AGREEMENT[status]}")
    return status


def _currency(root: Part) -> Currency:
    code = root.text("currency")
    try:
        return Currency(code)
    except InvalidValue as error:
        if root.values.get("currency") == code:
            root.wrong("currency", f"is {short(code)}: {error.allowed}")
    return USD


def _customer(root: Part) -> Customer | None:
    if not root.has("customer_id") or not (id := root.whole("customer_id", 0, _MOST_ID)):
        return None
    place = root.part("shipping").optional_text("country")
    return Customer(str(id), country=place or root.part("billing").optional_text("country"))


def _once(reader: Reader, items: Iterable[ToldItem | ToldRefund]) -> None:
    """Ids stand for one thing each."""
    first: dict[str, str] = {}
    for item in items:
        if item.id in first:
            reader.wrong(f"{item.path}.id", f"is {item.id}, as is {first[item.id]}.id")
        first.setdefault(item.id, item.path)


def _positive(part: Part, key: str) -> int:
    figure = part.money(key)
    if figure < 0:
        part.wrong(key, f"is {short(part.values[key])}, and zero or more is needed")
    return max(0, figure)


# What was sold


def _line(part: Part) -> ToldItem:
    part.knows_again("price", "total_tax")
    return ToldItem(
        part.path,
        str(part.whole("id", 1, _MOST_ID)),
        _positive(part, "total"),
        _taxes(part, 1),
        quantity=part.whole("quantity", 1, _MOST_UNITS),
        sku=part.optional_text("sku"),
        title=part.optional_text("name"),
    )


def _charge(part: Part) -> ToldItem:
    part.knows_again("total_tax")
    id = str(part.whole("id", 1, _MOST_ID))
    return ToldItem(part.path, id, _positive(part, "total"), _taxes(part, 1))


def _fee(part: Part) -> ToldItem:
    part.knows_again("amount", "total_tax")
    net = part.money("total")
    id = str(part.whole("id", 1, _MOST_ID))
    return ToldItem(part.path, id, net, _taxes(part, -1 if net < 0 else 1))


def _taxes(part: Part, sign: int) -> tuple[tuple[str, int], ...]:
    """Each tax by the id of its rate, of one sign unless that is 0; blank ones do not apply."""
    found: dict[str, int] = {}
    for tax in part.parts("taxes"):
        rate = str(tax.whole("id", 0, _MOST_ID))
        tax.knows_again("subtotal")
        if tax.values.get("total") == "":
            tax.knows_again("total")
            continue
        figure = tax.money("total")
        if figure * sign < 0:
            side = "more" if sign > 0 else "less"
            tax.wrong("total", f"is {short(tax.values['total'])}, and zero or {side} is needed")
        if rate in found:
            tax.wrong("id", f"is {rate}, and another tax of {part.path} has the same rate")
        found[rate] = figure
    return tuple(found.items())


def _rates(root: Part) -> dict[str, ToldRate]:
    found: dict[str, ToldRate] = {}
    for part in root.parts("tax_lines"):
        part.knows_again("id", "label", "rate_code")
        rate = str(part.whole("rate_id", 0, _MOST_ID))
        if rate in found:
            part.wrong("rate_id", f"is {rate}, as is {found[rate].path}.rate_id")
        found[rate] = ToldRate(
            part.path,
            part.optional_text("label") or part.optional_text("rate_code") or "",
            part.money("tax_total"),
            part.money("shipping_tax_total"),
        )
    return found


# What was given back


def _refunds(reader: Reader, root: Part, refunds: object) -> tuple[ToldRefund, ...]:
    """The refunds that the order lists, each with what its own document says, if that is there."""
    listed = {entry.id: entry for entry in _entries(reader, root)}
    for own in _own(reader, refunds):
        entry = listed.get(own.id)
        if entry is None:
            says = f"is {own.id}, and $.refunds lists no such refund; read the order again"
            reader.wrong(f"{own.path}.id", says)
        elif entry.amount != own.amount:
            says = f"is another amount than {entry.path}.total; read both again"
            reader.wrong(f"{own.path}.amount", says)
        else:
            listed[own.id] = evolve(own, reason=own.reason or entry.reason)
    return tuple(listed.values())


def _entries(reader: Reader, root: Part) -> tuple[ToldRefund, ...]:
    found = tuple(_entry(part) for part in root.parts("refunds"))
    _once(reader, found)
    return found


def _entry(part: Part) -> ToldRefund:
    # Older versions call the reason "refund".
    part.knows_again("total_tax")
    reason = part.optional_text("reason") or part.optional_text("refund") or ""
    part.knows_again("refund")
    id = str(part.whole("id", 1, _MOST_ID))
    return ToldRefund(part.path, id, _given(part, "total"), reason=reason)


def _own(reader: Reader, refunds: object) -> tuple[ToldRefund, ...]:
    if not isinstance(refunds, list | tuple):
        reader.wrong("refunds", f"is {short(refunds)}, and a list of refunds is needed", refunds)
        return ()
    documents = enumerate(cast("list[object]", refunds))
    parts = [reader.part(refund, f"refunds[{place}]:$") for place, refund in documents]
    found = tuple(refund_of(part) for part in parts)
    _once(reader, found)
    return found


def refund_of(part: Part) -> ToldRefund:
    """What the document of a refund says."""
    part.knows_again("_links", "date_created", "tax_lines", "parent_id")
    pieces = [_back_line(piece) for piece in part.parts("line_items")]
    # Older versions tell lines only.
    pieces += [_back(piece) for piece in part.optional_parts("shipping_lines")]
    pieces += [_back(piece, sign=0) for piece in part.optional_parts("fee_lines")]
    items: dict[str, ToldBack] = {}
    for back in pieces:
        if back is not None:
            items[back.of] = items[back.of].plus(back) if back.of in items else back
    return ToldRefund(
        part.path,
        str(part.whole("id", 1, _MOST_ID)),
        _positive(part, "amount"),
        part.at("date_created_gmt"),
        part.optional_text("reason") or "",
        tuple(items.values()),
    )


def _back_line(part: Part) -> ToldBack | None:
    units = -part.whole("quantity", -_MOST_UNITS, 0)
    back = _back(part)
    return back and evolve(back, units=units)


def _back(part: Part, sign: int = -1) -> ToldBack | None:
    """One piece of a refund. A fee that was a discount is given back with the other sign."""
    part.knows_again("id", "name", "product_id", "variation_id", "sku", "tax_class", "tax_status")
    part.knows_again("price", "amount", "subtotal", "subtotal_tax", "total_tax")
    part.knows_again("method_id", "method_title", "instance_id")
    of = _refunded_item(part)
    net = _given(part, "total") if sign else -part.money("total")
    taxes = {rate: -figure for rate, figure in _taxes(part, sign)}
    if of is None:
        says = "names no item that it gives back: the money counts, tied to nothing"
        part.reader.assume(part.path, says)
        return None
    return ToldBack(part.path, of, 0, net, taxes)


def _refunded_item(part: Part) -> str | None:
    for meta in part.optional_parts("meta_data"):
        meta.knows_again("id", "display_key", "display_value")
        if meta.has("key") and meta.values["key"] == "_refunded_item_id":
            return _item_id(meta)
    return None


def _item_id(meta: Part) -> str | None:
    """The id of an item, told as a number or as text."""
    value = meta.values.get("value")
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < _LONGEST_ID:
        meta.knows_again("value")
        return str(int(value))
    return str(meta.whole("value", 1, _MOST_ID))


def _given(part: Part, key: str) -> int:
    """What is given back, told as a negative amount."""
    figure = part.money(key)
    if figure > 0:
        says = "and what is given back is zero or less here"
        part.wrong(key, f"is {short(part.values[key])}, {says}")
    return max(0, -figure)
