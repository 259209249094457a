"""From the text of a mapping to the mapping: every problem with its path, nothing guessed.

Rules of this file: what a mapping says is checked here, once, so that reading rows can trust it.
"""

import re
from collections.abc import Iterable
from typing import cast

from postsales.basics._errors import InvalidValue, PostsalesError, WrongType, short
from postsales.basics.currencies import Currency
from postsales.basics.moments import zone_key
from postsales.basics.quantities import FrozenMap
from postsales.orders.lines import LineKind, TaxKind, Trait, rate_of_tax
from postsales.orders.payments import TenderKind
from postsales.wire._bounds import toml_tree
from postsales.wire._csv_mapping import (
    MOMENTS,
    MOVES,
    OF_LINE,
    OF_ORDER,
    PRICES,
    Cell,
    CsvMapping,
    ToldTax,
)
from postsales.wire._csv_told_cells import CellsTold
from postsales.wire._reader import Part, Reader

MAPPING = "CSV mapping"
_UNITS = ("quantity", *MOVES, "refunded_units")
_CHECKED = {"kind": LineKind, "traits": Trait, "tender_kind": TenderKind}
_ALL_OR_NONE = re.compile(r"all|none|[0-9]{1,9}")
_DAY_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_SEPARATORS = {"decimal": (".", ","), "thousands": ("", ",", ".", " ", "'", "\u00a0", "\u202f")}


def told_mapping(text: str) -> CsvMapping:
    """The mapping that a text tells.

    Raises:
        DocumentErrors: it cannot be; with every problem.
    """
    reader = Reader(MAPPING)
    root = reader.part(toml_tree(MAPPING, text), "$")
    told = _Told(reader, root)
    mapping = told.mapping()
    reader.finish()
    return mapping


