"""Business days in rules of the Federal Trade Commission: which days nobody counts.

Federal holidays are those of whoever hands them in: both the date of a holiday and the day on which
it is observed, since the text says *any federal holiday* and not which of the two. The text names
ten as examples; the other reading takes these alone, on their own dates.
"""

from postsales.basics.extra_days import ExtraDay
from postsales.basics.rolls import NonDays, Place
from postsales.basics.weekdays import Weekday

__all__ = ["NAMED_HOLIDAYS", "NO_BUSINESS_DAYS", "NO_NAMED_BUSINESS_DAYS", "NO_WORKING_DAYS"]

NO_BUSINESS_DAYS = NonDays([Weekday.SUNDAY], holidays=Place.CUSTOMER)
"""Sundays and federal holidays; Saturdays are business days."""

NAMED_HOLIDAYS = (
    ExtraDay(month=1, day=1),
    ExtraDay(weekday=Weekday.MONDAY, month=1, day=15),
    ExtraDay(weekday=Weekday.MONDAY, month=2, day=15),
    ExtraDay(weekday=Weekday.MONDAY, month=5, day=25),
    ExtraDay(month=7, day=4),
    ExtraDay(weekday=Weekday.MONDAY, month=9, day=1),
    ExtraDay(weekday=Weekday.MONDAY, month=10, day=8),
    ExtraDay(month=11, day=11),
    ExtraDay(weekday=Weekday.THURSDAY, month=11, day=22),
    ExtraDay(month=12, day=25),
)
"""New Year's Day, the third Mondays of January and February, the last of May, 4 July, the first
Monday of September, the second of October, 11 November, the fourth Thursday of November, Christmas.
"""

NO_NAMED_BUSINESS_DAYS = NonDays([Weekday.SUNDAY], extra=NAMED_HOLIDAYS)
"""Sundays and the holidays that the text names: Juneteenth counts, and so does an observed day."""

NO_WORKING_DAYS = NonDays([Weekday.SATURDAY, Weekday.SUNDAY], holidays=Place.CUSTOMER)
"""Weekends and federal holidays, where a rule says *working days* and not what they are."""
