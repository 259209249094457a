"""The options of returns, field by field: what each decides, and values that are told apart."""

from collections.abc import Iterable
from datetime import date

from attrs import evolve

from postsales import (
    EUR,
    AcceptedConditions,
    Asker,
    Authorisation,
    Citation,
    Coverage,
    Days,
    Delivered,
    During,
    Exclusion,
    Extension,
    First,
    Holidays,
    Hours,
    Incomplete,
    JudgedBy,
    KeptFor,
    Last,
    Months,
    NonDays,
    NoticeForm,
    NotStarted,
    Percent,
    Place,
    Placed,
    Precedence,
    Proof,
    ReasonKind,
    Received,
    ReturnApproved,
    ReturnerGuard,
    ReturnInspected,
    Returnless,
    ReturnRequested,
    ReturnTerms,
    ReturnWindow,
    RmaClock,
    Roll,
    Scope,
    Season,
    Shipped,
    Since,
    Trait,
    UnitsBack,
    Weeks,
    WholeBundle,
    WorkingDays,
    WorkingHours,
    Years,
    returns,
)
from postsales.orders.scope import EVERYTHING
from postsales.returns.windows import is_for_all
from tests.terms.corpus import OFFICE, RETURNS, Opened, anyhow, never, returned, tracked
from tests.terms.option import Answer, Options, decides, members, names, tells

CLOTHES, SHOES = Scope(category="clothes"), Scope(category="shoes")
WINDOW = ReturnWindow(Days(7), since=Delivered)
CLOCK = RmaClock(Days(7), since=Received)
PARAGRAPH = Citation("terms of sale", "§ 4")


def by_window(window: ReturnWindow) -> Iterable[Answer]:
    """The answers by a window, the standard one or a special one."""
    if is_for_all(window):
        return returned(evolve(RETURNS, window=window))
    return returned(evolve(RETURNS, special_windows=[window]))


def by_extension(extension: Extension) -> Iterable[Answer]:
    """The answers by what extends the window."""
    return returned(evolve(RETURNS, extensions=[extension]))


def by_season(season: Season) -> Iterable[Answer]:
    """The answers by the season of an extension."""
    return by_extension(Extension(Days(10), season=season))


def by_tolling(during: During) -> Iterable[Answer]:
    """The answers by what tolls the window."""
    return returned(evolve(RETURNS, window=ReturnWindow(Days(14), since=Placed), tolled_by=during))


def by_clock(clock: RmaClock) -> Iterable[Answer]:
    """How far returns are, by when they are to be looked at and paid for."""
    return tracked(evolve(RETURNS, inspect_by=clock, refund_by=clock))


def by_exclusion(exclusion: Exclusion) -> Iterable[Answer]:
    """The answers by an exclusion."""
    return returned(evolve(RETURNS, exclusions=[exclusion]))


def by_proof(proof: Proof) -> Iterable[Answer]:
    """The answers by what has to be shown."""
    return returned(evolve(RETURNS, proofs=[proof]))


def by_condition(condition: AcceptedConditions) -> Iterable[Answer]:
    """The answers by the conditions in which goods are taken back."""
    return returned(evolve(RETURNS, conditions=condition))


def by_bundle(bundle: WholeBundle) -> Iterable[Answer]:
    """The answers by what comes back together."""
    return returned(evolve(RETURNS, bundles=bundle))


def by_units(units: UnitsBack) -> Iterable[Answer]:
    """The answers by how many units come back at once."""
    return returned(evolve(RETURNS, units_back=units))


def by_price(kept: Returnless) -> Iterable[Answer]:
    """The answers by what need not come back, and what goes back for it."""
    return returned(evolve(RETURNS, returnless=kept))


def by_guard(guard: ReturnerGuard) -> Iterable[Answer]:
    """The answers by whose returns a person looks at."""
    return returned(evolve(RETURNS, guards=guard))


def by_start(since: Since) -> Iterable[Answer]:
    """The answers by what starts the window."""
    return by_window(ReturnWindow(Days(14), since=since))


# An exclusion for each kind of reason shows which kind a word is taken for.
OFFICIAL = Roll(NonDays(holidays=Place.CUSTOMER))
OF_THE_SHOP = Roll(NonDays(holidays=Place.MERCHANT))
NONE = Holidays([], since="2026-01-01", until="2026-12-31")
ONE = Holidays(["2026-03-11", "2026-03-12"], since="2026-01-01", until="2026-12-31")
RECEIPT = Proof("receipt", for_reasons="remorse")
FAULTS = (
    ReasonKind.DEFECT,
    ReasonKind.NOT_AS_DESCRIBED,
    ReasonKind.DAMAGED_IN_TRANSIT,
    ReasonKind.OTHER,
)
UNOPENED = AcceptedConditions(["unopened"])
GUARD = ReturnerGuard(most_units=14)
FIGURES = ReturnerGuard(most_units=99)
BY_KIND = evolve(
    RETURNS,
    reasons={"too_small": ReasonKind.REMORSE},
    exclusions=[
        Exclusion(f"no_{x.value}", applies_to=EVERYTHING, for_reasons=[x]) for x in ReasonKind
    ],
)

