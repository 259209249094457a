"""Balances: how much money there was, and where it is now."""

from attrs import field, frozen

from postsales.basics._errors import PostsalesError
from postsales.basics.money import Money

__all__ = ["Balance", "OverRefund"]


class OverRefund(PostsalesError, ValueError):
    """More money is given back than is left.

    ``maximum`` is what could be given back, ``wanted`` what was, ``where`` of what.
    """

    def __init__(self, wanted: Money, maximum: Money, where: str) -> None:
        super().__init__(f"refund of {wanted} exceeds the {maximum} still refundable on {where}")
        self.wanted = wanted
        self.maximum = maximum
        self.where = where


@frozen(weakref_slot=False)
class Balance:
    """Money of a line, charge, tax, tender or order.

    ``left`` + ``reserved`` + ``refunded`` + ``disputed`` = ``total``, always. ``total`` is what was
    sold (of a line, charge or tax) or captured (of a tender or order); ``reserved`` is on its way
    back in pending refunds; ``disputed`` was taken back by a bank. Where a bank took what had been
    refunded already, ``left`` is below zero: the shop paid twice.
    """

    total: Money
    reserved: Money = field(kw_only=True)
    refunded: Money = field(kw_only=True)
    disputed: Money = field(kw_only=True)

    @property
    def captured(self) -> Money:
        """The total, as it is called for a tender and an order."""
        return self.total

    @property
    def left(self) -> Money:
        """What is neither refunded nor reserved nor disputed."""
        return self.total - self.reserved - self.refunded - self.disputed
