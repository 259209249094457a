"""Each worked case of a place that is covered has a row, or the record of decisions argues why not.

The cases are other people's; the test that counts them is skipped where they do not lie.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from postsales.law import COVERED
from tests.law.reference import ROWS

HERE = Path(__file__).parent
RECORD = HERE.parents[1] / "docs" / "decisions" / "law" / "reference-cases.md"


def record() -> str:
    """The record of decisions about cases that have no row."""
    return RECORD.read_text("utf-8")


def argued() -> set[str]:
    """The cases in the first column of its tables."""
    return {*re.findall(r"^\| ([A-Z]+\d+[a-z]?) \|", record(), re.MULTILINE)}


def is_covered(jurisdiction: str) -> bool:
    """Is the law of the place covered, or that of the state which it is in?"""
    codes = {x.code for x in COVERED}
    return not codes.isdisjoint({jurisdiction, re.split("[/-]", jurisdiction)[0]})


def test_every_case_of_a_covered_place_is_asked_or_argued(shared: Callable[[str], Path]) -> None:
    cases = json.loads(shared("cases/reference/law.json").read_text("utf-8"))["cases"]
    covered = {x["id"] for x in cases if is_covered(x["jurisdiction"])}
    named = {case for rows in ROWS.values() for case in rows}
    assert covered - named - argued() == set(), "neither in tests/law/reference.py nor argued"
    assert (named | argued()) - covered == set(), "there is no such case of a covered place"


@pytest.mark.parametrize("file", ROWS)
def test_every_row_stands_where_it_is_said_to(file: str) -> None:
    text = (HERE / file).read_text("utf-8")
    called = {x for x in ROWS[file].values() if f'"{x}"' in text or f"def {x}(" in text}
    assert {*ROWS[file].values()} - called == set()


def test_what_the_record_says_is_left_out_is() -> None:
    said = {*re.findall(r'"([^"]+)"', record())}
    assert said - {x for place in COVERED for x in place.left_out} == set()
    assert len(said) > 10
