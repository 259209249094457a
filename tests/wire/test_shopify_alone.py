"""Documents of Shopify that are not an order: each says what has happened to the order it is of."""

from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    Authorised,
    Cancelled,
    Delivered,
    DocumentErrors,
    Event,
    EventsReading,
    Line,
    LineRefund,
    Order,
    Paid,
    Position,
    Received,
    Refunded,
    RefundStatus,
    ReturnRequested,
    ReturnSentBack,
    Shipped,
    Tax,
    Tender,
)
from postsales.samples import shopify_orders
from postsales.wire.shopify import (
    read_fulfillment,
    read_fulfillment_event,
    read_order,
    read_refund,
    read_transactions,
)
from tests.wire.mutants import silent
from tests.wire.shopify_given import Document, back, money, move, plain, refund
from tests.wire.shopify_graph import gid, graph_refund, graph_transaction

ORDER = Order(
    id="1001",
    placed_at="2026-03-02T10:15+01:00",
    lines=[
        Line("12", quantity=3, total=EUR("33.00"), taxes=[Tax.added(EUR("3.00"), rate="0.1")]),
        Line("14", quantity=1, total=EUR("5.00")),
    ],
    history=[
        Paid(EUR("38.00"), tender=Tender.card("31"), at="2026-03-02T10:16+01:00", ref="31"),
        Shipped({"12": 2}, at="2026-03-03T16:00+01:00", ref="41"),
        Delivered({"12": 2}, at="2026-03-05T12:00+01:00", ref="41"),
    ],
)
AT = "2026-03-10T12:00:00+01:00"
LATER = "2026-06-01T00:00Z"


def one_back(restock: str = "return", **changes: Any) -> Document:
    """A refund of one unit with its tax, 11.00."""
    piece = back(12, 1, "10.00", "1.00", restock_type=restock)
    return refund(piece, given="11.00", order_id=1001) | changes


def problems(read: Any, document: Any, order: Order = ORDER) -> list[str]:
    with pytest.raises(DocumentErrors) as caught:
        read(document, order)
    return [str(problem) for problem in caught.value]


def kinds(reading: EventsReading) -> list[str]:
    return [type(event).__name__ for event in reading.events]


RESTOCKS = ("return", "cancel", "no_restock", "legacy_restock")


