"""Bad policies: each a small mistake that a shop makes, and the law that has to find it."""

from tests.testing.bad import eligibility, refunds, windows
from tests.testing.bad.mistakes import Bad

__all__ = ["BAD", "Bad"]

BAD: tuple[Bad, ...] = (*windows.BAD, *refunds.BAD, *eligibility.BAD)
