"""Goods that need not come back, because sending them costs more than they are worth."""

from attrs import field, frozen

from postsales.basics._checks import instance
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.findings import MET, NOT_APPLICABLE, Fact, Finding
from postsales.basics.money import Money
from postsales.orders.reasons import ReasonKind, reason_kinds
from postsales.orders.scope import A_SCOPE, EVERYTHING, Everything, Scope
from postsales.returns.case import ReturnCase

__all__ = ["KeptFor", "Returnless"]


class KeptFor(Word):
    """Of what is the price, up to which goods need not come back?"""

    UNIT = "unit"
    """Of one unit."""
    LINE = "line"
    """Of all units of the line that are asked for."""


def _per(value: KeptFor | str) -> KeptFor:
    return KeptFor.read("per", value)


@frozen(weakref_slot=False)
class Returnless:
    """Up to which price do goods that may be returned stay with the customer?

    A rule of its own that stands in nobody's way: where it is met the money goes back and nothing
    travels. ``per`` says of what the price is, all tax inside; ``for_reasons`` for which kinds of
    reason, any unless some are named. Prices in another currency than ``up_to`` cannot be
    compared, and those goods come back. What stays in a return that is followed is booked with its
    approval: ``ReturnApproved(staying=...)``.

    Counting: exactly at the price they stay.

    Raises:
        InvalidValue: an amount below zero.

    Example:
        >>> from postsales import EUR
        >>> Returnless(EUR("10.00"), for_reasons="defect").per
        KeptFor.UNIT
    """

    up_to: Money
    per: KeptFor = field(default=KeptFor.UNIT, converter=_per, kw_only=True)
    applies_to: Scope | Everything = field(default=EVERYTHING, kw_only=True)
    for_reasons: tuple[ReasonKind, ...] = field(default=(), converter=reason_kinds, kw_only=True)
    name: str = field(default="returnless", init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        instance("up_to", self.up_to, Money, "say EUR('10.00')")
        if self.up_to.is_negative:
            raise InvalidValue("up_to", self.up_to, "a price is zero or more")
        instance("applies_to", self.applies_to, (Scope, Everything), A_SCOPE)

    def __call__(self, case: ReturnCase, /) -> Finding:
        """Need the units not come back?"""
        return MET if self.keeps(case) else NOT_APPLICABLE

    def keeps(self, case: ReturnCase) -> bool:
        """Do the units stay with the customer, if they are allowed?"""
        if self.for_reasons and case.reason_kind not in self.for_reasons:
            return False
        total = case.line.total
        if not self.applies_to.covers(case.line, case.order) or not self._is_comparable(total):
            return False
        # Not a share that is rounded, so that the last of three units is as dear as the first.
        return total.minor * self._units(case) <= self.up_to.minor * case.line.quantity

    def facts(self, case: ReturnCase, /) -> dict[str, Fact]:
        """Up to which price they stay, and how many units are looked at together."""
        return {"up_to": self.up_to, "per": self.per.value, "of": self._units(case)}

    def _is_comparable(self, price: Money) -> bool:
        return price.currency == self.up_to.currency

    def _units(self, case: ReturnCase) -> int:
        return case.asking.request.quantities[case.line_id] if self.per is KeptFor.LINE else 1
