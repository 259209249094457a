"""Disputes of Stripe: what a bank took from the shop, and what it gave back.

Rules of this file: money moved when the dispute's balance transactions say so, whatever its status
is; an inquiry moves none. What moved at one instant in one direction is one event, told the same in
every later state of the dispute. An amount in another currency is read only where it must be the
whole: what is a part of what, no rate that is known here tells.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from attrs import evolve, frozen

from postsales.basics._errors import short
from postsales.basics.events import Event
from postsales.basics.money import Money
from postsales.orders.events import Chargeback, ChargebackReversed
from postsales.orders.payments import Tender
from postsales.wire._reader import Part
from postsales.wire._stripe_money import made_at, units
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
    entries = [_entry(x) for x in part.parts("balance_transactions")]
    _check_once(entries)
    moves = _summed(_disputed(entries, amount))
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


def _entry(part: Part) -> _Move:
    """One entry of the balance, in the currency in which Stripe settled."""
    part.knows_again("object", "source", "type")
    return _Move(part, units(part).signed(part, "amount"), made_at(part))


def _check_once(entries: Iterable[_Move]) -> None:
    """No entry is there twice: what moved twice would be added up."""
    first: dict[str, Part] = {}
    for part in (x.part for x in entries):
        id = part.optional_text("id")
        if id in first:
            part.wrong("id", f"is {short(id)}, as is {first[id].path_of('id')}")
        elif id is not None:
            first[id] = part


def _disputed(entries: list[_Move], disputed: Money) -> Iterator[_Move]:
    """The entries in the disputed currency, in which the whole is known and no part of it."""
    taken = [x.amount for x in entries if x.amount.minor < 0]
    for entry in entries:
        part, amount = entry.part, entry.amount
        if amount.currency == disputed.currency:
            yield entry
        elif taken in ([amount], [-amount]):
            says = f"is {amount.currency}, in which Stripe settled: {disputed} was disputed"
            part.reader.assume(part.path_of("currency"), f"{says}, and so read")
            yield evolve(entry, amount=disputed if amount.minor > 0 else -disputed)
        elif amount.minor:
            says = f"is {amount}, in which Stripe settled: how much of {disputed} that is, is not"
            part.wrong("amount", f"{says} told; add what the bank moved to the order yourself")


def _summed(entries: Iterable[_Move]) -> list[_Move]:
    """What moved at each instant, added up by its direction: at one instant what was taken first.

    Equal events of one dispute at one instant would be one that is told twice.
    """
    found: dict[tuple[datetime, bool], _Move] = {}
    for entry in entries:
        key = (entry.at, entry.amount.minor > 0)
        known = found.get(key)
        found[key] = evolve(known, amount=known.amount + entry.amount) if known else entry
    return [found[key] for key in sorted(found)]


def _left(moves: list[_Move], left: Money) -> Money:
    """What the bank holds after all, below zero; it gives back no more than it took."""
    for move in moves:
        left += move.amount
        if left.minor > 0:
            says = f"is {move.amount} given back, which is {left} more than was taken until then"
            move.part.wrong("amount", says)
            return left
    return left
