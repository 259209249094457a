"""Fewer units of a request are taken off the line and the reason that are named, and no other."""

import pytest

from postsales import InvalidValue, ReturnItem, ReturnRequest

ASKED = ReturnRequest(
    [
        ReturnItem("mug", 2, reason="remorse"),
        ReturnItem("tee", 2, reason="defective"),
        ReturnItem("tee", 1, reason="remorse"),
        ReturnItem("zip", 4, reason="remorse"),
    ]
)


def items(line: str, units: int, reason: str = "") -> list[tuple[str, int, str]]:
    found = ASKED.without(line, units, reason=reason).items
    return [(x.line, x.units, x.reason) for x in found]


MUG, DEFECTIVE, REMORSE, ZIP = (
    ("mug", 2, "remorse"),
    ("tee", 2, "defective"),
    ("tee", 1, "remorse"),
    ("zip", 4, "remorse"),
)


@pytest.mark.parametrize(
    ("line", "units", "reason", "left"),
    [
        pytest.param("mug", 1, "", [("mug", 1, "remorse"), DEFECTIVE, REMORSE, ZIP], id="first"),
        pytest.param("zip", 1, "", [MUG, DEFECTIVE, REMORSE, ("zip", 3, "remorse")], id="last"),
        pytest.param("tee", 1, "", [MUG, ("tee", 1, "defective"), REMORSE, ZIP], id="in between"),
        pytest.param("tee", 2, "", [MUG, REMORSE, ZIP], id="a whole item"),
        pytest.param("tee", 3, "", [MUG, ZIP], id="a whole line"),
        pytest.param("tee", 1, "remorse", [MUG, DEFECTIVE, ZIP], id="those with a reason"),
    ],
)
def test_what_is_left(line: str, units: int, reason: str, left: list[tuple[str, int, str]]) -> None:
    assert items(line, units, reason) == left


@pytest.mark.parametrize(
    ("line", "units", "reason", "asked"),
    [
        pytest.param("tee", 4, "", 3, id="one more than the line"),
        pytest.param("tee", 2, "remorse", 1, id="one more than those with the reason"),
        pytest.param("cap", 1, "", 0, id="a line that nobody asked about"),
    ],
)
def test_more_than_is_asked_for_is_refused(line: str, units: int, reason: str, asked: int) -> None:
    with pytest.raises(InvalidValue, match=f"the request asks for {asked} of '{line}'"):
        items(line, units, reason)
