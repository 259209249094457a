"""Nobody knows when it was delivered, so a person decides.

The window counts from the delivery, and only the dispatch is on record. The answer is neither yes
nor no, and says which fact is missing.
"""

from postsales import EUR, Delivered, Line, Order, Paid, ReturnRequest, Shipped, Tender

__all__ = ["order", "request"]

order: Order = Order(
    id="no-delivery-date",
    placed_at="2026-03-02T10:15+01:00",
    market="DE",
    lines=[
        Line("vase", quantity=1, total=EUR("34.50")),
        Line("tray", quantity=1, total=EUR("21.00")),
    ],
    history=[
        Paid(EUR("55.50"), tender=Tender.cash("drawer-2"), at="2026-03-02T10:15+01:00"),
        Shipped({"vase": 1, "tray": 1}, at="2026-03-03T16:00+01:00"),
        Delivered({"tray": 1}, at="2026-03-05T15:00+01:00"),
    ],
)
request: ReturnRequest = ReturnRequest.of({"vase": 1}, reason="changed_mind")
