"""The options of refunds, field by field: what each decides, and values that are told apart."""

from collections.abc import Iterable

from attrs import evolve

from postsales import (
    EUR,
    EVERYTHING,
    Afterwards,
    BrokenPromotion,
    Condition,
    CreditOffer,
    Days,
    Delivered,
    DiminishedValue,
    DismissedGoods,
    Fee,
    GiftRefund,
    Hours,
    Months,
    Paid,
    Per,
    Percent,
    Postage,
    PromotionRule,
    ReasonKind,
    RefundTerms,
    RefundWindow,
    Rounding,
    Scope,
    Shipped,
    ShippingRefund,
    TenderKind,
    TenderOrder,
    Weeks,
    Years,
)
from tests.terms.corpus import REFUNDS, Opened, refunded
from tests.terms.option import Answer, Options, decides, members, names

CLOTHES, SHOES = Scope(category="clothes"), Scope(category="shoes")
FEE = Fee("restocking", EUR("4.95"), per=Per.ITEM)
WORSE = DiminishedValue(Percent("100"), conditions="used")
OFFER = CreditOffer(Percent("10"))
RULE = PromotionRule("claw_back")
WINDOW = RefundWindow(Days(14), since=Delivered)
CHOSEN = evolve(REFUNDS, tenders=TenderOrder.CHOSEN, chosen=[TenderKind.CARD])


def by_fee(fee: Fee) -> Iterable[Answer]:
    """The amounts with a fee."""
    return refunded(evolve(REFUNDS, fees=[fee]))


def by_condition(worse: DiminishedValue) -> Iterable[Answer]:
    """The amounts by what units lose in value."""
    return refunded(evolve(REFUNDS, diminished=[worse]))


def by_window(window: RefundWindow) -> Iterable[Answer]:
    """The amounts with a refund window."""
    if window.applies_to == EVERYTHING:
        return refunded(evolve(REFUNDS, window=window))
    return refunded(evolve(REFUNDS, special_windows=[window]))


def by_rule(rule: PromotionRule) -> Iterable[Answer]:
    """The amounts with a rule for promotions."""
    return refunded(evolve(REFUNDS, promotions=[rule]))


def by_offer(offer: CreditOffer) -> Iterable[Answer]:
    """The amounts with an offer for store credit."""
    return refunded(evolve(REFUNDS, credit=offer))


def by_postage(postage: Postage) -> Iterable[Answer]:
    """The amounts by who pays for bringing goods back."""
    return refunded(evolve(REFUNDS, postage=postage))


def in_order(terms: RefundTerms, tenders: TenderOrder) -> RefundTerms:
    """The terms with another order of tenders; a chosen one needs kinds."""
    chosen = [TenderKind.CASH] if tenders is TenderOrder.CHOSEN else []
    return evolve(terms, tenders=tenders, chosen=chosen)


