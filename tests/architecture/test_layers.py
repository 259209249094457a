"""Imports point down only: facts know no rules, rules no countries, and nothing knows its tests."""

import pytest

from tests.architecture.source import MODULES, Module, each, imports, parse

BASICS, ORDERS, SUBDOMAINS, LAW, EDGES, TESTING = range(6)

TIERS = {
    "basics": BASICS,
    "orders": ORDERS,
    "schedules": ORDERS,
    "contacts": ORDERS,
    "appointments": SUBDOMAINS,
    "subscriptions": SUBDOMAINS,
    "cancellations": SUBDOMAINS,
    "changes": SUBDOMAINS,
    "returns": SUBDOMAINS,
    "refunds": SUBDOMAINS,
    "exchanges": SUBDOMAINS,
    "remedies": SUBDOMAINS,
    "guarantees": SUBDOMAINS,
    "fulfilment": SUBDOMAINS,
    "billing": SUBDOMAINS,
    "receivables": SUBDOMAINS,
    "complaints": SUBDOMAINS,
    "support": SUBDOMAINS,
    "incidents": SUBDOMAINS,
    "service": SUBDOMAINS,
    "followups": SUBDOMAINS,
    "feedback": SUBDOMAINS,
    "relationships": SUBDOMAINS,
    "offers": SUBDOMAINS,
    "referrals": SUBDOMAINS,
    "maintenance": SUBDOMAINS,
    "end_of_life": SUBDOMAINS,
    "evaluation": SUBDOMAINS,
    "invitations": SUBDOMAINS,
    "law": LAW,
    "journeys": EDGES,
    "explain": EDGES,
    "policies": EDGES,
    "wire": EDGES,
    "bulk": EDGES,
    "samples": EDGES,
    "cli": EDGES,
    "__main__": EDGES,
    "testing": TESTING,
}

# Who may know a neighbour of the same tier, and why. A new pair needs a reason from the trade.
NEIGHBOURS = {
    ("contacts", "schedules"): "what is released is what a plan says is due",
    ("exchanges", "refunds"): "an exchange gives back what the old goods were worth",
    ("changes", "refunds"): "what is called off is worth what a refund of it is",
    ("guarantees", "refunds"): "a guarantee ends in money when repair fails",
    ("remedies", "refunds"): "a refund is one of the remedies on offer",
    ("remedies", "exchanges"): "so is an exchange",
    ("receivables", "billing"): "what is overdue is an invoice",
    ("complaints", "support"): "a complaint has the clocks of a ticket",
    ("complaints", "remedies"): "and is settled by a remedy",
    ("maintenance", "guarantees"): "a missed visit can end a guarantee",
    ("followups", "support"): "who bought a few days ago is answered sooner, and asked when solved",
    ("invitations", "support"): "who was helped is asked how that went",
    ("invitations", "followups"): "and nobody is asked while a case of theirs is open",
    ("journeys", "explain"): "a story ends in words",
    ("policies", "explain"): "terms as text are written and printed as explanations are",
    ("policies", "wire"): "what is shown, compared and looked over is the terms of a document",
    ("cli", "explain"): "the command prints words",
    ("cli", "wire"): "it reads documents and writes records",
    ("cli", "policies"): "it shows terms, compares them and looks them over",
    ("cli", "samples"): "it can show the sample orders",
    ("cli", "journeys"): "it can run a story",
    ("cli", "bulk"): "it can answer a whole table",
    ("__main__", "cli"): "python -m postsales is the command",
}

# These two gather names from everywhere, and nothing in the library imports them.
GATHERERS = {"postsales", "postsales.errors"}


def offences(module: Module) -> list[str]:
    """The imports of one module that point up or sideways."""
    found: list[str] = []
    for wish in imports(module):
        if wish.top != "postsales":
            continue
        problem = _problem(module, wish.target)
        if problem:
            found.append(f"line {wish.line}: imports {wish.target}: {problem}")
    return found


def _problem(module: Module, target: str) -> str:
    if target in GATHERERS:
        return "import a name from the module that defines it"
    here, there = module.parts[0], target.split(".")[1]
    if here == there:
        return ""
    if there not in TIERS:
        return f"{there!r} has no tier: give it one in TIERS"
    if TIERS[there] > TIERS[here]:
        return "imports point down only"
    if TIERS[there] == TIERS[here] and (here, there) not in NEIGHBOURS:
        return (
            "neighbours do not know each other: write a journey, or name the reason in NEIGHBOURS"
        )
    return ""


TIERED = [module for module in MODULES if module.name not in GATHERERS]


def test_every_module_has_a_tier() -> None:
    assert [module.name for module in TIERED if module.parts[0] not in TIERS] == []


def test_imports_point_down_only() -> None:
    assert each(offences, TIERED) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("postsales.basics.money", "from postsales.orders import order", id="up"),
        pytest.param(
            "postsales.orders.order", "def f():\n    import postsales.returns", id="in a function"
        ),
        pytest.param("postsales.returns.rules", "from postsales.refunds import x", id="sideways"),
        pytest.param("postsales.returns.rules", "import postsales.law.de", id="to a country"),
        pytest.param("postsales.wire.json", "from postsales.cli import main", id="to the command"),
        pytest.param("postsales.cli", "import postsales.testing.laws", id="to the testing kit"),
        pytest.param("postsales.returns.rules", "from ..refunds import x", id="relative"),
        pytest.param("postsales.returns.rules", "from postsales import errors", id="the gatherer"),
        pytest.param("postsales.returns.rules", "import postsales.gadgets", id="to nowhere"),
    ],
)
def test_an_import_that_points_elsewhere_is_seen(name: str, text: str) -> None:
    assert len(offences(parse(name, text))) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("postsales.returns.rules", "import postsales.basics.money", id="down"),
        pytest.param("postsales.returns.rules", "from . import terms", id="beside"),
        pytest.param(
            "postsales.exchanges", "import postsales.refunds.quote", id="a named neighbour"
        ),
        pytest.param("postsales.returns.rules", "import decimal", id="the standard library"),
    ],
)
def test_an_import_that_points_down_is_fine(name: str, text: str) -> None:
    assert offences(parse(name, text)) == []
