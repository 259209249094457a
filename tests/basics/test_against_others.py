"""The count of days beside those of others, on every day of 2024 to 2030.

numpy counts business days and dateutil months; whatever neither can say is walked day by day, in a
way that shares nothing with the engine but the parts themselves.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from dateutil.relativedelta import relativedelta

from postsales import (
    AtLeast,
    Count,
    Days,
    Delivered,
    During,
    ExtraDay,
    Holidays,
    Last,
    Months,
    NonDays,
    Place,
    Roll,
    WorkingDays,
    Years,
)
from postsales.basics.days_known import Held, Span, When
from postsales.basics.findings import Verdict
from postsales.basics.last_days import LastDay
from postsales.basics.reckoning import last_day
from postsales.basics.selectors import Selector

# What is tried are days, and none of them is the only one to reach a line.
pytestmark = pytest.mark.no_cover

ALL_DAYS = [date(2024, 1, 1) + timedelta(days=n) for n in range(2557)]
assert ALL_DAYS[-1] == date(2030, 12, 31)
HOLIDAYS = Holidays(
    [
        f"{year}-{day}"
        for year in range(2023, 2033)
        for day in ("01-01", "01-06", "05-01", "10-03", "12-25", "12-26")
    ],
    since="2023-01-01",
    until="2032-12-31",
)
NOBODY = np.array(HOLIDAYS.days, dtype="datetime64[D]")
NOBODY_WORKS = {*HOLIDAYS.days}
OFFICIAL = NonDays(["saturday", "sunday"], holidays="customer")
EVES = NonDays(["sunday"], holidays="customer", extra=[ExtraDay(month=12, day=24)])
DELIVERED = Last(Delivered)


class _Known:
    """A day on which everything happened."""

    def __init__(self, day: date) -> None:
        self.day = When(day)

    def when(self, one: Selector) -> When:
        return self.day

    def holidays(self, place: Place) -> Holidays:
        return HOLIDAYS

    def spans(self, during: During) -> tuple[Span, ...]:
        return ()

    def holds(self, condition: object) -> Held:
        return Held(Verdict.NOT_MET)


def ends(says: LastDay) -> list[date | None]:
    """The legal day for a delivery on each of the days."""
    return [last_day(says, _Known(day)).legal for day in ALL_DAYS]


@pytest.mark.parametrize("days", [3])
def test_working_days_are_those_of_numpy(days: int) -> None:
    starts = np.array(ALL_DAYS, dtype="datetime64[D]")
    # numpy begins on a business day: on the last that is no later than the start.
    theirs = np.busday_offset(starts, days, roll="backward", holidays=NOBODY)
    assert ends(Count(DELIVERED, WorkingDays(days), skipping=OFFICIAL)) == theirs.tolist()


def test_a_roll_is_that_of_numpy() -> None:
    starts = np.array(ALL_DAYS, dtype="datetime64[D]")
    theirs = np.busday_offset(starts + 14, 0, roll="forward", holidays=NOBODY)
    assert ends(Count(DELIVERED, Days(14), roll=Roll(OFFICIAL))) == theirs.tolist()


@pytest.mark.parametrize(
    ("length", "theirs"),
    [
        (Months(1), relativedelta(months=1)),
        (Years(1), relativedelta(years=1)),
    ],
    ids=str,
)
def test_months_and_years_are_those_of_dateutil(length: Any, theirs: relativedelta) -> None:
    assert ends(Count(DELIVERED, length)) == [day + theirs for day in ALL_DAYS]


def _is_worked(day: date, *, eves: bool = False) -> bool:
    if eves and (day.month, day.day) == (12, 24):
        return False
    return day.weekday() < (6 if eves else 5) and day not in NOBODY_WORKS


def _walk(start: date, counts: Callable[[date], bool], days: int, *, same: bool) -> date:
    """Day by day, until so many of them count."""
    day, counted = (start if same else start + timedelta(days=1)), 0
    while True:
        counted += counts(day)
        if counted == days:
            return day
        day += timedelta(days=1)


def _on_to(day: date, counts: Callable[[date], bool]) -> date:
    return _walk(day, counts, 1, same=True)


def _eight_with_the_first(day: date) -> date:
    return _walk(day, lambda _: True, 8, same=True)


def _three_with_saturdays(day: date) -> date:
    return _walk(day, lambda x: _is_worked(x, eves=True), 3, same=False)


def _three_with_the_first(day: date) -> date:
    return _walk(day, lambda x: _is_worked(x, eves=True), 3, same=True)


def _three_days_of_two_worked(day: date) -> date:
    """Three days, moved to a worked one, and on until two of all its days were worked."""
    last = _on_to(_walk(day, lambda _: True, 3, same=False), _is_worked)
    while sum(map(_is_worked, (day + timedelta(days=n + 1) for n in range((last - day).days)))) < 2:
        last += timedelta(days=1)
    return last


def _a_month_with_the_first(day: date) -> date:
    """To the day before the same date of the next month, or to that month's last day."""
    next_month = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    last_of_it = (next_month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    if day.day > last_of_it.day:
        return last_of_it
    return next_month.replace(day=day.day) - timedelta(days=1)


@pytest.mark.parametrize(
    ("says", "walked"),
    [
        pytest.param(
            Count(DELIVERED, Days(8), first_day="same"), _eight_with_the_first, id="8 days"
        ),
        pytest.param(
            Count(DELIVERED, WorkingDays(3), skipping=EVES), _three_with_saturdays, id="3 worked"
        ),
        pytest.param(
            Count(DELIVERED, WorkingDays(3), first_day="same", skipping=EVES),
            _three_with_the_first,
            id="3 worked with the first",
        ),
        pytest.param(
            Count(DELIVERED, Days(3), roll=Roll(OFFICIAL), at_least=AtLeast(2, OFFICIAL)),
            _three_days_of_two_worked,
            id="2 of 3 worked",
        ),
        pytest.param(
            Count(DELIVERED, Months(1), first_day="same"), _a_month_with_the_first, id="1 month"
        ),
    ],
)
def test_the_rest_is_walked_day_by_day(says: LastDay, walked: Callable[[date], date]) -> None:
    assert ends(says) == [walked(day) for day in ALL_DAYS]
