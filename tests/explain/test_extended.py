"""A window that was extended or moved is not said to close where its length alone would end."""

import pytest
from attrs import evolve

from postsales import (
    EUR,
    Days,
    Delivered,
    Extension,
    Line,
    NonDays,
    Order,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    Roll,
    Season,
    explain,
    returns,
)

BERLIN = "Europe/Berlin"
ORDER = Order(
    "1001",
    placed_at="2026-12-10T10:00+01:00",
    lines=[Line("tee", quantity=1, total=EUR("20.00"))],
    history=[Delivered({"tee": 1}, at="2026-12-14T12:00+01:00")],
)
PLAIN = ReturnTerms(
    id="acme", version="1", zone=BERLIN, window=ReturnWindow(Days(30), since=Delivered)
)
CHRISTMAS = evolve(
    PLAIN, extensions=[Extension(until="2027-01-31", season=Season("2026-11-01", "2026-12-24"))]
)


def told(terms: ReturnTerms, locale: str = "en", register: str = "agent") -> str:
    """Why it cannot be returned in March."""
    asked = ReturnRequest.of({"tee": 1}, reason="remorse")
    decision = returns.assess(ORDER, asked, terms, at="2027-03-01T12:00+01:00")
    said = explain.text(decision, locale=locale, zone=BERLIN, register=register)
    return next(line for line in said.splitlines() if line.startswith("  - "))


# The last day of 34 days is a Sunday.
ROLLED = evolve(
    PLAIN, window=ReturnWindow(Days(34), since=Delivered, roll=Roll(NonDays(["sunday"])))
)
SAID = [
    (PLAIN, "closed at the end of Wednesday, 13 January 2027"),
    (CHRISTMAS, "closed at the end of Sunday, 31 January 2027, to which it was extended"),
    (ROLLED, "closed at the end of Monday, 18 January 2027, to which it was extended"),
    (evolve(PLAIN, extensions=[Extension(until="2027-01-10")]), "13 January 2027"),
]


@pytest.mark.parametrize(("terms", "words"), SAID)
@pytest.mark.parametrize("register", ["agent", "customer"])
def test_what_is_said(terms: ReturnTerms, words: str, register: str) -> None:
    assert told(terms, register=register).endswith(words)


def test_in_german() -> None:
    assert told(CHRISTMAS, "de").endswith(
        "ist nach einer Verlängerung am Sonntag, 31. Januar 2027 um 24 Uhr abgelaufen"
    )
    assert "Verlängerung" not in told(PLAIN, "de")
