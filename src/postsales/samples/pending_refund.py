"""One refund failed, the next one is on its way: its money is spoken for.

The failed try frees its unit and its money again, the pending one reserves both. So one blanket is
refunded already, and the other one can still be.
"""

from postsales import (
    EUR,
    Delivered,
    Line,
    LineRefund,
    Order,
    Paid,
    Refunded,
    RefundStatus,
    ReturnRequest,
    Tender,
)

__all__ = ["order", "request"]

first_try = Refunded(
    EUR("40.00"),
    lines=[LineRefund("blanket", units=1, price=EUR("40.00"))],
    status=RefundStatus.PENDING,
    at="2026-03-20T09:00+01:00",
    ref="rf-1",
)
second_try = Refunded(
    EUR("40.00"),
    lines=[LineRefund("blanket", units=1, price=EUR("40.00"))],
    status=RefundStatus.PENDING,
    at="2026-03-30T09:00+02:00",
    ref="rf-2",
)

order = Order(
    id="pending-refund",
    placed_at="2026-03-05T21:40+01:00",
    market="DE",
    lines=[Line("blanket", quantity=2, total=EUR("80.00"))],
    history=[
        Paid(EUR("80.00"), tender=Tender.card("ch_11"), at="2026-03-05T21:40+01:00"),
        Delivered({"blanket": 2}, at="2026-03-09T10:00+01:00"),
        first_try,
        first_try.now(RefundStatus.FAILED, at="2026-03-24T03:12+01:00"),
        second_try,
    ],
)
request = ReturnRequest.of({"blanket": 2}, reason="faulty")
