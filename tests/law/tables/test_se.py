"""Sweden: act 1930:173 on the counting of periods; three eves count like holidays."""

import pytest

from tests.law.tables.given import Sold, Where, holidays
from tests.law.tables.rows import Since, Table, Until
from tests.law.tables.union import EVERYWHERE, duties, periods

HOLIDAYS = holidays(
    *["2026-01-01", "2026-01-06", "2026-04-03", "2026-04-05", "2026-04-06", "2026-05-01"],
    *["2026-05-14", "2026-05-24", "2026-06-06", "2026-06-20", "2026-10-31", "2026-12-25"],
    *["2026-12-26", "2027-01-01", "2027-01-06", "2027-06-26"],
)
TABLE = Table(
    "SE",
    Where("Europe/Stockholm", "SEK", HOLIDAYS),
    {
        **EVERYWHERE,
        "twelve months": periods.TWELVE_MONTHS,
        "the long stop": periods.LONG_STOP,
        "visits": periods.FOURTEEN_AFTER_VISITS,
        "since when": [Since("2022-09-01")],
        "delivery on a day off": duties.DELIVERED_AND_MOVED,
        "holidays": [
            duties.late_delivery("Epiphany", "2025-12-07", "2026-01-06", "2026-01-07"),
            duties.late_delivery("Midsummer Eve", "2026-05-20", "2026-06-19", "2026-06-22"),
            duties.late_delivery("Christmas Eve", "2026-11-24", "2026-12-24", "2026-12-28"),
            duties.late_delivery("New Year's Eve", "2026-12-01", "2026-12-31", "2027-01-04"),
            duties.late_delivery("before Midsummer", "2027-05-19", "2027-06-18", "2027-06-18"),
            *periods.moved("Midsummer Eve, early", "2026-06-05", "2026-06-19", "2026-06-22"),
            *periods.moved("Midsummer Eve, late", "2027-06-11", "2027-06-25", "2027-06-28"),
            *periods.moved("Midsummer Eve between", "2025-06-06", "2025-06-20", "2025-06-23"),
            *periods.moved("Christmas Eve", "2026-12-10", "2026-12-24", "2026-12-28"),
            *periods.moved("New Year's Eve", "2026-12-17", "2026-12-31", "2027-01-04"),
            *periods.moved("Epiphany", "2025-12-23", "2026-01-06", "2026-01-07"),
            Until("a Friday before Midsummer", Sold("2027-06-02", "2027-06-04"), "2027-06-18"),
            Until("a Friday after Midsummer", Sold("2026-06-10", "2026-06-12"), "2026-06-26"),
            Until("the day before the eve", Sold("2026-12-08", "2026-12-09"), "2026-12-23"),
        ],
    },
)


@pytest.mark.parametrize("about", TABLE.rows)
def test_the_law_of_sweden(about: str) -> None:
    assert [*TABLE.failures(TABLE.place, about)] == []
