"""What staff allow by name of what can no longer be changed."""

from typing import Any

import pytest

from postsales import (
    Changeable,
    ChangeRequest,
    Event,
    Overridden,
    Quantities,
    Shipped,
    changes,
    explain,
)
from postsales.basics.moments import instant
from tests.changes.given import AT, asked, larger, only, shirts
from tests.changes.test_changes_hold import Packed

NOON = "2026-03-02T12:00+01:00"
TERMS = only(Changeable(["options", "address"], until=Packed))
PACKED = Packed(Quantities({"tee": 3}), at=NOON)
LARGER = larger(2, "36.00")
FEWER = ChangeRequest.fewer({"tee": 1})
ELSEWHERE = ChangeRequest.to_address("addr-7", {"tee": 2})


def by_kim(*codes: str, **more: Any) -> Overridden:
    """M. Kim allows it at one."""
    told = {"who": "M. Kim", "why": "the box is open", "at": "2026-03-02T13:00+01:00", **more}
    return Overridden(codes, **told)


@pytest.mark.parametrize(
    ("request_", "history", "because"),
    [
        pytest.param(LARGER, [PACKED, by_kim("too_late_packed")], {}, id="what was packed"),
        pytest.param(FEWER, [by_kim("not_changeable")], {}, id="what the terms do not open"),
        pytest.param(
            LARGER,
            [PACKED, by_kim("too_late_packed", lines="mug")],
            {"too_late_packed": 2},
            id="another line is named",
        ),
        pytest.param(
            LARGER,
            [Shipped({"tee": 3}, at=NOON), by_kim("already_shipped")],
            {"already_shipped": 2},
            id="what has left has left",
        ),
        pytest.param(
            ELSEWHERE,
            [by_kim("rest_of_line_stays")],
            {"rest_of_line_stays": 2},
            id="a line goes to one place",
        ),
    ],
)
def test_who_allowed_what(
    request_: ChangeRequest, history: list[Event], because: dict[str, int]
) -> None:
    assert asked(request_, *history, terms=TERMS).because == because


def test_what_was_allowed_can_be_booked() -> None:
    history = [PACKED, by_kim("too_late_packed")]
    found = asked(LARGER, *history, terms=TERMS)
    event = changes.quote(found).settled(at=AT)
    after = shirts(*history).after(event)
    assert after.position_at(instant(AT)).units("tee").cancelled == 2


def test_it_is_recorded_and_said() -> None:
    found = asked(LARGER, PACKED, by_kim("too_late_packed"), terms=TERMS)
    assert found.record().findings == found.findings
    text = explain.text(found, locale="en", zone="Europe/Berlin")
    assert "allowed by M. Kim (the box is open), although: too late packed" in text
