"""Exchange terms: what the old units are worth in goods, and what may be wanted instead.

Defaults are the most generous to the customer: any goods, at list price, the difference settled.
"""

from collections import Counter
from collections.abc import Iterable

from attrs import field, frozen

from postsales.basics._checks import instance, several, text
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.decisions import TermsRef
from postsales.basics.digests import reference
from postsales.basics.durations import Hours, Length
from postsales.basics.moments import zone_key
from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.basics.rounding import Rounding
from postsales.orders.starts import check_length
from postsales.orders.terms import InvalidTerms
from postsales.refunds.terms import Fee, RefundTerms, ShippingRefund, TenderOrder

__all__ = ["Advance", "Alike", "ExchangeCredit", "ExchangeTerms", "Leftover", "Uneven"]

_NOTHING = Percent("0")
_HUNDRED = Percent("100")


class ExchangeCredit(Word):
    """What are the old units worth when goods are taken for them?"""

    LIST_PRICE = "list_price"
    """What they would have cost before every discount, where the line tells; money stays what was
    paid."""
    PRICE_PAID = "price_paid"
    """What was paid for them."""


class Uneven(Word):
    """What if the new goods cost more or less than the old ones are worth?"""

    SETTLED = "settled"
    """The customer pays what is missing, and gets what is left."""
    DEARER_ONLY = "dearer_only"
    """The customer may pay what is missing; cheaper goods are refused, so that nothing is left."""
    REFUSED = "refused"
    """Refused: goods of the same price only."""


class Leftover(Word):
    """As what does the customer get what is left?"""

    TENDERS = "tenders"
    """As money, back to where it came from."""
    STORE_CREDIT = "store_credit"
    """As store credit."""


class Alike(Word):
    """Which goods may be wanted instead?"""

    ANYTHING = "anything"
    """Whatever the shop sells."""
    SAME_CATEGORY = "same_category"
    """Goods of a category of the old ones."""
    SAME_SKU = "same_sku"
    """The same article again: a replacement in kind."""


def _share(name: str, value: Money | Percent) -> None:
    instance(name, value, (Money, Percent), "say EUR('5.00') or Percent('10')")
    if isinstance(value, Money) and value.minor < 0:
        raise InvalidValue(name, value, f"{name} is zero or more")
    if isinstance(value, Percent) and value > _HUNDRED:
        raise InvalidValue(name, value, f"{name} is at most 100 % of what comes back")


@frozen(weakref_slot=False)
class Advance:
    """The new goods go out first; the old ones have to be back within a length of time.

    Units that are not back by then are charged for, at the price that was paid. ``hold`` is what is
    put on hold until then: an amount, or a share of what the old units are worth.

    Counting: calendar lengths count whole local days of the terms' zone after the day of the
    exchange.

    Example:
        >>> from postsales import Days
        >>> Advance(Days(14), hold=Percent("100")).hold
        Percent('100')
    """

    within: Length
    hold: Money | Percent = field(default=_NOTHING, kw_only=True)

    def __attrs_post_init__(self) -> None:
        check_length("within", self.within)
        _share("hold", self.hold)


def _fees(value: Iterable[Fee]) -> tuple[Fee, ...]:
    return several("fees", value, Fee, "fees are Fee objects")


def _uneven(value: Uneven | str) -> Uneven:
    return Uneven.read("uneven", value)


def _leftover(value: Leftover | str) -> Leftover:
    return Leftover.read("leftover", value)


def _credit(value: ExchangeCredit | str) -> ExchangeCredit:
    return ExchangeCredit.read("credit", value)


def _alike(value: Alike | str) -> Alike:
    return Alike.read("alike", value)


def _rounding(value: Rounding | str) -> Rounding:
    return Rounding.read("rounding", value)


@frozen(weakref_slot=False, kw_only=True)
class ExchangeTerms:
    """What an exchange is worth and what may be wanted, run by ``exchanges.quote``.

    ``credit`` is what the old units are worth in goods, and ``bonus`` what comes on top of it: once
    per return, or a share of what comes back. Neither is ever paid out: only money that was paid
    is. ``uneven`` says what holds where prices differ, and ``leftover`` as what the customer gets
    what is left. ``fees`` are kept of the old units' money, as in a refund. ``advance`` sends the
    new goods first; its days are counted in ``zone``.

    Raises:
        InvalidTerms: two fees of one code; an advance in days without a zone.

    Example:
        >>> ExchangeTerms(id="acme", version="1").credit
        ExchangeCredit.LIST_PRICE
    """

    id: str
    version: str
    credit: ExchangeCredit = field(default=ExchangeCredit.LIST_PRICE, converter=_credit)
    bonus: Money | Percent = _NOTHING
    uneven: Uneven = field(default=Uneven.SETTLED, converter=_uneven)
    leftover: Leftover = field(default=Leftover.TENDERS, converter=_leftover)
    alike: Alike = field(default=Alike.ANYTHING, converter=_alike)
    fees: tuple[Fee, ...] = field(default=(), converter=_fees)
    rounding: Rounding = field(default=Rounding.HALF_UP, converter=_rounding)
    advance: Advance | None = None
    zone: str | None = None
    ref: TermsRef = field(init=False, eq=False, repr=False)
    as_refund: RefundTerms = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        text("id", self.id)
        text("version", self.version)
        _share("bonus", self.bonus)
        if self.advance is not None:
            instance("advance", self.advance, Advance, "say Advance(Days(14))")
        if self.zone is not None:
            zone_key(self.zone)
        problems = [*_problems(self)]
        if problems:
            raise InvalidTerms(f"exchange terms {self.id[:60]!r}", problems)
        object.__setattr__(self, "ref", reference(self))
        object.__setattr__(self, "as_refund", _as_refund(self))


def _problems(terms: ExchangeTerms) -> Iterable[str]:
    codes = Counter(fee.code for fee in terms.fees)
    for code in sorted(code for code, times in codes.items() if times > 1):
        yield f"the fee {code!r} stands in it twice; every fee has a code of its own"
    if terms.advance is not None and terms.zone is None:
        within = terms.advance.within
        if not isinstance(within, Hours):
            yield f"{within} are counted in local days, which needs a zone"


def _as_refund(terms: ExchangeTerms) -> RefundTerms:
    """What the old units are worth: a refund of them alone, whoever gets the money."""
    return RefundTerms(
        id=terms.id,
        version=terms.version,
        shipping=ShippingRefund.NEVER,
        other_charges=ShippingRefund.NEVER,
        tenders=TenderOrder.AS_PAID,
        fees=terms.fees,
        rounding=terms.rounding,
    )
