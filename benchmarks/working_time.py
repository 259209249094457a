"""Counting working days over short and long distances: one calendar, a few starts."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial

from benchmarks.bars import Bar
from benchmarks.tables import Effort, case, table
from postsales import WorkCalendar, WorkingDays

__all__ = ["bars"]

SHORT, LONG = WorkingDays(10), WorkingDays(10_000)
HOLIDAYS = {f"{year}-{day}": "closed" for year in range(2026, 2066) for day in ("01-01", "12-25")}
OFFICE = WorkCalendar(zone="Europe/Berlin", hours={"Mon-Fri": "09:00-17:00"}, exceptions=HOLIDAYS)
STARTS = [date(2026, 1, 1) + timedelta(days=11 * x) for x in range(32)]


def walked(start: date, days: int) -> date:
    """The last day, found by a walk from day to day: what the tables stand in for."""
    found = start
    for _ in range(days):
        found += timedelta(days=1)
        while not OFFICE.is_working_day(found):
            found += timedelta(days=1)
    return found


def bars(effort: Effort) -> Iterable[Bar]:
    """What ten working days cost, and ten thousand."""
    cases = {
        f"{length.count:,} working days": case(partial(ended, length), STARTS)
        for length in (SHORT, LONG)
    }
    short, long = cases
    timings = effort.timed(cases)
    table("Working days", timings, short)
    yield Bar(f"{long}, of {short}", timings.ratio(long, short), "at most", 1.5)


def ended(length: WorkingDays, start: date) -> date:
    """The last day, as the library says it."""
    return OFFICE.last_day(start, length)
