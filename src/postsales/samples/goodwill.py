"""Thirty euro of goodwill: a later refund finds less money and says so.

The amount was tied to no line. The chair is still worth 149.00, but only 119.00 of the payment are
left: the rest is withheld.
"""

from postsales import EUR, Delivered, Line, Order, Paid, Refunded, ReturnRequest, Tax, Tender

__all__ = ["order", "request"]

order: Order = Order(
    id="goodwill",
    placed_at="2026-03-06T17:25+01:00",
    market="DE",
    lines=[
        Line(
            "armchair",
            quantity=1,
            total=EUR("149.00"),
            taxes=[Tax.included(EUR("23.79"), rate="0.19")],
        )
    ],
    history=[
        Paid(EUR("149.00"), tender=Tender.card("ch_12"), at="2026-03-06T17:25+01:00"),
        Delivered({"armchair": 1}, at="2026-03-11T15:00+01:00"),
        Refunded(
            EUR("30.00"), reason="scratch on one leg", at="2026-03-16T11:00+01:00", ref="rf-1"
        ),
    ],
)
request: ReturnRequest = ReturnRequest.of({"armchair": 1}, reason="faulty")
