"""Times near which policies go wrong: midnights, gaps and folds, ends of months, leap days.

Rules of this file: an edge is the first instant of something; one microsecond before it, the thing
has not begun.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from hypothesis import strategies as st

from postsales.basics.moments import day_start, local_day, zone_info
from postsales.basics.windows import Window
from postsales.testing.strategies._dice import Dice, thrown

__all__ = [
    "PLACED",
    "SALES",
    "TICK",
    "ZONES",
    "days",
    "instant_near",
    "instants",
    "later",
    "turns",
    "windows",
    "zones",
]

TICK = timedelta(microseconds=1)
PLACED = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
"""When the plainest order was placed: a Monday in March."""
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "America/Santiago",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "UTC",
)
"""Zones in the order of how odd they are: midnight is skipped in Santiago, half an hour on Lord
Howe Island."""
SALES = (
    PLACED,
    PLACED,
    datetime(2026, 3, 28, 22, 59, 59, 999999, tzinfo=UTC),  # before the day of the gap in Berlin
    datetime(2026, 10, 24, 22, 0, tzinfo=UTC),  # midnight before the fold in Berlin
    datetime(2027, 1, 31, 12, 0, tzinfo=UTC),  # a month that is longer than the next
    datetime(2028, 2, 28, 23, 0, tzinfo=UTC),  # a leap day begins in Berlin
    datetime(2028, 2, 1, 8, 0, tzinfo=UTC),  # 30 days with a leap day in them
    datetime(2026, 8, 31, 23, 30, tzinfo=UTC),  # another day here than there
)
"""Instants of sales, the plain one first and oftener."""

_FIRST, _LAST = date(2025, 12, 1), date(2030, 2, 1)
_FAR = timedelta(days=40)
_DAY = timedelta(days=1)
_NEAR = (timedelta(0), -TICK, TICK, _DAY)
_SPAN = timedelta(days=400)


@lru_cache(maxsize=256)
def turns(zone: str) -> tuple[datetime, ...]:
    """When are clocks of this zone put forward or back, from 2026 to 2029?"""
    found: list[datetime] = []
    at = datetime(_FIRST.year, _FIRST.month, _FIRST.day, tzinfo=UTC)
    last = datetime(_LAST.year, _LAST.month, _LAST.day, tzinfo=UTC)
    while at < last:
        if _offset(at, zone) != _offset(at + _DAY, zone):
            found.append(_turn(at, zone))
        at += _DAY
    return tuple(found)


def _offset(at: datetime, zone: str) -> timedelta | None:
    return at.astimezone(zone_info(zone)).utcoffset()


def _turn(after: datetime, zone: str) -> datetime:
    """The minute of a day in which the offset changes."""
    low, high = 0, 24 * 60
    before = _offset(after, zone)
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(after + timedelta(minutes=middle), zone) == before:
            low = middle
        else:
            high = middle
    return after + timedelta(minutes=high)


def _next_turn(at: datetime, zone: str) -> datetime:
    """The next gap or fold, where it is not far away."""
    for turn in turns(zone):
        if at < turn <= at + _FAR:
            return turn
    return at + _DAY


def _next_midnight(at: datetime, zone: str) -> datetime:
    return day_start(zone, local_day(at, zone) + _DAY)


def _next_month(at: datetime, zone: str) -> datetime:
    day = local_day(at, zone)
    return day_start(zone, date(day.year + day.month // 12, day.month % 12 + 1, 1))


def _before_midnight(at: datetime, zone: str) -> datetime:
    return _next_midnight(at, zone) - TICK


def _before_a_turn(at: datetime, zone: str) -> datetime:
    return _next_turn(at, zone) - TICK


def _in_a_turn(at: datetime, zone: str) -> datetime:
    """In a repeated hour this is its second time; after a gap it is an hour like others."""
    return _next_turn(at, zone) + timedelta(minutes=30)


def _end_of_month(at: datetime, zone: str) -> datetime:
    return _next_month(at, zone) - timedelta(hours=12)


_WHILES = (
    _DAY,
    timedelta(0),
    timedelta(hours=7),
    timedelta(days=3),
    timedelta(0),
    timedelta(days=13),
    timedelta(hours=26),
    TICK,
)
_EDGES = (
    _next_midnight,
    _next_midnight,
    _before_midnight,
    _next_turn,
    _before_a_turn,
    _in_a_turn,
    _next_month,
    _end_of_month,
)


def later(dice: Dice, at: datetime, zone: str) -> datetime:
    """When the next thing happens: after a while, at once, or on an edge of the calendar."""
    choice = dice.below(len(_WHILES) + len(_EDGES))
    if choice < len(_WHILES):
        return at + _WHILES[choice]
    return max(at, _EDGES[choice - len(_WHILES)](at, zone))


def instants(
    start: datetime = PLACED, near: Iterable[datetime] = (), *, zone: str = ZONES[0]
) -> st.SearchStrategy[datetime]:
    """Instants after a start, on edges as well as anywhere.

    Edges are those that are given, the gaps and folds of the zone, ends of its months, and local
    midnights of the days of the given edges; a microsecond beside each, and a day after it. They
    shrink towards the start.

    Example:
        >>> from hypothesis import find
        >>> find(instants(zone="Europe/Berlin"), lambda at: at.month > 3).isoformat()
        '2026-04-01T09:15:00+00:00'
    """
    told = sorted({start, *near})
    return thrown(lambda dice: _instant(dice, told, zone))


def instant_near(dice: Dice, start: datetime, near: Iterable[datetime], zone: str) -> datetime:
    """An instant of ``instants``, of dice that are thrown already."""
    return _instant(dice.anew(), sorted({start, *near}), zone)


def _instant(dice: Dice, near: Sequence[datetime], zone: str) -> datetime:
    """Half of them on an edge that was told, the others after one, in the calendar, anywhere."""
    choice = dice.below(8)
    if choice in _ON_EDGES:
        return dice.of(near) + dice.of(_NEAR)
    if choice in _ON_CALENDAR:
        return dice.of(_calendar(near, zone)) + dice.of(_NEAR)
    at = dice.of(near) + timedelta(hours=dice.below(24))
    at += dice.below(2) * timedelta(seconds=dice.below(3600), microseconds=dice.below(2))
    # The days come last: what is left of a failing example has rather one more than some hours.
    return at + timedelta(days=dice.below(_WEEKS if choice in _SOON else _LONGEST))


_LONGEST, _WEEKS = 400, 45
# Anywhere comes first, so that what is left of a failing example is whole days after the start.
_ON_EDGES, _SOON, _ON_CALENDAR = range(1, 5), (5, 6), (7,)


def _calendar(near: Sequence[datetime], zone: str) -> list[datetime]:
    return sorted({*_midnights(near, zone), *_of_calendar(near[0], zone)})


def _midnights(edges: Sequence[datetime], zone: str) -> Iterable[datetime]:
    days = dict.fromkeys(local_day(edge, zone) for edge in edges)
    for day in days:
        yield day_start(zone, day)
        yield day_start(zone, day + _DAY)


def _of_calendar(start: datetime, zone: str) -> Iterable[datetime]:
    yield from (x for x in turns(zone) if start < x <= start + _SPAN)
    yield _next_midnight(start, zone)
    yield _next_month(start, zone)
    leap = day_start(zone, date(2028, 2, 29))
    if start < leap <= start + _SPAN:
        yield leap
        yield leap + _DAY


def days() -> st.SearchStrategy[date]:
    """Local days: ends of months and leap days as well as any, towards 2 March 2026."""
    first = PLACED.date()
    ends = [date(2026, 3, 31), date(2026, 4, 30), date(2027, 2, 28), date(2028, 2, 29)]
    turned = [date(2026, 3, 29), date(2026, 10, 25), date(2026, 12, 31), date(2027, 1, 1)]
    anyday = st.integers(0, 1500).map(lambda n: first + timedelta(days=n))
    return st.one_of(st.sampled_from([first, *ends, *turned]), anyday)


def zones() -> st.SearchStrategy[str]:
    """Keys of zones, some of them odd."""
    return st.sampled_from(ZONES)


def windows() -> st.SearchStrategy[Window]:
    """Spans of time, some of them empty, that begin and end on edges of their zone."""
    return thrown(_window)


def _window(dice: Dice) -> Window:
    zone = dice.of(ZONES)
    opens = later(dice, dice.of(SALES), zone)
    return Window(opens, later(dice, opens, zone), zone=zone)
