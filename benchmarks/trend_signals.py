"""How often is a planted fall signalled, and how often is nothing? Prints the table of the docs.

Run ``python -m benchmarks.trend_signals``: within a minute. The seeds are those from 0 on, so that
every run prints the same.
"""

import random

from postsales import Direction, NpsCounts, Signal, feedback

__all__ = ["signals"]

SERIES = 400
PROMOTERS, DETRACTORS = 0.5, 0.2


def _month(rng: random.Random, n: int, fall: int) -> NpsCounts:
    """From 60 to 140 of a hundred of n answers, the score so many points lower."""
    answers = rng.randint(n * 6 // 10, n * 14 // 10)
    drawn = [rng.random() for _ in range(answers)]
    promoters = sum(one < PROMOTERS - fall / 200 for one in drawn)
    detractors = sum(one >= 1 - DETRACTORS - fall / 200 for one in drawn)
    passives = answers - promoters - detractors
    return NpsCounts(promoters=promoters, passives=passives, detractors=detractors)


def signals(seed: int, *, n: int, fall: int, months: int) -> tuple[Signal, ...]:
    """What is signalled of so many months after a year of an NPS of 30, from which it falls."""
    rng = random.Random(seed)
    year = {f"usual {month}": _month(rng, n, 0) for month in range(12)}
    after = {f"after {month}": _month(rng, n, fall) for month in range(months)}
    return feedback.trend({**year, **after}, baseline=len(year)).signals


def falls(n: int, fall: int, months: int) -> int:
    """In how many series a fall is signalled as one."""
    return sum(
        any(one.direction is Direction.DOWN for one in signals(s, n=n, fall=fall, months=months))
        for s in range(SERIES)
    )


def main() -> None:
    """The table, in percent of all series."""
    print("answers a month | 10 | 15 | 20 | 30 points in six months | a quiet year")
    for n in (50, 100, 200):
        seen = [falls(n, fall, 6) for fall in (10, 15, 20, 30)]
        quiet = sum(bool(signals(seed, n=n, fall=0, months=12)) for seed in range(SERIES))
        print(n, *(f"{100 * one / SERIES:.0f} %" for one in (*seen, quiet)), sep=" | ")


if __name__ == "__main__":
    main()