class TestRefund:
    """A refund alone is what it is inside of its order."""

    def test_units_money_and_tender(self) -> None:
        reading = read_refund(one_back(), ORDER)
        part = LineRefund("12", units=1, price=EUR("10.00"), taxes=[EUR("1.00")])
        assert reading.events == (
            Received({"12": 1}, at=AT, ref="51"),
            Refunded(
                EUR("11.00"),
                lines=[part],
                tenders={"31": EUR("11.00")},
                reason="torn",
                at=AT,
                ref="51",
            ),
        )
        assert reading.order == "1001"
        says = "the goods were back when the refund was made, as they were put into stock"
        assert reading.assumed == (
            ("$", "amounts are in EUR, the currency of the order"),
            ("$.refund_line_items", says),
        )

    def test_told_again_it_is_the_same(self) -> None:
        first = read_refund(one_back(), ORDER)
        after = ORDER.after(*first.events)
        assert read_refund(one_back(), after) == first
        assert after.after(*first.events).position(at=LATER) == after.position(at=LATER)

    def test_units_that_are_known_to_be_back_are_not_received_again(self) -> None:
        order = ORDER.after(Received({"12": 1}, at="2026-03-09T12:00Z", ref="warehouse"))
        assert kinds(read_refund(one_back(), order)) == ["Refunded"]

    def test_the_next_unit_is(self) -> None:
        order = ORDER.after(Received({"12": 1}, at="2026-03-08T12:00Z"))
        order = order.after(*read_refund(one_back(), order).events)
        again = one_back(id=52)
        again["transactions"][0]["id"] = 62
        assert kinds(read_refund(again, order)) == ["Received", "Refunded"]

    def test_units_that_never_left_are_called_off(self) -> None:
        reading = read_refund(one_back("cancel"), ORDER)
        assert reading.events[0] == Cancelled({"12": 1}, at=AT, ref="51")
        order = ORDER.after(Cancelled({"12": 1}, at="2026-03-08T12:00Z"))
        assert kinds(read_refund(one_back("cancel"), order)) == ["Refunded"]

    def test_units_that_are_kept(self) -> None:
        assert kinds(read_refund(one_back("no_restock"), ORDER)) == ["Refunded"]

    def test_amounts_without_lines(self) -> None:
        reading = read_refund(refund(given="5.00"), ORDER)
        (event,) = reading.events
        assert event == Refunded(
            EUR("5.00"), tenders={"31": EUR("5.00")}, reason="torn", at=AT, ref="51"
        )
        assert reading.order is None

    def test_one_that_failed_gives_nothing(self) -> None:
        document = one_back("no_restock")
        document["transactions"][0]["status"] = "failure"
        (event,) = read_refund(document, ORDER).events
        assert isinstance(event, Refunded)
        assert event.status is RefundStatus.FAILED

    def test_the_customers_money_is_read_of_pairs(self) -> None:
        codes = ("USD", "EUR")
        piece = back(12, 1, "20.00", "2.00", restock_type="no_restock") | {
            "subtotal_set": money("20.00", "10.00", codes),
            "total_tax_set": money("2.00", "1.00", codes),
        }
        document = refund(piece)
        document["transactions"] = [
            move(61, "refund", "11.00", parent_id=31, amount_set=money("22.00", "11.00", codes))
        ]
        reading = read_refund(document, ORDER)
        assert [x.amount for x in reading.events if isinstance(x, Refunded)] == [EUR("11.00")]
        assert not reading.assumed

    @pytest.mark.parametrize(
        ("document", "expected"),
        [
            (
                one_back(order_id=1002),
                "$.order_id is 1002, and the order at hand is '1001'",
            ),
            (
                refund(back(13, 1, "1.00"), given="1.00"),
                "$.refund_line_items[0].line_item_id is 13, which was not sold",
            ),
            (
                refund(back(12, 4, "30.00", "3.00"), given="33.00"),
                "$.refund_line_items[0].quantity is 4, and 3 of line 12 are left",
            ),
            (
                refund(back(12, 1, "31.00"), given="31.00"),
                "$.refund_line_items[0] gives back EUR 31.00 of the price: EUR 30.00 is left",
            ),
            (
                refund(back(12, 3, "30.00", "3.00"), given="33.00"),
                (
                    "$.refund_line_items[0].restock_type is 'return' of 3, and "
                    "the order sent 2 of "
                    "line 12 by then"
                ),
            ),
            (
                refund(back(14, 1, "5.00", restock_type="return"), given="5.00"),
                (
                    "$.refund_line_items[0].restock_type is 'return' of 1, and "
                    "the order sent 0 of "
                    "line 14 by then"
                ),
            ),
        ],
    )
    def test_what_does_not_fit_the_order(self, document: Document, expected: str) -> None:
        assert expected in problems(read_refund, document)

    def test_more_than_is_left_of_the_payment(self) -> None:
        (says,) = problems(read_refund, refund(given="39.00"))
        assert says.startswith("$ cannot be: ")
        assert "39.00" in says

    def test_what_an_earlier_refund_took_is_gone(self) -> None:
        order = ORDER.after(*read_refund(one_back(), ORDER).events)
        document = refund(back(12, 3, "30.00", "3.00"), given="33.00") | {"id": 52}
        found = problems(read_refund, document, order)
        assert "$.refund_line_items[0].quantity is 3, and 2 of line 12 are left" in found

    @given(seed=st.integers(0, 10**4), place=st.integers(0, 44))
    def test_it_says_what_the_order_says(self, seed: int, place: int) -> None:
        rest: Any = shopify_orders(seed=seed, count=place + 1)[place]
        whole = read_or_none(rest)
        if whole is None:
            return
        for document in rest["refunds"]:
            told = [event for event in whole.history if event.ref == str(document["id"])]
            bare = evolved(whole, [event for event in whole.history if event not in told])
            for shape in (document, graph_refund(document)):
                reading = read_refund(shape, bare)
                assert sorted(map(repr, reading.events)) == sorted(map(repr, told))
                assert bare.after(*reading.events) == whole


def read_or_none(document: Any) -> Order | None:
    """A sample order without what was called off as a whole, which no refund tells."""
    try:
        return read_order(document).order
    except DocumentErrors:
        return None


