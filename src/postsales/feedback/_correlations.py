"""How two columns go with each other: Pearson's r, Spearman's rho and Kendall's tau-b.

Rules of this file: columns are whole numbers, of one length, and neither is all alike. What is
exact stays so up to the last root. Associations do not know units, so that any column can be made
whole.
"""

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from fractions import Fraction

__all__ = ["kendall", "pearson", "spearman", "spread", "whole"]

Column = Sequence[int]


def whole(values: Sequence[Fraction]) -> Column:
    """The column in a unit of which every value is a multiple."""
    unit = math.lcm(*(value.denominator for value in values))
    return [int(value * unit) for value in values]


def spread(a: Column, b: Column) -> int:
    """How both lie off their means together, n times; of one column, how far it does."""
    return len(a) * sum(x * y for x, y in zip(a, b, strict=True)) - sum(a) * sum(b)


def pearson(a: Column, b: Column) -> float:
    """On how straight a line do they lie, from -1 to 1?"""
    together = spread(a, b)
    return _root(together, spread(a, a) * spread(b, b))


def _root(part: int, square: int) -> float:
    """A part of a root, which keeps its sign."""
    return math.copysign(math.sqrt(Fraction(part * part, square)), part)


def spearman(a: Column, b: Column) -> float:
    """Pearson's of the ranks: do both rise, however straight?"""
    return pearson(_ranks(a), _ranks(b))


def _ranks(column: Column) -> Column:
    """Twice the place of each from the lowest; who is equal shares the mean of their places."""
    places: dict[int, int] = {}
    below = 0
    for value, many in sorted(Counter(column).items()):
        places[value] = 2 * below + many + 1
        below += many
    return [places[value] for value in column]


def kendall(a: Column, b: Column) -> float:
    """Of all pairs, by how much more are in the same order than not? Ties are allowed for."""
    n = len(a)
    pairs = n * (n - 1) // 2
    alike_a, alike_b, alike = _tied(a), _tied(b), _tied(zip(a, b, strict=True))
    # In the order of a, and where that is equal of b, a swap is a pair in the other order.
    swapped = _swaps([y for _, y in sorted(zip(a, b, strict=True))])[1]
    more = pairs - alike_a - alike_b + alike - 2 * swapped
    return _root(more, (pairs - alike_a) * (pairs - alike_b))


def _tied(values: Iterable[Hashable]) -> int:
    return sum(many * (many - 1) // 2 for many in Counter(values).values())


def _swaps(values: list[int]) -> tuple[list[int], int]:
    """The values in order, and how many pairs were not: by halves, so that many are quick."""
    if len(values) <= 1:
        return values, 0
    middle = len(values) // 2
    (left, a), (right, b) = _swaps(values[:middle]), _swaps(values[middle:])
    merged: list[int] = []
    swaps, taken = a + b, 0
    for value in right:
        while taken < len(left) and left[taken] <= value:
            merged.append(left[taken])
            taken += 1
        merged.append(value)
        swaps += len(left) - taken
    return merged + left[taken:], swaps
