"""Every field of the rules of contact and of their events, given what no shop would mean."""

import copy
import pickle
from typing import Any

import pytest

from postsales import (
    AddressGiven,
    Bounced,
    ConsentGiven,
    ConsentWithdrawn,
    Contact,
    Contacted,
    ContactRules,
    Days,
    Delivered,
    During,
    FrequencyCap,
    Holidays,
    Hours,
    NeedsConsent,
    PreferredHours,
    QuietDays,
    QuietHours,
    Received,
    RecordedCalls,
    RecordingAllowed,
    RecordingRefused,
    Spacing,
    StepDone,
    SuppressWhile,
)
from tests.basics.given import refused_shortly
from tests.hostile.test_kernel import HARM, refusal

EVENT: dict[str, Any] = {"at": "2026-03-02T10:15+01:00", "ref": "1"}
SCOPE: dict[str, Any] = {"channels": ["sms"], "purposes": ["service"], "except_for": ["marketing"]}
TIMES: dict[str, Any] = {
    **SCOPE,
    "zone": "Europe/Berlin",
    "if_too_late": "early",
    "early_by": Hours(2),
}
MAIL = Contact("email")
NIGHT = QuietHours("20:00-08:00")
WISH = PreferredHours("17:00-20:00")
EASTER = Holidays(["2026-04-03"], since="2026-01-01", until="2026-12-31")
STILL = During(Received, Delivered)

MAKERS: dict[type, dict[str, Any]] = {
    ConsentGiven: {**EVENT, "purposes": "marketing", "channels": ["email"]},
    ConsentWithdrawn: {**EVENT, "purposes": "marketing", "channels": ["email"]},
    RecordingAllowed: EVENT,
    RecordingRefused: EVENT,
    Bounced: {**EVENT, "channel": "email"},
    AddressGiven: {**EVENT, "channel": "email"},
    Contacted: {**EVENT, "contact": MAIL},
    StepDone: {**EVENT, "key": "a/b/c//1", "contact": MAIL},
    NeedsConsent: SCOPE,
    RecordedCalls: {**SCOPE, "otherwise": "drop"},
    FrequencyCap: {**SCOPE, "most": 2, "per": Days(7)},
    Spacing: {**SCOPE, "apart": Hours(16)},
    SuppressWhile: {
        **SCOPE,
        "during": STILL,
        "steps": ["review"],
        "plans": ["first-month"],
        "lag": Days(2),
        "otherwise": "drop",
    },
    QuietHours: {**TIMES, "hours": "20:00-08:00", "weekdays": "Mon-Fri"},
    PreferredHours: {**TIMES, "hours": "17:00-20:00", "weekdays": "Mon-Fri"},
    QuietDays: {**TIMES, "holidays": EASTER},
    ContactRules: {
        "zone": "Europe/Berlin",
        "consents": NeedsConsent(purposes="marketing"),
        "recorded": RecordedCalls(),
        "suppress": SuppressWhile(STILL, steps="review"),
        "spacing": Spacing(Hours(16)),
        "caps": FrequencyCap(2, per=Days(7)),
        "quiet": NIGHT,
        "preferred": WISH,
        "holidays": EASTER,
    },
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
    public = {x.name for x in vars(make)["__attrs_attrs__"] if x.init}
    assert set(MAKERS[make]) == public


@pytest.mark.parametrize("make", MAKERS, ids=lambda x: x.__name__)
def test_what_is_meant_is_taken(make: type) -> None:
    found = make(**MAKERS[make])
    assert copy.deepcopy(found) == found
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301
    assert hash(found) == hash(make(**MAKERS[make]))
