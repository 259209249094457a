"""Money for gifts: it goes to whoever sends them back, and never as cash of somebody else."""

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    Asker,
    CancellationRequest,
    CancellationTerms,
    CreditOffer,
    Days,
    Decision,
    Delivered,
    Fee,
    GiftRefund,
    Line,
    Order,
    Paid,
    Percent,
    RefundTerms,
    RefundWindow,
    ReturnCase,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    Tender,
    TenderOrder,
    cancellations,
    refunds,
    returns,
)

AT = "2026-03-10T12:00Z"
TERMS = ReturnTerms(
    id="acme", version="1", zone="Europe/Berlin", window=ReturnWindow(Days(60), since=Delivered)
)
MONEY = RefundTerms(
    id="acme", version="1", shipping="never", tenders="as_paid", gifts="store_credit"
)


def sold() -> Order:
    """Three tees, paid with a gift card and a card."""
    return Order(
        "1001",
        placed_at="2026-03-02T10:00Z",
        lines=[Line("tee", quantity=3, total=EUR("50.00"))],
        history=[
            Paid(EUR("20.00"), tender=Tender.gift_card("GC-7"), at="2026-03-02T10:00Z"),
            Paid(EUR("30.00"), tender=Tender.card("ch_1"), at="2026-03-02T10:00Z"),
            Delivered({"tee": 2}, at="2026-03-05T12:00Z"),
        ],
    )


def asked(
    units: int = 2, asker: Asker = Asker.GIFT_RECIPIENT, at: str = AT
) -> Decision[ReturnCase]:
    """May tees come back?"""
    request = evolve(ReturnRequest.of({"tee": units}, reason="remorse"), asker=asker)
    return returns.assess(sold(), request, TERMS, at=at)


class TestRecipient:
    """All of it is store credit, and the buyer's tenders get nothing."""

    @pytest.mark.parametrize("order", [x for x in TenderOrder if x is not TenderOrder.CHOSEN])
    def test_whatever_gives_first(self, order: TenderOrder) -> None:
        quote = refunds.quote(asked(), evolve(MONEY, tenders=order))
        assert (quote.total, quote.store_credit) == (EUR("33.33"), EUR("33.33"))
        assert quote.tenders == {}

    def test_fees_are_kept_of_it(self) -> None:
        fee = Fee("restocking", EUR("3.33"), per="return")
        quote = refunds.quote(asked(), evolve(MONEY, fees=[fee]))
        assert (quote.total, quote.store_credit) == (EUR("30.00"), EUR("30.00"))

    def test_the_event_says_so_and_the_rest_is_left(self) -> None:
        event = refunds.quote(asked(), MONEY).settled(at=AT)
        assert event.store_credit == EUR("33.33")
        assert event.tenders == {}
        position = sold().after(event).position(at=AT)
        assert position.refundable == EUR("16.67")

    def test_a_late_return_is_store_credit_as_well(self) -> None:
        window = RefundWindow(Days(2), since=Delivered, afterwards="store_credit")
        quote = refunds.quote(asked(), evolve(MONEY, window=window, zone="Europe/Berlin"))
        assert quote.store_credit == quote.total == EUR("33.33")

    def test_no_choice_and_so_no_bonus(self) -> None:
        quote = refunds.quote(asked(), evolve(MONEY, credit=CreditOffer(Percent("10"))))
        taken = refunds.as_store_credit(quote)
        assert (taken.credit, taken.bonus, taken.total) == (
            EUR("33.33"),
            EUR("0.00"),
            EUR("33.33"),
        )

    @given(st.integers(0, 5000))
    def test_whatever_somebody_types(self, minor: int) -> None:
        quote = refunds.quote(asked(), MONEY)
        given = refunds.adjusted(quote, EUR.minor(minor), why="condition", reason="a stain")
        assert given.tenders == {}
        assert given.store_credit == given.total == EUR.minor(minor)

    def test_typed_in_place_of_nothing(self) -> None:
        free = evolve(MONEY, fees=[Fee("restocking", Percent("100"), per="unit")])
        quote = refunds.quote(asked(), free)
        assert not quote.total
        given = refunds.adjusted(quote, EUR("5.00"), why="goodwill", reason="a friend")
        assert given.store_credit == EUR("5.00")
        assert given.tenders == {}

    def test_the_record_tells_it(self) -> None:
        decision = asked()
        quote = refunds.quote(decision, MONEY)
        stored = decision.record(quote=quote).quote
        assert stored is not None
        assert refunds.booked(stored, at=AT) == quote.settled(at=AT)


class TestOthers:
    """Nothing changes for the buyer, and unless the terms say so."""

    def test_the_buyer(self) -> None:
        quote = refunds.quote(asked(asker=Asker.BUYER), MONEY)
        assert quote.tenders == {"GC-7": EUR("20.00"), "ch_1": EUR("13.33")}
        assert not quote.store_credit

    def test_by_default(self) -> None:
        quote = refunds.quote(asked(), evolve(MONEY, gifts=GiftRefund.TENDERS))
        assert quote.tenders == {"GC-7": EUR("20.00"), "ch_1": EUR("13.33")}

    def test_who_calls_off_has_bought(self) -> None:
        terms = CancellationTerms(id="acme", version="1")
        request = CancellationRequest.of({"tee": 1}, reason="remorse")
        decision = cancellations.assess(sold(), request, terms, at=AT)
        assert not refunds.quote(decision, MONEY).store_credit


def test_the_default_leaves_no_trace_in_digests() -> None:
    without = RefundTerms(id="acme", version="1", shipping="never", tenders="as_paid")
    assert without.ref.digest == "216d3c982bcd924a"
    assert MONEY.ref.digest != without.ref.digest
