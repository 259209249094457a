"""Stripe: charges, refunds and disputes become what happened to the money of an order."""

import pytest

from postsales import (
    EUR,
    Chargeback,
    ChargebackReversed,
    DocumentErrors,
    InvalidOrder,
    InvalidValue,
    Order,
    Paid,
    Refunded,
    RefundStatus,
    Tender,
    WrongType,
)
from postsales.wire import stripe
from postsales.wire.documents import EventsReading
from tests.wire.stripe_given import (
    BACK_AT,
    GIVEN_AT,
    PAID_AT,
    TAKEN_AT,
    Document,
    charge,
    dispute,
    listing,
    message,
    moved,
    refund,
    unpaid,
)

EVER = "2999-12-31T00:00Z"
CH_1 = Tender.card("ch_1")
WHEN_PAID = "2026-03-02T09:16:00Z"
WHEN_BACK = "2026-03-09T11:00:00Z"
WHEN_TAKEN = "2026-03-16T10:45:00Z"
WHEN_GIVEN = "2026-04-12T13:20:00Z"


def paid(amount: str = "60.00", tender: Tender = CH_1) -> Paid:
    """The payment that the charge is."""
    return Paid(EUR(amount), tender=tender, at=WHEN_PAID, ref="ch_1")


def back(amount: str, status: RefundStatus = RefundStatus.SETTLED, ref: str = "re_1") -> Refunded:
    """The refund that re_1 is."""
    return Refunded(
        EUR(amount),
        tenders={"ch_1": EUR(amount)},
        status=status,
        reason="requested_by_customer",
        at=WHEN_BACK,
        ref=ref,
    )


def took(amount: str = "60.00", tender: Tender = CH_1) -> Chargeback:
    """What the bank took by dp_1."""
    return Chargeback(EUR(amount), tender=tender, at=WHEN_TAKEN, ref="dp_1")


def gave(amount: str = "60.00") -> ChargebackReversed:
    """What the bank gave back by dp_1."""
    return ChargebackReversed(EUR(amount), tender=CH_1, at=WHEN_GIVEN, ref="dp_1")


def said(reading: EventsReading, path: str) -> str:
    """What was taken for granted at a path."""
    return " ".join(says for at, says in reading.assumed if at == path)


def refused(error: pytest.ExceptionInfo[DocumentErrors]) -> list[str]:
    """Every problem, as a sentence."""
    return [str(problem) for problem in error.value]