OF_DELIVERY = Season("2026-03-02", "2026-03-05", of=Delivered)


def until(_: Extension, day: date) -> Extension:
    """An extension until a day, in the place of one by a length."""
    return Extension(until=day)


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
                "where days are counted and end: an IANA key such as `Europe/Berlin`, or "
                "`Place.CUSTOMER` for the zone of each customer",
                "UTC",
                Place.CUSTOMER,
            ),
            decides(
                "window",
                "until when everything may be returned, the standard `ReturnWindow`",
                ReturnWindow(Days(3), since=Delivered),
            ),
            decides(
                "special_windows",
                "which lines have a `ReturnWindow` of their own; it beats the standard one",
                [ReturnWindow(Days(3), since=Delivered, applies_to=CLOTHES)],
            ),
            decides(
                "precedence",
                f"which of several special windows counts: {members(Precedence)}",
                Precedence.FIRST_LISTED,
                base=evolve(
                    RETURNS,
                    special_windows=[
                        ReturnWindow(Days(3), since=Delivered, applies_to=CLOTHES),
                        ReturnWindow(Days(9), since=Delivered, applies_to=Scope(sku="TEE-1")),
                    ],
                ),
            ),
            decides(
                "extensions",
                "what lets windows end later, as `Extension`s; of several that apply the one "
                "counts that ends last",
                [Extension(Days(2))],
            ),
            decides(
                "tolled_by",
                "while what lasts windows stand still, as `During`: its days are made up for",
                [During(Shipped, Delivered)],
                base=evolve(RETURNS, window=ReturnWindow(Days(14), since=Placed)),
            ),
            decides(
                "exclusions",
                "which lines may not be returned, as `Exclusion`s with a code each",
                [Exclusion("final_sale", applies_to=Scope(trait=Trait.FINAL_SALE))],
            ),
            decides(
                "proofs",
                "what has to be shown, as `Proof`s; what is missing refers",
                [RECEIPT],
            ),
            decides(
                "conditions",
                "in which conditions goods are taken back, as `AcceptedConditions`; what nobody "
                "has said of them refers",
                UNOPENED,
            ),
            decides(
                "bundles",
                "what comes back together that was sold as a bundle, as `WholeBundle`s",
                WholeBundle(),
            ),
            decides(
                "units_back",
                "how many units of a line come back at once, as `UnitsBack`",
                UnitsBack(packs_of=2),
            ),
            decides(
                "returnless",
                "up to which price goods need not come back, as `Returnless`",
                Returnless(EUR("20.00")),
            ),
            decides(
                "guards",
                "whose returns a person looks at, as `ReturnerGuard`s; they refer",
                GUARD,
            ),
            decides(
                "reasons",
                "whose doing each of the customer's words is, a `ReasonKind`; any other word "
                "refers",
                *({"too_small": x} for x in ReasonKind if x is not ReasonKind.REMORSE),
                base=BY_KIND,
            ),
            decides(
                "applies_to",
                "which lines the terms are about at all; others are referred",
                CLOTHES,
                SHOES,
            ),
            decides("covers", f"which units can come back: {members(Coverage)}", Coverage.ORDERED),
            decides(
                "not_started",
                f"what holds while a window has not started: {members(NotStarted)}",
                NotStarted.OPEN,
            ),
            decides(
                "judged_by",
                f"which instant has to lie within the window: {members(JudgedBy)}",
                *(x for x in JudgedBy if x is not JudgedBy.RECEIVED),
            ),
            decides(
                "forms",
                f"in which forms the customer can say so, any unless some are named: "
                f"{members(NoticeForm)}",
                *([x] for x in NoticeForm),
            ),
            decides(
                "authorisation",
                f"whether goods need a number of the shop before they travel back; what was sent "
                f"without one refers: {members(Authorisation)}",
                Authorisation.BEFORE_SENDING,
            ),
            decides(
                "holidays",
                "which holidays rolls look at, by place; `terms.observing(holidays)` gives them",
                {Place.CUSTOMER: NONE},
                {Place.CUSTOMER: ONE},
                {Place.CUSTOMER: NONE, Place.MERCHANT: ONE},
                {Place.MERCHANT: ONE},
                base=evolve(
                    RETURNS,
                    window=evolve(WINDOW, roll=OFFICIAL),
                    special_windows=[
                        ReturnWindow(Days(7), since=Delivered, roll=OF_THE_SHOP, applies_to=CLOTHES)
                    ],
                ),
            ),
            decides(
                "calendar",
                "what working days and hours are counted in, a `WorkCalendar`; whatever is counted "
                "so needs one",
                evolve(OFFICE, exceptions={"2026-03-09": "closed"}),
                base=evolve(RETURNS, window=ReturnWindow(WorkingDays(5), since=Delivered)),
            ),
            decides(
                "ship_by",
                "by when a return that was allowed is handed in, an `RmaClock`; after it the "
                "return has expired, and without one it never does",
                RmaClock(Days(7), since=ReturnApproved),
            ),
            decides(
                "inspect_by",
                "by when what came back is looked at, an `RmaClock`",
                RmaClock(Days(7), since=Received),
            ),
            decides(
                "refund_by",
                "by when what came back is paid for, an `RmaClock`",
                RmaClock(Days(7), since=Received),
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
                "how long the window is; all lengths but `Hours` and `WorkingHours` end with a "
                "local day",
                Days(8),
                Weeks(2),
                Months(1),
                Years(1),
                Hours(30),
                WorkingDays(2),
                WorkingHours(4),
            ),
            decides(
                "since",
                "which event starts it; of several the first that has happened counts, and while "
                "none has, the answer is to refer",
                Shipped,
                [Shipped, Delivered],
                base=evolve(WINDOW, since=Opened),
            ),
            decides(
                "roll",
                "over which days a last day moves on, as a `Roll`",
                Roll(NonDays(["wednesday"])),
                Roll(NonDays(["wednesday", "thursday"])),
            ),
            decides("applies_to", "for which lines it is", CLOTHES, SHOES),
            decides(
                "for_reasons",
                "for which kinds of reason it is, any unless some are named",
                *([x] for x in ReasonKind),
            ),
            decides(
                "for_askers",
                f"for whom it is, anybody unless some are named: {members(Asker)}",
                *([x] for x in Asker),
            ),
            decides(
                "season",
                "for which days it is, as a `Season`",
                Season("2026-03-01", "2026-03-01"),
                Season("2026-03-04", "2026-03-05", of=Delivered),
            ),
            tells("by", "which source is cited where the window stands in the way", PARAGRAPH),
        ),
    ),
    Options(
        Extension,
        Extension(Days(2)),
        by_extension,
        (
            decides(
                "plus",
                "how much later windows end, counted from their last day",
                Weeks(1),
                Months(1),
                Years(1),
                Hours(30),
                WorkingDays(2),
                WorkingHours(4),
            ),
            decides(
                "until",
                "the last day until which they are open at least",
                date(2026, 3, 18),
                date(2026, 4, 30),
                change=until,
            ),
            decides("applies_to", "for which lines it is", CLOTHES, SHOES),
            decides(
                "for_reasons",
                "for which kinds of reason it is, any unless some are named",
                *([x] for x in ReasonKind),
            ),
            decides(
                "for_askers",
                f"for whom it is, anybody unless some are named: {members(Asker)}",
                *([x] for x in Asker),
            ),
            decides(
                "season",
                "for which days it is, as a `Season`",
                Season("2026-03-01", "2026-03-01"),
            ),
            tells("by", "which source is cited in the count of the last day", PARAGRAPH),
        ),
    ),
    Options(
        Season,
        Season("2026-03-02", "2026-03-05"),
        by_season,
        (
            decides("first_day", "the first day that is in it", "2026-03-03"),
            decides("last_day", "the last day that is in it", "2026-03-02", base=OF_DELIVERY),
            decides(
                "of",
                "which day has to be in it: `Placed`, that of the sale, or `Shipped` or "
                "`Delivered`, those of each unit's own parcel",
                Shipped,
                Delivered,
            ),
        ),
    ),
    Options(
        During,
        During(Shipped, Delivered),
        by_tolling,
        (
            decides("begins", "which event stops the count", Opened),
            decides("ends", "which event lets it go on", Opened),
        ),
    ),
    Options(
        Since,
        Since(Delivered),
        by_start,
        (
            decides(
                "event",
                "which class of events starts the count, such as `Shipped` or one of your own; "
                "`First` or `Last` of all lines",
                Shipped,
                Placed,
                Opened,
                First(Delivered),
                Last(Delivered),
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
        RmaClock,
        CLOCK,
        by_clock,
        (
            decides(
                "length",
                "how long it runs; all lengths but `Hours` and `WorkingHours` end with a local day",
                Days(8),
                Weeks(2),
                Months(1),
                Years(1),
                Hours(30),
                WorkingDays(2),
                WorkingHours(4),
            ),
            decides(
                "since",
                "which event of the return starts it; of several the first that has happened "
                "counts; one that is told of units is that of the units that have waited longest, "
                "and `First` and `Last` are about the whole return",
                ReturnRequested,
                ReturnInspected,
                [ReturnInspected, ReturnRequested],
                Last(Received),
                Since(Received, plus=Days(1)),
            ),
            decides(
                "roll",
                "over which days a last day moves on, as a `Roll`",
                Roll(NonDays(["monday"])),
                Roll(NonDays(["monday", "tuesday"])),
            ),
            tells("by", "which source is cited for it", PARAGRAPH),
        ),
    ),
    Options(
        Proof,
        RECEIPT,
        by_proof,
        (
            decides("evidence", "what has to be shown, such as `receipt`", "photo"),
            decides("applies_to", "for which lines", CLOTHES, SHOES),
            decides(
                "for_reasons",
                "for which kinds of reason",
                *([x] for x in ReasonKind if x is not ReasonKind.REMORSE),
            ),
        ),
    ),
    Options(
        AcceptedConditions,
        UNOPENED,
        by_condition,
        (
            decides(
                "conditions",
                "in which conditions goods are taken back, in words of your own; `good`, which an "
                "inspection can find, always is",
                ["worn"],
                ["opened", "unopened"],
            ),
            decides("applies_to", "for which lines", CLOTHES, SHOES),
            decides(
                "for_reasons",
                "for which kinds of reason; never for one that can be the fault of the goods",
                ["late"],
                ["wrong_item"],
                refused=FAULTS,
            ),
            tells("by", "which source is cited where it stands in the way", PARAGRAPH),
        ),
    ),
    Options(
        WholeBundle,
        WholeBundle(),
        by_bundle,
        (
            decides(
                "otherwise",
                f"what becomes of units without the rest of their set: {members(Incomplete)}",
                Incomplete.REFUSE,
            ),
            decides("applies_to", "for which lines", CLOTHES, SHOES),
            decides(
                "for_reasons",
                "for which kinds of reason",
                *([x] for x in ReasonKind if x is not ReasonKind.REMORSE),
            ),
            tells("by", "which source is cited where it stands in the way", PARAGRAPH),
        ),
    ),
    Options(
        UnitsBack,
        UnitsBack(packs_of=2),
        by_units,
        (
            decides("least", "how many come back at least", 2, 3, base=UnitsBack(keeping=1)),
            decides("packs_of", "in packs of how many they come back", 3),
            decides("keeping", "how many stay at least, unless all comes back", 2, 3),
            decides(
                "otherwise",
                f"what becomes of other quantities: {members(Incomplete)}",
                Incomplete.REFUSE,
            ),
            decides("applies_to", "for which lines", CLOTHES, SHOES),
            decides(
                "for_reasons",
                "for which kinds of reason",
                *([x] for x in ReasonKind if x is not ReasonKind.REMORSE),
            ),
            tells("by", "which source is cited where it stands in the way", PARAGRAPH),
        ),
    ),
    Options(
        Returnless,
        Returnless(EUR("20.00")),
        by_price,
        (
            decides("up_to", "up to which price they stay", EUR("10.00"), EUR("100.00")),
            decides("per", f"of what the price is: {members(KeptFor)}", KeptFor.LINE),
            decides("applies_to", "for which lines", CLOTHES, SHOES, base=Returnless(EUR("99"))),
            decides(
                "for_reasons",
                "for which kinds of reason, any unless some are named",
                *([x] for x in ReasonKind),
            ),
        ),
    ),
    Options(
        ReturnerGuard,
        GUARD,
        by_guard,
        (
            decides("code", "what the decision gives as the reason", "regular"),
            decides("most_units", "up to how many units that came back nobody looks", 15),
            decides(
                "most_share",
                "up to which share of the units bought",
                Percent("74"),
                base=FIGURES,
            ),
            decides(
                "most_money",
                "up to how much money that went back",
                EUR("699.99"),
                base=FIGURES,
            ),
            decides("least_bought", "from how many units bought on", 21),
            decides(
                "for_reasons",
                "for which kinds of reason",
                *([x] for x in ReasonKind if x is not ReasonKind.REMORSE),
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
