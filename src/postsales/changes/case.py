"""The case of a change: units of a line that share every fact."""

from datetime import datetime
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from postsales.basics.calendars import WorkCalendar
from postsales.basics.durations import Length
from postsales.basics.events import Event
from postsales.basics.windows import Deadline
from postsales.changes.request import GIVES_UP, ChangeItem, ChangeKind
from postsales.orders.lines import Line
from postsales.orders.parties import Asker
from postsales.orders.position import Position
from postsales.orders.reasons import ReasonKind
from postsales.orders.sale_window import sale_deadline
from postsales.orders.units import Lot
from postsales.orders.whereabouts import Whereabouts

if TYPE_CHECKING:
    from postsales.changes.request import ChangeRequest
    from postsales.changes.terms import Changeable, ChangeTerms
    from postsales.orders.order import Order

__all__ = ["ChangeCase"]


@frozen(weakref_slot=False)
class Asking:
    """What all cases of one question share: the order and where it stands, the terms, and when.

    ``at`` is the instant that is asked about, ``known_at`` the one up to which the history counts;
    they differ only when the next change is looked for.
    """

    order: "Order"
    position: Position = field(eq=False)
    request: "ChangeRequest"
    terms: "ChangeTerms"
    at: datetime
    known_at: datetime


@frozen(weakref_slot=False)
class ChangeCase:
    """Units of a line that share every fact that a rule may look at.

    Of a further line they are units that the order does not have yet; they are where the units are
    with which they would go. ``passed`` are the cut-offs that the units are past, and ``open`` is
    what the terms say of this kind of change, None where it is not open.
    """

    asking: Asking
    item: ChangeItem
    line: Line
    quantity: int
    whereabouts: Whereabouts
    passed: tuple[type[Event], ...]
    lot: Lot | None
    open: "Changeable | None"

    @property
    def order(self) -> "Order":
        """The order that is changed."""
        return self.asking.order

    @property
    def position(self) -> Position:
        """Where units and money were when the question was asked."""
        return self.asking.position

    @property
    def terms(self) -> "ChangeTerms":
        """The terms that are asked."""
        return self.asking.terms

    @property
    def request(self) -> "ChangeRequest":
        """The whole request."""
        return self.asking.request

    @property
    def at(self) -> datetime:
        """The instant that is asked about."""
        return self.asking.at

    @property
    def known_at(self) -> datetime:
        """The instant up to which the history counts."""
        return self.asking.known_at

    @property
    def kind(self) -> ChangeKind:
        """What is to be changed."""
        return self.item.kind

    @property
    def reason(self) -> str:
        """The word for it."""
        return self.item.reason

    @property
    def reason_kind(self) -> ReasonKind:
        """Whose doing it is: the customer changed their mind."""
        return ReasonKind.REMORSE

    @property
    def return_ref(self) -> str:
        """The change that the units belong to; empty when it has no name."""
        return self.request.ref

    @property
    def line_id(self) -> str:
        """The id of the line."""
        return self.line.id

    @property
    def supply(self) -> tuple[Whereabouts, tuple[type[Event], ...], Lot | None]:
        """What the units were drawn from."""
        lot = self.lot
        return self.whereabouts, self.passed, lot if lot is None else evolve(lot, units=0)

    @property
    def asker(self) -> Asker:
        """The buyer: changes are made for nobody else."""
        return Asker.BUYER

    @property
    def travels_back(self) -> bool:
        """Nothing travels back of what never left."""
        return False

    @property
    def is_out(self) -> bool:
        """Are the units still to be sent?"""
        return self.whereabouts is Whereabouts.OPEN

    @property
    def gives_up(self) -> bool:
        """Are units called off by this kind of change?"""
        return self.kind in GIVES_UP

    @property
    def within(self) -> Length | None:
        """How long after the sale they may be changed."""
        return None if self.open is None else self.open.within

    @property
    def counted_in(self) -> str:
        """The zone in which the days of that are counted."""
        return self.terms.counted_in

    @property
    def calendar(self) -> WorkCalendar | None:
        """None: how long changes can be made is no working time."""
        return None

    @property
    def deadline(self) -> Deadline | None:
        """The last day of the window; None where no window runs for these units."""
        return sale_deadline(self)

    def later(self, at: datetime) -> "ChangeCase":
        """The same facts, asked about at another instant."""
        return evolve(self, asking=evolve(self.asking, at=at))
