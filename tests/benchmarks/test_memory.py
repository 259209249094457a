"""The memory of the command line can be measured; how much it is, is not asserted here."""

import json

import pytest

from benchmarks import memory

pytest.importorskip("resource", reason="nothing tells how much memory a process took")


def test_rows_are_orders_of_their_own() -> None:
    assert len({json.loads(x)["id"] for x in memory.documents(40)}) == 40
    _, *rows = memory.table(40)
    assert len({x.split(b",")[0] for x in rows}) == 40


@pytest.mark.no_cover
def test_every_source_is_answered_and_has_its_bar(capsys: pytest.CaptureFixture[str]) -> None:
    assert memory.main(["--rows", "3", "40"]) == 0
    printed = capsys.readouterr().out
    for source in memory.SOURCES:
        assert f"| `--from {source}` | 3 | " in printed
        assert f"| `--from {source}` | 40 | " in printed
        assert f"| `--from {source}`: the most rows, of the fewest | at most 1.1 | " in printed


@pytest.mark.no_cover
def test_rows_that_are_not_answered_are_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(memory.SOURCES, "csv", lambda rows: iter([b"order,units\n", b"1,2\n"]))
    assert memory.main(["--rows", "1", "--from", "csv"]) == 1
    assert " MB, exit status " in capsys.readouterr().out
