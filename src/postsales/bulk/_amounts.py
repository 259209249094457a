"""Money of many lines in whole minor units: shares of amounts, and fees, by arrays.

Rules of this file: amounts are whole numbers in floats below 2**52, whose sums, products and
quotients rounded down are exact, else in 64-bit integers. ``Charges.largest`` says what fits;
nothing here asks again, and nothing wraps around. All lines are worked out, those of which nothing
is paid as well: to pick some out takes longer than to divide.
"""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from attrs import frozen

from postsales.basics.money import Money
from postsales.basics.rounding import Rounding
from postsales.bulk._coded import Numbers
from postsales.refunds.terms import Fee, Per

__all__ = ["FLOATS", "INTEGERS", "Charges", "Divided", "Kind", "Shares", "kept"]


# ------------------------------------------------------------------------------------- numbers


def _in_floats(n: Numbers, d: "Numbers | int") -> Numbers:
    n /= d
    return np.floor(n, out=n)


def _in_integers(n: Numbers, d: "Numbers | int") -> Numbers:
    n //= d
    return n


@frozen(weakref_slot=False, eq=False)
class Kind:
    """A kind of numbers: below what they are exact, and what rounds them down in their place."""

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
        """Each n / d as a whole number, in the place of n."""
        down, rounding = self.kind.down, self.rounding
        if rounding is Rounding.HALF_UP:
            n *= 2
            n += d
            return down(n, 2 * d)
        if rounding is Rounding.HALF_DOWN:
            # The least whole number that is not below n / d - 1 / 2.
            n *= 2
            n += d - 1
            return down(n, 2 * d)
        if rounding is Rounding.HALF_EVEN:
            twice, both = 2 * n + d, 2 * d
            half_up = down(twice.copy(), both)
            # Ties are few, and to ask all numbers whether they are odd takes longest.
            ties = np.flatnonzero(half_up * both == twice)
            half_up[ties] -= half_up.take(ties) % 2
            return half_up
        if rounding in (Rounding.UP, Rounding.CEILING):
            n += d - 1
        return down(n, d)


# ------------------------------------------------------------------------------------- shares


@frozen(weakref_slot=False, eq=False)
class Shares:
    """Shares of lines that units have which are paid back now, after those paid back before."""

    divided: Divided
    quantity: Numbers
    upto: Numbers
    some: Numbers
    """The lines of which units are paid back, and others were before."""
    before: Numbers
    sold: Numbers

    @classmethod
    def of(cls, divided: Divided, quantity: Numbers, before: Numbers, units: Numbers) -> "Shares":
        """The shares of so many units."""
        number = divided.kind.number
        is_paid = units > 0
        whole, upto = quantity.astype(number), ((before + units) * is_paid).astype(number)
        some = np.flatnonzero((before > 0) & is_paid)
        gone = before.take(some).astype(number)
        return cls(divided, whole, upto, some, gone, whole.take(some))

    def __call__(self, amounts: Numbers) -> Numbers:
        """What the units have in each amount: the difference of the shares so far."""
        found = self.divided(amounts * self.upto, self.quantity)
        if len(self.some):
            found[self.some] -= self.divided(amounts.take(self.some) * self.before, self.sold)
        return found


# ------------------------------------------------------------------------------------- fees


@frozen(weakref_slot=False, eq=False)
class _Charge:
    """A fee as numbers: an amount, or else a share of the price; and the share of tax in it."""

    per_unit: bool
    minor: int | None
    share: Fraction
    tax: Fraction | None

    @classmethod
    def of(cls, fee: Fee) -> "_Charge":
        """The numbers of a fee."""
        per_unit, amount = fee.per is Per.UNIT, fee.amount
        rate = None if fee.tax_rate is None else Fraction(fee.tax_rate)
        tax = None if rate is None else rate / (1 + rate)
        if isinstance(amount, Money):
            return cls(per_unit, amount.minor, Fraction(0), tax)
        return cls(per_unit, None, Fraction(amount.value) / 100, tax)

    def due(self, price: Numbers, units: Numbers, divided: Divided) -> Numbers:
        """What the fee comes to on prices of so many units."""
        if self.minor is not None:
            return units * self.minor if self.per_unit else np.full_like(price, self.minor)
        if not self.per_unit:
            return self._of(price, divided)
        # Unit prices differ by one minor unit at most.
        several = np.maximum(units, 1)
        low = divided.kind.down(price.copy(), several)
        dearer = price - low * several
        found: Numbers = (several - dearer) * self._of(low, divided)
        found += dearer * self._of(low + 1, divided)
        return found

    def _of(self, price: Numbers, divided: Divided) -> Numbers:
        return divided(price * self.share.numerator, self.share.denominator)

    def tax_in(self, amounts: Numbers, divided: Divided) -> Numbers:
        """The tax in what is kept, of a fee that bears any."""
        share = self.tax or Fraction(0)
        return np.minimum(divided(amounts * share.numerator, share.denominator), amounts)


@frozen(weakref_slot=False, eq=False)
class Charges:
    """The fees of terms as numbers, and the largest ones in them."""

    each: tuple[_Charge, ...]
    numerator: float
    denominator: float
    minor: float

    @classmethod
    def of(cls, fees: Iterable[Fee]) -> "Charges":
        """The numbers of fees."""
        each = tuple(_Charge.of(x) for x in fees)
        shares = [y for x in each for y in (x.share, x.tax) if y is not None]
        return cls(
            each,
            max((float(x.numerator) for x in shares), default=0.0),
            max((float(x.denominator) for x in shares), default=0.0),
            max((float(x.minor) for x in each if x.minor is not None), default=0.0),
        )

    def largest(self, total: Any, quantity: Any) -> Any:
        """A number that nothing is above that is worked out about such lines, as floats."""
        # Shares of amounts, what unit prices are made up of, fees in part, and fixed ones.
        found = 2.0 * (total + 1.0) * quantity + quantity
        found += 2.0 * (total + 1.0) * self.numerator + self.denominator
        return 2.0 * (found + self.minor * quantity)


def kept(
    charges: Charges, is_charged: Sequence[Numbers], price: Numbers, units: Numbers, by: Divided
) -> tuple[Numbers, Numbers | None]:
    """What is kept of prices as fees, each where its number is one, and the tax in that.

    There is no tax where no fee bears any.
    """
    amounts: Numbers | None = None
    taxes: Numbers | None = None
    for charge, told in zip(charges.each, is_charged, strict=True):
        due = charge.due(price, units, by)
        due *= told.astype(by.kind.number, copy=False)
        amount = np.minimum(due, price if amounts is None else price - amounts, out=due)
        if charge.tax is not None:
            tax = charge.tax_in(amount, by)
            taxes = tax if taxes is None else taxes + tax
        amounts = amount if amounts is None else amounts + amount
    return np.zeros_like(price) if amounts is None else amounts, taxes
