"""Plans: the steps of one undertaking, and what stops it, pauses it and begins it anew."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from attrs import field, frozen

from postsales.basics._checks import instance, named, several, text
from postsales.basics._errors import Contradictions, InvalidValue
from postsales.basics._words import Word
from postsales.basics.calendars import WorkCalendar
from postsales.basics.events import Event, known_by
from postsales.basics.moments import Moment, instant
from postsales.basics.selectors import During, class_names
from postsales.schedules.anchors import AfterStep
from postsales.schedules.channels import Contact
from postsales.schedules.steps import Action, Step, Target, event_kinds

__all__ = [
    "CatchUp",
    "InvalidPlan",
    "NewRound",
    "Plan",
    "PlanBound",
    "StepDone",
    "bindings",
    "bound",
    "version_of",
]


class InvalidPlan(Contradictions):
    """Steps of a plan contradict each other; all that is found."""


class CatchUp(Word):
    """What is done about actions that are overdue because nobody ran the plan in time?"""

    EACH = "each"
    """Each of them, unless it has expired."""
    LATEST = "latest"
    """Only the latest of those that count from the same event; the others are overtaken."""
    NEXT = "next"
    """One after the other, none skipped, and at most one on a local day."""
    DROP = "drop"
    """None: what was not done on its local day is missed."""


class NewRound(Word):
    """From what do the steps of a new round count?"""

    CARRIED = "carried"
    """What had begun is carried over: it counts from the beginning of the round."""
    FRESH = "fresh"
    """Only what happens in the round counts, at its first instant, too.

    A step that comes after something may be begun or made needless at that instant; a stop ends the
    round before.
    """


@frozen(weakref_slot=False)
class StepDone(Event):
    """An action was done: the host records it with the key of the occurrence, and it stays done.

    ``contact`` is the message, call or visit that it was, for rules that count them across plans;
    None where nobody was reached.

    Example:
        >>> StepDone("first-month/C-7/review//1", at="2026-03-31T08:00+02:00").key
        'first-month/C-7/review//1'
    """

    key: str
    contact: Contact | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        Event.__attrs_post_init__(self)
        text("key", self.key)
        if self.contact is not None:
            instance("contact", self.contact, Contact, "say Contact(channel, purpose=...), or None")


@frozen(weakref_slot=False)
class PlanBound(Event):
    """From now on a version of a plan holds for a subject; what was done before stays done.

    Example:
        >>> PlanBound("support", version="4", at="2026-03-31T08:00+02:00").version
        '4'
    """

    plan: str
    version: str = field(kw_only=True)

    def __attrs_post_init__(self) -> None:
        Event.__attrs_post_init__(self)
        text("plan", self.plan)
        text("version", self.version)


def _steps(value: Iterable[Step]) -> tuple[Step, ...]:
    kinds: tuple[type[Any], ...] = (Action, Target)
    return several("steps", value, kinds, "a plan is made of Action and Target")


def _stops(value: type[Event] | Iterable[type[Event]]) -> tuple[type[Event], ...]:
    return event_kinds("stops", value)


def _resets(value: type[Event] | Iterable[type[Event]]) -> tuple[type[Event], ...]:
    return event_kinds("resets", value)


def _pauses(value: Iterable[During]) -> tuple[During, ...]:
    return several("pauses", value, During, "a pause is During(begins, ends)")


def _catch_up(value: CatchUp | str) -> CatchUp:
    return CatchUp.read("catch_up", value)


def _new_round(value: NewRound | str) -> NewRound:
    return NewRound.read("new_round", value)


@frozen(weakref_slot=False, kw_only=True)
class Plan:
    """What is due after what, for one subject: a customer, an order, a ticket.

    ``calendar`` tells the zone of all days and clock times, and working time. ``stops`` end what
    counts from before them; what counts from later begins. ``pauses`` are times in which nothing is
    due, nothing expires and no clock runs; one that names plans, as ``FollowUpPaused`` does, is
    over when the plan is stopped by name. What stops it by name, as ``Unenrolled`` does, and what
    begins it anew belong together whatever their refs are. A stop, a pause or a reset whose ``ref``
    names one of several that are told apart concerns that one, any other all. ``resets`` begin a
    new round, in which what was done before counts no more: every step that had begun counts from
    there, or, by ``new_round``, from what happens in it; no milestone moves.

    Nothing is stored: which steps are due is worked out anew from the history each time. The keys
    of occurrences do not hold the version, so a new version sends nothing again.

    Raises:
        InvalidPlan: no steps, a key twice, a step after one that is none of the actions, steps
            that wait for each other in a circle.

    Example:
        >>> from postsales import Days, Delivered, Last, Refunded
        >>> plan = Plan(
        ...     id="first-month", version="1", calendar=WorkCalendar.always("Europe/Berlin"),
        ...     stops=[Refunded], steps=[Action("review", after=Last(Delivered), wait=Days(21))],
        ... )
        >>> plan.catch_up
        CatchUp.EACH
    """

    id: str
    version: str
    calendar: WorkCalendar
    steps: tuple[Step, ...] = field(converter=_steps)
    catch_up: CatchUp = field(default=CatchUp.EACH, converter=_catch_up)
    stops: tuple[type[Event], ...] = field(default=(), converter=_stops, repr=class_names)
    pauses: tuple[During, ...] = field(default=(), converter=_pauses)
    resets: tuple[type[Event], ...] = field(default=(), converter=_resets, repr=class_names)
    new_round: NewRound = field(default=NewRound.CARRIED, converter=_new_round)

    def __attrs_post_init__(self) -> None:
        named("id", self.id)
        named("version", self.version)
        instance("calendar", self.calendar, WorkCalendar, "working time is by a WorkCalendar")
        problems = [*_problems(self)]
        if problems:
            raise InvalidPlan(f"plan {self.id[:60]!r}", problems)

    @property
    def actions(self) -> tuple[Action, ...]:
        """The steps that we do."""
        return tuple(x for x in self.steps if isinstance(x, Action))

    @property
    def targets(self) -> tuple[Target, ...]:
        """The steps that somebody meets."""
        return tuple(x for x in self.steps if isinstance(x, Target))


def _problems(plan: Plan) -> Iterable[str]:
    if not plan.steps:
        yield "it has no steps"
    keys = [x.key for x in plan.steps]
    for key in dict.fromkeys(keys):
        if keys.count(key) > 1:
            yield f"the key {key!r} is that of several steps"
    yield from _circles(plan)
    for kind in plan.stops:
        if kind in plan.resets:
            yield f"{kind.__name__} stops it and begins it anew"


def _circles(plan: Plan) -> Iterable[str]:
    """Steps that come after none of the actions, or after themselves."""
    actions = {x.key for x in plan.actions}
    after = {x.key: x.anchor.step for x in plan.steps if isinstance(x.anchor, AfterStep)}
    for key, before in after.items():
        if before not in actions:
            yield f"step {key!r} counts from {before!r}, which is none of its actions"
        seen, here = {key}, before
        while here in after and here not in seen:
            seen.add(here)
            here = after[here]
        if here == key:
            yield f"step {key!r} waits for itself"


def bound(plans: Sequence[Plan], history: Iterable[Event], *, at: Moment) -> Plan:
    """Which version of a plan holds at an instant: that of the last ``PlanBound``, else the newest.

    ``plans`` are the versions that the host has, the newest last. What was decided under an earlier
    one stays so where ``occurrences``, ``targets`` and ``status`` are given the ``versions``.

    Raises:
        InvalidValue: versions of several plans; a version that was bound and is not among them;
            two versions that are bound at one instant.

    Example:
        >>> from postsales import Days, Delivered, Last
        >>> def plan(version: str, days: int) -> Plan:
        ...     step = Action("review", after=Last(Delivered), wait=Days(days))
        ...     every_day = WorkCalendar.always("UTC")
        ...     return Plan(id="first-month", version=version, calendar=every_day, steps=[step])
        >>> old = PlanBound("first-month", version="1", at="2026-03-01T00:00Z")
        >>> bound([plan("1", 21), plan("2", 14)], [old], at="2026-04-01T00:00Z").version
        '1'
    """
    known = several("plans", plans, Plan, "the versions of one plan are needed")
    if not known:
        raise InvalidValue("plans", (), "at least one version is needed")
    name, now = known[-1].id, instant(at)
    if any(x.id != name for x in known):
        raise InvalidValue("plans", [x.id for x in known], "these are versions of one plan")
    told = bindings(name, history, now)
    return version_of(known, told[-1][1], "plans") if told else known[-1]


def bindings(name: str, history: Iterable[Event], now: datetime) -> list[tuple[datetime, str]]:
    """Since when was which version of a plan bound, in order of time?"""
    bound_at: dict[datetime, str] = {}
    some = (x for x in known_by(history, now) if isinstance(x, PlanBound) and x.plan == name)
    for event in some:
        other = bound_at.setdefault(event.at, event.version)
        if other != event.version:
            both = sorted((other, event.version))
            allowed = f"two versions of {name!r} are bound at {event.at.isoformat()}"
            raise InvalidValue("history", both, allowed, "bind the one that holds, and that alone")
    return [*bound_at.items()]


def version_of(plans: Sequence[Plan], version: str, argument: str) -> Plan:
    """The version of a plan that was bound."""
    found = [x for x in plans if x.version == version]
    if not found:
        allowed = f"version {version!r} was bound, and is none of {[x.version for x in plans]}"
        raise InvalidValue(argument, version, allowed, "keep the versions that histories name")
    return found[-1]
