"""Where it says so, and whether anybody has looked."""

from datetime import date, datetime
from typing import Any

import pendulum
import pytest

from postsales.basics._errors import InvalidValue, PostsalesError, WrongType
from postsales.basics.citations import Citation
from tests.basics.given import STRANGE, named, refused_shortly

CRD = "Directive 2011/83/EU"
READ_ON = date(2026, 2, 11)


@pytest.mark.parametrize(
    ("citation", "said"),
    [
        (Citation(CRD, "Art. 9(1)", checked_on=READ_ON), f"{CRD}, Art. 9(1)"),
        (Citation(CRD, "Art. 9(1)"), f"{CRD}, Art. 9(1) (unverified)"),
        (Citation(CRD, checked_on=READ_ON), CRD),
        (Citation(CRD), f"{CRD} (unverified)"),
    ],
    ids=["checked", "not checked", "the whole instrument", "the whole instrument, not checked"],
)
def test_how_it_is_written(citation: Citation, said: str) -> None:
    assert str(citation) == said


class TestChecking:
    """A citation is verified when somebody says on which day the text was read."""

    def test_by_its_day(self) -> None:
        assert Citation(CRD, checked_on=READ_ON).is_verified
        assert not Citation(CRD).is_verified

    def test_a_version_alone_is_no_check(self) -> None:
        assert not Citation(CRD, text="consolidated 2022-05-28").is_verified

    def test_text_and_dates_of_other_libraries_are_days(self) -> None:
        plain = Citation(CRD, checked_on=READ_ON)
        assert Citation(CRD, checked_on="2026-02-11") == plain
        other = Citation(CRD, checked_on=pendulum.date(2026, 2, 11))
        assert other == plain
        assert type(other.checked_on) is date

    def test_equal_when_everything_is(self) -> None:
        assert Citation(CRD, "Art. 9") == Citation(CRD, "Art. 9")
        assert Citation(CRD, "Art. 9") != Citation(CRD, "Art. 9", text="consolidated 2022-05-28")


DAYS = {
    **{name: value for name, value in STRANGE.items() if name != "nothing"},
    "an instant": datetime(2026, 2, 11, 12, 0),
    "a number": 20260211,
    "no day": "2026-02-30",
    "without hyphens": "20260211",
    "a day of a week": "2026-W07-3",
    "an instant as text": "2026-02-11T12:00Z",
    "Arabic digits": "٢٠٢٦-02-11",
    "a megabyte": "2" * 1_000_000,
}


@pytest.mark.parametrize("day", named(DAYS))
def test_it_was_checked_on_a_day(day: Any) -> None:
    with pytest.raises(PostsalesError) as caught:
        Citation(CRD, checked_on=day)
    assert str(caught.value).startswith("checked_on is")
    assert refused_shortly(caught.value)


@pytest.mark.parametrize("value", named(STRANGE))
def test_its_words_are_text(value: Any) -> None:
    for refused in ({"instrument": value}, {"article": value}, {"text": value}):
        with pytest.raises(WrongType) as caught:
            Citation(**{"instrument": CRD, **refused})
        assert refused_shortly(caught.value)


@pytest.mark.parametrize("value", ["", "  ", "x" * 1001, "x" * 1_000_000])
def test_an_instrument_has_a_name(value: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        Citation(value)
    assert refused_shortly(caught.value)
