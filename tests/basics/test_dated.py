"""What a number was on which day."""

from datetime import date, datetime, timedelta
from typing import Any

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales.basics._errors import Contradictions, InvalidValue, PostsalesError, WrongType
from postsales.basics.citations import Citation
from postsales.basics.dated import Dated, NoLawInForce, Row
from tests.basics.given import STRANGE, named, refused_shortly

ACT = Citation("Sale of Things Act", "s. 4", checked_on="2026-02-11")
REPEAL = Citation("Tidying Act", "s. 1", checked_on="2026-02-11")

# Seven days until June 2014, then fourteen; nothing in 2020, and again from 2021.
WITHDRAWAL = Dated(
    [
        Row(7, "2010-01-01", "2014-06-13", by=ACT),
        Row(14, "2014-06-13", "2020-01-01", by=ACT),
        Row.repealed("2020-01-01", "2021-01-01", by=REPEAL),
        Row(14, "2021-01-01", "2023-01-01", by=ACT),
        Row(30, "2024-01-01", by=ACT),
    ],
    name="withdrawal period",
)
COVERED = (
    "covered from 2010-01-01 until before 2020-01-01, from 2021-01-01 until before 2023-01-01, "
    "from 2024-01-01"
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2010-01-01", 7),
        ("2014-06-12", 7),
        ("2014-06-13", 14),
        ("2019-12-31", 14),
        ("2021-01-01", 14),
        ("2022-12-31", 14),
        ("2024-01-01", 30),
        ("9999-12-31", 30),
    ],
)
def test_in_force(day: str, expected: int) -> None:
    assert WITHDRAWAL.on(day) == expected
    assert WITHDRAWAL.on(date.fromisoformat(day)) == expected
    assert WITHDRAWAL.row_on(day).value == expected
    assert WITHDRAWAL.row_on(day).by == ACT


@pytest.mark.parametrize(
    "day", ["0001-01-01", "2009-12-31", "2023-01-01", "2023-12-31"], ids=lambda day: f"on {day}"
)
def test_not_covered(day: str) -> None:
    with pytest.raises(NoLawInForce) as caught:
        WITHDRAWAL.on(day)
    assert str(caught.value) == f"no withdrawal period on {day}: {COVERED}"
    assert caught.value.day == date.fromisoformat(day)
    assert caught.value.by is None
    with pytest.raises(NoLawInForce):
        WITHDRAWAL.row_on(day)


@pytest.mark.parametrize("day", ["2020-01-01", "2020-12-31"])
def test_repealed(day: str) -> None:
    with pytest.raises(NoLawInForce) as caught:
        WITHDRAWAL.row_on(day)
    repealed = "(repealed by Tidying Act, s. 1)"
    assert str(caught.value) == f"no withdrawal period on {day} {repealed}: {COVERED}"
    assert caught.value.by == REPEAL
    assert isinstance(caught.value, LookupError)


def test_a_long_history_is_cut_in_the_message() -> None:
    years = [Row(year, f"{year}-01-01", f"{year}-07-01", by=ACT) for year in range(2000, 2020)]
    with pytest.raises(
        NoLawInForce, match=r"from 2002-01-01 until .* and 17 more spans$"
    ) as caught:
        Dated(years).on("2020-01-01")
    assert refused_shortly(caught.value)


def test_what_was_only_ever_repealed_was_never_covered() -> None:
    with pytest.raises(NoLawInForce, match=r"no law on 2020-01-01 .*: never covered"):
        Dated([Row.repealed("2010-01-01", by=REPEAL)]).on("2020-01-01")


@st.composite
def histories(draw: st.DrawFn) -> Dated[int]:
    """Rows with and without gaps between them, some repealed, the last open or not."""
    day, rows = draw(st.dates(date(1990, 1, 1), date(2000, 1, 1))), list[Row[int]]()
    for value in range(draw(st.integers(1, 6))):
        day += timedelta(days=draw(st.integers(0, 3)))
        until = day + timedelta(days=draw(st.integers(1, 9)))
        repealed = draw(st.booleans())
        rows.append(
            Row.repealed(day, until, by=ACT) if repealed else Row(value, day, until, by=ACT)
        )
        day = until
    if draw(st.booleans()):
        rows.append(Row(99, day, by=ACT))
    return Dated(rows)


