"""What is tested: plans and rules of contact, with whatever runs them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from postsales.basics._errors import short
from postsales.basics.events import Event
from postsales.contacts.releasing import release
from postsales.contacts.rules import ContactRules
from postsales.contacts.verdicts import Defer, Drop, Send, Verdicts
from postsales.schedules.anchors import AfterStep
from postsales.schedules.changes import next_change
from postsales.schedules.occurrences import due
from postsales.schedules.plans import Plan
from postsales.testing._tally import NOTHING_DUE
from postsales.testing.asking import given_by
from postsales.testing.law import Law, LawBroken
from postsales.testing.plans._flags import PlanFlag
from postsales.testing.plans._scene import PlanScene

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["PlanSubject", "Ran", "Runner", "Waker", "rules_of", "run", "wake"]

Runner = Callable[[Sequence[Plan], Sequence[Event], ContactRules, str, datetime], Verdicts]
"""One run of a host: plans, what is known, rules, a subject and the instant, to verdicts."""

Waker = Callable[[Sequence[Plan], Sequence[Event], ContactRules, str, datetime], datetime | None]
"""When a host has to run again if nothing happens; None when there is nothing to wait for."""


def run(
    plans: Sequence[Plan],
    history: Sequence[Event],
    rules: ContactRules,
    subject: str,
    at: datetime,
) -> Verdicts:
    """What a host does that runs plans as they are meant: what is due, released."""
    ready = [x for plan in plans for x in due(plan, history, subject=subject, at=at)]
    return release(ready, history, rules, at=at)


def wake(
    plans: Sequence[Plan],
    history: Sequence[Event],
    rules: ContactRules,
    subject: str,
    at: datetime,
) -> datetime | None:
    """When such a host runs again, after it has recorded what it sent."""
    verdicts = run(plans, history, rules, subject, at)
    if any(isinstance(x, Send) for x in verdicts):
        return at
    some: list[Any] = [next_change(x, history, subject=subject, at=at) for x in plans]
    some += [x.until for x in verdicts if isinstance(x, Defer)]
    # What is dropped as long as something goes on may go once that is over.
    some += [y.facts.get("until") for x in verdicts if isinstance(x, Drop) for y in x.reasons]
    return min((x for x in some if x is not None), default=None)


class _Tally:
    """How many verdicts there were while a law was asked: it changes as it counts."""

    __slots__ = ("verdicts",)

    def __init__(self) -> None:
        self.verdicts: int = 0


@frozen(weakref_slot=False)
class Ran:
    """One run: what was known, and the verdicts."""

    at: datetime
    told: tuple[Event, ...]
    rules: ContactRules
    verdicts: Verdicts

    @property
    def sent(self) -> tuple[Send, ...]:
        """What goes out."""
        return tuple(x for x in self.verdicts if isinstance(x, Send))

    @property
    def recorded(self) -> tuple[Event, ...]:
        """What is known after the run."""
        done = (x.item.done(at=self.at, ref=x.item.ref) for x in self.sent)
        return (*self.told, *done)


@frozen(weakref_slot=False, eq=False)
class PlanSubject:
    """Plans and rules with what laws have to know of them."""

    plans: tuple[Plan, ...]
    rules: ContactRules
    runner: Runner
    wakes: Waker | None
    flags: frozenset[PlanFlag]
    events: "Mapping[type[Event], SearchStrategy[Event]]" = field(kw_only=True)
    tally: _Tally = field(factory=_Tally, kw_only=True, repr=False)

    @property
    def name(self) -> str:
        """The plans by their ids."""
        return ", ".join(x.id for x in self.plans)

    def counted(self) -> "PlanSubject":
        """The same with no verdicts counted yet."""
        return evolve(self, tally=_Tally())

    def untried(self, law: Law) -> str:  # noqa: ARG002 - every law is about verdicts
        """Why a law that was not broken was not tried either; empty when it was."""
        return "" if self.tally.verdicts else NOTHING_DUE

    def report(self, law: Law, scene: PlanScene, error: LawBroken) -> str:
        """Everything about a broken law."""
        from postsales.testing.plans._messages import report

        return report(law, self, scene, error)

    def run(
        self,
        history: Sequence[Event],
        at: datetime,
        *,
        rules: ContactRules,
        plans: Sequence[Plan] | None = None,
        subject: str = "C-7",
    ) -> Verdicts:
        """The verdicts of one run.

        Raises:
            LawBroken: the runner raises an error, or gives something else than verdicts.
        """
        asked = tuple(self.plans if plans is None else plans)
        told = given_by(
            "the runner", partial(self.runner, asked, tuple(history), rules, subject, at)
        )
        given: Any = told
        some: tuple[Any, ...] = tuple(given) if isinstance(told, list | tuple) else (None,)
        if not all(isinstance(x, Send | Defer | Drop) for x in some):
            raise LawBroken("the runner gives no verdicts", {"it_gives": short(given)})
        self.tally.verdicts += len(some)
        return some

    def play(
        self,
        scene: PlanScene,
        *,
        rules: ContactRules | None = None,
        plans: Sequence[Plan] | None = None,
    ) -> tuple[Ran, ...]:
        """All runs of a scene, each knowing what the ones before have sent."""
        by = rules_of(self, scene) if rules is None else rules
        runs: list[Ran] = []
        done: tuple[Event, ...] = ()
        for at in scene.runs:
            told = (*known(self.plans, scene.history, at), *done)
            ran = Ran(at, told, by, self.run(told, at, rules=by, plans=plans))
            runs.append(ran)
            done = (*done, *(x.item.done(at=at, ref=x.item.ref) for x in ran.sent))
        return tuple(runs)


def known(plans: Sequence[Plan], history: Sequence[Event], at: datetime) -> tuple[Event, ...]:
    """What has happened by an instant, and the milestones that steps come before."""
    ahead: tuple[type[Event], ...] = tuple(
        x.anchor.event
        for plan in plans
        for x in plan.actions
        if x.before is not None and not isinstance(x.anchor, AfterStep)
    )
    return tuple(x for x in history if x.at <= at or isinstance(x, ahead))


def rules_of(subject: PlanSubject, scene: PlanScene) -> ContactRules:
    """The rules for a customer in the zone of the scene."""
    return subject.rules if scene.zone is None else evolve(subject.rules, zone=scene.zone)
