"""A command whose streams are closed or full: its answers stay answers, and its status says it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.asking import WOO, lines_of, woo, written

_RUN = "import sys; from postsales.cli import main; sys.exit(main(sys.argv[1:]))"


def ran(redirected: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command below a shell that closes or redirects some of its streams."""
    shell = ["/bin/sh", "-c", f'"$@" {redirected}', "sh"]
    command = [sys.executable, "-c", _RUN, "assess", *arguments]
    return subprocess.run(
        [*shell, *command], capture_output=True, text=True, check=False, timeout=60
    )


@pytest.fixture
def path(tmp_path: Path) -> str:
    """An order, something that is none, and an order."""
    return written(tmp_path, "orders.jsonl", lines_of(woo(1), "{", woo(2)))


pytestmark = pytest.mark.skipif(not Path("/bin/sh").exists(), reason="no shell closes streams here")


def test_without_a_standard_error_no_sentence_stands_among_the_answers(path: str) -> None:
    found = ran("2>&-", path, *WOO, "--format", "records")
    assert found.returncode == 1
    assert [line[:1] for line in found.stdout.splitlines()] == ["{", "{"]


def test_without_a_standard_output_a_file_has_to_be_named(path: str) -> None:
    found = ran(">&-", path, *WOO)
    assert found.returncode == 2
    assert found.stderr == ("postsales: the standard output is closed: name a file with --out\n")


def test_without_a_standard_output_a_file_gets_the_answers(path: str, tmp_path: Path) -> None:
    out = tmp_path / "answers.jsonl"
    assert ran(">&-", path, *WOO, "--out", str(out)).returncode == 1
    assert len(out.read_text().splitlines()) == 2


def test_without_a_standard_input_there_is_nothing_to_read() -> None:
    found = ran("<&-", "-", *WOO)
    assert found.returncode == 2
    assert found.stderr == (
        "postsales: the source - cannot be read: the standard input is closed\n"
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
def test_a_summary_that_finds_no_room_leaves_the_status_to_the_answers(tmp_path: Path) -> None:
    path = written(tmp_path, "fine.jsonl", lines_of(woo(1)))
    out = tmp_path / "answers.jsonl"
    assert ran("2>/dev/full", path, *WOO, "--out", str(out)).returncode == 0
    assert len(out.read_text().splitlines()) == 1


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_reader_that_goes_away_has_seen_enough(tmp_path: Path, jobs: str) -> None:
    many = (woo(n) for n in range(2, 1000))
    path = written(tmp_path, "orders.jsonl", lines_of(woo(1), "{", *many, "{"))
    errors = tmp_path / "errors.jsonl"
    asked = [path, *WOO, "--format", "jsonl", "--jobs", jobs, "--errors", str(errors)]
    command = [sys.executable, "-c", _RUN, "assess", *asked]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline().startswith(b'{"order": "1"')
        process.stdout.close()
        assert process.wait(60) == 1
    assert [json.loads(x)["line"] for x in errors.read_text().splitlines()] == [2]


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="streams have no names here")
class TestStreamsThatAreNamed:
    """A file that a shell has opened keeps what it had, and gets the rest."""

    def test_answers(self, path: str, tmp_path: Path) -> None:
        out = tmp_path / "out"
        out.write_text("of yesterday\n")
        asked = [path, *WOO, "--format", "jsonl", "--out", "/dev/stdout"]
        assert ran(f">> {out}", *asked).returncode == 1
        first, *rest = out.read_text().splitlines()
        assert (first, len(rest)) == ("of yesterday", 2)
        assert {x.name for x in tmp_path.iterdir()} == {"out", "orders.jsonl"}

    def test_problems(self, path: str, tmp_path: Path) -> None:
        log = tmp_path / "log"
        log.write_text("of yesterday\n")
        asked = [path, *WOO, "--quiet", "--errors", "/dev/stderr"]
        assert ran(f"2>> {log}", *asked).returncode == 1
        first, *rest = log.read_text().splitlines()
        assert (first, len(rest)) == ("of yesterday", 1)

    def test_the_same_file_under_its_own_name(self, path: str, tmp_path: Path) -> None:
        out = tmp_path / "out"
        asked = [path, *WOO, "--format", "jsonl", "--out", str(out)]
        assert ran(f"> {out}", *asked).returncode == 1
        assert len(out.read_text().splitlines()) == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
def test_a_standard_output_that_is_full_is_named(path: str) -> None:
    found = ran(">/dev/full", path, *WOO)
    told = "postsales: the standard output cannot be written: No space left on device"
    assert (found.returncode, found.stderr.splitlines()[-1]) == (3, told)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
def test_a_standard_error_that_is_full_ends_the_run_and_the_status_says_so(path: str) -> None:
    assert ran("2>/dev/full", path, *WOO).returncode == 3


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="no file is the standard output here")
@pytest.mark.parametrize("name", ["/dev/stdout", "itself"])
def test_a_file_that_the_standard_output_goes_on_with_keeps_what_it_had(
    path: str, tmp_path: Path, name: str
) -> None:
    log = tmp_path / "log"
    log.write_text("of yesterday\n")
    out = str(log) if name == "itself" else name
    found = ran(f">> {log}", path, *WOO, "--format", "records", "--out", out)
    assert found.returncode == 1
    first, *records = log.read_text().splitlines()
    assert first == "of yesterday"
    assert [line[:1] for line in records] == ["{", "{"]
    assert [x.name for x in tmp_path.iterdir() if x.name.endswith(".part")] == []


@pytest.mark.skipif(not Path("/dev/stderr").exists(), reason="no file is the standard error here")
def test_a_log_of_problems_keeps_what_it_had(path: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("of yesterday\n")
    ran(f"2>> {log}", path, *WOO, "--format", "records", "--errors", "/dev/stderr", "--quiet")
    first, problem = log.read_text().splitlines()
    assert first == "of yesterday"
    assert problem.startswith('{"source": ')
