"""Great Britain: goods that are faulty, by sections 19 to 24 of the Consumer Rights Act 2015."""

from attrs import evolve

from postsales import (
    Installed,
    LineKind,
    NoticeForm,
    RepairAsked,
    RepairEnded,
    SaleMade,
    ShippingRefund,
    Trait,
    Verdict,
)
from postsales.law import Party
from tests.law.tables.given import Sold
from tests.law.tables.goods import FaultIsOld, NoFaultRule, RejectedAtLast
from tests.law.tables.notices import Noticed
from tests.law.tables.rows import (
    NoRight,
    Outside,
    Row,
    Stands,
    Until,
)
from tests.law.tables.sums import GoesBack, HandledGoods


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
