"""What holds in every state of the Union: rows from the text of Directive 2011/83/EU.

No day of these rows is a holiday in any of the states, or one of the days that some treat alike.
"""

from collections.abc import Iterable, Sequence

from attrs import evolve

from postsales import Holidays, LineKind, SaleMade, Trait
from postsales.law import DutyState, Party
from tests.law.tables.given import NEVER, Sold
from tests.law.tables.rows import (
    Barred,
    NoLaw,
    Outside,
    Owed,
    Row,
    Stands,
    Stood,
    Unknown,
    Unsure,
    Until,
)

BY_MAIL = [SaleMade.ONLINE, SaleMade.BY_PHONE, SaleMade.COLD_CALL, SaleMade.BY_MAIL]
AWAY = [SaleMade.INVITED_VISIT, SaleMade.HOME_VISIT, SaleMade.EXCURSION, SaleMade.AWAY]
UNASKED = [SaleMade.HOME_VISIT, SaleMade.EXCURSION]
KNOWN = {"acknowledged": True, "confirmed": False}
CONFIRMED = {"acknowledged": True, "confirmed": True}
NOT_KNOWN = {"acknowledged": False, "confirmed": False}

KINDS = [LineKind.GOODS, LineKind.SERVICE, LineKind.DIGITAL, LineKind.SUBSCRIPTION]

ORDINARY = Sold("2026-03-02", "2026-03-03")

LAST_DAYS: Sequence[Row] = [
    Until("an ordinary period", Sold("2026-03-01", "2026-03-02"), "2026-03-16"),
    Until("a Saturday", Sold("2026-02-02", "2026-02-07"), "2026-02-23", nominal="2026-02-21"),
    Until("a Sunday", Sold("2026-02-02", "2026-02-08"), "2026-02-23", nominal="2026-02-22"),
    Until("a Friday stays", Sold("2026-02-02", "2026-02-06"), "2026-02-20"),
    Until("a Monday stays", Sold("2026-02-02", "2026-02-09"), "2026-02-23"),
    Until("a leap day", Sold("2024-02-12", "2024-02-15"), "2024-02-29"),
    Until("over the end of a short month", Sold("2026-02-12", "2026-02-17"), "2026-03-03"),
    Until("over the end of a long one", Sold("2026-01-19", "2026-01-20"), "2026-02-03"),
    Until("over the night when clocks go on", Sold("2026-03-10", "2026-03-18"), "2026-04-01"),
    Until("over the night when they go back", Sold("2026-10-10", "2026-10-14"), "2026-10-28"),
    Unsure("without holidays", Sold("2026-03-01", "2026-03-02"), "2026-03-16"),
]
STARTS: Sequence[Row] = [
    Until(
        "three parcels: the last",
        Sold("2026-05-02", ["2026-05-04", "2026-05-07", "2026-05-12"]),
        "2026-05-26",
    ),
    Until(
        "one thing in two pieces: the last",
        Sold("2026-05-28", ["2026-06-01", "2026-06-15"], in_pieces=True),
        "2026-06-29",
    ),
    Until(
        "delivered month by month: the first",
        Sold(
            "2026-01-02",
            ["2026-01-12", "2026-02-12", "2026-03-12"],
            traits=[Trait.REGULAR_DELIVERY],
        ),
        "2026-01-26",
    ),
    Until(
        "left with a neighbour, and fetched on Thursday",
        Sold("2026-02-27", "2026-03-05"),
        "2026-03-19",
    ),
    Until(
        "left in a locker, and fetched on Friday", Sold("2026-02-27", "2026-03-06"), "2026-03-20"
    ),
    Stands(
        "a parcel is outstanding: open",
        Sold("2026-05-02", ["2026-05-04", "2026-05-07"], awaited=1),
        on="2026-06-30",
        is_open=True,
    ),
    Stands("nothing has come: open already", Sold("2026-03-01"), on="2026-03-03", is_open=True),
    Until("a service: the contract", Sold("2026-07-01", kind=LineKind.SERVICE), "2026-07-15"),
    Until(
        "a service that was done later: the contract",
        Sold("2026-07-01", "2026-07-09", kind=LineKind.SERVICE),
        "2026-07-15",
    ),
    Until("digital content: the contract", Sold("2026-08-07", kind=LineKind.DIGITAL), "2026-08-21"),
    Until(
        "a subscription, with a trial first: the contract",
        Sold("2026-02-03", kind=LineKind.SUBSCRIPTION),
        "2026-02-17",
    ),
    Until(
        "gas and water: the contract",
        Sold("2026-07-01", "2026-07-06", traits=[Trait.UTILITY]),
        "2026-07-15",
    ),
    Until(
        "and not the regular delivery of it",
        Sold("2026-07-01", "2026-07-06", traits=[Trait.UTILITY, Trait.REGULAR_DELIVERY]),
        "2026-07-15",
    ),
]

