"""Bad runners: each a small mistake in how plans are run, and the law that has to find it."""

from tests.testing.plans.bad import conditions, contacts, schedules, targets
from tests.testing.plans.bad.mistakes import Bad

__all__ = ["BAD", "Bad"]

BAD: tuple[Bad, ...] = (*schedules.BAD, *contacts.BAD, *targets.BAD, *conditions.BAD)
