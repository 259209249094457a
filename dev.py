"""The developer's interface: one command for each thing one does with this repository.

    python3 dev.py demo       the shipped sample orders, assessed and explained
    python3 dev.py test       every check and the whole suite, as before a change lands
    python3 dev.py pytest …   only pytest, with the arguments given
    python3 dev.py format     let ruff format and mend what it can
    python3 dev.py docs       build the documentation into build/docs
    python3 dev.py bench      the benchmarks, as ratios; --quick for a first look
    python3 dev.py mutants    mutation testing of the code that decides; about an hour
    python3 dev.py surface    write down the public surface after a change that was meant
    python3 dev.py words      gather the sentences for translators and compile what they wrote
    python3 dev.py options    write the tables of merchants' options after a change of them
    python3 dev.py schemas    write the JSON Schema of documents after a change of what they hold

Needs nothing but Python 3.11 or newer. The tools are installed into `.venv` beside this file, again
whenever pyproject.toml has changed; `--here` uses the running interpreter as it is instead.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "postsales-installed.json"
OLDEST = (3, 11)

# What `demo` passes to the command line `postsales`.
DEMO = [
    "assess",
    "postsales.samples:orders",
    "--from=python",
    "--terms=postsales.samples:terms",
    "--refund-terms=postsales.samples:refund_terms",
    "--request=postsales.samples:requests",
    "--titles=postsales.samples:titles",
    "--at=2026-04-02T12:00+02:00",
]

# Engines for `bench` that have to be built; where that fails, the benchmarks list them as not run.
BUILT = ["durable_rules", "experta"]

SPHINX = ["sphinx-build", "-W", "--keep-going", "-q", "-E", "-b"]
# Two at a time, the longest first. Of the docs all is read, every reference followed, and no page
# is drawn.
CHECKS = [
    [*SPHINX, "dummy", "docs", "build/read"],
    ["ruff", "check", "."],
    ["ruff", "format", "--check", "."],
    ["mypy"],
    ["pyright", "--warnings"],
    ["pyright", "--verifytypes", "postsales", "--ignoreexternal"],
    ["towncrier", "build", "--draft", "--version", "next"],
]
# One file stays with one worker: the examples of a document share their names and run in order.
PYTEST = ["pytest", "-n", "2", "--dist", "loadfile", "--cov", "--cov-report=term"]


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line asks and give the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--here", action="store_true", help="use the running interpreter as it is")
    parser.add_argument("command", choices=sorted(COMMANDS))
    asked, rest = parser.parse_known_args(arguments)
    if rest and asked.command not in ("pytest", "bench", "mutants"):
        parser.error(f"{asked.command} takes no arguments, not {shlex.join(rest)}")
    extra, command = COMMANDS[asked.command]
    tools = Tools(Path(sys.executable).parent) if asked.here else Tools(environment(extra))
    return command(tools, rest)


class Tools:
    """The programs of one virtual environment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, command: list[str]) -> bool:
        """Run one program from the root of the repository and tell whether it succeeded."""
        print(f"\n$ {shlex.join(command)}", flush=True)
        return self._ran(command).returncode == 0

    def passes(self, command: list[str]) -> bool:
        """The same, beside others: what it says is printed in one piece once it is over."""
        done = self._ran(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        print(f"\n$ {shlex.join(command)}\n{done.stdout}", end="", flush=True)
        return done.returncode == 0

    def _ran(self, command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.folder / command[0], *command[1:]],
            cwd=ROOT,
            check=False,
            stdin=subprocess.DEVNULL,
            env=self._environment(),
            **options,
        )

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "VIRTUAL_ENV": str(self.folder.parent),
            "PATH": os.pathsep.join([str(self.folder), os.environ.get("PATH", "")]),
            # pyright would ask the network whether there is a newer one.
            "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1",
        }


def test(tools: Tools, _: list[str]) -> int:
    """Run every check, then the suite, so that its closing line is the last."""
    with ThreadPoolExecutor(max_workers=2) as both:
        passed = [*both.map(tools.passes, CHECKS)]
    failed = [shlex.join(x) for x, held in zip(CHECKS, passed, strict=True) if not held]
    if failed:
        print("\nfailed before the suite:", *failed, sep="\n  ")
    is_green = tools.run(PYTEST)
    if failed:
        print("\nfailed before the suite:", *failed, sep="\n  ")
    return 0 if is_green and not failed else 1


