"""The money of units of a line, in whole minor units of any size."""

from attrs import frozen

from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.basics.rounding import Rounding, divide, slice_of
from postsales.refunds.terms import Fee, Per

__all__ = ["Sold", "money"]

_PER_UNIT = Per.UNIT


@frozen(weakref_slot=False)
class Sold:
    """A line as sold, and how many of its units were paid back before."""

    quantity: int
    refunded: int
    total: int
    included: int
    added: int

    def share(self, whole: int, units: int, rounding: Rounding) -> int:
        """What the next units have in an amount."""
        return slice_of(whole, self.refunded, units, self.quantity, rounding)


def money(
    sold: Sold, units: int, fees: tuple[Fee, ...], rounding: Rounding
) -> tuple[int, int, int, int, int]:
    """Goods, tax, fees, tax in the fees, and the refund for so many units."""
    price = sold.share(sold.total - sold.added, units, rounding)
    added = sold.share(sold.added, units, rounding)
    goods, tax = price + added, added + sold.share(sold.included, units, rounding)
    left, kept, fees_tax = goods, 0, 0
    for fee in fees:
        amount = max(0, min(_due(fee, units, price, rounding), left, price - kept))
        left, kept = left - amount, kept + amount
        if fee.tax_rate is not None:
            n, d = fee.tax_rate.as_integer_ratio()
            fees_tax += min(amount, divide(amount * n, n + d, rounding))
    return goods, tax, kept, fees_tax, goods - kept


def _due(fee: Fee, units: int, price: int, rounding: Rounding) -> int:
    if fee.per is not _PER_UNIT:
        return _of(fee.amount, price, rounding)
    if isinstance(fee.amount, Money):
        return fee.amount.minor * units
    # Unit prices differ by one minor unit at most.
    low, dearer = divmod(price, units)
    more = dearer * _of(fee.amount, low + 1, rounding) if dearer else 0
    return (units - dearer) * _of(fee.amount, low, rounding) + more


def _of(amount: Money | Percent, price: int, rounding: Rounding) -> int:
    return amount.minor if isinstance(amount, Money) else amount.of_minor(price, rounding)
