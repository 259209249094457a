"""May these units be called off? Cuts a request into cases and asks the rules of the terms."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import cast

from attrs import frozen

from postsales.basics._checks import instance
from postsales.basics.decisions import Decision, decide
from postsales.basics.events import Event
from postsales.basics.moments import Moment, instant
from postsales.cancellations.case import Asking, CancellationCase, Whereabouts
from postsales.cancellations.request import CancellationRequest
from postsales.cancellations.terms import CancellationTerms
from postsales.orders.drawing import drawn
from postsales.orders.events import Shipped
from postsales.orders.lines import Line
from postsales.orders.order import Order, told_once
from postsales.orders.units import Lot, Units, in_hand

__all__ = ["assess"]


def assess(
    order: Order, request: CancellationRequest, terms: CancellationTerms, *, at: Moment
) -> Decision[CancellationCase]:
    """May these units be called off now: which of them, until when, and why not?

    Every rule of the terms is asked about every unit, so that all reasons are known at once. A
    request draws on the units that may still be called off first; those beyond them are answered by
    what became of them, and those that have left by the hint to return them.

    Counting: facts after ``at`` do not count; one exactly at it does.

    Raises:
        UnknownLine: the request asks about a line that the order does not have.

    Refers when: the terms name reasons and do not know the customer's.

    Example:
        >>> from postsales import EUR, Line
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15+01:00",
        ...     lines=[Line("tee", quantity=3, total=EUR("50.00"))],
        ...     history=[Shipped({"tee": 1}, at="2026-03-03T16:00+01:00")],
        ... )
        >>> terms = CancellationTerms(id="acme", version="1", until=Shipped)
        >>> request = CancellationRequest.of({"tee": 3}, reason="changed_mind")
        >>> decision = assess(order, request, terms, at="2026-03-03T18:00+01:00")
        >>> decision.allowed, decision.item("tee").because, decision.hints[0].kind
        ({'tee': 2}, FrozenMap({'already_shipped': 1}), 'return_instead')
    """
    instance("order", order, Order, "the facts come first: an Order")
    asked = "say CancellationRequest.of({'tee': 1}, reason='changed_mind')"
    instance("request", request, CancellationRequest, asked)
    instance("terms", terms, CancellationTerms, "the terms come third: CancellationTerms")
    now = instant(at)
    asking = Asking(order, order.position_at(now), terms, now, now, request.ref)
    cases = tuple(_cases(asking, request))
    return decide(cases, terms.rules, request=request, terms=terms.ref, at=now)


def _cases(asking: Asking, request: CancellationRequest) -> Iterator[CancellationCase]:
    position, terms = asking.position, asking.terms
    told = _told(asking)
    passed: dict[str, int] = {}
    for item in request.items:
        line = position.line(item.line)
        before = passed.get(item.line, 0)
        passed[item.line] = before + item.units
        stock = _stock(position.units(item.line), terms, _happened(told, line))
        kind = terms.kind_of(item.reason)
        for state, k, lot in drawn(stock, before, item.units, _BEYOND):
            yield CancellationCase(asking, item, line, k, state.place, state.passed, lot, kind)


@frozen(weakref_slot=False)
class _State:
    """Where units are, and which cut-offs they are past."""

    place: Whereabouts
    passed: tuple[type[Event], ...] = ()


_BEYOND = _State(Whereabouts.NOT_BOUGHT)

_Told = dict[type[Event], list[Event]]


def _told(asking: Asking) -> _Told:
    """The events so far that cut units off, but for parcels."""
    kinds = asking.terms.cut_offs
    if not kinds:
        return {}
    known = told_once(x for x in asking.order.history if x.at <= asking.at)
    return {kind: [x for x in known if isinstance(x, kind)] for kind in kinds}


def _happened(told: _Told, line: Line) -> dict[type[Event], int]:
    """To how many units of a line each cut-off has happened."""
    return {kind: sum(_of_line(x, line) for x in events) for kind, events in told.items()}


def _of_line(event: Event, line: Line) -> int:
    """To how many units of a line an event happened: those that it names, else all of them."""
    units: object = getattr(event, "units", None)
    if not isinstance(units, Mapping):
        return line.quantity
    named: object = cast("Mapping[object, object]", units).get(line.id, 0)
    return max(0, named) if isinstance(named, int) else line.quantity


_Stock = tuple[_State, int, Lot | None]


def _stock(
    units: Units, terms: CancellationTerms, happened: Mapping[type[Event], int]
) -> Iterator[_Stock]:
    """All units of a line by where they are, those that may still be called off first.

    An event that cuts units off happened to those first that are furthest on their way.
    """
    # Units were called off as long as they could be, so none of the others was spared for them.
    left = units.ordered - units.cancelled
    free = {event: max(0, left - k) for event, k in happened.items()}
    lots = in_hand(units)
    way = [x for x in lots if x.delivered_at is None]
    place = 0
    for lot, k in ((None, units.cancellable), *((x, x.units) for x in way)):
        edges = sorted({place, place + k, *(x for x in free.values() if place < x < place + k)})
        where = Whereabouts.OPEN if lot is None else Whereabouts.IN_TRANSIT
        for start, end in pairwise(edges):
            passed = tuple(x for x in terms.until if _is_past(x, lot, start, free))
            yield _State(where, passed), end - start, lot
        place += k
    for lot in lots:
        if lot.delivered_at is not None:
            yield _State(Whereabouts.DELIVERED), lot.units, lot
    yield _State(Whereabouts.REQUESTED), units.reserved, None
    yield _State(Whereabouts.RETURNED), units.returned, None
    yield _State(Whereabouts.REFUNDED), units.kept, None
    yield _State(Whereabouts.LOST), units.lost, None
    yield _State(Whereabouts.CANCELLED), units.cancelled, None


def _is_past(
    event: type[Event], lot: Lot | None, place: int, free: Mapping[type[Event], int]
) -> bool:
    if event is Shipped:
        return lot is not None
    return event in free and place >= free[event]
