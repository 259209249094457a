"""What is tested: plans and rules of contact, with whatever runs them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from postsales.basics._errors import short
from postsales.basics.events import Event
from postsales.basics.findings import Fact
from postsales.basics.moments import instant
from postsales.basics.quantities import FrozenMap
from postsales.contacts.rules import ContactRules
from postsales.contacts.verdicts import Defer, Drop, Send, Verdicts
from postsales.schedules.anchors import AfterStep
from postsales.schedules.plans import Plan
from postsales.schedules.targets import TargetStatus
from postsales.testing._tally import NOTHING_BEGUN, NOTHING_DUE
from postsales.testing.asking import given_by
from postsales.testing.law import Law, LawBroken
from postsales.testing.plans._flags import PlanFlag
from postsales.testing.plans._hosts import Asker, Facts, Runner, Waker, Watcher
from postsales.testing.plans._scene import PlanScene

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["PlanSubject", "Ran", "known", "rules_of"]

_NO_FACTS: FrozenMap[str, Fact] = FrozenMap({})


class _Tally:
    """How many answers there were while a law was asked: it changes as it counts."""

    __slots__ = ("statuses", "verdicts")

    def __init__(self) -> None:
        self.verdicts: int = 0
        self.statuses: int = 0


@frozen(weakref_slot=False)
class Ran:
    """One run: what was known, and the verdicts."""

    at: datetime
    told: tuple[Event, ...]
    rules: ContactRules
    verdicts: Verdicts
    facts: Facts = _NO_FACTS

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
    watches: Watcher | None = field(default=None, kw_only=True)
    asks: Asker | None = field(default=None, kw_only=True)
    events: "Mapping[type[Event], SearchStrategy[Event]]" = field(kw_only=True)
    facts: Mapping[str, tuple[Fact, ...]] = field(
        default=FrozenMap[str, tuple[Fact, ...]](), kw_only=True
    )
    tally: _Tally = field(factory=_Tally, kw_only=True, repr=False)

    @property
    def name(self) -> str:
        """The plans by their ids."""
        return ", ".join(x.id for x in self.plans)

    def counted(self) -> "PlanSubject":
        """The same with no verdicts counted yet."""
        return evolve(self, tally=_Tally())

    def untried(self, law: Law) -> str:
        """Why a law that was not broken was not tried either; empty when it was."""
        if PlanFlag.TARGETS in law.needs:
            return "" if self.tally.statuses else NOTHING_BEGUN
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
        facts: Facts = _NO_FACTS,
    ) -> Verdicts:
        """The verdicts of one run.

        Raises:
            LawBroken: the runner raises an error, or gives something else than verdicts.
        """
        asked = tuple(self.plans if plans is None else plans)
        runner: Any = self.runner
        besides = (facts,) if self.facts else ()
        told = given_by(
            "the runner", partial(runner, asked, tuple(history), rules, subject, at, *besides)
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
            verdicts = self.run(told, at, rules=by, plans=plans, facts=scene.facts)
            ran = Ran(at, told, by, verdicts, scene.facts)
            runs.append(ran)
            done = (*done, *(x.item.done(at=at, ref=x.item.ref) for x in ran.sent))
        return tuple(runs)

    def wakes_at(self, ran: Ran) -> datetime | None:
        """When the host says that it runs again, after a run; None for never."""
        waker: Any = self.wakes
        besides = (ran.facts,) if self.facts else ()
        told = partial(waker, self.plans, ran.recorded, ran.rules, "C-7", ran.at, *besides)
        at: Any = given_by("the waker", told)
        return instant(at, "wakes") if at is not None else None

    def watched(self, plan: Plan, told: Sequence[Event], at: datetime) -> tuple[TargetStatus, ...]:
        """How the targets of a plan stand.

        Raises:
            LawBroken: the watcher raises an error, or gives something else than statuses.
        """
        watcher: Any = self.watches
        found = given_by("the watcher", partial(watcher, plan, tuple(told), "C-7", at))
        given: Any = found
        is_some = isinstance(found, list | tuple)
        if not is_some or not all(isinstance(x, TargetStatus) for x in given):
            raise LawBroken("the watcher gives no statuses of targets", {"it_gives": short(given)})
        self.tally.statuses += len(given)
        return tuple(given)

    def asked(self, told: Sequence[Event], at: datetime, facts: Facts) -> frozenset[str]:
        """Which facts a person is asked to find out.

        Raises:
            LawBroken: the asker raises an error, or gives something else than names.
        """
        asker: Any = self.asks
        found = given_by("the asker", partial(asker, self.plans, tuple(told), "C-7", at, facts))
        given: Any = found
        is_some = isinstance(found, list | tuple | set | frozenset)
        if not is_some or not all(isinstance(x, str) for x in given):
            raise LawBroken("the asker gives no names of facts", {"it_gives": short(given)})
        return frozenset(given)


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
