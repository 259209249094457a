"""Lines of an order, as sold: units, what they cost after every discount, and the tax in it."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from attrs import field, frozen

from postsales.basics._checks import count, instance, ratio, several, text, texts
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics._words import Word
from postsales.basics.money import Money

__all__ = ["Line", "LineKind", "NewLine", "Tax", "TaxKind", "Trait"]


class LineKind(Word):
    """What kind of thing was sold?"""

    GOODS = "goods"
    """Something that is shipped and can come back."""
    DIGITAL = "digital"
    """Content that is downloaded or streamed; *delivered* when it was made available."""
    SERVICE = "service"
    """Work that is done; *delivered* when it was done."""
    SUBSCRIPTION = "subscription"
    """A service or delivery that recurs; *delivered* when it was started."""
    GIFT_CARD = "gift_card"
    """Stored value that was sold; not a means of payment of this order."""


class Trait(Word):
    """What about a line can matter to terms, whatever the shop calls its products?"""

    FINAL_SALE = "final_sale"
    """Sold as not returnable."""
    MADE_TO_ORDER = "made_to_order"
    """Made or changed for this customer."""
    PERISHABLE = "perishable"
    """Spoils or expires soon."""
    SEALED_HYGIENE = "sealed_hygiene"
    """Sealed for health or hygiene, and not returnable once unsealed."""
    SEALED_MEDIA = "sealed_media"
    """Sealed recording or software."""
    HAZARDOUS = "hazardous"
    """May not travel by ordinary post."""
    OVERSIZED = "oversized"
    """Needs a carrier of its own."""
    REGULAR_DELIVERY = "regular_delivery"
    """Goods that come again and again over a time that was agreed."""
    PRICE_FLUCTUATES = "price_fluctuates"
    """Its price goes with a financial market that the merchant cannot move."""
    MIXED_ONCE_DELIVERED = "mixed_once_delivered"
    """By its nature not to be told apart from other things once it was delivered."""
    ALCOHOL_FUTURES = "alcohol_futures"
    """Drinks sold long before they are delivered, at a price that goes with their market."""
    URGENT_REPAIR = "urgent_repair"
    """Repair or upkeep for which the customer had asked the merchant to come."""
    PERIODICAL = "periodical"
    """A newspaper or magazine."""
    AUCTIONED = "auctioned"
    """Sold at an auction that people can attend."""
    DATED_LEISURE = "dated_leisure"
    """A stay, a transport, a hired car, catering or leisure for a day or a time that is agreed."""
    BETTING = "betting"
    """A bet or a ticket of a lottery."""
    NOTARISED = "notarised"
    """Agreed before a notary."""
    UTILITY = "utility"
    """Water, gas, electricity or heat that is not sold in a set amount."""
    LIVE_ANIMAL = "live_animal"
    """An animal."""
    MOTOR_VEHICLE = "motor_vehicle"
    """A car or another vehicle with a motor."""
    SECOND_HAND = "second_hand"
    """Sold as used."""
    NEEDS_INSTALLING = "needs_installing"
    """The merchant installs it, or makes it ready for use, as part of the sale."""


class TaxKind(Word):
    """Where does a tax lie?"""

    INCLUDED = "included"
    """Inside the price that the customer saw."""
    ADDED = "added"
    """On top of the price that the customer saw."""


_LONGEST_RATE = 20
_HIGHEST_RATE = 10
_RATE = "a rate is a fraction of 1 as text or Decimal, such as '0.19'"


def rate_of_tax(name: str, value: str | Decimal | None) -> Decimal | None:
    """The rate of a tax, as a fraction of 1."""
    if value is None:
        return None
    if not isinstance(value, str | Decimal):
        raise WrongType(name, value, _RATE)
    if isinstance(value, str) and len(value) > _LONGEST_RATE:
        raise InvalidValue(name, value, _RATE)
    try:
        found = Decimal(value)
    except InvalidOperation:
        raise InvalidValue(name, value, _RATE) from None
    ratio(name, found)
    if not 0 <= found <= _HIGHEST_RATE:
        raise InvalidValue(name, value, _RATE)
    return found


def _rate(value: str | Decimal | None) -> Decimal | None:
    return rate_of_tax("rate", value)


def rate_repr(value: Decimal | None) -> str:
    """A rate as it is said to a constructor."""
    return repr(value if value is None else str(value))


def _tax_kind(value: TaxKind | str) -> TaxKind:
    return TaxKind.read("kind", value)


@frozen(weakref_slot=False)
class Tax:
    """One tax as it was collected on a line or a charge, for all its units.

    ``amount`` is what was collected; ``rate`` and ``name`` are told, never computed with.

    Example:
        >>> from postsales import EUR
        >>> Tax.included(EUR("7.98"), rate="0.19").kind
        TaxKind.INCLUDED
    """

    amount: Money
    kind: TaxKind = field(converter=_tax_kind, kw_only=True)
    rate: Decimal | None = field(default=None, converter=_rate, repr=rate_repr, kw_only=True)
    name: str = field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        instance("amount", self.amount, Money, "a tax is an amount of money")
        if self.amount.minor < 0:
            raise InvalidValue("amount", self.amount, "a tax that was collected is zero or more")
        if not isinstance(self.name, str):
            raise WrongType("name", self.name, "the name of a tax is text")

    @classmethod
    def included(cls, amount: Money, *, rate: str | Decimal | None = None, name: str = "") -> "Tax":
        """A tax that lies inside the price."""
        return cls(amount, kind=TaxKind.INCLUDED, rate=rate, name=name)

    @classmethod
    def added(cls, amount: Money, *, rate: str | Decimal | None = None, name: str = "") -> "Tax":
        """A tax that came on top of the price."""
        return cls(amount, kind=TaxKind.ADDED, rate=rate, name=name)


def tuple_of_taxes(value: Iterable[Tax]) -> tuple[Tax, ...]:
    """The taxes of a line or charge, in order."""
    return several("taxes", value, Tax, "taxes are Tax.included(...) and Tax.added(...)")


def _traits(value: Iterable[Trait | str]) -> tuple[Trait, ...]:
    return Trait.read_all("traits", value)


def _tags(value: Iterable[str]) -> tuple[str, ...]:
    return texts("tags", value)


def check_taxes(where: str, total: Money, taxes: tuple[Tax, ...]) -> None:
    """A total is zero or more, in one currency with its taxes, and holds them all."""
    instance(where, total, Money, "a total is an amount of money, such as EUR('50.00')")
    if total.minor < 0:
        raise InvalidValue(where, total, "what the customer owes is zero or more")
    held = total
    for tax in taxes:
        held -= tax.amount
    if held.minor < 0:
        raise InvalidValue(where, total, "a total has all tax in, so it is at least its taxes")


def _kind(value: LineKind | str) -> LineKind:
    return LineKind.read("kind", value)


@frozen(weakref_slot=False)
class Line:
    """Some units of one thing, sold together at one price.

    ``total`` is what the customer owes for the whole line: all units, after every discount, all tax
    in. ``price`` is ``total`` less the added tax: what the customer saw. ``list_total`` is what it
    would have been before every discount, where somebody told. Lines are equal when all their
    fields are.

    Raises:
        InvalidValue: no units, a negative total, taxes above the total, a list total below it.

    Example:
        >>> from postsales import USD
        >>> line = Line("mug", quantity=2, total=USD("12.90"), taxes=[Tax.added(USD("0.90"))])
        >>> line.price
        Money.of('12.00', 'USD')
    """

    id: str
    quantity: int = field(kw_only=True)
    total: Money = field(kw_only=True)
    taxes: tuple[Tax, ...] = field(default=(), converter=tuple_of_taxes, kw_only=True)
    kind: LineKind = field(default=LineKind.GOODS, converter=_kind, kw_only=True)
    traits: tuple[Trait, ...] = field(default=(), converter=_traits, kw_only=True)
    category: str | None = field(default=None, kw_only=True)
    tags: tuple[str, ...] = field(default=(), converter=_tags, kw_only=True)
    sku: str | None = field(default=None, kw_only=True)
    title: str | None = field(default=None, kw_only=True)
    list_total: Money | None = field(default=None, kw_only=True)
    price_minor: int = field(init=False, eq=False, repr=False)
    taxes_minor: tuple[int, ...] = field(init=False, eq=False, repr=False)
    added: tuple[int, ...] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        text("id", self.id)
        count("quantity", self.quantity, least=1)
        check_taxes("total", self.total, self.taxes)
        for name in ("category", "sku", "title"):
            if getattr(self, name) is not None:
                text(name, getattr(self, name))
        if self.list_total is not None:
            _check_list_total(self.list_total, self.total)
        object.__setattr__(self, "price_minor", price_of(self.total, self.taxes))
        object.__setattr__(self, "taxes_minor", tuple(tax.amount.minor for tax in self.taxes))
        object.__setattr__(self, "added", places_of_added(self.taxes))

    @property
    def price(self) -> Money:
        """What the customer saw: the total less the tax that was added."""
        return self.total.currency.minor(self.price_minor)


def _check_list_total(list_total: Money, total: Money) -> None:
    instance("list_total", list_total, Money, "a list total is an amount of money")
    if list_total < total:
        allowed = f"a list total is before discounts, so it is at least the total ({total})"
        raise InvalidValue("list_total", list_total, allowed)


@frozen(weakref_slot=False)
class NewLine(Line):
    """A line that the customer gets in exchange, under an id of its own.

    Example:
        >>> from postsales import EUR
        >>> NewLine("tee-xl", quantity=2, total=EUR("36.00")).quantity
        2
    """


def places_of_added(taxes: tuple[Tax, ...]) -> tuple[int, ...]:
    """Which of the taxes, by place, came on top of the price."""
    return tuple(place for place, tax in enumerate(taxes) if tax.kind is TaxKind.ADDED)


def price_of(total: Money, taxes: tuple[Tax, ...]) -> int:
    """Minor units of a total without the tax that was added."""
    return total.minor - sum(tax.amount.minor for tax in taxes if tax.kind is TaxKind.ADDED)
