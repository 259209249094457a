"""How much goes back, for what, and to whom: the quote of a refund."""

from collections.abc import Mapping
from datetime import datetime
from typing import NoReturn

from attrs import field, frozen

from postsales.basics._checks import instance, text
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics._filled import filled
from postsales.basics.currencies import Currency
from postsales.basics.decisions import Change, Decision, TermsRef
from postsales.basics.discrepancies import Discrepancy
from postsales.basics.moments import Moment, instant
from postsales.basics.money import CurrencyMismatch, Money
from postsales.basics.quantities import FrozenMap, Quantities, trusted
from postsales.orders.balance import OverRefund
from postsales.orders.cases import UnitCase
from postsales.orders.charges import ChargeKind
from postsales.orders.events import (
    FeeCharged,
    Refunded,
    RefundStatus,
)
from postsales.orders.order import Order
from postsales.refunds._changes import Asked, first_change
from postsales.refunds._diminished import NOTHING_LOST
from postsales.refunds._due import (
    all_allowed,
    gave_money,
    in_order,
    now_due,
    paid_for,
    standing,
)
from postsales.refunds._taken_off import Owed, as_credit, taken_off, together
from postsales.refunds.booking import event
from postsales.refunds.fees import FeeShare
from postsales.refunds.shares import (
    QuoteCharge,
    QuoteLine,
    charge_shares,
    line_shares,
    whole,
)
from postsales.refunds.tenders import poured
from postsales.refunds.terms import RefundTerms
from postsales.refunds.windows import QuoteLate, in_time
from postsales.refunds.worth import DIMINISHED

__all__ = ["RefundQuote", "manual", "quote"]


_NOTHING: FrozenMap[str, Money] = FrozenMap({})


