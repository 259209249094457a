"""What does ``import postsales`` cost, beside ``import attrs``? Each in a fresh interpreter."""

import subprocess
import sys
import time

from benchmarks.timing import Ratio

__all__ = ["import_ratio"]

_STATEMENTS = ("pass", "import attrs", "import postsales")


def import_ratio(rounds: int) -> Ratio:
    """How long is an import, as a part of ``import attrs``?

    Both over an interpreter that imports nothing.
    """
    for statement in _STATEMENTS:
        _seconds(statement)  # writes the bytecode that the timed runs read
    found: list[float] = []
    for n in range(rounds):
        turn = n % len(_STATEMENTS)
        spent = {x: _seconds(x) for x in (*_STATEMENTS[turn:], *_STATEMENTS[:turn])}
        bare, attrs, ours = (spent[x] for x in _STATEMENTS)
        found.append((ours - bare) / (attrs - bare))
    return Ratio.of(found)


def _seconds(statement: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True)
    return time.perf_counter() - started
