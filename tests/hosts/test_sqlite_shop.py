"""The backend over SQLite: what is promised is kept, and nothing is paid twice."""

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from attrs import evolve

from postsales import (
    EUR,
    USD,
    Chargeback,
    ChargebackReversed,
    Customer,
    Delivered,
    Event,
    InvalidOrder,
    Line,
    LineRefund,
    Money,
    Order,
    OrderDiffers,
    Outcome,
    Paid,
    Promotion,
    PurchaseRecord,
    Refunded,
    RefundStatus,
    ReturnRequest,
    ReturnRequested,
    Tax,
    Tender,
    TermsBundle,
)
from sqlite_shop import (
    AskAgain,
    KeyTaken,
    NothingToPay,
    PaidTwice,
    Repaid,
    Shop,
    UnknownSale,
    shown_by,
)
from tests.architecture.source import ROOT
from tests.hosts.given import (
    ASKED,
    CAME,
    CREDIT_AFTER_TEN_DAYS,
    LATER,
    SOLD,
    STRICTER,
    TERMS,
    at,
    opened,
    sale,
    stocked,
)

AGAIN = at("2026-03-26T09:00+01:00")
THEN = at("2026-03-28T09:00+01:00")


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    opened = stocked(tmp_path)
    yield opened
    opened.close()


def returned(shop: Shop, units: int = 2) -> str:
    """The number of a return whose shirts have come."""
    number = shop.request_return(
        "1001", {"tee": units}, reason="too_small", key="form-1", at=ASKED
    ).number
    shop.approve(number, at=ASKED)
    shop.receive(number, {"tee": units}, scan="s-1", at=CAME)
    return number


def test_the_order_comes_out_as_it_went_in(shop: Shop) -> None:
    assert shop.order("1001") == sale()


class TestASaleThatIsToldAgain:
    """It is the same sale, or its id is taken."""

    def test_it_is_the_same_whatever_has_happened_since(self, shop: Shop) -> None:
        returned(shop)
        shop.refund("R-1001-1", key="rf-1", at=CAME)
        before = shop.order("1001")
        shop.place(sale(), terms=TERMS, locale="en_GB")
        shop.place(evolve(sale(), history=()), terms=TERMS, locale="en_GB")
        assert shop.order("1001") == before

    @pytest.mark.parametrize(
        ("other", "terms", "locale"),
        [
            pytest.param(sale(title="Shirt, red"), TERMS, "en_GB", id="another line"),
            pytest.param(sale(customer="C-8"), TERMS, "en_GB", id="another customer"),
            pytest.param(
                sale(),
                STRICTER,
                "en_GB",
                id="on other terms",
            ),
            pytest.param(sale(), TERMS, "de", id="in another language"),
            pytest.param(
                evolve(sale(), history=[Paid(EUR("1.00"), tender=Tender.card("x"), at=SOLD)]),
                TERMS,
                "en_GB",
                id="something happened to it of which nobody had told",
            ),
        ],
    )
    def test_or_its_id_is_taken(
        self, shop: Shop, other: Order, terms: TermsBundle, locale: str
    ) -> None:
        before = shop.order("1001")
        with pytest.raises(KeyTaken, match="the id '1001' belongs to another sale"):
            shop.place(other, terms=terms, locale=locale)
        assert shop.order("1001") == before
        assert shop.sale("1001").terms == TERMS.returns


