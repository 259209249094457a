"""Several processes: the same bytes in the same order, and an end for all of them."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from postsales.cli.arguments import parsed
from postsales.cli.desks import desk_of
from postsales.cli.documents import Text
from postsales.cli.pools import told_by_several
from postsales.cli.tallies import Tally
from tests.cli.asking import LISTENING, NOON, TERMS, WOO, lines_of, run, woo, written

Capsys = pytest.CaptureFixture[str]
Host = Callable[[str, str], None]


class TestTheSameBytes:
    """However many answer, what is written, told and counted is the same."""

    @pytest.mark.parametrize(
        "format", [pytest.param(x, id=x) for x in ("report", "records", "jsonl", "csv")]
    )
    def test_of_answers_problems_and_the_summary(
        self, capsys: Capsys, tmp_path: Path, format: str
    ) -> None:
        # Chunks of several sizes, orders of several currencies, and some that cannot be answered.
        several = [woo(n, currency=("EUR", "USD", "EUR", "euro")[n % 4]) for n in range(1, 140)]
        path = written(tmp_path, "orders.jsonl", lines_of(several[0], "{", *several, "", "[]"))
        told = []
        for jobs in ("1", "2"):
            out, errors = tmp_path / f"out.{jobs}", tmp_path / f"errors.{jobs}"
            files = ["--out", str(out), "--errors", str(errors)]
            ran = run(capsys, "assess", path, *WOO, "--format", format, *files, "--jobs", jobs)
            assert ran.status == 1
            told.append((out.read_bytes(), errors.read_bytes(), ran))
        assert told[0] == told[1]
        assert told[0][0].count(b"\n") > 64

    def test_of_a_list_in_one_file(self, capsys: Capsys, tmp_path: Path) -> None:
        path = written(tmp_path, "orders.json", f"[{','.join(lines_of(woo(1), woo(2)).split())}]")
        asked = ["assess", path, *WOO, "--format", "jsonl"]
        assert run(capsys, *asked, "--jobs", "3") == run(capsys, *asked)

    def test_of_requests_in_a_module_of_the_host(
        self, capsys: Capsys, tmp_path: Path, host: Host
    ) -> None:
        host(
            "hostasking",
            "from postsales import ReturnRequest\n"
            "def first(order):\n"
            "    return ReturnRequest.of({order.lines[0].id: 1}, reason='faulty')\n",
        )
        path = written(tmp_path, "orders.jsonl", lines_of(*(woo(n) for n in range(1, 4))))
        asked = ["assess", path, "--from", "woocommerce", *TERMS, "--format", "jsonl"]
        asked += ["--request", "hostasking:first"]
        assert run(capsys, *asked, "--jobs", "2") == run(capsys, *asked)


def test_what_is_answered_waits_for_no_more_than_the_next_chunk(
    tmp_path: Path, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    host(
        "hostslow",
        "from pathlib import Path\n"
        "from postsales import ReturnRequest\n"
        "def asking(order):\n"
        "    if order.id == '64':\n"
        "        Path('last').touch()\n"
        "    return ReturnRequest.of({order.lines[0].id: 1}, reason='faulty')\n",
    )
    asked = ["assess", "-", "--from", "woocommerce", *TERMS, "--request", "hostslow:asking"]
    command = parsed([*asked, "--format", "jsonl", "--jobs", "2"])
    told: list[object] = []
    early: list[int] = []

    def pieces() -> Iterator[Text]:
        for n in range(1, 129):
            if n == 65:
                until(Path("last").exists)
                time.sleep(1)
            yield Text(json.dumps(woo(n)).encode(), "-", n)
        early.append(len(told))

    for one in told_by_several(command, desk_of(command), pieces(), Tally()):
        told.append(one)  # noqa: PERF402 - looked at as it grows
    assert early == [64]
    assert len(told) == 128


class TestTheEnd:
    """Whatever ends the run ends the workers, and it is told."""

    def test_a_worker_that_ends_is_told(self, capsys: Capsys, tmp_path: Path, host: Host) -> None:
        host("hostdying", "import os\ndef asking(order):\n    os._exit(9)\n")
        path = written(tmp_path, "orders.jsonl", lines_of(woo(1)))
        out = tmp_path / "out"
        asked = ["--from", "woocommerce", *TERMS, "--request", "hostdying:asking"]
        ran = run(capsys, "assess", path, *asked, "--jobs", "2", "--out", str(out))
        assert ran.status == 3
        assert ran.err == (
            "postsales: a worker ended before its work was done: killed, or out of memory; "
            "try it with fewer --jobs\n"
        )
        assert not out.exists()

    def test_terms_that_are_changed_meanwhile_are_told(
        self, capsys: Capsys, tmp_path: Path, host: Host
    ) -> None:
        host(
            "hostterms",
            "import multiprocessing\n"
            "from attrs import evolve\n"
            "from postsales.samples import terms\n"
            "name = multiprocessing.current_process().name\n"
            "mine = evolve(terms, version=name)\n",
        )
        path = written(tmp_path, "orders.jsonl", lines_of(woo(1)))
        asked = ["--from", "woocommerce", "--terms", "hostterms:mine", "--at", NOON]
        asked += ["--reason", "faulty", "--jobs", "2"]
        ran = run(capsys, "assess", path, *asked)
        assert ran.status == 3
        assert ran.err == "postsales: the terms were changed while the run was on\n"

    def test_a_slip_of_the_host_is_told_in_full(
        self, capsys: Capsys, tmp_path: Path, host: Host
    ) -> None:
        host("hostslips", "def asking(order):\n    return 1 / 0\n")
        path = written(tmp_path, "orders.jsonl", lines_of(woo(1)))
        asked = ["--from", "woocommerce", *TERMS, "--request", "hostslips:asking"]
        ran = run(capsys, "assess", path, *asked, "--jobs", "2")
        assert ran.status == 3
        assert ran.err.endswith("ZeroDivisionError: division by zero\n")

    @pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="nobody tells of processes")
    @pytest.mark.parametrize(
        ("sent", "status"),
        [
            pytest.param(signal.SIGINT, 130, id="interrupted"),
            pytest.param(signal.SIGTERM, 143, id="told to end"),
            pytest.param(signal.SIGKILL, -9, id="killed"),
        ],
    )
    def test_no_worker_lives_on(self, tmp_path: Path, sent: signal.Signals, status: int) -> None:
        out = tmp_path / "out"
        asked = ["assess", "-", *WOO, "--format", "jsonl", "--jobs", "2", "--out", str(out)]
        with subprocess.Popen(
            [sys.executable, "-c", LISTENING, *asked],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={k: v for k, v in os.environ.items() if not k.startswith("COVERAGE_")},
        ) as process:
            assert process.stdin
            assert process.stderr
            process.stdin.write(lines_of(*(woo(n) for n in range(1, 1000))).encode())
            process.stdin.flush()
            part = tmp_path / "out.part"
            until(lambda: part.exists() and part.stat().st_size > 0)
            workers = family(process.pid)
            assert len(workers) >= 2
            process.send_signal(sent)
            assert process.wait(60) == status
            until(lambda: not any(alive(x) for x in workers))
            told = process.stderr.read()
        # Of a run that was killed its system tidies up, and may say so.
        assert told == b"" or sent is signal.SIGKILL
        assert not out.exists()


def until(true: Callable[[], bool]) -> None:
    """Wait, though not for ever."""
    for _ in range(600):
        if true():
            return
        time.sleep(0.1)
    pytest.fail("it took a minute")


def family(parent: int) -> list[int]:
    """The processes that one has started."""
    found = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(x) for x in found]


def alive(process: int) -> bool:
    """Is it there, and more than an entry that nobody has asked for yet?"""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"
