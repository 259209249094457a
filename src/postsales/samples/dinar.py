"""Dinar have three decimals: three of four radios for KWD 10.125.

Electronics have 14 days and a restocking fee of 15 % of each unit's price, rounded to the fils.
"""

from postsales import Currency, Delivered, Line, Order, Paid, ReturnRequest, Tender

__all__ = ["order", "request"]

KWD = Currency("KWD")

order: Order = Order(
    id="dinar",
    placed_at="2026-03-22T09:00+03:00",
    market="KW",
    lines=[Line("radio", quantity=4, total=KWD("10.125"), category="electronics")],
    history=[
        Paid(KWD("10.125"), tender=Tender.card("ch_5"), at="2026-03-22T09:00+03:00"),
        Delivered({"radio": 4}, at="2026-03-25T13:45+03:00"),
    ],
)
request: ReturnRequest = ReturnRequest.of({"radio": 3}, reason="changed_mind")
