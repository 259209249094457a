"""Terms, requests and events for the tests of cancellations."""

from typing import Any

from attrs import frozen

from postsales import (
    EUR,
    MET,
    CancellationCase,
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
from postsales.testing.strategies import World
from postsales.testing.strategies._dice import Dice, thrown

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


UNTIL = ((), (Shipped,), (Delivered,), (Packed,), (Packed, Shipped), (Stopped,))
WITHIN = (None, Hours(0), Hours(30), Days(0), Days(3), Days(30))


WORLD = World(events=[Packed, Stopped], reasons=["remorse", "late"])
"""What the terms below talk about."""


def terms_of(dice: Dice) -> CancellationTerms:
    """The terms that the dice mean."""
    terms = plain(
        until=dice.of(UNTIL),
        within=dice.of(WITHIN),
        zone=dice.of(("UTC", BERLIN, "America/Santiago")),
        reasons=dice.of(({}, {"remorse": "remorse"})),
    )
    return terms.requiring(tees_only) if dice.below(3) == 0 else terms


any_terms = thrown(terms_of)
