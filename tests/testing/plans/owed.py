"""Good plans with targets, which somebody meets, and with conditions, which facts decide."""

from collections.abc import Mapping
from typing import Any

from postsales import (
    EUR,
    Action,
    AfterStep,
    Days,
    Delivered,
    Each,
    Finding,
    First,
    Hours,
    Last,
    Oldest,
    Plan,
    Target,
    WorkingDays,
    WorkingHours,
    WorkingMinutes,
    all_of,
    not_met,
    unknown,
)
from postsales.basics.findings import MET
from tests.testing.plans.given import (
    COMPLAINT,
    DAILY,
    DISPUTE,
    NEW_YORK,
    OFFICE,
    REMINDER,
    Agreed,
    Answered,
    Asked,
    Good,
    InvoiceDue,
    InvoicePaid,
    Left,
    PaymentReversed,
    Renewed,
    Returned,
    Settled,
)

ANSWERS = Plan(
    id="answers",
    version="1",
    calendar=OFFICE,
    pauses=[DISPUTE],
    stops=[Left],
    resets=[Renewed],
    steps=[
        Target(
            "answer", after=Oldest(Asked, until=Answered), within=WorkingHours(4), met_by=Answered
        ),
        Target(
            "first_word", after=First(Asked), within=WorkingMinutes(90), met_by=[Answered, Settled]
        ),
        Target("refund", after=Last(Returned), within=WorkingDays(3), met_by=Settled),
    ],
)
PROMISES = Plan(
    id="promises",
    version="1",
    calendar=DAILY,
    pauses=[COMPLAINT],
    stops=[Left],
    steps=[
        Target(
            "payment",
            after=Oldest(InvoiceDue, until=InvoicePaid, reopened_by=PaymentReversed),
            within=Days(14),
            met_by=InvoicePaid,
        ),
        Target("agreement", after=Each(InvoiceDue), within=Hours(36), met_by=Agreed),
    ],
)
CALLS_BACK = Plan(
    id="calls-back",
    version="1",
    calendar=NEW_YORK,
    steps=[
        Action("call", after=Last(Delivered), wait=Days(2)),
        Target("called_back", after=AfterStep("call"), within=WorkingHours(9), met_by=Answered),
    ],
)


def at_least_25(facts: Mapping[str, Any]) -> Finding:
    """Is 25 euro owed?"""
    balance = facts.get("open_balance")
    if balance is None:
        return unknown("balance_not_known", tell="what is still open")
    return MET if balance >= EUR("25.00") else not_met("balance_below")


def is_no_friend(facts: Mapping[str, Any]) -> Finding:
    """Is it nobody whom we know?"""
    told = facts.get("is_friend")
    if told is None:
        return unknown("friend_not_known", tell="is_friend")
    return not_met("a_friend") if told == "yes" else MET


COLLECTION = Plan(
    id="collection",
    version="1",
    calendar=DAILY,
    stops=[Left],
    steps=[
        Action("statement", after=Each(InvoiceDue), wait=Days(3), unless=[InvoicePaid]),
        Action(
            "reminder",
            after=Each(InvoiceDue),
            wait=Days(7),
            when=all_of(at_least_25, is_no_friend),
            unless=[InvoicePaid],
            contact=REMINDER,
        ),
        Action(
            "letter",
            after=Each(InvoiceDue),
            wait=Days(14),
            when=is_no_friend,
            contact=REMINDER,
        ),
    ],
)
OWED: Mapping[str, Good] = {
    "answers": Good((ANSWERS,)),
    "promises": Good((PROMISES, CALLS_BACK)),
    "collection": Good(
        (COLLECTION,),
        facts={
            "open_balance": (EUR("0.00"), EUR("24.99"), EUR("25.00"), EUR("300.00")),
            "is_friend": ("yes", "no"),
        },
    ),
}
