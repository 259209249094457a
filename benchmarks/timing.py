"""Paired, interleaved timing: every round times every case once, in rotating order.

The ratio of two cases is taken within each round and reported as the median over the rounds, so
that a machine that slows down for a while slows both. What counts is the time of the processor, so
that neighbours do not count and an engine that waits is not charged for waiting. Garbage is
collected between rounds.
"""

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from typing import Self

from attrs import frozen

__all__ = ["Case", "Ratio", "Timings", "interleaved"]

# Some systems count the processor's time in ticks of many milliseconds; there the wall has to do.
_FINE = time.get_clock_info("process_time").resolution < 1e-5
_clock = time.process_time_ns if _FINE else time.perf_counter_ns


@frozen
class Case:
    """Something to be timed: one call of ``run`` does ``per`` pieces of work."""

    run: Callable[[], object]
    per: int = 1


@frozen
class Ratio:
    """How one case compares with another: the median over the rounds, and the extremes."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, ratios: list[float]) -> Self:
        """The ratio from the ratios of the rounds."""
        return cls(statistics.median(ratios), min(ratios), max(ratios))

    def __str__(self) -> str:
        return f"{self.median:.2f} ({self.least:.2f} to {self.most:.2f})"


@frozen
class Timings:
    """Nanoseconds for one piece of work, by case and round."""

    rounds: Mapping[str, list[float]]

    def ratio(self, case: str, to: str) -> Ratio:
        """How many times as long as another case did this one take?"""
        pairs = zip(self.rounds[case], self.rounds[to], strict=True)
        return Ratio.of([one / other for one, other in pairs])

    def microseconds(self, case: str) -> float:
        """The median time of one piece of work."""
        return statistics.median(self.rounds[case]) / 1000


def interleaved(cases: Mapping[str, Case], *, rounds: int, milliseconds: float) -> Timings:
    """Time all cases together; each gets about so many milliseconds in every round."""
    names = [*cases]
    calls = {name: _calls(cases[name].run, milliseconds * 1e6) for name in names}
    found: dict[str, list[float]] = {name: [] for name in names}
    gc.collect()
    gc.disable()
    try:
        for n in range(rounds):
            turn = n % len(names)
            for name in (*names[turn:], *names[:turn]):
                case = cases[name]
                found[name].append(_timed(case.run, calls[name]) / calls[name] / case.per)
            gc.collect()
    finally:
        gc.enable()
    return Timings(found)


def _timed(run: Callable[[], object], calls: int) -> int:
    several = range(calls)
    started = _clock()
    for _ in several:
        run()
    return _clock() - started


def _calls(run: Callable[[], object], nanoseconds: float) -> int:
    """How many calls take about so long? Also warms up whatever remembers things."""
    calls = 1
    while True:
        spent = max(1, _timed(run, calls))
        if spent >= nanoseconds / 2:
            return max(1, round(calls * nanoseconds / spent))
        calls *= 4
