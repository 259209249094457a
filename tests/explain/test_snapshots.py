"""The explanations as a person reads them, pinned word for word."""

import pytest

from tests.explain.snapshots import FOLDER, told

TOLD = told()


@pytest.mark.parametrize("name", sorted(TOLD))
def test_an_explanation_reads_as_written_down(name: str) -> None:
    written = (FOLDER / name).read_text(encoding="utf-8")
    assert TOLD[name] == written, "meant? then: python -m tests.explain.snapshots"


def test_every_file_is_still_told() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(TOLD)


def test_the_same_question_is_answered_in_the_same_words() -> None:
    assert told() == TOLD
