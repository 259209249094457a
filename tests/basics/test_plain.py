"""Plain data: what is told can be read back, or it is refused."""

import sys
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from postsales import Finding, InvalidValue, Verdict, WrongType
from postsales.basics._plain import DEEPEST, plain


def nested(levels: int) -> Any:
    """Lists in lists."""
    value: list[Any] = []
    for _ in range(levels - 1):
        value = [value]
    return value


def far_down(frames: int, ask: Callable[[], object]) -> object:
    """What is answered when so many calls are already under way."""
    return far_down(frames - 1, ask) if frames else ask()


class TestDepth:
    """As deep as readers go, and no deeper."""

    def test_as_deep_as_it_may_be(self) -> None:
        assert plain(nested(DEEPEST)) == nested(DEEPEST)

    def test_one_level_more(self) -> None:
        with pytest.raises(InvalidValue, match="at most 100 levels are written"):
            plain(nested(DEEPEST + 1))

    def test_values_that_hold_themselves_in_parts(self) -> None:
        found = Finding(Verdict.UNKNOWN, "box_missing")
        for _ in range(DEEPEST):
            found = Finding(Verdict.UNKNOWN, "any_of", parts=[found])
        with pytest.raises(InvalidValue, match="at most 100 levels"):
            plain(found)

    def test_where_the_stack_is_nearly_full(self) -> None:
        left = sys.getrecursionlimit() - 150
        with pytest.raises(InvalidValue, match="at most 100 levels"):
            far_down(left, lambda: plain(nested(DEEPEST)))


@pytest.mark.parametrize(
    ("value", "told"),
    [
        pytest.param(10**100 - 1, 10**100 - 1, id="the longest number"),
        pytest.param(Decimal("0.190"), "0.190", id="an exact number keeps its digits"),
        pytest.param(Decimal("1E+3"), "1000", id="an exact number, written short"),
        pytest.param(frozenset({"mug", "lamp"}), ["lamp", "mug"], id="a set in one order"),
        pytest.param({Verdict.MET: 1}, {"met": 1}, id="a word as a key"),
    ],
)
def test_what_is_told(value: object, told: object) -> None:
    assert plain(value) == told


@pytest.mark.parametrize(
    ("value", "error", "says"),
    [
        pytest.param(10**100, InvalidValue, "at most 100 digits", id="a number too long"),
        pytest.param(float("inf"), InvalidValue, "finite numbers", id="an infinite number"),
        pytest.param(Decimal("NaN"), InvalidValue, "finite numbers", id="an exact one of none"),
        pytest.param(Decimal("1E+100"), InvalidValue, "at most 100", id="an exact one too long"),
        pytest.param(Decimal("1E-99"), InvalidValue, "at most 100", id="an exact one too fine"),
        pytest.param("\ud800", InvalidValue, "valid Unicode", id="half a letter"),
        pytest.param({"\ud800": 1}, InvalidValue, "valid Unicode", id="half a letter as a key"),
        pytest.param({5: 1}, WrongType, "text is needed", id="a number as a key"),
        pytest.param(b"tee", WrongType, "plain data is made of", id="bytes"),
    ],
)  # fmt: skip
def test_what_is_refused(value: object, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        plain(value)
