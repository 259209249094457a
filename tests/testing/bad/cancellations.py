"""Mistakes about what may be called off."""

from typing import Any

from attrs import evolve

from postsales import (
    CancellationRequest,
    CancellationTerms,
    Cancelled,
    Order,
    Received,
    Shipped,
    cancellations,
)
from postsales.testing.answers import Answer
from postsales.testing.law import Scene
from postsales.testing.subject import Policy, of_cancellation_terms
from tests.testing.bad.mistakes import Bad
from tests.testing.bad.refunds import told, without
from tests.testing.good import NO_FEES

UNTIL_SHIPPED = of_cancellation_terms(
    CancellationTerms(id="acme", version="1", until=Shipped), NO_FEES
)
UNTIL_IT_ARRIVES = of_cancellation_terms(CancellationTerms(id="acme", version="1"), NO_FEES)


def race_with_the_warehouse(order: Order, request: CancellationRequest, at: Any) -> Answer:
    """The warehouse's messages come too late: what was shipped is called off."""
    return UNTIL_SHIPPED(without(order, lambda x: isinstance(x, Shipped)), request, at)


def by_the_order(order: Order, request: CancellationRequest, at: Any) -> Answer:
    """All or nothing: while one unit is open, every unit can be called off."""
    answer = UNTIL_SHIPPED(order, request, at)
    if not answer.allowed:
        return answer
    units = {x: min(k, order.line(x).quantity) for x, k in request.quantities.items()}
    return evolve(answer, allowed=units)


def called_off_forgotten(good: Policy, scene: Scene) -> Answer:
    """The program for returns does not know of cancellations."""
    return told(good, scene, order=without(scene.order, lambda x: isinstance(x, Cancelled)))


def returns_forgotten(order: Order, request: CancellationRequest, at: Any) -> Answer:
    """The program for cancellations does not know of returns."""
    return UNTIL_IT_ARRIVES(without(order, lambda x: isinstance(x, Received)), request, at)


def price_of_the_units(order: Order, request: CancellationRequest, at: Any) -> Answer:
    """The price of the units goes back, whether or not it was captured."""
    terms = CancellationTerms(id="acme", version="1")
    allowed = cancellations.assess(order, request, terms, at=at).allowed
    prices = [order.line(x).total * k for x, k in allowed.items()]
    return Answer(allowed=allowed, refund=sum(prices, order.currency.zero))


def twice_the_price(order: Order, request: CancellationRequest, at: Any) -> Answer:
    """The hold is let go, and the money is sent back as well."""
    answer = UNTIL_SHIPPED(order, request, at)
    return answer if answer.refund is None else evolve(answer, refund=answer.refund * 2)


def the_whole_order(order: Order, request: CancellationRequest, at: Any) -> Answer:
    """Whatever is called off, the money of the whole order goes back."""
    answer = UNTIL_SHIPPED(order, request, at)
    return evolve(answer, refund=order.position(at=at).refundable) if answer.allowed else answer


def a_no_to_calling_off(order: Order, request: CancellationRequest, at: Any) -> Answer:
    """What cannot be called off is left out, and nobody says why."""
    return evolve(UNTIL_SHIPPED(order, request, at), because={})


BAD = (
    Bad(
        "race with the warehouse",
        "CAN-01",
        of="until it is shipped",
        calls_off=race_with_the_warehouse,
    ),
    Bad("all or nothing", "CAN-01", of="until it is shipped", calls_off=by_the_order),
    Bad("cancellations forgotten", "CAN-02", called_off_forgotten, of="until it arrives"),
    Bad("returns forgotten", "CAN-02", of="until it arrives", calls_off=returns_forgotten),
    Bad("uncaptured refunded", "CAN-03", of="until it arrives", calls_off=price_of_the_units),
    Bad("twice the price", "CAN-04", of="until it is shipped", calls_off=twice_the_price),
    Bad("the whole order's money", "CAN-04", of="until it is shipped", calls_off=the_whole_order),
    Bad(
        "a no to calling off without a reason",
        "CAN-05",
        of="until it is shipped",
        calls_off=a_no_to_calling_off,
    ),
)
