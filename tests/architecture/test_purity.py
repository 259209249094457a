"""The same call with the same arguments gives the same answer for ever.

So nothing reads a clock, the environment, a locale, a random number, a file or a network, but the
command line, which is there to read files; and each third party is met in one place.
"""

import ast
import sys
from collections.abc import Iterator

import pytest

from tests.architecture.source import Module, each, imports, parse

COMMAND = {"postsales.cli", "postsales.__main__"}
# What only tests load: one watches what a policy reads, one knows until when a failure is excused.
WATCHERS = {"postsales.testing.laws._watched", "postsales.testing.plugin"}
# Sees our modules as they are imported, so that hypothesis can draw what is in them.
HOOK = {"postsales.testing.hook"}

IMPURE_MODULES = {
    "asyncio", "ctypes", "fileinput", "getpass", "glob", "http", "locale", "logging",
    "multiprocessing", "os", "pathlib", "platform", "random", "secrets", "select", "shutil",
    "signal", "site", "socket", "sqlite3", "ssl", "subprocess", "sys", "tempfile", "threading",
    "time", "urllib", "uuid",
}  # fmt: skip
IMPURE_CALLS = {"open", "input", "print", "exec", "eval", "compile", "breakpoint"}
CLOCK_METHODS = {"now", "today", "utcnow", "tomorrow", "yesterday", "local_timezone", "localtime"}

# Each third party, and the only modules that may meet it (a name stands for all below it).
THIRD_PARTIES = {
    "attrs": ("postsales",),
    "pendulum": ("postsales.basics.moments",),
    "babel": ("postsales.explain",),
    "rich": ("postsales.cli",),
    "cattrs": ("postsales.wire",),
    "tomli_w": ("postsales.wire.toml",),
    "icalendar": ("postsales.wire._calendars",),
    "numpy": ("postsales.bulk",),
    "pyarrow": ("postsales.bulk._arrow", "postsales.bulk._arrow_in", "postsales.bulk._arrow_words"),
    "hypothesis": ("postsales.testing",),
    "pytest": ("postsales.testing",),
}


def impurities(module: Module) -> list[str]:
    """What in this module could make two equal calls differ."""
    if module.name in COMMAND | WATCHERS | HOOK or module.name.startswith("postsales.cli."):
        return []
    return [*_impure_imports(module), *_impure_expressions(module)]


def _impure_imports(module: Module) -> Iterator[str]:
    for wish in imports(module):
        if wish.top in IMPURE_MODULES:
            yield f"line {wish.line}: imports {wish.target}"


def _impure_expressions(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr in CLOCK_METHODS:
            yield f"line {node.lineno}: reads .{node.attr}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            name = node.func.id
            if name in IMPURE_CALLS:
                yield f"line {node.lineno}: calls {name}()"


def strangers(module: Module) -> list[str]:
    """The third parties that this module imports and must not; a type alone is no meeting."""
    found: list[str] = []
    for wish in imports(module, at_run_time=True):
        if wish.top == "postsales" or wish.top in sys.stdlib_module_names:
            continue
        homes = THIRD_PARTIES.get(wish.top, ())
        if not any(module.name == home or module.name.startswith(f"{home}.") for home in homes):
            found.append(f"line {wish.line}: imports {wish.target}")
    return found


def test_nothing_reads_the_world() -> None:
    assert each(impurities) == []


def test_third_parties_are_met_in_one_place() -> None:
    assert each(strangers) == []


@pytest.mark.parametrize(
    "text",
    [
        "import time",
        "from os import environ",
        "def f():\n    import random",
        "import datetime\nx = datetime.datetime.now",
        "from datetime import date\ndef f():\n    return date.today()",
        "x = open('orders.json')",
        "from pathlib import Path",
        "import urllib.request",
        "print('hello')",
    ],
)
def test_a_read_of_the_world_is_seen(text: str) -> None:
    assert len(impurities(parse("postsales.returns.rules", text))) == 1
    assert impurities(parse("postsales.cli", text)) == []
    assert impurities(parse("postsales.cli.documents", text)) == []
    assert len(impurities(parse("postsales.client", text))) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("postsales.basics.money", "import pendulum"),
        ("postsales.returns.messages", "from babel.numbers import format_currency"),
        ("postsales.explain.words", "def f():\n    import pendulum"),
        ("postsales.orders.order", "import hypothesis"),
        ("postsales.basics.money", "import numpy"),
    ],
)
def test_a_third_party_out_of_place_is_seen(name: str, text: str) -> None:
    assert len(strangers(parse(name, text))) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("postsales.basics.money", "from attrs import frozen"),
        ("postsales.basics.moments", "def f():\n    import pendulum"),
        ("postsales.explain.words", "import babel.numbers"),
        ("postsales.basics.windows", "if TYPE_CHECKING:\n    from pendulum import DateTime"),
    ],
)
def test_a_third_party_in_its_place_is_fine(name: str, text: str) -> None:
    assert strangers(parse(name, text)) == []
