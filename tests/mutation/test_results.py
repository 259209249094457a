"""What was judged is kept, counted and told."""

from datetime import date
from pathlib import Path

import pytest

from tests.mutation.judge import KILLED, STILLBORN, SURVIVED, TIMED_OUT, Verdict
from tests.mutation.mutants import Mutant
from tests.mutation.page import FILE, page
from tests.mutation.results import Results, Row, stillborn, table


def a_mutant(package: str, line: int) -> Mutant:
    return Mutant(f"src/postsales/{package}/__init__.py", (line, 0), "AddNot", 0)


JUDGED = [
    (a_mutant("orders", 1), Verdict(KILLED, by="tests/a.py::b")),
    (a_mutant("orders", 2), Verdict(SURVIVED, tests=9)),
    (a_mutant("orders", 3), Verdict(STILLBORN)),
    (a_mutant("basics", 1), Verdict(TIMED_OUT)),
]


class TestTheTable:
    """Every package has its row, and whoever cannot be imported is in none."""

    def test_it_counts_by_package_and_together(self) -> None:
        assert table(JUDGED)[2:] == [
            "| `basics` | 1 | 0 | 1 | 0 | 100.0% (20.7% to 100.0%) |",
            "| `orders` | 2 | 1 | 0 | 1 | 50.0% (9.5% to 90.5%) |",
            "| all | 3 | 1 | 1 | 1 | 66.7% (20.8% to 93.9%) |",
        ]

    def test_a_mutant_that_ran_out_of_time_was_noticed(self) -> None:
        row = Row("all", killed=2, timed_out=1, survived=1)
        assert row.judged == 4
        assert "75.0%" in str(row)

    def test_stillborn_ones_are_counted_apart(self) -> None:
        assert stillborn(JUDGED) == 1

    def test_the_page_takes_it_between_its_comments(self) -> None:
        text = "before\n<!-- mutants -->\nold\n<!-- end of mutants -->\nafter"
        made = page(text, JUDGED, date(2026, 11, 22))
        assert made.startswith("before\n<!-- mutants -->\n\n| package |")
        assert made.endswith("<!-- end of mutants -->\nafter")
        assert "2026-11-22; 1 more were drawn" in made
        assert "old" not in made
        assert page(made, JUDGED, date(2026, 11, 22)) == made


def test_the_documentation_has_a_place_for_it() -> None:
    text = FILE.read_text(encoding="utf-8")
    assert page(text, JUDGED, date(2026, 11, 22)) != text


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where results are kept."""
    return tmp_path / "results.json"


class TestResults:
    """A second run goes on where the first one stopped."""

    @pytest.fixture(autouse=True)
    def two_results(self, file: Path) -> None:
        """Two of three were judged."""
        results = Results(file)
        results.add(*self.killed)
        results.add(*self.survived)

    killed = (Mutant("src/postsales/basics/money.py", (1, 0), "AddNot", 0), Verdict(KILLED, by="t"))
    survived = (
        Mutant("src/postsales/basics/money.py", (2, 0), "AddNot", 1),
        Verdict(SURVIVED, tests=4),
    )
    unknown = Mutant("src/postsales/basics/money.py", (3, 0), "AddNot", 2)

    def test_what_was_judged_is_known(self, file: Path) -> None:
        results = Results(file)
        for mutant, verdict in (self.killed, self.survived):
            assert results.get(mutant) == verdict
        assert results.get(self.unknown) is None

    def test_survivors_can_be_judged_once_more(self, file: Path) -> None:
        results = Results(file)
        assert results.forget(SURVIVED) == 1
        assert results.get(self.survived[0]) is None
        assert results.get(self.killed[0]) == self.killed[1]
