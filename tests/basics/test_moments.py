"""Instants, zones and local days: half-open, and right on the difficult midnights."""

import copy
import zoneinfo
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Any

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales.basics._errors import InvalidValue, PostsalesError, WrongType
from postsales.basics.moments import (
    as_pendulum,
    day_start,
    days_later,
    instant,
    iso_repr,
    local_day,
    local_time,
    midnight,
    zone_info,
    zone_key,
)
from tests.basics.given import STRANGE, named, refused_shortly

MICROSECOND = timedelta(microseconds=1)
DAY = timedelta(days=1)

DIFFICULT_MIDNIGHTS = [
    pytest.param(
        "America/Santiago", "2024-09-08", "2024-09-08T04:00Z", 23, id="Santiago skips midnight"
    ),
    pytest.param("Africa/Cairo", "2024-04-26", "2024-04-25T22:00Z", 23, id="Cairo skips midnight"),
    pytest.param("Asia/Beirut", "2024-03-31", "2024-03-30T22:00Z", 23, id="Beirut skips midnight"),
    pytest.param(
        "America/Havana", "2024-03-10", "2024-03-10T05:00Z", 23, id="Havana skips midnight"
    ),
    pytest.param(
        "America/Havana", "2024-11-03", "2024-11-03T04:00Z", 25, id="Havana repeats midnight"
    ),
    pytest.param(
        "Atlantic/Azores", "2024-10-27", "2024-10-27T00:00Z", 25, id="the Azores repeat midnight"
    ),
    pytest.param("Asia/Amman", "2022-02-25", "2022-02-24T22:00Z", 23, id="Amman skips midnight"),
    pytest.param(
        "Pacific/Apia", "2011-12-30", "2011-12-30T10:00Z", 0, id="Apia skips the whole day"
    ),
    pytest.param(
        "Europe/Berlin", "2024-03-31", "2024-03-30T23:00Z", 23, id="Berlin changes at two"
    ),
]


@pytest.mark.parametrize(("zone", "day", "begins", "hours"), DIFFICULT_MIDNIGHTS)
class TestDifficultMidnights:
    """A local day begins at its first instant and ends where the next one begins."""

    def test_it_begins_at_its_first_instant(
        self, zone: str, day: str, begins: str, hours: int
    ) -> None:
        start = day_start(zone, date.fromisoformat(day))
        assert start == instant(begins)
        assert start.tzinfo is UTC

    def test_it_is_as_long_as_it_really_is(
        self, zone: str, day: str, begins: str, hours: int
    ) -> None:
        today = date.fromisoformat(day)
        assert day_start(zone, today + DAY) - day_start(zone, today) == timedelta(hours=hours)

    def test_the_instant_before_is_another_day(
        self, zone: str, day: str, begins: str, hours: int
    ) -> None:
        today = date.fromisoformat(day)
        assert local_day(instant(begins) - MICROSECOND, zone) == today - DAY
        first = today if hours else today + DAY
        assert local_day(instant(begins), zone) == first

    def test_inner_code_finds_it_by_ordinal(
        self, zone: str, day: str, begins: str, hours: int
    ) -> None:
        assert midnight(zone, date.fromisoformat(day).toordinal()) == instant(begins)


ZONES = sorted(
    key
    for key in zoneinfo.available_timezones()
    if "/" in key and not key.startswith(("posix/", "right/"))
)
FIRST, LAST = datetime(1970, 1, 2, tzinfo=UTC), datetime(2037, 12, 30, tzinfo=UTC)


def transition(zone: str, begin: datetime) -> datetime:
    """The first change of a zone's clocks within a year of an instant; that instant without one."""
    info = zone_info(zone)
    before = begin.astimezone(info).utcoffset()
    weeks = (begin + timedelta(weeks=n) for n in range(54))
    late = next((x for x in weeks if x.astimezone(info).utcoffset() != before), None)
    if late is None:
        return begin
    early = late - timedelta(weeks=1)
    while late - early > MICROSECOND:
        middle = early + (late - early) / 2
        if middle.astimezone(info).utcoffset() == before:
            early = middle
        else:
            late = middle
    return late


