"""What the reference says of columns and keys is what is written."""

import pytest

from postsales.cli import main
from postsales.cli.answers import Bad
from postsales.cli.histories import SUBJECT
from postsales.cli.plan_rows import DUE as DUE_COLUMNS
from postsales.cli.plan_rows import STATUS
from postsales.cli.rows import bad_row
from postsales.cli.tables import ITEMS, QUOTES
from tests.architecture.source import ROOT
from tests.cli.asking import SAMPLES, run
from tests.cli.planning import DUE, SIMULATE

PAGE = (ROOT / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
ORDER = "postsales.samples.yen:order"


def named(heading: str) -> list[str]:
    """The first cells of the table below a heading."""
    part = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    cells = [x.split("|")[1].strip() for x in part.splitlines() if x.startswith("|")]
    return [x.strip("`") for x in cells[2:]]


def test_columns_of_tables() -> None:
    assert named("`assess --format csv`") == [*ITEMS.columns]
    assert named("`quote --format csv`") == [*QUOTES.columns]
    assert named("`due --format csv`") == [*DUE_COLUMNS]
    assert named("`due --status --format csv`") == [*STATUS]


@pytest.mark.parametrize("command", ["assess", "quote"])
def test_keys_of_rows(capsys: pytest.CaptureFixture[str], command: str) -> None:
    (row,) = run(capsys, command, ORDER, *SAMPLES, "--format", "jsonl").rows
    assert named(f"`{command} --format jsonl`") == [*row]


def test_keys_of_rows_of_plans(capsys: pytest.CaptureFixture[str]) -> None:
    jsonl = ["--quiet", "--format", "jsonl"]
    row = run(capsys, *DUE, *jsonl).rows[0]
    assert [*row] == [*DUE_COLUMNS, *named("`due --format jsonl`")]
    assert [*run(capsys, *DUE, "--status", *jsonl).rows[0]] == [*STATUS]
    row = run(capsys, *SIMULATE, *jsonl).rows[0]
    assert named("`simulate --format jsonl`") == [*row]


def test_keys_of_problems() -> None:
    assert named("`--errors`") == [*bad_row(Bad("a", 1, "$", "is none"))]
    of_history = bad_row(Bad("a", 1, "$", "is none", None, SUBJECT))
    assert [*of_history] == ["source", "line", "subject", "path", "says"]


@pytest.mark.parametrize(
    "command",
    [
        ["assess"],
        ["quote"],
        ["explain"],
        ["due"],
        ["simulate"],
        ["plan"],
        ["plan", "show"],
        ["terms"],
        ["terms", "show"],
        ["terms", "lint"],
        ["terms", "diff"],
        ["terms", "export"],
    ],
    ids=" ".join,
)
def test_help_has_an_example_and_the_statuses(
    capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main([*command, "--help"])
    told = capsys.readouterr().out
    assert caught.value.code == 0
    assert "example" in told or command in (["plan"], ["terms"])
    assert "exit status: 0 " in told
    assert "3 the run broke off" in " ".join(told.split())


def test_the_how_to_names_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs" / "how-to" / "run-the-command-line.md").read_text(encoding="utf-8")
    for command in ("assess", "quote", "explain", "due", "simulate"):
        with pytest.raises(SystemExit):
            main([command, "--help"])
        told = capsys.readouterr().out.split()
        options = {x.strip("[],;.") for x in told if x.strip("[],;.").startswith("--")}
        assert {x for x in options - {"--help"} if x not in page} == set()
