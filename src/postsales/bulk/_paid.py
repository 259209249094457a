"""How much money: what goes back for the units of a block that are allowed, and what is kept.

Rules of this file: it says which rows are worked out how. Units of a whole line cost what the line
does; other shares, and fees, are those of ``_amounts``, or of ``_money`` where a row is too large
for arrays.
"""

from collections.abc import Sequence

import numpy as np
from attrs import frozen

from postsales.bulk._amounts import FLOATS, INTEGERS, Amounts, Divided, Kind, kept, largest, shares
from postsales.bulk._coded import Found, Numbers
from postsales.bulk._money import Sold, money
from postsales.bulk._numbered import Planned, Plans
from postsales.bulk._plan import other_currency
from postsales.bulk._units import Units
from postsales.refunds.terms import RefundTerms

__all__ = ["pay"]


@frozen(weakref_slot=False, eq=False)
class _Lines:
    """What lines cost, and the number of the plan of each."""

    terms: RefundTerms
    plans: Plans
    amounts: Amounts
    of_row: Numbers

    def some(self, rows: Numbers) -> "_Lines":
        """Some of the lines."""
        amounts = self.amounts.some(rows)
        return _Lines(self.terms, self.plans, amounts, self.of_row.take(rows))


def pay(planned: Planned, sold: Units, terms: RefundTerms, found: Found) -> None:
    """Write the money of all rows of a block, by the units that are allowed."""
    block, plans, of_row = planned.block, planned.plans, planned.of_row
    allowed = found.allowed[block.rows]
    _check_currency(planned, allowed)
    names = ("total", "tax_included", "tax_added")
    quantity, *costs = (block.numbers(x) for x in ("quantity", *names))
    lines = _Lines(terms, plans, Amounts(quantity, sold.refunded, allowed, *costs), of_row)
    out = [x[block.rows] for x in found.money]
    total, most = lines.amounts.total, int(quantity.max())
    if largest(float(total.max()), most, terms.fees) < FLOATS.below:
        _write(lines, FLOATS, out)
        return
    size = largest(total.astype(np.float64), quantity.astype(np.float64), terms.fees)
    least = 0.0
    for kind in (FLOATS, INTEGERS):
        _write_some(lines, np.flatnonzero((size >= least) & (size < kind.below)), kind, out)
        least = kind.below
    for row in np.flatnonzero(size >= least).tolist():
        _write_exactly(lines, row, out)


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


def _write_some(lines: _Lines, rows: Numbers, kind: Kind, out: Sequence[Numbers]) -> None:
    """The money of some of the lines."""
    if len(rows):
        found = [x.take(rows) for x in out]
        _write(lines.some(rows), kind, found)
        for there, some in zip(out, found, strict=True):
            there[rows] = some


def _write(lines: _Lines, kind: Kind, out: Sequence[Numbers]) -> None:
    """The money of all of the lines, in numbers that it fits in."""
    goods, tax, fees, fees_tax, refund = out
    sold, divided = lines.amounts, Divided(kind, lines.terms.rounding)
    is_paid = sold.units > 0
    whole = is_paid.astype(np.int64)
    some = np.flatnonzero(is_paid & (sold.units != sold.quantity))
    part = sold.some(some)
    has_added = bool(sold.added.any())
    prices = part.total - part.added if has_added else part.total
    np.multiply(sold.total - sold.added if has_added else sold.total, whole, out=goods)
    np.multiply(sold.included, whole, out=tax)
    goods[some], tax[some] = shares(part, (prices, part.included), divided)
    _keep(lines, is_paid, goods, divided, (fees, fees_tax))
    if has_added:
        added = sold.added * whole
        (added[some],) = shares(part, (part.added,), divided)
        goods += added
        tax += added
    np.subtract(goods, fees, out=refund)


def _keep(
    lines: _Lines, is_paid: Numbers, price: Numbers, divided: Divided, out: Sequence[Numbers]
) -> None:
    """The fees of lines, and the tax in them, by the price of what is paid."""
    told = lines.plans.arrays().charged
    if not told:
        return
    rows = np.flatnonzero(np.any(told, axis=0).take(lines.of_row) & is_paid)
    if not len(rows):
        return
    plans = lines.of_row.take(rows)
    fees = [(fee, x.take(plans)) for fee, x in zip(lines.terms.fees, told, strict=True)]
    found = kept(fees, price.take(rows), lines.amounts.units.take(rows), divided)
    for there, some in zip(out, found, strict=True):
        if some is not None:
            there[rows] = some


def _write_exactly(lines: _Lines, row: int, out: Sequence[Numbers]) -> None:
    """The money of a line that is too large for arrays."""
    sold = lines.amounts
    columns = (sold.quantity, sold.refunded, sold.total, sold.included, sold.added)
    told = Sold(*(int(x[row]) for x in columns))
    fees = lines.plans.plans[int(lines.of_row[row])].fees
    units = int(sold.units[row])
    found = money(told, units, fees, lines.terms.rounding) if units else (0, 0, 0, 0, 0)
    for there, one in zip(out, found, strict=True):
        there[row] = one
