"""Remedies: what a customer can be offered for some units, side by side.

``compare`` says of each remedy whether the terms allow it and why not, what the customer gets, and
what it costs the shop. It keeps the order that was given and leaves nothing out.

======================= ==========================================================================
word                    meaning
======================= ==========================================================================
cash                    the money goes back to the tenders
store credit            the same money as credit, with or without a bonus
exchange                other goods instead, by an ``ExchangeQuote``
keep the item           some money, and nothing comes back
replacement             the same goods again
repair                  the same goods, put right
======================= ==========================================================================

Example:
    See ``compare``.
"""

from collections.abc import Iterable, Mapping

from attrs import evolve, field, frozen

from postsales.basics._checks import instance, several
from postsales.basics._errors import InvalidValue
from postsales.basics.decisions import Decision, Outcome
from postsales.basics.durations import Length
from postsales.basics.money import CurrencyMismatch, Money
from postsales.basics.percent import Percent
from postsales.basics.periods import deadline
from postsales.basics.quantities import FrozenMap
from postsales.basics.rounding import Rounding, slice_of
from postsales.basics.windows import Deadline
from postsales.exchanges.quote import ExchangeQuote
from postsales.orders.cases import UnitCase, travelling
from postsales.orders.remedied import RemedyKind
from postsales.orders.starts import check_length
from postsales.refunds.quote import RefundQuote
from postsales.refunds.quote import quote as refund_quote
from postsales.refunds.terms import RefundTerms
from postsales.refunds.windows import Afterwards

__all__ = ["Remedy", "RemedyCosts", "RemedyOffer", "compare"]

_NONE, _ALL = Percent("0"), Percent("100")


@frozen(weakref_slot=False)
class Remedy:
    """Something that a customer can be offered. Made by one of its constructors.

    Example:
        >>> from postsales import EUR
        >>> Remedy.keep_the_item(EUR("10.00"), up_to=EUR("25.00")).kind
        RemedyKind.KEEP_THE_ITEM
    """

    kind: RemedyKind
    terms: RefundTerms | None = field(default=None, kw_only=True)
    swap: ExchangeQuote | None = field(default=None, kw_only=True)
    bonus: Percent = field(default=_NONE, kw_only=True)
    expires: Length | None = field(default=None, kw_only=True)
    amount: Money | None = field(default=None, kw_only=True)
    up_to: Money | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        instance("kind", self.kind, RemedyKind, "say Remedy.cash(terms) or another constructor")
        kinds = (self.terms, RefundTerms), (self.swap, ExchangeQuote), (self.amount, Money)
        for place, name in enumerate(("terms", "swap", "amount")):
            value, cls = kinds[place]
            if name in _NEEDS[self.kind]:
                instance(name, value, cls, f"{self.kind.value} needs {name}: a {cls.__name__}")
            elif value is not None:
                raise InvalidValue(name, value, f"{self.kind.value} has no {name}")
        instance("bonus", self.bonus, Percent, "a bonus is a share, such as Percent('10')")
        if self.expires is not None:
            check_length("expires", self.expires)
        for name in ("amount", "up_to"):
            money = getattr(self, name)
            if money is not None and instance(name, money, Money, "say EUR('10.00')").minor < 0:
                raise InvalidValue(name, money, f"{name} is zero or more")
        for name, kind, nothing in _OF_ONE:
            value = getattr(self, name)
            if self.kind is not kind and value != nothing:
                raise InvalidValue(name, value, f"{self.kind.value} has no {name}")

    @classmethod
    def cash(cls, terms: RefundTerms) -> "Remedy":
        """The refund by these terms, as money."""
        return cls(RemedyKind.CASH, terms=terms)

    @classmethod
    def store_credit(
        cls, terms: RefundTerms, *, bonus: Percent = _NONE, expires: Length | None = None
    ) -> "Remedy":
        """The refund by these terms as store credit, with a bonus on top; it may expire.

        Counting: days are counted in the zone of the refund terms, else in that of the decision's
        deadlines, else in UTC.
        """
        return cls(RemedyKind.STORE_CREDIT, terms=terms, bonus=bonus, expires=expires)

    @classmethod
    def exchange(cls, swap: ExchangeQuote) -> "Remedy":
        """The exchange that was quoted."""
        return cls(RemedyKind.EXCHANGE, swap=swap)

    @classmethod
    def keep_the_item(cls, amount: Money, *, up_to: Money | None = None) -> "Remedy":
        """Some money, and the goods stay; only for units that were paid up to an amount."""
        return cls(RemedyKind.KEEP_THE_ITEM, amount=amount, up_to=up_to)

    @classmethod
    def replacement(cls) -> "Remedy":
        """The same goods again."""
        return cls(RemedyKind.REPLACEMENT)

    @classmethod
    def repair(cls, amount: Money) -> "Remedy":
        """The goods are put right, which costs the shop an amount."""
        return cls(RemedyKind.REPAIR, amount=amount)


