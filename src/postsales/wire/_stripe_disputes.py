"""Disputes of Stripe: what a bank took from the shop, and what it gave back.

Rules of this file: money moved when the dispute's balance transactions say so, whatever its status
is; an inquiry moves none. Each is one event, told the same in every later state of the dispute.
"""

from collections.abc import Iterator
from datetime import datetime

from attrs import frozen

from postsales.basics.events import Event
from postsales.basics.money import Money
from postsales.orders.events import Chargeback, ChargebackReversed
from postsales.orders.payments import Tender
from postsales.wire._reader import Part
from postsales.wire._stripe_money import Units, made_at, units
from postsales.wire._stripe_objects import Asked, Object, one_of, paid_by

__all__ = ["dispute", "taken"]

_NOTHING = {
    "needs_response": "nothing was taken so far",
    "under_review": "nothing was taken so far",
    "warning_needs_response": "it is an inquiry, and nothing was taken",
    "warning_under_review": "it is an inquiry, and nothing was taken",
    "warning_closed": "it was an inquiry, and nothing was taken",
    "won": "nothing was taken",
    "lost": "nothing was taken of what a payment brought",
    "prevented": "nothing was taken",
}


@frozen(weakref_slot=False)
class _Move:
    """Money that the dispute moved: below zero where the bank took it."""

    part: Part
    amount: Money
    at: datetime


def dispute(found: Object, asked: Asked) -> Iterator[Event]:
    """What a dispute by itself did."""
    part = found.part
    charge = part.text("charge") if found.charge is None else found.charge
    yield from taken(part, paid_by(charge, asked, found.whole, part))


def taken(part: Part, tender: Tender) -> Iterator[Event]:
    """What a bank took from a tender, and gave back, by a dispute."""
    money = units(part)
    amount = money.amount(part, "amount")
    id = part.text("id")
    status = one_of(part, "status", _NOTHING)
    part.has("charge")
    told = (_move(x, money, amount) for x in part.parts("balance_transactions"))
    moves = sorted(told, key=lambda x: x.at)
    left = _left(moves, money.currency.zero)
    if not moves:
        part.reader.assume(part.path_of("status"), f"is {status}: {_NOTHING[status]}")
    elif status == "won" and left.minor:
        says = f"is won, and {-left} that a bank took are not given back yet"
        part.reader.assume(part.path_of("status"), says)
    for move in moves:
        if move.amount.minor:
            made = Chargeback if move.amount.minor < 0 else ChargebackReversed
            yield made(abs(move.amount), tender=tender, at=move.at, ref=id)


def _move(part: Part, told: Units, disputed: Money) -> _Move:
    """One entry of the balance; in the disputed currency, or as a sign of the whole amount."""
    part.knows_again("id", "object", "source", "type")
    own = units(part)
    amount = own.signed(part, "amount")
    if own.currency != told.currency:
        says = f"is {own.currency}, in which Stripe settled: {disputed} was disputed, and so read"
        part.reader.assume(part.path_of("currency"), says)
        sign = (amount.minor > 0) - (amount.minor < 0)
        amount = disputed * sign
    return _Move(part, amount, made_at(part))


def _left(moves: list[_Move], left: Money) -> Money:
    """What the bank holds after all, below zero; it gives back no more than it took."""
    for move in moves:
        left += move.amount
        if left.minor > 0:
            says = f"is {move.amount} given back, which is {left} more than was taken until then"
            move.part.wrong("amount", says)
            return left
    return left
