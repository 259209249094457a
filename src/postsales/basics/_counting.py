"""How a count of days is worked out: its length, a move to a working day, enough working days.

Rules of this file: beside each day stands the latest that it could be, if days of which nobody
told are holidays; a later start never leads to an earlier end, so both are counted alike.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, cast

from attrs import evolve, frozen

from postsales.basics._words import Word
from postsales.basics.choices import ByCase, Readings
from postsales.basics.citations import Citation
from postsales.basics.days_known import DaysKnown
from postsales.basics.durations import Months, Weeks, WorkingDays, Years, days_after
from postsales.basics.events import Event
from postsales.basics.findings import Verdict
from postsales.basics.last_days import CalendarLength, Count, FirstDay
from postsales.basics.rolls import Holidays, NonDays
from postsales.basics.selectors import Selector
from postsales.basics.windows import Counted

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
    NEVER = "never"
    """What starts it will not happen: there is nothing that it could happen to."""


@frozen(weakref_slot=False)
class Asked:
    """The days that are known, and how texts are read; without ``moves`` nothing rolls."""

    known: DaysKnown
    choice: Choice
    moves: bool = True

    def holidays(self, days: NonDays) -> Holidays | None:
        """The holidays that are among some days, where somebody gave them."""
        return None if days.holidays is None else self.known.holidays(days.holidays)


@frozen(weakref_slot=False)
class Found:
    """A day, or why there is none; and the latest that it could be, by holidays nobody gave.

    ``missing`` is the event that is to come, or that nobody dated; with a day it is the one that
    can have been later.
    """

    state: State
    day: date | None = None
    latest: date | None = None
    start: date | None = None
    trace: tuple[Counted, ...] = ()
    assumed: tuple[str, ...] = ()
    missing: type[Event] | None = None
    started_by: Selector | None = None
    length: CalendarLength | None = None
    can_be_later: bool = False


_Ends = tuple[date, date]
"""A day, and the latest that it could be."""


def counted(says: Count, start: Found, case: "Chosen", asked: Asked) -> Found:
    """So long from a day on: the length, a move to a working day, and enough working days."""
    assert start.day and start.latest  # noqa: PT018, S101 - the caller asked
    begun, length = (start.day, start.latest), case.value
    ends = _after(begun, length, says, asked)
    steps = [*start.trace, Counted(_said(length, says.first_day), ends[0], by=case.by or says.by)]
    if asked.moves and says.roll is not None:
        over = says.roll.over
        moved = _from(ends, over, asked)
        if moved[0] != ends[0]:
            steps.append(Counted("next working day", moved[0], by=says.roll.by))
        ends = moved
    if asked.moves and says.at_least is not None and _is_of_days(length):
        least = says.at_least
        enough = _worked(begun, least.count, least.outside, asked, says.first_day)
        if enough[0] > ends[0]:
            what = f"at least {WorkingDays(least.count)}"
            steps.append(Counted(what, enough[0], by=least.by))
        ends = max(ends[0], enough[0]), max(ends[1], enough[1])
    return evolve(
        start, day=ends[0], latest=ends[1], start=start.day, length=length, trace=tuple(steps)
    )


def _said(length: CalendarLength, first_day: FirstDay) -> str:
    return str(length) if first_day is FirstDay.NEXT else f"{length}, the first included"


def _is_of_days(length: CalendarLength) -> bool:
    """Is it two days or more?"""
    return length.count > (0 if isinstance(length, Weeks | Months | Years) else 1)


def _after(begun: _Ends, length: CalendarLength, says: Count, asked: Asked) -> _Ends:
    if isinstance(length, WorkingDays):
        assert says.skipping is not None  # noqa: S101 - checked when it was made
        return _worked(begun, length.count, says.skipping, asked, says.first_day)
    day, latest = (_ended(x, length, says.first_day) for x in begun)
    return day, latest


def _ended(start: date, length: Any, first_day: FirstDay) -> date:
    """The day on which a length ends; where the first counts, one day sooner.

    A month that lacks the date ends with its last day all the same.
    """
    last: date = length.last_day(start)
    is_missing = isinstance(length, Months | Years) and last.day != start.day
    return last - timedelta(days=first_day is FirstDay.SAME and not is_missing)


def _worked(
    begun: _Ends, count: int, skipping: NonDays, asked: Asked, first_day: FirstDay
) -> _Ends:
    """So many working days after a day, which can be the first of them."""
    ends = begun
    for n in range(count):
        step = 0 if first_day is FirstDay.SAME and n == 0 else 1
        ends = _from((days_after(ends[0], step), days_after(ends[1], step)), skipping, asked)
    return ends


def _from(ends: _Ends, skipping: NonDays, asked: Asked) -> _Ends:
    """The next days that are worked, if these are not."""
    holidays = asked.holidays(skipping)
    return (
        skipping.next_worked(ends[0], holidays),
        skipping.next_worked_at_latest(ends[1], holidays),
    )


# ------------------------------------------------------------------------------- which case it is


@frozen(weakref_slot=False)
class Chosen:
    """What holds in this case, what was assumed to say so, and where it stands."""

    value: Any
    assumed: tuple[str, ...] = ()
    by: Citation | None = None


def chosen(says: Any, asked: Asked) -> Chosen | None:
    """What holds in this case, and as the text is read; None where nobody can say."""
    if isinstance(says, ByCase):
        found = _row(cast("ByCase[object]", says), asked)
    elif isinstance(says, Readings):
        found = _read(cast("Readings[object]", says), asked)
    else:
        return Chosen(says)
    then = None if found is None else chosen(found.value, asked)
    if found is None or then is None:
        return None
    return Chosen(then.value, found.assumed + then.assumed, then.by or found.by)


def _read(says: Readings[Any], asked: Asked) -> Chosen:
    return Chosen(says.read(asked.choice[says.name]), by=says.by)


def _row(says: ByCase[Any], asked: Asked) -> Chosen | None:
    assumed: tuple[str, ...] = ()
    for row in says.rows:
        held = asked.known.holds(row.when)
        if held.verdict is Verdict.UNKNOWN:
            return None
        assumed += (held.assumed,) if held.assumed else ()
        if held.verdict is Verdict.MET:
            return Chosen(row.then, assumed, row.by or says.by)
    return Chosen(says.otherwise, assumed, says.by)
