"""The samples of which something is called off."""

import pytest

from postsales import cancellations, refunds
from postsales.samples import called_off, cancellation_requests, cancellation_terms, refund_terms

NOON = "2026-04-02T12:00+02:00"

ANSWERS = [
    # cum(2) of 64.99 over 5 = 25.996
    ("part-shipped", {"coffee": 2}, {"already_shipped": 3}, "return_instead", "26.00"),
    # cum(1) of 179.99 over 2 = 89.995
    ("engraved", {"ring": 1}, {"already_engraving_begun": 1}, "leave_out", "90.00"),
]


@pytest.mark.parametrize(
    ("id", "allowed", "because", "hint", "total"), ANSWERS, ids=[x[0] for x in ANSWERS]
)
def test_the_answer_and_the_money(
    id: str, allowed: dict[str, int], because: dict[str, int], hint: str, total: str
) -> None:
    order = next(x for x in called_off if x.id == id)
    decision = cancellations.assess(order, cancellation_requests[id], cancellation_terms, at=NOON)
    assert decision.allowed == allowed
    assert decision.because == because
    assert [x.kind for x in decision.hints] == [hint]
    assert str(refunds.quote(decision, refund_terms).total.amount) == total


def test_all_are_told() -> None:
    assert [x[0] for x in ANSWERS] == [x.id for x in called_off] == list(cancellation_requests)


def test_the_hours_are_over() -> None:
    order = called_off[0]
    request = cancellation_requests[order.id]
    late = "2026-04-03T09:20+02:00"
    decision = cancellations.assess(order, request, cancellation_terms, at=late)
    assert decision.because == {"already_shipped": 3, "window_closed": 5}
