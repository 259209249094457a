"""Where a shop lets itself more time for a refund than a statute does.

Rules of this file: it is late by the legal day of the duty, whatever its safe one is; a shop that
waits to look at goods looks at them when they come.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from postsales.basics.reckoning import Owed
from postsales.law._less import Less
from postsales.law._probes import FIRST, ORDERED_BEFORE, SHIPPED_BEFORE, Goods, Trial, noon
from postsales.law._statutory import Days, LastDays, end_of
from postsales.law.duties import Duty
from postsales.law.shortfalls import WorseDays
from postsales.orders.circumstances import Sale
from postsales.orders.conditions import InspectedUnits
from postsales.orders.events import (
    Delivered,
    Placed,
    Received,
    ReturnApproved,
    ReturnRequested,
    Shipped,
)
from postsales.orders.order import Order
from postsales.orders.return_events import ReturnInspected, ReturnShipped
from postsales.orders.sale_events import NoticeSent
from postsales.returns.status import status

if TYPE_CHECKING:
    from postsales.basics.events import Event

__all__ = ["paid_later"]

_RETURN = "R-1"
_AFTER = timedelta(days=2)
# Every second day falls on all days of the week, too.
_EVERY = 2
_SENT_AND_CAME = ((1, 3), (13, 16))
"""So many days after the notice goods are sent, and come: at once, and as late as may be."""


def paid_later(trial: Trial, goods: Goods, duty: Duty) -> Iterator[Less]:
    """A clock for the refund that ends after the day on which the trader has to have paid."""
    if trial.terms.refund_by is None:
        return
    order, _ = _course(trial, goods, trial.days[0], *_SENT_AND_CAME[0])
    sale = Sale(order, order.lines[0], order.history[-1].at)
    law = LastDays(duty.due, sale, trial.right.holidays, Owed.DUTY)
    tried = trial.days[::_EVERY]
    found = (_latest(trial, goods, law, day) for day in tried)
    late = [x for x in found if x is not None]
    if late:
        first_on, last, by_statute = late[0]
        days = WorseDays(
            first_on=first_on,
            last_day=last,
            by_statute=by_statute,
            worse=len(late),
            tried=len(tried),
        )
        yield Less("returns.refund_by", "refund_later", duty.by, days=days)


def _latest(trial: Trial, goods: Goods, law: LastDays, day: date) -> tuple[date, date, date] | None:
    """The day of a notice, the last day of the clock and that of the duty, where that is before."""
    for way in _SENT_AND_CAME:
        order, days = _course(trial, goods, day, *way)
        due = status(order, _RETURN, trial.terms, at=order.history[-1].at).refund_by
        legal = law.of(days).legal
        if due is None or due.deadline is None or legal is None:
            continue
        if due.deadline.ends_at > end_of(legal, trial.probe.zone):
            return day, due.deadline.last_day, legal
    return None


def _course(trial: Trial, goods: Goods, day: date, sent: int, came: int) -> tuple[Order, Days]:
    """A return that is asked for on a day, and the days on which it went on."""
    delivered, units = day - _AFTER, {FIRST: 1}
    sent_on, came_on = day + timedelta(days=sent), day + timedelta(days=came)
    zone = trial.probe.zone
    here, there = noon(zone, came_on), noon(zone, sent_on)
    asked = noon(zone, day)
    course: list[Event] = [
        ReturnRequested(units, ref=_RETURN, at=asked),
        ReturnApproved(ref=_RETURN, at=asked),
        ReturnShipped(units, ref=_RETURN, at=there),
        Received(units, ref=_RETURN, at=here),
        ReturnInspected([InspectedUnits(FIRST, 1)], ref=_RETURN, at=here),
    ]
    days: dict[type[Event], tuple[date, ...]] = {
        Placed: (delivered - ORDERED_BEFORE,),
        Shipped: (delivered - SHIPPED_BEFORE,),
        Delivered: (delivered,),
        NoticeSent: (day,),
        ReturnRequested: (day,),
        ReturnShipped: (sent_on,),
        Received: (came_on,),
    }
    return trial.probe.order(goods, {FIRST: delivered}, besides=course), days
