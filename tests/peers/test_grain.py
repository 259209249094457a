"""What is returned: counters, words for reasons, and conditions, row by row."""

import pytest
from attrs import evolve

from postsales import (
    EUR,
    CancellationRequest,
    CancellationTerms,
    Line,
    Outcome,
    ReasonKind,
    Received,
    Refunded,
    ReturnRequested,
    Shipped,
    cancellations,
)
from tests.peers.given import ASKED, RETURNS, asked, bought, quoted

TEES = Line("tee", quantity=6, total=EUR("120.00"))
DAY = "2026-03-09T12:00+01:00"


def test_a_line_of_six_in_every_state_at_once() -> None:
    order = bought(TEES, brought={"tee": 3}).after(
        Shipped({"tee": 5}, at="2026-03-03T09:00+01:00"),
        Received({"tee": 1}, at=DAY, ref="r-1"),
        ReturnRequested({"tee": 1}, at="2026-03-10T09:00+01:00", ref="r-2"),
    )
    now = order.position(at=ASKED).units("tee")
    assert (now.ordered, now.to_ship, now.in_transit) == (6, 1, 2)
    assert (now.delivered, now.requested, now.returned) == (2, 1, 1)
    assert (now.returnable, now.cancellable) == (3, 1)


def test_shipped_units_are_returned_and_the_others_called_off() -> None:
    order = bought(TEES, brought={"tee": 4})
    back = asked(order, {"tee": 5})
    assert back.allowed == {"tee": 4}
    assert back.because == {"not_shipped": 1}
    assert [x.kind for x in back.hints] == ["cancel_instead"]
    off = cancellations.assess(
        order,
        CancellationRequest.of({"tee": 5}, reason="remorse"),
        CancellationTerms(id="acme", version="1", until=Shipped),
        at=ASKED,
    )
    assert off.allowed == {"tee": 2}
    assert off.because == {"already_delivered": 3}
    assert [x.kind for x in off.hints] == ["return_instead"]


@pytest.mark.parametrize(
    ("word", "kind", "outcome"),
    [
        ("size.too_small", ReasonKind.REMORSE, Outcome.ALLOWED),
        ("quality.seam", ReasonKind.DEFECT, Outcome.ALLOWED),
        ("missing_item", ReasonKind.WRONG_ITEM, Outcome.ALLOWED),
        ("just_because", ReasonKind.OTHER, Outcome.REFER),
    ],
    ids=str,
)
def test_a_tree_of_reason_codes_and_whose_doing_each_is(
    word: str, kind: ReasonKind, outcome: Outcome
) -> None:
    reasons = {
        "size.too_small": ReasonKind.REMORSE,
        "quality.seam": ReasonKind.DEFECT,
        "missing_item": ReasonKind.WRONG_ITEM,
    }
    terms = evolve(RETURNS, reasons=reasons)
    found = asked(bought(TEES), {"tee": 1}, terms, reason=word)
    assert found.outcome is outcome
    assert found.cases[0].reason_kind is kind


def test_the_same_item_is_not_returned_many_times() -> None:
    order = bought(TEES)
    first = quoted(order, {"tee": 4}, ref="r-1")
    paid: Refunded = first.settled(ref="rf-1", at=DAY)
    order = order.after(Received({"tee": 4}, at=DAY, ref="r-1"), paid)
    again = asked(order, {"tee": 4})
    assert again.allowed == {"tee": 2}
    assert again.because == {"already_returned": 2}
    assert order.after(paid).position(at=ASKED).refundable == EUR("40.00")
