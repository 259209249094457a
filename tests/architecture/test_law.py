"""Packs hold values and citations; nothing but a pack names a country."""

import ast
from collections.abc import Iterator

import pytest
from babel import Locale

from tests.architecture.source import MODULES, Module, each, parse

COMPUTING = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.Lambda,
    ast.ClassDef,
    ast.For,
    ast.While,
    ast.If,
    ast.IfExp,
    ast.Try,
    ast.With,
    ast.Compare,
    ast.BoolOp,
    ast.BinOp,
    ast.UnaryOp,
    ast.Subscript,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
    ast.Match,
)
PLACES = {
    x.parts[1] for x in MODULES if x.parts[:1] == ("law",) and len(x.parts) > 1 and x.is_package
}
PACKS = [x for x in MODULES if x.parts[:1] == ("law",) and {*x.parts[1:2]} & PLACES]
# What is drawn or shown for an example lives somewhere; the register is the list of places.
EXAMPLES = (("samples",), ("testing", "strategies"), ("law", "register"), ("law",))
OTHERS = [
    x
    for x in MODULES
    if x not in PACKS and x.parts[:1] not in EXAMPLES[:1] and x.parts[:2] not in EXAMPLES
]
TERRITORIES = Locale.parse("en").territories
# Codes of places that are words of the trade as well.
NAMES = {name for code, name in TERRITORIES.items() if code.isalpha()} | {"EU", "DE", "FR", "GB"}


def computes(module: Module) -> list[str]:
    """What a module does besides holding values."""
    types = [x.annotation for x in ast.walk(module.tree) if isinstance(x, ast.AnnAssign)]
    told = {id(part) for x in types for part in ast.walk(x)}
    found = (x for x in ast.walk(module.tree) if isinstance(x, COMPUTING) and id(x) not in told)
    return [f"line {x.lineno}: {type(x).__name__}" for x in found if not is_number(x)]


def is_number(node: ast.AST) -> bool:
    """A number below zero is written with a sign."""
    return (
        isinstance(node, ast.UnaryOp)
        and isinstance(node.op, ast.USub)
        and isinstance(node.operand, ast.Constant)
    )


def texts(module: Module) -> Iterator[str]:
    """The names and texts of a module, but for its docstrings."""
    docstrings = {
        id(x.value)
        for x in ast.walk(module.tree)
        if isinstance(x, ast.Expr) and isinstance(x.value, ast.Constant)
    }
    for x in ast.walk(module.tree):
        if isinstance(x, ast.Name):
            yield x.id
        elif isinstance(x, ast.Attribute):
            yield x.attr
        elif isinstance(x, ast.Constant) and isinstance(x.value, str) and id(x) not in docstrings:
            yield x.value


def names_a_country(module: Module) -> list[str]:
    """The countries that a module names."""
    return [x for x in texts(module) if x in NAMES]


def test_a_pack_computes_nothing() -> None:
    assert each(computes, PACKS) == []


def test_nothing_but_a_pack_names_a_country() -> None:
    assert each(names_a_country, OTHERS) == []


def test_a_type_computes_nothing() -> None:
    assert computes(parse("postsales.law.xx", "x: Readings[Base] = y")) == []
    assert computes(parse("postsales.law.xx", "x: Readings[Base] = y[0]"))


@pytest.mark.parametrize(
    "text",
    ["def f(): ...", "x = 14 + 1", "x = [d for d in y]", "x = a if b else c", "x = not y"],
)
def test_a_pack_that_computes_is_seen(text: str) -> None:
    assert computes(parse("postsales.law.xx", text))


@pytest.mark.parametrize("text", ['x = "Germany"', "x = EU", "x = law.DE", 'x = "FR"'])
def test_a_country_in_a_subdomain_is_seen(text: str) -> None:
    assert names_a_country(parse("postsales.returns.xx", text))