OPTIONS = (
    Options(
        RefundTerms,
        REFUNDS,
        refunded,
        (
            names("id", "what the terms are called; every quote names them", "other"),
            names("version", "which edition of them it is; every quote names it", "2"),
            decides(
                "shipping",
                "how much of what was paid for delivery goes back, a `ShippingRefund`",
                *(x for x in ShippingRefund if x is not ShippingRefund.NEVER),
            ),
            decides(
                "tenders",
                "which means of payment gives first, a `TenderOrder`",
                *(x for x in TenderOrder if x is not TenderOrder.AS_PAID),
                change=in_order,
            ),
            decides(
                "chosen",
                "which kinds of tender give first, with `TenderOrder.CHOSEN` only",
                *([x] for x in TenderKind if x is not TenderKind.CARD),
                base=CHOSEN,
            ),
            decides(
                "gifts",
                "where the money goes when whoever was given the goods sends them back, a "
                f"`GiftRefund`: {members(GiftRefund)}",
                GiftRefund.STORE_CREDIT,
            ),
            decides(
                "other_charges",
                "how much of every other charge goes back, a `ShippingRefund`",
                *(x for x in ShippingRefund if x is not ShippingRefund.NEVER),
                base=evolve(REFUNDS, other_charges=ShippingRefund.NEVER),
            ),
            decides("fees", "what is kept of a refund, as `Fee`s with a code each", [FEE]),
            decides(
                "diminished",
                "what units lose that were found to be used, damaged or not those that were sold, "
                "as `DiminishedValue`s; of several the least counts, and without them units give "
                "what was paid for them",
                [WORSE],
            ),
            decides(
                "rounding",
                "how shares and percentages are rounded, a `Rounding`",
                *(x for x in Rounding if x is not Rounding.HALF_UP),
                # They differ below zero, and nothing that is sold or kept is below zero.
                alike=((Rounding.UP, Rounding.CEILING), (Rounding.DOWN, Rounding.FLOOR)),
            ),
            decides(
                "window",
                "how long a return is paid for in money, a `RefundWindow`; without one, always",
                WINDOW,
            ),
            decides(
                "special_windows",
                "which lines have a `RefundWindow` of their own; it beats the standard one, and of "
                "several the longest counts",
                [evolve(WINDOW, applies_to=CLOTHES)],
            ),
            decides(
                "promotions",
                "what becomes of promotions that break, as `PromotionRule`s",
                [RULE],
            ),
            decides(
                "credit",
                "what a customer gets besides who takes store credit, as a `CreditOffer`",
                OFFER,
            ),
            decides(
                "postage",
                "when the customer pays for bringing goods back, as `Postage`; else the shop does",
                Postage(),
            ),
            decides(
                "zone",
                "where the days of the window and of a bonus are counted; `Hours` need none",
                "UTC",
                base=evolve(REFUNDS, window=WINDOW),
            ),
        ),
    ),
    Options(
        RefundWindow,
        WINDOW,
        by_window,
        (
            decides(
                "length",
                "how long the window is; all lengths but `Hours` end with a local day",
                Days(13),
                Weeks(1),
                Months(1),
                Years(1),
                Hours(30),
            ),
            decides(
                "since",
                "which event starts it; of several the first that has happened counts, and while "
                "none has, it is open",
                Paid,
                Opened,
                [Shipped, Delivered],
            ),
            decides(
                "afterwards",
                "what a return gives after it: `STORE_CREDIT` or `NOTHING`",
                Afterwards.NOTHING,
            ),
            decides(
                "for_reasons",
                "for which kinds of reason it is; any other is paid for in money at any time",
                *([x] for x in ReasonKind if x is not ReasonKind.REMORSE),
            ),
            decides("applies_to", "for which lines a special window is", CLOTHES, SHOES),
        ),
    ),
    Options(
        DiminishedValue,
        WORSE,
        by_condition,
        (
            decides(
                "loses",
                "which share of what was paid, all tax in, they do not give; at most 100 %",
                Percent("30"),
                Percent("0"),
            ),
            decides(
                "conditions",
                f"in which conditions they were found: {members(Condition)}; those that are good "
                "lose nothing",
                ["damaged"],
                ["not_ours"],
                ["used", "damaged"],
                refused=(Condition.GOOD,),
            ),
            decides(
                "goods",
                "where they go: the shop keeps them (`KEPT`), or they give nothing and are "
                "`SENT_BACK`",
                DismissedGoods.SENT_BACK,
            ),
            decides("applies_to", "for which lines it is", CLOTHES, SHOES),
            decides(
                "for_reasons",
                "for which kinds of reason it is",
                *([x] for x in ReasonKind if x is not ReasonKind.REMORSE),
            ),
        ),
    ),
    Options(
        PromotionRule,
        RULE,
        by_rule,
        (
            decides(
                "when_broken",
                "what becomes of a promotion when too little is left of what it asked for, a "
                "`BrokenPromotion`",
                *(x for x in BrokenPromotion if x is not BrokenPromotion.CLAW_BACK),
            ),
            decides(
                "promotions", "which promotions it is about, by their ids", ["SPRING"], ["KIT"]
            ),
            decides(
                "for_reasons",
                "units that come back for which kinds of reason can break one",
                *([x] for x in ReasonKind if x is not ReasonKind.REMORSE),
            ),
        ),
    ),
    Options(
        CreditOffer,
        OFFER,
        by_offer,
        (
            decides(
                "bonus",
                "how much it is: fixed `Money` once per return, or a `Percent` of the credit",
                Percent("5"),
                EUR("5.00"),
            ),
            decides(
                "lasts",
                "how long the bonus can be spent; without it for good",
                Days(30),
                Weeks(2),
                Months(1),
                Years(1),
                Hours(30),
            ),
        ),
    ),
    Options(
        Postage,
        Postage(),
        by_postage,
        (
            decides(
                "for_reasons",
                "for which kinds of reason the customer pays",
                *([x] for x in ReasonKind if x is not ReasonKind.REMORSE),
            ),
            decides("applies_to", "for which lines the customer pays", CLOTHES, SHOES),
            decides(
                "at_most",
                "how much of what a customer spent the shop pays back for one return; without it "
                "all",
                EUR("5.00"),
            ),
        ),
    ),
    Options(
        Fee,
        FEE,
        by_fee,
        (
            decides("code", "what the fee is called in the refund, such as `restocking`", "post"),
            decides(
                "amount",
                "how much it is: fixed `Money`, or a `Percent` of the price without added tax, at "
                "most 100 %",
                EUR("5.00"),
                Percent("15"),
            ),
            decides(
                "per",
                "how often it is charged: for each `UNIT`, each `ITEM` (a line in a return), or "
                "each `RETURN`",
                Per.UNIT,
                Per.RETURN,
            ),
            decides("applies_to", "for which lines it is charged", CLOTHES, SHOES),
            decides(
                "for_reasons",
                "for which kinds of reason it is charged",
                *([x] for x in ReasonKind if x is not ReasonKind.REMORSE),
            ),
            decides(
                "tax_rate",
                "the rate of the tax that lies inside it, as a fraction of 1 such as `0.19`; "
                "without one it bears none",
                "0.19",
                "0",
            ),
        ),
    ),
)