LONG_AGO = "2025-03-03"
"""The contract of goods that came on Tuesday, 4 March 2025."""


def told(*days: str) -> Sold:
    """Goods of Tuesday, 4 March 2025, and the days on which the customer was informed."""
    return Sold(LONG_AGO, "2025-03-04", informed=days)


INFORMED: Sequence[Row] = [
    Until("informed on the day of the goods", told("2025-03-04"), "2025-03-18"),
    Until("a day late", told("2025-03-05"), "2025-03-19"),
    Until("before the ordinary end", told("2025-03-17"), "2025-03-31"),
    Until("in the sixth month", told("2025-08-11"), "2025-08-25"),
    Until("twice: the first counts", told("2025-05-06", "2025-08-11"), "2025-05-20"),
    Until("two days before the year is over", told("2026-03-02"), "2026-03-16"),
    Until("on the last day of the year", told("2026-03-04"), "2026-03-18"),
    Until("after everything", told("2026-03-20"), "2026-03-18"),
    Until("never", told(NEVER), "2026-03-18"),
    Stands("never, and nothing has come", Sold(LONG_AGO, informed=NEVER), on="2026-06-30"),
    Until(
        "a service without information",
        Sold("2025-03-04", kind=LineKind.SERVICE, informed=NEVER),
        "2026-03-18",
    ),
]
INFORMED_AND_MOVED: Sequence[Row] = [
    Until("to a Saturday", told("2025-08-23"), "2025-09-08", nominal="2025-09-06"),
]
INFORMED_BEFORE_THE_GOODS: Sequence[Row] = [
    Until(
        "late, and still before the goods",
        Sold("2026-04-01", "2026-04-21", informed="2026-04-07"),
        "2026-05-05",
    ),
]
TWELVE_MONTHS: Sequence[Row] = [
    Until("a day after the year", told("2026-03-05"), "2026-03-18"),
    Until(
        "on the last day of the year, which ends earlier than never",
        Sold("2025-02-03", "2025-02-08", informed="2026-02-08"),
        "2026-02-23",
        nominal="2026-02-22",
    ),
]
WHILE_IT_RUNS: Sequence[Row] = [
    Until("a day after the year", told("2026-03-05"), "2026-03-19"),
    Until("on the last day of all", told("2026-03-18"), "2026-04-01"),
    Until("a day later", told("2026-03-19"), "2026-03-18"),
]
LONG_STOP: Sequence[Row] = [
    Until(
        "never, and the first end had moved from a Saturday to a Monday",
        Sold("2025-02-03", "2025-02-08", informed=NEVER),
        "2026-02-24",
        nominal="2026-02-22",
        readings=("2026-02-23",),
    ),
    Until(
        "never, over a leap day",
        Sold("2027-02-20", "2027-02-22", informed=NEVER),
        "2028-03-08",
    ),
    Until(
        "never, from a leap day",
        Sold("2024-02-12", "2024-02-15", informed=NEVER),
        "2025-02-28",
    ),
]


