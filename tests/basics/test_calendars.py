"""Working time: hours of a week, days that differ, and clocks that change."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from postsales import (
    Days,
    Edge,
    Holidays,
    InvalidValue,
    WorkCalendar,
    WorkingDays,
    WorkingHours,
    WrongType,
)
from postsales.basics.moments import local_time, on_the_clocks

BERLIN = "Europe/Berlin"
OFFICE = WorkCalendar(
    zone=BERLIN,
    hours={"Mon-Thu": "09:00-12:00, 13:00-17:00", "Fri": "09:00-12:00"},
    exceptions={"2026-04-01": "10:00-11:00", "2026-04-02": "closed"},
    holidays=Holidays(["2026-04-03", "2026-04-06"], since="2026-01-01", until="2026-12-31"),
)
NIGHTS = WorkCalendar(
    zone=BERLIN,
    hours={"Mon-Fri": "22:00-06:00"},
    exceptions={"2026-03-04": "closed", "2026-03-12": "10:00-12:00"},
)
ALWAYS = WorkCalendar.always(BERLIN)


def clock(at: datetime, zone: str = BERLIN) -> str:
    """What the clocks show, and the offset where it matters."""
    return local_time(at, zone).strftime("%a %d %b %H:%M")


def shown(local: str, zone: str = BERLIN) -> datetime:
    return on_the_clocks(local, zone)


@pytest.mark.parametrize(
    ("calendar", "start", "hours", "closes", "opens"),
    [
        pytest.param(
            OFFICE, "2026-03-05T09:00", 1, "Thu 05 Mar 10:00", "Thu 05 Mar 10:00", id="ordinary"
        ),
        pytest.param(
            OFFICE, "2026-03-05T09:00", 3, "Thu 05 Mar 12:00", "Thu 05 Mar 13:00",
            id="used up at the break",
        ),
        pytest.param(
            OFFICE, "2026-03-05T11:00", 2, "Thu 05 Mar 14:00", "Thu 05 Mar 14:00",
            id="over the break",
        ),
        pytest.param(
            OFFICE, "2026-03-06T11:00", 1, "Fri 06 Mar 12:00", "Mon 09 Mar 09:00",
            id="used up when the week ends",
        ),
        pytest.param(
            OFFICE, "2026-03-07T11:00", 1, "Mon 09 Mar 10:00", "Mon 09 Mar 10:00",
            id="begun at the weekend",
        ),
        pytest.param(
            OFFICE, "2026-03-06T12:00", 0, "Mon 09 Mar 09:00", "Mon 09 Mar 09:00",
            id="nothing, at a closing",
        ),
        pytest.param(
            OFFICE, "2026-03-06T11:59", 0, "Fri 06 Mar 11:59", "Fri 06 Mar 11:59",
            id="nothing, while it is open",
        ),
        pytest.param(
            OFFICE, "2026-03-31T16:00", "2.5", "Tue 07 Apr 09:30", "Tue 07 Apr 09:30",
            id="over a short day, a closed one and a run of holidays",
        ),
        pytest.param(
            OFFICE, "2026-03-27T11:00", 2, "Mon 30 Mar 10:00", "Mon 30 Mar 10:00",
            id="over a weekend on which clocks are changed",
        ),
        pytest.param(
            ALWAYS, "2026-03-28T12:00", 24, "Sun 29 Mar 13:00", "Sun 29 Mar 13:00",
            id="always open, and an hour is skipped",
        ),
        pytest.param(
            ALWAYS, "2026-10-24T12:00", 24, "Sun 25 Oct 11:00", "Sun 25 Oct 11:00",
            id="always open, and an hour is repeated",
        ),
        pytest.param(
            ALWAYS, "2028-02-28T23:00", 2, "Tue 29 Feb 01:00", "Tue 29 Feb 01:00", id="leap day"
        ),
        pytest.param(
            NIGHTS, "2026-03-02T21:00", 8, "Tue 03 Mar 06:00", "Tue 03 Mar 22:00",
            id="a shift over midnight",
        ),
        pytest.param(
            NIGHTS, "2026-03-02T21:00", 9, "Tue 03 Mar 23:00", "Tue 03 Mar 23:00",
            id="a shift, and an hour of the next",
        ),
        pytest.param(
            NIGHTS, "2026-03-03T22:00", 3, "Thu 05 Mar 23:00", "Thu 05 Mar 23:00",
            id="a shift that ends when a closed day begins, and none begins on it",
        ),
        pytest.param(
            NIGHTS, "2026-03-11T22:00", 3, "Thu 12 Mar 11:00", "Thu 12 Mar 11:00",
            id="a shift that ends when a day with other hours begins",
        ),
    ],
)  # fmt: skip
def test_adding(calendar: WorkCalendar, start: str, hours: Any, closes: str, opens: str) -> None:
    at, length = shown(start), WorkingHours(hours)
    assert clock(calendar.add(at, length)) == closes
    assert clock(calendar.add(at, length, edge="open")) == opens
    assert calendar.add(at, length, edge=Edge.CLOSE) == calendar.add(at, length.elapsed)


@pytest.mark.parametrize(
    ("calendar", "end", "hours", "begins"),
    [
        pytest.param(OFFICE, "2026-03-05T11:00", 1, "Thu 05 Mar 10:00", id="ordinary"),
        pytest.param(OFFICE, "2026-03-05T11:00", 2, "Thu 05 Mar 09:00", id="all since it opened"),
        pytest.param(OFFICE, "2026-03-05T14:00", 2, "Thu 05 Mar 11:00", id="over the break"),
        pytest.param(
            OFFICE, "2026-03-09T09:00", 0, "Fri 06 Mar 12:00", id="nothing, at an opening"
        ),
        pytest.param(OFFICE, "2026-03-06T12:00", 0, "Fri 06 Mar 12:00", id="nothing, at a closing"),
        pytest.param(OFFICE, "2026-03-09T10:00", 2, "Fri 06 Mar 11:00", id="over the weekend"),
        pytest.param(ALWAYS, "2026-03-29T12:00", 24, "Sat 28 Mar 11:00", id="an hour is skipped"),
        pytest.param(ALWAYS, "2026-10-25T12:00", 24, "Sat 24 Oct 13:00", id="an hour is repeated"),
        pytest.param(NIGHTS, "2026-03-03T06:00", 8, "Mon 02 Mar 22:00", id="a shift over midnight"),
    ],
)
def test_subtracting(calendar: WorkCalendar, end: str, hours: int, begins: str) -> None:
    assert clock(calendar.subtract(shown(end), WorkingHours(hours))) == begins


WHOLE_DAYS = """
2026-03-10T10:00  1  Wed 11 Mar 10:00  Mon 09 Mar 10:00  ordinary
2026-03-10T12:30  1  Wed 11 Mar 13:00  Mon 09 Mar 12:00  in a break
2026-03-10T18:00  1  Thu 12 Mar 09:00  Mon 09 Mar 17:00  in the evening
2026-03-10T17:00  3  Mon 16 Mar 09:00  Thu 05 Mar 17:00  at a closing
2026-03-07T10:00  1  Mon 09 Mar 10:00  Fri 06 Mar 10:00  at the weekend
2026-03-31T10:30  2  Tue 07 Apr 10:30  Fri 27 Mar 10:30  month end, a closed day and holidays
2026-03-10T10:00  0  Tue 10 Mar 10:00  Tue 10 Mar 10:00  none
"""
ROWS = [row.split("  ") for row in WHOLE_DAYS.strip().splitlines()]


@pytest.mark.parametrize(
    ("start", "days", "later", "earlier"),
    [
        pytest.param(start, int(days), later, earlier, id=name)
        for start, days, later, earlier, name in ROWS
    ],
)
def test_whole_days_keep_the_time_of_day(start: str, days: int, later: str, earlier: str) -> None:
    at, length = shown(start), WorkingDays(days)
    found = clock(OFFICE.add(at, length)), clock(OFFICE.subtract(at, length))
    assert found == (later, earlier)


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        pytest.param("2026-03-05", 0, "2026-03-05", id="none"),
        pytest.param("2026-03-07", 0, "2026-03-07", id="none, on a day that is not worked"),
        pytest.param("2026-03-05", 1, "2026-03-06", id="ordinary"),
        pytest.param("2026-03-06", 1, "2026-03-09", id="over a weekend"),
        pytest.param("2026-03-31", 1, "2026-04-01", id="month end, a day with other hours"),
        pytest.param("2026-04-01", 1, "2026-04-07", id="a closed day, then a run of holidays"),
        pytest.param("2028-02-28", 1, "2028-02-29", id="leap day"),
        pytest.param("2026-03-05", 10_000, "2064-07-08", id="very many"),
    ],
)
def test_the_last_day(start: str, days: int, last: str) -> None:
    first = date.fromisoformat(start)
    found = OFFICE.last_day(first, WorkingDays(days))
    assert found.isoformat() == last
    assert OFFICE.working_days(first, found) == days


@pytest.mark.parametrize(
    ("at", "opening", "closing"),
    [
        ("2026-03-05T09:00", "Thu 05 Mar 09:00", "Thu 05 Mar 09:00"),
        ("2026-03-05T12:00", "Thu 05 Mar 13:00", "Thu 05 Mar 12:00"),
        ("2026-03-05T08:59", "Thu 05 Mar 09:00", "Wed 04 Mar 17:00"),
        ("2026-04-05T12:00", "Tue 07 Apr 09:00", "Wed 01 Apr 11:00"),
    ],
    ids=["open", "at a closing", "just before it opens", "in a run of holidays"],
)
def test_rolling(at: str, opening: str, closing: str) -> None:
    assert clock(OFFICE.roll(shown(at), Edge.OPEN)) == opening
    assert clock(OFFICE.roll(shown(at), "close")) == closing


@pytest.mark.parametrize(
    ("zone", "hours", "day", "minutes"),
    [
        pytest.param(BERLIN, "00:00-24:00", "2026-03-29", 23 * 60, id="a day of 23 hours"),
        pytest.param(BERLIN, "00:00-24:00", "2026-10-25", 25 * 60, id="a day of 25 hours"),
        pytest.param(BERLIN, "01:00-04:00", "2026-03-29", 120, id="the hour that is skipped"),
        pytest.param(BERLIN, "01:00-04:00", "2026-10-25", 240, id="the hour that is repeated"),
        pytest.param(BERLIN, "02:30-03:15", "2026-03-29", 0, id="closed before it could open"),
        pytest.param(BERLIN, "02:15-02:45, 03:00-04:00", "2026-03-29", 60, id="in one another"),
        pytest.param("Australia/Lord_Howe", "02:00-03:00", "2026-10-04", 30, id="half an hour"),
        pytest.param("America/Santiago", "00:00-24:00", "2026-09-06", 23 * 60, id="no midnight"),
        pytest.param("Pacific/Apia", "00:00-24:00", "2011-12-30", 0, id="a day that never was"),
    ],
)
def test_clocks_that_change(zone: str, hours: str, day: str, minutes: int) -> None:
    calendar = WorkCalendar(zone=zone, hours={"Mon-Sun": hours})
    found = calendar.elapsed(shown(f"{day}T00:00", zone), shown(f"{day}T24:00", zone))
    assert found == timedelta(minutes=minutes)


class TestHolidays:
    """Where the calendar says of which days it knows the holidays, it knows no others."""

    @pytest.mark.parametrize(
        ("since", "until", "days"),
        [
            ("2026-12-28", "2026-12-31", 0),
            ("2026-12-28", "2027-01-01", 1),
            ("2026-12-28", "2027-01-04", 2),
            ("2025-12-29", "2026-01-02", 2),
            ("2027-03-01", "2027-03-08", 5),
        ],
    )
    def test_days_of_which_nobody_knows(self, since: str, until: str, days: int) -> None:
        first, last = date.fromisoformat(since), date.fromisoformat(until)
        assert OFFICE.unsure_days(first, last) == days

    def test_a_calendar_without_holidays_is_sure_of_all(self) -> None:
        assert ALWAYS.unsure_days(date(2026, 1, 1), date(2099, 1, 1)) == 0

    @pytest.mark.parametrize(
        ("hours", "days"), [("09:00-12:00", 0), ("closed", 0), (None, 1)], ids=str
    )
    def test_of_a_day_with_hours_of_its_own_it_is_sure(self, hours: str | None, days: int) -> None:
        told = {} if hours is None else {"2026-02-02": hours}
        january = Holidays([], since="2026-01-01", until="2026-01-31")
        week = {"Mon-Fri": "09:00-17:00"}
        office = WorkCalendar(zone=BERLIN, hours=week, exceptions=told, holidays=january)
        assert office.unsure_days(date(2026, 2, 1), date(2026, 2, 2)) == days
        # What lies within the days that are known is not counted twice.
        assert office.unsure_days(date(2025, 12, 29), date(2026, 2, 2)) == days + 2

    def test_hours_of_its_own_open_a_holiday(self) -> None:
        eve = WorkCalendar(
            zone=BERLIN,
            hours={"Mon-Fri": "09:00-17:00"},
            exceptions={"2026-12-24": "09:00-12:00"},
            holidays=Holidays(["2026-12-24"], since="2026-01-01", until="2026-12-31"),
        )
        assert eve.is_working_day(date(2026, 12, 24))


def test_a_night_shift_and_the_next_morning_are_open_time_together() -> None:
    week = {"Mon": "22:00-06:00", "Tue": "05:00-12:00"}
    told = WorkCalendar(zone="UTC", hours=week)
    assert told.elapsed("2026-03-02T00:00Z", "2026-03-04T00:00Z") == timedelta(hours=14)


class TestForm:
    """Hours are kept in one form, so that calendars that say the same are equal."""

    def test_equal_days_in_a_row_are_told_together(self) -> None:
        told = {
            "monday": "9:00-17:00".rjust(11, "0"),
            "Tue, Wed": "09:00-17:00",
            "Sun": "22:00-00:00",
        }
        found = WorkCalendar(zone="UTC", hours=told)
        assert dict(found.hours) == {"Mon-Wed": "09:00-17:00", "Sun": "22:00-24:00"}

    def test_a_run_may_go_over_the_weekend(self) -> None:
        found = WorkCalendar(zone="UTC", hours={"Fri-Mon": "09:00-17:00"})
        assert dict(found.hours) == {"Mon": "09:00-17:00", "Fri-Sun": "09:00-17:00"}

    def test_what_is_kept_is_read_as_the_same(self) -> None:
        assert WorkCalendar(zone=BERLIN, hours=NIGHTS.hours, exceptions=NIGHTS.exceptions) == NIGHTS

    def test_the_order_in_which_days_are_told_means_nothing(self) -> None:
        one = WorkCalendar(zone="UTC", hours={"Sun": "09:00-10:00", "Mon": "09:00-11:00"})
        two = WorkCalendar(zone="UTC", hours={"Mon": "09:00-11:00", "Sun": "09:00-10:00"})
        assert (one, hash(one)) == (two, hash(two))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"hours": {}}, "a calendar has open time"),
        ({"hours": {"Mon-Fry": "09:00-17:00"}}, "days are text such as 'Mon-Fri'"),
        ({"hours": {"Mon-Fri": "9-17"}}, "hours are text such as"),
        ({"hours": {"Mon": "09:00-25:00"}}, "clock times go from 00:00 to 24:00"),
        ({"hours": {"Mon": "24:00-01:00"}}, "clock times go from 00:00 to 24:00"),
        ({"hours": {"Mon": "09:60-10:00"}}, "clock times go from 00:00 to 24:00"),
        ({"hours": {"Mon": "09:00-09:00"}}, "write 00:00-24:00 for a whole day"),
        ({"hours": {"Mon": "closed"}}, "hours are text such as .*; leave out a day"),
        (
            {"exceptions": {"2026-12-24": "closed", date(2026, 12, 24): "09:00-12:00"}},
            "2026-12-24 is named twice",
        ),
        ({"hours": {"Mon": "09:00-12:00, 11:59-13:00"}}, "shifts of a day must not overlap"),
        ({"hours": {"Mon": "22:00-06:00, 23:00-23:30"}}, "only the last may run over midnight"),
        ({"hours": {"Mon-Wed": "09:00-12:00", "Wed": "09:00-10:00"}}, "Wed is named twice"),
        ({"zone": "Berlin"}, "a zone is an IANA key"),
        ({"exceptions": {"2026-02-30": "closed"}}, "a day is a date"),
        ({"exceptions": {"2026-03-02": "shut"}}, "hours are text such as"),
    ],
    ids=lambda value: "" if isinstance(value, str) else str(value),
)
def test_what_no_calendar_can_be(given: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidValue, match=says):
        WorkCalendar(**{"zone": "UTC", "hours": {"Mon-Fri": "09:00-17:00"}, **given})


class TestWrongInput:
    """What makes no sense is refused, with what is allowed."""

    def test_other_kinds_of_length(self) -> None:
        with pytest.raises(WrongType, match="WorkingHours, WorkingMinutes or a timedelta"):
            OFFICE.add("2026-03-05T09:00Z", 2)  # type: ignore[arg-type]

    def test_less_than_nothing(self) -> None:
        with pytest.raises(InvalidValue, match="subtract what is to be counted backwards"):
            OFFICE.add("2026-03-05T09:00Z", timedelta(seconds=-1))

    def test_an_edge_that_is_none(self) -> None:
        with pytest.raises(InvalidValue, match="no such Edge"):
            OFFICE.add("2026-03-05T09:00Z", WorkingHours(1), edge="shut")

    def test_hours_that_are_no_mapping(self) -> None:
        with pytest.raises(WrongType, match="a mapping is needed"):
            WorkCalendar(zone="UTC", hours="24x7")  # type: ignore[arg-type]

    def test_holidays_that_are_none(self) -> None:
        with pytest.raises(WrongType, match="are Holidays"):
            WorkCalendar(zone="UTC", hours={"Mon": "09:00-10:00"}, holidays=["2026-04-03"])  # type: ignore[arg-type]

    @pytest.mark.parametrize("length", [Days(5), WorkingHours(5), 5, None], ids=str)
    def test_days_that_are_no_working_days(self, length: Any) -> None:
        with pytest.raises(WrongType, match="counted as WorkingDays"):
            OFFICE.last_day(date(2026, 3, 5), length)

    def test_days_may_be_text_and_are_nothing_else(self) -> None:
        assert OFFICE.unsure_days("2026-12-28", "2027-01-04") == 2  # type: ignore[arg-type]
        with pytest.raises(WrongType, match="until"):
            OFFICE.unsure_days(date(2026, 12, 28), 5)  # type: ignore[arg-type]

    @pytest.mark.parametrize("at", ["0001-02-01T00:00Z", "9999-12-31T23:00Z"])
    @pytest.mark.parametrize(
        "ask",
        [
            pytest.param(OFFICE.is_open, id="is_open"),
            pytest.param(lambda at: OFFICE.roll(at, "open"), id="roll"),
            pytest.param(lambda at: OFFICE.add(at, WorkingDays(1)), id="add days"),
            pytest.param(lambda at: OFFICE.add(at, WorkingHours(1)), id="add hours"),
            pytest.param(lambda at: OFFICE.subtract(at, WorkingDays(1)), id="subtract days"),
            pytest.param(lambda at: OFFICE.subtract(at, WorkingHours(1)), id="subtract hours"),
            pytest.param(
                lambda at: OFFICE.elapsed(*sorted([at, "2026-03-05T09:00Z"])), id="elapsed"
            ),
        ],
    )
    def test_instants_too_far_away(self, ask: Callable[[str], object], at: str) -> None:
        with pytest.raises(InvalidValue, match="between the years 1000 and 3500"):
            ask(at)

    def test_lengths_that_no_calendar_has(self) -> None:
        for length in (timedelta.max, timedelta(days=999_999_999)):
            with pytest.raises(InvalidValue, match="between the years 1000 and 3500"):
                OFFICE.add("2026-03-05T09:00Z", length)
            with pytest.raises(InvalidValue, match="between the years 1000 and 3500"):
                OFFICE.subtract("2026-03-05T09:00Z", length)

    def test_ends_too_far_away(self) -> None:
        rare = WorkCalendar(zone="UTC", hours={"Mon": "09:00-09:01"})
        with pytest.raises(InvalidValue, match="between the years 1000 and 3500"):
            rare.add("2026-03-05T09:00Z", WorkingHours(10_000))
        with pytest.raises(InvalidValue, match="between the years 1000 and 3500"):
            rare.subtract("2026-03-05T09:00Z", WorkingHours(10_000))
        with pytest.raises(InvalidValue, match="between the years 1000 and 3500"):
            rare.last_day(date(3499, 1, 1), WorkingDays(1000))
