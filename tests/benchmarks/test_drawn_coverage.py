"""The table of drawn intervals stands on the page as the module draws it."""

import pytest

from benchmarks.drawn_coverage import SHOPS, row, table
from tests.architecture.source import ROOT

PAGE = ROOT / "docs" / "explanation" / "scores-and-their-n.md"


@pytest.mark.no_cover
def test_the_page_says_what_is_drawn() -> None:
    assert row("`newcombe`, n in each", 5) in PAGE.read_text(encoding="utf-8").splitlines()


@pytest.mark.no_cover
def test_every_shop_is_drawn() -> None:
    head, line, *rows = table(draws=1)
    assert head.count("|") == line.count("|")
    assert len(rows) == 3 * len(SHOPS)
