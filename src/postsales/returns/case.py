"""The case of a return: units of a line that share every fact."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from postsales.basics._words import Word
from postsales.basics.events import Event
from postsales.basics.findings import Verdict
from postsales.basics.periods import counted
from postsales.basics.quantities import FrozenMap
from postsales.basics.windows import Deadline, Window
from postsales.orders.conditions import Condition
from postsales.orders.lines import Line
from postsales.orders.parties import Asker, Customer
from postsales.orders.position import Position
from postsales.orders.promotions import Promotion
from postsales.orders.reasons import ReasonKind
from postsales.orders.units import Lot
from postsales.returns.request import ReturnItem
from postsales.returns.running import longest, source_of_start
from postsales.returns.says import Coverage, JudgedBy
from postsales.returns.stated import deadline_of, reckoned
from postsales.returns.tolling import Pauses
from postsales.returns.windows import StatedWindow

if TYPE_CHECKING:
    from postsales.basics.days_known import When
    from postsales.basics.reckoning import Reckoned
    from postsales.basics.rules import Rule
    from postsales.basics.selectors import Selector
    from postsales.orders.order import Order
    from postsales.orders.starts import Selected, Since
    from postsales.returns.request import ReturnRequest
    from postsales.returns.terms import ReturnTerms
    from postsales.returns.windows import ReturnWindow

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
    """The money was given back, and the goods did not come back."""
    CANCELLED = "already_cancelled"
    """Called off before."""
    LOST = "lost_in_transit"
    """Never reached the customer, and not paid for."""
    NOT_BOUGHT = "more_than_bought"
    """More units than the order has."""


Helps = dict[tuple[object, str, str], Mapping[str, int]]


def _nothing_yet() -> dict[Any, Any]:
    return {}


@frozen(weakref_slot=False)
class Known:
    """What is worked out once for all cases of a question, where units are looked at together."""

    packs: "dict[str, tuple[Alone, ...]]" = field(factory=_nothing_yet)
    sets: "dict[str, tuple[Alone, ...]]" = field(factory=_nothing_yet)
    helps: Helps = field(factory=_nothing_yet)
    instants: "dict[datetime, Asking]" = field(factory=_nothing_yet)


@frozen(weakref_slot=False)
class Asking:
    """What all cases of one question share: the order and where it stands, the terms, and when.

    ``at`` is the instant that is asked about, ``known_at`` the one up to which the history counts;
    they differ only when the next change is looked for. ``first`` says when the events that start
    windows, other than shipping and delivery, first happened to each line, ``selected`` what
    ``First`` and ``Last`` of a window select, and ``pauses`` when time did not count. ``zone`` is
    where days are counted, None while nobody knows it; ``notice_at`` is the instant of the
    customer's notice that the terms judge, if any. ``rules`` are those that are asked, and
    ``bundles`` what each line was sold in, where the terms go by it. ``known`` is what was worked
    out before, where units are looked at together; ``alike`` are the lines that a window in
    words of its own is for alike, ``days_of`` says when things happened to them, and ``reckoned``
    which day is the last.
    """

    order: "Order"
    position: Position = field(eq=False)
    terms: "ReturnTerms"
    request: "ReturnRequest"
    at: datetime
    known_at: datetime
    zone: str | None
    notice_at: datetime | None
    first: FrozenMap[type[Event], FrozenMap[str, datetime]] = field(eq=False)
    selected: "FrozenMap[tuple[ReturnWindow, Since], Selected]" = field(eq=False)
    pauses: Pauses = field(eq=False)
    rules: "tuple[Rule[ReturnCase], ...]" = field(eq=False, repr=False)
    bundles: FrozenMap[str, tuple[Promotion, ...]] = field(eq=False)
    alike: "dict[StatedWindow, Mapping[str, frozenset[str]]]" = field(
        factory=_nothing_yet, eq=False, repr=False
    )
    reckoned: "dict[object, Reckoned]" = field(factory=_nothing_yet, eq=False, repr=False)
    days_of: "dict[tuple[Selector, frozenset[str]], When]" = field(
        factory=_nothing_yet, eq=False, repr=False
    )
    known: "Known | None" = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        together = self.terms.bundles or self.terms.units_back
        object.__setattr__(self, "known", Known() if together else None)

    def later(self, at: datetime) -> "Asking":
        """The same question at another instant, the same one for all its cases."""
        if self.known is None:
            return evolve(self, at=at)
        if at not in self.known.instants:
            self.known.instants[at] = evolve(self, at=at)
        return self.known.instants[at]

    @property
    def judged_at(self) -> datetime:
        """The instant that has to be in time: that of the notice, or the one asked about."""
        return self.notice_at or self.at

    @property
    def may_be_sent_before(self) -> bool:
        """Was the notice sent at some time before it came, which counts and nobody told?"""
        is_sending = self.terms.judged_by is JudgedBy.SENT
        return is_sending and self.request.sent_at is None and self.notice_at is not None


@frozen(weakref_slot=False)
class ReturnCase:
    """Units of a line that share every fact that a rule may look at.

    ``lot`` says when they were shipped and delivered, as far as known; it is None when the units
    are not in the customer's hands. ``found`` is the condition in which they were found, where
    they have been looked at and the terms go by it. ``before`` is how many units of the line are
    asked for before them.
    """

    asking: Asking
    item: ReturnItem
    line: Line
    quantity: int
    availability: Availability
    lot: Lot | None
    reason_kind: ReasonKind
    found: Condition | None = None
    before: int = 0

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
        return self.asking.request.ref

    @property
    def supply(self) -> tuple[Availability, Lot | None, Condition | None]:
        """What the units were drawn from."""
        lot = self.lot
        return self.availability, lot if lot is None else evolve(lot, units=0), self.found

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
    def condition(self) -> str:
        """In which condition they are, as it was found or else as the customer says."""
        return self.item.condition if self.found is None else self.found.value

    @property
    def asker(self) -> Asker:
        """Who asks for the return."""
        return self.asking.request.asker

    @property
    def customer(self) -> Customer | None:
        """Who bought, when that is known."""
        return self.order.customer

    @property
    def is_covered(self) -> bool:
        """Can units in this state be returned by the terms?"""
        return self.availability in _COVERED[self.terms.covers]

    @property
    def is_unsent(self) -> bool:
        """Are the units still with the shop?"""
        return self.availability is Availability.NOT_SHIPPED

    @property
    def travels_back(self) -> bool:
        """Goods that left travel back, unless the terms let the customer keep them."""
        if self.availability is not _HERE:
            return False
        returnless = self.terms.returnless
        return not (returnless and any(x.keeps(self) for x in returnless))

    @property
    def is_out(self) -> bool:
        """Are the units with the customer, on their way or still to be sent, and not gone?"""
        return self.availability in _OUT

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
        closes = found.end.closes
        return Window(found.start, closes, zone=self.asking.zone or "UTC")

    @property
    def deadline(self) -> Deadline | None:
        """The last day of the window, and how it was counted."""
        found = longest(self)
        if found is None:
            return None
        if isinstance(found.window, StatedWindow):
            return deadline_of(reckoned(self, found.window), self.asking.zone or "UTC")
        by = source_of_start(self, found.window)
        return counted(found.start, self.asking.zone or "UTC", found.end, by)

    def later(self, at: datetime) -> "ReturnCase":
        """The same facts, asked about at another instant."""
        return evolve(self, asking=self.asking.later(at))


Alone = tuple[ReturnCase, Verdict]
"""Units, and what is answered where others do not count."""

_HERE = Availability.IN_HAND
_IN_HAND = frozenset({_HERE})
_OUT = _IN_HAND | {Availability.NOT_SHIPPED, Availability.REQUESTED}
_COVERED: dict[Coverage, frozenset[Availability]] = {
    Coverage.IN_HAND: _IN_HAND,
    Coverage.ORDERED: _IN_HAND | {Availability.NOT_SHIPPED, Availability.LOST},
}
