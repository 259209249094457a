"""Faults planted into clean terms, one of a kind at a time, each in several ways.

Rules of this file: it knows the kinds by name and nothing of how they are found. What is planted is
a fault by how it is made: less of what others give in full, something for nobody, nothing at all.
"""

from collections.abc import Callable
from random import Random
from typing import Any

from attrs import evolve, frozen

from postsales import (
    EUR,
    CreditOffer,
    Days,
    Delivered,
    DiminishedValue,
    Exclusion,
    Extension,
    Fee,
    First,
    Last,
    Percent,
    Placed,
    Postage,
    PromotionRule,
    Proof,
    PublishedPolicy,
    ReasonKind,
    RefundWindow,
    ReturnApproved,
    ReturnerGuard,
    Returnless,
    ReturnWindow,
    RmaClock,
    Scope,
    Season,
    Shipped,
    Since,
)
from postsales.wire.terms import TermsBundle
from tests.policies.clean import ALL_CONDITIONS, clean, guarantee

BAGS, HATS = Scope(category="bags"), Scope(category="hats")
BOTH = Scope(category=["bags", "hats"])
TODAY = "2027-01-15"
DEFECTS = ["defect", "damaged_in_transit"]


@frozen(kw_only=True)
class Planted:
    """Terms with a fault, its kind and place, and what else is asked when they are looked over.

    ``without`` are the terms without what is at fault, where taking it away has to change nothing.
    """

    kind: str
    where: str
    terms: TermsBundle
    without: TermsBundle | None = None
    published: PublishedPolicy | None = None
    on: str | None = None


def _with(bundle: TermsBundle, **changes: Any) -> TermsBundle:
    parts = {name: getattr(bundle, name) for name in bundle.sections}
    return TermsBundle(**{**parts, **changes})


def _returns(bundle: TermsBundle, **changes: Any) -> TermsBundle:
    return _with(bundle, returns=evolve(bundle.returns, **changes))


def _refunds(bundle: TermsBundle, **changes: Any) -> TermsBundle:
    return _with(bundle, refunds=evolve(bundle.refunds, **changes))


def _narrower(dice: Random, scope: Scope) -> Scope:
    """The same goods, or some of them only."""
    more: list[dict[str, Any]] = [
        {},
        {"tag": "red"},
        {"tag": ["red", "new"]},
        {"sku": ["B-1", "B-2"]},
        {"trait": "oversized"},
        {"market": "DE"},
        {"channel": ["web", "app"]},
        {"tier": "gold", "kind": "goods"},
    ]
    return evolve(scope, **dice.choice(more))


def _added(dice: Random, bundle: TermsBundle, part: str, name: str, new: list[Any]) -> Planted:
    """The terms with new entries, the last of which is the fault: somewhere after the others."""
    terms = getattr(bundle, part)
    old = [*getattr(terms, name)]
    place = dice.randint(0, len(old))
    whole = [*old[:place], *new, *old[place:]]
    at = place + len(new) - 1
    less = [*whole[:at], *whole[at + 1 :]]
    return Planted(
        kind="",
        where=f"{part}.{name}[{at}]",
        terms=_with(bundle, **{part: evolve(terms, **{name: whole})}),
        without=_with(bundle, **{part: evolve(terms, **{name: less})}),
    )


# --------------------------------------------------------------------------------------- returns


def window_never_counts(dice: Random, bundle: TermsBundle) -> Planted:
    """Longer for all of it; or for each of its goods; or listed before it."""
    start: Any = dice.choice([Delivered, Since(Delivered, plus=Days(2))])
    first = dice.random() < 0.4
    bundle = _returns(bundle, precedence="first_listed" if first else "longest")
    days = dice.randint(10, 40)
    longer = 1 if first else days + dice.randint(0, 20)
    small = ReturnWindow(Days(days), since=start, applies_to=_narrower(dice, BOTH))
    if dice.random() < 0.3:
        small = evolve(small, for_reasons=DEFECTS)
    if dice.random() < 0.3:
        small = evolve(small, for_askers="buyer")
    big = [ReturnWindow(Days(longer), since=start, applies_to=BOTH)]
    if dice.random() < 0.4:
        big = [evolve(big[0], applies_to=BAGS), evolve(big[0], applies_to=HATS)]
    return _added(dice, bundle, "returns", "special_windows", [*big, small])


