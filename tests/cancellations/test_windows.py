"""Until when: hours to the microsecond, days to the end of the local day, whatever clocks do."""

from datetime import date, timedelta

import pytest

from postsales import (
    CancellationTerms,
    Cancelled,
    Days,
    Delivered,
    Event,
    Hours,
    InvalidTerms,
    InvalidValue,
    Length,
    Months,
    Outcome,
    Placed,
    Shipped,
    Weeks,
    WrongType,
    Years,
    cancellations,
)
from postsales.basics.moments import instant
from tests.cancellations.given import BERLIN, ask, plain, tees

SANTIAGO = "America/Santiago"

# The sale, the length, the zone, and the first instant at which it is too late.
EDGES = [
    ("an hour", "2026-03-02T10:15+01:00", Hours(1), None, "2026-03-02T11:15+01:00"),
    ("no hour at all", "2026-03-02T10:15+01:00", Hours(0), None, "2026-03-02T10:15+01:00"),
    ("a microsecond matters", "2026-03-02T10:15:00.000001+01:00", Hours(12), None,
     "2026-03-02T22:15:00.000001+01:00"),
    ("24 hours over a skipped one", "2026-03-28T12:00+01:00", Hours(24), BERLIN,
     "2026-03-29T13:00+02:00"),
    ("24 hours over a repeated one", "2026-10-24T12:00+02:00", Hours(24), BERLIN,
     "2026-10-25T11:00+01:00"),
    ("the day of the sale", "2026-03-02T10:15+01:00", Days(0), BERLIN, "2026-03-03T00:00+01:00"),
    ("the day after", "2026-03-02T23:59:59.999999+01:00", Days(1), BERLIN,
     "2026-03-04T00:00+01:00"),
    ("sold at midnight", "2026-03-03T00:00+01:00", Days(1), BERLIN, "2026-03-05T00:00+01:00"),
    ("the same sale in another zone", "2026-03-03T00:00+01:00", Days(1), "UTC",
     "2026-03-04T00:00Z"),
    ("a day of 23 hours", "2026-03-28T12:00+01:00", Days(1), BERLIN, "2026-03-30T00:00+02:00"),
    ("a day of 25 hours", "2026-10-24T12:00+02:00", Days(1), BERLIN, "2026-10-26T00:00+01:00"),
    ("a midnight that is skipped", "2024-09-06T12:00-04:00", Days(1), SANTIAGO,
     "2024-09-08T01:00-03:00"),
    ("a midnight that comes twice", "2024-04-05T12:00-03:00", Days(1), SANTIAGO,
     "2024-04-06T24:00-04:00"),
    ("weeks", "2026-03-02T10:15+01:00", Weeks(2), BERLIN, "2026-03-17T00:00+01:00"),
    ("a month without that day", "2026-01-31T10:15+01:00", Months(1), BERLIN,
     "2026-03-01T00:00+01:00"),
    ("a year from a leap day", "2024-02-29T10:15+01:00", Years(1), BERLIN,
     "2025-03-01T00:00+01:00"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sold_at", "length", "zone", "closes"), [x[1:] for x in EDGES], ids=[x[0] for x in EDGES]
)
def test_the_last_instant_and_the_first_too_late(
    sold_at: str, length: Length, zone: str | None, closes: str
) -> None:
    end = instant(closes.replace("06T24:00", "07T00:00"))
    order, terms = tees(placed_at=sold_at), plain(within=length, zone=zone)
    late = cancellations.assess(order, ask(1), terms, at=end)
    assert late.outcome is Outcome.REFUSED
    assert late.because == {"window_closed": 1}
    assert late.hints == ()
    if length == Hours(0):
        return
    just = cancellations.assess(order, ask(1), terms, at=end - timedelta(microseconds=1))
    assert just.outcome is Outcome.ALLOWED
    deadline = just.item("tee").deadline
    assert deadline is not None
    assert deadline.ends_at == end
    assert just.next_change is not None
    assert (just.next_change.at, just.next_change.because) == (end, "window_closed")


def test_days_have_a_last_day() -> None:
    terms = plain(within=Days(1), zone=BERLIN)
    decision = cancellations.assess(tees(), ask(1), terms, at="2026-03-02T12:00+01:00")
    deadline = decision.item("tee").deadline
    assert deadline is not None
    assert deadline.last_day == date(2026, 3, 3)


def test_what_is_gone_has_no_deadline_and_no_window() -> None:
    order = tees(Delivered({"tee": 5}, at="2026-03-03T08:00Z"))
    terms = plain(within=Hours(1))
    decision = cancellations.assess(order, ask(5), terms, at="2026-03-10T08:00Z")
    assert decision.because == {"already_delivered": 5}
    assert decision.item("tee").deadline is None
    assert decision.next_change is None


def test_every_reason_is_said() -> None:
    order = tees(Shipped({"tee": 5}, at="2026-03-03T08:00Z"))
    terms = plain(within=Hours(1), until=Shipped)
    decision = cancellations.assess(order, ask(5), terms, at="2026-03-10T08:00Z")
    assert decision.because == {"already_shipped": 5, "window_closed": 5}
    (found,) = [x for x in decision.deciding if x.code == "window_closed"]
    assert found.facts["length"] == "1 hour"


def test_without_a_window_there_is_no_deadline() -> None:
    decision = cancellations.assess(tees(), ask(1), plain(), at="2036-03-02T12:00+01:00")
    assert decision.outcome is Outcome.ALLOWED
    assert decision.item("tee").deadline is None


@pytest.mark.parametrize("length", [Days(1), Weeks(1), Months(1), Years(1)])
def test_days_need_a_zone(length: Length) -> None:
    with pytest.raises(InvalidTerms, match="needs a zone"):
        plain(within=length)


@pytest.mark.parametrize("event", [Event, Placed, Cancelled])
def test_what_comes_with_the_order_or_calls_it_off_cuts_nothing_off(event: type[Event]) -> None:
    with pytest.raises(InvalidValue, match="after the order was placed"):
        plain(until=event)


@pytest.mark.parametrize(
    "event", ["shipped", 5, int, [None], Shipped({"a": 1}, at="2026-03-02T10:15Z")]
)
def test_a_cut_off_is_a_class_of_events(event: object) -> None:
    with pytest.raises(WrongType, match="class of events"):
        plain(until=event)


def test_an_exception_needs_its_rule() -> None:
    with pytest.raises(InvalidTerms, match="it has no rule within_window"):
        plain().unless(cancellations.within_window, cancellations.cancellable)


def test_terms_are_values() -> None:
    assert plain(until=Shipped) == plain(until=(Shipped, Shipped))
    assert hash(plain(until=Shipped)) == hash(plain(until=[Shipped]))
    assert CancellationTerms(id="a", version="1", until=None).until == ()