class TestCharges:
    """What was captured is a payment, and nothing else is."""

    def test_captured(self) -> None:
        assert stripe.read_charge(charge()).events == (paid(),)

    @pytest.mark.parametrize(
        ("changes", "path"),
        [
            pytest.param({"captured": False, "amount_captured": 0}, "$.captured", id="on hold"),
            pytest.param({"status": "pending", "paid": False}, "$.status", id="pending"),
            pytest.param({"status": "failed", "paid": False}, "$.status", id="failed"),
        ],
    )
    def test_no_payment_yet(self, changes: Document, path: str) -> None:
        reading = stripe.read_charge(charge(**changes))
        assert reading.events == ()
        assert said(reading, path)

    def test_nothing_is_captured_of_nothing(self) -> None:
        reading = stripe.read_charge(charge(amount=0, amount_captured=0))
        assert reading.events == ()

    def test_captured_in_part(self) -> None:
        let_go = refund(1500, id="re_0", created=PAID_AT + 9, reason=None)
        document = charge(amount_captured=4500, amount_refunded=1500, refunds=listing(let_go))
        reading = stripe.read_charge(document)
        assert reading.events == (paid("45.00"),)
        assert "let go" in said(reading, "$.refunds.data[0].amount")

    def test_captured_in_part_and_then_refunded_by_the_same_amount(self) -> None:
        let_go = refund(2000, id="re_0", reason=None)
        document = charge(
            amount_captured=4000, amount_refunded=4000, refunds=listing(refund(), let_go)
        )
        assert stripe.read_charge(document).events == (paid("40.00"), back("20.00"))

    def test_of_two_alike_the_first_let_go(self) -> None:
        late = refund(2000, id="re_1", reason=None)
        let_go = refund(2000, id="re_0", reason=None, created=PAID_AT + 9)
        document = charge(amount_captured=4000, amount_refunded=4000, refunds=listing(late, let_go))
        assert [x.ref for x in stripe.read_charge(document).events] == ["ch_1", "re_1"]

    def test_one_that_failed_let_nothing_go(self) -> None:
        failed = refund(2000, id="re_0", reason=None, status="failed", created=PAID_AT + 9)
        let_go = refund(2000, id="re_2", reason=None)
        document = charge(
            amount_captured=4000, amount_refunded=2000, refunds=listing(failed, let_go)
        )
        assert [x.ref for x in stripe.read_charge(document).events] == ["ch_1", "re_0"]

    def test_captured_in_part_with_refunds_of_another_amount(self) -> None:
        document = charge(amount_captured=4500, amount_refunded=2000, refunds=listing(refund()))
        assert stripe.read_charge(document).events == (paid("45.00"), back("20.00"))

    def test_an_older_version_does_not_tell_what_was_captured(self) -> None:
        document = charge()
        del document["amount_captured"]
        assert stripe.read_charge(document).events == (paid(),)

    def test_what_a_hold_let_go_is_no_refund(self) -> None:
        document = charge(
            captured=False,
            amount_captured=0,
            amount_refunded=6000,
            refunded=True,
            refunds=listing(refund(6000)),
        )
        reading = stripe.read_charge(document)
        assert reading.events == ()
        assert said(reading, "$.refunds")

    @pytest.mark.parametrize(
        ("type", "tender"),
        [
            ("card", Tender.card("ch_1")),
            ("link", Tender.card("ch_1")),
            ("sepa_debit", Tender.bank_transfer("ch_1")),
            ("klarna", Tender.other("ch_1")),
        ],
    )
    def test_tender(self, type: str, tender: Tender) -> None:
        reading = stripe.read_charge(charge(payment_method_details={"type": type}))
        assert reading.events == (paid(tender=tender),)
        assert bool(said(reading, "$.payment_method_details.type")) is (type == "klarna")

    def test_without_a_means_of_payment_it_is_a_card(self) -> None:
        reading = stripe.read_charge(charge(payment_method_details=None))
        assert reading.events == (paid(),)
        assert said(reading, "$.payment_method_details")

    def test_the_host_names_the_tender(self) -> None:
        mine = Tender.other("payment-7")
        document = charge(amount_refunded=2000, refunds=listing(refund()))
        payment, given = stripe.read_charge(document, tender=mine).events
        assert payment == paid(tender=mine)
        assert isinstance(given, Refunded)
        assert given.tenders == {"payment-7": EUR("20.00")}


class TestRefundsInside:
    """A charge tells its refunds with it, where it does."""

    def test_they_are_read(self) -> None:
        document = charge(amount_refunded=2000, refunds=listing(refund()))
        assert stripe.read_charge(document).events == (paid(), back("20.00"))

    def test_those_that_are_not_inside_are_said(self) -> None:
        reading = stripe.read_charge(charge(amount_refunded=2000))
        assert reading.events == (paid(),)
        assert "EUR 20.00" in said(reading, "$.amount_refunded")

    @pytest.mark.parametrize(("told", "is_read"), [(0, True), (2000, True), (2001, False)])
    def test_one_on_its_way_may_be_in_the_sum(self, told: int, is_read: bool) -> None:
        document = charge(amount_refunded=told, refunds=listing(refund(status="pending")))
        if is_read:
            events = stripe.read_charge(document).events
            assert events == (paid(), back("20.00", RefundStatus.PENDING))
        else:
            with pytest.raises(DocumentErrors, match="on their way"):
                stripe.read_charge(document)


