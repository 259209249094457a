"""The Directive by itself, with the holidays of Germany where a row needs some."""

import pytest

from tests.law.tables.given import NEVER, Sold, Where, holidays
from tests.law.tables.rows import Since, Table, Until
from tests.law.tables.union import EVERYWHERE, duties, periods

HOLIDAYS = holidays("2026-04-03", "2026-04-06", "2026-05-01", "2026-12-25", "2026-12-26")
TABLE = Table(
    "EU",
    Where("Europe/Berlin", "EUR", HOLIDAYS),
    {
        **EVERYWHERE,
        "informed before the goods, which came on a Monday": [
            Until(
                "later than both",
                Sold("2026-04-01", "2026-04-20", informed="2026-04-07"),
                "2026-05-04",
            ),
        ],
        "twelve months": periods.TWELVE_MONTHS,
        "the long stop": [
            *periods.LONG_STOP,
            Until(
                "never, over a leap day that is past",
                Sold("2023-02-18", "2023-02-20", informed=NEVER),
                "2024-03-06",
            ),
        ],
        "delivery on a day off": duties.DELIVERED_AND_MOVED,
        "visits": periods.FOURTEEN_AFTER_VISITS,
        "since when": [Since("2014-06-13")],
        "holidays": [
            duties.late_delivery("Good Friday", "2026-03-04", "2026-04-03", "2026-04-07"),
            *periods.moved("Good Friday", "2026-03-20", "2026-04-03", "2026-04-07"),
            *periods.moved("Labour Day", "2026-04-17", "2026-05-01", "2026-05-04"),
            *periods.moved("Christmas", "2026-12-11", "2026-12-25", "2026-12-28"),
        ],
    },
)


@pytest.mark.parametrize("about", TABLE.rows)
def test_the_law_of_the_union(about: str) -> None:
    assert [*TABLE.failures(TABLE.place, about)] == []