def window_like_standard(dice: Random, bundle: TermsBundle) -> Planted:
    """As long as the standard one, beside others that are for other goods or count anyhow."""
    first = dice.random() < 0.5
    found = _returns(bundle, precedence="first_listed" if first else "longest")
    small = evolve(found.returns.window, applies_to=_narrower(dice, BAGS))
    if dice.random() < 0.3:
        small = evolve(small, for_askers=dice.choice(["buyer", "gift_recipient"]))
    if dice.random() < 0.3:
        season = Season("2026-11-01", "2026-12-24")
        small = evolve(small, season=season)
    count = int(small.length.count)
    beside = dice.choice(
        [
            [evolve(small, length=Days(count + 5), applies_to=HATS)],
            [evolve(small, length=Days(count + dice.randint(1, 9)), for_reasons=DEFECTS)],
            [],
        ]
    )
    return _added(dice, found, "returns", "special_windows", [*beside, small])


def returnless_never_counts(dice: Random, bundle: TermsBundle) -> Planted:
    """Less than others let stay, of the same goods or of some of them."""
    cents = dice.randint(500, 5000)
    big = [Returnless(EUR.minor(cents + dice.randint(0, 900)), applies_to=BOTH)]
    if dice.random() < 0.4:
        big = [evolve(big[0], applies_to=BAGS), evolve(big[0], applies_to=HATS)]
    small = Returnless(
        EUR.minor(cents), per=dice.choice(["unit", "line"]), applies_to=_narrower(dice, BOTH)
    )
    if dice.random() < 0.4:
        small = evolve(small, for_reasons=DEFECTS)
    return _added(dice, bundle, "returns", "returnless", [*big, small])


def standard_never_counts(dice: Random, bundle: TermsBundle) -> Planted:
    """Terms for two kinds of goods, each of which has a window of its own."""
    window = ReturnWindow(Days(dice.randint(5, 50)), since=Delivered, applies_to=BAGS)
    special = [window, evolve(window, applies_to=HATS)]
    if dice.random() < 0.5:
        special = [evolve(window, applies_to=BOTH)]
    if dice.random() < 0.5:
        extra = [evolve(x, for_askers="buyer") for x in special]
        special = [*extra, *(evolve(x, for_askers="gift_recipient") for x in special)]
    parts = {"special_windows": special, "extensions": (), "exclusions": (), "proofs": ()}
    found = _returns(bundle, **parts, applies_to=BOTH)
    other = evolve(found.returns.window, length=Days(0))
    return Planted(
        kind="", where="returns.window", terms=found, without=_returns(found, window=other)
    )


def start_never_counts(dice: Random, bundle: TermsBundle) -> Planted:
    """After the sale, or the same event again, or that of one after the first of all."""
    chains: list[list[Any]] = [
        [Placed, Delivered],
        [Delivered, Shipped, Since(Delivered, plus=Days(5))],
        [First(Delivered), Since(Delivered, plus=Days(1))],
        [Last(Shipped), Last(Shipped)],
    ]
    chain = dice.choice(chains)
    part = dice.choice(["returns", "refunds"])
    cls: Any = ReturnWindow if part == "returns" else RefundWindow
    window = cls(Days(dice.randint(1, 9)), since=chain)
    terms = getattr(bundle, part)
    less = evolve(window, since=chain[:-1])
    return Planted(
        kind="",
        where=f"{part}.window.since[{len(chain) - 1}]",
        terms=_with(bundle, **{part: evolve(terms, window=window)}),
        without=_with(bundle, **{part: evolve(terms, window=less)}),
    )


def _entry(dice: Random, scope: Scope, reasons: list[Any]) -> tuple[str, Any]:
    """Something of terms for returns that is for some goods."""
    window = ReturnWindow(Days(90), since=Delivered, applies_to=scope, for_reasons=reasons)
    some = [
        ("special_windows", window),
        ("extensions", Extension(Days(9), applies_to=scope, for_reasons=reasons)),
        ("proofs", Proof("label", applies_to=scope, for_reasons=reasons)),
    ]
    return dice.choice(some)


def out_of_scope(dice: Random, bundle: TermsBundle) -> Planted:
    """Something for goods in terms that are about others."""
    about, strange = dice.choice(
        [
            (Scope(market=["DE", "AT"]), Scope(market="FR")),
            (Scope(kind="goods"), Scope(kind=["service", "digital"])),
            (Scope(channel="web", tag="new"), Scope(channel="shop", category="bags")),
        ]
    )
    name, new = _entry(dice, strange, ["remorse", "defect"])
    return _added(dice, _returns(bundle, applies_to=about), "returns", name, [new])