def evolved(order: Order, history: list[Event]) -> Order:
    return Order(
        id=order.id,
        placed_at=order.placed_at,
        lines=order.lines,
        charges=order.charges,
        history=history,
        customer=order.customer,
        market=order.market,
        channel=order.channel,
    )


class TestARefundGoesOn:
    """A refund that is told again as it went on counts as it was told last."""

    def tried(self, *states: str) -> Document:
        """A refund with a transaction of 5.00 in each of these states."""
        moves = [
            move(61 + n, "refund", "5.00", parent_id=31, status=state, created_at=AT)
            for n, state in enumerate(states)
        ]
        return refund(back(12, 1, "10.00", restock_type="no_restock"), transactions=moves)

    def after(self, *documents: Document) -> Position:
        order = ORDER
        for document in documents:
            order = order.after(*read_refund(document, order).events)
            again = order.after(*read_refund(document, order).events)
            assert again.position(at=LATER) == order.position(at=LATER)
        return order.position(at=LATER)

    @pytest.mark.parametrize(
        ("told", "refunded", "reserved"),
        [
            ([("failure",), ("failure", "success")], "5.00", "0.00"),
            ([("failure",), ("failure", "pending"), ("failure", "success")], "5.00", "0.00"),
            ([("pending", "pending"), ("success", "failure")], "5.00", "0.00"),
            ([("pending", "pending"), ("pending", "failure")], "0.00", "5.00"),
            ([("pending", "pending"), ("failure", "failure")], "0.00", "0.00"),
            ([("pending",), ("success",)], "5.00", "0.00"),
        ],
        ids=[
            "it failed and was made again",
            "it failed, was pending and succeeded",
            "one of two that were pending failed",
            "one of two failed and the other is pending still",
            "both of two that were pending failed",
            "it was pending and succeeded",
        ],
    )
    def test_money(self, told: list[tuple[str, ...]], refunded: str, reserved: str) -> None:
        balance = self.after(*(self.tried(*states) for states in told)).money
        assert (balance.refunded, balance.reserved) == (EUR(refunded), EUR(reserved))
        whole = self.after(self.tried(*told[-1])).money
        assert whole == balance

    def test_what_stands_on_it_later_does_no_harm(self) -> None:
        order = ORDER.after(*read_refund(one_back(), ORDER).events)
        order = order.after(ReturnSentBack({"12": 1}, at="2026-03-12T09:00Z", ref="51"))
        assert order.after(*read_refund(one_back(), order).events).position(at=LATER) == (
            order.position(at=LATER)
        )

    def test_what_stands_on_it_at_once_is_a_problem(self) -> None:
        order = ORDER.after(*read_refund(one_back(), ORDER).events)
        order = order.after(ReturnSentBack({"12": 1}, at=AT, ref="51"))
        (says,) = problems(read_refund, one_back(), order)
        assert says.startswith("$ cannot be: ")

    def test_an_event_of_another_kind_may_have_the_same_name(self) -> None:
        document = one_back(id=31)
        order = ORDER.after(*read_refund(document, ORDER).events)
        assert order.position(at=LATER).refundable == EUR("27.00")
        assert read_refund(document, order).events == read_refund(document, ORDER).events


