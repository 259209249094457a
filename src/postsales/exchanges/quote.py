"""Who owes how much when other goods are taken instead of money: the quote of an exchange."""

from collections.abc import Iterable, Mapping
from typing import NoReturn

from attrs import evolve, field, fields, frozen

from postsales.basics._checks import instance, several
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics.currencies import Currency
from postsales.basics.decisions import Decision, Outcome, TermsRef
from postsales.basics.moments import Moment
from postsales.basics.money import CurrencyMismatch, Money
from postsales.basics.periods import deadline
from postsales.basics.quantities import FrozenMap, Quantities
from postsales.basics.quoted import quoted
from postsales.basics.windows import Deadline
from postsales.exchanges._value import bonus_due, list_credit
from postsales.exchanges._wanted import as_sold, refusals
from postsales.exchanges.record import ExchangeRecord
from postsales.exchanges.terms import ExchangeTerms, Leftover
from postsales.orders.cases import UnitCase, travelling
from postsales.orders.events import NO_UNITS, LineRefund
from postsales.orders.exchanged import Exchanged
from postsales.orders.lines import NewLine
from postsales.orders.order import Order
from postsales.orders.position import Position
from postsales.refunds._due import is_for_recipient
from postsales.refunds.quote import RefundQuote, manual
from postsales.refunds.quote import quote as refund_quote
from postsales.refunds.terms import RefundTerms

__all__ = ["ExchangeQuote", "quote"]


@frozen(weakref_slot=False, repr=False)
class ExchangeQuote:
    """An exchange, worked out to the minor unit.

    Where it is allowed, ``credited`` + ``extra`` + ``due_from_customer`` = the price of the new
    goods + ``due_to_customer``. Of the two that are due one is zero. ``back`` is what the old units
    are worth, as a refund of them would be; ``wanted`` are the new lines as they were asked for,
    and ``instead`` as they are sold, with ``extra`` taken off. ``bonus`` is what was promised on
    top, used or not; ``staying`` are old units that need not come back.

    An exchange is refused where the decision allows no unit, or for the reasons in ``because``.
    Where it is refused or referred nobody owes anything, nothing is on hold, and there is no
    ``return_by``.
    """

    back: RefundQuote
    terms: TermsRef = field(kw_only=True)
    outcome: Outcome = field(kw_only=True)
    because: FrozenMap[str, int] = field(kw_only=True)
    wanted: tuple[NewLine, ...] = field(kw_only=True)
    instead: tuple[NewLine, ...] = field(kw_only=True)
    credited: Money = field(kw_only=True)
    extra: Money = field(kw_only=True)
    bonus: Money = field(kw_only=True)
    due_from_customer: Money = field(kw_only=True)
    due_to_customer: Money = field(kw_only=True)
    leftover: Leftover = field(kw_only=True)
    hold: Money = field(kw_only=True)
    return_by: Deadline | None = field(kw_only=True)
    staying: Quantities = field(default=NO_UNITS, kw_only=True)
    decision: Decision[UnitCase] = field(kw_only=True, eq=False)

    def __repr__(self) -> str:
        due = f"{self.due_from_customer} from and {self.due_to_customer} to the customer"
        return f"<ExchangeQuote {self.outcome}: {due}>"

    def __bool__(self) -> NoReturn:
        amounts = "an even exchange is one, too"
        raise WrongType("exchange", self.outcome, amounts, "compare its outcome, or what is due")

    @property
    def currency(self) -> Currency:
        """The currency of the order."""
        return self.back.currency

    @property
    def price(self) -> Money:
        """What the new goods cost, before any credit."""
        return sum((line.total for line in self.wanted), self.currency.zero)

    def record(self) -> ExchangeRecord:
        """The exchange as data: it compares, hashes and is stored without order and rules."""
        told = {x.name: getattr(self, x.name) for x in fields(ExchangeRecord) if x.name != "back"}
        return ExchangeRecord(quoted(self.back), **told)

    def settled(self, *, at: Moment, ref: str = "") -> Exchanged:
        """The event that records the exchange: old units settled, new lines agreed.

        Raises:
            InvalidValue: the exchange is refused.
        """
        if self.outcome in _NOT_MADE or not self.back.lines:
            why = ", ".join(self.because) or "no unit is worth anything"
            raise InvalidValue("exchange", str(self.outcome), "an allowed one is booked", why)
        nothing = self.currency.zero
        return Exchanged(
            [
                LineRefund(x.line, units=x.units, price=x.price, taxes=x.taxes)
                for x in self.back.lines
            ],
            instead=self.instead,
            credited=self.credited,
            due_from_customer=self.due_from_customer,
            due_to_customer=self.due_to_customer,
            fees=self.back.fees,
            extra=self.extra if self.extra != nothing else None,
            bonus=self.bonus if self.bonus != nothing else None,
            return_ref=self.back.return_ref,
            return_by=None if self.return_by is None else self.return_by.ends_at,
            staying=self.staying,
            at=at,
            ref=ref,
        )

    def payout(self, order: Order, terms: RefundTerms, *, at: Moment) -> RefundQuote:
        """What is due to the customer, as a refund: to tenders, or as store credit.

        Where the terms of refunds say so, whoever was given the goods gets store credit, and the
        tenders, which are the buyer's, get nothing.

        Raises:
            InvalidValue: nothing is due to the customer.
            OverRefund: the order as it stands no longer has so much.
        """
        found = manual(order, self.due_to_customer, terms, reason="exchange", at=at)
        recipient = is_for_recipient(self.decision, terms)
        if self.leftover is Leftover.TENDERS and not recipient:
            return found
        return evolve(found, tenders_minor=(), store_credit_minor=found.total_minor)