def reason_unheard(dice: Random, bundle: TermsBundle) -> Planted:
    """Something for reasons that no word means."""
    kind = ReasonKind.LATE
    words = {x.value: x for x in ReasonKind if x is not kind}
    # What the clean terms have for this reason alone would be at fault, too.
    bundle = _returns(bundle, reasons=words, exclusions=(), proofs=(), guards=())
    bundle = _refunds(bundle, fees=())
    some = [
        ("returns", "exclusions", Exclusion("never", applies_to=BAGS, for_reasons=[kind])),
        ("returns", "guards", ReturnerGuard("never", most_units=3, for_reasons=[kind])),
        ("refunds", "fees", Fee("never", EUR("1.00"), per="unit", for_reasons=[kind])),
        ("refunds", "fees", Fee("never", Percent("5"), per="unit", for_reasons=[kind])),
        (
            "refunds",
            "diminished",
            DiminishedValue(Percent("1"), conditions="used", for_reasons=[kind]),
        ),
        ("returns", "proofs", Proof("label", applies_to=BAGS, for_reasons=[kind])),
    ]
    return _planted_one(dice, bundle, dice.choice(some))


def _planted_one(dice: Random, bundle: TermsBundle, one: tuple[str, str, Any]) -> Planted:
    part, name, new = one
    return _added(dice, bundle, part, name, [new])


def all_excluded(dice: Random, bundle: TermsBundle) -> Planted:
    """Something for returns that are excluded, all of them."""
    # A word that nobody knows is of another kind, and may mean what a window is for.
    reasons = ["remorse", "late", "other"]
    whole = [Exclusion("no_bags_or_hats", applies_to=BOTH, for_reasons=reasons)]
    if dice.random() < 0.5:
        whole = [
            Exclusion("no_bags", applies_to=BAGS, for_reasons=reasons),
            Exclusion("no_hats", applies_to=HATS, for_reasons=[*reasons, "defect"]),
        ]
    bundle = _returns(bundle, exclusions=[*bundle.returns.exclusions, *whole])
    scope = _narrower(dice, BOTH)
    some = [
        ("refunds", "fees", Fee("never", EUR("1.00"), per="unit", applies_to=scope)),
        ("refunds", "special_windows", RefundWindow(Days(1), since=Delivered, applies_to=scope)),
        ("returns", *_entry(dice, scope, dice.choice([reasons, ["late"]]))),
    ]
    return _planted_one(dice, bundle, dice.choice(some))


def exclusion_repeated(dice: Random, bundle: TermsBundle) -> Planted:
    """Less of what others exclude."""
    big = [Exclusion("no_bags_or_hats", applies_to=BOTH, for_reasons=["remorse", "late"])]
    if dice.random() < 0.5:
        big = [Exclusion("no_bags", applies_to=BAGS), Exclusion("no_hats", applies_to=HATS)]
    small = Exclusion("again", applies_to=_narrower(dice, BOTH))
    return _added(dice, bundle, "returns", "exclusions", [*big, small])


def proof_repeated(dice: Random, bundle: TermsBundle) -> Planted:
    """Less of what is asked for anyhow."""
    big = Proof("label", applies_to=BOTH, for_reasons=["remorse", "defect"])
    small = Proof("label", applies_to=_narrower(dice, BOTH), for_reasons="defect")
    return _added(dice, bundle, "returns", "proofs", [big, small])


def guard_never_looks(dice: Random, bundle: TermsBundle) -> Planted:
    """More than all of it would have to come back."""
    guard = ReturnerGuard("all", most_share=Percent("100"), least_bought=dice.randint(1, 9))
    return _added(dice, bundle, "returns", "guards", [guard])


def extension_changes_nothing(dice: Random, bundle: TermsBundle) -> Planted:
    """No time at all; a day before any window ends; less than another gives."""
    day = dice.randint(1, 20)
    season = Season("2026-12-01", f"2026-12-{day:02}")
    more = Extension(Days(30), applies_to=BOTH)
    some: list[list[Extension]] = [
        [Extension(Days(0), applies_to=_narrower(dice, BOTH))],
        [Extension(until="2026-12-21", season=season)],
        [more, Extension(Days(dice.randint(1, 30)), applies_to=_narrower(dice, BAGS))],
        [
            Extension(until="2027-03-01", applies_to=BOTH),
            Extension(until="2027-02-01", applies_to=_narrower(dice, BOTH), season=season),
        ],
    ]
    return _added(dice, bundle, "returns", "extensions", dice.choice(some))


