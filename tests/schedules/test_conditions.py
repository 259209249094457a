"""Actions that depend on facts of the host, and on what comes first."""

from collections.abc import Mapping
from typing import Any

import pytest

from postsales import (
    EUR,
    Days,
    Event,
    Finding,
    First,
    Happened,
    Money,
    Verdict,
    Years,
    all_of,
    not_met,
    schedules,
    unknown,
)
from postsales.basics.findings import MET
from postsales.schedules import Action, Every, Occurrence, Plan
from tests.schedules.given import DAILY, Bought, Due, berlin, stands


class Serviced(Event):
    """The car was looked after."""


class MarkPassed(Event):
    """The meter passed ten thousand kilometres."""


def at_least_25(facts: Mapping[str, Any]) -> Finding:
    """Is 25 euro owed?"""
    balance = facts.get("open_balance")
    if balance is None:
        return unknown("open_balance", tell="what is still open")
    return MET if balance.minor >= 2500 else not_met("balance_below", least=EUR("25.00"))


def is_no_friend(facts: Mapping[str, Any]) -> Finding:
    """Is it nobody whom we know?"""
    return not_met("a_friend") if facts.get("is_friend") else MET


REMIND = Action("remind", after=First(Due), wait=Days(7), when=all_of(at_least_25, is_no_friend))
DUNNING = Plan(id="p", version="1", calendar=DAILY, steps=[REMIND])
HISTORY = [Due(at=berlin("2026-03-01 00:00"), ref="A")]


def asked(facts: Mapping[str, Any], at: str = "2026-03-08 00:00") -> Occurrence:
    (one,) = schedules.occurrences(DUNNING, HISTORY, subject="C-7", at=berlin(at), facts=facts)
    return one


@pytest.mark.parametrize(
    ("facts", "state", "codes"),
    [
        ({"open_balance": EUR("25.00")}, "due", set[str]()),
        ({"open_balance": EUR("24.99")}, "withheld", {"balance_below"}),
        (
            {"open_balance": EUR("24.99"), "is_friend": True},
            "withheld",
            {"balance_below", "a_friend"},
        ),
        ({}, "withheld", {"open_balance"}),
    ],
)
def test_a_reminder_from_25_euro_on(
    facts: Mapping[str, Money], state: str, codes: set[str]
) -> None:
    found = asked(facts)
    assert str(found.state) == state
    because = found.because
    told = () if because is None else because.parts or (because,)
    assert {x.code for x in told if x.verdict is not Verdict.MET} == codes


def test_a_condition_is_asked_only_when_it_would_be_due() -> None:
    found = asked({}, "2026-03-07 23:59")
    assert (str(found.state), found.because) == ("pending", None)


def test_what_was_withheld_comes_when_its_fact_does() -> None:
    assert str(asked({}, "2027-03-08 00:00").state) == "withheld"
    assert str(asked({"open_balance": EUR("30.00")}, "2027-03-08 00:00").state) == "due"


def test_by_the_meter_or_by_the_year_whichever_comes_first() -> None:
    by_year = Action("by_year", after=First(Bought), wait=Years(1), unless=[MarkPassed])
    by_meter = Action("by_meter", after=First(MarkPassed), unless=[Serviced])
    care = Plan(id="p", version="1", calendar=DAILY, steps=[by_year, by_meter])
    bought = Bought(at=berlin("2026-01-10 10:00"))
    assert stands(care, [bought], "2027-01-10 10:00") == {"by_year//1": ("due", "2027-01-10 10:00")}
    marked = [bought, MarkPassed(at=berlin("2026-08-01 08:00"))]
    assert stands(care, marked, "2027-01-10 10:00") == {
        "by_year//1": ("needless", "2027-01-10 10:00"),
        "by_meter//1": ("due", "2026-08-01 08:00"),
    }


def test_an_event_of_the_host_is_an_anchor_like_others() -> None:
    again = Action("newsletter", after=First(Happened.of("joined")), every=Every(Days(7), times=2))
    plan = Plan(id="p", version="1", calendar=DAILY, steps=[again])
    told = [
        Happened("looked", at=berlin("2026-02-01 10:00")),
        Happened("joined", at=berlin("2026-03-01 10:00")),
    ]
    assert stands(plan, told, "2026-04-01 00:00") == {
        "newsletter//1": ("due", "2026-03-01 10:00"),
        "newsletter//2": ("due", "2026-03-08 10:00"),
    }
