"""A book and its download: only the paper can come back.

The terms exclude digital content for a change of mind.
"""

from postsales import EUR, Delivered, Line, LineKind, Order, Paid, ReturnRequest, Tax, Tender

__all__ = ["order", "request"]

order: Order = Order(
    id="download",
    placed_at="2026-03-21T16:45+01:00",
    market="DE",
    lines=[
        Line(
            "book", quantity=1, total=EUR("24.00"), taxes=[Tax.included(EUR("1.57"), rate="0.07")]
        ),
        Line(
            "e-book",
            quantity=1,
            total=EUR("9.99"),
            taxes=[Tax.included(EUR("0.65"), rate="0.07")],
            kind=LineKind.DIGITAL,
        ),
    ],
    history=[
        Paid(EUR("33.99"), tender=Tender.card("ch_15"), at="2026-03-21T16:45+01:00"),
        Delivered({"e-book": 1}, at="2026-03-21T16:46+01:00"),
        Delivered({"book": 1}, at="2026-03-24T11:30+01:00"),
    ],
)
request: ReturnRequest = ReturnRequest.everything(order, reason="changed_mind")
