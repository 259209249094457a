"""Poland: consumer rights act, articles 27 to 29 and 38; civil code, articles 111 to 115."""

import pytest

from tests.law.tables.given import Sold, Where, holidays
from tests.law.tables.rows import Since, Table, Until
from tests.law.tables.union import EVERYWHERE, duties, exceptions, periods

HOLIDAYS = holidays(
    *["2026-01-01", "2026-01-06", "2026-04-05", "2026-04-06", "2026-05-01", "2026-05-03"],
    *["2026-05-24", "2026-06-04", "2026-08-15", "2026-11-01", "2026-11-11", "2026-12-24"],
    *["2026-12-25", "2026-12-26", "2027-01-01", "2027-01-06"],
)
TABLE = Table(
    "PL",
    Where("Europe/Warsaw", "PLN", HOLIDAYS),
    {
        **EVERYWHERE,
        "what costs nothing": exceptions.FREE_AND_NOT_EXCEPTED,
        "late information while the extension runs": periods.WHILE_IT_RUNS,
        "the long stop": periods.LONG_STOP,
        "visits": periods.THIRTY_AFTER_VISITS,
        "exceptions after visits": [*exceptions.LIFTED, *exceptions.NOT_LIFTED],
        "since when": [Since("2023-01-01")],
        "delivery on a day off": duties.DELIVERED_AND_MOVED,
        "holidays": [
            duties.late_delivery("Corpus Christi", "2026-05-05", "2026-06-04", "2026-06-05"),
            *periods.moved("Christmas Eve, a holiday", "2026-12-10", "2026-12-24", "2026-12-28"),
            *periods.moved("Independence Day", "2026-10-28", "2026-11-11", "2026-11-12"),
            *periods.moved("Corpus Christi", "2026-05-21", "2026-06-04", "2026-06-05"),
            *periods.moved("a Saturday", "2026-10-31", "2026-11-14", "2026-11-16"),
            Until("Good Friday is worked", Sold("2026-03-16", "2026-03-20"), "2026-04-03"),
        ],
    },
)


@pytest.mark.parametrize("about", TABLE.rows)
def test_the_law_of_poland(about: str) -> None:
    assert [*TABLE.failures(TABLE.place, about)] == []
