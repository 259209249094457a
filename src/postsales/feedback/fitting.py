"""Proportional fitting: weights of cells, until every margin has what it should have.

Rules of this file: what comes in was checked, and is not negative. A cell is told by its category
in each dimension; cells of weight 0 stay 0. What is reached is looked at, never the last step.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction

from postsales.basics._checks import count
from postsales.basics._errors import InvalidValue
from postsales.feedback._numbers import exact

__all__ = ["Cell", "DidNotConverge", "EmptyCategory", "InconsistentMargins", "Margins", "fitted"]

Cell = tuple[Hashable, ...]
Margins = Mapping[str, Mapping[Hashable, Fraction]]
"""For each dimension what each of its categories should add up to."""

# Shares that were told in decimals add up to 1 but for the last digits of a float.
_SAME = Fraction(1, 10**9)


class InconsistentMargins(InvalidValue):
    """Margins that do not add up to one total: nothing could have them all."""


class EmptyCategory(InvalidValue):
    """A category should have something, and nobody is in it: no weight could give it any."""


class DidNotConverge(InvalidValue):
    """The margins were not all reached. Some cannot be, with the cells that are empty."""


def fitted(
    cells: Mapping[Cell, float], margins: Margins, *, tolerance: float, rounds: int
) -> tuple[dict[Cell, float], int]:
    """The weights of the cells, and after how many rounds every margin was reached.

    A margin is reached when it is off by no more than the tolerance, as a share of the total.

    Raises:
        InconsistentMargins, EmptyCategory, DidNotConverge: checked in this order.
    """
    bound = exact("tolerance", tolerance)
    if not 0 < bound < 1:
        raise InvalidValue("tolerance", tolerance, "a share between 0 and 1 is needed")
    count("rounds", rounds, 1)
    total = _total(margins)
    _somebody_in_each(cells, margins)
    return _until_reached(dict(cells), margins, float(bound * total), rounds)


def _total(margins: Margins) -> Fraction:
    totals = {name: sum(targets.values(), Fraction(0)) for name, targets in margins.items()}
    least, most = min(totals.values()), max(totals.values())
    if most - least > most * _SAME:
        told = {name: float(total) for name, total in totals.items()}
        raise InconsistentMargins("margins", told, "all must add up to the same")
    return most


def _somebody_in_each(cells: Mapping[Cell, float], margins: Margins) -> None:
    for place, (name, targets) in enumerate(margins.items()):
        there = {cell[place] for cell, weight in cells.items() if weight > 0}
        for category, target in targets.items():
            if target > 0 and category not in there:
                allowed = f"nobody is in it, and {float(target):g} should be"
                raise EmptyCategory(name, category, allowed, "join it with another category")


def achieved(cells: Mapping[Cell, float], place: int) -> dict[Hashable, float]:
    """What each category of a dimension adds up to."""
    sums: dict[Hashable, float] = defaultdict(float)
    for cell, weight in cells.items():
        sums[cell[place]] += weight
    return dict(sums)


def _until_reached(
    cells: dict[Cell, float], margins: Margins, bound: float, rounds: int
) -> tuple[dict[Cell, float], int]:
    wanted = [
        {category: float(target) for category, target in targets.items()}
        for targets in margins.values()
    ]
    for done in range(1, rounds + 1):
        for place, targets in enumerate(wanted):
            cells = _scaled(cells, place, targets)
        if _furthest(cells, wanted) <= bound:
            return cells, done
    allowed = f"after {rounds} rounds a margin is still off by this much"
    advice = "join categories that hardly anybody has together, or allow more rounds"
    raise DidNotConverge("margins", _furthest(cells, wanted), allowed, advice)


def _scaled(
    cells: Mapping[Cell, float], place: int, targets: Mapping[Hashable, float]
) -> dict[Cell, float]:
    sums = achieved(cells, place)
    factors = {name: targets[name] / total if total else 0.0 for name, total in sums.items()}
    return {cell: weight * factors[cell[place]] for cell, weight in cells.items()}


def _furthest(cells: Mapping[Cell, float], wanted: Sequence[Mapping[Hashable, float]]) -> float:
    found = ((achieved(cells, place), targets) for place, targets in enumerate(wanted))
    return max(
        abs(sums.get(category, 0.0) - target)
        for sums, targets in found
        for category, target in targets.items()
    )
