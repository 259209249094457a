"""The tests of a mutant: the nearest first, of equally near ones the fastest."""

import json
from pathlib import Path

import pytest
from coverage import CoverageData

from tests.mutation.places import Source
from tests.mutation.reach import FIRST_FILES, Suite, Unit, batches

FILE = "src/postsales/basics/a.py"
SOURCE = Source.of("LIMIT = 3\ndef f(x):\n    return x\ndef g(x):\n    return x + LIMIT\n")

SLOW, QUICK, NEAR, FAR = "t/b.py::slow", "t/a.py::quick", "t/b.py::near", "t/c.py::far"
PAGE = ("page.md::line:9", "page.md::line:10")
SUITE = Suite(
    {SLOW: 2.0, QUICK: 0.5, NEAR: 0.1, FAR: 0.01, PAGE[0]: 0.2, PAGE[1]: 0.4},
    {FILE: {3: frozenset({NEAR}), 5: frozenset({SLOW, QUICK, PAGE[1]})}},
)


def order(line: int, file: str = FILE) -> list[list[tuple[str, ...]]]:
    return [[unit.tests for unit in units] for units in SUITE.order(file, line, SOURCE)]


class TestTheOrder:
    """Who reaches the statement comes first, then who reaches its file, then everybody."""

    def test_of_those_that_reach_it_the_fastest(self) -> None:
        assert order(5) == [[(QUICK,), PAGE, (SLOW,), (NEAR,)], []]

    def test_the_examples_of_a_page_stay_together_and_in_order(self) -> None:
        (page,) = [unit for unit in SUITE.units if unit.file == "page.md"]
        assert page == Unit(PAGE, 0.2 + 0.4)

    def test_what_runs_at_import_is_reached_by_whoever_reaches_the_file(self) -> None:
        assert order(1) == [[(NEAR,), (QUICK,), PAGE, (SLOW,)], [(FAR,)]]

    def test_a_file_that_nobody_reaches_is_for_everybody(self) -> None:
        found = order(1, "src/postsales/basics/b.py")
        assert found == [[], [(FAR,), (NEAR,), (QUICK,), PAGE, (SLOW,)]]


class TestBatches:
    """A mutant gets a quick try, and then the rest, for as long as the tests may take."""

    @staticmethod
    def units(*seconds: float, files: int = 1) -> list[Unit]:
        return [Unit((f"f{n % files}.py::t{n}",), s) for n, s in enumerate(seconds)]

    def test_the_first_is_short(self) -> None:
        one, two, three = self.units(1.0, 3.0, 0.5)
        assert list(batches([one, two, three], [])) == [[one, two], [three]]

    def test_the_first_collects_few_files(self) -> None:
        many = self.units(*[0.01] * 20, files=10)
        first, second = batches(many, [])
        assert {unit.file for unit in first} == {f"f{n}.py" for n in range(FIRST_FILES)}
        assert sorted(first + second, key=many.index) == many

    def test_none_is_started_that_would_take_too_long(self) -> None:
        one, two, three = self.units(1.0, 2.0, 0.5)
        assert list(batches([one, two, three], [], most=3.0)) == [[one, two]]
        assert list(batches([one, two, three], [], most=2.9)) == [[one]]

    def test_a_slow_one_is_no_first_try(self) -> None:
        (slow,) = self.units(9.0)
        assert list(batches([slow], [])) == [[slow]]

    def test_the_far_ones_come_last_and_have_time_of_their_own(self) -> None:
        near, far, too_slow = self.units(2.0, 3.0, 9.0)
        assert list(batches([near], [far, too_slow], most=3.0)) == [[near], [far]]


def test_what_coverage_wrote_is_read(tmp_path: Path) -> None:
    tests, covered = tmp_path / "tests.json", tmp_path / "coverage"
    tests.write_text(
        json.dumps({"passed": {NEAR: 0.1, QUICK: 0.5}, "others": [FAR]}), encoding="utf-8"
    )
    data = CoverageData(str(covered))
    for context in (f"{NEAR}|setup", f"{NEAR}|run", f"{FAR}|run", ""):
        data.set_context(context)
        data.add_lines({str(tmp_path / "one" / FILE): [3]})
    data.set_context(f"{QUICK}|run")
    data.add_lines({str(tmp_path / "another" / FILE): [3, 5]})
    data.write()
    suite = Suite.read(tests, covered)
    assert suite.seconds == pytest.approx({NEAR: 0.1, QUICK: 0.5})
    assert suite.lines == {FILE: {3: frozenset({NEAR, QUICK}), 5: frozenset({QUICK})}}
