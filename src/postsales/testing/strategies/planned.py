"""Plans, steps and what comes of them for a customer to whom a few things have happened.

Rules of this file: the steps of a plan have the keys ``s1``, ``s2`` and so on, and count only from
steps before them, so that none waits for itself.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from postsales.basics.durations import Days, Hours, Months, Weeks, WorkingDays, WorkingHours
from postsales.basics.events import Event
from postsales.basics.selectors import During, First, Last
from postsales.orders.events import Delivered, Placed, Received, ReturnRequested, Shipped
from postsales.schedules.anchors import AfterStep, Anchor, Each, Oldest
from postsales.schedules.channels import Channel, Contact, Purpose
from postsales.schedules.occurrences import occurrences
from postsales.schedules.plans import CatchUp, NewRound, Plan, PlanBound, StepDone
from postsales.schedules.standing import Occurrence
from postsales.schedules.steps import Action, CountedFrom, Every, Landing, Step, Target, Wait
from postsales.schedules.targets import TargetState, TargetStatus, targets
from postsales.testing.strategies import clocks, worked
from postsales.testing.strategies._dice import Dice

__all__ = [
    "PLANNED",
    "action_of",
    "contact_of",
    "every_of",
    "history_of",
    "moment_of",
    "occurrence_of",
    "oldest_of",
    "plan_bound_of",
    "plan_of",
    "status_of",
    "step_done_of",
    "target_of",
]

SUBJECT = "C-7"
_EVENTS = (Delivered, Placed, Received, ReturnRequested, Shipped)
_HAPPENED: tuple[Callable[[datetime, str], Event], ...] = (
    lambda at, ref: Delivered({"tee": 1}, at=at, ref=ref),
    lambda at, ref: Placed(at=at, ref=ref),
    lambda at, ref: Received({"tee": 1}, at=at, ref=ref),
    lambda at, ref: ReturnRequested({"tee": 1}, at=at, ref=ref),
    lambda at, ref: Shipped({"tee": 1}, at=at, ref=ref),
)
_WAITS: tuple[Wait, ...] = (
    Days(21),
    Hours(0),
    Hours(36),
    Weeks(1),
    Months(1),
    WorkingDays(2),
    WorkingHours("4.5"),
)
_LENGTHS: tuple[Wait, ...] = (Days(7), Months(1), WorkingDays(1), Hours(12))
_EVERY: tuple[timedelta, ...] = tuple(timedelta(days=x) for x in (0, 1, 3, 21, 22, 60))


def moment_of(dice: Dice) -> datetime:
    """An instant on an edge of the calendar of some zone, or some days after."""
    at = clocks.later(dice, dice.of(clocks.SALES), dice.of(clocks.ZONES))
    return at + dice.of(_EVERY)


def contact_of(dice: Dice) -> Contact:
    """Any way to reach a customer, for any purpose."""
    return Contact(
        dice.of(tuple(Channel)),
        purpose=dice.of(tuple(Purpose)),
        priority=dice.of((5, 1, 9)),
        minutes=dice.of((0, 15, 120)),
    )


def every_of(dice: Dice) -> Every:
    """Again and again, now and then with an end."""
    return Every(
        dice.of(_LENGTHS),
        times=dice.of((2, None, 4)),
        until=dice.of((None, "2027-12-31")),
        counted=dice.of(tuple(CountedFrom)),
    )


def oldest_of(dice: Dice) -> Oldest:
    """The oldest of a kind that no event of another kind has ended."""
    begins, ends, again = dice.of(((ReturnRequested, Received, None), (Shipped, Delivered, Placed)))
    return Oldest(begins, until=ends, reopened_by=again)


def _anchor_of(dice: Dice, before: tuple[str, ...] = ()) -> Anchor:
    kind = dice.of(_EVENTS)
    some: list[Anchor] = [Last(kind), First(kind), Each(kind), oldest_of(dice)]
    return dice.of([*some, *map(AfterStep, before)])


def action_of(dice: Dice, key: str = "s1", before: tuple[str, ...] = ()) -> Action:
    """Something that is done before or after an event, once or again and again."""
    own = dice.anew()
    comes_before = own.once_in(6)
    anchor = _anchor_of(own) if comes_before else _anchor_of(own, before)
    return Action(
        key,
        before=anchor if comes_before else None,
        after=None if comes_before else anchor,
        wait=own.of(_WAITS),
        month_end=own.once_in(8),
        landing=own.of((None, None, *Landing)),
        at_time=own.of((None, "10:00", "00:00", "23:59")),
        every=None if comes_before or not own.once_in(3) else every_of(own),
        expires=own.of((None, Days(14), Hours(1), WorkingDays(1))),
        unless=own.of(((), (Received,), (Received, Shipped))),
        contact=None if own.once_in(6) else contact_of(own),
    )


def target_of(dice: Dice, key: str = "s1", before: tuple[str, ...] = ()) -> Target:
    """Something that is owed within days or working time."""
    met_by: tuple[type[Event], ...] = dice.of(((Delivered,), (Received, Shipped)))
    return Target(key, after=_anchor_of(dice, before), within=dice.of(_WAITS), met_by=met_by)


def _steps_of(dice: Dice) -> list[Step]:
    steps: list[Step] = []
    for n in range(1 + dice.below(4)):
        actions = tuple(x.key for x in steps if isinstance(x, Action))
        made = target_of if dice.once_in(3) else action_of
        steps.append(made(dice, f"s{n + 1}", actions))
    return steps


def plan_of(dice: Dice) -> Plan:
    """One to four steps, in any working time, with whatever stops and pauses them."""
    own = dice.handful()
    return Plan(
        id="first-month",
        version=dice.of(("1", "2026-03")),
        calendar=worked.calendar_of(own),
        steps=_steps_of(dice),
        catch_up=own.of(tuple(CatchUp)),
        stops=own.of(((), (Received,))),
        pauses=own.of(((), (During(ReturnRequested, Received),))),
        resets=own.of(((), (Placed,))),
        new_round=own.of(tuple(NewRound)),
    )


def history_of(dice: Dice) -> list[Event]:
    """None to four events, each with a reference."""
    events: list[Event] = []
    at = moment_of(dice)
    for n in range(dice.below(5)):
        kind = dice.of(_HAPPENED)
        at += dice.of(_EVERY)
        events.append(kind(at, f"E-{n}"))
    return events


def occurrence_of(dice: Dice) -> Occurrence:
    """An action of a plan as it stands for some customer."""
    at = moment_of(dice)
    action = action_of(dice, "s1")
    # One that counts from an event that is there always has an occurrence.
    step = Action("s1", after=Last(Delivered), wait=action.wait, contact=action.contact)
    plan = Plan(id="first-month", version="1", calendar=worked.calendar_of(dice), steps=[step])
    told = [Delivered({"tee": 1}, at=at)]
    later = at + dice.of(_EVERY)
    return occurrences(plan, told, subject=SUBJECT, at=later)[0]


def status_of(dice: Dice) -> TargetStatus:
    """How a target stands for some customer."""
    at = moment_of(dice)
    if dice.once_in(8):
        return TargetStatus(step="s1", state=TargetState.NOT_BEGUN)
    step = Target("s1", after=Last(Delivered), within=dice.of(_WAITS), met_by=Received)
    plan = Plan(id="first-month", version="1", calendar=worked.calendar_of(dice), steps=[step])
    told: list[Event] = [Delivered({"tee": 1}, at=at)]
    if dice.once_in(2):
        told.append(Received({"tee": 1}, at=at + dice.of(_EVERY)))
    return targets(plan, told, subject=SUBJECT, at=at + dice.of(_EVERY))[0]


def step_done_of(dice: Dice) -> StepDone:
    """What a host records once it has done something."""
    key = f"first-month/{SUBJECT}/s{1 + dice.below(3)}//1"
    contact = dice.of((None, contact_of(dice)))
    return StepDone(key, contact=contact, at=moment_of(dice))


def plan_bound_of(dice: Dice) -> PlanBound:
    """A version of a plan that holds from now on."""
    return PlanBound("first-month", version=dice.of(("1", "2")), at=moment_of(dice))


PLANNED: Mapping[type[Any], Callable[[Dice], Any]] = {
    Action: action_of,
    AfterStep: lambda dice: AfterStep(dice.of(("reminder", "first"))),
    Contact: contact_of,
    Each: lambda dice: Each(dice.of((Delivered, Shipped))),
    Every: every_of,
    Occurrence: occurrence_of,
    Oldest: oldest_of,
    Plan: plan_of,
    PlanBound: plan_bound_of,
    StepDone: step_done_of,
    Target: target_of,
    TargetStatus: status_of,
}
"""What draws each class of these."""
