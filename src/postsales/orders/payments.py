"""Means of payment."""

from attrs import field, frozen

from postsales.basics._checks import text
from postsales.basics._words import Word

__all__ = ["Tender", "TenderKind"]


class TenderKind(Word):
    """How was paid?"""

    CARD = "card"
    """A credit or debit card, or a wallet that stands for one."""
    GIFT_CARD = "gift_card"
    """Stored value that somebody bought."""
    STORE_CREDIT = "store_credit"
    """Stored value that the shop gave."""
    BANK_TRANSFER = "bank_transfer"
    """Money sent from or taken from a bank account."""
    CASH = "cash"
    """Coins and notes, also on delivery."""
    OTHER = "other"
    """Anything else, such as an invoice bought by a payment company."""


def _kind(value: TenderKind | str) -> TenderKind:
    return TenderKind.read("kind", value)


@frozen(weakref_slot=False)
class Tender:
    """One means of payment of one order, told apart by its id (a charge id, a card number's alias).

    Example:
        >>> Tender.gift_card("GC-7")
        Tender('GC-7', kind=TenderKind.GIFT_CARD)
    """

    id: str
    kind: TenderKind = field(converter=_kind, kw_only=True)

    def __attrs_post_init__(self) -> None:
        text("id", self.id)

    def __repr__(self) -> str:
        return f"Tender({self.id!r}, kind={self.kind!r})"

    @classmethod
    def card(cls, id: str) -> "Tender":
        """A card."""
        return cls(id, kind=TenderKind.CARD)

    @classmethod
    def gift_card(cls, id: str) -> "Tender":
        """A gift card."""
        return cls(id, kind=TenderKind.GIFT_CARD)

    @classmethod
    def store_credit(cls, id: str) -> "Tender":
        """Store credit."""
        return cls(id, kind=TenderKind.STORE_CREDIT)

    @classmethod
    def bank_transfer(cls, id: str) -> "Tender":
        """A bank transfer or direct debit."""
        return cls(id, kind=TenderKind.BANK_TRANSFER)

    @classmethod
    def cash(cls, id: str) -> "Tender":
        """Cash."""
        return cls(id, kind=TenderKind.CASH)

    @classmethod
    def other(cls, id: str) -> "Tender":
        """Any other means of payment."""
        return cls(id, kind=TenderKind.OTHER)
