"""How far a run is: on a terminal, on one line, and nowhere else."""

import io
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from postsales.cli import main, progress
from postsales.cli.meters import Meter
from postsales.cli.progress import Progress, progress_of
from tests.cli.asking import WOO, lines_of, woo, written


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


class Clock:
    """A second goes by whenever somebody looks."""

    now = 0.0

    def __call__(self) -> float:
        self.now += 1.0
        return self.now


@pytest.fixture
def told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    """What a terminal is shown while three documents are answered into a file."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "monotonic", Clock())
    monkeypatch.setenv("NO_COLOR", "1")
    path = written(tmp_path, "orders.jsonl", lines_of(woo(1), "{", woo(3)))
    out = str(tmp_path / "out.jsonl")
    assert main(["assess", path, *WOO, "--out", out]) == 1
    return terminal


def test_a_terminal_is_shown_rows_their_speed_and_the_share(told: Terminal) -> None:
    assert "\r1 rows, 1 rows/s, " in told.getvalue()
    assert "\r3 rows, 1 rows/s, 100 % of 0.0 MB" in told.getvalue()


def test_the_line_is_wiped_before_anything_else_is_told(told: Terminal) -> None:
    shown = screen_of(told.getvalue())
    assert not any("rows/s" in x for x in shown)
    assert shown[0].startswith("postsales: ")
    assert shown[1].startswith("2 orders  asked at ")


def screen_of(text: str) -> list[str]:
    """What stands on the lines of a terminal, where a return goes back to their start."""
    shown: list[str] = []
    for line in text.split("\n"):
        cells = ""
        for part in line.split("\r"):
            cells = part + cells[len(part) :]
        shown.append(cells.rstrip())
    return shown


@pytest.mark.parametrize(
    ("out", "err", "quiet"),
    [
        pytest.param(io.StringIO(), io.StringIO(), False, id="a log"),
        pytest.param(Terminal(), Terminal(), False, id="a terminal where answers scroll by"),
        pytest.param(io.StringIO(), Terminal(), True, id="who asked for quiet"),
        pytest.param(io.StringIO(), None, False, id="nobody"),
    ],
)
def test_nobody_else_is_shown_any(
    monkeypatch: pytest.MonkeyPatch, out: io.StringIO, err: io.StringIO | None, quiet: bool
) -> None:
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setattr(progress, "monotonic", Clock())
    shown = progress_of(Meter(), out, Namespace(quiet=quiet))
    with shown:
        for _ in range(5):
            shown.row()
    assert err is None or err.getvalue() == ""


def test_a_short_run_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    shown = progress_of(Meter(), io.StringIO(), Namespace(quiet=False))
    with shown:
        shown.row()
    assert terminal.getvalue() == ""


@pytest.mark.parametrize(
    ("total", "read", "says"),
    [
        pytest.param(None, 0, "4 rows, 2 rows/s", id="a stream has no share"),
        pytest.param(0, 0, "4 rows, 2 rows/s", id="nothing has no share"),
        pytest.param(3_000_000, 0, "4 rows, 2 rows/s, 0 % of 3.0 MB", id="at the start"),
        pytest.param(3_000_000, 2_999_999, "4 rows, 2 rows/s, 99 % of 3.0 MB", id="nearly all"),
        pytest.param(3_000_000, 3_000_000, "4 rows, 2 rows/s, 100 % of 3.0 MB", id="all"),
    ],
)
def test_the_share_is_that_of_the_bytes(total: int | None, read: int, says: str) -> None:
    meter = Meter(total, 0, read)
    assert Progress(None, meter, 0.0, 0.0, 4).says(2.0) == says


def test_the_meter_follows_several_files(tmp_path: Path) -> None:
    paths = [written(tmp_path, name, "x" * 10) for name in ("a", "b")]
    meter = Meter()
    meter.expect(paths)
    assert meter.total == 20
    for path in paths:
        with meter.opened(path) as stream:
            stream.read(5)
            meter.follow(stream)
    assert meter.read == 10
    meter.expect([*paths, "-"])
    assert meter.total is None
