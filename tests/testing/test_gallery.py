"""Eight merchants' terms read, are written back, and no law finds anything against them."""

from importlib.resources import files

import pytest

from postsales.wire import toml
from tests.architecture.source import ROOT
from tests.testing import gallery
from tests.testing.good import suite

PAGES = ROOT / "docs" / "gallery"

# Those that differ most; the seeds ask all of them.
test_strict = suite("gallery: strict")
test_generous = suite("gallery: generous")
test_digital = suite("gallery: digital")


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


def test_no_option_of_terms_is_in_none_of_them_that_fits() -> None:
    together = "\n".join(map(gallery.text, gallery.NAMES))
    for option in OPTIONS:
        assert option in together, option


OPTIONS = (
    "special_windows",
    "precedence",
    "extensions",
    "season",
    "for_askers",
    "exclusions",
    "proofs",
    "guards",
    "applies_to",
    "covers",
    "not_started",
    "judged_by",
    "forms",
    "roll",
    "ship_by",
    "inspect_by",
    "refund_by",
    "window",
    "fees",
    "tax_rate",
    "diminished",
    "rounding",
    "promotions",
    "credit",
    "postage",
    "chosen",
    "other_charges",
    "within",
    "bonus",
    "advance",
    "alike",
    "leftover",
    "uneven",
    "rungs",
    "evidence",
    "tier",
    "market",
    "channel",
    "tag",
    "trait",
    "kind",
)