instants = st.datetimes(
    FIRST.replace(tzinfo=None), LAST.replace(tzinfo=None), timezones=st.just(UTC)
)
near = st.sampled_from([-3600, -60, -1, 0, 1, 60, 1800, 3599, 3600]).map(
    lambda seconds: timedelta(seconds=seconds)
) | st.sampled_from([-MICROSECOND, MICROSECOND])


class TestLocalDays:
    """Every instant lies in exactly one local day: no gap, no overlap."""

    @given(st.sampled_from(ZONES), instants, near)
    def test_every_instant_lies_in_exactly_one_day(
        self, zone: str, begin: datetime, away: timedelta
    ) -> None:
        for at in (begin, transition(zone, begin) + away):
            around = [at.date() + timedelta(days=n) for n in range(-3, 4)]
            holding = [x for x in around if day_start(zone, x) <= at < day_start(zone, x + DAY)]
            assert len(holding) == 1

    @given(st.sampled_from(ZONES), instants)
    def test_no_day_begins_before_the_one_before(self, zone: str, begin: datetime) -> None:
        for at in (begin, transition(zone, begin)):
            starts = [day_start(zone, at.date() + timedelta(days=n)) for n in range(-2, 4)]
            assert starts == sorted(starts)

    @given(st.sampled_from(ZONES), instants, near)
    def test_it_is_the_day_that_the_clocks_show(
        self, zone: str, begin: datetime, away: timedelta
    ) -> None:
        for at in (begin, transition(zone, begin) + away):
            day = local_day(at, zone)
            assert day_start(zone, day) <= at < day_start(zone, day + DAY)
            assert local_time(at, zone).date() == day

    @given(st.sampled_from(ZONES), instants)
    def test_the_first_instant_is_the_first(self, zone: str, begin: datetime) -> None:
        for at in (begin, transition(zone, begin)):
            start = day_start(zone, local_day(at, zone))
            assert local_day(start, zone) == local_day(at, zone)
            assert local_day(start - MICROSECOND, zone) < local_day(at, zone)


class TestDaysLater:
    """Days later the clocks show the same time; the first instant of a day stays one."""

    @pytest.mark.parametrize(
        ("at", "days", "zone", "expected"),
        [
            pytest.param(
                "2026-03-05T12:30+01:00",
                1,
                "Europe/Berlin",
                "2026-03-06T12:30+01:00",
                id="an ordinary day",
            ),
            pytest.param(
                "2026-03-28T12:30+01:00",
                1,
                "Europe/Berlin",
                "2026-03-29T12:30+02:00",
                id="over the change to summer time",
            ),
            pytest.param(
                "2026-03-28T02:30+01:00",
                1,
                "Europe/Berlin",
                "2026-03-29T03:30+02:00",
                id="an hour that is skipped is read with the offset before",
            ),
            pytest.param(
                "2026-10-24T02:30+02:00",
                1,
                "Europe/Berlin",
                "2026-10-25T02:30+02:00",
                id="an hour that comes twice is the first",
            ),
            pytest.param(
                "2026-10-25T02:30+01:00",
                1,
                "Europe/Berlin",
                "2026-10-26T02:30+01:00",
                id="from the second of two",
            ),
            pytest.param(
                "2026-10-25T02:30+01:00",
                0,
                "Europe/Berlin",
                "2026-10-25T02:30+01:00",
                id="no days later it is still the second of two",
            ),
            pytest.param("2028-02-28T10:00Z", 1, "UTC", "2028-02-29T10:00Z", id="into a leap day"),
            pytest.param(
                "2024-09-07T04:00Z",
                1,
                "America/Santiago",
                "2024-09-08T04:00Z",
                id="midnight becomes the first instant of a day without one",
            ),
            pytest.param(
                "2024-09-08T04:00Z",
                1,
                "America/Santiago",
                "2024-09-09T03:00Z",
                id="and the first instant of that day becomes midnight again",
            ),
        ],
    )
    def test_days_later(self, at: str, days: int, zone: str, expected: str) -> None:
        assert days_later(instant(at), days, zone) == instant(expected)

    @given(st.sampled_from(ZONES), instants, st.integers(0, 400))
    def test_it_is_so_many_days_later(self, zone: str, at: datetime, days: int) -> None:
        found = local_day(days_later(at, days, zone), zone)
        expected = local_day(at, zone) + timedelta(days=days)
        # A day that a zone left out is not there to arrive at.
        assert found in {expected, expected + DAY}
        assert days_later(at, days, zone) >= at


