"""What goes back where the statute gives a right: nothing less than it says, whatever terms say.

Rules of this file: where the statute gives the units, each attribute of the merchant's refund terms
that is worse for the customer gives way to that of the statute, and none that is better; elsewhere
the merchant's terms hold alone. What goods lost in value is taken off where the statute lets it.
"""

from collections.abc import Container, Iterable, Iterator
from datetime import datetime
from functools import partial
from itertools import product

from attrs import evolve, field, frozen

from postsales.basics._checks import instance
from postsales.basics._errors import InvalidValue
from postsales.basics.decisions import Decision
from postsales.basics.digests import together
from postsales.basics.events import Event
from postsales.basics.moments import Moment, instant
from postsales.basics.money import CurrencyMismatch, Money
from postsales.law.floor import Floor
from postsales.law.rights import made_on, not_informed
from postsales.law.sums import value_lost
from postsales.orders.besides import CompensationKind
from postsales.orders.events import Refunded
from postsales.orders.order import Order
from postsales.orders.reasons import ReasonKind
from postsales.refunds.quote import RefundQuote
from postsales.refunds.quote import quote as by_terms
from postsales.refunds.terms import (
    Fee,
    GiftRefund,
    Per,
    Postage,
    RefundTerms,
    ShippingRefund,
)
from postsales.refunds.worth import DiminishedValue
from postsales.returns.case import ReturnCase

__all__ = ["FloorQuote", "better_of", "is_postage", "quote"]

# From the least to the most that goes back of what was paid for delivery.
_SHIPPING = (
    ShippingRefund.NEVER,
    ShippingRefund.CHEAPEST_STANDARD,
    ShippingRefund.WHEN_ALL_COMES_BACK,
    ShippingRefund.SHARE,
    ShippingRefund.ALWAYS,
)


@frozen(weakref_slot=False)
class FloorQuote:
    """What goes back: the part that the statute gives, and the part that the merchant gives alone.

    Either is None where it has no units. ``total`` is that of both. The ``terms`` of the statutory
    part name the merchant's and those of each right that gives it. ``assumed`` is what was taken
    for granted since nobody told: ``return_cost``, that a fee for the way back is no higher than
    what bringing the goods back costs.
    """

    statutory: RefundQuote | None
    merchant: RefundQuote | None
    zero: Money = field(repr=False)
    assumed: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[RefundQuote, ...]:
        """The quotes that there are, to be booked in this order."""
        return tuple(x for x in (self.statutory, self.merchant) if x is not None)

    @property
    def total(self) -> Money:
        """What goes back in all."""
        return sum((x.total for x in self.parts), start=self.zero)


def quote(
    floor: Floor,
    terms: RefundTerms,
    *,
    order: Order | None = None,
    at: Moment | None = None,
    return_cost: Money | None = None,
) -> FloorQuote:
    """How much does the customer get for what ``law.assess`` allows?

    What the statute gives is paid back by the better of both; the rest by the merchant's terms, as
    after the first part was paid for the same return. With ``order`` and ``at`` the money is that
    of the order as it stands then, with what was found when goods were looked at; without them it
    is that of ``law.assess``. All units are paid for at once. Where the customer pays for the way
    back by statute, it is what that costs and no more: ``return_cost`` says how much for the whole
    return, and a fee for it is cut to that. Without it the fee is as the terms say, which is
    ``assumed``.

    Rounding: as ``refunds.quote``.

    Raises:
        InvalidValue: ``order`` without ``at``, or ``at`` without it; units that were refunded.
        WrongType: no floor, no refund terms, or something else than an order.

    Example:
        >>> from postsales import EUR, Customer, Days, Delivered, Fee, Line, Order, Paid, Per
        >>> from postsales import ReturnRequest, ReturnTerms, ReturnWindow, Tender, TenderOrder
        >>> from postsales import law
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15+01:00",
        ...     customer=Customer(id="C-7", zone="Europe/Berlin"),
        ...     lines=[Line("tee", quantity=1, total=EUR("20.00"))],
        ...     history=[
        ...         Paid(EUR("20.00"), tender=Tender.card("ch_1"), at="2026-03-02T10:15+01:00"),
        ...         Delivered({"tee": 1}, at="2026-03-09T11:00+01:00"),
        ...     ],
        ... )
        >>> terms = ReturnTerms(
        ...     id="acme", version="1", zone="Europe/Berlin",
        ...     window=ReturnWindow(Days(30), since=Delivered),
        ... )
        >>> money = RefundTerms(
        ...     id="acme", version="1", shipping=ShippingRefund.NEVER, tenders=TenderOrder.AS_PAID,
        ...     fees=[Fee("handling", EUR("4.00"), per=Per.RETURN)],
        ... )
        >>> tee = ReturnRequest.of({"tee": 1}, reason="remorse")
        >>> for day in (20, 24):
        ...     at = f"2026-03-{day}T09:00+01:00"
        ...     print(quote(law.assess(order, tee, terms, law.DE, at=at), money).total)
        EUR 20.00
        EUR 16.00
    """
    instance("floor", floor, Floor, "a quote is made for what law.assess gives")
    instance("terms", terms, RefundTerms, "the terms come second: RefundTerms")
    if (order is None) != (at is None):
        raise InvalidValue("at", at, "`order` and `at` go together", "leave both out, or name both")
    if order is not None:
        instance("order", order, Order, "the facts as they stand then are an Order")
    decision = floor.decision
    now = floor.at if at is None else instant(at)
    then = decision.cases[0].order if order is None else order
    zero, gives = then.currency.zero, floor.statute_gives
    _check_cost(return_cost, zero)
    statutory = None
    if gives:
        ask = partial(by_terms, decision, units=gives, order=order, at=at)
        quotes = [(x, ask(x)) for x in _better(floor, terms, then, now)]
        if return_cost is not None:
            quotes += [(x, ask(_priced(x, return_cost, found))) for x, found in quotes]
        statutory = max((found for _, found in quotes), key=lambda x: x.total)
    assumed = ("return_cost",) if return_cost is None and _has_postage(statutory) else ()
    if gives == decision.allowed:
        return FloorQuote(statutory, None, zero, assumed)
    if statutory is None:
        return FloorQuote(None, by_terms(decision, terms, order=order, at=at), zero)
    return FloorQuote(statutory, _rest(decision, terms, then, statutory, now), zero, assumed)


