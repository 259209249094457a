"""May these units be returned? Cuts a request into cases and asks the rules of the terms."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from postsales.basics._checks import instance
from postsales.basics.decisions import Decision, decide
from postsales.basics.moments import Moment, instant
from postsales.basics.quantities import FrozenMap
from postsales.orders.drawing import drawn
from postsales.orders.inspected import found_under
from postsales.orders.order import Order
from postsales.orders.reasons import ReasonKind
from postsales.orders.starts import FirstEvents, Selected, Since, first_events
from postsales.orders.units import Lot, Units, in_hand
from postsales.returns.case import Asking, Availability, ReturnCase
from postsales.returns.found import looked_at
from postsales.returns.request import ReturnRequest
from postsales.returns.running import selected_starts
from postsales.returns.says import Coverage, JudgedBy
from postsales.returns.staff import with_overrides
from postsales.returns.terms import ReturnTerms
from postsales.returns.tolling import Pauses, pauses
from postsales.returns.windows import ReturnWindow

__all__ = ["assess"]


_IN_HAND, _OTHER = Availability.IN_HAND, ReasonKind.OTHER


def assess(
    order: Order, request: ReturnRequest, terms: ReturnTerms, *, at: Moment
) -> Decision[ReturnCase]:
    """May these units be returned now: which of them, until when, and why not?

    Every rule of the terms is asked about every unit, so that all reasons are known at once. A
    request draws on the newest delivery first; units beyond those in the customer's hands are
    answered by what became of them.

    Counting: facts after ``at`` do not count; one exactly at it does.

    Raises:
        UnknownLine: the request asks about a line that the order does not have.

    Refers when: a window has no start yet and the terms do not call it open; the terms do not know
    the customer's reason, or are not about the line; the zone or the holidays by which the last day
    is counted are not known.

    Example:
        >>> from postsales import EUR, Days, Delivered, Line, ReturnWindow
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15+01:00",
        ...     lines=[Line("tee", quantity=3, total=EUR("50.00"))],
        ...     history=[Delivered({"tee": 3}, at="2026-03-05T12:30+01:00")],
        ... )
        >>> terms = ReturnTerms(
        ...     id="acme", version="1", zone="Europe/Berlin",
        ...     window=ReturnWindow(Days(30), since=Delivered),
        ... )
        >>> request = ReturnRequest.of({"tee": 2}, reason="remorse")
        >>> decision = assess(order, request, terms, at="2026-03-20T09:00+01:00")
        >>> decision.allowed, decision.item("tee").deadline.last_day.isoformat()
        ({'tee': 2}, '2026-04-04')
    """
    instance("order", order, Order, "the facts come first: an Order")
    asked = "say ReturnRequest.of({'tee': 1}, reason='remorse')"
    instance("request", request, ReturnRequest, asked)
    instance("terms", terms, ReturnTerms, "the terms come third: ReturnTerms")
    now = instant(at)
    position = order.position_at(now)
    first = first_events(order, terms.starts, now) if terms.starts else _NO_EVENTS
    zone = terms.zone if isinstance(terms.zone, str) else _customers_zone(order)
    selected = selected_starts(order, position, terms, now) if terms.selects else _NONE
    notice = _notice(request, terms, now)
    tolled = pauses(order, position.lines, terms.tolled_by, now) if terms.tolled_by else _NO_PAUSES
    asking = Asking(
        order, position, terms, request, now, now, zone, notice, first, selected, tolled
    )
    cases = tuple(_cases(asking, request))
    if terms.conditions and request.ref:
        cases = looked_at(cases, found_under(request.ref, order, at=now))
    rules = with_overrides(terms, order, now)
    return decide(cases, rules, request=request, terms=terms.ref, at=now)


_NO_PAUSES: Pauses = FrozenMap({})
_NO_EVENTS: FirstEvents = FrozenMap({})
_NONE: FrozenMap[tuple[ReturnWindow, Since], Selected] = FrozenMap({})


def _notice(request: ReturnRequest, terms: ReturnTerms, known_at: datetime) -> datetime | None:
    """The instant of the notice that the terms judge; one after the known facts does not count."""
    by, told = terms.judged_by, request.received_at
    if by is JudgedBy.SENT:
        told = request.sent_at or told
    if told is None or by is JudgedBy.GOODS_BACK or told > known_at:
        return None
    return told


def _customers_zone(order: Order) -> str | None:
    return order.customer.zone if order.customer is not None else None


def _cases(asking: Asking, request: ReturnRequest) -> list[ReturnCase]:
    cases: list[ReturnCase] = []
    passed: dict[str, int] = {}
    position, reasons = asking.position, asking.terms.reasons
    for item in request.items:
        line = position.line(item.line)
        units = position.units(item.line)
        before = passed.get(item.line, 0)
        passed[item.line] = before + item.units
        kind = reasons.get(item.reason, _OTHER)
        cases += [
            ReturnCase(asking, item, line, k, availability, lot, kind)
            for availability, k, lot in _drawn(units, asking.terms.covers, before, item.units)
        ]
    return cases


_Drawn = tuple[Availability, int, Lot | None]


def _drawn(units: Units, covers: Coverage, before: int, wanted: int) -> Sequence[_Drawn]:
    """The units that an item draws on, after those that items before it have drawn."""
    lots = in_hand(units)
    if lots and before + wanted <= lots[0].units:
        return ((_IN_HAND, wanted, lots[0]),)
    return drawn(_stock(units, covers, lots), before, wanted, Availability.NOT_BOUGHT)


def _stock(units: Units, covers: Coverage, lots: Sequence[Lot]) -> Iterator[_Drawn]:
    """All units of a line by what became of them, those that can be asked for first."""
    for lot in lots:
        yield _IN_HAND, lot.units, lot
    yield Availability.NOT_SHIPPED, units.cancellable, None
    claimed = units.claimed if covers is Coverage.ORDERED else 0
    lost = Availability.LOST, units.missing - claimed, None
    if covers is Coverage.ORDERED:
        yield lost
    yield Availability.REQUESTED, units.reserved + claimed, None
    yield Availability.RETURNED, units.returned, None
    if covers is not Coverage.ORDERED:
        yield lost
    yield Availability.REFUNDED, units.kept + units.lost - units.missing, None
    yield Availability.CANCELLED, units.cancelled, None
