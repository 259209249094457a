"""What a Shopify order says it sold, checked piece by piece and not yet added up.

Rules of this file: amounts are minor units of the customer's currency. What may be missing in older
documents is optional here; what says again what stands elsewhere is compared in ``_shop_sums``.
"""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Protocol, cast

from attrs import field, frozen

from postsales.orders.lines import LineKind
from postsales.orders.parties import Customer
from postsales.wire._reader import Part, Reader
from postsales.wire._shop_money import Currencies, currencies, written
from postsales.wire._shop_moved import ToldMove, ToldParcel, ToldRefund, moves, parcels, refunds
from postsales.wire._shop_returns import ToldReturn, told_return

_MOST_UNITS = 10**9
_MOST_MINOR = 10**15
_MOST_TAXES = 100


@frozen(weakref_slot=False)
class ToldTax:
    """A tax on a line or on shipping."""

    minor: int
    rate: Decimal | None
    name: str


@frozen(weakref_slot=False)
class ToldItem:
    """A line, shipping or another charge: before its discounts, what they take off, and its tax."""

    path: str
    id: str
    full: int
    discount: int = field(default=0, kw_only=True)
    taxes: tuple[ToldTax, ...] = field(default=(), kw_only=True)
    quantity: int = field(default=1, kw_only=True)
    kind: LineKind = field(default=LineKind.GOODS, kw_only=True)
    tags: tuple[str, ...] = field(default=(), kw_only=True)
    sku: str | None = field(default=None, kw_only=True)
    title: str | None = field(default=None, kw_only=True)

    @property
    def price(self) -> int:
        """What the customer saw, after every discount."""
        return self.full - self.discount

    @property
    def tax(self) -> int:
        """All its taxes together."""
        return sum(tax.minor for tax in self.taxes)


@frozen(weakref_slot=False, kw_only=True)
class ToldOrder:
    """All that is read of an order."""

    root: Part
    id: str
    currencies: Currencies
    placed_at: datetime
    created_at: datetime
    cancelled_at: datetime | None
    closed_at: datetime | None
    included: bool
    total: int
    current: int | None
    outstanding: int | None
    rounded: int
    rounded_back: int
    lines: tuple[ToldItem, ...]
    shipping: tuple[ToldItem, ...]
    others: tuple[ToldItem, ...]
    parcels: tuple[ToldParcel, ...]
    refunds: tuple[ToldRefund, ...]
    moves: tuple[ToldMove, ...] | None
    returns: tuple[ToldReturn, ...]
    financial: str
    fulfilled: str
    gateways: tuple[str, ...]
    customer: Customer | None
    market: str | None
    channel: str | None

    def value(self, item: ToldItem) -> int:
        """What the customer owes for an item, all in."""
        return item.price if self.included else item.price + item.tax


_AGAIN = (
    "admin_graphql_api_id",
    "current_total_discounts",
    "current_total_discounts_set",
    "current_total_tax",
    "current_total_tax_set",
    "current_subtotal_price",
    "current_subtotal_price_set",
    "current_shipping_price_set",
)


def told(reader: Reader, order: object) -> ToldOrder:
    """What an order says; what it cannot say is noted as problems."""
    root = reader.part(order, "$")
    root.knows_again(*_AGAIN)
    money = currencies(root)
    country = _country(root)
    created = root.zoned_at("created_at")
    found = ToldOrder(
        root=root,
        id=root.id("id"),
        currencies=money,
        # Imported orders were created later than they were placed.
        placed_at=root.optional_zoned_at("processed_at") or created,
        created_at=created,
        cancelled_at=root.optional_zoned_at("cancelled_at"),
        closed_at=root.optional_zoned_at("closed_at"),
        included=root.flag("taxes_included"),
        total=money.amount(root, "total_price"),
        current=_sound(root, "current_total_price", money.optional(root, "current_total_price")),
        outstanding=_outstanding(money, root),
        rounded=_rounded(money, root, "payment"),
        rounded_back=_rounded(money, root, "refund"),
        lines=tuple(_line(money, part) for part in root.parts("line_items")),
        shipping=tuple(_shipping(money, root)),
        others=tuple(_others(money, root)),
        parcels=tuple(parcels(root)),
        refunds=tuple(refunds(money, root)),
        moves=tuple(moves(money, root)) if root.has("transactions") else None,
        returns=tuple(told_return(part) for part in root.optional_parts(RETURNS)),
        financial=root.optional_text("financial_status") or "",
        fulfilled=root.optional_text("fulfillment_status") or "",
        gateways=_gateways(root),
        customer=_customer(root, country),
        market=country,
        channel=root.optional_text("source_name"),
    )
    if not found.lines and isinstance(root.values.get("line_items"), list | tuple):
        root.wrong("line_items", "is empty, and an order has at least one line")
    _each_once(reader, found)
    for key in ("transactions", "fulfillments"):
        _all_there(root, key)
    return found


