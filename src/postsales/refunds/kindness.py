"""Goodwill: money given beside any right."""

from postsales.basics._checks import instance
from postsales.basics._errors import InvalidValue
from postsales.basics.moments import Moment, instant
from postsales.basics.money import CurrencyMismatch, Money
from postsales.orders.besides import Compensated, CompensationKind
from postsales.orders.order import Order
from postsales.orders.payments import Tender

__all__ = ["goodwill"]


def goodwill(
    order: Order, amount: Money, *, to: Tender, reason: str, at: Moment, ref: str = ""
) -> Compensated:
    """The event that money was given out of kindness, for a recorded reason.

    It comes from no payment of the order, so it has no cap, and what the customer is owed stays
    what it was.

    Raises:
        InvalidValue: nothing or less, no reason, or a tender that paid the order: what goes back to
            a payment is a refund.
        CurrencyMismatch: an amount in another currency than the order.

    Example:
        >>> from postsales import EUR, Line, Order, Paid, Tender
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15+01:00",
        ...     lines=[Line("tee", quantity=3, total=EUR("50.00"))],
        ...     history=[
        ...         Paid(EUR("50.00"), tender=Tender.card("ch_1"), at="2026-03-02T10:15+01:00")
        ...     ],
        ... )
        >>> at = "2026-03-20T09:00+01:00"
        >>> voucher = Tender.store_credit("SC-1")
        >>> given = goodwill(order, EUR("60.00"), to=voucher, reason="two late parcels", at=at)
        >>> position = order.after(given).position(at=at)
        >>> position.compensated, position.refundable
        (Money.of('60.00', 'EUR'), Money.of('50.00', 'EUR'))
    """
    instance("order", order, Order, "the facts come first: an Order")
    instance("amount", amount, Money, "goodwill is an amount of money")
    instance("to", to, Tender, "say where it goes, such as Tender.store_credit('SC-1')")
    if amount.currency != order.currency:
        says = f"goodwill of {amount}, but order {order.id!r} is in {order.currency}"
        raise CurrencyMismatch(amount, order.currency.zero, says)
    if amount.minor <= 0:
        raise InvalidValue("amount", amount, "goodwill gives something")
    paid = [x.tender.id for x in order.position_at(instant(at)).tenders if x.captured]
    if to.id in paid:
        allowed = "what goes back to a payment of the order is a refund, and lowers what is left"
        raise InvalidValue("to", to, allowed, "see refunds.manual")
    return Compensated(amount, kind=CompensationKind.GOODWILL, to=to, reason=reason, at=at, ref=ref)
