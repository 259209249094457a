"""The rows of a table, with the line on which each begins, put together order by order.

Rules of this file: nothing here knows what a cell means, but for the id of an order. A row that
cannot be read may belong to the order above it or to the one below, so it is told of both.
"""

import csv
import re
from collections.abc import Iterable, Iterator

from attrs import Factory, define

from postsales.basics._errors import WrongType, short
from postsales.wire._csv_seen import Seen
from postsales.wire._csv_torn import WHOSE, Torn, with_nul
from postsales.wire.documents import DocumentErrors, Problem

TABLE = "CSV table"
_MOST_ROWS = 10_000
"""How many rows one order may have: they are held together until its last one is read."""
_MOST_TORN = 100
"""How many rows in a row that cannot be read are told together."""
_BOM = "\ufeff"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_LINES = "lines of text are needed, such as open(path, newline='', encoding='utf-8')"

Row = tuple[int, list[str]]


@define(weakref_slot=False, eq=False)
class Rows:
    """The rows of one order, and what is wrong with them as rows."""

    line: int
    id: str | None
    rows: list[Row] = Factory(list[Row])
    problems: list[Problem] = Factory(list[Problem])
    count: int = 0

    def add(self, row: Row) -> None:
        """One more row; too many are counted and let go."""
        self.count += 1
        if self.count <= _MOST_ROWS:
            self.rows.append(row)
        elif self.count == _MOST_ROWS + 1:
            says = f"is where order {short(self.id)} has more than {_MOST_ROWS} rows"
            self.problems.append(Problem(f"line {row[0]}", says))


class Export:
    """A table in the reading: its header, then its rows."""

    def __init__(self, lines: Iterable[str], delimiter: str, seen: Seen) -> None:
        if isinstance(lines, str | bytes):
            raise WrongType("lines", lines, _LINES)
        self._nul = list[int]()
        self._delimiter = delimiter
        self._raw = list[str]()
        self._above = ""
        self._ended = False
        self._end = ""
        self._seen = seen
        above = "further up, or in a table before this one" if seen else "further up"
        self._apart = f"{above}: {_APART}"
        self._rows = csv.reader(self._checked(lines), delimiter=delimiter, strict=True)
        self.header = self._header()

    def _checked(self, lines: Iterable[str]) -> Iterator[str]:
        for number, found in enumerate(_cut(lines), start=1):
            line = found.removeprefix(_BOM) if number == 1 else found
            if "\0" in line:
                self._nul.append(number)
            self._raw.append(line)
            yield line
        self._ended = True

    def _header(self) -> list[str]:
        for _, row in self._each():
            if isinstance(row, str):
                raise DocumentErrors(TABLE, [Problem("line 1", row)])
            self._end = self._raw[-1][len(self._raw[-1].rstrip("\r\n")) :]
            return [name.strip() for name in row]
        raise DocumentErrors(TABLE, [Problem("line 1", "is missing: a table begins with a header")])

    def _each(self) -> Iterator[tuple[int, list[str] | str]]:
        """Every row that is not blank with its first line, or what is wrong with it."""
        rows, nul = self._rows, self._nul
        while True:
            first = rows.line_num + 1
            self._above = self._raw[-1] if self._raw else ""
            self._raw.clear()
            row: list[str] | str
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                torn = self._torn(first)
                row = torn.unended() if self._ended else torn.unreadable(str(error))
            if nul:
                row = with_nul(row, nul[0], first, rows.line_num)
                nul.clear()
            # Spreadsheets write rows of blank cells below the last one that was ever used.
            if isinstance(row, str) or any(map(str.strip, row)):
                yield first, row

    def orders(self, place: int) -> Iterator[Rows]:
        """The rows of each order in turn; its id stands at a place."""
        seen, apart = self._seen, self._apart
        current: Rows | None = None
        torn: list[Problem] = []
        for number, row in self._each():
            said = row if isinstance(row, str) else self._unlike(number, row, place)
            if said is not None or isinstance(row, str):
                problem = Problem(f"line {number}", f"{said}; {WHOSE}")
                if current is not None and len(current.problems) >= _MOST_TORN:
                    yield current
                    current = None
                if current is not None:
                    current.problems.append(problem)
                yield from _let_go(torn)
                torn.append(problem)
                continue
            id = row[place].strip()
            if current is None or id != current.id:
                if current is not None:
                    yield current
                current = Rows(number, id, problems=torn)
                if seen.again(id):
                    says = f"is {short(id)}, and that order stood {apart}"
                    current.problems.append(Problem(self._where(number, place), says))
            torn = []
            current.add((number, row))
        if current is not None:
            yield current
        elif torn:
            yield Rows(_line_of(torn[0]), None, problems=torn)

    def _torn(self, first: int) -> Torn:
        """The lines of the row that is read just now, since something is wrong with it."""
        return Torn(self._raw, first, self._delimiter, self._above)

    def _unlike(self, first: int, row: list[str], place: int) -> str | None:
        """What is wrong with a row as a row of this table, if anything is."""
        width = len(self.header)
        if len(row) != width:
            return self._torn(first).of_cells(len(row), width, self._end)
        if not row[place].strip():
            return "names no order"
        return None

    def _where(self, number: int, place: int) -> str:
        return f'line {number}, column "{self.header[place]}"'


def _cut(lines: Iterable[str]) -> Iterator[str]:
    """Every line alone, also where a carriage return alone ends it, as old systems write it."""
    for number, line in enumerate(lines, start=1):
        if not isinstance(line, str):
            raise WrongType(f"line {number}", line, _LINES)
        bare = line.rstrip("\r\n")
        if "\r" in bare or "\n" in bare:
            yield from _LINE.findall(line)
        else:
            yield line


def _let_go(torn: list[Problem]) -> Iterator[Rows]:
    """Rows that cannot be read, once they are as many as are told together."""
    if len(torn) == _MOST_TORN:
        yield Rows(_line_of(torn[0]), None, problems=[*torn])
        torn.clear()


def _line_of(problem: Problem) -> int:
    return int(problem.path.removeprefix("line "))


_APART = "its rows stand apart, and what was read of it there is no whole order"
