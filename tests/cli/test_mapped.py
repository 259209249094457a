"""Tables of orders, one row a line, read by a mapping of their columns."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from postsales.cli import mapped
from tests.cli.asking import MONEY, TERMS, Ran, run, written

Capsys = pytest.CaptureFixture[str]
Ask = Callable[..., Ran]
MAPPING = """
[file]
zone = "Europe/Berlin"

[order]
id = "order"
placed_at = "bought"
paid_at = { same_as = "placed_at" }
delivered_at = "arrived"
currency = { always = "EUR" }

[line]
id = "article"
quantity = "units"
total = "paid"
"""
HEAD = "order,bought,arrived,article,units,paid,clerk\n"
TWO = "7,2026-03-02 10:15,2026-03-05 12:00,tee,2,19.90,Ann\n7,,,mug,1,5.00,Bob\n"
ASK = ["--from", "csv", "--mapping", "columns.toml", *TERMS, *MONEY, "--reason", "changed_mind"]


@pytest.fixture
def ask(capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Assesses a table that lies in the current folder beside its mapping."""
    monkeypatch.chdir(tmp_path)
    Path("columns.toml").write_text(MAPPING, encoding="utf-8")

    def asked(table: str | bytes, *more: str) -> Ran:
        path = written(Path(), "sales.csv", table)
        return run(capsys, "assess", path, *ASK, "--format", "jsonl", "--quiet", *more)

    return asked


def test_the_rows_of_an_order_are_one_order(ask: Ask) -> None:
    ran = ask(HEAD + TWO + "8,2026-03-03 09:00,2026-03-06 12:00,mug,1,5.00,Ann\n")
    assert (ran.status, ran.err) == (0, "")
    first, second = ran.rows
    assert (first["order"], first["line"], first["source"]) == ("7", 2, "sales.csv")
    assert [(x["line"], x["allowed"]) for x in first["items"]] == [("tee", 2), ("mug", 1)]
    assert (second["order"], second["line"]) == ("8", 4)
    assert first["quote"]["total"] == "24.90"
    # What nobody maps is told once.
    assert [bool(x["unmapped"]) for x in ran.rows] == [True, False]


def test_a_mark_of_the_encoding_and_ends_of_lines_of_other_systems(ask: Ask) -> None:
    ran = ask((HEAD + TWO).replace("\n", "\r\n").encode("utf-8-sig"))
    assert [x["order"] for x in ran.rows] == ["7"]


def test_lines_that_end_in_carriage_returns_alone(ask: Ask) -> None:
    ran = ask((HEAD + TWO).replace("\n", "\r").encode())
    assert [(x["order"], x["line"]) for x in ran.rows] == [("7", 2)]


def test_rows_that_cannot_be_read_are_told_and_the_others_are_answered(ask: Ask) -> None:
    ran = ask(f"{HEAD}6,2026-03-02 10:15,,tee,two,19.90,Ann\n{TWO}", "--errors", "errors.jsonl")
    assert ran.status == 1
    assert [x["order"] for x in ran.rows] == ["7"]
    (problem,) = [json.loads(x) for x in Path("errors.jsonl").read_text().splitlines()]
    assert (problem["source"], problem["line"], problem["order"]) == ("sales.csv", 2, "6")
    assert problem["path"] == 'line 2, column "units"'


@pytest.mark.parametrize(
    ("table", "says"),
    [
        pytest.param(
            "order,units\n7,1\n",
            'sales.csv: column "paid" is not in the header, and the mapping names it for line',
            id="columns that are missing",
        ),
        pytest.param(
            HEAD.replace(",", ";"), "$.file.delimiter is ',': is ';' meant?", id="semicolons"
        ),
        pytest.param("", "sales.csv: line 1 is missing", id="nothing at all"),
    ],
)
def test_a_table_that_the_mapping_does_not_fit_is_no_use_and_the_older_result_stays(
    ask: Ask, table: str, says: str
) -> None:
    Path("out.jsonl").write_text("of yesterday", encoding="utf-8")
    for jobs in ("1", "2"):
        ran = ask(table, "--out", "out.jsonl", "--jobs", jobs)
        assert (ran.status, ran.out) == (2, "")
        assert says in ran.err
        last = "--mapping is 'columns.toml': it does not fit 'sales.csv', so there is no result"
        assert ran.err.splitlines()[-1] == f"postsales: {last}"
        assert Path("out.jsonl").read_text(encoding="utf-8") == "of yesterday"


def test_an_order_that_stands_in_two_tables_is_told(ask: Ask, capsys: Capsys) -> None:
    ask("")
    tables = [written(Path(), name, HEAD + TWO) for name in ("sales.csv", "more.csv")]
    ran = run(capsys, "assess", *tables, *ASK, "--format", "jsonl", "--quiet")
    assert ran.status == 1
    assert [x["source"] for x in ran.rows] == ["sales.csv"]
    told = "that order stood further up, or in a table before this one: its rows stand apart"
    assert "more.csv, line 2, order '7': line 2, column \"order\" is '7', and " + told in ran.err


