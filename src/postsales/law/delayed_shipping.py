"""Until when does an order have to be shipped, after notices of a delay?"""

from collections.abc import Iterable
from datetime import date, datetime
from operator import attrgetter

from postsales.basics._checks import instance, several
from postsales.basics._errors import InvalidValue
from postsales.basics.durations import days_after
from postsales.basics.findings import Verdict
from postsales.basics.moments import Moment, day_start, local_day
from postsales.law.delay_notices import (
    SHIP,
    DelayedShipping,
    DelayNotice,
    DelayNotices,
    ShippingState,
)
from postsales.law.jurisdictions import Jurisdiction
from postsales.law.owing import contract_deadline
from postsales.law.rights import day_of_the_sale, since_the_sale
from postsales.orders.circumstances import Sale, held
from postsales.orders.order import Order

__all__ = ["delayed_shipping"]


def delayed_shipping(
    order: Order,
    place: Jurisdiction,
    *,
    at: Moment,
    stated_by: date | str | None = None,
    notices: Iterable[DelayNotice] = (),
) -> DelayedShipping:
    """Until when does an order have to be shipped, and does it count as cancelled?

    ``stated_by`` is the last day of the time that was stated when it was sold; else it is that of
    the duty to ship. ``notices`` are those of a delay, with the buyer's express consents. Asked
    about the order as a whole, of whose lines those alone count that the duty to ship is about.

    Counting: last days count to their end where the customer is. A notice that is sent on the last
    day is in time; what was sent after it puts nothing off, and neither does what is sent after
    ``at``. Where a first notice names a day that silence does not reach, some count the wait from
    that day; it is counted from the time for shipping, which is sooner.

    Raises:
        InvalidValue: an instant or a stated day before the order was placed; a law without such
            notices; an order that it is not about, such as a sale in a shop.
        WrongType: no order, or no jurisdiction.

    Example:
        >>> from postsales import USD, Line
        >>> from postsales.law import US
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15Z",
        ...     lines=[Line("tee", quantity=1, total=USD("20.00"))],
        ... )
        >>> delayed_shipping(order, US, at="2026-04-02T00:00Z").state
        ShippingState.LATE
        >>> told = [DelayNotice("2026-03-30", until="2026-04-20")]
        >>> found = delayed_shipping(order, US, at="2026-04-02T00:00Z", notices=told)
        >>> found.state, found.last_day.isoformat()
        (ShippingState.DUE, '2026-04-20')
    """
    instance("order", order, Order, "the facts come first: an Order")
    instance("place", place, Jurisdiction, "the law comes second, such as law.US")
    rule, now = _rule(place), since_the_sale(order, at)
    lines = _concerned(order, place, now)
    deadline = contract_deadline(order, place, SHIP, at=at)
    zone = deadline.zone
    first = deadline.legal_day
    if stated_by is not None:
        first = day_of_the_sale("stated_by", stated_by, order)
    told = several("notices", notices, DelayNotice, "say DelayNotice(sent_on, until=…)")
    known = [x for x in told if x.sent_on <= local_day(now, zone)]
    last, lapses = _put_off(first, sorted(known, key=attrgetter("sent_on")), rule)
    position = order.position_at(now)
    if not any(position.units(x).open for x in lines):
        return DelayedShipping(ShippingState.NOT_AWAITED, last_day=last, by=rule.by)
    end = None if last is None else day_start(zone, days_after(last, 1))
    if end is None or now < end:
        state = ShippingState.AWAITS_CONSENT if lapses else ShippingState.DUE
        return DelayedShipping(state, last_day=last, by=rule.by)
    if lapses:
        cancelled = ShippingState.CANCELLED
        return DelayedShipping(cancelled, last_day=last, cancelled_at=end, by=rule.by)
    return DelayedShipping(ShippingState.LATE, last_day=last, by=rule.by)


def _concerned(order: Order, place: Jurisdiction, now: datetime) -> list[str]:
    """The lines that have to be shipped by this law."""
    (duty,) = (x for x in place.duties if x.name == SHIP)
    lines = order.position_at(now).lines
    found = [x.id for x in lines if held(duty.of, Sale(order, x, now)).verdict is Verdict.MET]
    if not found:
        allowed = f"one of goods that have to be shipped by the law of {place.code}"
        raise InvalidValue("order", order.id, allowed)
    return found


def _rule(place: Jurisdiction) -> DelayNotices:
    if place.delay_notices is None:
        allowed = "a law with notices of delayed shipping, such as law.US"
        raise InvalidValue("place", place.code, allowed)
    return place.delay_notices


def _put_off(
    first: date, notices: Iterable[DelayNotice], rule: DelayNotices
) -> tuple[date | None, bool]:
    """The last day for shipping, and whether the order is cancelled after it without consent."""
    last: date | None = first
    lapses = False
    for n, notice in enumerate(notices):
        if last is None or notice.sent_on > last:
            break
        if notice.is_accepted or (n == 0 and _is_short(notice, first, rule)):
            last, lapses = notice.until, False
        else:
            last, lapses = rule.waits.last_day(first) if n == 0 else last, True
    return last, lapses


def _is_short(notice: DelayNotice, first: date, rule: DelayNotices) -> bool:
    """Does it put shipping off by no more than silence consents to?"""
    return notice.until is not None and notice.until <= rule.silence.last_day(first)
