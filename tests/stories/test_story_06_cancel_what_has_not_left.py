"""Cancel what has not left: one line splits into units that cancel and units that come back."""

from attrs import evolve

from postsales import (
    EUR,
    CancellationRequest,
    CancellationTerms,
    Cancelled,
    Hint,
    Outcome,
    Paid,
    ReturnRequest,
    Shipped,
    Tender,
    cancellations,
    refunds,
    returns,
)
from tests.stories.acme import order, refund_terms, terms

early = evolve(
    order,
    history=[
        Paid(EUR("163.85"), tender=Tender.card("ch_1"), at=order.placed_at),
        Shipped({"tee": 1}, at="2026-03-03T16:00+01:00"),
    ],
)
until_shipped = CancellationTerms(id="acme-cancel", version="2026-03", until=Shipped)
call_off = CancellationRequest.of({"tee": 3, "lamp": 1}, reason="changed_mind")
AT = "2026-03-03T18:00+01:00"
part = cancellations.assess(early, call_off, until_shipped, at=AT)


def test_one_line_splits() -> None:
    assert part.outcome is Outcome.PARTLY
    assert part.allowed == {"tee": 2, "lamp": 1}
    assert part.item("tee").because == {"already_shipped": 1}


def test_what_has_left_has_another_way() -> None:
    assert part.hints == (
        Hint("return_instead", line="tee", units=1, removes=("already_shipped",)),
    )
    rest = part.hints[0].applied_to(call_off)
    asked = cancellations.assess(early, call_off.without("tee", 1), until_shipped, at=AT)
    assert rest == asked.request
    assert asked.outcome is Outcome.ALLOWED
    back = returns.assess(early, ReturnRequest.of({"tee": 1}, reason="too_small"), terms, at=AT)
    assert back.allowed == {"tee": 1}


def test_nothing_travels_back_so_nothing_is_kept() -> None:
    quote = refunds.quote(part, refund_terms)
    assert quote.total == EUR("122.33")  # 33.33 + 89.00
    assert quote.fees == ()


def test_what_was_called_off_is_booked_and_gone() -> None:
    quote = refunds.quote(part, refund_terms)
    after = early.after(Cancelled(part.allowed, at=AT), quote.settled(at=AT, ref="rf-1"))
    assert after.position(at=AT).units("tee").cancelled == 2
    again = cancellations.assess(after, call_off, until_shipped, at=AT)
    assert again.outcome is Outcome.REFUSED
    assert again.because == {"already_shipped": 1, "already_cancelled": 3}
