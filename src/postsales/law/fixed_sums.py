"""How much is owed for a debt between businesses because it was paid late?

Rules of this file: it is the fixed sum alone; interest, and costs above it, come besides.
"""

from attrs import field, frozen

from postsales.basics._checks import instance
from postsales.basics._errors import InvalidValue
from postsales.basics.citations import Citation, check_source
from postsales.basics.money import CurrencyMismatch, Money
from postsales.law.jurisdictions import Jurisdiction

__all__ = ["FixedSum", "fixed_sum"]


@frozen(weakref_slot=False)
class FixedSum:
    """What is owed for one debt that is paid late, and where it says so."""

    debt: Money
    amount: Money = field(kw_only=True)
    by: Citation | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        for name, value in (("debt", self.debt), ("amount", self.amount)):
            instance(name, value, Money, "an amount of money is needed, such as GBP('40.00')")
        if self.amount.currency != self.debt.currency:
            raise CurrencyMismatch(self.amount, self.debt)
        check_source(self.by)


def fixed_sum(debt: Money, place: Jurisdiction) -> FixedSum:
    """Which fixed sum is owed for a debt between businesses that is paid late?

    Raises:
        InvalidValue: a debt of nothing; a law that has no such sum, or leaves it out.
        CurrencyMismatch: a debt in another currency than that of the law.
        WrongType: no money, or no jurisdiction.

    Example:
        >>> from postsales import GBP
        >>> from postsales.law import GB
        >>> fixed_sum(GBP("999.99"), GB).amount, fixed_sum(GBP("1000.00"), GB).amount
        (Money.of('40.00', 'GBP'), Money.of('70.00', 'GBP'))
    """
    instance("debt", debt, Money, "a debt is an amount of money, such as GBP('1000.00')")
    instance("place", place, Jurisdiction, "the law comes second, such as law.GB")
    if debt.minor <= 0:
        raise InvalidValue("debt", debt, "a debt is above zero")
    sums = place.fixed_sums
    if sums is None:
        allowed = (
            f"the law of {place.code}, as far as it is covered, has no fixed sums for late debts"
        )
        raise InvalidValue(
            "place", place.code, allowed, "law.coverage tells what is left out of it"
        )
    if debt.currency != sums.otherwise.currency:
        raise CurrencyMismatch(debt, sums.otherwise)
    band = next((x for x in sums.bands if debt < x.below), None)
    if band is not None:
        return FixedSum(debt, amount=band.amount, by=band.by or sums.by)
    return FixedSum(debt, amount=sums.otherwise, by=sums.by)