@frozen(weakref_slot=False, repr=False)
class RefundQuote:
    """A refund, worked out to the minor unit.

    Lines + charges - fees - ``clawed_back`` - ``withheld`` = ``total`` = the tenders together +
    ``store_credit``; where a person typed the total, ``discrepancy`` is added. ``clawed_back`` is
    what promotions gave that have broken, by their ids; below zero where some of it is given back
    again, since more has come back. ``withheld`` is money that is owed by the terms and no longer
    there; ``short`` is what lines could not give because it was given back before; ``late`` is why
    some of it, or nothing, is given as store credit. Fees, what is clawed back and what is withheld
    are taken off the store credit first.
    ``diminished`` is a part of the fees, and ``sent_back`` are the units of the return that by now
    give nothing and go back to the customer.

    Units: ``_minor`` are minor units of ``currency``.
    """

    at: datetime
    terms: TermsRef = field(kw_only=True)
    currency: Currency = field(kw_only=True)
    lines: tuple[QuoteLine, ...] = field(kw_only=True)
    charges: tuple[QuoteCharge, ...] = field(kw_only=True)
    fees_minor: tuple[FeeShare, ...] = field(kw_only=True)
    diminished_minor: tuple[tuple[str, int], ...] = field(default=(), kw_only=True)
    sent_back: Quantities = field(default=NOTHING_LOST.sent_back, kw_only=True)
    withheld_minor: int = field(kw_only=True)
    short_minor: tuple[tuple[str, int], ...] = field(kw_only=True)
    tenders_minor: tuple[tuple[str, int], ...] = field(kw_only=True)
    total_minor: int = field(kw_only=True)
    store_credit_minor: int = field(default=0, kw_only=True)
    late: tuple[QuoteLate, ...] = field(default=(), kw_only=True)
    clawed_minor: tuple[tuple[str, int], ...] = field(default=(), kw_only=True)
    discrepancy: Discrepancy | None = field(default=None, kw_only=True)
    return_ref: str = field(default="", kw_only=True)
    reason: str = field(default="", kw_only=True)
    asked: Asked | None = field(default=None, kw_only=True, eq=False, repr=False)

    def __repr__(self) -> str:
        return f"<RefundQuote of {self.total} at {self.at.isoformat()}>"

    def __bool__(self) -> NoReturn:
        amounts = "a quote of nothing is a quote, too"
        raise WrongType("quote", self.total, amounts, "compare quote.total with an amount")

    @property
    def total(self) -> Money:
        """What the customer gets."""
        return Money(self.total_minor, self.currency)

    @property
    def shipping(self) -> Money:
        """What of the delivery is given back."""
        shares = (x for x in self.charges if x.sold.kind is ChargeKind.SHIPPING)
        return self.currency.minor(sum(whole(x) for x in shares))

    @property
    def fees(self) -> tuple[FeeCharged, ...]:
        """What is kept of the refund, fee by fee; ``diminished`` is among it."""
        money = self.currency.minor
        lost = (
            FeeCharged(DIMINISHED, amount=money(x), line=line) for line, x in self.diminished_minor
        )
        charged = (
            FeeCharged(
                fee.code,
                amount=money(amount),
                line=line,
                basis=None if basis is None else money(basis),
                tax=None if tax is None else money(tax),
            )
            for fee, line, amount, basis, tax in self.fees_minor
        )
        return (*lost, *charged)

    @property
    def diminished(self) -> FrozenMap[str, Money]:
        """What lines lost in value, by what was found when they came back."""
        return FrozenMap({line: self.currency.minor(x) for line, x in self.diminished_minor})

    @property
    def fee_tax(self) -> Money:
        """The tax that lies inside the fees: what the shop owes of them to the authority."""
        return self.currency.minor(sum(fee[4] or 0 for fee in self.fees_minor))

    @property
    def clawed_back(self) -> FrozenMap[str, Money]:
        """What is taken back of each promotion; those of which nothing is are left out."""
        if not self.clawed_minor:
            return _NOTHING
        return trusted({x: Money(minor, self.currency) for x, minor in self.clawed_minor})

    @property
    def withheld(self) -> Money:
        """What is owed by the terms and no longer there to give."""
        return self.currency.minor(self.withheld_minor)

    @property
    def short(self) -> FrozenMap[str, Money]:
        """What lines could not give, because more than their share was given back before."""
        return FrozenMap({line: self.currency.minor(x) for line, x in self.short_minor})

    @property
    def tenders(self) -> FrozenMap[str, Money]:
        """What each tender gives back; those that give nothing are left out."""
        return trusted({x: Money(minor, self.currency) for x, minor in self.tenders_minor})

    @property
    def store_credit(self) -> Money:
        """What is given as store credit, instead of back to the tenders."""
        return self.currency.minor(self.store_credit_minor)

    @property
    def next_change(self) -> Change | None:
        """When would the same question give other money, or store credit instead, and why?

        It is the first end of a refund window, or change of the decision, at which the amounts are
        others: ``late_credit`` and ``late_nothing`` are the codes of a window. None for what was
        worked out with an order as it stands, or typed: there the question was asked before.
        """
        if self.asked is None or self.asked.order is not None or self.discrepancy is not None:
            return None
        return first_change(self.asked, self, quote)

    @property
    def units(self) -> Quantities | None:
        """The units that were named; None when all that the decision allows are paid for."""
        return None if self.asked is None else self.asked.units

    @property
    def order(self) -> Order | None:
        """The order as it stood, where the quote was made with it; None where the decision's."""
        return None if self.asked is None else self.asked.order

    def settled(self, *, at: Moment, ref: str = "") -> Refunded:
        """The event that records the refund as done."""
        return event(self, RefundStatus.SETTLED, at, ref)

    def pending(self, *, at: Moment, ref: str) -> Refunded:
        """The event that records the refund as ordered; tell the rest under the same ref."""
        return event(self, RefundStatus.PENDING, at, text("ref", ref))


_quote = filled(RefundQuote)


