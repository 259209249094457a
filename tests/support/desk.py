"""A desk in Berlin, open from Monday to Friday, nine to five, and what its customers write."""

from postsales import (
    Event,
    Hours,
    ServiceLevel,
    SupportPolicy,
    SupportStatus,
    WorkCalendar,
    WorkingHours,
    support,
)

OFFICE = WorkCalendar(zone="Europe/Berlin", hours={"Mon-Fri": "09:00-17:00"})
ALWAYS = WorkCalendar.always("Europe/Berlin")
POLICY = SupportPolicy(id="support", version="4", calendar=OFFICE)
WHOLE = ServiceLevel(
    first_response=WorkingHours(4), next_response=WorkingHours(2), resolution=WorkingHours(16)
)
FULL = SupportPolicy(id="support", version="5", calendar=OFFICE, level=WHOLE)
CLOCKED = SupportPolicy(
    id="support",
    version="6",
    calendar=ALWAYS,
    level=ServiceLevel(first_response=Hours(4), next_response=Hours(4), resolution=Hours(48)),
)


def at(told: str) -> str:
    """A clock time of March 2026 in Berlin: ``20 15:00``, before summer time begins on the 29th."""
    day, time = told.split()
    return f"2026-03-{day}T{time}+0{2 if int(day) >= 29 else 1}:00"


def promised(found: SupportStatus) -> list[str]:
    """Its promises as one reads them: ``next_response m-2 breached``."""
    return [" ".join(x for x in (x.step, x.ref, str(x.state)) if x) for x in found.promises]


def asked(policy: SupportPolicy, *history: Event, now: str) -> SupportStatus:
    """How an inquiry stands."""
    return support.status(policy, history, subject="T-1", at=at(now))
