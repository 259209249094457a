"""Bad scorers: each a mistake of a real tool or a spreadsheet, and the law that finds it."""

from tests.testing.scores.bad import counting, intervals, listening
from tests.testing.scores.bad.mistakes import Bad

__all__ = ["BAD", "Bad"]

BAD: tuple[Bad, ...] = (*counting.BAD, *listening.BAD, *intervals.BAD)
