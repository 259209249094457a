"""Public holidays of a country become a value, once."""

from datetime import date

import pytest

from postsales import Holidays, InvalidValue, MissingExtra, WorkCalendar
from postsales.wire import _extras
from postsales.wire.holidays import read_holidays

SPAN = {"since": "2026-01-01", "until": "2026-12-31"}


class TestFromThePackage:
    """What the package tells of a place is held, for the days that were asked about."""

    @pytest.fixture(autouse=True)
    def _package(self) -> None:
        pytest.importorskip("holidays")

    def test_a_region_has_more_than_its_country(self) -> None:
        country = read_holidays("DE", **SPAN)
        region = read_holidays("DE", "BY", **SPAN)
        assert date(2026, 10, 3) in country.days
        assert date(2026, 1, 6) in {*region.days} - {*country.days}

    def test_days_that_were_not_asked_about_are_not_known(self) -> None:
        assert not read_holidays("DE", **SPAN).covers(date(2027, 1, 1))

    def test_they_close_a_calendar(self) -> None:
        office = WorkCalendar(
            zone="Europe/Berlin",
            hours={"Mon-Fri": "09:00-17:00"},
            holidays=read_holidays("DE", "BY", **SPAN),
        )
        assert not office.is_working_day(date(2026, 1, 6))
        assert office.is_working_day(date(2026, 1, 7))

    @pytest.mark.parametrize("place", [("XX",), ("DE", "QQ")], ids=["country", "region"])
    def test_places_that_it_does_not_know(self, place: tuple[str, ...]) -> None:
        with pytest.raises(InvalidValue, match="a place that the package holidays knows"):
            read_holidays(*place, **SPAN)

    def test_a_region_is_a_word_of_its_own(self) -> None:
        with pytest.raises(InvalidValue, match=r"read_holidays\('DE', 'BE', …\)"):
            read_holidays("DE-BE", **SPAN)

    @pytest.mark.parametrize(
        ("since", "until", "field"),
        [
            pytest.param("1990-12-31", "2026-12-31", "since", id="from before Germany was one"),
            pytest.param("2100-01-01", "2101-01-01", "until", id="to a day after the last year"),
            pytest.param("2101-01-01", "2101-12-31", "since", id="all after it"),
        ],
    )
    def test_years_of_which_it_tells_nothing(self, since: str, until: str, field: str) -> None:
        with pytest.raises(InvalidValue, match="from 1991 to 2100") as told:
            read_holidays("DE", since=since, until=until)
        assert told.value.field == field

    def test_the_first_and_the_last_year_that_it_tells(self) -> None:
        for year in (1991, 2100):
            known = read_holidays("DE", since=f"{year}-01-01", until=f"{year}-12-31")
            assert date(year, 10, 3) in known.days


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(_extras, "import_module", missing)
    with pytest.raises(MissingExtra, match=r"install postsales\[holidays\]"):
        read_holidays("DE", **SPAN)


def test_any_calendar_tells_them() -> None:
    shop = {date(2026, 12, 25), date(2027, 12, 25)}
    told = Holidays.told_by(shop, **SPAN)
    assert told == Holidays(["2026-12-25"], **SPAN)
