"""Raking: weights under which the answers have the margins of all customers.

Rules of this file: raking mends who answered, as far as the margins tell it. It never mends that
only the content, or only the angry, answered. What it costs is told: ``deff`` and ``n_effective``.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction
from typing import cast

from attrs import frozen

from postsales.basics._checks import named, pairs, several, text
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics.quantities import FrozenMap
from postsales.feedback._numbers import Number, not_negative
from postsales.feedback.fitting import Cell, achieved, fitted
from postsales.feedback.weights import DesignEffect, design_effect

__all__ = ["RakedTable", "RakedWeights", "rake", "rake_table"]

_TOLERANCE = 1e-10
_ROUNDS = 10_000


@frozen(weakref_slot=False)
class RakedTable:
    """A table with the margins that were asked for, and what they came to.

    ``rounds`` is after how many rounds every margin was within the tolerance.
    """

    table: tuple[tuple[float, ...], ...]
    rows: tuple[float, ...]
    columns: tuple[float, ...]
    rounds: int


def rake_table(
    table: Iterable[Iterable[Number]],
    *,
    rows: Iterable[Number],
    columns: Iterable[Number],
    tolerance: float = _TOLERANCE,
    rounds: int = _ROUNDS,
) -> RakedTable:
    """Which table has these sums of rows and columns, and the shape of the one that was counted?

    Rows and columns are fitted in turn until every sum is off by no more than ``tolerance``, as a
    share of the total. Cells of 0 stay 0.

    Rounding: none.

    Raises:
        InconsistentMargins: the rows add up to something else than the columns.
        EmptyCategory: a row or column of zeros should have something.
        DidNotConverge: some sum was not reached in so many rounds.
        InvalidValue: rows of different lengths; more or fewer sums than rows or columns; a number
            below 0.

    Example:
        >>> found = rake_table([[100, 100], [100, 100]], rows=[200, 200], columns=[100, 300])
        >>> found.table
        ((50.0, 150.0), (50.0, 150.0))
    """
    counted = _table(table)
    margins = {"rows": _sums("rows", rows), "columns": _sums("columns", columns)}
    _as_many("rows", margins["rows"], len(counted))
    _as_many("columns", margins["columns"], len(counted[0]))
    cells: dict[Cell, float] = {
        (i, j): float(value) for i, row in enumerate(counted) for j, value in enumerate(row)
    }
    found, done = fitted(cells, margins, tolerance=tolerance, rounds=rounds)
    by_row, by_column = achieved(found, 0), achieved(found, 1)
    width = range(len(counted[0]))
    return RakedTable(
        table=tuple(tuple(found[i, j] for j in width) for i in range(len(counted))),
        rows=tuple(by_row[i] for i in range(len(counted))),
        columns=tuple(by_column[j] for j in width),
        rounds=done,
    )


def _table(table: object) -> list[list[Fraction]]:
    allowed = "rows of counts are needed"
    rows = [
        [not_negative("table", one) for one in several("table", row, object, allowed)]
        for row in several("table", table, object, allowed)
    ]
    lengths = {len(row) for row in rows}
    if len(lengths) != 1 or 0 in lengths:
        raise InvalidValue("table", sorted(lengths), "rows of one length, 1 or more, are needed")
    return rows


def _sums(field: str, value: object) -> dict[Hashable, Fraction]:
    allowed = "a sum for each is needed"
    return dict(
        enumerate(not_negative(field, one) for one in several(field, value, object, allowed))
    )


def _as_many(field: str, sums: Mapping[Hashable, Fraction], many: int) -> None:
    if len(sums) != many:
        raise InvalidValue(field, len(sums), f"a sum for each of the {many} is needed")


@frozen(weakref_slot=False)
class RakedWeights:
    """A weight for each respondent, in their order, and what the weights cost.

    The weights add up to what the margins add up to. ``achieved`` is what each category adds up to
    under them. ``effect`` has ``n_effective`` and ``deff``: publish them with the score.
    """

    weights: tuple[float, ...]
    achieved: FrozenMap[str, FrozenMap[str, float]]
    effect: DesignEffect
    rounds: int

    @property
    def n(self) -> int:
        """How many respondents have a weight."""
        return len(self.weights)


def rake(
    respondents: Iterable[Mapping[str, str]],
    margins: Mapping[str, Mapping[str, Number]],
    *,
    tolerance: float = _TOLERANCE,
    rounds: int = _ROUNDS,
) -> RakedWeights:
    """Which weights give those who answered the margins of all customers?

    A respondent is told as a category in each dimension, a margin as what each category of one
    dimension should add up to: customers, or shares. Every respondent begins with the same weight.

    Rounding: none.

    Raises:
        InconsistentMargins: the margins do not add up to one total.
        EmptyCategory: nobody answered in a category that should have something.
        DidNotConverge: some margin was not reached in so many rounds.
        InvalidValue: a respondent whose category is in no margin; a number below 0; no margins.

    Example:
        >>> answered = [{"tier": "gold"}] * 3 + [{"tier": "basic"}]
        >>> found = rake(answered, {"tier": {"gold": 50, "basic": 50}})
        >>> [round(weight, 2) for weight in found.weights]
        [16.67, 16.67, 16.67, 50.0]
        >>> round(float(found.effect.n_effective), 2)
        3.0
    """
    targets = _margins(margins)
    people = [_cell(one, targets) for one in several("respondents", respondents, object, _PEOPLE)]
    many = Counter(people)
    cells: dict[Cell, float] = {cell: float(n) for cell, n in many.items()}
    found, done = fitted(cells, targets, tolerance=tolerance, rounds=rounds)
    weights = tuple(found[cell] / many[cell] for cell in people)
    sums = {name: achieved(found, place) for place, name in enumerate(targets)}
    reached = FrozenMap(
        (name, FrozenMap((str(one), sums[name].get(one, 0.0)) for one in wanted))
        for name, wanted in targets.items()
    )
    return RakedWeights(weights, reached, design_effect(weights), done)


_PEOPLE = "a mapping of dimensions and categories is needed for each respondent"


def _margins(value: object) -> dict[str, dict[Hashable, Fraction]]:
    found: dict[str, dict[Hashable, Fraction]] = {
        named("margins", name): {
            text(str(name), category): not_negative(str(name), target)
            for category, target in pairs(str(name), targets)
        }
        for name, targets in pairs("margins", value)
    }
    if not found or not all(found.values()):
        raise InvalidValue("margins", value, "dimensions with their categories are needed")
    return found


def _cell(one: object, margins: Mapping[str, Mapping[Hashable, Fraction]]) -> tuple[str, ...]:
    if not isinstance(one, Mapping):
        raise WrongType("respondents", one, _PEOPLE)
    said = cast("Mapping[str, object]", one)
    return tuple(_category(name, said.get(name), targets) for name, targets in margins.items())


def _category(name: str, said: object, targets: Mapping[Hashable, Fraction]) -> str:
    found = text(name, said)
    if found not in targets:
        allowed = f"one of {', '.join(map(str, targets))} is needed"
        raise InvalidValue(name, said, allowed, "give each respondent a category of the margin")
    return found