class TestInstants:
    """An instant is an aware time of any library, or text with an offset; it is kept in UTC."""

    @pytest.mark.parametrize(
        "text",
        [
            "2026-03-02T09:15:00Z",
            "2026-03-02T09:15Z",
            "2026-03-02T10:15+01:00",
            "2026-03-02 10:15:00.000000+01:00",
            "2026-03-02T10:15:00.000+0100",
            "20260302T101500+01",
            "2026-03-01T21:15:00-12:00",
            "2026-03-02T09:45:30+00:30:30",
        ],
    )
    def test_text_with_an_offset(self, text: str) -> None:
        found = instant(text)
        assert found == datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
        assert type(found) is datetime
        assert found.tzinfo is UTC

    @pytest.mark.parametrize(
        "value",
        [
            datetime(2026, 3, 2, 9, 15, tzinfo=UTC),
            datetime(2026, 3, 2, 10, 15, tzinfo=timezone(timedelta(hours=1))),
            datetime(2026, 3, 2, 10, 15, tzinfo=zoneinfo.ZoneInfo("Europe/Berlin")),
            pendulum.datetime(2026, 3, 2, 10, 15, tz="Europe/Berlin"),
            pendulum.datetime(2026, 3, 2, 9, 15),
        ],
        ids=["UTC", "an offset", "a zone", "pendulum in a zone", "pendulum in UTC"],
    )
    def test_an_aware_time(self, value: datetime) -> None:
        found = instant(value)
        assert found == datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
        assert type(found) is datetime
        assert found.tzinfo is UTC

    @pytest.mark.parametrize(("fold", "hour"), [(0, 0), (1, 1)], ids=["the first", "the second"])
    def test_an_hour_that_comes_twice_keeps_its_fold(self, fold: int, hour: int) -> None:
        expected = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
        berlin = zoneinfo.ZoneInfo("Europe/Berlin")
        assert instant(datetime(2026, 10, 25, 2, 30, fold=fold, tzinfo=berlin)) == expected
        assert instant(pendulum.instance(expected).in_timezone("Europe/Berlin")) == expected

    @given(instants, st.sampled_from(ZONES))
    def test_it_is_the_same_instant_from_everywhere(self, at: datetime, zone: str) -> None:
        assert instant(local_time(at, zone)) == at
        assert instant(as_pendulum(at, zone)) == at
        assert instant(local_time(at, zone).isoformat()) == at

    @given(instants)
    def test_its_repr_evaluates(self, at: datetime) -> None:
        assert instant(eval(iso_repr(at))) == at  # noqa: S307

    @pytest.mark.parametrize(
        "value",
        ["1900-01-01T00:00Z", "2999-12-31T23:59:59.999999Z"],
        ids=["the first", "the last"],
    )
    def test_the_ends_are_allowed(self, value: str) -> None:
        assert instant(value).isoformat().startswith(value[:16])

    @pytest.mark.parametrize(
        "value",
        [
            "1899-12-31T23:59:59.999999Z",
            "3000-01-01T00:00Z",
            "0001-01-01T00:00+14:00",
            "9999-12-31T23:59-14:00",
            datetime.min.replace(tzinfo=timezone(timedelta(hours=14))),
            datetime.max.replace(tzinfo=timezone(timedelta(hours=-14))),
            datetime.max.replace(tzinfo=UTC),
        ],
        ids=["before", "after", "year 1", "year 9999", "below all", "above all", "the last of all"],
    )
    def test_beyond_the_ends_is_refused(self, value: str | datetime) -> None:
        with pytest.raises(InvalidValue, match="1900 to 2999") as caught:
            instant(value, "placed_at")
        assert caught.value.field == "placed_at"

    @pytest.mark.parametrize(
        "value",
        [
            pytest.param(datetime(2026, 3, 2, 10, 15), id="a naive time"),
            pytest.param(pendulum.naive(2026, 3, 2, 10, 15), id="a naive time of pendulum"),
            pytest.param("2026-03-02T10:15", id="text without an offset"),
            pytest.param("2026-03-02", id="text without a time"),
            pytest.param("2026-03-02+01:00", id="a day with an offset"),
            pytest.param("2026-W10-1", id="a day of a week"),
            pytest.param("10:15+01:00", id="no day"),
            pytest.param("2026-02-29T10:15Z", id="a day that is not there"),
            pytest.param("2026-03-02T25:00Z", id="an hour that is not there"),
            pytest.param("2026-03-02T10:15:61Z", id="a second that is not there"),
            pytest.param("2026-03-02T10:15+24:00", id="an offset that is not there"),
            pytest.param("2026-03-02T10:15 Europe/Berlin", id="a zone for an offset"),
            pytest.param("tomorrow at ten", id="words"),
            pytest.param("", id="nothing"),
            pytest.param(" " * 20, id="blanks"),
            pytest.param("\x00" * 20, id="nulls"),
            pytest.param("٢٠٢٦-٠٣-٠٢T١٠:١٥Z", id="digits of another script"),
            pytest.param("\ud800" * 20, id="half a letter"),
            pytest.param("2" * 1_000_000, id="a megabyte"),
        ],
    )
    def test_what_names_no_instant_is_refused(self, value: Any) -> None:
        with pytest.raises(InvalidValue) as caught:
            instant(value)
        assert refused_shortly(caught.value)
        assert caught.value.field == "at"

    @pytest.mark.parametrize(
        "value", [*named(STRANGE), pytest.param(date(2026, 3, 2), id="a day"), 1772442900]
    )
    def test_what_is_no_time_is_refused(self, value: Any) -> None:
        with pytest.raises(WrongType) as caught:
            instant(value)
        assert refused_shortly(caught.value)

    def test_a_zone_that_gives_no_offset_is_naive(self) -> None:
        class Nowhere(tzinfo):
            def utcoffset(self, _: datetime | None) -> None:
                return None

            dst = utcoffset

            def tzname(self, _: datetime | None) -> str:
                return "nowhere"

        with pytest.raises(InvalidValue, match="naive"):
            instant(datetime(2026, 3, 2, tzinfo=Nowhere()))

    def test_an_instant_copies(self) -> None:
        at = instant("2026-03-02T10:15+01:00")
        assert copy.deepcopy(at) == at


