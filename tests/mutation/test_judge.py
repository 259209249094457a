"""A planted package with one test: what it notices is killed, and the rest survives."""

import shutil
import signal
from pathlib import Path

import pytest

from tests.mutation.__main__ import confirm
from tests.mutation.judge import KILLED, STILLBORN, SURVIVED, Copy, Verdict
from tests.mutation.mutants import Mutant
from tests.mutation.places import ROOT
from tests.mutation.reach import Suite

CODE = """\
LIMIT = 3

def is_many(units):
    return units > LIMIT
"""
TESTS = """\
from planted.units import is_many

def test_far_from_the_edge():
    assert is_many(9)
    assert not is_many(1)
"""
FILE, TEST = "src/planted/units.py", "tests/test_units.py::test_far_from_the_edge"
SUITE = Suite({TEST: 0.01}, {FILE: {4: frozenset({TEST})}})


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """The package, its test, and of our own tests only the plugin that runs chosen ones."""
    pytest.importorskip("cosmic_ray", reason="cosmic-ray comes with the extra 'mutation'")
    for folder in ("src/planted", "tests/mutation"):
        (tmp_path / "planted" / folder).mkdir(parents=True)
    root = tmp_path / "planted"
    for name in ("src/planted/__init__.py", "tests/__init__.py", "tests/mutation/__init__.py"):
        (root / name).touch()
    shutil.copy(ROOT / "tests" / "mutation" / "chosen.py", root / "tests" / "mutation")
    (root / FILE).write_text(CODE, encoding="utf-8")
    (root / "tests" / "test_units.py").write_text(TESTS, encoding="utf-8")
    return Copy(root)


@pytest.mark.parametrize(
    ("mutant", "verdict"),
    [
        pytest.param(
            Mutant(FILE, (4, 17), "ReplaceComparisonOperator_Gt_LtE", 0),
            Verdict(KILLED, by=TEST),
            id="the opposite is noticed",
        ),
        pytest.param(
            Mutant(FILE, (4, 17), "ReplaceComparisonOperator_Gt_GtE", 0),
            Verdict(SURVIVED, tests=1),
            id="the edge is not, since no test stands on it",
        ),
    ],
)
def test_a_mutant_is_judged_by_the_tests(copy: Copy, mutant: Mutant, verdict: Verdict) -> None:
    assert copy.judged(mutant, SUITE) == verdict
    assert (copy.root / FILE).read_text(encoding="utf-8") == CODE


def test_what_cannot_be_imported_is_stillborn(copy: Copy) -> None:
    broken = CODE.replace("LIMIT = 3", "LIMIT = 3 - 'x' * 2")
    (copy.root / FILE).write_text(broken, encoding="utf-8")
    mutant = Mutant(FILE, (1, 10), "ReplaceBinaryOperator_Sub_Add", 0)
    assert copy.judged(mutant, SUITE) == Verdict(STILLBORN)


def test_what_does_not_end_is_ended(tmp_path: Path) -> None:
    assert Copy(tmp_path).run(["-c", "while True: pass"], 0.2) == -signal.SIGALRM


class TestWhoKilled:
    """A test proves something only when it passes without the mutation."""

    judged = (
        (Mutant(FILE, (4, 17), "ReplaceComparisonOperator_Gt_LtE", 0), Verdict(KILLED, TEST)),
    )

    def test_one_that_passes_is_believed(self, copy: Copy) -> None:
        confirm(self.judged, copy, SUITE)

    def test_one_that_fails_anyway_is_not(self, copy: Copy) -> None:
        (copy.root / FILE).write_text(CODE.replace(">", "<"), encoding="utf-8")
        with pytest.raises(SystemExit, match=f"{TEST}: this fails without a mutation, too"):
            confirm(self.judged, copy, SUITE)
