"""Only a test that was heard to its end, and passed in all its phases, is recorded as passed."""

import json
from pathlib import Path
from typing import Literal

import pytest

from tests.mutation.recorder import Recorder

Phase = tuple[Literal["setup", "call", "teardown"], Literal["passed", "failed", "skipped"]]


def recorded(folder: Path, *phases: Phase) -> tuple[dict[str, float], list[str]]:
    """The tests that passed and the others, after one test went through some phases."""
    recorder = Recorder(folder / "tests.json")
    for when, outcome in phases:
        report = pytest.TestReport(
            "a.py::test", ("a.py", 1, "test"), {}, outcome, None, when, duration=0.25
        )
        recorder.pytest_runtest_logreport(report)
    recorder.pytest_sessionfinish()
    told = json.loads(recorder.file.read_text(encoding="utf-8"))
    return told["passed"], told["others"]


def test_the_seconds_of_all_phases_count(tmp_path: Path) -> None:
    found = recorded(tmp_path, ("setup", "passed"), ("call", "passed"), ("teardown", "passed"))
    assert found == ({"a.py::test": 0.75}, [])


@pytest.mark.parametrize(
    "phases",
    [
        pytest.param([("setup", "passed")], id="interrupted while it ran"),
        pytest.param([("setup", "skipped"), ("teardown", "passed")], id="skipped"),
        pytest.param(
            [("setup", "passed"), ("call", "failed"), ("teardown", "passed")], id="failed"
        ),
        pytest.param(
            [("setup", "passed"), ("call", "passed"), ("teardown", "failed")], id="failed after it"
        ),
    ],
)
def test_all_others_are_told_apart(tmp_path: Path, phases: list[Phase]) -> None:
    assert recorded(tmp_path, *phases) == ({}, ["a.py::test"])