def season_over(dice: Random, bundle: TermsBundle) -> Planted:
    """A season that ended before."""
    season = Season("2026-11-01", dice.choice(["2026-12-24", "2027-01-14"]))
    window = ReturnWindow(Days(90), since=Delivered, applies_to=BAGS, season=season)
    new = dice.choice(
        [("special_windows", window), ("extensions", Extension(Days(9), season=season))]
    )
    found = _added(dice, _returns(bundle, extensions=()), "returns", new[0], [new[1]])
    return evolve(found, on=TODAY, without=None)


def ship_by_too_late(dice: Random, bundle: TermsBundle) -> Planted:
    """Longer to hand in than any window in which goods have to be back."""
    clock = RmaClock(Days(dice.randint(60, 90)), since=ReturnApproved)
    found = _returns(bundle, judged_by="goods_back", extensions=(), ship_by=clock)
    return Planted(kind="", where="returns.ship_by", terms=found)


# --------------------------------------------------------------------------------------- refunds


def fee_of_nothing(dice: Random, bundle: TermsBundle) -> Planted:
    """Nothing is kept."""
    amount: Any = dice.choice([EUR("0"), Percent("0")])
    return _added(dice, bundle, "refunds", "fees", [Fee("nothing", amount, per="unit")])


def fees_above_price(dice: Random, bundle: TermsBundle) -> Planted:
    """Two or three shares that are more than the whole."""
    scopes = [BOTH, _narrower(dice, BAGS), BAGS]
    shares = dice.choice([["60", "50"], ["40", "40", "30"], ["100", "0.5"]])
    fees = [
        Fee(f"share_{n}", Percent(share), per=dice.choice(["unit", "item"]), applies_to=scope)
        for n, (share, scope) in enumerate(zip(shares, scopes, strict=False))
    ]
    found = _added(dice, _refunds(bundle, fees=()), "refunds", "fees", fees)
    return evolve(found, without=None)


def bonus_of_nothing(dice: Random, bundle: TermsBundle) -> Planted:
    """Nothing comes on top."""
    nothing: Any = dice.choice([EUR("0"), Percent("0")])
    offer = CreditOffer(nothing)
    found = _refunds(bundle, credit=offer)
    return Planted(
        kind="", where="refunds.credit", terms=found, without=_refunds(found, credit=None)
    )


def tender_repeated(dice: Random, bundle: TermsBundle) -> Planted:
    """A means of payment twice."""
    kinds = dice.sample(["card", "gift_card", "cash", "other"], 3)
    place = dice.randint(1, 3)
    whole = [*kinds[:place], kinds[dice.randrange(place)], *kinds[place:]]
    found = _refunds(bundle, tenders="chosen", chosen=whole)
    return Planted(
        kind="",
        where=f"refunds.chosen[{place}]",
        terms=found,
        without=_refunds(bundle, tenders="chosen", chosen=kinds),
    )


def refund_window_changes_nothing(dice: Random, bundle: TermsBundle) -> Planted:
    """Money at least as long as goods can come back."""
    since = bundle.returns.window.since
    returns = _returns(bundle, extensions=())
    longest = max(
        int(x.length.count) for x in (returns.returns.window, *returns.returns.special_windows)
    )
    window = RefundWindow(Days(longest + dice.randint(0, 9)), since=since)
    found = _refunds(returns, window=window, special_windows=())
    return Planted(
        kind="", where="refunds.window", terms=found, without=_refunds(found, window=None)
    )


def refund_window_never_counts(dice: Random, bundle: TermsBundle) -> Planted:
    """Others end later for all that it is for."""
    days = dice.randint(5, 30)
    big = RefundWindow(
        Days(days + dice.randint(0, 9)), since=Delivered, applies_to=BOTH, for_reasons=DEFECTS
    )
    small = evolve(big, length=Days(days), applies_to=_narrower(dice, BOTH))
    some = [[big, small]]
    some.append([evolve(big, applies_to=BAGS), evolve(big, applies_to=HATS), small])
    return _added(dice, bundle, "refunds", "special_windows", dice.choice(some))


def diminished_never_counts(dice: Random, bundle: TermsBundle) -> Planted:
    """By others the customer loses less."""
    conditions = dice.sample(ALL_CONDITIONS, 2)
    small = DiminishedValue(Percent("90"), conditions=conditions, applies_to=_narrower(dice, BOTH))
    big = [DiminishedValue(Percent("10"), conditions=x, applies_to=BOTH) for x in conditions]
    if dice.random() < 0.5:
        big = [DiminishedValue(Percent("90"), conditions=ALL_CONDITIONS, applies_to=BOTH)]
    return _added(dice, bundle, "refunds", "diminished", [*big, small])


