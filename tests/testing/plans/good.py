"""Good plans: different trades, all ways of catching up, and rules of every kind."""

from collections.abc import Mapping
from typing import Any

from postsales import (
    Action,
    AfterStep,
    ContactRules,
    Days,
    Delivered,
    Each,
    Every,
    First,
    FrequencyCap,
    Holidays,
    Hours,
    Last,
    Months,
    NeedsConsent,
    Oldest,
    Plan,
    PreferredHours,
    QuietDays,
    QuietHours,
    RecordedCalls,
    Spacing,
    SuppressWhile,
    Weeks,
    WorkingDays,
    WorkingHours,
)
from postsales.testing import plans
from postsales.testing.plans import PlanSuite
from tests.testing.plans.given import (
    BERLIN,
    CALL,
    COMPLAINT,
    DAILY,
    DISPUTE,
    MEETING,
    NEW_YORK,
    NOTICE,
    OFFER,
    OFFICE,
    REMINDER,
    SURVEY,
    TEXT,
    Answered,
    Asked,
    Complained,
    ContractEnds,
    Good,
    InvoiceDue,
    InvoicePaid,
    Left,
    PaymentReversed,
    Renewed,
    Returned,
)
from tests.testing.plans.ours import OURS
from tests.testing.plans.owed import OWED

FIRST_MONTH = Plan(
    id="first-month",
    version="1",
    calendar=DAILY,
    stops=[Returned],
    steps=[
        Action("thanks", after=Last(Delivered), wait=Hours(2)),
        Action("all_well", after=Last(Delivered), wait=Days(2), at_time="10:00", expires=Days(3)),
        Action(
            "survey",
            after=Last(Delivered),
            wait=Days(7),
            expires=Hours(36),
            contact=SURVEY,
            unless=[Complained],
        ),
        Action("review", after=Last(Delivered), wait=Days(21), contact=SURVEY),
    ],
)
_LEVELS = (("reminder", 7), ("second", 21), ("last", 35))


def ladder(catch_up: str, **given: Any) -> Plan:
    """A ladder of reminders, the oldest invoice first."""
    steps = [
        Action(
            key,
            after=Oldest(InvoiceDue, until=InvoicePaid, reopened_by=PaymentReversed),
            wait=Days(days),
            at_time="09:00",
            contact=REMINDER,
        )
        for key, days in _LEVELS
    ]
    wish: dict[str, Any] = {"pauses": [DISPUTE], "calendar": DAILY, **given}
    return Plan(id="ladder", version="1", catch_up=catch_up, steps=steps, **wish)


SUPPORT = Plan(
    id="support",
    version="1",
    calendar=OFFICE,
    pauses=[DISPUTE],
    stops=[Left],
    resets=[Renewed],
    steps=[
        Action("look", after=Each(Asked), wait=WorkingHours(4), contact=None, unless=[Answered]),
        Action("call", after=Each(Asked), wait=WorkingDays(2), contact=CALL, unless=[Answered]),
        Action("again", after=AfterStep("call"), wait=Days(3), contact=CALL, unless=[Answered]),
        Action("report", after=First(Asked), wait=Weeks(1), every=Every(Days(3), times=3)),
    ],
)
OFFERS = Plan(
    id="offers",
    version="1",
    calendar=NEW_YORK,
    catch_up="drop",
    stops=[Left],
    steps=[
        Action("offer", after=Each(Delivered), wait=Days(10), contact=OFFER),
        Action("text", after=Each(Delivered), wait=Days(10), at_time="18:30", contact=TEXT),
        Action("again", after=First(Delivered), wait=Months(1), month_end=True, contact=OFFER),
    ],
)
CLUB = Plan(
    id="club",
    version="1",
    calendar=DAILY,
    steps=[
        Action("offer", after=Each(Delivered), wait=Days(3), contact=OFFER),
        Action("text", after=Each(Delivered), wait=Days(5), contact=TEXT),
        Action("call", after=Each(Delivered), wait=Days(9), contact=MEETING),
    ],
)
ENDING = Plan(
    id="ending",
    version="1",
    calendar=OFFICE,
    stops=[Renewed],
    steps=[
        Action(
            "notice",
            before=First(ContractEnds),
            wait=Months(3),
            landing="preceding",
            at_time="10:00",
            contact=NOTICE,
            expires=Weeks(2),
        ),
        Action("offer", before=First(ContractEnds), wait=Days(14), contact=OFFER),
    ],
)
NIGHT = ContactRules(
    zone=BERLIN,
    quiet=QuietHours("20:00-08:00", except_for="statutory"),
    spacing=Spacing(Hours(3), channels="email"),
    suppress=SuppressWhile(COMPLAINT, purposes=["marketing", "feedback"], lag=Days(2)),
)
CAREFUL = ContactRules(
    zone="America/New_York",
    consents=NeedsConsent(purposes="marketing"),
    quiet=[
        QuietHours("21:00-09:00", weekdays="Sun-Thu"),
        QuietHours("12:00-14:00, 23:00-10:00", weekdays="Fri-Sat"),
    ],
    caps=[FrequencyCap(2, per=Days(7)), FrequencyCap(1, per=Hours(20), purposes="marketing")],
    spacing=Spacing(Hours(1)),
)
CALLS = ContactRules(
    zone=BERLIN,
    recorded=RecordedCalls(otherwise="drop"),
    preferred=PreferredHours("09:30-12:00, 17:00-20:00", weekdays="Mon-Fri", channels="call"),
    holidays=QuietDays(
        Holidays(
            ["2026-01-01", "2026-04-03", "2026-12-25", "2026-03-06"],
            since="2025-01-01",
            until="2028-12-31",
        )
    ),
    caps=FrequencyCap(1, per=Days(1), channels="call"),
)
MEMBERS = ContactRules(
    zone=BERLIN,
    consents=NeedsConsent(purposes=["marketing", "feedback"]),
    suppress=SuppressWhile(COMPLAINT, plans="club", lag=Weeks(1)),
    quiet=QuietHours("21:00-09:00", weekdays="Sun-Thu"),
    preferred=PreferredHours("10:00-20:00", channels="call"),
)
HASTE = ContactRules(
    zone=BERLIN,
    quiet=[
        QuietHours("20:00-08:00", purposes="statutory", if_too_late="anyway"),
        QuietHours("18:00-10:00", except_for="statutory", if_too_late="early"),
    ],
)


GOOD: Mapping[str, Good] = {
    "first month": Good((FIRST_MONTH,), NIGHT),
    "ladder, latest": Good((ladder("latest"),), NIGHT),
    "ladder, next": Good((ladder("next", calendar=OFFICE),)),
    "support": Good((SUPPORT,), CALLS),
    "offers": Good((OFFERS,), CAREFUL),
    "club": Good((CLUB,), MEMBERS),
    "contract": Good((ENDING,), HASTE),
    **OURS,
    **OWED,
    "all of a shop": Good((FIRST_MONTH, ladder("latest"), OFFERS), CAREFUL),
}


def suite(name: str, **given: Any) -> PlanSuite:
    """The laws for good plans."""
    good = GOOD[name]
    return plans.check(good.plans, good.rules, facts=good.facts, **given)
