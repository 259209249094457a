"""Inquiries and follow-ups, with every field that could be given what nobody means."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from postsales import (
    Answered,
    CaseClosed,
    CaseOpened,
    CustomerWrote,
    Days,
    Delivered,
    Each,
    Enrolled,
    Escalation,
    EscalationDirectory,
    FirstDays,
    Hours,
    InquiryMerged,
    InvoiceDue,
    Last,
    OwnerAssigned,
    PageVisited,
    Percent,
    PhaseDays,
    Preferences,
    PriorityChanged,
    RemorseWatch,
    SaleClosed,
    ServiceLevel,
    SupportPolicy,
    WorkCalendar,
    WorkingHours,
    WorkingMinutes,
    followups,
    support,
)

__all__ = ["AFTER_SALE"]

Make = Callable[..., Any]
AT = "2026-03-06T09:00Z"
CALENDAR = WorkCalendar.always("Europe/Berlin")
POLICY = SupportPolicy(id="support", version="1", calendar=CALENDAR)
HISTORY = (CustomerWrote(at=AT, ref="m-1"), POLICY.bound(at=AT))
SALE = (SaleClosed("anna", at=AT), Delivered({"tee": 1}, at=AT))
PLAN = followups.win_back(CALENDAR)
DIRECTORY = EscalationDirectory(
    id="care", version="1", calendar=CALENDAR, steps=[Escalation("lead", after=Hours(4))]
)


def _of(make: Make, **given: Any) -> tuple[Make, dict[str, Any]]:
    return make, given


_EVENTS = (
    _of(CustomerWrote, channel="email", at=AT, ref="m-1"),
    _of(InquiryMerged, into="T-1", at=AT, ref=""),
    _of(PriorityChanged, priority="urgent", at=AT, ref=""),
    _of(Enrolled, plan="month", at=AT, ref=""),
    _of(SaleClosed, by="anna", at=AT, ref=""),
    _of(OwnerAssigned, owner="ben", at=AT, ref=""),
    _of(PageVisited, page="returns", at=AT, ref=""),
    _of(Answered, score=Decimal(2), worst=1, best=5, at=AT, ref=""),
    _of(InvoiceDue, at=AT, ref="INV-1"),
)
_POLICIES = (
    _of(WorkingMinutes, count=20),
    _of(
        ServiceLevel,
        first_response=WorkingMinutes(20),
        next_response=WorkingHours(2),
        resolution=Days(3),
        calendar=CALENDAR,
        priorities=["urgent"],
        channels=["chat"],
    ),
    _of(
        SupportPolicy,
        id="support",
        version="1",
        calendar=CALENDAR,
        level=ServiceLevel(),
        special_levels=[ServiceLevel(channels="chat")],
        pausing=["resolution"],
        closes_after=Days(14),
    ),
    _of(POLICY.bound, at=AT),
    _of(support.plans, policy=POLICY, priority="normal", channel="email"),
    _of(support.status, policy=POLICY, history=HISTORY, subject="T", at=AT, versions=()),
    _of(
        support.worked,
        policy=POLICY,
        history=HISTORY,
        subject="T",
        since=AT,
        until=AT,
        versions=(),
    ),
)
_FOLLOW_UPS = (
    _of(Preferences, channel="sms", at_time="10:00", matters_most=["price"]),
    _of(
        followups.first_thirty_days,
        calendar=CALENDAR,
        since=Last(Delivered),
        preferences=Preferences(),
        name="month",
        version="1",
    ),
    _of(
        followups.reassurance,
        calendar=CALENDAR,
        since=Last(Delivered),
        arrived=Last(Delivered),
        preferences=Preferences(),
        name="month",
        version="1",
    ),
    _of(
        followups.after_solved,
        calendar=CALENDAR,
        asks=4,
        preferences=Preferences(),
        name="solved",
        version="1",
    ),
    _of(
        followups.review_request,
        calendar=CALENDAR,
        since=Last(Delivered),
        preferences=Preferences(),
        name="review",
        version="1",
    ),
    _of(
        followups.win_back,
        calendar=CALENDAR,
        since=Last(Delivered),
        quiet=Days(90),
        preferences=Preferences(),
        name="back",
        version="1",
    ),
    _of(PhaseDays, zone="UTC", excitement=Days(3), learning=Days(30)),
    _of(
        followups.phase,
        history=SALE,
        days=PhaseDays(zone="UTC"),
        bought_at=AT,
        at=AT,
    ),
    _of(RemorseWatch, zone="UTC", soon=Days(14), unused=Days(7), messages=3, pages=["returns"]),
    _of(
        followups.remorse_signal,
        history=SALE,
        watch=RemorseWatch(zone="UTC"),
        bought_at=AT,
        at=AT,
        facts={"uses": 3},
    ),
    _of(FirstDays, policy=POLICY, length=Days(30), since=Last(Delivered)),
    _of(
        followups.support_policy,
        standard=POLICY,
        first=FirstDays(POLICY),
        history=SALE,
        at=AT,
    ),
    _of(followups.owner, history=SALE, at=AT),
    _of(Escalation, to="lead", after=Hours(4)),
    _of(
        EscalationDirectory,
        id="care",
        version="1",
        calendar=CALENDAR,
        steps=DIRECTORY.steps,
    ),
    _of(
        followups.escalation,
        directory=DIRECTORY,
        after=Each(CaseOpened),
        until=[CaseClosed],
    ),
    _of(followups.cases_to_open, history=SALE, at=AT, at_most=Percent("60")),
)
AFTER_SALE: tuple[tuple[Make, dict[str, Any]], ...] = (*_EVENTS, *_POLICIES, *_FOLLOW_UPS)
