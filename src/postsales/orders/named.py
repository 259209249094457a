"""What is known of the return that a request names, when a name is used more than once.

Rules of this file: a return that was closed, or called off before anything of it came, is over;
who asks under its name after that asks for another one.
"""

from collections.abc import Mapping
from datetime import datetime

from attrs import Factory, define

from postsales.basics.events import Event
from postsales.orders.arrivals import arrivals
from postsales.orders.events import Received, ReturnClosed, ReturnRequested
from postsales.orders.order import Order, told_once
from postsales.orders.return_events import (
    ReturnCancelled,
    ReturnLabelIssued,
    ReturnLost,
    ReturnShipped,
)

__all__ = ["told_under"]

_ENDS = (ReturnClosed, ReturnCancelled)
_BEGINS = (ReturnRequested, ReturnLabelIssued, ReturnShipped, ReturnLost, Received)


def told_under(ref: str, order: Order, *, at: datetime) -> list[Event]:
    """What has happened by an instant to the return that is asked for under a name?

    Counting: what happened exactly at the instant counts, what happened later does not; nor does
    what belongs to a return of that name that was over before.

    Example:
        >>> from postsales import EUR, Line, ReturnApproved
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15Z",
        ...     lines=[Line("tee", quantity=3, total=EUR("50.00"))],
        ...     history=[
        ...         ReturnRequested({"tee": 1}, ref="R-1", at="2026-03-20T09:00Z"),
        ...         ReturnApproved(ref="R-1", at="2026-03-20T10:00Z"),
        ...         ReturnClosed(ref="R-1", at="2026-03-25T09:00Z"),
        ...     ],
        ... )
        >>> [len(told_under("R-1", order, at=x.at)) for x in order.history]
        [1, 2, 0]
    """
    told = told_once(x for x in order.history if x.ref == ref and x.at <= at)
    if not any(isinstance(x, _ENDS) for x in told):
        return told
    last = _Return()
    for event, came in arrivals(order, at):
        if event.ref == ref or ref in came:
            last.take(event, came.get(ref, {}))
    return last.told


@define(weakref_slot=False, eq=False)
class _Return:
    """The return that a name stands for so far."""

    told: list[Event] = Factory(list[Event])
    has_begun: bool = False
    has_come: bool = False
    is_over: bool = False

    def take(self, event: Event, came: Mapping[str, int]) -> None:
        if self.is_over and isinstance(event, ReturnRequested):
            # What was told in between was told of the one that was over.
            self._anew()
        self.told.append(event)
        self.has_begun = self.has_begun or isinstance(event, _BEGINS)
        self.has_come = self.has_come or bool(came)
        if self.has_begun and self._ends(event):
            self._anew()
            self.is_over = True

    def _ends(self, event: Event) -> bool:
        is_called_off = isinstance(event, ReturnCancelled) and not self.has_come
        return isinstance(event, ReturnClosed) or is_called_off

    def _anew(self) -> None:
        self.told, self.is_over = [], False
        self.has_begun = self.has_come = False
