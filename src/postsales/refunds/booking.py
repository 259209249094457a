"""The event that records a refund: what was quoted and what is booked cannot differ."""

from collections import Counter
from typing import TYPE_CHECKING

from postsales.basics._checks import instance, text
from postsales.basics.moments import Moment
from postsales.basics.quoted import QuoteRecord
from postsales.orders.events import (
    ChargeRefund,
    FeeCharged,
    LineRefund,
    Refunded,
    RefundStatus,
)
from postsales.refunds.windows import Afterwards

if TYPE_CHECKING:
    from postsales.refunds.quote import RefundQuote

__all__ = ["booked"]


def booked(
    quote: QuoteRecord,
    *,
    at: Moment,
    ref: str = "",
    status: RefundStatus | str = RefundStatus.SETTLED,
) -> Refunded:
    """The event that records a stored quote as done, or as ordered, or as failed.

    It is the one that ``RefundQuote.settled`` and ``pending`` give for the quote itself, so a host
    that keeps records can rebuild its history from them.

    Raises:
        InvalidValue: an unknown status; a pending or failed refund without a ref.

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
        >>> stored = decision.record(quote=quote).quote
        >>> at = "2026-03-21T09:00+01:00"
        >>> booked(stored, at=at, ref="rf-1") == quote.settled(at=at, ref="rf-1")
        True
    """
    instance("quote", quote, QuoteRecord, "a QuoteRecord is booked; a RefundQuote has settled()")
    read = RefundStatus.read("status", status)
    if read is not RefundStatus.SETTLED:
        text("ref", ref)
    return event(quote, read, at, ref)


def event(
    quote: "RefundQuote | QuoteRecord", status: RefundStatus, at: Moment, ref: str
) -> Refunded:
    """The event of a quote, live or stored."""
    forfeited: Counter[str] = Counter()
    for late in quote.late:
        if str(late.afterwards) == Afterwards.NOTHING.value:
            forfeited[late.line] += late.units
    lines = [
        LineRefund(
            x.line,
            units=x.units + forfeited.pop(x.line, 0),
            price=x.price,
            taxes=x.taxes,
            reasons=x.reasons,
        )
        for x in quote.lines
    ]
    # Units that give nothing are settled as well, or they could be asked for again.
    nothing = quote.total.currency.zero
    lines += [LineRefund(line, units=k, price=nothing) for line, k in forfeited.items()]
    return Refunded(
        quote.total,
        lines=lines,
        charges=[ChargeRefund(x.charge, price=x.price, taxes=x.taxes) for x in quote.charges],
        fees=[
            FeeCharged(x.code, amount=x.amount, line=x.line, basis=x.basis, tax=x.tax)
            for x in quote.fees
        ],
        withheld=quote.withheld if quote.withheld.minor else None,
        tenders=quote.tenders,
        store_credit=quote.store_credit if quote.store_credit.minor else None,
        clawed_back=quote.clawed_back,
        discrepancy=quote.discrepancy,
        status=status,
        reason=quote.reason,
        return_ref=quote.return_ref,
        at=at,
        ref=ref,
    )
