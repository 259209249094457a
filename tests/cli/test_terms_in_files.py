"""Terms in a file: they are named instead of a module, and run no code."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from importlib.resources import files
from io import StringIO
from pathlib import Path

import pytest

from postsales import wire
from postsales.cli import main
from postsales.wire import toml
from tests.cli.asking import NOON, WOO, Ran, lines_of, run, woo, written

Capsys = pytest.CaptureFixture[str]
Ask = Callable[..., Ran]
Host = Callable[[str, str], None]

ACME = (files("postsales.samples") / "acme.toml").read_text(encoding="utf-8")
RETURNS, _, REFUNDS = ACME.partition("[refunds]")
WORD = ["--from", "woocommerce", "--at", NOON, "--reason", "changed_mind"]
RECORDS = [*WORD, "--format", "records"]
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


@pytest.fixture
def ask(capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Asks about one order, where its file stands and the terms beside it."""
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "orders.jsonl", lines_of(woo(1)))
    written(tmp_path, "acme.toml", ACME)
    return lambda *asked: run(capsys, "assess", "orders.jsonl", *asked)


def quoted(ran: Ran) -> str | None:
    """By which terms the money was worked out."""
    (row,) = ran.rows
    return None if row["quote"] is None else row["quote"]["terms"]["id"]


class TestWhichTerms:
    """A file brings its refund terms along; others are named beside it."""

    def test_both_from_one_file(self, ask: Ask) -> None:
        ran = ask(*RECORDS, "--terms", "acme.toml")
        assert ran.status == 0
        assert ran.rows[0]["terms"]["id"] == "acme-returns"
        assert quoted(ran) == "acme-refunds"

    def test_both_from_one_file_of_json(self, ask: Ask) -> None:
        told = wire.write_json(toml.read_terms(ACME))
        Path("acme.json").write_text(told, encoding="utf-8")
        by_toml = ask(*RECORDS, "--terms", "acme.toml")
        assert ask(*RECORDS, "--terms", "acme.json") == by_toml

    def test_without_refund_terms_no_money(self, ask: Ask) -> None:
        Path("less.toml").write_text(RETURNS, encoding="utf-8")
        assert quoted(ask(*RECORDS, "--terms", "less.toml")) is None

    @pytest.mark.parametrize(
        "named",
        [
            pytest.param("postsales.samples:refund_terms", id="of a module"),
            pytest.param("other.toml", id="of another file"),
        ],
    )
    @pytest.mark.parametrize("returns", ["acme.toml", "postsales.samples:terms"])
    def test_refund_terms_that_are_named_come_first(
        self, ask: Ask, named: str, returns: str
    ) -> None:
        other = "[refunds]" + REFUNDS.replace("acme", "sample")
        Path("other.toml").write_text(other, encoding="utf-8")
        asked = [*RECORDS, "--terms", returns, "--refund-terms", named]
        assert quoted(ask(*asked)) == "sample-refunds"

    def test_a_file_may_begin_with_a_mark_of_its_encoding(self, ask: Ask) -> None:
        Path("marked.toml").write_text(BOM + ACME, encoding="utf-8")
        assert ask(*RECORDS, "--terms", "marked.toml").status == 0

    @pytest.mark.usefixtures("ask")
    def test_explain_takes_them_too(self, capsys: Capsys) -> None:
        asked = [*WORD, "--terms", "acme.toml", "--order", "1"]
        ran = run(capsys, "explain", "orders.jsonl", *asked)
        assert "Terms: acme-returns, version 2026-03" in ran.out

    def test_help_tells_of_them(self, capsys: Capsys) -> None:
        with pytest.raises(SystemExit):
            main(["assess", "--help"])
        assert "FILE.toml" in capsys.readouterr().out


