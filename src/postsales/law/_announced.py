"""Which returns did the customer announce, and what was called off since they had withdrawn?

Rules of this file: whoever withdraws before anything left can have been booked by a notice and by
what was called off after it; that is a return like any other.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from attrs import frozen

from postsales.basics.events import Event
from postsales.basics.quantities import Quantities
from postsales.orders.events import Cancelled, Received, ReturnRequested
from postsales.orders.order import Order
from postsales.orders.return_events import ReturnCancelled
from postsales.orders.sale_events import NoticeSent
from postsales.returns._course import added

__all__ = ["Return", "announced", "returns", "units_of", "withdrawn"]


@frozen
class Return:
    """A return that was announced: its ref, its units, when, and when its notice was sent.

    ``is_booked`` is False for one that is told by its notice and by what was called off.
    """

    ref: str
    units: Quantities
    at: datetime
    sent_at: datetime | None
    is_booked: bool = True


def returns(order: Order, at: datetime) -> list[Return]:
    """The returns that were announced and not called off, in order of time.

    Example:
        See ``duties``, which asks about each of them.
    """
    told = [x for x in order.history if x.at <= at]
    off = {x.ref for x in told if isinstance(x, ReturnCancelled)}
    sent = {x.ref: x.at for x in told if isinstance(x, NoticeSent)}
    found: dict[str, Return] = {}
    for x in told:
        if isinstance(x, ReturnRequested) and x.ref not in off:
            before = found.get(x.ref)
            units = added([before.units, x.units]) if before else x.units
            asked_at = before.at if before else x.at
            found[x.ref] = Return(x.ref, units, asked_at, sent.get(x.ref))
    unbooked = (x for x in _told_by_notice(told) if x.ref not in off)
    return sorted([*found.values(), *unbooked], key=lambda x: x.at)


def announced(order: Order, at: datetime) -> Counter[str]:
    """Units of each line that were announced to come back, and not called off instead.

    Example:
        See ``late_delivery``, by which they are not awaited.
    """
    found = Counter[str]()
    for one in returns(order, at):
        found.update(one.units)
    for off in withdrawn(order, at):
        found.subtract(off.units)
    return found


def withdrawn(order: Order, at: datetime) -> list[Cancelled]:
    """What was called off since the customer had withdrawn, and not since it came too late.

    Example:
        See ``duties``, by which it is paid back as a return is.
    """
    told = [x for x in order.history if x.at <= at]
    refs = {x.ref for x in returns(order, at) if x.ref}
    some = (x for x in told if isinstance(x, Cancelled))
    return [x for x in some if x.ref in refs or _notice_of(x, told) is not None]


def units_of(order: Order, ref: str, at: datetime) -> Quantities:
    """The units of a return: those that were announced, or else those that came back.

    Example:
        See ``duties``: that is what the trader agreed to pay back under the ref of the return.
    """
    told = [x for x in order.history if x.ref == ref and x.at <= at]
    asked = [x.units for x in told if isinstance(x, ReturnRequested)]
    return added(asked or [x.units for x in told if isinstance(x, Received)])


def _told_by_notice(told: list[Event]) -> Iterator[Return]:
    """Withdrawals from what had not left that nobody announced: a notice, and what followed."""
    booked = {x.ref for x in told if isinstance(x, ReturnRequested)}
    called_off: dict[NoticeSent, list[Quantities]] = {}
    for x in told:
        notice = _notice_of(x, told) if isinstance(x, Cancelled) else None
        if isinstance(x, Cancelled) and notice is not None and notice.ref not in booked:
            called_off.setdefault(notice, []).append(x.units)
    for notice, some in called_off.items():
        yield Return(notice.ref, added(some), notice.at, notice.at, is_booked=False)


def _notice_of(cancelled: Cancelled, told: list[Event]) -> NoticeSent | None:
    """The notice that units were called off for: the last before, of the same ref if it has one.

    Where they have none, a notice of a return that was announced is one for its own units alone.
    """
    sent = (x for x in told if isinstance(x, NoticeSent) and x.at <= cancelled.at)
    own = (x for x in sent if x.ref == cancelled.ref or _can_be_for(x, cancelled, told))
    return max(own, key=lambda x: x.at, default=None)


def _can_be_for(notice: NoticeSent, cancelled: Cancelled, told: list[Event]) -> bool:
    booked = [x.units for x in told if isinstance(x, ReturnRequested) and x.ref == notice.ref]
    return not cancelled.ref and (not booked or cancelled.units.keys() <= added(booked).keys())
