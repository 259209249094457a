"""Laws for plans and rules of contact, and what asks them of whatever runs these.

Example:
    See ``check``.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from attrs import frozen

from postsales.basics._checks import instance, pairs, several, text
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics.events import Event
from postsales.basics.findings import Fact, checked_fact
from postsales.basics.moments import Moment, instant
from postsales.basics.quantities import FrozenMap
from postsales.contacts.rules import ContactRules
from postsales.schedules.plans import Plan
from postsales.testing.law import Law, LawBroken
from postsales.testing.plans._flags import PlanFlag, flags_of
from postsales.testing.plans._hosts import (
    Asker,
    Runner,
    Waker,
    Watcher,
    ask,
    run,
    wake,
    watch,
)
from postsales.testing.plans._scene import PlanScene
from postsales.testing.plans._subject import PlanSubject
from postsales.testing.plans.conditions import CONDITIONS
from postsales.testing.plans.contacts import CONTACTS
from postsales.testing.plans.schedules import SCHEDULES
from postsales.testing.plans.targets import TARGETS
from postsales.testing.profiles import Profile
from postsales.testing.suite import Laws, chosen

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = [
    "ALL",
    "Asker",
    "PlanFlag",
    "PlanSuite",
    "Runner",
    "Waker",
    "Watcher",
    "again",
    "ask",
    "check",
    "run",
    "wake",
    "watch",
]

ALL: tuple[Law, ...] = (*SCHEDULES, *CONTACTS, *TARGETS, *CONDITIONS)
"""Every law of plans, contacts, targets and conditions, each family in the order of its ids."""

_NONE_KNOWN: FrozenMap[str, date | str] = FrozenMap({})
_NO_FACTS: FrozenMap[str, Fact] = FrozenMap({})
_NO_VALUES: FrozenMap[str, tuple[Fact, ...]] = FrozenMap({})
_NO_EVENTS: "FrozenMap[type[Event], SearchStrategy[Event]]" = FrozenMap({})


@frozen(weakref_slot=False, eq=False, repr=False)
class PlanSuite(Laws):
    """The laws for plans and rules of contact, as whatever runs them follows them."""

    subject: PlanSubject
    laws: tuple[Law, ...]


def check(
    plans: Plan | Iterable[Plan],
    rules: ContactRules | None = None,
    *,
    runner: Runner | None = None,
    wakes: Waker | None = None,
    watches: Watcher | None = None,
    asks: Asker | None = None,
    events: "Mapping[type[Event], SearchStrategy[Event]]" = _NO_EVENTS,
    facts: "Mapping[str, Iterable[Fact]]" = _NO_VALUES,
    only: str | Iterable[str] = (),
    profile: Profile | str = Profile.QUICK,
    seed: int | None = None,
    known: Mapping[str, date | str] = _NONE_KNOWN,
) -> PlanSuite:
    """The laws for one plan or several and the rules of contact, as tests.

    Assigned to a name that begins with ``test``, pytest collects one test for each law; called, it
    asks them all and raises. ``runner`` is the host's own program around them, a function of plans,
    history, rules, subject and instant that gives the verdicts; without one it is ``due`` and
    ``release``. ``wakes`` is the host's function of the same that tells when to run next, where it
    has one. ``watches`` is its function of a plan, a history, a subject and an instant that tells
    how targets stand. A host that gives no function at all has ours; of one that has a runner, what
    else it does not give is not asked.

    ``events`` says how to draw events of the host's own classes, where hypothesis cannot
    know: their instants and refs are set by the laws. ``facts`` says what each fact that conditions
    ask for may be; a fact may be missing as well. Then ``runner`` and ``wakes`` take the facts as a
    last argument, and ``asks`` is the host's function of plans, history, subject, instant and facts
    that names what a person has to find out.

    ``only``, ``profile``, ``seed`` and ``known`` are those of ``laws.check``.

    Raises:
        WrongType: no plan, or something else of a wrong kind.
        InvalidValue: no plans; a fact without values; ``known`` or ``only`` names something that is
            no law.

    Example:
        >>> from postsales import Action, Days, Delivered, Last, QuietHours, WorkCalendar
        >>> plan = Plan(
        ...     id="first-month", version="1", calendar=WorkCalendar.always("Europe/Berlin"),
        ...     steps=[Action("review", after=Last(Delivered), wait=Days(21))],
        ... )
        >>> night = ContactRules(zone="Europe/Berlin", quiet=QuietHours("20:00-08:00"))
        >>> test_plan = check(plan, night, only=["SCH-01", "CON-03"])
        >>> test_plan()
    """
    host = _Host(runner, wakes, watches, asks)
    subject = _subject(plans, rules, host, events, facts)
    return PlanSuite(
        subject,
        chosen("only", ALL, only),
        profile=Profile.read("profile", profile),
        known=_that_are_laws(known),
        seed=seed,
    )


@frozen(weakref_slot=False)
class _Host:
    """The functions of a host, as far as it has any."""

    runner: Runner | None = None
    wakes: Waker | None = None
    watches: Watcher | None = None
    asks: Asker | None = None

    def __attrs_post_init__(self) -> None:
        for name, what in _TAKES.items():
            given = getattr(self, name)
            if given is not None and not callable(given):
                raise WrongType(name, given, f"a function of {what}")

    @property
    def filled(self) -> "_Host":
        """The same with our own functions where a host without any has none."""
        if self.runner is not None:
            return self
        return _Host(run, self.wakes or wake, self.watches or watch, self.asks or ask)


_TAKES = {
    "runner": "plans, history, rules, subject and instant",
    "wakes": "plans, history, rules, subject and instant",
    "watches": "a plan, history, subject and instant",
    "asks": "plans, history, subject, instant and facts",
}


def _subject(
    plans: Plan | Iterable[Plan],
    rules: ContactRules | None,
    host: _Host,
    events: "Mapping[type[Event], SearchStrategy[Event]]" = _NO_EVENTS,
    facts: "Mapping[str, Iterable[Fact]]" = _NO_VALUES,
) -> PlanSubject:
    some = (plans,) if isinstance(plans, Plan) else plans
    told = several("plans", some, Plan, "a plan, or several, is what is run")
    if not told:
        raise InvalidValue("plans", (), "name the plans that are run")
    by = ContactRules() if rules is None else rules
    instance("rules", by, ContactRules, "the rules of contact are ContactRules")
    values, full = _values(facts), host.filled
    drawn: Any = FrozenMap(cast("Any", dict(pairs("events", events))))
    return PlanSubject(
        told,
        by,
        full.runner or run,
        full.wakes,
        frozenset([*flags_of(told, by), *_flags_of_host(told, full, values)]),
        watches=full.watches,
        asks=full.asks,
        events=drawn,
        facts=values,
    )


def _flags_of_host(
    plans: Iterable[Plan], host: _Host, facts: Mapping[str, Any]
) -> Iterator[PlanFlag]:
    if host.wakes is not None:
        yield PlanFlag.WAKES
    if host.watches is not None and any(x.targets for x in plans):
        yield PlanFlag.TARGETS
    if host.asks is not None:
        yield PlanFlag.ASKS
    if facts and any(x.when is not None for plan in plans for x in plan.actions):
        yield PlanFlag.CONDITIONS


def _values(facts: "Mapping[str, Iterable[Fact]]") -> FrozenMap[str, tuple[Fact, ...]]:
    found: dict[str, tuple[Fact, ...]] = {}
    for name, given in pairs("facts", facts):
        values = several("facts", given, object, "the values that a fact may have, such as [0, 30]")
        if not values:
            raise InvalidValue("facts", name, "a fact needs values that it may have")
        found[text("facts", name)] = tuple(checked_fact(str(name), x) for x in values)
    return FrozenMap(found)


def _that_are_laws(known: Mapping[str, date | str]) -> Mapping[str, date | str]:
    names = {name for law in ALL for name in (law.id, law.key)}
    for law, _ in pairs("known", known):
        if law not in names:
            raise InvalidValue("known", law, "no such law", "say an id such as 'SCH-01'")
    return known


def again(
    law: str,
    plans: Plan | Iterable[Plan],
    rules: ContactRules | None = None,
    *,
    history: Iterable[Event],
    runs: Iterable[Moment],
    zone: str | None = None,
    knows: Mapping[str, Fact] = _NO_FACTS,
    facts: "Mapping[str, Iterable[Fact]]" = _NO_VALUES,
    runner: Runner | None = None,
    wakes: Waker | None = None,
    watches: Watcher | None = None,
    asks: Asker | None = None,
) -> None:
    """Ask one law of one history with its runs: how a broken law is looked at again.

    ``knows`` are the facts that were known, ``facts`` and the host's functions those of ``check``.

    Raises:
        LawBroken: they break the law.
        InvalidValue: there is no such law.
    """
    found = chosen("law", ALL, law)
    if len(found) != 1:
        raise InvalidValue("law", law, f"{len(found)} laws begin so", "say one, such as 'SCH-01'")
    host = _Host(runner, wakes, watches, asks)
    subject = _subject(plans, rules, host, facts=facts)
    times = tuple(sorted({instant(x, "runs") for x in runs}))
    scene = PlanScene(tuple(history), times, zone=zone, facts=FrozenMap(knows))
    try:
        found[0].check(subject, scene)
    except LawBroken as error:
        says = subject.report(found[0], scene, error)
        raise type(error)(says, error.facts) from error.__cause__
