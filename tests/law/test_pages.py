"""The pages about the law are as the register writes them, and every value in it is cited."""

from collections.abc import Iterator
from datetime import date

import pytest

from postsales import Citation, NoLawInForce, law
from postsales.basics.last_days import parts
from postsales.law.register import citations
from tests.law.pages import FOLDER, pages


def citations_of(part: object) -> Iterator[Citation]:
    """Every citation in a part of a law."""
    return parts(part, Citation)


def test_they_are_as_written() -> None:
    there = {x: x.read_text(encoding="utf-8") for x in FOLDER.glob("*.md")}
    assert there == pages(), "run python -m tests.law.pages"


@pytest.mark.parametrize("place", law.COVERED, ids=lambda x: x.code)
class TestRegister:
    """For each place: what is covered, from when, and where it stands."""

    def test_it_is_found_by_its_code(self, place: law.Jurisdiction) -> None:
        since = law.coverage(place).since
        if all(x.rows[0].from_on == since for x in place.rights.values()):
            assert law.pack(place.code, on=since) is place

    def test_the_day_before_it_began_is_not_covered(self, place: law.Jurisdiction) -> None:
        before = date.fromordinal(law.coverage(place).since.toordinal() - 1)
        with pytest.raises(NoLawInForce, match="covered from"):
            law.pack(place.code, on=before)

    def test_every_right_and_duty_is_cited(self, place: law.Jurisdiction) -> None:
        for right in place.rights.values():
            assert [*citations_of(right)]
        assert all([*citations_of(x)] for x in place.duties)

    def test_what_is_unverified_is_said(self, place: law.Jurisdiction) -> None:
        found = law.coverage(place)
        assert {*found.unverified} == {x for x in citations(place) if not x.is_verified}
