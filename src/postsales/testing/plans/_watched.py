"""How targets stood at the runs of a scene, each as the judge sees it."""

from collections.abc import Iterator
from datetime import datetime

from attrs import frozen

from postsales.basics.events import Event
from postsales.basics.pauses import Span
from postsales.schedules.anchors import AfterStep
from postsales.schedules.plans import Plan
from postsales.schedules.steps import Target
from postsales.schedules.targets import TargetState as State
from postsales.schedules.targets import TargetStatus
from postsales.testing.law import broken
from postsales.testing.plans._judge_targets import Ending, ending, stop_of
from postsales.testing.plans._judge_whom import pauses_of
from postsales.testing.plans._scene import PlanScene
from postsales.testing.plans._subject import PlanSubject

__all__ = ["Look", "Seen", "looks", "seen"]


@frozen(weakref_slot=False, eq=False)
class Look:
    """One look at a plan: what was known, and how its targets stood."""

    plan: Plan
    at: datetime
    told: tuple[Event, ...]
    statuses: tuple[TargetStatus, ...]

    def of(self, target: Target) -> tuple[TargetStatus, ...]:
        """How one target stood, for all that it counted from."""
        return tuple(
            x for x in self.statuses if x.step == target.key and x.state is not State.NOT_BEGUN
        )


@frozen(weakref_slot=False, eq=False)
class Seen:
    """One status, as the judge sees it."""

    look: Look
    target: Target
    status: TargetStatus
    begun: datetime
    met: datetime | None
    stop: datetime | None
    spans: tuple[Span, ...]
    end: Ending

    @property
    def over(self) -> datetime:
        """The instant at which it is judged: when it was met, when it was stopped, or now."""
        return min(x for x in (self.met, self.stop, self.look.at) if x is not None)


def looks(subject: PlanSubject, scene: PlanScene) -> Iterator[Look]:
    """How the targets of all plans stood at each run, plan after plan."""
    for plan in subject.plans:
        for at, told in _told(subject, scene, plan):
            yield Look(plan, at, told, subject.watched(plan, told, at))


def _told(
    subject: PlanSubject, scene: PlanScene, plan: Plan
) -> Iterator[tuple[datetime, tuple[Event, ...]]]:
    """What was known at each run, with what was done where a target counts from that."""
    if not plan.targets:
        return
    if any(isinstance(x.anchor, AfterStep) for x in plan.targets):
        for ran in subject.play(scene):
            yield ran.at, tuple(x for x in ran.recorded if x.at <= ran.at)
        return
    for at in scene.runs:
        yield at, tuple(x for x in scene.history if x.at <= at)


def seen(subject: PlanSubject, scene: PlanScene) -> Iterator[Seen]:
    """Every status of every look, as the judge sees it."""
    for look in looks(subject, scene):
        by = {x.key: x for x in look.plan.targets}
        for status in look.statuses:
            target, begun = by.get(status.step), status.begun_at
            if target is None:
                broken("a target is told that the plan does not have", target=status.step)
            if status.state is State.NOT_BEGUN:
                continue
            if begun is None:
                broken("a target is told that counts from no instant", target=status.step)
            yield _seen(look, target, status, begun)


def _seen(look: Look, target: Target, status: TargetStatus, begun: datetime) -> Seen:
    plan, told, at = look.plan, look.told, look.at
    met = status.met_at
    stop = stop_of(plan, target, status.ref, begun, told)
    over = [x for x in (met, stop) if x is not None]
    spans = tuple(x for x in pauses_of(plan, told, at, status.ref) if not over or x[0] < min(over))
    return Seen(look, target, status, begun, met, stop, spans, ending(plan, target, begun, spans))
