"""What does the customer of an order have by statute, until when, and what is owed by when?"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from attrs import evolve, field, frozen

from postsales.basics._checks import day, instance
from postsales.basics._errors import InvalidValue
from postsales.basics.citations import Citation
from postsales.basics.decisions import combined
from postsales.basics.findings import Finding, Verdict
from postsales.basics.last_days import Paused, parts
from postsales.basics.moments import Moment, instant, local_day
from postsales.basics.quantities import Quantities
from postsales.basics.rules import IN_THE_WAY, Unless, in_snake_case
from postsales.basics.windows import Deadline, LegalDeadline
from postsales.law.jurisdictions import Jurisdiction
from postsales.orders.circumstances import Sale
from postsales.orders.events import OfUnits, ReturnRequested
from postsales.orders.order import Order
from postsales.orders.overrides import Overridden
from postsales.orders.reasons import ReasonKind
from postsales.orders.sale_events import InformationMissing, RepairAsked
from postsales.refunds.terms import RefundTerms
from postsales.returns.barred import OTHER_CURRENCY, OutsideWhen, assumed_of
from postsales.returns.case import ReturnCase
from postsales.returns.decide import assess
from postsales.returns.request import ReturnRequest
from postsales.returns.rules import covered
from postsales.returns.stated import reckoned
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import StatedWindow

__all__ = [
    "Right",
    "day_of_the_sale",
    "is_about",
    "is_about_sale",
    "made_on",
    "not_informed",
    "rights",
    "since_the_sale",
    "without_staff",
    "zone_of",
]


@frozen(weakref_slot=False)
class Right:
    """A right, the units that it is about, and how it stands for them.

    ``verdict`` is met where the units are covered and there is time, not met where something bars
    it or its time is over, not applicable where the right is not about such a sale, and unknown
    where nobody can say. ``because`` are the findings that say so: ``amount_in_other_currency``
    names by its fact ``currency`` the one in which a limit of the right stands, where the order is
    in another. ``assumed`` is what was taken for granted since nobody told, such as ``faulty`` of a
    right that faulty goods alone have. ``refund`` says what goes back: of what was paid for
    delivery, to which means of payment, and whether the customer pays for the way back
    (``refund.postage``); it is None where the law says nothing of it.

    ``citation`` is where the right stands, and ``citations`` are that and the sources of every step
    of the count and of all that was found, in this order, each once. ``unverified`` are those of
    them that nobody has read in the text itself: the answer is as sure as the weakest.
    """

    name: str
    units: Quantities
    verdict: Verdict = field(kw_only=True)
    because: tuple[Finding, ...] = field(default=(), kw_only=True)
    deadline: Deadline | None = field(default=None, kw_only=True)
    citation: Citation | None = field(default=None, kw_only=True)
    citations: tuple[Citation, ...] = field(default=(), kw_only=True)
    assumed: tuple[str, ...] = field(default=(), kw_only=True)
    refund: RefundTerms | None = field(default=None, kw_only=True, repr=False)

    @property
    def unverified(self) -> tuple[Citation, ...]:
        """The sources that nobody has read in the text itself."""
        return tuple(x for x in self.citations if not x.is_verified)

    @property
    def is_verified(self) -> bool:
        """Is the answer as sure as texts that somebody has read?"""
        return not self.unverified


def rights(order: Order, place: Jurisdiction, *, at: Moment) -> tuple[Right, ...]:
    """Which statutory rights do the units of an order have, until when, and why not?

    Units that share an answer stand together. The law is that of the day on which the order was
    placed, where the customer is. What staff allowed is no part of it.

    Counting: facts after ``at`` do not count; one exactly at it does. Deadlines are those of the
    safe day.

    Raises:
        InvalidValue: an instant before the order was placed.
        NoLawInForce: no right is covered on the day of the contract.
        WrongType: no order, or no jurisdiction.

    Example:
        >>> from postsales import EUR, Customer, Delivered, Line
        >>> from postsales.law import EU
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15+01:00",
        ...     customer=Customer(id="C-7", zone="Europe/Berlin"),
        ...     lines=[Line("tee", quantity=1, total=EUR("20.00"))],
        ...     history=[Delivered({"tee": 1}, at="2026-03-09T11:00+01:00")],
        ... )
        >>> (right,) = rights(order, EU, at="2026-03-20T09:00+01:00")
        >>> right.name, str(right.verdict), right.deadline.last_day.isoformat()
        ('EU.withdrawal', 'met', '2026-03-23')
        >>> right.refund.shipping, right.refund.postage is not None
        (ShippingRefund.CHEAPEST_STANDARD, True)
    """
    instance("order", order, Order, "the facts come first: an Order")
    instance("place", place, Jurisdiction, "the law comes second, such as law.DE")
    now = since_the_sale(order, at)
    in_force = place.in_force(on=made_on(order))
    told = without_staff(order)
    return tuple(
        evolve(right, refund=_refund(order, place, name, now))
        for name, terms in in_force.items()
        for right in _of_terms(told, terms, now)
    )


def since_the_sale(order: Order, at: Moment) -> datetime:
    """The instant that is asked about, which is none before the contract was made.

    Raises:
        InvalidValue: it is.

    Example:
        See ``rights``: who has bought nothing has no rights, and owes nothing.
    """
    now = instant(at)
    if now < order.placed_at:
        allowed = f"the order was placed at {order.placed_at.isoformat()}: ask from then on"
        raise InvalidValue("at", now.isoformat(), allowed)
    return now


def day_of_the_sale(name: str, told: date | str, order: Order) -> date:
    """A last day that both sides agreed on, which is none before the contract was made.

    Raises:
        InvalidValue: it is.

    Example:
        See ``late_delivery``: what is to come on a day cannot be late when it is ordered.
    """
    found, made = day(name, told), made_on(order)
    if found < made:
        allowed = f"the order was placed on {made.isoformat()}: say that day or a later one"
        raise InvalidValue(name, found.isoformat(), allowed)
    return found


def _refund(order: Order, place: Jurisdiction, name: str, now: datetime) -> RefundTerms | None:
    """What goes back; who was not told of the right does not pay for the way back."""
    found = place.refund(name, on=made_on(order))
    return evolve(found, postage=None) if found and not_informed(order, now) else found


def is_about_sale(order: Order, terms: ReturnTerms, now: datetime) -> bool:
    """Is a right about any unit of an order?

    Example:
        See ``duties``: what follows from a right that is not, nobody owes.
    """
    told = _of_terms(without_staff(order), terms, now)
    return any(x.verdict is not Verdict.NOT_APPLICABLE for x in told)


def not_informed(order: Order, now: datetime) -> bool:
    """Was it told by now that the customer did not hear of the right in time?

    Example:
        See ``Right``, whose ``refund`` has the customer pay for nothing then.
    """
    return any(isinstance(x, InformationMissing) and x.at <= now for x in order.history)


def without_staff(order: Order) -> Order:
    """The order without what staff allowed: a statute gives what it gives, whoever allows more.

    Example:
        See ``rights``, which asks about this.
    """
    history = [x for x in order.history if not isinstance(x, Overridden)]
    return order if len(history) == len(order.history) else evolve(order, history=history)


def made_on(order: Order) -> date:
    """On which local day of the customer was the contract made?

    Example:
        See ``rights``, whose law is that of this day.
    """
    return local_day(order.placed_at, zone_of(order))


def zone_of(order: Order) -> str:
    """In which zone are the days of an order counted? The customer's, and UTC where nobody told it.

    Example:
        See ``rights``, whose days are those of this zone.
    """
    zone = order.customer.zone if order.customer is not None else None
    return zone or "UTC"


def _of_terms(order: Order, terms: ReturnTerms, now: datetime) -> Iterator[Right]:
    """How one right stands, units with the same answer together."""
    request = ReturnRequest.everything(order, reason=next(iter(terms.reasons)))
    decision = assess(order, request, terms, at=now)
    together: dict[Right, dict[str, int]] = {}
    for case, answers in zip(decision.cases, decision.answers, strict=True):
        told = [*zip(map(_plain, decision.rules), answers, strict=True)]
        units = together.setdefault(_right(case, told, terms), {})
        units[case.line_id] = units.get(case.line_id, 0) + case.quantity
    for right, units in together.items():
        yield evolve(right, units=Quantities.of(units))


_Told = list[tuple[Any, Finding]]


def _right(case: ReturnCase, told: _Told, terms: ReturnTerms) -> Right:
    outside = tuple(x for rule, x in told if _is_outside(rule, x))
    hindering = tuple(x for _, x in told if x.verdict in IN_THE_WAY)
    deadline = case.deadline if not outside else None
    trace = deadline.trace if deadline is not None else ()
    cited = [terms.window.by, *(x.by for x in trace), *(x.by for _, x in told)]
    legal = deadline.assumed if isinstance(deadline, LegalDeadline) else _of_count(case, terms)
    rules = (assumed_of(rule, case) for rule, _ in told)
    assumed = (*legal, *_of_pauses(case, terms), *rules, _of_reason(case, terms))
    return Right(
        terms.id,
        Quantities({}),
        verdict=Verdict.NOT_APPLICABLE if outside else combined(x for _, x in told),
        because=outside or hindering,
        deadline=deadline,
        citation=terms.window.by,
        citations=tuple(dict.fromkeys(x for x in cited if x is not None)),
        assumed=tuple(dict.fromkeys(x for x in assumed if x)),
    )


def _of_reason(case: ReturnCase, terms: ReturnTerms) -> str:
    """That goods are faulty, where a right is about such alone and nobody told that they are."""
    if ReasonKind.REMORSE in terms.reasons.values():
        return ""
    sale = Sale(case.order, case.line, case.known_at)
    asked = (x for x in sale.told(ReturnRequested) if isinstance(x, ReturnRequested))
    said = (word for x in asked for word, units in x.reasons.items() if case.line_id in units)
    is_told = any(word in terms.reasons for word in said) or any(sale.told(RepairAsked))
    return "" if is_told else "faulty"


def _of_count(case: ReturnCase, terms: ReturnTerms) -> tuple[str, ...]:
    """What was taken for granted to say that there is no last day."""
    window = terms.window
    return reckoned(case, window).assumed if isinstance(window, StatedWindow) else ()


def _of_pauses(case: ReturnCase, terms: ReturnTerms) -> Iterator[str]:
    """That time stood still for all units of a line, where it was told of some, not of which."""
    if not isinstance(terms.window, StatedWindow):
        return
    there = case.position.units(case.line_id).has_left
    for one in parts(terms.window.ends, Paused):
        kind = one.during.begins
        told = Sale(case.order, case.line, case.known_at).told(kind)
        if any(x.units[case.line_id] < there for x in told if isinstance(x, OfUnits)):
            yield f"{in_snake_case(kind.__name__)}_of_all_units"


def is_about(told: "_Told") -> bool:
    """Is a right about such a sale at all, by what its rules found?

    Example:
        See ``Right``: where it is not, it is not applicable.
    """
    return not any(_is_outside(rule, x) for rule, x in told)


def _is_outside(rule: object, found: Finding) -> bool:
    """Did a rule find that a right is not about the sale? Where nobody can say, it may be."""
    plain = _plain(rule)
    is_of_scope = plain is covered or isinstance(plain, OutsideWhen)
    is_found = found.verdict in IN_THE_WAY and found.code != OTHER_CURRENCY
    return is_of_scope and is_found


def _plain(rule: object) -> object:
    """The rule without its exceptions, such as that of lines which the terms are not about."""
    while isinstance(rule, Unless):
        rule = rule.rule
    return rule
