"""Percentages, as they stand in terms: 15 per cent is ``Percent("15")``."""

from decimal import Decimal

from attrs import field, frozen

from postsales.basics._checks import numeral, ratio
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics.money import Money
from postsales.basics.rounding import Rounding, divide

__all__ = ["Percent"]

_MOST = 1000
_MOST_DECIMALS = 6


def _plain(value: str | Decimal) -> Decimal:
    if isinstance(value, str):
        numeral("percent", value)
        return _trimmed(Decimal(value), value)
    if isinstance(value, Decimal):
        ratio("percent", value)
        return _trimmed(value, value)
    raise WrongType("percent", value, "a percentage is text or a Decimal", "say Percent('15')")


def _trimmed(value: Decimal, given: str | Decimal) -> Decimal:
    # One form for equal values: what compares alike also prints alike.
    whole, _, decimals = format(value, "f").partition(".")
    decimals = decimals.rstrip("0")
    if not 0 <= value <= _MOST or len(decimals) > _MOST_DECIMALS:
        allowed = f"0 to {_MOST} with at most {_MOST_DECIMALS} decimals are allowed"
        raise InvalidValue("percent", given, allowed)
    return abs(Decimal(f"{whole}.{decimals}" if decimals else whole))


@frozen(repr=False, order=True, weakref_slot=False)
class Percent:
    """So many parts of a hundred.

    Percentages are equal, and ordered, by value: 15 is 15.0.

    Raises:
        InvalidValue: below 0, above 1000, or with more than six decimals.
        WrongType: a bare int or float.

    Example:
        >>> Percent("15").of(Money.of("89.00", "EUR"))
        Money.of('13.35', 'EUR')
    """

    value: Decimal = field(converter=_plain)
    _n: int = field(init=False, eq=False, repr=False)
    _d: int = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        n, d = self.value.as_integer_ratio()
        object.__setattr__(self, "_n", n)
        object.__setattr__(self, "_d", 100 * d)

    def of(self, money: Money, rounding: Rounding = Rounding.HALF_UP) -> Money:
        """How much is this percentage of an amount?

        Rounding: once, half up unless another is named.

        Example:
            >>> str(Percent("19").of(Money.of("0.50", "EUR")))
            'EUR 0.10'
        """
        if not isinstance(money, Money):
            raise WrongType("amount", money, "a percentage is taken of money", "say EUR('20.00')")
        return Money(self.of_minor(money.minor, rounding), money.currency)

    def of_minor(self, n: int, rounding: Rounding = Rounding.HALF_UP) -> int:
        """How much is this percentage of so many minor units?

        Rounding: once, half up unless another is named.

        Example:
            >>> Percent("15").of_minor(8900)
            1335
        """
        return divide(n * self._n, self._d, rounding)

    def __repr__(self) -> str:
        return f"Percent('{self.value}')"

    def __str__(self) -> str:
        return f"{self.value} %"