def promotion_rule_never_counts(dice: Random, bundle: TermsBundle) -> Planted:
    """Earlier rules are for all promotions, or for each that it names."""
    big = [PromotionRule("both")]
    if dice.random() < 0.5:
        big = [PromotionRule("both", promotions=["A"]), PromotionRule("keep", promotions=["B"])]
    small = PromotionRule("claw_back", promotions=dice.choice([["A"], ["A", "B"]]))
    found = _refunds(bundle, promotions=())
    return _added(dice, found, "refunds", "promotions", [*big, small])


# ------------------------------------------------------------- what is over, or was published


def promise_over(dice: Random, bundle: TermsBundle) -> Planted:
    """Orders before a day that is past."""
    until = dice.choice(["2026-12-31", TODAY])
    terms = _with(bundle, guarantees=guarantee(dice, until))
    return Planted(kind="", where="guarantees.until_on", terms=terms, on=TODAY)


def _published(where: str, terms: TermsBundle, said: PublishedPolicy) -> Planted:
    return Planted(kind="", where=where, terms=terms, published=said)


def published_window(dice: Random, bundle: TermsBundle) -> Planted:
    """A day more is published, or a later start."""
    bundle = _returns(bundle, special_windows=())
    window = bundle.returns.window
    assert isinstance(window.length, Days)
    said = PublishedPolicy(
        returns_within=Days(window.length.count + dice.randint(1, 9)), since=window.since[0].kind
    )
    if dice.random() < 0.5:
        bundle = _returns(bundle, window=evolve(window, since=Placed))
        said = PublishedPolicy(returns_within=window.length)
    return _published("returns.window", bundle, said)


def published_goods(dice: Random, bundle: TermsBundle) -> Planted:
    """Returns of goods are published that are excluded."""
    said = PublishedPolicy(returns_within=Days(1), applies_to=dice.choice([BAGS, BOTH]))
    found = _added(
        dice, bundle, "returns", "exclusions", [Exclusion("no", applies_to=_narrower(dice, BOTH))]
    )
    return evolve(found, without=None, published=said)


def published_fee(dice: Random, bundle: TermsBundle) -> Planted:
    """No fee is published, or a smaller one."""
    some: list[Any] = [
        (EUR("4.95"), EUR("4.94")),
        (EUR("0.01"), EUR("0")),
        (Percent("15"), Percent("14.5")),
        (Percent("15"), EUR("0")),
    ]
    fee, most = dice.choice(some)
    found = _added(dice, bundle, "refunds", "fees", [Fee("more", fee, per="unit")])
    return evolve(found, without=None, published=PublishedPolicy(fees_at_most=most))


def published_postage(dice: Random, bundle: TermsBundle) -> Planted:
    """The shop is said to pay for the way back."""
    found = _refunds(bundle, postage=Postage(applies_to=_narrower(dice, BAGS)))
    said = PublishedPolicy(return_postage="merchant")
    return _published("refunds.postage", found, said)


def published_money(dice: Random, bundle: TermsBundle) -> Planted:
    """Money is published for longer."""
    days = dice.randint(5, 30)
    found = _refunds(bundle, window=RefundWindow(Days(days), since=Delivered))
    said = PublishedPolicy(refunds_within=Days(days + dice.randint(1, 5)))
    return _published("refunds.window", found, said)


_PLANTERS: tuple[Callable[[Random, TermsBundle], Planted], ...] = (
    window_never_counts,
    window_like_standard,
    standard_never_counts,
    start_never_counts,
    out_of_scope,
    reason_unheard,
    all_excluded,
    exclusion_repeated,
    proof_repeated,
    returnless_never_counts,
    guard_never_looks,
    extension_changes_nothing,
    season_over,
    promise_over,
    ship_by_too_late,
    fee_of_nothing,
    fees_above_price,
    bonus_of_nothing,
    tender_repeated,
    refund_window_changes_nothing,
    refund_window_never_counts,
    diminished_never_counts,
    promotion_rule_never_counts,
    published_window,
    published_goods,
    published_fee,
    published_postage,
    published_money,
)
PLANTERS = {one.__name__: one for one in _PLANTERS}


def planted(kind: str, seed: str) -> Planted:
    """A fault of a kind, planted into clean terms."""
    dice = Random(f"{kind} {seed}")
    return evolve(PLANTERS[kind](dice, clean(dice)), kind=kind)
