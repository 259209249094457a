"""Working days counted without walking: how many up to a day, and which is the n-th.

Rules of this file: days are ordinals. A week repeats, and the days that break it stand in one
sorted table with their sums, so that ten days and ten thousand cost the same.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import accumulate

from attrs import field, frozen

__all__ = ["NEAR", "Near", "WorkedDays"]

NEAR = 1024
"""So many days stand in one table of what is near."""


@frozen(weakref_slot=False)
class WorkedDays:
    """Which days are worked: those of a week, Monday first, but for days that break it.

    Example:
        >>> office = WorkedDays.of([True] * 5 + [False] * 2, {739_613: False})
        >>> office.nth(office.upto(739_612) + 1)
        739614
    """

    upto_in_week: tuple[int, ...]
    places: tuple[int, ...]
    breaks: tuple[int, ...]
    sums: tuple[int, ...]
    upto_breaks: tuple[int, ...] = field(init=False)

    @classmethod
    def of(cls, week: Sequence[bool], others: "dict[int, bool]") -> "WorkedDays":
        """The table of a week and of days that are worked, or not, whatever the week says."""
        breaks = {
            day: is_worked
            for day, is_worked in others.items()
            if is_worked is not week[(day - 1) % 7]
        }
        order = sorted(breaks)
        return cls(
            _sums(week),
            tuple(place for place, is_worked in enumerate(week) if is_worked),
            tuple(order),
            _sums(1 if breaks[day] else -1 for day in order),
        )

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "upto_breaks", tuple(self.upto(day) for day in self.breaks))

    def upto(self, day: int) -> int:
        """How many days are worked from the first of all up to this one, itself included?"""
        return self._in_weeks(day) + self.sums[bisect_right(self.breaks, day)]

    def holds(self, day: int) -> bool:
        """Is this day worked?"""
        return self.upto(day) > self.upto(day - 1)

    def nth(self, number: int) -> int:
        """Which day is the n-th that is worked, counted as ``upto`` does?"""
        after = bisect_left(self.upto_breaks, number)
        weeks, rest = divmod(number - self.sums[after] - 1, len(self.places))
        day = 7 * weeks + self.places[rest] + 1
        # No day before the next break is the one: then the break itself is.
        return day if after == len(self.breaks) else min(day, self.breaks[after])

    def _in_weeks(self, day: int) -> int:
        weeks, rest = divmod(day, 7)
        return weeks * len(self.places) + self.upto_in_week[rest]


def _sums(values: Iterable[int]) -> tuple[int, ...]:
    return tuple(accumulate(values, initial=0))


@frozen(weakref_slot=False)
class Near:
    """The worked days of some years, written out: deadlines are asked for again and again.

    ``ranks`` are, by the days of one table, how many of ``dates`` are worked up to each.
    """

    first: int
    ranks: tuple[int, ...]
    dates: tuple[date, ...]

    @classmethod
    def of(cls, worked: WorkedDays, number: int, known: range) -> "Near":
        """The table with that number, and the days that are worked up to the end of the next.

        It is empty where days are not among those that are known.
        """
        first = number * NEAR
        if first not in known or first + 2 * NEAR not in known:
            return cls(first, (0,) * NEAR, ())
        before, last = worked.upto(first - 1), worked.upto(first + 2 * NEAR - 1)
        dates = (date.fromordinal(worked.nth(x)) for x in range(before + 1, last + 1))
        ranks = (worked.upto(day) - before for day in range(first, first + NEAR))
        return cls(first, tuple(ranks), tuple(dates))

    def last_day(self, start: date, count: int) -> date | None:
        """The day on which so many worked days end; None where it is not near."""
        if not count:
            return start
        place = self.ranks[start.toordinal() - self.first] + count - 1
        return self.dates[place] if place < len(self.dates) else None
