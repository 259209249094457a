"""Whole tables: everybody who is timed answers every column of every row as the library does."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

pytest.importorskip("pyarrow", reason="whole tables need the extra arrow")

import pyarrow as pa

from benchmarks import bulk, bulk_in_c
from benchmarks.bulk_answers import GIVEN, differences, of_arrow
from benchmarks.bulk_work import ASKED, CATEGORIES, LINES, REASONS, ZONES, Drawn, drawn

FEW = 60


@pytest.mark.no_cover
def test_a_quick_run_compares_everybody_and_prints_every_bar(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert bulk.main(["--quick", "--rows", "3000"]) == 0
    printed = capsys.readouterr().out
    assert f"compared in each row: {', '.join(GIVEN)}\nnone differs" in printed
    assert "10,000 rows at a time" in printed
    for name in ("a loop in C", "polars, ", "duckdb, "):
        assert f"\n| {name}" in printed
    bars = printed.rpartition("| bar |")[2]
    assert [bars.count(x) for x in ("at least", "at most", "no bar")] == [3, 1, 4]


def test_nothing_is_timed_when_answers_differ(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "wrong", lambda rival, work: ["somebody: refund of row 3 is off"])
    assert bulk.main(["--quick", "--rows", "200"]) == 1
    printed = capsys.readouterr().out
    assert "somebody: refund of row 3 is off" in printed
    assert "##" not in printed


class TestDifferencesAreSeen:
    """Whatever column is answered otherwise in whatever row is named."""

    @pytest.mark.parametrize("name", GIVEN)
    def test_in_every_column(self, name: str) -> None:
        work = drawn(FEW)
        last = FEW - 1

        def otherwise(batch: Any) -> dict[str, Any]:
            told = of_arrow(batch)
            told[name] = told[name].copy()
            told[name][last] = told[name][last] + type(told[name][last])(1 if name in SUMS else "!")
            return told

        rival = bulk.Rival("somebody", lambda: LINES(work.batch), otherwise, FEW)
        (found,) = bulk.wrong(rival, work)
        assert found.startswith(f"somebody: {name} of row {last} is ")
        assert bulk.wrong(evolve(rival, read=of_arrow), work) == []

    def test_a_column_that_is_not_there(self) -> None:
        told = of_arrow(LINES(drawn(FEW).batch))
        missing = {name: x for name, x in told.items() if name != "fees"}
        assert [*differences(told, missing, FEW)] == ["fees is not answered"]

    def test_rows_that_are_not_there(self) -> None:
        told = of_arrow(LINES(drawn(FEW).batch))
        shorter = {**told, "tax": told["tax"][1:]}
        assert [*differences(told, shorter, FEW)] == ["tax has 59 rows, and there are 60"]


SUMS = [x for x in GIVEN if x not in ("outcome", "because")]


NOON = datetime(2024, 7, 1, 12, tzinfo=UTC)
SOLD: dict[str, Any] = {
    "quantity": 4,
    "asked": 3,
    "returned": 0,
    "refunded": 0,
    "reason": "remorse",
    "shipped_at": NOON - timedelta(days=7),
    "delivered_at": NOON - timedelta(days=5),
    "at": NOON,
    "zone": "Europe/Berlin",
    "category": "shoes",
    "total": 9_999,
    "tax_included": 700,
    "tax_added": 0,
}


@pytest.mark.parametrize(
    "told",
    [
        pytest.param({}, id="an ordinary line"),
        pytest.param({"tax_added": 333}, id="tax on top"),
        pytest.param({"delivered_at": None}, id="nobody knows when it was delivered"),
        pytest.param({"delivered_at": NOON + timedelta(days=1)}, id="delivered after the question"),
        pytest.param({"delivered_at": None, "category": "hygiene"}, id="unknown, and excluded"),
        pytest.param({"shipped_at": None, "delivered_at": None}, id="not shipped"),
        pytest.param({"returned": 2}, id="returned, and not refunded"),
        pytest.param({"refunded": 2}, id="refunded, and not returned"),
        pytest.param({"returned": 1, "refunded": 2}, id="refunded, and in part returned"),
        pytest.param({"returned": 4, "refunded": 4}, id="nothing is left"),
        pytest.param({"asked": 9, "returned": 1, "refunded": 3}, id="more than was bought"),
        pytest.param({"category": "hygiene", "asked": 4, "returned": 1}, id="excluded, and back"),
        pytest.param({"category": "hygiene", "reason": "defect"}, id="excluded, and a defect"),
        pytest.param({"at": NOON + timedelta(days=60), "category": "hygiene"}, id="too late, too"),
    ],
)
def test_the_loop_in_c_answers_what_is_not_drawn_as_well(
    told: dict[str, Any],
) -> None:
    work = _of({**SOLD, **told})
    try:
        run = bulk_in_c.ready(work)
    except OSError as error:
        pytest.skip(f"no compiler: {error}")
    assert bulk.wrong(bulk.Rival("C", run, bulk_in_c.read, 1), work) == []


def _of(row: dict[str, Any]) -> Drawn:
    """A row with the words of those that are drawn."""
    columns = {}
    for name, kind in zip(ASKED, drawn(1).batch.schema.types, strict=True):
        words = {"zone": ZONES, "category": CATEGORIES, "reason": REASONS}.get(name)
        if words is None:
            columns[name] = pa.array([row[name]], kind)
        else:
            place = pa.array([words.index(row[name])], kind.index_type)
            columns[name] = pa.DictionaryArray.from_arrays(place, pa.array(words))
    return Drawn(pa.RecordBatch.from_pydict(columns))
