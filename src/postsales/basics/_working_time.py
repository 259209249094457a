"""Working time over days and years: from instants to instants, block by block.

Rules of this file: instants and lengths are checked before they get here; what ends too far away to
be a date is refused.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache

from attrs import frozen

from postsales.basics._errors import InvalidValue
from postsales.basics._open_times import Block, Open, block_of, opened_on
from postsales.basics._shifts import Shifts
from postsales.basics.moments import local_ordinal
from postsales.basics.quantities import FrozenMap

__all__ = ["FIRST", "LAST", "LONGEST", "WorkedTime", "too_far"]

FIRST, LAST = date(1000, 1, 1).toordinal(), date(3500, 1, 1).toordinal()
"""Between these days every count must end."""
LONGEST = timedelta(days=LAST - FIRST)
"""No count is longer."""

_SIZE = 64


@frozen(weakref_slot=False, cache_hash=True)
class WorkedTime:
    """The shifts of a week in a zone, Monday first, and those of days that differ.

    Example:
        >>> office = WorkedTime("UTC", (((540, 1020),),) * 5 + ((), ()), FrozenMap({}))
        >>> from postsales.basics.moments import instant
        >>> office.open_from(instant("2026-03-07T12:00Z")).isoformat()
        '2026-03-09T09:00:00+00:00'
    """

    zone: str
    week: tuple[Shifts, ...]
    others: FrozenMap[int, Shifts]

    def opened_on(self, day: int) -> list[Open]:
        """What is open on a local day? On one that differs nothing is left of the day before."""
        before = () if day in self.others else self._shifts(day - 1)
        return opened_on(self.zone, day, self._shifts(day), before)

    def day_of(self, at: datetime) -> int:
        """Which local day is it at an instant?"""
        # The first and the last of all dates have no day before or after them in some zone.
        if not FIRST <= at.toordinal() <= LAST + _SIZE:
            raise too_far("at", at.isoformat())
        return local_ordinal(at, self.zone)

    def elapsed(self, since: datetime, until: datetime) -> timedelta:
        """How long is it open between two instants?"""
        if until <= since:
            return timedelta()
        first, last = self._number(since), self._number(until)
        between = sum((_block(self, x).total for x in range(first, last)), timedelta())
        return between + _block(self, last).worked(until) - _block(self, first).worked(since)

    def used_up(self, start: datetime, work: timedelta) -> datetime:
        """When has it just been open for so long since an instant? For more than nothing."""
        number = self._number(start)
        block = _block(self, number)
        work += block.worked(start)
        while work > block.total:
            work, number = work - block.total, number + 1
            block = _block(self, number)
        return block.used_up(work)

    def remaining(self, end: datetime, work: timedelta) -> datetime:
        """From when on is it open for so long until an instant? For more than nothing."""
        number = self._number(end)
        left = _block(self, number).worked(end) - work
        while left < timedelta():
            number -= 1
            left += _block(self, number).total
        return _block(self, number).remaining(left)

    def open_from(self, at: datetime) -> datetime:
        """The instant itself when it is open, else the next opening."""
        return self._first(at, lambda block: block.open_from(at), 1)

    def open_until(self, at: datetime) -> datetime:
        """The instant itself when it is open right up to it, else the closing before it."""
        return self._first(at, lambda block: block.open_until(at), -1)

    def _first(self, at: datetime, find: Callable[[Block], datetime | None], step: int) -> datetime:
        number = self._number(at)
        found = find(_block(self, number))
        while found is None:
            number += step
            found = find(_block(self, number))
        return found

    def _number(self, at: datetime) -> int:
        return self.day_of(at) // _SIZE

    def _shifts(self, day: int) -> Shifts:
        own = self.others.get(day)
        return self.week[(day - 1) % len(self.week)] if own is None else own


# A deadline is asked for again and again, and so are those near to it.
@lru_cache(maxsize=4096)
def _block(time: WorkedTime, number: int) -> Block:
    days = range(number * _SIZE, (number + 1) * _SIZE)
    if not FIRST <= days[0] <= LAST:
        raise too_far("end", date.fromordinal(days[0]).isoformat())
    return block_of(one for day in days for one in time.opened_on(day))


def too_far(field: str, value: object) -> InvalidValue:
    """The error about a count that ends where there are no dates."""
    years = f"{date.fromordinal(FIRST).year} and {date.fromordinal(LAST).year}"
    return InvalidValue(field, value, f"a count must begin and end between the years {years}")
