"""How does an inquiry stand: which promises are kept, which is next, and by when?

Rules of this file: nothing is stored. A promise that was kept or broken under one version of a
policy, or one priority, stays so when another holds; what is open is counted anew from the
beginning, with every pause.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

from attrs import field, frozen

from postsales.basics._checks import instance, several, text
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.events import Event, history_of, known_by
from postsales.basics.moments import Moment, instant, iso_repr
from postsales.basics.pauses import stood_still
from postsales.basics.quantities import FrozenMap
from postsales.schedules._versions import as_decided
from postsales.schedules.changes import next_change
from postsales.schedules.channels import Channel
from postsales.schedules.plans import Plan, PlanBound
from postsales.schedules.targets import TargetState, TargetStatus, targets
from postsales.support._course import Course, course, heard
from postsales.support.events import CustomerWrote, InquiryClosed, PriorityChanged
from postsales.support.levels import SupportClock
from postsales.support.lifecycles import InquiryNote, InquiryStage
from postsales.support.policies import CLOSING, NORMAL, PAUSE, SupportPolicy, plans

__all__ = ["SupportState", "SupportStatus", "status", "worked"]

_INSTANT = datetime.resolution
_NEVER = datetime.min.replace(tzinfo=UTC) + _INSTANT
_LATE = (TargetState.BREACHED, TargetState.MET_LATE)
_OPEN = (TargetState.RUNNING, TargetState.BREACHED)
_DECIDED = (TargetState.MET, *_LATE)


class SupportState(Word):
    """How do the promises of an inquiry stand? The first of these that holds."""

    NOT_BEGUN = "not_begun"
    """Nobody has written."""
    FAILED = "failed"
    """At least one of them was broken."""
    PAUSED = "paused"
    """We wait for the customer, or have agreed to wait."""
    FIRST_RESPONSE_DUE = "first_response_due"
    """The first answer is due, and still in time."""
    NEXT_RESPONSE_DUE = "next_response_due"
    """Another answer is due, and still in time."""
    RESOLUTION_DUE = "resolution_due"
    """The solution is due, and still in time."""
    FULFILLED = "fulfilled"
    """Whatever was promised was done in time."""


@frozen(weakref_slot=False, kw_only=True)
class SupportStatus:
    """How an inquiry stands, as of an instant; made by ``support.status``.

    ``clocks`` has for each promise how it stands: the first that is open, else the last.
    ``promises`` has every one of them, also each answer that somebody waited for. ``stood_still``
    is the working time that did not count since the first message. ``closes_at`` is when a solved
    inquiry is over if the customer stays silent, ``next_change`` when to ask again if nothing
    happens. ``notes`` are what is out of the ordinary, in order of time.
    """

    subject: str
    at: datetime = field(repr=iso_repr)
    policy: str
    version: str
    priority: str
    channel: Channel
    stage: InquiryStage
    state: SupportState
    clocks: FrozenMap[SupportClock, TargetStatus]
    promises: tuple[TargetStatus, ...]
    stood_still: timedelta
    closes_at: datetime | None = field(repr=iso_repr)
    next_change: datetime | None = field(repr=iso_repr)
    notes: tuple[InquiryNote, ...]

    @property
    def breaches(self) -> tuple[TargetStatus, ...]:
        """The promises that were broken: met too late, or not yet."""
        return tuple(x for x in self.promises if x.state in _LATE)

    @property
    def due_at(self) -> datetime | None:
        """When the first of the promises that are open runs out, or ran out."""
        open_ones = (x.due_at for x in self.promises if x.state in _OPEN)
        return min((x for x in open_ones if x is not None), default=None)


def status(
    policy: SupportPolicy,
    history: Iterable[Event],
    *,
    subject: str,
    at: Moment,
    versions: Iterable[SupportPolicy] = (),
) -> SupportStatus:
    """How does an inquiry stand, and what is due next?

    ``policy`` holds as long as the history names none; ``versions`` are the others that it may
    name, by ``PlanBound``.

    Raises:
        InvalidValue: a version of a policy that was bound and is none of these.

    Example:
        >>> from postsales import WeReplied, WorkCalendar
        >>> office = WorkCalendar(zone="Europe/Berlin", hours={"Mon-Fri": "09:00-17:00"})
        >>> policy = SupportPolicy(id="support", version="4", calendar=office)
        >>> told = [CustomerWrote(at="2026-03-20T15:00+01:00")]  # a Friday
        >>> found = status(policy, told, subject="T-1", at="2026-03-23T09:30+01:00")
        >>> first = found.clocks[SupportClock.FIRST_RESPONSE]
        >>> str(found.state), first.due_at.isoformat(), str(first.remaining)
        ('first_response_due', '2026-03-24T10:00:00+00:00', '9:30:00')
    """
    now, known = instant(at), history_of(history)
    asked = _Asked.of(policy, versions, known, subject, now)
    told, last = asked.told, asked.bindings[-1]
    promises = tuple(_promises(asked))
    clocks = _clocks(promises)
    return SupportStatus(
        subject=subject,
        at=now,
        policy=last.policy.id,
        version=last.policy.version,
        priority=last.priority,
        channel=asked.channel,
        stage=told.stage,
        state=_state(told, promises, clocks),
        clocks=clocks,
        promises=promises,
        stood_still=_stood_still(asked),
        closes_at=told.closes_at,
        next_change=_next_change(asked, known),
        notes=told.notes,
    )


def worked(
    policy: SupportPolicy,
    history: Iterable[Event],
    *,
    subject: str,
    since: Moment,
    until: Moment,
    versions: Iterable[SupportPolicy] = (),
) -> timedelta:
    """How much working time of a period was an inquiry ours to work on?

    Counting: from the first message to the closing, as far as they lie between ``since`` and
    ``until``, without the time in which the clocks stood still.

    Example:
        >>> from postsales import WorkCalendar
        >>> office = WorkCalendar(zone="Europe/Berlin", hours={"Mon-Fri": "09:00-17:00"})
        >>> policy = SupportPolicy(id="support", version="4", calendar=office)
        >>> told = [CustomerWrote(at="2026-03-20T15:00+01:00")]  # a Friday
        >>> str(worked(policy, told, subject="T-1", since="2026-03-01T00:00+01:00",
        ...            until="2026-03-23T10:00+01:00"))
        '3:00:00'
    """
    first, last = instant(since, "since"), instant(until, "until")
    asked = _Asked.of(policy, versions, history_of(history), subject, max(first, last))
    opened = asked.told.opened
    if opened is None:
        return timedelta()
    if asked.told.stage is InquiryStage.CLOSED:
        closings = [x.at for x in asked.told.events if isinstance(x, InquiryClosed)]
        last = min([last, *closings[-1:]])
    return asked.open_time(max(first, opened.at), last) - asked.still(max(first, opened.at), last)


# -------------------------------------------------------------------------------------- what holds


@frozen(weakref_slot=False)
class _Binding:
    """From an instant on a version of a policy holds, and a priority."""

    since: datetime
    policy: SupportPolicy
    priority: str


@frozen(weakref_slot=False, eq=False)
class _Asked:
    """An inquiry, and what was promised for it since when."""

    subject: str
    asked_at: datetime
    told: Course
    bindings: tuple[_Binding, ...]
    channel: Channel

    @classmethod
    def of(
        cls,
        policy: SupportPolicy,
        versions: Iterable[SupportPolicy],
        history: Sequence[Event],
        subject: str,
        now: datetime,
    ) -> "_Asked":
        instance("policy", policy, SupportPolicy, "a SupportPolicy is needed")
        text("subject", subject)
        known = known_by(history, now)
        channel = next((x.channel for x in known if isinstance(x, CustomerWrote)), Channel.EMAIL)
        bindings = tuple(_bindings(policy, versions, known))
        last = bindings[-1]
        closing = plans(last.policy, priority=last.priority, channel=channel).get(CLOSING)
        return cls(subject, now, course(known, now, subject, closing), bindings, channel)

    def plans(self, binding: _Binding) -> Mapping[str, Plan]:
        return plans(binding.policy, priority=binding.priority, channel=self.channel)

    def open_time(self, since: datetime, until: datetime) -> timedelta:
        last = self.bindings[-1]
        level = last.policy.level_for(last.priority, self.channel)
        return (level.calendar or last.policy.calendar).elapsed(since, until)

    def still(self, since: datetime, until: datetime) -> timedelta:
        spans = stood_still((PAUSE,), self.told.events)
        some = (self.open_time(max(since, a), min(until, b or until)) for a, b in spans)
        return sum(some, timedelta())


def _bindings(
    policy: SupportPolicy, versions: Iterable[SupportPolicy], known: Iterable[Event]
) -> Iterator[_Binding]:
    allowed = "the policies that histories may name"
    by_name = {(x.id, x.version): x for x in several("versions", versions, SupportPolicy, allowed)}
    by_name[policy.id, policy.version] = policy
    holds = _Binding(_NEVER, policy, NORMAL)
    for event in known:
        then = _bound(event, holds, by_name)
        if then is None:
            continue
        if then.since > holds.since:
            yield holds
        holds = then
    yield holds


def _bound(
    event: Event, holds: _Binding, by_name: Mapping[tuple[str, str], SupportPolicy]
) -> _Binding | None:
    if isinstance(event, PriorityChanged):
        return _Binding(event.at, holds.policy, event.priority)
    if not isinstance(event, PlanBound) or event.plan not in {x for x, _ in by_name}:
        return None
    name = event.plan, event.version
    if name not in by_name:
        allowed = f"version {event.version!r} of {event.plan!r} was bound, and is none of these"
        raise InvalidValue("versions", [*by_name], allowed, "keep those that histories name")
    return _Binding(event.at, by_name[name], holds.priority)


# ---------------------------------------------------------------------------------------- promises


def _promises(asked: _Asked) -> Iterator[TargetStatus]:
    """Every promise, by the first version under which it was kept or broken, else by the last."""
    held = [(x.since, x) for x in asked.bindings]
    for clock in SupportClock:
        named = partial(_named, asked, clock)
        found = as_decided(held, asked.asked_at, named, _is_decided)
        yield from sorted(found.values(), key=lambda x: (x.begun_at, x.ref))


def _is_decided(one: TargetStatus) -> bool:
    return one.state in _DECIDED


def _named(
    asked: _Asked, clock: SupportClock, binding: _Binding, at: datetime
) -> Mapping[tuple[object, ...], TargetStatus]:
    """The promises of one clock under one version, told apart by what they count from."""
    made = asked.plans(binding)
    plan = made.get(str(clock))
    if plan is None:
        return {}
    times: Counter[tuple[object, ...]] = Counter()
    named: dict[tuple[object, ...], TargetStatus] = {}
    for one in targets(plan, heard(clock, asked.told, made), subject=asked.subject, at=at):
        what = one.ref, one.begun_at
        times[what] += 1
        named[*what, times[what]] = one
    return named


def _clocks(promises: Iterable[TargetStatus]) -> FrozenMap[SupportClock, TargetStatus]:
    """For each clock the first promise that is open, else the last."""
    found: dict[SupportClock, TargetStatus] = {}
    for one in promises:
        clock = SupportClock.read("clock", one.step)
        if clock not in found or found[clock].met_at is not None:
            found[clock] = one
    return FrozenMap(found)


def _state(
    told: Course, promises: Iterable[TargetStatus], clocks: Mapping[SupportClock, TargetStatus]
) -> SupportState:
    if told.stage is InquiryStage.NOT_BEGUN:
        return SupportState.NOT_BEGUN
    if any(x.state in _LATE for x in promises):
        return SupportState.FAILED
    if told.is_stopped:
        return SupportState.PAUSED
    running = {x for x, one in clocks.items() if one.state is TargetState.RUNNING}
    due = (x for clock, x in _DUE.items() if clock in running)
    return next(due, SupportState.FULFILLED)


_DUE = {
    SupportClock.FIRST_RESPONSE: SupportState.FIRST_RESPONSE_DUE,
    SupportClock.NEXT_RESPONSE: SupportState.NEXT_RESPONSE_DUE,
    SupportClock.RESOLUTION: SupportState.RESOLUTION_DUE,
}


def _stood_still(asked: _Asked) -> timedelta:
    opened = asked.told.opened
    return timedelta() if opened is None else asked.still(opened.at, asked.asked_at)


def _next_change(asked: _Asked, history: Iterable[Event]) -> datetime | None:
    made = asked.plans(asked.bindings[-1])
    later = [x.at for x in history]
    for clock in SupportClock:
        if str(clock) in made:
            known = heard(clock, asked.told, made)
            plan = made[str(clock)]
            then = next_change(plan, known, subject=asked.subject, at=asked.asked_at)
            later += [] if then is None else [then]
    if asked.told.stage is InquiryStage.SOLVED and asked.told.closes_at is not None:
        later.append(asked.told.closes_at)
    return min((x for x in later if x > asked.asked_at), default=None)
