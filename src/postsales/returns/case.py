"""The case of a return: units of a line that share every fact."""

from datetime import datetime
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from postsales.basics._words import Word
from postsales.basics.events import Event
from postsales.basics.periods import deadline
from postsales.basics.quantities import FrozenMap
from postsales.basics.windows import Deadline, Window
from postsales.orders.lines import Line
from postsales.orders.parties import Customer
from postsales.orders.position import Position
from postsales.orders.reasons import ReasonKind
from postsales.orders.units import Lot
from postsales.returns.request import ReturnItem
from postsales.returns.running import longest

if TYPE_CHECKING:
    from postsales.orders.order import Order
    from postsales.returns.terms import ReturnTerms

__all__ = ["Availability", "ReturnCase"]


class Availability(Word):
    """Can these units come back at all?"""

    IN_HAND = "in_hand"
    """Shipped or delivered, and free."""
    NOT_SHIPPED = "not_shipped"
    """Still with the shop."""
    REQUESTED = "already_requested"
    """Reserved by an open return."""
    RETURNED = "already_returned"
    """Came back before."""
    REFUNDED = "already_refunded"
    """The money was given back, the goods stayed with the customer."""
    CANCELLED = "already_cancelled"
    """Called off before."""
    LOST = "lost_in_transit"
    """Never reached the customer."""
    NOT_BOUGHT = "more_than_bought"
    """More units than the order has."""


@frozen(weakref_slot=False)
class Asking:
    """What all cases of one question share: the order and where it stands, the terms, and when.

    ``at`` is the instant that is asked about, ``known_at`` the one up to which the history counts;
    they differ only when the next change is looked for. ``first`` says when the events that start
    windows, other than shipping and delivery, first happened to each line.
    """

    order: "Order"
    position: Position = field(eq=False)
    terms: "ReturnTerms"
    at: datetime
    known_at: datetime
    return_ref: str
    first: FrozenMap[type[Event], FrozenMap[str, datetime]] = field(eq=False)


@frozen(weakref_slot=False)
class ReturnCase:
    """Units of a line that share every fact that a rule may look at.

    ``lot`` says when they were shipped and delivered, as far as known; it is None when the units
    are not in the customer's hands.
    """

    asking: Asking
    item: ReturnItem
    line: Line
    quantity: int
    availability: Availability
    lot: Lot | None
    reason_kind: ReasonKind

    @property
    def order(self) -> "Order":
        """The order that the units belong to."""
        return self.asking.order

    @property
    def position(self) -> Position:
        """Where units and money were when the question was asked."""
        return self.asking.position

    @property
    def terms(self) -> "ReturnTerms":
        """The terms that are asked."""
        return self.asking.terms

    @property
    def at(self) -> datetime:
        """The instant that is asked about."""
        return self.asking.at

    @property
    def known_at(self) -> datetime:
        """The instant up to which the history counts."""
        return self.asking.known_at

    @property
    def return_ref(self) -> str:
        """The return that the units belong to; empty when it has no name yet."""
        return self.asking.return_ref

    @property
    def supply(self) -> tuple[Availability, Lot | None]:
        """What the units were drawn from."""
        lot = self.lot
        return self.availability, lot if lot is None else evolve(lot, units=0)

    @property
    def line_id(self) -> str:
        """The id of the line."""
        return self.line.id

    @property
    def reason(self) -> str:
        """The customer's word for why."""
        return self.item.reason

    @property
    def evidence(self) -> tuple[str, ...]:
        """What the customer can show."""
        return self.item.evidence

    @property
    def customer(self) -> Customer | None:
        """Who bought, when that is known."""
        return self.order.customer

    @property
    def travels_back(self) -> bool:
        """Returned goods travel back."""
        return True

    @property
    def delivered_at(self) -> datetime | None:
        """When these units were delivered, if that is known."""
        return self.lot.delivered_at if self.lot is not None else None

    @property
    def shipped_at(self) -> datetime | None:
        """When these units were shipped, if that is known."""
        return self.lot.shipped_at if self.lot is not None else None

    @property
    def window(self) -> Window | None:
        """The window that is open longest for these units; None while its start is unknown."""
        found = longest(self)
        if found is None:
            return None
        return Window(found.start, found.closes, zone=self.terms.zone)

    @property
    def deadline(self) -> Deadline | None:
        """The last day of the window, and how it was counted."""
        found = longest(self)
        if found is None:
            return None
        return deadline(found.start, found.window.length, self.terms.zone)

    def later(self, at: datetime) -> "ReturnCase":
        """The same facts, asked about at another instant."""
        return evolve(self, asking=evolve(self.asking, at=at))
