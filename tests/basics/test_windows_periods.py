"""Windows and the counting of last days: half-open, on the clocks of one zone."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import Counted, Days, Deadline, Hours, InvalidValue, Window, WrongType
from postsales.basics.durations import Length, Months, Weeks, Years
from postsales.basics.moments import day_start, instant, local_day
from postsales.basics.periods import closing, deadline, shifted, window
from tests.basics.given import STRANGE, named

MICROSECOND = timedelta(microseconds=1)
BERLIN = "Europe/Berlin"
MARCH = Window("2026-03-05T12:30+01:00", "2026-04-05T00:00+02:00", zone=BERLIN)

COUNTS = [
    pytest.param(
        "2026-03-05T12:30+01:00",
        Days(14),
        BERLIN,
        "2026-03-19",
        id="fourteen days of an ordinary month",
    ),
    pytest.param(
        "2026-03-05T00:00+01:00", Days(14), BERLIN, "2026-03-19", id="from its first instant"
    ),
    pytest.param(
        "2026-03-05T23:59:59.999999+01:00", Days(14), BERLIN, "2026-03-19", id="and its last"
    ),
    pytest.param("2026-03-05T23:30Z", Days(14), BERLIN, "2026-03-20", id="it is the 6th in Berlin"),
    pytest.param(
        "2026-03-05T12:30+01:00", Days(0), BERLIN, "2026-03-05", id="no days end with the day"
    ),
    pytest.param("2026-01-31T12:00Z", Days(30), "UTC", "2026-03-02", id="over the end of a month"),
    pytest.param("2028-02-01T12:00Z", Days(28), "UTC", "2028-02-29", id="onto a leap day"),
    pytest.param("2026-01-31T12:00Z", Months(1), "UTC", "2026-02-28", id="a month has no 31st"),
    pytest.param("2028-01-31T12:00Z", Months(1), "UTC", "2028-02-29", id="but a leap day"),
    pytest.param("2028-02-29T12:00Z", Years(1), "UTC", "2029-02-28", id="a year has no leap day"),
    pytest.param("2026-03-05T12:00Z", Weeks(2), "UTC", "2026-03-19", id="two weeks"),
    pytest.param("2026-03-28T12:00Z", Days(1), BERLIN, "2026-03-29", id="onto a day of 23 hours"),
    pytest.param("2026-10-24T12:00Z", Days(1), BERLIN, "2026-10-25", id="onto a day of 25 hours"),
    pytest.param(
        "2024-09-01T12:00Z", Days(7), "America/Santiago", "2024-09-08", id="midnight skipped"
    ),
    pytest.param("2024-09-01T12:00Z", Days(6), "America/Santiago", "2024-09-07", id="until it is"),
    pytest.param(
        "2011-12-28T12:00-10:00", Days(1), "Pacific/Apia", "2011-12-29", id="before a lost day"
    ),
]


class TestCounting:
    """The day of the start does not count; the last day counts to its last instant."""

    @pytest.mark.parametrize(("start", "length", "zone", "last_day"), COUNTS)
    def test_the_last_day(self, start: str, length: Length, zone: str, last_day: str) -> None:
        found = deadline(instant(start), length, zone)
        assert found.last_day == date.fromisoformat(last_day)
        assert found.trace == (
            Counted("start", local_day(instant(start), zone)),
            Counted(str(length), found.last_day),
        )

    @pytest.mark.parametrize(("start", "length", "zone", "last_day"), COUNTS)
    def test_the_edge(self, start: str, length: Length, zone: str, last_day: str) -> None:
        ends = closing(instant(start), length, zone)
        assert ends == day_start(zone, date.fromisoformat(last_day) + timedelta(days=1))
        span = window(instant(start), length, zone)
        assert span.holds(ends - MICROSECOND)
        assert not span.holds(ends)
        assert span.holds(start)
        assert not span.holds(instant(start) - MICROSECOND)

    @pytest.mark.parametrize(
        ("start", "hours", "ends"),
        [
            pytest.param("2026-03-05T12:30+01:00", 24, "2026-03-06T12:30+01:00", id="a day"),
            pytest.param(
                "2026-03-28T12:30+01:00", 24, "2026-03-29T13:30+02:00", id="an hour skipped"
            ),
            pytest.param(
                "2026-10-24T12:30+02:00", 24, "2026-10-25T11:30+01:00", id="an hour repeated"
            ),
            pytest.param(
                "2026-10-25T02:30+02:00", 1, "2026-10-25T02:30+01:00", id="the same clock time"
            ),
            pytest.param("2026-03-05T12:30+01:00", 0, "2026-03-05T12:30+01:00", id="no hours"),
        ],
    )
    def test_hours_are_elapsed_time(self, start: str, hours: int, ends: str) -> None:
        found = closing(instant(start), Hours(hours), BERLIN)
        assert found == instant(ends)
        assert found - instant(start) == timedelta(hours=hours)

    def test_hours_can_end_with_a_day(self) -> None:
        found = deadline(instant("2026-03-05T00:00+01:00"), Hours(24), BERLIN)
        assert found.last_day == date(2026, 3, 5)
        assert found.ends_at == instant("2026-03-06T00:00+01:00")

    @pytest.mark.parametrize(
        ("at", "length", "expected"),
        [
            pytest.param("2026-03-03T16:00+01:00", Days(5), "2026-03-08T16:00+01:00", id="days"),
            pytest.param(
                "2026-03-28T16:00+01:00", Days(1), "2026-03-29T16:00+02:00", id="clock time"
            ),
            pytest.param("2026-03-28T16:00+01:00", Hours(24), "2026-03-29T17:00+02:00", id="hours"),
            pytest.param(
                "2026-01-31T16:00+01:00", Months(1), "2026-02-28T16:00+01:00", id="a month"
            ),
            pytest.param("2026-03-03T16:00+01:00", Days(0), "2026-03-03T16:00+01:00", id="nothing"),
            pytest.param(
                "2026-10-25T02:30+01:00", Weeks(0), "2026-10-25T02:30+01:00", id="in the fold"
            ),
        ],
    )
    def test_a_count_that_begins_later(self, at: str, length: Length, expected: str) -> None:
        assert shifted(instant(at), length, BERLIN) == instant(expected)

    @given(
        st.datetimes(datetime(1971, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)),
        st.integers(0, 500),
        st.sampled_from([BERLIN, "America/Santiago", "Asia/Kathmandu", "UTC"]),
    )
    def test_more_days_end_later(self, start: datetime, days: int, zone: str) -> None:
        first, second = (closing(start, Days(n), zone) for n in (days, days + 1))
        assert start < first < second
        assert window(start, Days(days), zone).last_day == (
            local_day(start, zone) + timedelta(days=days)
        )


class TestWindow:
    """A window holds its first instant and not its last."""

    @pytest.mark.parametrize(
        ("at", "inside"),
        [
            ("2026-03-05T12:29:59.999999+01:00", False),
            ("2026-03-05T12:30+01:00", True),
            ("2026-04-04T23:59:59.999999+02:00", True),
            ("2026-04-05T00:00+02:00", False),
        ],
    )
    def test_its_edges(self, at: str, inside: bool) -> None:
        assert MARCH.holds(at) is inside

    def test_its_last_day(self) -> None:
        assert MARCH.last_day == date(2026, 4, 4)

    def test_of_no_length_it_holds_nothing(self) -> None:
        empty = Window(MARCH.opens, MARCH.opens, zone=BERLIN)
        assert not empty.holds(MARCH.opens)

    @pytest.mark.parametrize(
        ("closes", "days", "expected"),
        [
            pytest.param(
                "2026-04-05T00:00+02:00", 15, "2026-04-20T00:00+02:00", id="midnight stays"
            ),
            pytest.param(
                "2026-03-22T00:00+01:00", 7, "2026-03-29T00:00+01:00", id="up to the change"
            ),
            pytest.param(
                "2026-03-22T00:00+01:00", 8, "2026-03-30T00:00+02:00", id="over the change"
            ),
            pytest.param("2026-04-05T00:00+02:00", 0, "2026-04-05T00:00+02:00", id="by nothing"),
            pytest.param(
                "2026-10-25T02:30+01:00", 0, "2026-10-25T02:30+01:00", id="nothing in the fold"
            ),
            pytest.param(
                "2026-04-05T13:15+02:00", 1, "2026-04-06T13:15+02:00", id="clock time stays"
            ),
        ],
    )
    def test_extended(self, closes: str, days: int, expected: str) -> None:
        longer = Window(MARCH.opens, closes, zone=BERLIN).extended(Days(days))
        assert longer == Window(MARCH.opens, expected, zone=BERLIN)

    @pytest.mark.parametrize("extra", [Hours(5), Months(1), 5], ids=repr)
    def test_extended_by_days_alone(self, extra: object) -> None:
        with pytest.raises(WrongType, match="extended by Days"):
            MARCH.extended(cast("Days", extra))

    def test_it_cannot_close_before_it_opens(self) -> None:
        with pytest.raises(InvalidValue, match="closes at or after it opens"):
            Window(MARCH.opens, MARCH.opens - MICROSECOND, zone=BERLIN)

    @pytest.mark.parametrize("value", named(STRANGE))
    def test_strange_instants_are_refused(self, value: Any) -> None:
        with pytest.raises(WrongType):
            Window(value, MARCH.closes, zone=BERLIN)
        with pytest.raises(WrongType):
            Window(MARCH.opens, value, zone=BERLIN)
        with pytest.raises(WrongType):
            MARCH.holds(value)

    @pytest.mark.parametrize("zone", ["Mars/Base", "", "x" * 1_000_000])
    def test_an_unknown_zone_is_refused(self, zone: str) -> None:
        with pytest.raises(InvalidValue):
            Window(MARCH.opens, MARCH.closes, zone=zone)

    def test_its_repr_evaluates(self) -> None:
        assert eval(repr(MARCH), {"Window": Window}) == MARCH  # noqa: S307


def test_a_deadline_for_people() -> None:
    found = deadline(instant("2026-03-05T11:30Z"), Days(30), BERLIN)
    assert found.local(BERLIN).to_datetime_string() == "2026-04-05 00:00:00"
    assert found.local("America/New_York").to_datetime_string() == "2026-04-04 18:00:00"
    assert isinstance(found, Deadline)