class _Told:
    """A mapping in the reading."""

    def __init__(self, reader: Reader, root: Part) -> None:
        self.reader = reader
        self.root = root
        self.file = root.part("file")
        self.order = root.part("order")
        self.line = root.part("line")
        self.parts = [root, self.file, self.order, self.line]
        self.cells = CellsTold(reader, self.parts)

    def mapping(self) -> CsvMapping:
        order, line = self._facts(self.order, OF_ORDER), self._facts(self.line, OF_LINE)
        order_taxes, line_taxes = self._taxes(self.order), self._taxes(self.line)
        shipping_taxes = self._taxes(self.order, "shipping_taxes")
        order_discounts, line_discounts = self._cells(self.order), self._cells(self.line)
        mapping = CsvMapping(
            order=FrozenMap(order),
            line=FrozenMap(line),
            order_taxes=order_taxes,
            line_taxes=line_taxes,
            shipping_taxes=shipping_taxes,
            order_discounts=order_discounts,
            line_discounts=line_discounts,
            charges=self._charges(),
            delimiter=self._delimiter(),
            decimal=self._choice("decimal", _SEPARATORS["decimal"]),
            thousands=self._choice("thousands", _SEPARATORS["thousands"]),
            dates=self._choice("dates", ("iso", "day_first", "month_first")),
            day_time=self._day_time(),
            zone=self._zone(),
            tag_separator=self.line.optional_text("tag_separator") or ",",
            zero_quantity=self._choice("zero_quantity", ("problem", "skip")),
        )
        self._unknown()
        self._needed(mapping)
        self._words(mapping)
        self._together(mapping)
        return mapping

    # How cells are written

    def _choice(self, key: str, allowed: tuple[str, ...]) -> str:
        """One of the words allowed; the first where nothing is said."""
        if not self.file.has(key):
            return allowed[0]
        value = self.file.values[key]
        if not isinstance(value, str) or value not in allowed:
            said = ", ".join(repr(word) for word in allowed)
            self.file.wrong(key, f"is {short(value)}, and it is one of {said}")
            return allowed[0]
        return value

    def _delimiter(self) -> str:
        value = self.file.values["delimiter"] if self.file.has("delimiter") else ","
        if not isinstance(value, str) or len(value) != 1 or value in '"\r\n\0\ufeff':
            self.file.wrong("delimiter", f"is {short(value)}, and one character is needed")
            return ","
        return value

    def _day_time(self) -> str | None:
        value = self.file.values["day_time"] if self.file.has("day_time") else None
        if value is not None and not (isinstance(value, str) and _DAY_TIME.fullmatch(value)):
            self.file.wrong("day_time", f"is {short(value)}, and text such as '12:00' is needed")
            return None
        return value

    def _zone(self) -> str | None:
        zone = self.file.optional_text("zone")
        if zone is None:
            return None
        try:
            return zone_key(zone)
        except InvalidValue as error:
            self.reader.refused(self.file.path_of("zone"), error, zone)
            return None

    # Where facts stand

    def _facts(self, part: Part, names: Iterable[str]) -> dict[str, Cell]:
        """The facts of a section, in the order in which it tells them."""
        known = {name: cell for name in names if (cell := self._cell(part, name))}
        return {str(name): known[str(name)] for name in part.values if name in known}

    def _cell(self, part: Part, key: str) -> Cell | None:
        if not part.has(key):
            return None
        return self.cells.cell(part.values[key], part.path_of(key), key)

    def _cells(self, part: Part) -> tuple[Cell, ...]:
        if not part.has("discounts"):
            return ()
        told = part.values["discounts"]
        path = part.path_of("discounts")
        several = cast("list[object]", told) if isinstance(told, list) else [told]
        cells = (
            self.cells.cell(one, f"{path}[{at}]", "discounts") for at, one in enumerate(several)
        )
        return tuple(cell for cell in cells if cell is not None)

    def _taxes(self, part: Part, key: str = "taxes") -> tuple[ToldTax, ...]:
        found: list[ToldTax] = []
        for tax in part.optional_parts(key):
            self.parts.append(tax)
            amount = self._cell(tax, "amount")
            if not tax.has("amount"):
                tax.wrong("amount", "is missing")
            kind = self._word(tax, "kind", TaxKind)
            name = tax.optional_text("name") or ""
            if amount is not None and kind is not None:
                found.append(ToldTax(amount=amount, kind=kind, rate=self._rate(tax), name=name))
        return tuple(found)

    def _word(self, part: Part, key: str, words: type[TaxKind]) -> TaxKind | None:
        told = part.text(key)
        if part.values.get(key) is None:
            return None
        try:
            return words.read(key, told)
        except InvalidValue as error:
            part.wrong(key, f"is {short(told)}: {error.allowed}; {error.advice}")
            return None

    def _rate(self, tax: Part) -> str | None:
        told = tax.values["rate"] if tax.has("rate") else None
        if isinstance(told, int | float) and not isinstance(told, bool):
            tax.wrong("rate", f'is {told}, and a rate is text, such as "0.19" for 19 percent')
            return None
        rate = tax.optional_text("rate")
        try:
            rate_of_tax("rate", rate)
        except (InvalidValue, WrongType) as error:
            self.reader.refused(tax.path_of("rate"), error, rate)
            return None
        return rate

    def _charges(self) -> FrozenMap[str, Cell]:
        if not self.order.has("charges"):
            return FrozenMap({})
        part = self.order.part("charges")
        # A charge may be called like a fact, and is none.
        cells = {
            str(key): self.cells.cell(value, part.path_of(key), "charge")
            for key, value in part.values.items()
            if part.has(str(key))
        }
        return FrozenMap({key: cell for key, cell in cells.items() if cell is not None})

    # Whether it makes sense

    def _unknown(self) -> None:
        """A key that nothing reads is a slip of the pen, not a wish that goes unheard."""
        known = {"$.order": OF_ORDER, "$.line": OF_LINE}
        for part in self.parts:
            for key in part.values:
                if key not in part.asked:
                    names = known.get(part.path)
                    said = f"; there are {', '.join(names)}" if names else ""
                    part.wrong(cast("str", key), f"is nothing that a mapping can say{said}")

    def _needed(self, mapping: CsvMapping) -> None:
        for name in ("id", "placed_at", "currency"):
            if not self.order.has(name):
                self.order.wrong(name, "is missing")
        if not self.line.has("quantity"):
            self.line.wrong("quantity", "is missing")
        told = [name for name in PRICES if self.line.has(name)]
        if len(told) != 1:
            says = "are all told" if told else "are all missing"
            which = ", ".join(told or PRICES)
            self.reader.wrong(
                "$.line",
                f"needs one amount: {which} {says}; total is what the line costs with all tax, "
                "price the same without tax that is added, unit_price that of one unit before "
                "discounts",
            )
        currency = mapping.order.get("currency")
        if currency is not None and currency.always is not None:
            self._check_currency(currency.always)
        id = mapping.order.get("id")
        if id is not None and id.column is None:
            self.order.wrong("id", "stands in a column, or all rows would be one order")

    def _check_currency(self, code: str) -> None:
        try:
            Currency(code)
        except InvalidValue as error:
            self.reader.refused("$.order.currency", error, code)

    def _words(self, mapping: CsvMapping) -> None:
        """What words are to mean is something that there is."""
        for part, cells in ((self.order, mapping.order), (self.line, mapping.line)):
            for name, cell in cells.items():
                for means in _meant(cell):
                    self._check_word(part.path_of(name), name, means)
                if cell.same_as is not None and cell.same_as not in (
                    *mapping.order,
                    *mapping.line,
                ):
                    says = f"is the same as {cell.same_as}, which the mapping does not tell"
                    self.reader.wrong(part.path_of(name), says)

    def _check_word(self, path: str, name: str, means: str) -> None:
        if name in _UNITS and not _ALL_OR_NONE.fullmatch(means):
            self.reader.wrong(path, f"means {short(means)}, and units are a number, all or none")
        cls = _CHECKED.get(name)
        if cls is None or not means:
            return
        try:
            cls.read(name, means)
        except PostsalesError as error:
            self.reader.wrong(path, f"means {short(means)}: {error}")

    def _together(self, mapping: CsvMapping) -> None:
        """What is told twice, or cannot be told at once."""
        self._with_times(mapping)
        self._with_customer()
        self._with_amounts(mapping)
        # A sign that is none was told above, and what is read instead is nobody's.
        if mapping.thousands == mapping.decimal == self.file.values.get("decimal", "."):
            self.file.wrong("thousands", "is the decimal sign as well")

    def _with_times(self, mapping: CsvMapping) -> None:
        order, line = self.order, self.line
        for name in ("refunded", *MOMENTS[2:]):
            if order.has(name) and line.has(name):
                line.wrong(name, f"is told for lines and in {order.path_of(name)}, for the order")
        for name in (*MOVES, "refunded"):
            if line.has(name) and not _tells(mapping, f"{name}_at"):
                line.wrong(name, f"needs {name}_at as well: when that was")
        for name in ("paid", "tender", "tender_kind"):
            if order.has(name) and not order.has("paid_at"):
                order.wrong(
                    name, "needs paid_at as well: when that was; without it nothing is paid"
                )
        if order.has("refunded") and not _tells(mapping, "refunded_at"):
            order.wrong("refunded", "needs refunded_at as well: when that was")
        if line.has("refunded_units") and not line.has("refunded"):
            line.wrong("refunded_units", "needs refunded as well: how much was given back")
        if order.has("refunded") and line.has("refunded_at"):
            line.wrong("refunded_at", "belongs beside $.order.refunded")

    def _with_customer(self) -> None:
        for name in ("country", "tier"):
            if self.order.has(name) and not self.order.has("customer"):
                self.order.wrong(name, "needs customer as well: it is told of the one who bought")

    def _with_amounts(self, mapping: CsvMapping) -> None:
        order, line = self.order, self.line
        if order.has("shipping") and "shipping" in mapping.charges:
            says = "is told by $.order.shipping already: give one of them another name"
            order.part("charges").wrong("shipping", says)
        if order.has("discounts") and order.has("subtotal"):
            order.wrong("discounts", "is told by $.order.subtotal already")
        if line.has("discounts") and not line.has("unit_price"):
            line.wrong("discounts", "is for unit_price; total and price are after every discount")
        if mapping.order_taxes and (mapping.line_taxes or mapping.shipping_taxes):
            order.wrong("taxes", "are told for lines or shipping already")
        if mapping.shipping_taxes and not order.has("shipping"):
            order.wrong("shipping_taxes", "needs shipping as well: what it cost without added tax")
        added = any(
            tax.kind is TaxKind.ADDED for tax in (*mapping.order_taxes, *mapping.line_taxes)
        )
        shared = order.has("discounts") or order.has("subtotal") or mapping.order_taxes
        if line.has("total") and added and shared:
            says = "has all tax in: where the order tells taxes or discounts, price is needed"
            line.wrong("total", says)


def _meant(cell: Cell) -> Iterable[str]:
    if cell.always is not None:
        yield cell.always
    if cell.words is not None:
        yield from cell.words.values()
    if cell.other is not None:
        yield cell.other


def _tells(mapping: CsvMapping, name: str) -> bool:
    return name in mapping.order or name in mapping.line
