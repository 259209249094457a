"""Yen have no decimals: two of three bowls for JPY 10000.

A third of 10000 yen is no whole number, and there is nothing smaller than a yen.
"""

from postsales import JPY, Delivered, Line, Order, Paid, ReturnRequest, Tax, Tender

__all__ = ["order", "request"]

order: Order = Order(
    id="yen",
    placed_at="2026-03-14T20:00+09:00",
    market="JP",
    lines=[
        Line("bowl", quantity=3, total=JPY("10000"), taxes=[Tax.included(JPY("909"), rate="0.10")])
    ],
    history=[
        Paid(JPY("10000"), tender=Tender.card("ch_4"), at="2026-03-14T20:00+09:00"),
        Delivered({"bowl": 3}, at="2026-03-20T10:30+09:00"),
    ],
)
request: ReturnRequest = ReturnRequest.of({"bowl": 2}, reason="changed_mind")
