"""What a bad runner is: a good one that reads something wrongly, and the law that finds it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from attrs import evolve, field, frozen

from postsales import Action, ContactRules, Event, Plan
from postsales.contacts.verdicts import Verdicts
from postsales.schedules import Occurrence
from postsales.testing.plans import Asker, PlanSuite, Runner, Waker, Watcher, ask, check, run, watch
from tests.testing.plans.good import GOOD

Told = tuple[Event, ...]


@frozen
class Bad:
    """A mistake in how plans are run, and the law that has to find it."""

    name: str
    law: str
    runner: Runner = field(default=run, kw_only=True)
    wakes: Waker | None = field(default=None, kw_only=True)
    watches: Watcher = field(default=watch, kw_only=True)
    asks: Asker = field(default=ask, kw_only=True)
    of: str = field(default="first month", kw_only=True)

    def suite(self, **given: Any) -> PlanSuite:
        """The laws for plans that are run with the mistake."""
        good = GOOD[self.of]
        host: dict[str, Any] = {
            "runner": self.runner,
            "wakes": self.wakes,
            "watches": self.watches,
            "asks": self.asks,
        }
        return check(good.plans, good.rules, facts=good.facts, **host, **given)


def plans_as(read: Callable[[Plan], Plan]) -> Runner:
    """Plans are read otherwise."""

    def runner(plans: Sequence[Plan], *asked: Any) -> Verdicts:
        return run([read(x) for x in plans], *asked)

    return runner


def steps_as(read: Callable[[Action], Action]) -> Runner:
    """The steps of plans are read otherwise."""
    return plans_as(lambda plan: evolve(plan, steps=[read(x) for x in plan.actions]))


def rules_as(read: Callable[[ContactRules], ContactRules]) -> Runner:
    """The rules of contact are read otherwise."""

    def runner(
        plans: Sequence[Plan], told: Sequence[Event], rules: ContactRules, *asked: Any
    ) -> Verdicts:
        return run(plans, told, read(rules), *asked)

    return runner


def told_as(read: Callable[[Told, datetime], Iterable[Event]]) -> Runner:
    """Something that was told is left out, or read otherwise."""

    def runner(
        plans: Sequence[Plan],
        told: Sequence[Event],
        rules: ContactRules,
        subject: str,
        at: datetime,
    ) -> Verdicts:
        return run(plans, tuple(read(tuple(told), at)), rules, subject, at)

    return runner


def at_as(read: Callable[[datetime], datetime]) -> Runner:
    """The instant is read otherwise."""

    def runner(
        plans: Sequence[Plan],
        told: Sequence[Event],
        rules: ContactRules,
        subject: str,
        at: datetime,
    ) -> Verdicts:
        return run(plans, told, rules, subject, read(at))

    return runner


def only_if(wanted: Callable[[Plan, Occurrence, datetime], bool]) -> Runner:
    """Some of what is due is not seen."""

    def runner(plans: Sequence[Plan], *asked: Any) -> Verdicts:
        by = {x.id: x for x in plans}
        at: datetime = asked[-1]
        return tuple(x for x in run(plans, *asked) if wanted(by[x.item.plan], x.item, at))

    return runner


def keyed(key: Callable[[Occurrence], Occurrence]) -> Runner:
    """What was done is known by another key."""
    from postsales import StepDone

    def runner(
        plans: Sequence[Plan],
        told: Sequence[Event],
        rules: ContactRules,
        subject: str,
        at: datetime,
    ) -> Verdicts:
        done = {x.key for x in told if isinstance(x, StepDone)}
        known = [x for x in told if not isinstance(x, StepDone)]
        verdicts = run(plans, known, rules, subject, at)
        some = [evolve(x, item=key(x.item)) for x in verdicts]
        return tuple(x for x in some if x.item.key not in done)

    return runner
