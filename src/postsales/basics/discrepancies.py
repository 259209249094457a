"""Discrepancies: how far what a person gave is from what was worked out, and why."""

from attrs import field, frozen

from postsales.basics._checks import instance
from postsales.basics._words import Word
from postsales.basics.money import Money

__all__ = ["Discrepancy", "DiscrepancyReason"]


class DiscrepancyReason(Word):
    """Why did a person give another amount than was worked out?"""

    GOODWILL = "goodwill"
    """More than is owed, out of kindness."""
    CONDITION = "condition"
    """The goods came back damaged, used or incomplete."""
    AGREED = "agreed"
    """The customer and the shop settled on it."""
    CORRECTION = "correction"
    """What was worked out rests on something wrong: a price, a tax, a fact."""
    OTHER = "other"
    """None of these: the text beside it says what."""


def _why(value: DiscrepancyReason | str) -> DiscrepancyReason:
    return DiscrepancyReason.read("why", value)


@frozen(weakref_slot=False)
class Discrepancy:
    """What was given less what was worked out: above zero where a person gave more.

    Example:
        >>> from postsales import EUR
        >>> Discrepancy(EUR("-5.00"), why="condition").why
        DiscrepancyReason.CONDITION
    """

    amount: Money
    why: DiscrepancyReason = field(converter=_why, kw_only=True)

    def __attrs_post_init__(self) -> None:
        instance("amount", self.amount, Money, "a discrepancy is an amount of money")