def suite(tools: Tools, arguments: list[str]) -> int:
    """Run pytest alone."""
    return 0 if tools.run(["pytest", *arguments]) else 1


def demo(tools: Tools, _: list[str]) -> int:
    """Run the command line on the sample orders."""
    return 0 if tools.run(["postsales", *DEMO]) else 1


def docs(tools: Tools, _: list[str]) -> int:
    """Build the documentation."""
    return 0 if tools.run([*SPHINX, "html", "docs", "build/docs"]) else 1


def bench(tools: Tools, arguments: list[str]) -> int:
    """Run the benchmarks."""
    return 0 if tools.run(["python", "-m", "benchmarks", *arguments]) else 1


def mutants(tools: Tools, arguments: list[str]) -> int:
    """Change the code place by place, and see whether a test notices."""
    return 0 if tools.run(["python", "-m", "tests.mutation", *arguments]) else 1


def tidy(tools: Tools, _: list[str]) -> int:
    """Let ruff mend and format."""
    mended = tools.run(["ruff", "check", "--fix-only", "."])
    return 0 if tools.run(["ruff", "format", "."]) and mended else 1


def surface(tools: Tools, _: list[str]) -> int:
    """Write tests/architecture/surface.txt anew."""
    return 0 if tools.run(["python", "-m", "tests.architecture.surface"]) else 1


def words(tools: Tools, _: list[str]) -> int:
    """Bring the catalogues of src/postsales/explain/locale up to date, and compile them."""
    return 0 if tools.run(["python", "-m", "tests.explain.words"]) else 1


def options(tools: Tools, _: list[str]) -> int:
    """Write the tables of docs/reference/terms.md anew."""
    return 0 if tools.run(["python", "-m", "tests.terms.table"]) else 1


def schemas(tools: Tools, _: list[str]) -> int:
    """Write the files of src/postsales/wire/schemas anew."""
    return 0 if tools.run(["python", "-m", "tests.wire.schemas"]) else 1


def environment(extra: str) -> Path:
    """The folder of programs of `.venv`, made and filled first where needed."""
    programs = VENV / ("Scripts" if os.name == "nt" else "bin")
    installed = _installed()
    if extra not in installed:
        _make(programs)
        wanted = sorted({extra, *installed})
        print(f"installing postsales[{','.join(wanted)}] into {VENV.name}", flush=True)
        pip = [str(programs / "python"), "-m", "pip", "install", "-qq", "--no-input"]
        target = ["--editable", f".[{','.join(wanted)}]"]
        done = subprocess.run([*pip, *target], cwd=ROOT, check=False, stdin=subprocess.DEVNULL)
        if done.returncode:
            sys.exit("pip could not install the tools: its own message stands above")
        if extra == "bench":
            for package in BUILT:
                subprocess.run([*pip, package], cwd=ROOT, check=False, stdin=subprocess.DEVNULL)
        STAMP.write_text(json.dumps({"extras": wanted, "pyproject": _digest()}), encoding="utf-8")
    return programs


def _make(programs: Path) -> None:
    if (programs / "python").exists() or (programs / "python.exe").exists():
        return
    if sys.version_info < OLDEST:
        here = ".".join(map(str, sys.version_info[:3]))
        sys.exit(f"this is Python {here}, and postsales needs 3.11: run dev.py with a newer one")
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        sys.exit(
            "this Python cannot make virtual environments (the modules venv and ensurepip are "
            "missing): install them, on Debian and Ubuntu with the package python3-venv"
        )
    subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)


def _installed() -> set[str]:
    """The extras in `.venv`; none when it was filled from another pyproject.toml."""
    try:
        found = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    if found.get("pyproject") != _digest():
        return set()
    extras = set(found["extras"])
    return extras | {"cli"} if "dev" in extras else extras


def _digest() -> str:
    return hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()


COMMANDS = {
    "test": ("dev", test),
    "pytest": ("dev", suite),
    "demo": ("cli", demo),
    "docs": ("dev", docs),
    "bench": ("bench", bench),
    "mutants": ("mutation", mutants),
    "format": ("dev", tidy),
    "surface": ("dev", surface),
    "words": ("dev", words),
    "options": ("dev", options),
    "schemas": ("dev", schemas),
}

if __name__ == "__main__":
    sys.exit(main())
