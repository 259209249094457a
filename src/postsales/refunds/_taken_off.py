"""What is taken off what lines and charges give, and how much of the rest is store credit.

Rules of this file: the order is that of the sentences: what units have lost, what promotions take
back, then fees, none of which keeps more than is left.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from attrs import frozen

from postsales.basics.decisions import Decision
from postsales.orders.cases import UnitCase
from postsales.orders.order import Order
from postsales.orders.position import Position
from postsales.refunds._diminished import NOTHING_LOST, Lost, lost_value
from postsales.refunds._due import all_allowed, is_for_recipient
from postsales.refunds.fees import FeeShare, fee_shares
from postsales.refunds.promotions import clawed_back, with_reasons
from postsales.refunds.shares import QuoteCharge, QuoteLine, Taken, line_shares, whole
from postsales.refunds.terms import RefundTerms
from postsales.refunds.windows import Timed

__all__ = ["Owed", "as_credit", "taken_off", "together"]


@frozen(weakref_slot=False, eq=False)
class Owed:
    """What lines and charges give before anything is taken off, and what it is judged by."""

    decision: Decision[UnitCase]
    terms: RefundTerms
    order: Order
    then: datetime
    position: Position
    timed: Timed
    lines: list[QuoteLine]
    taken: list[Taken]
    charges_minor: int


class Off(NamedTuple):
    """What is taken off, the lines with what it says of them, and what is left."""

    lines: list[QuoteLine]
    lost: Lost
    clawed: list[tuple[str, int]]
    fees: list[FeeShare]
    net: int


def together(shares: Sequence[QuoteLine] | Sequence[QuoteCharge]) -> int:
    """How much the shares of some lines or charges are, all tax in."""
    return sum([whole(x) for x in shares])


def taken_off(owed: Owed) -> Off:
    """What units have lost, what promotions take back, and then the fees of what is left."""
    terms, order, position, lines = owed.terms, owed.order, owed.position, owed.lines
    lost, net = NOTHING_LOST, together(lines) + owed.charges_minor
    if terms.diminished:
        allowed = all_allowed(owed.decision)
        lost = lost_value(lines, allowed, order, position, terms, at=owed.then)
        lines = with_reasons(lines, owed.taken)
        net -= sum([minor for _, minor in lost.minor])
    clawed: list[tuple[str, int]] = []
    if terms.promotions and order.promotions:
        lines = with_reasons(lines, owed.taken)
        clawed = clawed_back(order, position, lines, terms, net, late=owed.timed.late)
        net -= sum([amount for _, amount in clawed])
    fees: list[FeeShare] = []
    if terms.fees:
        fees = fee_shares(owed.taken, order, position, terms, most=net, lost=dict(lost.minor))
        net -= sum([fee[2] for fee in fees])
    return Off(lines, lost, clawed, fees, net)


def as_credit(owed: Owed, total: int) -> int:
    """How much of it is store credit: all for whoever was given the goods, and what is late."""
    timed, terms = owed.timed, owed.terms
    if is_for_recipient(owed.decision, terms):
        return total
    if len(timed.money) == len(timed.paid):
        return 0
    ordinary, _, _ = line_shares(timed.money, owed.position, terms.rounding)
    charges = owed.charges_minor if timed.money else 0
    return total - min(total, charges + together(ordinary))
