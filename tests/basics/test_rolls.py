"""Rolls: where a last day moves to that nobody works on."""

from datetime import date

import pytest

from postsales import Citation, Holidays, InvalidValue, NonDays, Place, Roll, Weekday, WrongType

WEEKEND = Roll(NonDays([Weekday.SUNDAY, Weekday.SATURDAY]))
SUNDAYS = Roll(NonDays(["sunday"]))
OFFICIAL = Roll(NonDays(["saturday", "sunday"], holidays="customer"))
EASTER = Holidays(["2026-04-06", "2026-04-03"], since="2026-04-01", until="2026-04-30")


@pytest.mark.parametrize(
    ("roll", "nominal", "last_day"),
    [
        pytest.param(WEEKEND, "2026-02-20", "2026-02-20", id="a Friday stays"),
        pytest.param(WEEKEND, "2026-02-21", "2026-02-23", id="a Saturday moves to Monday"),
        pytest.param(WEEKEND, "2026-02-22", "2026-02-23", id="so does a Sunday"),
        pytest.param(SUNDAYS, "2026-02-21", "2026-02-21", id="Saturdays are worked"),
        pytest.param(WEEKEND, "2026-01-31", "2026-02-02", id="over the end of a month"),
        pytest.param(WEEKEND, "2024-02-29", "2024-02-29", id="a leap day is a day"),
        pytest.param(WEEKEND, "2022-12-31", "2023-01-02", id="over the end of a year"),
        pytest.param(OFFICIAL, "2026-04-03", "2026-04-07", id="holiday, weekend, holiday"),
    ],
)
def test_where_it_moves(roll: Roll, nominal: str, last_day: str) -> None:
    rolled = roll.rolled(date.fromisoformat(nominal), EASTER)
    assert rolled.last_day == date.fromisoformat(last_day)


@pytest.mark.parametrize(
    ("nominal", "needs"),
    [
        pytest.param("2026-03-30", True, id="before the days that are covered"),
        pytest.param("2026-04-01", False, id="the first of them"),
        pytest.param("2026-04-30", False, id="the last of them"),
        pytest.param("2026-05-01", True, id="after them"),
    ],
)
def test_a_roll_says_where_holidays_are_not_known(nominal: str, needs: bool) -> None:
    assert OFFICIAL.rolled(date.fromisoformat(nominal), EASTER).needs_holidays is needs


def test_a_roll_over_days_of_the_week_needs_no_holidays() -> None:
    assert not WEEKEND.rolled(date(2026, 4, 3), None).needs_holidays


class TestHolidays:
    """The holidays of a place are days, each once, within the days that are covered."""

    def test_they_are_in_order_whatever_the_list(self) -> None:
        assert (
            Holidays(
                ["2026-04-03", "2026-04-06", "2026-04-03"], since="2026-04-01", until="2026-04-30"
            )
            == EASTER
        )

    @pytest.mark.parametrize("day", ["2026-03-31", "2026-05-01"])
    def test_one_outside_is_refused(self, day: str) -> None:
        with pytest.raises(InvalidValue, match="from 2026-04-01 to 2026-04-30"):
            Holidays([day], since="2026-04-01", until="2026-04-30")

    def test_days_that_end_before_they_begin_are_refused(self) -> None:
        with pytest.raises(InvalidValue, match="until"):
            Holidays([], since="2026-04-02", until="2026-04-01")

    def test_one_day_can_be_covered(self) -> None:
        one = Holidays(["2026-04-03"], since="2026-04-03", until="2026-04-03")
        assert one.holds(date(2026, 4, 3))


class TestNonDays:
    """Days that nobody works on leave one that somebody does."""

    def test_days_of_the_week_are_in_order(self) -> None:
        assert NonDays(["sunday", "monday"]).weekdays == (Weekday.MONDAY, Weekday.SUNDAY)

    def test_holidays_alone_will_do(self) -> None:
        assert NonDays(holidays=Place.MERCHANT).weekdays == ()

    @pytest.mark.parametrize("weekdays", [list(Weekday), []], ids=["all seven", "none"])
    def test_all_or_none_are_refused(self, weekdays: list[Weekday]) -> None:
        with pytest.raises(InvalidValue, match="weekdays"):
            NonDays(weekdays)

    def test_a_roll_is_over_them_and_its_source_is_a_citation(self) -> None:
        assert Roll(NonDays(["sunday"]), by=Citation("An Act")).by == Citation("An Act")
        with pytest.raises(WrongType):
            Roll("sunday")  # type: ignore[arg-type]