RETURNS = "graph_returns"
"""Where a reshaped order has its returns: only the GraphQL interface tells them."""


def _all_there(root: Part, key: str) -> None:
    """Lists can be asked for in part; then their count says so, where it is told."""
    if not root.has(f"{key}_count"):
        return
    count = root.whole(f"{key}_count", 0, _MOST_UNITS)
    listed = root.values.get(key)
    if isinstance(listed, list) and len(cast("list[object]", listed)) != count:
        there = f"$.{key} has {len(cast('list[object]', listed))}"
        root.wrong(f"{key}_count", f"is {count}, and {there}: all of them are needed")


def _sound(root: Part, key: str, figure: int | None) -> int | None:
    """A figure that is told, and no problem itself."""
    return figure if root.reader.is_sound(root.path_of(key)) else None


def _outstanding(money: Currencies, root: Part) -> int | None:
    """What is still owed; below zero what was paid too much. Shopify tells it in one currency."""
    key = "total_outstanding"
    if not money.is_told(root, key):
        return None
    if money.shop == money.paid or root.has(f"{key}_set"):
        return _sound(root, key, money.signed(root, key))
    if root.money(key) == 0:
        return _sound(root, key, 0)
    says = f"is told in {money.shop} alone, and so was compared with nothing"
    root.reader.assume(root.path_of(key), says)
    return None


def _rounded(money: Currencies, root: Part, what: str) -> int:
    """What was paid, or given back, more or less in coins."""
    key = f"total_cash_rounding_{what}_adjustment"
    return money.signed(root, key) if money.is_told(root, key) else 0


def _country(root: Part) -> str | None:
    for key in ("shipping_address", "billing_address"):
        if root.has(key):
            found = root.part(key).optional_text("country_code")
            if found:
                return found
    return None


def _customer(root: Part, country: str | None) -> Customer | None:
    if not root.has("customer"):
        return None
    return Customer(root.part("customer").id("id"), country=country)


def _gateways(root: Part) -> tuple[str, ...]:
    """The means of payment; a list of names today, one name before."""
    one = root.optional_text("gateway")
    if root.has("payment_gateway_names"):
        return root.texts("payment_gateway_names")
    return (one,) if one else ()


# Lines


def _line(money: Currencies, part: Part) -> ToldItem:
    part.knows_again("admin_graphql_api_id", "name", "current_quantity", "fulfillable_quantity")
    part.knows_again("fulfillment_status")
    quantity = part.whole("quantity", 1, _MOST_UNITS)
    full = _whole(part, money.amount(part, "price") * quantity)
    return ToldItem(
        part.path,
        part.id("id"),
        full,
        discount=_at_most(money, part, full, _line_discount(money, part)),
        taxes=_taxes(money, part),
        quantity=quantity,
        kind=_kind(part),
        tags=_tags(part),
        sku=part.optional_text("sku"),
        title=part.optional_text("title"),
    )


def _whole(part: Part, full: int) -> int:
    if full < _MOST_MINOR:
        return full
    part.wrong("price", "times quantity is more money than can be counted here")
    return 0


def _line_discount(money: Currencies, part: Part) -> int:
    """The allocations are all discounts; ``total_discount`` may be those shown on the line alone.

    Source: Shopify's announcement of discount applications, and the field notes of the order.
    """
    shown = money.optional(part, "total_discount")
    if not part.has("discount_allocations"):
        return shown or 0
    found = _allocated(money, part)
    if shown is not None and shown > found:
        there = f"{part.path}.discount_allocations"
        says = f"is {written(money.paid, shown)}, and {there} come to {written(money.paid, found)}"
        part.wrong("total_discount", says)
    return found


def _allocated(money: Currencies, part: Part) -> int:
    pieces = part.optional_parts("discount_allocations")
    for piece in pieces:
        piece.knows_again("discount_application_index")
    return sum(money.amount(piece, "amount") for piece in pieces)