def test_blank_rows_at_the_end_are_none(ask: Ask) -> None:
    ran = ask(f"{HEAD}{TWO},,,,,,\n  ,,,\n")
    assert (ran.status, ran.err) == (0, "")
    assert [x["order"] for x in ran.rows] == ["7"]


@pytest.mark.parametrize(
    ("table", "says"),
    [
        pytest.param(
            (HEAD + TWO).encode() + "8,2026-03-03 09:00,,Täßchen,1,5.00,Ann\n".encode("latin-1"),
            "sales.csv, line 4: it is no UTF-8 text: byte 21 is 0xe4; write the table in UTF-8",
            id="another encoding",
        ),
        pytest.param(
            HEAD + TWO + "x" * 300 + "\n",
            "sales.csv, line 4: it is longer than 200 bytes",
            id="a line without an end",
        ),
        pytest.param(
            (HEAD + TWO * 3).replace("\n", "\r").encode(),
            "sales.csv, line 1: it is longer than 200 bytes; lines end in newlines, and in "
            "carriage returns alone only where all together are shorter",
            id="carriage returns in a long file",
        ),
    ],
)
def test_what_follows_a_line_that_is_none_cannot_be_told_apart(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, table: str | bytes, says: str
) -> None:
    monkeypatch.setattr("postsales.cli.documents.LONGEST", 200)
    monkeypatch.setattr(mapped, "LONGEST", 200)
    Path("columns.toml").write_text(MAPPING, encoding="utf-8")
    ran = ask(table, "--out", "out.jsonl")
    assert ran.status == 3
    assert f"postsales: {says}" in ran.err
    assert not Path("out.jsonl").exists()


def test_several_jobs_give_the_same_bytes(ask: Ask) -> None:
    rows = "".join(
        f"{n},2026-03-02 10:15,2026-03-05 12:00,tee,{'x' if n % 7 == 0 else 2},19.90,\n"
        for n in range(1, 100)
    )
    ran = ask(HEAD + rows)
    assert ran.status == 1
    assert len(ran.rows) == 85
    assert ask(HEAD + rows, "--jobs", "2") == ran


class TestStrict:
    """The first document without an answer ends the run, and the cause is told with it."""

    SUMMED = MAPPING.replace("currency = {", 'total = "sum"\ncurrency = {')
    ROWS = (
        "order,bought,arrived,article,units,paid,sum\n"
        "7,2026-03-02 10:15,2026-03-05 12:00,tee,2,19.90,24.90\n"
        "8,2026-03-03 09:00,,mug,x,5.00,5.00\n"
        "7,2026-03-02 10:15,2026-03-05 12:00,mug,1,5.00,24.90\n"
        "7,2026-03-02 10:15,2026-03-05 12:00,cup,1,5.00,24.90\n"
        "9,2026-03-03 09:00,,mug,1,5.00,5.00\n"
    )

    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_rows_that_stand_apart_are_told_beside_a_sum_that_is_none(
        self, ask: Ask, jobs: str
    ) -> None:
        Path("columns.toml").write_text(self.SUMMED, encoding="utf-8")
        ran = ask(self.ROWS, "--strict", "--jobs", jobs, "--errors", "errors.jsonl")
        assert (ran.status, ran.out) == (1, "")
        told = [json.loads(x) for x in Path("errors.jsonl").read_text().splitlines()]
        assert [(x["order"], x["path"]) for x in told] == [
            ("7", 'line 2, column "sum"'),
            ("7", 'line 4, column "order"'),
        ]
        assert "its rows stand apart" in told[1]["says"]

    def test_a_table_that_breaks_off_further_down_ends_the_search(self, ask: Ask) -> None:
        broken = (HEAD + "6,2026-03-02 10:15,,tee,two,19.90,Ann\n" + TWO).encode() + b"\xe4,\n"
        ran = ask(broken, "--strict", "--errors", "errors.jsonl")
        assert ran.status == 1
        assert len(Path("errors.jsonl").read_text().splitlines()) == 1
        assert "--strict: ended with the first document" in ran.err


