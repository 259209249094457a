"""What is owed, and by when: rows from Articles 13, 14 and 18 of Directive 2011/83/EU."""

from collections.abc import Sequence

from attrs import evolve

from postsales import LineKind, Trait
from postsales.law import DutyState, Party
from tests.law.tables.given import Sold
from tests.law.tables.rows import (
    NotOwed,
    Owed,
    Row,
    Stood,
)
from tests.law.tables.union.periods import ORDINARY


def late_delivery(case: str, sold: str, nominal: str, last: str) -> Row:
    """30 days after a sale nobody works."""
    return Owed(f"{case}: a delivery", "deliver", Sold(sold), last, safe=nominal)


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
        asked("2026-03-17"),
        "2026-03-31",
        by=Party.CONSUMER,
    ),
    Stood("nobody withdrew", "send_back", ORDINARY, DutyState.NOT_STARTED),
    Stood("withdrew too late", "send_back", asked("2026-05-05"), DutyState.NOT_STARTED),
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
    Owed(
        "closed by the shop, and announced once more: from the first notice",
        "send_back",
        asked("2026-03-10", again="2026-03-16"),
        "2026-03-24",
        by=Party.CONSUMER,
    ),
    NotOwed(
        "a service that was done cannot be sent",
        "send_back",
        asked("2026-03-10", kind=LineKind.SERVICE),
    ),
    NotOwed(
        "nor can gas and water",
        "send_back",
        asked("2026-03-10", traits=[Trait.UTILITY]),
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
    NotOwed("a service is not delivered", "deliver", Sold("2026-02-02", kind=LineKind.SERVICE)),
    NotOwed("nor are gas and water", "deliver", Sold("2026-02-02", traits=[Trait.UTILITY])),
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
TOO_LATE: Sequence[Row] = [
    Stood(
        "withdrew too late: the right gives nothing back",
        "refund",
        asked("2026-05-05", back="2026-05-08"),
        DutyState.NOT_STARTED,
    ),
]
REFUNDED: Sequence[Row] = [
    *TOO_LATE,
    Owed(
        "closed by the shop, and announced once more: from the first notice",
        "refund",
        asked("2026-03-10", again="2026-03-12", back="2026-03-13"),
        "2026-03-24",
    ),
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
        Sold("2026-03-05", kind=LineKind.SERVICE, notice="2026-03-17"),
        "2026-03-31",
    ),
    Owed(
        "goods that had not left: 14 days",
        "refund",
        Sold("2026-03-02", notice="2026-03-10"),
        "2026-03-24",
    ),
]
