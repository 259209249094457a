"""Great Britain: the regulations of 2013 (SI 2013/3134) and the Consumer Rights Act 2015.

Nothing moves to a working day in either of them.
"""

import pytest
from attrs import evolve

from postsales import (
    Installed,
    LineKind,
    NoticeForm,
    RefundAgreed,
    RepairAsked,
    RepairEnded,
    SaleMade,
    ShippingRefund,
    Trait,
    Verdict,
)
from postsales.law import DutyState, Party
from tests.law.tables.given import NEVER, Sold, Where, holidays
from tests.law.tables.goods import FaultIsOld, NoFaultRule, RejectedAtLast
from tests.law.tables.notices import Noticed
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
from tests.law.tables.sums import DebtPaidLate, GoesBack, HandledGoods
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


def reject(case: str, sold: Sold, last: str) -> Until:
    """Until when faulty goods can be rejected at once."""
    return Until(case, sold, last, right="reject")


def repaired(asked: str, ended: str) -> Sold:
    """Goods of 1 May 2026 that were repaired, or replaced."""
    return Sold("2026-04-28", "2026-05-01", besides={RepairAsked: asked, RepairEnded: ended})


TWO_PARCELS = Sold("2026-04-28", ["2026-05-01", "2026-05-08"])
TWO_BOILERS = Sold(
    "2026-04-28",
    ["2026-05-01", "2026-05-01"],
    traits=(Trait.NEEDS_INSTALLING,),
    besides={Installed: ("2026-05-06", "2026-05-09")},
)
LATER = Sold(
    "2026-04-28",
    ["2026-05-08", "2026-05-10"],
    traits=(Trait.NEEDS_INSTALLING,),
    besides={Installed: "2026-05-06"},
)
REJECTED: list[Row] = [
    reject("30 days, to a Sunday", Sold("2026-04-28", "2026-05-01"), "2026-05-31"),
    reject(
        "sold in the shop, too",
        Sold("2026-05-01", "2026-05-01", made=SaleMade.IN_SHOP),
        "2026-05-31",
    ),
    reject("to a bank holiday", Sold("2026-11-20", "2026-11-25"), "2026-12-25"),
    reject("over a leap day", Sold("2024-02-05", "2024-02-10"), "2024-03-11"),
    reject(
        "installed later",
        Sold(
            "2026-04-28",
            "2026-05-01",
            traits=(Trait.NEEDS_INSTALLING,),
            besides={Installed: "2026-05-06"},
        ),
        "2026-06-05",
    ),
    reject("a repair with much time left", repaired("2026-05-20", "2026-06-10"), "2026-06-22"),
    reject("a repair with little: 7 days", repaired("2026-05-30", "2026-06-12"), "2026-06-19"),
    reject("a repair of one day", repaired("2026-05-10", "2026-05-10"), "2026-06-01"),
    Stands(
        "while the goods are away",
        Sold("2026-04-28", "2026-05-01", besides={RepairAsked: "2026-05-30"}),
        on="2026-08-01",
        right="reject",
    ),
    Stands(
        "not installed yet",
        Sold("2026-04-28", "2026-05-01", traits=(Trait.NEEDS_INSTALLING,)),
        on="2026-08-01",
        right="reject",
    ),
    reject(
        "made ready before it came",
        Sold(
            "2026-04-28",
            "2026-05-08",
            traits=(Trait.NEEDS_INSTALLING,),
            besides={Installed: "2026-05-06"},
        ),
        "2026-06-07",
    ),
    *(
        Until(f"two parcels, each by itself: {line}", TWO_PARCELS, last, right="reject", line=line)
        for line, last in (("parcel-1", "2026-05-31"), ("parcel-2", "2026-06-07"))
    ),
    *(
        Until(f"installed one by one: {line}", TWO_BOILERS, last, right="reject", line=line)
        for line, last in (("parcel-1", "2026-06-05"), ("parcel-2", "2026-06-08"))
    ),
    *(
        Until(f"made ready, and delivered then: {line}", LATER, last, right="reject", line=line)
        for line, last in (("parcel-1", "2026-06-07"), ("parcel-2", "2026-06-09"))
    ),
    NoRight("nothing has come yet", Sold("2026-05-01"), right="reject"),
    Outside(
        "what spoils has a shorter time, which nobody can count",
        Sold("2026-05-01", "2026-05-02", traits=[Trait.PERISHABLE]),
        right="reject",
    ),
    NoRight("a service", Sold("2026-05-01", kind=LineKind.SERVICE), right="reject"),
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
FAULTY = Sold("2026-04-28", "2026-05-01")
TWO_PIECES = Sold("2026-04-28", ["2026-05-01", "2026-05-08"], in_pieces=True)
MADE_READY = evolve(TWO_PIECES, traits=(Trait.NEEDS_INSTALLING,), besides={Installed: "2026-04-30"})
FAULTS: list[Row] = [
    GoesBack(
        "rejected: all of it, and the trader pays the way back",
        FAULTY,
        ShippingRefund.WHEN_ALL_COMES_BACK,
        Party.TRADER,
        right="reject",
    ),
    HandledGoods("rejected, and used before", FAULTY, Party.TRADER, right="reject"),
    *(
        Noticed(
            f"a rejection of the last day that came later: {reason}",
            FAULTY,
            "2026-05-31",
            "2026-06-02",
            Verdict.MET,
            right="reject",
            reason=reason,
        )
        for reason in ("defect", "not_as_described", "wrong_item", "damaged_in_transit")
    ),
    Noticed(
        "no word of a fault: somebody has to ask",
        FAULTY,
        "2026-05-04",
        "2026-05-04",
        Verdict.UNKNOWN,
        right="reject",
        reason="remorse",
    ),
    Noticed(
        "sent back without a word",
        FAULTY,
        "2026-05-04",
        "2026-05-04",
        Verdict.MET,
        right="reject",
        form=NoticeForm.GOODS_ALONE,
    ),
    FaultIsOld("six months that begin with the delivery", FAULTY, "2026-10-31"),
    FaultIsOld("the first day of the act", Sold("2015-10-01", "2015-10-05"), "2016-04-04"),
    NoFaultRule("the day before the act", Sold("2015-09-30", "2015-10-05")),
    NoFaultRule("a service", Sold("2026-04-28", "2026-05-01", kind=LineKind.SERVICE)),
    *(
        RejectedAtLast(f"{on}: six months that begin the day after", FAULTY, on, is_used)
        for on, is_used in (("2026-11-01", False), ("2026-11-02", True))
    ),
    *(
        RejectedAtLast(
            f"{on}: installed later",
            Sold(
                "2026-04-28",
                "2026-05-01",
                traits=(Trait.NEEDS_INSTALLING,),
                besides={Installed: "2026-05-06"},
            ),
            on,
            is_used,
        )
        for on, is_used in (("2026-11-06", False), ("2026-11-07", True))
    ),
    *(
        RejectedAtLast(
            f"{on}: made ready, and delivered then",
            Sold(
                "2026-04-28",
                "2026-05-08",
                traits=(Trait.NEEDS_INSTALLING,),
                besides={Installed: "2026-05-06"},
            ),
            on,
            is_used,
        )
        for on, is_used in (("2026-11-08", False), ("2026-11-09", True))
    ),
    RejectedAtLast(
        "told once more that it is installed: the first time counts",
        Sold(
            "2026-04-28",
            "2026-05-01",
            traits=(Trait.NEEDS_INSTALLING,),
            besides={Installed: ("2026-05-06", "2026-05-09")},
        ),
        "2026-11-07",
        is_used=True,
    ),
    *(
        FaultIsOld(f"each by itself: what came on {came}", TWO_PIECES, last, came=came)
        for came, last in (("2026-05-01", "2026-10-31"), ("2026-05-08", "2026-11-07"))
    ),
    *(
        RejectedAtLast(f"{on}: what came on {came}", some, on, is_used, came=came)
        for some in (TWO_PIECES, MADE_READY)
        for came, on, is_used in (
            ("2026-05-01", "2026-11-01", False),
            ("2026-05-01", "2026-11-02", True),
            ("2026-05-08", "2026-11-08", False),
            ("2026-05-08", "2026-11-09", True),
        )
    ),
    RejectedAtLast(
        "a car, at once",
        Sold("2026-04-28", "2026-05-01", traits=(Trait.MOTOR_VEHICLE,)),
        "2026-05-02",
        is_used=True,
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
