"""An order whose promotion breaks when some of it comes back."""

from postsales import (
    EUR,
    BrokenPromotion,
    Delivered,
    Line,
    Order,
    Paid,
    Promotion,
    PromotionRule,
    RefundTerms,
    ReturnRequest,
    ShippingRefund,
    Tender,
    TenderOrder,
)

order = Order(
    id="1001",
    placed_at="2026-03-02T10:15+01:00",
    lines=[
        Line("tee", quantity=3, total=EUR("54.00")),
        Line("lamp", quantity=1, total=EUR("54.00")),
    ],
    promotions=[
        Promotion(
            "SPRING",
            given={"tee": EUR("6.00"), "lamp": EUR("6.00")},
            shipping=EUR("4.95"),
            minimum=EUR("100.00"),
        )
    ],
    history=[
        Paid(EUR("108.00"), tender=Tender.card("ch_1"), at="2026-03-02T10:15+01:00"),
        Delivered({"tee": 3, "lamp": 1}, at="2026-03-05T12:30+01:00"),
    ],
)
refund_terms = RefundTerms(
    id="strict",
    version="1",
    shipping=ShippingRefund.NEVER,
    tenders=TenderOrder.AS_PAID,
    promotions=[PromotionRule(BrokenPromotion.BOTH)],
)
request = ReturnRequest.of({"tee": 2}, reason="changed_mind")
