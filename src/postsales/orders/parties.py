"""The customer of an order and who asks, as far as terms can depend on who it is."""

from collections.abc import Iterator

from attrs import field, frozen

from postsales.basics._checks import count, instance, text
from postsales.basics._errors import Contradictions
from postsales.basics._words import Word
from postsales.basics.moments import zone_key
from postsales.basics.money import CurrencyMismatch, Money

__all__ = ["Asker", "Customer", "PurchaseRecord"]


class Asker(Word):
    """Who asks for the return?"""

    BUYER = "buyer"
    """Whoever bought."""
    GIFT_RECIPIENT = "gift_recipient"
    """Whoever was given it, with or without the buyer's knowledge."""


@frozen(weakref_slot=False, kw_only=True)
class PurchaseRecord:
    """What a customer bought before and sent back of it, over whatever time the shop looks at.

    Units: ``bought`` and ``returned`` are units of goods; ``paid`` is what they cost and
    ``refunded`` what went back of it, in one currency.

    Raises:
        InvalidValue: more came back than was bought or paid; both are told.
        CurrencyMismatch: what was paid and what went back are in two currencies.

    Example:
        >>> from postsales import EUR
        >>> PurchaseRecord(bought=20, returned=15, paid=EUR("900"), refunded=EUR("700")).returned
        15
    """

    bought: int
    returned: int
    paid: Money
    refunded: Money

    def __attrs_post_init__(self) -> None:
        count("bought", self.bought)
        count("returned", self.returned)
        instance("paid", self.paid, Money, "say EUR('900.00')")
        instance("refunded", self.refunded, Money, "say EUR('700.00')")
        if self.refunded.currency != self.paid.currency:
            says = f"{self.refunded} went back of {self.paid}"
            raise CurrencyMismatch(self.paid, self.refunded, f"{says}; tell one currency")
        problems = [*_more_back_than_bought(self)]
        if problems:
            raise Contradictions("purchase record", problems)


def _more_back_than_bought(record: PurchaseRecord) -> Iterator[str]:
    if record.returned > record.bought:
        yield f"{record.returned} units came back of {record.bought} that were bought"
    if not 0 <= record.refunded.minor <= record.paid.minor:
        yield f"{record.refunded} went back of {record.paid} that was paid"


@frozen(weakref_slot=False)
class Customer:
    """Who bought. No name and no address; ``record`` is what they bought before and sent back.

    Example:
        >>> Customer(id="C-7", country="DE", zone="Europe/Berlin", tier="gold").tier
        'gold'
    """

    id: str
    country: str | None = field(default=None, kw_only=True)
    zone: str | None = field(default=None, kw_only=True)
    tier: str | None = field(default=None, kw_only=True)
    record: PurchaseRecord | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        text("id", self.id)
        for name in ("country", "tier"):
            if getattr(self, name) is not None:
                text(name, getattr(self, name))
        if self.zone is not None:
            zone_key(self.zone)
        if self.record is not None:
            instance("record", self.record, PurchaseRecord, "a record is a PurchaseRecord")
