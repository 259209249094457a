"""May these units be returned? Cuts a request into cases and asks the rules of the terms."""

from datetime import datetime

from postsales.basics._checks import instance
from postsales.basics.decisions import Decision, decide
from postsales.basics.moments import Moment, instant
from postsales.basics.quantities import FrozenMap
from postsales.orders.order import Order
from postsales.orders.staff import with_overrides
from postsales.orders.starts import FirstEvents, Selected, Since, first_events
from postsales.returns.bundles import NO_BUNDLES, bundles_of
from postsales.returns.case import Asking, Availability, ReturnCase
from postsales.returns.cut import cut
from postsales.returns.request import ReturnRequest
from postsales.returns.rules import asked
from postsales.returns.running import selected_starts
from postsales.returns.says import JudgedBy
from postsales.returns.terms import ReturnTerms
from postsales.returns.tolling import Pauses, pauses
from postsales.returns.windows import ReturnWindow

__all__ = ["assess"]


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
    says = "say ReturnRequest.of({'tee': 1}, reason='remorse')"
    instance("request", request, ReturnRequest, says)
    instance("terms", terms, ReturnTerms, "the terms come third: ReturnTerms")
    now = instant(at)
    position = order.position_at(now)
    first = first_events(order, terms.starts, now) if terms.starts else _NO_EVENTS
    zone = terms.zone if isinstance(terms.zone, str) else _customers_zone(order)
    selected = selected_starts(order, position, terms, now) if terms.selects else _NONE
    notice = _notice(request, terms, now)
    tolled = pauses(order, position.lines, terms.tolled_by, now) if terms.tolled_by else _NO_PAUSES
    rules = with_overrides(terms.rules, order, now, _FACTS)
    rules = terms.asked if rules is terms.rules else asked(rules, terms.applies_to)
    sets = bundles_of(order) if terms.bundles else NO_BUNDLES
    asking = Asking(
        order,
        position,
        terms,
        request,
        now,
        now,
        zone,
        notice,
        first,
        selected,
        tolled,
        rules,
        sets,
    )
    return decide(cut(asking, request.items), rules, request=request, terms=terms.ref, at=now)


_FACTS = frozenset(x.value for x in Availability)
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
