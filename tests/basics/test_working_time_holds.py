"""What working time promises, whatever the week, the zone and the clocks."""

from datetime import date, datetime, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import Edge, Holidays, WorkCalendar, WorkingDays
from postsales.basics.moments import instant, local_time

MINUTE = timedelta(minutes=1)
WEEKS = (
    {"Mon-Fri": "09:00-17:00"},
    {"Mon-Thu": "08:00-12:00, 13:00-18:00", "Fri": "08:00-14:00", "Sun": "01:30-02:30"},
    {"Mon-Sun": "00:30-06:30"},
    {"Sat, Sun": "22:00-03:00"},
    {"Mon-Sun": "00:00-24:00"},
    {"Sun": "02:00-03:00"},
)
# Zones, and a day near which their clocks are changed.
PLACES = (
    ("Europe/Berlin", "2026-03-29"),
    ("Europe/Berlin", "2026-10-25"),
    ("America/New_York", "2026-03-08"),
    ("America/New_York", "2026-11-01"),
    ("Australia/Lord_Howe", "2026-04-05"),
    ("Australia/Lord_Howe", "2026-10-04"),
    ("America/Santiago", "2026-04-05"),
    ("America/Santiago", "2026-09-06"),
    ("Asia/Kolkata", "2028-02-29"),
)


@cache
def calendar(week: int, place: int, differs: int) -> WorkCalendar:
    """One of the calendars; some have days that differ, close to the change of the clocks."""
    zone, day = PLACES[place]
    near = date.fromisoformat(day)
    told: dict[date, str] = {
        0: dict[date, str](),
        1: {near: "closed"},
        2: {near - timedelta(days=1): "10:00-11:00", near + timedelta(days=1): "closed"},
        3: {near: "20:00-04:00"},
    }[differs]
    held = [near + timedelta(days=2)] if differs == 3 else []
    holidays = Holidays(held, since="2026-01-01", until="2028-12-31")
    return WorkCalendar(zone=zone, hours=WEEKS[week], exceptions=told, holidays=holidays)


@st.composite
def calendars(draw: st.DrawFn) -> tuple[WorkCalendar, datetime]:
    """A calendar, and an instant within two weeks of a change of its clocks."""
    place = draw(st.integers(0, len(PLACES) - 1))
    week = draw(st.integers(0, len(WEEKS) - 1))
    found = calendar(week, place, draw(st.integers(0, 3)))
    near = instant(f"{PLACES[place][1]}T00:00Z")
    return found, near + draw(st.integers(-14 * 24 * 60, 14 * 24 * 60)) * MINUTE


LENGTHS = st.integers(0, 40 * 60).map(lambda minutes: minutes * MINUTE)
SOME = LENGTHS.filter(bool)


class TestSums:
    """Working time adds up, forwards and backwards, whatever the clocks do."""

    @given(calendars(), LENGTHS)
    def test_what_was_added_has_elapsed(
        self, given: tuple[WorkCalendar, datetime], length: timedelta
    ) -> None:
        work, at = given
        for edge in Edge:
            assert work.elapsed(at, work.add(at, length, edge=edge)) == length

    @given(calendars(), LENGTHS)
    def test_what_was_subtracted_remains(
        self, given: tuple[WorkCalendar, datetime], length: timedelta
    ) -> None:
        work, at = given
        assert work.elapsed(work.subtract(at, length), at) == length

    @given(calendars(), SOME)
    def test_there_and_back(self, given: tuple[WorkCalendar, datetime], length: timedelta) -> None:
        work, at = given
        opened = work.roll(at, Edge.OPEN)
        assert work.subtract(work.add(opened, length), length) == opened

    @given(calendars(), SOME, SOME)
    def test_two_parts_are_the_whole(
        self, given: tuple[WorkCalendar, datetime], first: timedelta, second: timedelta
    ) -> None:
        work, at = given
        for edge in Edge:
            parts = work.add(work.add(at, first, edge=edge), second, edge=edge)
            assert parts == work.add(at, first + second, edge=edge)

    @given(calendars(), st.lists(st.integers(0, 20_000), min_size=3, max_size=3))
    def test_what_elapses_adds_up(
        self, given: tuple[WorkCalendar, datetime], minutes: list[int]
    ) -> None:
        work, at = given
        first, second, third = (at + x * MINUTE for x in sorted(minutes))
        parts = work.elapsed(first, second) + work.elapsed(second, third)
        assert parts == work.elapsed(first, third)

    @given(calendars(), st.integers(0, 20_000))
    def test_nothing_elapses_backwards(
        self, given: tuple[WorkCalendar, datetime], minutes: int
    ) -> None:
        work, at = given
        assert work.elapsed(at + minutes * MINUTE, at) == timedelta()


