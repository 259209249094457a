"""How well ``law.lint`` finds what is below a law: planted shortfalls, and terms that have none.

``python -m tests.law.lint_recall`` plants, counts, and prints how many of each kind are found, in
their place and by their kind; a number after it says how many of each. Every number is from a seed,
so that it comes out the same again.

Rules of this file: it knows the kinds by name and nothing of how they are found.
"""

import sys
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

from attrs import evolve, frozen

from postsales import (
    EUR,
    GBP,
    AcceptedConditions,
    Days,
    Delivered,
    DiminishedValue,
    Exclusion,
    Extension,
    Fee,
    Finding,
    Last,
    Percent,
    Placed,
    Postage,
    PromotionRule,
    Proof,
    Received,
    RefundTerms,
    RefundWindow,
    ReturnCase,
    ReturnerGuard,
    Returnless,
    ReturnRequested,
    ReturnTerms,
    ReturnWindow,
    RmaClock,
    Scope,
    UnitsBack,
    WholeBundle,
    law,
    not_met,
)
from postsales.law._less import WORDS

PLACES = (law.EU, law.DE, law.FR, law.ES, law.IT, law.DK, law.IE, law.PL, law.SE, law.GB)
FAULTS = ["defect", "wrong_item", "not_as_described", "damaged_in_transit"]


@frozen
class Terms:
    """Terms of both kinds, and the place whose law they are held against."""

    returns: ReturnTerms
    refunds: RefundTerms
    place: law.Jurisdiction

    def told(self) -> list[tuple[str, str]]:
        """Where they are said to give less, and how."""
        found = law.lint(self.returns, self.refunds, self.place)
        return [(x.where, x.code) for x in found]


def clean(dice: Random) -> Terms:
    """Terms that give as much as any of these laws, in words that look otherwise."""
    elsewhere, food = Scope(market=dice.choice(["US", "JP", "br"])), Scope(trait="perishable")
    length = dice.randint(430, 700)
    start: Any = dice.choice([Delivered, Last(Delivered)])
    return Terms(
        ReturnTerms(
            id="acme",
            version="1",
            zone="Europe/Berlin",
            window=ReturnWindow(Days(length), since=start),
            special_windows=[
                ReturnWindow(Days(dice.randint(1, 9)), since=Placed, applies_to=elsewhere),
                ReturnWindow(Days(length + 5), since=start, applies_to=Scope(tier="gold")),
            ],
            extensions=dice.choice([[], [Extension(Days(3))]]),
            exclusions=[
                Exclusion("food", applies_to=food),
                Exclusion("elsewhere", applies_to=elsewhere),
            ],
            proofs=dice.choice(
                [[], [Proof("receipt", for_reasons="remorse", applies_to=elsewhere)]]
            ),
            returnless=dice.choice([[], [Returnless(EUR("5.00"))]]),
            judged_by="sent",
            covers="ordered",
            not_started="open",
            refund_by=RmaClock(Days(dice.randint(1, 10)), since=ReturnRequested),
            ship_by=RmaClock(Days(dice.randint(20, 60)), since=ReturnRequested),
        ),
        RefundTerms(
            id="acme",
            version="1",
            zone="Europe/Berlin",
            shipping="always",
            other_charges="always",
            tenders=dice.choice(["as_paid", "gift_card_first", "pro_rata"]),
            fees=[
                Fee("abroad", EUR("5.00"), per="unit", applies_to=elsewhere),
                Fee("nothing", Percent("0"), per="unit"),
            ],
            promotions=dice.choice([[], [PromotionRule("keep")]]),
        ),
        dice.choice(PLACES),
    )


def _scope(dice: Random) -> Scope:
    """Some goods of customers of any of these places."""
    some: list[dict[str, Any]] = [
        {"category": ["bags", "hats"]},
        {"sku": "B-1", "tag": "red"},
        {"trait": "oversized"},
        {"channel": "web", "kind": "goods"},
        {"tier": ["gold", "silver"]},
        {"market": "outlet"},
    ]
    return Scope(**dice.choice(some))


Planter = Callable[[Random, Terms], tuple[Terms, str]]


def _returns(**says: Callable[[Random], Any]) -> Planter:
    """Planted by setting an attribute of the terms for returns."""
    ((name, made),) = says.items()

    def plant(dice: Random, terms: Terms) -> tuple[Terms, str]:
        returns = evolve(terms.returns, **{name: made(dice)})
        return evolve(terms, returns=returns), f"returns.{name}"

    return plant


def _refunds(place: law.Jurisdiction | None = None, **says: Callable[[Random], Any]) -> Planter:
    """Planted by setting an attribute of the terms for money."""
    ((name, made),) = says.items()

    def plant(dice: Random, terms: Terms) -> tuple[Terms, str]:
        refunds = evolve(terms.refunds, **{name: made(dice)})
        return evolve(terms, refunds=refunds, place=place or terms.place), f"refunds.{name}"

    return plant


def _added(
    section: str, name: str, made: Callable[[Random], Any], place: law.Jurisdiction | None = None
) -> Planter:
    """Planted into a list, before or behind what is there."""

    def plant(dice: Random, terms: Terms) -> tuple[Terms, str]:
        old = getattr(getattr(terms, section), name)
        at = dice.randint(0, len(old))
        some = [*old[:at], made(dice), *old[at:]]
        changed = evolve(getattr(terms, section), **{name: some})
        planted = evolve(terms, **{section: changed}, place=place or terms.place)
        return planted, f"{section}.{name}[{at}]"

    return plant


