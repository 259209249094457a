"""Money: whole minor units of one currency.

Rules of this file: an amount is exact or it is refused. What divides money says how it rounds, and
its parts add up to the whole.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import frozen

from postsales.basics._checks import count, numeral, ratio
from postsales.basics._errors import InvalidValue, PostsalesError, WrongType
from postsales.basics.currencies import Currency
from postsales.basics.rounding import Rounding, divide, largest_remainder

if TYPE_CHECKING:
    from fractions import Fraction

__all__ = ["CurrencyMismatch", "Money"]

_LIMIT = 10**18
_MOST_PARTS = 100_000
_MOST_BITS = 256
_MONEY = "an amount is text or a Decimal"
_SAY = "nobody can tell 20 euro from 20 cents; say EUR('20.00') or EUR.minor(2000)"


class CurrencyMismatch(PostsalesError, ValueError):
    """Two amounts of different currencies were added or compared; ``left`` and ``right`` are they.

    Example:
        >>> str(CurrencyMismatch(Money.of("19.90", "EUR"), Money.of("5.00", "USD")))
        'EUR 19.90 and USD 5.00 are of different currencies; exchange one of them first'
    """

    left: "Money"
    right: "Money"

    def __init__(self, left: "Money", right: "Money", where: str = "") -> None:
        same = left.currency.code == right.currency.code
        why = "count with different decimals" if same else "are of different currencies"
        said = where or f"{left} and {right} {why}; exchange one of them first"
        super().__init__(said)
        self.left = left
        self.right = right


@frozen(repr=False, weakref_slot=False)
class Money:
    """An amount of money, exact to the minor unit; negative when it is owed the other way.

    Money is equal to money of the same currency and amount, and to nothing else. Only money of one
    currency is ordered, added or subtracted. It is true unless it is zero.

    Units: ``minor`` counts the smallest units of the currency: cents, yen, fils.

    Raises:
        InvalidValue: 10**18 minor units or more.
        CurrencyMismatch: two currencies meet in ``+``, ``-`` or a comparison of size.

    Example:
        >>> price = Money.of("19.90", "EUR")
        >>> price * 2 - Money.of("4.95", "EUR")
        Money.of('34.85', 'EUR')
        >>> sum([price, price]), price.minor, str(price)
        (Money.of('39.80', 'EUR'), 1990, 'EUR 19.90')
    """

    minor: int
    currency: Currency

    def __attrs_post_init__(self) -> None:
        minor = self.minor
        if type(minor) is not int:
            raise WrongType("minor", minor, "minor units are a whole number", _SAY)
        if not -_LIMIT < minor < _LIMIT:
            raise InvalidValue("minor", minor, "money stays below 10**18 minor units")
        if not isinstance(self.currency, Currency):
            raise WrongType(
                "currency", self.currency, "a Currency is needed", "say Currency('EUR')"
            )

    @classmethod
    def of(cls, amount: str | Decimal, currency: Currency | str) -> "Money":
        """Money in major units, from text or a Decimal and a currency or its code.

        Raises:
            InvalidValue: not a plain number, or one with more decimals than the currency has.
            WrongType: a bare int or float.

        Example:
            >>> Money.of("19.90", "EUR").minor
            1990
        """
        known = Currency(currency) if isinstance(currency, str) else currency
        if not isinstance(known, Currency):
            raise WrongType("currency", known, "a Currency or its code is needed")
        if isinstance(amount, str):
            return cls(_from_text(amount, known), known)
        if isinstance(amount, Decimal):
            return cls(_from_decimal(amount, known), known)
        raise WrongType("amount", amount, _MONEY, _SAY)

    @property
    def amount(self) -> Decimal:
        """The amount in major units, with exactly the decimals of the currency.

        Example:
            >>> Money.of("20", "EUR").amount
            Decimal('20.00')
        """
        return Decimal(self._digits())

    @property
    def is_negative(self) -> bool:
        """Is it less than nothing?"""
        return self.minor < 0

    def _digits(self) -> str:
        decimals = self.currency.exponent
        sign = "-" if self.minor < 0 else ""
        digits = str(abs(self.minor)).rjust(decimals + 1, "0")
        return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}" if decimals else sign + digits

    def __repr__(self) -> str:
        currency = self.currency
        said = repr(currency.code) if currency.is_standard else repr(currency)
        return f"Money.of({self._digits()!r}, {said})"

    def __str__(self) -> str:
        return f"{self.currency.code} {self._digits()}"

    def __bool__(self) -> bool:
        return self.minor != 0

    def _beside(self, other: object) -> int:
        if not isinstance(other, Money):
            raise WrongType(
                "amount", other, "only money is added to money or compared with it", _SAY
            )
        if other.currency is not self.currency and other.currency != self.currency:
            raise CurrencyMismatch(self, other)
        return other.minor

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._beside(other), self.currency)

    def __radd__(self, other: int) -> "Money":
        # sum() begins with the number 0; any other number is no money.
        return self if type(other) is int and other == 0 else self + _no_money(other)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._beside(other), self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._beside(other)

    def __le__(self, other: "Money") -> bool:
        return self.minor <= self._beside(other)

    def __gt__(self, other: "Money") -> bool:
        return self.minor > self._beside(other)

    def __ge__(self, other: "Money") -> bool:
        return self.minor >= self._beside(other)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __abs__(self) -> "Money":
        return Money(abs(self.minor), self.currency)

    def __mul__(self, times: int) -> "Money":
        if type(times) is not int:
            raise WrongType(
                "factor", times, "money is multiplied by a whole number", "see Money.times"
            )
        return Money(self.minor * times, self.currency)

    __rmul__ = __mul__

    def share(self, part: int, whole: int, *, rounding: Rounding | None = None) -> "Money":
        """What is part / whole of it?

        Rounding: once, as named; without a rounding the share must be exact.

        Raises:
            InvalidValue: the share is no whole number of minor units, and no rounding was named.

        Example:
            >>> Money.of("50.00", "EUR").share(1, 3, rounding=Rounding.HALF_UP)
            Money.of('16.67', 'EUR')
        """
        return self._scaled(
            count("part", part, 0, _LIMIT), count("whole", whole, 1, _LIMIT), rounding
        )

    def times(self, factor: "Decimal | Fraction", *, rounding: Rounding | None = None) -> "Money":
        """How much is it, multiplied by an exact factor?

        Rounding: once, as named; without a rounding the product must be exact.

        Raises:
            InvalidValue: the product is no whole number of minor units, and no rounding was named.

        Example:
            >>> Money.of("50.00", "EUR").times(Decimal("0.19"))
            Money.of('9.50', 'EUR')
        """
        n, d = ratio("factor", factor) if isinstance(factor, Decimal) else _fraction(factor)
        return self._scaled(n, d, rounding)

    def _scaled(self, n: int, d: int, rounding: Rounding | None) -> "Money":
        if rounding is not None:
            return Money(divide(self.minor * n, d, rounding), self.currency)
        minor, rest = divmod(self.minor * n, d)
        if rest:
            allowed = f"a part of {self} must be a whole number of minor units"
            raise InvalidValue("share", f"{n}/{d}", allowed, "name a rounding")
        return Money(minor, self.currency)

    def allocate(self, weights: Sequence[int]) -> "tuple[Money, ...]":
        """How is it shared by weights? The shares add up to it.

        Rounding: largest remainder; see ``postsales.basics.rounding``.

        Raises:
            InvalidValue: no weights, a weight below 0, or only zeros for an amount.

        Example:
            >>> [str(share) for share in Money.of("8.00", "EUR").allocate([30, 40, 10])]
            ['EUR 3.00', 'EUR 4.00', 'EUR 1.00']
        """
        return tuple(
            Money(minor, self.currency) for minor in largest_remainder(self.minor, weights)
        )

    def split(self, parts: int) -> "tuple[Money, ...]":
        """How is it shared evenly? The parts add up to it; the first ones hold the odd units.

        Example:
            >>> [str(part) for part in Money.of("1.00", "EUR").split(3)]
            ['EUR 0.34', 'EUR 0.33', 'EUR 0.33']
        """
        return self.allocate((1,) * count("parts", parts, 1, _MOST_PARTS))


def _no_money(other: object) -> Money:
    raise WrongType("amount", other, "only money is added to money", _SAY)


def _from_text(amount: str, currency: Currency) -> int:
    whole, decimals = numeral("amount", amount)
    exponent = currency.exponent
    if len(decimals) > exponent and decimals[exponent:].strip("0"):
        raise _too_fine(amount, currency)
    return int(whole + decimals[:exponent].ljust(exponent, "0"))


def _from_decimal(amount: Decimal, currency: Currency) -> int:
    n, d = ratio("amount", amount)
    scale: int = 10**currency.exponent
    minor, rest = divmod(n * scale, d)
    if rest:
        raise _too_fine(amount, currency)
    return minor


def _too_fine(amount: str | Decimal, currency: Currency) -> InvalidValue:
    allowed = f"{currency.code} has {currency.exponent} decimals"
    return InvalidValue("amount", amount, allowed, "round it first")


def _fraction(factor: object) -> tuple[int, int]:
    from fractions import Fraction  # noqa: PLC0415 - half of what importing money would cost

    if not isinstance(factor, Fraction):
        raise WrongType("factor", factor, "a factor is a Decimal or a Fraction")
    if max(factor.numerator.bit_length(), factor.denominator.bit_length()) > _MOST_BITS:
        raise InvalidValue("factor", factor, "it is longer than any exact share of money")
    return factor.numerator, factor.denominator