class TestRefunds:
    """A refund is an amount, and how far it is."""

    @pytest.mark.parametrize(
        ("status", "read"),
        [
            ("pending", RefundStatus.PENDING),
            ("requires_action", RefundStatus.PENDING),
            ("succeeded", RefundStatus.SETTLED),
            ("failed", RefundStatus.FAILED),
            ("canceled", RefundStatus.FAILED),
        ],
    )
    def test_status(self, status: str, read: RefundStatus) -> None:
        reading = stripe.read_refund(refund(status=status))
        assert reading.events == (back("20.00", read),)
        assert bool(said(reading, "$.created")) is (read is not RefundStatus.PENDING)

    def test_a_hold_that_ran_out(self) -> None:
        assert stripe.read_refund(refund(reason="expired_uncaptured_charge")).events == ()

    def test_of_no_charge_it_goes_to_no_one_tender(self) -> None:
        reading = stripe.read_refund(refund(charge=None))
        (event,) = reading.events
        assert isinstance(event, Refunded)
        assert not event.tenders
        assert said(reading, "$.charge")

    def test_of_a_charge_that_stands_inside(self) -> None:
        reading = stripe.read_refund(refund(charge=charge(amount_refunded=2000)))
        assert reading.events == (back("20.00"),)
        assert not said(reading, "$.charge")

    @pytest.mark.parametrize(
        "changes",
        [
            pytest.param({"captured": False, "amount_captured": 0}, id="never captured"),
            pytest.param({"amount_captured": 4000, "amount_refunded": 2000}, id="in part"),
        ],
    )
    def test_what_only_lets_go_is_none(self, changes: Document) -> None:
        assert stripe.read_refund(refund(charge=charge(**changes), reason=None)).events == ()

    def test_what_may_only_let_go_is_refused(self) -> None:
        inside = charge(amount_captured=4000, amount_refunded=4000)
        with pytest.raises(DocumentErrors, match="read the charge with all its refunds"):
            stripe.read_refund(refund(charge=inside, reason=None))

    def test_what_a_person_gave_a_reason_for_went_back(self) -> None:
        inside = charge(amount_captured=4000, amount_refunded=4000)
        assert stripe.read_refund(refund(charge=inside)).events == (back("20.00"),)

    def test_another_amount_than_was_let_go(self) -> None:
        inside = charge(amount_captured=4500, amount_refunded=3500)
        assert stripe.read_refund(refund(charge=inside)).events == (back("20.00"),)

    def test_an_older_version_of_the_charge_inside(self) -> None:
        inside = charge()
        del inside["amount_captured"]
        assert stripe.read_refund(refund(charge=inside)).events == (back("20.00"),)


