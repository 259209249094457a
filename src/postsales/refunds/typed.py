"""Amounts that a person typed in place of those that were worked out."""

from attrs import evolve

from postsales.basics._checks import instance, text
from postsales.basics._errors import InvalidValue
from postsales.basics.discrepancies import Discrepancy, DiscrepancyReason
from postsales.basics.money import CurrencyMismatch, Money
from postsales.orders.balance import OverRefund
from postsales.refunds._due import is_for_recipient, standing
from postsales.refunds.quote import RefundQuote
from postsales.refunds.tenders import poured

__all__ = ["adjusted"]


def adjusted(
    quote: RefundQuote, amount: Money, *, why: DiscrepancyReason | str, reason: str
) -> RefundQuote:
    """The quote with the amount that a person gives in place of the one that was worked out.

    Lines, charges and fees stay as they were worked out, so that units and taxes are settled as
    ever; the difference is its ``discrepancy``. What was store credit stays store credit: money is
    given up to what the quote gave in money.

    Raises:
        InvalidValue: less than nothing, an unknown ``why``, no reason, or a quote that was typed.
        CurrencyMismatch: an amount in another currency.
        OverRefund: more than is left, with the maximum; a typed amount is never lowered.

    Example:
        >>> from postsales import EUR, Days, Delivered, Line, Order, Paid, RefundTerms, ReturnTerms
        >>> from postsales import ReturnRequest, ReturnWindow, ShippingRefund, Tender, TenderOrder
        >>> from postsales import refunds, returns
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15+01:00",
        ...     lines=[Line("tee", quantity=3, total=EUR("50.00"))],
        ...     history=[
        ...         Paid(EUR("50.00"), tender=Tender.card("ch_1"), at="2026-03-02T10:15+01:00"),
        ...         Delivered({"tee": 3}, at="2026-03-05T12:30+01:00"),
        ...     ],
        ... )
        >>> terms = ReturnTerms(
        ...     id="acme", version="1", zone="Europe/Berlin",
        ...     window=ReturnWindow(Days(30), since=Delivered),
        ... )
        >>> one = ReturnRequest.of({"tee": 1}, reason="remorse")
        >>> decision = returns.assess(order, one, terms, at="2026-03-20T09:00+01:00")
        >>> quote = refunds.quote(decision, RefundTerms(
        ...     id="acme", version="1",
        ...     shipping=ShippingRefund.NEVER, tenders=TenderOrder.AS_PAID,
        ... ))
        >>> given = adjusted(quote, EUR("12.00"), why="condition", reason="a stain")
        >>> given.total, given.discrepancy.amount
        (Money.of('12.00', 'EUR'), Money.of('-4.67', 'EUR'))
    """
    instance("quote", quote, RefundQuote, "what was worked out comes first: a RefundQuote")
    instance("amount", amount, Money, "a refund is an amount of money")
    text("reason", reason)
    asked = quote.asked
    if asked is None or quote.discrepancy is not None:
        allowed = "a quote that was worked out is adjusted, and once"
        raise InvalidValue("quote", quote, allowed, "type the amount with refunds.manual")
    if amount.currency != quote.currency:
        says = f"a refund of {amount}, but the quote is in {quote.currency}"
        raise CurrencyMismatch(amount, quote.total, says)
    if amount.is_negative:
        raise InvalidValue("amount", amount, "a refund gives back nothing or more")
    at = None if asked.order is None else quote.at
    _, _, position = standing(asked.decision, asked.order, at)
    if amount > position.refundable:
        raise OverRefund(amount, position.refundable, f"order {position.sold.order_id}")
    money = quote.total_minor - quote.store_credit_minor
    is_credit = quote.store_credit_minor or is_for_recipient(asked.decision, asked.terms)
    credit = amount.minor - min(amount.minor, money) if is_credit else 0
    return evolve(
        quote,
        discrepancy=Discrepancy(amount - quote.total, why=why),
        reason=reason,
        total_minor=amount.minor,
        store_credit_minor=credit,
        tenders_minor=poured(amount.minor - credit, position, asked.terms),
    )
