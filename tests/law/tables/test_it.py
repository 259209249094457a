"""Italy: Codice del consumo, articles 52 to 59."""

import pytest

from tests.law.tables.given import Sold, Where, holidays
from tests.law.tables.rows import Since, Table, Until
from tests.law.tables.union import EVERYWHERE, duties, exceptions, faults, periods

HOLIDAYS = holidays(
    *["2026-01-01", "2026-01-06", "2026-04-05", "2026-04-06", "2026-04-25", "2026-05-01"],
    *["2026-06-02", "2026-08-15", "2026-10-04", "2026-11-01", "2026-12-08", "2026-12-25"],
    *["2026-12-26", "2027-01-01", "2027-10-04"],
)


TABLE = Table(
    "IT",
    Where("Europe/Rome", "EUR", HOLIDAYS),
    {
        **EVERYWHERE,
        "twelve months": periods.TWELVE_MONTHS,
        "the long stop": periods.LONG_STOP,
        "visits": periods.THIRTY_AFTER_VISITS,
        "exceptions after visits": [*exceptions.LIFTED, *exceptions.NOT_LIFTED],
        "since when": [Since("2023-04-02")],
        "old faults": faults.old_faults("2023-04-02", "2024-04-02", ("2027-01-15", "2027-01-22")),
        "delivery on a day off": duties.DELIVERED_AND_MOVED,
        "holidays": [
            duties.late_delivery("Republic Day", "2026-05-03", "2026-06-02", "2026-06-03"),
            *periods.moved("a holiday on a Sunday", "2026-09-20", "2026-10-04", "2026-10-05"),
            *periods.moved("the same on a Monday", "2027-09-20", "2027-10-04", "2027-10-05"),
            *periods.moved("Republic Day", "2026-05-19", "2026-06-02", "2026-06-03"),
            *periods.moved("Easter Monday", "2026-03-23", "2026-04-06", "2026-04-07"),
            Until("Good Friday is worked", Sold("2026-03-16", "2026-03-20"), "2026-04-03"),
        ],
    },
)


@pytest.mark.parametrize("about", TABLE.rows)
def test_the_law_of_italy(about: str) -> None:
    assert [*TABLE.failures(TABLE.place, about)] == []
