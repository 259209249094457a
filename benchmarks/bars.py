"""The bars that the library has set itself, and whether this run held them."""

from typing import Literal

from attrs import frozen

from benchmarks.timing import Ratio

__all__ = ["Bar"]


@frozen
class Bar:
    """A ratio, and what it may be at most or must be at least; without a limit it is told only."""

    says: str
    ratio: Ratio | None
    sense: Literal["at most", "at least", "no bar"] = "no bar"
    limit: float = 0

    @property
    def held(self) -> str:
        """Whether the median of the rounds held the bar, in a word."""
        if self.ratio is None:
            return "not run"
        if self.sense == "no bar":
            return ""
        median = self.ratio.median
        held = median <= self.limit if self.sense == "at most" else median >= self.limit
        return "held" if held else "NOT HELD"

    def __str__(self) -> str:
        bar = self.sense if self.sense == "no bar" else f"{self.sense} {self.limit:g}"
        return f"| {self.says} | {bar} | {self.ratio or ''} | {self.held} |"