class TestLookup:
    """A day has the value of the one row that holds it, and none when no row does."""

    @given(dated=histories(), offset=st.integers(-3, 80))
    def test_as_a_look_through_all_rows_finds_it(self, dated: Dated[int], offset: int) -> None:
        day = dated.rows[0].from_on + timedelta(days=offset)
        holding = [row for row in dated.rows if row.holds(day) and not row.is_repealed]
        if holding:
            assert [dated.row_on(day)] == holding
            assert dated.on(day) == holding[0].value
        else:
            with pytest.raises(NoLawInForce) as caught:
                dated.on(day)
            assert refused_shortly(caught.value)

    @given(dated=histories())
    def test_a_period_holds_its_first_day_and_not_its_last(self, dated: Dated[int]) -> None:
        for row in dated.rows:
            assert row.holds(row.from_on)
            assert row.until_on is None or not row.holds(row.until_on)
            assert row.until_on is None or row.holds(row.until_on - timedelta(days=1))


class TestRows:
    """Rows stand in order of time, hold a day at least, and no day belongs to two."""

    def test_all_problems_are_listed(self) -> None:
        rows = [
            Row(1, "2014-01-01", "2015-01-01", by=ACT),
            Row(2, "2014-12-31", "2016-01-01", by=ACT),
            Row(3, "2013-01-01", "2013-06-01", by=ACT),
            Row(4, "2013-06-01", by=ACT),
            Row(5, "2020-01-01", by=ACT),
        ]
        with pytest.raises(Contradictions) as caught:
            Dated(rows)
        assert [problem.split(" the row ") for problem in caught.value.problems] == [
            [
                "the row from 2014-12-31 until before 2016-01-01 overlaps",
                "from 2014-01-01 until before 2015-01-01",
            ],
            [
                "the row from 2013-01-01 until before 2013-06-01 begins before",
                "from 2014-12-31 until before 2016-01-01",
            ],
            ["the row from 2020-01-01 overlaps", "from 2013-06-01"],
        ]

    def test_at_least_one(self) -> None:
        with pytest.raises(Contradictions, match="it has no rows"):
            Dated([])

    @pytest.mark.parametrize("until", ["2014-06-13", "2014-06-12"])
    def test_a_period_holds_a_day(self, until: str) -> None:
        with pytest.raises(InvalidValue, match=r"until_on is .*must be after from_on"):
            Row(14, "2014-06-13", until, by=ACT)

    def test_one_day_is_enough(self) -> None:
        dated = Dated([Row(14, "2014-06-13", "2014-06-14", by=ACT)])
        assert dated.on("2014-06-13") == 14

    def test_dates_of_another_library_become_plain(self) -> None:
        row = Row(14, pendulum.date(2014, 6, 13), pendulum.date(2015, 6, 13), by=None)
        assert type(row.from_on) is type(row.until_on) is date

    @pytest.mark.parametrize("rows", named({**STRANGE, "text": "rows"}))
    def test_of_rows_only(self, rows: Any) -> None:
        with pytest.raises(WrongType, match="a list of Row is needed"):
            Dated(rows)

    @pytest.mark.parametrize(
        "day",
        named(
            {
                **{k: v for k, v in STRANGE.items() if k != "nothing"},
                "an instant": datetime(2026, 2, 11, 12, 0),
                "no day": "2026-02-30",
                "a year": "2026",
                "a megabyte": "2" * 1_000_000,
            }
        ),
    )
    def test_days_are_days(self, day: Any) -> None:
        tries = (
            lambda: WITHDRAWAL.on(day),
            lambda: Row(1, day, by=ACT),
            lambda: Row(1, "2010-01-01", day, by=ACT),
        )
        for trial in tries:
            with pytest.raises(PostsalesError) as caught:
                trial()
            assert refused_shortly(caught.value)

    @pytest.mark.parametrize("by", ["An Act", 7, Citation])
    def test_a_citation_is_one(self, by: Any) -> None:
        with pytest.raises(WrongType, match="a Citation or None is needed"):
            Row(14, "2014-06-13", by=by)

    @pytest.mark.parametrize("name", ["", " ", "x" * 1_000_000])
    def test_a_name_says_something(self, name: str) -> None:
        with pytest.raises(InvalidValue):
            Dated([Row(1, "2010-01-01", by=ACT)], name=name)
