"""The comparison page: every row is there, and every row names a test or says why not."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import ROOT

PAGE = (ROOT / "docs" / "comparison.md").read_text(encoding="utf-8")
NAME = re.compile(r"`(tests/[\w/]+\.py)::([\w:]+)`")
NOT_COVERED = "not covered: "

WINDOWS = [
    "window start",
    "length default",
    "boundary",
    "per product or category window",
    "final sale and exclusions",
    "holiday window",
    "customer tier window",
    "serial-returner guard",
    "evaluation result",
    "all reasons at once",
    "staff override",
]
GRAIN = ["grain", "available", "reason codes", "condition", "claims", "keep-the-item"]
MONEY = [
    "basis",
    "order discount",
    "tax",
    "shipping refund",
    "restocking fee",
    "return shipping fee",
    "rounding",
    "last unit remainder",
    "over-refund guard",
    "tender order",
    "store credit",
    "failed refund",
    "multi-currency",
    "audit",
    "exchange",
    "cancelling",
]
PARTS = {
    5: "ab",
    7: "ab",
    8: "abcde",
    9: "ab",
    11: "abcdefg",
    12: "ab",
    13: "ab",
    14: "abcde",
    15: "abcde",
    16: "abcdef",
    17: "abcd",
    18: "abc",
    19: "abcd",
    21: "abcd",
    22: "abc",
    23: "ab",
}
COMPLAINTS = [f"{n}{part}" for n in range(1, 24) for part in PARTS.get(n, " ")]
TEN = [str(n) for n in range(1, 11)]

ROWS = {
    "Until when, and why not": WINDOWS,
    "What comes back": GRAIN,
    "How much": MONEY,
    "What users complain about": [x.strip() for x in COMPLAINTS],
    "What nearly all have": TEN,
    "What almost none of the open ones has": TEN,
}


def cells(line: str) -> list[str]:
    """The cells of a row of a table."""
    return [x.strip() for x in line.strip().strip("|").split("|")]


def compared(page: str) -> Iterator[tuple[str, str, str]]:
    """The section, the first and the last cell of every row of the tables that name tests."""
    section, inside = "", False
    for text in page.splitlines():
        if text.startswith("## "):
            section = text[3:]
        if not text.startswith("|"):
            inside = False
        elif cells(text)[-1] == "test":
            inside = True
        elif inside and not set(text) <= set("|- "):
            yield section, cells(text)[0], cells(text)[-1]


def named_in(path: str) -> set[str]:
    """The names of the tests of a file, those of a class behind its name."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            found.add(node.name)
        if isinstance(node, ast.ClassDef):
            methods = (x.name for x in node.body if isinstance(x, ast.FunctionDef))
            found |= {f"{node.name}::{x}" for x in methods}
    return {x for x in found if x.rpartition("::")[2].startswith("test_")}


def offences(page: str) -> list[str]:
    """Rows without a test or a reason, and tests that are not there."""
    found: list[str] = []
    for section, row, last in compared(page):
        named = NAME.findall(last)
        if not named and not last.startswith(NOT_COVERED):
            found.append(f"{section}: {row} names no test and does not say why")
        for path, name in named:
            if not (ROOT / path).is_file() or name not in named_in(path):
                found.append(f"{section}: {row} names {path}::{name}, which is not there")
    return found


@pytest.mark.parametrize("section", ROWS)
def test_it_has_every_row(section: str) -> None:
    assert [row for here, row, _ in compared(PAGE) if here == section] == ROWS[section]


def test_every_row_names_a_test_that_is_there_or_says_why_not() -> None:
    assert offences(PAGE) == []


def test_every_test_beside_it_is_on_the_page() -> None:
    folder = ROOT / "tests" / "peers"
    paths = [f"tests/peers/{x.name}" for x in sorted(folder.glob("test_*.py"))]
    here = f"tests/peers/{__file__.rpartition('/')[2]}"
    written = {(path, name) for path in paths if path != here for name in named_in(path)}
    assert written - set(NAME.findall(PAGE)) == set()


@pytest.mark.parametrize(
    ("last", "count"),
    [
        ("not covered: nobody asked", 0),
        ("", 1),
        ("yes", 1),
        ("`tests/peers/test_page.py::test_it_has_every_row`", 0),
        ("`tests/peers/test_page.py::test_nothing`", 1),
        ("`tests/peers/test_nothing.py::test_nothing`", 1),
    ],
)
def test_a_row_that_names_nothing_is_seen(last: str, count: int) -> None:
    page = f"## Here\n\n| row | test |\n| --- | --- |\n| a | {last} |\n"
    assert len(offences(page)) == count
