"""Denmark: forbrugeraftaleloven § 19; 5 June, 24 and 31 December count like holidays."""

import pytest

from tests.law.tables.given import Sold, Where, holidays
from tests.law.tables.rows import Row, Since, Table, Until
from tests.law.tables.union import EVERYWHERE, duties, periods

HOLIDAYS = holidays(
    *["2026-01-01", "2026-04-02", "2026-04-03", "2026-04-05", "2026-04-06", "2026-05-14"],
    *["2026-05-24", "2026-05-25", "2026-12-25", "2026-12-26", "2027-01-01"],
)
EXTRA_DAYS: list[Row] = [
    *periods.moved("Constitution Day, and a weekend", "2026-05-22", "2026-06-05", "2026-06-08"),
    *periods.moved("Constitution Day in the week", "2025-05-22", "2025-06-05", "2025-06-06"),
    *periods.moved("Christmas Eve, and all that follows", "2026-12-10", "2026-12-24", "2026-12-28"),
    *periods.moved("New Year's Eve, and more", "2026-12-17", "2026-12-31", "2027-01-04"),
]
WORKED: list[Row] = [
    row
    for day, last in (
        ("2025-05-21", "2025-06-04"),
        ("2024-05-23", "2024-06-06"),
        ("2026-12-09", "2026-12-23"),
        ("2026-12-16", "2026-12-30"),
        ("2026-12-22", "2027-01-05"),
    )
    for row in periods.moved(f"{last} is worked", day, last, last)
]
TABLE = Table(
    "DK",
    Where("Europe/Copenhagen", "DKK", HOLIDAYS),
    {
        **EVERYWHERE,
        "twelve months": periods.TWELVE_MONTHS,
        "the long stop": periods.LONG_STOP,
        "visits": periods.FOURTEEN_AFTER_VISITS,
        "days like holidays": EXTRA_DAYS,
        "days beside them": WORKED,
        "since when": [Since("2022-05-28")],
        "delivery on a day off": duties.DELIVERED_AND_MOVED,
        "holidays": [
            duties.late_delivery("Ascension", "2026-04-14", "2026-05-14", "2026-05-15"),
            *periods.moved("Maundy Thursday", "2026-03-19", "2026-04-02", "2026-04-07"),
            *periods.moved("Ascension", "2026-04-30", "2026-05-14", "2026-05-15"),
            Until("Labour Day is worked", Sold("2026-04-15", "2026-04-17"), "2026-05-01"),
            Until("so is the eve of the eve", Sold("2026-12-08", "2026-12-09"), "2026-12-23"),
            Until("and the day after New Year", Sold("2023-12-18", "2023-12-19"), "2024-01-02"),
        ],
    },
)


@pytest.mark.parametrize("about", TABLE.rows)
def test_the_law_of_denmark(about: str) -> None:
    assert [*TABLE.failures(TABLE.place, about)] == []
