"""What is said of a header that lacks what a mapping names, so that the slip is found."""

import re
from collections.abc import Mapping

from postsales.basics._errors import InvalidValue, short
from postsales.basics.currencies import Currency
from postsales.orders.lines import LineKind, Trait
from postsales.orders.payments import TenderKind
from postsales.wire.documents import Problem

_MOST_SHOWN = 40
_USUAL = (",", ";", "\t", "|")
_WORDS = {"kind": LineKind, "traits": Trait, "tender_kind": TenderKind}
_COUNTRY = re.compile(r"[A-Z]{2}")


def misfits(header: list[str], delimiter: str, columns: Mapping[str, str]) -> list[Problem]:
    """The problems of columns, in the order of the mapping, and what the header has.

    ``columns`` are the places of the columns, with what is wrong with each.
    """
    if len(header) == 1:
        return [Problem("line 1", _one_cell(header[0], delimiter, len(columns)))]
    had = ", ".join(f'"{short(x)[1:-1]}"' for x in header[:_MOST_SHOWN])
    more = f" and {len(header) - _MOST_SHOWN} more" if len(header) > _MOST_SHOWN else ""
    wrong = [Problem(place, says) for place, says in columns.items()]
    return [*wrong, Problem("line 1", f"has the columns {had}{more}")]


def _one_cell(cell: str, delimiter: str, count: int) -> str:
    columns = "1 column" if count == 1 else f"{count} columns"
    says = f"has one cell, {short(cell)}, and the mapping names {columns}"
    meant = next((x for x in _USUAL if x != delimiter and x in cell), None)
    if meant is None:
        return f"{says}; is $.file.delimiter right, which is {delimiter!r}?"
    return f"{says}; $.file.delimiter is {delimiter!r}: is {meant!r} meant?"


def is_value(where: str, column: str) -> bool:
    """Does what is named as the column of a fact read like the fact itself?"""
    name = where.rpartition(".")[2]
    try:
        if name == "currency":
            Currency(column)
        elif name in _WORDS:
            _WORDS[name].read(name, column)
        else:
            return name in ("market", "country") and bool(_COUNTRY.fullmatch(column))
    except InvalidValue:
        return False
    return True