def test_from_the_sale_to_the_money(shop: Shop) -> None:
    shop.place(evolve(sale("1002"), history=()), terms=TERMS, locale="en")
    shop.pay("1002", EUR("74.85"), Tender.card("ch_2"), payment="py-1", at=SOLD)
    shop.ship("1002", {"tee": 3}, parcel="p-1", at=at("2026-03-03T16:00+01:00"))
    shop.deliver("1002", {"tee": 3}, parcel="p-1", at=at("2026-03-05T12:30+01:00"))
    asked = shop.request_return("1002", {"tee": 2}, reason="too_small", key="f", at=ASKED)
    assert asked.number == "R-1002-1"
    shop.approve(asked.number, at=ASKED)
    shop.receive(asked.number, {"tee": 1}, scan="s-1", at=CAME)
    # 16.67 for the first shirt, less the fee of 4.95 for the return; 16.66 for the second.
    first = shop.refund(asked.number, key="rf-1", at=CAME)
    assert {x: str(money) for x, money in first.tenders.items()} == {"ch_2": "EUR 11.72"}
    shop.receive(asked.number, {"tee": 1}, scan="s-2", at=LATER)
    assert str(shop.refund(asked.number, key="rf-2", at=LATER).amount) == "EUR 16.66"
    assert str(shop.order("1002").position(at=LATER).refundable) == "EUR 46.47"


def test_a_form_that_is_sent_twice_is_one_return(shop: Shop) -> None:
    one = shop.request_return("1001", {"tee": 2}, reason="too_small", key="form-1", at=ASKED)
    two = shop.request_return("1001", {"tee": 2}, reason="too_small", key="form-1", at=LATER)
    assert one == two
    assert shop.numbers("1001") == ["R-1001-1"]
    assert shop.order("1001").position(at=LATER).units("tee").reserved == 2


@pytest.mark.parametrize(
    ("units", "reason"),
    [
        pytest.param({"tee": 1}, "too_small", id="fewer units"),
        pytest.param({"tee": 2}, "faulty", id="another reason"),
    ],
)
def test_a_key_is_for_one_request(shop: Shop, units: dict[str, int], reason: str) -> None:
    shop.request_return("1001", {"tee": 2}, reason="too_small", key="form-1", at=ASKED)
    with pytest.raises(KeyTaken, match="belongs to the return R-1001-1"):
        shop.request_return("1001", units, reason=reason, key="form-1", at=LATER)


def test_and_for_one_sale(shop: Shop) -> None:
    shop.place(sale("1002"), terms=TERMS, locale="en")
    shop.request_return("1001", {"tee": 2}, reason="too_small", key="form-1", at=ASKED)
    with pytest.raises(KeyTaken):
        shop.request_return("1002", {"tee": 2}, reason="too_small", key="form-1", at=ASKED)


def test_units_that_are_announced_are_not_announced_again(shop: Shop) -> None:
    shop.request_return("1001", {"tee": 2}, reason="too_small", key="form-1", at=ASKED)
    with pytest.raises(AskAgain) as caught:
        shop.request_return("1001", {"tee": 2}, reason="too_small", key="form-2", at=ASKED)
    assert caught.value.decision.outcome is Outcome.PARTLY
    assert caught.value.decision.allowed == {"tee": 1}
    assert shop.numbers("1001") == ["R-1001-1"]


def test_a_refund_that_is_ordered_again_is_the_same(shop: Shop) -> None:
    number = returned(shop)
    one = shop.refund(number, key="rf-1", at=CAME)
    assert shop.refund(number, key="rf-1", at=LATER) == one
    with pytest.raises(NothingToPay):
        shop.refund(number, key="rf-2", at=LATER)
    # 16.67 + 16.66 - 4.95
    assert str(shop.order("1001").position(at=LATER).money.reserved) == "EUR 28.38"


def test_the_key_of_a_refund_is_for_one_return(shop: Shop) -> None:
    shop.refund(returned(shop, units=1), key="rf-1", at=CAME)
    other = shop.request_return("1001", {"tee": 1}, reason="faulty", key="form-2", at=ASKED)
    shop.receive(other.number, {"tee": 1}, scan="s-2", at=CAME)
    with pytest.raises(KeyTaken):
        shop.refund(other.number, key="rf-1", at=CAME)


