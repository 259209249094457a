"""Is a change of terms better or worse for the customer, as far as the option itself tells?

Rules of this file: better means that no order gets a worse answer by it and some can get a better
one; what is better for some orders and worse for others is unclear.
"""

from collections.abc import Callable
from enum import Enum
from typing import Any

from postsales.appointments import AppointmentTerms, LateFee
from postsales.basics._words import Word
from postsales.basics.money import Money
from postsales.basics.selectors import During
from postsales.cancellations.terms import CancellationTerms
from postsales.changes.terms import Changeable
from postsales.exchanges.terms import (
    Advance,
    Alike,
    ExchangeCredit,
    ExchangeTerms,
    Leftover,
    Uneven,
)
from postsales.guarantees.case import GoodsBack
from postsales.guarantees.terms import GuaranteeTerms
from postsales.policies._compare import Differing
from postsales.policies._longer import more
from postsales.policies._reach import contains
from postsales.refunds.terms import (
    BrokenPromotion,
    CreditOffer,
    Fee,
    Per,
    Postage,
    PromotionRule,
    ShippingRefund,
)
from postsales.refunds.windows import Afterwards, RefundWindow
from postsales.refunds.worth import DiminishedValue, DismissedGoods
from postsales.returns.bundles import WholeBundle
from postsales.returns.clocks import RmaClock
from postsales.returns.conditions import AcceptedConditions
from postsales.returns.guards import ReturnerGuard
from postsales.returns.proofs import Proof
from postsales.returns.returnless import KeptFor, Returnless
from postsales.returns.says import Authorisation, Coverage, JudgedBy, NotStarted, Precedence
from postsales.returns.terms import Exclusion, ReturnTerms
from postsales.returns.units_back import UnitsBack
from postsales.returns.windows import Extension, ReturnWindow
from postsales.subscriptions import NoticeTo, SubscriptionTerms, Unused

__all__ = ["ForCustomer", "effect"]


class ForCustomer(Word):
    """What is a change to the customer?"""

    BETTER = "better"
    """No order gets a worse answer by it."""
    WORSE = "worse"
    """No order gets a better answer by it."""
    UNCLEAR = "unclear"
    """Neither, or it depends on the order, or on other options."""


# Fields of which more is better for the customer, with what their absence means: the most, or the
# least; and those of which less is better.
_MOST, _LEAST = "most", "least"
_MORE: dict[tuple[type, str], str] = {
    (ReturnWindow, "length"): _LEAST,
    (RefundWindow, "length"): _MOST,
    (Extension, "plus"): _LEAST,
    (Extension, "until"): _LEAST,
    (CancellationTerms, "within"): _MOST,
    (GuaranteeTerms, "length"): _LEAST,
    (GuaranteeTerms, "until_on"): _MOST,
    (CreditOffer, "bonus"): _LEAST,
    (CreditOffer, "lasts"): _MOST,
    (ExchangeTerms, "bonus"): _LEAST,
    (Advance, "within"): _LEAST,
    (ReturnerGuard, "most_units"): _MOST,
    (ReturnerGuard, "most_share"): _MOST,
    (ReturnerGuard, "most_money"): _MOST,
    (ReturnerGuard, "least_bought"): _LEAST,
    (Postage, "at_most"): _MOST,
    (Returnless, "up_to"): _LEAST,
    (Changeable, "within"): _MOST,
}
_LESS = {
    (Fee, "amount"),
    (DiminishedValue, "loses"),
    (Advance, "hold"),
    (GuaranteeTerms, "from_on"),
    (UnitsBack, "least"),
    (UnitsBack, "keeping"),
    (Changeable, "fee"),
    (SubscriptionTerms, "notice"),
    (SubscriptionTerms, "minimum"),
    (LateFee, "fee"),
    (AppointmentTerms, "no_show"),
}

# Words from the worst to the best; a word that is in no line with another is unclear.
_BETTER: tuple[tuple[Enum, ...], ...] = (
    (Coverage.IN_HAND, Coverage.ORDERED),
    (NotStarted.REFER, NotStarted.OPEN),
    (JudgedBy.GOODS_BACK, JudgedBy.RECEIVED, JudgedBy.SENT),
    (Precedence.FIRST_LISTED, Precedence.LONGEST),
    (
        ShippingRefund.NEVER,
        ShippingRefund.CHEAPEST_STANDARD,
        ShippingRefund.WHEN_ALL_COMES_BACK,
        ShippingRefund.ALWAYS,
    ),
    (ShippingRefund.NEVER, ShippingRefund.SHARE, ShippingRefund.ALWAYS),
    (Afterwards.NOTHING, Afterwards.STORE_CREDIT),
    (GoodsBack.GOODS, GoodsBack.NOTHING),
    (ExchangeCredit.PRICE_PAID, ExchangeCredit.LIST_PRICE),
    (Uneven.REFUSED, Uneven.DEARER_ONLY, Uneven.SETTLED),
    (Leftover.STORE_CREDIT, Leftover.TENDERS),
    (Alike.SAME_CATEGORY, Alike.ANYTHING),
    (Alike.SAME_SKU, Alike.ANYTHING),
    (BrokenPromotion.BOTH, BrokenPromotion.CLAW_BACK, BrokenPromotion.KEEP),
    (BrokenPromotion.BOTH, BrokenPromotion.REBILL_SHIPPING, BrokenPromotion.KEEP),
    (DismissedGoods.KEPT, DismissedGoods.SENT_BACK),
    (Authorisation.BEFORE_SENDING, Authorisation.NOT_NEEDED),
    (KeptFor.LINE, KeptFor.UNIT),
    (NoticeTo.PERIOD_END, NoticeTo.ANY_DAY),
    (Unused.KEPT, Unused.PRO_RATA),
)

