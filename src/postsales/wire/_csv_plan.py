"""How the rows under one header are read: where each fact of the mapping stands among the cells.

Rules of this file: a column that the mapping names and the header lacks, or has twice, is a problem
before the first order; columns that the mapping does not name are listed.
"""

from collections.abc import Iterable, Mapping

from attrs import frozen

from postsales.basics._errors import short
from postsales.orders.lines import TaxKind
from postsales.wire._csv_cells import Cells, Unreadable
from postsales.wire._csv_header import is_value, misfits
from postsales.wire._csv_mapping import MOMENTS, MOVES, PRICES, Cell, CsvMapping, ToldTax
from postsales.wire._csv_rows import TABLE
from postsales.wire.documents import DocumentErrors

_MOST_WORDS = 10
_FIGURES = (*"0123456789",)


@frozen(weakref_slot=False, eq=False)
class Condition:
    """Words of a column without which a time is not told."""

    where: str
    place: int
    words: tuple[str, ...]

    def says(self, cells: list[str]) -> str:
        """What stands there."""
        return f"{self.where} is {short(cells[self.place].strip())}"

    def says_else(self, cells: list[str]) -> str | None:
        """What stands there instead of them; None where one of them does."""
        text = cells[self.place].strip()
        if text in self.words:
            return None
        return f"is {short(text)}" if text else "is blank"


@frozen(weakref_slot=False, eq=False)
class Fact:
    """Where one fact stands in the rows of a table: at a place, or the same everywhere."""

    where: str
    place: int | None = None
    always: str = ""
    words: Mapping[str, str] | None = None
    other: str | None = None
    sign: str = "plus"

    def told(self, cells: list[str]) -> str:
        """What a row tells of it, in words that were agreed; empty where it says nothing."""
        if self.place is None:
            return self.always
        text = cells[self.place].strip()
        if self.words is None:
            return text if self.sign == "plus" else _turned(text)
        found = self.words.get(text, self.other)
        if found is not None:
            return found
        if not text:
            return ""
        known = ", ".join(map(short, list(self.words)[:_MOST_WORDS]))
        raise Unreadable(f"is {short(text)}, and the mapping has words for {known}")


TaxFact = tuple[ToldTax, Fact]


def _turned(text: str) -> str:
    """What is taken off or came back, of a number that says so with a minus."""
    if text.startswith("-") and text[1:2] in _FIGURES:
        return text[1:]
    # What has a minus and is no number all the same is told as it stands.
    if not text.startswith("-") and any(x in text for x in _FIGURES[1:]):
        says = "and the mapping says that such numbers are written with a minus"
        raise Unreadable(f"is {short(text)}, {says}")
    return text