_REF = "statutory part"


def _rest(
    decision: Decision[ReturnCase],
    terms: RefundTerms,
    order: Order,
    statutory: RefundQuote,
    now: datetime,
) -> RefundQuote:
    """The part of the merchant alone, as after the other was paid: both are of one return.

    A return without a ref is given one while this is worked out, or what is taken off once per
    return would be taken off both.
    """
    first = statutory.pending(at=now, ref=_REF)
    if decision.cases[0].return_ref:
        return by_terms(decision, terms, order=order.after(first), at=now)
    named = tuple(_named(x) for x in decision.cases)
    paid = [_under_it(x) if x.at > decision.at else x for x in order.history]
    told = evolve(order, history=[*paid, _under_it(first)])
    found = by_terms(evolve(decision, cases=named), terms, order=told, at=now)
    asked = found.asked and evolve(found.asked, decision=decision)
    return evolve(found, return_ref="", asked=asked)


def _named(case: ReturnCase) -> ReturnCase:
    request = evolve(case.asking.request, ref=_REF)
    return evolve(case, asking=evolve(case.asking, request=request))


def _under_it(event: Event) -> Event:
    """A refund of no return is taken to be of the one that is asked about."""
    if isinstance(event, Refunded) and not event.return_ref:
        return evolve(event, return_ref=_REF)
    return event


def _check_cost(told: Money | None, zero: Money) -> None:
    if told is None:
        return
    instance("return_cost", told, Money, "what the way back costs is money, such as EUR('4.95')")
    if told.currency != zero.currency:
        raise CurrencyMismatch(told, zero)
    if told.is_negative:
        raise InvalidValue("return_cost", told, "what the way back costs is zero or more")


def _priced(terms: RefundTerms, cost: Money, quote: RefundQuote) -> RefundTerms:
    """The terms with what the way back costs, once, for the fees for it that a quote has."""
    codes = [*dict.fromkeys(x.code for x in quote.fees if _is_way_back(x.code))]
    fees = [x for x in terms.fees if x.code not in codes[1:]]
    priced = [evolve(x, amount=cost, per=Per.RETURN) if x.code in codes else x for x in fees]
    return evolve(terms, fees=priced)


def _has_postage(found: RefundQuote | None) -> bool:
    """Is a fee for the way back taken off?"""
    return found is not None and any(_is_way_back(x.code) and x.amount for x in found.fees)