class TestUnitsOfRefundsInTurn:
    """Refunds one by one leave units where the whole order leaves them."""

    def doc(self, sent: int, *refunds: Document, **changes: Any) -> Document:
        """Four units at 10.00, of which some were sent."""
        document = plain(total="40.00", financial_status="paid", **changes)
        document["line_items"] = [{"id": 12, "quantity": 4, "price": "10.00"}]
        document["transactions"] = [move(31, "sale", "40.00")]
        parcel = {
            "id": 41,
            "status": "success",
            "created_at": "2026-03-03T10:15:00Z",
            "line_items": [{"id": 12, "quantity": sent}],
        }
        document["fulfillments"] = [parcel] if sent else []
        if refunds:
            units = sum(x["refund_line_items"][0]["quantity"] for x in refunds)
            word = "refunded" if units == 4 else "partially_refunded"
            document |= {"refunds": list(refunds), "financial_status": word}
        return document

    def back(self, id: int, restock: str, units: int) -> Document:
        at = f"2026-03-{id - 40}T12:00:00Z"
        piece = back(12, units, f"{units}0.00", restock_type=restock)
        moves = [move(id + 10, "refund", f"{units}0.00", parent_id=31, created_at=at)]
        return refund(piece, id=id, created_at=at, transactions=moves)

    def in_turn(self, order: Order, refunds: list[Document]) -> Position:
        for document in refunds:
            order = order.after(*read_refund(document, order).events)
            order = order.after(*read_refund(document, order).events)
        return order.position(at=LATER)

    @pytest.mark.parametrize(
        ("sent", "pieces"),
        [
            (2, [("return", 1), ("return", 1)]),
            (3, [("legacy_restock", 4)]),
            (4, [("legacy_restock", 3), ("return", 1)]),
            (0, [("legacy_restock", 3), ("cancel", 1)]),
            (2, [("no_restock", 3), ("cancel", 1)]),
            (2, [("cancel", 1), ("cancel", 1), ("return", 2)]),
            (0, [("cancel", 4)]),
        ],
        ids=[
            "each of two that were sent comes back",
            "restocked the old way: all that there were",
            "restocked the old way when all had left, then sent back",
            "restocked the old way when none had left, then called off",
            "some are kept, one of those that were called off is refunded",
            "both that were called off, then both that were sent",
            "all that were called off",
        ],
    )
    def test_a_cancelled_order(self, sent: int, pieces: list[tuple[str, int]]) -> None:
        refunds = [self.back(51 + n, *piece) for n, piece in enumerate(pieces)]
        at = {"cancelled_at": "2026-03-04T10:15:00Z"}
        whole = read_order(self.doc(sent, *refunds, **at)).order.position(at=LATER)
        alone = self.in_turn(read_order(self.doc(sent, **at)).order, refunds)
        assert alone.units("12") == whole.units("12")
        assert alone.money == whole.money

    @given(
        sent=st.integers(0, 4),
        pieces=st.lists(
            st.tuples(st.sampled_from(RESTOCKS), st.integers(1, 3)),
            min_size=1,
            max_size=4,
        ),
        is_cancelled=st.booleans(),
    )
    def test_any_order(self, sent: int, pieces: list[tuple[str, int]], is_cancelled: bool) -> None:
        """What other refunds decide of one of the old way is refused, and never told otherwise."""
        left = {"return": sent, "cancel": 4 - sent, "no_restock": 4, "legacy_restock": 4}
        refunds: list[Document] = []
        whole = 4
        for restock, most in pieces:
            if units := min(most, left[restock], whole):
                left[restock] -= units
                whole -= units
                refunds.append(self.back(51 + len(refunds), restock, units))
        at = {"cancelled_at": "2026-03-04T10:15:00Z"} if is_cancelled else {}
        known = read_order(self.doc(sent, **at)).order
        refused: list[str] = []
        try:
            at_once = read_order(self.doc(sent, *refunds, **at)).order.position(at=LATER)
            in_turn = self.in_turn(known, refunds)
        except DocumentErrors as errors:
            refused = [str(problem) for problem in errors]
        else:
            assert in_turn.units("12") == at_once.units("12")
            assert in_turn.money == at_once.money
        # Those that say where their units were are all read.
        assert not refused or "legacy_restock" in dict(pieces)
        assert all("restock_type is " in says for says in refused)

    @pytest.mark.parametrize(
        ("sent", "pieces", "says"),
        [
            pytest.param(
                1,
                [("legacy_restock", 2), ("cancel", 2)],
                "2, and 3 of line 12 were called off or had not left, and 1 were",
                id="those that were called off are named by the next refund",
            ),
            pytest.param(
                1,
                [("no_restock", 2), ("legacy_restock", 2)],
                "2, and 3 of line 12 were called off or had not left, and 1 were",
                id="those that were kept may be those that never left",
            ),
            pytest.param(
                3,
                [("legacy_restock", 3), ("legacy_restock", 1)],
                "3, and 1 of line 12 were called off or had not left, and 3 were",
                id="one less than all",
            ),
        ],
    )
    def test_what_other_refunds_decide(
        self, sent: int, pieces: list[tuple[str, int]], says: str
    ) -> None:
        refunds = [self.back(51 + n, *piece) for n, piece in enumerate(pieces)]
        at = {"cancelled_at": "2026-03-04T10:15:00Z"}
        assert read_order(self.doc(sent, *refunds, **at)).order.history
        with pytest.raises(DocumentErrors) as caught:
            self.in_turn(read_order(self.doc(sent, **at)).order, refunds)
        assert [str(x) for x in caught.value] == [
            (
                f"$.refund_line_items[0].restock_type is 'legacy_restock' of {says} with the "
                "customer: other refunds decide which of them it is of; read the whole order again"
            )
        ]

    def test_units_that_one_of_the_old_way_called_off_are_not_left_to_call_off(self) -> None:
        refunds = [self.back(51, "legacy_restock", 2), self.back(52, "cancel", 2)]
        assert read_order(self.doc(1, *refunds)).order.position(at=LATER).units("12").returned == 1
        with pytest.raises(DocumentErrors) as caught:
            self.in_turn(read_order(self.doc(1)).order, refunds)
        assert [str(x) for x in caught.value] == [
            (
                "$.refund_line_items[0].restock_type is 'cancel' of 2, and 1 of line 12 had not "
                "left or been called off; read the whole order again"
            )
        ]

    def test_one_that_was_kept_before_another_was_called_off(self) -> None:
        order = ORDER.after(*read_refund(one_back("no_restock"), ORDER).events)
        order = order.after(Cancelled({"12": 1}, at="2026-03-11T12:00Z"))
        later = one_back("cancel", id=52, created_at="2026-03-12T12:00:00Z")
        assert kinds(read_refund(later, order)) == ["Refunded"]

    @pytest.mark.parametrize(
        ("told", "expected"),
        [
            ({"return": {"id": 5}}, ["Refunded"]),
            ({"return": None}, ["Received", "Refunded"]),
            ({}, ["Refunded"]),
        ],
        ids=["it is for the return", "it is for none", "it does not say"],
    )
    def test_units_that_came_with_a_return(self, told: Document, expected: list[str]) -> None:
        order = ORDER.after(*read_refund(one_back("no_restock"), ORDER).events)
        order = order.after(
            ReturnRequested({"12": 1}, at="2026-03-11T12:00Z", ref="5"),
            Received({"12": 1}, at="2026-03-12T12:00Z", ref="5"),
        )
        later = one_back(id=52, created_at="2026-03-13T12:00:00Z") | told
        assert kinds(read_refund(later, order)) == expected

    @pytest.mark.parametrize("place", range(13))
    def test_samples_cut_into_their_documents(self, place: int) -> None:
        rest: Any = shopify_orders(seed=11, count=place + 1)[place]
        whole = read_or_none(rest)
        if whole is None or "transactions" not in rest:
            return
        bare = evolved(whole, [x for x in whole.history if x.ref == "cancelled"])
        taken = [x for x in rest["transactions"] if x["kind"] != "refund"]
        documents: list[tuple[Any, Any]] = [
            (read_transactions, taken),
            *((read_fulfillment, x) for x in rest["fulfillments"]),
            *((read_refund, x) for x in rest["refunds"]),
        ]
        for read, document in (*documents, *documents):
            bare = bare.after(*read(document, bare).events)
        assert bare.position(at=LATER) == whole.position(at=LATER)


