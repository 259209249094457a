"""Until when: what comes of the windows of each row of a block, and when the last of them closes.

Rules of this file: ends are looked up, or a fixed time later; nothing is counted here. Rows are
worked out together whose windows are started by the same events.
"""

from collections.abc import Sequence

import numpy as np
from attrs import frozen

from postsales.bulk._coded import FAR, NEVER, Numbers, put
from postsales.bulk._days import EPOCH_DAY, Days
from postsales.bulk._numbered import Numbered, Planned, Shape
from postsales.bulk._plan import CLOSED, MET, NOT_ASKED, UNSURE
from postsales.bulk._told import Told

__all__ = ["Timed", "timed"]


@frozen(weakref_slot=False, eq=False)
class Timed:
    """What comes of the windows of rows, when the last one closes, and the day of that.

    ``is_idle`` marks rows with a window that is open though it has not started, so that no end is
    known, and ``by_row`` those that have to be asked by themselves; None where there are none.
    """

    way: Numbers
    closes: Numbers
    last_day: Numbers
    is_idle: Numbers | None
    by_row: Numbers | None


@frozen(weakref_slot=False, eq=False)
class _Rows:
    """Some rows: what is known of them, their plans, and what is looked up by them."""

    days: Days
    numbered: Numbered
    known: Told
    plans: Numbers

    def some(self, rows: Numbers) -> "_Rows":
        """Some of these rows."""
        return _Rows(self.days, self.numbered, self.known.some(rows), self.plans.take(rows))

    def of(self, told: Numbers) -> Numbers:
        """What is told of plans, by row."""
        found: Numbers = told.take(self.plans)
        return found


def timed(planned: Planned, known: Told) -> Timed:
    """What comes of the windows of all rows of a block."""
    numbered, plans = planned.plans.arrays(), planned.of_row
    rows = _Rows(planned.plans.days, numbered, known, plans)
    if len(numbered.shapes) < 2:  # noqa: PLR2004 - all alike
        return _of_shape(rows, numbered.shapes[0])
    shapes = rows.of(numbered.shape)
    least, most = int(shapes.min()), int(shapes.max())
    if least == most:
        return _of_shape(rows, numbered.shapes[least])
    size = len(plans)
    whole = Timed(
        way=np.empty(size, np.int8),
        closes=np.empty(size, np.int64),
        last_day=np.empty(size, np.int32),
        is_idle=np.zeros(size, bool),
        by_row=np.zeros(size, bool),
    )
    for number in range(least, most + 1):
        some = np.flatnonzero(shapes == number)
        if len(some):
            _write(_of_shape(rows.some(some), numbered.shapes[number]), some, whole)
    return whole


def _write(found: Timed, rows: Numbers, whole: Timed) -> None:
    whole.way[rows], whole.closes[rows] = found.way, found.closes
    whole.last_day[rows] = found.last_day
    for some, out in ((found.is_idle, whole.is_idle), (found.by_row, whole.by_row)):
        if some is not None and out is not None:
            out[rows] = some


def _of_shape(rows: _Rows, shape: Shape) -> Timed:
    """What comes of the windows of rows that are started by the same events."""
    found = [_of_window(rows, place, links) for place, links in enumerate(shape)]
    size = len(rows.plans)
    whole = found[0] if found else _closed(size)
    for one in found[1:]:
        whole = _longest(whole, one)
    if not rows.numbered.is_asked[1:].all():
        put(whole.way, ~rows.of(rows.numbered.is_asked), NOT_ASKED)
    return whole


def _closed(size: int) -> Timed:
    """What holds where there are no windows."""
    ends = np.full(size, NEVER, np.int64)
    return Timed(np.full(size, CLOSED, np.int8), ends, np.zeros(size, np.int32), None, None)


