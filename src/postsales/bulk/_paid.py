"""How much money: what goes back for the units of a block that are allowed, and what is kept.

Rules of this file: it says which rows are worked out how: by the arrays of ``_amounts``, or by
``_money`` where a row is too large for them.
"""

from collections.abc import Sequence

import numpy as np
from attrs import field, frozen

from postsales.bulk._amounts import FLOATS, INTEGERS, Charges, Divided, Kind, Shares, kept
from postsales.bulk._coded import Found, Numbers
from postsales.bulk._money import Sold, money
from postsales.bulk._numbered import Planned, Plans
from postsales.bulk._planned import other_currency
from postsales.bulk._units import Units
from postsales.refunds.terms import RefundTerms

__all__ = ["Payer"]


@frozen(weakref_slot=False, eq=False)
class _Lines:
    """What lines cost, how many of their units are paid back, and the number of their plans."""

    of_row: Numbers
    quantity: Numbers
    refunded: Numbers
    units: Numbers
    total: Numbers
    included: Numbers
    added: Numbers

    @classmethod
    def of(cls, planned: Planned, sold: Units, units: Numbers) -> "_Lines":
        """The lines of a block."""
        names = ("total", "tax_included", "tax_added")
        costs = (planned.block.numbers(x) for x in names)
        return cls(planned.of_row, sold.quantity, sold.refunded, units, *costs)

    def some(self, rows: Numbers) -> "_Lines":
        """Some of the lines."""
        return _Lines(
            self.of_row.take(rows),
            self.quantity.take(rows),
            self.refunded.take(rows),
            self.units.take(rows),
            self.total.take(rows),
            self.included.take(rows),
            self.added.take(rows),
        )


@frozen(weakref_slot=False, eq=False)
class Payer:
    """What works out the money of a batch by its terms."""

    terms: RefundTerms
    plans: Plans
    found: Found
    charges: Charges = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "charges", Charges.of(self.terms.fees))

    def pay(self, planned: Planned, sold: Units) -> None:
        """Write the money of all rows of a block, by the units that are allowed."""
        rows = planned.block.rows
        lines = _Lines.of(planned, sold, self.found.allowed[rows])
        _check_currency(planned, lines.units)
        out = [x[rows] for x in self.found.money]
        most = self.charges.largest(float(lines.total.max()), float(lines.quantity.max()))
        if most < FLOATS.below:
            self._write(lines, FLOATS, out)
        else:
            self._write_by_size(lines, out)

    def _write_by_size(self, lines: _Lines, out: Sequence[Numbers]) -> None:
        """The money of lines, each in numbers that it fits in."""
        size = self.charges.largest(lines.total.astype(float), lines.quantity.astype(float))
        least = 0.0
        for kind in (FLOATS, INTEGERS):
            rows = np.flatnonzero((size >= least) & (size < kind.below))
            if len(rows):
                found = [x.take(rows) for x in out]
                self._write(lines.some(rows), kind, found)
                for there, some in zip(out, found, strict=True):
                    there[rows] = some
            least = kind.below
        for row in np.flatnonzero(size >= least).tolist():
            self._write_exactly(lines, row, out)

    def _write(self, lines: _Lines, kind: Kind, out: Sequence[Numbers]) -> None:
        """The money of all of the lines, in numbers that it fits in."""
        goods, tax, fees, fees_tax, refund = out
        by = Divided(kind, self.terms.rounding)
        shares = Shares.of(by, lines.quantity, lines.refunded, lines.units)
        has_added = bool(lines.added.any())
        whole = lines.total - lines.added if has_added else lines.total
        price, taxes = shares(whole.astype(kind.number)), shares(lines.included.astype(kind.number))
        paid = price
        if has_added:
            added = shares(lines.added.astype(kind.number))
            paid, taxes = price + added, taxes + added
        back = paid
        if self.charges.each:
            charged = [x.take(lines.of_row) for x in self.plans.arrays().charged]
            units = lines.units.astype(kind.number)
            kept_back, kept_tax = kept(self.charges, charged, price, units, by)
            back = paid - kept_back
            _copy(kept_back, fees)
            if kept_tax is not None:
                _copy(kept_tax, fees_tax)
        for some, there in ((paid, goods), (taxes, tax), (back, refund)):
            _copy(some, there)

    def _write_exactly(self, lines: _Lines, row: int, out: Sequence[Numbers]) -> None:
        """The money of a line that is too large for arrays."""
        columns = (lines.quantity, lines.refunded, lines.total, lines.included, lines.added)
        sold, units = Sold(*(int(x[row]) for x in columns)), int(lines.units[row])
        fees = self.plans.plans[int(lines.of_row[row])].fees
        found = money(sold, units, fees, self.terms.rounding) if units else (0, 0, 0, 0, 0)
        for there, one in zip(out, found, strict=True):
            there[row] = one


def _copy(whole: Numbers, out: Numbers) -> None:
    """Whole numbers of any kind, as integers."""
    np.copyto(out, whole, casting="unsafe")


def _check_currency(planned: Planned, allowed: Numbers) -> None:
    """Fees of fixed amounts are in the currency of their rows."""
    block, plans, of_row = planned.block, planned.plans, planned.of_row
    mismatch = plans.arrays().mismatch
    if not mismatch.any():
        return
    rows = np.flatnonzero(mismatch.take(of_row) & (allowed > 0) & ~block.by_row)
    if len(rows):
        fees = {block.rows.start + x: plans.plans[int(of_row[x])].fees for x in rows.tolist()}
        row = block.coded.row
        raise block.refused(rows, lambda x: other_currency(fees[x], row(x)["currency"]))
