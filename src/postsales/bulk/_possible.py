"""Is a row possible: are its facts of the right kind, and none at odds with the others?

Rules of this file: what is said about a row is said here, whoever gave it: lists or Arrow.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import datetime
from itertools import islice
from typing import Any

from attrs import frozen

from postsales.basics._errors import Contradictions, PostsalesError, WrongType, short
from postsales.basics.moments import instant
from postsales.bulk._state import Asked
from postsales.bulk.columns import MINOR, MOMENT, UNITS

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "MOST_MONEY",
    "MOST_PROBLEMS",
    "MOST_UNITS",
    "TABLE",
    "Possible",
    "impossible",
    "read",
    "refused",
]

TABLE = "table of lines"
MOST_PROBLEMS = 20
MOST_UNITS = 10**9
MOST_MONEY = 10**18
FIRST_YEAR, LAST_YEAR = 1900, 2999
"""The years of instants, as ``instant`` has them."""


@frozen(weakref_slot=False)
class Possible:
    """A row that can be, with its instants in UTC, and the classes of its words."""

    row: Mapping[str, Any]
    classes: tuple[Hashable, ...]


def refused(first: int, rows: Iterable[int], says: Callable[[int], str]) -> Contradictions:
    """Rows that cannot be, the first of them named with what is said of each.

    ``first`` is which row the first one is to whoever gave them.
    """
    some = [int(row) for row in islice(rows, MOST_PROBLEMS)]
    return Contradictions(TABLE, [f"row {first + row}: {says(row)}" for row in some])


def impossible(row: Mapping[str, Any], asked: Asked) -> str:
    """What of a row cannot be; empty where all of it can."""
    found = read(row, asked)
    return found if isinstance(found, str) else ""


def read(row: Mapping[str, Any], asked: Asked) -> "Possible | str":
    """The row, or what of it cannot be."""
    told = {**row}
    try:
        for column in asked.needs:
            name, value, kind = column.name, row[column.name], column.kind
            if value is None:
                if not column.null:
                    return f"{name} has no value, and each row tells {column.says}"
            elif kind is MOMENT:
                told[name] = _instant(name, value)
            elif kind in _COUNTED and (type(value) is not int or value < 0):
                return f"{name} is {short(value)}, and a whole number of zero or more is needed"
        classes = tuple([known.of(row[known.name]) for known in asked.state.classes])
    except PostsalesError as error:
        return str(error)
    return _out_of_range(told) or Possible(told, classes)


_COUNTED = (UNITS, MINOR)


def _instant(name: str, value: object) -> datetime:
    if isinstance(value, datetime):
        return instant(value, name)
    allowed = f"an aware datetime of the years {FIRST_YEAR} to {LAST_YEAR} is needed"
    raise WrongType(name, value, allowed)


def _out_of_range(row: Mapping[str, Any]) -> str:
    quantity = row["quantity"]
    for name in ("quantity", "asked"):
        if not 1 <= row[name] <= MOST_UNITS:
            return f"{name} is {row[name]}, and 1 to {MOST_UNITS} are allowed"
    for name in ("returned", "refunded"):
        if row[name] > quantity:
            return f"{name} is {row[name]}, of {quantity} that were sold"
    if "total" in row and row["total"] >= MOST_MONEY:
        return f"total is {row['total']}, and money stays below 10**18 minor units"
    if "total" in row and row["tax_included"] + row["tax_added"] > row["total"]:
        return f"total is {row['total']}, less than the taxes in it"
    return ""
