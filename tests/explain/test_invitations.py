"""Whether a customer may be asked for feedback, in words."""

import ast

import pytest
from attrs import evolve

from postsales import (
    Bounced,
    Days,
    Delivered,
    InvitationTerms,
    Last,
    SurveyAsked,
    SurveyDismissed,
    WrongType,
    explain,
    invitations,
)
from postsales.invitations.messages import WHYS
from tests.architecture.source import MODULES

BERLIN = "Europe/Berlin"
NOON = "2026-03-10T12:00+01:00"
TERMS = InvitationTerms(
    id="after-delivery",
    version="1",
    zone=BERLIN,
    after=Last(Delivered),
    wait=Days(7),
    expires=Days(70),
    quarantine=Days(90),
    max_dismissals=1,
)
PARCEL = Delivered({"tee": 1}, at="2026-03-02T15:00+01:00")
ASKED = SurveyAsked("nps", at="2026-02-03T09:00+01:00")
WAVED = SurveyDismissed("nps", at="2026-02-03T10:00+01:00")


def codes() -> set[str]:
    """Every code that an invitation finds."""
    found: set[str] = set()
    for module in MODULES:
        if module.parts[:1] == ("invitations",):
            for node in ast.walk(module.tree):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _MAKERS:
                    told = [x.value for x in node.args if isinstance(x, ast.Constant)]
                    found |= {x for x in told if isinstance(x, str)}
    return found


_MAKERS = ("not_met", "_gap")


def test_every_code_has_its_words() -> None:
    # These three are looked up by the class of an event.
    by_event = {"answered_already", "dismissed_already", "reminded_already"}
    assert codes() | by_event == set(WHYS)


def told(*history: object, locale: str = "en", register: str = "agent") -> list[str]:
    found = invitations.assess(history, TERMS, survey="csat", at=NOON)  # type: ignore[arg-type]
    said = explain.invitation(found, locale=locale, zone=BERLIN, register=register)
    return [line for line in said.splitlines() if line]


def test_in_english() -> None:
    assert told(PARCEL, ASKED) == [
        "csat: not now",
        (
            "- asked on Tuesday, 3 February 2026 at 09:00, "
            "and left in peace until Monday, 4 May 2026 at 09:00"
        ),
        "If nothing happens, it is possible from Monday, 4 May 2026 at 09:00 on.",
        "As of Tuesday, 10 March 2026 at 12:00. Days and times are those of Europe/Berlin.",
        "Terms: after-delivery, version 1.",
    ]


def test_in_german() -> None:
    bounced = Bounced("email", at="2026-03-01T09:00Z")
    assert told(PARCEL, ASKED, WAVED, bounced, locale="de", register="customer") == [
        "csat: jetzt nicht",
        "- die Adresse ist seit Sonntag, 1. März 2026 um 10:00 Uhr nicht erreichbar",
        "- zu oft nacheinander weggeklickt: 1",
        (
            "- gefragt am Dienstag, 3. Februar 2026 um 09:00 Uhr, "
            "Ruhe bis Montag, 4. Mai 2026 um 09:00 Uhr"
        ),
        "Die Zeit allein ändert daran nichts.",
        "Stand: Dienstag, 10. März 2026 um 12:00 Uhr. Tage und Uhrzeiten gelten für Europe/Berlin.",
    ]


def test_who_may_be_asked_may_be_asked_until_it_is_too_late() -> None:
    assert told(PARCEL)[:2] == [
        "csat: yes, now",
        "From Monday, 18 May 2026 at 15:00 on it is too late.",
    ]


def test_a_name_never_becomes_markup() -> None:
    plain = evolve(TERMS, after=None, expires=None)
    found = invitations.assess([], plain, survey="**bold**", at=NOON)
    assert "**bold**" not in explain.invitation_markdown(found, locale="en", zone=BERLIN)


def test_only_answers_are_explained() -> None:
    with pytest.raises(WrongType, match="what invitations"):
        explain.invitation(None, locale="en", zone=BERLIN)  # type: ignore[arg-type]
