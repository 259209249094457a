"""The terms that the sample orders are judged by: one shop, one promise."""

from postsales import (
    EUR,
    CancellationTerms,
    Days,
    Delivered,
    Exclusion,
    Fee,
    Hours,
    LineKind,
    Per,
    Percent,
    ReasonKind,
    RefundTerms,
    ReturnTerms,
    ReturnWindow,
    Scope,
    Shipped,
    ShippingRefund,
    TenderOrder,
    Trait,
)
from postsales.samples.engraved import EngravingBegun

__all__ = ["cancellation_terms", "refund_terms", "terms"]

ELECTRONICS = Scope(category="electronics")

terms: ReturnTerms = ReturnTerms(
    id="sample-returns",
    version="2026-03",
    zone="Europe/Berlin",
    window=ReturnWindow(Days(30), since=Delivered),
    special_windows=[ReturnWindow(Days(14), since=Delivered, applies_to=ELECTRONICS)],
    exclusions=[
        Exclusion("final_sale", applies_to=Scope(trait=Trait.FINAL_SALE)),
        Exclusion("digital_content", applies_to=Scope(kind=LineKind.DIGITAL)),
    ],
    reasons={
        "changed_mind": ReasonKind.REMORSE,
        "too_small": ReasonKind.REMORSE,
        "faulty": ReasonKind.DEFECT,
        "wrong_item": ReasonKind.WRONG_ITEM,
    },
)

# A fixed fee is in one currency, so it is for the market that pays in it.
refund_terms: RefundTerms = RefundTerms(
    id="sample-refunds",
    version="2026-03",
    fees=[
        Fee("return_shipping", EUR("4.95"), per=Per.RETURN, applies_to=Scope(market="DE")),
        Fee("restocking", Percent("15"), per=Per.UNIT, applies_to=ELECTRONICS),
    ],
    shipping=ShippingRefund.WHEN_ALL_COMES_BACK,
    tenders=TenderOrder.GIFT_CARD_FIRST,
)

cancellation_terms: CancellationTerms = CancellationTerms(
    id="sample-cancellations",
    version="2026-03",
    until=(EngravingBegun, Shipped),
    within=Hours(48),
)
