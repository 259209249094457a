"""Cases by the condition in which their units were found, where somebody has looked at them."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from postsales.orders.conditions import Condition
from postsales.orders.inspected import Found
from postsales.returns.case import ReturnCase

__all__ = ["looked_at"]


def looked_at(cases: Sequence[ReturnCase], found: Found) -> tuple[ReturnCase, ...]:
    """The same units, those that were looked at by what was found.

    Units of a line are alike: good ones are asked for first, and those that nobody looked at last.
    """
    left = {line: {x: k for x in Condition if (k := units[x])} for line, units in found.items()}
    return tuple(x for case in cases for x in _apart(case, left.get(case.line_id, {})))


def _apart(case: ReturnCase, left: dict[Condition, int]) -> Iterator[ReturnCase]:
    units = case.quantity if case.is_covered else 0
    for condition, k in left.items():
        taken = min(k, units)
        units -= taken
        left[condition] -= taken
        if taken:
            yield evolve(case, quantity=taken, found=condition)
    rest = units if case.is_covered else case.quantity
    if rest:
        yield evolve(case, quantity=rest)
