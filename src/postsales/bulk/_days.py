"""Days and ends as arrays, grown as instants are met: what a block of rows gathers from.

Rules of this file: every number in the tables comes from the functions that answer about one
order. Local midnights fall on quarter hours of UTC; a zone where one does not is left out, and its
rows are asked one by one. Tables grow to years that are worth it, and a stray instant is not.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import numpy as np
from attrs import define, field

from postsales.basics.moments import midnight
from postsales.bulk._coded import BY_ROW, FAR, UNFILLED, Instants, Numbers
from postsales.bulk._plan import Ends

__all__ = ["EPOCH_DAY", "Days", "micros"]

_QUARTER = 900_000_000
"""A quarter of an hour in microseconds: local days begin on one."""
_SLOTS = 96
"""In how many of them a day is looked up."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_DAY = _EPOCH.toordinal()
_MICROSECOND = timedelta(microseconds=1)
_FIRST_YEAR, _YEARS = 1971, 128
"""The years that can be looked up."""
_NEAR = 3
"""Years beside those that are there are looked up for a single row."""
_ROWS_A_YEAR = 8
"""Looking up one more year of one zone takes as long as asking so many rows by themselves."""


def micros(at: datetime) -> int:
    """Microseconds since 1970."""
    return (at - _EPOCH) // _MICROSECOND


_YEAR_BEGINS = np.array(
    [micros(datetime(_FIRST_YEAR + n, 1, 1, tzinfo=UTC)) for n in range(_YEARS + 1)]
)


def _no_rows() -> Numbers:
    return np.zeros(_YEARS, np.int64)


