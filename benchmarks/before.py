"""What does the simple case cost, beside an earlier version of the library?

``python -m benchmarks.before PATH`` takes the ``src`` folder of another checkout. Each round asks
both, in fresh interpreters that take turns to be first, and a ratio is taken within the round.
"""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.timing import Case, Ratio, interleaved

__all__ = ["against", "microseconds"]

_ROUNDS = 15
_ORDERS = 50
_HERE = Path(__file__).resolve().parent.parent
_CASES = ("assess", "quote", "both")


def microseconds() -> dict[str, float]:
    """How long do ordinary returns take the version that is on the path?"""
    from benchmarks import work
    from benchmarks.library import REFUND_TERMS, Question
    from postsales import refunds, returns

    asked = [Question.of(order, request) for order, request in work.ordinary(_ORDERS)]
    decisions = [question.asked()[0] for question in asked]

    def assess() -> None:
        for x in asked:
            returns.assess(x.order, x.request, x.terms, at=x.at)

    def quote() -> None:
        for decision in decisions:
            refunds.quote(decision, REFUND_TERMS)

    def both() -> None:
        for x in asked:
            x.asked()

    runs = {"assess": assess, "quote": quote, "both": both}
    cases = {name: Case(run, per=_ORDERS) for name, run in runs.items()}
    times = interleaved(cases, rounds=7, milliseconds=40)
    return {name: times.microseconds(name) for name in cases}


def against(other: Path, *, rounds: int = _ROUNDS) -> dict[str, Ratio]:
    """How many times as long as the other version does this one take?"""
    sides = (_HERE / "src", other)
    ratios: dict[str, list[float]] = {name: [] for name in _CASES}
    for n in range(rounds):
        turn = (1, 0) if n % 2 else (0, 1)
        spent = {side: _measured(sides[side]) for side in turn}
        for name in _CASES:
            ratios[name].append(spent[0][name] / spent[1][name])
    return {name: Ratio.of(found) for name, found in ratios.items()}


def _measured(src: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.before"]
    path = os.pathsep.join([str(src), str(_HERE)])
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": path}
    )
    return {name: float(x) for name, x in (row.split() for row in done.stdout.splitlines())}


def main(arguments: list[str]) -> int:
    """Print the ratios, or what a child of it measured."""
    if not arguments:
        for name, spent in microseconds().items():
            print(name, spent)
        return 0
    for name, ratio in against(Path(arguments[0]).resolve()).items():
        print(f"{name}: {ratio} times as long")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
