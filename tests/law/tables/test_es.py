"""Spain: consumer act (TRLGDCU), articles 102 to 110."""

import pytest

from postsales import LineKind
from tests.law.tables.given import Sold, Where, holidays
from tests.law.tables.goods import FaultIsOld
from tests.law.tables.rows import Since, Table, Until
from tests.law.tables.sums import PaidLate
from tests.law.tables.union import EVERYWHERE, besides, exceptions, faults, periods

HOLIDAYS = holidays(
    *["2026-01-01", "2026-01-06", "2026-04-03", "2026-05-01", "2026-08-15", "2026-10-12"],
    *["2026-12-08", "2026-12-25", "2027-01-01", "2027-01-06"],
)
CATALONIA = holidays("2026-04-03", "2026-04-06", "2026-06-24", "2026-09-11")
TABLE = Table(
    "ES",
    Where("Europe/Madrid", "EUR", HOLIDAYS),
    {
        **EVERYWHERE,
        "twelve months": periods.TWELVE_MONTHS,
        "the long stop": periods.LONG_STOP,
        "visits": periods.THIRTY_AFTER_VISITS,
        "exceptions after visits": exceptions.EXCEPTIONS_AFTER_VISITS,
        "goods without a word": besides.without_a_word(
            "Article 70 takes them for a withdrawal, which is left out"
        ),
        "late refunds": [
            row
            for of in ("withdrawal", "unavailable")
            for row in (
                PaidLate("in time", 0, "0", of=of),
                PaidLate("twice the sum from the first day", 1, "100", of=of),
                PaidLate("and no more in a year", 365, "100", of=of),
            )
        ],
        "since when": [Since("2022-05-28")],
        "old faults": [
            *faults.old_faults("2022-05-28", "2024-05-28", ("2028-01-15", "2028-01-22")),
            FaultIsOld(
                "digital content for a year",
                Sold("2026-01-12", "2026-01-15", kind=LineKind.DIGITAL),
                "2027-01-15",
            ),
        ],
        "holidays": [
            *periods.moved("Good Friday", "2026-03-20", "2026-04-03", "2026-04-06"),
            *periods.moved(
                "Good Friday and Easter Monday in Catalonia",
                "2026-03-20",
                "2026-04-03",
                "2026-04-07",
                CATALONIA,
            ),
            *periods.moved(
                "Saint John in Catalonia", "2026-06-10", "2026-06-24", "2026-06-25", CATALONIA
            ),
            Until("Saint John in Madrid", Sold("2026-06-09", "2026-06-10"), "2026-06-24"),
            *periods.moved("the national day", "2026-09-28", "2026-10-12", "2026-10-13"),
        ],
    },
)


@pytest.mark.parametrize("about", TABLE.rows)
def test_the_law_of_spain(about: str) -> None:
    assert [*TABLE.failures(TABLE.place, about)] == []
