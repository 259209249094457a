"""The installed command, in a process of its own."""

import json
import os
import signal
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.cli.asking import LISTENING, SAMPLES, WOO, lines_of, woo, written

# Each starts processes of its own, whose code other tests trace.
pytestmark = pytest.mark.no_cover

SCRIPT = Path(sysconfig.get_path("scripts")) / "postsales"
MODULE = [sys.executable, "-m", "postsales"]
ASSESS = ["assess", "postsales.samples:orders", *SAMPLES]
JSONL = ["--format", "jsonl", "--quiet"]


@pytest.fixture(params=["script", "module"])
def command(request: pytest.FixtureRequest) -> list[str]:
    """`postsales`, and `python -m postsales`."""
    if request.param == "module":
        return MODULE
    if not SCRIPT.exists():
        pytest.skip("the command is not installed beside this Python")
    return [str(SCRIPT)]


def test_the_command_answers(command: list[str]) -> None:
    done = subprocess.run([*command, *ASSESS], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("split-delivery  partly, 2 of 3 units\n")
    assert done.stderr == ""


def test_modules_of_the_current_directory_are_found(command: list[str], tmp_path: Path) -> None:
    (tmp_path / "mypolicy.py").write_text("from postsales.samples import terms as mine\n")
    asked = [*command, *ASSESS, "--terms", "mypolicy:mine"]
    done = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_mistake_is_status_2_and_one_line(command: list[str]) -> None:
    asked = [*command, "assess", "-", *WOO, "--zone", "Mars"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False, input="")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_documents_flow_through(command: list[str]) -> None:
    asked = [*command, "assess", "-", *WOO, *JSONL]
    told = lines_of(woo(1), "{", woo(3))
    done = subprocess.run(asked, capture_output=True, text=True, check=False, input=told)
    assert done.returncode == 1
    assert [json.loads(x)["order"] for x in done.stdout.splitlines()] == ["1", "3"]
    assert done.stderr.startswith("postsales: -, line 2: $ is no JSON")


@pytest.mark.parametrize(("count", "first"), [(400, "not a document"), (1, ""), (400, "")])
def test_a_reader_that_has_seen_enough_is_no_error(
    command: list[str], tmp_path: Path, count: int, first: str
) -> None:
    text = lines_of(first, *(woo(n) for n in range(1, count + 1)))
    path = written(tmp_path, "orders.jsonl", text)
    with subprocess.Popen(
        [*command, "assess", path, *WOO, *JSONL],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        told = process.stderr.read().decode()
    # What went wrong before stays wrong.
    assert process.returncode == (1 if first else 0)
    assert len(told.splitlines()) == process.returncode


def test_a_narrow_encoding_ends_nothing() -> None:
    told = lines_of(woo(1, line_items=[{**woo()["line_items"][0], "name": "Täßchen ✓"}]))
    done = subprocess.run(
        [*MODULE, "assess", "-", *WOO],
        capture_output=True,
        check=True,
        input=told.encode(),
        env={"PYTHONIOENCODING": "ascii", "PATH": ""},
    )
    assert b"7 T\\xe4\\xdfchen \\u2713" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_interrupted_by_the_keyboard() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", LISTENING, "assess", "-", *WOO, *JSONL],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Interrupted while it holds its lock, the measuring of coverage waits for itself for ever.
        env={k: v for k, v in os.environ.items() if not k.startswith("COVERAGE_")},
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        # More answers than a pipe's buffer holds back, so that the first of them is seen.
        process.stdin.write(lines_of(*(woo(n) for n in range(1, 40))).encode())
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == b""
    assert process.returncode == 130


def test_importing_the_command_loads_little() -> None:
    program = "import sys, postsales.cli; print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{program}"],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.split())
    assert loaded & {"attrs", "attr", "rich", "babel", "pendulum", "json", "decimal"} == set()
    assert [x for x in loaded if x.startswith("postsales.")] == ["postsales.cli"]