class TestTermsThatCannotBe:
    """What is wrong with a file is told, all of it, and nothing is asked."""

    @pytest.mark.parametrize(
        ("text", "option", "says"),
        [
            pytest.param(b"\xff", "--terms", ["it is no UTF-8 text"], id="no text"),
            pytest.param(b"[", "--terms", ["$ is no TOML", "it has 1 problem,"], id="no TOML"),
            pytest.param(b"x" * 1_000_001, "--terms", ["more than 1000000 "], id="too long"),
            pytest.param(
                ACME.replace('"30 days"', "30").replace('"15 %"', '"15"').encode(),
                "--terms",
                ["$.returns.window.length is 30", "$.refunds.fees[1].amount", "2 problems"],
                id="several problems",
            ),
            pytest.param(
                f"[refunds]{REFUNDS}".encode(),
                "--terms",
                ["no terms for 'returns'"],
                id="no returns",
            ),
            pytest.param(
                RETURNS.encode(), "--refund-terms", ["no terms for 'refunds'"], id="no refunds"
            ),
        ],
    )
    def test_it_is_told(self, ask: Ask, text: bytes, option: str, says: list[str]) -> None:
        Path("bad.toml").write_bytes(text)
        named = ["--terms", "acme.toml", option, "bad.toml", "--out", "out.jsonl"]
        ran = ask(*RECORDS, *named)
        assert (ran.status, ran.out, Path("out.jsonl").exists()) == (2, "", False)
        assert all(x.startswith("postsales: ") for x in ran.err.splitlines())
        assert all(x in ran.err for x in says)
        assert f"{option} is 'bad.toml': " in ran.err.splitlines()[-1]

    def test_a_file_that_is_not_there(self, ask: Ask) -> None:
        ran = ask(*RECORDS, "--terms", "nowhere.toml")
        says = "--terms is 'nowhere.toml': it cannot be read: No such file or directory"
        assert (ran.status, ran.err) == (2, f"postsales: {says}\n")

    def test_a_package_that_is_missing_is_named(
        self, ask: Ask, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "cattrs", None)
        ran = ask(*RECORDS, "--terms", "acme.toml")
        assert ran.status == 2
        assert "install postsales[json]" in ran.err

    def test_json_that_cannot_be(self, ask: Ask) -> None:
        Path("acme.json").write_text('{"version": 2, "returns": {}}', encoding="utf-8")
        ran = ask(*RECORDS, "--terms", "acme.json")
        assert ran.status == 2
        assert "acme.json: $.version is 2: only 1 is known" in ran.err

    @pytest.mark.parametrize("option", ["--out", "--errors"])
    def test_they_are_never_overwritten(self, ask: Ask, option: str) -> None:
        assert ask(*RECORDS, "--terms", "acme.toml", option, "./acme.toml").status == 2
        assert Path("acme.toml").read_text(encoding="utf-8") == ACME


class TestRecords:
    """One record a line: what a script would write, and what reading assumed is counted."""

    @pytest.mark.parametrize(
        ("name", "format", "starts"),
        [
            pytest.param("out.jsonl", [], '{"version": 1, "at": ', id="by its name"),
            pytest.param("out.txt", ["--format", "records"], '{"version"', id="asked for"),
            pytest.param("out.jsonl", ["--format", "jsonl"], '{"order": "1"', id="rows asked for"),
            pytest.param("out.jsonl", ["--format", "report"], "1  ", id="a report asked for"),
            pytest.param("out.txt", [], "1  ", id="another name"),
        ],
    )
    def test_the_format(self, ask: Ask, name: str, format: list[str], starts: str) -> None:
        assert ask(*WOO, *format, "--out", name).status == 0
        assert Path(name).read_text(encoding="utf-8").startswith(starts)

    def test_what_was_assumed_and_not_mapped_is_counted(self, ask: Ask) -> None:
        told = lines_of(woo(1), woo(2, gift_note="x", color="blue"), "{")
        Path("orders.jsonl").write_text(told, encoding="utf-8")
        rows = ask(*WOO, "--format", "jsonl").rows
        ran = ask(*WOO, "--format", "records")
        several = sum(len(x["assumed"]) for x in rows)
        told = "of 2 orders; --format jsonl tells where"
        assert [x.strip() for x in ran.err.splitlines()[-4:-1]] == [
            f"assumed       {several} assumptions in 2 {told}",
            f"not mapped    2 fields in 1 {told}",
            "not answered  1 of 3 documents, with 1 problem",
        ]

    def test_nothing_is_said_where_nothing_was_assumed(self, capsys: Capsys) -> None:
        asked = ["--from", "python", "--terms", "postsales.samples:terms", "--at", NOON]
        asked += ["--reason", "faulty", "--format", "records"]
        ran = run(capsys, "assess", "postsales.samples:orders", *asked)
        assert (ran.status, len(ran.rows)) == (0, 16)
        assert "assumed" not in ran.err
        assert "not mapped" not in ran.err

    def test_terms_that_cannot_be_recorded_are_a_problem_of_each_order(
        self, ask: Ask, host: Host
    ) -> None:
        host(
            "hostunnamed",
            "from attrs import evolve\nfrom postsales import MET\n"
            "from postsales.samples import terms\n"
            "mine = evolve(terms, required=[lambda case: MET])\n",
        )
        ran = ask(*RECORDS, "--terms", "hostunnamed:mine")
        assert (ran.status, ran.out) == (1, "")
        assert "order '1': $ cannot be recorded: " in ran.err
        assert "define it at the top of a module" in ran.err

    @pytest.mark.usefixtures("ask")
    def test_into_a_text_that_has_no_encoding(self) -> None:
        with redirect_stdout(StringIO()) as out:
            assert main(["assess", "orders.jsonl", *RECORDS, "--terms", "acme.toml"]) == 0
        assert wire.read_record(out.getvalue()).order.id == "1"

    @pytest.mark.usefixtures("ask")
    def test_json_is_utf_8_whatever_the_stream_is(self) -> None:
        Path("acme.toml").write_text(ACME.replace("acme-returns", "täßchen"), encoding="utf-8")
        asked = ["assess", "orders.jsonl", *RECORDS, "--terms", "acme.toml"]
        done = subprocess.run(
            [sys.executable, "-m", "postsales", *asked],
            env={**os.environ, "PYTHONIOENCODING": "ascii"},
            capture_output=True,
            check=True,
        )
        assert json.loads(done.stdout.decode("utf-8"))["terms"]["id"] == "täßchen"