def quote(
    decision: Decision[UnitCase],
    terms: RefundTerms,
    *,
    units: Mapping[str, int] | None = None,
    order: Order | None = None,
    at: Moment | None = None,
) -> RefundQuote:
    """How much does the customer get for the units that a decision allows?

    With ``units`` only those are paid for: what arrived rather than what was announced. With
    ``order`` and ``at`` the money is that of the order as it stands then, with the parcels and
    refunds that were booked since the decision; without them it is that of the decision. Whether
    it is in time for a refund window is judged at the instant of the decision, in any case.

    Rounding: the price of the units and each of their taxes are differences of cumulative shares,
    rounded as the terms say; parts add up to the whole in any order.

    Raises:
        InvalidValue: more units than the decision allows and its return was not yet refunded for,
            or ``order`` without ``at``.
        UnknownLine: units of a line that the order does not have.
        CurrencyMismatch: a fee that covers lines of the order is in another currency.

    Example:
        >>> from postsales import EUR, Days, Delivered, Line, Order, Paid, ReturnTerms, ReturnWindow
        >>> from postsales import ReturnRequest, ShippingRefund, Tender, TenderOrder, returns
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
        >>> quote(decision, RefundTerms(
        ...     id="acme", version="1",
        ...     shipping=ShippingRefund.NEVER, tenders=TenderOrder.AS_PAID,
        ... )).total
        Money.of('16.67', 'EUR')
    """
    instance("decision", decision, Decision, "a quote is made for a Decision")
    instance("terms", terms, RefundTerms, "the terms come second: RefundTerms")
    now, then, position = standing(decision, order, at)
    coming, paid = all_allowed(decision), {} if order is None else paid_for(decision, position)
    if units is not None or order is not None:
        coming = in_order(coming, paid, now_due(decision, position, paid, units))
    timed = in_time(coming, terms, decision.at)
    lines, taken, short = line_shares(timed.paid, position, terms.rounding)
    # Units that give nothing bring the charges along where others of the return were paid for.
    gives = bool(lines) or gave_money(decision, position, paid)
    arrived = order is not None
    charges = charge_shares(position, lines, terms, coming, arrived=arrived) if gives else []
    owed = Owed(decision, terms, now, then, position, timed, lines, taken, together(charges))
    off = taken_off(owed)
    total = min(off.net, position.refundable_minor)
    credit = as_credit(owed, total)
    return _quote(
        then,
        terms=terms.ref,
        currency=now.currency,
        lines=tuple(off.lines),
        charges=tuple(charges),
        fees_minor=tuple(off.fees),
        diminished_minor=off.lost.minor,
        sent_back=off.lost.sent_back,
        withheld_minor=off.net - total,
        short_minor=tuple(short),
        tenders_minor=poured(total - credit, position, terms),
        total_minor=total,
        store_credit_minor=credit,
        late=timed.late,
        clawed_minor=tuple(off.clawed),
        return_ref=decision.cases[0].return_ref,
        asked=Asked(decision, terms, units, order),
    )


def manual(
    order: Order, amount: Money, terms: RefundTerms, *, reason: str, at: Moment
) -> RefundQuote:
    """A refund of an amount that a person typed, tied to no units, for a recorded reason.

    Raises:
        InvalidValue: nothing or less, or no reason.
        OverRefund: more than is left, with the maximum; a typed amount is never lowered.

    Example:
        >>> from postsales import EUR, Line, Paid, ShippingRefund, Tender, TenderOrder
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15+01:00",
        ...     lines=[Line("tee", quantity=3, total=EUR("50.00"))],
        ...     history=[
        ...         Paid(EUR("50.00"), tender=Tender.card("ch_1"), at="2026-03-02T10:15+01:00")
        ...     ],
        ... )
        >>> terms = RefundTerms(
        ...     id="acme", version="1",
        ...     shipping=ShippingRefund.NEVER, tenders=TenderOrder.AS_PAID,
        ... )
        >>> manual(
        ...     order, EUR("5.00"), terms, reason="scratch on arrival", at="2026-03-20T09:00+01:00"
        ... ).tenders
        FrozenMap({'ch_1': Money.of('5.00', 'EUR')})
    """
    instance("order", order, Order, "the facts come first: an Order")
    instance("amount", amount, Money, "a refund is an amount of money")
    instance("terms", terms, RefundTerms, "the terms come third: RefundTerms")
    text("reason", reason)
    now = instant(at)
    position = order.position_at(now)
    if amount.currency != order.currency:
        says = f"a refund of {amount}, but order {order.id!r} is in {order.currency}"
        raise CurrencyMismatch(amount, order.currency.zero, says)
    if amount.minor <= 0:
        raise InvalidValue("amount", amount, "a refund gives something back")
    if amount > position.refundable:
        raise OverRefund(amount, position.refundable, f"order {order.id}")
    return RefundQuote(
        now,
        terms=terms.ref,
        currency=order.currency,
        lines=(),
        charges=(),
        fees_minor=(),
        withheld_minor=0,
        short_minor=(),
        tenders_minor=poured(amount.minor, position, terms),
        total_minor=amount.minor,
        reason=reason,
    )
