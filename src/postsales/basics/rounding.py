"""Rounding: how whole minor units come out of a division, and how shares of them add up.

Rules of this file: whole numbers in, whole numbers out. Nothing here knows what a currency is, and
nothing is ever a float.
"""

from collections.abc import Callable, Iterable, Sequence

from postsales.basics._checks import count, instance
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics._words import Word

__all__ = ["Rounding", "cumulative", "divide", "largest_remainder", "slice_of"]


class Rounding(Word):
    """To which whole number does a fraction go?"""

    HALF_UP = "half_up"
    """To the nearest; from the middle away from zero: 0.5 is 1, -0.5 is -1. As shops expect."""
    HALF_EVEN = "half_even"
    """To the nearest; from the middle to the even one: 0.5 is 0, 1.5 is 2. No bias."""
    HALF_DOWN = "half_down"
    """To the nearest; from the middle towards zero: 0.5 is 0, 0.6 is 1."""
    UP = "up"
    """Away from zero, however small the fraction: 0.1 is 1, -0.1 is -1."""
    DOWN = "down"
    """Towards zero: the fraction is cut off. 0.9 is 0, -0.9 is 0."""
    CEILING = "ceiling"
    """To the greater one: 0.1 is 1, -0.9 is 0."""
    FLOOR = "floor"
    """To the lesser one: 0.9 is 0, -0.1 is -1."""


_HALF_UP = Rounding.HALF_UP
_HALF_EVEN = Rounding.HALF_EVEN


def divide(n: int, d: int, rounding: Rounding = _HALF_UP) -> int:
    """What is n / d as a whole number?

    Rounding: of the exact quotient, once; ``d`` is above 0.

    Example:
        >>> divide(5, 2), divide(-5, 2), divide(5, 2, Rounding.HALF_EVEN)
        (3, -3, 2)
    """
    if d <= 0:
        raise InvalidValue("divisor", d, "it must be above 0")
    if rounding is _HALF_UP:
        return (2 * n + d) // (2 * d) if n >= 0 else -((d - 2 * n) // (2 * d))
    if rounding is _HALF_EVEN:
        whole, rest = divmod(n, d)
        return whole + 1 if 2 * rest > d or (2 * rest == d and whole & 1) else whole
    return _OTHERS[instance("rounding", rounding, Rounding, "a Rounding is needed")](n, d)


def _half_down(n: int, d: int) -> int:
    return -((d - 2 * n) // (2 * d)) if n >= 0 else (2 * n + d) // (2 * d)


def _up(n: int, d: int) -> int:
    return -(-n // d) if n >= 0 else n // d


def _down(n: int, d: int) -> int:
    return n // d if n >= 0 else -(-n // d)


def _ceiling(n: int, d: int) -> int:
    return -(-n // d)


def _floor(n: int, d: int) -> int:
    return n // d


_OTHERS: dict[Rounding, Callable[[int, int], int]] = {
    Rounding.HALF_DOWN: _half_down,
    Rounding.UP: _up,
    Rounding.DOWN: _down,
    Rounding.CEILING: _ceiling,
    Rounding.FLOOR: _floor,
}


def cumulative(total: int, units: int, quantity: int, rounding: Rounding = _HALF_UP) -> int:
    """How much of the total belongs to the first so many units of the quantity?

    Rounding: once; no units have nothing, all units have the whole total.

    Example:
        >>> [cumulative(5000, units, 3) for units in range(4)]
        [0, 1667, 3333, 5000]
    """
    return divide(total * units, quantity, rounding)


def slice_of(
    total: int, gone: int, units: int, quantity: int, rounding: Rounding = _HALF_UP
) -> int:
    """How much of the total belongs to the next units, when some are gone already?

    Rounding: the difference of two cumulative shares, so that slices always add up to the total.

    Example:
        >>> [slice_of(5000, gone, 1, 3) for gone in range(3)]
        [1667, 1666, 1667]
    """
    upto = divide(total * (gone + units), quantity, rounding)
    return upto - divide(total * gone, quantity, rounding) if gone else upto


def largest_remainder(amount: int, weights: Sequence[int]) -> tuple[int, ...]:
    """How is an amount shared by weights, so that the shares add up to it?

    Rounding: each share is cut off, then the largest fractions get one more each until nothing is
    left; of equal fractions the first in the list. A negative amount is shared like the positive
    one, and the signs are put back.

    Raises:
        InvalidValue: no weights, one that is negative or not whole, or only zeros for an amount.

    Example:
        >>> largest_remainder(1000, [1, 1, 1]), largest_remainder(-299, [43, 14, 23])
        ((334, 333, 333), (-161, -52, -86))
    """
    checked = _weights(weights)
    whole = sum(checked)
    size = abs(count("amount", amount, -(10**30), 10**30))
    if not whole:
        return _nothing(amount, checked)
    shares = [divmod(size * weight, whole) for weight in checked]
    left = size - sum(share for share, _ in shares)
    # Python's sort is stable: of equal fractions the first stays first.
    first = set(sorted(range(len(shares)), key=lambda place: -shares[place][1])[:left])
    sign = -1 if amount < 0 else 1
    return tuple(sign * (share + (place in first)) for place, (share, _) in enumerate(shares))


def _weights(weights: Iterable[object]) -> tuple[int, ...]:
    if isinstance(weights, str | bytes) or not isinstance(weights, Iterable):
        raise WrongType("weights", weights, "a list of whole numbers is needed")
    found = tuple(weights)
    if not found:
        raise InvalidValue("weights", weights, "at least one is needed")
    return tuple(_weight(weight) for weight in found)


def _weight(weight: object) -> int:
    if type(weight) is not int or weight < 0:
        raise InvalidValue("weight", weight, "a whole number, 0 or more, is needed")
    return weight


def _nothing(amount: int, weights: tuple[int, ...]) -> tuple[int, ...]:
    if amount:
        raise InvalidValue("weights", weights, f"{amount} cannot be shared by zeros")
    return weights
