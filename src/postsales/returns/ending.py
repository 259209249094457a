"""When is a window over: its length, what extends it, time that does not count, and a roll.

Rules of this file: of several extensions that apply the one counts that ends last; what does not
count is made up for at the end of all that; a roll comes last.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from postsales.basics.calendars import WorkCalendar
from postsales.basics.durations import Hours, Length, WorkingDays, WorkingHours, WorkingLength
from postsales.basics.findings import Verdict
from postsales.basics.moments import day_start
from postsales.basics.pauses import days_made_up, hours_made_up
from postsales.basics.periods import End, Worked, closing, ending, last_day_of, later, unsure
from postsales.basics.windows import Counted
from postsales.returns.applies import applies

if TYPE_CHECKING:
    from postsales.returns.case import ReturnCase
    from postsales.returns.windows import Extension, ReturnWindow

__all__ = ["ended"]


@frozen(weakref_slot=False)
class _Count:
    """What a count has got to: its instant, its steps, and its parts in working time."""

    closes: datetime
    steps: tuple[Counted, ...]
    parts: tuple[Worked, ...] = ()


def ended(case: "ReturnCase", window: "ReturnWindow", start: datetime) -> End | None:
    """When is a window over that started at an instant? None while its time stands still."""
    zone = case.asking.zone or "UTC"
    closes = closing(start, window.length, zone, case.terms.calendar)
    step = Counted(str(window.length), last_day_of(closes, zone), by=window.by)
    plain = _Count(closes, (step,), Worked.of(start, window.length, closes, zone))
    extensions = [(x, applies(x, case)) for x in case.terms.extensions]
    certain = [x for x, verdict in extensions if verdict is Verdict.MET]
    possible = [x for x, verdict in extensions if verdict is not Verdict.NOT_MET]
    end = _with(certain, plain, case, window, start)
    if end is None or len(certain) == len(possible):
        return end
    latest = _with(possible, plain, case, window, start)
    return evolve(end, latest=None if latest is None else latest.latest)


def _with(
    extensions: "list[Extension]",
    plain: _Count,
    case: "ReturnCase",
    window: "ReturnWindow",
    start: datetime,
) -> End | None:
    """The end of a window with what extends it: the last that it could have by any of that."""
    zone, calendar = case.asking.zone or "UTC", case.terms.calendar
    counts = [plain, *(_extended(plain, x, zone, calendar) for x in extensions)]
    longest = max(counts, key=lambda x: x.closes)
    end = _ended(longest, case, window, start)
    # What ends earlier by all that is known may be what ends last once its holidays are known.
    others = [x for x in counts if x.parts and x is not longest]
    if end is None or end.latest is None or not others:
        return end
    found = [_ended(x, case, window, start) for x in others]
    latest = [end.latest, *(x.latest for x in found if x is not None and x.latest is not None)]
    if any(x is None or x.latest is None for x in found):
        return evolve(end, latest=None, needs_holidays=True)
    needs_holidays = end.needs_holidays or max(latest) > end.latest
    return evolve(end, latest=max(latest), needs_holidays=needs_holidays)


def _ended(
    count: _Count, case: "ReturnCase", window: "ReturnWindow", start: datetime
) -> End | None:
    """The end of one count, with the time made up for and the roll."""
    zone, calendar = case.asking.zone or "UTC", case.terms.calendar
    made_up = _made_up(count, case, window, start)
    if made_up is None:
        return None
    place = window.roll.over.holidays if window.roll is not None else None
    holidays = case.terms.holidays.get(place) if place is not None else None
    end = ending(made_up.closes, zone, made_up.steps, window.roll, holidays)
    return unsure(end, zone, calendar, made_up.parts)


def _made_up(
    count: _Count, case: "ReturnCase", window: "ReturnWindow", start: datetime
) -> _Count | None:
    """A count with the time that did not count; None while it stands still."""
    spans = case.asking.pauses.get(case.line_id, ())
    if not spans:
        return count
    zone, length = case.asking.zone or "UTC", window.length
    made_up = hours_made_up if isinstance(length, Hours | WorkingHours) else days_made_up
    is_work = isinstance(length, WorkingDays | WorkingHours)
    calendar = case.terms.calendar if is_work else None
    told = made_up(start, count.closes, spans, zone, calendar)
    if told is None:
        return None
    closes, steps = told
    return _on(count, closes, steps, length, zone) if steps else count


def _extended(count: _Count, one: "Extension", zone: str, calendar: WorkCalendar | None) -> _Count:
    if one.plus is not None:
        closes = later(count.closes, one.plus, zone, calendar)
        step = Counted(f"extended by {one.plus}", last_day_of(closes, zone), by=one.by)
        return _on(count, closes, (step,), one.plus, zone)
    if one.until is None:
        return count
    closes = day_start(zone, one.until + timedelta(days=1))
    step = Counted("extended until", last_day_of(closes, zone), by=one.by)
    return _Count(closes, (*count.steps, step))


def _on(
    count: _Count,
    closes: datetime,
    steps: tuple[Counted, ...],
    length: Length | WorkingLength,
    zone: str,
) -> _Count:
    """A count that goes on by a length."""
    since = count.closes
    if not isinstance(length, WorkingHours):
        since -= since.resolution
    parts = (*count.parts, *Worked.of(since, length, closes, zone))
    return _Count(closes, (*count.steps, *steps), parts)
