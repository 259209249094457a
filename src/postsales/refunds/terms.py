"""Refund terms: how much of the money goes back, and where to."""

from collections.abc import Iterable
from decimal import Decimal

from attrs import field, frozen

from postsales.basics._checks import instance, several, text, texts
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.decisions import TermsRef
from postsales.basics.digests import LATER, reference
from postsales.basics.durations import Hours, Length
from postsales.basics.moments import zone_key
from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.basics.rounding import Rounding
from postsales.orders.lines import rate_of_tax, rate_repr
from postsales.orders.payments import TenderKind
from postsales.orders.reasons import REMORSE_ONLY, ReasonKind, some_reason_kinds
from postsales.orders.scope import A_SCOPE, EVERYTHING, Everything, Scope
from postsales.orders.starts import check_length
from postsales.refunds.windows import RefundWindow
from postsales.refunds.worth import DIMINISHED, DiminishedValue

__all__ = [
    "BrokenPromotion",
    "CreditOffer",
    "Fee",
    "GiftRefund",
    "Per",
    "Postage",
    "PromotionRule",
    "RefundTerms",
    "ShippingRefund",
    "TenderOrder",
]


class ShippingRefund(Word):
    """How much of what was paid for delivery goes back?"""

    NEVER = "never"
    """Nothing."""
    WHEN_ALL_COMES_BACK = "when_all_comes_back"
    """All that is left of it, once no unit is with the customer or on its way."""
    SHARE = "share"
    """The share that the price of the units has in the price of all lines."""
    ALWAYS = "always"
    """All that is left of it, with the first refund."""
    CHEAPEST_STANDARD = "cheapest_standard"
    """As when all comes back, and at most what the cheapest standard delivery would have cost."""


class TenderOrder(Word):
    """Which tenders give the money back first?"""

    AS_PAID = "as_paid"
    """In the order in which they paid."""
    NEWEST_FIRST = "newest_first"
    """The one that paid last first."""
    GIFT_CARD_FIRST = "gift_card_first"
    """Gift cards, then store credit, then the others as they paid."""
    PRO_RATA = "pro_rata"
    """All at once, by what each has left; odd minor units by largest remainder."""
    CHOSEN = "chosen"
    """The kinds that the terms list, in that order, then the others as they paid."""


class GiftRefund(Word):
    """Where does the money go when whoever was given the goods sends them back?"""

    TENDERS = "tenders"
    """To the tenders that paid, which are the buyer's."""
    STORE_CREDIT = "store_credit"
    """To whoever was given the goods, as store credit; the buyer's tenders get nothing."""


class Per(Word):
    """How often is a fee charged?"""

    UNIT = "unit"
    """For every unit; a percentage is rounded for each."""
    ITEM = "item"
    """Once for all units of a line in one return; a percentage is rounded once."""
    RETURN = "return"
    """Once per return, however many parcels it has; a percentage is rounded once."""


def _per(value: Per | str) -> Per:
    return Per.read("per", value)


def _tax_rate(value: str | Decimal | None) -> Decimal | None:
    return rate_of_tax("tax_rate", value)


