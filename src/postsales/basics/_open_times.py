"""Working time as instants: what is open on the days of a zone, and sums of it.

Rules of this file: all is elapsed time between instants; clock times become instants once, for each
day, by the one rule of ``moments``. Days stand in blocks with their sums, so that a long count goes
from block to block.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from attrs import frozen

from postsales.basics._shifts import DAY, Shifts
from postsales.basics.moments import clock_time, midnight

__all__ = ["Block", "Open", "block_of", "opened_on"]

Open = tuple[datetime, datetime]
"""From an instant on, and until another one."""

_NOTHING = timedelta()


def opened_on(zone: str, day: int, shifts: Shifts, before: Shifts) -> list[Open]:
    """What is open on a local day: its own shifts, and what is left of those of the day before.

    Counting: no longer than the day; what overlaps once clocks are changed counts once.
    """
    minutes = [
        *((0, closes - DAY) for _, closes in before if closes > DAY),
        *((opens, min(closes, DAY)) for opens, closes in shifts),
    ]
    first, end = midnight(zone, day), midnight(zone, day + 1)
    # Sorted again: a time that is skipped can land behind one that was written after it.
    times = sorted(
        (max(clock_time(zone, day, opens), first), min(clock_time(zone, day, closes), end))
        for opens, closes in minutes
    )
    return [*_joined((begins, ends) for begins, ends in times if begins < ends)]


@frozen(weakref_slot=False)
class Block:
    """Open times in order, none of them empty, with what is worked before and after each."""

    opens: tuple[datetime, ...]
    closes: tuple[datetime, ...]
    before: tuple[timedelta, ...]
    after: tuple[timedelta, ...]
    total: timedelta

    def worked(self, at: datetime) -> timedelta:
        """How long is it open in this block until then?"""
        last = bisect_right(self.opens, at) - 1
        if last < 0:
            return _NOTHING
        return self.before[last] + min(at, self.closes[last]) - self.opens[last]

    def used_up(self, worked: timedelta) -> datetime:
        """When has it just been open for so long? More than nothing, and no more than there is."""
        place = bisect_left(self.after, worked)
        return self.closes[place] - (self.after[place] - worked)

    def remaining(self, worked: timedelta) -> datetime:
        """Until when has it been open for so long and not longer? Less than there is."""
        place = bisect_right(self.before, worked) - 1
        return self.opens[place] + (worked - self.before[place])

    def open_from(self, at: datetime) -> datetime | None:
        """The instant itself when it is open, else the next opening in this block."""
        after = bisect_right(self.opens, at)
        if after and at < self.closes[after - 1]:
            return at
        return self.opens[after] if after < len(self.opens) else None

    def open_until(self, at: datetime) -> datetime | None:
        """The instant itself when it is open right up to it, else the last closing before it."""
        last = bisect_left(self.opens, at) - 1
        return None if last < 0 else min(at, self.closes[last])


def block_of(times: Iterable[Open]) -> Block:
    """The block of some open times, in order; those that meet become one."""
    joined = [*_joined(times)]
    before: list[timedelta] = []
    after: list[timedelta] = []
    total = _NOTHING
    for opens, closes in joined:
        before.append(total)
        total += closes - opens
        after.append(total)
    return Block(
        tuple(opens for opens, _ in joined),
        tuple(closes for _, closes in joined),
        tuple(before),
        tuple(after),
        total,
    )


def _joined(times: Iterable[Open]) -> Iterator[Open]:
    last: Open | None = None
    for one in times:
        if last is None:
            last = one
        elif one[0] <= last[1]:
            last = (last[0], max(last[1], one[1]))
        else:
            yield last
            last = one
    if last is not None:
        yield last
