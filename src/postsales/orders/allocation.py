"""Sharing an order-level amount over lines: once, at sale, and then frozen in their totals."""

from collections.abc import Sequence

from attrs import frozen

from postsales.basics._checks import instance, several
from postsales.basics._errors import InvalidValue
from postsales.basics.money import CurrencyMismatch, Money

__all__ = ["Discounted", "allocate", "discounted"]


def allocate(amount: Money, over: Sequence[Money]) -> tuple[Money, ...]:
    """How much of an order-level amount falls on each value?

    Rounding: largest remainder on minor units, equal remainders in the order given; the shares add
    up to the amount exactly. A negative amount is shared like the positive one.

    Raises:
        InvalidValue: nothing to share over, a negative value, all values zero.
        CurrencyMismatch: the values are in another currency.

    Example:
        >>> from postsales import EUR
        >>> allocate(EUR("10.00"), [EUR("30.00"), EUR("40.00"), EUR("10.00")])
        (Money.of('3.75', 'EUR'), Money.of('5.00', 'EUR'), Money.of('1.25', 'EUR'))
    """
    instance("amount", amount, Money, "an amount of money is shared")
    values = several("over", over, Money, "an amount is shared over amounts of money")
    for value in values:
        if value.currency != amount.currency:
            raise CurrencyMismatch(amount, value)
    return amount.allocate([value.minor for value in values])


@frozen(weakref_slot=False)
class Discounted:
    """Values after an order-level discount: what each gave and kept, and what went unused."""

    shares: tuple[Money, ...]
    left: tuple[Money, ...]
    used: Money
    unused: Money


def discounted(values: Sequence[Money], discount: Money) -> Discounted:
    """What is left of each value after an order-level discount?

    A discount takes at most what the values add up to; what it could not take is ``unused``.

    Rounding: as in ``allocate``.

    Raises:
        InvalidValue: no values, a negative value or a negative discount.

    Example:
        >>> from postsales import EUR
        >>> after = discounted([EUR("70.00"), EUR("10.00")], EUR("8.00"))
        >>> after.left
        (Money.of('63.00', 'EUR'), Money.of('9.00', 'EUR'))
    """
    instance("discount", discount, Money, "a discount is an amount of money")
    if discount.minor < 0:
        raise InvalidValue("discount", discount, "a discount is zero or more")
    several("values", values, Money, "a discount is taken off amounts of money")
    for value in values:
        if value.minor < 0:
            raise InvalidValue("values", value, "a value that is discounted is zero or more")
    whole = sum(values, discount.currency.zero)
    used = min(discount, whole)
    if not values or used:
        shares = allocate(used, values)
    else:
        shares = tuple(discount.currency.zero for _ in values)
    left = tuple(value - share for value, share in zip(values, shares, strict=True))
    return Discounted(shares, left, used, discount - used)
