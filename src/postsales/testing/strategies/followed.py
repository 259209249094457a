"""Inquiries, follow-ups and invoices: what is promised for them, and what happens."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from attrs import evolve

from postsales.basics.durations import (
    Days,
    Hours,
    Months,
    WorkingDays,
    WorkingHours,
    WorkingMinutes,
)
from postsales.basics.events import Event
from postsales.basics.selectors import First, Last
from postsales.billing.events import (
    DisputeClosed,
    DisputeOpened,
    InvoiceDue,
    InvoicePaid,
    PaymentReversed,
)
from postsales.followups.care import FirstDays
from postsales.followups.cases import CaseToOpen, cases_to_open
from postsales.followups.events import (
    Answered,
    CaseClosed,
    CaseOpened,
    DoubtVoiced,
    Enrolled,
    FollowUpPaused,
    FollowUpResumed,
    OwnerAssigned,
    PageVisited,
    PriceDropped,
    ProductUsed,
    ReviewGiven,
    SaleClosed,
    Unenrolled,
)
from postsales.followups.owners import Escalation, EscalationDirectory, Owner, owner
from postsales.followups.phases import PhaseDays, PhaseFound, phase
from postsales.followups.preferences import Matter, Preferences
from postsales.followups.ready import RemorseSeen
from postsales.followups.remorse import RemorseSignal, RemorseWatch, remorse_signal
from postsales.followups.unhappy import UnhappyAnswer
from postsales.orders.events import Delivered
from postsales.schedules.channels import Channel
from postsales.support.events import (
    AskedCustomer,
    ClockStarted,
    ClockStopped,
    CustomerAnswered,
    CustomerWrote,
    InquiryClosed,
    InquiryMerged,
    InquiryReopened,
    PriorityChanged,
    SolutionConfirmed,
    Solved,
    WeReplied,
)
from postsales.support.levels import ServiceLevel, SupportClock
from postsales.support.lifecycles import InquiryNote, InquiryRemark
from postsales.support.policies import SupportPolicy
from postsales.support.status import SupportStatus, status
from postsales.testing.strategies import clocks
from postsales.testing.strategies._dice import Dice
from postsales.testing.strategies.parts import moment_of
from postsales.testing.strategies.worked import calendar_of

if TYPE_CHECKING:
    from postsales.schedules.steps import Wait

__all__ = ["FOLLOWED"]

_WAITS = (WorkingHours(12), WorkingMinutes(20), Hours(1), WorkingDays(2), Days(3), None)
_STEP = timedelta(hours=7)


def _event(kind: type[Event]) -> Callable[[Dice], Event]:
    return lambda dice: kind(at=moment_of(dice), ref=dice.of(("m-1", "m-2")))


def _wrote(kind: type[CustomerWrote]) -> Callable[[Dice], CustomerWrote]:
    return lambda dice: kind(channel=dice.of([*Channel]), at=moment_of(dice), ref="m-1")


def _follow(
    kind: type[Enrolled | Unenrolled | FollowUpPaused | FollowUpResumed],
) -> Callable[[Dice], Event]:
    return lambda dice: kind(plan=dice.of(("", "win-back")), at=moment_of(dice))


def _answered(dice: Dice) -> Answered:
    worst, best = dice.of(((1, 5), (0, 10)))
    score = worst + dice.below(best - worst + 1)
    return Answered(score, worst=worst, best=best, at=moment_of(dice), ref="A-1")


def _level(dice: Dice) -> ServiceLevel:
    return ServiceLevel(
        first_response=dice.of(_WAITS),
        next_response=dice.of(_WAITS),
        resolution=dice.of(_WAITS),
        calendar=dice.of((None, calendar_of(dice))),
        priorities=dice.of(((), ("urgent",))),
        channels=dice.of(((), ("chat",))),
    )


def _special(dice: Dice) -> ServiceLevel:
    level = _level(dice)
    return level if level.channels else evolve(level, priorities=("urgent",))


def _policy(dice: Dice) -> SupportPolicy:
    return SupportPolicy(
        id="support",
        version=dice.of(("1", "2")),
        calendar=calendar_of(dice),
        level=_level(dice),
        special_levels=[_special(dice) for _ in range(dice.below(2))],
        pausing=dice.of(((SupportClock.RESOLUTION,), (), tuple(SupportClock))),
        closes_after=dice.of((Days(14), None, WorkingHours(8))),
    )


_HAPPENS = (WeReplied, CustomerWrote, AskedCustomer, Solved, SolutionConfirmed, InquiryClosed)


def _status(dice: Dice) -> SupportStatus:
    """An inquiry with a few events, seven hours apart."""
    at = moment_of(dice)
    history: list[Event] = [CustomerWrote(at=at)]
    for _ in range(dice.below(5)):
        at += _STEP
        history.append(dice.of(_HAPPENS)(at=at))
    return status(_policy(dice), history, subject="T-1", at=at + _STEP)


def _note(dice: Dice) -> InquiryNote:
    return InquiryNote(dice.of([*InquiryRemark]), at=moment_of(dice), event="InquiryClosed")


def _directory(dice: Dice) -> EscalationDirectory:
    return EscalationDirectory(
        id="care",
        version="1",
        calendar=calendar_of(dice),
        steps=[_escalation(dice) for _ in range(dice.below(2))],
    )


def _escalation(dice: Dice) -> Escalation:
    waits: tuple[Wait, ...] = (WorkingHours(4), Hours(2), Days(1))
    return Escalation("team_lead", after=dice.of(waits))


def _owner(dice: Dice) -> Owner:
    at = moment_of(dice)
    some = (SaleClosed("anna", at=at), OwnerAssigned("ben", at=at))
    return owner(some[: dice.below(3)], at=at)


def _preferences(dice: Dice) -> Preferences:
    return Preferences(
        channel=dice.of((None, *Channel)),
        at_time=dice.of((None, "10:00", "23:59")),
        matters_most=[*Matter][: dice.below(3)],
    )


def _phase_days(dice: Dice) -> PhaseDays:
    return PhaseDays(zone=dice.of(clocks.ZONES), excitement=Days(dice.below(4)))


def _phase(dice: Dice) -> PhaseFound:
    at = moment_of(dice)
    delivered = Delivered({"tee": 1}, at=at)
    some: tuple[Event, ...] = (delivered, ProductUsed(at=at + _STEP), CaseOpened(at=at + _STEP))
    later = at + dice.of((_STEP, timedelta(days=5), timedelta(days=40)))
    return phase(some[: dice.below(4)], _phase_days(dice), bought_at=at, at=later)


def _watch(dice: Dice) -> RemorseWatch:
    return RemorseWatch(
        zone=dice.of(clocks.ZONES),
        soon=Days(dice.of((14, 0, 30))),
        unused=Days(dice.of((7, 0))),
        messages=1 + dice.below(4),
        pages=dice.of((("returns",), ("faq", "returns"))),
    )


def _signal(dice: Dice) -> RemorseSignal:
    at = moment_of(dice)
    some: tuple[Event, ...] = (
        Delivered({"tee": 1}, at=at),
        PageVisited("returns", at=at),
        DoubtVoiced(at=at),
    )
    later = at + timedelta(days=dice.below(20))
    return remorse_signal(some[: dice.below(4)], _watch(dice), bought_at=at, at=later)


def _first_days(dice: Dice) -> FirstDays:
    lengths: tuple[Days | Months, ...] = (Days(30), Months(1))
    since: tuple[First | Last, ...] = (Last(Delivered), First(Delivered))
    return FirstDays(_policy(dice), length=dice.of(lengths), since=dice.of(since))


def _case(dice: Dice) -> CaseToOpen:
    answer = Answered(1 + dice.below(3), at=moment_of(dice), ref=dice.of(("A-1", "")))
    return cases_to_open([answer], at=answer.at)[0]


_PLAIN = (
    *(WeReplied, AskedCustomer, Solved, SolutionConfirmed, InquiryReopened, InquiryClosed),
    *(ClockStopped, ClockStarted, CaseOpened, CaseClosed, ReviewGiven, DoubtVoiced),
    *(ProductUsed, PriceDropped),
    *(InvoiceDue, InvoicePaid, PaymentReversed, DisputeOpened, DisputeClosed),
)

FOLLOWED: Mapping[type[Any], Callable[[Dice], Any]] = {
    **{kind: _event(kind) for kind in _PLAIN},
    **{kind: _wrote(kind) for kind in (CustomerWrote, CustomerAnswered)},
    **{kind: _follow(kind) for kind in (Enrolled, Unenrolled, FollowUpPaused, FollowUpResumed)},
    InquiryMerged: lambda dice: InquiryMerged("T-9", at=moment_of(dice)),
    PriorityChanged: lambda dice: PriorityChanged(
        dice.of(("urgent", "normal")), at=moment_of(dice)
    ),
    SaleClosed: lambda dice: SaleClosed(dice.of(("anna", "ben")), at=moment_of(dice)),
    OwnerAssigned: lambda dice: OwnerAssigned(dice.of(("anna", "ben")), at=moment_of(dice)),
    PageVisited: lambda dice: PageVisited(dice.of(("returns", "faq")), at=moment_of(dice)),
    Answered: _answered,
    UnhappyAnswer: lambda dice: Answered(dice.of((1, 2, 3)), at=moment_of(dice)),
    ServiceLevel: _level,
    SupportPolicy: _policy,
    SupportStatus: _status,
    InquiryNote: _note,
    Escalation: _escalation,
    EscalationDirectory: _directory,
    Owner: _owner,
    Preferences: _preferences,
    PhaseDays: _phase_days,
    PhaseFound: _phase,
    RemorseWatch: _watch,
    RemorseSignal: _signal,
    RemorseSeen: lambda _: RemorseSeen(),
    FirstDays: _first_days,
    CaseToOpen: _case,
}
"""How each of them is made of dice."""
