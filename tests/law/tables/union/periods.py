"""Until when: rows from Articles 9 and 10 of Directive 2011/83/EU, for all states.

No day of these rows is a holiday in any of the states, or one of the days that some treat alike.
"""

from collections.abc import Iterable, Sequence

from attrs import evolve

from postsales import Holidays, LineKind, SaleMade, Trait
from postsales.law import Party
from tests.law.tables.given import NEVER, Sold
from tests.law.tables.rows import (
    Owed,
    Row,
    Stands,
    Unsure,
    Until,
)

BY_MAIL = [SaleMade.ONLINE, SaleMade.BY_PHONE, SaleMade.COLD_CALL, SaleMade.BY_MAIL]
AWAY = [SaleMade.INVITED_VISIT, SaleMade.HOME_VISIT, SaleMade.EXCURSION, SaleMade.AWAY]
UNASKED = [SaleMade.HOME_VISIT, SaleMade.EXCURSION]
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
        Sold("2026-02-02", kind=LineKind.SUBSCRIPTION),
        "2026-02-16",
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
