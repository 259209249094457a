"""Extra days: dates, days of the week from a date on, and days by Easter."""

from datetime import date

import pytest
from dateutil.easter import easter

from postsales import Contradictions, ExtraDay, InvalidValue, NonDays, WrongType
from postsales.basics.extra_days import easter_sunday


def test_easter_is_where_others_find_it() -> None:
    assert [easter_sunday(x) for x in range(1583, 2300)] == [easter(x) for x in range(1583, 2300)]


@pytest.mark.parametrize(
    ("one", "years"),
    [
        pytest.param(
            ExtraDay(month=6, day=5), {2026: "2026-06-05", 2027: "2027-06-05"}, id="a date"
        ),
        pytest.param(
            ExtraDay(easter=-2), {2024: "2024-03-29", 2026: "2026-04-03"}, id="Good Friday"
        ),
        pytest.param(ExtraDay(easter=1), {2026: "2026-04-06"}, id="Easter Monday"),
        pytest.param(
            ExtraDay(weekday="friday", month=6, day=19),
            {2026: "2026-06-19", 2027: "2027-06-25"},
            id="the Friday from the 19th on, that day included",
        ),
        pytest.param(
            ExtraDay(month=2, day=29),
            {2024: "2024-02-29", 2026: None, 2100: None, 2400: "2400-02-29"},
            id="a leap day only where there is one",
        ),
        pytest.param(
            ExtraDay(month=12, day=24, since=2025, until=2026),
            {2024: None, 2025: "2025-12-24", 2026: "2026-12-24", 2027: None},
            id="in the years from since to until",
        ),
    ],
)
def test_on_which_date_it_is(one: ExtraDay, years: dict[int, str | None]) -> None:
    found = {x: one.on(x) for x in years}
    assert {x: day and day.isoformat() for x, day in found.items()} == years


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({}, id="no day at all"),
        pytest.param({"month": 6}, id="a month without a day"),
        pytest.param({"month": 2, "day": 30}, id="a date that no year has"),
        pytest.param({"month": 6, "day": 5, "easter": 1}, id="a date and Easter"),
        pytest.param({"easter": 1, "weekday": "friday"}, id="a weekday from Easter on"),
        pytest.param({"month": 2, "day": 29, "weekday": "friday"}, id="from a leap day on"),
        pytest.param({"month": 12, "day": 26, "weekday": "friday"}, id="it could be next year"),
        pytest.param({"month": 6, "day": 5, "since": 2026, "until": 2025}, id="over at once"),
        pytest.param({"month": 13, "day": 1}, id="a thirteenth month"),
        pytest.param({"easter": -81}, id="it could be the year before"),
        pytest.param({"easter": 181}, id="far from Easter"),
        pytest.param({"easter": True}, id="a truth value"),
    ],
)
def test_what_is_no_such_day(given: dict[str, object]) -> None:
    with pytest.raises((Contradictions, InvalidValue, WrongType)):
        ExtraDay(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize("year", [0, 10_000])
def test_a_year_that_no_calendar_has(year: int) -> None:
    with pytest.raises(InvalidValue, match="year"):
        ExtraDay(easter=0).on(year)


def test_the_farthest_days_are_in_their_own_year() -> None:
    first, last = ExtraDay(easter=-80), ExtraDay(easter=180)
    christmas = [ExtraDay(weekday=x, month=12, day=25) for x in ("thursday", "friday")]
    for year in range(1583, 2300):
        for one in (first, last, *christmas):
            day = one.on(year)
            assert day is not None
            assert day.year == year


def test_nobody_works_on_them_beside_the_days_of_the_week() -> None:
    days = NonDays(["sunday"], extra=[ExtraDay(easter=-2)])
    assert days.next_worked(date(2026, 4, 3), None) == date(2026, 4, 4)
    assert days.next_worked(date(2026, 4, 5), None) == date(2026, 4, 6)
