"""Bands: a fixed sum that depends on how large a debt is."""

from collections.abc import Iterable
from itertools import pairwise

from attrs import field, frozen

from postsales.basics._checks import instance, several
from postsales.basics._errors import InvalidValue
from postsales.basics.citations import Citation, check_source
from postsales.basics.money import CurrencyMismatch, Money

__all__ = ["Band", "FixedSums"]

_AN_AMOUNT = "an amount above zero, such as GBP('40.00')"


def _check(one: object, *names: str) -> None:
    for name in names:
        found = instance(name, getattr(one, name), Money, _AN_AMOUNT)
        if found.minor <= 0:
            raise InvalidValue(name, found, _AN_AMOUNT)
    check_source(getattr(one, "by", None))


@frozen(weakref_slot=False)
class Band:
    """So much is owed for a debt below a bound; one of exactly the bound is in the next band.

    Example:
        >>> from postsales import GBP
        >>> Band(GBP("40.00"), below=GBP("1000.00")).amount
        Money.of('40.00', 'GBP')
    """

    amount: Money
    below: Money = field(kw_only=True)
    by: Citation | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        _check(self, "amount", "below")


def _bands(value: Iterable[Band]) -> tuple[Band, ...]:
    return several("bands", value, Band, "bands are Band(amount, below=…)")


@frozen(weakref_slot=False)
class FixedSums:
    """What is owed for a debt that is paid late, whatever the delay has cost: by bands of debts.

    ``otherwise`` is owed from the last bound on, or for every debt where there are no bands.

    Raises:
        InvalidValue: bounds that do not rise.
        CurrencyMismatch: amounts in several currencies.

    Example:
        >>> from postsales import EUR
        >>> FixedSums(otherwise=EUR("40.00")).bands
        ()
    """

    bands: tuple[Band, ...] = field(default=(), converter=_bands)
    otherwise: Money = field(kw_only=True)
    by: Citation | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        _check(self, "otherwise")
        self._check_currencies()
        for lower, upper in pairwise(self.bands):
            if lower.below >= upper.below:
                allowed = f"each bound is above that before it ({lower.below})"
                raise InvalidValue("bands", upper.below, allowed)

    def _check_currencies(self) -> None:
        for one in (x for band in self.bands for x in (band.amount, band.below)):
            if one.currency != self.otherwise.currency:
                raise CurrencyMismatch(one, self.otherwise)
