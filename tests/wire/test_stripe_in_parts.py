"""Stripe: a charge that is captured several times, told as it goes on."""

from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    USD,
    DocumentErrors,
    Line,
    Order,
    Paid,
    Refunded,
    Tender,
    WrongType,
)
from postsales.wire import stripe
from tests.wire.stripe_given import Document, charge, listing, message, refund, unpaid

EVER = "2999-12-31T00:00Z"


def part(captured: int, **changes: Any) -> Document:
    """A charge of 60.00 of which so much was captured, and more can be."""
    return charge(captured=False, amount_captured=captured, **changes)


def last(captured: int, **changes: Any) -> Document:
    """A charge of 60.00 after its last capture; what was not captured counts as refunded."""
    return charge(amount_captured=captured, amount_refunded=6000 - captured, **changes)


def told(order: Order, *documents: Document) -> Order:
    """The order after all of it was read, in turn."""
    for document in documents:
        order = order.after(*stripe.read_charge(document, known=order).events)
    return order


def captured(order: Order) -> int:
    """What the order says was captured, in minor units."""
    return order.position(at=EVER).money.captured.minor


class TestInParts:
    """What the order knows of a charge is told again, and only the rest is new."""

    def test_each_capture_is_a_payment(self) -> None:
        order = told(unpaid(), part(2000), part(5000), charge())
        assert [str(x.amount) for x in order.history if isinstance(x, Paid)][-1] == "EUR 10.00"
        assert captured(order) == 6000
        assert order.position(at=EVER).refundable == EUR("60.00")

    def test_the_first_is_told_when_the_charge_was_made(self) -> None:
        (event,) = stripe.read_charge(part(2000), known=unpaid()).events
        assert event == stripe.read_charge(charge(amount=2000, amount_captured=2000)).events[0]

    def test_equal_captures_are_told_a_step_apart(self) -> None:
        order = told(unpaid(), part(2000), part(4000), charge())
        first, *_, third = sorted({x.at for x in order.history})
        assert third - first == timedelta(microseconds=2)
        assert captured(order) == 6000

    def test_what_was_told_before_is_told_again(self) -> None:
        order = told(unpaid(), part(2000), part(5000))
        reading = stripe.read_charge(part(5000), known=order)
        assert [str(x.amount) for x in reading.events if isinstance(x, Paid)] == [
            "EUR 20.00",
            "EUR 30.00",
        ]
        assert order.after(*reading.events).position(at=EVER) == order.position(at=EVER)

    def test_the_rest_is_said(self) -> None:
        reading = stripe.read_charge(part(5000), known=told(unpaid(), part(2000)))
        says = "is EUR 50.00, of which EUR 20.00 are known: the rest is a payment of its own"
        assert ("$.amount_captured", says) in reading.assumed

    def test_an_older_state_tells_nothing(self) -> None:
        order = told(unpaid(), part(5000))
        reading = stripe.read_charge(part(2000), known=order)
        says = "is EUR 20.00, and the order knows of EUR 50.00: an older state"
        assert ("$.amount_captured", f"{says}, which tells nothing new") in reading.assumed
        assert order.after(*reading.events).position(at=EVER) == order.position(at=EVER)

    def test_in_whatever_order_and_however_often(self) -> None:
        states = [charge(captured=False, amount_captured=0), part(2000), part(4000), charge()]
        for some in permutations(states):
            assert captured(told(unpaid(), *some, *some)) == 6000

    def test_inside_a_message(self) -> None:
        order = told(unpaid(), part(2000))
        for _ in range(2):
            reading = stripe.read_event(message(part(5000)), known=order, order_key="order_id")
            order = order.after(*reading.events)
        assert (reading.order, captured(order)) == ("1001", 5000)

    def test_a_charge_that_is_captured_once_is_what_it_always_was(self) -> None:
        assert (
            stripe.read_charge(charge(), known=unpaid()).events
            == stripe.read_charge(charge()).events
        )

    def test_other_charges_of_the_order_are_others(self) -> None:
        order = told(unpaid(), charge(id="ch_0", amount=1000, amount_captured=1000), part(2000))
        assert captured(order) == 3000

    @given(st.lists(st.integers(0, 6000), min_size=1, max_size=6), st.randoms())
    def test_the_most_that_was_told_counts(self, sums: list[int], chance: Any) -> None:
        states = [part(x) for x in sums] * 2
        chance.shuffle(states)
        assert captured(told(unpaid(), *states)) == max(sums)


