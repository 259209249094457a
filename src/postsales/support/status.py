"""How does an inquiry stand: which promises are kept, which is next, and by when?

Rules of this file: nothing is stored, and nothing is known before it happens. What is asked of the
past answers as it did then, whatever came later.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from attrs import evolve, field, frozen

from postsales.basics._checks import several
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.events import Event, history_of
from postsales.basics.moments import Moment, instant, iso_repr
from postsales.basics.pauses import Span
from postsales.basics.quantities import FrozenMap
from postsales.schedules.channels import Channel
from postsales.schedules.targets import TargetState, TargetStatus
from postsales.support._asked import Asked, Binding
from postsales.support._course import Course
from postsales.support._promised import LATE, late_at, promises
from postsales.support.levels import SupportClock
from postsales.support.lifecycles import InquiryNote, InquiryStage
from postsales.support.policies import SupportPolicy

__all__ = ["SupportState", "SupportStatus", "status", "worked"]

_NO_TIME = timedelta()
_OPEN = (TargetState.RUNNING, TargetState.BREACHED)


class SupportState(Word):
    """How do the promises of an inquiry stand? The first of these that holds."""

    NOT_BEGUN = "not_begun"
    """The customer has not written."""
    FAILED = "failed"
    """At least one of them was broken."""
    NEXT_RESPONSE_DUE = "next_response_due"
    """Another answer is due, and still in time, even while something else waits."""
    PAUSED = "paused"
    """We wait for the customer, or have agreed to wait, and a clock stands still meanwhile."""
    FIRST_RESPONSE_DUE = "first_response_due"
    """The first answer is due, and still in time."""
    RESOLUTION_DUE = "resolution_due"
    """The solution is due, and still in time."""
    FULFILLED = "fulfilled"
    """Whatever was promised was done in time, or stopped before its time was over.

    It is about promises alone, and the stage tells how far the inquiry is: where no solution is
    promised, it is so once there is an answer, solved or not, and while we wait for the customer.
    """


@frozen(weakref_slot=False, kw_only=True)
class SupportStatus:
    """How an inquiry stands, as of an instant; made by ``support.status``.

    ``clocks`` has for each promise how it stands: the first that is open, else the last.
    ``promises`` has every one of them, also each answer that somebody waited for. ``stood_still``
    is the working time since the first message in which a clock stood still, until it was over.
    ``closes_at`` is when a solved inquiry is over if the customer stays silent, ``next_change``
    when it stands otherwise if nothing happens that is not known yet. ``notes`` are what is out of
    the ordinary, in order of time.
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
        return tuple(x for x in self.promises if x.state in LATE)

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
        InvalidValue: a version of a policy that was bound and is none of these; two versions that
            are bound, or two priorities that are set, at one instant.

    Example:
        >>> from postsales import CustomerWrote, WorkCalendar
        >>> office = WorkCalendar(zone="Europe/Berlin", hours={"Mon-Fri": "09:00-17:00"})
        >>> policy = SupportPolicy(id="support", version="4", calendar=office)
        >>> told = [CustomerWrote(at="2026-03-20T15:00+01:00")]  # a Friday
        >>> found = status(policy, told, subject="T-1", at="2026-03-23T09:30+01:00")
        >>> first = found.clocks[SupportClock.FIRST_RESPONSE]
        >>> str(found.state), first.due_at.isoformat(), str(first.remaining)
        ('first_response_due', '2026-03-24T10:00:00+00:00', '9:30:00')
    """
    now, told = instant(at), history_of(history)
    others = several("versions", versions, SupportPolicy, "the versions that histories name")

    def stands(then: datetime) -> SupportStatus:
        return _as_known(Asked.of(policy, others, told, subject, then))

    found = stands(now)
    return evolve(found, next_change=_next_change(found, told, stands))


def _as_known(asked: Asked) -> SupportStatus:
    """How it stands by what is known."""
    told, last = asked.told, asked.last
    found = tuple(promises(asked))
    clocks = _clocks(found)
    return SupportStatus(
        subject=asked.subject,
        at=asked.asked_at,
        policy=last.policy.id,
        version=last.policy.version,
        priority=last.priority,
        channel=last.channel,
        stage=told.stage,
        state=_state(told, found, clocks),
        clocks=clocks,
        promises=found,
        stood_still=_stood_still(asked),
        closes_at=told.closes_at,
        next_change=None,
        notes=asked.notes,
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

    Counting: from the first message to the solution, the closing or the merge, and on from a
    reopening, as far as they lie between ``since`` and ``until``; without the time in which we
    waited. Each hour counts by the calendar that held then, so that two periods that follow on each
    other come to what both together do.

    Example:
        >>> from postsales import CustomerWrote, WorkCalendar
        >>> office = WorkCalendar(zone="Europe/Berlin", hours={"Mon-Fri": "09:00-17:00"})
        >>> policy = SupportPolicy(id="support", version="4", calendar=office)
        >>> told = [CustomerWrote(at="2026-03-20T15:00+01:00")]  # a Friday
        >>> str(worked(policy, told, subject="T-1", since="2026-03-01T00:00+01:00",
        ...            until="2026-03-23T10:00+01:00"))
        '3:00:00'
    """
    first, last = instant(since, "since"), instant(until, "until")
    asked = Asked.of(policy, versions, history_of(history), subject, max(first, last))
    opened = asked.told.opened
    if opened is None:
        return timedelta()
    return sum((_worked(asked, x, max(first, opened.at), last) for x in asked.bindings), _NO_TIME)