class TestZones:
    """A zone is an IANA key that is known, and nothing else."""

    @pytest.mark.parametrize("key", ["Europe/Berlin", "UTC", "America/Argentina/Buenos_Aires"])
    def test_a_key(self, key: str) -> None:
        assert zone_key(key) == key
        assert zone_info(key).key == key

    @pytest.mark.parametrize(
        "key",
        [
            "Mars/Base",
            "Europe",
            "europe/nowhere",
            "",
            " ",
            "+01:00",
            "../../etc/passwd",
            "/etc/localtime",
            "Europe/Berlin\x00",
            "Europe/Berlin\n",
            "Ü",
            "\ud800",
            "x" * 1_000_000,
            "Europe/" * 1000,
        ],
        ids=lambda key: ascii(key[:20]),
    )
    def test_an_unknown_key_is_refused(self, key: str) -> None:
        with pytest.raises(InvalidValue, match="Europe/Berlin") as caught:
            zone_key(key, "zone of the terms")
        assert caught.value.field == "zone of the terms"
        assert refused_shortly(caught.value)

    @pytest.mark.parametrize(
        "key", [*named(STRANGE), pytest.param(zoneinfo.ZoneInfo("UTC"), id="a zone object")]
    )
    def test_what_is_no_text_is_refused(self, key: Any) -> None:
        with pytest.raises(PostsalesError):
            zone_key(key)


class TestPendulum:
    """For people an instant is a pendulum time in a zone that is named."""

    def test_it_shows_the_clocks_there(self) -> None:
        shown = as_pendulum(instant("2026-03-05T11:30Z"), "Europe/Berlin")
        assert isinstance(shown, pendulum.DateTime)
        assert shown.format("dddd HH:mm") == "Thursday 12:30"
        assert shown.timezone_name == "Europe/Berlin"

    def test_an_unknown_zone_is_refused(self) -> None:
        with pytest.raises(InvalidValue):
            as_pendulum(instant("2026-03-05T11:30Z"), "Mars/Base")
