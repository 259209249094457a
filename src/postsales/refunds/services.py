"""Refunds of services: the days that were paid for and not used, and a line less a late fee.

Rules of this file: what is kept for days is a cumulative share, so that a period that is cut short
twice gives back what one cut does, to the last minor unit. Nothing is kept that was not paid.
"""

from datetime import date

from postsales.basics._checks import count, day, instance, text
from postsales.basics._errors import InvalidValue, short
from postsales.basics.moments import Moment, instant
from postsales.basics.money import CurrencyMismatch, Money
from postsales.basics.percent import Percent
from postsales.basics.rounding import cumulative
from postsales.orders.lines import Line
from postsales.orders.order import Order
from postsales.orders.position import Position, nothing
from postsales.orders.services import ServicePeriod
from postsales.refunds.fees import FeeShare
from postsales.refunds.quote import RefundQuote
from postsales.refunds.shares import QuoteLine, whole
from postsales.refunds.tenders import poured
from postsales.refunds.terms import Fee, Per, RefundTerms

__all__ = ["less_fee", "unused"]

_A_FEE = "say EUR('20.00') or Percent('50'); an appointment without a start has no fee yet"


def unused(
    order: Order,
    line: str,
    period: ServicePeriod,
    terms: RefundTerms,
    *,
    ends_on: date | str,
    at: Moment,
) -> RefundQuote:
    """How much of a line that paid for a period goes back when its service ends on a day?

    The line stays as it was sold; what is given back of it is money alone, so no units. Where not
    all of it was paid, the days that were used are paid for first.

    Counting: the first and the last day of the period count, and the day on which the service ends
    was used. A day is a day, however long its month and whatever the clocks do.

    Rounding: what is kept of the price and of each tax is the share of the used days, as the terms
    round; the rest goes back, less what went back of the line before.

    Raises:
        UnknownLine: the order has no such line.

    Example:
        >>> from postsales import EUR, Paid, ShippingRefund, Tender, TenderOrder
        >>> order = Order(
        ...     id="S-1", placed_at="2026-03-01T00:00+01:00",
        ...     lines=[Line("march", quantity=1, total=EUR("31.00"), kind="subscription")],
        ...     history=[
        ...         Paid(EUR("31.00"), tender=Tender.card("ch_1"), at="2026-03-01T00:00+01:00")
        ...     ],
        ... )
        >>> terms = RefundTerms(
        ...     id="gym", version="1",
        ...     shipping=ShippingRefund.NEVER, tenders=TenderOrder.AS_PAID,
        ... )
        >>> march = ServicePeriod("2026-03-01", "2026-03-31")
        >>> unused(
        ...     order, "march", march, terms, ends_on="2026-03-10", at="2026-03-10T12:00+01:00"
        ... ).total
        Money.of('21.00', 'EUR')
    """
    position = _position(order, terms, at)
    instance("period", period, ServicePeriod, "say ServicePeriod('2026-03-01', '2026-03-31')")
    sold = position.line(line)
    used = period.used(day("ends_on", ends_on))
    kept = [cumulative(x, used, period.days, terms.rounding) for x in _totals(sold)]
    owed = whole(QuoteLine(sold, kept[0], tuple(kept[1:]), 0))
    return _refund(order, position, terms, _left(sold, position, kept, 0), (), at, owed=owed)