def _at_most(money: Currencies, part: Part, full: int, discount: int) -> int:
    if discount <= full:
        return discount
    says = f"come to {written(money.paid, discount)}, and the price is {written(money.paid, full)}"
    key = "discount_allocations" if part.has("discount_allocations") else "total_discount"
    part.wrong(key, f"{says} before discounts")
    return full


def _taxes(money: Currencies, part: Part) -> tuple[ToldTax, ...]:
    found = part.optional_parts("tax_lines")
    if len(found) > _MOST_TAXES:
        # Every refund of a line has an amount for each of its taxes.
        part.wrong("tax_lines", f"are {len(found)}, and at most {_MOST_TAXES} taxes are understood")
        return ()
    return tuple(
        ToldTax(money.amount(tax, "price"), tax.rate("rate"), tax.optional_text("title") or "")
        for tax in found
    )


def _kind(part: Part) -> LineKind:
    if part.has("gift_card") and part.flag("gift_card"):
        part.knows_again("requires_shipping")
        return LineKind.GIFT_CARD
    if not part.has("requires_shipping") or part.flag("requires_shipping"):
        return LineKind.GOODS
    says = "needs no shipping and so is digital; Shopify does not tell services from it"
    part.reader.assume(f"{part.path}.requires_shipping", says)
    return LineKind.DIGITAL


def _tags(part: Part) -> tuple[str, ...]:
    """The names of a line's own properties: terms can be about them. Their values are unmapped."""
    return tuple(piece.text("name") for piece in part.optional_parts("properties"))


# Charges


def _shipping(money: Currencies, root: Part) -> Iterable[ToldItem]:
    for place, part in enumerate(root.optional_parts("shipping_lines"), start=1):
        part.knows_again("current_discounted_price_set")
        found = ToldItem(
            part.path,
            part.optional_id("id") or f"shipping-{place}",
            full := money.amount(part, "price"),
            discount=_shipping_discount(money, part, full),
            taxes=_taxes(money, part),
            title=part.optional_text("title"),
        )
        if part.has("is_removed") and part.flag("is_removed"):
            part.reader.assume(part.path, "was taken off the order and is left out")
            continue
        yield found


def _shipping_discount(money: Currencies, part: Part, full: int) -> int:
    """What the discounted price says, and the allocations the same where they are told."""
    reduced = money.optional(part, "discounted_price")
    allocated = _at_most(money, part, full, _allocated(money, part))
    if reduced is None:
        return allocated
    if part.values.get("discount_allocations") is not None and full - allocated != reduced:
        there = f"{part.path}.price less {part.path}.discount_allocations"
        left = written(money.paid, full - allocated)
        part.wrong(
            "discounted_price", f"is {written(money.paid, reduced)}, and {there} come to {left}"
        )
    if reduced > full:
        there = f"{part.path}.price is {written(money.paid, full)}"
        part.wrong("discounted_price", f"is {written(money.paid, reduced)}, and {there}")
    return max(0, full - reduced)


_OTHERS = (
    ("tip", "total_tip_received"),
    ("duties", "original_total_duties"),
    ("additional_fees", "original_total_additional_fees"),
)


def _others(money: Currencies, root: Part) -> Iterable[ToldItem]:
    """What the customer paid besides lines and shipping."""
    for id, key in _OTHERS:
        found = money.optional(root, key) if _is_more_than_nothing(root, key) else None
        if found:
            yield ToldItem(root.path_of(key), id, found)


def _is_more_than_nothing(root: Part, key: str) -> bool:
    """No tip is told without its currency, so that nothing of it has to be told twice."""
    return root.has(f"{key}_set") or (root.has(key) and root.money(key) != 0)


# Ids


class _WithId(Protocol):
    @property
    def path(self) -> str: ...
    @property
    def id(self) -> str: ...


def _each_once(reader: Reader, order: ToldOrder) -> None:
    """Ids stand for one thing each."""
    once(reader, order.lines)
    once(reader, order.shipping)
    once(reader, order.parcels)
    once(reader, order.refunds)
    once(reader, order.moves or ())
    once(reader, order.returns)
    once(reader, [move for refund in order.refunds for move in refund.moves])


def once(reader: Reader, items: "Iterable[_WithId]") -> None:
    """Ids stand for one thing each."""
    first: dict[str, str] = {}
    for item in items:
        if item.id in first:
            reader.wrong(f"{item.path}.id", f"is {item.id}, as is {first[item.id]}.id")
        first.setdefault(item.id, item.path)