def _sold(**facts: object) -> Sold:
    return Sold("2026-03-02", "2026-03-03", **facts)  # type: ignore[arg-type]


def _done(**facts: object) -> Sold:
    return _sold(kind=LineKind.SERVICE, **facts)


def _begun(**facts: object) -> Sold:
    return _sold(kind=LineKind.DIGITAL, **facts)


SERVICES: Sequence[Row] = [
    Barred("done, knowing what is lost", _done(early=KNOWN), "service_performed"),
    Stands("done without being asked to", _done()),
    Stands("done as asked, not knowing what is lost", _done(early=NOT_KNOWN)),
    Stands("done, and never informed", _done(informed=NEVER)),
    Stands(
        "begun and not finished",
        Sold("2026-03-02", kind=LineKind.SERVICE, early=KNOWN),
    ),
    Stands(
        "half of it is done",
        Sold(
            "2026-03-02",
            "2026-03-03",
            kind=LineKind.SERVICE,
            awaited=1,
            in_pieces=True,
            early=KNOWN,
        ),
    ),
    Stands("goods that came early at the customer's wish", _sold(early=CONFIRMED)),
]
DIGITAL: Sequence[Row] = [
    Barred(
        "begun with consent, knowledge and confirmation",
        _begun(early=CONFIRMED),
        "digital_content_started",
    ),
    Stands(
        "not begun, with all of that", Sold("2026-03-02", kind=LineKind.DIGITAL, early=CONFIRMED)
    ),
    Stands("not begun, and free", Sold("2026-03-02", kind=LineKind.DIGITAL, price="0")),
    Stands("begun without consent", _begun()),
    Stands(
        "begun, and not known what is lost",
        _begun(early={"acknowledged": False, "confirmed": True}),
    ),
]
FREE_SERVICE: Sequence[Row] = [
    Barred("done for nothing", _done(price="0"), "service_performed"),
]
FREE_CONTENT: Sequence[Row] = [
    Barred("begun, and paid with data alone", _begun(price="0"), "digital_content_started"),
]
FREE_AND_ASKED_FOR: Sequence[Row] = [
    Barred("done for nothing, as asked", _done(price="0", early=KNOWN), "service_performed"),
    Stands("done for nothing, not knowing what is lost", _done(price="0", early=NOT_KNOWN)),
    Barred(
        "begun for nothing, as asked",
        _begun(price="0", early=CONFIRMED),
        "digital_content_started",
    ),
    Stands("begun for nothing, and not confirmed", _begun(price="0", early=KNOWN)),
    Stands(
        "begun for nothing, not knowing what is lost",
        _begun(price="0", early={"acknowledged": False, "confirmed": True}),
    ),
]
FREE_AND_NOT_EXCEPTED: Sequence[Row] = [
    Stands("done for nothing", _done(price="0")),
    Stands("begun, and paid with data alone", _begun(price="0")),
]
DIGITAL_IN_PARTS: Sequence[Row] = [
    Barred(
        "one episode of two was watched",
        Sold(
            "2026-03-02",
            "2026-03-03",
            kind=LineKind.DIGITAL,
            awaited=1,
            in_pieces=True,
            early=CONFIRMED,
        ),
        "digital_content_started",
    ),
]
DIGITAL_UNCONFIRMED: Sequence[Row] = [
    Stands("begun without confirmation", _begun(early=KNOWN)),
]
GOODS: Sequence[Row] = [
    Barred(
        "the price goes with a market", _sold(traits=[Trait.PRICE_FLUCTUATES]), "price_fluctuates"
    ),
    Barred("made for the customer", _sold(traits=[Trait.MADE_TO_ORDER]), "made_to_order"),
    Barred(
        "made for the customer, not begun yet",
        Sold("2026-03-02", traits=[Trait.MADE_TO_ORDER]),
        "made_to_order",
    ),
    Barred("spoils soon", _sold(traits=[Trait.PERISHABLE]), "perishable"),
    Barred(
        "a cream, opened",
        _sold(traits=[Trait.SEALED_HYGIENE], unsealed="2026-03-04"),
        "hygiene_unsealed",
    ),
    Stands("a cream, still sealed", _sold(traits=[Trait.SEALED_HYGIENE])),
    Stands("a mattress without its film", _sold(unsealed="2026-03-04")),
    Barred(
        "heating oil in the tank", _sold(traits=[Trait.MIXED_ONCE_DELIVERED]), "mixed_inseparably"
    ),
    Stands("heating oil on its way", Sold("2026-03-02", traits=[Trait.MIXED_ONCE_DELIVERED])),
    Barred("wine for later", _sold(traits=[Trait.ALCOHOL_FUTURES]), "alcohol_futures"),
    Barred(
        "an urgent repair",
        _sold(traits=[Trait.URGENT_REPAIR], kind=LineKind.SERVICE, made=SaleMade.INVITED_VISIT),
        "urgent_repair",
    ),
    Stands("something else at that visit", _sold(made=SaleMade.INVITED_VISIT)),
    Barred(
        "software, opened",
        _sold(traits=[Trait.SEALED_MEDIA], unsealed="2026-03-04"),
        "media_unsealed",
    ),
    Stands("software, still sealed", _sold(traits=[Trait.SEALED_MEDIA])),
    Barred("a magazine", _sold(traits=[Trait.PERIODICAL]), "single_periodical"),
    Stands(
        "a magazine by subscription",
        Sold("2026-03-02", kind=LineKind.SUBSCRIPTION, traits=[Trait.PERIODICAL]),
    ),
    Barred("at an auction in a hall", _sold(traits=[Trait.AUCTIONED]), "auctioned"),
    Stands("at an auction online", _sold(made=SaleMade.ONLINE)),
    Barred(
        "a night in a hotel",
        Sold("2026-03-02", kind=LineKind.SERVICE, traits=[Trait.DATED_LEISURE]),
        "dated_leisure",
    ),
    Stands("a year in a gym", Sold("2026-03-02", kind=LineKind.SERVICE)),
    Stands("a sofa put together from the options of a list", _sold()),
    Stands("a comb that never was sealed, and is used", _sold()),
    Stands("wine at a fixed price, for next month", _sold()),
    Stands("used goods", _sold(traits=[Trait.SECOND_HAND])),
    Stands("final sale is the shop's own word", _sold(traits=[Trait.FINAL_SALE])),
    Stands("bulky", _sold(traits=[Trait.OVERSIZED, Trait.HAZARDOUS])),
]


