"""Three of five parcels of coffee have left, and the customer moves house.

Two can be called off and cost nothing; the three on their way have to come back as a return.
"""

from postsales import EUR, CancellationRequest, Line, Order, Paid, Shipped, Tender

__all__ = ["order", "request"]

order: Order = Order(
    id="part-shipped",
    placed_at="2026-04-01T09:20+02:00",
    market="DE",
    lines=[Line("coffee", quantity=5, total=EUR("64.99"))],
    history=[
        Paid(EUR("64.99"), tender=Tender.card("ch_20"), at="2026-04-01T09:20+02:00"),
        Shipped({"coffee": 3}, at="2026-04-02T08:00+02:00"),
    ],
)
request: CancellationRequest = CancellationRequest.of({"coffee": 5}, reason="changed_mind")