def test_what_the_provider_tells_again_counts_once(shop: Shop) -> None:
    number = returned(shop)
    shop.refund(number, key="rf-1", at=CAME)
    assert shop.to_send() == ["rf-1"]
    for when in (LATER, LATER, at("2026-03-26T09:00+01:00")):
        shop.refund_told("rf-1", RefundStatus.SETTLED, at=when)
    money = shop.order("1001").position(at=at("2026-03-27T09:00+01:00")).money
    assert (str(money.refunded), str(money.reserved)) == ("EUR 28.38", "EUR 0.00")
    assert shop.to_send() == []


def test_a_refund_that_failed_can_be_ordered_again(shop: Shop) -> None:
    number = returned(shop)
    shop.refund(number, key="rf-1", at=CAME)
    shop.refund_told("rf-1", RefundStatus.FAILED, at=LATER)
    again = shop.refund(number, key="rf-2", at=AGAIN)
    assert str(again.amount) == "EUR 28.38"


class TestARefundThatHadFailedGoesThrough:
    """What was ordered anew and what had failed cannot both be money of the order."""

    @pytest.fixture
    def number(self, shop: Shop) -> str:
        """A return whose first refund failed on the 25th, and was ordered anew on the 26th."""
        number = returned(shop)
        shop.refund(number, key="rf-1", at=CAME)
        shop.refund_told("rf-1", RefundStatus.FAILED, at=LATER)
        shop.refund(number, key="rf-2", at=AGAIN)
        return number

    def test_the_one_that_stands_beside_it_is_told_and_nothing_is_written(
        self, shop: Shop, number: str
    ) -> None:
        before = shop.order("1001")
        with pytest.raises(PaidTwice, match="'rf-1' had failed and is settled now, beside 'rf-2'"):
            shop.refund_told("rf-1", RefundStatus.SETTLED, at=at("2026-03-27T09:00+01:00"))
        assert shop.order("1001") == before

    def test_when_the_other_was_called_off_it_is_booked(self, shop: Shop, number: str) -> None:
        told = at("2026-03-27T09:00+01:00")
        shop.refund_told("rf-2", RefundStatus.FAILED, at=told)
        shop.refund_told("rf-1", RefundStatus.SETTLED, at=told)
        money = shop.order("1001").position(at=THEN).money
        assert (str(money.refunded), str(money.reserved)) == ("EUR 28.38", "EUR 0.00")
        with pytest.raises(NothingToPay):
            shop.refund(number, key="rf-3", at=THEN)

    def test_a_message_that_was_overtaken_by_the_failure_changes_nothing(
        self, shop: Shop, number: str
    ) -> None:
        shop.refund_told("rf-1", RefundStatus.SETTLED, at=CAME)
        money = shop.order("1001").position(at=AGAIN).money
        assert (str(money.refunded), str(money.reserved)) == ("EUR 0.00", "EUR 28.38")


def test_what_cannot_be_is_not_written(shop: Shop) -> None:
    number = returned(shop)
    before = shop.order("1001")
    with pytest.raises(InvalidOrder, match="at most 1 of 3 can be"):
        shop.receive(number, {"tee": 2}, scan="s-2", at=LATER)
    assert shop.order("1001") == before


def test_a_parcel_that_is_told_again_is_told_once(shop: Shop) -> None:
    before = shop.order("1001")
    shop.deliver("1001", {"tee": 3, "mug": 2}, parcel="p-1", at=at("2026-03-05T12:30+01:00"))
    assert shop.order("1001") == before


def test_what_a_bank_takes_and_gives_again_is_kept(shop: Shop) -> None:
    left = shop.order("1001").position(at=LATER).refundable
    tender = shop.order("1001").position(at=LATER).tenders[0].tender
    shop.book("1001", Chargeback(EUR("20.00"), tender=tender, at=ASKED), key="dp_1")
    assert shop.order("1001").position(at=LATER).refundable == left - EUR("20.00")
    shop.book("1001", ChargebackReversed(EUR("20.00"), tender=tender, at=CAME), key="dp_1")
    assert shop.order("1001").position(at=LATER).refundable == left


