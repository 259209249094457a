"""A fact is missing: *I do not know* is an answer, with a reason and a hint."""

from datetime import date

from attrs import evolve

from postsales import (
    EUR,
    Days,
    Delivered,
    Hint,
    Outcome,
    Paid,
    ReturnRequest,
    ReturnWindow,
    Shipped,
    Tender,
    returns,
)
from tests.stories.acme import order, terms

parcel = evolve(
    order,
    history=[
        Paid(EUR("163.85"), tender=Tender.card("ch_1"), at=order.placed_at),
        Shipped(order.quantities, at="2026-03-03T16:00+01:00"),
    ],
)
strict = evolve(terms, window=ReturnWindow(Days(30), since=Delivered))
one = ReturnRequest.of({"tee": 1}, reason="too_small")
AT = "2026-04-06T09:00+02:00"


def test_without_a_delivery_date_a_person_decides() -> None:
    asked = returns.assess(parcel, one, strict, at=AT)
    assert asked.outcome is Outcome.REFER
    assert asked.because == {"delivery_date_missing": 1}
    assert asked.hints == (
        Hint(
            "tell",
            line="tee",
            units=1,
            removes=("delivery_date_missing",),
            fact="delivered_at",
        ),
    )


def test_told_the_fact_the_answer_is_there() -> None:
    told = parcel.after(Delivered({"tee": 1}, at="2026-03-05T12:30+01:00"))
    asked = returns.assess(told, one, strict, at=AT)
    assert asked.outcome is Outcome.REFUSED  # 30 days end on 4 April
    assert asked.because == {"window_closed": 1}


def test_terms_with_a_fallback_give_a_date() -> None:
    known = returns.assess(parcel, one, terms, at=AT)
    assert known.outcome is Outcome.ALLOWED
    deadline = known.item("tee").deadline
    assert deadline is not None
    assert deadline.last_day == date(2026, 4, 7)  # 3 March + 5 + 30 days
