"""Laws for plans and rules of contact, and what asks them of whatever runs these.

Example:
    See ``check``.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from attrs import frozen

from postsales.basics._checks import instance, pairs, several
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics.events import Event
from postsales.basics.moments import Moment, instant
from postsales.basics.quantities import FrozenMap
from postsales.contacts.rules import ContactRules
from postsales.schedules.plans import Plan
from postsales.testing.law import Law, LawBroken
from postsales.testing.plans._flags import PlanFlag, flags_of
from postsales.testing.plans._scene import PlanScene
from postsales.testing.plans._subject import PlanSubject, Runner, Waker, run, wake
from postsales.testing.plans.contacts import CONTACTS
from postsales.testing.plans.schedules import SCHEDULES
from postsales.testing.profiles import Profile
from postsales.testing.suite import Laws, chosen

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["ALL", "PlanFlag", "PlanSuite", "Runner", "Waker", "again", "check", "run", "wake"]

ALL: tuple[Law, ...] = (*SCHEDULES, *CONTACTS)
"""Every law of plans and contacts, in the order of their ids."""

_NONE_KNOWN: FrozenMap[str, date | str] = FrozenMap({})
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
    events: "Mapping[type[Event], SearchStrategy[Event]]" = _NO_EVENTS,
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
    has one. ``events`` says how to draw events of the host's own classes, where hypothesis cannot
    know: their instants and refs are set by the laws.

    ``only``, ``profile``, ``seed`` and ``known`` are those of ``laws.check``.

    Raises:
        WrongType: no plan, or something else of a wrong kind.
        InvalidValue: no plans; ``known`` or ``only`` names something that is no law.

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
    subject = _subject(plans, rules, runner, wakes, events)
    return PlanSuite(
        subject,
        chosen("only", ALL, only),
        profile=Profile.read("profile", profile),
        known=_that_are_laws(known),
        seed=seed,
    )


def _subject(
    plans: Plan | Iterable[Plan],
    rules: ContactRules | None,
    runner: Runner | None,
    wakes: Waker | None,
    events: "Mapping[type[Event], SearchStrategy[Event]]" = _NO_EVENTS,
) -> PlanSubject:
    some = (plans,) if isinstance(plans, Plan) else plans
    told = several("plans", some, Plan, "a plan, or several, is what is run")
    if not told:
        raise InvalidValue("plans", (), "name the plans that are run")
    by = ContactRules() if rules is None else rules
    instance("rules", by, ContactRules, "the rules of contact are ContactRules")
    for name, given in (("runner", runner), ("wakes", wakes)):
        if given is not None and not callable(given):
            raise WrongType(name, given, "a function of plans, history, rules, subject and instant")
    waker = wakes or (wake if runner is None else None)
    flags = flags_of(told, by) | ({PlanFlag.WAKES} if waker else frozenset[PlanFlag]())
    drawn: Any = FrozenMap(cast("Any", dict(pairs("events", events))))
    return PlanSubject(told, by, runner or run, waker, flags, events=drawn)


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
    runner: Runner | None = None,
    wakes: Waker | None = None,
) -> None:
    """Ask one law of one history with its runs: how a broken law is looked at again.

    Raises:
        LawBroken: they break the law.
        InvalidValue: there is no such law.
    """
    found = chosen("law", ALL, law)
    if len(found) != 1:
        raise InvalidValue("law", law, f"{len(found)} laws begin so", "say one, such as 'SCH-01'")
    subject = _subject(plans, rules, runner, wakes)
    times = tuple(sorted({instant(x, "runs") for x in runs}))
    scene = PlanScene(tuple(history), times, zone=zone)
    try:
        found[0].check(subject, scene)
    except LawBroken as error:
        says = subject.report(found[0], scene, error)
        raise type(error)(says, error.facts) from error.__cause__
