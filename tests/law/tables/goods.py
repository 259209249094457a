"""Rows about goods that are late or faulty."""

from collections.abc import Iterator

from attrs import field, frozen

from postsales import InvalidValue, Money, NoLawInForce, law
from postsales.law import DelayNotice, DeliveryState, Jurisdiction, ShippingState
from tests.law.tables.given import MICROSECOND, Sold, Where, known

__all__ = ["Delayed", "FaultIsOld", "LateGoods", "NoFaultRule", "RejectedAtLast"]


@frozen
class LateGoods:
    """Until the ``last`` day a delivery is in one state, and in another from the instant after."""

    case: str
    sold: Sold
    last: str
    before: DeliveryState
    after: DeliveryState
    extended_until: str | None = field(default=None, kw_only=True)

    def wrong(self, place: Jurisdiction, where: Where) -> Iterator[str]:
        """Other states."""
        order, end = self.sold.order(where), where.end_of(self.last)
        for at, state in ((end - MICROSECOND, self.before), (end, self.after)):
            found = law.late_delivery(order, place, at=at, extended_until=self.extended_until)
            if found.state is not state:
                yield f"{found.state} beside {self.last}, and not {state}"


@frozen
class Delayed:
    """The same of shipping, after notices of a delay."""

    case: str
    sold: Sold
    notices: tuple[DelayNotice, ...]
    last: str
    before: ShippingState
    after: ShippingState

    def wrong(self, place: Jurisdiction, where: Where) -> Iterator[str]:
        """Other states."""
        order, end = self.sold.order(where), where.end_of(self.last)
        for at, state in ((end - MICROSECOND, self.before), (end, self.after)):
            found = law.delayed_shipping(order, place, at=at, notices=self.notices)
            if found.state is not state:
                yield f"{found.state} beside {self.last}, and not {state}"


@frozen
class FaultIsOld:
    """A fault that shows until the end of the ``last`` day is taken to have been there before.

    It is asked of the units that ``came`` on a day, where they came on several.
    """

    case: str
    sold: Sold
    last: str
    came: str | None = field(default=None, kw_only=True)

    def wrong(self, place: Jurisdiction, where: Where) -> Iterator[str]:
        """Another day."""
        order = self.sold.order(where)
        line, at = order.lines[0].id, known(order)
        found = law.presumed_until(order, line, place, at=at, delivered_on=self.came)
        told = found and found.last_day.isoformat()
        if told != self.last:
            yield f"until {told}, and not {self.last}"


@frozen
class NoFaultRule:
    """The statute says nothing of faults of such a sale."""

    case: str
    sold: Sold

    def wrong(self, place: Jurisdiction, where: Where) -> Iterator[str]:
        """It does."""
        order = self.sold.order(where)
        try:
            found = law.presumed_until(order, order.lines[0].id, place, at=known(order))
        except (InvalidValue, NoLawInForce):
            return
        yield f"until {found and found.last_day}, and not at all"


@frozen
class RejectedAtLast:
    """Goods that are rejected ``on`` a day, after a repair did not help.

    ``is_used`` tells whether 20 are taken off for their use, and ``came`` when they came, where
    others of them came on another day.
    """

    case: str
    sold: Sold
    on: str
    is_used: bool
    came: str | None = field(default=None, kw_only=True)

    def wrong(self, place: Jurisdiction, where: Where) -> Iterator[str]:
        """Use is taken off, or is not."""
        order, use = self.sold.order(where), Money.of("20", where.currency)
        line, at = order.lines[0].id, where.end_of(self.on) - MICROSECOND
        found = law.final_refund(
            order, line, place, at=at, for_use=use, units=1, delivered_on=self.came
        )
        if bool(found.deducted) is not self.is_used:
            yield f"{found.deducted} is taken off for use on {self.on}"
