"""What is asked of every history: what is due, how targets stand, what would have been sent."""

from argparse import Namespace
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from attrs import evolve, field, frozen

from postsales.basics._checks import text
from postsales.basics._errors import InvalidValue, short
from postsales.basics.events import Event
from postsales.basics.moments import days_later, instant, zone_key
from postsales.cli.endings import Usage
from postsales.cli.histories import FoundHistory
from postsales.cli.plans import events_of, plans_and_rules_of
from postsales.cli.questions import checked
from postsales.contacts.releasing import release
from postsales.contacts.rules import ContactRules
from postsales.contacts.simulation import Simulation, simulate
from postsales.contacts.verdicts import Defer, Drop, Send, Verdicts
from postsales.schedules.occurrences import occurrences
from postsales.schedules.plans import Plan, PlanBound, bound
from postsales.schedules.standing import OccurrenceState
from postsales.schedules.targets import TargetStatus, targets
from postsales.wire.histories import History

__all__ = [
    "DueAnswer",
    "PlanQuestion",
    "RunsQuestion",
    "SimulatedAnswer",
    "StatusAnswer",
    "question_of_plans",
]

T = TypeVar("T")
_ZONE = "zone"
_MOST_RUNS = 100_000
_MOST_DIGITS = 5


@frozen(weakref_slot=False)
class DueAnswer:
    """What is due for a subject, or will be, and what the rules of contact say about it."""

    found: FoundHistory
    verdicts: Verdicts


@frozen(weakref_slot=False)
class StatusAnswer:
    """How the targets of a subject stand, plan by plan."""

    found: FoundHistory
    statuses: tuple[tuple[Plan, TargetStatus], ...]


@frozen(weakref_slot=False)
class SimulatedAnswer:
    """What runs would have sent to a subject."""

    found: FoundHistory
    simulation: Simulation


@frozen(weakref_slot=False)
class _Asked:
    plans: tuple[Plan, ...]
    rules: ContactRules
    events: tuple[type[Event], ...]
    zone: str

    def check(self, history: History, since: datetime, until: datetime | None = None) -> None:
        """Are these the versions that hold for a subject at an instant, or up to another one?

        Raises:
            InvalidValue: a version was bound that is not among the plans.
        """
        last = until or since
        told = (x.at for x in history.events if isinstance(x, PlanBound))
        for at in (since, *sorted(x for x in told if since < x <= last)):
            for plan in self.plans:
                bound([plan], history.events, at=at)

    def rules_for(self, history: History) -> ContactRules:
        """The rules of contact for a subject: a fact of that name tells their zone.

        Raises:
            InvalidValue: it is no zone.
        """
        zone = history.facts.get(_ZONE)
        return self.rules if zone is None else evolve(self.rules, zone=text("facts[zone]", zone))


@frozen(weakref_slot=False)
class PlanQuestion(_Asked):
    """What is due at an instant, and by another one, or how targets stand."""

    at: datetime
    until: datetime | None = None

    def due(self, found: FoundHistory) -> DueAnswer:
        """What is due for a subject, and what becomes of it.

        Raises:
            PostsalesError: the plans do not fit the history.
        """
        told = found.history
        self.check(told, self.at)
        ready = [
            one
            for plan in self.plans
            for one in occurrences(
                plan,
                told.events,
                subject=told.subject,
                at=self.at,
                until=self.until,
                facts=told.facts,
            )
        ]
        verdicts = release(ready, told.events, self.rules_for(told), at=self.at)
        return DueAnswer(found, tuple(x for x in verdicts if self._is_asked(x)))

    def _is_asked(self, verdict: Send | Defer | Drop) -> bool:
        item = verdict.item
        if isinstance(verdict, Send) or item.state is OccurrenceState.DUE:
            return True
        return self.until is not None and item.at is not None and item.at <= self.until

    def status(self, found: FoundHistory) -> StatusAnswer:
        """How the targets of a subject stand.

        Raises:
            PostsalesError: the plans do not fit the history.
        """
        told = found.history
        self.check(told, self.at)
        statuses = (
            (plan, one)
            for plan in self.plans
            for one in targets(plan, told.events, subject=told.subject, at=self.at)
        )
        return StatusAnswer(found, tuple(statuses))