class TestDisputes:
    """What moved is told by the balance, not by the status."""

    @pytest.mark.parametrize("status", ["needs_response", "under_review", "lost", "prevented"])
    def test_taken(self, status: str) -> None:
        reading = stripe.read_dispute(dispute(moved(-6000), status=status))
        assert reading.events == (took(),)
        assert not said(reading, "$.status")

    def test_won(self) -> None:
        document = dispute(moved(6000, GIVEN_AT), moved(-6000), status="won")
        assert stripe.read_dispute(document).events == (took(), gave())

    def test_won_and_not_given_back_yet(self) -> None:
        reading = stripe.read_dispute(dispute(moved(-6000), status="won"))
        assert reading.events == (took(),)
        assert "EUR 60.00" in said(reading, "$.status")

    @pytest.mark.parametrize(
        "status",
        [
            "needs_response", "under_review", "warning_needs_response", "warning_under_review",
            "warning_closed", "won", "lost", "prevented",
        ],
    )  # fmt: skip
    def test_nothing_moved(self, status: str) -> None:
        reading = stripe.read_dispute(dispute(status=status))
        assert reading.events == ()
        assert f"is {status}: " in said(reading, "$.status")

    def test_a_part(self) -> None:
        document = dispute(moved(-2500), amount=2500)
        assert stripe.read_dispute(document).events == (took("25.00"),)

    def test_settled_in_another_currency_it_is_what_was_disputed(self) -> None:
        document = dispute(
            moved(-6512, currency="usd"), moved(6512, GIVEN_AT, currency="usd"), status="won"
        )
        reading = stripe.read_dispute(document)
        assert reading.events == (took(), gave())
        assert said(reading, "$.balance_transactions[1].currency")

    @pytest.mark.parametrize(
        ("moves", "wrong"),
        [
            pytest.param([-6512, 3256], ["1"], id="a half given back"),
            pytest.param([-6512, 6480], ["1"], id="given back at the rate of another day"),
            pytest.param([-3256, -3256], ["0", "1"], id="taken in two halves"),
            pytest.param([-6512, -12], ["0", "1"], id="adjusted once more"),
            pytest.param([6512], ["0"], id="given back, and never taken"),
        ],
    )
    def test_what_is_a_part_of_it_is_refused(self, moves: list[int], wrong: list[str]) -> None:
        told = [moved(x, TAKEN_AT + n, currency="usd") for n, x in enumerate(moves)]
        with pytest.raises(DocumentErrors) as error:
            stripe.read_dispute(dispute(*told, status="won"))
        paths = [f"$.balance_transactions[{n}].amount" for n in wrong]
        assert [problem.path for problem in error.value] == paths
        assert "how much of EUR 60.00 that is, is not told" in str(error.value)

    def test_settled_in_two_currencies_is_refused(self) -> None:
        document = dispute(moved(-6000), moved(6512, GIVEN_AT, currency="usd"))
        with pytest.raises(DocumentErrors, match=r"\[1\].amount is USD 65.12"):
            stripe.read_dispute(document)

    def test_taken_twice_in_one_second_it_is_taken_at_once(self) -> None:
        document = dispute(moved(-3000, id="txn_1"), moved(-3000, id="txn_2"))
        assert stripe.read_dispute(document).events == (took("60.00"),)

    def test_given_back_twice_in_one_second_it_is_given_back_at_once(self) -> None:
        halves = [moved(3000, GIVEN_AT, id=id) for id in ("txn_2", "txn_3")]
        reading = stripe.read_dispute(dispute(moved(-6000), *halves))
        assert reading.events == (took("60.00"), gave("60.00"))

    @pytest.mark.parametrize("amounts", [(-6000, 6000), (6000, -6000)])
    def test_of_one_second_what_was_taken_comes_first(self, amounts: tuple[int, int]) -> None:
        document = dispute(*(moved(x, id=f"txn_{x}") for x in amounts))
        first, second = stripe.read_dispute(document).events
        assert first == took()
        assert isinstance(second, ChargebackReversed)
        assert unpaid().after(paid(), first, second).position(at=EVER).refundable == EUR("60.00")

    def test_one_entry_that_is_there_twice_is_refused(self) -> None:
        with pytest.raises(DocumentErrors) as error:
            stripe.read_dispute(dispute(moved(-3000, id="txn_1"), moved(-3000, id="txn_1")))
        assert refused(error) == [
            "$.balance_transactions[1].id is 'txn_1', as is $.balance_transactions[0].id"
        ]

    def test_an_entry_of_nothing_is_no_event(self) -> None:
        assert stripe.read_dispute(dispute(moved(0))).events == ()

    def test_more_given_back_than_taken_is_refused(self) -> None:
        with pytest.raises(DocumentErrors, match=r"EUR 0\.01 more than was taken until then"):
            stripe.read_dispute(dispute(moved(-6000), moved(6001, GIVEN_AT)))

    def test_given_back_before_it_was_taken_is_refused(self) -> None:
        with pytest.raises(DocumentErrors, match="more than was taken until then"):
            stripe.read_dispute(dispute(moved(-6000), moved(6000, PAID_AT)))

    def test_inside_a_charge(self) -> None:
        document = charge(disputed=True, dispute=dispute(moved(-6000)))
        assert stripe.read_charge(document).events == (paid(), took())

    def test_inside_a_charge_it_names_no_other(self) -> None:
        with pytest.raises(DocumentErrors) as error:
            stripe.read_charge(charge(dispute=dispute(moved(-6000), charge="ch_2")))
        assert refused(error) == ["$.dispute.charge is 'ch_2', and it stands in 'ch_1'"]

    def test_inside_a_charge_it_may_leave_the_charge_out(self) -> None:
        document = charge(disputed=True, dispute=dispute(moved(-6000), charge=None))
        assert stripe.read_charge(document).events == (paid(), took())

    def test_named_by_a_charge(self) -> None:
        reading = stripe.read_charge(charge(disputed=True, dispute="dp_1"))
        assert reading.events == (paid(),)
        assert said(reading, "$.disputed")

    def test_the_tender_is_that_of_the_charge(self) -> None:
        inside = charge(payment_method_details={"type": "sepa_debit"})
        document = dispute(moved(-6000), charge=inside, payment_method_details=None)
        mine = Tender.bank_transfer("ch_1")
        assert stripe.read_dispute(document).events == (took(tender=mine),)
        alone = dispute(moved(-6000), payment_method_details=None)
        assert stripe.read_dispute(alone, tender=mine).events == (took(tender=mine),)
        assert stripe.read_dispute(alone).events == (took(),)


class TestOrders:
    """Which order it is, the host says or the metadata do."""

    @pytest.mark.parametrize(
        ("asked", "order"),
        [
            pytest.param({}, None, id="nobody said"),
            pytest.param({"order": "A-7"}, "A-7", id="the host"),
            pytest.param({"order_key": "order_id"}, "1001", id="the metadata"),
            pytest.param({"order_key": "cart"}, None, id="another key"),
            pytest.param({"order": "1001", "order_key": "order_id"}, "1001", id="both alike"),
            pytest.param({"order": "A-7", "order_key": "cart"}, "A-7", id="the host alone"),
        ],
    )
    def test_order(self, asked: dict[str, str], order: str | None) -> None:
        assert stripe.read_charge(charge(), **asked).order == order  # type: ignore[arg-type]

    def test_both_have_to_agree(self) -> None:
        with pytest.raises(DocumentErrors) as error:
            stripe.read_charge(charge(), order="A-7", order_key="order_id")
        assert refused(error) == [
            "$.metadata.order_id is '1001', and the order was said to be 'A-7'"
        ]

    def test_of_a_refund_its_own_come_first(self) -> None:
        whole = charge(amount_refunded=2000)
        inside = refund(charge=whole)
        assert stripe.read_refund(inside, order_key="order_id").order == "1001"
        inside["metadata"] = {"order_id": "1002"}
        assert stripe.read_refund(inside, order_key="order_id").order == "1002"
        assert stripe.read_refund(refund(), order_key="order_id").order is None

    @pytest.mark.parametrize("key", ["order", "order_key"])
    def test_names_are_text(self, key: str) -> None:
        with pytest.raises(WrongType, match=key):
            stripe.read_charge(charge(), **{key: 7})  # type: ignore[arg-type]
        with pytest.raises(InvalidValue, match=key):
            stripe.read_charge(charge(), **{key: " "})  # type: ignore[arg-type]

    def test_a_tender_is_one(self) -> None:
        with pytest.raises(WrongType, match="tender"):
            stripe.read_charge(charge(), tender="ch_1")  # type: ignore[arg-type]