# What a customer bears, and what a customer has: the fewer goods and reasons, or the more.
_RULES = (Exclusion, Proof, ReturnerGuard, AcceptedConditions, WholeBundle, UnitsBack)
_BORNE = (*_RULES, Fee, DiminishedValue, Postage)
_HAD = (Extension, GuaranteeTerms, Returnless)


def effect(one: Differing) -> ForCustomer:
    """Is this change better or worse for the customer?"""
    for tells in _TELLERS:
        found = tells(one)
        if found is not None:
            return ForCustomer.BETTER if found else ForCustomer.WORSE
    return ForCustomer.UNCLEAR


# Each answers whether a change is better; None where it cannot tell.


def _by_word(one: Differing) -> bool | None:
    for line in _BETTER:
        if one.was in line and one.becomes in line:
            return line.index(one.becomes) > line.index(one.was)
    if isinstance(one.was, Per) and isinstance(one.becomes, Per):
        return _charged_less(one)
    return None


_OFTEN = (Per.UNIT, Per.ITEM, Per.RETURN)


def _charged_less(one: Differing) -> bool | None:
    """A fixed amount is the less, the less often it is charged; a share is the same."""
    fixed = isinstance(one.owner_was.amount, Money) and isinstance(one.owner_now.amount, Money)
    return _OFTEN.index(one.becomes) > _OFTEN.index(one.was) if fixed else None


def _by_amount(one: Differing) -> bool | None:
    field = _field(one)
    if field[0] is Extension and None in (one.was, one.becomes):
        # Some days more became a day that is named, or the other way round.
        return None
    if field in _MORE:
        return _is_more(one.was, one.becomes, absent=_MORE[field])
    if field in _LESS:
        return _is_more(one.becomes, one.was, absent=_LEAST)
    return None


def _field(one: Differing) -> tuple[type, str]:
    """Which field of which class changed?"""
    owner: object = one.owner_now
    return type(owner), one.name


def _is_more(was: object, now: object, *, absent: str) -> bool | None:
    if was is None or now is None:
        return (now is None) == (absent == _MOST)
    return more(now, was)


def _by_clock(one: Differing) -> bool | None:
    """A customer has longer, or waits longer."""
    if not isinstance(one.owner_now, RmaClock) or one.name != "length":
        return None
    longer = more(one.becomes, one.was)
    return longer if longer is None or ".ship_by." in one.where else not longer


def _by_presence(one: Differing) -> bool | None:
    """Something came or went that is good or bad for the customer as such."""
    if (one.was is None) == (one.becomes is None):
        return None
    there = one.becomes if one.was is None else one.was
    came = one.was is None
    if isinstance(there, (*_RULES, Fee, Postage, RefundWindow)):
        return _is_burden(one, there, came=came)
    if isinstance(there, RmaClock):
        return came != one.where.endswith("ship_by")
    if isinstance(there, (Extension, CreditOffer, During, Returnless)):
        return came
    return None


def _is_burden(one: Differing, there: object, *, came: bool) -> bool | None:
    # A special refund window can be kinder than the standard one.
    if isinstance(there, RefundWindow) and one.is_entry:
        return None
    return not came


def _by_goods(one: Differing) -> bool | None:
    """For fewer or more goods and reasons than it was."""
    if one.name == "applies_to":
        wider, narrower = contains(one.becomes, one.was), contains(one.was, one.becomes)
    elif one.name == "for_reasons":
        was, now = ({*x} or None for x in (one.was, one.becomes))
        wider = now is None or (was is not None and was <= now)
        narrower = was is None or (now is not None and now <= was)
    else:
        return None
    if wider == narrower:
        return None
    if isinstance(one.owner_now, _HAD):
        return wider
    standing = isinstance(one.owner_now, PromotionRule) or one.where == "refunds.window.for_reasons"
    return not wider if isinstance(one.owner_now, _BORNE) or standing else None


_MORE_IS_WORSE = {(ReturnTerms, "required"), (CancellationTerms, "required")} | {
    (GuaranteeTerms, "evidence"),
}


def _by_list(one: Differing) -> bool | None:
    """More or fewer rules, proofs or forms than there were."""
    field = _field(one)
    if field == (ReturnTerms, "forms"):
        return _more_forms(one)
    if field == (AcceptedConditions, "conditions"):
        return _more_of_them(one)
    if field not in _MORE_IS_WORSE or _has_all(one.becomes, one.was) == _has_all(
        one.was, one.becomes
    ):
        return None
    return _has_all(one.was, one.becomes)


def _more_forms(one: Differing) -> bool | None:
    """Any form will do where none is named."""
    if not one.becomes or not one.was:
        return not one.becomes
    return _more_of_them(one)


def _more_of_them(one: Differing) -> bool | None:
    more_are = _has_all(one.becomes, one.was)
    return more_are if more_are or _has_all(one.was, one.becomes) else None


def _has_all(one: Any, other: Any) -> bool:
    return all(x in one for x in other)


_Tells = Callable[[Differing], bool | None]
_TELLERS: tuple[_Tells, ...] = (
    _by_word,
    _by_amount,
    _by_clock,
    _by_presence,
    _by_goods,
    _by_list,
)
