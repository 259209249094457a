"""Which sums follow from the law of a place: of late refunds, services begun, and used goods?"""

from postsales.basics._checks import instance
from postsales.basics._errors import InvalidValue
from postsales.basics.moments import Moment
from postsales.basics.money import Money
from postsales.law.handling import ValueLost, WhyBorne
from postsales.law.jurisdictions import Jurisdiction
from postsales.law.penalties import LateRefund
from postsales.law.rights import not_informed, since_the_sale
from postsales.law.services import ServiceOwed
from postsales.orders.order import Order

__all__ = ["late_refund", "service_owed", "value_lost"]


_LEFT_OUT = "law.coverage tells what is left out of it"


def late_refund(
    due: Money,
    place: Jurisdiction,
    *,
    days_late: int,
    price: Money | None = None,
    of: str = "withdrawal",
) -> LateRefund:
    """What does a trader owe who pays a sum back so many days late?

    ``of`` names what the refund follows from, and ``price`` is that of the goods, which matters
    where more is added by the month. What is added is a share of the sum, in whatever currency.

    Counting: days after the legal day of the duty to refund; 0 is in time.

    Rounding: half up, once.

    Raises:
        InvalidValue: this law has no such penalty; a sum below zero; no price, where it matters.
        CurrencyMismatch: the price is in another currency than the sum.
        WrongType: no money, no jurisdiction, no whole number of days.

    Example:
        >>> from postsales import EUR
        >>> from postsales.law import FR
        >>> late = late_refund(EUR("100.00"), FR, days_late=25)
        >>> str(late.added), str(late.total), late.by.article
        ('EUR 10.00', 'EUR 110.00', 'L242-4')
        >>> late_refund(EUR("100.00"), FR, days_late=10).has_interest
        True
    """
    instance("place", place, Jurisdiction, "the law comes second, such as law.FR")
    if not place.penalties:
        allowed = (
            f"the law of {place.code}, as far as it is covered, adds no fixed share to late sums"
        )
        raise InvalidValue("place", place.code, allowed, _LEFT_OUT)
    allowed = f"{place.code} has penalties for {', '.join(place.penalties)}"
    if instance("of", of, str, allowed) not in place.penalties:
        raise InvalidValue("of", of, allowed)
    return place.penalties[of].on(due, days_late=days_late, price=price)


def service_owed(
    price: Money,
    place: Jurisdiction,
    *,
    supplied: int,
    term: int,
    is_asked: bool,
    is_informed: bool,
    market_price: Money | None = None,
) -> ServiceOwed:
    """What does a customer owe for a service that had begun when they withdrew?

    See ``ProRata.on`` for what counts.

    Raises:
        InvalidValue: this law says nothing of it; more is supplied than there is; a price below
            zero, or a worth above it.
        CurrencyMismatch: price and worth are in two currencies.

    Example:
        >>> from postsales import EUR
        >>> from postsales.law import EU
        >>> year = EUR("523.95")
        >>> used = service_owed(
        ...     year, EU, supplied=4, term=365, is_asked=True, is_informed=True
        ... )
        >>> str(used.owed), str(used.refund)
        ('EUR 5.74', 'EUR 518.21')
    """
    instance("place", place, Jurisdiction, "the law comes second, such as law.EU")
    if place.services is None:
        allowed = (
            f"the law of {place.code}, as far as it is covered, has no rule for services begun"
        )
        raise InvalidValue("place", place.code, allowed, _LEFT_OUT)
    return place.services.on(
        price,
        supplied=supplied,
        term=term,
        is_asked=is_asked,
        is_informed=is_informed,
        market_price=market_price,
    )


def value_lost(
    order: Order, place: Jurisdiction, *, at: Moment, right: str = "withdrawal"
) -> ValueLost:
    """May a trader take off what goods lost in value, since the customer used them?

    ``right`` is the one by which they come back. A customer who was not told of the right bears
    nothing, also where the information came later: whether the goods had been used by then nobody
    told. How much was lost is what ``DiminishedValue`` in the merchant's terms says, by what was
    found; ``law.quote`` takes that off where it may be.

    Counting: facts after ``at`` do not count; one exactly at it does.

    Raises:
        InvalidValue: this law has no such right; an instant before the order was placed.
        WrongType: no order, or no jurisdiction.

    Example:
        >>> from postsales import EUR, InformationMissing, Line
        >>> from postsales.law import DE
        >>> line = Line("tee", quantity=1, total=EUR("20.00"))
        >>> order = Order(id="1001", placed_at="2026-03-02T10:15Z", lines=[line])
        >>> value_lost(order, DE, at="2026-03-20T09:00Z").by.article
        '§ 357a'
        >>> order = order.after(InformationMissing(at="2026-03-10T09:00Z"))
        >>> value_lost(order, DE, at="2026-03-20T09:00Z").why
        WhyBorne.NOT_INFORMED
    """
    instance("order", order, Order, "the facts come first: an Order")
    instance("place", place, Jurisdiction, "the law comes second, such as law.EU")
    allowed = f"{place.code} has {', '.join(place.rights)}"
    if instance("right", right, str, allowed) not in place.rights:
        raise InvalidValue("right", right, allowed)
    rule, now = place.handling.get(right), since_the_sale(order, at)
    if rule is None:
        return ValueLost(is_borne_by_customer=False, why=WhyBorne.NOT_SAID)
    if not_informed(order, now):
        return ValueLost(is_borne_by_customer=False, why=WhyBorne.NOT_INFORMED, by=rule.by)
    return ValueLost(is_borne_by_customer=True, why=WhyBorne.HANDLED, by=rule.by)
