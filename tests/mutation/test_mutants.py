"""The draw is the same each time, and takes every place at most once."""

from pathlib import Path

import pytest

from tests.mutation.mutants import Mutant, drawn, mutants

TEXT = """\
def price(units: int | None, each: int = 3) -> int | None:
    return None if units is None else units * each
"""


def a_place(line: int, *operators: str) -> list[Mutant]:
    return [Mutant("src/a.py", (line, 4), operator, 0) for operator in operators]


FOUND = [x for line in range(1, 60) for x in a_place(line, "Add", "NumberReplacer", "Sub")]


class TestTheDraw:
    """A seed decides it whole."""

    def test_it_is_the_same_each_time(self) -> None:
        assert list(drawn(FOUND, seed=7)) == list(drawn(FOUND, seed=7))

    def test_another_seed_draws_others(self) -> None:
        assert list(drawn(FOUND, seed=7)) != list(drawn(FOUND, seed=8))

    def test_each_place_is_drawn_once(self) -> None:
        assert sorted(one.line for one in drawn(FOUND)) == list(range(1, 60))

    def test_every_operator_has_its_turn(self) -> None:
        assert {one.operator for one in drawn(FOUND)} == {"Add", "NumberReplacer", "Sub"}

    def test_fewer_are_the_first_of_more(self) -> None:
        draws = drawn(FOUND)
        assert [next(draws) for _ in range(5)] == list(drawn(FOUND))[:5]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout with one small module, and a cosmic-ray to change it."""
    pytest.importorskip("cosmic_ray", reason="cosmic-ray comes with the extra 'mutation'")
    (tmp_path / "a.py").write_text(TEXT, encoding="utf-8")
    return tmp_path


class TestWhatCosmicRayFinds:
    """Everything that can be changed and might be noticed."""

    def test_it_leaves_annotations_out(self, root: Path) -> None:
        found = mutants([root / "a.py"], root)
        assert {one.place for one in found} == {
            (1, 41),  # the default 3
            (2, 19),  # the condition: `not units is None`
            (2, 25),  # its `is`
            (2, 44),  # the `*`
        }
        assert found == sorted(found)

    def test_a_mutant_is_the_text_with_one_change(self, root: Path) -> None:
        found = mutants([root / "a.py"], root)
        changed = {one.operator: one for one in found}["ReplaceBinaryOperator_Mul_Add"]
        assert changed.text(root) == TEXT.replace("units * each", "units + each")
        assert changed.difference(root).splitlines() == [
            "-    return None if units is None else units * each",
            "+    return None if units is None else units + each",
        ]

    def test_what_was_judged_is_known_until_its_module_changes(self, root: Path) -> None:
        (one, *_) = mutants([root / "a.py"], root)
        before = one.key(root)
        assert one.key(root) == before
        (root / "a.py").write_text(TEXT + "\n", encoding="utf-8")
        assert one.key(root) != before
