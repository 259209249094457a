"""The options of merchants in the documentation are those of the list."""

from enum import Enum

import pytest
from attrs import frozen

from postsales import FrozenMap
from tests.terms.defaults import defaults
from tests.terms.option import Option
from tests.terms.options import OPTIONS
from tests.terms.table import FILE, LISTED, page, told

PAGE = FILE.read_text(encoding="utf-8")
ENTRIES = [
    pytest.param(option, id=f"{options.of.__name__}.{option.name}")
    for options in OPTIONS
    for option in options.fields
]


class TestThePage:
    """Every class of terms has its table, with every field, what it decides and its default."""

    def test_it_is_as_written_down(self) -> None:
        assert page(PAGE).splitlines() == PAGE.splitlines(), "then: python3 dev.py options"

    def test_it_tells_every_class_once(self) -> None:
        missing = sorted({*LISTED} - {*told(PAGE)})
        assert not missing, f"write <!-- options of {missing[0]} --> and its end into {FILE.name}"
        assert len(told(PAGE)) == len(LISTED)

    def test_a_table_that_was_changed_by_hand_is_seen(self) -> None:
        changed = PAGE.replace("| `zone` |", "| `zona` |", 1)
        assert page(changed) == PAGE != changed


class TestSentences:
    """What an option decides goes on from its name, in one sentence and one row."""

    @pytest.mark.parametrize("option", ENTRIES)
    def test_it_is_one_sentence(self, option: Option) -> None:
        said = option.decides
        assert said == said.strip()
        assert said[0].islower()
        assert not said.endswith(".")
        assert ". " not in said
        assert "|" not in said
        assert "\n" not in said

    def test_no_two_options_of_a_class_decide_the_same(self) -> None:
        for options in OPTIONS:
            said = [x.decides for x in options.fields]
            assert len({*said}) == len(said), options.of


class Size(Enum):
    """Words of a host's own."""

    SMALL = "small"

    def __repr__(self) -> str:
        return "Size.SMALL"


TWO = FrozenMap({"small": 1, "large": 2})


@frozen
class Given:
    """A class with every kind of default."""

    needed: str
    nothing: str | None = None
    empty: tuple[str, ...] = ()
    blank: str = ""
    word: Size = Size.SMALL
    words: tuple[Size, ...] = (Size.SMALL,)
    mapping: FrozenMap[str, int] = TWO
    number: int = 0


def test_defaults_are_told_in_words() -> None:
    assert defaults(Given) == {
        "needed": "must be given",
        "nothing": "none",
        "empty": "none",
        "blank": "none",
        "word": "`Size.SMALL`",
        "words": "`Size.SMALL`",
        "mapping": "`small`, `large`",
        "number": "`0`",
    }
