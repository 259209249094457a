"""How long after the sale something may be called off or changed.

Rules of this file: units that have arrived or are gone have no such window.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from attrs import frozen

from postsales.basics.durations import Length
from postsales.basics.findings import MET, NOT_APPLICABLE, Fact, Finding, not_met
from postsales.basics.periods import closing, deadline
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
    def within(self) -> Length | None:
        """How long after the sale; None for no end."""
        ...

    @property
    def counted_in(self) -> str:
        """The zone in which days of it are counted."""
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
    return deadline(case.order.placed_at, case.within, case.counted_in)


@frozen(weakref_slot=False)
class _WithinWindow:
    """The window that the terms give after the sale is still open."""

    name: str = "within_window"

    def __call__(self, case: InSaleWindow, /) -> Finding:
        """Is it still open?"""
        if case.within is None or case.whereabouts not in CANCELLABLE:
            return NOT_APPLICABLE
        if case.at < _closes(case):
            return MET
        return _CLOSED if case.lot is None else _CLOSED_AND_LEFT

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
        """The instant at which the window closes."""
        return [] if case.deadline is None else [case.deadline.ends_at]


_CLOSED = not_met("window_closed")
_CLOSED_AND_LEFT = not_met("window_closed", instead="return_instead")


def _closes(case: InSaleWindow) -> datetime:
    length = case.within
    assert length is not None  # noqa: S101 - asked by those who know that there is one
    return closing(case.order.placed_at, length, case.counted_in)


within_window: _WithinWindow = _WithinWindow()
"""The window that the terms give after the sale is still open."""
