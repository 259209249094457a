"""Germany: BGB §§ 187-193, 312g, 355-357a, as amended to 19 August 2026."""

import pytest

from postsales import LineKind, NoticeSent, SaleMade, Trait
from postsales.law import DutyState, Party
from tests.law.tables.given import NEVER, Sold, Where, holidays
from tests.law.tables.goods import FaultIsOld
from tests.law.tables.rows import Barred, Owed, Row, Since, Stands, Stood, Table, Until
from tests.law.tables.union import EVERYWHERE, duties, faults, periods

HOLIDAYS = holidays(
    *["2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-25"],
    *["2026-10-03", "2026-12-25", "2026-12-26", "2027-01-01"],
)
BAVARIA = holidays("2026-05-25", "2026-06-04")
LETTER = Sold("2026-03-02", "2026-03-03", letter="2026-03-09", notice="2026-03-12")

LONG_STOP: list[Row] = [
    Until(
        "12 months and 14 days end on a Sunday, and the other way of adding a day later",
        Sold("2025-02-03", "2025-02-08", informed=NEVER),
        "2026-02-24",
        legal="2026-02-23",
        nominal="2026-02-22",
    ),
    Until(
        "over a leap day: 12 months first, and then 14 days",
        Sold("2027-02-20", "2027-02-22", informed=NEVER),
        "2028-03-08",
        legal="2028-03-07",
    ),
    Until(
        "three ways of adding, and three days",
        Sold("2027-02-19", "2027-02-21", informed=NEVER),
        "2028-03-08",
        legal="2028-03-06",
        readings=("2028-03-07",),
    ),
    Until(
        "from a leap day: 12 months and 14 days end on a Saturday",
        Sold("2024-02-12", "2024-02-15", informed=NEVER),
        "2025-03-03",
        nominal="2025-03-01",
        readings=("2025-02-28",),
    ),
    Until(
        "over a leap day that is past",
        Sold("2023-02-18", "2023-02-20", informed=NEVER),
        "2024-03-06",
        legal="2024-03-05",
    ),
]
ONLY_HERE: list[Row] = [
    Barred("a bet online", Sold("2026-03-02", traits=[Trait.BETTING]), "betting"),
    Barred("agreed before a notary", Sold("2026-03-02", traits=[Trait.NOTARISED]), "notarised"),
    Barred(
        "a lottery ticket by mail",
        Sold("2026-03-02", traits=[Trait.BETTING], made=SaleMade.BY_MAIL),
        "betting",
    ),
]
BETS: list[Row] = [
    Stands(
        f"a bet {made}: the exception is not for it",
        Sold("2026-03-02", kind=LineKind.SERVICE, traits=[Trait.BETTING], made=made),
    )
    for made in (SaleMade.BY_PHONE, SaleMade.COLD_CALL, *periods.AWAY)
]
SENDING: list[Row] = [
    Owed(
        "the customer's time runs from sending the notice",
        "send_back",
        LETTER,
        "2026-03-23",
        by=Party.CONSUMER,
    ),
    Owed(
        "two letters: from the first",
        "send_back",
        Sold(
            "2026-03-02",
            ["2026-03-03", "2026-03-03"],
            notice="2026-03-12",
            besides={NoticeSent: ("2026-03-09", "2026-03-11")},
        ),
        "2026-03-23",
        by=Party.CONSUMER,
    ),
    Stood(
        "and is over then",
        "send_back",
        Sold(
            "2026-03-02",
            "2026-03-03",
            letter="2026-03-09",
            notice="2026-03-12",
            shipped="2026-03-24",
        ),
        DutyState.DONE_LATE,
    ),
]
RECEIVING: list[Row] = [
    Owed(
        "the trader's runs from receiving it",
        "refund",
        Sold(
            "2026-03-02",
            "2026-03-03",
            letter="2026-03-09",
            notice="2026-03-12",
            back="2026-03-13",
        ),
        "2026-03-26",
    ),
]
OLD_FAULTS: list[Row] = [
    *faults.old_faults("2022-05-28", "2023-05-28", ("2027-01-15", "2027-01-22")),
    FaultIsOld("a year", Sold("2026-01-12", "2026-01-15"), "2027-01-15"),
    FaultIsOld(
        "six months of an animal",
        Sold("2026-01-12", "2026-01-15", traits=[Trait.LIVE_ANIMAL]),
        "2026-07-15",
    ),
]
TABLE = Table(
    "DE",
    Where("Europe/Berlin", "EUR", HOLIDAYS),
    {
        **EVERYWHERE,
        "twelve months": periods.TWELVE_MONTHS,
        "12 months and 14 days": LONG_STOP,
        "delivery on a day off": duties.DELIVERED_AND_MOVED,
        "visits": periods.FOURTEEN_AFTER_VISITS,
        "bets and notaries": ONLY_HERE,
        "bets by phone and at home": BETS,
        "a notice that travels": SENDING,
        "a notice that came": RECEIVING,
        "faults that count as old": OLD_FAULTS,
        "since when": [Since("2022-05-28")],
        "holidays": [
            *periods.moved("Good Friday", "2026-03-20", "2026-04-03", "2026-04-07"),
            *periods.moved("Labour Day", "2026-04-17", "2026-05-01", "2026-05-04"),
            *periods.moved("Ascension", "2026-04-30", "2026-05-14", "2026-05-15"),
            *periods.moved("Christmas", "2026-12-11", "2026-12-25", "2026-12-28"),
            duties.late_delivery("Ascension", "2026-04-14", "2026-05-14", "2026-05-15"),
            *periods.moved("New Year", "2026-12-18", "2027-01-01", "2027-01-04"),
            *periods.moved("Corpus Christi", "2026-05-21", "2026-06-04", "2026-06-05", BAVARIA),
            Until(
                "Corpus Christi is worked in Berlin", Sold("2026-05-20", "2026-05-21"), "2026-06-04"
            ),
            Until("Christmas Eve is worked", Sold("2026-12-09", "2026-12-10"), "2026-12-24"),
        ],
    },
)


@pytest.mark.parametrize("about", TABLE.rows)
def test_the_law_of_germany(about: str) -> None:
    assert [*TABLE.failures(TABLE.place, about)] == []