def _two(trait: Trait, **facts: object) -> Sold:
    return Sold(
        "2026-03-02",
        ["2026-03-03", "2026-03-03"],
        in_pieces=True,
        traits=[trait],
        **facts,  # type: ignore[arg-type]
    )


PARTS_OF_GOODS: Sequence[Row] = [
    Unknown(
        "half of the heating oil is in the tank, and nobody said of which it is asked",
        Sold(
            "2026-03-02",
            "2026-03-03",
            awaited=1,
            in_pieces=True,
            traits=[Trait.MIXED_ONCE_DELIVERED],
        ),
    ),
    Unknown(
        "one cream of two was opened, and nobody said which",
        _two(Trait.SEALED_HYGIENE, unsealed="2026-03-04", opened=1),
    ),
    Unknown(
        "one film of two was opened, and nobody said which",
        _two(Trait.SEALED_MEDIA, unsealed="2026-03-04", opened=1),
    ),
    Barred(
        "both creams were opened",
        _two(Trait.SEALED_HYGIENE, unsealed="2026-03-04"),
        "hygiene_unsealed",
    ),
]
SCOPE: Sequence[Row] = [
    *(Stands(f"sold {x}", Sold("2026-03-02", "2026-03-03", made=x)) for x in (*BY_MAIL, *AWAY)),
    Outside("a gift card", _sold(kind=LineKind.GIFT_CARD)),
    NoLaw("before the Directive", Sold("2013-03-04", "2013-03-05")),
]
IN_SHOP: Sequence[Row] = [
    Outside("sold in the shop", Sold("2026-03-02", "2026-03-03", made=SaleMade.IN_SHOP)),
    Outside(
        "sold in the shop, made to order",
        _sold(made=SaleMade.IN_SHOP, traits=[Trait.MADE_TO_ORDER]),
    ),
]


