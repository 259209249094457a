"""The case of a cancellation: units of a line that share every fact."""

from datetime import datetime
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from postsales.basics._words import Word
from postsales.basics.events import Event
from postsales.basics.periods import deadline
from postsales.basics.windows import Deadline
from postsales.cancellations.request import CancellationItem
from postsales.orders.lines import Line
from postsales.orders.parties import Asker, Customer
from postsales.orders.position import Position
from postsales.orders.reasons import ReasonKind
from postsales.orders.units import Lot

if TYPE_CHECKING:
    from postsales.cancellations.terms import CancellationTerms
    from postsales.orders.order import Order

__all__ = ["CancellationCase", "Whereabouts"]


class Whereabouts(Word):
    """Where are units that somebody wants to call off?"""

    OPEN = "open"
    """With the shop, not shipped."""
    IN_TRANSIT = "in_transit"
    """Shipped, and not known to be delivered."""
    DELIVERED = "already_delivered"
    """With the customer."""
    REQUESTED = "already_requested"
    """Reserved by an open return."""
    RETURNED = "already_returned"
    """Came back before."""
    REFUNDED = "already_refunded"
    """The money was given back before."""
    LOST = "lost_in_transit"
    """Lost on the way to the customer."""
    CANCELLED = "already_cancelled"
    """Called off before."""
    NOT_BOUGHT = "more_than_bought"
    """More units than the order has."""


CANCELLABLE = (Whereabouts.OPEN, Whereabouts.IN_TRANSIT)
"""Where units can still be called off, as far as nothing else stands in the way."""

_OUT = frozenset({*CANCELLABLE, Whereabouts.DELIVERED, Whereabouts.REQUESTED})


@frozen(weakref_slot=False)
class Asking:
    """What all cases of one question share: the order and where it stands, the terms, and when.

    ``at`` is the instant that is asked about, ``known_at`` the one up to which the history counts;
    they differ only when the next change is looked for.
    """

    order: "Order"
    position: Position = field(eq=False)
    terms: "CancellationTerms"
    at: datetime
    known_at: datetime
    return_ref: str


@frozen(weakref_slot=False)
class CancellationCase:
    """Units of a line that share every fact that a rule may look at.

    ``lot`` says when they were shipped, as far as known; it is None when they were not or are gone.
    ``passed`` are the cut-offs of the terms that these units are past.
    """

    asking: Asking
    item: CancellationItem
    line: Line
    quantity: int
    whereabouts: Whereabouts
    passed: tuple[type[Event], ...]
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
    def terms(self) -> "CancellationTerms":
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
        """The cancellation that the units belong to; empty when it has no name yet."""
        return self.asking.return_ref

    @property
    def supply(self) -> tuple[Whereabouts, tuple[type[Event], ...], Lot | None]:
        """What the units were drawn from."""
        lot = self.lot
        return self.whereabouts, self.passed, lot if lot is None else evolve(lot, units=0)

    @property
    def line_id(self) -> str:
        """The id of the line."""
        return self.line.id

    @property
    def reason(self) -> str:
        """The customer's word for why."""
        return self.item.reason

    @property
    def customer(self) -> Customer | None:
        """Who bought, when that is known."""
        return self.order.customer

    @property
    def travels_back(self) -> bool:
        """Nothing travels back of what never arrived."""
        return False

    @property
    def asker(self) -> Asker:
        """Whoever bought."""
        return Asker.BUYER

    @property
    def is_out(self) -> bool:
        """Are the units with the customer, on their way or still to be sent, and not gone?"""
        return self.whereabouts in _OUT

    @property
    def deadline(self) -> Deadline | None:
        """The last day of the window; None where no window runs for these units."""
        terms = self.terms
        if terms.within is None or self.whereabouts not in CANCELLABLE:
            return None
        return deadline(self.order.placed_at, terms.within, terms.counted_in)

    def later(self, at: datetime) -> "CancellationCase":
        """The same facts, asked about at another instant."""
        return evolve(self, asking=evolve(self.asking, at=at))
