"""`postsales score`: the score, its n and interval, who answered, and how it moves."""

import json
from pathlib import Path
from typing import Any

import pytest

from postsales import LTR_0_10, feedback
from postsales.wire import responses
from tests.cli.asking import run

Capsys = pytest.CaptureFixture[str]
SAMPLE = "src/postsales/samples/tables/answers.csv"
AT = "2026-03-02T10:15+01:00"
MONTHS = ["--by", "month", "--zone", "Europe/Berlin", "--baseline", "5"]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "answers.csv"
    path.write_text(f"score,at\n5,{AT}\n4,{AT}\n1,{AT}\n", encoding="utf-8")
    return path


def scored(capsys: Capsys, *arguments: str) -> dict[str, Any]:
    ran = run(capsys, "score", *arguments, "--format", "json")
    assert (ran.status, ran.err) == (0, "")
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_as_the_library_scores_them(capsys: Capsys) -> None:
    with Path(SAMPLE).open(encoding="utf-8", newline="") as lines:
        read = responses.from_csv(lines, LTR_0_10)
    expected = feedback.nps(read.responses)
    assert expected.interval is not None
    told = scored(capsys, SAMPLE, "--as", "nps")
    assert told["exact"] == str(expected.score)
    assert (told["n"], told["denominator"], told["low_n"]) == (expected.n, "answered", False)
    assert told["interval"]["low"] == expected.interval.low
    assert told["tally"]["dismissed"] == expected.tally.dismissed == 24
    assert sum(told["histogram"].values()) == expected.n
    assert told["trend"] is None


def test_a_fall_is_signalled_with_its_reason(capsys: Capsys) -> None:
    told = scored(capsys, SAMPLE, "--as", "nps", *MONTHS)
    first, *_ = told["trend"]["signals"]
    assert (first["direction"], first["since"], first["reason"]) == ("down", "2026-02", "cusum")
    assert next(iter(told["periods"])) == "2025-09"
    assert sum(one["n"] for one in told["periods"].values()) == told["n"]


def test_a_report_for_people(capsys: Capsys) -> None:
    ran = run(capsys, "score", SAMPLE, "--as", "nps", *MONTHS)
    assert ran.status == 0
    for part in (
        "Net promoter score: 35.3\n  n = 252, of those who answered\n",
        "  95 % interval: 25.7 to 44.9 (linearised)\n",
        "  dismissed    24\n",
        "  10  83  ████████████████████████████████████████\n",
        "  2026-02  32    3.1  -24.4 to 30.1\n",
        "  Trend: down in 2026-03, for 2 periods since 2026-02 (cusum).\n",
    ):
        assert part in ran.out


def test_satisfied_answers_are_named(capsys: Capsys, table: Path) -> None:
    told = scored(capsys, str(table), "--as", "csat", "--satisfied", "4,5")
    assert (told["exact"], told["unit"], told["n"]) == ("200/3", "%", 3)
    assert told["low_n"]
    ran = run(capsys, "score", str(table), "--as", "csat")
    assert (ran.status, ran.out) == (2, "")
    assert "--satisfied" in ran.err


def test_effort_where_low_is_good(capsys: Capsys, table: Path) -> None:
    told = scored(capsys, str(table), "--as", "ces", "--scale", "1-5", "--low-is-good")
    assert (told["exact"], told["beside"]["easy"]) == ("10/3", 1)


def test_marks_with_a_top_box(capsys: Capsys, table: Path) -> None:
    told = scored(capsys, str(table), "--as", "ratings", "--scale", "1-10", "--satisfied", "9,10")
    assert (told["beside"]["top box"], told["beside"]["median"]) == (0, 4)


def test_nobody_has_no_score(capsys: Capsys, tmp_path: Path) -> None:
    path = tmp_path / "none.csv"
    path.write_text("score,at\n", encoding="utf-8")
    told = scored(capsys, str(path), "--as", "nps", *MONTHS)
    assert (told["value"], told["reason"], told["periods"]) == (None, "no_responses", {})
    ran = run(capsys, "score", str(path), "--as", "nps", *MONTHS)
    assert ran.out.startswith("Net promoter score: none, for nobody answered\n")


def test_lines_of_json_and_columns_of_other_names(capsys: Capsys, tmp_path: Path) -> None:
    path = tmp_path / "answers.jsonl"
    rows = [{"rating": 9, "when": AT, "customer": "C-7"}, {"rating": None, "when": AT}]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    named = ["--columns", "score=rating", "--columns", "at=when", "--blank", "dismissed"]
    told = scored(capsys, str(path), "--as", "nps", *named)
    assert (told["n"], told["tally"]["dismissed"], told["unmapped"]) == (1, 1, [])


