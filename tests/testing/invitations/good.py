"""Terms of invitations as they should be: ready-made ones, and some with every limit."""

from postsales import (
    Days,
    Delivered,
    Hours,
    InvitationTerms,
    Last,
    Percent,
    Sampling,
    Stagger,
    SurveyCap,
    invitations,
)

BERLIN = "Europe/Berlin"

GOOD: dict[str, InvitationTerms] = {
    "every limit": InvitationTerms(
        id="every-limit",
        version="1",
        zone=BERLIN,
        after=Last(Delivered),
        wait=Days(3),
        expires=Days(14),
        quarantine=Days(30),
        scope="group",
        group=["nps", "csat"],
        after_dismissal=Days(60),
        max_dismissals=3,
        caps=SurveyCap(2, per=Days(60)),
    ),
    "a sample": InvitationTerms(
        id="a-sample",
        version="1",
        zone="America/New_York",
        quarantine=Days(90),
        sampling=Sampling(Percent("50")),
        stagger=Stagger("2026-01-01", days=90),
    ),
    "hours": InvitationTerms(
        id="hours",
        version="1",
        zone=BERLIN,
        quarantine=Hours(36),
        sampling=Sampling(Percent("100")),
        caps=SurveyCap(1, per=Days(7)),
    ),
    "relational": invitations.relational(version="1", zone=BERLIN),
    "after a cart was left": invitations.after_cart_left(version="1", zone=BERLIN),
    "after a refund": invitations.after_refund(version="1", zone=BERLIN),
}
