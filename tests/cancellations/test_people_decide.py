"""What staff allow by name of what can no longer be called off."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    CancellationCase,
    CancellationTerms,
    Decision,
    Delivered,
    Event,
    Hours,
    Outcome,
    Overridden,
    Quantities,
    ReturnRequested,
    Shipped,
    cancellations,
    explain,
)
from postsales.testing import strategies
from tests.cancellations.given import WORLD, Packed, any_terms, ask, plain, tees

TERMS = plain(until=[Shipped, Packed], within=Hours(12))
NOON, ONE, TWO = "2026-03-02T12:00+01:00", "2026-03-02T13:00+01:00", "2026-03-02T14:00+01:00"
NEXT_DAY = "2026-03-03T14:00+01:00"
PACKED = Packed(Quantities({"tee": 5}), at=NOON)
SHIPPED = Shipped({"tee": 5}, at=NOON)


def by_kim(*codes: str, **more: Any) -> Overridden:
    """M. Kim allows it at one."""
    told = {"who": "M. Kim", "why": "the carrier turns round", "at": ONE, **more}
    return Overridden(codes, **told)


def asked(
    *history: Event, units: int = 5, at: str = TWO, terms: CancellationTerms = TERMS
) -> Decision[CancellationCase]:
    """May the tees be called off?"""
    return cancellations.assess(tees(*history), ask(units), terms, at=at)


@pytest.mark.parametrize(
    ("history", "at", "because"),
    [
        pytest.param([SHIPPED, by_kim("already_shipped")], TWO, {}, id="the carrier turns round"),
        pytest.param([PACKED, by_kim("already_packed")], TWO, {}, id="what was packed"),
        pytest.param([by_kim("window_closed")], NEXT_DAY, {}, id="what was asked too late"),
        pytest.param(
            [PACKED, by_kim("window_closed")],
            NEXT_DAY,
            {"already_packed": 5},
            id="a second reason stays in the way",
        ),
        pytest.param(
            [PACKED, by_kim("window_closed", "already_packed")], NEXT_DAY, {}, id="both are named"
        ),
        pytest.param(
            [PACKED, by_kim("already_packed", lines="mug")],
            TWO,
            {"already_packed": 5},
            id="another line is named",
        ),
        pytest.param(
            [PACKED, by_kim("already_packed", until="2026-03-02T13:59+01:00")],
            TWO,
            {"already_packed": 5},
            id="its time is over",
        ),
        pytest.param(
            [PACKED, by_kim("already_packed", at="2026-03-02T14:00:00.000001+01:00")],
            TWO,
            {"already_packed": 5},
            id="it is allowed a microsecond later",
        ),
        pytest.param(
            [Delivered({"tee": 5}, at=NOON), by_kim("already_delivered")],
            TWO,
            {"already_delivered": 5},
            id="what has arrived has arrived",
        ),
        pytest.param(
            [
                Delivered({"tee": 5}, at=NOON),
                ReturnRequested({"tee": 5}, ref="r-1", at=NOON),
                by_kim("already_requested"),
            ],
            TWO,
            {"already_requested": 5},
            id="what a return has reserved",
        ),
    ],
)
def test_who_allowed_what(history: list[Event], at: str, because: dict[str, int]) -> None:
    found = asked(*history, at=at)
    assert found.because == because
    assert found.outcome is (Outcome.REFUSED if because else Outcome.ALLOWED)


def test_an_override_makes_no_units() -> None:
    found = asked(by_kim("more_than_bought"), units=7)
    assert found.allowed == {"tee": 5}
    assert found.because == {"more_than_bought": 2}


def test_nobody_is_sent_to_a_return_for_what_can_be_called_off() -> None:
    assert [x.kind for x in asked(SHIPPED).hints] == ["return_instead"]
    assert asked(SHIPPED, by_kim("already_shipped")).hints == ()


def test_it_is_recorded_and_said() -> None:
    found = asked(SHIPPED, by_kim("already_shipped"))
    (told,) = [x for x in found.findings if x.rule == "by_staff"]
    assert (told.facts["who"], told.facts["overridden"]) == ("M. Kim", "already_shipped")
    assert found.record().findings == found.findings
    text = explain.text(found, locale="en", zone="Europe/Berlin")
    assert "allowed by M. Kim (the carrier turns round), although: already shipped" in text


def test_its_end_is_the_next_change() -> None:
    found = asked(PACKED, by_kim("already_packed", until="2026-03-02T15:00+01:00"))
    assert found.next_change is not None
    assert found.next_change.at.isoformat() == "2026-03-02T14:00:00+00:00"


class TestNeverLess:
    """An override turns nothing that may be called off into anything else, and never a fact."""

    FACTS = ("already_delivered", "already_returned", "already_cancelled", "more_than_bought")

    @given(st.data())
    def test_whatever_it_names(self, data: st.DataObject) -> None:
        order = data.draw(strategies.orders(WORLD))
        request = data.draw(strategies.cancellation_requests(order))
        terms = data.draw(any_terms)
        at = order.placed_at + timedelta(hours=data.draw(st.integers(0, 24 * 30)))
        before = cancellations.assess(order, request, terms, at=at)
        codes = data.draw(st.sets(st.sampled_from(("window_closed", *self.FACTS)), min_size=1))
        named = codes | {*before.because} if data.draw(st.booleans()) else codes
        told = Overridden(sorted(named), who="M. Kim", why="goodwill", at=at)
        after = cancellations.assess(order.after(told), request, terms, at=at)
        assert all(after.allowed.get(x, 0) >= k for x, k in before.allowed.items())
        facts = {x: k for x, k in before.because.items() if x in self.FACTS}
        assert {x: k for x, k in after.because.items() if x in self.FACTS} == facts