class TestTransactions:
    """Transactions alone are payments, holds and amounts that went back."""

    BARE = Order(id="1001", placed_at="2026-03-02T10:15+01:00", lines=ORDER.lines)
    SALE = move(31, "sale", "38.00", order_id=1001)

    def test_one_of_them(self) -> None:
        reading = read_transactions(self.SALE, self.BARE)
        paid = Paid(EUR("38.00"), tender=Tender.card("31"), at="2026-03-02T09:16Z", ref="31")
        assert (reading.events, reading.order) == ((paid,), "1001")

    def test_a_chain_is_one_tender(self) -> None:
        hold = move(30, "authorization", "38.00")
        reading = read_transactions([hold, move(31, "capture", "38.00", parent_id=30)], self.BARE)
        assert kinds(reading) == ["Authorised", "Paid"]
        assert {x.tender.id for x in reading.events if isinstance(x, Authorised | Paid)} == {"30"}
        assert reading.order is None

    def test_what_went_back_goes_to_the_tender_that_is_known(self) -> None:
        reading = read_transactions(
            [move(61, "refund", "5.00", parent_id=31, created_at=AT)], ORDER
        )
        assert reading.events == (
            Refunded(EUR("5.00"), tenders={"31": EUR("5.00")}, at=AT, ref="61"),
        )
        assert reading.assumed == (
            ("$[0]", "is tied to no line; it counts twice if its refund is read as well"),
        )

    @pytest.mark.parametrize("given", ["a refund", "a refund of no payment that is named"])
    def test_a_payment_told_again_after_a_refund(self, given: str) -> None:
        order = self.BARE.after(*read_transactions(self.SALE, self.BARE).events)
        tenders = {"31": EUR("5.00")} if given == "a refund" else {}
        order = order.after(Refunded(EUR("5.00"), tenders=tenders, at=AT, ref="51"))
        again = read_transactions(self.SALE, order).events
        assert again == read_transactions(self.SALE, self.BARE).events
        assert order.after(*again).position(at=LATER).refundable == EUR("33.00")

    @pytest.mark.parametrize(
        ("told", "refunded", "reserved"),
        [
            (["pending", "failure"], "0.00", "0.00"),
            (["pending", "success"], "5.00", "0.00"),
            (["failure"], "0.00", "0.00"),
            (["pending", "failure", "success"], "5.00", "0.00"),
        ],
    )
    def test_what_became_of_a_refund(self, told: list[str], refunded: str, reserved: str) -> None:
        order = ORDER
        for status in told:
            document = move(61, "refund", "5.00", parent_id=31, created_at=AT, status=status)
            order = order.after(*read_transactions(document, order).events)
        balance = order.position(at=LATER).money
        assert (balance.refunded, balance.reserved) == (EUR(refunded), EUR(reserved))

    def test_a_payment_that_was_assumed_is_not_counted_twice(self) -> None:
        document = plain("38.00", total="38.00", financial_status="paid", gateway="bogus")
        order = read_order(document).order
        (says,) = problems(read_transactions, self.SALE, order)
        assert says == (
            "$ takes EUR 38.00, and the order has EUR 38.00 of EUR 38.00 by a payment without a "
            "name, as one that was read without its transactions; read the order again, with its "
            "transactions"
        )

    def test_more_than_the_order_comes_to(self) -> None:
        order = self.BARE.after(*read_transactions(self.SALE, self.BARE).events)
        more = read_transactions(move(32, "sale", "5.00"), order)
        says = "with the payments that are known, EUR 5.00 was paid for nothing told"
        assert ("$", says) in more.assumed
        assert order.after(*more.events).position(at=LATER).refundable == EUR("43.00")

    def test_a_capture_is_of_the_tender_that_was_put_on_hold(self) -> None:
        card = {"payment_details": {"credit_card_company": "Visa"}, "gateway": "acme_pay"}
        hold = move(30, "authorization", "38.00", **card)
        order = self.BARE.after(*read_transactions(hold, self.BARE).events)
        capture = move(31, "capture", "38.00", parent_id=30, gateway="acme_pay")
        reading = read_transactions(capture, order)
        assert [x.tender for x in reading.events if isinstance(x, Paid)] == [Tender.card("30")]
        assert not reading.assumed

    def test_a_void_is_no_event(self) -> None:
        reading = read_transactions(move(32, "void", "38.00", parent_id=30), self.BARE)
        assert not reading.events
        assert ("$", "let go of what was on hold, which is no event") in reading.assumed

    def test_none(self) -> None:
        assert read_transactions([], ORDER).events == ()

    def test_the_currency_of_the_order_where_none_is_told(self) -> None:
        sale = {key: value for key, value in self.SALE.items() if key != "currency"}
        reading = read_transactions(sale, self.BARE)
        assert ("$", "amounts are in EUR, the currency of the order") in reading.assumed

    @pytest.mark.parametrize(
        ("document", "expected"),
        [
            (
                [move(31, "sale", "38.00", currency="USD")],
                "$[0].currency is 'USD', and the order has EUR and EUR",
            ),
            ([SALE, SALE], "$[1].id is 31, as is $[0].id"),
            (
                [move(31, "sale", "38.00", order_id=7)],
                "$[0].order_id is 7, and the order at hand is '1001'",
            ),
            (5, "$ is 5, and an object is needed"),
            ([5], "$[0] is 5, and an object is needed"),
        ],
    )
    def test_what_cannot_be(self, document: Any, expected: str) -> None:
        assert expected in problems(read_transactions, document, self.BARE)

    @pytest.mark.parametrize("place", range(13))
    def test_they_say_what_the_order_says(self, place: int) -> None:
        rest: Any = shopify_orders(seed=5, count=place + 1)[place]
        if "transactions" not in rest:
            return
        whole = read_order(rest).order
        told = [x for x in whole.history if isinstance(x, Paid | Authorised)]
        bare = evolved(whole, [])
        taken = [x for x in rest["transactions"] if x["kind"] != "refund"]
        for moves in (taken, [graph_transaction(x) for x in taken]):
            assert sorted(map(repr, read_transactions(moves, bare).events)) == sorted(
                map(repr, told)
            )