def _window(least: int, most: int) -> Planter:
    """A window of so many days: the standard one, or that of some goods."""

    def plant(dice: Random, terms: Terms) -> tuple[Terms, str]:
        window = ReturnWindow(Days(dice.randint(least, most)), since=Delivered)
        if dice.random() < 0.5:
            return _returns(window=lambda _: window)(dice, terms)
        special = evolve(window, applies_to=_scope(dice))
        alone = evolve(terms, returns=evolve(terms.returns, special_windows=[]))
        return _added("returns", "special_windows", lambda _: special)(dice, alone)

    return plant


def _money(least: int, most: int) -> Planter:
    return _refunds(window=lambda x: RefundWindow(Days(x.randint(least, most)), since=Delivered))


def needs_a_letter(_: ReturnCase) -> Finding:
    """A rule of a merchant's own."""
    return not_met("letter_missing")


def _late(dice: Random) -> RmaClock:
    return RmaClock(Days(dice.randint(18, 60)), since=Received)


def _proof(dice: Random) -> Proof:
    return Proof("photo", for_reasons="remorse", applies_to=_scope(dice))


def _faults(dice: Random) -> list[str]:
    return dice.sample(FAULTS, dice.randint(1, 4))


def _judged(dice: Random, terms: Terms) -> tuple[Terms, str]:
    window = ReturnWindow(Days(14), since=Last(Delivered))
    judged = dice.choice(["received", "goods_back"])
    return evolve(terms, returns=evolve(terms.returns, window=window, judged_by=judged)), (
        "returns.judged_by"
    )


PLANTERS: dict[str, Planter] = {
    "window_shorter": _window(1, 13),
    "window_before_last_parcel": _window(18, 43),
    "window_without_information": _window(60, 350),
    "money_shorter": _money(1, 13),
    "money_before_last_parcel": _money(18, 43),
    "money_without_information": _money(60, 350),
    "notice_judged_later": _judged,
    "refund_later": _returns(refund_by=_late),
    "sent_back_sooner": _returns(
        ship_by=lambda x: RmaClock(Days(x.randint(1, 13)), since=ReturnRequested)
    ),
    "reason_not_taken": _returns(reasons=lambda x: {"faulty": x.choice(FAULTS)}),
    "not_here_refused": _returns(covers=lambda _: "in_hand"),
    "not_started_referred": _returns(not_started=lambda _: "refer"),
    "goods_excluded": _added(
        "returns", "exclusions", lambda x: Exclusion("some", applies_to=_scope(x))
    ),
    "proof_wanted": _added("returns", "proofs", _proof),
    "condition_wanted": _added(
        "returns", "conditions", lambda x: AcceptedConditions(["unopened"], applies_to=_scope(x))
    ),
    "whole_bundle_wanted": _added("returns", "bundles", lambda _: WholeBundle()),
    "numbers_wanted": _added(
        "returns", "units_back", lambda x: UnitsBack(packs_of=x.randint(2, 9))
    ),
    "customer_looked_at": _added(
        "returns", "guards", lambda x: ReturnerGuard(most_units=x.randint(1, 9))
    ),
    "rule_in_the_way": _added("returns", "required", lambda _: needs_a_letter),
    "authorisation_wanted": _returns(authorisation=lambda _: "before_sending"),
    "form_refused": _returns(forms=lambda _: ["goods_alone"]),
    "fee_kept": _added(
        "refunds",
        "fees",
        lambda x: Fee("restocking", Percent("10"), per="unit", applies_to=_scope(x)),
    ),
    "promotion_taken_back": _added(
        "refunds", "promotions", lambda x: PromotionRule("both", promotions=x.choice([[], ["P"]]))
    ),
    "delivery_kept": _refunds(shipping=lambda _: "never"),
    "charge_kept": _refunds(other_charges=lambda _: "never"),
    "value_lost_kept": _added(
        "refunds",
        "diminished",
        lambda x: DiminishedValue(Percent("30"), conditions="used", applies_to=_scope(x)),
        law.BR,
    ),
    "gift_as_credit": _refunds(gifts=lambda _: "store_credit"),
    "postage_capped": _refunds(law.GB, postage=lambda _: Postage(at_most=GBP("5.00"))),
    "customer_pays_postage": _refunds(law.GB, postage=lambda x: Postage(for_reasons=_faults(x))),
}


def is_found(kind: str, seed: str) -> bool:
    """Is a planted shortfall told, in its place and by its kind?"""
    dice = Random(f"{kind} {seed}")
    terms, where = PLANTERS[kind](dice, clean(dice))
    return (where, kind) in terms.told()


def alarms(n: int) -> Counter[tuple[str, str]]:
    """What is told of clean terms, how often?"""
    return Counter(x for seed in range(n) for x in clean(Random(f"clean {seed}")).told())


if __name__ == "__main__":
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    for kind in WORDS:
        found = sum(is_found(kind, str(seed)) for seed in range(n))
        print(f"{kind}: {found} of {n}")
    print(f"Clean terms that are told of: {sum(alarms(n).values())} of {n}")