class TestExplain:
    """Of an order whose rows may stand apart all is told, or nothing."""

    EIGHT = "8,2026-03-03 09:00,2026-03-06 12:00,mug,1,5.00,Ann\n"

    @pytest.fixture
    def explain(self, ask: Ask, capsys: Capsys) -> Ask:
        del ask

        def asked(table: str, *more: str) -> Ran:
            path = written(Path(), "sales.csv", table)
            return run(capsys, "explain", path, *ASK, *more)

        return asked

    def test_the_order_and_no_word_about_the_others(self, explain: Ask) -> None:
        table = f"{HEAD}6,2026-03-02 10:15,,tee,two,19.90,Ann\n{TWO}{self.EIGHT}9,,,,,,\n"
        ran = explain(table, "--order", "7")
        assert (ran.status, ran.err) == (0, "")
        assert ran.out.startswith("Order 7\n")

    def test_rows_that_come_again_at_the_end(self, explain: Ask) -> None:
        first, second = TWO.splitlines(keepends=True)
        ran = explain(HEAD + first + self.EIGHT + second, "--order", "7", "--out", "told.txt")
        assert (ran.status, ran.out) == (1, "")
        *problems, last = ran.err.splitlines()
        assert "line 4, column \"order\" is '7', and that order stood further up" in problems[0]
        told = "in sales.csv it has rows that stand apart, so no part of it is told"
        assert last == f"postsales: --order is '7': {told}"
        assert not Path("told.txt").exists()

    @pytest.fixture
    def in_two(self, ask: Ask, capsys: Capsys) -> Ask:
        del ask

        def asked(table: str, *more: str) -> Ran:
            paths = [
                written(Path(), "march.csv", table),
                written(Path(), "april.csv", f"{HEAD}{self.EIGHT}"),
            ]
            return run(capsys, "explain", *paths, *ASK, *more)

        return asked

    def test_an_order_of_one_of_several_tables(self, in_two: Ask) -> None:
        ran = in_two(f"{HEAD}{TWO}", "--order", "8")
        assert (ran.status, ran.err) == (0, "")
        assert ran.out.startswith("Order 8\n")
        ran = in_two(f"{HEAD}{TWO}", "--order", "9")
        assert ran.status == 2
        assert "--order is '9': march.csv, april.csv have no such order" in ran.err

    def test_an_order_that_stands_in_two_tables(self, in_two: Ask) -> None:
        ran = in_two(f"{HEAD}{TWO}{self.EIGHT}", "--order", "8")
        assert (ran.status, ran.out) == (1, "")
        told = "in march.csv, april.csv it has rows that stand apart, so no part of it is told"
        assert ran.err.splitlines()[-1] == f"postsales: --order is '8': {told}"

    def test_rows_that_name_no_order_might_be_of_it(self, explain: Ask) -> None:
        torn = ",x,,,,,\n" * 101
        ran = explain(f"{HEAD}{TWO}{self.EIGHT}{torn}", "--order", "7")
        assert ran.status == 1
        assert ran.out.startswith("Order 7\n")
        assert "line 5 names no order; it may belong to the order above it or below it" in ran.err

    def test_an_order_that_cannot_be_read(self, explain: Ask) -> None:
        table = f"{HEAD}6,2026-03-02 10:15,,tee,two,19.90,Ann\n{TWO}8,,,mug,1,x,Ann\n"
        ran = explain(table, "--order", "8")
        *problems, last = ran.err.splitlines()
        assert ran.status == 1
        assert problems
        assert all("line 5, order '8': line 5, column " in x for x in problems)
        assert last.endswith("in sales.csv it is there, and could not be read or answered")


_INTO_IT = ["--out", "columns.toml", "--format", "report"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(
            ["--from", "csv"], "--mapping is missing: name the TOML that says", id="no mapping"
        ),
        pytest.param(
            ["--from", "csv", "--mapping", "nowhere.toml"],
            "--mapping is 'nowhere.toml': it cannot be read: No such file",
            id="a mapping that is not there",
        ),
        pytest.param(
            ["--from", "csv", "--mapping", "latin.toml"],
            "--mapping is 'latin.toml': it is no UTF-8 text",
            id="a mapping that is no text",
        ),
        pytest.param(
            ["--from", "shopify", "--mapping", "columns.toml"],
            "--mapping is for tables: say --from csv, and not shopify",
            id="a mapping for documents",
        ),
        pytest.param(
            ["--from", "csv", "--mapping", "columns.toml", *_INTO_IT],
            "--out is 'columns.toml': it is used already",
            id="to write where the mapping stands",
        ),
    ],
)
def test_what_cannot_be_asked_is_one_sentence(
    capsys: Capsys,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    says: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("columns.toml").write_text(MAPPING, encoding="utf-8")
    Path("latin.toml").write_bytes("# Täßchen".encode("latin-1"))
    Path("orders.txt").write_text(HEAD + TWO, encoding="utf-8")
    ran = run(capsys, "assess", "orders.txt", *TERMS, "--reason", "faulty", *arguments)
    assert (ran.status, ran.out) == (2, "")
    (sentence,) = ran.err.splitlines()
    assert says in sentence


def test_all_that_is_wrong_with_a_mapping_is_told(ask: Ask) -> None:
    Path("columns.toml").write_text("[order]\nid = 5\n[line]\n", encoding="utf-8")
    ran = ask(HEAD + TWO)
    assert ran.status == 2
    *problems, last = ran.err.splitlines()
    assert len(problems) > 1
    assert all(x.startswith("postsales: columns.toml: ") for x in problems)
    told = f"--mapping is 'columns.toml': it has {len(problems)} problems, so nothing was read"
    assert told in last
