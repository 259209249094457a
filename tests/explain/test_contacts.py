"""What reaches the customer, what waits and what does not go, in words."""

import ast

import pytest
from attrs import evolve

from postsales import (
    MET,
    Bounced,
    ConsentWithdrawn,
    Contact,
    ContactRules,
    Days,
    Event,
    Hours,
    QuietHours,
    RecordedCalls,
    Send,
    Spacing,
    WrongType,
    contacts,
    explain,
    not_met,
)
from postsales.contacts.messages import WHYS
from tests.architecture.source import MODULES
from tests.contacts.given import BERLIN, OFFER, SMS, item, sent

NIGHT = "2026-03-30T21:00+02:00"
RULES = ContactRules(
    zone=BERLIN,
    quiet=QuietHours("20:00-08:00"),
    spacing=Spacing(Days(1), channels="sms"),
    recorded=RecordedCalls(),
)


def codes() -> set[str]:
    """Every code that a rule of contact finds."""
    found: set[str] = set()
    for module in MODULES:
        if module.parts[:1] != ("contacts",):
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _MAKERS:
                told = [x.value for x in node.args if isinstance(x, ast.Constant)]
                found |= {x for x in told if isinstance(x, str)}
    return found


_MAKERS = ("not_met", "Finding", "_remark")


def test_every_code_has_its_words() -> None:
    assert codes() == set(WHYS)


def said(*history: Event, at: str = NIGHT, locale: str = "en") -> list[str]:
    """What is said of an offer by e-mail and by text message, a call and a task."""
    ready = [
        item(at, OFFER, step="offer", ref="INV-7"),
        item(at, SMS, step="ask_for_review"),
        item(at, None, step="task"),
        item(at, Contact("call", purpose="service", minutes=10), step="call", expires=Hours(3)),
    ]
    found = contacts.release(ready, history, RULES, at=at)
    return explain.release(found, locale=locale, zone=BERLIN).splitlines()


NIGHTLY = "quiet hours: 20:00-08:00"
SPRING = "Sunday, 1 March 2026 at 10:00"
MIDNIGHT = "Tuesday, 31 March 2026 at 00:00"
IN_TIME = "Wednesday, 1 April 2026 at 08:00"


def test_in_english() -> None:
    text = f"not before {IN_TIME} (too soon after another contact and {NIGHTLY})"
    assert said(Bounced("email", at="2026-03-01T09:00Z"), *sent(NIGHT, contact=SMS)) == [
        f"- ask for review of 1: {text}",
        f"- call of 1: not at all (too late from {MIDNIGHT} on and {NIGHTLY})",
        f"- offer of INV-7: waits (the address has not worked since {SPRING} and {NIGHTLY})",
        "- task of 1: now",
    ]


def test_in_german() -> None:
    told = said(
        ConsentWithdrawn("marketing", at="2026-03-01T09:00Z"), at="2026-03-30T10:00Z", locale="de"
    )
    since = "nicht gewünscht, wie gesagt am Sonntag, 1. März 2026 um 10:00 Uhr"
    assert told == [
        f"- ask for review zu 1: gar nicht ({since})",
        "- call zu 1: jetzt (Aufzeichnung nicht erlaubt)",
        f"- offer zu INV-7: gar nicht ({since})",
        "- task zu 1: jetzt",
    ]


def test_a_code_of_another_is_said_as_it_is() -> None:
    found = [Send(item(NIGHT, ref="I"), (not_met("full_moon"), evolve(MET, code="a_b")))]
    told = explain.release(found, locale="en", zone=BERLIN)
    assert told == "- offer of I: now (full moon and a b)"


def test_text_of_a_history_never_becomes_markup() -> None:
    found = contacts.release([item(NIGHT, ref="**bold**")], [], ContactRules(), at=NIGHT)
    told = explain.release_markdown(found, locale="en", zone=BERLIN)
    assert "**bold**" not in told


def test_only_verdicts_are_explained() -> None:
    with pytest.raises(WrongType, match="what contacts"):
        explain.release(["review"], locale="en", zone="UTC")  # type: ignore[list-item]