def quote(
    decision: Decision[UnitCase],
    terms: ExchangeTerms,
    *,
    instead: Iterable[NewLine],
    units: Mapping[str, int] | None = None,
    order: Order | None = None,
    at: Moment | None = None,
) -> ExchangeQuote:
    """Who owes how much when other goods are taken for the units that a decision allows?

    Money that was paid is used first, and credit beyond it (the list price, a bonus) last, so that
    it never becomes cash. ``units``, ``order`` and ``at`` are as in ``refunds.quote``.

    Rounding: what units are worth are differences of cumulative shares, as in a refund; so are list
    prices and a bonus in per cent. Credit beyond what was paid is taken off the new lines, and off
    the taxes in them, by largest remainder.

    Raises:
        InvalidValue: no new line, one id twice or one that the order has already.
        CurrencyMismatch: new lines, or an amount of the terms, in another currency.

    Example:
        >>> from postsales import EUR, Days, Delivered, Line, Paid, ReturnRequest, ReturnTerms
        >>> from postsales import ReturnWindow, Tender, returns
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15+01:00",
        ...     lines=[Line("tee", quantity=3, total=EUR("50.00"))],
        ...     history=[
        ...         Paid(EUR("50.00"), tender=Tender.card("ch_1"), at="2026-03-02T10:15+01:00"),
        ...         Delivered({"tee": 3}, at="2026-03-05T12:30+01:00"),
        ...     ],
        ... )
        >>> returnable = ReturnTerms(
        ...     id="acme", version="1", zone="Europe/Berlin",
        ...     window=ReturnWindow(Days(30), since=Delivered),
        ... )
        >>> two = ReturnRequest.of({"tee": 2}, reason="remorse")
        >>> decision = returns.assess(order, two, returnable, at="2026-03-06T09:00+01:00")
        >>> swap = quote(
        ...     decision, ExchangeTerms(id="acme", version="1"),
        ...     instead=[NewLine("tee-xl", quantity=2, total=EUR("36.00"))],
        ... )
        >>> swap.credited, swap.due_from_customer
        (Money.of('33.33', 'EUR'), Money.of('2.67', 'EUR'))
    """
    instance("decision", decision, Decision, "an exchange is made for a Decision")
    instance("terms", terms, ExchangeTerms, "the terms come second: ExchangeTerms")
    back = refund_quote(decision, terms.as_refund, units=units, order=order, at=at)
    asked = decision.cases[0]
    position = asked.position if order is None else order.position_at(back.at)
    wanted = _wanted(instead, position)
    price = sum(line.total.minor for line in wanted)
    credited = back.total_minor
    bonus = bonus_due(back, terms, position)
    beyond = bonus + list_credit(back, terms, position)
    used = min(beyond, max(0, price - credited))
    owed = price - credited - used
    because = refusals(back, wanted, owed, terms)
    staying = _staying(decision, back)
    money = back.currency.minor
    found = ExchangeQuote(
        back,
        terms=terms.ref,
        outcome=_outcome(decision, because),
        because=FrozenMap({**decision.because, **because}),
        wanted=wanted,
        instead=as_sold(wanted, money(used)),
        credited=money(credited),
        extra=money(used),
        bonus=money(bonus),
        due_from_customer=money(max(0, owed)),
        due_to_customer=money(max(0, -owed)),
        leftover=terms.leftover,
        hold=_hold(back, terms, staying),
        return_by=_return_by(back, terms) if not _all_stay(back, staying) else None,
        staying=staying,
        decision=decision,
    )
    return _without_dues(found) if found.outcome in _NOT_MADE else found


