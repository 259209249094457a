"""Shares of what was paid: how much of a line or charge a refund gives back.

Rules of this file: plain minor units; a share is a difference of cumulative shares, so that steps in
any order add up to the whole; what was given back before is never given back again.
"""

from collections.abc import Iterable, Sequence

from attrs import field, frozen

from postsales.basics.money import Money
from postsales.basics.rounding import Rounding, cumulative, slice_of
from postsales.orders.cases import UnitCase
from postsales.orders.charges import Charge, ChargeKind
from postsales.orders.lines import Line, TaxKind
from postsales.orders.order import Order
from postsales.orders.position import Position
from postsales.refunds.terms import RefundTerms, ShippingRefund

__all__ = ["QuoteCharge", "QuoteLine"]


@frozen(weakref_slot=False)
class QuoteLine:
    """What a refund gives back of one line.

    ``amount`` is all the customer gets for the units: the price and the tax that was added to it.
    """

    sold: Line = field(repr=False)
    units: int
    price_minor: int = field(repr=False)
    taxes_minor: tuple[int, ...] = field(repr=False)

    @property
    def line(self) -> str:
        """The id of the line."""
        return self.sold.id

    @property
    def price(self) -> Money:
        """The share of the price, without added tax."""
        return self.sold.total.currency.minor(self.price_minor)

    @property
    def taxes(self) -> tuple[Money, ...]:
        """The share of each tax, included and added, in the order of the line."""
        return tuple(self.sold.total.currency.minor(x) for x in self.taxes_minor)

    @property
    def tax(self) -> Money:
        """All tax together, included and added."""
        return self.sold.total.currency.minor(sum(self.taxes_minor))

    @property
    def amount(self) -> Money:
        """Price and added tax: what the customer gets for these units."""
        return self.sold.total.currency.minor(whole(self))


@frozen(weakref_slot=False)
class QuoteCharge:
    """What a refund gives back of one charge."""

    sold: Charge = field(repr=False)
    price_minor: int = field(repr=False)
    taxes_minor: tuple[int, ...] = field(repr=False)

    @property
    def charge(self) -> str:
        """The id of the charge."""
        return self.sold.id

    @property
    def price(self) -> Money:
        """The share of the price, without added tax."""
        return self.sold.total.currency.minor(self.price_minor)

    @property
    def taxes(self) -> tuple[Money, ...]:
        """The share of each tax, included and added."""
        return tuple(self.sold.total.currency.minor(x) for x in self.taxes_minor)

    @property
    def amount(self) -> Money:
        """Price and added tax."""
        return self.sold.total.currency.minor(whole(self))


def whole(share: QuoteLine | QuoteCharge) -> int:
    """A share all tax in, in minor units."""
    sold = share.sold
    if sold.price_minor == sold.total.minor or not share.taxes_minor:
        return share.price_minor
    kinds = zip(sold.taxes, share.taxes_minor, strict=True)
    return share.price_minor + sum(x for tax, x in kinds if tax.kind is TaxKind.ADDED)


Taken = tuple[UnitCase, int, int]
"""A case, the units of it that are refunded, and their price in minor units."""


def line_shares(
    wanted: Iterable[tuple[UnitCase, int]], position: Position, rounding: Rounding
) -> tuple[list[QuoteLine], list[Taken], list[tuple[str, int]]]:
    """The shares by line, the price by case, and what a line could not give any more."""
    shares: dict[str, QuoteLine] = {}
    taken: list[Taken] = []
    short: list[tuple[str, int]] = []
    for case, k in wanted:
        line = case.line
        before = shares.get(line.id)
        share = _line_share(line, k, before, position, rounding)
        price = share.price_minor - (before.price_minor if before is not None else 0)
        shares[line.id] = share
        taken.append((case, k, price))
    for share in shares.values():
        ideal = _ideal(share, position, rounding)
        if ideal > whole(share):
            short.append((share.line, ideal - whole(share)))
    return list(shares.values()), taken, short


