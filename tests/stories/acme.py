"""The order and the terms that the stories share."""

from postsales import (
    EUR,
    Charge,
    Customer,
    Days,
    Delivered,
    Exclusion,
    Fee,
    Line,
    Order,
    Paid,
    Per,
    Percent,
    ReasonKind,
    RefundTerms,
    ReturnItem,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    Scope,
    Shipped,
    ShippingRefund,
    Since,
    Tax,
    Tender,
    TenderOrder,
    Trait,
)

order = Order(
    id="1001",
    placed_at="2026-03-02T10:15+01:00",
    market="DE",
    customer=Customer(id="C-7", country="DE", zone="Europe/Berlin", tier="gold"),
    lines=[
        Line("tee", quantity=3, total=EUR("50.00"), taxes=[Tax.included(EUR("7.98"), rate="0.19")]),
        Line(
            "mug",
            quantity=2,
            total=EUR("19.90"),
            taxes=[Tax.included(EUR("3.18"), rate="0.19")],
            traits=[Trait.FINAL_SALE],
        ),
        Line(
            "lamp",
            quantity=1,
            total=EUR("89.00"),
            taxes=[Tax.included(EUR("14.21"), rate="0.19")],
            category="electronics",
        ),
    ],
    charges=[Charge.shipping(EUR("4.95"), taxes=[Tax.included(EUR("0.79"), rate="0.19")])],
    history=[
        Paid(EUR("20.00"), tender=Tender.gift_card("GC-7"), at="2026-03-02T10:15+01:00"),
        Paid(EUR("143.85"), tender=Tender.card("ch_1"), at="2026-03-02T10:15+01:00"),
        Shipped({"tee": 3, "mug": 2, "lamp": 1}, at="2026-03-03T16:00+01:00"),
        Delivered({"tee": 3, "mug": 2}, at="2026-03-05T12:30+01:00"),
        Delivered({"lamp": 1}, at="2026-03-09T11:00+01:00"),
    ],
)

electronics = Scope(category="electronics")
terms = ReturnTerms(
    id="acme-returns",
    version="2026-03",
    zone="Europe/Berlin",
    window=ReturnWindow(Days(30), since=(Delivered, Since(Shipped, plus=Days(5)))),
    special_windows=[ReturnWindow(Days(14), since=Delivered, applies_to=electronics)],
    exclusions=[Exclusion("final_sale", applies_to=Scope(trait=Trait.FINAL_SALE))],
    reasons={
        "too_small": ReasonKind.REMORSE,
        "changed_mind": ReasonKind.REMORSE,
        "faulty": ReasonKind.DEFECT,
        "wrong_item": ReasonKind.WRONG_ITEM,
    },
)
refund_terms = RefundTerms(
    id="acme-refunds",
    version="2026-03",
    fees=[
        Fee("return_shipping", EUR("4.95"), per=Per.RETURN),
        Fee("restocking", Percent("15"), per=Per.UNIT, applies_to=electronics),
    ],
    shipping=ShippingRefund.WHEN_ALL_COMES_BACK,
    tenders=TenderOrder.GIFT_CARD_FIRST,
)
request = ReturnRequest(
    [
        ReturnItem("tee", 2, reason="too_small"),
        ReturnItem("mug", 1, reason="changed_mind"),
        ReturnItem("lamp", 1, reason="faulty"),
    ]
)