_NOT_MADE = (Outcome.REFUSED, Outcome.REFER)


def _without_dues(swap: ExchangeQuote) -> ExchangeQuote:
    none = swap.currency.zero
    swap = evolve(swap, due_from_customer=none, due_to_customer=none, hold=none, return_by=None)
    return evolve(swap, staying=NO_UNITS)


def _wanted(instead: Iterable[NewLine], position: Position) -> tuple[NewLine, ...]:
    wanted = several("instead", instead, NewLine, "say NewLine('tee-xl', quantity=1, total=...)")
    if not wanted:
        raise InvalidValue("instead", wanted, "at least one new line is wanted in an exchange")
    seen = {*position.sold.lines}
    for line in wanted:
        if line.id in seen:
            allowed = "every line of an order has an id of its own, new ones with them"
            raise InvalidValue("instead", line.id, allowed, "call the new line otherwise")
        seen.add(line.id)
        if line.total.currency != position.sold.currency:
            says = f"{line.id!r} costs {line.total}, but the order is in {position.sold.currency}"
            raise CurrencyMismatch(line.total, position.sold.currency.zero, says)
    return wanted


def _outcome(decision: Decision[UnitCase], because: Mapping[str, int]) -> Outcome:
    return Outcome.REFUSED if because else decision.outcome


def _staying(decision: Decision[UnitCase], back: RefundQuote) -> Quantities:
    """Units of the exchange that need not come back; those that travel are given up first."""
    travel = travelling(decision)
    stay = {x.line: x.units - travel.get(x.line, 0) for x in back.lines}
    return Quantities.trusted({line: k for line, k in stay.items() if k > 0})


def _all_stay(back: RefundQuote, staying: Quantities) -> bool:
    return all(x.units == staying.get(x.line, 0) for x in back.lines)


def _awaited_worth(back: RefundQuote, staying: Quantities) -> int:
    """What was paid for the units that are to come back, in whole minor units, rounded down."""
    parts = ((x, x.units - staying.get(x.line, 0)) for x in back.lines)
    return sum(x.amount.minor * k // x.units for x, k in parts if k)


def _hold(back: RefundQuote, terms: ExchangeTerms, staying: Quantities) -> Money:
    if terms.advance is None or not back.lines or _all_stay(back, staying):
        return back.currency.zero
    hold = terms.advance.hold
    if isinstance(hold, Money):
        if hold.currency != back.currency:
            says = f"the hold is {hold}, but the order is in {back.currency}"
            raise CurrencyMismatch(hold, back.currency.zero, says)
        return hold
    return hold.of(back.currency.minor(_awaited_worth(back, staying)), terms.rounding)


def _return_by(back: RefundQuote, terms: ExchangeTerms) -> Deadline | None:
    if terms.advance is None:
        return None
    return deadline(back.at, terms.advance.within, terms.zone or "UTC")
