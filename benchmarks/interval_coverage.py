"""How often an interval contains the true score, which should be its confidence.

    python -m benchmarks.interval_coverage [--n 5 10 30 100]

Every count that can come up is enumerated, with how likely it is: three classes for a net promoter
score, two for a share. Nothing is drawn, so the figures are exact and the same on every run.
Prints the tables of `docs/explanation/scores-and-their-n.md`, in a few seconds.
"""

import argparse
import math
import sys
from collections.abc import Iterator, Sequence
from functools import cache

from attrs import frozen

from postsales import Interval, IntervalMethod, NpsCounts, feedback

__all__ = ["Cell", "main", "nps_cell", "nps_table", "share_cell", "share_table"]

SIZES = (5, 10, 30, 100)
LEVELS = (0.8, 0.95, 0.99)
SHAPES = ((0.1, 0.2, 0.7), (0.2, 0.3, 0.5), (0.02, 0.08, 0.9), (0.45, 0.1, 0.45))
"""Shares of detractors, passives and promoters."""
SHARES = (0.5, 0.8, 0.95)
NPS_METHODS = (IntervalMethod.SCORE, IntervalMethod.ADJUSTED_WALD, IntervalMethod.WALD)
SHARE_METHODS = (
    IntervalMethod.WILSON,
    IntervalMethod.AGRESTI_COULL,
    IntervalMethod.JEFFREYS,
    IntervalMethod.CLOPPER_PEARSON,
    IntervalMethod.WALD,
)
# A true score on the very end of an interval is inside, whatever the last digit says.
_LAST_DIGIT = 1e-9


@frozen
class Cell:
    """How often the true score was inside, and how wide the interval was on average."""

    inside: float
    width: float

    def __str__(self) -> str:
        return f"{100 * self.inside:.1f} / {self.width:.0f}"


def nps_cell(
    shape: tuple[float, float, float], n: int, method: IntervalMethod, confidence: float
) -> Cell:
    """The interval of a net promoter score of n answers, the width in points."""
    true = 100 * (shape[2] - shape[0])
    return _cell(_nps_outcomes(shape, n, method, confidence), true)


def share_cell(share: float, n: int, method: IntervalMethod, confidence: float) -> Cell:
    """The interval of a share of n answers, the width in per cent."""
    outcomes = (
        (_likely((k, n - k), (share, 1 - share)), _of_share(k, n, method, confidence))
        for k in range(n + 1)
    )
    found = _cell(outcomes, share)
    return Cell(found.inside, 100 * found.width)


_Outcomes = Iterator[tuple[float, Interval]]


def _cell(outcomes: _Outcomes, true: float) -> Cell:
    inside = width = 0.0
    for likely, interval in outcomes:
        width += likely * interval.width
        if interval.low - _LAST_DIGIT <= true <= interval.high + _LAST_DIGIT:
            inside += likely
    return Cell(inside, width)


def _nps_outcomes(
    shape: tuple[float, float, float], n: int, method: IntervalMethod, confidence: float
) -> _Outcomes:
    for detractors in range(n + 1):
        for passives in range(n - detractors + 1):
            counts = detractors, passives, n - detractors - passives
            yield _likely(counts, shape), _of_nps(counts, method, confidence)


def _likely(counts: Sequence[int], shares: Sequence[float]) -> float:
    found = math.lgamma(sum(counts) + 1)
    for count, share in zip(counts, shares, strict=True):
        found += count * math.log(share) - math.lgamma(count + 1)
    return math.exp(found)


@cache
def _of_nps(counts: tuple[int, int, int], method: IntervalMethod, confidence: float) -> Interval:
    detractors, passives, promoters = counts
    given = NpsCounts(detractors=detractors, passives=passives, promoters=promoters)
    found = feedback.nps_interval(given, method=method, confidence=confidence)
    assert found
    return found


@cache
def _of_share(k: int, n: int, method: IntervalMethod, confidence: float) -> Interval:
    found = feedback.proportion_interval(k, n, method=method, confidence=confidence)
    assert found
    return found


def nps_table(confidence: float, sizes: Sequence[int] = SIZES) -> Iterator[str]:
    """Each shape and n: a row with all methods."""
    yield from _head("detractors, passives, promoters", confidence, NPS_METHODS)
    for shape in SHAPES:
        for n in sizes:
            cells = [str(nps_cell(shape, n, method, confidence)) for method in NPS_METHODS]
            yield _row(", ".join(f"{100 * x:.0f} %" for x in shape), n, cells)


def share_table(confidence: float, sizes: Sequence[int] = SIZES) -> Iterator[str]:
    """Each share and n: a row with all methods."""
    yield from _head("true share", confidence, SHARE_METHODS)
    for share in SHARES:
        for n in sizes:
            cells = [str(share_cell(share, n, method, confidence)) for method in SHARE_METHODS]
            yield _row(f"{100 * share:.0f} %", n, cells)


def _head(of: str, confidence: float, methods: Sequence[IntervalMethod]) -> Iterator[str]:
    yield f"| {of}, at {100 * confidence:.0f} % | n | {' | '.join(f'`{x}`' for x in methods)} |"
    yield f"| --- | ---: |{' ---: |' * len(methods)}"


def _row(of: str, n: int, cells: Sequence[str]) -> str:
    return f"| {of} | {n} | {' | '.join(cells)} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table of each kind for each confidence."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.interval_coverage")
    parser.add_argument("--n", type=int, nargs="+", default=SIZES, help="how many answers")
    sizes = parser.parse_args(arguments).n
    for table in (nps_table, share_table):
        for confidence in LEVELS:
            print(*table(confidence, sizes), "", sep="\n", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