def test_money_that_was_given_at_the_till_is_not_given_again(shop: Shop) -> None:
    number = returned(shop)
    shop.book("1001", Refunded(EUR("60.00"), at=CAME), key="till-1")
    # 74.85 was paid, 14.85 is left.
    assert str(shop.refund(number, key="rf-1", at=LATER).amount) == "EUR 14.85"


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda shop: shop.order("nobody's"), id="a sale"),
        pytest.param(lambda shop: shop.announced("R-7"), id="a return"),
        pytest.param(lambda shop: shop.refund("R-7", key="rf-1", at=CAME), id="its refund"),
        pytest.param(
            lambda shop: shop.refund_told("rf-7", RefundStatus.SETTLED, at=CAME), id="a refund"
        ),
    ],
)
def test_what_is_not_there_is_said(shop: Shop, ask: Callable[[Shop], object]) -> None:
    with pytest.raises(UnknownSale, match="there is no"):
        ask(shop)


def test_a_parcel_that_is_told_again_a_minute_later_arrived_once(shop: Shop) -> None:
    before = shop.order("1001")
    shop.deliver("1001", {"tee": 3, "mug": 2}, parcel="p-1", at=at("2026-03-05T12:31+01:00"))
    assert shop.order("1001") == before


@pytest.mark.parametrize(
    "later", [pytest.param(SOLD, id="at once"), pytest.param(CAME, id="three weeks later")]
)
def test_money_that_was_captured_once_goes_back_once(shop: Shop, later: datetime) -> None:
    shop.place(evolve(sale("1002"), history=()), terms=TERMS, locale="en")
    for told in (SOLD, later):
        shop.pay("1002", EUR("20.00"), Tender.card("ch_1"), payment="py-1", at=told)
    assert str(shop.order("1002").position(at=CAME).refundable) == "EUR 20.00"


def test_two_captures_of_one_card_at_one_instant_are_two(shop: Shop) -> None:
    shop.place(evolve(sale("1002"), history=()), terms=TERMS, locale="en")
    for payment in ("py-1", "py-2"):
        shop.pay("1002", EUR("20.00"), Tender.card("ch_1"), payment=payment, at=SOLD)
    assert str(shop.order("1002").position(at=CAME).refundable) == "EUR 40.00"


def test_the_id_of_a_capture_is_for_one_amount(shop: Shop) -> None:
    before = shop.order("1001")
    with pytest.raises(KeyTaken, match="the key 'py-2' belongs to Paid"):
        shop.pay("1001", EUR("1.00"), Tender.card("ch_1"), payment="py-2", at=LATER)
    assert shop.order("1001") == before


@pytest.mark.parametrize(
    "event",
    [
        pytest.param(Paid(EUR("1.00"), tender=Tender.card("ch_1"), at=SOLD), id="a payment"),
        pytest.param(Chargeback(EUR("1.00"), tender=Tender.card("ch_1"), at=CAME), id="a dispute"),
        pytest.param(Refunded(EUR("1.00"), at=CAME), id="a refund"),
    ],
)
def test_nothing_is_booked_that_could_not_be_known_again(shop: Shop, event: Event) -> None:
    with pytest.raises(ValueError, match="no key, by which it is known"):
        shop.book("1001", event, key="")
    history = [*sale().history, event]
    with pytest.raises(ValueError, match="no key, by which it is known"):
        shop.place(evolve(sale("1002"), history=history), terms=TERMS, locale="en")


