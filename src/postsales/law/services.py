"""Services: what is owed for the part that was supplied before the customer withdrew."""

from attrs import field, frozen

from postsales.basics._checks import count, instance
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.citations import Citation, check_source
from postsales.basics.money import Money
from postsales.basics.rounding import divide

__all__ = ["ProRata", "ServiceOwed", "WhyOwed"]


class WhyOwed(Word):
    """Why is so much owed for a service?"""

    AS_SUPPLIED = "as_supplied"
    """It was asked for and all was told: the part that was supplied is paid."""
    NOT_ASKED = "not_asked"
    """The customer had not asked expressly that it begins at once: nothing is owed."""
    NOT_INFORMED = "not_informed"
    """The customer was not told of the right, or of the duty to pay: nothing is owed."""


@frozen(weakref_slot=False)
class ServiceOwed:
    """What the customer owes for a service, what goes back of its price, and why."""

    owed: Money
    refund: Money
    why: WhyOwed
    by: Citation | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        for name, value in (("owed", self.owed), ("refund", self.refund)):
            instance(name, value, Money, "an amount is needed, such as EUR('120.00')")
        instance("why", self.why, WhyOwed, "say why, such as WhyOwed.AS_SUPPLIED")
        check_source(self.by)


@frozen(weakref_slot=False, kw_only=True)
class ProRata:
    """Who asked expressly for a service to begin at once pays the part that was supplied.

    Example:
        >>> year = Money.of("120.00", "EUR")
        >>> paid = ProRata().on(year, supplied=10, term=30, is_asked=True, is_informed=True)
        >>> str(paid.owed), str(paid.refund)
        ('EUR 40.00', 'EUR 80.00')
    """

    by: Citation | None = None

    def __attrs_post_init__(self) -> None:
        check_source(self.by)

    def on(
        self,
        price: Money,
        *,
        supplied: int,
        term: int,
        is_asked: bool,
        is_informed: bool,
        market_price: Money | None = None,
    ) -> ServiceOwed:
        """What is owed for so much of a service of this price, and what goes back?

        ``is_asked`` tells that the customer asked expressly for an early start, ``is_informed``
        that they had been told of the right to withdraw and of the duty to pay. ``market_price`` is
        what the whole is worth, where its price is too high.

        Units: ``supplied`` and ``term`` in the same unit, mostly days. The day of the withdrawal
        does not count as supplied.

        Rounding: half up, once.

        Raises:
            InvalidValue: more is supplied than there is; a price below zero, or a worth above it.
            CurrencyMismatch: price and worth are in two currencies.
        """
        for name, value in (("is_asked", is_asked), ("is_informed", is_informed)):
            instance(name, value, bool, "say True or False")
        worth = _worth(price, market_price)
        count("term", term, least=1)
        count("supplied", supplied, most=term)
        why = _why(is_asked=is_asked, is_informed=is_informed)
        part = worth.minor * supplied if why is WhyOwed.AS_SUPPLIED else 0
        owed = Money(divide(part, term), price.currency)
        return ServiceOwed(owed, price - owed, why, by=self.by)


def _worth(price: Money, market_price: Money | None) -> Money:
    worth = price if market_price is None else market_price
    for name, value in (("price", price), ("market_price", worth)):
        instance(name, value, Money, "an amount is needed, such as EUR('120.00')")
        if value.is_negative:
            raise InvalidValue(name, value, "nothing costs less than zero")
    if worth > price:
        allowed = f"it is for a price that is too high, and at most {price}"
        raise InvalidValue("market_price", worth, allowed, "leave it out where the price is right")
    return worth


def _why(*, is_asked: bool, is_informed: bool) -> WhyOwed:
    if not is_asked:
        return WhyOwed.NOT_ASKED
    return WhyOwed.AS_SUPPLIED if is_informed else WhyOwed.NOT_INFORMED
