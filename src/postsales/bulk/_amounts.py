"""The money of units of many lines, in whole minor units that are proven to fit.

Rules of this file: amounts are whole numbers in floats below 2**52, whose sums, products and
quotients rounded down are exact, else in 64-bit integers; what fits in neither is not worked out
here. Nothing wraps around.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import frozen

from postsales.basics.money import Money
from postsales.basics.rounding import Rounding
from postsales.refunds.terms import Fee, Per

__all__ = ["Amounts", "amounts"]

Numbers = npt.NDArray[Any]

_IN_FLOATS, _IN_INTEGERS = 2**52, 2**62


@frozen(weakref_slot=False, eq=False)
class Amounts:
    """What lines cost, all of them of the same kind of number."""

    quantity: Numbers
    refunded: Numbers
    units: Numbers
    total: Numbers
    included: Numbers
    added: Numbers


def amounts(
    lines: Amounts, fees: Sequence[tuple[Fee, Numbers]], rounding: Rounding
) -> "list[Numbers | None] | None":
    """Goods, tax, fees, tax in the fees (None where fees bear none), and refunds.

    None of them where they could be too large.
    """
    most = _most(lines, [fee for fee, _ in fees])
    if most >= _IN_INTEGERS:
        return None
    in_floats = most < _IN_FLOATS
    kind = np.float64 if in_floats else np.int64
    divided = _Divided(_in_floats if in_floats else _in_integers, rounding)
    told = Amounts(
        lines.quantity.astype(kind),
        lines.refunded.astype(kind),
        lines.units.astype(kind),
        lines.total.astype(kind),
        lines.included.astype(kind),
        lines.added.astype(kind),
    )
    return _worked_out(told, fees, divided)


def _most(lines: Amounts, fees: Sequence[Fee]) -> int:
    """A number that nothing on the way is above."""
    if not len(lines.total):
        return 0
    total, quantity = int(lines.total.max()), int(lines.quantity.max())
    found = 2 * total * quantity + quantity
    for fee in fees:
        for share in (_share(fee), _tax_share(fee)):
            found = max(found, 2 * (total + 1) * share.numerator + share.denominator)
        if isinstance(fee.amount, Money):
            found = max(found, fee.amount.minor * quantity)
        found = max(found, (total + 1) * quantity)
    return 2 * found


@lru_cache(maxsize=1024)
def _share(fee: Fee) -> Fraction:
    return Fraction(0) if isinstance(fee.amount, Money) else Fraction(fee.amount.value) / 100


@lru_cache(maxsize=1024)
def _tax_share(fee: Fee) -> Fraction:
    if fee.tax_rate is None:
        return Fraction(0)
    rate = Fraction(fee.tax_rate)
    return rate / (1 + rate)


def _in_floats(n: Numbers, d: Numbers | int) -> Numbers:
    found: Numbers = n / d
    return np.floor(found, out=found)


def _in_integers(n: Numbers, d: Numbers | int) -> Numbers:
    return n // d


Divide = Callable[[Numbers, "Numbers | int"], Numbers]


@frozen(weakref_slot=False, eq=False)
class _Divided:
    """``rounding.divide`` of numbers that are zero or more."""

    down: Divide
    rounding: Rounding

    def __call__(self, n: Numbers, d: Numbers | int) -> Numbers:
        """Each n / d as a whole number."""
        down, rounding = self.down, self.rounding
        if rounding is Rounding.HALF_UP:
            return down(2 * n + d, 2 * d)
        if rounding is Rounding.HALF_DOWN:
            # The least whole number that is not below n / d - 1 / 2.
            return down(2 * n + d - 1, 2 * d)
        if rounding is Rounding.HALF_EVEN:
            twice, both = 2 * n + d, 2 * d
            half_up = down(twice, both)
            # Ties are few, and to ask all numbers whether they are odd takes longest.
            ties = np.flatnonzero(half_up * both == twice)
            half_up[ties] -= half_up.take(ties) % 2
            return half_up
        if rounding in (Rounding.UP, Rounding.CEILING):
            return down(n + d - 1, d)
        return down(n, d)


def _worked_out(
    lines: Amounts, fees: Sequence[tuple[Fee, Numbers]], divided: _Divided
) -> "list[Numbers | None]":
    gone = lines.refunded if lines.refunded.any() else None
    has_added = bool(lines.added.any())
    price = _slice(lines, lines.total - lines.added if has_added else lines.total, gone, divided)
    tax = _slice(lines, lines.included, gone, divided)
    goods = price
    if has_added:
        added = _slice(lines, lines.added, gone, divided)
        goods, tax = price + added, tax + added
    kept: Numbers | None = None
    fees_tax: Numbers | None = None
    for fee, is_charged in fees:
        due = _due(fee, lines.units, price, divided) * is_charged
        most = price if kept is None else np.maximum(price - kept, 0)
        amount = np.minimum(due, most)
        kept = amount if kept is None else kept + amount
        if fee.tax_rate is not None:
            share = _tax_share(fee)
            taxed = np.minimum(divided(amount * share.numerator, share.denominator), amount)
            fees_tax = taxed if fees_tax is None else fees_tax + taxed
    return [goods, tax, kept, fees_tax, goods if kept is None else goods - kept]


def _slice(lines: Amounts, whole: Numbers, gone: Numbers | None, divided: _Divided) -> Numbers:
    """The difference of cumulative shares."""
    if not whole.any():
        return whole
    if gone is None:
        return divided(whole * lines.units, lines.quantity)
    upto = divided(whole * (gone + lines.units), lines.quantity)
    some = np.flatnonzero(gone != 0)
    upto[some] -= divided((whole * gone).take(some), lines.quantity.take(some))
    return upto


def _due(fee: Fee, units: Numbers, price: Numbers, divided: _Divided) -> Numbers:
    per_unit = fee.per is Per.UNIT
    if isinstance(fee.amount, Money):
        return units * fee.amount.minor if per_unit else np.full_like(price, fee.amount.minor)
    share = _share(fee)
    if not per_unit:
        return divided(price * share.numerator, share.denominator)
    # Unit prices differ by one minor unit at most.
    low = divided.down(price, units)
    dearer = price - low * units
    of_low = divided(low * share.numerator, share.denominator)
    of_more = divided((low + 1) * share.numerator, share.denominator)
    due: Numbers = (units - dearer) * of_low + dearer * of_more
    return due
