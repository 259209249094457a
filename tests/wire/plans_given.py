"""Plans, rules of contact and histories in which every field says something."""

from collections.abc import Mapping
from typing import Any

from attrs import evolve

from postsales import (
    MET,
    Action,
    AddressGiven,
    AfterStep,
    Bounced,
    ConsentGiven,
    ConsentWithdrawn,
    Contact,
    Contacted,
    ContactRules,
    Days,
    Delivered,
    During,
    Each,
    Every,
    Fact,
    Finding,
    First,
    FrequencyCap,
    Happened,
    Holidays,
    Hours,
    Last,
    Minutes,
    Months,
    NeedsConsent,
    Oldest,
    Paid,
    Placed,
    Plan,
    PlanBound,
    PreferredHours,
    QuietDays,
    QuietHours,
    Received,
    RecordedCalls,
    RecordingAllowed,
    RecordingRefused,
    Refunded,
    ReturnClosed,
    ReturnRequested,
    Shipped,
    Spacing,
    StepDone,
    SuppressWhile,
    Target,
    WorkCalendar,
    WorkingDays,
    WorkingHours,
    WorkingMinutes,
)
from postsales.wire.histories import History
from postsales.wire.plans import PlanBundle
from tests.records.given import ACT, PointsSpent

CALENDAR = WorkCalendar(
    zone="Europe/Berlin",
    hours={"Mon-Fri": "09:00-17:00"},
    exceptions={"2026-12-24": "closed"},
    holidays=Holidays(["2026-04-03"], since="2026-01-01", until="2026-12-31"),
)
OFFICE = WorkCalendar(zone="UTC", hours={"Mon-Fri": "09:00-17:00"})


def owes(facts: Mapping[str, Fact]) -> Finding:
    """Something is still to be paid."""
    return MET


RULES: dict[str, Any] = {"owes": owes}

PLAN = Plan(
    id="acme-after",
    version="2026-03",
    calendar=CALENDAR,
    catch_up="next",
    stops=[Refunded, PointsSpent],
    pauses=[During(ReturnRequested, ReturnClosed)],
    resets=[Happened.of("moved house")],
    new_round="fresh",
    steps=[
        Action(
            "call",
            after=Last(Delivered, by=ACT),
            wait=WorkingDays(2),
            month_end=True,
            landing="modified",
            at_time="10:00",
            every=Every(Months(1), times=3, until="2026-12-31", counted="done"),
            expires=WorkingHours("4.5"),
            unless=[Received, PointsSpent],
            when=owes,
            contact=Contact("call", purpose="feedback", priority=2, minutes=15),
        ),
        Action("before", before=First(Shipped), wait=Days(3), contact=None),
        Action("each", after=Each(Received), wait=Hours(2)),
        Action(
            "oldest", after=Oldest(ReturnRequested, until=ReturnClosed, reopened_by=PointsSpent)
        ),
        Action("then", after=AfterStep("call"), wait=Days(1)),
        Target("refund", after=Each(Received), within=WorkingDays(5), met_by=Refunded),
        Target(
            "answer",
            after=First(Placed),
            within=WorkingHours(12),
            met_by=[Paid, Happened.of("called")],
        ),
    ],
)
SMALL = Plan(
    id="small",
    version="1",
    calendar=OFFICE,
    steps=[Action("review", after=Last(Delivered), wait=Days(21))],
)
EXCEPT: dict[str, Any] = {"except_for": "statutory"}
CONTACT_RULES = ContactRules(
    zone="Europe/Berlin",
    consents=NeedsConsent(purposes="marketing", channels=["email", "sms"], **EXCEPT),
    recorded=RecordedCalls(
        purposes="collection", channels=["call", "visit"], otherwise="drop", **EXCEPT
    ),
    suppress=SuppressWhile(
        During(ReturnRequested, ReturnClosed),
        steps="review",
        plans="small",
        purposes="feedback",
        channels="email",
        lag=Days(2),
        otherwise="drop",
        **EXCEPT,
    ),
    spacing=Spacing(Hours(16), channels="email", purposes="feedback", **EXCEPT),
    caps=[
        FrequencyCap(2, per=Days(7), purposes="marketing", channels="sms", **EXCEPT),
        FrequencyCap(5, per=Months(1)),
    ],
    quiet=[
        QuietHours(
            "20:00-08:00",
            weekdays="Mon-Fri",
            zone="Europe/Vienna",
            if_too_late="anyway",
            channels=["sms", "call"],
            purposes=["marketing", "feedback"],
            **EXCEPT,
        ),
        QuietHours(
            "12:00-13:00",
            weekdays="Sat",
            zone="Europe/Vienna",
            if_too_late="early",
            early_by=Hours(2),
            channels="call",
            purposes="service",
            **EXCEPT,
        ),
    ],
    preferred=PreferredHours(
        "17:00-19:00",
        weekdays="Mon-Fri",
        zone="Europe/Vienna",
        channels="call",
        purposes="service",
        if_too_late="early",
        early_by=Minutes(90),
        **EXCEPT,
    ),
    holidays=QuietDays(
        Holidays(["2026-12-25"], since="2026-01-01", until="2026-12-31"),
        zone="Europe/Vienna",
        channels=["call", "sms"],
        purposes="service",
        if_too_late="early",
        early_by=Hours(12),
        **EXCEPT,
    ),
)
QUICK = Plan(
    id="quick",
    version="1",
    calendar=WorkCalendar.always("UTC"),
    steps=[
        Action("call", after=First(Placed), wait=Minutes(90)),
        Target("answer", after=First(Placed), within=WorkingMinutes(20), met_by=Paid),
    ],
)
PLANS = PlanBundle([PLAN, SMALL, QUICK], contact_rules=CONTACT_RULES)

CALL = Contact("call", purpose="feedback", priority=2, minutes=15)
SMS = Contact("sms", purpose="marketing", priority=8, minutes=1)
HISTORY = History(
    "C-7",
    [
        Placed(at="2026-03-02T09:00Z", ref="web-1"),
        PlanBound("acme-after", version="2026-03", at="2026-03-02T09:00Z", ref="b-1"),
        ConsentGiven("marketing", channels="email", at="2026-03-02T09:01Z", ref="k-1"),
        RecordingAllowed(at="2026-03-02T09:02Z", ref="k-2"),
        StepDone("acme-after/C-7/call//1", contact=CALL, at="2026-03-09T09:00Z", ref="s-1"),
        Contacted(
            Contact("sms", purpose="marketing", priority=8, minutes=1),
            at="2026-03-10T09:00Z",
            ref="m-1",
        ),
        Bounced("email", at="2026-03-11T09:00Z", ref="m-2"),
        AddressGiven("email", at="2026-03-12T09:00Z", ref="m-3"),
        RecordingRefused(at="2026-03-13T09:02Z", ref="k-3"),
        ConsentWithdrawn("marketing", channels="sms", at="2026-03-14T09:00Z", ref="k-4"),
    ],
    facts={"open": 2, "zone": "Europe/Vienna", "tier": "gold"},
)
BARE = evolve(HISTORY, facts={}, events=())
