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


def refund_of_one(ref: str, status: RefundStatus, at: str) -> Refunded:
    """The refund of one blanket, as far as it has come."""
    one = LineRefund("blanket", units=1, price=EUR("40.00"))
    return Refunded(EUR("40.00"), lines=[one], status=status, at=at, ref=ref)


order: Order = Order(
    id="pending-refund",
    placed_at="2026-03-05T21:40+01:00",
    market="DE",
    lines=[Line("blanket", quantity=2, total=EUR("80.00"))],
    history=[
        Paid(EUR("80.00"), tender=Tender.card("ch_11"), at="2026-03-05T21:40+01:00"),
        Delivered({"blanket": 2}, at="2026-03-09T10:00+01:00"),
        refund_of_one("rf-1", RefundStatus.PENDING, "2026-03-20T09:00+01:00"),
        refund_of_one("rf-1", RefundStatus.FAILED, "2026-03-24T03:12+01:00"),
        refund_of_one("rf-2", RefundStatus.PENDING, "2026-03-30T09:00+02:00"),
    ],
)
request: ReturnRequest = ReturnRequest.of({"blanket": 2}, reason="faulty")
