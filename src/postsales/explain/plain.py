"""An explanation as plain text."""

import unicodedata
from collections.abc import Callable, Iterator

from postsales.explain.document import (
    Block,
    Heading,
    Paragraph,
    Picture,
    Points,
    Row,
    Said,
    Table,
    Title,
    Words,
)

__all__ = ["bare", "bullets", "printed", "width"]

_LONGEST_LABEL = 48
_LONGEST_LINE = 80


def printed(block: Block) -> str:
    """A block as plain text."""
    match block:
        case Title():
            return _underlined(bare(block.words), "=")
        case Heading():
            return _underlined(bare(block.words), "-")
        case Paragraph():
            return bare(block.words)
        case Points():
            return "\n".join(bullets(block, bare, "{}: "))
        case Table():
            return "\n".join(_aligned(block))
        case Picture():
            return "\n".join(block.lines)


def bullets(points: Points, said: Callable[[Words], str], naming: str) -> Iterator[str]:
    """The lines of a list."""
    for point in points.points:
        name = naming.format(said((point.name,))) if point.name is not None else ""
        yield f"- {name}{said(point.words)}"
        for words in point.below:
            yield f"  - {said(words)}"


def _underlined(words: str, by: str) -> str:
    return f"{words}\n{by * min(width(words), _LONGEST_LINE)}"


def bare(words: Words) -> str:
    """Words as they are read."""
    return "".join(x.text if isinstance(x, Said) else x for x in words)


def _aligned(table: Table) -> Iterator[str]:
    rows = (*table.rows, table.total)
    labels = [bare(row.words) for row in rows]
    left = min(_LONGEST_LABEL, max(width(label) for label in labels))
    right = max(len(row.amount) for row in rows)
    written = [_columns(row, label, left, right) for row, label in zip(rows, labels, strict=True)]
    yield from written[:-1]
    yield "-" * (left + right + 2)
    yield written[-1]


def _columns(row: Row, label: str, left: int, right: int) -> str:
    space = " " * (left - width(label))
    return f"{label}{space}  {row.amount:>{right}}  {bare(row.note)}".rstrip()


def width(words: str) -> int:
    """How many columns words take on a screen."""
    if words.isascii():
        return len(words)
    return sum(_columns_of(letter) for letter in words)


def _columns_of(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
