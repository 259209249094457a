"""Where a Shopify order tells an amount twice: as a total, and as what the total is made of.

Rules of this file: nothing is mended. Every disagreement is a problem at the total, which names the
other places and both figures. An amount that is itself a problem is compared with nothing.
"""

from collections.abc import Iterable

from attrs import frozen

from postsales.basics._errors import short
from postsales.wire._reader import Part, Reader
from postsales.wire._shop_money import written
from postsales.wire._shop_told import ToldItem, ToldOrder


@frozen(weakref_slot=False)
class _Sums:
    """What lines and shipping come to."""

    lines: int
    reduced: int
    discounts: int
    shipping: int
    shipping_discounts: int
    taxes: int
    all: int


_LINES = "$.line_items[*].price times quantity"
_LESS = f"{_LINES} less $.line_items[*].discount_allocations"
_TAXES = "the tax_lines of $.line_items[*] and $.shipping_lines[*]"
_ALL = f"{_LESS}, $.shipping_lines[*], tips, duties and fees, with their tax_lines,"


def compare(reader: Reader, order: ToldOrder) -> None:
    """Note every disagreement between the totals of an order and its parts."""
    totals = _Totals.of(order)
    sums = _sums(order)
    is_sound = reader.is_sound("$.line_items", "$.shipping_lines")
    checks = _Checks(reader, order)
    checks.heads(totals, sums)
    if is_sound:
        checks.parts(totals, sums)
    _same_gateway(order)


def _sums(order: ToldOrder) -> _Sums:
    items = (*order.lines, *order.shipping)
    return _Sums(
        lines=sum(item.full for item in order.lines),
        reduced=sum(item.price for item in order.lines),
        discounts=sum(item.discount for item in order.lines),
        shipping=sum(item.full for item in order.shipping),
        shipping_discounts=sum(item.discount for item in order.shipping),
        taxes=sum(item.tax for item in items),
        all=_owed(order, (*items, *order.others)),
    )


def _owed(order: ToldOrder, items: Iterable[ToldItem]) -> int:
    return sum(order.value(item) for item in items)


@frozen(weakref_slot=False)
class _Totals:
    """What the order tells as its totals; None where it does not, or not soundly."""

    lines: int | None
    discounts: int | None
    subtotal: int | None
    shipping: int | None
    tax: int | None
    taxes: int | None
    codes: int | None
    total: int | None

    @classmethod
    def of(cls, order: ToldOrder) -> "_Totals":
        return cls(
            lines=_figure(order, "total_line_items_price"),
            discounts=_figure(order, "total_discounts"),
            subtotal=_figure(order, "subtotal_price"),
            shipping=_figure(order, "total_shipping_price"),
            tax=_figure(order, "total_tax"),
            taxes=_sound(order, "tax_lines", _tax_lines(order)),
            codes=_sound(order, "discount_codes", _codes(order)),
            total=_sound(order, "total_price", order.total),
        )


def _figure(order: ToldOrder, key: str) -> int | None:
    return _sound(order, key, order.currencies.optional(order.root, key))


def _sound(order: ToldOrder, key: str, figure: int | None) -> int | None:
    return figure if order.root.reader.is_sound(f"$.{key}", "$.currency", "$.present") else None


def _tax_lines(order: ToldOrder) -> int | None:
    root = order.root
    found = root.optional_parts("tax_lines")
    for part in found:
        part.knows_again("rate", "title", "channel_liable")
    total = sum(order.currencies.amount(part, "price") for part in found)
    return total if root.has("tax_lines") else None


def _codes(order: ToldOrder) -> int | None:
    """What discount codes took off; told in the shop's currency alone."""
    money = order.currencies
    parts: list[Part] = order.root.optional_parts("discount_codes")
    for part in parts:
        part.knows_again("amount", "type")
    if not parts or money.shop != money.paid:
        return None
    return sum(money.amount(part, "amount") for part in parts)


@frozen(weakref_slot=False, eq=False)
class _Checks:
    """Comparisons, each noted when it fails."""

    reader: Reader
    order: ToldOrder

    def heads(self, told: _Totals, sums: _Sums) -> None:
        """The totals among themselves."""
        off = told.discounts or 0
        if told.lines is not None and told.subtotal is not None:
            fine = (told.lines - off, told.lines - off + sums.shipping_discounts)
            where = "$.total_line_items_price less $.total_discounts"
            self.same("subtotal_price", told.subtotal, fine, where)
        if told.subtotal is not None:
            self.total(told, sums, told.subtotal)
        if told.codes is not None and told.discounts is not None and told.codes > told.discounts:
            self.same("discount_codes", told.codes, (told.discounts,), "$.total_discounts", "come")

    def total(self, told: _Totals, sums: _Sums, subtotal: int) -> None:
        """The grand total, from the totals above it."""
        if None in (told.tax, told.shipping) and not self.reader.is_sound(
            "$.total_tax", "$.total_shipping_price", "$.shipping_lines"
        ):
            return
        listed = bool(self.order.shipping)
        shipping = sums.shipping - sums.shipping_discounts if listed else told.shipping or 0
        tax = 0 if self.order.included else told.tax or 0
        rest = _owed(self.order, self.order.others)
        where = "$.subtotal_price, shipping" + ("" if self.order.included else " and $.total_tax")
        where += " with tips, duties and fees" if rest else ""
        self.same("total_price", told.total, (subtotal + shipping + tax + rest,), where)

    def parts(self, told: _Totals, sums: _Sums) -> None:
        """The totals and what they are made of."""
        both = sums.discounts + sums.shipping_discounts
        shipped = (sums.shipping, sums.shipping - sums.shipping_discounts)
        off = "the discounts of $.line_items[*] and $.shipping_lines[*]"
        for key, figure, fine, where in (
            ("total_line_items_price", told.lines, (sums.lines,), _LINES),
            ("total_discounts", told.discounts, (both, sums.discounts), off),
            ("subtotal_price", told.subtotal, (sums.reduced,), _LESS),
            ("total_tax", told.tax, (sums.taxes,), _TAXES),
            ("tax_lines", told.taxes, (sums.taxes,), _TAXES),
            ("total_shipping_price", told.shipping, shipped, "$.shipping_lines[*]"),
            ("total_price", told.total, (sums.all,), _ALL),
        ):
            self.same(key, figure, fine, where, "come" if key == "tax_lines" else "is")

    def same(
        self, key: str, figure: int | None, fine: tuple[int, ...], where: str, verb: str = "is"
    ) -> None:
        """A figure that is told is one of those that it can be."""
        if figure is None or figure in fine:
            return
        paid = self.order.currencies.paid
        told = f"{'come to' if verb == 'come' else 'is'} {written(paid, figure)}"
        comes = "come to" if " " in where or "*" in where else "is"
        self.reader.wrong(f"$.{key}", f"{told}, and {where} {comes} {written(paid, fine[0])}")


def _same_gateway(order: ToldOrder) -> None:
    one = order.root.optional_text("gateway")
    if one and one not in order.gateways:
        listed = ", ".join(short(name) for name in order.gateways[:9]) or "none"
        says = f"is {short(one)}, and $.payment_gateway_names tells {listed}"
        order.root.wrong("gateway", says)
