"""Refunds of Stripe: what went back to whoever paid a charge, and how far it is.

Rules of this file: every state of a refund is told at the instant at which it was made, so that the
states can come in any order and the furthest one counts. What only lets go of a hold is no refund.
"""

from collections.abc import Iterator
from datetime import datetime

from attrs import frozen

from postsales.basics.events import Event
from postsales.basics.money import Money
from postsales.orders.events import Refunded, RefundStatus
from postsales.wire._reader import Part
from postsales.wire._stripe_money import made_at, units
from postsales.wire._stripe_objects import Asked, Object, one_of

__all__ = ["ToldRefund", "refund", "refunded", "told_refund"]

_STATUS = {
    "succeeded": RefundStatus.SETTLED,
    "pending": RefundStatus.PENDING,
    "requires_action": RefundStatus.PENDING,
    "failed": RefundStatus.FAILED,
    "canceled": RefundStatus.FAILED,
}
_HOLD_RAN_OUT = "expired_uncaptured_charge"
_BY_PEOPLE = ("duplicate", "fraudulent", "requested_by_customer")


@frozen(weakref_slot=False)
class ToldRefund:
    """What a refund says."""

    part: Part
    id: str
    amount: Money
    at: datetime
    status: RefundStatus
    reason: str
    charge: str | None

    def may_let_go(self, rest: Money) -> bool:
        """Can it be what a capture in part left? That one has no reason that a person gave."""
        is_alive = self.status is not RefundStatus.FAILED
        return is_alive and self.amount == rest and self.reason not in _BY_PEOPLE


def told_refund(found: Object) -> ToldRefund:
    """What a refund says; what it cannot say is noted as problems."""
    part = found.part
    money = units(part)
    return ToldRefund(
        part,
        part.text("id"),
        money.amount(part, "amount"),
        made_at(part),
        _STATUS[one_of(part, "status", _STATUS)],
        part.optional_text("reason") or "",
        found.charge,
    )


def refund(found: Object, asked: Asked) -> Iterator[Event]:
    """What a refund by itself did."""
    told, part = told_refund(found), found.part
    if told.reason == _HOLD_RAN_OUT:
        part.reader.assume(part.path_of("reason"), "says that a hold ran out: no money went back")
        return
    if found.whole is not None and _let_go(told, found.whole):
        return
    if found.whole is None and found.charge is not None:
        says = "is told by its id: if it was captured in part, or never, this may be what was let"
        part.reader.assume(part.path_of("charge"), f"{says} go, which the charge itself tells")
    yield from refunded(told, asked)


def refunded(told: ToldRefund, asked: Asked) -> Iterator[Event]:
    """The event of a refund to the tender that its charge is."""
    part = told.part
    tender = told.charge if asked.tender is None else asked.tender.id
    if tender is None:
        part.reader.assume(part.path_of("charge"), "is not told: the money went to no one tender")
    if told.status is not RefundStatus.PENDING:
        says = f"is when it was made, and so when it counts as {told.status.value}"
        part.reader.assume(part.path_of("created"), f"{says}: Stripe tells no later time")
    yield Refunded(
        told.amount,
        tenders={} if tender is None else {tender: told.amount},
        status=told.status,
        reason=told.reason,
        at=told.at,
        ref=told.id,
    )


def _let_go(told: ToldRefund, charge: Part) -> bool:
    """Is it what was on hold and never captured, by the charge that it names?"""
    money = units(charge)
    amount = money.amount(charge, "amount")
    captured = charge.has("amount_captured") and money.amount(charge, "amount_captured").minor > 0
    if not charge.flag("captured"):
        if captured:
            # What is on hold beside it can still be captured, and so was not let go.
            return False
        says = "is false: what was on hold was let go, and no money went back"
        charge.reader.assume(charge.path_of("captured"), says)
        return True
    if not charge.has("amount_captured"):
        return False
    rest = amount - money.amount(charge, "amount_captured")
    if rest.minor <= 0 or not told.may_let_go(rest):
        return False
    back = money.amount(charge, "amount_refunded")
    if back == rest:
        says = f"leaves {rest} of {amount}, which this refund let go: no money went back"
        charge.reader.assume(charge.path_of("amount_captured"), says)
        return True
    says = f"leaves {rest} of {amount}, and it is open whether this refund let that go"
    charge.wrong("amount_captured", f"{says}; read the charge with all its refunds")
    return True
