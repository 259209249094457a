"""Which day is the last? What ``last_days`` says, worked out for the days that are known.

Rules of this file: everything is worked out once for each way in which a text can be read, and once
without any moves to working days; what a consumer may do ends with the latest of these days, and
what a trader owes with the earliest.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import product
from typing import Any, cast

from attrs import evolve, field, frozen

from postsales.basics._counting import Asked, Choice, Chosen, Found, State, chosen, counted
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.choices import ByCase, Readings
from postsales.basics.days_known import DaysKnown, When
from postsales.basics.durations import Days, days_after
from postsales.basics.events import Event
from postsales.basics.last_days import (
    A_DAY,
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
    each way of reading a text that leaves two where it leads, ``trace`` how the legal day was
    counted, and ``assumed`` what was taken for granted. ``missing`` is the event that is to come or
    that nobody dated; where there is a last day, it is the one that can have been later.
    ``needs_holidays`` says that holidays nobody gave could move a day on, ``latest`` how far the
    safe day of a right, and ``legal_latest`` how far the legal day.
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
    needs_holidays: bool = False
    legal_latest: date | None = None

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

    Counting: see ``Count`` and the other parts. The first reading of each text is its usual one. A
    right has no last day as long as one reading leads to none; a duty has one by those that do,
    unless the usual one leads to none or nobody can say where another leads.

    Raises:
        InvalidValue: two texts of one name with other readings; a day that no calendar has.

    Example:
        >>> from postsales import Days, Delivered
        >>> from postsales.basics.dates import Dates
        >>> fortnight = Count(Last(Delivered), Days(14))
        >>> last_day(fortnight, Dates({Delivered: ["2026-03-05", "2026-03-09"]})).legal.isoformat()
        '2026-03-23'
    """
    choices = _choices(says)
    found = [_reckoned(says, Asked(known, x)) for x in choices]
    legal = found[0]
    others = found if owed is Owed.RIGHT else [legal, *(x for x in found if _is_unknown(x))]
    if hindering := _hindering(others):
        return evolve(_told(hindering, found), state=hindering.state)
    moved = [x for x in found if x.day is not None]
    unmoved = [_reckoned(says, Asked(known, x, moves=False)) for x in choices]
    is_right = owed is Owed.RIGHT
    safe = _latest(moved).day if is_right else _earliest([*moved, *unmoved]).day
    # A trader who is early by a holiday that nobody gave is early and not late.
    latest = max((x.latest for x in moved if x.latest), default=safe) if is_right else safe
    return evolve(
        _told(legal, moved),
        nominal=unmoved[0].day,
        legal=legal.day,
        safe=safe,
        latest=latest,
        legal_latest=legal.latest,
        readings=_by_reading(choices, found),
        can_be_later=any(x.can_be_later for x in moved),
        needs_holidays=any(x.latest != x.day for x in moved),
    )


def _is_unknown(one: Found) -> bool:
    return one.state is State.UNKNOWN


def _told(one: Found, some: Iterable[Found]) -> Reckoned:
    """What is told of a day, or of what there is instead of one, and what all of them assume."""
    found = [*some]
    return Reckoned(
        State.REACHED,
        start=one.start,
        trace=one.trace,
        assumed=tuple(dict.fromkeys(x for other in found for x in other.assumed)),
        missing=next((x.missing for x in (one, *found) if x.missing), None),
        started_by=one.started_by,
        length=one.length,
    )


def _by_reading(choices: "Sequence[Choice]", found: "Sequence[Found]") -> FrozenMap[str, date]:
    """Where each reading leads; nothing where a text leaves no choice."""
    if len(choices) == 1:
        return FrozenMap({})
    named = ("; ".join(f"{name}: {how}" for name, how in x.items()) for x in choices)
    return FrozenMap({x: one.day for x, one in zip(named, found, strict=True) if one.day})


# Every day and every line asks it of the same few texts.
@lru_cache(maxsize=256)
def _choices(says: LastDay) -> "list[Choice]":
    """Every way in which the texts can be read, their usual readings first."""
    options: dict[str, list[str]] = {}
    for x in cast("Iterable[Readings[object]]", parts(says, Readings)):
        ways = [name for name, _ in x.options]
        if options.setdefault(x.name, ways) != ways:
            allowed = "a text that stands in several places has the same readings in all"
            raise InvalidValue("readings", x.name, allowed, "name one of them otherwise")
    return [dict(zip(options, ways, strict=True)) for ways in product(*options.values())]


def _latest(some: Iterable[Found]) -> Found:
    return max(some, key=lambda x: x.day or date.min)


def _earliest(some: Iterable[Found]) -> Found:
    return min(some, key=lambda x: x.day or date.max)


def _reckoned(says: LastDay, asked: Asked) -> Found:
    for kind, way in _WAYS.items():
        if isinstance(says, kind):
            return way(says, asked)
    raise InvalidValue("last day", says, A_DAY)


def _selected(says: Selector, asked: Asked) -> Found:
    when = asked.known.when(says)
    if when.day is None:
        assumed = (when.assumed,) if when.assumed else ()
        return Found(_state(when), missing=says.event, assumed=assumed)
    return Found(
        State.REACHED,
        when.day,
        when.day,
        when.day,
        (Counted("start", when.day, by=says.by),),
        missing=says.event if when.can_be_later else None,
        started_by=says,
        can_be_later=when.can_be_later,
    )


def _state(when: When) -> State:
    if when.is_never:
        return State.NEVER
    return State.TO_COME if when.is_due else State.UNKNOWN


