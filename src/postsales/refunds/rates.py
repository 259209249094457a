"""Two currencies: what a refund is in the other one, at the rate of the sale or at today's.

Rules of this file: an order has one currency, and quotes are in it. The other figure is worked out
beside it and lowers nothing. No rate is looked up: whoever asks brings it.
"""

from datetime import date
from decimal import Decimal

from attrs import field, frozen

from postsales.basics._checks import day, instance, numeral, ratio
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics.currencies import Currency
from postsales.basics.moments import iso_repr
from postsales.basics.money import CurrencyMismatch, Money
from postsales.basics.rounding import Rounding, divide, slice_of
from postsales.orders.balance import OverRefund
from postsales.orders.order import Order
from postsales.refunds.quote import RefundQuote

__all__ = ["Converted", "DayRate", "SaleRate", "converted"]

_FACTOR = "a rate is above zero, as text or a Decimal, such as '0.9174'"
_MOST = 10**12


@frozen(weakref_slot=False)
class SaleRate:
    """The rate of a sale: what all of it came to, in the order's currency and in the other one.

    Both amounts were booked, so steps that come to the one come to the other as well.

    Raises:
        InvalidValue: an amount of nothing or less.

    Example:
        >>> from postsales import EUR, USD
        >>> SaleRate(EUR("163.85"), USD("178.90")).other
        Money.of('178.90', 'USD')
    """

    sold: Money
    other: Money

    def __attrs_post_init__(self) -> None:
        for name, money in (("sold", self.sold), ("other", self.other)):
            instance(name, money, Money, "what the sale came to is an amount of money")
            if money.minor <= 0:
                raise InvalidValue(name, money, "a rate is made of amounts above zero")

    def of_step(self, before: int, now: int, rounding: Rounding) -> int:
        """Minor units of the other currency for the next ones of the order's."""
        return slice_of(self.other.minor, before, now, self.sold.minor, rounding)


def _factor(value: str | Decimal) -> Decimal:
    if isinstance(value, str):
        numeral("factor", value)
        value = Decimal(value)
    if not isinstance(value, Decimal):
        raise WrongType("factor", value, _FACTOR)
    ratio("factor", value)
    if not 0 < value < _MOST:
        raise InvalidValue("factor", value, _FACTOR)
    return value


def _factor_repr(value: Decimal) -> str:
    return repr(f"{value:f}")


def _on(value: date | str) -> date:
    return day("on", value)


@frozen(weakref_slot=False)
class DayRate:
    """The rate of a day: how many of the other currency one of the order's is worth.

    Example:
        >>> from postsales import USD
        >>> DayRate("1.0918", USD, on="2026-03-20").on
        datetime.date(2026, 3, 20)
    """

    factor: Decimal = field(converter=_factor, repr=_factor_repr)
    currency: Currency
    on: date = field(converter=_on, repr=iso_repr, kw_only=True)

    def __attrs_post_init__(self) -> None:
        instance("currency", self.currency, Currency, "the other currency is a Currency")

    def of_minor(self, minor: int, currency: Currency, rounding: Rounding) -> int:
        """Minor units of the other currency for so many of this one."""
        n, d = self.factor.as_integer_ratio()
        return divide(minor * n * 10**self.currency.exponent, d * 10**currency.exponent, rounding)


@frozen(weakref_slot=False)
class Converted:
    """A refund in both currencies, with the rate that was taken."""

    amount: Money
    other: Money
    rate: SaleRate | DayRate


def converted(
    quote: RefundQuote,
    rate: SaleRate | DayRate,
    *,
    order: Order,
    rounding: Rounding = Rounding.HALF_UP,
) -> Converted:
    """How much is a refund in the other currency: the shop's, or the customer's?

    At a ``SaleRate`` it is what was booked at the sale, at a ``DayRate`` what it is worth now: the
    choice is the caller's. ``order`` is the order as it stands, before the refund is booked.

    Rounding: at the rate of the sale, the difference of cumulative shares, so that refunds of all
    that was sold come to all that was booked, in whatever steps; at the rate of a day, once.

    Raises:
        CurrencyMismatch: a rate that is not of the order's currency.
        OverRefund: more was refunded than the rate says was sold.

    Example:
        >>> from postsales import EUR, USD, Line, Order, Paid, RefundTerms, Tender, refunds
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15+01:00",
        ...     lines=[Line("tee", quantity=3, total=EUR("50.00"))],
        ...     history=[
        ...         Paid(EUR("50.00"), tender=Tender.card("ch_1"), at="2026-03-02T10:15+01:00")
        ...     ],
        ... )
        >>> terms = RefundTerms(id="acme", version="1", shipping="never", tenders="as_paid")
        >>> at = "2026-03-20T09:00+01:00"
        >>> quote = refunds.manual(order, EUR("10.00"), terms, reason="a stain", at=at)
        >>> converted(quote, SaleRate(EUR("50.00"), USD("54.63")), order=order).other
        Money.of('10.93', 'USD')
        >>> converted(quote, DayRate("1.1512", USD, on="2026-03-20"), order=order).other
        Money.of('11.51', 'USD')
    """
    instance("quote", quote, RefundQuote, "what is converted comes first: a RefundQuote")
    instance("rate", rate, (SaleRate, DayRate), "a rate is a SaleRate or a DayRate")
    instance("order", order, Order, "the order as it stands is an Order")
    total = quote.total
    if total.currency != order.currency:
        raise CurrencyMismatch(total, order.currency.zero)
    if isinstance(rate, DayRate):
        minor = rate.of_minor(total.minor, order.currency, rounding)
        return Converted(total, rate.currency.minor(minor), rate)
    if rate.sold.currency != order.currency:
        raise CurrencyMismatch(total, rate.sold)
    # Refunds that were booked since the quote was made have taken their share, too.
    money = order.position_at(max((quote.at, *(x.at for x in order.history)))).money
    before = money.refunded.minor + money.reserved.minor
    if before + total.minor > rate.sold.minor:
        left = order.currency.minor(rate.sold.minor - before)
        raise OverRefund(total, left, f"the {rate.sold} of the rate")
    return Converted(
        total, rate.other.currency.minor(rate.of_step(before, total.minor, rounding)), rate
    )
