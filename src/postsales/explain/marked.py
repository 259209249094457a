"""An explanation as Markdown, in which nothing that somebody else wrote becomes markup."""

import re
from collections.abc import Iterator

from postsales.explain.document import (
    Block,
    Heading,
    Paragraph,
    Picture,
    Points,
    Said,
    Table,
    Title,
    Words,
)
from postsales.explain.plain import bullets

__all__ = ["marked"]

# What begins markup anywhere, and what does at the beginning of a line or in a bare address.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>()#!|~&$:@^=]|^[-+]|(?<=www)\.", re.IGNORECASE)
_TICKS = re.compile("`+")
_NUMBERED = re.compile(r"^(\d+)\.")


def marked(block: Block) -> str:
    """A block as Markdown."""
    match block:
        case Title():
            return f"## {_escaped(block.words)}"
        case Heading():
            return f"### {_escaped(block.words)}"
        case Paragraph():
            return _escaped(block.words)
        case Points():
            return "\n".join(bullets(block, _escaped, "**{}**: "))
        case Table():
            return "\n".join(_ruled(block))
        case Picture():
            return "\n".join(_fenced(block))


def _escaped(words: Words) -> str:
    return "".join(_safe(x.text) if isinstance(x, Said) else x.replace("$", r"\$") for x in words)


def _safe(said: str) -> str:
    return _NUMBERED.sub(r"\1\.", _MARKUP.sub(r"\\\g<0>", said))


def _ruled(table: Table) -> Iterator[str]:
    columns = len(table.head) if any(row.note for row in table.rows) else len(table.head) - 1
    yield _cells(table.head, columns)
    yield _cells((":---", "---:", ":---"), columns)
    for row in table.rows:
        yield _cells((_escaped(row.words), _escaped((row.amount,)), _escaped(row.note)), columns)
    words, amount = _escaped(table.total.words), _escaped((table.total.amount,))
    yield _cells((f"**{words}**", f"**{amount}**", ""), columns)


def _fenced(picture: Picture) -> Iterator[str]:
    """Nothing in it is markup, and its fence is longer than any in it."""
    ticks = [len(x) for line in picture.lines for x in _TICKS.findall(line)]
    fence = "`" * max([3, *(n + 1 for n in ticks)])
    yield f"{fence}text"
    yield from picture.lines
    yield fence


def _cells(cells: tuple[str, str, str], columns: int) -> str:
    return f"| {' | '.join(cells[:columns])} |"
