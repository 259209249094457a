"""Percentiles: below which value lie so many of a hundred?"""

import math
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from postsales.basics._checks import several
from postsales.basics._errors import WrongType
from postsales.basics._words import Word
from postsales.basics.quantities import FrozenMap
from postsales.feedback._numbers import Number, exact, is_list, written
from postsales.feedback.absent import Absent

__all__ = ["PercentileMethod", "Percentiles", "percentiles"]


class PercentileMethod(Word):
    """How a percentile is found between values."""

    NEAREST_RANK = "nearest_rank"
    """The first value that so many of a hundred are not above: always one that was measured."""
    LINEAR = "linear"
    """On the line between the two values next to the place, as most spreadsheets have it."""


_NEAREST = PercentileMethod.NEAREST_RANK


@frozen(weakref_slot=False)
class Percentiles:
    """The percentiles of n values, each by the percentage that was asked for.

    With few values a high percentile is simply the largest: of fewer than 20, the 95th is.
    """

    values: FrozenMap[Number, Fraction | None]
    n: int
    method: PercentileMethod
    reason: Absent | None = None


def percentiles(
    values: Iterable[Number],
    percents: Iterable[Number] = (50, 90, 95),
    *,
    method: PercentileMethod | str = _NEAREST,
) -> Percentiles:
    """Below which values do so many of a hundred lie, such as of times to a first answer?

    The nearest rank of p is that of the value in place p/100 · n, rounded up, in rising order; the
    linear one is at place (n - 1) · p/100, counted from 0. A percentage is taken as it is written:
    99.9 is 999 of 1000.

    Units: those of the values. Rounding: none.

    Raises:
        InvalidValue: a percentage below 0 or above 100, a value that is NaN or infinite.

    Example:
        >>> minutes = [5, 7, 12, 30, 45, 60, 120, 240, 600, 1440]
        >>> percentiles(minutes).values[90], percentiles(minutes, method="linear").values[90]
        (Fraction(600, 1), Fraction(684, 1))
        >>> percentiles([]).values[50], percentiles([]).reason
        (None, Absent.NO_RESPONSES)
    """
    chosen = PercentileMethod.read("method", method)
    if not is_list(values):
        raise WrongType("values", values, "a list of numbers is needed, also the same again")
    given = several("values", values, object, "numbers are needed")
    ordered = sorted(exact("value", one) for one in given)
    kinds: tuple[type[Number], ...] = (int, float, Decimal, Fraction)
    wanted: tuple[Number, ...] = several("percents", percents, kinds, "numbers are needed")
    find = _WAYS[chosen]
    found: dict[Number, Fraction | None] = {}
    for percent in wanted:
        share = written("percent", percent, 0, 100) / 100
        found[percent] = find(ordered, share) if ordered else None
    reason = None if ordered else Absent.NO_RESPONSES
    return Percentiles(FrozenMap(found), len(ordered), chosen, reason)


def _nearest_rank(ordered: Sequence[Fraction], share: Fraction) -> Fraction:
    return ordered[max(math.ceil(share * len(ordered)), 1) - 1]


def _linear(ordered: Sequence[Fraction], share: Fraction) -> Fraction:
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


_WAYS: dict[PercentileMethod, Callable[[Sequence[Fraction], Fraction], Fraction]] = {
    PercentileMethod.NEAREST_RANK: _nearest_rank,
    PercentileMethod.LINEAR: _linear,
}