class TestWhatCameBack:
    """Each arrival counts once, by what the warehouse calls it, whatever the clocks say."""

    @pytest.mark.parametrize(
        ("scans", "amount"),
        [
            # 16.67 - 4.95
            pytest.param([("s-1", CAME), ("s-1", CAME)], "EUR 11.72", id="told twice"),
            pytest.param([("s-1", CAME), ("s-1", LATER)], "EUR 11.72", id="told a day later"),
            # 16.67 + 16.66 - 4.95
            pytest.param([("s-1", CAME), ("s-2", CAME)], "EUR 28.38", id="two at one instant"),
            pytest.param([("s-1", CAME), ("s-2", LATER)], "EUR 28.38", id="one after the other"),
        ],
    )
    def test_it_is_paid_for_once(
        self, shop: Shop, scans: list[tuple[str, datetime]], amount: str
    ) -> None:
        number = shop.request_return(
            "1001", {"tee": 2}, reason="too_small", key="form-1", at=ASKED
        ).number
        for scan, when in scans:
            shop.receive(number, {"tee": 1}, scan=scan, at=when)
        later = at("2026-03-26T09:00+01:00")
        assert str(shop.refund(number, key="rf-1", at=later).amount) == amount
        assert [shop.replay(x) == x for x in shop.records("1001")] == [True, True]

    def test_a_scan_is_of_the_same_units(self, shop: Shop) -> None:
        number = returned(shop, units=1)
        with pytest.raises(KeyTaken):
            shop.receive(number, {"tee": 2}, scan="s-1", at=LATER)


class TestWhatIsSent:
    """A worker sends what we ordered and the provider does not know of, and nothing else."""

    @pytest.mark.parametrize("status", list(RefundStatus))
    @pytest.mark.parametrize(
        "when",
        [
            pytest.param(CAME, id="at the same instant"),
            pytest.param(LATER, id="later"),
            pytest.param(ASKED, id="by a clock that is behind"),
        ],
    )
    def test_not_what_it_has_told_of(
        self, shop: Shop, status: RefundStatus, when: datetime
    ) -> None:
        shop.refund(returned(shop), key="rf-1", at=CAME)
        for _ in range(2):
            shop.refund_told("rf-1", status, at=when)
        assert shop.to_send() == []
        told = [x for x in shop.order("1001").history if isinstance(x, Refunded)]
        assert told[-1].status is status
        assert told[-1].at >= CAME

    @pytest.mark.parametrize("status", list(RefundStatus))
    def test_nor_what_somebody_gave_elsewhere(self, shop: Shop, status: RefundStatus) -> None:
        given = Refunded(EUR("5.00"), status=status, at=CAME, ref="re_1")
        shop.book("1001", given, key="re_1")
        assert shop.to_send() == []

    def test_nor_a_refund_of_nothing(self, shop: Shop) -> None:
        cheap = Line("pin", quantity=1, total=EUR("3.00"))
        sold = Order(
            id="1002",
            placed_at=SOLD,
            customer=Customer("C-7"),
            lines=[cheap],
            history=[
                Paid(EUR("3.00"), tender=Tender.card("ch_1"), at=SOLD, ref="py-1"),
                Delivered({"pin": 1}, at=SOLD, ref="p-1"),
            ],
        )
        shop.place(sold, terms=TERMS, locale="en")
        number = shop.request_return(
            "1002", {"pin": 1}, reason="too_small", key="form-1", at=ASKED
        ).number
        shop.receive(number, {"pin": 1}, scan="s-1", at=CAME)
        # The fee for the return is 4.95.
        assert str(shop.refund(number, key="rf-1", at=CAME).amount) == "EUR 0.00"
        assert shop.to_send() == []
        with pytest.raises(NothingToPay):
            shop.refund(number, key="rf-2", at=LATER)

    def test_what_is_given_as_store_credit_is_told(self, shop: Shop) -> None:
        shop.place(sale("1002"), terms=CREDIT_AFTER_TEN_DAYS, locale="en")
        asked = shop.request_return("1002", {"tee": 2}, reason="too_small", key="form-2", at=ASKED)
        shop.receive(asked.number, {"tee": 2}, scan="s-1", at=CAME)
        told = shop.refund(asked.number, key="rf-1", at=CAME)
        assert (str(told.store_credit), dict(told.tenders)) == ("EUR 28.38", {})
        assert shop.refund(asked.number, key="rf-1", at=LATER) == told