def _longest(one: Timed, other: Timed) -> Timed:
    """What comes of two windows: open if one of them is, until the later end."""
    put(one.way, (other.way == MET) | (one.way == CLOSED), other.way)
    later = other.closes > one.closes
    put(one.closes, later, other.closes)
    put(one.last_day, later, other.last_day)
    is_idle, by_row = _either(one.is_idle, other.is_idle), _either(one.by_row, other.by_row)
    return Timed(one.way, one.closes, one.last_day, is_idle, by_row)


def _either(one: Numbers | None, other: Numbers | None) -> Numbers | None:
    if one is None or other is None:
        return other if one is None else one
    return one | other


# ------------------------------------------------------------------------------------- one window


@frozen(weakref_slot=False, eq=False)
class _End:
    """When a window closes by what is known, when for certain, and its last day.

    ``closes`` is before everything where the window has not started. ``latest`` is None where it is
    the same, and ``by_row`` where the end of none depends on the time of day.
    """

    closes: Numbers
    latest: Numbers | None
    last_day: Numbers
    by_row: Numbers | None

    @classmethod
    def not_started(cls, size: int) -> "_End":
        """Room for the ends of so many windows."""
        closes = np.full(size, NEVER, np.int64)
        return cls(closes, closes.copy(), np.zeros(size, np.int32), np.zeros(size, bool))

    def write(self, rows: Numbers, ends: "_End") -> None:
        """These rows have ends."""
        pairs = (
            (self.closes, ends.closes),
            (self.latest, ends.closes if ends.latest is None else ends.latest),
            (self.last_day, ends.last_day),
            (self.by_row, ends.by_row),
        )
        for out, found in pairs:
            if out is not None and found is not None:
                out[rows] = found


def _of_window(rows: _Rows, place: int, links: Sequence[tuple[int, bool]]) -> Timed:
    """What comes of one window of each row."""
    end = _end(rows, place, links)
    is_over = rows.known.at >= end.closes
    way = is_over.view(np.int8)
    if end.latest is not None:
        put(way, is_over & (rows.known.at < end.latest), UNSURE)
    is_idle: Numbers | None = None
    if end.closes.min(initial=FAR) == NEVER:
        idle = end.closes == NEVER
        not_started = rows.of(rows.numbered.not_started[place])
        put(way, idle, not_started)
        is_idle = idle & (not_started == MET)
    return Timed(way, end.closes, end.last_day, is_idle, end.by_row)


def _end(rows: _Rows, place: int, links: Sequence[tuple[int, bool]]) -> _End:
    """The end of a window, by the first of its events that has happened."""
    told = [*zip(links, rows.numbered.places[place], strict=False)]
    ((source, is_elapsed), first), *_ = told
    begun = rows.known.since(source)
    if begun.is_known:
        ends = _later if is_elapsed else _by_day
        return ends(rows.days, rows.of(rows.numbered.zone), rows.of(first), begun.values)
    whole = _End.not_started(len(rows.plans))
    for (source, is_elapsed), places in told:
        at = rows.known.since(source).values
        some = np.flatnonzero((at != FAR) & (whole.closes == NEVER))
        if len(some):
            plans = rows.plans.take(some)
            zones, where = rows.numbered.zone.take(plans), places.take(plans)
            ends = _later if is_elapsed else _by_day
            whole.write(some, ends(rows.days, zones, where, at.take(some)))
    return whole


def _later(days: Days, zones: Numbers, elapsed: Numbers, begun: Numbers) -> _End:
    """Ends of windows in hours."""
    closes = begun + elapsed
    last_day = days.of_instants(closes - 1, zones).astype(np.int32)
    return _End(closes, None, last_day + np.int32(days.first - EPOCH_DAY), None)


def _by_day(days: Days, zones: Numbers, where: Numbers, begun: Numbers) -> _End:
    """Ends that depend on the local day of what started the window."""
    where += days.of_instants(begun, zones)
    closes, by_row = days.closing(where)
    latest = days.latest.ravel().take(where) if days.can_be_later else None
    return _End(closes, latest, days.last_days.ravel().take(where), by_row)