def _better(floor: Floor, terms: RefundTerms, order: Order, now: datetime) -> Iterator[RefundTerms]:
    """The merchant's refund terms, with the better of what each right of the units says.

    A share of the delivery is more than none of it while units stay, and less than all of it when
    none does: which of both is the better is known when it is worked out.
    """
    kinds: dict[str, set[ReasonKind]] = {}
    for x in floor.cases:
        if x.is_statutory:
            kinds.setdefault(x.right, set()).add(x.case.reason_kind)
    on = made_on(order)
    told = {x: floor.place.refund(x, on=on) for x in kinds}
    statutes = [x for x in told.values() if x is not None]
    both = together(x.ref for x in (terms, *statutes))
    better = evolve(terms, id=both.id, version=both.version)
    for right, statute in told.items():
        if statute is not None:
            better = better_of(better, statute, kinds=kinds[right])
        if not value_lost(order, floor.place, at=now, right=right).is_borne_by_customer:
            better = evolve(better, diminished=_but_for(better.diminished, kinds[right]))
    if not_informed(order, now):
        kept = [x for x in better.fees if not is_postage(x)]
        better = evolve(better, fees=kept, postage=None)
    shipping = dict.fromkeys(x.shipping for x in (better, *statutes))
    other = dict.fromkeys(x.other_charges for x in (better, *statutes))
    for one, two in product(shipping, other):
        yield evolve(better, shipping=one, other_charges=two)


def _but_for(
    some: Iterable[DiminishedValue], kinds: Container[ReasonKind]
) -> Iterator[DiminishedValue]:
    """What is taken off for used goods, but for units with these kinds of reasons."""
    for one in some:
        reasons = [x for x in one.for_reasons if x not in kinds]
        if reasons:
            yield evolve(one, for_reasons=reasons)


def better_of(
    terms: RefundTerms, statute: RefundTerms, *, kinds: Container[ReasonKind] = tuple(ReasonKind)
) -> RefundTerms:
    """The refund terms of a merchant, with what is better by statute, attribute by attribute.

    Fees and rules about promotions that the statute does not know are dropped, and so are windows
    for money; of delivery the more goes back. What was paid for a gift goes back to who paid, where
    the statute knows no store credit. Where the customer pays for the way back by statute as well,
    a fee for it stays, for the reasons that the statute names. What is taken off for other reasons
    than ``kinds`` stays as it is: units that came back for them have another right.

    Example:
        >>> from postsales import TenderOrder
        >>> own = RefundTerms(
        ...     id="acme", version="1", shipping="always", tenders=TenderOrder.AS_PAID
        ... )
        >>> statute = RefundTerms(
        ...     id="law", version="1", shipping="cheapest_standard", tenders=TenderOrder.AS_PAID
        ... )
        >>> better_of(own, statute).shipping
        ShippingRefund.ALWAYS
    """
    return evolve(
        terms,
        fees=[*statute.fees, *_left(terms, statute, kinds)],
        postage=_borne(terms.postage, statute, kinds),
        promotions=statute.promotions,
        gifts=terms.gifts if statute.gifts is GiftRefund.STORE_CREDIT else statute.gifts,
        window=statute.window,
        special_windows=statute.special_windows,
        shipping=max(terms.shipping, statute.shipping, key=_SHIPPING.index),
        other_charges=max(terms.other_charges, statute.other_charges, key=_SHIPPING.index),
    )


def _borne(
    own: Postage | None, statute: RefundTerms, kinds: Container[ReasonKind]
) -> Postage | None:
    """When the customer pays for the way back: by the merchant's terms and by statute."""
    if own is None:
        return None
    reasons = [x for x in own.for_reasons if x not in kinds or _pays(x, statute)]
    return evolve(own, for_reasons=reasons) if reasons else None


def _left(terms: RefundTerms, statute: RefundTerms, kinds: Container[ReasonKind]) -> Iterator[Fee]:
    """The merchant's own fees for the way back, as far as the statute has the customer pay."""
    known = {x.code for x in statute.fees}
    for fee in terms.fees:
        reasons = [
            x for x in fee.for_reasons if x not in kinds or (is_postage(fee) and _pays(x, statute))
        ]
        if fee.code not in known and reasons:
            yield evolve(fee, for_reasons=reasons)


def _pays(kind: ReasonKind, statute: RefundTerms) -> bool:
    """Does the customer pay for the way back by statute?"""
    return statute.postage is not None and kind in statute.postage.for_reasons


def is_postage(fee: Fee) -> bool:
    """Is a fee for bringing goods back? Its code is, or begins with, ``return_shipping``.

    Example:
        >>> from postsales import EUR, Per
        >>> is_postage(Fee("return_shipping", amount=EUR("4.95"), per=Per.RETURN))
        True
        >>> is_postage(Fee("return_shipping_us", amount=EUR("4.95"), per=Per.RETURN))
        True
    """
    return _is_way_back(fee.code)


def _is_way_back(code: str) -> bool:
    """Also of a fee of another code for each currency, or for each market."""
    return code == _POSTAGE or code.startswith(f"{_POSTAGE}_")


_POSTAGE = CompensationKind.RETURN_SHIPPING.value
