"""May the customer end the contract, since the goods have not come?"""

from collections import Counter
from datetime import date, datetime

from attrs import evolve

from postsales.basics._checks import day, instance
from postsales.basics._errors import InvalidValue
from postsales.basics.durations import days_after
from postsales.basics.moments import Moment, day_start
from postsales.law._announced import announced
from postsales.law.additional_periods import DELIVER, AdditionalPeriod, DeliveryState, LateDelivery
from postsales.law.jurisdictions import Jurisdiction
from postsales.law.owing import contract_deadline
from postsales.law.rights import day_of_the_sale, since_the_sale
from postsales.orders.events import Delivered
from postsales.orders.lines import LineKind
from postsales.orders.order import Order, told_once

__all__ = ["late_delivery"]


def late_delivery(
    order: Order,
    place: Jurisdiction,
    *,
    at: Moment,
    agreed_on: date | str | None = None,
    extended_until: date | str | None = None,
    is_essential: bool = False,
    is_refused: bool = False,
) -> LateDelivery:
    """May the customer end the contract since goods have not come, or do they have to wait?

    ``agreed_on`` is the last day on which the goods were to come, where both agreed on one; else it
    is that of the duty to deliver. ``extended_until`` is the last day of the additional period that
    the customer has set, ``is_essential`` tells that the time was, by what was agreed or since the
    customer had said so before the contract, and ``is_refused`` that the trader has refused to
    deliver. Asked about the order as a whole: goods are awaited as long as a unit of them is.

    Counting: both last days count to their end where the customer is; an agreed day moves for no
    weekend. Whether the additional period is long enough is not for this to say.

    Raises:
        InvalidValue: an instant or an agreed day before the order was placed; an order without
            goods; a law without an additional period; one that ends no later than the time for the
            delivery.
        WrongType: no order, or no jurisdiction.

    Example:
        >>> from postsales import EUR, Line
        >>> from postsales.law import EU
        >>> order = Order(
        ...     id="1001", placed_at="2026-02-02T10:15Z",
        ...     lines=[Line("tee", quantity=1, total=EUR("20.00"))],
        ... )
        >>> late_delivery(order, EU, at="2026-03-05T00:00Z").state
        DeliveryState.LATE
        >>> waits = late_delivery(order, EU, at="2026-03-05T00:00Z", extended_until="2026-03-18")
        >>> waits.state, waits.may_end_at.isoformat()
        (DeliveryState.EXTENDED, '2026-03-19T00:00:00+00:00')
    """
    instance("order", order, Order, "the facts come first: an Order")
    instance("place", place, Jurisdiction, "the law comes second, such as law.EU")
    for name, told in (("is_essential", is_essential), ("is_refused", is_refused)):
        instance(name, told, bool, "say True or False")
    if all(x.kind is not LineKind.GOODS for x in order.lines):
        raise InvalidValue("order", order.id, "an order with goods, which can be delivered late")
    rule, deadline = _rule(place), contract_deadline(order, place, DELIVER, at=at)
    zone, last = deadline.zone, deadline.legal_day
    if agreed_on is not None:
        last = day_of_the_sale("agreed_on", agreed_on, order)
    over, may_end = _end(last, zone), None
    if extended_until is not None:
        may_end = _end(_later(day("extended_until", extended_until), last), zone)
    if is_essential or is_refused:
        may_end = over
    now = since_the_sale(order, at)
    if not _is_awaited(order, now):
        return LateDelivery(DeliveryState.NOT_AWAITED, last_day=last, may_end_at=None, by=rule.by)
    state = _state(now, over, may_end)
    return LateDelivery(state, last_day=last, may_end_at=may_end, by=rule.by)


def _rule(place: Jurisdiction) -> AdditionalPeriod:
    if place.additional_period is None:
        allowed = "a law with an additional period for late deliveries, such as law.EU"
        raise InvalidValue("place", place.code, allowed)
    return place.additional_period


def _is_awaited(order: Order, now: datetime) -> bool:
    """Is there a unit of goods that has not come, was not called off, and is still wanted?"""
    once = evolve(order, history=told_once(order.history))
    position, back = order.position_at(now), announced(once, now)
    came = Counter[str]()
    for event in once.history:
        if isinstance(event, Delivered) and event.at <= now:
            came.update(event.units)
    goods = (x for x in position.lines if x.kind is LineKind.GOODS)
    found = ((position.units(x.id), max(came[x.id], back[x.id])) for x in goods)
    return any(units.ordered - units.cancelled > k for units, k in found)


def _later(extended: date, last: date) -> date:
    if extended <= last:
        allowed = f"an additional period ends after the time for the delivery, {last}"
        raise InvalidValue("extended_until", extended.isoformat(), allowed)
    return extended


def _end(last: date, zone: str) -> datetime:
    return day_start(zone, days_after(last, 1))


def _state(now: datetime, over: datetime, may_end: datetime | None) -> DeliveryState:
    if now < over:
        return DeliveryState.DUE
    if may_end is None:
        return DeliveryState.LATE
    return DeliveryState.EXTENDED if now < may_end else DeliveryState.MAY_BE_ENDED
