"""Goods that did not come in time: how long the customer has to wait before ending the contract.

Rules of this file: how long an additional period has to be, so that it is appropriate, nobody can
compute; the customer sets it, and says which day is its last.
"""

from datetime import date, datetime

from attrs import field, frozen

from postsales.basics._checks import instance
from postsales.basics._words import Word
from postsales.basics.citations import Citation
from postsales.basics.moments import iso_repr

__all__ = ["DELIVER", "AdditionalPeriod", "DeliveryState", "LateDelivery"]

DELIVER = "deliver"
"""How the duty is called whose time is extended."""


class DeliveryState(Word):
    """How does a delivery stand, and may the customer end the contract?"""

    NOT_AWAITED = "not_awaited"
    """All of it has come, in time or not, was called off, or is not wanted any more."""
    DUE = "due"
    """There is time left for it."""
    LATE = "late"
    """Its time is over, and the customer may set an additional period, but not end it yet."""
    EXTENDED = "extended"
    """Its time is over, and the additional period is not."""
    MAY_BE_ENDED = "may_be_ended"
    """The customer may end the contract."""


@frozen(weakref_slot=False, kw_only=True)
class AdditionalPeriod:
    """Who waits in vain sets a further period that is appropriate, and then may end the contract.

    None is needed where the trader has refused to deliver, or where the time was essential, by what
    was agreed or since the customer had said so before.

    Example:
        >>> from postsales.law import EU
        >>> print(EU.additional_period.by)
        Directive 2011/83/EU, Art. 18(2)
    """

    by: Citation | None = None

    def __attrs_post_init__(self) -> None:
        if self.by is not None:
            instance("by", self.by, Citation, "a source is a Citation")


@frozen(weakref_slot=False)
class LateDelivery:
    """How a delivery stood at an instant, its last day by the text, and where it says so.

    ``may_end_at`` is the first instant at which the customer may end the contract if nothing comes
    before; None where an additional period has to be set first, or where nothing is awaited.
    """

    state: DeliveryState
    last_day: date = field(kw_only=True, repr=iso_repr)
    may_end_at: datetime | None = field(kw_only=True, repr=lambda x: x and iso_repr(x))
    by: Citation | None = field(default=None, kw_only=True)
