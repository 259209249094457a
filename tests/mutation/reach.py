"""Which tests run against a mutant, and in which order."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import groupby
from pathlib import Path

from attrs import field, frozen
from coverage import CoverageData

from tests.mutation.places import Source

MOST_SECONDS = 60.0
"""How much test time, as recorded, a mutant is given: so much of the near tests, and as much again
of all others where a line is run at import. Those hold for the whole source and reach no line."""

FIRST_SECONDS = 4.0
FIRST_FILES = 8
"""The first tests are few and out of few files, because most mutants fall to them."""

Lines = Mapping[int, frozenset[str]]


@frozen
class Unit:
    """What runs whole or not at all: one test, or all examples of a page, which share names."""

    tests: tuple[str, ...]
    seconds: float

    @property
    def file(self) -> str:
        """The file that has to be collected for it."""
        return file_of(self.tests[0])


@frozen
class Suite:
    """The tests that pass without a mutation: how long each takes, and which lines it reaches."""

    seconds: Mapping[str, float]
    lines: Mapping[str, Lines] = field(repr=False)
    """For each file of the source below the root, the tests that reach each of its lines."""

    @classmethod
    def read(cls, tests: Path, covered: Path) -> "Suite":
        """As the recorder and coverage wrote them down."""
        data = CoverageData(str(covered))
        data.read()
        seconds = json.loads(tests.read_text(encoding="utf-8"))["passed"]
        lines: dict[str, dict[int, frozenset[str]]] = {}
        # Several copies can have been recorded, and each has its own name for a file.
        for name in sorted(data.measured_files()):
            of_file = lines.setdefault(_below_the_root(name), {})
            for line, tests_of_line in _by_line(data, name, seconds).items():
                of_file[line] = of_file.get(line, frozenset()) | tests_of_line
        return cls(seconds, lines)

    def order(self, file: str, line: int, source: Source) -> tuple[list[Unit], list[Unit]]:
        """Near and far tests: those that reach the statement, then its file; and all others.

        What a call runs is not run by a test that reaches nothing of its file: those are left out.
        """
        at_all = self.lines.get(file, {})
        reached = frozenset[str]().union(
            *(at_all.get(line, frozenset()) for line in source.statement(line))
        )
        touched = frozenset[str]().union(*at_all.values())
        if source.is_run_at_import(line):
            reached |= touched
        ways = {unit: _distance(unit, reached, touched) for unit in self.units}
        found = sorted(self.units, key=lambda unit: (ways[unit], unit.seconds))
        near = [unit for unit in found if ways[unit] < _FAR]
        is_for_all = source.is_run_at_import(line) or not near
        return near, found[len(near) :] if is_for_all else []

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """All tests, as they can be run."""
        whole = sorted(self.seconds, key=_whole)  # within a page as they ran
        grouped = (tuple(tests) for _, tests in groupby(whole, key=_whole))
        return tuple(Unit(tests, sum(self.seconds[x] for x in tests)) for tests in grouped)


def file_of(test: str) -> str:
    """The file in which a test stands."""
    return test.partition("::")[0]


def batches(
    near: Iterable[Unit], far: Iterable[Unit], most: float = MOST_SECONDS
) -> Iterator[list[Unit]]:
    """The same tests, as far as their time lasts: a few near ones, the other near ones, the far."""
    chosen = list(_affordable(near, most))
    files: set[str] = set()
    first: list[Unit] = []
    spent = 0.0
    for unit in chosen:
        if spent + unit.seconds > FIRST_SECONDS:
            break
        if unit.file in files or len(files) < FIRST_FILES:
            files.add(unit.file)
            first.append(unit)
            spent += unit.seconds
    taken = set(first)
    rest = [unit for unit in chosen if unit not in taken]
    yield from (batch for batch in (first, rest, list(_affordable(far, most))) if batch)


def _affordable(units: Iterable[Unit], most: float) -> Iterator[Unit]:
    spent = 0.0
    for unit in units:
        spent += unit.seconds
        if spent > most:
            return
        yield unit


_FAR = 2


def _distance(unit: Unit, reached: frozenset[str], touched: frozenset[str]) -> int:
    if any(test in reached for test in unit.tests):
        return 0
    return 1 if any(test in touched for test in unit.tests) else _FAR


def _whole(test: str) -> str:
    """What a test cannot be taken out of."""
    return file_of(test) if file_of(test).endswith(".md") else test


def _below_the_root(name: str) -> str:
    return "src/" + Path(name).as_posix().rpartition("/src/")[2]


def _by_line(data: CoverageData, name: str, tests: Mapping[str, float]) -> Lines:
    """The tests that reach each line, without those that fail anyway and the phases of a test."""
    return {
        line: frozenset(test for x in contexts if (test := x.rpartition("|")[0]) in tests)
        for line, contexts in data.contexts_by_lineno(name).items()
    }
