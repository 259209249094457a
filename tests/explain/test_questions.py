"""Whatever nobody knows comes with the question that would settle it."""

import ast

import pytest

from postsales import Delivered, Paid, Placed, Shipped
from postsales.explain.source import ENGLISH, known_as
from postsales.guarantees.rules import _start_missing
from postsales.returns.rules import _TOLD, _WORDS
from tests.architecture.source import MODULES

HOME = "returns"


def unknowns() -> list[tuple[str, ast.Call]]:
    """Every place of the library where a rule answers that nobody knows."""
    return [
        (module.name, node)
        for module in MODULES
        if module.parts and module.parts[0] not in ("testing", "explain", "samples")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "unknown"
    ]


def keyword(call: ast.Call, name: str) -> ast.expr | None:
    """What is passed under a name."""
    return next((x.value for x in call.keywords if x.arg == name), None)


UNKNOWNS = unknowns()
SAID = [(where, x) for where, x in UNKNOWNS if isinstance(x.args[0], ast.Constant)]
# Those whose code or fact is worked out; the tests below name what they come to.
WORKED_OUT = {
    "postsales.returns.rules",
    "postsales.returns.guards",
    "postsales.returns.proofs",
    "postsales.guarantees.rules",
    "postsales.returns.barred",
}


def test_there_are_some() -> None:
    assert len(SAID) > 5
    assert {where for where, x in UNKNOWNS if not isinstance(x.args[0], ast.Constant)} <= WORKED_OUT


@pytest.mark.parametrize(("where", "call"), SAID, ids=[ast.unparse(x) for _, x in SAID])
def test_a_code_has_a_question(where: str, call: ast.Call) -> None:
    code, tell = call.args[0], keyword(call, "tell")
    assert isinstance(code, ast.Constant)
    assert known_as("reason", str(code.value), HOME), where
    if tell is None:
        assert known_as("ask", str(code.value), HOME), where
    elif isinstance(tell, ast.Constant):
        assert known_as("tell", str(tell.value), HOME), where
    else:
        assert where in WORKED_OUT


@pytest.mark.parametrize("event", [Delivered, Shipped, Paid])
def test_a_start_that_is_missing_has_two(event: type[Delivered | Shipped | Paid]) -> None:
    """One about the units, and one where it is not known which event counts for them."""
    assert known_as("tell", _TOLD[event], HOME)
    assert known_as("ask", f"{_WORDS[event]}_date_missing", HOME)


@pytest.mark.parametrize("event", [Delivered, Shipped])
def test_so_has_the_start_of_a_guarantee(event: type[Delivered | Shipped]) -> None:
    assert known_as("tell", _start_missing(event).tell, "guarantees")


def test_a_sale_always_has_its_day() -> None:
    assert not known_as("tell", _start_missing(Placed).tell, "guarantees")


def test_the_place_of_the_customer_can_be_asked_for() -> None:
    assert known_as("tell", "zone", HOME)


def test_every_question_is_a_sentence_about_some_units_or_about_a_customer() -> None:
    for key, sentence in ENGLISH.items():
        if key.split(".")[1] in ("tell", "ask"):
            assert isinstance(sentence, str)
            assert sentence[0].isupper(), key
            assert sentence.endswith("."), key
            assert ("{subject}" in sentence) is not key.startswith("followups."), key
