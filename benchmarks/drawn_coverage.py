"""How often the intervals contain the truth of which not every outcome can be enumerated.

    python -m benchmarks.drawn_coverage [--draws 1000]

Answers are drawn from shops whose truth is known, with a fixed seed, so that the figures are the
same on every run; with a thousand draws they are good to two points or so. Prints the last table of
`docs/explanation/scores-and-their-n.md`, in a minute or two.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from random import Random

from postsales import LTR_0_10, STARS_1_5, Interval, Response, feedback

__all__ = ["SHOPS", "main", "row", "table"]

SIZES = (5, 10, 30)
LEVELS = (0.8, 0.95, 0.99)
DRAWS = 1000
AT = "2026-03-02T10:15Z"
Drawn = tuple[Sequence[Interval | None], float]
"""The intervals of one draw, one for each confidence, and the truth."""


def _student(chance: Random, n: int) -> Drawn:
    """The mean of stars."""
    stars, weights = (1, 2, 3, 4, 5), (5, 5, 10, 30, 50)
    drawn = chance.choices(stars, weights, k=n)
    found = [feedback.ratings(drawn, scale=STARS_1_5, confidence=x) for x in LEVELS]
    return [x.mean_interval for x in found], 4.15


def _twice(chance: Random, n: int) -> Drawn:
    """The net promoter score of customers who answer twice, half of them the same again."""
    told = [
        Response("nps", score, LTR_0_10, at=AT, customer=f"C-{customer}")
        for customer in range(n)
        for score in _said_twice(chance)
    ]
    return [feedback.nps(told, dedupe="all", confidence=x).interval for x in LEVELS], 30.0


def _said_twice(chance: Random) -> tuple[int, int]:
    first, second = chance.choices((3, 8, 10), (20, 30, 50), k=2)
    return first, first if chance.random() < 0.5 else second


def _weighted(chance: Random, n: int) -> Drawn:
    """The net promoter score with weights as uneven as revenue."""
    scores = chance.choices((3, 8, 10), (20, 30, 50), k=n)
    weights = [chance.lognormvariate(0, 1) for _ in scores]
    return [feedback.weighted_nps(scores, weights, confidence=x).interval for x in LEVELS], 30.0


def _newcombe(chance: Random, n: int) -> Drawn:
    """The difference of two shares, 80 and 60 per cent."""
    a, b = (sum(chance.random() < share for _ in range(n)) for share in (0.8, 0.6))
    return [feedback.compare_shares((a, n), (b, n), confidence=x).interval for x in LEVELS], 0.2


def _stratified(chance: Random, n: int) -> Drawn:
    """A share put together from two groups of so many, of which one is three times as large."""
    few, many = (sum(chance.random() < share for _ in range(n)) for share in (0.5, 0.8))
    groups = {"new": (few, n), "old": (many, n)}
    all_of_them = {"new": 1, "old": 3}
    found = [feedback.post_stratify(groups, all_of_them, confidence=x) for x in LEVELS]
    return [x.interval for x in found], 0.725


def _fisher(chance: Random, n: int) -> Drawn:
    """An association of 0.6."""
    a = [chance.gauss(0, 1) for _ in range(n)]
    b = [0.6 * x + 0.8 * chance.gauss(0, 1) for x in a]
    return [feedback.association(a, b, confidence=x).interval for x in LEVELS], 0.6


SHOPS: Mapping[str, Callable[[Random, int], Drawn]] = {
    "`student`, stars": _student,
    "`linearised`, everybody twice": _twice,
    "`linearised`, weights": _weighted,
    "`newcombe`, n in each": _newcombe,
    "`stratified`, n in each": _stratified,
    "`fisher_z`": _fisher,
}


def row(shop: str, n: int, draws: int = DRAWS) -> str:
    """How often the truth was inside, at each confidence, in per cent."""
    chance, inside = Random(f"{shop} {n}"), [0] * len(LEVELS)
    for _ in range(draws):
        intervals, truth = SHOPS[shop](chance, n)
        for place, interval in enumerate(intervals):
            inside[place] += interval is not None and interval.low <= truth <= interval.high
    shares = (f"{float(Fraction(100 * x, draws)):.1f}" for x in inside)
    return f"| {shop} | {n} | {' | '.join(shares)} |"


def table(draws: int = DRAWS) -> Iterator[str]:
    """All shops and sizes."""
    yield f"| interval | n | {' | '.join(f'{100 * x:.0f} %' for x in LEVELS)} |"
    yield f"| --- | ---: |{' ---: |' * len(LEVELS)}"
    yield from (row(shop, n, draws) for shop in SHOPS for n in SIZES)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.drawn_coverage")
    parser.add_argument("--draws", type=int, default=DRAWS, help="how often each is drawn")
    print(*table(parser.parse_args(arguments).draws), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