_NEEDS = {
    RemedyKind.CASH: ("terms",),
    RemedyKind.STORE_CREDIT: ("terms",),
    RemedyKind.EXCHANGE: ("swap",),
    RemedyKind.KEEP_THE_ITEM: ("amount",),
    RemedyKind.REPLACEMENT: (),
    RemedyKind.REPAIR: ("amount",),
}
_OF_ONE = (
    ("bonus", RemedyKind.STORE_CREDIT, _NONE),
    ("expires", RemedyKind.STORE_CREDIT, None),
    ("up_to", RemedyKind.KEEP_THE_ITEM, None),
)


@frozen(weakref_slot=False, kw_only=True)
class RemedyCosts:
    """What giving and taking back costs the shop, as far as it knows.

    ``goods`` is what new goods cost it and ``resale`` what old ones are worth to it, as shares of
    their price; ``taking_back`` and ``sending`` are what a parcel costs. Without any of it what is
    given costs its price, and what comes back is worth nothing.

    Example:
        >>> RemedyCosts(goods=Percent("40")).resale
        Percent('0')
    """

    goods: Percent = _ALL
    resale: Percent = _NONE
    taking_back: Money | None = None
    sending: Money | None = None

    def __attrs_post_init__(self) -> None:
        for name in ("goods", "resale"):
            share = instance(name, getattr(self, name), Percent, "say Percent('40')")
            if share > _ALL:
                raise InvalidValue(name, share, f"{name} is at most 100 % of the price")
        for name in ("taking_back", "sending"):
            money = getattr(self, name)
            if money is not None and instance(name, money, Money, "say EUR('4.00')").minor < 0:
                raise InvalidValue(name, money, f"{name} is zero or more")


@frozen(weakref_slot=False)
class RemedyOffer:
    """A remedy for the units of a decision: whether it can be had, and what it is worth to whom.

    ``value_to_customer`` is what is given: money, credit, and goods at their price less what is
    paid for them; goods that stay or are put right count nothing. ``cost_to_shop`` is what that
    costs, by ``RemedyCosts``, and is below zero where the shop gains. Both are zero for what is
    refused. ``because`` has the reasons of units that it is refused for; ``quote`` is what to go on
    with. ``expires`` is until when store credit can be spent that is given at the instant of the
    decision; None where it has no end.
    """

    remedy: Remedy
    outcome: Outcome = field(kw_only=True)
    because: FrozenMap[str, int] = field(kw_only=True)
    value_to_customer: Money = field(kw_only=True)
    cost_to_shop: Money = field(kw_only=True)
    quote: RefundQuote | ExchangeQuote | None = field(default=None, kw_only=True)
    expires: Deadline | None = field(default=None, kw_only=True)

    @property
    def kind(self) -> RemedyKind:
        """What is offered."""
        return self.remedy.kind


_NO_COSTS = RemedyCosts()


def compare(
    decision: Decision[UnitCase],
    remedies: Iterable[Remedy],
    *,
    costs: RemedyCosts = _NO_COSTS,
) -> tuple[RemedyOffer, ...]:
    """What is each of these remedies worth to the customer, and what does it cost the shop?

    Rounding: a bonus and every share of the costs once, half up.

    Raises:
        InvalidValue: an exchange that was quoted for another decision.
        CurrencyMismatch: an amount in another currency than the order.

    Example:
        >>> from postsales import EUR, Days, Delivered, Line, Order, Paid, ReturnRequest, Tender
        >>> from postsales import ReturnTerms, ReturnWindow, ShippingRefund, TenderOrder, returns
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15+01:00",
        ...     lines=[Line("tee", quantity=3, total=EUR("60.00"))],
        ...     history=[
        ...         Paid(EUR("60.00"), tender=Tender.card("ch_1"), at="2026-03-02T10:15+01:00"),
        ...         Delivered({"tee": 3}, at="2026-03-05T12:30+01:00"),
        ...     ],
        ... )
        >>> returnable = ReturnTerms(
        ...     id="acme", version="1", zone="Europe/Berlin",
        ...     window=ReturnWindow(Days(30), since=Delivered),
        ... )
        >>> one = ReturnRequest.of({"tee": 1}, reason="remorse")
        >>> decision = returns.assess(order, one, returnable, at="2026-03-06T09:00+01:00")
        >>> money = RefundTerms(
        ...     id="acme", version="1",
        ...     shipping=ShippingRefund.NEVER, tenders=TenderOrder.AS_PAID,
        ... )
        >>> offers = compare(
        ...     decision, [Remedy.cash(money), Remedy.store_credit(money, bonus=Percent("10"))]
        ... )
        >>> [str(offer.value_to_customer) for offer in offers]
        ['EUR 20.00', 'EUR 22.00']
    """
    instance("decision", decision, Decision, "remedies are for the units of a Decision")
    instance("costs", costs, RemedyCosts, "say RemedyCosts(goods=Percent('40'))")
    offered = several("remedies", remedies, Remedy, "say Remedy.cash(terms) and the like")
    worth = _worth(decision, decision.allowed)
    at_hand = _AtHand(decision, worth, sum(decision.allowed.values()), costs)
    for money in _amounts(offered, costs):
        if money.currency != decision.cases[0].order.currency:
            raise CurrencyMismatch(money, decision.cases[0].order.currency.zero)
    return tuple(_offer(remedy, at_hand) for remedy in offered)


