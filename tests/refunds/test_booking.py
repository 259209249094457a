"""A stored quote is booked as the quote itself would have been, and tells what it was made with."""

from typing import Any

import pytest

from postsales import (
    EUR,
    Afterwards,
    Days,
    Decision,
    Delivered,
    InvalidValue,
    Line,
    Order,
    Paid,
    Quantities,
    Received,
    RefundQuote,
    RefundStatus,
    RefundWindow,
    ReturnCase,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    Shipped,
    Tender,
    WrongType,
    refunds,
    returns,
    wire,
)
from tests.refunds.given import refund_terms

AT = "2026-03-21T09:00Z"
ORDER = Order(
    id="1001",
    placed_at="2026-03-02T09:15Z",
    lines=[Line("tee", quantity=3, total=EUR("50.00"))],
    history=[
        Paid(EUR("50.00"), tender=Tender.card("ch_1"), at="2026-03-02T09:15Z"),
        Delivered({"tee": 3}, at="2026-03-05T11:30Z"),
    ],
)
TERMS = ReturnTerms(
    id="acme", version="1", zone="UTC", window=ReturnWindow(Days(30), since=Delivered)
)


def asked(units: int = 2, at: str = "2026-03-20T08:00Z", **request: Any) -> Decision[ReturnCase]:
    wanted = ReturnRequest.of({"tee": units}, reason="remorse", **request)
    return returns.assess(ORDER, wanted, TERMS, at=at)


def quotes() -> dict[str, tuple[Decision[ReturnCase], RefundQuote]]:
    """Quotes of every kind: plain, late, with nothing for it, of a parcel, withheld, typed."""
    today = ORDER.after(Received({"tee": 1}, at="2026-03-20T10:00Z"))
    late = refund_terms(window=RefundWindow(Days(3), since=Delivered), zone="UTC")
    nothing = refund_terms(
        window=RefundWindow(Days(3), since=Delivered, afterwards=Afterwards.NOTHING), zone="UTC"
    )
    plain, named = asked(), asked(ref="r-1")
    return {
        "plain": (plain, refunds.quote(plain, refund_terms())),
        "under a name": (named, refunds.quote(named, refund_terms())),
        "store credit": (plain, refunds.quote(plain, late)),
        "nothing": (plain, refunds.quote(plain, nothing)),
        "units": (plain, refunds.quote(plain, refund_terms(), units={"tee": 1})),
        "a parcel": (
            named,
            refunds.quote(
                named, refund_terms(), units={"tee": 1}, order=today, at="2026-03-20T11:00Z"
            ),
        ),
        "typed": (
            plain,
            refunds.manual(ORDER, EUR("5.00"), refund_terms(), reason="scratch", at=AT),
        ),
    }


QUOTES = quotes()


class TestBooked:
    """What is booked of a record is what was quoted, whatever it holds."""

    @pytest.mark.parametrize("name", QUOTES)
    def test_settled(self, name: str) -> None:
        decision, quote = QUOTES[name]
        stored = wire.read_record(wire.write_json(decision.record(quote=quote))).quote
        assert stored is not None
        assert refunds.booked(stored, at=AT, ref="rf-1") == quote.settled(at=AT, ref="rf-1")

    @pytest.mark.parametrize("name", QUOTES)
    def test_pending_and_failed(self, name: str) -> None:
        decision, quote = QUOTES[name]
        stored = decision.record(quote=quote).quote
        assert stored is not None
        ordered = refunds.booked(stored, at=AT, ref="rf-1", status="pending")
        assert ordered == quote.pending(at=AT, ref="rf-1")
        failed = refunds.booked(stored, at=AT, ref="rf-1", status=RefundStatus.FAILED)
        assert failed.status is RefundStatus.FAILED

    def test_a_live_quote_has_a_method_of_its_own(self) -> None:
        _, quote = QUOTES["plain"]
        with pytest.raises(WrongType, match="settled"):
            refunds.booked(quote, at=AT)  # type: ignore[arg-type]

    @pytest.mark.parametrize("status", ["pending", "failed"])
    def test_what_goes_on_has_a_name(self, status: str) -> None:
        decision, quote = QUOTES["plain"]
        stored = decision.record(quote=quote).quote
        assert stored is not None
        with pytest.raises(InvalidValue, match="ref"):
            refunds.booked(stored, at=AT, status=status)

    def test_an_unknown_status(self) -> None:
        decision, quote = QUOTES["plain"]
        stored = decision.record(quote=quote).quote
        assert stored is not None
        with pytest.raises(InvalidValue, match="status"):
            refunds.booked(stored, at=AT, status="done")


class TestReplay:
    """A quote of parcels is made again from its record alone, and a difference names its input."""

    def test_what_it_was_made_with_is_told(self) -> None:
        decision, quote = QUOTES["a parcel"]
        stored = decision.record(quote=quote).quote
        assert stored is not None
        assert stored.units == Quantities({"tee": 1})
        assert stored.order is not None
        assert len(stored.order.events) == 3

    def test_a_plain_quote_names_neither(self) -> None:
        decision, quote = QUOTES["plain"]
        stored = decision.record(quote=quote).quote
        assert stored is not None
        assert (stored.units, stored.order) == (None, None)

    def test_a_parcel_that_is_told_late_does_not_rewrite_it(self) -> None:
        decision, quote = QUOTES["a parcel"]
        record = decision.record(quote=quote)
        assert record.quote is not None
        assert record.quote.order is not None
        later = ORDER.after(
            Received({"tee": 1}, at="2026-03-20T10:00Z"),
            Received({"tee": 1}, at="2026-03-20T10:30Z", ref="told-late"),
        )
        again = refunds.quote(
            decision,
            refund_terms(),
            units=record.quote.units,
            order=later.upto(record.quote.order),
            at=record.quote.at,
        )
        assert decision.record(quote=again) == record

    @pytest.mark.parametrize(
        ("changed", "what"),
        [
            pytest.param({"units": {"tee": 2}}, "quote.units", id="other units"),
            pytest.param(
                {
                    "order": ORDER.after(
                        Received({"tee": 1}, at="2026-03-20T10:00Z"),
                        Shipped({"tee": 3}, at="2026-03-04T10:00Z"),
                    )
                },
                "quote.order.history",
                id="another history",
            ),
            pytest.param({"at": "2026-03-20T12:00Z"}, "quote.at", id="another instant"),
        ],
    )
    def test_a_difference_names_its_input(self, changed: dict[str, Any], what: str) -> None:
        decision, quote = QUOTES["a parcel"]
        today = ORDER.after(Received({"tee": 1}, at="2026-03-20T10:00Z"))
        given: dict[str, Any] = {"units": {"tee": 1}, "order": today, "at": "2026-03-20T11:00Z"}
        other = refunds.quote(decision, refund_terms(), **{**given, **changed})
        found = decision.record(quote=quote).differences(decision.record(quote=other))
        assert [x.what for x in found] == [what]

    def test_a_plain_quote_differs_from_one_of_a_parcel(self) -> None:
        decision, quote = QUOTES["a parcel"]
        plain = refunds.quote(decision, refund_terms(), units={"tee": 1})
        found = decision.record(quote=quote).differences(decision.record(quote=plain))
        assert [x.what for x in found] == ["quote.at", "quote.order"]
