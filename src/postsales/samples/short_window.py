"""Electronics have 14 days, and a special window beats the standard one.

The headset came on 10 March. Thirty days would still run, but the fourteen that count ended with
24 March.
"""

from postsales import EUR, Delivered, Line, Order, Paid, ReturnRequest, Tender

__all__ = ["order", "request"]

order: Order = Order(
    id="short-window",
    placed_at="2026-03-07T13:13+01:00",
    market="DE",
    lines=[Line("headset", quantity=1, total=EUR("59.90"), category="electronics")],
    history=[
        Paid(EUR("59.90"), tender=Tender.card("ch_16"), at="2026-03-07T13:13+01:00"),
        Delivered({"headset": 1}, at="2026-03-10T10:00+01:00"),
    ],
)
request: ReturnRequest = ReturnRequest.of({"headset": 1}, reason="changed_mind")
