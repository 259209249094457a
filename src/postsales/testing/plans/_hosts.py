"""What a host does around plans: it runs them, sleeps, watches targets, and asks for facts.

Rules of this file: the functions here are what laws are asked of where the host has none of its
own. Facts come last, and only where the laws were told which there are.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from postsales.basics.events import Event
from postsales.basics.findings import Fact, Verdict
from postsales.contacts.releasing import release
from postsales.contacts.rules import ContactRules
from postsales.contacts.verdicts import Defer, Drop, Send, Verdicts
from postsales.schedules.changes import next_change
from postsales.schedules.occurrences import due, occurrences
from postsales.schedules.plans import Plan
from postsales.schedules.standing import OccurrenceState
from postsales.schedules.targets import TargetStatus, targets

__all__ = ["Asker", "Facts", "Runner", "Waker", "Watcher", "ask", "run", "wake", "watch"]

Facts = Mapping[str, Fact]
"""What a host knows besides histories, by the names that conditions ask for."""

_Plans = Sequence[Plan]
_Told = Sequence[Event]

Runner = (
    Callable[[_Plans, _Told, ContactRules, str, datetime], Verdicts]
    | Callable[[_Plans, _Told, ContactRules, str, datetime, Facts], Verdicts]
)
"""One run of a host: plans, what is known, rules, a subject and the instant, to verdicts.

Where facts are drawn it takes them last.
"""

Waker = (
    Callable[[Sequence[Plan], Sequence[Event], ContactRules, str, datetime], datetime | None]
    | Callable[
        [Sequence[Plan], Sequence[Event], ContactRules, str, datetime, Facts], datetime | None
    ]
)
"""When a host has to run again if nothing happens; None when there is nothing to wait for.

Where facts are drawn it takes them last.
"""

Watcher = Callable[[Plan, Sequence[Event], str, datetime], Iterable[TargetStatus]]
"""How the targets of a plan stand: the plan, what is known, a subject and the instant."""

Asker = Callable[[Sequence[Plan], Sequence[Event], str, datetime, Facts], Iterable[str]]
"""Which facts a person has to find out: plans, what is known, a subject, the instant, facts."""


def run(  # noqa: PLR0917 - a runner is called so
    plans: Sequence[Plan],
    history: Sequence[Event],
    rules: ContactRules,
    subject: str,
    at: datetime,
    facts: Facts | None = None,
) -> Verdicts:
    """What a host does that runs plans as they are meant: what is due, released."""
    ready = [x for plan in plans for x in due(plan, history, subject=subject, at=at, facts=facts)]
    return release(ready, history, rules, at=at)


def wake(  # noqa: PLR0917 - a waker is called so
    plans: Sequence[Plan],
    history: Sequence[Event],
    rules: ContactRules,
    subject: str,
    at: datetime,
    facts: Facts | None = None,
) -> datetime | None:
    """When such a host runs again, after it has recorded what it sent."""
    verdicts = run(plans, history, rules, subject, at, facts)
    if any(isinstance(x, Send) for x in verdicts):
        return at
    some: list[Any] = [next_change(x, history, subject=subject, at=at, facts=facts) for x in plans]
    some += [x.until for x in verdicts if isinstance(x, Defer)]
    # What is dropped as long as something goes on may go once that is over.
    some += [y.facts.get("until") for x in verdicts if isinstance(x, Drop) for y in x.reasons]
    return min((x for x in some if x is not None), default=None)


def watch(
    plan: Plan, history: Sequence[Event], subject: str, at: datetime
) -> tuple[TargetStatus, ...]:
    """How the targets of a plan stand, as they are meant."""
    return targets(plan, history, subject=subject, at=at)


def ask(
    plans: Sequence[Plan], history: Sequence[Event], subject: str, at: datetime, facts: Facts
) -> tuple[str, ...]:
    """The facts that a person has to find out, since something is due and waits for them alone."""
    some = (
        one.because
        for plan in plans
        for one in occurrences(plan, history, subject=subject, at=at, facts=facts)
        if one.state is OccurrenceState.WITHHELD
    )
    open_ones = (x for x in some if x is not None and x.verdict is Verdict.UNKNOWN)
    told = (leaf for found in open_ones for leaf in found.leaves)
    return tuple(dict.fromkeys(x.tell for x in told if x.verdict is Verdict.UNKNOWN and x.tell))
