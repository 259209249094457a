"""Eight merchants' terms read, are written back, and no law finds anything against them."""

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from attrs import fields, has

import postsales
from postsales.wire import toml
from tests.architecture.source import ROOT
from tests.testing import gallery
from tests.testing.good import suite

# Nothing is reached here that no other test reaches, and tracing it would double the time.
pytestmark = pytest.mark.no_cover

PAGES = ROOT / "docs" / "gallery"

# The one that refuses most; the seeds ask all of them.
test_strict = suite("gallery: strict")


def test_all_that_lie_there_are_asked() -> None:
    lying = {x.name for x in (files("postsales.samples") / "gallery").iterdir()}
    assert lying == {f"{name}.toml" for name in gallery.NAMES}


@pytest.mark.parametrize("name", gallery.NAMES)
class TestEach:
    """What a stranger takes home."""

    def test_it_has_terms_of_returns_refunds_and_cancellations(self, name: str) -> None:
        assert {"returns", "refunds", "cancellations"} <= set(gallery.bundle(name).sections)

    def test_what_is_written_reads_back_equal(self, name: str) -> None:
        terms = gallery.bundle(name)
        again = toml.read_terms(toml.write_terms(terms))
        assert again == terms
        assert again.returns.ref == terms.returns.ref

    def test_it_has_a_page_with_questions_of_customers(self, name: str) -> None:
        page = (PAGES / f"{name.replace('_', '-')}.md").read_text(encoding="utf-8")
        assert f"samples/gallery/{name}.toml" in page
        assert 3 <= page.count("\n## “") <= 5


# What a program gives besides a file, and what none of these merchants would say.
UNSAID = {
    ("ReturnTerms", "holidays"),
    ("ReturnTerms", "required"),
    ("ReturnTerms", "excepted"),
    ("ReturnTerms", "tolled_by"),
    ("CancellationTerms", "required"),
    ("CancellationTerms", "excepted"),
    ("ExchangeTerms", "rounding"),
    ("GuaranteeTerms", "until_on"),
    ("ChangeTerms", "required"),
    ("ChangeTerms", "excepted"),
    ("ChangeTerms", "rounding"),
    ("AcceptedConditions", "for_reasons"),
    ("AcceptedConditions", "by"),
    ("WorkCalendar", "holidays"),
    ("PromotionRule", "for_reasons"),
    ("NonDays", "holidays"),
    ("NonDays", "extra"),
    ("RmaClock", "by"),
    ("Extension", "by"),
    ("Roll", "by"),
    ("Last", "by"),
    ("Citation", "text"),
    ("Citation", "checked_on"),
}


def values_of(value: object) -> Iterator[Any]:
    """Every value of terms, with what lies in it."""
    if isinstance(value, tuple):
        for one in value:
            yield from values_of(one)
    elif has(type(value)) and type(value).__name__ in dir(postsales):
        yield value
        for one in options_of(value):
            yield from values_of(getattr(value, one.name))


def options_of(value: Any) -> list[Any]:
    """The fields of a value that a merchant can say."""
    return [x for x in fields(type(value)) if x.init]


def test_the_merchants_together_use_every_option() -> None:
    said: dict[str, set[str]] = {}
    all_of: dict[str, set[str]] = {}
    for name in gallery.NAMES:
        for value in values_of(gallery.bundle(name)):
            own = options_of(value)
            all_of[type(value).__name__] = {x.name for x in own}
            told = {x.name for x in own if getattr(value, x.name) != x.default}
            said.setdefault(type(value).__name__, set()).update(told)
    assert {(x, y) for x, names in all_of.items() for y in names - said[x]} == UNSAID
