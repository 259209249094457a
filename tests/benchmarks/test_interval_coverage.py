"""The page about intervals says what the module computes, and every likely count is in it."""

import math

import pytest

from benchmarks import interval_coverage
from benchmarks.interval_coverage import LEVELS, SHAPES, nps_cell, nps_table, share_table
from postsales import IntervalMethod
from tests.architecture.source import ROOT

PAGE = ROOT / "docs" / "explanation" / "scores-and-their-n.md"


@pytest.mark.no_cover
def test_the_page_says_what_is_computed() -> None:
    written = PAGE.read_text(encoding="utf-8").splitlines()
    for table in (nps_table, share_table):
        for confidence in LEVELS:
            for line in table(confidence, (5, 10)):
                assert line in written


def test_half_against_half_is_reckoned_by_hand() -> None:
    # One answer: all promoters or all detractors, and the interval has no width.
    found = nps_cell((0.25, 0.5, 0.25), 1, IntervalMethod.WALD, 0.95)
    assert found.inside == pytest.approx(0.5)
    assert found.width == 0
    assert str(found) == "50.0 / 0"


def test_shapes_are_whole() -> None:
    assert all(math.isclose(sum(shape), 1) for shape in SHAPES)


def test_the_command_prints_every_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert interval_coverage.main(["--n", "2"]) == 0
    assert capsys.readouterr().out.count("| --- | ---: |") == 2 * len(LEVELS)
