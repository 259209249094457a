"""What has its name is whole: nothing that ends a run leaves half a result."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from postsales.cli import main
from tests.cli.asking import LISTENING, WOO, lines_of, run, woo, written

Capsys = pytest.CaptureFixture[str]
JSONL = [*WOO, "--format", "jsonl", "--quiet"]
MODULE = [sys.executable, "-m", "postsales", "assess"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def there(folder: Path) -> set[str]:
    return {x.name for x in folder.iterdir()}


def orders(count: int) -> str:
    return lines_of(*(woo(n) for n in range(1, count + 1)))


class TestAtTheEnd:
    """An output gets its name when the run is over, and keeps what people gave it."""

    def test_only_the_names_that_were_asked_for_are_left(
        self, capsys: Capsys, folder: Path
    ) -> None:
        written(folder, "in.jsonl", lines_of(woo(1), "{"))
        ran = run(capsys, "assess", "in.jsonl", *JSONL, "--out", "out", "--errors", "errors")
        assert ran.status == 1
        assert there(folder) == {"in.jsonl", "out", "errors"}

    def test_without_a_problem_the_file_of_problems_is_empty(
        self, capsys: Capsys, folder: Path
    ) -> None:
        written(folder, "in.jsonl", orders(1))
        written(folder, "errors", "of yesterday")
        run(capsys, "assess", "in.jsonl", *JSONL, "--out", "out", "--errors", "errors")
        assert Path("errors").read_text() == ""

    def test_a_leftover_is_written_anew(self, capsys: Capsys, folder: Path) -> None:
        written(folder, "in.jsonl", orders(1))
        written(folder, "out.part", "x" * 100_000)
        run(capsys, "assess", "in.jsonl", *JSONL, "--out", "out")
        assert there(folder) == {"in.jsonl", "out"}
        assert len(Path("out").read_text().splitlines()) == 1

    @pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
    def test_a_leftover_that_is_a_link_leads_nowhere(self, capsys: Capsys, folder: Path) -> None:
        written(folder, "in.jsonl", orders(1))
        written(folder, "precious", "kept")
        Path("out.part").symlink_to("precious")
        run(capsys, "assess", "in.jsonl", *JSONL, "--out", "out")
        assert Path("precious").read_text() == "kept"

    @pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
    def test_a_link_stays_one_and_the_file_behind_it_is_written(
        self, capsys: Capsys, folder: Path
    ) -> None:
        written(folder, "in.jsonl", orders(1))
        written(folder, "behind", "of yesterday")
        Path("out").symlink_to("behind")
        run(capsys, "assess", "in.jsonl", *JSONL, "--out", "out")
        assert Path("out").is_symlink()
        assert Path("behind").read_text().startswith('{"order": "1"')

    @pytest.mark.skipif(sys.platform == "win32", reason="rights are others there")
    def test_the_rights_of_an_older_result_stay(self, capsys: Capsys, folder: Path) -> None:
        written(folder, "in.jsonl", orders(1))
        written(folder, "out", "of yesterday")
        Path("out").chmod(0o640)
        run(capsys, "assess", "in.jsonl", *JSONL, "--out", "out")
        assert Path("out").stat().st_mode & 0o777 == 0o640

    @pytest.mark.skipif(sys.platform == "win32", reason="rights are others there")
    def test_while_it_grows_it_is_as_private_as_an_older_result(
        self, capsys: Capsys, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        written(folder, "in.jsonl", orders(1))
        written(folder, "out", "of yesterday")
        Path("out").chmod(0o600)
        seen: list[int] = []
        monkeypatch.setattr(
            os, "fsync", lambda descriptor: seen.append(os.fstat(descriptor).st_mode & 0o777)
        )
        run(capsys, "assess", "in.jsonl", *JSONL, "--out", "out")
        assert seen[0] == 0o600

    def test_a_folder_where_it_would_grow_is_named(self, capsys: Capsys, folder: Path) -> None:
        written(folder, "in.jsonl", orders(1))
        Path("out.part").mkdir()
        ran = run(capsys, "assess", "in.jsonl", *JSONL, "--out", "out")
        assert ran.status == 2
        assert "--out is 'out': 'out.part' beside it cannot be written: " in ran.err

    @pytest.mark.parametrize(
        "arguments",
        [
            pytest.param(["in.jsonl", "--out", "out", "--errors", "out.part"], id="of another"),
            pytest.param(["in.jsonl", "--out", "out.part", "--errors", "out"], id="before it"),
            pytest.param(["in.part", "--out", "in"], id="of what is read"),
        ],
    )
    def test_what_an_output_grows_in_is_used_for_nothing_else(
        self, capsys: Capsys, folder: Path, arguments: list[str]
    ) -> None:
        written(folder, "in.jsonl", orders(1))
        written(folder, "in.part", orders(1))
        ran = run(capsys, "assess", *arguments, *JSONL)
        assert ran.status == 2
        assert "it is used already" in ran.err
        assert there(folder) == {"in.jsonl", "in.part"}

    def test_another_run_at_the_same_file_is_no_result(
        self, capsys: Capsys, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        written(folder, "in.jsonl", orders(1))
        fsync = os.fsync

        def overtaken(descriptor: int) -> None:
            Path("out.part").unlink()
            Path("out.part").write_text("of the other run")
            fsync(descriptor)

        monkeypatch.setattr(os, "fsync", overtaken)
        ran = run(capsys, "assess", "in.jsonl", *JSONL, "--out", "out")
        assert ran.status == 3
        assert ran.err.endswith("out' is written by another run, too\n")
        assert there(folder) == {"in.jsonl", "out.part"}

    @pytest.mark.skipif(not Path("/bin/sh").exists(), reason="no shell makes pipes here")
    def test_a_pipe_is_written_as_it_goes(self, folder: Path) -> None:
        os.mkfifo("pipe")
        command = [*MODULE, "-", *JSONL, "--out", "pipe"]
        with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
            assert process.stdin
            process.stdin.write(orders(3).encode())
            process.stdin.close()
            assert len(Path("pipe").read_text().splitlines()) == 3
        assert process.returncode == 0
        assert there(folder) == {"pipe"}

    def test_an_explanation_is_whole_too(self, capsys: Capsys, folder: Path) -> None:
        written(folder, "in.jsonl", orders(2))
        asked = ["explain", "in.jsonl", *WOO, "--order", "2", "--out", "out"]
        assert run(capsys, *asked).status == 0
        assert there(folder) == {"in.jsonl", "out"}

    def test_without_an_order_to_explain_the_problems_are_told_all_the_same(
        self, capsys: Capsys, folder: Path
    ) -> None:
        written(folder, "in.jsonl", lines_of(woo(1), "{"))
        asked = ["explain", "in.jsonl", *WOO, "--order", "2", "--out", "out", "--errors", "errors"]
        assert run(capsys, *asked).status == 2
        assert there(folder) == {"in.jsonl", "errors"}
        assert len(Path("errors").read_text().splitlines()) == 1


FILES = ["--out", "out", "--errors", "errors"]


@pytest.fixture
def started() -> Iterator[subprocess.Popen[bytes]]:
    """A run in the midst of its stream: some orders came in, and more would come."""
    Path("out").write_text("of yesterday")
    with subprocess.Popen(
        [sys.executable, "-c", LISTENING, "assess", "-", *JSONL, *FILES],
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={k: v for k, v in os.environ.items() if not k.startswith("COVERAGE_")},
    ) as process:
        assert process.stdin
        # More than pipes and buffers hold, so that some of it is written by now.
        process.stdin.write(lines_of(woo(0), "{", *(woo(n) for n in range(1, 300))).encode())
        process.stdin.flush()
        while not Path("out.part").exists() or not Path("out.part").stat().st_size:
            assert process.poll() is None
        yield process
        process.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
class TestInTheMidst:
    """Whatever ends a run, the older result stays, and no other stands in its place."""

    def test_killed(self, started: subprocess.Popen[bytes], folder: Path, capsys: Capsys) -> None:
        started.send_signal(signal.SIGKILL)
        assert started.wait(60) == -signal.SIGKILL
        assert Path("out").read_text() == "of yesterday"
        assert there(folder) == {"out", "out.part", "errors.part"}
        written(folder, "in.jsonl", orders(2))
        run(capsys, "assess", "in.jsonl", *JSONL, "--out", "out", "--errors", "errors")
        assert there(folder) == {"out", "errors", "in.jsonl"}
        assert len(Path("out").read_text().splitlines()) == 2

    def test_interrupted(self, started: subprocess.Popen[bytes], folder: Path) -> None:
        started.send_signal(signal.SIGINT)
        assert started.wait(60) == 130
        assert Path("out").read_text() == "of yesterday"
        assert there(folder) == {"out"}


FULL = """
import resource, signal, sys
from postsales.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("errors", ["errors", "/dev/null"])
def test_a_full_disk(folder: Path, errors: str) -> None:
    pytest.importorskip("resource", reason="no file can be kept small here")
    written(folder, "in.jsonl", orders(100))
    written(folder, "out", "of yesterday")
    command = [sys.executable, "-c", FULL, "assess", "in.jsonl", *JSONL]
    done = subprocess.run(
        [*command, "--out", "out", "--errors", errors],
        capture_output=True,
        text=True,
        check=False,
        env={k: v for k, v in os.environ.items() if not k.startswith("COVERAGE_")},
    )
    assert (done.returncode, done.stderr) == (
        3,
        "postsales: --out 'out' cannot be written: File too large\n",
    )
    assert Path("out").read_text() == "of yesterday"
    assert there(folder) == {"in.jsonl", "out"}


