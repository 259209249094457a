"""What a history tells about one inquiry: its stages, and what its clocks have to hear.

Rules of this file: the table says what follows on what; here events become its steps, and stages
become stops of the clocks. What is worked out from the history is never recorded by a host.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from postsales.basics.events import Event, known_by
from postsales.basics.pauses import stood_still
from postsales.basics.selectors import During
from postsales.schedules.occurrences import occurrences
from postsales.schedules.plans import Plan
from postsales.support.events import (
    AskedCustomer,
    ClockStarted,
    ClockStopped,
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

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

__all__ = ["STEPS", "Course", "course", "heard"]

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
_OURS = "postsales.support"
_WAITING = f"{_OURS}.waiting"
_SOLVED = f"{_OURS}.solved"
_AFTER_A_SOLUTION = (InquiryStage.SOLVED, InquiryStage.CONFIRMED, InquiryStage.CLOSED)


@frozen(weakref_slot=False, eq=False)
class Course:
    """How far an inquiry is, and what its clocks hear of it."""

    stage: InquiryStage
    events: tuple[Event, ...]
    closes_at: datetime | None
    notes: tuple[InquiryNote, ...]

    @property
    def opened(self) -> CustomerWrote | None:
        """The message by which it began."""
        return next((x for x in self.events if isinstance(x, CustomerWrote)), None)

    @property
    def is_stopped(self) -> bool:
        """Do we wait for the customer, or have we agreed to wait?"""
        going: set[str] = set()
        for event in self.events:
            if isinstance(event, ClockStopped) and event.ref != _SOLVED:
                going.add(event.ref)
            elif isinstance(event, ClockStarted) and event.ref != _SOLVED:
                going = going - {event.ref, ""} if event.ref else set()
        return bool(going)


def course(history: Iterable[Event], now: datetime, subject: str, closing: Plan | None) -> Course:
    """The course of an inquiry as far as it is known at an instant."""
    fold = _Fold(subject, closing)
    for event in known_by(history, now):
        fold.hear(event)
    fold.run_out(now)
    return Course(fold.stage, tuple(fold.events), fold.closes_at, tuple(fold.notes))


class _Fold:
    """The one walk through a history; it is thrown away when it is over."""

    def __init__(self, subject: str, closing: Plan | None) -> None:
        self.subject = subject
        self.closing = closing
        self.stage = InquiryStage.NOT_BEGUN
        self.events: list[Event] = []
        self.notes: list[InquiryNote] = []
        self.solved_at: datetime | None = None
        self.closes_at: datetime | None = None

    def hear(self, event: Event) -> None:
        """One event: the next stage, and what the clocks hear."""
        self.run_out(event.at)
        self.events.append(event)
        step = next((x for kind, x in STEPS.items() if isinstance(event, kind)), None)
        if step is not None:
            self._go(step, event)

    def run_out(self, at: datetime) -> None:
        """Is the time over in which the customer could say whether it is solved?"""
        end = self.closes_at if self.stage is InquiryStage.SOLVED else None
        if end is not None and at >= end:
            self.stage = INQUIRY.after(self.stage, InquiryStep.TIME_OVER)

    def _go(self, step: InquiryStep, event: Event) -> None:
        row = INQUIRY.foreseen(self.stage, step)
        if row is None:
            self._note(InquiryRemark.OUT_OF_ORDER, event)
            return
        if isinstance(row.remark, InquiryRemark):
            self._note(row.remark, event)
        before, self.stage = self.stage, row.to
        if row.to is InquiryStage.SOLVED and step is InquiryStep.SOLVED:
            self._solved(event)
        elif row.to is InquiryStage.REOPENED and before in _AFTER_A_SOLUTION:
            self._reopened(event)
        self._wait(before, row.to, event.at)

    def _note(self, remark: InquiryRemark, event: Event) -> None:
        self.notes.append(InquiryNote(remark, at=event.at, event=type(event).__name__))

    def _solved(self, event: Event) -> None:
        if self.solved_at is None:
            self.solved_at = event.at
        if self.closing is not None:
            told = [Solved(at=event.at)]
            found = occurrences(self.closing, told, subject=self.subject, at=event.at)
            self.closes_at = found[0].at

    def _reopened(self, event: Event) -> None:
        """Between the solution and now the clock of the solution stood still."""
        self.closes_at = None
        if self.solved_at is None:
            return
        if not isinstance(event, InquiryReopened):
            self.events.append(InquiryReopened(at=event.at))
        self.events.append(ClockStopped(at=self.solved_at, ref=_SOLVED))
        self.events.append(ClockStarted(at=event.at, ref=_SOLVED))
        self.solved_at = None

    def _wait(self, before: InquiryStage, now: InquiryStage, at: datetime) -> None:
        if (before is InquiryStage.WAITING) is not (now is InquiryStage.WAITING):
            kind = ClockStopped if now is InquiryStage.WAITING else ClockStarted
            self.events.append(kind(at=at, ref=_WAITING))


def heard(clock: SupportClock, told: Course, promised: "Container[str]") -> tuple[Event, ...]:
    """What the plan of a clock hears of an inquiry; ``promised`` are the plans that there are."""
    if clock is SupportClock.RESOLUTION:
        return _of_the_whole(told)
    events = _of_every_message(told.events)
    if clock is SupportClock.NEXT_RESPONSE and str(SupportClock.FIRST_RESPONSE) in promised:
        return _after_the_first(events)
    return events


def _of_every_message(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """What stops an inquiry, or its clocks, does so for all messages: its ref names no message."""
    still = stood_still((During(ClockStopped, ClockStarted),), events)
    others = [x for x in events if not isinstance(x, ClockStopped | ClockStarted)]
    whole = [evolve(x, ref="") if isinstance(x, InquiryMerged) else x for x in others]
    pauses = [ClockStopped(at=since) for since, _ in still]
    ends = [ClockStarted(at=until) for _, until in still if until is not None]
    return *whole, *pauses, *ends


def _of_the_whole(told: Course) -> tuple[Event, ...]:
    """It begins once, whatever is written later, and what is solved is all of it."""
    opened = told.opened
    kept = (x for x in told.events if x is opened or not isinstance(x, CustomerWrote))
    whole = (CustomerWrote, Solved, InquiryReopened)
    return tuple(evolve(x, ref="") if isinstance(x, whole) else x for x in kept)


def _after_the_first(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Messages before the first answer wait for that one."""
    first = next((x.at for x in _replies(events)), None)
    return tuple(
        x
        for x in events
        if not isinstance(x, CustomerWrote) or (first is not None and x.at >= first)
    )


def _replies(events: tuple[Event, ...]) -> "Iterator[Event]":
    """The answers since the customer wrote: before that there was nothing to answer."""
    has_written = False
    for event in events:
        has_written = has_written or isinstance(event, CustomerWrote)
        if has_written and isinstance(event, WeReplied):
            yield event
