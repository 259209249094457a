"""What every subdomain that decides about units of an order agrees on."""

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from postsales.basics.cases import Case
from postsales.basics.decisions import Decision
from postsales.basics.findings import Verdict
from postsales.basics.quantities import Quantities
from postsales.orders.lines import Line
from postsales.orders.parties import Asker
from postsales.orders.position import Position
from postsales.orders.reasons import ReasonKind
from postsales.orders.units import Lot

if TYPE_CHECKING:
    from postsales.orders.order import Order

__all__ = ["UnitCase", "travelling"]


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
    def at(self) -> datetime:
        """The instant that is asked about."""
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
    def asker(self) -> Asker:
        """Who asks: the buyer, or whoever was given the goods."""
        ...

    @property
    def is_out(self) -> bool:
        """Are the units with the customer, on their way or still to be sent, and not gone?"""
        ...

    @property
    def return_ref(self) -> str:
        """The return that the units belong to; empty when it has no name yet."""
        ...


def travelling(decision: Decision[UnitCase]) -> Quantities:
    """Which of the units that are allowed travel back? Those to announce, and to send a label for.

    Example:
        >>> from postsales import EUR, Days, Delivered, Line, Order, ReturnRequest, ReturnTerms
        >>> from postsales import ReturnWindow, Returnless, returns
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15+01:00",
        ...     lines=[
        ...         Line("tee", quantity=1, total=EUR("50.00")),
        ...         Line("pin", quantity=1, total=EUR("2.00")),
        ...     ],
        ...     history=[Delivered({"tee": 1, "pin": 1}, at="2026-03-05T12:30+01:00")],
        ... )
        >>> terms = ReturnTerms(
        ...     id="acme", version="1", zone="Europe/Berlin",
        ...     window=ReturnWindow(Days(30), since=Delivered),
        ...     returnless=Returnless(EUR("5.00")),
        ... )
        >>> both = ReturnRequest.of({"tee": 1, "pin": 1}, reason="remorse")
        >>> decision = returns.assess(order, both, terms, at="2026-03-20T09:00+01:00")
        >>> decision.allowed, travelling(decision)
        ({'tee': 1, 'pin': 1}, {'tee': 1})
    """
    found: dict[str, int] = {}
    for case, verdict in zip(decision.cases, decision.verdicts, strict=True):
        if verdict is Verdict.MET and case.travels_back:
            found[case.line_id] = found.get(case.line_id, 0) + case.quantity
    return Quantities.trusted(found)
