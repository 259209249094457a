"""Colour and tables on a terminal, plain text elsewhere, and the same words on both."""

import builtins
import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from postsales.basics.decisions import Outcome
from postsales.cli.printable import printable
from postsales.cli.report import Block
from postsales.cli.screen import screen

BLOCK = Block(
    heading="[red]1001[/red]",
    says="partly, 1 of 2 units",
    story="One came back \x1b[2J.",
    outcome=Outcome.PARTLY,
    rows=(("tee [bold]", "2", "1", "1", "0", "2026-04-04", "final_sale 1"),),
    notes=(("refund", "EUR 16.67 = 16.67 (1 of tee [bold])"), ("hint", "leave_out")),
)
TOTAL = Block(heading="1 order", says="", story="", outcome=None, rows=(), notes=())


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wide terminal with colours, whatever runs the tests."""
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "200")


def shown(out: io.StringIO) -> str:
    show = screen(out)
    show(BLOCK)
    show(TOTAL)
    return out.getvalue()


def words(text: str) -> list[str]:
    return re.sub(r"\x1b\[[0-9;]*m", "", text).split()


def test_a_file_gets_plain_text() -> None:
    assert shown(io.StringIO()).splitlines() == [
        "[red]1001[/red]  partly, 1 of 2 units",
        "  One came back \\x1b[2J.",
        "  line        asked  allowed  refused  referred  until       because",
        "  tee [bold]      2        1        1         0  2026-04-04  final_sale 1",
        "  refund  EUR 16.67 = 16.67 (1 of tee [bold])",
        "  hint    leave_out",
        "",
        "1 order  ",
        "",
    ]


def test_a_terminal_gets_colour_and_the_same_words() -> None:
    pytest.importorskip("rich")
    coloured = shown(Terminal())
    assert "\x1b[1;33mpartly" in coloured
    assert "\x1b[2J" not in coloured
    assert words(coloured) == words(shown(io.StringIO()))


def test_a_terminal_without_colour_gets_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert shown(Terminal()) == shown(io.StringIO())


def test_a_terminal_without_rich_gets_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without_rich(
        name: str,
        globals: Mapping[str, Any] | None = None,
        locals: Mapping[str, Any] | None = None,
        fromlist: Sequence[str] = (),
        level: int = 0,
    ) -> Any:
        if name.startswith("rich"):
            raise ImportError(name)
        return real(name, globals, locals, fromlist, level)

    monkeypatch.setattr(builtins, "__import__", without_rich)
    assert shown(Terminal()) == shown(io.StringIO())


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        pytest.param("plain", "plain", id="plain text stays"),
        pytest.param("Größe 42 ✓", "Größe 42 ✓", id="letters of all kinds stay"),
        pytest.param("a\r\nb\tc", "a\\r\\nb\\tc", id="one line stays one line"),
        pytest.param("\x1b]0;x\x07", "\\x1b]0;x\\x07", id="no command for the terminal"),
        pytest.param("\u202egnp.exe", "\\u202egnp.exe", id="nothing runs backwards"),
        pytest.param("\ud800", "\\ud800", id="half a letter"),
        pytest.param("x" * 200, "x" * 200, id="as long as allowed"),
        pytest.param("x" * 201, "x" * 197 + "...", id="one too long"),
        pytest.param("\n" * 500, "\\n" * 98 + "\\...", id="long once it is readable"),
    ],
)
def test_printable(text: str, safe: str) -> None:
    assert printable(text) == safe
