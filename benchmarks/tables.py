"""How much is timed, and how it is printed."""

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from attrs import frozen

from benchmarks.timing import Case, Timings, interleaved

__all__ = ["Effort", "case", "table"]

T = TypeVar("T")


@frozen
class Effort:
    """How much is compared and timed."""

    compared: int
    orders: int
    rounds: int
    milliseconds: float

    def timed(self, cases: Mapping[str, Case]) -> Timings:
        """These cases, timed together."""
        return interleaved(cases, rounds=self.rounds, milliseconds=self.milliseconds)


def case(run: Callable[[T], object], inputs: Sequence[T]) -> Case:
    """Doing something with each of the inputs."""

    def every() -> None:
        for given in inputs:
            run(given)

    return Case(every, len(inputs))


def table(title: str, timings: Timings, to: str) -> None:
    """A table of all cases, as ratios to one of them."""
    print(f"\n## {title}\n\n| case | microseconds | of '{to}' (least to most) |\n|---|---:|---|")
    for name in timings.rounds:
        print(f"| {name} | {timings.microseconds(name):.2f} | {timings.ratio(name, to)} |")
    sys.stdout.flush()
