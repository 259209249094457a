"""Documents that are meant to do harm: each is told as a problem, and the run goes on."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from postsales.cli import documents
from tests.cli.asking import WOO, lines_of, run, woo, written

Capsys = pytest.CaptureFixture[str]

BAD_LINES = [
    ("a truncated line", json.dumps(woo(2))[:100], "is no JSON"),
    ("not JSON at all", "order 2, please", "is no JSON: expecting value (column 1)"),
    ("two values", "{} {}", "is no JSON: extra data (column 4)"),
    ("NaN", '{"id": NaN}', "is not certain: NaN is no JSON number"),
    ("infinity", '{"id": -Infinity}', "is not certain: -Infinity is no JSON number"),
    (
        "a key twice",
        '{"id": 2, "id": 3}',
        "is not certain: the key 'id' stands twice in one object",
    ),
    ("endless nesting", "[" * 200_000, "is nested too deeply"),
    ("nesting in an order", '{"id": ' + '{"a":' * 200_000, "is nested too deeply"),
    ("a number of a million digits", f'{{"id": {"9" * 1_000_000}}}', "too many digits"),
    ("a megabyte of text", "x" * 1_000_000, "is no JSON"),
    ("a megabyte as an id", json.dumps(woo(2, currency="x" * 1_000_000)), "$.currency is"),
    ("a number", "5", "$ is 5, and an order is an object"),
    ("nothing", "null", "$ is null, and an order is an object"),
    ("text", '"order"', "$ is 'order', and an order is an object"),
    ("a list", "[{}, {}]", "$ is a list, and an order is an object; a list of orders belongs"),
    ("refunds that are none", '{"order": {}, "refunds": 5}', "is "),
    ("a huge exponent", '{"id": 2, "total": 1e999999999}', "$.total"),
    ("half a letter", '{"id": "\\ud800"}', "$.id"),
]


@pytest.mark.parametrize(
    ("line", "says"), [x[1:] for x in BAD_LINES], ids=[x[0] for x in BAD_LINES]
)
def test_a_bad_line_is_told_and_the_others_are_answered(
    capsys: Capsys, tmp_path: Path, line: str, says: str
) -> None:
    path = written(tmp_path, "orders.jsonl", lines_of(woo(1), line, woo(3)))
    errors = tmp_path / "errors.jsonl"
    ran = run(capsys, "assess", path, *WOO, "--format", "jsonl", "--quiet", "--errors", str(errors))
    assert (ran.status, ran.err) == (1, "")
    assert [row["order"] for row in ran.rows] == ["1", "3"]
    problems = [json.loads(x) for x in errors.read_text(encoding="utf-8").splitlines()]
    assert {(x["source"], x["line"]) for x in problems} == {(path, 2)}
    assert any(says in f"{x['path']} {x['says']}" for x in problems)
    assert all(len(x["says"]) < 1000 for x in problems)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(b"", "$ is no JSON: expecting value", id="an empty file"),
        pytest.param(b" \n ", "$ is no JSON: expecting value", id="a blank file"),
        pytest.param(bytes(range(256)), "$ is no UTF-8 text: byte 128 is 0x80", id="binary"),
        pytest.param("{}".encode("utf-16"), "$ is no UTF-8 text", id="UTF-16"),
        pytest.param(b"\x00" * 10_000, "$ is no JSON", id="zeros"),
        pytest.param(b'[{"id": 1},\n{"id"', "(line 2, column", id="a truncated list"),
        pytest.param(b"[" * 500_000, "$ is nested too deeply", id="endless nesting"),
        pytest.param(b"{}", "$.id is missing", id="an empty order"),
        pytest.param(b"[[]]", "$[0] is a list, and an order is an object\n", id="a list in a list"),
    ],
)
def test_a_bad_file_is_told(capsys: Capsys, tmp_path: Path, text: bytes, says: str) -> None:
    path = written(tmp_path, "orders.json", text)
    ran = run(capsys, "assess", path, *WOO)
    assert ran.status == 1
    assert says in ran.err
    assert "0 orders" in ran.out
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("line", ["5", "null", '"order"', "[{}, {}]", "[]"])
def test_a_document_of_another_shape_is_one_problem(
    capsys: Capsys, tmp_path: Path, line: str
) -> None:
    path = written(tmp_path, "orders.jsonl", lines_of(woo(1), line))
    ran = run(capsys, "assess", path, *WOO)
    (problem,) = ran.err.splitlines()
    assert problem.startswith(f"postsales: {path}, line 2: $ is ")
    assert "not answered  1 of 2 documents, with 1 problem\n" in ran.out


@pytest.mark.parametrize(
    ("told", "id"),
    [
        pytest.param(7, "'7'", id="a number"),
        pytest.param("A-7", "'A-7'", id="text"),
        pytest.param(True, None, id="no id: a truth"),
        pytest.param(None, None, id="no id: null"),
        pytest.param([7], None, id="no id: a list"),
        pytest.param(" ", None, id="no id: blank"),
        pytest.param("7" * 61, None, id="no id: endless text"),
        pytest.param(10**30, None, id="no id: an endless number"),
        pytest.param("\x1b[2J", "'\\x1b[2J'", id="a command for the terminal"),
    ],
)
def test_a_problem_names_the_order_where_its_id_can_be_read(
    capsys: Capsys, tmp_path: Path, told: object, id: str | None
) -> None:
    bad = {**woo(currency="euro"), "id": told}
    path = written(tmp_path, "orders.jsonl", lines_of(bad, {"order": bad, "refunds": []}))
    first, *_, last = run(capsys, "assess", path, *WOO).err.splitlines()
    named = "" if id is None else f", order {id}"
    assert first.startswith(f"postsales: {path}, line 1{named}: $.")
    assert last.startswith(f"postsales: {path}, line 2{named}: $.")


def test_an_empty_list_and_an_empty_stream_are_no_orders(capsys: Capsys, tmp_path: Path) -> None:
    for name, text in (("none.json", "[]"), ("none.jsonl", ""), ("blank.jsonl", "\n\n")):
        ran = run(capsys, "assess", written(tmp_path, name, text), *WOO)
        assert (ran.status, ran.err) == (0, "")
        assert ran.out.startswith("0 orders")


def test_a_line_that_does_not_fit_into_memory_is_skipped(
    capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small, long = lines_of(woo(1)), lines_of(woo(2, note="x" * 5000))
    monkeypatch.setattr(documents, "LONGEST", len(small))
    path = written(tmp_path, "orders.jsonl", small + long + small + long.strip())
    ran = run(capsys, "assess", path, *WOO, "--format", "jsonl", "--quiet")
    assert ran.status == 1
    assert [(row["order"], row["line"]) for row in ran.rows] == [("1", 1), ("1", 3)]
    says = f"$ is longer than {len(small)} bytes"
    assert ran.err.splitlines() == [
        f"postsales: {path}, line 2: {says}",
        f"postsales: {path}, line 4: {says}",
    ]


def test_a_problem_is_one_line_without_commands_for_the_terminal(
    capsys: Capsys, tmp_path: Path
) -> None:
    path = written(tmp_path, "orders.jsonl", '{"\\u001b[2J\\n": 1, "\\u001b[2J\\n": 2}\n')
    ran = run(capsys, "assess", path, *WOO)
    assert len(ran.err.splitlines()) == 1
    assert "\x1b" not in ran.err


def test_many_orders_are_never_held_together(
    capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a line is read, the answers before it are written already."""
    path = written(tmp_path, "orders.jsonl", lines_of(*(woo(n) for n in range(1, 6))))
    seen: list[int] = []
    true_lines = vars(documents)["lines_of"]

    def watched(stream: object) -> object:
        out: Any = sys.stdout
        for line in true_lines(stream):
            out.flush()
            seen.append(out.getvalue().count("\n"))
            yield line

    monkeypatch.setattr(documents, "lines_of", watched)
    assert run(capsys, "assess", path, *WOO, "--format", "jsonl", "--quiet").status == 0
    assert seen == [0, 1, 2, 3, 4]
