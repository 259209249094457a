"""What does importing cost, beside ``import attrs``? Each in a fresh interpreter."""

import subprocess
import sys
import time

from benchmarks.timing import Ratio

__all__ = ["NOUNS", "TOP", "import_ratios"]

TOP = "import postsales"
NOUNS = "from postsales import Order, ReturnTerms, RefundTerms, returns, refunds"
_NOTHING = "pass"
_ATTRS = "import attrs"
_STATEMENTS = (_NOTHING, _ATTRS, TOP, NOUNS)


def import_ratios(rounds: int) -> dict[str, Ratio]:
    """How long are our imports, as parts of ``import attrs``?

    All over an interpreter that imports nothing.
    """
    for statement in _STATEMENTS:
        _seconds(statement)  # writes the bytecode that the timed runs read
    found: dict[str, list[float]] = {TOP: [], NOUNS: []}
    for n in range(rounds):
        turn = n % len(_STATEMENTS)
        spent = {x: _seconds(x) for x in (*_STATEMENTS[turn:], *_STATEMENTS[:turn])}
        for ours, ratios in found.items():
            ratios.append((spent[ours] - spent[_NOTHING]) / (spent[_ATTRS] - spent[_NOTHING]))
    return {statement: Ratio.of(ratios) for statement, ratios in found.items()}


def _seconds(statement: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True)
    return time.perf_counter() - started