def _worked(asked: Asked, held: Binding, since: datetime, until: datetime) -> timedelta:
    """The time that was ours to work in by the hours that held."""
    first, last = max(since, held.since), min(until, held.until)
    return held.elapsed(first, last) - _still(asked.told.still, held, first, last)


def _still(spans: Iterable[Span], held: Binding, since: datetime, until: datetime) -> timedelta:
    some = (held.elapsed(max(since, a), min(until, b or until)) for a, b in spans)
    return sum(some, _NO_TIME)


def _stood_still(asked: Asked) -> timedelta:
    opened = asked.told.opened
    if opened is None:
        return _NO_TIME
    told, held = asked.told, asked.last
    pauses = any(x.pauses for x in held.plans.values())
    spans = told.still if pauses else told.solved
    return _still(spans, held, opened.at, told.over_at or asked.asked_at)


def _clocks(promises: Iterable[TargetStatus]) -> FrozenMap[SupportClock, TargetStatus]:
    """For each clock the first promise that is open, else the last."""
    found: dict[SupportClock, TargetStatus] = {}
    for one in promises:
        clock = SupportClock.read("clock", one.step)
        if clock not in found or found[clock].met_at is not None:
            found[clock] = one
    return FrozenMap(found)


def _state(
    told: Course, found: Iterable[TargetStatus], clocks: Mapping[SupportClock, TargetStatus]
) -> SupportState:
    if told.opened is None:
        return SupportState.NOT_BEGUN
    if any(x.state in LATE for x in found):
        return SupportState.FAILED
    running = {x for x, one in clocks.items() if one.state is TargetState.RUNNING}
    pauses = any(x.state is TargetState.PAUSED for x in clocks.values())
    if told.is_stopped and pauses and SupportClock.NEXT_RESPONSE not in running:
        return SupportState.PAUSED
    due = (x for clock, x in _DUE.items() if clock in running)
    return next(due, SupportState.FULFILLED)


_DUE = {
    SupportClock.FIRST_RESPONSE: SupportState.FIRST_RESPONSE_DUE,
    SupportClock.NEXT_RESPONSE: SupportState.NEXT_RESPONSE_DUE,
    SupportClock.RESOLUTION: SupportState.RESOLUTION_DUE,
}


def _next_change(
    found: SupportStatus, history: Iterable[Event], stands: Callable[[datetime], SupportStatus]
) -> datetime | None:
    """The first instant at which it stands otherwise, by itself or by what is known to come."""
    by_itself = {late_at(x) for x in found.promises if x.state is TargetState.RUNNING}
    if found.stage is InquiryStage.SOLVED and found.closes_at is not None:
        by_itself.add(found.closes_at)
    later = sorted({*by_itself, *(x.at for x in history if x.at > found.at)})
    return next((x for x in later if x in by_itself or _differs(found, stands, x)), None)


def _differs(
    found: SupportStatus, stands: Callable[[datetime], SupportStatus], then: datetime
) -> bool:
    try:
        return _standing(stands(then)) != _standing(found)
    except InvalidValue:
        # A version will be bound that nobody has given: whoever asks then is told.
        return True


def _standing(found: SupportStatus) -> object:
    """All of it but what runs on."""
    still = tuple((x.step, x.ref, x.state, x.due_at, x.met_at) for x in found.promises)
    held = found.policy, found.version, found.priority
    return held, found.stage, found.state, still, found.closes_at, found.notes
