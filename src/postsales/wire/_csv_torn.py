"""What is said of a row that is none: where its quote opens, and what broke a line in two."""

from collections.abc import Iterator, Sequence

from attrs import frozen

WHOSE = "it may belong to the order above it or below it"
_NEEDED = "close it, and write a quote within a cell twice"


@frozen(weakref_slot=False)
class Torn:
    """The lines of a row as they stand in the file, with the number of the first of them.

    ``above`` is the line above it.
    """

    lines: Sequence[str]
    first: int
    delimiter: str
    above: str

    @property
    def last(self) -> int:
        """The number of its last line."""
        return self.first + len(self.lines) - 1

    def open_quotes(self) -> Iterator[int | None]:
        """For each line that of the quote which is open at its end.

        A quote opens a cell where it is the first letter of it; elsewhere it is like others.
        """
        opened = closed = None
        for number, line in enumerate(self.lines, start=self.first):
            begins = opened is None
            for letter in line:
                is_quote = letter == '"'
                if is_quote and opened is not None:
                    opened, closed = None, opened
                    continue
                if is_quote and (begins or closed is not None):
                    opened = number if closed is None else closed
                begins, closed = letter == self.delimiter, None
            yield opened

    def unended(self) -> str:
        """What is wrong with a row in which the table ends."""
        opened = [*self.open_quotes()][-1]
        quote = f"the quote that opens on line {opened} is never closed"
        return f"{self._upto()}: {quote}, so nothing of them is read: {_NEEDED}"

    def unreadable(self, error: str) -> str:
        """What is wrong with a row that breaks the rules of tables, in the words of an error."""
        opened = [*self.open_quotes()][:-1]
        if not opened:
            return f"{self._upto()}: {error}"
        quote = f"the quote that opens on line {opened[-1]} is not closed before line {self.last}"
        return f"{self._upto()}: {quote}, and there {error}: {_NEEDED}"

    def _upto(self) -> str:
        many = f" with the lines up to {self.last}" if self.last > self.first else ""
        return f"cannot be read{many}"

    def of_cells(self, count: int, width: int, end: str) -> str:
        """What is wrong with a row that has another count of cells than the header.

        ``end`` is how the line of the header ends.
        """
        cells = "1 cell" if count == 1 else f"{count} cells"
        says = f"has {cells}, and the header has {width}"
        if len(self.lines) > 1:
            opened = next(x for x in self.open_quotes() if x is not None)
            quote = f"the quote that opens on line {opened}"
            return f"{says}; {quote} takes all up to line {self.last} together: {_NEEDED}"
        broken = self._broken() if end != "\r" else ""
        if broken:
            alone = f"a carriage return alone ends {broken}"
            return f"{says}; {alone}: take that out, or put the cell that it is in into quotes"
        return says

    def _broken(self) -> str:
        """The line of which this one is a part, or which is a part of this one."""
        if self.lines[0].endswith("\r"):
            return "its line"
        # In the last cell of a row it leaves as many cells as are needed.
        return "the line above it" if self.above.endswith("\r") else ""


def with_nul(row: list[str] | str, line: int, first: int, last: int) -> str:
    """What is wrong with a row that has a NUL, however far the row goes."""
    where = "" if first == last else f" on line {line}"
    says = f"has a NUL in it{where}, which no text has"
    if isinstance(row, str):
        return f"{row}; it {says}"
    return says if first == last else f"cannot be read with the lines up to {last}: it {says}"