class TestMessages:
    """A webhook gets an object in an envelope; lists hold several."""

    @pytest.mark.parametrize(
        ("inside", "events"),
        [
            (charge(), (paid(),)),
            (refund(), (back("20.00"),)),
            (dispute(moved(-6000)), (took(),)),
        ],
        ids=["charge", "refund", "dispute"],
    )
    def test_inside(self, inside: Document, events: tuple[object, ...]) -> None:
        assert stripe.read_event(message(inside)).events == events
        (one,) = stripe.read_list(listing(message(inside)))
        assert one.events == events

    def test_paths_begin_at_the_envelope(self) -> None:
        with pytest.raises(DocumentErrors) as error:
            stripe.read_event(message(charge(amount=-1, created=None)))
        assert refused(error) == [
            "$.data.object.amount is -1: 0 to 10000000000000 are allowed",
            "$.data.object.created is null, and a value is needed",
        ]

    def test_a_list_keeps_notes_apart(self) -> None:
        other = refund(status="pending", description="late", metadata={"order_id": "1002"})
        first, second = stripe.read_list(listing(charge(), other), order_key="order_id")
        assert (first.order, second.order) == ("1001", "1002")
        assert first.unmapped == (
            "$.data[*].payment_intent",
            "$.data[*].payment_method_details.card",
        )
        assert "$.data[*].description" in second.unmapped
        assert {path for path, _ in second.assumed} == {"$.data[1].charge"}

    def test_all_problems_of_a_list_at_once(self) -> None:
        document = listing(charge(amount=-1), refund(), 7, refund(status="won"), has_more=True)  # type: ignore[arg-type]
        with pytest.raises(DocumentErrors) as error:
            stripe.read_list(document)
        assert [problem.path for problem in error.value] == [
            "$.has_more",
            "$.data[0].amount",
            "$.data[2]",
            "$.data[2].object",
            "$.data[3].status",
        ]


class TestOnTheOrder:
    """What was read is added to an order of the shop's own."""

    def order(self, *documents: Document) -> Order:
        order = unpaid()
        for document in documents:
            order = order.after(*stripe.read_event(message(document)).events)
        return order

    def test_money(self) -> None:
        money = self.order(charge(), refund(), dispute(moved(-3000))).position(at=EVER).money
        assert (money.captured, money.refunded, money.disputed, money.left) == (
            EUR("60.00"), EUR("20.00"), EUR("30.00"), EUR("10.00"),
        )  # fmt: skip

    def test_what_a_dispute_leaves_out_the_payment_tells(self) -> None:
        """Stripe tells the means of payment of some disputes only, and of none paid by debit."""
        by_debit = charge(payment_method_details={"type": "sepa_debit"})
        order = unpaid().after(*stripe.read_charge(by_debit).events)
        told = dispute(moved(-6000), payment_method_details=None)
        with pytest.raises(InvalidOrder, match="BANK_TRANSFER"):
            order.after(*stripe.read_dispute(told).events)
        tenders = {x.tender.id: x.tender for x in order.history if isinstance(x, Paid)}
        after = order.after(*stripe.read_dispute(told, tender=tenders["ch_1"]).events)
        assert after.position(at=EVER).money.disputed == EUR("60.00")

    def test_a_refund_of_a_charge_that_is_not_known_is_refused_by_the_order(self) -> None:
        with pytest.raises(InvalidOrder, match="ch_1"):
            self.order(refund())

    def test_days(self) -> None:
        assert tuple(
            int(event.at.timestamp()) for event in (paid(), back("1.00"), took(), gave())
        ) == (PAID_AT, BACK_AT, TAKEN_AT, GIVEN_AT)
