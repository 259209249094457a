"""One second decides: delivered just before and just after midnight.

The 30 days of the first kettle ended with 1 April, those of the second end with 2 April. The
windows are whole local days, so both are open to their last second.
"""

from postsales import EUR, Delivered, Line, Order, Paid, ReturnRequest, Tender

__all__ = ["order", "request"]

order: Order = Order(
    id="one-second",
    placed_at="2026-02-27T18:30+01:00",
    market="DE",
    lines=[Line("kettle", quantity=2, total=EUR("79.80"))],
    history=[
        Paid(EUR("79.80"), tender=Tender.bank_transfer("tr_6"), at="2026-02-27T18:30+01:00"),
        Delivered({"kettle": 1}, at="2026-03-02T23:59:59+01:00", ref="drone-1"),
        Delivered({"kettle": 1}, at="2026-03-03T00:00:00+01:00", ref="drone-2"),
    ],
)
request: ReturnRequest = ReturnRequest.of({"kettle": 2}, reason="changed_mind")
