"""Lengths of time, each kind by itself."""

from datetime import date, datetime, timedelta
from typing import Any

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales.basics._errors import InvalidValue, PostsalesError, WrongType
from postsales.basics.durations import Days, Hours, Length, Months, Weeks, Years
from tests.basics.given import BAD_COUNTS, STRANGE, named, refused_shortly

KINDS = (Days, Weeks, Months, Years, Hours)
MOST = {Days: 36_600, Weeks: 5_300, Months: 1_200, Years: 100, Hours: 878_400}
CALENDAR = (Days, Weeks, Months, Years)

starts = st.dates(date(1900, 1, 1), date(2200, 12, 31))

ENDS = [
    pytest.param(Days(0), "2026-03-05", "2026-03-05", id="no days end where they start"),
    pytest.param(Days(1), "2026-03-05", "2026-03-06", id="one day ends on the next"),
    pytest.param(Days(14), "2026-03-09", "2026-03-23", id="a fortnight in days"),
    pytest.param(Days(1), "2028-02-28", "2028-02-29", id="into a leap day"),
    pytest.param(Days(366), "2028-02-29", "2029-03-01", id="past a leap year"),
    pytest.param(Weeks(2), "2026-03-09", "2026-03-23", id="the same day of the week"),
    pytest.param(Months(0), "2026-01-31", "2026-01-31", id="no months"),
    pytest.param(Months(1), "2026-01-15", "2026-02-15", id="the same day of the month"),
    pytest.param(Months(1), "2026-01-31", "2026-02-28", id="a day that February lacks"),
    pytest.param(Months(1), "2028-01-31", "2028-02-29", id="a day that a leap February lacks"),
    pytest.param(Months(1), "2028-01-29", "2028-02-29", id="a day that a leap February has"),
    pytest.param(Months(1), "2026-03-31", "2026-04-30", id="a day that April lacks"),
    pytest.param(Months(2), "2025-12-31", "2026-02-28", id="over the turn of the year"),
    pytest.param(Months(11), "2026-01-31", "2026-12-31", id="into December"),
    pytest.param(Months(12), "2026-12-31", "2027-12-31", id="a year in months"),
    pytest.param(Years(1), "2028-02-29", "2029-02-28", id="a leap day, a year later"),
    pytest.param(Years(4), "2028-02-29", "2032-02-29", id="a leap day, four years later"),
    pytest.param(Years(4), "2096-02-29", "2100-02-28", id="a century without a leap day"),
    pytest.param(Years(4), "1996-02-29", "2000-02-29", id="a century with a leap day"),
]


@pytest.mark.parametrize(("length", "start", "last"), ENDS)
def test_the_last_day(length: Days | Weeks | Months | Years, start: str, last: str) -> None:
    assert length.last_day(date.fromisoformat(start)) == date.fromisoformat(last)


class TestCounting:
    """Days and weeks are counted off; months and years keep the date, or take the month's last."""

    @given(start=starts, n=st.integers(0, 5_000))
    def test_days_and_weeks(self, start: date, n: int) -> None:
        assert Days(n).last_day(start) - start == timedelta(days=n)
        assert Weeks(n).last_day(start) == Days(7 * n).last_day(start)

    @given(start=starts, n=st.integers(0, 1_200))
    def test_months_as_another_library_counts_them(self, start: date, n: int) -> None:
        theirs = pendulum.date(start.year, start.month, start.day).add(months=n)
        assert Months(n).last_day(start).isoformat() == theirs.isoformat()

    @given(start=starts, n=st.integers(0, 100))
    def test_years_are_twelve_months(self, start: date, n: int) -> None:
        assert Years(n).last_day(start) == Months(12 * n).last_day(start)

    @given(start=starts, n=st.integers(0, 1_199))
    def test_a_month_more_is_later(self, start: date, n: int) -> None:
        assert Months(n).last_day(start) < Months(n + 1).last_day(start)

    def test_hours_are_seconds(self) -> None:
        assert Hours(0).seconds == 0
        assert Hours(24).seconds == 86_400

    @pytest.mark.parametrize("length", [Days(1), Weeks(1), Months(1), Years(1)], ids=str)
    def test_no_day_after_the_last_of_the_calendar(self, length: Days) -> None:
        with pytest.raises(InvalidValue, match="the count must end by 9999-12-31"):
            length.last_day(date(9999, 12, 31))

    @pytest.mark.parametrize("kind", CALENDAR)
    @pytest.mark.parametrize("start", named({**STRANGE, "an instant": datetime(2026, 3, 5, 12, 0)}))
    def test_a_count_starts_on_a_day(self, kind: type[Days], start: Any) -> None:
        with pytest.raises(WrongType) as caught:
            kind(1).last_day(start)
        assert refused_shortly(caught.value)

    @pytest.mark.parametrize("kind", CALENDAR)
    def test_a_date_of_another_library_becomes_a_plain_one(self, kind: type[Days]) -> None:
        assert type(kind(1).last_day(pendulum.date(2026, 3, 5))) is date


class TestKinds:
    """Thirty days are not a month, nor twenty-four hours a day: the kinds never mix."""

    def test_equal_within_a_kind_only(self) -> None:
        assert Days(7) == Days(7)
        assert hash(Days(7)) == hash(Days(7))
        assert len({kind(1) for kind in KINDS}) == len(KINDS)
        one: Any
        other: Any
        for one, other in [(Days(7), Weeks(1)), (Months(12), Years(1)), (Hours(24), Days(1))]:
            assert one != other

    def test_ordered_within_a_kind_only(self) -> None:
        assert Days(7) < Days(8) <= Days(8) < Days(9)
        assert max(Months(1), Months(3)) == Months(3)
        one: Any = Days(7)
        with pytest.raises(TypeError):
            assert one < Weeks(2)

    def test_nothing_adds_them(self) -> None:
        one: Any = Days(7)
        with pytest.raises(TypeError):
            one + Days(1)

    def test_a_length_is_one_of_them(self) -> None:
        assert all(isinstance(kind(1), Length) for kind in KINDS)

    @pytest.mark.parametrize(
        ("length", "said", "shown"),
        [
            (Days(30), "30 days", "Days(30)"),
            (Days(1), "1 day", "Days(1)"),
            (Weeks(0), "0 weeks", "Weeks(0)"),
            (Months(1), "1 month", "Months(1)"),
            (Years(2), "2 years", "Years(2)"),
            (Hours(1), "1 hour", "Hours(1)"),
        ],
    )
    def test_how_they_are_written(self, length: Length, said: str, shown: str) -> None:
        assert (str(length), repr(length)) == (said, shown)

    @pytest.mark.parametrize("kind", KINDS)
    def test_the_longest(self, kind: type[Days]) -> None:
        assert kind(MOST[kind]).count == MOST[kind]
        with pytest.raises(InvalidValue, match=f"0 to {MOST[kind]} are allowed"):
            kind(MOST[kind] + 1)

    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize("count", named(BAD_COUNTS))
    def test_a_length_is_a_count(self, kind: type[Days], count: Any) -> None:
        with pytest.raises(PostsalesError) as caught:
            kind(count)
        assert str(caught.value).startswith(kind.__name__.lower())
        assert refused_shortly(caught.value)
