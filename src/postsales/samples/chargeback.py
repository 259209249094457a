"""The bank took the money back: the goods may return, but no money is left.

Whether something may come back and how much money is there are two questions with two answers.
"""

from postsales import EUR, Chargeback, Delivered, Line, Order, Paid, ReturnRequest, Tender

__all__ = ["order", "request"]

card: Tender = Tender.card("ch_13")

order: Order = Order(
    id="chargeback",
    placed_at="2026-03-08T22:10+01:00",
    market="FR",
    lines=[Line("watch", quantity=1, total=EUR("60.00"))],
    history=[
        Paid(EUR("60.00"), tender=card, at="2026-03-08T22:10+01:00"),
        Delivered({"watch": 1}, at="2026-03-12T18:00+01:00"),
        Chargeback(EUR("60.00"), tender=card, at="2026-03-28T00:00+01:00"),
    ],
)
request: ReturnRequest = ReturnRequest.of({"watch": 1}, reason="wrong_item")
