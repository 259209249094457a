"""Five jars: two called off, two delivered, one still on the shelf.

Asked for all five, the answer is different for each kind: returned, cancelled instead, or long
gone. The two that come back cost a cent less than the two that were called off.
"""

from postsales import (
    EUR,
    Cancelled,
    Charge,
    Delivered,
    Line,
    LineRefund,
    Order,
    Paid,
    Refunded,
    ReturnRequest,
    Tender,
)

__all__ = ["order", "request"]

order: Order = Order(
    id="cancelled-part",
    placed_at="2026-03-18T07:50+01:00",
    market="DE",
    lines=[Line("jar", quantity=5, total=EUR("49.99"))],
    charges=[Charge.shipping(EUR("3.90"))],
    history=[
        Paid(EUR("53.89"), tender=Tender.store_credit("SC-3"), at="2026-03-18T07:50+01:00"),
        Cancelled({"jar": 2}, at="2026-03-18T09:15+01:00"),
        Refunded(
            EUR("20.00"),
            lines=[LineRefund("jar", units=2, price=EUR("20.00"))],
            at="2026-03-18T09:15+01:00",
            ref="rf-1",
        ),
        Delivered({"jar": 2}, at="2026-03-21T13:00+01:00"),
    ],
)
request: ReturnRequest = ReturnRequest.of({"jar": 5}, reason="changed_mind")
