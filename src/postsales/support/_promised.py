"""Which promises were made about an inquiry, and how they stand.

Rules of this file: a promise is judged by the version and the priority that held when it was over.
It is broken for good when its time runs out while they hold; a time that lay before they began is
over as long as they hold, and counts for nothing afterwards: what was answered meanwhile is judged
by what held next. What was over before they began, they do not judge.
"""

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from datetime import datetime

from attrs import evolve

from postsales.schedules.targets import TargetState, TargetStatus, targets
from postsales.support._asked import Asked, Binding
from postsales.support._course import as_run, heard
from postsales.support.levels import SupportClock

__all__ = ["LATE", "late_at", "promises"]

_INSTANT = datetime.resolution
LATE = (TargetState.BREACHED, TargetState.MET_LATE)
_Named = Mapping[tuple[object, ...], TargetStatus]


def promises(asked: Asked) -> Iterator[TargetStatus]:
    """Every promise, by the clock, and those of one clock in order of time."""
    ended = asked.told.ended_at or asked.asked_at
    held = [x for x in asked.bindings if x.since <= ended]
    for clock in SupportClock:
        found: dict[tuple[object, ...], TargetStatus] = {}
        left: frozenset[tuple[object, ...]] = frozenset()
        for one in held[:-1]:
            then = _judged(asked, clock, one, one.until - _INSTANT, left)
            over = {key for key, x in then.items() if _is_over(x, one)}
            left = frozenset(key for key, x in then.items() if x.met_at is not None) - over
            now: _Named = _named(asked, clock, one, asked.asked_at) if over else {}
            for key in over:
                found.setdefault(key, now[key])
        for key, x in _judged(asked, clock, held[-1], asked.asked_at, left).items():
            found.setdefault(key, x)
        yield from sorted(found.values(), key=lambda x: (x.begun_at, x.ref))


def _judged(
    asked: Asked, clock: SupportClock, held: Binding, at: datetime, left: Container[object]
) -> _Named:
    """The promises that are open while something holds, and those left open before it held."""
    named = _named(asked, clock, held, at)
    return {
        key: x
        for key, x in named.items()
        if x.met_at is None or x.met_at >= held.since or key in left
    }


def _is_over(found: TargetStatus, held: Binding) -> bool:
    """Was it kept, or broken while that held?"""
    if found.state is TargetState.MET:
        return True
    return found.state in LATE and late_at(found) > held.since


def late_at(found: TargetStatus) -> datetime:
    """The first instant that is too late for a promise whose time runs, or has run out."""
    assert found.due_at is not None  # noqa: S101 - its time does not stand still
    return found.due_at + _INSTANT if found.last_day is None else found.due_at


def _named(asked: Asked, clock: SupportClock, held: Binding, at: datetime) -> _Named:
    """The promises of one clock by what held, told apart by what they count from."""
    plan = held.plans.get(str(clock))
    if plan is None:
        return {}
    times: Counter[tuple[object, ...]] = Counter()
    named: dict[tuple[object, ...], TargetStatus] = {}
    history = heard(clock, asked.told, held.plans, at)
    for one in targets(as_run(plan, clock), history, subject=asked.subject, at=at):
        what = one.ref, one.begun_at
        times[what] += 1
        ref = asked.told.refs.get(one.ref)
        named[*what, times[what]] = one if ref is None else evolve(one, ref=ref)
    return named
