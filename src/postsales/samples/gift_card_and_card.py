"""Paid with a gift card and a card: the gift card is filled up first.

A jacket comes back. The money goes to the gift card up to what it paid, the rest to the card.
"""

from postsales import EUR, Charge, Delivered, Line, Order, Paid, ReturnRequest, Tax, Tender

__all__ = ["order", "request"]

order: Order = Order(
    id="gift-card-and-card",
    placed_at="2026-03-09T19:02+01:00",
    market="DE",
    lines=[
        Line(
            "jacket",
            quantity=1,
            total=EUR("89.90"),
            taxes=[Tax.included(EUR("14.35"), rate="0.19")],
        ),
        Line(
            "scarf", quantity=1, total=EUR("30.00"), taxes=[Tax.included(EUR("4.79"), rate="0.19")]
        ),
    ],
    charges=[Charge.shipping(EUR("4.90"), taxes=[Tax.included(EUR("0.78"), rate="0.19")])],
    history=[
        Paid(EUR("99.80"), tender=Tender.card("ch_2"), at="2026-03-09T19:02+01:00"),
        Paid(EUR("25.00"), tender=Tender.gift_card("GC-7"), at="2026-03-09T19:02+01:00"),
        Delivered({"jacket": 1, "scarf": 1}, at="2026-03-12T14:05+01:00"),
    ],
)
request: ReturnRequest = ReturnRequest.of({"jacket": 1}, reason="too_small")