@frozen(weakref_slot=False)
class Fee:
    """Something that is kept of a refund: a fixed amount, or a share of the price of the units.

    It is charged for a change of mind only, unless told otherwise, and only when goods travel back.
    A fixed fee per item or return is charged once per return ref, in whatever steps it comes.
    ``tax_rate`` is that of the tax inside the fee, which is told apart; None where it bears none.

    Example:
        >>> Fee("restocking", Percent("15"), per=Per.UNIT, applies_to=Scope(category="electronics"))
        ... # doctest: +ELLIPSIS
        Fee(code='restocking', amount=Percent('15'), per=Per.UNIT, ...)
    """

    code: str
    amount: Money | Percent
    per: Per = field(converter=_per, kw_only=True)
    applies_to: Scope | Everything = field(default=EVERYTHING, kw_only=True)
    for_reasons: tuple[ReasonKind, ...] = field(
        default=REMORSE_ONLY, converter=some_reason_kinds, kw_only=True
    )
    tax_rate: Decimal | None = field(
        default=None, converter=_tax_rate, repr=rate_repr, kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        text("code", self.code)
        instance("amount", self.amount, (Money, Percent), "say EUR('4.95') or Percent('15')")
        instance("applies_to", self.applies_to, (Scope, Everything), A_SCOPE)
        if isinstance(self.amount, Money) and self.amount.minor < 0:
            raise InvalidValue("amount", self.amount, "a fee is zero or more")
        if isinstance(self.amount, Percent) and self.amount > Percent("100"):
            raise InvalidValue("amount", self.amount, "a fee is at most 100 % of the price")


class BrokenPromotion(Word):
    """What becomes of a promotion when too little is left of what it asked for?"""

    KEEP = "keep"
    """Nothing: it stays as it was sold."""
    CLAW_BACK = "claw_back"
    """What it gave on the units that stay is taken off the refund."""
    REBILL_SHIPPING = "rebill_shipping"
    """The delivery that it gave for nothing is taken off, unless everything comes back."""
    BOTH = "both"
    """What it gave on the units that stay, and the delivery."""


def _when_broken(value: BrokenPromotion | str) -> BrokenPromotion:
    return BrokenPromotion.read("when_broken", value)


def _ids(value: Iterable[str]) -> tuple[str, ...]:
    return texts("promotions", value)


@frozen(weakref_slot=False)
class PromotionRule:
    """What becomes of promotions when units come back, so that a minimum or a bundle breaks.

    It is about a change of mind only, unless told otherwise, and about all promotions, unless some
    are named by their ids.

    Example:
        >>> PromotionRule(BrokenPromotion.CLAW_BACK, promotions=["SPRING"]).promotions
        ('SPRING',)
    """

    when_broken: BrokenPromotion = field(converter=_when_broken)
    promotions: tuple[str, ...] = field(default=(), converter=_ids, kw_only=True)
    for_reasons: tuple[ReasonKind, ...] = field(
        default=REMORSE_ONLY, converter=some_reason_kinds, kw_only=True
    )

    def covers(self, promotion: str) -> bool:
        """Is it about this promotion?"""
        return not self.promotions or promotion in self.promotions


@frozen(weakref_slot=False)
class CreditOffer:
    """What a customer gets besides who takes store credit in place of money, and how long it lasts.

    The bonus is a fixed amount, once per return, or a share of the credit.

    Example:
        >>> from postsales.basics.durations import Months
        >>> CreditOffer(Percent("10"), lasts=Months(12)).bonus
        Percent('10')
    """

    bonus: Money | Percent
    lasts: Length | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        instance("bonus", self.bonus, (Money, Percent), "say EUR('5.00') or Percent('10')")
        if isinstance(self.bonus, Money) and self.bonus.minor < 0:
            raise InvalidValue("bonus", self.bonus, "a bonus is zero or more")
        if self.lasts is not None:
            check_length("lasts", self.lasts)

    @property
    def needs_zone(self) -> bool:
        """Is the end of the bonus counted in local days?"""
        return self.lasts is not None and not isinstance(self.lasts, Hours)


@frozen(weakref_slot=False, kw_only=True)
class Postage:
    """When the customer pays for bringing goods back; in any other case the shop does.

    ``at_most`` is how much of what a customer spent the shop pays back for one return; None: all.

    Example:
        >>> Postage(applies_to=Scope(category="shoes")).for_reasons
        (ReasonKind.REMORSE,)
    """

    for_reasons: tuple[ReasonKind, ...] = field(default=REMORSE_ONLY, converter=some_reason_kinds)
    applies_to: Scope | Everything = EVERYTHING
    at_most: Money | None = None

    def __attrs_post_init__(self) -> None:
        instance("applies_to", self.applies_to, (Scope, Everything), A_SCOPE)
        if self.at_most is not None:
            instance("at_most", self.at_most, Money, "the most is an amount of money")
            if self.at_most.minor < 0:
                raise InvalidValue("at_most", self.at_most, "the most is zero or more")


def _rules(value: Iterable[PromotionRule]) -> tuple[PromotionRule, ...]:
    return several("promotions", value, PromotionRule, "rules of promotions are PromotionRules")


def _fees(value: Iterable[Fee]) -> tuple[Fee, ...]:
    return several("fees", value, Fee, "fees are Fee objects")


def _diminished(value: Iterable[DiminishedValue]) -> tuple[DiminishedValue, ...]:
    allowed = "what units lose in value is told by DiminishedValue objects"
    return several("diminished", value, DiminishedValue, allowed)


def _windows(value: Iterable[RefundWindow]) -> tuple[RefundWindow, ...]:
    return several("special_windows", value, RefundWindow, "special windows are RefundWindows")


def _tender_kinds(value: Iterable[TenderKind | str]) -> tuple[TenderKind, ...]:
    kinds = several("chosen", value, object, "the chosen tenders are TenderKind")
    return tuple(TenderKind.read("chosen", x) for x in kinds)


def _shipping(value: ShippingRefund | str) -> ShippingRefund:
    return ShippingRefund.read("shipping", value)


def _other_charges(value: ShippingRefund | str) -> ShippingRefund:
    return ShippingRefund.read("other_charges", value)


def _order(value: TenderOrder | str) -> TenderOrder:
    return TenderOrder.read("tenders", value)


def _rounding(value: Rounding | str) -> Rounding:
    return Rounding.read("rounding", value)


def _gifts(value: GiftRefund | str) -> GiftRefund:
    return GiftRefund.read("gifts", value)


@frozen(weakref_slot=False, kw_only=True)
class RefundTerms:
    """How a refund is worked out, run by ``refunds.quote``.

    ``shipping`` and ``tenders`` have no default: there is no answer that is always right.
    ``other_charges`` says the same as ``shipping`` of charges that are not for delivery. ``window``
    is how long a return is paid for in money; its days are counted in ``zone``. A special window
    beats it; of several specials that cover a line the longest counts. A window that is about other
    kinds of reason is not in the way. Of ``promotions`` the first rule about one counts; without a
    rule it stays as it was sold. ``credit`` is what is offered to whoever takes store credit;
    ``postage`` is when the customer pays for bringing goods back, and without it the shop does.
    ``diminished`` says what units lose in value that were found in another condition than they were
    sold in.

    Raises:
        InvalidValue: ``chosen`` without ``TenderOrder.CHOSEN`` or the other way round; two fees of
            one code, or one with the code of diminished value; a window in days without a zone; a
            standard window that does not cover everything, or a special one that does.

    Example:
        >>> RefundTerms(
        ...     id="acme", version="1",
        ...     shipping=ShippingRefund.NEVER, tenders=TenderOrder.AS_PAID,
        ... ).rounding
        Rounding.HALF_UP
    """

    id: str
    version: str
    shipping: ShippingRefund = field(converter=_shipping)
    tenders: TenderOrder = field(converter=_order)
    chosen: tuple[TenderKind, ...] = field(default=(), converter=_tender_kinds)
    other_charges: ShippingRefund = field(
        default=ShippingRefund.WHEN_ALL_COMES_BACK, converter=_other_charges
    )
    fees: tuple[Fee, ...] = field(default=(), converter=_fees)
    diminished: tuple[DiminishedValue, ...] = field(default=(), converter=_diminished)
    rounding: Rounding = field(default=Rounding.HALF_UP, converter=_rounding)
    window: RefundWindow | None = None
    special_windows: tuple[RefundWindow, ...] = field(default=(), converter=_windows)
    promotions: tuple[PromotionRule, ...] = field(default=(), converter=_rules)
    credit: CreditOffer | None = None
    postage: Postage | None = None
    gifts: GiftRefund = field(default=GiftRefund.TENDERS, converter=_gifts, metadata=LATER)
    zone: str | None = None
    ref: TermsRef = field(init=False, eq=False, repr=False)
    windows: tuple[RefundWindow, ...] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        text("id", self.id)
        text("version", self.version)
        if bool(self.chosen) != (self.tenders is TenderOrder.CHOSEN):
            allowed = "TenderOrder.CHOSEN and the kinds in `chosen` go together"
            raise InvalidValue("chosen", self.chosen, allowed)
        codes = [fee.code for fee in self.fees]
        if len(set(codes)) < len(codes):
            advice = "fees for several markets are called apart, such as by their currency"
            raise InvalidValue("fees", codes, "every fee has a code of its own", advice)
        if self.diminished and DIMINISHED in codes:
            allowed = f"{DIMINISHED!r} is what `diminished` is booked as"
            raise InvalidValue("fees", codes, allowed, "call the fee otherwise")
        object.__setattr__(self, "windows", _all_windows(self.window, self.special_windows))
        if self.zone is not None:
            zone_key(self.zone)
        elif any(window.needs_zone for window in self.windows):
            allowed = "the days of a refund window are counted in a zone"
            raise InvalidValue("zone", self.zone, allowed, "say one such as 'Europe/Berlin'")
        _check_extras(self)
        object.__setattr__(self, "ref", reference(self))


def _check_extras(terms: RefundTerms) -> None:
    """What is offered for store credit, and who pays for bringing goods back."""
    if terms.postage is not None:
        instance("postage", terms.postage, Postage, "who pays for it is said by Postage")
    if terms.credit is not None:
        offer = instance("credit", terms.credit, CreditOffer, "it is said by a CreditOffer")
        if offer.needs_zone and terms.zone is None:
            allowed = "the days of a bonus are counted in a zone"
            raise InvalidValue("zone", terms.zone, allowed, "say one such as 'Europe/Berlin'")


def _all_windows(
    window: RefundWindow | None, special: tuple[RefundWindow, ...]
) -> tuple[RefundWindow, ...]:
    """The special windows and the standard one, each for the lines that it can be for."""
    for one in special:
        if one.applies_to == EVERYTHING:
            allowed = "a special window covers a Scope; the window for everything is `window`"
            raise InvalidValue("special_windows", one.applies_to, allowed)
    if window is None:
        return special
    instance("window", window, RefundWindow, "a refund window is a RefundWindow")
    if window.applies_to != EVERYTHING:
        allowed = "the standard window covers everything; say a narrower one in special_windows"
        raise InvalidValue("window", window.applies_to, allowed)
    return (*special, window)
