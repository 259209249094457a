"""Two rings, of which one is being engraved.

The shop has an event of its own for it, which says which units; the other ring can be called off.
"""

from attrs import field, frozen

from postsales import (
    EUR,
    CancellationRequest,
    Event,
    Line,
    Order,
    Paid,
    Quantities,
    Tender,
)

__all__ = ["EngravingBegun", "order", "request"]


@frozen(weakref_slot=False)
class EngravingBegun(Event):
    """Units are being engraved and can no longer be sold to others."""

    units: Quantities = field(converter=Quantities)


order: Order = Order(
    id="engraved",
    placed_at="2026-04-02T09:00+02:00",
    market="DE",
    lines=[Line("ring", quantity=2, total=EUR("179.99"))],
    history=[
        Paid(EUR("179.99"), tender=Tender.card("ch_21"), at="2026-04-02T09:00+02:00"),
        EngravingBegun({"ring": 1}, at="2026-04-02T11:30+02:00"),
    ],
)
request: CancellationRequest = CancellationRequest.of({"ring": 2}, reason="changed_mind")
