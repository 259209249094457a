"""Two parcels: the window of the first is over, that of the second is open.

Four pairs of socks came in two parcels. Each pair has the window of its own delivery, and a request
draws on the newest delivery first: of three pairs two may come back.
"""

from postsales import EUR, Delivered, Line, Order, Paid, ReturnRequest, Shipped, Tax, Tender

__all__ = ["order", "request"]

order: Order = Order(
    id="split-delivery",
    placed_at="2026-02-24T10:15+01:00",
    market="DE",
    lines=[
        Line(
            "socks", quantity=4, total=EUR("29.90"), taxes=[Tax.included(EUR("4.77"), rate="0.19")]
        )
    ],
    history=[
        Paid(EUR("29.90"), tender=Tender.card("ch_1"), at="2026-02-24T10:15+01:00"),
        Shipped({"socks": 2}, at="2026-02-26T16:00+01:00", ref="parcel-1"),
        Delivered({"socks": 2}, at="2026-02-28T11:20+01:00", ref="parcel-1"),
        Shipped({"socks": 2}, at="2026-03-09T16:00+01:00", ref="parcel-2"),
        Delivered({"socks": 2}, at="2026-03-11T09:40+01:00", ref="parcel-2"),
    ],
)
request: ReturnRequest = ReturnRequest.of({"socks": 3}, reason="changed_mind")
