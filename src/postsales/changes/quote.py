"""Who owes how much when an order is changed: the quote of a change.

Rules of this file: what units that are called off cost are differences of cumulative shares, as in
a refund, so that changes in any steps add up. A change is made as a whole.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import NoReturn, TypeVar

from attrs import field, frozen

from postsales.basics._checks import instance
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics.currencies import Currency
from postsales.basics.decisions import Decision, Outcome, TermsRef
from postsales.basics.moments import Moment, instant, iso_repr
from postsales.basics.money import CurrencyMismatch, Money
from postsales.basics.quantities import FrozenMap
from postsales.changes.case import ChangeCase
from postsales.changes.request import GIVES_UP, ChangeKind
from postsales.orders.changed import Changed
from postsales.orders.charges import Charge
from postsales.orders.events import ChargeRefund, FeeCharged, LineRefund
from postsales.orders.lines import NewLine
from postsales.orders.order import Order
from postsales.orders.position import Position, nothing
from postsales.refunds.quote import RefundQuote, manual
from postsales.refunds.shares import QuoteLine, line_shares
from postsales.refunds.terms import RefundTerms

__all__ = ["ChangeQuote", "quote"]

T = TypeVar("T")


@frozen(weakref_slot=False, repr=False)
class ChangeQuote:
    """A change, worked out to the minor unit.

    ``credited`` + ``due_from_customer`` = the price of the new lines + the new ``charges`` + the
    fees + ``due_to_customer``. Of the two that are due one is zero. ``lines`` and ``charges_off``
    are the units and charges that are called off, with what they were to cost; ``addresses`` and
    ``dates`` say what goes elsewhere.

    A change is made as a whole: where not every unit of the request is allowed, it is refused or
    referred for the reasons in ``because``, and nobody owes anything. Leave out what stands in the
    way, as the hints of the decision say, and ask again.
    """

    at: datetime = field(repr=iso_repr)
    terms: TermsRef = field(kw_only=True)
    outcome: Outcome = field(kw_only=True)
    because: FrozenMap[str, int] = field(kw_only=True)
    lines: tuple[QuoteLine, ...] = field(kw_only=True)
    instead: tuple[NewLine, ...] = field(kw_only=True)
    charges: tuple[Charge, ...] = field(kw_only=True)
    charges_off: tuple[ChargeRefund, ...] = field(kw_only=True)
    fees: tuple[FeeCharged, ...] = field(kw_only=True)
    credited: Money = field(kw_only=True)
    due_from_customer: Money = field(kw_only=True)
    due_to_customer: Money = field(kw_only=True)
    addresses: FrozenMap[str, str] = field(kw_only=True)
    dates: FrozenMap[str, date] = field(kw_only=True)
    decision: Decision[ChangeCase] = field(kw_only=True, eq=False)

    def __repr__(self) -> str:
        due = f"{self.due_from_customer} from and {self.due_to_customer} to the customer"
        return f"<ChangeQuote {self.outcome}: {due}>"

    def __bool__(self) -> NoReturn:
        amounts = "a change for the same price is one, too"
        raise WrongType("change", self.outcome, amounts, "compare its outcome, or what is due")

    @property
    def currency(self) -> Currency:
        """The currency of the order."""
        return self.credited.currency

    @property
    def price(self) -> Money:
        """What the new lines cost."""
        return sum((line.total for line in self.instead), self.currency.zero)

    @property
    def fee(self) -> Money:
        """All fees together."""
        return sum((fee.amount for fee in self.fees), self.currency.zero)

    def settled(self, *, at: Moment, ref: str = "") -> Changed:
        """The event that records the change.

        Raises:
            InvalidValue: the change is refused or referred, or an instant before its decision.
        """
        then = instant(at)
        if then < self.at:
            made = f"a change is booked at or after its decision of {self.at.isoformat()}"
            raise InvalidValue("at", then.isoformat(), made)
        if self.outcome is not Outcome.ALLOWED:
            why = ", ".join(self.because)
            raise InvalidValue("change", str(self.outcome), "an allowed one is booked", why)
        return Changed(
            lines=[
                LineRefund(x.line, units=x.units, price=x.price, taxes=x.taxes) for x in self.lines
            ],
            instead=self.instead,
            charges=self.charges,
            charges_off=self.charges_off,
            credited=self.credited,
            due_from_customer=self.due_from_customer,
            due_to_customer=self.due_to_customer,
            fees=self.fees,
            addresses=self.addresses,
            dates=self.dates,
            at=then,
            ref=ref or self.decision.cases[0].request.ref,
        )

    def payout(self, order: Order, terms: RefundTerms, *, at: Moment) -> RefundQuote:
        """What is due to the customer, as a refund to where the money came from.

        Raises:
            InvalidValue: nothing is due to the customer.
            OverRefund: the order as it stands does not have so much: capture less instead.
        """
        return manual(order, self.due_to_customer, terms, reason="change", at=at)


def quote(decision: Decision[ChangeCase]) -> ChangeQuote:
    """Who owes how much for a change, all tax in, fees with it?

    Rounding: what units that are called off cost are differences of cumulative shares, rounded as
    the terms say: of the price, and of each tax.

    Raises:
        CurrencyMismatch: a fee of the terms is in another currency than the order.

    Example:
        >>> from postsales import EUR, ChangeRequest, ChangeTerms, Line, NewLine, Order, changes
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15+01:00",
        ...     lines=[Line("tee", quantity=3, total=EUR("50.00"))],
        ... )
        >>> wanted = NewLine("tee-xl", quantity=2, total=EUR("36.00"))
        >>> decision = changes.assess(
        ...     order, ChangeRequest.options({"tee": wanted}),
        ...     ChangeTerms(id="acme", version="1"), at="2026-03-02T12:00+01:00",
        ... )
        >>> change = quote(decision)
        >>> change.credited, change.due_from_customer
        (Money.of('33.33', 'EUR'), Money.of('2.67', 'EUR'))
    """
    instance("decision", decision, Decision, "a change is quoted for a Decision")
    first = instance("case", decision.cases[0], ChangeCase, "say changes.quote of a change")
    money = first.position.sold.currency.minor
    made = decision.outcome is Outcome.ALLOWED
    cases = decision.cases if made else ()
    given_up = [(x, x.quantity) for x in cases if x.kind in GIVES_UP]
    lines, _, _ = line_shares(given_up, first.position, first.terms.rounding)
    items = first.request.items if made else ()
    instead = tuple(x.to for x in items if x.to is not None)
    fees = _fees(cases, first.position.sold.currency)
    off = [_left(first.position, id) for id in (first.request.instead_of if made else ())]
    charges = first.request.charges if made else ()
    credited = sum(line.amount.minor for line in lines)
    credited += sum(first.position.charge_money(x.charge).left.minor for x in off)
    agreed = sum(x.total.minor for x in instead) + sum(x.total.minor for x in charges)
    agreed += sum(x.amount.minor for x in fees)
    return ChangeQuote(
        decision.at,
        terms=decision.terms,
        outcome=_outcome(decision),
        because=decision.because,
        lines=tuple(lines),
        instead=instead,
        charges=charges,
        charges_off=tuple(off),
        fees=fees,
        credited=money(credited),
        due_from_customer=money(max(0, agreed - credited)),
        due_to_customer=money(max(0, credited - agreed)),
        addresses=FrozenMap(
            _elsewhere(cases, ChangeKind.ADDRESS, first.request.address, first.position.address)
        ),
        dates=FrozenMap(
            _elsewhere(cases, ChangeKind.DATE, first.request.deliver_on, first.position.deliver_on)
        ),
        decision=decision,
    )


def _left(position: Position, charge: str) -> ChargeRefund:
    """What of a charge nobody gave back yet: the price, and each tax."""
    sold, money = position.sold.charges[charge], position.sold.currency.minor
    given = position.given_of("charge", charge) or nothing(sold)
    taxes = zip(sold.taxes_minor, given.taxes, strict=True)
    return ChargeRefund(
        charge,
        price=money(sold.price_minor - given.price),
        taxes=[money(total - gone) for total, gone in taxes],
    )


def _outcome(decision: Decision[ChangeCase]) -> Outcome:
    if decision.outcome is Outcome.ALLOWED:
        return Outcome.ALLOWED
    return Outcome.REFUSED if decision.refused else Outcome.REFER


def _fees(cases: Iterable[ChangeCase], currency: Currency) -> tuple[FeeCharged, ...]:
    """The fee of every part of the terms that the change makes use of, each once."""
    used = dict.fromkeys(case.open for case in cases)
    return tuple(_fee(one.fee, currency) for one in used if one is not None and one.fee)


def _fee(amount: Money, currency: Currency) -> FeeCharged:
    if amount.currency != currency:
        says = f"the fee is {amount}, but the order is in {currency}"
        raise CurrencyMismatch(amount, currency.zero, says)
    return FeeCharged("change", amount=amount)


def _elsewhere(
    cases: Iterable[ChangeCase], kind: ChangeKind, to: T | None, before: Callable[[str], T | None]
) -> dict[str, T]:
    """Where what is still to be sent goes, by line; new lines go along with those that are there.

    ``before`` says where a line went before this change.
    """
    asked = tuple(cases)
    moved = {x.item.line: to for x in asked if x.kind is kind}
    going = {line: moved.get(line) or before(line) for line in _to_send(asked)}
    # Further lines go with all the others, and where those part, as this change says.
    together = next(iter(going.values())) if len({*going.values()}) == 1 else to
    new: dict[str, T | None] = {}
    for case in asked:
        if case.item.to is not None:
            further = case.kind is ChangeKind.FURTHER
            new[case.item.to.id] = together if further else going.get(case.item.line)
    return {line: x for line, x in {**moved, **new}.items() if x}


def _to_send(cases: tuple[ChangeCase, ...]) -> Iterator[str]:
    """The lines of which something is still to be sent, by themselves or as other goods."""
    called_off = Counter[str]()
    for case in cases:
        if case.kind is ChangeKind.FEWER:
            called_off[case.item.line] += case.quantity
    for line in cases[0].position.lines if cases else ():
        if cases[0].position.units(line.id).cancellable > called_off[line.id]:
            yield line.id
