"""Money of many lines in whole minor units: shares of amounts, and fees, by arrays.

Rules of this file: amounts are whole numbers in floats below 2**52, whose sums, products and
quotients rounded down are exact, else in 64-bit integers. ``largest`` says what fits; nothing here
asks again, and nothing wraps around.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np
from attrs import frozen

from postsales.basics.money import Money
from postsales.basics.rounding import Rounding
from postsales.bulk._coded import Numbers
from postsales.refunds.terms import Fee, Per

__all__ = ["FLOATS", "INTEGERS", "Amounts", "Divided", "Kind", "kept", "largest", "shares"]


@frozen(weakref_slot=False, eq=False)
class Amounts:
    """What lines cost, in minor units, and how many of their units are paid back now and before."""

    quantity: Numbers
    refunded: Numbers
    units: Numbers
    total: Numbers
    included: Numbers
    added: Numbers

    def some(self, rows: Numbers) -> "Amounts":
        """Those of some of the lines."""
        return Amounts(
            self.quantity.take(rows),
            self.refunded.take(rows),
            self.units.take(rows),
            self.total.take(rows),
            self.included.take(rows),
            self.added.take(rows),
        )


# ------------------------------------------------------------------------------------- numbers


def _in_floats(n: Numbers, d: "Numbers | int") -> Numbers:
    found: Numbers = n / d
    return np.floor(found, out=found)


def _in_integers(n: Numbers, d: "Numbers | int") -> Numbers:
    return n // d


@frozen(weakref_slot=False, eq=False)
class Kind:
    """A kind of numbers: below what they are exact, and what they are rounded down by."""

    below: float
    number: type[Any]
    down: Callable[[Numbers, "Numbers | int"], Numbers]


# What fits is found in floats, which are near enough below.
FLOATS = Kind(2.0**52 - 2**30, np.float64, _in_floats)
INTEGERS = Kind(2.0**62, np.int64, _in_integers)


@frozen(weakref_slot=False, eq=False)
class Divided:
    """``rounding.divide`` of numbers that are zero or more."""

    kind: Kind
    rounding: Rounding

    def __call__(self, n: Numbers, d: "Numbers | int") -> Numbers:
        """Each n / d as a whole number."""
        down, rounding = self.kind.down, self.rounding
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


def largest(total: Any, quantity: Any, fees: Sequence[Fee]) -> Any:
    """A number that nothing is above that is worked out about such lines, as floats."""
    found = 2.0 * total * quantity + quantity
    found = np.maximum(found, (total + 1.0) * quantity)
    for fee in fees:
        for share in (_share(fee), _tax_share(fee)):
            found = np.maximum(found, 2.0 * (total + 1.0) * share.numerator + share.denominator)
        if isinstance(fee.amount, Money):
            found = np.maximum(found, float(fee.amount.minor) * quantity)
    return 2.0 * found


@lru_cache(maxsize=1024)
def _share(fee: Fee) -> Fraction:
    return Fraction(0) if isinstance(fee.amount, Money) else Fraction(fee.amount.value) / 100


@lru_cache(maxsize=1024)
def _tax_share(fee: Fee) -> Fraction:
    if fee.tax_rate is None:
        return Fraction(0)
    rate = Fraction(fee.tax_rate)
    return rate / (1 + rate)


# ------------------------------------------------------------------------------------- sums


def shares(lines: Amounts, wholes: Sequence[Numbers], divided: Divided) -> list[Numbers]:
    """What the units have in each of the amounts of their lines: differences of shares so far."""
    number = divided.kind.number
    quantity, gone = lines.quantity.astype(number), lines.refunded.astype(number)
    upto = gone + lines.units
    some = np.flatnonzero(lines.refunded != 0)
    before, sold = gone.take(some), quantity.take(some)
    found: list[Numbers] = []
    for whole in wholes:
        amounts = whole.astype(number)
        share = divided(amounts * upto, quantity)
        if len(some):
            share[some] -= divided(amounts.take(some) * before, sold)
        found.append(share.astype(np.int64, copy=False))
    return found


def kept(
    fees: Sequence[tuple[Fee, Numbers]], price: Numbers, units: Numbers, divided: Divided
) -> tuple[Numbers, Numbers | None]:
    """What is kept of prices as fees, each of the rows that it is charged on, and the tax in it.

    There is no tax where no fee bears any.
    """
    price = price.astype(divided.kind.number, copy=False)
    amounts: Numbers = np.zeros_like(price)
    taxes: Numbers | None = None
    for fee, is_charged in fees:
        amount = np.minimum(_due(fee, units, price, divided) * is_charged, price - amounts)
        amounts += amount
        if fee.tax_rate is not None:
            share = _tax_share(fee)
            tax = np.minimum(divided(amount * share.numerator, share.denominator), amount)
            taxes = tax if taxes is None else taxes + tax
    whole = None if taxes is None else taxes.astype(np.int64, copy=False)
    return amounts.astype(np.int64, copy=False), whole


def _due(fee: Fee, units: Numbers, price: Numbers, divided: Divided) -> Numbers:
    per_unit = fee.per is Per.UNIT
    units = units.astype(divided.kind.number)
    if isinstance(fee.amount, Money):
        return units * fee.amount.minor if per_unit else np.full_like(price, fee.amount.minor)
    share = _share(fee)
    if not per_unit:
        return divided(price * share.numerator, share.denominator)
    # Unit prices differ by one minor unit at most.
    low = divided.kind.down(price, units)
    dearer = price - low * units
    of_low = divided(low * share.numerator, share.denominator)
    of_more = divided((low + 1) * share.numerator, share.denominator)
    due: Numbers = (units - dearer) * of_low + dearer * of_more
    return due
