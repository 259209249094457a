"""Goods that lost value since the customer handled them more than was needed: who bears the loss?

Rules of this file: how much was lost no statute says. A merchant states it by ``DiminishedValue``;
whether it may be taken off is what is answered here.
"""

from attrs import field, frozen

from postsales.basics._words import Word
from postsales.basics.citations import Citation, check_source

__all__ = ["HandlingLoss", "ValueLost", "WhyBorne"]


class WhyBorne(Word):
    """Who bears what goods lost in value, and why?"""

    HANDLED = "handled"
    """The customer, as far as it came of more handling than finding out what the goods are."""
    NOT_INFORMED = "not_informed"
    """The trader: the customer was not told of the right."""
    NOT_SAID = "not_said"
    """The trader: this law has the right, and lets nothing be taken off for it."""


@frozen(weakref_slot=False, kw_only=True)
class HandlingLoss:
    """Who was told of the right bears what goods lost by more handling than was needed.

    What is needed is to find out what they are, which qualities they have and how they work. At
    most the price can be taken off.

    Example:
        >>> from postsales.law import EU
        >>> print(EU.handling["withdrawal"].by)
        Directive 2011/83/EU, Art. 14(2) (unverified)
    """

    by: Citation | None = None

    def __attrs_post_init__(self) -> None:
        check_source(self.by)


@frozen(weakref_slot=False)
class ValueLost:
    """Whether what goods lost in value may be taken off the refund, why, and where it says so."""

    is_borne_by_customer: bool
    why: WhyBorne = field(kw_only=True)
    by: Citation | None = field(default=None, kw_only=True)