class TestStrict:
    """The first document without an answer ends the run; its problems are all that is left."""

    @pytest.mark.parametrize("jobs", ["1", "2"])
    @pytest.mark.parametrize(
        "bad",
        [
            pytest.param("{", id="that cannot be read"),
            pytest.param(json.dumps(woo(2, currency="USD")), id="that cannot be answered"),
        ],
    )
    def test_the_first_document(self, capsys: Capsys, folder: Path, bad: str, jobs: str) -> None:
        written(folder, "out", "of yesterday")
        written(folder, "in.jsonl", lines_of(woo(1), bad, woo(3), "{"))
        told = (folder / "terms.toml").write_text(FEE_IN_EURO)
        assert told
        asked = [*JSONL, "--terms", "terms.toml", "--refund-terms", "terms.toml", "--strict"]
        files = ["--out", "out", "--errors", "errors", "--jobs", jobs]
        ran = run(capsys, "assess", "in.jsonl", *asked, *files)
        assert ran.status == 1
        assert ran.err == (
            "postsales: --strict: ended with the first document that has no answer; "
            "no result was written\n"
        )
        assert Path("out").read_text() == "of yesterday"
        (problem,) = [json.loads(x) for x in Path("errors").read_text().splitlines()]
        assert problem["line"] == 2

    def test_on_the_standard_output_it_is_said_that_it_is_no_result(
        self, capsys: Capsys, folder: Path
    ) -> None:
        written(folder, "in.jsonl", lines_of(woo(1), "{", woo(3)))
        ran = run(capsys, "assess", "in.jsonl", *JSONL, "--strict")
        assert ran.status == 1
        assert [x["order"] for x in ran.rows] == ["1"]
        assert ran.err.splitlines()[-1].endswith("; what was written is no whole result")

    def test_without_a_bad_document_nothing_is_different(
        self, capsys: Capsys, folder: Path
    ) -> None:
        written(folder, "in.jsonl", orders(3))
        asked = ["assess", "in.jsonl", *JSONL]
        assert run(capsys, *asked) == run(capsys, *asked, "--strict")


