"""Return shipping: who pays for bringing goods back, and what a customer who paid gets for it."""

from attrs import field, frozen

from postsales.basics._checks import instance
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.decisions import Decision
from postsales.basics.moments import Moment
from postsales.basics.money import CurrencyMismatch, Money
from postsales.orders.besides import Compensated, CompensationKind
from postsales.orders.cases import UnitCase
from postsales.orders.payments import Tender
from postsales.refunds._due import all_allowed
from postsales.refunds.terms import Postage, RefundTerms

__all__ = ["Payer", "PostageQuote", "postage"]


class Payer(Word):
    """Who pays for it?"""

    CUSTOMER = "customer"
    """Whoever sends the goods back."""
    MERCHANT = "merchant"
    """The shop: it sends a label, or pays back what the customer spent."""


@frozen(weakref_slot=False)
class PostageQuote:
    """Who pays for bringing goods back, and how much of what was spent the customer gets.

    ``payer`` is None where nothing has to travel back. ``given`` and ``kept`` = ``spent``.
    """

    payer: Payer | None
    spent: Money = field(kw_only=True)
    given: Money = field(kw_only=True)
    return_ref: str = field(default="", kw_only=True)

    @property
    def kept(self) -> Money:
        """What of it the customer bears."""
        return self.spent - self.given

    def settled(self, *, to: Tender, at: Moment, ref: str = "") -> Compensated:
        """The event that records that it was paid: besides any refund, which it does not lower."""
        return Compensated(
            self.given,
            kind=CompensationKind.RETURN_SHIPPING,
            to=to,
            reason="return shipping",
            return_ref=self.return_ref,
            at=at,
            ref=ref,
        )


def postage(
    decision: Decision[UnitCase], terms: RefundTerms, *, spent: Money | None = None
) -> PostageQuote:
    """Who pays for bringing back the units that a decision allows?

    The customer does when all of them come back for a reason, and are of lines, that the terms
    name; as soon as one is not, the shop does. ``spent`` is what the customer paid a carrier.
    What was given under the same return ref before counts towards the most that the terms pay back.

    Raises:
        InvalidValue: less than nothing was spent.
        CurrencyMismatch: an amount in another currency than the order.

    Example:
        >>> from postsales import EUR, Days, Delivered, Line, Order, Postage, RefundTerms
        >>> from postsales import ReturnRequest, ReturnTerms, ReturnWindow, refunds, returns
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15+01:00",
        ...     lines=[Line("tee", quantity=3, total=EUR("50.00"))],
        ...     history=[Delivered({"tee": 3}, at="2026-03-05T12:30+01:00")],
        ... )
        >>> terms = ReturnTerms(
        ...     id="acme", version="1", zone="Europe/Berlin",
        ...     window=ReturnWindow(Days(30), since=Delivered),
        ... )
        >>> refund_terms = RefundTerms(
        ...     id="acme", version="1", shipping="never", tenders="as_paid", postage=Postage(),
        ... )
        >>> for reason in ("remorse", "defect"):
        ...     one = ReturnRequest.of({"tee": 1}, reason=reason)
        ...     decision = returns.assess(order, one, terms, at="2026-03-20T09:00+01:00")
        ...     found = postage(decision, refund_terms, spent=EUR("4.90"))
        ...     print(found.payer, found.given)
        customer EUR 0.00
        merchant EUR 4.90
    """
    instance("decision", decision, Decision, "who pays is asked of a Decision")
    instance("terms", terms, RefundTerms, "the terms come second: RefundTerms")
    asked = decision.cases[0]
    currency = asked.order.currency
    paid = currency.zero if spent is None else instance("spent", spent, Money, "it is money")
    for money in (paid, terms.postage.at_most if terms.postage else None):
        if money is not None and money.currency != currency:
            raise CurrencyMismatch(money, currency.zero)
    if paid.is_negative:
        raise InvalidValue("spent", paid, "what was spent is zero or more")
    payer = _payer(decision, terms.postage)
    given = paid if payer is Payer.MERCHANT else currency.zero
    if terms.postage is not None and terms.postage.at_most is not None:
        before = sum(
            x.amount.minor
            for x in asked.position.compensations
            if x.kind is CompensationKind.RETURN_SHIPPING
            and asked.return_ref
            and x.return_ref == asked.return_ref
        )
        given = min(given, currency.minor(max(0, terms.postage.at_most.minor - before)))
    return PostageQuote(payer, spent=paid, given=given, return_ref=asked.return_ref)


def _payer(decision: Decision[UnitCase], terms: Postage | None) -> Payer | None:
    coming = [case for case, _ in all_allowed(decision) if case.travels_back]
    if not coming:
        return None
    if terms is not None and all(
        case.reason_kind in terms.for_reasons and terms.applies_to.covers(case.line, case.order)
        for case in coming
    ):
        return Payer.CUSTOMER
    return Payer.MERCHANT