class TestFulfillment:
    """A fulfilment alone is a parcel that left, and that arrived if it says so."""

    PARCEL: Document = {  # noqa: RUF012
        "id": 42,
        "order_id": 1001,
        "status": "success",
        "shipment_status": "delivered",
        "created_at": "2026-03-03T16:00:00+01:00",
        "updated_at": "2026-03-05T12:00:00+01:00",
        "line_items": [{"id": 12, "quantity": 1}],
    }

    def test_it_left_and_arrived(self) -> None:
        reading = read_fulfillment(self.PARCEL, ORDER)
        assert reading.events == (
            Shipped({"12": 1}, at="2026-03-03T16:00+01:00", ref="42"),
            Delivered({"12": 1}, at="2026-03-05T12:00+01:00", ref="42"),
        )
        assert [path for path, _ in reading.assumed] == ["$.updated_at"]

    @pytest.mark.parametrize("status", ["open", "pending", "cancelled", "error", "failure"])
    def test_what_did_not_leave_is_no_event(self, status: str) -> None:
        assert not read_fulfillment(self.PARCEL | {"status": status}, ORDER).events

    def test_told_again_with_a_later_change(self) -> None:
        order = ORDER.after(*read_fulfillment(self.PARCEL, ORDER).events)
        later = read_fulfillment(self.PARCEL | {"updated_at": "2026-03-07T12:00:00Z"}, order)
        assert later.events == read_fulfillment(self.PARCEL, ORDER).events
        says = (
            "arrived on 2026-03-07T12:00:00+00:00, and the order knows that on "
            "2026-03-05T11:00:00+00:00 it did"
        )
        assert ("$", says) in later.assumed

    def test_after_an_event_told_its_arrival(self) -> None:
        order = ORDER.after(
            *read_fulfillment(self.PARCEL | {"shipment_status": None}, ORDER).events
        )
        arrived = TestFulfillmentEvent.EVENT | {"fulfillment_id": 42}
        for document in (arrived, arrived | {"happened_at": "2026-03-05T13:00:00+01:00"}):
            order = order.after(*read_fulfillment_event(document, order).events)
        order = order.after(*read_fulfillment(self.PARCEL, order).events)
        assert order.position(at=LATER).units("12").delivered == 3

    def test_a_part_of_it_had_arrived(self) -> None:
        sent = Shipped({"12": 3}, at="2026-03-03T16:00+01:00", ref="42")
        part = Delivered({"12": 1}, at="2026-03-04T12:00+01:00", ref="42")
        order = evolved(ORDER, [ORDER.history[0], sent, part])
        document = self.PARCEL | {"line_items": [{"id": 12, "quantity": 3}]}
        order = order.after(*read_fulfillment(document, order).events)
        assert order.position(at=LATER).units("12").delivered == 3

    @pytest.mark.parametrize("status", ["cancelled", "error", "failure"])
    def test_cancelled_after_it_left(self, status: str) -> None:
        order = ORDER.after(*read_fulfillment(self.PARCEL, ORDER).events)
        assert problems(read_fulfillment, self.PARCEL | {"status": status}, order) == [
            (
                f"$.status is '{status}', and the order knows that it left on "
                "2026-03-03T15:00:00+00:00; read the order again"
            )
        ]

    def test_told_again_with_its_arrival(self) -> None:
        sent = self.PARCEL | {"shipment_status": None}
        order = ORDER.after(*read_fulfillment(sent, ORDER).events)
        order = order.after(*read_fulfillment(self.PARCEL, order).events)
        assert order.position(at=LATER).units("12").delivered == 3

    def test_in_the_other_shape(self) -> None:
        document = {
            "id": gid("Fulfillment", 42),
            "order": {"id": gid("Order", 1001)},
            "status": "SUCCESS",
            "createdAt": "2026-03-03T16:00:00+01:00",
            "deliveredAt": "2026-03-05T12:00:00+01:00",
            "fulfillmentLineItems": [{"lineItem": {"id": gid("LineItem", 12)}, "quantity": 1}],
        }
        assert read_fulfillment(document, ORDER).events == (
            read_fulfillment(self.PARCEL, ORDER).events
        )

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"line_items": [{"id": 13, "quantity": 1}]}, "ships line 13, which was not sold"),
            ({"line_items": [{"id": 12, "quantity": 2}]}, "$ cannot be: "),
        ],
    )
    def test_what_does_not_fit(self, changes: Document, expected: str) -> None:
        (found,) = problems(read_fulfillment, self.PARCEL | changes)
        assert expected in found


