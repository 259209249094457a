"""What every subdomain that decides about units of an order agrees on."""

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from postsales.basics.cases import Case
from postsales.orders.lines import Line
from postsales.orders.position import Position
from postsales.orders.reasons import ReasonKind
from postsales.orders.units import Lot

if TYPE_CHECKING:
    from postsales.orders.order import Order

__all__ = ["UnitCase"]


class UnitCase(Case, Protocol):
    """Units of an order line that share every fact.

    Returns and cancellations make such cases, refunds pays for them.
    """

    @property
    def order(self) -> "Order":
        """The order that the units belong to."""
        ...

    @property
    def position(self) -> Position:
        """Where units and money were when the question was asked."""
        ...

    @property
    def known_at(self) -> datetime:
        """The instant up to which the history counts."""
        ...

    @property
    def line(self) -> Line:
        """The line that the units belong to."""
        ...

    @property
    def lot(self) -> Lot | None:
        """The parcel that the units came in, as far as known; None when they are in none."""
        ...

    @property
    def reason_kind(self) -> ReasonKind:
        """Whose doing it is."""
        ...

    @property
    def travels_back(self) -> bool:
        """Do the goods have to come back?"""
        ...

    @property
    def is_out(self) -> bool:
        """Are the units with the customer, on their way or still to be sent, and not gone?"""
        ...

    @property
    def return_ref(self) -> str:
        """The return that the units belong to; empty when it has no name yet."""
        ...
