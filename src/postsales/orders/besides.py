"""What a customer was given besides what they had paid: it is no refund, and lowers none.

Rules of this file: nothing here came from a payment of the order, so none of it can be taken off
what is left of one.
"""

from datetime import datetime

from attrs import field, frozen

from postsales.basics._checks import instance, optional_text, text
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.events import Event
from postsales.basics.moments import Moment, instant, iso_repr
from postsales.basics.money import CurrencyMismatch, Money
from postsales.orders.payments import Tender

__all__ = ["BonusGranted", "Compensated", "CompensationKind"]


class CompensationKind(Word):
    """What is money given for that nobody had paid?"""

    GOODWILL = "goodwill"
    """Out of kindness, beside any right."""
    RETURN_SHIPPING = "return_shipping"
    """What the customer paid a carrier for bringing goods back."""
    OTHER = "other"
    """Anything else, such as a day off work; the reason says what."""


def _kind(value: CompensationKind | str) -> CompensationKind:
    return CompensationKind.read("kind", value)


def _expires_at(value: Moment | None) -> datetime | None:
    return None if value is None else instant(value, "expires_at")


def _maybe_iso(value: datetime | None) -> str:
    return repr(value) if value is None else iso_repr(value)


def _no_negative(name: str, money: object) -> Money:
    found = instance(name, money, Money, f"the {name} is an amount of money")
    if found.minor < 0:
        raise InvalidValue(name, found, f"the {name} is zero or more")
    return found


@frozen(weakref_slot=False)
class Compensated(Event):
    """Money was given to a customer besides what they had paid, for a recorded reason.

    ``to`` is where it went. Money that goes back to a payment of the order is ``Refunded``.

    Example:
        >>> from postsales import EUR
        >>> Compensated(
        ...     EUR("10.00"), kind="goodwill", to=Tender.store_credit("SC-1"),
        ...     reason="a late parcel", at="2026-03-20T09:00+01:00",
        ... ).kind
        CompensationKind.GOODWILL
    """

    amount: Money
    kind: CompensationKind = field(converter=_kind, kw_only=True)
    to: Tender = field(kw_only=True)
    reason: str = field(kw_only=True)
    return_ref: str = field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        Event.__attrs_post_init__(self)
        _no_negative("amount", self.amount)
        instance("to", self.to, Tender, "say where it went, such as Tender.store_credit('SC-1')")
        text("reason", self.reason)
        optional_text("return_ref", self.return_ref)


@frozen(weakref_slot=False)
class BonusGranted(Event):
    """A bonus was given to a customer who took store credit in place of money.

    ``basis`` is the credit that it is a share of, if it is one. A bonus was never paid, so it is
    never paid out: it is no part of what can be refunded.

    Example:
        >>> from postsales import EUR
        >>> BonusGranted(EUR("1.67"), basis=EUR("16.67"), at="2026-03-20T09:00+01:00").amount
        Money.of('1.67', 'EUR')
    """

    amount: Money
    basis: Money | None = field(default=None, kw_only=True)
    expires_at: datetime | None = field(
        default=None, converter=_expires_at, repr=_maybe_iso, kw_only=True
    )
    return_ref: str = field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        Event.__attrs_post_init__(self)
        _no_negative("amount", self.amount)
        if self.basis is not None and _no_negative("basis", self.basis).currency != (
            self.amount.currency
        ):
            raise CurrencyMismatch(self.amount, self.basis)
        if self.expires_at is not None and self.expires_at < self.at:
            allowed = "a bonus expires after it was given"
            raise InvalidValue("expires_at", self.expires_at.isoformat(), allowed)
        optional_text("return_ref", self.return_ref)
