"""Charges of an order: what was paid besides the lines, with its own tax."""

from collections.abc import Iterable

from attrs import field, frozen

from postsales.basics._checks import instance, text
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.money import CurrencyMismatch, Money
from postsales.orders.lines import Tax, check_taxes, places_of_added, price_of, tuple_of_taxes

__all__ = ["Charge", "ChargeKind"]

_STANDARD = "what the cheapest standard delivery would have cost is an amount of money"


class ChargeKind(Word):
    """What was charged for?"""

    SHIPPING = "shipping"
    """Bringing the goods to the customer."""
    OTHER = "other"
    """Handling, gift wrap, a surcharge: anything else."""


def _kind(value: ChargeKind | str) -> ChargeKind:
    return ChargeKind.read("kind", value)


@frozen(weakref_slot=False)
class Charge:
    """Something charged for the order as a whole. ``total`` has all tax in.

    ``standard`` is what the cheapest standard delivery that was offered would have cost, all tax
    in; None when it was that one.

    Raises:
        InvalidValue: a negative total, taxes above it, or a negative standard.
        CurrencyMismatch: amounts of two currencies.

    Example:
        >>> from postsales import EUR
        >>> Charge.shipping(EUR("4.95"), taxes=[Tax.included(EUR("0.79"), rate="0.19")]).id
        'shipping'
    """

    id: str
    total: Money = field(kw_only=True)
    kind: ChargeKind = field(converter=_kind, kw_only=True)
    taxes: tuple[Tax, ...] = field(default=(), converter=tuple_of_taxes, kw_only=True)
    standard: Money | None = field(default=None, kw_only=True)
    price_minor: int = field(init=False, eq=False, repr=False)
    taxes_minor: tuple[int, ...] = field(init=False, eq=False, repr=False)
    added: tuple[int, ...] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        text("id", self.id)
        check_taxes("total", self.total, self.taxes)
        if self.standard is not None:
            _check_standard(self.standard, self.total)
        object.__setattr__(self, "price_minor", price_of(self.total, self.taxes))
        object.__setattr__(self, "taxes_minor", tuple(tax.amount.minor for tax in self.taxes))
        object.__setattr__(self, "added", places_of_added(self.taxes))

    @classmethod
    def shipping(
        cls,
        total: Money,
        *,
        taxes: Iterable[Tax] = (),
        id: str = "shipping",
        standard: Money | None = None,
    ) -> "Charge":
        """What the customer paid for delivery."""
        return cls(id, total=total, kind=ChargeKind.SHIPPING, taxes=taxes, standard=standard)

    @classmethod
    def other(cls, id: str, total: Money, *, taxes: Iterable[Tax] = ()) -> "Charge":
        """Any other charge: handling, gift wrap, a surcharge."""
        return cls(id, total=total, kind=ChargeKind.OTHER, taxes=taxes)

    @property
    def price(self) -> Money:
        """What the customer saw: the total less the tax that was added."""
        return self.total.currency.minor(self.price_minor)


def _check_standard(standard: Money, total: Money) -> None:
    """What would have been enough is zero or more, in the currency of what was paid."""
    instance("standard", standard, Money, _STANDARD)
    if standard.currency != total.currency:
        raise CurrencyMismatch(total, standard)
    if standard.minor < 0:
        raise InvalidValue("standard", standard, "it is zero or more")
