"""Which day is the last? What ``last_days`` says, worked out for the days that are known.

Rules of this file: everything is worked out once for each way in which a text can be read, and once
without any moves to working days; what a consumer may do ends with the latest of these days, and
what a trader owes with the earliest.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import product
from typing import Any

from attrs import evolve, field, frozen

from postsales.basics._counting import Asked, Choice, Found, State, chosen, counted
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.choices import ByCase, Readings
from postsales.basics.days_known import DaysKnown
from postsales.basics.events import Event
from postsales.basics.last_days import (
    Base,
    CalendarLength,
    Count,
    Earlier,
    Extended,
    FirstDay,
    LastDay,
    Later,
    Own,
    Paused,
    parts,
)
from postsales.basics.quantities import FrozenMap
from postsales.basics.selectors import First, Last, Selector
from postsales.basics.windows import Counted

__all__ = ["Owed", "Reckoned", "State", "last_day"]

# No place has so many holidays in a row that a working day is two weeks away.
_LONGEST_RUN = 14
_ONE_DAY = timedelta(days=1)


class Owed(Word):
    """What is the last day for?"""

    RIGHT = "right"
    """Something that the consumer may do until then: the latest reading is the safe one."""
    DUTY = "duty"
    """Something that the trader has to do by then: the earliest is."""


@frozen(weakref_slot=False)
class Reckoned:
    """The last day, by the text and by its readings, and how it was counted.

    ``nominal`` is where the count alone ends, ``legal`` where it ends by the first reading with
    every move to a working day, and ``safe`` the day on which nobody can be wrong: the latest for
    a right, the earliest for a duty. All are None unless it is ``reached``. ``readings`` says of
    each way of reading a text that leaves two where it leads, ``assumed`` what was taken for
    granted, ``missing`` which event nobody dated or which is to come. ``latest`` is the last day
    that the safe day could be where holidays that nobody gave move it on.
    """

    state: State
    start: date | None = None
    nominal: date | None = None
    legal: date | None = None
    safe: date | None = None
    latest: date | None = None
    readings: FrozenMap[str, date] = field(factory=lambda: FrozenMap[str, date]({}))
    trace: tuple[Counted, ...] = ()
    assumed: tuple[str, ...] = ()
    missing: type[Event] | None = None
    started_by: Selector | None = None
    length: CalendarLength | None = None
    can_be_later: bool = False

    @property
    def needs_holidays(self) -> bool:
        """Could holidays that nobody gave move the last day on?"""
        return self.latest != self.safe

    @property
    def is_reached(self) -> bool:
        """Is there a last day?"""
        return self.state is State.REACHED

    @property
    def is_to_come(self) -> bool:
        """Has what starts it not happened yet, or does its time stand still?"""
        return self.state in (State.TO_COME, State.STANDS_STILL)


def last_day(says: LastDay, known: DaysKnown, *, owed: Owed = Owed.RIGHT) -> Reckoned:
    """Which day is the last, of a right or of a duty?

    Counting: see ``Count`` and the other parts. The first reading of each text is its usual one.

    Example:
        >>> from postsales import Days, Delivered
        >>> from postsales.basics.dates import Dates
        >>> fortnight = Count(Last(Delivered), Days(14))
        >>> last_day(fortnight, Dates({Delivered: ["2026-03-05", "2026-03-09"]})).legal.isoformat()
        '2026-03-23'
    """
    choices = [*_choices(says)]
    legal = _reckoned(says, Asked(known, choices[0]))
    if legal.day is None:
        assumed = tuple(dict.fromkeys(legal.assumed))
        return Reckoned(legal.state, assumed=assumed, missing=legal.missing)
    unmoved = [_reckoned(says, Asked(known, x, moves=False)) for x in choices]
    moved = [legal, *(_reckoned(says, Asked(known, x)) for x in choices[1:])]
    safest = _latest(moved) if owed is Owed.RIGHT else _earliest([*moved, *unmoved])
    # A trader who is early by a holiday that nobody gave is early and not late.
    unsure = safest.unsure if owed is Owed.RIGHT else 0
    assert safest.day is not None  # noqa: S101 - all readings start with the same days
    return Reckoned(
        State.REACHED,
        start=legal.start,
        nominal=unmoved[0].day,
        legal=legal.day,
        safe=safest.day,
        latest=safest.day + timedelta(days=_LONGEST_RUN * unsure),
        readings=_told(choices, moved),
        trace=legal.trace,
        assumed=tuple(dict.fromkeys(x for one in moved for x in one.assumed)),
        started_by=legal.started_by,
        length=legal.length,
        can_be_later=any(x.can_be_later for x in moved),
    )


def _told(choices: "list[Choice]", moved: "list[Found]") -> FrozenMap[str, date]:
    """Where each reading leads; nothing where a text leaves no choice."""
    if len(choices) == 1:
        return FrozenMap({})
    named = ("; ".join(f"{name}: {how}" for name, how in x.items()) for x in choices)
    return FrozenMap({x: one.day for x, one in zip(named, moved, strict=True) if one.day})


def _choices(says: LastDay) -> "Iterator[Choice]":
    """Every way in which the texts can be read, their usual readings first."""
    found = {x.name: [*x.options] for x in parts(says, Readings)}
    for ways in product(*found.values()):
        yield dict(zip(found, ways, strict=True))


def _latest(some: Iterable[Found]) -> Found:
    return max(some, key=lambda x: (x.day or date.min, x.unsure))


def _earliest(some: Iterable[Found]) -> Found:
    return min(some, key=lambda x: (x.day or date.max, -x.unsure))


def _reckoned(says: LastDay, asked: Asked) -> Found:
    for kind, way in _WAYS.items():
        if isinstance(says, kind):
            return way(says, asked)
    raise InvalidValue("last day", says, "say days by First, Last, Own, Count, …")


def _selected(says: Selector, asked: Asked) -> Found:
    when = asked.known.when(says)
    if when.day is None:
        return Found(State.TO_COME if when.is_due else State.UNKNOWN, missing=says.event)
    step = Counted("start", when.day, by=says.by)
    return Found(
        State.REACHED,
        when.day,
        when.day,
        when.day,
        (step,),
        started_by=says,
        can_be_later=when.can_be_later,
    )


_HINDERS = (State.UNKNOWN, State.STANDS_STILL, State.TO_COME)


def _later(says: Later, asked: Asked) -> Found:
    """The last of several; what is missing of one is missing of all."""
    some = [_reckoned(x, asked) for x in says.days]
    for state in _HINDERS:
        if hindering := next((x for x in some if x.state is state), None):
            return hindering
    return _with_all(_latest(some), some)


def _earlier(says: Earlier, asked: Asked) -> Found:
    """The first of several that has come; one that nobody dated could have come before."""
    some = [_reckoned(x, asked) for x in says.days]
    if hindering := next((x for x in some if x.state is State.UNKNOWN), None):
        return hindering
    reached = [x for x in some if x.day is not None]
    return _with_all(_earliest(reached), reached) if reached else some[0]


def _with_all(one: Found, some: Iterable[Found]) -> Found:
    """One of several days, with what was taken for granted about all of them."""
    found = [*some]
    assumed = tuple(x for other in found for x in other.assumed)
    return evolve(one, assumed=assumed, can_be_later=any(x.can_be_later for x in found))


def _case(says: ByCase[Any], asked: Asked) -> Found:
    found = chosen(says, asked)
    if isinstance(found, Found):
        return found
    value, assumed = found
    one = _reckoned(value, asked)
    return evolve(one, assumed=(*assumed, *one.assumed))


def _read(says: Readings[Any], asked: Asked) -> Found:
    return _reckoned(says.options[asked.choice[says.name]], asked)


def _count(says: Count, asked: Asked) -> Found:
    start = _reckoned(says.start, asked)
    if start.day is None:
        return start
    case = chosen(says.length, asked)
    if isinstance(case, Found):
        return case
    length, assumed = case
    found = counted(says, start, length, asked)
    return evolve(found, assumed=(*start.assumed, *assumed))


def _extended(says: Extended, asked: Asked) -> Found:
    ordinary = _reckoned(says.ordinary, asked)
    if ordinary.day is None or ordinary.start is None:
        return ordinary
    informed = asked.known.when(says.informed)
    if informed.day is None and asked.known.when(First(says.missing)).day is None:
        return evolve(ordinary, assumed=(*ordinary.assumed, "informed"))
    if informed.day is not None and informed.day <= ordinary.start:
        return ordinary
    if informed.day is None or informed.day > _cured_until(says, ordinary, asked):
        return _long_stop(says, ordinary, asked)
    step = Counted("informed", informed.day, by=says.informed.by or says.by)
    anew = Found(State.REACHED, informed.day, trace=(*ordinary.trace[:1], step))
    cured = _again(says.ordinary, anew, asked)
    found = _latest([ordinary, cured])
    return _as(ordinary, found)


def _cured_until(says: Extended, ordinary: Found, asked: Asked) -> date:
    """Until when does information make up for its lack?"""
    if says.cure_within is None:
        until = _long_stop(says, ordinary, asked).day
    else:
        assert ordinary.start is not None  # noqa: S101 - the caller asked
        until = says.cure_within.last_day(ordinary.start)
    assert until is not None  # noqa: S101 - it is counted from a day that is known
    return until


def _as(ordinary: Found, found: Found) -> Found:
    """Another end of what started and was assumed as the ordinary count was."""
    return evolve(
        found,
        start=ordinary.start,
        assumed=ordinary.assumed,
        started_by=ordinary.started_by,
        can_be_later=ordinary.can_be_later,
    )


def _again(says: Count, start: Found, asked: Asked) -> Found:
    """The same count from another day."""
    length = chosen(says.length, asked)
    assert not isinstance(length, Found)  # noqa: S101 - it was chosen for the ordinary count
    return counted(says, start, length[0], asked)


def _long_stop(says: Extended, ordinary: Found, asked: Asked) -> Found:
    """The last day of all where nobody informed, or too late."""
    base = says.long_stop_from
    if isinstance(base, Readings):
        base = base.options[asked.choice[base.name]]
    first = ordinary.trace[:1]
    if base is Base.START:
        assert ordinary.start is not None  # noqa: S101 - the caller asked
        stop = says.long_stop.last_day(ordinary.start)
        step = Counted(f"{says.long_stop} without information", stop, by=says.by)
        from_stop = Found(State.REACHED, stop, trace=(*first, step))
        return _as(ordinary, _again(says.ordinary, from_stop, asked))
    end = ordinary.day if base is Base.END else ordinary.unmoved
    assert end is not None  # noqa: S101 - the caller asked
    after = evolve(
        says.ordinary,
        length=says.long_stop,
        first_day=FirstDay.NEXT,
        at_least=None,
        skipping=None,
        by=says.by,
    )
    trace = ordinary.trace if base is Base.END else ordinary.trace[:2]
    from_end = Found(State.REACHED, end, trace=trace)
    return _as(ordinary, counted(after, from_end, says.long_stop, asked))


def _paused(says: Paused, asked: Asked) -> Found:
    found = _reckoned(says.period, asked)
    if found.day is None:
        return found
    last, trace = found.day, found.trace
    for since, until in asked.known.spans(says.during):
        if since > last:
            break
        if until is None:
            return evolve(found, state=State.STANDS_STILL, day=None)
        waited = (until - since).days + 1
        last = max(last + timedelta(days=waited), until + timedelta(days=says.resume.count))
        trace = (*trace, Counted(f"waited {waited} days", last, by=says.by))
    return evolve(found, day=last, unmoved=last, trace=trace)


_WAYS: "dict[Any, Callable[[Any, Asked], Found]]" = {
    Count: _count,
    Extended: _extended,
    ByCase: _case,
    Readings: _read,
    Later: _later,
    Earlier: _earlier,
    Paused: _paused,
    (First, Last, Own): _selected,
}
