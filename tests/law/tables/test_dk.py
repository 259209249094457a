"""Denmark: forbrugeraftaleloven § 19; 5 June, 24 and 31 December count like holidays."""

import pytest

from tests.law.tables import union
from tests.law.tables.given import Sold, Where, holidays
from tests.law.tables.rows import Row, Since, Table, Until

HOLIDAYS = holidays(
    *["2026-01-01", "2026-04-02", "2026-04-03", "2026-04-05", "2026-04-06", "2026-05-14"],
    *["2026-05-24", "2026-05-25", "2026-12-25", "2026-12-26", "2027-01-01"],
)
EXTRA_DAYS: list[Row] = [
    Until(
        "Constitution Day, and a weekend",
        Sold("2026-05-21", "2026-05-22"),
        "2026-06-08",
        nominal="2026-06-05",
    ),
    Until(
        "Constitution Day in the week",
        Sold("2025-05-20", "2025-05-22"),
        "2025-06-06",
        nominal="2025-06-05",
    ),
    Until(
        "Christmas Eve, and all that follows",
        Sold("2026-12-08", "2026-12-10"),
        "2026-12-28",
        nominal="2026-12-24",
    ),
    Until(
        "New Year's Eve, and all that follows",
        Sold("2026-12-15", "2026-12-17"),
        "2027-01-04",
        nominal="2026-12-31",
    ),
]
TABLE = Table(
    "DK",
    Where("Europe/Copenhagen", "DKK", HOLIDAYS),
    {
        **union.EVERYWHERE,
        "twelve months": union.TWELVE_MONTHS,
        "the long stop": union.LONG_STOP,
        "visits": union.FOURTEEN_AFTER_VISITS,
        "days like holidays": EXTRA_DAYS,
        "since when": [Since("2022-05-28")],
        "holidays": [
            *union.moved("Maundy Thursday", "2026-03-19", "2026-04-02", "2026-04-07"),
            *union.moved("Ascension", "2026-04-30", "2026-05-14", "2026-05-15"),
            Until("Labour Day is worked", Sold("2026-04-15", "2026-04-17"), "2026-05-01"),
            Until("so is the eve of the eve", Sold("2026-12-08", "2026-12-09"), "2026-12-23"),
            Until("and the day after New Year", Sold("2023-12-18", "2023-12-19"), "2024-01-02"),
        ],
    },
)


@pytest.mark.parametrize("about", TABLE.rows)
def test_the_law_of_denmark(about: str) -> None:
    assert [*TABLE.failures(TABLE.place, about)] == []
