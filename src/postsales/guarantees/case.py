"""The case of a guarantee: units of a line that share every fact."""

from datetime import datetime
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from postsales.basics._words import Word
from postsales.basics.periods import deadline
from postsales.basics.windows import Deadline
from postsales.guarantees.request import GuaranteeItem
from postsales.orders.lines import Line, LineKind
from postsales.orders.parties import Asker, Customer
from postsales.orders.position import Position
from postsales.orders.reasons import ReasonKind
from postsales.orders.remedied import RemedyKind
from postsales.orders.starts import FirstEvents, Since, begun, happened
from postsales.orders.units import Lot

if TYPE_CHECKING:
    from postsales.guarantees.terms import GuaranteeTerms, Rung
    from postsales.orders.order import Order

__all__ = ["GoodsBack", "GuaranteeCase", "Possession"]


class GoodsBack(Word):
    """What has to come back for the money?"""

    NOTHING = "nothing"
    """Nothing: the customer keeps it, or throws it away."""
    GOODS = "goods"
    """Goods that can travel. Nothing comes back of digital content, of a service, or of a
    subscription."""


class Possession(Word):
    """Who has units that somebody claims?"""

    CUSTOMER = "customer"
    """The customer has them, or they are on their way."""
    SHOP = "still_with_shop"
    """Not shipped."""
    REQUESTED = "already_requested"
    """Reserved by an open return."""
    RETURNED = "already_returned"
    """Came back before."""
    REFUNDED = "already_refunded"
    """The money was given back before, or went into other goods."""
    LOST = "lost_in_transit"
    """Lost on the way to the customer, and not paid for."""
    CANCELLED = "already_cancelled"
    """Called off before."""
    NOT_BOUGHT = "more_than_bought"
    """More units than the order has."""


_OUT = frozenset({Possession.CUSTOMER, Possession.SHOP, Possession.REQUESTED})
_TRAVELS = frozenset({LineKind.GOODS, LineKind.GIFT_CARD})


@frozen(weakref_slot=False)
class Asking:
    """What all cases of one question share: the order and where it stands, the terms, and when."""

    order: "Order"
    position: Position = field(eq=False)
    terms: "GuaranteeTerms"
    is_promised: bool
    wanted: RemedyKind
    at: datetime
    known_at: datetime
    first: FirstEvents = field(eq=False)
    return_ref: str


@frozen(weakref_slot=False)
class GuaranteeCase:
    """Units of a line that share every fact that a rule may look at.

    ``failed`` are the remedies that were tried for these units and did not help, each as often as
    it was. ``lot`` says when they were shipped and delivered, as far as known.
    """

    asking: Asking
    item: GuaranteeItem
    line: Line
    quantity: int
    possession: Possession
    failed: tuple[RemedyKind, ...]
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
    def terms(self) -> "GuaranteeTerms":
        """The promise that is asked: the one in force at the sale."""
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
        """The claim that the units belong to; empty when it has no name yet."""
        return self.asking.return_ref

    @property
    def supply(self) -> tuple[Possession, tuple[RemedyKind, ...], Lot | None]:
        """What the units were drawn from."""
        lot = self.lot
        return self.possession, self.failed, lot if lot is None else evolve(lot, units=0)

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
        """Do the goods have to come back? Nothing does of what cannot travel."""
        wanted = self.terms.goods_back is GoodsBack.GOODS
        return wanted and self.line.kind in _TRAVELS and self.possession is Possession.CUSTOMER

    @property
    def asker(self) -> Asker:
        """Whoever bought."""
        return Asker.BUYER

    @property
    def is_out(self) -> bool:
        """Are the units with the customer, on their way or still to be sent, and not gone?"""
        return self.possession in _OUT

    @property
    def is_lost_on_the_way(self) -> bool:
        """Did the units never arrive, and are they claimed for what happened on the way?"""
        by_the_way = self.reason_kind is ReasonKind.DAMAGED_IN_TRANSIT
        return by_the_way and self.possession is Possession.LOST

    @property
    def started_by(self) -> Since | None:
        """What started the guarantee for these units; None while nothing has."""
        return next((x for x in self.terms.since if self._happened(x) is not None), None)

    @property
    def since(self) -> datetime | None:
        """When the guarantee started for these units; None while it has not."""
        started = self.started_by
        at = None if started is None else self._happened(started)
        return None if at is None or started is None else begun(started, at, self.terms.zone)

    def _happened(self, since: Since) -> datetime | None:
        return happened(since, self.line.id, self.lot, self.order, self.asking.first)

    @property
    def deadline(self) -> Deadline | None:
        """The last day of the guarantee; None while it has not started."""
        start = self.since
        if start is None or self.possession is not Possession.CUSTOMER:
            return None
        return deadline(start, self.terms.length, self.terms.zone)

    @property
    def open_remedies(self) -> tuple[RemedyKind, ...]:
        """The remedies that are open for these units, by what has failed before."""
        return tuple(remedy for rung in self._open_rungs for remedy in rung.remedies)

    @property
    def next_remedy(self) -> RemedyKind:
        """The remedy to ask for now: the first of those that were opened last."""
        return self._open_rungs[-1].remedies[0]

    @property
    def _open_rungs(self) -> "tuple[Rung, ...]":
        """Those that were climbed, and the one that is tried now."""
        for place, rung in enumerate(self.terms.rungs, start=1):
            if sum(remedy in rung.remedies for remedy in self.failed) < rung.tries:
                return self.terms.rungs[:place]
        return self.terms.rungs

    def later(self, at: datetime) -> "GuaranteeCase":
        """The same facts, asked about at another instant."""
        return evolve(self, asking=evolve(self.asking, at=at))
