"""The case of a cancellation: units of a line that share every fact."""

from datetime import datetime
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from postsales.basics.calendars import WorkCalendar
from postsales.basics.durations import Length, WorkingLength
from postsales.basics.events import Event
from postsales.basics.windows import Deadline
from postsales.cancellations.request import CancellationItem
from postsales.orders.lines import Line
from postsales.orders.parties import Asker, Customer
from postsales.orders.position import Position
from postsales.orders.reasons import ReasonKind
from postsales.orders.sale_window import sale_deadline
from postsales.orders.units import Lot
from postsales.orders.whereabouts import CANCELLABLE, Whereabouts

if TYPE_CHECKING:
    from postsales.cancellations.terms import CancellationTerms
    from postsales.orders.order import Order

__all__ = ["CancellationCase"]


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
    def within(self) -> Length | WorkingLength | None:
        """How long after the sale the units may be called off."""
        return self.terms.within

    @property
    def counted_in(self) -> str:
        """The zone in which the days of that are counted."""
        return self.terms.counted_in

    @property
    def calendar(self) -> WorkCalendar | None:
        """What working time of it is counted in."""
        return self.terms.calendar

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
    def gives_up(self) -> bool:
        """A cancellation always calls units off."""
        return True

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
        return sale_deadline(self)

    def later(self, at: datetime) -> "CancellationCase":
        """The same facts, asked about at another instant."""
        return evolve(self, asking=evolve(self.asking, at=at))