@define(weakref_slot=False, eq=False)
class Days:
    """The local days of zones and the ends of windows, for the days of some whole years.

    ``after`` is how long after what starts it a window in hours can end: those days are there, too.
    ``can_be_later`` says whether holidays that nobody told can move an end. An instant can be
    looked up from ``begins`` and before ``ends``.
    """

    after: timedelta
    can_be_later: bool
    years: range = range(0)
    begins: int = 0
    ends: int = 0
    first: int = 0
    count: int = 0
    zones: dict[str, int] = field(factory=dict[str, int])
    is_whole: list[bool] = field(factory=list[bool])
    windows: list[Ends] = field(factory=list[Ends])
    places: dict[int, int] = field(factory=dict[int, int])
    of_slots: Numbers = field(factory=lambda: np.empty((0, 0), np.uint16))
    closes: Numbers = field(factory=lambda: np.empty((0, 0), np.int64))
    latest: Numbers = field(factory=lambda: np.empty((0, 0), np.int64))
    last_days: Numbers = field(factory=lambda: np.empty((0, 0), np.int32))
    met: Numbers = field(factory=_no_rows)
    """How many instants of each year were met that could not be looked up."""

    # ------------------------------------------------------------------------ which years

    def cover(self, instants: Sequence[Instants]) -> None:
        """Look up the years of these instants, as far as they are worth it."""
        found = [x.values.take(self.outside(x)) for x in instants]
        if not any(len(x) for x in found):
            return
        years = np.searchsorted(_YEAR_BEGINS, np.concatenate(found), side="right") - 1
        years = years[(years >= 0) & (years < _YEARS)]
        if not len(years):
            return
        self.met += np.bincount(years, minlength=_YEARS)
        there = self.years or range(int(self.met.argmax()), int(self.met.argmax()) + 1)
        first = there.start - self._worth(self.met[: there.start][::-1])
        last = there.stop + self._worth(self.met[there.stop :])
        if range(first, last) != self.years:
            self._grow(range(first, last))

    def outside(self, instants: Instants) -> Numbers:
        """The places of those that cannot be looked up; what nobody told is none of them."""
        at = instants.values
        if instants.least >= self.begins and instants.most < self.ends:
            return np.empty(0, np.int64)
        return np.flatnonzero((at < self.begins) | ((at >= self.ends) & (at != FAR)))

    def _worth(self, rows: Numbers) -> int:
        """How many more years to look up, by the rows that were met in each, going away."""
        away = np.arange(1, len(rows) + 1)
        cost = np.maximum(away - _NEAR, 0) * _ROWS_A_YEAR * max(1, len(self.zones))
        gain = np.cumsum(rows) - cost
        return int(gain.argmax()) + 1 if len(gain) and gain.max() > 0 else 0

    def _grow(self, years: range) -> None:
        self.years = years
        first, last = (date(_FIRST_YEAR + x, 1, 1) for x in (years.start, years.stop))
        self.first, self.count = first.toordinal(), (last - first).days + self.after.days + 3
        self.begins, self.ends = int(_YEAR_BEGINS[years.start]), int(_YEAR_BEGINS[years.stop])
        # A day of some zone begins before that of UTC.
        self.first -= 1
        self.of_slots = _room(self.of_slots[:0], len(self.zones), self.count * _SLOTS)
        for name, place in self.zones.items():
            self.is_whole[place] = self._look_up(name, place)
        self._make_room(self.closes[:0], self.latest[:0], self.last_days[:0])

    # ------------------------------------------------------------------------ days

    @property
    def base(self) -> int:
        """The first instant of the first day of the tables, in UTC."""
        return (self.first - EPOCH_DAY) * _SLOTS * _QUARTER

    def zone(self, name: str) -> int:
        """The place of a zone; its days by quarter hour are looked up when it is first met."""
        if name not in self.zones:
            place = self.zones[name] = len(self.zones)
            self.of_slots = _room(self.of_slots, place + 1, self.count * _SLOTS)
            self.is_whole.append(self._look_up(name, place))
        return self.zones[name]

    def _look_up(self, zone: str, place: int) -> bool:
        """Fill in which local day each quarter hour is; is it that of all of the quarter?"""
        if not self.count:
            return True
        days = range(self.first - 1, self.first + self.count + 2)
        begins = np.fromiter((micros(midnight(zone, day)) for day in days), np.int64)
        slots = self.base + np.arange(self.count * _SLOTS, dtype=np.int64) * _QUARTER
        found = np.searchsorted(begins, slots, side="right") - 2
        self.of_slots[place] = np.clip(found, 0, self.count - 1)
        return not (begins % _QUARTER).any()

    def of_instants(self, at: Numbers, places: Numbers) -> Numbers:
        """The local day of instants that can be looked up, counted from the first day there is."""
        # Nothing is below zero, and without a sign it divides faster.
        slots = (at - self.base).view(np.uint64) // np.uint64(_QUARTER)
        slots = slots.view(np.int64)
        slots += places * (self.count * _SLOTS)
        found: Numbers = self.of_slots.ravel().take(slots)
        return found

    # ------------------------------------------------------------------------ ends

    def window(self, ends: Ends) -> int:
        """The place of the ends of a window."""
        if id(ends) not in self.places:
            self.places[id(ends)] = len(self.windows)
            self.windows.append(ends)
            self._make_room(self.closes, self.latest, self.last_days)
        return self.places[id(ends)]

    def _make_room(self, closes: Numbers, latest: Numbers, last_days: Numbers) -> None:
        rows = len(self.windows)
        self.closes = _room(closes, rows, self.count, UNFILLED)
        self.latest = _room(latest, rows, self.count)
        self.last_days = _room(last_days, rows, self.count)

    def fill(self, at: Numbers) -> None:
        """Find the ends that were never asked for, by their places in the tables."""
        flat = self.closes.ravel()
        for one in np.unique(at[flat.take(at) == UNFILLED]).tolist():
            place, day = divmod(one, self.count)
            end = self.windows[int(place)].of(self.first + int(day))
            if end is None:
                self.closes[place, day] = BY_ROW
                continue
            closes, latest, last_day = end
            self.closes[place, day] = micros(closes)
            self.latest[place, day] = FAR if latest is None else micros(latest)
            self.last_days[place, day] = last_day - EPOCH_DAY

    def closing(self, at: Numbers) -> tuple[Numbers, Numbers | None]:
        """When windows close, by their places in the tables.

        And of which of them that depends on the time of day, if any.
        """
        found = self.closes.ravel().take(at)
        least = found.min(initial=FAR)
        if least == UNFILLED:
            self.fill(at)
            return self.closing(at)
        return found, found == BY_ROW if least == BY_ROW else None


def _room(table: Numbers, rows: int, width: int, value: int = 0) -> Numbers:
    """The table with room for so many rows, and some more, so that it is seldom copied."""
    if rows <= len(table) and table.shape[1] == width:
        return table
    shape = max(rows, 2 * len(table)), width
    made = np.full(shape, value, table.dtype) if value else np.zeros(shape, table.dtype)
    if len(table):
        made[: len(table)] = table
    return made
