"""Small tables of our own: say only the columns that a case is about."""

from collections.abc import Iterable

from postsales import DocumentErrors, Order, OrderReading
from postsales.wire import csv
from postsales.wire.csv import CsvMapping, CsvOrder

FILE = 'zone = "Europe/Berlin"'
ORDER = """
id = "order"
placed_at = "bought"
currency = { always = "EUR" }
"""
LINE = """
quantity = "units"
total = "paid"
"""
HEADER = ("order", "bought", "units", "paid")
ROW = ("7", "2026-03-02T10:15+01:00", "2", "19.90")


def mapping(order: str = "", line: str = "", *, file: str = FILE, base: str = LINE) -> CsvMapping:
    """The mapping of the plain table, and what a case adds to it."""
    return csv.read_mapping(f"[file]\n{file}\n[order]\n{ORDER}{order}\n[line]\n{base}{line}\n")


def row(**cells: str) -> dict[str, str]:
    """The plain row of two units for 19.90, with what a case changes or adds."""
    return dict(zip(HEADER, ROW, strict=True)) | cells


def named(mapping: CsvMapping) -> set[str]:
    """The columns that a mapping names."""
    cells = [*mapping.order.values(), *mapping.line.values(), *mapping.charges.values()]
    cells += [*mapping.order_discounts, *mapping.line_discounts]
    cells += [tax.amount for tax in (*mapping.order_taxes, *mapping.line_taxes)]
    cells += [tax.amount for tax in mapping.shipping_taxes]
    return {cell.column for cell in cells if cell.column is not None}


def table(*rows: dict[str, str], also: Iterable[str] = ()) -> list[str]:
    """The lines of a table with the columns of all its rows, and others that they leave blank."""
    names = list(dict.fromkeys([*(name for one in rows for name in one), *sorted(also)]))
    lines = [",".join(quoted(one.get(name, "")) for name in names) for one in rows]
    return [",".join(map(quoted, names)), *lines]


def quoted(cell: str) -> str:
    """A cell as it is written where it holds what separates cells."""
    special = any(x in cell for x in ',"\r\n')
    return '"' + cell.replace('"', '""') + '"' if special else cell


def read(mapping: CsvMapping, *rows: dict[str, str]) -> list[CsvOrder]:
    """What the rows tell."""
    return list(csv.orders(table(*rows, also=named(mapping)), mapping))


def reading(mapping: CsvMapping, *rows: dict[str, str]) -> OrderReading:
    """The one order that the rows tell."""
    (found,) = read(mapping, *rows)
    assert isinstance(found.read, OrderReading), str(found.read)
    return found.read


def order(mapping: CsvMapping, *rows: dict[str, str]) -> Order:
    """The one order that the rows tell, without the notes on it."""
    return reading(mapping, *rows).order


def said(found: Iterable[CsvOrder]) -> list[str]:
    """Everything that is wrong, as sentences."""
    wrong = [one.read for one in found if isinstance(one.read, DocumentErrors)]
    return [str(problem) for errors in wrong for problem in errors]


def problems(mapping: CsvMapping, *rows: dict[str, str]) -> list[str]:
    """What is wrong with rows, as sentences."""
    return said(read(mapping, *rows))
