"""Which sums follow from the law of a place: of a late refund, and of a service that had begun?"""

from postsales.basics._checks import instance
from postsales.basics._errors import InvalidValue
from postsales.basics.money import Money
from postsales.law.jurisdictions import Jurisdiction
from postsales.law.penalties import LateRefund
from postsales.law.services import ServiceOwed

__all__ = ["late_refund", "service_owed"]


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
    where more is added by the month.

    Counting: days after the legal day of the duty to refund; 0 is in time.

    Rounding: half up, once.

    Raises:
        InvalidValue: this law has no such penalty; a sum below zero; no price, where it matters.
        CurrencyMismatch: the price is in another currency than the sum.

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
    if of not in place.penalties:
        allowed = f"{place.code} has penalties for {', '.join(place.penalties) or 'nothing'}"
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
        allowed = f"the law of {place.code} says nothing of services that have begun"
        raise InvalidValue("place", place.code, allowed, "ask a law that does, such as law.EU")
    return place.services.on(
        price,
        supplied=supplied,
        term=term,
        is_asked=is_asked,
        is_informed=is_informed,
        market_price=market_price,
    )
