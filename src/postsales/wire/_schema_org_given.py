"""What a reader of policies is told besides them: schema.org has no words for it."""

from attrs import frozen

from postsales.orders.starts import Since
from postsales.refunds.terms import ShippingRefund, TenderOrder

__all__ = ["Given"]


@frozen(weakref_slot=False, kw_only=True)
class Given:
    """What the caller says that schema.org does not."""

    id: str
    version: str
    zone: str
    since: tuple[Since, ...] | None = None
    shipping: ShippingRefund | None = None
    tenders: TenderOrder | None = None
