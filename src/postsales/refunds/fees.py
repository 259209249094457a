"""Fees: what is kept of a refund.

A fee per unit stands by itself. A fee per item or per return is a difference, too: what is due for
all that came back under its return ref so far, less what was charged before, so that parcels in any
order cost the same. So is the tax inside a fee. What a unit cannot bear, since it lost its value,
is not taken from others: where goods are damaged and parcels are refunded one by one, fees can be
less than for all at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from postsales.basics.money import CurrencyMismatch, Money
from postsales.basics.percent import Percent
from postsales.basics.rounding import Rounding, divide
from postsales.orders.events import FeeCharged
from postsales.orders.order import Order
from postsales.orders.position import Position
from postsales.refunds.shares import Taken
from postsales.refunds.terms import Fee, Per, RefundTerms

__all__ = ["FeeShare", "fee_shares"]

# Kept by name: to look a member up in its enum takes as long as the comparison.
_PER_RETURN, _PER_UNIT = Per.RETURN, Per.UNIT


FeeShare = tuple[Fee, str | None, int, int | None, int | None]
"""A fee, the line that it is for, and in minor units its amount, its basis and the tax in it."""


def fee_shares(
    taken: Sequence[Taken],
    order: Order,
    position: Position,
    terms: RefundTerms,
    *,
    most: int,
    lost: Mapping[str, int],
) -> list[FeeShare]:
    """The fees for these units, together at most what the refund is.

    A fee for a line takes at most the price of the line's units, so that parcels in any order cost
    the same; what the line has ``lost`` in value is taken off before.
    """
    charged: list[FeeShare] = []
    kept = dict(lost)
    for fee in terms.fees:
        concerned = [
            one
            for one in taken
            if one[0].reason_kind in fee.for_reasons
            and one[0].travels_back
            and fee.applies_to.covers(one[0].line, order)
        ]
        for line, due, basis, price in _due(fee, concerned, position, terms) if concerned else ():
            amount = min(due, most)
            if line is not None:
                amount = min(amount, max(0, price - kept.get(line, 0)))
                kept[line] = kept.get(line, 0) + amount
            most -= amount
            if amount or basis is not None:
                tax = None
                if fee.tax_rate is not None:
                    before = _charged(fee, concerned[0][0].return_ref, position).get(line, [])
                    tax = _tax(fee.tax_rate, amount, before, terms.rounding)
                charged.append((fee, line, amount, basis, tax))
    return charged


def _tax(rate: Decimal, amount: int, before: list[FeeCharged], rounding: Rounding) -> int:
    """The tax inside a fee: a difference as well, so that steps add up to the tax of them all."""
    n, d = rate.as_integer_ratio()
    taxed = [(x.amount.minor, x.tax.minor) for x in before if x.tax is not None]
    gone, told = sum(x for x, _ in taxed), sum(x for _, x in taxed)
    return min(amount, max(0, divide((gone + amount) * n, n + d, rounding) - told))


_Due = tuple[str | None, int, int | None, int]
"""The line that a fee is for, what is due, its basis, and the price of the units."""


def _due(fee: Fee, taken: list[Taken], position: Position, terms: RefundTerms) -> Iterable[_Due]:
    if isinstance(fee.amount, Money) and fee.amount.currency != position.sold.currency:
        currency = position.sold.currency
        says = f"the fee {fee.code!r} is {fee.amount}, but the order is in {currency}"
        advice = "write a fee of another code for each currency, and limit it by applies_to"
        raise CurrencyMismatch(fee.amount, currency.zero, f"{says}; {advice}")
    before = _charged(fee, taken[0][0].return_ref, position)
    once = fee.per is _PER_RETURN
    groups: dict[str | None, list[Taken]] = {}
    for one in taken:
        groups.setdefault(None if once else one[0].line_id, []).append(one)
    for line, some in groups.items():
        price = sum([x for _, _, x in some])
        if fee.per is _PER_UNIT:
            due = sum([_of_units(fee, k, x, terms.rounding) for _, k, x in some])
            yield line, due, None, price
        else:
            yield _step(fee, line, price, before.get(line, []), terms.rounding)


def _of_units(fee: Fee, k: int, price: int, rounding: Rounding) -> int:
    if isinstance(fee.amount, Money):
        return fee.amount.minor * k
    # Unit prices differ by one minor unit at most: some cost `low`, the others one more.
    low, dearer = divmod(price, k)
    fees = (k - dearer) * fee.amount.of_minor(low, rounding)
    return fees + (dearer * fee.amount.of_minor(low + 1, rounding) if dearer else 0)


def _step(
    fee: Fee, line: str | None, price: int, before: list[FeeCharged], rounding: Rounding
) -> _Due:
    charged = sum(x.amount.minor for x in before)
    if not isinstance(fee.amount, Percent):
        return line, max(0, fee.amount.minor - charged), None, price
    known = sum(x.basis.minor for x in before if x.basis is not None)
    due = fee.amount.of_minor(known + price, rounding) - charged
    return line, max(0, due), price, price


def _charged(fee: Fee, ref: str, position: Position) -> dict[str | None, list[FeeCharged]]:
    """What was charged of this fee under the same return ref, by line."""
    found: dict[str | None, list[FeeCharged]] = {}
    for event in position.settling if ref else ():
        if event.return_ref == ref:
            for charged in event.fees:
                if charged.code == fee.code:
                    found.setdefault(charged.line, []).append(charged)
    return found
