"""How these tests run the command, and documents to feed it."""

import json
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from postsales.cli import main

NOON = "2026-04-02T12:00+02:00"
TERMS = ["--terms", "postsales.samples:terms", "--at", NOON]
MONEY = ["--refund-terms", "postsales.samples:refund_terms"]
SAMPLES = ["--from", "python", *TERMS, *MONEY, "--request", "postsales.samples:requests"]
# Started from a job in the background a program ignores the keyboard; here it must not.
LISTENING = """
import runpy, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.argv[0] = "postsales"
runpy.run_module("postsales", run_name="__main__", alter_sys=True)
"""

WOO = ["--from", "woocommerce", *TERMS, *MONEY, "--reason", "changed_mind"]


@frozen
class Ran:
    """What a run of the command did."""

    status: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Its answers as JSON."""
        return [json.loads(line, parse_float=_no_float) for line in self.out.splitlines()]


def _no_float(text: str) -> object:
    raise AssertionError(f"a float in the answer: {text}")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> Ran:
    """The command, run in this process."""
    status = main(arguments)
    told = capsys.readouterr()
    return Ran(status, told.out, told.err)


def woo(id: int = 1001, **told: Any) -> dict[str, Any]:
    """A document of WooCommerce: two mugs for 19.90, shipped for 4.90, completed."""
    return {
        "id": id,
        "status": "completed",
        "currency": "EUR",
        "total": "24.80",
        "date_created_gmt": "2026-03-02T09:15:00",
        "date_modified_gmt": "2026-03-03T15:00:00",
        "date_paid_gmt": "2026-03-02T09:16:00",
        "date_completed_gmt": "2026-03-03T15:00:00",
        "payment_method": "stripe",
        "transaction_id": "ch_1",
        "prices_include_tax": False,
        "line_items": [{"id": 7, "name": "Mug", "quantity": 2, "total": "19.90", "taxes": []}],
        "shipping_lines": [{"id": 8, "total": "4.90", "taxes": []}],
        "fee_lines": [],
        "tax_lines": [],
        "refunds": [],
        **told,
    }


def lines_of(*values: object) -> str:
    """Documents, one a line; text is taken as it is."""
    return "".join(f"{x if isinstance(x, str) else json.dumps(x)}\n" for x in values)


def written(folder: Path, name: str, text: str | bytes) -> str:
    """A file, and its path as the command line takes it."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)
