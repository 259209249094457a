"""What terms for refunds say, line by line."""

from collections.abc import Iterator

from postsales.orders.scope import EVERYTHING
from postsales.policies._parts import (
    ASKED,
    counted,
    fee,
    rounded,
    say,
    share,
    started,
    titled,
    zoned,
)
from postsales.policies.table import PolicyLine, PolicySentence, PolicyTopic
from postsales.refunds.terms import (
    CreditOffer,
    GiftRefund,
    PromotionRule,
    RefundTerms,
    TenderOrder,
)
from postsales.refunds.windows import RefundWindow
from postsales.refunds.worth import DiminishedValue

__all__ = ["of_refunds"]

_TOPIC = PolicyTopic.REFUNDS
_WHERE = "refunds"


def _line(place: str, *says: PolicySentence, about: object = "all") -> PolicyLine:
    return PolicyLine(f"{_WHERE}.{place}", topic=_TOPIC, about=about, says=says)


def of_refunds(terms: RefundTerms) -> Iterator[PolicyLine]:
    """All that terms for refunds say."""
    yield from _windows(terms)
    for place, one in enumerate(terms.fees):
        yield fee(f"{_WHERE}.fees[{place}]", one, _TOPIC)
    for place, worse in enumerate(terms.diminished):
        yield _diminished(f"diminished[{place}]", worse)
    yield _line("shipping", say(f"charge_{terms.shipping.value}"), about="shipping")
    yield _line("other_charges", say(f"charge_{terms.other_charges.value}"), about="other_charges")
    yield from _postage(terms)
    yield _line("tenders", *_tenders(terms), about="payment")
    yield _line("gifts", say(f"gifts_{terms.gifts.value}"), about="gifts")
    if terms.credit is not None:
        yield _line("credit", *_credit(terms.credit), about="credit")
    yield from _promotions(terms)
    yield titled(_WHERE, terms.id, terms.version)
    yield from zoned(_WHERE, terms.zone)
    yield rounded(_WHERE, terms.rounding)


# ------------------------------------------------------------------------------ how long in money


def _windows(terms: RefundTerms) -> Iterator[PolicyLine]:
    for place, window in enumerate(terms.special_windows):
        says = _window(window)
        yield _line(f"special_windows[{place}]", *says, about=window.applies_to)
    others = "all_others" if terms.special_windows else "all"
    if terms.window is None:
        always = terms.gifts is GiftRefund.TENDERS
        told = say("money_always" if always else "money_unless_gift")
        yield _line("window", told, about=others)
    else:
        yield _line("window", *_window(terms.window), about=others)
    if len(terms.special_windows) > 1:
        yield _line("special_windows", say("longest_counts"), about="time")


def _window(window: RefundWindow) -> Iterator[PolicySentence]:
    yield say("money_within", length=window.length)
    yield from started(window.since)
    yield counted(window.length)
    yield say(f"then_{window.afterwards.value}")
    yield say("for_reasons", reasons=window.for_reasons)


# --------------------------------------------------------------------------------- what is kept


def _diminished(place: str, one: DiminishedValue) -> PolicyLine:
    lost = say("loses", share=one.loses, conditions=one.conditions)
    goods, reasons = say(f"goods_{one.goods.value}"), say("for_reasons", reasons=one.for_reasons)
    says = (lost, goods, reasons)
    return PolicyLine(f"{_WHERE}.{place}", topic=ASKED, about=one.applies_to, says=says)


def _postage(terms: RefundTerms) -> Iterator[PolicyLine]:
    postage = terms.postage
    if postage is None:
        # A fee can be called one for the way back: it is kept, and nothing more is to pay.
        yield _line("postage", say("shop_posts_beside_fees" if terms.fees else "shop_posts"))
        return
    told = say("customer_posts", reasons=postage.for_reasons)
    yield PolicyLine(f"{_WHERE}.postage", topic=ASKED, about=postage.applies_to, says=(told,))
    most = say("posts_all")
    if postage.at_most is not None:
        most = say("posts_at_most", money=postage.at_most)
    yield _line("postage", most, about="all" if postage.applies_to == EVERYTHING else "all_others")


def _tenders(terms: RefundTerms) -> Iterator[PolicySentence]:
    if terms.tenders is not TenderOrder.CHOSEN:
        yield say(terms.tenders.value)
        return
    yield say("chosen", tenders=terms.chosen[0])
    for place, kind in enumerate(terms.chosen[1:], start=2):
        yield say("chosen_place", n=place, tenders=kind)


def _credit(offer: CreditOffer) -> Iterator[PolicySentence]:
    yield share("bonus", offer.bonus, "bonus")
    if offer.lasts is None:
        yield say("bonus_stays")
    else:
        yield say("bonus_lasts", length=offer.lasts)
        yield counted(offer.lasts)


def _promotions(terms: RefundTerms) -> Iterator[PolicyLine]:
    if not terms.promotions:
        yield _line("promotions", say("promotions_stay"), about="promotions")
    for place, rule in enumerate(terms.promotions):
        yield _promotion(f"promotions[{place}]", rule)


def _promotion(place: str, rule: PromotionRule) -> PolicyLine:
    told = say(f"promotion_{rule.when_broken.value}")
    reasons = say("for_reasons", reasons=rule.for_reasons)
    return _line(place, told, reasons, about=rule.promotions or "promotions")
