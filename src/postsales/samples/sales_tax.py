"""Two taxes on top of the price: each is given back as it was collected.

State tax is 6 %, city tax 2.25 %; shipping bears only the first. One of two rugs and two of three
posters come back, each tax by its own share.
"""

from postsales import USD, Charge, Delivered, Line, Order, Paid, ReturnRequest, Tax, Tender

__all__ = ["order", "request"]

order: Order = Order(
    id="sales-tax",
    placed_at="2026-03-12T09:30-06:00",
    market="US",
    lines=[
        Line(
            "rug",
            quantity=2,
            total=USD("162.38"),
            taxes=[
                Tax.added(USD("9.00"), rate="0.06", name="state"),
                Tax.added(USD("3.38"), rate="0.0225", name="city"),
            ],
        ),
        Line(
            "poster",
            quantity=3,
            total=USD("27.06"),
            taxes=[
                Tax.added(USD("1.50"), rate="0.06", name="state"),
                Tax.added(USD("0.56"), rate="0.0225", name="city"),
            ],
        ),
    ],
    charges=[
        Charge.shipping(USD("12.72"), taxes=[Tax.added(USD("0.72"), rate="0.06", name="state")])
    ],
    history=[
        Paid(USD("202.16"), tender=Tender.card("ch_9"), at="2026-03-12T09:30-06:00"),
        Delivered({"rug": 2, "poster": 3}, at="2026-03-17T14:20-05:00"),
    ],
)
request: ReturnRequest = ReturnRequest.of({"rug": 1, "poster": 2}, reason="changed_mind")