class TestFulfillmentEvent:
    """An event of a fulfilment is a delivery, or says nothing of where units are."""

    EVENT: Document = {  # noqa: RUF012
        "id": 91,
        "order_id": 1001,
        "fulfillment_id": 41,
        "status": "delivered",
        "happened_at": "2026-03-05T12:00:00+01:00",
    }

    def test_a_delivery_is_of_what_left_in_the_parcel(self) -> None:
        reading = read_fulfillment_event(self.EVENT, ORDER)
        assert reading.events == (Delivered({"12": 2}, at="2026-03-05T12:00+01:00", ref="41"),)
        again = ORDER.after(*reading.events)
        assert again.position(at=LATER) == ORDER.position(at=LATER)

    def test_the_customer_picked_it_up(self) -> None:
        reading = read_fulfillment_event(self.EVENT | {"status": "picked_up"}, ORDER)
        assert kinds(reading) == ["Delivered"]

    @pytest.mark.parametrize(
        "status", ["label_printed", "in_transit", "failure", "carrier_picked_up"]
    )
    def test_others_say_nothing(self, status: str) -> None:
        reading = read_fulfillment_event(self.EVENT | {"status": status}, ORDER)
        assert not reading.events
        says = f"'{status}' says of no unit that it left or arrived"
        assert reading.assumed == (("$.status", says),)

    def test_a_parcel_that_the_order_does_not_know(self) -> None:
        assert problems(read_fulfillment_event, self.EVENT | {"fulfillment_id": 43}) == [
            "$.fulfillment_id is 43, and the order knows no parcel of that name"
        ]