class TestKeysOfRefunds:
    """The provider knows a refund by its key, so a key is for one refund of one sale."""

    def test_not_for_one_of_another_sale(self, shop: Shop) -> None:
        shop.place(sale("1002"), terms=TERMS, locale="en")
        shop.book("1001", Refunded(EUR("5.00"), at=CAME), key="till-7")
        with pytest.raises(KeyTaken):
            shop.book("1002", Refunded(EUR("5.00"), at=CAME), key="till-7")
        assert str(shop.order("1002").position(at=LATER).money.refunded) == "EUR 0.00"

    @pytest.mark.parametrize("other", [EUR("9.00"), USD("5.00")], ids=str)
    def test_not_for_another_amount(self, shop: Shop, other: Money) -> None:
        shop.book("1001", Refunded(EUR("5.00"), at=CAME), key="till-7")
        with pytest.raises(KeyTaken):
            shop.book("1001", Refunded(other, at=LATER), key="till-7")

    def test_not_for_one_that_failed(self, shop: Shop) -> None:
        number = returned(shop)
        shop.refund(number, key="rf-1", at=CAME)
        shop.refund_told("rf-1", RefundStatus.FAILED, at=LATER)
        shop.refund_told("rf-1", RefundStatus.PENDING, at=CAME)
        with pytest.raises(KeyTaken, match="'rf-1' failed: order it again under another key"):
            shop.refund(number, key="rf-1", at=at("2026-03-26T09:00+01:00"))


MUCH = PurchaseRecord(bought=20, returned=15, paid=EUR("900.00"), refunded=EUR("700.00"))
OF_A_LINE = Refunded(
    EUR("5.00"), lines=[LineRefund("mug", units=0, price=EUR("5.00"))], at=CAME, ref="re_1"
)


class TestWhatTheSaleSays:
    """Whatever can decide an answer is kept, or the sale is refused."""

    def test_it_comes_out_as_it_went_in(self, shop: Shop) -> None:
        tax = Tax(EUR("7.98"), kind="included", rate="0.19", name="VAT")
        sold = evolve(
            sale("1002"),
            customer=Customer("C-9", country="DE", tier="gold"),
            market="DE",
            channel="web",
            lines=[
                Line("tee", quantity=3, total=EUR("50.00"), list_total=EUR("60.00"), taxes=[tax]),
                Line("mug", quantity=2, total=EUR("19.90"), kind="digital", tags=["spring"]),
            ],
        )
        shop.place(sold, terms=TERMS, locale="en")
        assert shop.order("1002") == sold
        assert shop.sale("1002").zone == "Europe/Berlin"

    @pytest.mark.parametrize(
        "sold",
        [
            pytest.param(
                evolve(sale("1002"), customer=Customer("C-7", record=MUCH)),
                id="what the customer bought before",
            ),
            pytest.param(
                evolve(sale("1002"), promotions=[Promotion("SPRING", given={"tee": EUR("5.00")})]),
                id="promotions",
            ),
            pytest.param(
                evolve(sale("1002"), history=[*sale().history, OF_A_LINE]),
                id="what a refund was for",
            ),
        ],
    )
    def test_or_it_is_refused(self, shop: Shop, sold: Order) -> None:
        with pytest.raises(ValueError, match="do not hold all that"):
            shop.place(sold, terms=TERMS, locale="en")
        with pytest.raises(UnknownSale):
            shop.order("1002")


