r"""How a block looks: as plain text, or with colour and tables on a terminal.

Both show the same words. Whatever comes from a document is made printable first: a line called
``\x1b[2J`` must not clear anybody's screen.
"""

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TextIO

from postsales.basics.decisions import Outcome
from postsales.cli.printable import printable
from postsales.cli.report import Block

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["Show", "plain", "screen"]

Show = Callable[[Block], None]
"""What puts a block where people read it."""

_INDENT = "  "
_LONGEST_CELL = 60
_LONGEST_NOTE = 1000
_COLOURS = {
    Outcome.ALLOWED: "green",
    Outcome.PARTLY: "yellow",
    Outcome.REFUSED: "red",
    Outcome.REFER: "magenta",
}


def screen(out: TextIO) -> Show:
    """How to show blocks on a stream: colour needs a terminal, rich, and no NO_COLOR."""
    if not out.isatty() or os.environ.get("NO_COLOR"):  # noqa: TID251 - what people set it for
        return lambda block: plain(block, out)
    try:
        from rich.console import Console
    except ImportError:
        return lambda block: plain(block, out)
    console = Console(file=out, highlight=False)
    return lambda block: _coloured(block, console)


def plain(block: Block, out: TextIO) -> None:
    """A block as aligned text."""
    out.write(f"{printable(block.heading)}  {block.says}\n")
    if block.story:
        out.write(f"{_INDENT}{printable(block.story)}\n")
    out.writelines(f"{_INDENT}{line.rstrip()}\n" for line in _table(block))
    wide = max((len(label) for label, _ in block.notes), default=0)
    out.writelines(
        f"{_INDENT}{label.ljust(wide)}  {printable(text, _LONGEST_NOTE)}\n"
        for label, text in block.notes
    )
    out.write("\n")


def _table(block: Block) -> list[str]:
    rows = [block.columns, *_cells(block)] if block.rows else []
    widths = [max(len(row[i]) for row in rows) for i in range(len(block.columns))]
    return [_INDENT.join(_aligned(row, widths, block.counts)) for row in rows]


def _cells(block: Block) -> list[tuple[str, ...]]:
    return [tuple(printable(cell, _LONGEST_CELL) for cell in row) for row in block.rows]


def _aligned(row: Sequence[str], widths: Sequence[int], counts: range) -> list[str]:
    return [
        cell.rjust(wide) if i in counts else cell.ljust(wide)
        for i, (cell, wide) in enumerate(zip(row, widths, strict=True))
    ]


def _coloured(block: Block, console: "Console") -> None:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    colour = "bold" if block.outcome is None else f"bold {_COLOURS[block.outcome]}"
    console.print(Text.assemble((printable(block.heading), "bold"), "  ", (block.says, colour)))
    if block.story:
        console.print(Padding(Text(printable(block.story), "italic"), (0, 0, 0, 2)))
    if block.rows:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
        for i, name in enumerate(block.columns):
            table.add_column(name, justify="right" if i in block.counts else "left")
        for row in _cells(block):
            table.add_row(*(Text(cell) for cell in row))
        console.print(Padding(table, (0, 0, 0, 2)))
    if block.notes:
        notes = Table.grid(padding=(0, 2, 0, 0))
        for label, text in block.notes:
            notes.add_row(Text(label, "dim"), Text(printable(text, _LONGEST_NOTE)))
        console.print(Padding(notes, (0, 0, 0, 2)))
    console.print()