class TestKinds:
    """What is handed to the wrong reader is named, with the one that reads it."""

    @pytest.mark.parametrize(
        ("read", "document", "instead"),
        [
            (read_refund, TestTransactions.SALE, "$ is a transaction, and a refund is needed"),
            (read_transactions, [one_back()], "$[0] is a refund, and a transaction is needed"),
            (read_fulfillment, one_back(), "$ is a refund, and a fulfilment is needed"),
            (
                read_fulfillment_event,
                TestFulfillment.PARCEL,
                "$ is a fulfilment, and an event of a fulfilment is needed",
            ),
            (
                read_fulfillment,
                TestFulfillmentEvent.EVENT,
                "$ is an event of a fulfilment, and a fulfilment is needed",
            ),
            (read_refund, {"refund": {}}, "$ is a reply: read what stands at $.refund"),
            (read_transactions, {"transactions": []}, "$ is a reply"),
        ],
    )
    def test_each(self, read: Any, document: Any, instead: str) -> None:
        (found,) = problems(read, document)
        assert found.startswith(instead)

    @pytest.mark.parametrize(
        ("read", "document"),
        [
            (read_refund, one_back()),
            (read_transactions, [TestTransactions.SALE]),
            (read_fulfillment, TestFulfillment.PARCEL),
            (read_fulfillment_event, TestFulfillmentEvent.EVENT),
            (read_refund, graph_refund(shopify_orders(seed=7, count=7)[6]["refunds"][0])),  # type: ignore[index]
        ],
        ids=["a refund", "transactions", "a fulfilment", "an event", "a refund of GraphQL"],
    )
    def test_any_value_anywhere(self, read: Any, document: Any) -> None:
        assert not silent(partial(read, order=ORDER), document)
