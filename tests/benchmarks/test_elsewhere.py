"""Other engines: what stands beside them is right, and a way that answers otherwise is told."""

from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="whole tables need the extra arrow")

import pyarrow.compute as pc

from benchmarks import elsewhere
from benchmarks.bulk_work import LINES, drawn

ROWS = 203


@pytest.fixture
def files(tmp_path: Path) -> Path:
    elsewhere.written(ROWS, tmp_path)
    return tmp_path


def together() -> tuple[int, int]:
    return ROWS, pc.sum(LINES(drawn(ROWS).batch).column("refund")).as_py()


def test_files_hold_every_line_once(files: Path) -> None:
    assert len([*files.iterdir()]) == elsewhere.PARTS
    assert elsewhere._in_process(files) == together()


@pytest.mark.parametrize(
    ("found", "says"),
    [
        pytest.param((0, 0), "are the same", id="the same"),
        pytest.param((1, 0), f"DIFFER: {(ROWS + 1, together()[1])}", id="a row too many"),
        pytest.param((0, 1), f"DIFFER: {(ROWS, together()[1] + 1)}", id="a cent too many"),
    ],
)
def test_a_way_is_compared_with_one_process(
    files: Path, capsys: pytest.CaptureFixture[str], found: tuple[int, int], says: str
) -> None:
    rows, cents = together()
    answered = (rows + found[0], cents + found[1])
    same = elsewhere._beside("somehow", lambda _: answered, files)
    assert same is (found == (0, 0))
    assert f"rows and sum {says}" in capsys.readouterr().out


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_engines_that_are_here_answer_the_same(files: Path, engine: str) -> None:
    pytest.importorskip(engine)
    with elsewhere.ENGINES[engine]() as ways:
        assert {name: summed(files) for name, summed in ways.items()} == dict.fromkeys(
            ways, together()
        )
