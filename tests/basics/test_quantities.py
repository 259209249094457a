"""Mappings that cannot change."""

from collections import OrderedDict, UserDict
from types import MappingProxyType
from typing import Any

import pytest
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from hypothesis import strategies as st

from postsales.basics._errors import InvalidValue, PostsalesError, WrongType
from postsales.basics.quantities import FrozenMap, Quantities
from tests.basics.given import BAD_COUNTS, STRANGE, named, refused_shortly

lines = st.dictionaries(
    st.text("abcdefé-1", min_size=1, max_size=9), st.integers(1, 10**9), max_size=9
)


class TestFrozenMap:
    """It reads like a dict, compares like a dict, and stays as it was built."""

    @given(items=lines)
    def test_reads_like_a_dict(self, items: dict[str, int]) -> None:
        frozen = FrozenMap(items)
        assert len(frozen) == len(items)
        assert list(frozen) == list(frozen.keys()) == list(items)
        assert list(frozen.values()) == list(items.values())
        assert list(frozen.items()) == list(items.items())
        assert all(key in frozen and frozen[key] == value for key, value in items.items())
        assert "nobody" not in frozen
        assert frozen.get("nobody") is None
        assert all(frozen.get(key, -1) == value for key, value in items.items())
        assert frozen.get("nobody", -1) == frozen.get("nobody", default=-1) == -1

    @given(items=lines)
    def test_equal_to_any_mapping_with_the_same_items(self, items: dict[str, int]) -> None:
        turned = dict(reversed(items.items()))
        for other in (turned, FrozenMap(turned), MappingProxyType(turned), UserDict(turned)):
            assert FrozenMap(items) == other
            assert other == FrozenMap(items)
        assert hash(FrozenMap(items)) == hash(FrozenMap(turned)) == hash(Quantities(turned))

    @given(items=lines)
    def test_unequal_to_one_with_other_items(self, items: dict[str, int]) -> None:
        assert FrozenMap(items) != items | {"mug": 0}
        assert FrozenMap(items) != list(items.items())

    def test_the_source_may_change_later(self) -> None:
        source = {"tee": 2}
        frozen = FrozenMap(source)
        source["tee"] = 3
        assert frozen == {"tee": 2}

    def test_it_does_not_change(self) -> None:
        frozen: Any = FrozenMap({"tee": 2})
        with pytest.raises(TypeError):
            frozen["tee"] = 3
        with pytest.raises(FrozenInstanceError):
            frozen._items = {}
        with pytest.raises(FrozenInstanceError):
            del frozen._items
        with pytest.raises(FrozenInstanceError):
            frozen.more = 1
        assert frozen == {"tee": 2}

    def test_of_pairs(self) -> None:
        assert FrozenMap([("tee", 2), ("mug", 1)]) == {"tee": 2, "mug": 1}
        assert FrozenMap[str, int]() == {}

    def test_matches_like_a_mapping(self) -> None:
        match FrozenMap({"line": "tee", "units": 2}):
            case {"line": line, "units": 2}:
                assert line == "tee"
            case _:
                pytest.fail("a frozen map is a mapping")

    def test_shown(self) -> None:
        assert repr(FrozenMap({"tee": 2})) == "FrozenMap({'tee': 2})"

    @pytest.mark.parametrize(
        "items",
        named({"a number": 5, "text": "tee", "triples": [(1, 2, 3)], "bad keys": [([], 1)]}),
    )
    def test_made_of_nothing_else(self, items: Any) -> None:
        with pytest.raises(WrongType) as caught:
            FrozenMap(items)
        assert refused_shortly(caught.value)


class TestQuantities:
    """Whole units, at least one, of lines that have a name."""

    def test_shown_like_the_mapping_that_people_write(self) -> None:
        assert repr(Quantities({"tee": 2, "lamp": 1})) == "{'tee': 2, 'lamp': 1}"

    def test_made_once(self) -> None:
        some = Quantities({"tee": 2})
        assert Quantities.of(some) is some
        assert Quantities.of({"tee": 2}) == some
        assert Quantities.of(OrderedDict(tee=2)) == some

    def test_none_at_all(self) -> None:
        assert not Quantities()
        assert Quantities({}) == {}

    def test_the_edges(self) -> None:
        assert Quantities({"a" * 1000: 1})
        assert Quantities({"tee": 10**9})["tee"] == 10**9
        with pytest.raises(InvalidValue, match="at most 1000 characters are allowed, not 1001"):
            Quantities({"a" * 1001: 1})
        with pytest.raises(InvalidValue, match="1 to 1000000000 are allowed"):
            Quantities({"tee": 10**9 + 1})

    def test_zero_units_are_left_out(self) -> None:
        with pytest.raises(InvalidValue, match=r"units of 'tee' is 0: .*leave out lines with none"):
            Quantities({"mug": 1, "tee": 0})

    @pytest.mark.parametrize("units", named(BAD_COUNTS))
    def test_units_are_a_count(self, units: Any) -> None:
        with pytest.raises(PostsalesError) as caught:
            Quantities({"tee": units})
        assert refused_shortly(caught.value)

    @pytest.mark.parametrize(
        "line", named({"a number": 7, "none": None, "bytes": b"tee", "a tuple": ("tee",)})
    )
    def test_a_line_is_text(self, line: Any) -> None:
        with pytest.raises(WrongType, match="line is"):
            Quantities({line: 1})

    @pytest.mark.parametrize(
        "line",
        named({"empty": "", "blank": " \t", "endless": "x" * 1_000_000, "half a pair": "a\ud800"}),
    )
    def test_a_line_has_a_name(self, line: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            Quantities({line: 1})
        assert refused_shortly(caught.value)

    @pytest.mark.parametrize(
        "items",
        named(
            {
                **{k: v for k, v in STRANGE.items() if k not in ("nothing", "a mapping")},
                "pairs": [("tee", 2)],
                "text": "tee",
            }
        ),
    )
    def test_a_mapping_is_needed(self, items: Any) -> None:
        with pytest.raises(WrongType) as caught:
            Quantities(items)
        assert refused_shortly(caught.value)
