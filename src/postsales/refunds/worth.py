"""What units are worth that did not come back as they were sold: terms of a merchant.

Rules of this file: it is about a change of mind only, unless told otherwise; of several that cover
a unit the one counts by which the customer loses least.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from attrs import field, frozen

from postsales.basics._checks import instance
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.percent import Percent
from postsales.orders.conditions import Condition, conditions
from postsales.orders.reasons import REMORSE_ONLY, ReasonKind, some_reason_kinds
from postsales.orders.scope import A_SCOPE, EVERYTHING, Everything, Scope

if TYPE_CHECKING:
    from postsales.orders.lines import Line
    from postsales.orders.order import Order

__all__ = ["DIMINISHED", "DiminishedValue", "DismissedGoods"]

DIMINISHED = "diminished_value"
"""The code under which it is booked."""

_ALL = Percent("100")


class DismissedGoods(Word):
    """Where do goods go that were looked at and are worth less?"""

    KEPT = "kept"
    """The shop keeps them, whatever they give."""
    SENT_BACK = "sent_back"
    """They give nothing, and go back to the customer."""


def _goods(value: DismissedGoods | str) -> DismissedGoods:
    return DismissedGoods.read("goods", value)


def _conditions(value: Condition | str | Iterable[Condition | str]) -> tuple[Condition, ...]:
    return conditions(value)


@frozen(weakref_slot=False)
class DiminishedValue:
    """What units lose in value that were found used, damaged, or not to be those that were sold.

    ``loses`` is the share of what was paid for them, all tax in, that the customer does not get
    back. Without such terms, and while nobody has looked, units give all that was paid for them.

    Raises:
        InvalidValue: no condition, or ``GOOD``; more than 100 %; goods that are sent back and lose
            less than that.

    Example:
        >>> DiminishedValue(Percent("30"), conditions="used").goods
        DismissedGoods.KEPT
    """

    loses: Percent
    conditions: tuple[Condition, ...] = field(converter=_conditions, kw_only=True)
    goods: DismissedGoods = field(default=DismissedGoods.KEPT, converter=_goods, kw_only=True)
    applies_to: Scope | Everything = field(default=EVERYTHING, kw_only=True)
    for_reasons: tuple[ReasonKind, ...] = field(
        default=REMORSE_ONLY, converter=some_reason_kinds, kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        instance("loses", self.loses, Percent, "a share is a Percent, such as Percent('30')")
        instance("applies_to", self.applies_to, (Scope, Everything), A_SCOPE)
        if self.loses > _ALL:
            raise InvalidValue("loses", self.loses, "units lose at most 100 % of their value")
        if not self.conditions or Condition.GOOD in self.conditions:
            allowed = "name at least one condition, and not that the units are good"
            raise InvalidValue("conditions", self.conditions, allowed)
        if self.goods is DismissedGoods.SENT_BACK and self.loses != _ALL:
            raise InvalidValue("loses", self.loses, "goods that are sent back give nothing: 100 %")

    def covers(
        self, condition: Condition, reason: ReasonKind, line: "Line", order: "Order"
    ) -> bool:
        """Is it about units of this line in this condition, for this kind of reason?"""
        told = condition in self.conditions and reason in self.for_reasons
        return told and self.applies_to.covers(line, order)
