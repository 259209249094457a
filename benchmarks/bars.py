"""The bars that the library has set itself, and whether this run held them."""

from typing import Literal

from attrs import frozen

from benchmarks.timing import Ratio

__all__ = ["Bar"]


@frozen
class Bar:
    """A ratio, and what it may be at most or must be at least."""

    says: str
    ratio: Ratio | None
    sense: Literal["at most", "at least"]
    limit: float

    @property
    def held(self) -> str:
        """Whether the median of the rounds held the bar, in a word."""
        if self.ratio is None:
            return "not run"
        median = self.ratio.median
        held = median <= self.limit if self.sense == "at most" else median >= self.limit
        return "held" if held else "NOT HELD"

    def __str__(self) -> str:
        ratio = "" if self.ratio is None else str(self.ratio)
        return f"| {self.says} | {self.sense} {self.limit:g} | {ratio} | {self.held} |"
