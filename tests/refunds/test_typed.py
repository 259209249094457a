"""An amount that a person typed in place of what was worked out: both stand in the record."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    JPY,
    CurrencyMismatch,
    Days,
    Delivered,
    DiscrepancyReason,
    DocumentErrors,
    InvalidOrder,
    InvalidValue,
    Line,
    LineRefund,
    Money,
    Order,
    OverRefund,
    Paid,
    Received,
    Refunded,
    RefundWindow,
    ReturnRequest,
    Tender,
    WrongType,
    explain,
    refunds,
    returns,
    wire,
)
from postsales.basics.discrepancies import Discrepancy
from postsales.refunds.quote import RefundQuote
from tests.orders.given import day
from tests.refunds.given import PLAIN, TERMS, refund_terms

ORDER = Order(
    id="1001",
    placed_at=day(1),
    lines=[Line("tee", quantity=3, total=EUR("50.00"))],
    history=[
        Paid(EUR("30.00"), tender=Tender.card("card"), at=day(1)),
        Paid(EUR("20.00"), tender=Tender.gift_card("gift"), at=day(2)),
        Delivered({"tee": 3}, at=day(5)),
    ],
)
ONE = ReturnRequest.of({"tee": 1}, reason="remorse", ref="r-1")
DECISION = returns.assess(ORDER, ONE, TERMS, at=day(20))
QUOTE = refunds.quote(DECISION, PLAIN)  # 16.67
CREDIT = refund_terms(window=RefundWindow(Days(3), since=Delivered), zone="UTC")


def typed(amount: str, quote: RefundQuote = QUOTE, why: str = "condition") -> RefundQuote:
    return refunds.adjusted(quote, EUR(amount), why=why, reason="a stain")


class TestAmount:
    """What a person types is what is given, up to what is left of the order."""

    @pytest.mark.parametrize(
        ("amount", "discrepancy", "tenders"),
        [
            ("12.00", "-4.67", {"card": "12.00"}),
            ("0.00", "-16.67", {}),
            ("16.67", "0.00", {"card": "16.67"}),
            ("40.00", "23.33", {"card": "30.00", "gift": "10.00"}),
            ("50.00", "33.33", {"card": "30.00", "gift": "20.00"}),
        ],
        ids=["less", "nothing", "the same", "more", "all that is left"],
    )
    def test_in_money(self, amount: str, discrepancy: str, tenders: dict[str, str]) -> None:
        found = typed(amount)
        assert found.total == EUR(amount)
        assert found.discrepancy == Discrepancy(EUR(discrepancy), why=DiscrepancyReason.CONDITION)
        assert found.tenders == {x: EUR(money) for x, money in tenders.items()}
        assert found.lines == QUOTE.lines

    @pytest.mark.parametrize(
        ("amount", "credit"),
        [("12.00", "12.00"), ("20.00", "20.00")],
        ids=["less of it", "more of it"],
    )
    def test_what_was_store_credit_stays_it(self, amount: str, credit: str) -> None:
        found = typed(amount, refunds.quote(DECISION, CREDIT))
        assert found.store_credit == EUR(credit)
        assert not found.tenders

    def test_a_cent_more_than_is_left(self) -> None:
        with pytest.raises(OverRefund) as told:
            typed("50.01")
        assert told.value.maximum == EUR("50.00")

    def test_of_a_parcel_it_is_what_is_left_then(self) -> None:
        today = ORDER.after(Received({"tee": 1}, at=day(21), ref="r-1"))
        quote = refunds.quote(DECISION, PLAIN, units={"tee": 1}, order=today, at=day(22))
        assert typed("50.00", quote).total == EUR("50.00")
        gone = today.after(Refunded(EUR("30.00"), tenders={"card": EUR("30.00")}, at=day(21)))
        quote = refunds.quote(DECISION, PLAIN, units={"tee": 1}, order=gone, at=day(22))
        with pytest.raises(OverRefund):
            typed("20.01", quote)
        assert typed("20.00", quote).tenders == {"gift": EUR("20.00")}

    def test_nothing_changes_by_itself(self) -> None:
        early = returns.assess(ORDER, ONE, TERMS, at=day(6))
        terms = refund_terms(window=RefundWindow(Days(3), since=Delivered), zone="UTC")
        quote = refunds.quote(early, terms)
        assert quote.next_change is not None
        assert typed("12.00", quote).next_change is None

    @pytest.mark.parametrize(
        ("amount", "given", "error"),
        [
            (EUR("-0.01"), {}, InvalidValue),
            (JPY("5"), {}, CurrencyMismatch),
            ("5.00", {}, WrongType),
            (EUR("5.00"), {"why": "whim"}, InvalidValue),
            (EUR("5.00"), {"reason": " "}, InvalidValue),
        ],
        ids=["below zero", "another currency", "text", "an unknown why", "no reason"],
    )
    def test_what_cannot_be(
        self, amount: Money, given: dict[str, str], error: type[Exception]
    ) -> None:
        words = {"why": "agreed", "reason": "by phone", **given}
        with pytest.raises(error):
            refunds.adjusted(QUOTE, amount, **words)

    def test_a_typed_quote_is_not_typed_again(self) -> None:
        with pytest.raises(InvalidValue, match="and once"):
            typed("5.00", typed("12.00"))
        by_hand = refunds.manual(ORDER, EUR("5.00"), PLAIN, reason="a stain", at=day(20))
        with pytest.raises(InvalidValue, match="worked out"):
            typed("5.00", by_hand)


class TestSteps:
    """What one person typed changes nothing of what other units are worth."""

    @given(st.integers(0, 1667))
    def test_the_others_give_their_shares(self, minor: int) -> None:
        first = refunds.adjusted(QUOTE, EUR.minor(minor), why="condition", reason="a stain")
        after = ORDER.after(Received({"tee": 1}, at=day(20)), first.settled(at=day(20), ref="rf-1"))
        rest = ReturnRequest.of({"tee": 2}, reason="remorse")
        quote = refunds.quote(returns.assess(after, rest, TERMS, at=day(21)), PLAIN)
        assert quote.total == EUR("33.33")
        left = after.after(quote.settled(at=day(21))).position(at=day(21)).refundable
        assert left == EUR("16.67") - first.total


class TestKept:
    """Calculated and given are both recorded, booked and told."""

    def test_a_record_reads_back_and_is_booked(self) -> None:
        record = DECISION.record(quote=typed("12.00"))
        stored = wire.read_record(wire.write_json(record)).quote
        assert stored == record.quote
        assert stored is not None
        assert stored.total - stored.lines[0].amount == EUR("-4.67")
        booked = refunds.booked(stored, at=day(21), ref="rf-1")
        assert booked == typed("12.00").settled(at=day(21), ref="rf-1")
        after = ORDER.after(booked)
        assert wire.read_order(wire.write_json(after)) == after

    def test_a_record_that_does_not_add_up(self) -> None:
        text = wire.write_json(DECISION.record(quote=typed("12.00")))
        with pytest.raises(DocumentErrors, match="come to"):
            wire.read_record(text.replace('"-4.67"', '"-4.66"'))

    @pytest.mark.parametrize(
        ("why", "says"),
        [
            ("goodwill", "out of goodwill"),
            ("condition", "for the condition of the goods"),
            ("agreed", "as agreed"),
            ("correction", "to correct what was worked out"),
            ("other", "for another reason"),
        ],
    )
    def test_it_is_told(self, why: str, says: str) -> None:
        quote = typed("12.00", why=why)
        text = explain.text(DECISION, quote=quote, locale="en", zone="Europe/Berlin")
        assert f"{says}: “a stain”" in text or f"{says}: a stain" in text
        assert "-€4.67" in text

    @pytest.mark.parametrize(
        ("given", "error"),
        [
            ({"discrepancy": EUR("1.00")}, WrongType),
            ({"discrepancy": Discrepancy(JPY("1"), why="other")}, CurrencyMismatch),
        ],
        ids=["no discrepancy", "another currency"],
    )
    def test_an_event_that_cannot_be(self, given: Any, error: type[Exception]) -> None:
        with pytest.raises(error):
            Refunded(EUR("1.00"), at=day(6), **given)

    def test_an_event_that_does_not_add_up(self) -> None:
        told = Refunded(
            EUR("10.00"),
            lines=[LineRefund("tee", units=1, price=EUR("16.67"))],
            discrepancy=Discrepancy(EUR("-6.66"), why="condition"),
            tenders={"card": EUR("10.00")},
            at=day(6),
        )
        with pytest.raises(InvalidOrder, match=r"it is for EUR 10\.01"):
            ORDER.after(told)

    def test_text_is_no_discrepancy(self) -> None:
        with pytest.raises(WrongType):
            Discrepancy("1.00", why="other")  # type: ignore[arg-type]
