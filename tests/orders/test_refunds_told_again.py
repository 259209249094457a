"""One refund, told several times: what may change, what may not, and what the money does."""

import pytest

from postsales import (
    EUR,
    Authorised,
    Chargeback,
    Event,
    InvalidOrder,
    InvalidValue,
    Line,
    LineRefund,
    Order,
    OverRefund,
    Paid,
    Refunded,
    RefundStatus,
    Tender,
    UnknownLine,
    refunds,
)
from tests.refunds.given import PLAIN

CARD = Tender.card("ch_1")
PAID = Paid(EUR("50.00"), tender=CARD, at="2026-03-02T10:00Z")
PENDING = Refunded(
    EUR("20.00"),
    ref="rf-1",
    status=RefundStatus.PENDING,
    reason="scratched",
    return_ref="R-1",
    at="2026-03-05T10:00Z",
)
END = "2026-04-01T00:00Z"


def sold(*history: Event) -> Order:
    """An order of 50.00 with this history."""
    return Order(
        "1001",
        placed_at="2026-03-02T10:00Z",
        lines=[Line("tee", quantity=3, total=EUR("50.00"))],
        history=history,
    )


class TestHowItGoesOn:
    """A refund goes from pending to settled or failed, and a settled one may bounce."""

    @pytest.mark.parametrize(
        ("told", "reserved", "refunded"),
        [
            pytest.param([], "20.00", "0.00", id="pending reserves"),
            pytest.param([RefundStatus.SETTLED], "0.00", "20.00", id="settled refunds"),
            pytest.param([RefundStatus.FAILED], "0.00", "0.00", id="failed frees"),
            pytest.param(
                [RefundStatus.SETTLED, RefundStatus.FAILED], "0.00", "0.00", id="settled may bounce"
            ),
            pytest.param(
                [RefundStatus.FAILED, RefundStatus.PENDING],
                "20.00",
                "0.00",
                id="failed is tried again",
            ),
        ],
    )
    def test_the_money_follows(
        self, told: list[RefundStatus], reserved: str, refunded: str
    ) -> None:
        days = range(6, 6 + len(told))
        events = [
            PENDING.told(x, at=f"2026-03-{day:02}T10:00Z")
            for x, day in zip(told, days, strict=True)
        ]
        money = sold(PAID, PENDING, *events).position(at=END).money
        assert (money.reserved, money.refunded) == (EUR(reserved), EUR(refunded))

    def test_a_settled_one_is_not_pending_again(self) -> None:
        settled = PENDING.told(RefundStatus.SETTLED, at="2026-03-06T10:00Z")
        again = PENDING.told(RefundStatus.PENDING, at="2026-03-07T10:00Z")
        with pytest.raises(InvalidOrder, match="was settled before"):
            sold(PAID, PENDING, settled, again)

    def test_without_a_ref_nothing_can_be_told_again(self) -> None:
        with pytest.raises(InvalidValue, match="ref"):
            Refunded(EUR("1.00"), at=END).told(RefundStatus.FAILED, at=END)


class TestItsFacts:
    """What is told again may leave facts out and may not change them."""

    def test_what_is_left_out_stays_as_it_was(self) -> None:
        bare = Refunded(EUR("20.00"), ref="rf-1", at="2026-03-06T10:00Z")
        [kept] = sold(PAID, PENDING, bare).position(at=END).refunds
        assert (kept.reason, kept.return_ref) == ("scratched", "R-1")
        assert dict(kept.tenders) == {"ch_1": EUR("20.00")}

    @pytest.mark.parametrize(
        "other",
        [
            pytest.param(
                Refunded(EUR("20.01"), ref="rf-1", at="2026-03-06T10:00Z"), id="another amount"
            ),
            pytest.param(
                Refunded(EUR("20.00"), ref="rf-1", return_ref="R-2", at="2026-03-06T10:00Z"),
                id="another return",
            ),
            pytest.param(
                Refunded(EUR("20.00"), ref="rf-1", reason="late", at="2026-03-06T10:00Z"),
                id="another reason",
            ),
        ],
    )
    def test_what_is_told_otherwise_is_refused(self, other: Refunded) -> None:
        with pytest.raises(InvalidOrder, match="told otherwise before"):
            sold(PAID, PENDING, other)

    def test_one_that_only_failed_is_about_this_order(self) -> None:
        failed = Refunded(
            EUR("1000.00"),
            lines=[LineRefund("hat", units=1, price=EUR("1000.00"))],
            status=RefundStatus.FAILED,
            at="2026-03-05T10:00Z",
        )
        with pytest.raises(UnknownLine):
            sold(PAID, failed)


class TestBesideABank:
    """What a bank took is a fact and a refund is a fact: a shop can pay twice."""

    TAKEN = Chargeback(EUR("40.00"), tender=CARD, at="2026-03-05T12:00Z")

    def test_a_refund_after_a_chargeback_pays_twice(self) -> None:
        late = Refunded(EUR("50.00"), at="2026-03-06T10:00Z")
        position = sold(PAID, self.TAKEN, late).position(at=END)
        assert position.money.left == EUR("-40.00")
        assert position.refundable == EUR("0.00")

    def test_but_no_more_than_was_captured(self) -> None:
        late = Refunded(EUR("50.01"), at="2026-03-06T10:00Z")
        with pytest.raises(OverRefund) as caught:
            sold(PAID, self.TAKEN, late)
        assert caught.value.maximum == EUR("50.00")

    def test_a_typed_amount_stays_below_what_the_bank_left(self) -> None:
        order = sold(PAID, self.TAKEN)
        with pytest.raises(OverRefund) as caught:
            refunds.manual(order, EUR("10.01"), PLAIN, reason="late", at=END)
        assert caught.value.maximum == EUR("10.00")

    def test_a_pending_refund_settles_although_a_bank_came_between(self) -> None:
        settled = PENDING.told(RefundStatus.SETTLED, at="2026-03-06T10:00Z")
        money = sold(PAID, PENDING, self.TAKEN, settled).position(at=END).money
        assert money.left == EUR("-10.00")

    def test_money_on_hold_is_no_payment(self) -> None:
        held = Authorised(EUR("50.00"), tender=Tender.card("other"), at="2026-03-02T09:00Z")
        position = sold(held, PAID, PENDING).position(at=END)
        assert position.tender_money("ch_1").reserved == EUR("20.00")