def moved(
    case: str, day: str, nominal: str, last: str, holidays: Holidays | None = None
) -> Sequence[Row]:
    """Two weeks after a day nobody works: for what came, was announced and was back on that day."""
    came = Sold(day, day)
    back = evolve(came, notice=(day,), back=(day,))
    return [
        Until(case, came, last, nominal=nominal, holidays=holidays),
        Owed(
            f"{case}: sending back",
            "send_back",
            evolve(came, notice=(day,)),
            last,
            safe=last,
            nominal=nominal,
            by=Party.CONSUMER,
            holidays=holidays,
        ),
        Owed(f"{case}: a refund", "refund", back, last, safe=nominal, holidays=holidays),
    ]


def late_delivery(case: str, sold: str, nominal: str, last: str) -> Row:
    """30 days after a sale nobody works."""
    return Owed(f"{case}: a delivery", "deliver", Sold(sold), last, safe=nominal)


def days(length: str, ways: Iterable[SaleMade], last: str) -> Sequence[Row]:
    """What was sold in these ways on 2 May and came on 5 May 2026 can be withdrawn until a day."""
    return [
        Until(f"{length} after a sale {x}", Sold("2026-05-02", "2026-05-05", made=x), last)
        for x in ways
    ]


FOURTEEN = days("14 days", [*BY_MAIL, SaleMade.INVITED_VISIT, SaleMade.AWAY], "2026-05-19")
FOURTEEN_AFTER_VISITS = days("14 days", UNASKED, "2026-05-19")
THIRTY_AFTER_VISITS: Sequence[Row] = [
    row
    for made in UNASKED
    for row in (
        Until(
            f"30 days after a sale {made}",
            Sold("2026-05-02", "2026-05-06", made=made),
            "2026-06-05",
        ),
        Until(
            f"a service, {made}: 30 days after the contract",
            Sold("2026-05-06", kind=LineKind.SERVICE, made=made),
            "2026-06-05",
        ),
        Until(
            f"to a Saturday, {made}",
            Sold("2026-06-16", "2026-06-18", made=made),
            "2026-07-20",
            nominal="2026-07-18",
        ),
        Until(
            f"informed late, {made}: 30 days again",
            Sold("2026-01-10", "2026-01-12", made=made, informed="2026-03-02"),
            "2026-04-01",
        ),
        Until(
            f"never informed, {made}: 12 months after 30 days",
            Sold("2025-03-01", "2025-03-10", made=made, informed=NEVER),
            "2026-04-09",
        ),
    )
]
EXCEPTIONS_AFTER_VISITS: Sequence[Row] = [
    Barred(
        f"made for the customer, {made}",
        Sold("2026-03-02", "2026-03-03", made=made, traits=[Trait.MADE_TO_ORDER]),
        "made_to_order",
    )
    for made in UNASKED
]

AT_MOST_50: Sequence[Row] = [
    Outside(f"50 euros, {made}", Sold("2026-03-02", made=made, price="50.00")) for made in AWAY
]
MORE_THAN_50: Sequence[Row] = [
    *(
        Stands(f"50.01 euros, {made}", Sold("2026-03-02", made=made, price="50.01"))
        for made in AWAY
    ),
    *(
        Stands(f"50 euros, {made}", Sold("2026-03-02", made=made, price="50.00"))
        for made in BY_MAIL
    ),
]