class TestReadAgainInAList:
    """A whole history is read again with the order, or with all of them: nothing counts twice."""

    @pytest.mark.parametrize("by_id", [False, True], ids=["the order", "all orders by their ids"])
    def test_after_its_parts(self, *, by_id: bool) -> None:
        order = told(unpaid(), part(2000), charge())
        known = {order.id: order} if by_id else order
        (reading,) = stripe.read_list(listing(charge()), order_key="order_id", known=known)
        assert [str(x.amount) for x in reading.events if isinstance(x, Paid)] == [
            "EUR 20.00",
            "EUR 40.00",
        ]
        assert captured(order.after(*reading.events)) == 6000

    def test_all_states_of_it_in_one_list(self) -> None:
        states = [message(x) for x in (part(2000), part(5000), part(2000), charge())]
        readings = stripe.read_list(listing(*states), known=unpaid())
        order = unpaid()
        for reading in readings:
            order = order.after(*reading.events)
        assert captured(order) == 6000

    def test_charges_of_several_orders(self) -> None:
        second = evolve(unpaid(), id="1002")
        other = part(3000, id="ch_2", metadata={"order_id": "1002"})
        orders = {"1001": told(unpaid(), part(2000)), "1002": second}
        readings = stripe.read_list(listing(charge(), other), order_key="order_id", known=orders)
        for reading in readings:
            assert reading.order is not None
            orders[reading.order] = orders[reading.order].after(*reading.events)
        assert [captured(x) for x in orders.values()] == [6000, 3000]

    def test_a_message_finds_its_order(self) -> None:
        orders = {"1001": told(unpaid(), part(2000))}
        reading = stripe.read_event(message(charge()), order_key="order_id", known=orders)
        assert captured(orders["1001"].after(*reading.events)) == 6000

    def test_an_order_under_another_id(self) -> None:
        with pytest.raises(DocumentErrors, match="names the order '1001', and the one at hand is"):
            stripe.read_charge(
                charge(), order_key="order_id", known={"1001": evolve(unpaid(), id="1002")}
            )

    @pytest.mark.parametrize(
        "known",
        [
            pytest.param(None, id="no order"),
            pytest.param({}, id="orders without it"),
            pytest.param({"1001": unpaid()}, id="orders, of which the charge names none"),
        ],
    )
    def test_without_it_all_of_a_charge_is_one_payment(self, known: Any) -> None:
        nameless = charge(metadata={})
        (reading,) = stripe.read_list(listing(nameless), order_key="order_id", known=known)
        says = "is true: without the order all that was captured is one payment; if it was captured"
        assert ("$.data[0].captured", f"{says} in parts, hand in the order (known=)") in (
            reading.assumed
        )

    def test_with_it_nothing_is_taken_for_granted(self) -> None:
        reading = stripe.read_charge(charge(), known=unpaid())
        assert "$.captured" not in {path for path, _ in reading.assumed}

    def test_it_is_the_order_of_what_names_none(self) -> None:
        assert stripe.read_charge(charge(metadata={}), known=unpaid()).order == "1001"
        (reading,) = stripe.read_list(listing(charge(metadata={})), known=unpaid())
        assert reading.order == "1001"
        assert stripe.read_charge(charge(metadata={}), known={"1001": unpaid()}).order is None


class TestWhatIsStillOnHold:
    """What can still be captured was not let go, so that a refund of as much went back."""

    def test_a_refund_inside(self) -> None:
        document = part(2000, amount_refunded=1500, refunds=listing(refund(1500)))
        reading = stripe.read_charge(document, known=unpaid())
        assert [type(x) for x in reading.events] == [Paid, Refunded]
        # As much as is on hold, but nothing was let go before the last capture.
        document = part(3000, amount_refunded=3000, refunds=listing(refund(3000, reason=None)))
        reading = stripe.read_charge(document, known=unpaid())
        assert [type(x) for x in reading.events] == [Paid, Refunded]

    def test_after_the_last_capture_the_rest_was_let_go(self) -> None:
        document = last(3000, refunds=listing(refund(3000, reason=None)))
        (event,) = stripe.read_charge(document, known=unpaid()).events
        assert isinstance(event, Paid)

    def test_a_refund_that_names_the_charge(self) -> None:
        (event,) = stripe.read_refund(refund(1500, reason=None, charge=part(2000))).events
        assert isinstance(event, Refunded)
        nothing = part(0, amount_refunded=6000)
        assert stripe.read_refund(refund(6000, reason=None, charge=nothing)).events == ()


class TestRefused:
    """Without the order nobody knows which part is new; with another one it does not fit."""

    @pytest.mark.parametrize(
        ("read", "document", "path"),
        [
            pytest.param(stripe.read_charge, part(2000), "$", id="a charge"),
            pytest.param(
                stripe.read_event, message(part(2000)), "$.data.object", id="inside a message"
            ),
        ],
    )
    def test_without_the_order(self, read: Any, document: Document, path: str) -> None:
        with pytest.raises(DocumentErrors) as caught:
            read(document)
        (problem,) = caught.value
        assert problem.path == f"{path}.amount_captured"
        assert problem.says == (
            f"is EUR 20.00, and {path}.captured is false: more can be captured; hand in the order "
            "as you have it (known=), or read it when it is final"
        )

    def test_another_order(self) -> None:
        other = evolve(unpaid(), id="1002")
        with pytest.raises(DocumentErrors) as caught:
            stripe.read_charge(part(2000), known=other, order_key="order_id")
        assert [str(x) for x in caught.value] == [
            "$.metadata names the order '1001', and the one at hand is '1002'"
        ]
        assert stripe.read_charge(part(2000), known=other).events

    def test_without_the_order_a_list_is_read_when_they_are_final(self) -> None:
        with pytest.raises(DocumentErrors, match="or read it when it is final"):
            stripe.read_list(listing(part(2000)))

    def test_an_order_that_knows_the_charge_in_another_currency(self) -> None:
        lines = [Line("tee", quantity=1, total=USD("20.00"))]
        card = Tender.card("ch_1")
        paid = Paid(USD("20.00"), tender=card, at="2026-03-02T09:16Z", ref="ch_1")
        other = evolve(unpaid(), lines=lines, history=[paid])
        with pytest.raises(DocumentErrors) as caught:
            stripe.read_charge(part(2000), known=other)
        (problem,) = caught.value
        assert problem.says.startswith("cannot be: ")

    def test_what_is_no_order(self) -> None:
        for known in ("1001", {"1001": "1001"}):
            some: Any = known
            with pytest.raises(WrongType, match="known"):
                stripe.read_charge(part(2000), order_key="order_id", known=some)
