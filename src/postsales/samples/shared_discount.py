"""A discount on the whole order, shared once, and everything comes back.

Ten euro off were shared over the three lines when the order was placed, and stay as they are. With
the last unit the shipping goes back, too.
"""

from postsales import (
    EUR,
    Charge,
    Delivered,
    Line,
    Money,
    Order,
    Paid,
    ReturnRequest,
    Tender,
    orders,
)

__all__ = ["order", "request"]

LIST_PRICES: list[Money] = [EUR("30.00"), EUR("40.00"), EUR("10.00")]
paid: tuple[Money, ...] = orders.discounted(LIST_PRICES, EUR("10.00")).left

order: Order = Order(
    id="shared-discount",
    placed_at="2026-03-10T08:00+01:00",
    market="DE",
    lines=[
        Line("plates", quantity=6, total=paid[0]),
        Line("glasses", quantity=6, total=paid[1]),
        Line("napkins", quantity=1, total=paid[2]),
    ],
    charges=[Charge.shipping(EUR("4.90"))],
    history=[
        Paid(EUR("74.90"), tender=Tender.card("ch_10"), at="2026-03-10T08:00+01:00"),
        Delivered({"plates": 6, "glasses": 6, "napkins": 1}, at="2026-03-13T12:00+01:00"),
    ],
)
request: ReturnRequest = ReturnRequest.everything(order, reason="changed_mind")
