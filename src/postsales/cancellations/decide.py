"""May these units be called off? Cuts a request into cases and asks the rules of the terms."""

from collections.abc import Iterator

from postsales.basics._checks import instance
from postsales.basics.decisions import Decision, decide
from postsales.basics.moments import Moment, instant
from postsales.cancellations.case import Asking, CancellationCase
from postsales.cancellations.request import CancellationRequest
from postsales.cancellations.terms import CancellationTerms
from postsales.orders.drawing import drawn
from postsales.orders.order import Order
from postsales.orders.staff import with_overrides
from postsales.orders.whereabouts import BEYOND, Whereabouts, happened, stock, told

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
        >>> from postsales import EUR, Line, Shipped
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
    rules = with_overrides(terms.rules, order, now, _FACTS)
    return decide(cases, rules, request=request, terms=terms.ref, at=now)


_FACTS = frozenset(x.value for x in Whereabouts)


def _cases(asking: Asking, request: CancellationRequest) -> Iterator[CancellationCase]:
    position, terms = asking.position, asking.terms
    known = told(asking.order, terms.cut_offs, asking.at)
    passed: dict[str, int] = {}
    for item in request.items:
        line = position.line(item.line)
        before = passed.get(item.line, 0)
        passed[item.line] = before + item.units
        units = stock(position.units(item.line), terms.until, happened(known, line))
        kind = terms.kind_of(item.reason)
        for state, k, lot in drawn(units, before, item.units, BEYOND):
            yield CancellationCase(asking, item, line, k, state.place, state.passed, lot, kind)