def _visited(made: SaleMade, **facts: object) -> Sold:
    """Something that came the day after such a sale."""
    return Sold("2026-03-02", "2026-03-03", made=made, **facts)  # type: ignore[arg-type]


LIFTED: Sequence[Row] = [
    row
    for made in UNASKED
    for row in (
        Stands(
            f"a service that was done, {made}",
            _visited(made, kind=LineKind.SERVICE, early=KNOWN),
        ),
        Stands(f"a price of a market, {made}", _visited(made, traits=[Trait.PRICE_FLUCTUATES])),
        Stands(f"made for the customer, {made}", _visited(made, traits=[Trait.MADE_TO_ORDER])),
        Stands(
            f"a cream, opened, {made}",
            _visited(made, traits=[Trait.SEALED_HYGIENE], unsealed="2026-03-04"),
        ),
        Barred(f"fruit, {made}", _visited(made, traits=[Trait.PERISHABLE]), "perishable"),
        Barred(
            f"a film, opened, {made}",
            _visited(made, traits=[Trait.SEALED_MEDIA], unsealed="2026-03-04"),
            "media_unsealed",
        ),
        Barred(
            f"a film, begun, {made}",
            _visited(made, kind=LineKind.DIGITAL, early=CONFIRMED),
            "digital_content_started",
        ),
    )
]
NOT_LIFTED: Sequence[Row] = [
    Barred(f"made for the customer, {made}", _visited(made, traits=[Trait.MADE_TO_ORDER]), code)
    for made in (SaleMade.INVITED_VISIT, SaleMade.AWAY, SaleMade.COLD_CALL)
    for code in ["made_to_order"]
]


def asked(*notice: str, **facts: object) -> Sold:
    """Goods of 3 March 2026 that the customer withdrew from on a day."""
    return Sold("2026-03-02", "2026-03-03", notice=notice, **facts)  # type: ignore[arg-type]


