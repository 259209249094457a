"""What is asked about an inquiry: how it went, and which version and priority held since when."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from attrs import frozen

from postsales.basics._checks import instance, several, text
from postsales.basics._errors import InvalidValue
from postsales.basics.calendars import WorkCalendar
from postsales.basics.events import Event
from postsales.basics.quantities import FrozenMap
from postsales.schedules.channels import Channel
from postsales.schedules.plans import Plan, PlanBound
from postsales.support._course import Course, course
from postsales.support.events import CustomerWrote, PriorityChanged, known_in_turn
from postsales.support.lifecycles import InquiryNote, InquiryRemark
from postsales.support.policies import CLOSING, NORMAL, SupportPolicy, plans

__all__ = ["Asked", "Binding"]

_NEVER = datetime.min.replace(tzinfo=UTC)
_EVER = datetime.max.replace(tzinfo=UTC)
_ByName = Mapping[tuple[str, str], SupportPolicy]


@frozen(weakref_slot=False, eq=False)
class Binding:
    """From an instant on, and before another, a version of a policy holds, and a priority."""

    since: datetime
    until: datetime
    policy: SupportPolicy
    priority: str
    channel: Channel
    plans: FrozenMap[str, Plan]

    @property
    def calendar(self) -> WorkCalendar:
        """The hours that are worked."""
        level = self.policy.level_for(self.priority, self.channel)
        return level.calendar or self.policy.calendar

    def elapsed(self, since: datetime, until: datetime) -> timedelta:
        """The working time between two instants."""
        return self.calendar.elapsed(since, until) if since < until else timedelta()


@frozen(weakref_slot=False, eq=False)
class Asked:
    """An inquiry, and what was promised for it since when."""

    subject: str
    asked_at: datetime
    told: Course
    bindings: tuple[Binding, ...]
    notes: tuple[InquiryNote, ...]

    @classmethod
    def of(
        cls,
        policy: SupportPolicy,
        versions: Iterable[SupportPolicy],
        history: Sequence[Event],
        subject: str,
        now: datetime,
    ) -> "Asked":
        """As far as it is known at an instant."""
        instance("policy", policy, SupportPolicy, "a SupportPolicy is needed")
        text("subject", subject)
        by_name = _by_name(policy, versions)
        known = known_in_turn(history, now)
        channel = next((x.channel for x in known if isinstance(x, CustomerWrote)), Channel.EMAIL)
        bindings = tuple(_bindings(policy, by_name, known, channel))
        closings = ((x.since, x.plans.get(CLOSING)) for x in bindings)
        told = course(known, now, subject, closings)
        notes = sorted([*told.notes, *_not_given(known, by_name)], key=lambda x: x.at)
        return cls(subject, now, told, bindings, tuple(notes))

    @property
    def last(self) -> Binding:
        """What holds now."""
        return self.bindings[-1]


def _by_name(policy: SupportPolicy, versions: Iterable[SupportPolicy]) -> _ByName:
    allowed = "the policies that histories may name"
    told = several("versions", versions, SupportPolicy, allowed)
    return {(x.id, x.version): x for x in (*told, policy)}


def _bindings(
    policy: SupportPolicy, by_name: _ByName, known: Iterable[Event], channel: Channel
) -> Iterator[Binding]:
    held: dict[datetime, tuple[SupportPolicy, str]] = {_NEVER: (policy, NORMAL)}
    holds = held[_NEVER]
    told: dict[tuple[bool, datetime], tuple[str, ...]] = {}
    for event in known:
        _told_once(event, by_name, told)
        then = _bound(event, holds, by_name)
        if then != holds:
            holds = held[event.at] = then
    ends = [*held, _EVER][1:]
    for (since, (holding, priority)), until in zip(held.items(), ends, strict=True):
        made = plans(holding, priority=priority, channel=channel)
        yield Binding(since, until, holding, priority, channel, made)


def _told_once(
    event: Event, by_name: _ByName, told: dict[tuple[bool, datetime], tuple[str, ...]]
) -> None:
    """At one instant one policy is bound, and one priority set: no order could choose."""
    said: tuple[str, ...]
    if isinstance(event, PriorityChanged):
        what, said = "priorities are set", (event.priority,)
    elif isinstance(event, PlanBound) and _is_given(event, by_name):
        what, said = "versions are bound", (event.plan, event.version)
    else:
        return
    other = told.setdefault((isinstance(event, PlanBound), event.at), said)
    if other != said:
        both = sorted(" ".join(x) for x in (other, said))
        allowed = f"two {what} at {event.at.isoformat()}"
        raise InvalidValue("history", both, allowed, "tell the one that holds, and that alone")


def _bound(
    event: Event, holds: tuple[SupportPolicy, str], by_name: _ByName
) -> tuple[SupportPolicy, str]:
    policy, priority = holds
    if isinstance(event, PriorityChanged):
        return policy, event.priority
    if not isinstance(event, PlanBound) or not _is_given(event, by_name):
        return holds
    name = event.plan, event.version
    if name not in by_name:
        allowed = f"version {event.version!r} of {event.plan!r} was bound, and is none of these"
        raise InvalidValue("versions", [*by_name], allowed, "keep those that histories name")
    return by_name[name], priority


def _is_given(event: PlanBound, by_name: _ByName) -> bool:
    return any(event.plan == name for name, _ in by_name)


def _not_given(known: Iterable[Event], by_name: _ByName) -> Iterator[InquiryNote]:
    for event in known:
        if isinstance(event, PlanBound) and not _is_given(event, by_name):
            yield InquiryNote(InquiryRemark.NOT_GIVEN, at=event.at, event=type(event).__name__)
