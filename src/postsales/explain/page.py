"""An explanation as HTML: headings, paragraphs, lists and tables, and no style of its own."""

from collections.abc import Iterable
from html import escape

from postsales.explain.document import (
    Block,
    Heading,
    Paragraph,
    Picture,
    Point,
    Points,
    Row,
    Said,
    Table,
    Title,
    Words,
)

__all__ = ["paged"]


def paged(block: Block) -> str:
    """A block as HTML, to be put into a page or a mail."""
    match block:
        case Title():
            return _within("h2", _escaped(block.words))
        case Heading():
            return _within("h3", _escaped(block.words))
        case Paragraph():
            return _within("p", _escaped(block.words))
        case Points():
            return _list(_point(point) for point in block.points)
        case Table():
            return _table(block)
        case Picture():
            return _within("pre", escape("\n".join(block.lines)))


def _within(tag: str, words: str) -> str:
    return f"<{tag}>{words}</{tag}>"


def _escaped(words: Words) -> str:
    return escape("".join(x.text if isinstance(x, Said) else x for x in words))


def _list(points: Iterable[str]) -> str:
    return "\n".join(("<ul>", *(_within("li", point) for point in points), "</ul>"))


def _point(point: Point) -> str:
    words = _escaped(point.words)
    if point.name is not None:
        words = f"{_within('strong', _escaped((point.name,)))}: {words}"
    if point.below:
        words = f"{words}\n{_list(_escaped(below) for below in point.below)}\n"
    return words


def _table(table: Table) -> str:
    columns = len(table.head) if any(row.note for row in table.rows) else len(table.head) - 1
    heads = "".join(_within("th", escape(name)) for name in table.head[:columns])
    return "\n".join(
        (
            "<table>",
            _within("thead", _within("tr", heads)),
            "<tbody>",
            *(_within("tr", _cells(row, "td", columns)) for row in table.rows),
            "</tbody>",
            _within("tfoot", _within("tr", _cells(table.total, "th", columns))),
            "</table>",
        )
    )


def _cells(row: Row, tag: str, columns: int) -> str:
    cells = (_escaped(row.words), escape(row.amount), _escaped(row.note))
    return "".join(_within(tag, cell) for cell in cells[:columns])
