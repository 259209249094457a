"""Guards: a person looks at the return of somebody who sends back much of what they buy.

Rules of this file: a guard refers and never refuses, says by which figure, and is asked about a
change of mind only unless told otherwise. Of whom nothing is known nothing is held against them.
"""

from collections.abc import Iterator
from fractions import Fraction

from attrs import field, frozen

from postsales.basics._checks import count, instance, text
from postsales.basics._errors import InvalidValue
from postsales.basics.findings import MET, NOT_APPLICABLE, Fact, Finding, unknown
from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.orders.parties import PurchaseRecord
from postsales.orders.reasons import REMORSE_ONLY, ReasonKind, some_reason_kinds
from postsales.returns.case import ReturnCase

__all__ = ["ReturnerGuard"]


def _within(most: Money, refunded: Money) -> bool:
    """Is it at most so much? Of another currency nobody can say, so that a person looks."""
    return refunded.currency == most.currency and refunded <= most


def _share(record: PurchaseRecord) -> Fraction:
    return Fraction(100 * record.returned, record.bought)


@frozen(weakref_slot=False)
class ReturnerGuard:
    """Above which figures does a person look at a return?

    The figures are those of the customer's ``PurchaseRecord``: units that came back, their share of
    the units bought, and the money that went back. Below ``least_bought`` units none of them says
    anything. One figure that is exceeded is enough; money in another currency than ``most_money``
    cannot be compared, so that a person looks.

    Counting: exactly at a figure nobody has to look.

    Raises:
        InvalidValue: no figure at all; a share above 100 %.

    Example:
        >>> ReturnerGuard(most_share=Percent("60"), least_bought=10).code
        'many_returns'
    """

    code: str = "many_returns"
    most_units: int | None = field(default=None, kw_only=True)
    most_share: Percent | None = field(default=None, kw_only=True)
    most_money: Money | None = field(default=None, kw_only=True)
    least_bought: int = field(default=1, kw_only=True)
    for_reasons: tuple[ReasonKind, ...] = field(
        default=REMORSE_ONLY, converter=some_reason_kinds, kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        text("code", self.code)
        count("least_bought", self.least_bought, least=1)
        if self.most_units is not None:
            count("most_units", self.most_units)
        if self.most_share is not None:
            instance("most_share", self.most_share, Percent, "say Percent('60')")
            if self.most_share > Percent("100"):
                raise InvalidValue("most_share", self.most_share, "a share is at most 100 %")
        if self.most_money is not None:
            instance("most_money", self.most_money, Money, "say EUR('500.00')")
        if (self.most_units, self.most_share, self.most_money) == (None, None, None):
            allowed = "a guard has most_units, most_share or most_money"
            raise InvalidValue("most_units", None, allowed)

    def __call__(self, case: ReturnCase, /) -> Finding:
        """Is no figure of the customer's record exceeded?"""
        record = case.customer.record if case.customer is not None else None
        if record is None or case.reason_kind not in self.for_reasons:
            return NOT_APPLICABLE
        return unknown(self.code, tell="review") if any(self._exceeded(record)) else MET

    def _exceeded(self, record: PurchaseRecord) -> Iterator[str]:
        if record.bought < self.least_bought:
            return
        if self.most_units is not None and record.returned > self.most_units:
            yield "most_units"
        if self.most_share is not None and _share(record) > Fraction(self.most_share.value):
            yield "most_share"
        if self.most_money is not None and not _within(self.most_money, record.refunded):
            yield "most_money"

    def facts(self, case: ReturnCase, /) -> dict[str, Fact]:
        """The figures of the record, and which of them are exceeded."""
        record = case.customer.record if case.customer is not None else None
        if record is None:
            return {}
        return {
            "bought": record.bought,
            "returned": record.returned,
            "refunded": record.refunded,
            "exceeded": ", ".join(self._exceeded(record)),
        }
