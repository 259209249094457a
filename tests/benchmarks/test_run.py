"""The benchmarks run, and say what they compared, timed and left out.

How long anything took is never asserted.
"""

from functools import partial

import pytest

from benchmarks import __main__ as run
from benchmarks import agreement
from benchmarks.bars import Bar
from benchmarks.timing import Case, Ratio, interleaved


@pytest.mark.no_cover
def test_a_quick_run_prints_every_table_and_every_bar(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["--quick", "--rounds", "1"]) == 0
    printed = capsys.readouterr().out
    assert "none differs" in printed
    for heading in (
        "One question",
        "Reading",
        "Recording",
        "Rows",
        "Replaying",
        "Engines: yes or no",
        "Engines: every reason",
        "Growth",
        "Bars",
    ):
        assert f"## {heading}" in printed
    assert "Not run:" in printed
    assert "10,000 lines" in printed
    assert "an average row has " in printed
    bars = printed.split("## Bars", 1)[1]
    assert bars.count("at most") == 6
    assert bars.count("at least") == 3


def test_nothing_is_timed_when_answers_differ(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agreement, "differs_ordinary", lambda order, request: ["O1.total is off"])
    assert run.main(["--quick", "--rounds", "1"]) == 1
    printed = capsys.readouterr().out
    assert "O1.total is off" in printed
    assert "##" not in printed


@pytest.mark.parametrize(
    ("bar", "held"),
    [
        pytest.param(Bar("x", Ratio(1.49, 1, 2), "at most", 1.5), "held", id="below at most"),
        pytest.param(Bar("x", Ratio(1.5, 1, 2), "at most", 1.5), "held", id="exactly at most"),
        pytest.param(Bar("x", Ratio(1.51, 1, 2), "at most", 1.5), "NOT HELD", id="above at most"),
        pytest.param(Bar("x", Ratio(2.99, 1, 4), "at least", 3), "NOT HELD", id="below at least"),
        pytest.param(Bar("x", Ratio(3, 1, 4), "at least", 3), "held", id="exactly at least"),
        pytest.param(Bar("x", None, "at least", 3), "not run", id="no ratio"),
        pytest.param(Bar("x", Ratio(9, 9, 9)), "", id="no bar"),
    ],
)
def test_a_bar_is_held_up_to_its_edge(bar: Bar, held: str) -> None:
    assert bar.held == held
    assert str(bar).startswith("| x | ")


def test_a_ratio_is_the_median_with_its_extremes() -> None:
    assert Ratio.of([3, 1, 2]) == Ratio(2, least=1, most=3)
    assert str(Ratio(2, least=1, most=3)) == "2.00 (1.00 to 3.00)"


def test_every_case_is_timed_in_every_round() -> None:
    calls = {"a": 0, "b": 0}

    def count(name: str) -> None:
        calls[name] += 1

    cases = {name: Case(partial(count, name)) for name in calls}
    timings = interleaved(cases, rounds=3, milliseconds=0.01)
    assert {name: len(times) for name, times in timings.rounds.items()} == {"a": 3, "b": 3}
    assert min(calls.values()) > 3
