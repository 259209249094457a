"""When is a window over: its length, what extends it, time that does not count, and a roll.

Rules of this file: of several extensions that apply the one counts that ends last; what does not
count is made up for at the end of all that; a roll comes last.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from attrs import evolve

from postsales.basics.calendars import WorkCalendar
from postsales.basics.durations import Hours, WorkingDays, WorkingHours
from postsales.basics.findings import Verdict
from postsales.basics.moments import day_start
from postsales.basics.periods import End, closing, ending, last_day_of, later, unsure
from postsales.basics.windows import Counted
from postsales.returns.applies import applies
from postsales.returns.tolling import days_made_up, hours_made_up

if TYPE_CHECKING:
    from postsales.returns.case import ReturnCase
    from postsales.returns.windows import Extension, ReturnWindow

__all__ = ["ended"]

_Count = tuple[datetime, tuple[Counted, ...]]
"""The instant that a count has got to, and its steps."""


def ended(case: "ReturnCase", window: "ReturnWindow", start: datetime) -> End | None:
    """When is a window over that started at an instant? None while its time stands still."""
    zone = case.asking.zone or "UTC"
    closes = closing(start, window.length, zone, case.terms.calendar)
    plain = closes, (Counted(str(window.length), last_day_of(closes, zone), by=window.by),)
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
    """The end of a window with what extends it."""
    zone, calendar = case.asking.zone or "UTC", case.terms.calendar
    closes, steps = _longest(plain, extensions, zone, calendar)
    spans = case.asking.pauses.get(case.line_id, ())
    if spans:
        in_hours = isinstance(window.length, Hours | WorkingHours)
        made_up = hours_made_up if in_hours else days_made_up
        is_work = isinstance(window.length, WorkingDays | WorkingHours)
        told = made_up(start, closes, spans, zone, calendar if is_work else None)
        if told is None:
            return None
        closes, more = told
        steps = (*steps, *more)
    place = window.roll.over.holidays if window.roll is not None else None
    holidays = case.terms.holidays.get(place) if place is not None else None
    end = ending(closes, zone, steps, window.roll, holidays)
    lengths = [window.length, *(x.plus for x in extensions if x.plus is not None)]
    return unsure(end, start, zone, calendar, lengths)


def _longest(
    plain: _Count, extensions: "list[Extension]", zone: str, calendar: WorkCalendar | None
) -> _Count:
    """A count with the extension that ends last, or as it is."""
    closes, steps = plain
    longest = plain
    for one in extensions:
        then = _later(closes, one, zone, calendar)
        if then > longest[0]:
            says = f"extended by {one.plus}" if one.plus is not None else "extended until"
            longest = then, (*steps, Counted(says, last_day_of(then, zone), by=one.by))
    return longest


def _later(
    closes: datetime, extension: "Extension", zone: str, calendar: WorkCalendar | None
) -> datetime:
    if extension.plus is not None:
        return later(closes, extension.plus, zone, calendar)
    if extension.until is None:
        return closes
    return day_start(zone, extension.until + timedelta(days=1))
