"""Austria: FAGG §§ 1, 11 and 18, ABGB §§ 902 and 903; Good Friday counts like a holiday."""

import pytest

from tests.law.tables.given import Sold, Where, holidays
from tests.law.tables.rows import Since, Table, Until
from tests.law.tables.union import EVERYWHERE, duties, exceptions, periods

HOLIDAYS = holidays(
    *["2026-01-01", "2026-01-06", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-25"],
    *["2026-06-04", "2026-08-15", "2026-10-26", "2026-11-01", "2026-12-08", "2026-12-25"],
    *["2026-12-26", "2027-01-01", "2027-01-06", "2027-03-29"],
)
TABLE = Table(
    "AT",
    Where("Europe/Vienna", "EUR", HOLIDAYS),
    {
        **EVERYWHERE,
        "what costs nothing": [*exceptions.FREE_AND_NOT_EXCEPTED, *exceptions.FREE_AND_ASKED_FOR],
        "twelve months": periods.TWELVE_MONTHS,
        "the long stop": periods.LONG_STOP,
        "visits": periods.FOURTEEN_AFTER_VISITS,
        "small sales away from the shop": exceptions.AT_MOST_50,
        "other small sales": exceptions.MORE_THAN_50,
        "since when": [Since("2022-07-20")],
        "delivery on a day off": duties.DELIVERED_AND_MOVED,
        "holidays": [
            duties.late_delivery("the national day", "2026-09-26", "2026-10-26", "2026-10-27"),
            duties.late_delivery("Good Friday", "2026-03-04", "2026-04-03", "2026-04-07"),
            *periods.moved("Good Friday", "2026-03-20", "2026-04-03", "2026-04-07"),
            *periods.moved("Good Friday of another year", "2027-03-12", "2027-03-26", "2027-03-30"),
            *periods.moved("the national day", "2026-10-12", "2026-10-26", "2026-10-27"),
            *periods.moved("Corpus Christi", "2026-05-21", "2026-06-04", "2026-06-05"),
            Until("Maundy Thursday is worked", Sold("2026-03-16", "2026-03-19"), "2026-04-02"),
            Until("Christmas Eve is worked", Sold("2026-12-09", "2026-12-10"), "2026-12-24"),
            Until("New Year's Eve is worked", Sold("2026-12-16", "2026-12-17"), "2026-12-31"),
        ],
    },
)


@pytest.mark.parametrize("about", TABLE.rows)
def test_the_law_of_austria(about: str) -> None:
    assert [*TABLE.failures(TABLE.place, about)] == []