def test_rows_that_cannot_be_read_are_told_and_the_others_scored(
    capsys: Capsys, tmp_path: Path
) -> None:
    path, errors = tmp_path / "some.csv", tmp_path / "errors.jsonl"
    path.write_text(f"score,at,page\n9,{AT},/a\n8.5,{AT},/b\n,{AT},/c\n", encoding="utf-8")
    ran = run(capsys, "score", str(path), "--as", "nps", "--errors", str(errors))
    assert ran.status == 1
    assert "n = 1, of those who answered; fewer than 30, so take it with care" in ran.out
    assert "Not read: page" in ran.out
    told = [json.loads(line) for line in errors.read_text(encoding="utf-8").splitlines()]
    assert [one["path"] for one in told] == [
        'line 3, column "score"',
        'line 4, column "score"',
    ]


def test_a_file_named_json_gets_json(capsys: Capsys, table: Path, tmp_path: Path) -> None:
    out = tmp_path / "score.json"
    ran = run(capsys, "score", str(table), "--as", "nps", "--out", str(out))
    assert (ran.status, ran.out) == (0, "")
    assert json.loads(out.read_text(encoding="utf-8"))["as"] == "nps"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--as", "nps", "--scale", "1-10"], "say --as ratings"),
        (["--as", "nps", "--low-is-good"], "say --as ratings"),
        (["--as", "ratings"], "--as ratings needs --scale"),
        (["--as", "ratings", "--scale", "5"], "say its ends"),
        (["--as", "ratings", "--scale", "5-1"], "a scale has two points"),
        (["--as", "csat", "--satisfied", "3,4"], "--satisfied"),
        (["--as", "csat", "--satisfied", "best"], "no numbers such as 4,5"),
        (["--as", "nps", "--by", "month"], "--by needs --zone"),
        (["--as", "nps", "--zone", "UTC"], "--zone goes with --by"),
        (["--as", "nps", "--baseline", "3"], "--baseline goes with --by"),
        (["--as", "nps", "--satisfied", "9,10"], "--satisfied is for csat and ratings"),
        (["--as", "nps", "--by", "month", "--zone", "Berlin"], "--zone"),
        (["--as", "nps", "--columns", "rating"], "say FACT=COLUMN"),
        (["--as", "nps", "--columns", "mark=rating"], "--columns"),
        (["--as", "nps", "--columns", "score=rating"], "lacks the column 'rating'"),
        (["--as", "nps", "--confidence", "95"], "no number between 0 and 1"),
        (["--as", "nps", "--minimum", "0"], "no number from 1 on"),
        (["--as", "nps", "--delimiter", "||"], "one sign is needed"),
    ],
)
def test_what_cannot_be_is_said(capsys: Capsys, table: Path, options: list[str], says: str) -> None:
    ran = run(capsys, "score", str(table), *options)
    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err


def test_a_number_of_json_may_have_a_zero_fraction(tmp_path: Path, capsys: Capsys) -> None:
    lines = tmp_path / "answers.jsonl"
    lines.write_text(f'{{"score": 9.0, "at": "{AT}"}}\n{{"score": 3, "at": "{AT}"}}\n')
    assert scored(capsys, str(lines), "--as", "nps")["n"] == 2


def test_a_header_that_cannot_be_read_is_told_in_a_sentence(tmp_path: Path, capsys: Capsys) -> None:
    table = tmp_path / "answers.csv"
    table.write_text(f'"score,at\n9,{AT}\n')
    ran = run(capsys, "score", str(table), "--as", "nps")
    assert ran.status == 2
    assert "line 1 cannot be read" in ran.err


@pytest.mark.parametrize(
    ("baseline", "says"),
    [
        ("1", "Trend: no signal"),
        ("2", "Trend: nothing can be said yet, for no period came after them."),
        ("3", "Trend: nobody can say what is normal, for too few periods have answers."),
    ],
)
def test_a_trend_needs_periods_after_those_that_are_normal(
    baseline: str, says: str, tmp_path: Path, capsys: Capsys
) -> None:
    table = tmp_path / "answers.csv"
    days = ("2026-03-02", "2026-03-09", "2026-04-02", "2026-04-09")
    rows = (f"{9 - n % 2 * 6},{day}T10:15Z" for n, day in enumerate(days))
    table.write_text("\n".join(["score,at", *rows]), encoding="utf-8")
    asked = ("score", str(table), "--as", "nps", *MONTHS[:4], "--baseline", baseline)
    assert says in run(capsys, *asked).out
