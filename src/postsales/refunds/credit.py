"""Store credit in place of money, and the bonus for whoever takes it.

Rules of this file: the credit is what the refund would have been; the bonus stands beside it and is
never money. A bonus is a difference, as fees are: what is due for all credit of a return so far,
less what was granted before.
"""

from datetime import datetime
from typing import NoReturn

from attrs import evolve, field, frozen

from postsales.basics._checks import instance
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics.durations import Length
from postsales.basics.moments import Moment, instant
from postsales.basics.money import CurrencyMismatch, Money
from postsales.basics.periods import closing, deadline
from postsales.basics.windows import Deadline
from postsales.orders.besides import BonusGranted
from postsales.orders.events import Refunded
from postsales.orders.position import Position
from postsales.refunds._due import standing
from postsales.refunds.quote import RefundQuote
from postsales.refunds.terms import CreditOffer, RefundTerms

__all__ = ["CreditQuote", "as_store_credit"]


@frozen(weakref_slot=False, repr=False)
class CreditQuote:
    """What a customer gets who takes store credit: ``credit`` and ``bonus`` = ``total``.

    ``refund`` is the quote with all of it as store credit: what is recorded of the decision.
    ``expires`` is until when the bonus can be spent; None where it has no end, or there is none.
    """

    refund: RefundQuote
    bonus: Money
    basis: Money | None = None
    lasts: Length | None = None
    zone: str = field(default="UTC", kw_only=True)

    def __repr__(self) -> str:
        return f"<CreditQuote of {self.credit} and a bonus of {self.bonus}>"

    def __bool__(self) -> NoReturn:
        raise WrongType("quote", self.total, "a quote of nothing is a quote, too")

    @property
    def credit(self) -> Money:
        """What the refund would have been: the shop owes it."""
        return self.refund.store_credit

    @property
    def total(self) -> Money:
        """What the customer can spend."""
        return self.credit + self.bonus

    @property
    def expires(self) -> Deadline | None:
        """Until when can the bonus be spent, if it is given now?"""
        if self.lasts is None or not self.bonus:
            return None
        return deadline(self.refund.at, self.lasts, self.zone)

    def settled(self, *, at: Moment, ref: str = "") -> tuple[Refunded | BonusGranted, ...]:
        """The events that record it as done: the refund, and the bonus where there is one."""
        refunded = self.refund.settled(at=at, ref=ref)
        if not self.bonus and self.basis is None:
            return (refunded,)
        granted = BonusGranted(
            self.bonus,
            basis=self.basis,
            expires_at=self._end(instant(at)),
            return_ref=self.refund.return_ref,
            at=at,
            ref=ref,
        )
        return refunded, granted

    def _end(self, at: datetime) -> datetime | None:
        return None if self.lasts is None else closing(at, self.lasts, self.zone)


def as_store_credit(quote: RefundQuote) -> CreditQuote:
    """What does the customer get who takes store credit in place of money?

    The bonus is that of the terms' ``credit``, for what would have been money; without an offer
    there is none. Discounts, fees and caps are those of the quote.

    Rounding: a percentage as the terms say, once over all credit that was given under one return
    ref; a fixed bonus is granted once per return ref.

    Raises:
        InvalidValue: a quote that was typed and not worked out.
        CurrencyMismatch: a fixed bonus in another currency than the order.

    Example:
        >>> from postsales import EUR, Days, Delivered, Line, Order, Paid, Percent, RefundTerms
        >>> from postsales import ReturnRequest, ReturnTerms, ReturnWindow, Tender
        >>> from postsales import CreditOffer, refunds, returns
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
        >>> taken = as_store_credit(refunds.quote(decision, RefundTerms(
        ...     id="acme", version="1", shipping="never", tenders="as_paid",
        ...     credit=CreditOffer(Percent("10")),
        ... )))
        >>> taken.credit, taken.bonus
        (Money.of('16.67', 'EUR'), Money.of('1.67', 'EUR'))
    """
    instance("quote", quote, RefundQuote, "what was worked out comes first: a RefundQuote")
    asked = quote.asked
    if asked is None:
        raise InvalidValue("quote", quote, "a quote that was worked out is given as store credit")
    money = quote.total_minor - quote.store_credit_minor
    refund = evolve(quote, tenders_minor=(), store_credit_minor=quote.total_minor)
    offer = asked.terms.credit
    if offer is None or not money:
        return CreditQuote(refund, quote.currency.zero)
    at = None if asked.order is None else quote.at
    _, _, position = standing(asked.decision, asked.order, at)
    bonus = _bonus(offer, money, position, asked.terms, quote.return_ref)
    share = not isinstance(offer.bonus, Money)
    return CreditQuote(
        refund,
        quote.currency.minor(bonus),
        quote.currency.minor(money) if share else None,
        offer.lasts,
        zone=asked.terms.zone or "UTC",
    )


def _bonus(offer: CreditOffer, money: int, position: Position, terms: RefundTerms, ref: str) -> int:
    before = [x for x in position.bonuses if ref and x.return_ref == ref]
    granted = sum(x.amount.minor for x in before)
    if isinstance(offer.bonus, Money):
        if offer.bonus.currency != position.sold.currency:
            raise CurrencyMismatch(offer.bonus, position.sold.currency.zero)
        return max(0, offer.bonus.minor - granted)
    basis = sum(x.basis.minor for x in before if x.basis is not None)
    return max(0, offer.bonus.of_minor(basis + money, terms.rounding) - granted)
