"""Ireland: Consumer Rights Act 2022, sections 98 and 110 to 118.

The act counts its periods *beginning on* a day. They are read as the Directive has them, so that
the day itself does not count; the other way would be a day less for the customer.
"""

import pytest

from tests.law.tables.given import Sold, Where, holidays
from tests.law.tables.rows import Since, Table, Until
from tests.law.tables.union import EVERYWHERE, exceptions, periods

HOLIDAYS = holidays(
    *["2026-01-01", "2026-02-02", "2026-03-17", "2026-04-06", "2026-05-04", "2026-06-01"],
    *["2026-08-03", "2026-10-26", "2026-12-25", "2026-12-26", "2027-01-01"],
)
TABLE = Table(
    "IE",
    Where("Europe/Dublin", "EUR", HOLIDAYS),
    {
        **EVERYWHERE,
        "late information while the extension runs": periods.WHILE_IT_RUNS,
        "the long stop": periods.LONG_STOP,
        "visits": periods.THIRTY_AFTER_VISITS,
        "small sales away from the shop": exceptions.AT_MOST_50,
        "other small sales": exceptions.MORE_THAN_50,
        "since when": [Since("2022-11-29")],
        "holidays": [
            *periods.moved("Saint Patrick", "2026-03-03", "2026-03-17", "2026-03-18"),
            *periods.moved("August holiday", "2026-07-20", "2026-08-03", "2026-08-04"),
            *periods.moved("Christmas", "2026-12-11", "2026-12-25", "2026-12-28"),
            Until("Good Friday is worked", Sold("2026-03-16", "2026-03-20"), "2026-04-03"),
        ],
    },
)


@pytest.mark.parametrize("about", TABLE.rows)
def test_the_law_of_ireland(about: str) -> None:
    assert [*TABLE.failures(TABLE.place, about)] == []
