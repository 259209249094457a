"""May this be changed? Cuts a request into cases and asks the rules of the terms."""

from collections import Counter
from collections.abc import Iterator

from postsales.basics._checks import instance
from postsales.basics._errors import InvalidValue
from postsales.basics.currencies import Currency
from postsales.basics.decisions import Decision, decide
from postsales.basics.events import Event
from postsales.basics.moments import Moment, instant
from postsales.basics.money import CurrencyMismatch
from postsales.changes.case import Asking, ChangeCase
from postsales.changes.request import GIVES_UP, ChangeKind, ChangeRequest
from postsales.changes.rules import FACTS
from postsales.changes.terms import Changeable, ChangeTerms
from postsales.orders.charges import Charge
from postsales.orders.drawing import drawn
from postsales.orders.lines import Line, NewLine
from postsales.orders.order import Order
from postsales.orders.position import Position
from postsales.orders.staff import with_overrides
from postsales.orders.whereabouts import (
    BEYOND,
    Stock,
    Told,
    Whereabouts,
    happened,
    of_host,
    stock,
    told,
)

__all__ = ["assess"]


def assess(
    order: Order, request: ChangeRequest, terms: ChangeTerms, *, at: Moment
) -> Decision[ChangeCase]:
    """May these units be changed so now: which of them, until when, and why not?

    Every rule of the terms is asked about every unit, so that all reasons are known at once. A
    request draws on the units that may still be changed first. Units that are given up for others
    or for nothing are drawn once; an address or a day can be changed of the same units besides.

    Counting: facts after ``at`` do not count; one exactly at it does.

    Raises:
        UnknownLine: the request asks about a line that the order does not have.
        InvalidValue: a new line or charge has the id of one that the order has, or a charge is to
            be called off that it does not have.
        CurrencyMismatch: a new line or charge is in another currency.

    Example:
        >>> from postsales import EUR, Line, Shipped
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15+01:00",
        ...     lines=[Line("tee", quantity=3, total=EUR("50.00"))],
        ...     history=[Shipped({"tee": 1}, at="2026-03-03T16:00+01:00")],
        ... )
        >>> terms = ChangeTerms(id="acme", version="1")
        >>> request = ChangeRequest.to_address("addr-7", order)
        >>> decision = assess(order, request, terms, at="2026-03-03T18:00+01:00")
        >>> decision.allowed, decision.because
        ({'tee': 2}, FrozenMap({'already_shipped': 1}))
    """
    instance("order", order, Order, "the facts come first: an Order")
    asked = "say ChangeRequest.to_address('addr-7', order)"
    instance("request", request, ChangeRequest, asked)
    instance("terms", terms, ChangeTerms, "the terms come third: ChangeTerms")
    now = instant(at)
    position = order.position_at(now)
    _check_new(request, position)
    asking = Asking(order, position, request, terms, now, now)
    rules = with_overrides(terms.rules, order, now, FACTS)
    return decide(tuple(_cases(asking)), rules, request=request, terms=terms.ref, at=now)


def _check_new(request: ChangeRequest, position: Position) -> None:
    sold = position.sold
    for new in (x.to for x in request.items if x.to is not None):
        if new.id in sold.lines:
            allowed = "every line of an order has an id of its own, new ones with them"
            raise InvalidValue("to", new.id, allowed, "call the new line otherwise")
        if new.total.currency != sold.currency:
            raise _foreign(new, sold.currency)
    for charge in request.charges:
        if charge.id in sold.charges:
            allowed = "every charge of an order has an id of its own, new ones with them"
            raise InvalidValue("charges", charge.id, allowed, "call the new charge otherwise")
        if charge.total.currency != sold.currency:
            raise _foreign(charge, sold.currency)
    for id in request.instead_of:
        position.charge_money(id)


def _foreign(new: NewLine | Charge, currency: Currency) -> CurrencyMismatch:
    says = f"{new.id!r} costs {new.total}, but the order is in {currency}"
    return CurrencyMismatch(new.total, currency.zero, says)


def _cases(asking: Asking) -> Iterator[ChangeCase]:
    known = told(asking.order, asking.terms.cut_offs, asking.at)
    before: Counter[tuple[str, object]] = Counter()
    for item in asking.request.items:
        line = item.to if item.kind is ChangeKind.FURTHER else asking.position.line(item.line)
        assert line is not None  # noqa: S101 - a further line is one
        open = asking.terms.open_for(item.kind, line, asking.order)
        if item.kind is ChangeKind.FURTHER:
            pieces = [_along(asking, open, known, item.units)]
        else:
            # What calls units off draws on the same ones; an address leaves them to others.
            pool = item.line, GIVES_UP if item.kind in GIVES_UP else item.kind
            gone = before[pool]
            before[pool] += item.units
            pieces = drawn(_stock(asking, line, open, known), gone, item.units, BEYOND)
        for state, k, lot in pieces:
            passed = state.passed if state.place is Whereabouts.OPEN else ()
            yield ChangeCase(asking, item, line, k, state.place, passed, lot, open)


def _until(open: Changeable | None) -> tuple[type[Event], ...]:
    return () if open is None else of_host(open.until)


def _stock(asking: Asking, line: Line, open: Changeable | None, known: Told) -> list[Stock]:
    units = asking.position.units(line.id)
    return [*stock(units, _until(open), happened(known, line))]


def _along(asking: Asking, open: Changeable | None, known: Told, units: int) -> Stock:
    """Where further units would go along: with those of the order that are least far on the way."""
    lines = asking.position.lines
    some = [x for line in lines for x in _stock(asking, line, open, known) if x[1]]
    state, _, lot = min(some, key=_how_far)
    return state, units, lot


_WAY = tuple(Whereabouts)


def _how_far(piece: Stock) -> tuple[int, int]:
    return _WAY.index(piece[0].place), len(piece[0].passed)
