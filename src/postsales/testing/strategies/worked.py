"""When somebody is at work, and terms as drawn with a window in such days and hours."""

from collections.abc import Sequence

from attrs import evolve

from postsales.basics.calendars import WorkCalendar
from postsales.basics.durations import WorkingDays, WorkingHours, WorkingLength
from postsales.basics.rolls import Holidays
from postsales.returns.terms import ReturnTerms
from postsales.testing.strategies import clocks
from postsales.testing.strategies._dice import Dice

__all__ = ["calendar_of", "holidays_of", "in_working_time"]

_LENGTHS: Sequence[WorkingLength] = (
    WorkingDays(10),
    WorkingDays(1),
    WorkingDays(0),
    WorkingHours(16),
    WorkingHours(0),
)


def holidays_of(dice: Dice) -> Holidays:
    """None to three holidays in two years."""
    held = ("2026-12-25", "2026-12-26", "2027-01-01")[: dice.below(4)]
    return Holidays(held, since="2026-01-01", until="2027-12-31")


_HOURS = (
    {"Mon-Fri": "09:00-17:00"},
    {"Mon-Thu": "08:00-12:00, 13:00-17:00", "Fri": "08:00-14:00"},
    {"Mon-Sat": "22:00-06:00"},
    {"Mon-Sun": "00:00-24:00"},
)


def calendar_of(dice: Dice) -> WorkCalendar:
    """Hours of a week, now and then with days that differ and with holidays."""
    return WorkCalendar(
        zone=dice.of(clocks.ZONES),
        hours=dice.of(_HOURS),
        exceptions=dice.of(({}, {"2026-12-24": "09:00-12:00", "2026-12-31": "closed"})),
        holidays=dice.of((None, holidays_of(dice))),
    )


def in_working_time(terms: ReturnTerms, dice: Dice) -> ReturnTerms:
    """The same terms with the ordinary window in working time, and the calendar for it."""
    length, own = dice.of(_LENGTHS), dice.anew()
    return evolve(
        terms,
        window=evolve(terms.window, length=length, roll=None),
        calendar=calendar_of(own),
    )
