"""Where the code can be changed so that it matters.

Rules of this file: it reads source as text and runs none of it.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "postsales"

CODE = ("basics", "orders", "cancellations", "returns", "refunds", "law")
"""The packages that are changed: the lower tiers whole, since whatever decides, counts days or
shares money stands there. Words, documents, the command line, samples and the kit stand above."""

Place = tuple[int, int]
"""A line, counted from 1, and a column, counted in characters from 0."""


def files(src: Path = SRC, packages: tuple[str, ...] = CODE) -> list[Path]:
    """Every module that is changed, in an order that does not change."""
    return sorted(path for package in packages for path in (src / package).rglob("*.py"))


@frozen
class Span:
    """A stretch of source, without its end."""

    start: Place
    end: Place

    def __contains__(self, place: Place) -> bool:
        return self.start <= place < self.end


@frozen
class Source:
    """One module, as far as it has to be understood."""

    text: str
    tree: ast.Module

    @classmethod
    def of(cls, text: str) -> "Source":
        """A module from its text."""
        return cls(text, ast.parse(text))

    def left_out(self) -> list[Span]:
        """Where no change can be noticed, because nothing of it is ever run or looked at."""
        return [self._span(node) for node in _unseen(self.tree)]

    def statement(self, line: int) -> range:
        """The lines of the innermost statement at a line; of a block only its head."""
        heads = [_head(node) for node in ast.walk(self.tree) if isinstance(node, ast.stmt)]
        return min((head for head in heads if line in head), key=len, default=range(line, line + 1))

    def is_run_at_import(self, line: int) -> bool:
        """Whether a line is run once, when the module is loaded, and not by each call."""
        return not any(
            line in range(node.body[0].lineno, (node.end_lineno or node.lineno) + 1)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.FunctionDef)
        )

    def _span(self, node: ast.AST) -> Span:
        assert isinstance(node, ast.stmt | ast.expr)
        first = min([node, *getattr(node, "decorator_list", [])], key=lambda x: x.lineno)
        start = (
            (first.lineno, 0) if first is not node else self._place(node.lineno, node.col_offset)
        )
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return Span(start, self._place(node.end_lineno, node.end_col_offset))

    def _place(self, line: int, column: int) -> Place:
        """A place as `ast` tells it, which counts bytes."""
        told = self.text.split("\n")[line - 1].encode()
        return line, len(told[:column].decode())


def _head(node: ast.stmt) -> range:
    """The lines of a statement that are its own."""
    first = min([node.lineno, *(x.lineno for x in getattr(node, "decorator_list", []))])
    inner = [x.lineno for x in _blocks(node)]
    return range(first, max(min(inner), first + 1) if inner else (node.end_lineno or first) + 1)


def _blocks(node: ast.stmt) -> Iterator[ast.stmt]:
    """The first statement of each block in a statement."""
    for name in ("body", "handlers", "cases", "orelse", "finalbody"):
        for child in getattr(node, name, [])[:1]:
            yield child if isinstance(child, ast.stmt) else child.body[0]


def _unseen(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef() | ast.ClassDef() if _is_for_checkers(node):
                yield node
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                yield from node.body
            case ast.Assign() | ast.AnnAssign() if _names_all(node):
                yield node
            case ast.Call(func=ast.Name(id="cast"), args=[first, *_]):
                yield first
            case ast.keyword(arg="weakref_slot", value=value):
                yield value
            case _:
                yield from _annotations(node)


def _annotations(node: ast.AST) -> Iterator[ast.expr]:
    for name in ("annotation", "returns"):
        found = getattr(node, name, None)
        if isinstance(found, ast.expr):
            yield found


def _is_for_checkers(node: ast.FunctionDef | ast.ClassDef) -> bool:
    """Whether it is an overload or a protocol."""
    marks = node.decorator_list if isinstance(node, ast.FunctionDef) else node.bases
    return any(_name(mark) in ("overload", "Protocol") for mark in marks)


def _names_all(node: ast.Assign | ast.AnnAssign) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return any(_name(target) == "__all__" for target in targets)


def _name(node: ast.expr) -> str | None:
    named = node.value if isinstance(node, ast.Subscript) else node
    return named.id if isinstance(named, ast.Name) else None
