"""Terms, requests and events for the tests of cancellations."""

from typing import Any

from attrs import frozen
from hypothesis import strategies as st

from postsales import (
    EUR,
    MET,
    CancellationCase,
    CancellationItem,
    CancellationRequest,
    CancellationTerms,
    Days,
    Delivered,
    Event,
    Finding,
    Hours,
    Line,
    Order,
    Quantities,
    Shipped,
    not_met,
)
from tests.strategies import Dice

BERLIN = "Europe/Berlin"
PLACED_AT = "2026-03-02T10:15+01:00"


@frozen
class Packed(Event):
    """Units were packed: an event of a host's own."""

    units: Quantities


@frozen
class Stopped(Event):
    """Work on the whole order has begun: an event of a host's own, without units."""


@frozen(eq=False)
class Odd(Event):
    """An event whose units are whatever a host had."""

    units: object


def plain(**given: Any) -> CancellationTerms:
    """Plain terms, and what a test says otherwise."""
    return CancellationTerms(**{"id": "plain", "version": "1", **given})


def tees(*history: Event, quantity: int = 5, placed_at: str = PLACED_AT) -> Order:
    """An order of tees, and what has happened to it."""
    lines = [
        Line("tee", quantity=quantity, total=EUR("50.00")),
        Line("mug", quantity=1, total=EUR("9.00")),
    ]
    return Order(id="1001", placed_at=placed_at, lines=lines, history=history)


def ask(units: int, line: str = "tee", reason: str = "changed_mind") -> CancellationRequest:
    """So many units of a line."""
    return CancellationRequest.of({line: units}, reason=reason)


def tees_only(case: CancellationCase) -> Finding:
    """A host's rule: only tees are called off."""
    return MET if case.line.id == "tee" else not_met("no_tee")


def request_of(order: Order, code: int) -> CancellationRequest:
    """A request that a number means: lines in any number, for up to two reasons each."""
    dice = Dice(code)
    items = [
        CancellationItem(line.id, k, reason=word)
        for line in order.lines
        for word in ("remorse", "late")[: 1 + dice.below(2)]
        if (k := dice.below(line.quantity + 2))
    ]
    first = CancellationItem(order.lines[0].id, 1, reason="remorse")
    return CancellationRequest(items or [first])


UNTIL = ((), (Shipped,), (Delivered,), (Packed,), (Packed, Shipped), (Stopped,))
WITHIN = (None, Hours(0), Hours(30), Days(0), Days(3), Days(30))


def terms_of(code: int) -> CancellationTerms:
    """The terms that a number means."""
    dice = Dice(code)
    terms = plain(
        until=UNTIL[dice.below(len(UNTIL))],
        within=WITHIN[dice.below(len(WITHIN))],
        zone=("UTC", BERLIN, "America/Santiago")[dice.below(3)],
        reasons=({}, {"remorse": "remorse"})[dice.below(2)],
    )
    return terms.requiring(tees_only) if dice.below(3) == 0 else terms


any_terms = st.integers(0, 10**9).map(terms_of)
