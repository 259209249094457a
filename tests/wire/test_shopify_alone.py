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
    Received,
    Refunded,
    RefundStatus,
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
from tests.wire.fuzzed import places, silent
from tests.wire.shopify_given import Document, back, money, move, refund
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

    @pytest.mark.parametrize("status", ["label_printed", "in_transit", "failure"])
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
        for path in places(document):
            assert not silent(partial(read, order=ORDER), document, path)