TWO_NOTICES = Sold(
    "2026-03-02",
    ["2026-03-03", "2026-03-03"],
    notice=["2026-03-10", "2026-03-12"],
)
SENT_BACK: Sequence[Row] = [
    Owed("two notices: the first", "send_back", TWO_NOTICES, "2026-03-24", by=Party.CONSUMER),
    Owed(
        "within 14 days of the notice",
        "send_back",
        asked("2026-03-10"),
        "2026-03-24",
        by=Party.CONSUMER,
    ),
    Stood("nobody withdrew", "send_back", ORDINARY, DutyState.NOT_STARTED),
    Stood(
        "handed in on the last day, and it came later",
        "send_back",
        asked("2026-03-10", shipped="2026-03-24", back="2026-03-27"),
        DutyState.DONE,
        on="2026-03-25",
    ),
    Stood(
        "handed in a day late",
        "send_back",
        asked("2026-03-10", shipped="2026-03-25"),
        DutyState.DONE_LATE,
    ),
    Stood(
        "it came back, and nobody said when it left",
        "send_back",
        asked("2026-03-10", back="2026-03-24"),
        DutyState.DONE,
    ),
]
SENT_BACK_AND_MOVED: Sequence[Row] = [
    Owed(
        "to a Saturday",
        "send_back",
        asked("2026-03-14"),
        "2026-03-30",
        safe="2026-03-30",
        nominal="2026-03-28",
        by=Party.CONSUMER,
    ),
]
DELIVERED: Sequence[Row] = [
    Owed("within 30 days", "deliver", Sold("2026-02-02"), "2026-03-04"),
    Stood(
        "on the last day",
        "deliver",
        Sold("2026-02-02", "2026-03-04"),
        DutyState.DONE,
    ),
    Stood("a day late", "deliver", Sold("2026-02-02", "2026-03-05"), DutyState.DONE_LATE),
]
DELIVERED_AND_MOVED: Sequence[Row] = [
    Owed(
        "to a Sunday: planned for it, late after Monday",
        "deliver",
        Sold("2026-01-30"),
        "2026-03-02",
        safe="2026-03-01",
    ),
    Owed("to a Saturday", "deliver", Sold("2026-01-29"), "2026-03-02", safe="2026-02-28"),
]
REFUNDED: Sequence[Row] = [
    Owed(
        "two notices: the first",
        "refund",
        evolve(TWO_NOTICES, back=["2026-03-13", "2026-03-14"]),
        "2026-03-24",
    ),
    Owed(
        "the goods were back before: 14 days",
        "refund",
        asked("2026-03-10", back="2026-03-12"),
        "2026-03-24",
    ),
    Owed(
        "the goods came after them: that day",
        "refund",
        asked("2026-03-17", back="2026-04-08"),
        "2026-04-08",
    ),
    Owed(
        "a Saturday: planned for it, late after Monday",
        "refund",
        asked("2026-03-14", back="2026-03-16"),
        "2026-03-30",
        safe="2026-03-28",
    ),
    Stood(
        "the goods are with the customer: not yet",
        "refund",
        asked("2026-03-10"),
        DutyState.NOT_STARTED,
        on="2026-05-05",
    ),
    Stood(
        "paid on the last day",
        "refund",
        asked("2026-03-10", back="2026-03-12", refunded="2026-03-24"),
        DutyState.DONE,
    ),
    Stood(
        "paid a day late",
        "refund",
        asked("2026-03-10", back="2026-03-12", refunded="2026-03-25"),
        DutyState.DONE_LATE,
    ),
    Owed(
        "two parcels came back: the last",
        "refund",
        Sold(
            "2026-03-02",
            ["2026-03-03", "2026-03-04"],
            notice="2026-03-10",
            back=["2026-03-25", "2026-04-08"],
        ),
        "2026-04-08",
    ),
]
SENT_OFF: Sequence[Row] = [
    Owed(
        "two parcels left after the 14 days: the last",
        "refund",
        Sold(
            "2026-03-02",
            ["2026-03-03", "2026-03-04"],
            notice="2026-03-10",
            shipped=["2026-03-25", "2026-03-27"],
        ),
        "2026-03-27",
    ),
    Owed(
        "it was known before that they had left: 14 days",
        "refund",
        asked("2026-03-17", shipped="2026-03-20", back="2026-04-08"),
        "2026-03-31",
    ),
]
NOTHING_TO_SEND: Sequence[Row] = [
    Owed(
        "a service: 14 days",
        "refund",
        Sold("2026-03-02", kind=LineKind.SERVICE, notice="2026-03-10"),
        "2026-03-24",
    ),
    Owed(
        "goods that had not left: 14 days",
        "refund",
        Sold("2026-03-02", notice="2026-03-10"),
        "2026-03-24",
    ),
]

EVERYWHERE = {
    "the last day": LAST_DAYS,
    "what starts it": STARTS,
    "late information": [*INFORMED, *INFORMED_AND_MOVED, *INFORMED_BEFORE_THE_GOODS],
    "what costs nothing": [*FREE_SERVICE, *FREE_CONTENT],
    "services": SERVICES,
    "digital content": [*DIGITAL, *DIGITAL_IN_PARTS, *DIGITAL_UNCONFIRMED],
    "exceptions of goods": [*GOODS, *PARTS_OF_GOODS],
    "what it is about": [*SCOPE, *FOURTEEN],
    "sold in a shop": IN_SHOP,
    "delivery": DELIVERED,
    "sending back": [*SENT_BACK, *SENT_BACK_AND_MOVED],
    "refunds": REFUNDED,
    "goods on their way back": SENT_OFF,
    "nothing to send back": NOTHING_TO_SEND,
}
