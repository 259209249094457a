"""The options of returns, field by field: what each decides, and values that are told apart."""

from attrs import evolve

from postsales import (
    Citation,
    Days,
    Delivered,
    Exclusion,
    Hours,
    Months,
    Placed,
    ReasonKind,
    ReturnTerms,
    ReturnWindow,
    Scope,
    Shipped,
    Since,
    Trait,
    Weeks,
    Years,
    returns,
)
from postsales.orders.scope import EVERYTHING
from tests.terms.corpus import RETURNS, Opened, anyhow, never, returned
from tests.terms.option import Answer, Options, decides, names, tells

CLOTHES, SHOES = Scope(category="clothes"), Scope(category="shoes")
WINDOW = ReturnWindow(Days(7), since=Delivered)
PARAGRAPH = Citation("terms of sale", "§ 4")


def by_window(window: ReturnWindow) -> list[Answer]:
    """The answers by a window, the standard one or a special one."""
    if window.applies_to == EVERYTHING:
        return returned(evolve(RETURNS, window=window))
    return returned(evolve(RETURNS, special_windows=[window]))


def by_exclusion(exclusion: Exclusion) -> list[Answer]:
    """The answers by an exclusion."""
    return returned(evolve(RETURNS, exclusions=[exclusion]))


def by_start(since: Since) -> list[Answer]:
    """The answers by what starts the window."""
    return by_window(ReturnWindow(Days(14), since=since))


# An exclusion for each kind of reason shows which kind a word is taken for.
BY_KIND = evolve(
    RETURNS,
    reasons={"too_small": ReasonKind.REMORSE},
    exclusions=[
        Exclusion(f"no_{x.value}", applies_to=EVERYTHING, for_reasons=[x]) for x in ReasonKind
    ],
)

OPTIONS = (
    Options(
        ReturnTerms,
        RETURNS,
        returned,
        (
            names("id", "what the terms are called; every decision names them", "other"),
            names("version", "which edition of them it is; every decision names it", "2"),
            decides(
                "zone",
                "where days are counted and end, an IANA key such as `Europe/Berlin`",
                "UTC",
            ),
            decides(
                "window",
                "until when everything may be returned, the standard `ReturnWindow`",
                ReturnWindow(Days(3), since=Delivered),
            ),
            decides(
                "special_windows",
                "which lines have a `ReturnWindow` of their own; it beats the standard one, and of "
                "several the longest counts",
                [ReturnWindow(Days(3), since=Delivered, applies_to=CLOTHES)],
            ),
            decides(
                "exclusions",
                "which lines may not be returned, as `Exclusion`s with a code each",
                [Exclusion("final_sale", applies_to=Scope(trait=Trait.FINAL_SALE))],
            ),
            decides(
                "reasons",
                "whose doing each of the customer's words is, a `ReasonKind`; any other word "
                "refers",
                *({"too_small": x} for x in ReasonKind if x is not ReasonKind.REMORSE),
                base=BY_KIND,
            ),
            decides(
                "required",
                "which further rules must be met; `terms.requiring(rule)` adds one",
                [never],
            ),
            decides(
                "excepted",
                "which rules are defeated by which others, in pairs; "
                "`terms.unless(rule, exception)` adds one",
                [(returns.within_window, anyhow)],
            ),
        ),
    ),
    Options(
        ReturnWindow,
        WINDOW,
        by_window,
        (
            decides(
                "length",
                "how long the window is; all lengths but `Hours` end with a local day",
                Days(8),
                Weeks(2),
                Months(1),
                Years(1),
                Hours(30),
            ),
            decides(
                "since",
                "which event starts it; of several the first that has happened counts, and while "
                "none has, the answer is to refer",
                Shipped,
                [Shipped, Delivered],
                base=evolve(WINDOW, since=Opened),
            ),
            decides("applies_to", "for which lines it is", CLOTHES, SHOES),
            tells("by", "which source is cited where the window stands in the way", PARAGRAPH),
        ),
    ),
    Options(
        Since,
        Since(Delivered),
        by_start,
        (
            decides(
                "event",
                "which class of events starts the count, such as `Shipped` or one of your own",
                Shipped,
                Placed,
                Opened,
            ),
            decides(
                "plus",
                "how long after it the count begins: five days after shipping stand for a delivery",
                Days(5),
                Weeks(1),
                Months(1),
                Years(1),
                Hours(30),
            ),
        ),
    ),
    Options(
        Exclusion,
        Exclusion("final_sale", applies_to=CLOTHES),
        by_exclusion,
        (
            decides("code", "what the decision gives as the reason, such as `final_sale`", "worn"),
            decides("applies_to", "which lines may not be returned", SHOES, EVERYTHING),
            decides(
                "for_reasons",
                "for which kinds of reason they may not be returned",
                *([x] for x in ReasonKind if x is not ReasonKind.REMORSE),
            ),
            tells("by", "which source is cited with that reason", PARAGRAPH),
        ),
    ),
)
