"""Bad policies: each a small mistake that a shop makes, and the law that has to find it."""

from tests.testing.bad import (
    cancellations,
    changes,
    eligibility,
    floors,
    promises,
    refunds,
    series,
    states,
    windows,
)
from tests.testing.bad.mistakes import Bad

__all__ = ["BAD", "Bad"]

BAD: tuple[Bad, ...] = (
    *windows.BAD,
    *refunds.BAD,
    *eligibility.BAD,
    *floors.BAD,
    *cancellations.BAD,
    *changes.BAD,
    *promises.BAD,
    *states.BAD,
    *series.BAD,
)
