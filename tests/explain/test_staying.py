"""Whoever need not send goods back is told so, line by line."""

import pytest

from postsales import (
    EUR,
    Days,
    Delivered,
    Line,
    Order,
    Returnless,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    explain,
    returns,
)

BERLIN = "Europe/Berlin"
ORDER = Order(
    "1001",
    placed_at="2026-03-02T10:00Z",
    lines=[
        Line("pin", quantity=3, total=EUR("10.00")),
        Line("cap", quantity=1, total=EUR("3.00")),
        Line("tee", quantity=1, total=EUR("20.00")),
    ],
    history=[Delivered({"pin": 3, "cap": 1, "tee": 1}, at="2026-03-05T12:00Z")],
)
TERMS = ReturnTerms(
    id="acme",
    version="1",
    zone=BERLIN,
    window=ReturnWindow(Days(14), since=Delivered),
    returnless=Returnless(EUR("5.00")),
)


def told(locale: str, register: str, at: str = "2026-03-10T12:00Z") -> list[str]:
    """The lines of the answer for all of the order."""
    asked = ReturnRequest.everything(ORDER, reason="remorse")
    decision = returns.assess(ORDER, asked, TERMS, at=at)
    said = explain.text(decision, locale=locale, zone=BERLIN, register=register)
    return [line.strip() for line in said.splitlines()]


SAID = [
    ("en", "agent", "pin", "they need not come back, and the customer keeps them"),
    ("en", "agent", "cap", "it need not come back, and the customer keeps it"),
    ("en", "customer", "pin", "they need not come back: keep them"),
    ("en", "customer", "cap", "it need not come back: keep it"),
    ("de", "agent", "pin", "müssen nicht zurückkommen und bleiben bei der Kundschaft"),
    ("de", "agent", "cap", "muss nicht zurückkommen und bleibt bei der Kundschaft"),
    ("de", "customer", "pin", "müssen nicht zurückkommen, bitte behalten Sie sie"),
    ("de", "customer", "cap", "muss nicht zurückkommen, bitte behalten Sie es"),
]


@pytest.mark.parametrize(("locale", "register", "line", "words"), SAID)
def test_what_stays_is_told(locale: str, register: str, line: str, words: str) -> None:
    assert any(x.endswith(f": {words}") and line in x for x in told(locale, register))


def test_what_comes_back_is_not_kept() -> None:
    """Nor is anything that is not allowed."""
    assert not any("tee" in x and "keep" in x for x in told("en", "customer"))
    assert not any("keep" in x for x in told("en", "customer", at="2026-05-10T12:00Z"))
