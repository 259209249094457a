"""What a history tells about one inquiry: its stages, and what its clocks have to hear.

Rules of this file: the table says what follows on what; here events become its steps, and stages
become times that do not count. What is worked out from the history is never recorded by a host.
Closing and merging stop every clock. What is opened again goes on where it stopped, and what is
merged never does.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from postsales.basics.events import Event
from postsales.basics.pauses import Span, stood_still
from postsales.basics.quantities import FrozenMap
from postsales.basics.selectors import During
from postsales.schedules.occurrences import occurrences
from postsales.schedules.plans import Plan
from postsales.support._refs import Refs
from postsales.support.events import (
    AskedCustomer,
    ClockStarted,
    CustomerAnswered,
    CustomerWrote,
    InquiryClosed,
    InquiryMerged,
    InquiryReopened,
    SolutionConfirmed,
    Solved,
    WeReplied,
)
from postsales.support.levels import SupportClock
from postsales.support.lifecycles import (
    INQUIRY,
    InquiryNote,
    InquiryRemark,
    InquiryStage,
    InquiryStep,
)
from postsales.support.policies import PAUSE

if TYPE_CHECKING:
    from collections.abc import Container

__all__ = ["STEPS", "Course", "as_run", "course", "heard"]

# The first that fits: who asks a question has also answered.
STEPS: Mapping[type[Event], InquiryStep] = {
    AskedCustomer: InquiryStep.ASKED,
    WeReplied: InquiryStep.REPLIED,
    CustomerWrote: InquiryStep.WROTE,
    Solved: InquiryStep.SOLVED,
    SolutionConfirmed: InquiryStep.CONFIRMED,
    InquiryReopened: InquiryStep.REOPENED,
    InquiryClosed: InquiryStep.CLOSED,
    InquiryMerged: InquiryStep.MERGED,
}
_OVER = (
    InquiryStage.SOLVED,
    InquiryStage.CONFIRMED,
    InquiryStage.CLOSED,
    InquiryStage.MERGED,
)
# Whether these end it or open it again, its stage says.
_BY_STAGE = (InquiryClosed, InquiryReopened)
_ENDED = (InquiryStage.CLOSED, InquiryStage.MERGED)


@frozen(weakref_slot=False)
class _Waits(Event):
    """We wait for the customer."""


@frozen(weakref_slot=False)
class _GoesOn(Event):
    """We do not any more."""


@frozen(weakref_slot=False)
class _Over(Event):
    """Somebody says that it is solved, or it was closed."""


@frozen(weakref_slot=False)
class _Ended(Event):
    """It was closed."""


@frozen(weakref_slot=False)
class _Again(Event):
    """It was opened again."""


_WAITING = During(_Waits, _GoesOn)
_SOLVED = During(_Over, _Again)
_CLOSED = During(_Ended, _Again)


@frozen(weakref_slot=False, eq=False)
class Course:
    """How far an inquiry is, and what its clocks hear of it.

    ``over_at`` is since when it is solved, closed or merged, and ``ended_at`` since when it is
    closed or merged; None where it is not, or was opened again.
    """

    stage: InquiryStage
    events: tuple[Event, ...]
    notes: tuple[InquiryNote, ...]
    closes_at: datetime | None
    over_at: datetime | None
    ended_at: datetime | None
    refs: FrozenMap[str, str]

    @property
    def opened(self) -> CustomerWrote | None:
        """The message by which it began."""
        return next((x for x in self.events if isinstance(x, CustomerWrote)), None)

    @property
    def is_stopped(self) -> bool:
        """Do we wait for the customer, or have we agreed to wait?"""
        return self.over_at is None and _is_going(stood_still((PAUSE, _WAITING), self.events))

    @property
    def still(self) -> tuple[Span, ...]:
        """The time that was not ours to work in."""
        return stood_still((PAUSE, _WAITING, _SOLVED), self.events)

    @property
    def solved(self) -> tuple[Span, ...]:
        """The time in which it was solved, or closed."""
        return stood_still((_SOLVED,), self.events)


def _is_going(spans: Sequence[Span]) -> bool:
    return bool(spans) and spans[-1][1] is None


def course(
    known: Sequence[Event],
    now: datetime,
    subject: str,
    closings: Iterable[tuple[datetime, Plan | None]],
) -> Course:
    """The course of an inquiry as far as it is known at an instant, in turn.

    ``closings`` are the plans by which silence closes it, and since when each of them holds.
    """
    fold = _Fold(subject, closings, Refs(x.ref for x in known))
    for event in known:
        fold.hear(event)
    fold.run_out(now)
    return Course(
        fold.stage,
        tuple(fold.events),
        tuple(fold.notes),
        fold.closes_at,
        fold.over_at,
        fold.ended_at,
        fold.refs.told_as,
    )


class _Fold:
    """The one walk through a history; it is thrown away when it is over."""

    def __init__(
        self, subject: str, closings: Iterable[tuple[datetime, Plan | None]], refs: Refs
    ) -> None:
        self.subject = subject
        self.closings = deque(closings)
        self.closing: Plan | None = None
        self.refs = refs
        self.stage = InquiryStage.NOT_BEGUN
        self.events: list[Event] = []
        self.notes: list[InquiryNote] = []
        self.solved_at: datetime | None = None
        self.closes_at: datetime | None = None
        self.over_at: datetime | None = None
        self.ended_at: datetime | None = None

    def hear(self, event: Event) -> None:
        """One event: the next stage, and what the clocks hear."""
        self.run_out(event.at)
        step = next((x for kind, x in STEPS.items() if isinstance(event, kind)), None)
        if self.stage is not InquiryStage.MERGED and not isinstance(event, _BY_STAGE):
            told, remark = self.refs.told_apart(event)
            self.events.append(told)
            if remark is not None:
                self._note(remark, event)
        if step is not None:
            self._go(step, event)

    def run_out(self, at: datetime) -> None:
        """Is the time over in which the customer could say whether it is solved?"""
        while self.closings and self.closings[0][0] <= at:
            since, closing = self.closings.popleft()
            self._silent(since)
            self.closing = closing
            if self.stage is InquiryStage.SOLVED:
                self._closes(since)
        self._silent(at)

    def _silent(self, at: datetime) -> None:
        end = self.closes_at if self.stage is InquiryStage.SOLVED else None
        if end is not None and at >= end:
            self.stage = INQUIRY.after(self.stage, InquiryStep.TIME_OVER)
            self._ends(end)

    def _go(self, step: InquiryStep, event: Event) -> None:
        row = INQUIRY.foreseen(self.stage, step)
        if row is None:
            self._note(InquiryRemark.OUT_OF_ORDER, event)
            return
        if isinstance(row.remark, InquiryRemark):
            self._note(row.remark, event)
        before, self.stage = self.stage, row.to
        self._wait(before, event.at)
        if before not in _OVER and self.stage in _OVER:
            self._over(event)
        elif before in _OVER and self.stage not in _OVER:
            self._reopened(event)
        if step is InquiryStep.SOLVED and self.stage is InquiryStage.SOLVED:
            self.solved_at = event.at
            self._closes(event.at)
        elif self.stage is not before:
            self.closes_at = None
        if self.stage in _ENDED:
            self._ends(event.at)

    def _note(self, remark: InquiryRemark, event: Event) -> None:
        self.notes.append(InquiryNote(remark, at=event.at, event=type(event).__name__))

    def _wait(self, before: InquiryStage, at: datetime) -> None:
        now = self.stage
        if (before is InquiryStage.WAITING) is not (now is InquiryStage.WAITING):
            self.events.append((_Waits if now is InquiryStage.WAITING else _GoesOn)(at=at))

    def _over(self, event: Event) -> None:
        """From here on no time is spent on it, and nobody waits any more."""
        if _is_going(stood_still((PAUSE,), self.events)):
            self._note(InquiryRemark.NEVER_STARTED, event)
            self.events.append(ClockStarted(at=event.at))
        if self.stage is InquiryStage.CONFIRMED:
            self.events.append(Solved(at=event.at))
        self.over_at = event.at
        self.events.append(_Over(at=event.at))

    def _closes(self, since: datetime) -> None:
        """When silence closes it: by what holds now, and not before that held."""
        self.closes_at = None
        if self.closing is not None and self.solved_at is not None:
            told = [Solved(at=self.solved_at)]
            found = occurrences(self.closing, told, subject=self.subject, at=self.solved_at)
            at = found[0].at
            self.closes_at = None if at is None else max(at, since)

    def _ends(self, at: datetime) -> None:
        if self.ended_at is None:
            self.ended_at = at
            self.events.append(_Ended(at=at))

    def _reopened(self, event: Event) -> None:
        """The clocks go on where they stopped."""
        self.over_at = self.ended_at = None
        self.events.append(InquiryReopened(at=event.at))
        self.events.append(_Again(at=event.at))


# ------------------------------------------------------------------------------ what a clock hears


def as_run(plan: Plan, clock: SupportClock) -> Plan:
    """A plan as it is run for an inquiry: no time counts while there is nothing to do for it."""
    waiting = (_WAITING,) if plan.pauses else ()
    over = _SOLVED if clock is SupportClock.RESOLUTION else _CLOSED
    return evolve(plan, pauses=(*plan.pauses, *waiting, over))


def heard(
    clock: SupportClock, told: Course, promised: "Container[str]", at: datetime
) -> tuple[Event, ...]:
    """What a clock has heard by an instant; ``promised`` are the plans that there are."""
    events = tuple(x for x in told.events if x.at <= at)
    if clock is SupportClock.RESOLUTION:
        events = _opened_before_solved(_of_the_whole(events, told.opened))
    elif clock is SupportClock.NEXT_RESPONSE:
        events = _asked_before_told(events)
        if str(SupportClock.FIRST_RESPONSE) in promised:
            events = _after_the_first(events)
    if told.ended_at is None:
        return events
    return (*events, InquiryClosed(at=told.ended_at))


def _of_the_whole(events: tuple[Event, ...], opened: Event | None) -> tuple[Event, ...]:
    """It begins once, whatever is written later, and what is solved is all of it."""
    kept = (x for x in events if x is opened or not isinstance(x, CustomerWrote))
    whole = (CustomerWrote, Solved, InquiryReopened)
    return tuple(evolve(x, ref="") if isinstance(x, whole) else x for x in kept)


def _opened_before_solved(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """What is solved at the instant at which it is opened again is solved afterwards.

    Whether or not it is solved then, a clock that goes on is called the same. What was solved
    before it in turn is solved before it all the same.
    """
    solved: set[datetime] = set()
    told: list[Event] = []
    for event in events:
        if isinstance(event, Solved):
            solved.add(event.at)
        elif isinstance(event, InquiryReopened) and event.at not in solved:
            event = evolve(event, at=event.at - datetime.resolution)  # noqa: PLW2901
        told.append(event)
    return tuple(told)


def _asked_before_told(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """What is told at the instant at which we ask for it is told afterwards, and waits."""
    told = {x.at for x in events if isinstance(x, CustomerAnswered)}
    return tuple(
        evolve(x, at=x.at - datetime.resolution)
        if isinstance(x, AskedCustomer) and x.at in told
        else x
        for x in events
    )


def _after_the_first(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Messages that the first answer answers waited for that one, the others wait for the next."""
    first = _first_reply(events)
    return tuple(
        x
        for x in events
        if not isinstance(x, CustomerWrote) or (first is not None and not _answers(first, x))
    )


def _first_reply(events: Iterable[Event]) -> Event | None:
    """The first since the customer wrote: before that there was nothing to answer."""
    has_written = False
    for event in events:
        has_written = has_written or isinstance(event, CustomerWrote)
        if has_written and isinstance(event, WeReplied):
            return event
    return None


def _answers(reply: Event, message: Event) -> bool:
    is_about = reply.ref == message.ref or not (reply.ref and message.ref)
    return is_about and message.at <= reply.at
