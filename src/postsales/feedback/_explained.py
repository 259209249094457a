"""How much of the variance of one column others explain together, and the share of each.

Rules of this file: everything is exact, so that columns that say the same are seen for certain.
"""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from postsales.feedback._correlations import Column, spread

__all__ = ["Explained"]


class Explained:
    """R² of every choice of columns, each reckoned once."""

    def __init__(self, overall: Column, columns: Mapping[str, Column]) -> None:
        self._names = tuple(columns)
        self._sums = {
            (a, b): spread(columns[a], columns[b]) for a in self._names for b in self._names
        }
        self._with = {name: spread(columns[name], overall) for name in self._names}
        self._whole = spread(overall, overall)
        self._known: dict[tuple[str, ...], Fraction] = {}

    def of(self, names: Sequence[str]) -> Fraction:
        """The share of the variance that these explain together."""
        key = tuple(name for name in self._names if name in names)
        if key not in self._known:
            rows = [[*(self._sums[a, b] for b in key), self._with[a]] for a in key]
            self._known[key] = _explained(rows) / self._whole
        return self._known[key]

    def shares(self) -> dict[str, Fraction]:
        """The share of each: what it adds in the mean over all orders in which they can come."""
        return {name: self._share(name) for name in self._names}

    def _share(self, name: str) -> Fraction:
        others = [one for one in self._names if one != name]
        added = Fraction(0)
        for size in range(len(others) + 1):
            chosen = list(combinations(others, size))
            gain = sum((self.of([*some, name]) - self.of(some) for some in chosen), Fraction(0))
            added += gain / math.comb(len(others), size)
        return added / len(self._names)

    def inflation(self, name: str) -> Fraction | None:
        """By how much the others inflate the variance of one; ``None`` without an end."""
        if not self._sums[name, name]:
            return Fraction(1)
        others = [one for one in self._names if one != name]
        rows = [[*(self._sums[a, b] for b in others), self._sums[a, name]] for a in others]
        own = self._sums[name, name]
        unexplained = own - _explained(rows)
        return own / unexplained if unexplained else None


def _explained(sums: Sequence[Sequence[int]]) -> Fraction:
    """The explained sum of squares, by elimination; a column that adds nothing is passed over."""
    found = Fraction(0)
    rows = [[Fraction(one) for one in row] for row in sums]
    for place, row in enumerate(rows):
        pivot = row[place]
        if not pivot:
            continue
        found += row[-1] * row[-1] / pivot
        for other in rows[place + 1 :]:
            factor = other[place] / pivot
            for column in range(place, len(row)):
                other[column] -= factor * row[column]
    return found