class TestOrder:
    """More work never ends earlier, and neither does work that began later."""

    @given(calendars(), LENGTHS, LENGTHS)
    def test_more_work(
        self, given: tuple[WorkCalendar, datetime], length: timedelta, more: timedelta
    ) -> None:
        work, at = given
        for edge in Edge:
            later = work.add(at, length + more, edge=edge)
            # Nothing at all waits for an opening, while a little that fills a shift does not.
            assert later >= work.add(at, length, edge=edge) or not length
        assert work.subtract(at, length + more) <= work.subtract(at, length)

    @given(calendars(), LENGTHS, st.integers(0, 5_000))
    def test_a_later_start(
        self, given: tuple[WorkCalendar, datetime], length: timedelta, minutes: int
    ) -> None:
        work, at = given
        for edge in Edge:
            later = work.add(at + minutes * MINUTE, length, edge=edge)
            assert later >= work.add(at, length, edge=edge)

    @given(calendars(), SOME)
    def test_the_edges(self, given: tuple[WorkCalendar, datetime], length: timedelta) -> None:
        work, at = given
        closed = work.add(at, length)
        opened = work.add(at, length, edge=Edge.OPEN)
        assert at <= closed <= opened
        assert work.is_open(opened)
        assert work.is_open(closed) == (closed == opened)


class TestDays:
    """Working days count like a walk from day to day."""

    @given(calendars(), st.integers(0, 30))
    def test_the_last_day(self, given: tuple[WorkCalendar, datetime], days: int) -> None:
        work, at = given
        start = local_time(at, work.zone).date()
        walked = start
        for _ in range(days):
            walked += timedelta(days=1)
            while not work.is_working_day(walked):
                walked += timedelta(days=1)
        assert work.last_day(start, WorkingDays(days)) == walked
        assert work.working_days(start, walked) == days

    @given(calendars(), st.integers(0, 30), st.integers(0, 30))
    def test_two_parts_are_the_whole(
        self, given: tuple[WorkCalendar, datetime], first: int, second: int
    ) -> None:
        work, at = given
        start = local_time(at, work.zone).date()
        parts = work.last_day(work.last_day(start, WorkingDays(first)), WorkingDays(second))
        assert parts == work.last_day(start, WorkingDays(first + second))


def minutes_of(work: WorkCalendar, hours: str, day: date) -> list[datetime]:
    """The minutes of real time on a local day at which a shift of it is on: slow, and plain."""
    found: list[datetime] = []
    at = instant(f"{day}T00:00Z") - timedelta(hours=15)
    opens, closes = hours.split("-")
    for _ in range(54 * 60):
        shown = local_time(at, work.zone)
        if shown.date() == day and opens <= shown.strftime("%H:%M") < closes:
            found.append(at)
        at += MINUTE
    return found


@pytest.mark.parametrize("place", PLACES, ids=lambda x: f"{x[0]} {x[1]}")
class TestMinuteByMinute:
    """A walk through the minutes of the day, asking what the clocks show, finds the same."""

    # Neither opens nor closes within an hour that some clock skips or repeats.
    HOURS = "00:00-06:00"

    def test_each_minute(self, place: tuple[str, str]) -> None:
        zone, named = place
        day = date.fromisoformat(named)
        work = WorkCalendar(zone=zone, hours={"Mon-Sun": self.HOURS})
        minutes = minutes_of(work, self.HOURS, day)
        first, last = minutes[0], minutes[-1] + MINUTE
        assert work.elapsed(first, last) == len(minutes) * MINUTE
        assert work.add(first - MINUTE, len(minutes) * MINUTE) == last
        assert work.subtract(last + MINUTE, len(minutes) * MINUTE) == first
        for number, at in enumerate(minutes):
            assert work.is_open(at)
            assert work.add(first, number * MINUTE) == at
        assert not work.is_open(first - MINUTE)
        assert not work.is_open(last)
