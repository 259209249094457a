"""When a quote would be another: the end of a refund window, or of the return window before it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    MET,
    Afterwards,
    Change,
    Days,
    Delivered,
    Finding,
    First,
    Hours,
    Last,
    Line,
    Money,
    Order,
    Paid,
    RefundQuote,
    RefundTerms,
    RefundWindow,
    ReturnCase,
    ReturnRequest,
    ReturnRequested,
    ReturnTerms,
    ReturnWindow,
    Scope,
    Tender,
    not_met,
    refunds,
    returns,
)
from postsales.basics.moments import instant
from tests.refunds.given import refund_terms

PLACED_AT = "2026-03-02T10:15+01:00"
ASKED_AT = "2026-03-10T09:00+01:00"
ORDER = Order(
    id="1001",
    placed_at=PLACED_AT,
    lines=[
        Line("tee", quantity=3, total=EUR("50.00")),
        Line("radio", quantity=1, total=EUR("80.00"), category="electronics"),
    ],
    history=[
        Paid(EUR("130.00"), tender=Tender.card("ch_1"), at=PLACED_AT),
        Delivered({"tee": 2, "radio": 1}, at="2026-03-05T12:30+01:00"),
        Delivered({"tee": 1}, at="2026-03-07T12:30+01:00"),
    ],
)
FOURTEEN = RefundWindow(Days(14), since=Delivered)
TERMS = ReturnTerms(
    id="acme", version="1", zone="Europe/Berlin", window=ReturnWindow(Days(30), since=Delivered)
)
MICROSECOND = timedelta(microseconds=1)


def with_window(window: RefundWindow | None = FOURTEEN, **given: Any) -> RefundTerms:
    """Plain terms with a refund window, in Berlin."""
    return refund_terms(**{"window": window, "zone": "Europe/Berlin", **given})


def quoted(
    units: dict[str, int],
    terms: RefundTerms,
    at: datetime | str = ASKED_AT,
    about: ReturnTerms = TERMS,
    reason: str = "remorse",
) -> RefundQuote:
    """The quote of a return."""
    request = ReturnRequest.of(units, reason=reason)
    return refunds.quote(returns.assess(ORDER, request, about, at=at), terms)


def amounts(quote: RefundQuote) -> tuple[Money, Money, dict[str, Money]]:
    """What goes back, and how."""
    return quote.total, quote.store_credit, dict(quote.tenders)


SHORT = RefundWindow(Hours(36), since=Delivered, applies_to=Scope(category="electronics"))
TEN_DAYS = ReturnWindow(Days(10), since=Delivered, applies_to=Scope(category="electronics"))
NOTHING = evolve(FOURTEEN, afterwards=Afterwards.NOTHING)


@pytest.mark.parametrize(
    ("units", "terms", "about", "expected"),
    [
        pytest.param(
            {"radio": 1},
            with_window(),
            TERMS,
            Change("2026-03-20T00:00+01:00", line="radio", because="late_credit"),
            id="store credit after the window",
        ),
        pytest.param(
            {"radio": 1},
            with_window(NOTHING),
            TERMS,
            Change("2026-03-20T00:00+01:00", line="radio", because="late_nothing"),
            id="nothing after the window",
        ),
        pytest.param(
            {"tee": 3, "radio": 1},
            with_window(
                evolve(FOURTEEN, length=Days(20)), special_windows=[evolve(SHORT, length=Days(6))]
            ),
            TERMS,
            Change("2026-03-12T00:00+01:00", line="radio", because="late_credit"),
            id="the first of two windows",
        ),
        pytest.param(
            {"tee": 3, "radio": 1},
            with_window(None),
            evolve(TERMS, special_windows=[TEN_DAYS]),
            Change("2026-03-16T00:00+01:00", line="radio", because="window_closed"),
            id="the second line is late, and the first one stays",
        ),
        pytest.param(
            {"radio": 1},
            with_window(),
            evolve(TERMS, window=ReturnWindow(Days(10), since=Delivered)),
            Change("2026-03-16T00:00+01:00", line="radio", because="window_closed"),
            id="it can no longer come back before",
        ),
        pytest.param(
            {"radio": 1},
            with_window(),
            evolve(TERMS, window=ReturnWindow(Days(14), since=Delivered)),
            Change("2026-03-20T00:00+01:00", line="radio", because="window_closed"),
            id="both windows end together",
        ),
        pytest.param(
            {"radio": 1},
            with_window(None),
            TERMS,
            Change("2026-04-05T00:00+02:00", line="radio", because="window_closed"),
            id="no refund window",
        ),
    ],
)
def test_what_changes_first(
    units: dict[str, int], terms: RefundTerms, about: ReturnTerms, expected: Change
) -> None:
    assert quoted(units, terms, about=about).next_change == expected


def test_each_parcel_has_its_own_end() -> None:
    quote = quoted({"tee": 3}, with_window())
    assert quote.next_change is not None
    again = quoted({"tee": 3}, with_window(), quote.next_change.at)
    assert (quote.next_change.at, again.store_credit) == (
        instant("2026-03-20T00:00+01:00"),
        EUR("33.33"),
    )
    assert again.next_change == Change("2026-03-22T00:00+01:00", line="tee", because="late_credit")


def test_a_defect_is_money_until_it_can_no_longer_come_back() -> None:
    change = quoted({"radio": 1}, with_window(), reason="defect").next_change
    assert change == Change("2026-04-05T00:00+02:00", line="radio", because="window_closed")


def test_units_that_arrived_are_asked_for_again() -> None:
    request = ReturnRequest.of({"tee": 3, "radio": 1}, reason="remorse")
    decision = returns.assess(ORDER, request, TERMS, at=ASKED_AT)
    quote = refunds.quote(decision, with_window(), units={"tee": 1})
    assert quote.next_change is not None
    assert quote.next_change.line == "tee"
    # Only the tees of the second parcel are left to be returned by then.
    plain = refunds.quote(decision, with_window(None), units={"tee": 3})
    assert plain.next_change == Change(
        "2026-04-05T00:00+02:00", line="tee", because="window_closed"
    )


def test_what_was_asked_before_does_not_change() -> None:
    request = ReturnRequest.of({"radio": 1}, reason="remorse")
    decision = returns.assess(ORDER, request, TERMS, at=ASKED_AT)
    arrived = refunds.quote(decision, with_window(), order=ORDER, at="2026-03-15T12:00Z")
    assert arrived.next_change is None
    typed = refunds.manual(ORDER, EUR("5.00"), with_window(), reason="scratch", at=ASKED_AT)
    assert typed.next_change is None


def test_nothing_changes_what_gives_nothing() -> None:
    late = "2026-05-10T09:00+01:00"
    assert quoted({"radio": 1}, with_window(), late).next_change is None


@frozen
class Tomorrow:
    """A rule of a host that allows only from tomorrow on, and then names no instant any more."""

    def __call__(self, case: ReturnCase, /) -> Finding:
        """Is it tomorrow yet?"""
        return MET if case.at >= self._then else not_met("too_early")

    def changes_at(self, case: ReturnCase, /) -> list[datetime]:
        """Tomorrow, asked today."""
        return [self._then] if case.at < self._then else []

    @property
    def _then(self) -> datetime:
        return instant("2026-03-11T00:00+01:00")


def test_it_can_become_more() -> None:
    about = TERMS.requiring(Tomorrow())
    quote = quoted({"radio": 1}, with_window(), about=about)
    assert (quote.total, quote.next_change) == (
        EUR("0.00"),
        Change("2026-03-11T00:00+01:00", line="radio", because="too_early"),
    )


@pytest.mark.parametrize(
    "since", [ReturnRequested, First(ReturnRequested), Last(ReturnRequested)], ids=repr
)
def test_what_happens_after_the_decision_is_not_known_to_it(since: Any) -> None:
    terms = with_window(RefundWindow(Days(2), since=since))
    # The shorter window ends without a change; it is an instant at which the question is asked.
    lengths = (Days(10), Days(30))
    electronics = Scope(category="electronics")
    two = [ReturnWindow(x, since=Delivered, applies_to=electronics) for x in lengths]
    about = evolve(TERMS, special_windows=two)
    request = ReturnRequest.of({"radio": 1}, reason="remorse")
    announced = ORDER.after(ReturnRequested({"radio": 1}, at="2026-03-12T09:00+01:00"))
    first, second = (
        refunds.quote(returns.assess(x, request, about, at=ASKED_AT), terms).next_change
        for x in (ORDER, announced)
    )
    assert first is not None
    assert first.because == "window_closed"
    assert second == first


class TestTheChangeIsTrue:
    """A microsecond before its next change a quote is what it is, and from then on it is not."""

    @given(
        st.fixed_dictionaries({}, optional={"tee": st.integers(1, 3), "radio": st.just(1)}).filter(
            bool
        ),
        st.tuples(st.integers(1, 40), st.integers(1, 40), st.integers(1, 40)),
        st.sampled_from(Afterwards),
        st.integers(0, 45 * 24),
    )
    def test_before_and_at(
        self,
        units: dict[str, int],
        lengths: tuple[int, int, int],
        afterwards: Afterwards,
        hours: int,
    ) -> None:
        to_return, days, special = lengths
        about = evolve(TERMS, window=ReturnWindow(Days(to_return), since=Delivered))
        terms = with_window(
            RefundWindow(Days(days), since=Delivered, afterwards=afterwards),
            special_windows=[evolve(SHORT, length=Hours(24 * special + 1))],
        )
        at = instant("2026-03-07T12:30+01:00") + timedelta(hours=hours)
        quote = quoted(units, terms, at, about)
        change = quote.next_change
        if change is None:
            far = instant("2030-01-01T00:00Z")
            assert amounts(quoted(units, terms, far, about)) == amounts(quote)
            return
        assert change.at > at
        before = quoted(units, terms, change.at - MICROSECOND, about)
        assert amounts(before) == amounts(quote)
        assert before.next_change == change
        assert amounts(quoted(units, terms, change.at, about)) != amounts(quote)
        assert change.line in units