class TestTheAnswerThatWasShown:
    """A return is recorded for the money that the customer saw, or they are asked again."""

    def test_where_it_is_the_same(self, shop: Shop) -> None:
        shown = self._shown(shop, at=ASKED)
        shop.request_return("1001", {"tee": 2}, reason="too_small", key="f", shown=shown, at=CAME)
        assert shop.numbers("1001") == ["R-1001-1"]

    def test_and_where_other_money_was_given_meanwhile(self, shop: Shop) -> None:
        shown = self._shown(shop, at=ASKED)
        shop.book("1001", Refunded(EUR("60.00"), at=CAME), key="till-1")
        with pytest.raises(AskAgain) as caught:
            shop.request_return(
                "1001", {"tee": 2}, reason="too_small", key="f", shown=shown, at=LATER
            )
        assert str(caught.value.quote.total) == "EUR 14.85"
        shown = shown_by(caught.value.quote)
        shop.request_return("1001", {"tee": 2}, reason="too_small", key="f", shown=shown, at=LATER)

    def _shown(self, shop: Shop, *, at: datetime) -> str:
        asked = ReturnRequest.of({"tee": 2}, reason="too_small")
        return shown_by(shop.answer("1001", asked, at=at)[1])


def test_a_number_is_not_one_that_the_history_has(shop: Shop) -> None:
    elsewhere = ReturnRequested({"tee": 1}, ref="R-1001-1", at=at("2026-03-09T09:00+01:00"))
    shop.book("1001", elsewhere, key="desk-1")
    asked = shop.request_return("1001", {"tee": 1}, reason="too_small", key="f", at=ASKED)
    assert asked.number == "R-1001-2"
    assert shop.order("1001").position(at=ASKED).units("tee").reserved == 2


class TestWhatWasSaidIsSaidAgain:
    """Every record replays equal, whatever happened since, by the terms of its sale."""

    def test_after_everything_else_has_happened(self, shop: Shop) -> None:
        number = returned(shop)
        shop.refund(number, key="rf-1", at=CAME)
        shop.refund_told("rf-1", RefundStatus.SETTLED, at=LATER)
        shop.book("1001", Refunded(EUR("5.00"), at=LATER), key="till-1")
        records = shop.records("1001")
        assert len(records) == 2
        assert [shop.replay(x) == x for x in records] == [True, True]

    def test_and_by_another_program(self, shop: Shop, tmp_path: Path) -> None:
        shop.refund(returned(shop), key="rf-1", at=CAME)
        other = opened(tmp_path)
        assert [other.replay(x) for x in other.records("1001")] == shop.records("1001")
        other.close()

    def test_a_sale_keeps_the_terms_of_its_day(self, shop: Shop) -> None:
        shop.place(sale("1002"), terms=STRICTER, locale="en")
        one = ReturnRequest.of({"tee": 1}, reason="too_small")
        late = at("2026-03-25T09:00+01:00")  # twenty days after the parcel
        old, _ = shop.answer("1001", one, at=late)
        new, _ = shop.answer("1002", one, at=late)
        assert (old.outcome, old.terms.version) == (Outcome.ALLOWED, "2026-03")
        assert (new.outcome, new.terms.version) == (Outcome.REFUSED, "2026-04")

    def test_terms_are_kept_once(self, shop: Shop) -> None:
        shop.place(sale("1002"), terms=TERMS, locale="en")
        assert shop.db.execute("select count(*) from terms").fetchone() == (2,)

    def test_an_order_that_was_tampered_with_is_seen(self, shop: Shop) -> None:
        returned(shop)
        (record,) = shop.records("1001")
        shop.db.execute("update items set minor = 4000 where id = 'tee'")
        with pytest.raises(OrderDiffers, match="its lines changed"):
            shop.replay(record)


