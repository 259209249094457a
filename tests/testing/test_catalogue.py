"""The laws of the documentation are those that are asked."""

import pytest

from postsales.testing.law import Law
from tests.testing.catalogue import ALL, FILE, families, page, told

PAGE = FILE.read_text(encoding="utf-8")


class TestThePage:
    """Every law has its row, with what it says, why, and what it catches."""

    def test_it_is_as_written_down(self) -> None:
        assert page(PAGE) == PAGE, "then: python -m tests.testing.catalogue"

    def test_it_tells_every_family_once(self) -> None:
        assert sorted(told(PAGE)) == sorted(families())

    def test_a_table_that_was_changed_by_hand_is_seen(self) -> None:
        changed = PAGE.replace("| `WIN-01-", "| `WIN-99-", 1)
        assert page(changed) == PAGE != changed


class TestLaws:
    """A law is a sentence, a reason and a class of mistakes, under an id of its own."""

    @pytest.mark.parametrize("law", ALL, ids=lambda law: law.key)
    def test_it_says_all_three(self, law: Law) -> None:
        assert law.statement.endswith(".")
        for said in (law.because, law.catches):
            assert said
            assert not said.endswith(".")
        assert "|" not in law.statement + law.because + law.catches

    def test_no_two_have_one_id(self) -> None:
        ids = [law.id for law in ALL]
        assert len({*ids}) == len(ids)
        assert len({law.name for law in ALL}) == len(ids)
