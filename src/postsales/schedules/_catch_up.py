"""Which of several overdue actions are done, by the plan's way of catching up.

Rules of this file: what counts from one event is caught up by itself, and at one instant the order
of the plan decides.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from attrs import evolve

from postsales.basics.moments import local_day
from postsales.schedules._told import EVER, Identity, Told
from postsales.schedules.plans import CatchUp
from postsales.schedules.standing import Occurrence
from postsales.schedules.standing import OccurrenceState as State

__all__ = ["caught_up"]


def caught_up(
    told: Told, some: Sequence[tuple[Occurrence, tuple[Identity, ...]]]
) -> list[Occurrence]:
    """What is due of those that are overdue, by the event that they count from."""
    found = [one for one, _ in some]
    if told.plan.catch_up not in (CatchUp.LATEST, CatchUp.NEXT):
        return found
    is_latest = told.plan.catch_up is CatchUp.LATEST
    states: dict[str, State] = {}
    for event in dict.fromkeys(own for _, own in some):
        mine = [one for one, own in some if own == event]
        states.update(_latest(mine) if is_latest else _next(told, mine))
    return [evolve(x, state=states.get(x.key, x.state)) for x in found]


def _latest(some: Sequence[Occurrence]) -> Mapping[str, State]:
    """Only the last of those that are due, and none if a later one was done."""
    counts = [x for x in some if x.state in (State.DUE, State.DONE) and x.at is not None]
    if not counts:
        return {}
    last = max(counts, key=_by_turn(some))
    return {x.key: State.OVERTAKEN for x in counts if x.state is State.DUE and x is not last}


def _next(told: Told, some: Sequence[Occurrence]) -> Mapping[str, State]:
    """Only the first that is not over, and none on a day on which another was done."""
    zone = told.plan.calendar.zone
    today = local_day(told.at, zone)
    is_done_today = any(x.done_at and local_day(x.done_at, zone) == today for x in some)
    open_ones = [x for x in some if x.state in (State.DUE, State.PENDING, State.WITHHELD)]
    open_ones.sort(key=_by_turn(some))
    first = None if is_done_today or not open_ones else open_ones[0]
    return {x.key: State.WAITING for x in open_ones if x.state is State.DUE and x is not first}


def _by_turn(some: Sequence[Occurrence]) -> Callable[[Occurrence], tuple[datetime, int]]:
    """By time, and at one instant in the order of the plan."""
    place = {x.key: i for i, x in enumerate(some)}

    def turn(one: Occurrence) -> tuple[datetime, int]:
        return one.at or EVER, place[one.key]

    return turn
