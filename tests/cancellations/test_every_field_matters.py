"""Every field of the terms matters: flip one, and a decision or an amount changes."""

from typing import Any

import pytest
from attrs import evolve, fields

from postsales import (
    EUR,
    EVERYTHING,
    MET,
    Afterwards,
    CancellationTerms,
    Days,
    Delivered,
    Event,
    Hours,
    Money,
    Order,
    Paid,
    Quantities,
    RefundWindow,
    ReturnRequest,
    Scope,
    Shipped,
    Tender,
    cancellations,
    not_met,
    refunds,
    returns,
)
from tests.cancellations.given import PLACED_AT, Packed, ask, plain, tees
from tests.refunds.given import TERMS, refund_terms

HISTORIES: list[list[Event]] = [
    [],
    [Shipped({"tee": 2}, at="2026-03-03T08:00Z")],
    [Packed(Quantities({"tee": 1}), at="2026-03-03T08:00Z")],
    [Delivered({"tee": 2}, at="2026-03-03T08:00Z")],
]
TIMES = ["2026-03-02T12:00Z", "2026-03-03T12:00Z", "2026-03-03T23:30Z", "2026-03-20T12:00Z"]

BASE = plain(until=Shipped, within=Days(1), zone="Europe/Berlin", reasons={"late": "late"})
FLIPS: dict[str, Any] = {
    "id": "other",
    "version": "2",
    "until": Packed,
    "within": Hours(12),
    "zone": "UTC",
    "reasons": {"late": "late", "changed_mind": "remorse"},
    "required": [lambda _: not_met("never")],
    "excepted": [(cancellations.within_window, lambda _: MET)],
}


def answers(terms: CancellationTerms) -> list[object]:
    """What is answered about every order of the corpus."""
    return [
        (decision.terms, decision.outcome, decision.allowed, decision.because)
        for history in HISTORIES
        for at in TIMES
        for reason in ("late", "changed_mind")
        for decision in [cancellations.assess(tees(*history), ask(4, reason=reason), terms, at=at)]
    ]


def test_every_field_of_cancellation_terms_is_flipped() -> None:
    assert set(FLIPS) == {x.name for x in fields(CancellationTerms) if x.init}


@pytest.mark.parametrize("name", FLIPS)
def test_a_field_of_cancellation_terms_matters(name: str) -> None:
    assert answers(evolve(BASE, **{name: FLIPS[name]})) != answers(BASE)


WINDOW = RefundWindow(Days(14), since=Delivered)
WINDOW_FLIPS: dict[str, Any] = {
    "length": Days(13),
    "since": Paid,
    "afterwards": Afterwards.NOTHING,
    "for_reasons": ["defect"],
    "applies_to": Scope(category="electronics"),
}


def amounts(window: RefundWindow | None, zone: str = "Europe/Berlin") -> list[tuple[Money, ...]]:
    """What goes back as money and as store credit, from day to day."""
    order = _delivered()
    is_special = window is not None and window.applies_to != EVERYTHING
    windows = {"special_windows": [window]} if is_special else {"window": window}
    terms = refund_terms(**windows, zone=zone)
    found: list[tuple[Money, ...]] = []
    for at in ("2026-03-16T12:00Z", "2026-03-17T12:00Z", "2026-03-18T22:30Z", "2026-03-18T23:30Z"):
        request = ReturnRequest.of({"tee": 1}, reason="remorse")
        quote = refunds.quote(returns.assess(order, request, TERMS, at=at), terms)
        found.append((quote.total, quote.store_credit))
    return found


def _delivered() -> Order:
    paid = Paid(EUR("59.00"), tender=Tender.card("ch_1"), at=PLACED_AT)
    return tees(paid, Delivered({"tee": 5}, at="2026-03-04T22:59Z"))


def test_every_field_of_refund_windows_is_flipped() -> None:
    assert set(WINDOW_FLIPS) == {x.name for x in fields(RefundWindow) if x.init}


@pytest.mark.parametrize("name", WINDOW_FLIPS)
def test_a_field_of_refund_windows_matters(name: str) -> None:
    assert amounts(evolve(WINDOW, **{name: WINDOW_FLIPS[name]})) != amounts(WINDOW)


def test_the_window_and_its_zone_matter() -> None:
    assert amounts(None) != amounts(WINDOW)
    assert amounts(WINDOW, "UTC") != amounts(WINDOW)
