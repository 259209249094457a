"""The memory of the command line can be measured; how much it is, is not asserted here."""

import json

import pytest

from benchmarks import memory

pytest.importorskip("resource", reason="nothing tells how much memory a process took")


def test_every_row_is_another() -> None:
    assert len({json.loads(x)["id"] for x in memory.documents(40)}) == 40
    for each, orders in ((1, 40), (10, 4)):
        _, *rows = memory.table(40, each)
        assert len({x.split(b",")[0] for x in rows}) == orders
        assert len({tuple(x.split(b",")[:3]) for x in rows}) == 40


@pytest.mark.no_cover
def test_every_source_is_answered_and_has_its_bar(capsys: pytest.CaptureFixture[str]) -> None:
    assert memory.main(["--rows", "3", "40"]) == 0
    printed = capsys.readouterr().out
    for source in memory.SOURCES:
        assert f"| {source} | 3 | " in printed
        assert f"| {source} | 40 | " in printed
        assert f"| {source}: the most rows, of the fewest | at most 1.1 | " in printed


@pytest.mark.no_cover
def test_rows_that_are_not_answered_are_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    less = iter([b"order,units\n", b"1,2\n"])
    monkeypatch.setitem(memory.SOURCES, "table", ("csv", lambda rows: less))
    assert memory.main(["--rows", "1", "--of", "table"]) == 1
    assert " MB, exit status " in capsys.readouterr().out