def at_once(folder: Path, *asks: Callable[[Shop], object]) -> list[object]:
    """What each of them is told, asking at once, with a connection of its own."""
    barrier = threading.Barrier(len(asks))
    told: dict[int, object] = {}

    def ask(place: int) -> None:
        shop = opened(folder)
        barrier.wait()
        try:
            told[place] = asks[place](shop)
        except (AskAgain, NothingToPay) as error:
            told[place] = error
        finally:
            shop.close()

    threads = [threading.Thread(target=ask, args=[place]) for place in range(len(asks))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [told[place] for place in range(len(asks))]


class TestTwoAtOnce:
    """Of two who ask at once the second sees what the first has done."""

    def test_two_clerks_order_one_refund(self, shop: Shop, tmp_path: Path) -> None:
        number = returned(shop)
        told = at_once(
            tmp_path,
            lambda x: x.refund(number, key="rf-1", at=LATER),
            lambda x: x.refund(number, key="rf-2", at=LATER),
        )
        assert sorted(type(x).__name__ for x in told) == ["NothingToPay", "Repaid"]
        assert str(shop.order("1001").position(at=LATER).money.reserved) == "EUR 28.38"

    def test_one_message_twice_is_one_refund(self, shop: Shop, tmp_path: Path) -> None:
        number = returned(shop)
        told = at_once(tmp_path, *[lambda x: x.refund(number, key="rf-1", at=LATER)] * 4)
        assert all(isinstance(x, Repaid) and str(x.amount) == "EUR 28.38" for x in told)
        assert str(shop.order("1001").position(at=LATER).money.reserved) == "EUR 28.38"

    def test_two_windows_cannot_announce_the_same_units(self, shop: Shop, tmp_path: Path) -> None:
        def announce(key: str) -> Callable[[Shop], object]:
            return lambda x: x.request_return(
                "1001", {"tee": 2}, reason="too_small", key=key, at=ASKED
            )

        told = at_once(tmp_path, announce("form-1"), announce("form-2"))
        assert sorted(type(x).__name__ for x in told) == ["Announced", "AskAgain"]
        assert shop.order("1001").position(at=ASKED).units("tee").reserved == 2

    def test_whoever_reads_before_writing_holds_the_lock(self, shop: Shop, tmp_path: Path) -> None:
        number = returned(shop)
        other = opened(tmp_path)
        other.db.execute("pragma busy_timeout = 0")
        shop.db.execute("begin immediate")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.refund(number, key="rf-1", at=LATER)
        shop.db.execute("rollback")
        assert str(other.refund(number, key="rf-1", at=LATER).amount) == "EUR 28.38"
        other.close()


KILLED = """
import os, sys
from datetime import datetime
import sqlite_shop.shop
from sqlite_shop import Shop

def killed(*_):
    os._exit(9)  # as `kill -9` does: nothing is tidied up

sqlite_shop.shop.write_news = killed
Shop(sys.argv[1]).refund(sys.argv[2], key="rf-1", at=datetime.fromisoformat(sys.argv[3]))
"""


def test_killed_between_the_decision_and_the_refund_there_is_neither(
    shop: Shop, tmp_path: Path
) -> None:
    number = returned(shop)
    told = [str(tmp_path / "shop.sqlite"), number, LATER.isoformat()]
    examples = str(ROOT / "docs" / "examples")
    inherited = os.environ.get("PYTHONPATH", "")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, [examples, inherited]))}
    done = subprocess.run([sys.executable, "-c", KILLED, *told], check=False, env=environment)
    assert done.returncode == 9
    assert len(shop.records("1001")) == 1
    assert str(shop.refund(number, key="rf-1", at=LATER).amount) == "EUR 28.38"


def test_of_a_sale_that_meets_a_full_disk_there_is_nothing(shop: Shop) -> None:
    (pages,) = shop.db.execute("pragma page_count").fetchone()
    shop.db.execute(f"pragma max_page_count = {pages}")
    big = evolve(sale("1002"), lines=[*sale().lines, _much_text()])
    with pytest.raises(sqlite3.OperationalError, match="full"):
        shop.place(big, terms=TERMS, locale="en")
    with pytest.raises(UnknownSale):
        shop.order("1002")
    shop.db.execute(f"pragma max_page_count = {10 * pages}")
    shop.place(big, terms=TERMS, locale="en")
    assert shop.order("1002") == big


def _much_text() -> Line:
    tags = [f"{number:0900}" for number in range(30)]
    return Line("lamp", quantity=1, total=EUR("89.00"), tags=tags)
