"""Small objects of our own, in the shape that Stripe serves: change what a case is about."""

from copy import deepcopy
from typing import Any

from postsales import EUR, Line, Order

Document = dict[str, Any]

PAID_AT = 1_772_442_960
"""2026-03-02T09:16:00Z."""
BACK_AT = 1_773_054_000
"""2026-03-09T11:00:00Z."""
TAKEN_AT = 1_773_657_900
"""2026-03-16T10:45:00Z."""
GIVEN_AT = 1_776_000_000
"""2026-04-12T13:20:00Z."""

CARD: Document = {"type": "card", "card": {"brand": "visa", "last4": "4242"}}


def charge(**changes: Any) -> Document:
    """A charge of 60.00, captured and paid by card."""
    return deepcopy(
        {
            "id": "ch_1",
            "object": "charge",
            "amount": 6000,
            "amount_captured": 6000,
            "amount_refunded": 0,
            "captured": True,
            "created": PAID_AT,
            "currency": "eur",
            "disputed": False,
            "livemode": True,
            "metadata": {"order_id": "1001"},
            "paid": True,
            "payment_intent": "pi_1",
            "payment_method_details": CARD,
            "refunded": False,
            "status": "succeeded",
        }
        | changes
    )


def refund(amount: int = 2000, **changes: Any) -> Document:
    """A refund of 20.00 that the customer has."""
    return deepcopy(
        {
            "id": "re_1",
            "object": "refund",
            "amount": amount,
            "charge": "ch_1",
            "created": BACK_AT,
            "currency": "eur",
            "metadata": {},
            "reason": "requested_by_customer",
            "status": "succeeded",
        }
        | changes
    )


def listing(*inside: Document, **changes: Any) -> Document:
    """A list that is not cut."""
    return {"object": "list", "data": [*inside], "has_more": False, "url": "/v1/x"} | changes


def moved(amount: int, created: int = TAKEN_AT, **changes: Any) -> Document:
    """An entry of the balance: below zero when a bank took it."""
    return {
        "id": f"txn_{created}",
        "object": "balance_transaction",
        "amount": amount,
        "created": created,
        "currency": "eur",
        "fee": 1500,
        "source": "dp_1",
        "type": "adjustment",
    } | changes


def dispute(*moves: Document, **changes: Any) -> Document:
    """A dispute about 60.00, with what it moved so far."""
    return deepcopy(
        {
            "id": "dp_1",
            "object": "dispute",
            "amount": 6000,
            "balance_transactions": [*moves],
            "charge": "ch_1",
            "created": TAKEN_AT,
            "currency": "eur",
            "livemode": True,
            "metadata": {},
            "payment_method_details": CARD,
            "reason": "fraudulent",
            "status": "needs_response",
        }
        | changes
    )


def message(inside: Document, type: str = "charge.updated") -> Document:
    """What a webhook gets about an object."""
    return {
        "id": "evt_1",
        "object": "event",
        "api_version": "2026-06-24.dahlia",
        "created": GIVEN_AT,
        "data": {"object": inside},
        "livemode": True,
        "pending_webhooks": 1,
        "request": {"id": None, "idempotency_key": None},
        "type": type,
    }


def unpaid() -> Order:
    """The order as the shop's own database has it: three tees for 60.00, and no money yet."""
    lines = [Line("tee", quantity=3, total=EUR("60.00"))]
    return Order(id="1001", placed_at="2026-03-02T09:15:00Z", lines=lines)
