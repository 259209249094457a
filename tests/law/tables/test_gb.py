"""Great Britain: the regulations of 2013 (SI 2013/3134) and the Consumer Rights Act 2015.

Nothing moves to a working day in either of them.
"""

import pytest

from postsales import (
    LineKind,
    RefundAgreed,
    Trait,
)
from postsales.law import DutyState, Party
from tests.law.tables.faulty_gb import FAULTS, REJECTED
from tests.law.tables.given import NEVER, Sold, Where, holidays
from tests.law.tables.rows import (
    NOTHING_KNOWN,
    NoLaw,
    NoRight,
    NotOwed,
    Outside,
    Owed,
    Row,
    Since,
    Stands,
    Stood,
    Table,
    Until,
)
from tests.law.tables.sums import DebtPaidLate
from tests.law.tables.union import besides, duties, exceptions, periods

HOLIDAYS = holidays(
    *["2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31"],
    *["2026-12-25", "2026-12-28", "2027-01-01", "2025-08-25"],
)
LAST_DAYS: list[Row] = [
    Until("an ordinary period", Sold("2026-03-01", "2026-03-02"), "2026-03-16"),
    Until("a Saturday stays", Sold("2026-02-02", "2026-02-07"), "2026-02-21"),
    Until("a Sunday stays", Sold("2026-02-02", "2026-02-08"), "2026-02-22"),
    Until("so does Christmas", Sold("2026-12-10", "2026-12-11"), "2026-12-25"),
    Until(
        "a service, agreed on Easter Monday",
        Sold("2026-04-06", kind=LineKind.SERVICE),
        "2026-04-20",
    ),
    Until("two parcels", Sold("2026-05-02", ["2026-05-04", "2026-05-12"]), "2026-05-26"),
    Until("a leap day", Sold("2024-02-12", "2024-02-15"), "2024-02-29"),
    Until("over the night when clocks go on", Sold("2026-03-10", "2026-03-18"), "2026-04-01"),
    Until("on the day after that night", Sold("2026-03-10", "2026-03-15"), "2026-03-29"),
    Until("on the day when clocks go back", Sold("2026-10-10", "2026-10-11"), "2026-10-25"),
    Until(
        "without holidays",
        Sold("2026-12-10", "2026-12-11"),
        "2026-12-25",
        holidays=NOTHING_KNOWN,
    ),
]
INFORMED: list[Row] = [
    Until("to a Saturday", periods.told("2025-08-23"), "2025-09-06"),
    Until(
        "to a bank holiday",
        Sold("2025-03-01", "2025-03-03", informed="2025-08-11"),
        "2025-08-25",
    ),
    Until(
        "never: twelve months after the 14 days",
        Sold("2025-03-01", "2025-03-03", informed=NEVER),
        "2026-03-17",
    ),
    Until("a day after the year", periods.told("2026-03-05"), "2026-03-18"),
    Until("never, to a Sunday", Sold("2025-02-03", "2025-02-08", informed=NEVER), "2026-02-22"),
    Until(
        "on the last day of the year, and over a leap day",
        Sold("2023-02-18", "2023-02-20", informed="2024-02-20"),
        "2024-03-05",
    ),
    Until(
        "a day after that",
        Sold("2023-02-18", "2023-02-20", informed="2024-02-21"),
        "2024-03-06",
    ),
    Until(
        "never, over a leap day",
        Sold("2023-02-18", "2023-02-20", informed=NEVER),
        "2024-03-06",
    ),
]
SMALL: list[Row] = [
    row
    for made in periods.AWAY
    for row in (
        Outside(f"42 pounds, {made}", Sold("2026-03-02", made=made, price="42.00")),
        Stands(f"a penny more, {made}", Sold("2026-03-02", made=made, price="42.01")),
    )
]
SCOPE: list[Row] = [
    *SMALL,
    *(
        Stands(f"42 pounds, {x}", Sold("2026-03-02", made=x, price="42.00"))
        for x in periods.BY_MAIL
    ),
    Since("2014-06-13"),
    Since("2015-10-01", "reject"),
    Until("the first day of the right to reject", Sold("2015-10-01", "2015-10-05"), "2015-10-19"),
    NoLaw("the day before the regulations", Sold("2014-06-12", "2014-06-16")),
]
BEFORE_2015: list[Row] = [
    Until("the first day of the regulations", Sold("2014-06-13", "2014-06-16"), "2014-06-30"),
    Until("the last without rejecting", Sold("2015-09-30", "2015-10-05"), "2015-10-19"),
]
ONLY_HERE: list[Row] = [
    NoRight(
        "digital content, begun and not confirmed",
        Sold("2026-03-02", "2026-03-03", kind=LineKind.DIGITAL, early=exceptions.KNOWN),
    ),
    Stands(
        "digital content for nothing, begun without consent",
        Sold("2026-03-02", "2026-03-03", kind=LineKind.DIGITAL, price="0"),
    ),
    Stands(
        "gas at a price of a market",
        Sold("2026-03-02", traits=[Trait.UTILITY, Trait.PRICE_FLUCTUATES], kind=LineKind.SERVICE),
    ),
    Stands(
        "gas is never used up",
        Sold(
            "2026-03-02",
            "2026-03-03",
            traits=[Trait.UTILITY],
            kind=LineKind.SERVICE,
            early=exceptions.KNOWN,
        ),
    ),
    NoRight("a bet is no such contract", Sold("2026-03-02", traits=[Trait.BETTING])),
]


