"""Figures are exact, and are written for the readers that are named."""

from datetime import UTC, date, datetime, timedelta
from decimal import Context, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import EUR, JPY, USD, Currency, InvalidValue, Money, WrongType
from postsales.basics.moments import day_start
from postsales.explain.figures import Figures
from postsales.explain.languages import speech
from tests.explain.read import read_minor

KWD = Currency("KWD")
IQD = Currency("IQD")
CLF = Currency("CLF")
POINTS = Currency("POINTS", exponent=0)
FINE = Currency("P2P", exponent=12)


def figures(locale: str, zone: str) -> Figures:
    """How figures are written for a reader."""
    return speech(locale, zone, "agent", None).figures


BERLIN = figures("en", "Europe/Berlin")
SAT_4_APRIL = date(2026, 4, 4)


class TestMoney:
    """Every digit of an amount is shown, and no other."""

    @pytest.mark.parametrize(
        ("money", "locale", "written"),
        [
            pytest.param(EUR("1234.50"), "en", "€1,234.50", id="two decimals"),
            pytest.param(EUR("0.05"), "en", "€0.05", id="five cents"),
            pytest.param(EUR("-4.95"), "en", "-€4.95", id="less than nothing"),
            pytest.param(EUR("0.00"), "en", "€0.00", id="nothing"),
            pytest.param(JPY("10000"), "en", "JP¥10,000", id="no decimals"),
            pytest.param(KWD("12.345"), "en", "KWD 12.345", id="three decimals"),
            pytest.param(CLF("0.0001"), "en", "CLF 0.0001", id="four decimals"),
            pytest.param(IQD("7.005"), "en", "IQD 7.005", id="decimals by ISO and not by CLDR"),
            pytest.param(POINTS("-250"), "en", "-POINTS 250", id="a currency of one's own"),
            pytest.param(
                FINE.minor(1), "en", "P2P 0.000000000001", id="a code that ends in a letter"
            ),
            pytest.param(EUR.minor(10**18 - 1), "en", "€9,999,999,999,999,999.99", id="the most"),
            pytest.param(USD("20.00"), "en", "US$20.00", id="dollars where there are several"),
            pytest.param(USD("20.00"), "en_US", "$20.00", id="dollars at home"),
            pytest.param(EUR("1234.50"), "en_DE", "1.234,50 €", id="English in Germany"),
            pytest.param(KWD("1234.500"), "en_DE", "1.234,500 KWD", id="a code that stands behind"),
            pytest.param(EUR("1234567.00"), "en_IN", "€12,34,567.00", id="grouped as in India"),
        ],
    )
    def test_an_amount_is_written(self, money: Money, locale: str, written: str) -> None:
        assert figures(locale, "UTC").money(money) == written

    @given(
        minor=st.integers(1 - 10**18, 10**18 - 1),
        currency=st.sampled_from([EUR, JPY, KWD, CLF, IQD, POINTS]),
    )
    def test_it_reads_back(self, minor: int, currency: Currency) -> None:
        assert read_minor(BERLIN.money(currency.minor(minor))) == minor

    def test_the_callers_decimal_context_does_not_matter(self) -> None:
        with localcontext(Context(prec=2)):
            assert BERLIN.money(EUR.minor(10**18 - 1)) == "€9,999,999,999,999,999.99"
            assert BERLIN.number(123_456) == "123,456"

    def test_the_environment_does_not_matter(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("LANG", "LC_ALL", "LC_NUMERIC", "LC_TIME", "LANGUAGE"):
            monkeypatch.setenv(name, "de_DE.UTF-8")
        monkeypatch.setenv("TZ", "Pacific/Kiritimati")
        assert BERLIN.money(EUR("1234.50")) == "€1,234.50"
        assert BERLIN.moment(datetime(2026, 3, 5, 11, 30, tzinfo=UTC)).endswith("12:30")


class TestDays:
    """A day is written with its weekday, in the order of the country."""

    @pytest.mark.parametrize(
        ("locale", "written"),
        [
            ("en", "Saturday, 4 April 2026"),
            ("en_GB", "Saturday, 4 April 2026"),
            ("en_IE", "Saturday 4 April 2026"),
            ("en_US", "Saturday, April 4, 2026"),
            ("en_CA", "Saturday, April 4, 2026"),
        ],
    )
    def test_a_day_is_written(self, locale: str, written: str) -> None:
        assert figures(locale, "UTC").day(SAT_4_APRIL) == written

    @pytest.mark.parametrize(
        ("locale", "written"),
        [("en", "00:00"), ("en_GB", "00:00"), ("en_IE", "00:00"), ("en_US", "12:00 AM")],
    )
    def test_a_time_is_written(self, locale: str, written: str) -> None:
        midnight = datetime(2026, 4, 4, tzinfo=UTC)
        assert figures(locale, "UTC").moment(midnight).endswith(f" at {written}")


class TestMoments:
    """A moment names one instant, whatever the clocks do."""

    @pytest.mark.parametrize(
        ("at", "written"),
        [
            pytest.param("2026-03-05T11:30", "Thursday, 5 March 2026 at 12:30", id="ordinary"),
            pytest.param("2026-03-31T22:00", "Wednesday, 1 April 2026 at 00:00", id="a month ends"),
            pytest.param("2028-02-29T11:00", "Tuesday, 29 February 2028 at 12:00", id="leap day"),
            pytest.param("2026-03-29T01:00", "Sunday, 29 March 2026 at 03:00", id="skipped hour"),
            pytest.param(
                "2026-10-25T00:30", "Sunday, 25 October 2026 at 02:30 (UTC+02:00)", id="first 02:30"
            ),
            pytest.param(
                "2026-10-25T01:30",
                "Sunday, 25 October 2026 at 02:30 (UTC+01:00)",
                id="second 02:30",
            ),
            pytest.param("2026-03-05T11:30:07", "Thursday, 5 March 2026 at 12:30:07", id="seconds"),
        ],
    )
    def test_a_moment_is_written(self, at: str, written: str) -> None:
        assert BERLIN.moment(datetime.fromisoformat(at).replace(tzinfo=UTC)) == written

    def test_instants_that_differ_by_an_hour_read_differently(self) -> None:
        first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
        assert BERLIN.moment(first) != BERLIN.moment(first + timedelta(hours=1))


class TestLastDay:
    """An end is called the end of a day when it is just that in the zone of the reader."""

    @pytest.mark.parametrize(
        ("zone", "day"),
        [
            pytest.param("Europe/Berlin", date(2026, 4, 4), id="ordinary"),
            pytest.param("Europe/Berlin", date(2026, 3, 28), id="before the hour is skipped"),
            pytest.param("Europe/Berlin", date(2026, 10, 25), id="with an hour twice"),
            pytest.param("America/Santiago", date(2024, 9, 7), id="before a skipped midnight"),
            pytest.param("America/Havana", date(2026, 10, 31), id="before two midnights"),
            pytest.param("UTC", date(2028, 2, 29), id="leap day"),
        ],
    )
    def test_the_end_of_a_day_is_that_day(self, zone: str, day: date) -> None:
        told = figures("en", zone)
        end = day_start(zone, day + timedelta(days=1))
        assert told.last_day(end) == told.day(day)
        assert told.last_day(end - end.resolution) is None
        assert told.last_day(end + end.resolution) is None

    def test_elsewhere_it_lies_within_a_day(self) -> None:
        end = day_start("Europe/Berlin", SAT_4_APRIL)
        assert figures("en", "America/New_York").last_day(end) is None


class TestLists:
    """Several things are named as the country does."""

    @pytest.mark.parametrize(
        ("locale", "count", "between"),
        [
            ("en", 1, ()),
            ("en", 2, (" and ",)),
            ("en", 3, (", ", " and ")),
            ("en_US", 3, (", ", ", and ")),
            ("en", 5, (", ", ", ", ", ", " and ")),
        ],
    )
    def test_what_stands_between(self, locale: str, count: int, between: tuple[str, ...]) -> None:
        assert tuple(figures(locale, "UTC").between(count)) == between


class TestLocale:
    """A locale is known and of a language with words, or it is refused with what is allowed."""

    @pytest.mark.parametrize("locale", ["en", "EN", "en_GB", "en-GB", "en-gb", "en_us", "en_001"])
    def test_an_english_locale_is_read(self, locale: str) -> None:
        assert isinstance(figures(locale, "UTC"), Figures)

    def test_spelling_does_not_matter(self) -> None:
        assert figures("en-gb", "UTC") == figures("en_GB", "UTC")

    @pytest.mark.parametrize(
        "locale",
        [
            "", " ", "tlh", "fr_FR", "en_", "en_XX", "en_ZZ", "en_999", "en_US_POSIX", "en_Dsrt",
            "en_Shaw_GB", "english", "en_GB\n", "en GB", "en/GB", "../en", "en_GB.UTF-8", "C",
            "\0", "en_\u0661\u0661\u0661", "en_G\u0412",
            pytest.param("en_" * 400_000, id="a million letters"),
        ],
    )  # fmt: skip
    def test_another_one_is_refused(self, locale: str) -> None:
        with pytest.raises(InvalidValue, match="there are words in") as refused:
            figures(locale, "UTC")
        assert refused.value.field == "locale"
        assert "'en_GB'" in str(refused.value)
        assert len(str(refused.value)) < 300

    @pytest.mark.parametrize("locale", [None, 1, b"en", ["en"], object()])
    def test_what_is_no_text_is_refused(self, locale: object) -> None:
        with pytest.raises(WrongType):
            figures(locale, "UTC")  # type: ignore[arg-type]


class TestZone:
    """A zone is a key that is known, or it is refused."""

    @pytest.mark.parametrize(
        "zone",
        ["", "Mars/Olympus", "../../etc/passwd", "/etc/localtime", "Europe", "CET-1CEST", "\0",
         "Europe/Berlin\n", pytest.param("x" * 1_000_000, id="a million letters")],
    )  # fmt: skip
    def test_an_unknown_zone_is_refused(self, zone: str) -> None:
        with pytest.raises(InvalidValue, match="zone"):
            figures("en", zone)

    @pytest.mark.parametrize("zone", [None, 1, UTC, ["UTC"]])
    def test_what_is_no_text_is_refused(self, zone: object) -> None:
        with pytest.raises(WrongType, match="zone"):
            figures("en", zone)  # type: ignore[arg-type]
