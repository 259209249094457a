"""How a count of days is worked out: its length, a move to a working day, enough working days."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from attrs import evolve, frozen

from postsales.basics._words import Word
from postsales.basics.choices import ByCase
from postsales.basics.days_known import DaysKnown
from postsales.basics.durations import Months, WorkingDays, Years
from postsales.basics.events import Event
from postsales.basics.findings import Verdict
from postsales.basics.last_days import AtLeast, CalendarLength, Count, FirstDay
from postsales.basics.rolls import Holidays, NonDays
from postsales.basics.selectors import Selector
from postsales.basics.windows import Counted

_ONE_DAY = timedelta(days=1)

Choice = Mapping[str, str]
"""How each text that leaves two readings is read."""


class State(Word):
    """Is there a last day?"""

    REACHED = "reached"
    """There is."""
    TO_COME = "to_come"
    """What starts it has not happened yet."""
    STANDS_STILL = "stands_still"
    """Its time does not count at present."""
    UNKNOWN = "unknown"
    """Nobody said when that was, or which case it is."""


@frozen(weakref_slot=False)
class Asked:
    """The days that are known, and how texts are read; without ``moves`` nothing rolls."""

    known: DaysKnown
    choice: Choice
    moves: bool = True


@frozen(weakref_slot=False)
class Found:
    """A day, or why there is none; how often holidays that nobody gave could move it on."""

    state: State
    day: date | None = None
    start: date | None = None
    unmoved: date | None = None
    trace: tuple[Counted, ...] = ()
    assumed: tuple[str, ...] = ()
    missing: type[Event] | None = None
    started_by: Selector | None = None
    length: CalendarLength | None = None
    can_be_later: bool = False
    unsure: int = 0


def counted(says: Count, start: Found, length: CalendarLength, asked: Asked) -> Found:
    """So long from a day on: the length, a move to a working day, and enough working days."""
    assert start.day is not None  # noqa: S101 - the caller asked
    by = says.by or _source_of(says, length)
    last, unsure = _after(start.day, length, says, asked)
    steps = [*start.trace, Counted(_said(length, says.first_day), last, by=by)]
    unmoved = last
    if asked.moves and says.roll is not None:
        holidays = _holidays(says.roll.over, asked)
        rolled = says.roll.rolled(last, holidays)
        unsure += rolled.needs_holidays
        if rolled.last_day != last:
            last = rolled.last_day
            steps.append(Counted("next working day", last, by=says.roll.by))
    if asked.moves and says.at_least is not None and (last - start.day).days > 1:
        moved, more = _enough(says.at_least, start.day, last, asked)
        unsure += more
        if moved != last:
            last = moved
            what = f"at least {WorkingDays(says.at_least.count)}"
            steps.append(Counted(what, last, by=says.at_least.by))
    return evolve(
        start,
        day=last,
        start=start.day,
        unmoved=unmoved,
        length=length,
        trace=tuple(steps),
        unsure=start.unsure + unsure,
    )


def _source_of(says: Count, length: CalendarLength) -> Any:
    """Where a length stands that is one of several cases."""
    rows = says.length.rows if isinstance(says.length, ByCase) else ()
    return next((row.by for row in rows if row.then == length), None)


def _said(length: CalendarLength, first_day: FirstDay) -> str:
    return str(length) if first_day is FirstDay.NEXT else f"{length}, the first included"


def _after(start: date, length: CalendarLength, says: Count, asked: Asked) -> tuple[date, int]:
    """The day on which a length ends, and how many of its days could be holidays."""
    is_same = says.first_day is FirstDay.SAME
    if isinstance(length, WorkingDays):
        assert says.skipping is not None  # noqa: S101 - checked when it was made
        return _worked(start, length.count, says.skipping, asked, is_same=is_same)
    last = length.last_day(start)
    is_missing = isinstance(length, Months | Years) and last.day != start.day
    return (last - _ONE_DAY if is_same and not is_missing else last), 0


def _worked(
    start: date, count: int, skipping: NonDays, asked: Asked, *, is_same: bool
) -> tuple[date, int]:
    """So many working days after a day, which can be the first of them."""
    holidays, unsure = _holidays(skipping, asked), 0
    last = start - _ONE_DAY if is_same else start
    for _ in range(count):
        last = _next_worked(last, skipping, holidays)
        unsure += skipping.could_hold(last, holidays)
    return last, unsure


def _next_worked(day: date, skipping: NonDays, holidays: Holidays | None) -> date:
    day += _ONE_DAY
    while skipping.holds(day, holidays):
        day += _ONE_DAY
    return day


def _enough(says: AtLeast, start: date, last: date, asked: Asked) -> tuple[date, int]:
    """The day on which so many working days lie between the start and it, that day included."""
    holidays = _holidays(says.outside, asked)
    days = (start + _ONE_DAY * n for n in range(1, (last - start).days + 1))
    worked = [x for x in days if not says.outside.holds(x, holidays)]
    while len(worked) < says.count:
        last = _next_worked(last, says.outside, holidays)
        worked.append(last)
    sure = [x for x in worked if not says.outside.could_hold(x, holidays)]
    return last, max(0, says.count - len(sure))


def _holidays(days: NonDays, asked: Asked) -> Holidays | None:
    return asked.known.holidays(days.holidays) if days.holidays is not None else None


def chosen(says: Any, asked: Asked) -> "Found | tuple[Any, tuple[str, ...]]":
    """What holds in this case, and what was assumed to say so."""
    assumed: tuple[str, ...] = ()
    while isinstance(says, ByCase):
        says, more = _row(says, asked)
        if says is None:
            return Found(State.UNKNOWN)
        assumed += more
    return says, assumed


def _row(says: ByCase[Any], asked: Asked) -> tuple[Any, tuple[str, ...]]:
    assumed: tuple[str, ...] = ()
    for row in says.rows:
        held = asked.known.holds(row.when)
        if held.verdict is Verdict.UNKNOWN:
            return None, ()
        assumed += (held.assumed,) if held.assumed else ()
        if held.verdict is Verdict.MET:
            return row.then, assumed
    return says.otherwise, assumed