CAME_TWICE = ["2026-03-03", "2026-03-04"]


def returned(notice: str, **facts: object) -> Sold:
    """Goods of 3 March 2026, and what happened to them."""
    return Sold("2026-03-02", "2026-03-03", notice=notice, **facts)  # type: ignore[arg-type]


DUTIES: list[Row] = [
    Owed("delivery within 30 days", "deliver", Sold("2026-02-02"), "2026-03-04"),
    Owed("to a Sunday", "deliver", Sold("2026-01-30"), "2026-03-01"),
    Stood("on the last day", "deliver", Sold("2026-02-02", "2026-03-04"), DutyState.DONE),
    Stood("a day late", "deliver", Sold("2026-02-02", "2026-03-05"), DutyState.DONE_LATE),
    NotOwed("a service is not delivered", "deliver", Sold("2026-02-02", kind=LineKind.SERVICE)),
    *duties.SENT_BACK,
    *duties.TOO_LATE,
    Owed("on a Sunday", "send_back", returned("2026-03-15"), "2026-03-29", by=Party.CONSUMER),
    Owed(
        "a refund: 14 days after the goods",
        "refund",
        returned("2026-03-17", back="2026-04-08"),
        "2026-04-22",
    ),
    Owed("the day after", "refund", returned("2026-03-17", back="2026-03-18"), "2026-04-01"),
    Owed(
        "a service: 14 days after the notice",
        "refund",
        Sold("2026-03-05", kind=LineKind.SERVICE, notice="2026-03-17"),
        "2026-03-31",
    ),
    Stood(
        "the goods are with the customer",
        "refund",
        returned("2026-03-17"),
        DutyState.NOT_STARTED,
        on="2026-05-05",
    ),
    Owed(
        "digital content, too",
        "refund",
        Sold("2026-03-05", "2026-03-05", kind=LineKind.DIGITAL, notice="2026-03-17"),
        "2026-03-31",
    ),
    Owed(
        "and gas, which does not come back",
        "refund",
        Sold("2026-03-05", "2026-03-05", traits=[Trait.UTILITY], notice="2026-03-17"),
        "2026-03-31",
    ),
    Owed(
        "and goods that had not left",
        "refund",
        Sold("2026-03-02", notice="2026-03-17"),
        "2026-03-31",
    ),
    Stood(
        "goods on their way to the customer: not yet",
        "refund",
        Sold("2026-03-02", awaited=1, left="2026-03-03", notice="2026-03-17"),
        DutyState.NOT_STARTED,
        on="2026-05-05",
    ),
    Stood(
        "one piece of two is on its way: not yet",
        "refund",
        Sold("2026-03-02", awaited=2, in_pieces=True, left="2026-03-03", notice="2026-03-17"),
        DutyState.NOT_STARTED,
        on="2026-05-05",
    ),
    Stood(
        "one parcel of two came: not yet",
        "refund",
        Sold("2026-03-02", "2026-03-03", awaited=1, in_pieces=True, notice="2026-03-17"),
        DutyState.NOT_STARTED,
        on="2026-05-05",
    ),
    Owed(
        "two parcels came back: after the last",
        "refund",
        Sold("2026-03-02", CAME_TWICE, notice="2026-03-10", back=["2026-03-16", "2026-03-18"]),
        "2026-04-01",
    ),
    Owed(
        "two parcels left: after the last",
        "refund",
        Sold("2026-03-02", CAME_TWICE, notice="2026-03-10", shipped=["2026-03-16", "2026-03-18"]),
        "2026-04-01",
    ),
    Owed(
        "two notices about services: after the first",
        "refund",
        Sold("2026-03-02", CAME_TWICE, kind=LineKind.SERVICE, notice=["2026-03-10", "2026-03-12"]),
        "2026-03-24",
    ),
    Owed(
        "a service, closed by the shop and announced once more: after the first notice",
        "refund",
        Sold("2026-03-05", kind=LineKind.SERVICE, notice="2026-03-17", again="2026-03-20"),
        "2026-03-31",
    ),
    Stood(
        "paid on the last day",
        "refund",
        returned("2026-03-17", back="2026-04-08", refunded="2026-04-22"),
        DutyState.DONE,
    ),
    Stood(
        "paid a day late",
        "refund",
        returned("2026-03-17", back="2026-04-08", refunded="2026-04-23"),
        DutyState.DONE_LATE,
    ),
    Owed(
        "a refund after a rejection: the day it was agreed is the first",
        "refund_rejected",
        Sold("2026-06-01", "2026-06-03", besides={RefundAgreed: "2026-06-22"}),
        "2026-07-05",
    ),
    Owed(
        "and agreed once more: the first counts",
        "refund_rejected",
        Sold("2026-06-01", CAME_TWICE, besides={RefundAgreed: ("2026-06-22", "2026-06-24")}),
        "2026-07-05",
    ),
    Stood(
        "and paid on the last day",
        "refund_rejected",
        Sold(
            "2026-06-01", "2026-06-03", besides={RefundAgreed: "2026-06-22"}, refunded="2026-07-05"
        ),
        DutyState.DONE,
    ),
    NotOwed(
        "a service is not rejected under these sections",
        "refund_rejected",
        Sold(
            "2026-06-01", "2026-06-03", kind=LineKind.SERVICE, besides={RefundAgreed: "2026-06-22"}
        ),
    ),
]
SENT_OFF: list[Row] = [
    Owed(
        "or after the proof that they left, to Good Friday",
        "refund",
        returned("2026-03-17", shipped="2026-03-20", back="2026-04-08"),
        "2026-04-03",
    ),
]
DEBTS: list[Row] = [
    DebtPaidLate("below a thousand", "999.99", "40"),
    DebtPaidLate("a thousand", "1000", "70"),
    DebtPaidLate("below ten thousand", "9999.99", "70"),
    DebtPaidLate("ten thousand", "10000", "100"),
]
TABLE = Table(
    "GB",
    Where("Europe/London", "GBP", HOLIDAYS),
    {
        "the last day": LAST_DAYS,
        "what starts it": periods.STARTS,
        "late information": [*periods.INFORMED, *INFORMED],
        "services": exceptions.SERVICES,
        "digital content": [*exceptions.DIGITAL, *exceptions.DIGITAL_IN_PARTS],
        "exceptions of goods": [*exceptions.GOODS, *exceptions.PARTS_OF_GOODS],
        "what it is about": [*exceptions.SCOPE, *periods.FOURTEEN, *SCOPE],
        "sold in a shop": exceptions.IN_SHOP,
        "visits": periods.FOURTEEN_AFTER_VISITS,
        "before there was a right to reject": BEFORE_2015,
        "what is so here alone": ONLY_HERE,
        "rejecting": REJECTED,
        "duties": DUTIES,
        "goods on their way back": SENT_OFF,
        "money": besides.MONEY,
        "goods that do not come": besides.LATE_GOODS,
        "notices in the mail": besides.IN_THE_MAIL,
        "goods without a word": besides.without_a_word("they say nothing"),
        "faulty goods": FAULTS,
        "debts between businesses": DEBTS,
    },
)


@pytest.mark.parametrize("about", TABLE.rows)
def test_the_law_of_great_britain(about: str) -> None:
    assert [*TABLE.failures(TABLE.place, about)] == []