FEE_IN_EURO = """
[returns]
id = "acme"
version = "1"
zone = "Europe/Berlin"
window = { length = "90 days", since = ["delivered", "placed"] }

[returns.reasons]
changed_mind = "remorse"

[refunds]
id = "acme"
version = "1"
shipping = "never"
tenders = "as_paid"
fees = [{ code = "label", amount = "4.95 EUR", per = "return" }]
"""


class TestBrokenOff:
    """Status 3: not the documents are to blame, and no result is left."""

    @pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="nothing fails to be read")
    def test_a_source_that_cannot_be_read_further(self, capsys: Capsys, folder: Path) -> None:
        written(folder, "in.jsonl", orders(1))
        ran = run(capsys, "assess", "in.jsonl", "/proc/self/mem", *JSONL, "--out", "out")
        assert ran.status == 3
        assert ran.err == (
            "postsales: the source '/proc/self/mem' cannot be read further: Input/output error\n"
        )
        assert there(folder) == {"in.jsonl"}

    def test_a_source_that_went_away(
        self, capsys: Capsys, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        written(folder, "in.jsonl", orders(1))
        written(folder, "then.jsonl", orders(1))
        from postsales.cli import meters

        class Going(meters.Meter):
            def follow(self, stream: object) -> None:
                Path("then.jsonl").unlink(missing_ok=True)

        monkeypatch.setattr("postsales.cli.commands.Meter", Going)
        ran = run(capsys, "assess", "in.jsonl", "then.jsonl", *JSONL, "--out", "out")
        assert ran.status == 3
        assert "the source 'then.jsonl' cannot be read further: No such file" in ran.err
        assert there(folder) == {"in.jsonl"}

    def test_a_slip_in_a_module_of_the_host_is_told_in_full(
        self, capsys: Capsys, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "path", [*sys.path])
        written(folder, "hostslip.py", "def asking(order):\n    return 1 / 0\n")
        written(folder, "in.jsonl", orders(1))
        asked = [x for x in JSONL if x not in ("--reason", "changed_mind")]
        request = ["--request", "hostslip:asking", "--out", "out"]
        assert main(["assess", "in.jsonl", *asked, *request]) == 3
        told = capsys.readouterr().err
        assert told.startswith("Traceback")
        assert told.endswith("ZeroDivisionError: division by zero\n")
        assert not Path("out").exists()
        assert not Path("out.part").exists()
        sys.modules.pop("hostslip", None)

    @pytest.mark.skipif(sys.platform == "win32", reason="rights are others there")
    def test_a_source_that_may_not_be_read_is_no_use(
        self, capsys: Capsys, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        written(folder, "in.jsonl", orders(1))
        monkeypatch.setattr(os, "access", lambda path, mode: mode != os.R_OK)
        ran = run(capsys, "assess", "in.jsonl", *JSONL)
        assert ran.status == 2
        assert ran.err.endswith("the source 'in.jsonl' cannot be read: Permission denied\n")

    def test_a_result_that_may_not_be_written_is_no_use(
        self, capsys: Capsys, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        written(folder, "in.jsonl", orders(1))
        written(folder, "out", "of yesterday")
        monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
        ran = run(capsys, "assess", "in.jsonl", *JSONL, "--out", "out")
        assert ran.status == 2
        assert ran.err == "postsales: --out is 'out': it may not be written\n"
