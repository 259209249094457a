"""Final sale: a change of mind is refused, a defect is not.

Both coats were sold as not returnable. One does not please, the other has a broken zip.
"""

from postsales import (
    EUR,
    Delivered,
    Line,
    Order,
    Paid,
    ReturnItem,
    ReturnRequest,
    Tax,
    Tender,
    Trait,
)

__all__ = ["order", "request"]

order: Order = Order(
    id="final-sale",
    placed_at="2026-03-16T12:00+01:00",
    market="DE",
    lines=[
        Line(
            "coat",
            quantity=2,
            total=EUR("119.00"),
            taxes=[Tax.included(EUR("19.00"), rate="0.19")],
            traits=[Trait.FINAL_SALE],
        )
    ],
    history=[
        Paid(EUR("119.00"), tender=Tender.card("ch_7"), at="2026-03-16T12:00+01:00"),
        Delivered({"coat": 2}, at="2026-03-19T10:10+01:00"),
    ],
)
request: ReturnRequest = ReturnRequest(
    [
        ReturnItem("coat", 1, reason="faulty"),
        ReturnItem("coat", 1, reason="changed_mind"),
    ]
)
