"""Whoever is asked for a reason is told in which words."""

import pytest
from attrs import evolve

from postsales import (
    EUR,
    Days,
    Delivered,
    Line,
    Order,
    ReasonKind,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    explain,
    returns,
)

ORDER = Order(
    "1001",
    placed_at="2026-03-02T10:00Z",
    lines=[Line("tee", quantity=1, total=EUR("20.00"))],
    history=[Delivered({"tee": 1}, at="2026-03-05T12:00Z")],
)
WORDS = {"zu_gross": ReasonKind.REMORSE, "kaputt": ReasonKind.DEFECT, "sonst": ReasonKind.OTHER}
TERMS = ReturnTerms(
    id="acme",
    version="1",
    zone="Europe/Berlin",
    window=ReturnWindow(Days(14), since=Delivered),
    reasons=WORDS,
)


def told(terms: ReturnTerms, locale: str, register: str) -> str:
    """What is asked where the reason is a word of nobody's."""
    asked = ReturnRequest.of({"tee": 1}, reason="it_hums")
    decision = returns.assess(ORDER, asked, terms, at="2026-03-10T12:00Z")
    return explain.text(decision, locale=locale, zone="Europe/Berlin", register=register)


@pytest.mark.parametrize(
    ("locale", "register", "said"),
    [
        ("en", "agent", "Ask the customer for the reason for 1 of tee"),
        ("en", "customer", "Tell us the reason for 1 of tee"),
        ("de", "agent", "Die Kundschaft nach dem Grund für 1 × tee"),
        ("de", "customer", "Nennen Sie uns den Grund für 1 × tee"),
    ],
)
def test_the_words_are_named(locale: str, register: str, said: str) -> None:
    [line] = [x for x in told(TERMS, locale, register).splitlines() if said in x]
    assert line.endswith(": zu_gross, kaputt.")


def test_too_many_words_are_not_named() -> None:
    many = evolve(TERMS, reasons={f"word_{n}": ReasonKind.REMORSE for n in range(21)})
    assert "in one of the words that the terms know" in told(many, "en", "agent")
    assert "word_20" not in told(many, "en", "agent")
