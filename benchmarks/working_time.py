"""Working time beside two packages, and over all distances: one calendar, a few starts."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from importlib import import_module
from typing import Any

from benchmarks.bars import Bar
from benchmarks.tables import Effort, case, table
from postsales import Holidays, WorkCalendar, WorkingDays, WorkingHours

__all__ = ["bars"]

SHORT, LONG, LONGEST = WorkingDays(10), WorkingDays(2_000), WorkingDays(30_000)
HOURS = WorkingHours(30)
ZONE = "Europe/Berlin"
YEARS = range(2026, 2066)
CLOSED = [date(year, month, day) for year in YEARS for month, day in ((1, 1), (5, 1), (12, 25))]
OFFICE = WorkCalendar(
    zone=ZONE,
    hours={"Mon-Fri": "09:00-17:00"},
    holidays=Holidays(CLOSED, since="2026-01-01", until="2065-12-31"),
)
STARTS = [date(2026, 1, 1) + timedelta(days=11 * x) for x in range(32)]
MOMENTS = [datetime(2026, 1, 1, 10, 15, tzinfo=UTC) + timedelta(hours=83 * x) for x in range(32)]


def walked(start: date, days: int) -> date:
    """The last day, found by a walk from day to day: what the tables stand in for."""
    found = start
    for _ in range(days):
        found += timedelta(days=1)
        while not OFFICE.is_working_day(found):
            found += timedelta(days=1)
    return found


def ended(length: WorkingDays, start: date) -> date:
    """The last day, as the library says it."""
    return OFFICE.last_day(start, length)


def bars(effort: Effort) -> Iterable[Bar]:
    """What working time costs beside other packages, and over hundreds of years."""
    yield from _distances(effort)
    yield from _days(effort)
    yield from _hours(effort)


def _distances(effort: Effort) -> Iterable[Bar]:
    cases = {
        f"{length.count:,} working days": case(partial(ended, length), STARTS)
        for length in (SHORT, LONG, LONGEST)
    }
    short, long, longest = cases
    timings = effort.timed(cases)
    table("Working days", timings, short)
    yield Bar(f"{longest}, of {long}", timings.ratio(longest, long), "at most", 1.5)


def _days(effort: Effort) -> Iterable[Bar]:
    says = "ten working days by `holidays`, of ours"
    try:
        from holidays import HolidayBase
    except ImportError:
        yield Bar(says, None, "at least", 25)
        return
    known: Any = HolidayBase(years=YEARS)
    known.update(dict.fromkeys(CLOSED, "closed"))

    def theirs(start: date) -> date:
        found: date = known.get_nth_working_day(start, SHORT.count)
        return found

    assert [theirs(x) for x in STARTS] == [ended(SHORT, x) for x in STARTS]
    cases = {"ours": case(partial(ended, SHORT), STARTS), "holidays": case(theirs, STARTS)}
    timings = effort.timed(cases)
    table("Ten working days", timings, "ours")
    yield Bar(says, timings.ratio("holidays", "ours"), "at least", 25)


def _hours(effort: Effort) -> Iterable[Bar]:
    says = "thirty working hours by `businesstimedelta`, of ours"
    try:
        package: Any = import_module("businesstimedelta")
        zone: Any = import_module("pytz").timezone(ZONE)
    except ImportError:
        yield Bar(says, None, "at least", 30)
        return
    work = package.WorkDayRule(
        start_time=time(9), end_time=time(17), working_days=[*range(5)], tz=zone
    )
    rules = package.Rules([work, package.HolidayRule(CLOSED, tz=zone)])
    length = package.BusinessTimeDelta(rules, hours=30)

    def theirs(start: datetime) -> datetime:
        found: datetime = start + length
        return found

    def ours(start: datetime) -> datetime:
        return OFFICE.add(start, HOURS)

    assert [theirs(x) for x in MOMENTS] == [ours(x) for x in MOMENTS]
    cases = {"ours": case(ours, MOMENTS), "businesstimedelta": case(theirs, MOMENTS)}
    timings = effort.timed(cases)
    table("Thirty working hours", timings, "ours")
    yield Bar(says, timings.ratio("businesstimedelta", "ours"), "at least", 30)
