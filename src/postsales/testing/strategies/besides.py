"""What merchants promise and give beside a plain refund."""

from postsales.basics.currencies import Currency
from postsales.basics.discrepancies import Discrepancy, DiscrepancyReason
from postsales.basics.money import Money
from postsales.orders.besides import BonusGranted, Compensated, CompensationKind
from postsales.orders.payments import Tender
from postsales.orders.promotions import Promotion
from postsales.orders.shared import SharedPayment
from postsales.refunds.credit import CreditQuote, as_store_credit
from postsales.refunds.postage import Payer, PostageQuote
from postsales.refunds.rates import Converted, DayRate, SaleRate
from postsales.refunds.terms import BrokenPromotion, CreditOffer, Postage, PromotionRule
from postsales.testing.strategies import amounts, clocks, policies
from postsales.testing.strategies._dice import Dice
from postsales.testing.strategies.answered import quote_of
from postsales.testing.strategies.parts import moment_of, tender_of

__all__ = [
    "bonus_of",
    "compensated_of",
    "converted_of",
    "credit_offer_of",
    "credit_quote_of",
    "day_rate_of",
    "discrepancy_of",
    "postage_of",
    "postage_quote_of",
    "promotion_of",
    "promotion_rule_of",
    "sale_rate_of",
    "shared_payment_of",
]

_EUR = Currency("EUR")


def _euros(dice: Dice) -> Money:
    return amounts.amount_of(dice, _EUR)


def shared_payment_of(dice: Dice) -> SharedPayment:
    """A payment of one to three orders, all of it or part of it shared."""
    shares = {order: _euros(dice) for order in ("1001", "1002", "1003")[: 1 + dice.below(3)]}
    amount = sum(shares.values(), dice.of((_EUR.zero, _EUR.minor(1))))
    return SharedPayment(tender_of(dice), amount=amount, shares=shares)


def promotion_of(dice: Dice) -> Promotion:
    """A promotion that asks for a minimum, a bundle or nothing."""
    given, shipping = {"tee": _euros(dice)}, dice.of((None, _euros(dice)))
    if dice.below(2):
        return Promotion("KIT", given=given, shipping=shipping, bundle={"tee": 2, "mug": 1})
    minimum = dice.of((None, _euros(dice)))
    return Promotion("SPRING", given=given, shipping=shipping, minimum=minimum)


def promotion_rule_of(dice: Dice) -> PromotionRule:
    """What becomes of one promotion, or of all."""
    named = dice.of(((), ("SPRING",)))
    return PromotionRule(dice.of(tuple(BrokenPromotion)), promotions=named)


def discrepancy_of(dice: Dice) -> Discrepancy:
    """How far a typed amount is from what was worked out, in both directions."""
    amount, why = _euros(dice), dice.of(tuple(DiscrepancyReason))
    return Discrepancy(dice.of((amount, -amount)), why=why)


def bonus_of(dice: Dice) -> BonusGranted:
    """A bonus that was granted, for good or for a time."""
    at, basis = moment_of(dice), dice.of((None, _euros(dice)))
    end = dice.of((None, clocks.later(dice, at, clocks.ZONES[0])))
    return BonusGranted(_euros(dice), basis=basis, expires_at=end, at=at)


def compensated_of(dice: Dice) -> Compensated:
    """Money that was given besides what was paid."""
    kind, to = dice.of(tuple(CompensationKind)), Tender.store_credit("SC-1")
    return Compensated(_euros(dice), kind=kind, to=to, reason="late", at=moment_of(dice))


def credit_offer_of(dice: Dice) -> CreditOffer:
    """A bonus in percent or a fixed one, for good or for a time."""
    lasts = dice.of((None, policies.length_of(dice)))
    bonus = amounts.percent_of(dice) if dice.below(2) else _euros(dice)
    return CreditOffer(bonus, lasts=lasts)


def credit_quote_of(dice: Dice) -> CreditQuote:
    """A refund that is taken as store credit."""
    return as_store_credit(quote_of(dice))


def postage_of(dice: Dice) -> Postage:
    """When the customer pays for bringing goods back."""
    return Postage(at_most=dice.of((None, _euros(dice))))


def postage_quote_of(dice: Dice) -> PostageQuote:
    """Who pays for bringing goods back, and how much of it."""
    spent = _euros(dice)
    return PostageQuote(dice.of((None, *Payer)), spent=spent, given=dice.of((spent, _EUR.zero)))


def sale_rate_of(dice: Dice) -> SaleRate:
    """What a sale came to in euro and in another currency."""
    other = dice.of(amounts.CURRENCIES)
    return SaleRate(_EUR.minor(1 + dice.below(9999)), other.minor(1 + dice.below(9999)))


def day_rate_of(dice: Dice) -> DayRate:
    """The rate of a day: one for one, or not."""
    return DayRate(dice.of(("1", "0.9174", "163.25")), dice.of(amounts.CURRENCIES), on="2026-03-20")


def converted_of(dice: Dice) -> Converted:
    """A refund in two currencies."""
    rate = sale_rate_of(dice) if dice.below(2) else day_rate_of(dice)
    return Converted(_euros(dice), amounts.amount_of(dice, dice.of(amounts.CURRENCIES)), rate)
