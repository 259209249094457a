"""The script without the command line: text goes in, text comes out, and it is ten lines."""

import ast
import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from postsales import wire
from postsales.samples import shopify_orders
from tests.architecture.source import ROOT

SCRIPT = ROOT / "docs" / "examples" / "ten_lines.py"
TERMS = str(files("postsales.samples") / "acme.toml")
ROWS = [json.dumps(x) for x in shopify_orders(seed=7, count=24)]


def run(tmp_path: Path, *rows: str) -> tuple[list[str], list[str]]:
    """What it writes, and what it complains about."""
    done = subprocess.run(
        [sys.executable, SCRIPT, TERMS, "2026-04-02T12:00+02:00"],
        input="\n".join(rows),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        cwd=tmp_path,
    )
    return done.stdout.splitlines(), done.stderr.splitlines()


def test_every_line_is_answered_or_told(tmp_path: Path) -> None:
    written, complaints = run(tmp_path, *ROWS, "{not an order")
    records = [wire.read_record(row) for row in written]
    assert len(records) + len(complaints) == len(ROWS) + 1
    paid = [x.quote for x in records if x.quote is not None and x.allowed]
    assert {x.total.currency.code for x in paid} == {"EUR"}
    named = dict(x.removeprefix("line ").split(": ", 1) for x in complaints)
    # The fee of the terms is in euro; two orders contradict themselves; one row is no JSON.
    assert named["3"].startswith("the fee 'return_shipping' is EUR 4.95, but the order is in JPY")
    assert named["15"].startswith("Shopify order: $.total_price is JPY 86902")
    assert named["25"].startswith("Expecting property name")


@pytest.mark.parametrize(
    "row",
    [
        pytest.param('{"id": ' + "9" * 5000 + "}", id="a number of five thousand digits"),
        pytest.param("[" * 100_000, id="lists in lists in lists"),
        pytest.param("[]", id="no order"),
        pytest.param("", id="nothing"),
    ],
)
def test_no_line_ends_it(tmp_path: Path, row: str) -> None:
    written, complaints = run(tmp_path, row, ROWS[0])
    assert len(written) == 1
    assert [x.startswith("line 1: ") for x in complaints] == [True]


def test_it_has_ten_statements() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
    told = [x for x in ast.walk(tree) if isinstance(x, ast.stmt)]
    imports = [x for x in told if isinstance(x, ast.Import | ast.ImportFrom)]
    docstring = 1
    assert len(told) - len(imports) - docstring <= 10
