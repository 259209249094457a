"""How long after the sale something may be called off or changed.

Rules of this file: units that have arrived or are gone have no such window.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from attrs import frozen

from postsales.basics.calendars import WorkCalendar
from postsales.basics.durations import Length, WorkingLength
from postsales.basics.findings import MET, NOT_APPLICABLE, Fact, Finding, not_met, unknown
from postsales.basics.periods import End, deadline, end_of
from postsales.basics.windows import Deadline
from postsales.orders.units import Lot
from postsales.orders.whereabouts import CANCELLABLE, Whereabouts

if TYPE_CHECKING:
    from postsales.orders.order import Order

__all__ = ["sale_deadline", "within_window"]


class InSaleWindow(Protocol):
    """Units that something may be done with for some time after the sale."""

    @property
    def order(self) -> "Order":
        """The order that they belong to."""
        ...

    @property
    def at(self) -> datetime:
        """The instant that is asked about."""
        ...

    @property
    def within(self) -> Length | WorkingLength | None:
        """How long after the sale; None for no end."""
        ...

    @property
    def counted_in(self) -> str:
        """The zone in which days of it are counted."""
        ...

    @property
    def calendar(self) -> WorkCalendar | None:
        """What working time of it is counted in."""
        ...

    @property
    def whereabouts(self) -> Whereabouts:
        """Where the units are."""
        ...

    @property
    def lot(self) -> Lot | None:
        """Their parcel, if they are in one."""
        ...

    @property
    def gives_up(self) -> bool:
        """Are the units called off, so that once they have left they come back by a return?"""
        ...

    @property
    def deadline(self) -> Deadline | None:
        """The last day of the window."""
        ...


def sale_deadline(case: InSaleWindow) -> Deadline | None:
    """The last day of the window; None where no window runs for these units.

    Example:
        See ``CancellationCase.deadline``.
    """
    if case.within is None or case.whereabouts not in CANCELLABLE:
        return None
    return deadline(case.order.placed_at, case.within, case.counted_in, case.calendar)


@frozen(weakref_slot=False)
class _WithinWindow:
    """The window that the terms give after the sale is still open."""

    name: str = "within_window"

    def __call__(self, case: InSaleWindow, /) -> Finding:
        """Is it still open? Unknown while holidays that nobody gave could hold it open."""
        if case.within is None or case.whereabouts not in CANCELLABLE:
            return NOT_APPLICABLE
        end = _end(case)
        if case.at < end.closes:
            return MET
        if end.latest is None or case.at < end.latest:
            return _HOLIDAYS_MISSING
        return _CLOSED_AND_LEFT if case.lot is not None and case.gives_up else _CLOSED

    def facts(self, case: InSaleWindow, /) -> dict[str, Fact]:
        """When the window began, how long it is and when it ends."""
        deadline = case.deadline
        if deadline is None:
            return {}
        return {
            "since": case.order.placed_at,
            "start": "the sale",
            "length": str(case.within),
            "last_day": deadline.last_day,
        }

    def changes_at(self, case: InSaleWindow, /) -> Iterable[datetime]:
        """The instant at which the window closes, and until which holidays could hold it open."""
        if case.deadline is None:
            return []
        end = _end(case)
        return [at for at in dict.fromkeys((end.closes, end.latest)) if at is not None]


_CLOSED = not_met("window_closed")
_CLOSED_AND_LEFT = not_met("window_closed", instead="return_instead")
_HOLIDAYS_MISSING = unknown("holidays_missing", tell="holidays")


def _end(case: InSaleWindow) -> End:
    length = case.within
    assert length is not None  # noqa: S101 - asked by those who know that there is one
    return end_of(case.order.placed_at, length, case.counted_in, case.calendar)


within_window: _WithinWindow = _WithinWindow()
"""The window that the terms give after the sale is still open."""