class Plan:
    """How the rows under one header are read.

    Raises:
        DocumentErrors: columns that the mapping names are not there, or there twice.
    """

    def __init__(self, mapping: CsvMapping, header: list[str]) -> None:
        self.mapping = mapping
        self.cells = Cells(mapping)
        self.header = header
        self._problems: dict[str, str] = {}
        self._used: set[int] = set()
        self.when: dict[str, tuple[Condition, ...]] = {}
        self.order = self._facts(mapping.order, "order")
        self.order_discounts = self._several(mapping.order_discounts, "order.discounts")
        self.order_taxes = self._taxes(mapping.order_taxes, "order.taxes")
        self.shipping_taxes = self._taxes(mapping.shipping_taxes, "order.shipping_taxes")
        self.charges = self._facts(mapping.charges, "order.charges")
        of_order = frozenset(self._used)
        self._used.clear()
        self.line = self._facts(mapping.line, "line")
        self.line_discounts = self._several(mapping.line_discounts, "line.discounts")
        self.line_taxes = self._taxes(mapping.line_taxes, "line.taxes")
        if self._problems:
            raise DocumentErrors(TABLE, misfits(header, mapping.delimiter, self._problems))
        # A column that tells of lines as well may differ from row to row.
        id = self.order["id"].place
        self.once = tuple(sorted(of_order - self._used - {id}))
        self.unmapped = tuple(
            f'column "{name}"'
            for place, name in enumerate(header)
            if place not in self._used | of_order
        )
        told = {**mapping.line, **mapping.order}
        same = {name: told[name].same_as for name in MOMENTS if name in told}
        self.same_as = {name: other for name, other in same.items() if other is not None}
        self.of_order = frozenset(name for name in mapping.order if self._is_of_order(name))
        self.amount = next(name for name in PRICES if name in self.line)
        dated = {*self.order, *self.line, *self.same_as}
        self.moves = tuple(name for name in MOVES if f"{name}_at" in dated)
        self.assumed = tuple(_taken_for_granted(mapping))

    def dated_by(self, name: str) -> str:
        """The column that tells when something happened, and the name of that fact."""
        return f"{self.fact_of(name).where} ({name})"

    def fact_of(self, name: str) -> Fact:
        """Where it stands when something happened, also where that is told as something else."""
        while (other := self.same_as.get(name)) is not None:
            name = other
        return self.order.get(name) or self.line[name]

    def _is_of_order(self, name: str) -> bool:
        """Is a fact told of the order as a whole, and not by way of a time of its lines?"""
        if name not in self.mapping.order:
            return False
        other = self.same_as.get(name)
        return other is None or self._is_of_order(other)

    def _facts(self, cells: Mapping[str, Cell], where: str) -> dict[str, Fact]:
        for name, cell in cells.items():
            if cell.when:
                self.when[name] = tuple(self._conditions(cell, f"{where}.{name}.when"))
        return {
            name: self._fact(cell, f"{where}.{name}")
            for name, cell in cells.items()
            if cell.same_as is None
        }

    def _several(self, cells: Iterable[Cell], where: str) -> tuple[Fact, ...]:
        return tuple(self._fact(cell, where) for cell in cells)

    def _taxes(self, taxes: Iterable[ToldTax], where: str) -> tuple[TaxFact, ...]:
        return tuple((tax, self._fact(tax.amount, where)) for tax in taxes)

    def _fact(self, cell: Cell, where: str) -> Fact:
        if cell.column is None:
            return Fact(where, always=cell.always or "")
        place = self._place(cell.column, where)
        if place is None:
            return Fact(where)
        path = _path(cell.column)
        return Fact(path, place, words=cell.words, other=cell.other, sign=cell.sign)

    def _conditions(self, cell: Cell, where: str) -> Iterable[Condition]:
        for column, words in cell.when.items():
            place = self._place(column, where)
            if place is not None:
                yield Condition(_path(column), place, words)

    def _place(self, column: str, where: str) -> int | None:
        """The place of a column under the header; None with a problem noted."""
        times = self.header.count(column)
        if times != 1:
            how = "stands in the header twice" if times else "is not in the header"
            says = f"{how}, and the mapping names it for {where}"
            if not times and is_value(where, column):
                says += f'; the same for every row is told as {{ always = "{column}" }}'
            self._problems.setdefault(_path(column), says)
            return None
        place = self.header.index(column)
        self._used.add(place)
        return place


def _path(column: str) -> str:
    return f'column "{column}"'


def _where(cell: Cell) -> str:
    """On what it hangs whether a time is the same as another."""
    told = [f'"{name}" is {" or ".join(map(short, words))}' for name, words in cell.when.items()]
    return f" where {' and '.join(told)}" if told else ""


def _taken_for_granted(mapping: CsvMapping) -> Iterable[tuple[str, str]]:
    """What the mapping states that no cell does."""
    for scope, cells in (("order", mapping.order), ("line", mapping.line)):
        for name, cell in cells.items():
            if cell.same_as is not None:
                yield f"{scope}.{name}", f"is taken to be {cell.same_as}{_where(cell)}"
    if "kind" not in mapping.line:
        yield "line.kind", "every line is taken for goods"
    if "paid_at" in (*mapping.order,) and "paid" not in mapping.order:
        yield "order.paid", "all that lines and charges cost was paid at once"
    if mapping.order_taxes:
        on_top = any(tax.kind is TaxKind.ADDED for tax in mapping.order_taxes)
        where = "on top of" if on_top else "inside"
        says = f"the tax {where} the prices is shared over lines and charges by their prices"
        yield "order.taxes", says