@frozen(weakref_slot=False)
class RunsQuestion(_Asked):
    """What runs at these instants would have sent."""

    runs: tuple[datetime, ...] = field(repr=False)

    def simulated(self, found: FoundHistory) -> SimulatedAnswer:
        """What they would have sent to a subject.

        Raises:
            PostsalesError: the plans do not fit the history.
        """
        told = found.history
        self.check(told, self.runs[0], self.runs[-1])
        rules = self.rules_for(told)
        made = simulate(
            self.plans,
            told.events,
            rules,
            subject=told.subject,
            runs=self.runs,
            facts=told.facts,
        )
        return SimulatedAnswer(found, made)


def question_of_plans(asked: Namespace) -> PlanQuestion | RunsQuestion:
    """What is asked, by which plans and rules.

    Raises:
        Usage: something of it is missing, or is none.
    """
    events = events_of(asked.events)
    plans, rules = plans_and_rules_of(asked, events)
    zone = _zone(asked, plans, rules)
    if asked.command == "simulate":
        return RunsQuestion(plans, rules, events, zone, _runs(asked, zone))
    if not asked.at:
        raise Usage(
            "--at is missing: postsales has no clock, so say when it is asked, "
            "such as --at 2026-04-02T12:00+02:00"
        )
    at = checked(lambda: instant(asked.at, "--at"))
    until = None if asked.until is None else checked(lambda: instant(asked.until, "--until"))
    if until is not None and asked.status:
        raise Usage("--until is for what will be due, and --status tells how targets stand at --at")
    if until is not None and until < at:
        raise Usage(f"--until is {short(asked.until)}: it is before --at")
    return PlanQuestion(plans, rules, events, zone, at, until)


def _zone(asked: Namespace, plans: tuple[Plan, ...], rules: ContactRules) -> str:
    """In which zone are times told, and days counted between runs?"""
    zone = asked.zone or rules.zone or plans[0].calendar.zone
    return checked(lambda: zone_key(zone, "--zone"))


def _runs(asked: Namespace, zone: str) -> tuple[datetime, ...]:
    """Every instant at which a run would be, the first and the last included."""
    since = checked(lambda: instant(asked.since, "--since"))
    until = checked(lambda: instant(asked.until, "--until"))
    if until < since:
        raise Usage(f"--until is {short(asked.until)}: it is before --since")
    later = _steps(asked.every, zone)
    runs = [since]
    while (then := later(since, len(runs))) <= until:
        runs.append(then)
        if len(runs) > _MOST_RUNS:
            raise Usage(f"--every is {short(asked.every)}: these are more than {_MOST_RUNS} runs")
    return tuple(runs)


def _steps(every: str, zone: str) -> Callable[[datetime, int], datetime]:
    """How an instant is found that is so many steps later; days keep the clock time."""
    number, unit = every[:-1], every[-1:]
    is_count = number.isdecimal() and number.isascii() and len(number) <= _MOST_DIGITS
    count = int(number) if is_count else 0
    if not count or unit not in ("m", "h", "d"):
        allowed = "say minutes, hours or days, from 1 to 99999, such as 30m, 1h or 1d"
        raise Usage(f"--every is {short(every)}: {allowed}")
    if unit == "d":
        return lambda at, n: _days(at, n * count, zone)
    one = timedelta(minutes=count) if unit == "m" else timedelta(hours=count)
    return lambda at, n: at + n * one


def _days(at: datetime, count: int, zone: str) -> datetime:
    try:
        return days_later(at, count, zone)
    except (InvalidValue, OverflowError):
        return datetime.max.replace(tzinfo=at.tzinfo)
