"""Which tender gives how much of a refund back."""

from collections.abc import Sequence

from postsales.basics.rounding import largest_remainder
from postsales.orders.payments import TenderKind
from postsales.orders.position import Position, TenderMoney
from postsales.refunds.terms import RefundTerms, TenderOrder

__all__ = ["poured"]

_STORED = (TenderKind.GIFT_CARD, TenderKind.STORE_CREDIT)
# Kept by name: to look a member up in its enum takes as long as the comparison.
_PRO_RATA = TenderOrder.PRO_RATA
_AS_PAID = TenderOrder.AS_PAID
_NEWEST = TenderOrder.NEWEST_FIRST
_GIFT_CARD = TenderOrder.GIFT_CARD_FIRST


def poured(amount: int, position: Position, terms: RefundTerms) -> tuple[tuple[str, int], ...]:
    """The amount over the tenders that have something left, each up to that; zeros are left out."""
    if terms.tenders is _PRO_RATA:
        return _pro_rata(amount, [x for x in position.tenders if x.left > 0])
    given: list[tuple[str, int]] = []
    for at in _in_order(position.tenders, terms):
        share = min(amount, at.left)
        if share > 0:
            given.append((at.tender.id, share))
            amount -= share
    return tuple(given)


def _in_order(tenders: Sequence[TenderMoney], terms: RefundTerms) -> Sequence[TenderMoney]:
    if terms.tenders is _AS_PAID:
        return tenders
    if terms.tenders is _NEWEST:
        return tenders[::-1]
    first = _STORED if terms.tenders is _GIFT_CARD else terms.chosen
    return sorted(
        tenders, key=lambda x: first.index(x.tender.kind) if x.tender.kind in first else len(first)
    )


def _pro_rata(amount: int, tenders: Sequence[TenderMoney]) -> tuple[tuple[str, int], ...]:
    if not amount:
        return ()
    shares = largest_remainder(amount, [x.left for x in tenders])
    return tuple((x.tender.id, share) for x, share in zip(tenders, shares, strict=True) if share)
