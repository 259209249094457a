"""Every field of plans, steps and what holds them, given what no shop would mean."""

import copy
import pickle
from typing import Any

import pytest

from postsales import (
    Action,
    AfterStep,
    Contact,
    ContactRules,
    Days,
    Delivered,
    During,
    Each,
    Every,
    History,
    Last,
    Months,
    Oldest,
    Placed,
    Plan,
    PlanBound,
    PlanBundle,
    Received,
    Refunded,
    ReturnClosed,
    ReturnRequested,
    Target,
    WorkCalendar,
    WorkingDays,
)
from postsales.schedules import TargetState, TargetStatus
from postsales.wire.icalendar import TargetEntry
from tests.basics.given import refused_shortly
from tests.hostile.test_kernel import HARM, refusal

AT = "2026-03-02T10:15+01:00"
OFFICE = WorkCalendar(zone="UTC", hours={"Mon-Fri": "09:00-17:00"})
REVIEW = Action("review", after=Last(Delivered), wait=Days(21))
PLAN = Plan(id="first-month", version="1", calendar=OFFICE, steps=[REVIEW])
STILL = During(ReturnRequested, ReturnClosed)
STATUS = TargetStatus(step="refund", state=TargetState.RUNNING)

MAKERS: dict[type, dict[str, Any]] = {
    Contact: {"channel": "call", "purpose": "service", "priority": 2, "minutes": 15},
    Each: {"event": Delivered},
    Oldest: {"event": ReturnRequested, "until": ReturnClosed, "reopened_by": Placed},
    AfterStep: {"step": "review"},
    Every: {"length": Months(1), "times": 3, "until": "2026-12-31", "counted": "done"},
    Action: {
        "key": "review",
        "after": Last(Delivered),
        "before": None,
        "wait": Days(21),
        "month_end": False,
        "landing": "following",
        "at_time": "10:00",
        "every": Every(Months(1)),
        "expires": Days(14),
        "unless": [Received],
        "when": None,
        "contact": Contact("email"),
    },
    Target: {
        "key": "refund",
        "after": Each(Received),
        "within": WorkingDays(5),
        "met_by": [Refunded],
    },
    Plan: {
        "id": "first-month",
        "version": "1",
        "calendar": OFFICE,
        "steps": [REVIEW],
        "catch_up": "latest",
        "stops": [Refunded],
        "pauses": [STILL],
        "resets": [Placed],
        "new_round": "fresh",
    },
    PlanBound: {"plan": "first-month", "version": "1", "at": AT, "ref": ""},
    PlanBundle: {"plans": [PLAN], "contact_rules": ContactRules()},
    History: {"subject": "C-7", "events": [Placed(at=AT)], "facts": {"open": 2}},
    TargetEntry: {"status": STATUS, "plan": "first-month", "subject": "C-7"},
}


@pytest.mark.parametrize(
    ("make", "name"),
    [
        pytest.param(make, name, id=f"{make.__name__} {name}")
        for make, given in MAKERS.items()
        for name in given
    ],
)
def test_only_typed_errors_come_out(make: type, name: str) -> None:
    """Whatever is given for a field, it is taken or refused in a typed way."""
    for what, value in HARM.items():
        problem = refusal(make, {**MAKERS[make], name: value})
        assert problem is None or refused_shortly(problem), what


@pytest.mark.parametrize("make", MAKERS, ids=lambda x: x.__name__)
def test_every_field_is_tried(make: type) -> None:
    public = {x.alias for x in vars(make)["__attrs_attrs__"] if x.init}
    assert set(MAKERS[make]) == public


@pytest.mark.parametrize("make", MAKERS, ids=lambda x: x.__name__)
def test_what_is_meant_is_taken(make: type) -> None:
    found = make(**MAKERS[make])
    assert copy.deepcopy(found) == found
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301
    assert hash(found) == hash(make(**MAKERS[make]))
