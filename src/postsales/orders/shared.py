"""Payments of several orders: how much of one payment is whose.

Rules of this file: whose money it is stands before anything goes back. An order knows its own share
as what was paid, so that no refund of it can take what belongs to another one.
"""

from collections import Counter
from collections.abc import Mapping

from attrs import field, frozen

from postsales.basics._checks import instance, pairs, text
from postsales.basics._errors import Contradictions, InvalidValue, short
from postsales.basics.moments import Moment
from postsales.basics.money import CurrencyMismatch, Money
from postsales.basics.quantities import FrozenMap
from postsales.orders.events import Paid
from postsales.orders.payments import Tender

__all__ = ["SharedPayment", "pooled"]


def _amounts(name: str, value: object) -> FrozenMap[str, Money]:
    allowed = "each order has an amount of money"
    read = {text(name, x): instance(name, y, Money, allowed) for x, y in pairs(name, value)}
    return FrozenMap(read)


def _shares(value: Mapping[str, Money]) -> FrozenMap[str, Money]:
    return _amounts("shares", value)


@frozen(weakref_slot=False)
class SharedPayment:
    """One payment that paid several orders, and the share that each of them may get back.

    The shares together are at most the amount; what they leave belongs to no order.

    Raises:
        InvalidValue: no orders.
        CurrencyMismatch: a share in another currency.
        Contradictions: a share below zero, or shares above the amount.

    Example:
        >>> from postsales import EUR
        >>> both = SharedPayment(
        ...     Tender.card("ch_1"), amount=EUR("100.00"),
        ...     shares={"1001": EUR("60.00"), "1002": EUR("40.00")},
        ... )
        >>> both.paid("1002", at="2026-03-02T10:15+01:00").amount
        Money.of('40.00', 'EUR')
    """

    tender: Tender
    amount: Money = field(kw_only=True)
    shares: FrozenMap[str, Money] = field(kw_only=True, converter=_shares)

    def __attrs_post_init__(self) -> None:
        instance("tender", self.tender, Tender, "say by which tender, such as Tender.card('ch_1')")
        instance("amount", self.amount, Money, "an amount of money was captured")
        if not self.shares:
            raise InvalidValue("shares", self.shares, "name at least one order and its share")
        for share in self.shares.values():
            if share.currency != self.amount.currency:
                raise CurrencyMismatch(self.amount, share)
        below = [order for order, share in self.shares.items() if share.is_negative]
        problems = [f"the share of {short(order)} is below zero" for order in below]
        together = sum(self.shares.values(), self.amount.currency.zero)
        if together > self.amount:
            problems.append(f"its shares come to {together}")
        if problems:
            raise Contradictions(f"payment {self.tender.id[:60]!r} of {self.amount}", problems)

    def share(self, order: str | None = None) -> Money:
        """How much of it paid this order, and can go back to it at most?

        Without an order it is that of the only one.

        Raises:
            InvalidValue: no order is named and several share it, or it paid nothing of this one.
        """
        known = ", ".join(short(x) for x in self.shares)
        if order is None:
            if len(self.shares) > 1:
                allowed = f"{self.tender.id[:60]!r} paid several orders: {known}"
                raise InvalidValue("order", order, allowed, "name the one that it is about")
            return next(iter(self.shares.values()))
        found = self.shares.get(order) if isinstance(order, str) else None
        if found is None:
            raise InvalidValue("order", order, f"{self.tender.id[:60]!r} paid {known}")
        return found

    def paid(self, order: str | None = None, *, at: Moment, ref: str = "") -> Paid:
        """The event that the payment is for one of its orders: its own share was captured.

        Raises:
            InvalidValue: no order is named and several share it, or it paid nothing of this one.
        """
        return Paid(self.share(order), tender=self.tender, at=at, ref=ref)


def pooled(
    payments: Mapping[Tender, Money], over: Mapping[str, Money]
) -> tuple[SharedPayment, ...]:
    """How much of each payment of a pool belongs to each order that the pool paid?

    ``over`` says what each order costs. Every payment is shared by what the orders are still short
    of; what the pool has beyond that belongs to none.

    Rounding: largest remainder on minor units, equal remainders in the order given. The shares of a
    payment add up to it, and those of an order to what it costs, where the pool has as much.

    Raises:
        InvalidValue: no orders, no payments, two tenders of one id, or an amount below zero.
        CurrencyMismatch: amounts of two currencies.

    Example:
        >>> from postsales import EUR
        >>> gift, card = Tender.gift_card("GC-7"), Tender.card("ch_1")
        >>> pool = pooled(
        ...     {gift: EUR("20.00"), card: EUR("80.00")},
        ...     {"1001": EUR("60.00"), "1002": EUR("40.00")},
        ... )
        >>> [str(x.share("1001")) for x in pool]
        ['EUR 12.00', 'EUR 48.00']
    """
    costs = _amounts("over", over)
    tenders = [
        (instance("payments", x, Tender, "a pool is paid by tenders"), _captured(y))
        for x, y in pairs("payments", payments)
    ]
    if not costs or not tenders:
        name, told = ("payments", payments) if costs else ("over", over)
        raise InvalidValue(name, told, "name at least one")
    ids = Counter(tender.id for tender, _ in tenders)
    for again in [id for id, k in ids.items() if k > 1]:
        allowed = "every tender has an id of its own, whatever its kind"
        raise InvalidValue("payments", again, allowed, "add up what was paid by one tender")
    _check_alike([*costs.values(), *(money for _, money in tenders)])
    short_of = {order: cost.minor for order, cost in costs.items()}
    found: list[SharedPayment] = []
    for tender, money in tenders:
        used = min(money.minor, sum(short_of.values()))
        shares = money.currency.minor(used).allocate([*short_of.values()])
        given = dict(zip(short_of, shares, strict=True))
        short_of = {order: left - given[order].minor for order, left in short_of.items()}
        found.append(SharedPayment(tender, amount=money, shares=given))
    return tuple(found)


def _captured(value: object) -> Money:
    return instance("payments", value, Money, "what a tender paid is an amount of money")


def _check_alike(amounts: list[Money]) -> None:
    for money in amounts:
        if money.currency != amounts[0].currency:
            raise CurrencyMismatch(amounts[0], money)
        if money.is_negative:
            raise InvalidValue("amount", money, "what is paid and what is owed is zero or more")
