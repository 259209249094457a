"""Charges of Stripe: what was captured, and the refunds and the dispute that stand inside.

Rules of this file: what is on hold, pending or failed is no payment. A payment is told at the
instant at which its charge was made, so that reading the charge again tells it again. Stripe counts
what was on hold and not captured as refunded, once no more is captured; it is taken off before
anything is compared. A charge tells the sum of its captures, so that only who knows what was told
before can tell the next one.

Source: "Capture a charge" and "Capture a payment multiple times" of Stripe's documentation;
solidusio/solidus_stripe#268, woocommerce/woocommerce-gateway-stripe#1073 and #3319 show the refund
that a capture in part makes, stripe/stripe-commercetools-connect-app#401 that a charge is not
``captured`` before its last capture.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from attrs import evolve, frozen

from postsales.basics._errors import short
from postsales.basics.events import Event
from postsales.basics.money import Money
from postsales.orders.events import Paid, RefundStatus
from postsales.orders.order import Order
from postsales.orders.payments import Tender
from postsales.wire._reader import Part
from postsales.wire._stripe_disputes import taken
from postsales.wire._stripe_money import Units, made_at, units
from postsales.wire._stripe_objects import Asked, Object, one_of, opened, paid_by, with_charge
from postsales.wire._stripe_refunds import ToldRefund, refunded, told_refund

__all__ = ["charge"]

_STATUS = ("succeeded", "pending", "failed")


@frozen(weakref_slot=False)
class _Told:
    """What a charge says: what was wanted, what was captured, what Stripe counts as refunded."""

    part: Part
    id: str
    at: datetime
    units: Units
    amount: Money
    captured: Money
    is_final: bool
    back: Money | None
    tender: Tender


_STEP = timedelta(microseconds=1)


def charge(found: Object, asked: Asked) -> Iterator[Event]:
    """What a charge did."""
    part = found.part
    told = _told(part, asked)
    refunds = _refunds(told)
    if told.captured.minor:
        says = "is when the charge was made, and so when it counts as paid"
        part.reader.assume(part.path_of("created"), f"{says}: Stripe tells no time of capture")
        yield from _paid(told, asked)
        for back in refunds:
            yield from refunded(back, asked)
    elif refunds:
        part.reader.assume(part.path_of("refunds"), "let go of what was never captured")
    yield from _dispute(told)


def _paid(told: _Told, asked: Asked) -> Iterator[Paid]:
    """What was captured; of an order that knows a part of it, that part and the rest."""
    parts = asked.paid(told.id)
    if asked.known is None:
        _assume_one(told.part)
    before = sum((x.amount for x in parts), told.units.currency.zero)
    yield from parts
    path = told.part.path_of("amount_captured")
    if before > told.captured:
        says = f"is {told.captured}, and the order knows of {before}: an older state"
        told.part.reader.assume(path, f"{says}, which tells nothing new")
    if before >= told.captured:
        return
    if parts:
        says = f"is {told.captured}, of which {before} are known: the rest is a payment of its own"
        told.part.reader.assume(path, says)
    rest = Paid(told.captured - before, tender=told.tender, at=told.at, ref=told.id)
    while rest in parts:
        # Equal events count once.
        rest = evolve(rest, at=rest.at + _STEP)
    yield rest


def _assume_one(part: Part) -> None:
    """Without the order nobody knows whether a part of it was told before."""
    says = "is true: without the order all that was captured is one payment; if it was captured in"
    part.reader.assume(part.path_of("captured"), f"{says} parts, hand in the order (known=)")


def _told(part: Part, asked: Asked) -> _Told:
    money = units(part)
    amount = money.amount(part, "amount")
    id = part.text("id")
    back = money.amount(part, "amount_refunded") if part.has("amount_refunded") else None
    made = made_at(part)
    captured, is_final = _captured(part, money, amount, asked.known)
    found = _Told(
        part,
        id,
        made,
        money,
        amount,
        captured,
        is_final,
        back,
        paid_by(id, asked, part),
    )
    if part.reader.is_sound(part.path):
        _compare(found)
    return found


def _captured(part: Part, money: Units, amount: Money, known: Order | None) -> tuple[Money, bool]:
    """What was captured of it, and whether that is all that will be."""
    status = one_of(part, "status", _STATUS)
    is_captured = part.flag("captured")
    is_held = part.values.get("captured") is False
    told = money.amount(part, "amount_captured") if part.has("amount_captured") else None
    if status == part.values.get("status"):
        _check_paid(part, status)
    if status != "succeeded":
        says = f"is {status}, and nothing counts as paid"
        part.reader.assume(part.path_of("status"), says)
        return money.currency.zero, True
    if not is_captured:
        part.reader.assume(part.path_of("captured"), "is false: what is on hold is no payment")
        if told is None or not told.minor or not is_held:
            return money.currency.zero, True
        if known is None:
            says = f"is {told}, and {part.path_of('captured')} is false: more can be captured"
            advice = "hand in the order as you have it (known=), or read it when it is final"
            part.wrong("amount_captured", f"{says}; {advice}")
        return told, False
    if told is not None and not told.minor and amount.minor:
        part.wrong("amount_captured", f"is {told}, and {part.path_of('captured')} is true")
    return amount if told is None else told, True


def _check_paid(part: Part, status: str) -> None:
    if part.has("paid") and part.flag("paid") != (status == "succeeded"):
        says = f"is {short(part.values['paid'])}, and {part.path_of('status')} is {status}"
        part.wrong("paid", says)


def _compare(told: _Told) -> None:
    """What is refunded lies within the charge, and the whole of it where that is said."""
    part, back = told.part, told.back
    if back is not None and back > told.amount and back > told.captured:
        part.wrong("amount_refunded", f"is {back}, and {part.path_of('amount')} is {told.amount}")
    is_whole = part.has("refunded") and part.flag("refunded")
    if is_whole and back is not None and back < told.captured:
        says = f"is true, and {part.path_of('amount_refunded')} is {back} of {told.captured}"
        part.wrong("refunded", says)


# Refunds inside


def _refunds(told: _Told) -> list[ToldRefund]:
    """The refunds that stand inside, less what only let go of a hold."""
    part = told.part
    if not part.has("refunds"):
        if told.back is not None and told.back.minor:
            says = f"is {told.back}, and the refunds are not inside: read them by themselves"
            part.reader.assume(part.path_of("amount_refunded"), says)
        return []
    found = [*_listed(told)]
    loose = _let_go(told, found)
    _compare_refunds(told, found)
    return [x for x in found if x is not loose]


def _listed(told: _Told) -> Iterator[ToldRefund]:
    listing = told.part.part("refunds")
    listing.knows_again("object", "url", "total_count")
    if listing.has("has_more") and listing.flag("has_more"):
        says = "is true: further refunds are not told; put all of them there, or none"
        listing.wrong("has_more", says)
    for inner in listing.parts("data"):
        inner.knows_again("object")
        found = told_refund(with_charge(inner))
        if found.amount.currency != told.units.currency:
            says = f"is {found.amount.currency}, and the charge is in {told.units.currency}"
            inner.wrong("currency", says)
        _check_charge(told, inner, found.charge)
        yield evolve(found, charge=told.id)


def _check_charge(told: _Told, inner: Part, named: str | None) -> None:
    """What stands inside a charge names no other."""
    if named not in (None, told.id) and told.part.values.get("id") == told.id:
        inner.wrong("charge", f"is {short(named)}, and it stands in {short(told.id)}")


def _let_go(told: _Told, refunds: list[ToldRefund]) -> ToldRefund | None:
    """The first refund of exactly what a capture left; a capture in part makes it."""
    rest = told.amount - told.captured
    if rest.minor <= 0 or not told.captured.minor or told.back is None or told.back < rest:
        return None
    if not told.is_final:
        return None
    same = [x for x in refunds if x.may_let_go(rest)]
    if not same:
        return None
    found = min(same, key=lambda x: x.at)
    says = f"is {rest}, which was on hold and not captured: it was let go, and no money went back"
    found.part.reader.assume(found.part.path_of("amount"), says)
    return found


def _compare_refunds(told: _Told, refunds: list[ToldRefund]) -> None:
    """Settled refunds are in the sum that the charge tells; those on their way may be."""
    if told.back is None or not told.part.reader.is_sound(told.part.path):
        return
    zero = told.units.currency.zero
    settled = sum((x.amount for x in refunds if x.status is RefundStatus.SETTLED), zero)
    pending = sum((x.amount for x in refunds if x.status is RefundStatus.PENDING), zero)
    if not settled <= told.back <= settled + pending:
        there = told.part.path_of("refunds")
        ways = f"{settled} and {pending} on their way" if pending.minor else f"{settled}"
        told.part.wrong("amount_refunded", f"is {told.back}, and {there} come to {ways}")


# The dispute inside


def _dispute(told: _Told) -> Iterator[Event]:
    """What a dispute did that stands inside; one that is named only is read by itself."""
    part = told.part
    inner = part.values.get("dispute")
    if inner is not None and not isinstance(inner, str):
        whole = opened(part.reader, inner, part.path_of("dispute"), ["dispute"])
        part.knows_again("dispute", "disputed")
        _check_charge(told, whole, with_charge(whole).charge)
        yield from taken(whole, told.tender)
    elif part.has("disputed") and part.flag("disputed"):
        says = "is true: what a bank took is told by the dispute, which is read by itself"
        part.reader.assume(part.path_of("disputed"), says)