# What is still to come ends later than all that nobody dated.
_HINDERS = (State.TO_COME, State.STANDS_STILL, State.UNKNOWN, State.NEVER)


def _hindering(some: "Sequence[Found]") -> Found | None:
    """What keeps the last of several days from being one."""
    hindering = [x for x in some if x.day is None]
    return min(hindering, key=lambda x: _HINDERS.index(x.state), default=None)


def _later(says: Later, asked: Asked) -> Found:
    """The last of several; what is missing of one is missing of all, unless it never comes."""
    some = _possible([_reckoned(x, asked) for x in says.days])
    return _hindering(some) or _last_of(some)


def _possible(some: "Sequence[Found]") -> "Sequence[Found]":
    """Those of several days that can come; all of them where none can."""
    return [x for x in some if x.state is not State.NEVER] or some


def _last_of(some: "Sequence[Found]") -> Found:
    doubtful = [x for x in some if x.can_be_later]
    return _of_all(some, _latest(some), max(x.latest for x in some if x.latest), doubtful)


def _earlier(says: Earlier, asked: Asked) -> Found:
    """The first of several that has come; one that nobody dated could have come before."""
    some = _possible([_reckoned(x, asked) for x in says.days])
    if hindering := next(filter(_is_unknown, some), None):
        return hindering
    reached = [x for x in some if x.day is not None]
    if not reached:
        return some[0]
    first = _earliest(reached)
    firsts = [x for x in reached if x.day == first.day]
    doubtful = firsts if all(x.can_be_later for x in firsts) else []
    return _of_all(reached, first, min(x.latest for x in reached if x.latest), doubtful)


def _of_all(
    some: "Sequence[Found]", one: Found, latest: date, doubtful: "Sequence[Found]"
) -> Found:
    """One of several days, with what was taken for granted about all of them."""
    return evolve(
        one,
        latest=latest,
        assumed=tuple(x for other in some for x in other.assumed),
        can_be_later=bool(doubtful),
        missing=doubtful[0].missing if doubtful else None,
    )


def _case(says: "ByCase[Any] | Readings[Any]", asked: Asked) -> Found:
    case = chosen(says, asked)
    if case is None:
        return Found(State.UNKNOWN)
    one = _reckoned(case.value, asked)
    return evolve(one, assumed=(*case.assumed, *one.assumed))


def _count(says: Count, asked: Asked) -> Found:
    start = _reckoned(says.start, asked)
    if start.day is None:
        return start
    case = chosen(says.length, asked)
    if case is None:
        return Found(State.UNKNOWN)
    found = counted(says, start, case, asked)
    return evolve(found, assumed=(*start.assumed, *case.assumed))


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
        return _as(ordinary, _long_stop(says, ordinary, asked))
    step = Counted("informed", informed.day, by=says.informed.by or says.by)
    cured = _again(says.ordinary, informed.day, (*ordinary.trace[:1], step), asked)
    return _as(ordinary, _last_of([ordinary, cured]))


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
    return evolve(ordinary, day=found.day, latest=found.latest, trace=found.trace)


def _again(says: Count, start: date, trace: "tuple[Counted, ...]", asked: Asked) -> Found:
    """The same count from another day."""
    case = chosen(says.length, asked)
    assert case is not None  # noqa: S101 - it was chosen for the ordinary count
    return counted(says, Found(State.REACHED, start, start, trace=trace), case, asked)


def _long_stop(says: Extended, ordinary: Found, asked: Asked) -> Found:
    """The last day of all where nobody informed, or too late."""
    base = says.long_stop_from
    if isinstance(base, Readings):
        base = base.read(asked.choice[base.name])
    if base is Base.START:
        assert ordinary.start is not None  # noqa: S101 - the caller asked
        stop = says.long_stop.last_day(ordinary.start)
        step = Counted(f"{says.long_stop} without information", stop, by=says.by)
        return _again(says.ordinary, stop, (*ordinary.trace[:1], step), asked)
    if base is Base.END_UNMOVED:
        ordinary = _count(evolve(says.ordinary, roll=None, at_least=None), asked)
    after = evolve(
        says.ordinary,
        length=says.long_stop,
        first_day=FirstDay.NEXT,
        at_least=None,
        skipping=None,
        by=says.by,
    )
    return counted(after, ordinary, Chosen(says.long_stop), asked)


def _paused(says: Paused, asked: Asked) -> Found:
    found = _reckoned(says.period, asked)
    if found.day is None or found.latest is None or found.start is None:
        return found
    ends, trace, counts_from = (found.day, found.latest), found.trace, found.start
    for since, until in asked.known.spans(says.during):
        if since > ends[0]:
            break
        if until is None:
            return evolve(found, state=State.STANDS_STILL, day=None)
        waited = (until - max(since, counts_from)).days + 1
        if waited < 1:
            continue
        counts_from = days_after(until, 1)
        again = days_after(until, says.resume.count)
        ends = (max(days_after(ends[0], waited), again), max(days_after(ends[1], waited), again))
        trace = (*trace, Counted(f"waited {Days(waited)}", ends[0], by=says.by))
    return evolve(found, day=ends[0], latest=ends[1], trace=trace)


_WAYS: "dict[Any, Callable[[Any, Asked], Found]]" = {
    Count: _count,
    Extended: _extended,
    (ByCase, Readings): _case,
    Later: _later,
    Earlier: _earlier,
    Paused: _paused,
    (First, Last, Own): _selected,
}