def _amounts(remedies: Iterable[Remedy], costs: RemedyCosts) -> Iterable[Money]:
    some = [costs.taking_back, costs.sending]
    for remedy in remedies:
        some += [remedy.amount, remedy.up_to]
    return [money for money in some if money is not None]


@frozen(weakref_slot=False)
class _AtHand:
    """The units that are to be settled, what was paid for them, and what things cost."""

    decision: Decision[UnitCase]
    worth: int
    units: int
    costs: RemedyCosts

    @property
    def travelling(self) -> Mapping[str, int]:
        """The units that travel back, by line."""
        return travelling(self.decision)

    @property
    def paid(self) -> int:
        """What was paid for the units: no more than what the shop has of the money."""
        return min(self.worth, self.decision.cases[0].position.refundable_minor)

    def money(self, minor: int) -> Money:
        return self.decision.cases[0].order.currency.minor(minor)

    def coming_back(self) -> int:
        """What it costs to take the units back, less what they are worth then."""
        coming = self.travelling
        if not coming:
            return 0
        back, worth = self.costs.taking_back, _worth(self.decision, coming)
        return (back.minor if back else 0) - self.costs.resale.of_minor(worth)

    def going_out(self, price: int) -> int:
        """What it costs to send new goods of this price."""
        sending = self.costs.sending
        return (sending.minor if sending else 0) + self.costs.goods.of_minor(price)


def _worth(decision: Decision[UnitCase], units: Mapping[str, int]) -> int:
    """What units were sold for, all tax in."""
    position = decision.cases[0].position
    found = 0
    for id, k in units.items():
        line, gone = position.line(id), position.units(id).refunded
        found += slice_of(line.total.minor, gone, k, line.quantity, Rounding.HALF_UP)
    return found


def _offer(remedy: Remedy, at_hand: _AtHand) -> RemedyOffer:
    decision = at_hand.decision
    offered = _MAKERS[remedy.kind](remedy, at_hand)
    if not decision.allowed:
        offered = evolve(offered, outcome=decision.outcome, because=decision.because)
    else:
        is_whole = offered.outcome is Outcome.ALLOWED
        offered = evolve(
            offered,
            outcome=decision.outcome if is_whole else offered.outcome,
            because=FrozenMap({**decision.because, **offered.because}),
        )
    if offered.outcome in (Outcome.REFUSED, Outcome.REFER):
        nothing = at_hand.money(0)
        return evolve(offered, value_to_customer=nothing, cost_to_shop=nothing, expires=None)
    return offered


def _made(
    remedy: Remedy,
    at_hand: _AtHand,
    value: int,
    cost: int,
    *,
    because: FrozenMap[str, int],
    outcome: Outcome = Outcome.ALLOWED,
    quote: RefundQuote | ExchangeQuote | None = None,
) -> RemedyOffer:
    return RemedyOffer(
        remedy,
        outcome=outcome,
        because=because,
        value_to_customer=at_hand.money(value),
        cost_to_shop=at_hand.money(cost),
        quote=quote,
    )


_NOTHING_AGAINST: FrozenMap[str, int] = FrozenMap({})
_LATE = {Afterwards.STORE_CREDIT: "late_credit", Afterwards.NOTHING: "late_nothing"}


def _refund(remedy: Remedy, at_hand: _AtHand) -> RefundQuote:
    assert remedy.terms is not None  # noqa: S101 - the remedy has checked it
    return refund_quote(at_hand.decision, remedy.terms)


