"""Rows about money: what goes back, and what is owed besides."""

from collections.abc import Iterator

from attrs import field, frozen

from postsales import Money, ShippingRefund, TenderOrder, law
from postsales.law import Jurisdiction, Party
from postsales.refunds.terms import Postage
from tests.law.tables.given import Sold, Where, known
from tests.law.tables.rows import asked_of

__all__ = ["DebtPaidLate", "GoesBack", "HandledGoods", "PaidLate", "ServiceBegun"]


@frozen
class GoesBack:
    """What goes back of the price of delivery and of other charges, and who pays the way back.

    It goes back to what was paid with.
    """

    case: str
    sold: Sold
    delivery: ShippingRefund
    way_back: Party
    right: str = field(default="withdrawal", kw_only=True)

    def wrong(self, place: Jurisdiction, where: Where) -> Iterator[str]:
        """Other words of the statute about it."""
        rights = asked_of(place, where, self.sold, self.right)
        postage = Postage() if self.way_back is Party.CONSUMER else None
        expected = (
            self.delivery,
            ShippingRefund.WHEN_ALL_COMES_BACK,
            TenderOrder.AS_PAID,
            postage,
        )
        for terms in (x.refund for x in rights):
            if terms is None:
                yield "nothing is said of it"
                continue
            told = (terms.shipping, terms.other_charges, terms.tenders, terms.postage)
            if told != expected:
                yield f"{told}, and not {expected}"


@frozen
class PaidLate:
    """What is added to a hundred that is paid back so many days late, for goods of a hundred.

    ``with_interest`` tells that legal interest is owed besides.
    """

    case: str
    days: int
    added: str
    of: str = field(default="withdrawal", kw_only=True)
    with_interest: bool = field(default=False, kw_only=True)

    def wrong(self, place: Jurisdiction, where: Where) -> Iterator[str]:
        """Another sum, or interest where there is none."""
        hundred = Money.of("100", where.currency)
        found = law.late_refund(hundred, place, days_late=self.days, price=hundred, of=self.of)
        if found.added != Money.of(self.added, where.currency):
            yield f"{found.added} after {self.days} days, and not {self.added}"
        if found.has_interest is not self.with_interest:
            yield f"legal interest after {self.days} days: {found.has_interest}"


@frozen
class DebtPaidLate:
    """The fixed sum for a debt between businesses that is paid late."""

    case: str
    debt: str
    amount: str

    def wrong(self, place: Jurisdiction, where: Where) -> Iterator[str]:
        """Another sum."""
        found = law.fixed_sum(Money.of(self.debt, where.currency), place).amount
        if found != Money.of(self.amount, where.currency):
            yield f"{found}, and not {self.amount}"


@frozen
class ServiceBegun:
    """What is owed for ten days of thirty that cost 120, where they were asked for."""

    case: str
    owed: str

    def wrong(self, place: Jurisdiction, where: Where) -> Iterator[str]:
        """Another sum."""
        price = Money.of("120", where.currency)
        found = law.service_owed(
            price, place, supplied=10, term=30, is_asked=True, is_informed=True
        )
        if found.owed != Money.of(self.owed, where.currency):
            yield f"{found.owed}, and not {self.owed}"


@frozen
class HandledGoods:
    """Who bears what goods have lost since they were used."""

    case: str
    sold: Sold
    by: Party
    right: str = field(default="withdrawal", kw_only=True)

    def wrong(self, place: Jurisdiction, where: Where) -> Iterator[str]:
        """The other side does."""
        order = self.sold.order(where)
        found = law.value_lost(order, place, at=known(order), right=self.right)
        if found.is_borne_by_customer is not (self.by is Party.CONSUMER):
            yield f"it is not {self.by} who bears it: {found.why}"
