"""The ready-made plans of the library: follow-ups, support and escalation."""

from collections.abc import Mapping

from postsales import (
    CaseClosed,
    CaseOpened,
    ContactRules,
    Each,
    Hours,
    NeedsConsent,
    QuietHours,
    ServiceLevel,
    Spacing,
    SupportPolicy,
    WorkingDays,
    WorkingHours,
    WorkingMinutes,
    followups,
)
from postsales.followups import Escalation, EscalationDirectory, Preferences, RemorseLevel
from postsales.support.policies import plans
from tests.testing.plans.given import BERLIN, DAILY, NEW_YORK, OFFICE, Good

POLITE = ContactRules(
    zone=BERLIN,
    quiet=QuietHours("20:00-08:00"),
    consents=NeedsConsent(purposes="marketing"),
    spacing=Spacing(Hours(2)),
)
POLICY = SupportPolicy(
    id="support",
    version="1",
    calendar=OFFICE,
    level=ServiceLevel(next_response=WorkingMinutes(90), resolution=WorkingDays(5)),
    pausing=["next_response", "resolution"],
)
DIRECTORY = EscalationDirectory(
    id="care",
    version="1",
    calendar=OFFICE,
    steps=[Escalation("team_lead", after=WorkingHours(4)), Escalation("boss", after=Hours(48))],
)


def _support(policy: SupportPolicy) -> Good:
    return Good(tuple(plans(policy).values()))


OURS: Mapping[str, Good] = {
    "first thirty days": Good((followups.first_thirty_days(OFFICE),), POLITE),
    "reassurance": Good(
        (followups.reassurance(DAILY, preferences=Preferences(matters_most=["ease", "price"])),),
        POLITE,
        {"remorse": tuple(map(str, RemorseLevel))},
    ),
    "after a solution": Good((followups.after_solved(OFFICE),), POLITE),
    "review request": Good((followups.review_request(NEW_YORK),), POLITE),
    "win-back": Good((followups.win_back(DAILY),), POLITE),
    "escalation": Good(
        (followups.escalation(DIRECTORY, after=Each(CaseOpened), until=[CaseClosed]),)
    ),
    "support policy": _support(POLICY),
}
