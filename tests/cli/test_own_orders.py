"""Orders of our own, as ``wire.write_json`` wrote them."""

import json
import sys
from pathlib import Path

import pytest

from postsales import samples, wire
from postsales.cli import documents
from tests.cli.asking import MONEY, TERMS, lines_of, run, written

Capsys = pytest.CaptureFixture[str]

ASKED = [*TERMS, *MONEY, "--request", "postsales.samples:requests", "--format", "records"]
ASKED += ["--quiet"]
JSON = ["--from", "json", *ASKED]
ROWS = [wire.write_json(order) for order in samples.orders]


class TestTheSameAnswers:
    """An order that was written and read again is answered as it was before."""

    def test_from_lines(self, capsys: Capsys, tmp_path: Path) -> None:
        path = written(tmp_path, "orders.jsonl", lines_of(*ROWS))
        ran = run(capsys, "assess", path, *JSON)
        assert (ran.status, ran.err) == (0, "")
        assert ran == run(capsys, "assess", "postsales.samples:orders", "--from", "python", *ASKED)

    @pytest.mark.parametrize("name", ["order.json", "order.txt"])
    def test_from_a_file_of_one(self, capsys: Capsys, tmp_path: Path, name: str) -> None:
        spread = json.dumps(json.loads(ROWS[0]), indent=2)
        ran = run(capsys, "assess", written(tmp_path, name, spread), *JSON)
        assert [row["order"]["id"] for row in ran.rows] == [samples.orders[0].id]

    def test_a_mark_of_the_encoding_is_passed_over(self, capsys: Capsys, tmp_path: Path) -> None:
        path = written(tmp_path, "order.json", ROWS[0].encode("utf-8-sig"))
        assert run(capsys, "assess", path, *JSON).status == 0


BROKEN = json.dumps({**json.loads(ROWS[1]), "placed_at": "today", "lines": []})


class TestOrdersThatCannotBe:
    """Each is a problem, or several, and the others are answered."""

    @pytest.mark.parametrize(
        ("line", "problems"),
        [
            pytest.param(b"{", [(None, "$ is no JSON")], id="no JSON"),
            pytest.param(b"\xff", [(None, "$ is no UTF-8 text")], id="no text"),
            pytest.param(b"[]", [(None, "$ is []: an object is needed")], id="a list"),
            pytest.param(
                b"{}", [(None, "$.version is missing"), (None, "$.kind is null")], id="nothing"
            ),
            pytest.param(
                BROKEN.encode(),
                [(samples.orders[1].id, "$.placed_at is 'today'")],
                id="a time that is none",
            ),
            pytest.param(b" " * 60_000 + b"{}", [(None, "$ is longer than")], id="too long"),
        ],
    )
    def test_it_is_told(
        self, capsys: Capsys, tmp_path: Path, line: bytes, problems: list[tuple[str | None, str]]
    ) -> None:
        text = ROWS[0].encode() + b"\n" + line + b"\n" + ROWS[2].encode()
        path, errors = written(tmp_path, "orders.jsonl", text), tmp_path / "errors.jsonl"
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(documents, "LONGEST", 50_000)
            ran = run(capsys, "assess", path, *JSON, "--errors", str(errors))
        assert ran.status == 1
        assert [x["order"]["id"] for x in ran.rows] == [samples.orders[n].id for n in (0, 2)]
        told = [json.loads(x) for x in errors.read_text(encoding="utf-8").splitlines()]
        assert {(x["source"], x["line"]) for x in told} == {(path, 2)}
        assert [x["order"] for x in told] == [id for id, _ in problems]
        for row, (_, says) in zip(told, problems, strict=True):
            assert f"{row['path']} {row['says']}".startswith(says)

    def test_a_package_that_is_missing_is_named(
        self, capsys: Capsys, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setitem(sys.modules, "cattrs", None)
        ran = run(capsys, "assess", written(tmp_path, "orders.jsonl", lines_of(*ROWS)), *JSON)
        says = "--from json: this needs the package 'cattrs': install postsales[json]"
        assert (ran.status, ran.err) == (2, f"postsales: {says}\n")
