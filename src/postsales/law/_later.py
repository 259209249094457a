"""Where a shop lets itself more time for a refund than a statute does, or customers less to send.

Rules of this file: it is late by the legal day of the duty, whatever its safe one is; a shop that
waits to look at goods looks at them when they come, and it agrees to a refund on the day on which
it is asked.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from attrs import evolve

from postsales.basics.findings import Verdict
from postsales.basics.last_days import parts
from postsales.basics.reckoning import Owed
from postsales.basics.selectors import Selector
from postsales.law._less import Less
from postsales.law._probes import FIRST, ORDERED_BEFORE, SHIPPED_BEFORE, Goods, Trial, noon
from postsales.law._statutory import Days, LastDays, end_of
from postsales.law.duties import Duty, Party
from postsales.law.shortfalls import WorseDays
from postsales.orders.circumstances import Sale, held
from postsales.orders.conditions import InspectedUnits
from postsales.orders.events import (
    Delivered,
    Placed,
    Received,
    Refunded,
    ReturnApproved,
    ReturnRequested,
    Shipped,
)
from postsales.orders.order import Order
from postsales.orders.reasons import ReasonKind
from postsales.orders.return_events import ReturnInspected, ReturnShipped
from postsales.orders.sale_events import NoticeSent, RefundAgreed
from postsales.returns.status import status

if TYPE_CHECKING:
    from postsales.basics.events import Event

__all__ = ["follows", "past"]

_RETURN = "R-1"
_AFTER = timedelta(days=2)
# Every second day falls on all days of the week, too.
_EVERY = 2
_SENT_AND_CAME = ((1, 3), (13, 16))
"""So many days after the notice goods are sent, and come: at once, and as late as may be."""


_ON_THE_WAY = (ReturnShipped, Received, ReturnInspected)


def follows(duty: Duty, right: str, trial: Trial) -> bool:
    """Is a duty to pay or to send back what follows from this right?

    One that names no right, and begins when the trader agrees to a refund, follows from a fault.
    """
    if duty.right:
        return duty.right == right
    is_agreed = RefundAgreed in {x.event for x in parts(duty.due, Selector)}
    return is_agreed and trial.probe.reason is not ReasonKind.REMORSE


def past(trial: Trial, goods: Goods, duty: Duty) -> Iterator[Less]:
    """A clock of the terms that ends after the trader has to have paid, or before goods are due."""
    if duty.owed_by is Party.TRADER and Refunded in duty.met_by:
        clock, code = "refund_by", "refund_later"
    elif duty.owed_by is Party.CONSUMER and ReturnShipped in duty.met_by:
        clock, code = "ship_by", "sent_back_sooner"
    else:
        return
    order, _ = _course(trial, goods, trial.days[0], *_SENT_AND_CAME[0])
    sale = Sale(order, order.lines[0], order.history[-1].at)
    if getattr(trial.terms, clock) is None or held(duty.of, sale).verdict is not Verdict.MET:
        return
    law = LastDays(duty.due, sale, trial.right.holidays, Owed.DUTY)
    tried = trial.days[::_EVERY]
    found = (_worst(trial, goods, law, day, clock) for day in tried)
    worse = [x for x in found if x is not None]
    if worse:
        first_on, last, by_statute = worse[0]
        days = WorseDays(
            first_on=first_on,
            last_day=last,
            by_statute=by_statute,
            worse=len(worse),
            tried=len(tried),
        )
        yield Less(f"returns.{clock}", code, duty.by, days=days)


def _worst(
    trial: Trial, goods: Goods, law: LastDays, day: date, clock: str
) -> tuple[date, date, date] | None:
    """The day of a notice, the last day of the clock and that of the duty, where it is worse."""
    is_theirs = clock == "ship_by"
    for way in _SENT_AND_CAME[1:] if is_theirs else _SENT_AND_CAME:
        order, days = _course(trial, goods, day, *way)
        asked = [x for x in order.history if not is_theirs or not isinstance(x, _ON_THE_WAY)]
        now = evolve(order, history=asked)
        due = getattr(status(now, _RETURN, trial.terms, at=asked[-1].at), clock)
        legal = law.of(days).legal
        if due is None or due.deadline is None or legal is None:
            continue
        ends_at = end_of(legal, trial.probe.zone)
        worse = due.deadline.ends_at < ends_at if is_theirs else due.deadline.ends_at > ends_at
        if worse:
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
        RefundAgreed: (day,),
        ReturnShipped: (sent_on,),
        Received: (came_on,),
    }
    return trial.probe.order(goods, {FIRST: delivered}, besides=course), days