def _late(quote: RefundQuote, wanted: tuple[Afterwards, ...]) -> FrozenMap[str, int]:
    found: dict[str, int] = {}
    for late in quote.late:
        if late.afterwards in wanted:
            code = _LATE[late.afterwards]
            found[code] = found.get(code, 0) + late.units
    return FrozenMap(found)


def _how_far(because: FrozenMap[str, int], at_hand: _AtHand) -> Outcome:
    late = sum(because.values())
    if not late:
        return Outcome.ALLOWED
    return Outcome.PARTLY if late < at_hand.units else Outcome.REFUSED


def _cash(remedy: Remedy, at_hand: _AtHand) -> RemedyOffer:
    quote = _refund(remedy, at_hand)
    because = _late(quote, (Afterwards.STORE_CREDIT, Afterwards.NOTHING))
    value = quote.total_minor - quote.store_credit_minor
    return _made(
        remedy,
        at_hand,
        value,
        value + at_hand.coming_back(),
        because=because,
        outcome=_how_far(because, at_hand),
        quote=quote,
    )


def _store_credit(remedy: Remedy, at_hand: _AtHand) -> RemedyOffer:
    quote = _refund(remedy, at_hand)
    because = _late(quote, (Afterwards.NOTHING,))
    quote = evolve(quote, tenders_minor=(), store_credit_minor=quote.total_minor)
    value = quote.total_minor + remedy.bonus.of_minor(quote.total_minor)
    made = _made(
        remedy,
        at_hand,
        value,
        at_hand.costs.goods.of_minor(value) + at_hand.coming_back(),
        because=because,
        outcome=_how_far(because, at_hand),
        quote=quote,
    )
    return evolve(made, expires=_expires(remedy, at_hand.decision))


def _expires(remedy: Remedy, decision: Decision[UnitCase]) -> Deadline | None:
    assert remedy.terms is not None  # noqa: S101 - the remedy has checked it
    if remedy.expires is None:
        return None
    ends = (case.deadline for case in decision.cases)
    counted = next((end.zone for end in ends if end is not None), "UTC")
    return deadline(decision.at, remedy.expires, remedy.terms.zone or counted)


def _exchange(remedy: Remedy, at_hand: _AtHand) -> RemedyOffer:
    swap = remedy.swap
    assert swap is not None  # noqa: S101 - the remedy has checked it
    if swap.decision != at_hand.decision:
        allowed = "an exchange is compared with other remedies for the same decision"
        raise InvalidValue("exchange", repr(swap), allowed, "quote it for this one")
    price = swap.price.minor
    paid = swap.due_from_customer.minor - swap.due_to_customer.minor
    return _made(
        remedy,
        at_hand,
        price - paid,
        at_hand.going_out(price) - paid + at_hand.coming_back(),
        because=swap.because,
        outcome=swap.outcome,
        quote=swap,
    )


def _keep(remedy: Remedy, at_hand: _AtHand) -> RemedyOffer:
    amount, up_to = remedy.amount, remedy.up_to
    assert amount is not None  # noqa: S101 - the remedy has checked it
    codes: list[str] = []
    if amount.minor > at_hand.paid:
        codes.append("more_than_paid")
    if up_to is not None and at_hand.worth > up_to.minor:
        codes.append("worth_more")
    return _made(
        remedy,
        at_hand,
        amount.minor,
        amount.minor,
        because=FrozenMap(dict.fromkeys(codes, at_hand.units)),
        outcome=Outcome.REFUSED if codes else Outcome.ALLOWED,
    )


def _replacement(remedy: Remedy, at_hand: _AtHand) -> RemedyOffer:
    cost = at_hand.going_out(at_hand.worth) + at_hand.coming_back()
    return _made(remedy, at_hand, at_hand.worth, cost, because=_NOTHING_AGAINST)


def _repair(remedy: Remedy, at_hand: _AtHand) -> RemedyOffer:
    amount, costs = remedy.amount, at_hand.costs
    assert amount is not None  # noqa: S101 - the remedy has checked it
    parcels = [x.minor for x in (costs.taking_back, costs.sending) if x is not None]
    cost = amount.minor + (sum(parcels) if at_hand.travelling else 0)
    return _made(remedy, at_hand, 0, cost, because=_NOTHING_AGAINST)


_MAKERS = {
    RemedyKind.CASH: _cash,
    RemedyKind.STORE_CREDIT: _store_credit,
    RemedyKind.EXCHANGE: _exchange,
    RemedyKind.KEEP_THE_ITEM: _keep,
    RemedyKind.REPLACEMENT: _replacement,
    RemedyKind.REPAIR: _repair,
}
