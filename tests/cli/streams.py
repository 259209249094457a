"""A command that is fed as it goes, and what it needed for that."""

import os
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from threading import Thread
from typing import IO

import pytest
from attrs import frozen

__all__ = ["Streamed", "streamed"]

# The largest memory of a process counts that of the one that started it, until it is replaced. So
# a small one stands between the tests and the command.
_BETWEEN = """
import subprocess, sys
sys.exit(subprocess.call([sys.executable, "-c", *sys.argv[1:]]))
"""
_COMMAND = """
import sys
from resource import RUSAGE_SELF, getrusage
from postsales.cli import main
status = main(sys.argv[1:])
print(getrusage(RUSAGE_SELF).ru_maxrss, file=sys.stderr)
sys.exit(status)
"""
_UNIT = 1 if sys.platform == "darwin" else 1024


@frozen
class Streamed:
    """What a run did, and the most bytes that it held in memory."""

    status: int
    answers: int
    told: tuple[str, ...]
    fed: int
    memory: int


def streamed(input: Iterable[bytes], *arguments: str) -> Streamed:
    """The command in a process of its own, whose standard input is written as it goes.

    Its answers are counted and let go; nothing lies on a disk.
    """
    pytest.importorskip("resource", reason="nothing tells how much memory a process took")
    with subprocess.Popen(
        [sys.executable, "-c", _BETWEEN, _COMMAND, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # What measures coverage takes memory of its own.
        env={k: v for k, v in os.environ.items() if not k.startswith("COVERAGE_")},
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        told: list[str] = []
        fed: list[int] = []
        threads = [
            Thread(target=_fed, args=(process.stdin, input, fed)),
            Thread(target=_heard, args=(process.stderr, told)),
        ]
        for thread in threads:
            thread.start()
        answers = sum(1 for _ in process.stdout)
        for thread in threads:
            thread.join()
    *told, memory = told
    return Streamed(process.returncode, answers, tuple(told), sum(fed), int(memory) * _UNIT)


def _fed(stdin: IO[bytes], input: Iterable[bytes], fed: list[int]) -> None:
    # A command that has seen enough reads no further.
    with suppress(BrokenPipeError), stdin:
        for part in input:
            stdin.write(part)
            fed.append(len(part))


def _heard(stderr: IO[bytes], told: list[str]) -> None:
    told += (line.decode().rstrip() for line in stderr)
