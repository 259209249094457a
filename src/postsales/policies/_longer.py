"""Which of two lengths, or amounts, is more? None where it depends on the day, or on the order.

Rules of this file: lengths of one kind are told apart by their count; those of two kinds only where
the one is longer whenever it starts. Working time is only told from its own kind: how much of it
lies in a day is up to a calendar.
"""

from postsales.basics.durations import (
    Days,
    Hours,
    Length,
    Months,
    Weeks,
    WorkingDays,
    WorkingHours,
    WorkingLength,
    Years,
)
from postsales.basics.money import Money
from postsales.basics.percent import Percent

__all__ = ["at_least", "can_be_compared", "more"]

_Any = Length | WorkingLength
_WORKING = (WorkingDays, WorkingHours)

# In how many days, at least and at most, one of a kind has passed.
_DAYS: dict[type, tuple[int, int]] = {
    Days: (1, 1),
    Weeks: (7, 7),
    Months: (28, 31),
    Years: (365, 366),
}


def _hours(length: Length) -> tuple[int, int]:
    """Elapsed hours until a length is over, at least and at most, whenever it starts.

    A calendar length is over with its last day, and a day that clocks change has an hour more or
    less.
    """
    if isinstance(length, Hours):
        return length.count, length.count
    least, most = _DAYS[type(length)]
    return 24 * least * length.count - 1, 24 * (most * length.count + 1) + 1


def can_be_compared(one: _Any, other: _Any) -> bool:
    """Is working time on neither side, or of one kind on both?"""
    if type(one) is type(other):
        return True
    return not isinstance(one, _WORKING) and not isinstance(other, _WORKING)


def at_least(one: _Any, other: _Any) -> bool:
    """Is a length over at the same time as another or later, whenever both start?

    False, too, where nobody can say.
    """
    if type(one) is type(other):
        return one.count >= other.count
    if isinstance(one, _WORKING) or isinstance(other, _WORKING):
        return False
    if {type(one), type(other)} == {Days, Weeks}:
        return _DAYS[type(one)][0] * one.count >= _DAYS[type(other)][0] * other.count
    return _hours(one)[0] >= _hours(other)[1]


def more(one: object, other: object) -> bool | None:
    """Is the one more than the other? None where nobody can say."""
    match one, other:
        case (Money(), Money()):
            return one > other if one.currency == other.currency else None
        case (Percent(), Percent()):
            return one > other
        case (int(), int()):
            return one > other
        case (
            Days() | Weeks() | Months() | Years() | Hours() | WorkingDays() | WorkingHours(),
            Days() | Weeks() | Months() | Years() | Hours() | WorkingDays() | WorkingHours(),
        ):
            return _longer(one, other)
        case _:
            return None


def _longer(one: _Any, other: _Any) -> bool | None:
    if at_least(one, other):
        return None if at_least(other, one) else True
    return False if at_least(other, one) else None
