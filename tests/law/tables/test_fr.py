"""France: Code de la consommation, L216-1, L221-18 to L221-28, as of 3 April 2026.

Where the regulation on periods is copied, one thing is told otherwise than in the Directive:
information that comes while the extension runs makes up for its lack, however late it is.
"""

import pytest

from postsales import Cancelled, LineKind, Trait
from postsales.law import DutyState
from tests.law.tables.given import Sold, Where, holidays
from tests.law.tables.goods import FaultIsOld
from tests.law.tables.rows import NotOwed, Owed, Row, Since, Stood, Table, Until
from tests.law.tables.sums import PaidLate
from tests.law.tables.union import EVERYWHERE, faults, periods

HOLIDAYS = holidays(
    *["2026-01-01", "2026-04-06", "2026-05-01", "2026-05-08", "2026-05-14", "2026-05-25"],
    *["2026-07-14", "2026-08-15", "2026-11-01", "2026-11-11", "2025-12-25", "2026-12-25"],
    *["2027-01-01"],
)
MOSELLE = holidays("2026-04-03", "2026-04-06", "2025-12-25", "2025-12-26")
LADDER = [
    *[(0, "0"), (11, "5"), (20, "5"), (21, "10"), (30, "10"), (31, "20"), (60, "20")],
    *[(61, "50"), (90, "50"), (91, "55"), (120, "55"), (121, "60"), (390, "100")],
]
"""Days late, and what is added to a hundred: the share of a band, then five points a month."""
LATE_REFUNDS: list[Row] = [
    *(PaidLate("by bands of days", days, added) for days, added in LADDER),
    PaidLate("legal interest from the first day", 1, "0", with_interest=True),
    PaidLate("to the tenth", 10, "0", with_interest=True),
    PaidLate("the price is reached: interest", 391, "100", with_interest=True),
    *(
        PaidLate("goods that never came", days, added, of="undelivered")
        for days, added in [(0, "0"), (1, "10"), (14, "10"), (15, "20"), (30, "20"), (31, "50")]
    ),
]
OLD_FAULTS: list[Row] = [
    *faults.old_faults("2022-05-28", "2024-05-28", ("2028-01-15", "2028-01-22")),
    FaultIsOld("24 months", Sold("2026-01-12", "2026-01-15"), "2028-01-15"),
    FaultIsOld(
        "12 months of what was second-hand",
        Sold("2026-01-12", "2026-01-15", traits=[Trait.SECOND_HAND]),
        "2027-01-15",
    ),
]
TABLE = Table(
    "FR",
    Where("Europe/Paris", "EUR", HOLIDAYS),
    {
        **EVERYWHERE,
        "the long stop": periods.LONG_STOP,
        "late information while the extension runs": [
            *periods.WHILE_IT_RUNS,
            Until(
                "in the fifth month",
                Sold("2025-02-28", "2025-03-03", informed="2025-07-31"),
                "2025-08-14",
            ),
        ],
        "visits": periods.FOURTEEN_AFTER_VISITS,
        "a contract that was ended since nothing came": [
            Owed(
                "14 days",
                "refund_undelivered",
                Sold("2026-02-02", besides={Cancelled: "2026-03-10"}),
                "2026-03-24",
            ),
            Owed(
                "a Saturday stays: the article says nothing of it",
                "refund_undelivered",
                Sold("2026-02-02", besides={Cancelled: "2026-03-14"}),
                "2026-03-28",
            ),
            Owed(
                "in two steps: the first",
                "refund_undelivered",
                Sold("2026-02-02", awaited=2, besides={Cancelled: ("2026-03-10", "2026-03-12")}),
                "2026-03-24",
            ),
            Stood(
                "paid on the last day",
                "refund_undelivered",
                Sold("2026-02-02", besides={Cancelled: "2026-03-10"}, refunded="2026-03-24"),
                DutyState.DONE,
            ),
            NotOwed(
                "a service that was called off: the article is about goods",
                "refund_undelivered",
                Sold("2026-02-02", kind=LineKind.SERVICE, besides={Cancelled: "2026-03-10"}),
            ),
            NotOwed(
                "and not about gas and water",
                "refund_undelivered",
                Sold("2026-02-02", traits=[Trait.UTILITY], besides={Cancelled: "2026-03-10"}),
            ),
        ],
        "late refunds": LATE_REFUNDS,
        "faults that count as old": OLD_FAULTS,
        "since when": [Since("2022-05-28")],
        "holidays": [
            *periods.moved("Christmas", "2026-12-11", "2026-12-25", "2026-12-28"),
            *periods.moved("the national day", "2026-06-30", "2026-07-14", "2026-07-15"),
            *periods.moved("Armistice Day", "2026-10-28", "2026-11-11", "2026-11-12"),
            *periods.moved(
                "the second day of Christmas in Moselle",
                "2025-12-11",
                "2025-12-25",
                "2025-12-29",
                MOSELLE,
            ),
            *periods.moved(
                "Good Friday in Moselle", "2026-03-20", "2026-04-03", "2026-04-07", MOSELLE
            ),
            Until(
                "the second day of Christmas in Paris",
                Sold("2025-12-10", "2025-12-11"),
                "2025-12-26",
                nominal="2025-12-25",
            ),
            Until("Good Friday in Paris", Sold("2026-03-16", "2026-03-20"), "2026-04-03"),
        ],
    },
)


@pytest.mark.parametrize("about", TABLE.rows)
def test_the_law_of_france(about: str) -> None:
    assert [*TABLE.failures(TABLE.place, about)] == []
