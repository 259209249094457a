"""Which window runs for some units, since when, until when?

A special window beats the standard one; of several specials the longest counts. A window starts
with the first event of its chain that has happened to these units.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from attrs import frozen

from postsales.basics.periods import closing
from postsales.orders.starts import Since, begun, happened

if TYPE_CHECKING:
    from postsales.returns.case import ReturnCase
    from postsales.returns.windows import ReturnWindow

__all__ = ["chosen", "longest", "running", "started", "started_by"]


@frozen(weakref_slot=False)
class Running:
    """A window that has started for some units."""

    window: "ReturnWindow"
    start: datetime
    closes: datetime


def chosen(case: "ReturnCase") -> "tuple[ReturnWindow, ...]":
    """The windows that apply: all special ones that cover the line, else the standard one."""
    terms = case.asking.terms
    if terms.special_windows:
        line, order = case.line, case.asking.order
        special = [x for x in terms.special_windows if x.applies_to.covers(line, order)]
        if special:
            return tuple(special)
    return (terms.window,)


def running(case: "ReturnCase") -> list[Running]:
    """The windows that apply and have started."""
    if case.lot is None:
        return []
    zone = case.terms.zone
    starts = ((window, started(case, window)) for window in chosen(case))
    return [
        Running(window, start, closing(start, window.length, zone))
        for window, start in starts
        if start is not None
    ]


def longest(case: "ReturnCase") -> Running | None:
    """The window that closes last, of those that have started."""
    return max(running(case), key=lambda x: x.closes, default=None)


def started(case: "ReturnCase", window: "ReturnWindow") -> datetime | None:
    """When did this window start for these units? None while none of its events has happened."""
    for since in window.since:
        at = _happened(case, since)
        if at is not None:
            return begun(since, at, case.asking.terms.zone) if since.plus.count else at
    return None


def started_by(case: "ReturnCase", window: "ReturnWindow") -> Since | None:
    """What started this window for these units? None while none of its events has happened."""
    return next((x for x in window.since if _happened(case, x) is not None), None)


def _happened(case: "ReturnCase", since: Since) -> datetime | None:
    if since.of_lot:
        at: datetime | None = getattr(case.lot, since.of_lot)
        return at
    asking = case.asking
    return happened(since, case.line.id, case.lot, asking.order, asking.first)
