"""Three shirts for 50.00: the second one is worth a cent less.

The first shirt came back on 10 March for 16.67. Fifty euro have no exact third, so the three steps
are 16.67, 16.66 and 16.67, and add up.
"""

from postsales import (
    EUR,
    Delivered,
    Line,
    LineRefund,
    Order,
    Paid,
    Received,
    Refunded,
    ReturnRequest,
    Tax,
    Tender,
)

__all__ = ["order", "request"]

order: Order = Order(
    id="three-thirds",
    placed_at="2026-03-02T10:15+01:00",
    market="DE",
    lines=[
        Line("tee", quantity=3, total=EUR("50.00"), taxes=[Tax.included(EUR("7.98"), rate="0.19")])
    ],
    history=[
        Paid(EUR("50.00"), tender=Tender.card("ch_3"), at="2026-03-02T10:15+01:00"),
        Delivered({"tee": 3}, at="2026-03-05T12:30+01:00"),
        Received({"tee": 1}, at="2026-03-10T12:00+01:00"),
        Refunded(
            EUR("16.67"),
            lines=[LineRefund("tee", units=1, price=EUR("16.67"), taxes=[EUR("2.66")])],
            at="2026-03-10T12:00+01:00",
            ref="rf-1",
        ),
    ],
)
request: ReturnRequest = ReturnRequest.of({"tee": 1}, reason="faulty")
