"""Clean terms, drawn: every entry is for goods of its own, so that some order makes it matter.

Rules of this file: it knows nothing of how terms are looked over. What it makes is plain by how it
is made: entries for distinct goods, the later ones never within the earlier ones; every amount
above nothing; every time ends when no other does.
"""

from random import Random

from postsales import (
    EUR,
    Condition,
    CreditOffer,
    Days,
    Delivered,
    DiminishedValue,
    DismissedGoods,
    Exclusion,
    Extension,
    Fee,
    GuaranteeTerms,
    Percent,
    Postage,
    PromotionRule,
    Proof,
    ReasonKind,
    RefundTerms,
    RefundWindow,
    ReturnApproved,
    ReturnerGuard,
    ReturnTerms,
    ReturnWindow,
    RmaClock,
    Scope,
    Season,
    Shipped,
    TenderKind,
    Trait,
)
from postsales.wire.terms import TermsBundle

SOME = ("shoes", "clothes", "books", "toys", "tools", "lamps")
REASONS = tuple(kind for kind in ReasonKind if kind is not ReasonKind.OTHER)


def clean(dice: Random) -> TermsBundle:
    """Terms for returns and for refunds without a fault."""
    goods = dice.sample(SOME, len(SOME))
    return TermsBundle(returns=clean_returns(dice, goods), refunds=clean_refunds(dice, goods))


def clean_returns(dice: Random, goods: list[str]) -> ReturnTerms:
    """Windows, exclusions, proofs and extensions for goods of their own."""
    start = dice.choice([Delivered, Shipped])
    lengths = dice.sample(range(20, 60), 4)
    special = [
        ReturnWindow(Days(days), since=start, applies_to=Scope(category=name))
        for days, name in zip(lengths, goods[: dice.randrange(4)], strict=False)
    ]
    traits = dice.sample(list(Trait), 3)
    return ReturnTerms(
        id="clean",
        version="1",
        zone="Europe/Berlin",
        window=ReturnWindow(Days(lengths[3]), since=start),
        special_windows=special,
        precedence=dice.choice(["longest", "first_listed"]),
        exclusions=[
            Exclusion(f"no_{x.value}", applies_to=Scope(trait=x), for_reasons=_some(dice))
            for x in traits[: dice.randrange(3)]
        ],
        proofs=[
            Proof(evidence, for_reasons=_some(dice))
            for evidence in ("receipt", "photo")[: dice.randrange(3)]
        ],
        guards=[ReturnerGuard(most_share=Percent("60"))] if dice.random() < 0.5 else (),
        extensions=dice.choice([[], [Extension(Days(3))], [_christmas(dice)]]),
        ship_by=dice.choice([None, RmaClock(Days(7), since=ReturnApproved)]),
    )


def _some(dice: Random) -> list[ReasonKind]:
    return dice.sample(REASONS, dice.randint(1, 3))


def _christmas(dice: Random) -> Extension:
    season = Season("2026-11-01", "2026-12-24", of=dice.choice([Delivered, Shipped]))
    return Extension(until="2027-06-30", season=season)


def clean_refunds(dice: Random, goods: list[str]) -> RefundTerms:
    """Fees that add up to less than the price, and windows that end before those for returns."""
    kinds = dice.sample(list(TenderKind), 2)
    chosen = dice.random() < 0.5
    fees = [
        Fee("post", EUR("4.95"), per="return", for_reasons=_some(dice)),
        Fee("restocking", Percent("30"), per="unit", for_reasons=_some(dice)),
        Fee("handling", Percent("70"), per="item", applies_to=Scope(category=goods[4])),
    ]
    return RefundTerms(
        id="clean",
        version="1",
        zone="Europe/Berlin",
        shipping="never",
        tenders="chosen" if chosen else "as_paid",
        chosen=kinds if chosen else (),
        fees=fees[: dice.randrange(4)],
        window=dice.choice([None, RefundWindow(Days(10), since=Delivered)]),
        special_windows=dice.choice([[], [_short(goods[5])]]),
        diminished=[
            DiminishedValue(Percent("20"), conditions="used"),
            DiminishedValue(Percent("50"), conditions="damaged"),
            DiminishedValue(Percent("100"), conditions="not_ours", goods=DismissedGoods.SENT_BACK),
        ][: dice.randrange(4)],
        promotions=[PromotionRule("claw_back", promotions=["SPRING"]), PromotionRule("keep")],
        credit=dice.choice([None, CreditOffer(Percent("10"))]),
        postage=dice.choice([None, Postage(applies_to=Scope(category=goods[3]))]),
    )


def _short(goods: str) -> RefundWindow:
    return RefundWindow(Days(5), since=Delivered, applies_to=Scope(category=goods))


def guarantee(dice: Random, until_on: str) -> GuaranteeTerms:
    """A promise for orders before a day."""
    length = Days(dice.randint(10, 400))
    return GuaranteeTerms(
        id="promise", version="1", zone="Europe/Berlin", length=length, until_on=until_on
    )


ALL_CONDITIONS = tuple(x for x in Condition if x is not Condition.GOOD)
