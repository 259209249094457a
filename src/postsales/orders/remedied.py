"""Remedies as facts: which kinds there are, and that one was tried and did not help."""

from attrs import field, frozen

from postsales.basics._words import Word
from postsales.orders.events import OfUnits

__all__ = ["RemedyFailed", "RemedyKind"]


class RemedyKind(Word):
    """What is offered to the customer, or asked for?"""

    CASH = "cash"
    """The money goes back to where it came from."""
    STORE_CREDIT = "store_credit"
    """The money is given as store credit."""
    EXCHANGE = "exchange"
    """Other goods are given instead."""
    KEEP_THE_ITEM = "keep_the_item"
    """The goods stay with the customer, who gets some money: the price is reduced."""
    REPLACEMENT = "replacement"
    """The same goods are given again."""
    REPAIR = "repair"
    """The goods are put right."""


def _remedy(value: RemedyKind | str) -> RemedyKind:
    return RemedyKind.read("remedy", value)


@frozen(weakref_slot=False)
class RemedyFailed(OfUnits):
    """A remedy was tried for units and did not put them right, or the shop declined it.

    Example:
        >>> RemedyFailed({"lamp": 1}, remedy="repair", at="2026-04-02T09:00+02:00").remedy
        RemedyKind.REPAIR
    """

    remedy: RemedyKind = field(converter=_remedy, kw_only=True)