def _line_share(
    line: Line, k: int, before: QuoteLine | None, position: Position, rounding: Rounding
) -> QuoteLine:
    units = k if before is None else k + before.units
    state = position.touched.get(line.id)
    gone = state.refunded if state is not None else 0
    quantity = line.quantity
    price = slice_of(line.price_minor, gone, units, quantity, rounding)
    taxes = tuple([slice_of(x, gone, units, quantity, rounding) for x in line.taxes_minor])
    if ("line", line.id) in position.settled or ("line", line.id) in position.pending:
        pending, settled = position.given("line", line.id)
        price = min(price, line.price_minor - pending.price - settled.price)
        left = zip(line.taxes_minor, pending.taxes, settled.taxes, strict=True)
        taxes = tuple(min(x, t - a - b) for x, (t, a, b) in zip(taxes, left, strict=True))
    return QuoteLine(line, units, price, taxes)


def _ideal(share: QuoteLine, position: Position, rounding: Rounding) -> int:
    """What the share would be if only units and no money had been given back before."""
    line = share.sold
    if ("line", line.id) not in position.settled and ("line", line.id) not in position.pending:
        return whole(share)
    gone = position.units(line.id).refunded
    price = slice_of(line.price_minor, gone, share.units, line.quantity, rounding)
    taxes = tuple(slice_of(x, gone, share.units, line.quantity, rounding) for x in line.taxes_minor)
    return whole(QuoteLine(line, share.units, price, taxes))


def charge_shares(
    order: Order, position: Position, lines: Sequence[QuoteLine], terms: RefundTerms
) -> list[QuoteCharge]:
    """What of each charge goes back with these lines; charges that give nothing are left out."""
    found: list[QuoteCharge] = []
    if not lines:
        return found
    for charge in order.charges:
        shipping = charge.kind is ChargeKind.SHIPPING
        rule = terms.shipping if shipping else terms.other_charges
        share = _charge_share(charge, rule, order, position, lines, terms.rounding)
        if share is not None and (share.price_minor or any(share.taxes_minor)):
            found.append(share)
    return found


def _charge_share(
    charge: Charge,
    rule: ShippingRefund,
    order: Order,
    position: Position,
    lines: Sequence[QuoteLine],
    rounding: Rounding,
) -> QuoteCharge | None:
    if rule is ShippingRefund.NEVER:
        return None
    part, of = 1, 1
    if rule is ShippingRefund.SHARE:
        part, of = _value_gone(order, position, lines, rounding)
    elif rule is ShippingRefund.WHEN_ALL_COMES_BACK and not _all_back(order, position, lines):
        return None
    pending, settled = position.given("charge", charge.id)

    def due(total: int, a: int, b: int) -> int:
        return max(0, cumulative(total, part, of, rounding) - a - b)

    taxes = zip(charge.taxes_minor, pending.taxes, settled.taxes, strict=True)
    return QuoteCharge(
        charge,
        due(charge.price_minor, pending.price, settled.price),
        tuple(due(t, a, b) for t, a, b in taxes),
    )


def _all_back(order: Order, position: Position, lines: Sequence[QuoteLine]) -> bool:
    """Is no unit with the customer, on its way or awaited, once these units are back?"""
    coming = {share.line: share.units for share in lines}
    for line in order.lines:
        units = position.touched.get(line.id)
        out = line.quantity
        if units is not None:
            out = units.open + units.in_transit + units.delivered - units.kept
        if out > coming.get(line.id, 0):
            return False
    return True


def _value_gone(
    order: Order, position: Position, lines: Sequence[QuoteLine], rounding: Rounding
) -> tuple[int, int]:
    """The price of all refunded units, these included, and the price of all lines."""
    coming = {share.line: share.units for share in lines}
    of = sum(line.price_minor for line in order.lines)
    if not of:
        return (1, 1) if _all_back(order, position, lines) else (0, 1)
    gone = 0
    for line in order.lines:
        state = position.touched.get(line.id)
        units = coming.get(line.id, 0) + (state.refunded if state is not None else 0)
        gone += cumulative(line.price_minor, units, line.quantity, rounding)
    return gone, of
