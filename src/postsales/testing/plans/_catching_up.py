"""Ways of catching up: what a late run does, beside runs in time."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from attrs import evolve

from postsales.basics.durations import Days
from postsales.basics.moments import local_day
from postsales.contacts.rules import ContactRules
from postsales.schedules.anchors import AfterStep
from postsales.schedules.plans import CatchUp, Plan
from postsales.schedules.standing import Occurrence
from postsales.testing.law import broken
from postsales.testing.plans._judge import (
    Judged,
    is_after_days,
    is_too_late,
    judged,
    what_ended,
)
from postsales.testing.plans._played import Who, sent, who
from postsales.testing.plans._scene import PlanScene
from postsales.testing.plans._subject import PlanSubject, Ran

__all__ = ["loses_nothing", "one_by_one", "only_latest", "only_of_today"]


_FREE = ContactRules()


def _plans(subject: PlanSubject, way: CatchUp) -> list[Plan]:
    return [x for x in subject.plans if x.catch_up is way]


def loses_nothing(subject: PlanSubject, scene: PlanScene) -> None:
    """All runs beside the last of them alone, for steps that have the time."""
    plans = _plans(subject, CatchUp.EACH)
    often = _patient(subject.play(scene, rules=_FREE, plans=plans))
    last = evolve(scene, runs=scene.runs[-1:])
    once = _patient(subject.play(last, rules=_FREE, plans=plans))
    if {*often} != {*once}:
        lost = [x for x in often if x not in once] or [x for x in once if x not in often]
        broken(
            "a run after an outage does not do what runs without one have done",
            steps=[x[1] for x in lost],
            run_at=scene.runs[-1],
            lost_by="the outage" if often.keys() - once.keys() else "the runs",
        )


def _patient(runs: tuple[Ran, ...]) -> dict[Who, datetime]:
    """What was done of steps that never expire and count from nothing that was done."""
    return {
        who(x.item): ran.at
        for ran, x, _ in sent(runs)
        if x.item.action.expires is None
        and not isinstance(x.item.action.anchor, AfterStep)
        and (x.item.action.every is None or x.item.action.every.counted.value == "schedule")
    }


def _caught_up(
    subject: PlanSubject, scene: PlanScene, way: CatchUp
) -> Iterator[tuple[Plan, Ran, list[Judged], list[tuple[datetime, Occurrence]]]]:
    """What each run did for each plan that catches up in a way, as the judge sees it."""
    for plan in _plans(subject, way):
        before: list[tuple[datetime, Occurrence]] = []
        for ran in subject.play(scene, rules=_FREE, plans=[plan]):
            items = [x.item for x in ran.sent]
            found = [judged([plan], x, ran.told, ran.at, before) for x in items]
            yield plan, ran, [x for x in found if x is not None], before
            before = [*before, *((ran.at, x) for x in items)]


def only_latest(subject: PlanSubject, scene: PlanScene) -> None:
    """One step of an event a run, and the last to come."""
    for plan, ran, some, before in _caught_up(subject, scene, CatchUp.LATEST):
        for one in some:
            if sum(x.ref == one.ref for x in some) > 1:
                broken(
                    "several steps of one event are caught up with", run_at=ran.at, event=one.ref
                )
            later = [x for x in _come(plan, one, ran, before) if _is_later(x, one)]
            if later:
                broken(
                    "a step is done though a later one has come",
                    step=one.action.key,
                    later=later[0].action.key,
                    run_at=ran.at,
                )


def one_by_one(subject: PlanSubject, scene: PlanScene) -> None:
    """One step of an event a day, and none is skipped."""
    for plan, ran, some, before in _caught_up(subject, scene, CatchUp.NEXT):
        zone = plan.calendar.zone
        today = local_day(ran.at, zone)
        for one in some:
            same_day = [
                x.step for at, x in before if x.ref == one.ref and local_day(at, zone) == today
            ]
            if same_day or sum(x.ref == one.ref for x in some) > 1:
                broken("two steps of one event are done on a day", run_at=ran.at, event=one.ref)
            earlier = [x for x in _come(plan, one, ran, before) if _is_later(one, x)]
            if earlier:
                broken(
                    "a step is skipped",
                    step=earlier[0].action.key,
                    done=one.action.key,
                    run_at=ran.at,
                )


def _is_later(one: Judged, other: Judged) -> bool:
    return one.due is not None and other.due is not None and one.due > other.due


def _come(
    plan: Plan, one: Judged, ran: Ran, before: list[tuple[datetime, Occurrence]]
) -> Iterator[Judged]:
    """The other steps of the same event whose time has come, and that are not done."""
    done = {(x.step, x.ref) for _, x in before}
    for action in plan.actions:
        is_plain = (
            action.when is None and action.every is None and action.anchor == one.action.anchor
        )
        if not is_plain or action is one.action or (action.key, one.ref) in done:
            continue
        # An occurrence of that step for the same event, of which only who it is counts.
        item: Any = _Named(plan.id, action.key, one.ref)
        found = judged([plan], item, ran.told, ran.at, before)
        is_there = found is not None and found.due is not None and found.due <= ran.at
        if found is None or not is_there or is_too_late(found, ran.at):
            continue
        if what_ended(found, ran.told, ran.at) is None:
            yield found


class _Named:
    """Which step of which plan for which event."""

    def __init__(self, plan: str, step: str, ref: str) -> None:
        self.plan, self.step, self.ref, self.n = plan, step, ref, 1


def only_of_today(subject: PlanSubject, scene: PlanScene) -> None:
    """Nothing is done after its local day."""
    for _plan, ran, some, _before in _caught_up(subject, scene, CatchUp.DROP):
        for one in some:
            if is_after_days(one, Days(0), ran.at):
                broken(
                    "something of yesterday is done",
                    step=one.action.key,
                    due_at=one.due,
                    done_at=ran.at,
                )