def less_fee(
    order: Order,
    line: str,
    terms: RefundTerms,
    *,
    fee: Money | Percent,
    units: int | None = None,
    code: str = "late_cancellation",
    at: Moment,
) -> RefundQuote:
    """How much of a line goes back when it is called off at a fee?

    A share is one of what these units still were to cost, all tax in. The fee is kept of what was
    paid, and is never more than that. Without ``units`` it is about all that are still there; where
    all were called off already, about all of which nothing went back.

    Rounding: the fee once, as the terms round; what units were to cost is a difference of
    cumulative shares.

    Raises:
        UnknownLine: the order has no such line.
        CurrencyMismatch: the fee is in another currency.
        InvalidValue: more units than those of which nothing went back, or none.
        WrongType: no fee, as of an appointment of which nobody knows when it starts.

    Example:
        >>> from postsales import EUR, Paid, ShippingRefund, Tender, TenderOrder
        >>> order = Order(
        ...     id="A-1", placed_at="2026-03-01T09:00+01:00",
        ...     lines=[Line("haircut", quantity=1, total=EUR("45.00"), kind="service")],
        ...     history=[
        ...         Paid(EUR("20.00"), tender=Tender.card("ch_1"), at="2026-03-01T09:00+01:00")
        ...     ],
        ... )
        >>> terms = RefundTerms(
        ...     id="salon", version="1",
        ...     shipping=ShippingRefund.NEVER, tenders=TenderOrder.AS_PAID,
        ... )
        >>> at = "2026-03-12T18:00+01:00"
        >>> less_fee(order, "haircut", terms, fee=EUR("5.00"), at=at).total
        Money.of('15.00', 'EUR')
        >>> less_fee(order, "haircut", terms, fee=Percent("50"), at=at).total
        Money.of('0.00', 'EUR')
    """
    position = _position(order, terms, at)
    sold = position.line(line)
    text("code", code)
    instance("fee", fee, (Money, Percent), _A_FEE)
    if isinstance(fee, Money) and fee.currency != order.currency:
        says = f"the fee is {fee}, but the order is in {order.currency}"
        raise CurrencyMismatch(fee, order.currency.zero, says)
    named = Fee(code, fee, per=Per.RETURN)
    wanted = _units(units, sold, position)
    after = position.units(line).refunded + wanted
    kept_back = [x - cumulative(x, after, sold.quantity, terms.rounding) for x in _totals(sold)]
    share = _left(sold, position, kept_back, wanted)
    gross = whole(share)
    due = fee.minor if isinstance(fee, Money) else fee.of_minor(gross, terms.rounding)
    kept = min(due, gross, position.refundable_minor)
    basis = gross if isinstance(fee, Percent) else None
    fees: tuple[FeeShare, ...] = ((named, line, kept, basis, None),) if kept else ()
    return _refund(order, position, terms, share, fees, at)


def _units(units: int | None, sold: Line, position: Position) -> int:
    """How many units are called off at a fee."""
    state = position.units(sold.id)
    unpaid = state.ordered - state.refunded
    if units is None:
        return state.out or unpaid
    if count("units", units, least=1) > unpaid:
        allowed = f"of {unpaid} of {short(sold.id)} nothing went back yet"
        raise InvalidValue("units", units, allowed)
    return units


def _position(order: Order, terms: RefundTerms, at: Moment) -> Position:
    instance("order", order, Order, "the facts come first: an Order")
    instance("terms", terms, RefundTerms, "say how money goes back: RefundTerms")
    return order.position_at(instant(at))


def _totals(sold: Line) -> tuple[int, ...]:
    return (sold.price_minor, *sold.taxes_minor)


def _left(sold: Line, position: Position, kept: list[int], units: int) -> QuoteLine:
    """What of a line is neither kept nor went back before: the price, and each tax."""
    given = position.given_of("line", sold.id) or nothing(sold)
    parts = zip(_totals(sold), kept, (given.price, *given.taxes), strict=True)
    price, *taxes = [max(0, total - keep - gone) for total, keep, gone in parts]
    return QuoteLine(sold, price, tuple(taxes), units)


def _refund(  # noqa: PLR0917 - what a quote is made of
    order: Order,
    position: Position,
    terms: RefundTerms,
    share: QuoteLine,
    fees: tuple[FeeShare, ...],
    at: Moment,
    *,
    owed: int = 0,
) -> RefundQuote:
    """What is given up, less the fees; what was never paid of it, or is owed, is withheld."""
    gross = whole(share)
    there = min(gross, max(0, position.refundable_minor - owed))
    total = there - sum(amount for _, _, amount, _, _ in fees)
    return RefundQuote(
        instant(at),
        terms=terms.ref,
        currency=order.currency,
        lines=(share,) if gross or share.units else (),
        charges=(),
        fees_minor=fees,
        withheld_minor=gross - there,
        short_minor=(),
        tenders_minor=poured(total, position, terms),
        total_minor=total,
    )
