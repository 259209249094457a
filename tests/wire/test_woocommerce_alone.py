"""Refunds of WooCommerce by themselves, and documents that are neither order nor refund."""

from functools import partial
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    ChargeRefund,
    DocumentErrors,
    Line,
    LineRefund,
    Order,
    Paid,
    Refunded,
    Tax,
    Tender,
)
from postsales.wire.woocommerce import read_order, read_refund
from tests.wire.mutants import silent

Document = dict[str, Any]
AT = "2026-03-10T11:00:00+00:00"


def item(of: int, total: str, *taxes: tuple[int, str], units: int = -1, **more: Any) -> Document:
    """What a refund gives back of a line, a shipping line or a fee."""
    return {
        "id": 90 + of,
        "quantity": units,
        "total": total,
        "taxes": [{"id": rate, "total": tax} for rate, tax in taxes],
        "meta_data": [{"key": "_refunded_item_id", "value": str(of)}],
    } | more


def refund(amount: str, *items: Document, **changes: Any) -> Document:
    return {
        "id": 12,
        "amount": amount,
        "date_created_gmt": "2026-03-10T11:00:00",
        "reason": "torn",
        "line_items": list(items),
    } | changes


def order(**changes: Any) -> Document:
    """Three tees with 20 % and 1 % on top, 5.00 delivery and a discount of 2.00: 39.30."""
    return {
        "id": 1001,
        "status": "completed",
        "currency": "EUR",
        "prices_include_tax": False,
        "total": "39.30",
        "date_created_gmt": "2026-03-02T09:15:00",
        "date_modified_gmt": "2026-03-03T15:00:00",
        "date_paid_gmt": "2026-03-02T09:16:00",
        "date_completed_gmt": "2026-03-03T15:00:00",
        "payment_method": "stripe",
        "transaction_id": "ch_1",
        "line_items": [
            {
                "id": 7,
                "quantity": 3,
                "total": "30.00",
                "taxes": [{"id": 1, "total": "6.00"}, {"id": 2, "total": "0.30"}],
            }
        ],
        "shipping_lines": [{"id": 8, "total": "5.00", "taxes": []}],
        "fee_lines": [{"id": 9, "total": "-2.00", "taxes": []}],
        "tax_lines": [
            {
                "rate_id": rate,
                "label": name,
                "rate_code": f"DE-{name}",
                "tax_total": total,
                "shipping_tax_total": "0.00",
            }
            for rate, name, total in ((1, "VAT", "6.00"), (2, "City", "0.30"))
        ],
        "refunds": [],
    } | changes


ORDER = read_order(order()).order
TAX_LINES = [{"rate_id": 2, "label": "City"}, {"rate_id": 1, "label": "VAT"}]
ONE = refund("12.10", item(7, "-10.00", (1, "-2.00"), (2, "-0.10")), tax_lines=TAX_LINES)


def problems(document: Any, of: Order = ORDER, read: Any = read_refund) -> list[str]:
    with pytest.raises(DocumentErrors) as caught:
        read(document, of) if read is read_refund else read(document)
    return [str(problem) for problem in caught.value]


class TestRefund:
    """A refund alone is what it is beside its order."""

    @pytest.mark.parametrize(
        "document",
        [
            pytest.param(ONE, id="a unit with both taxes"),
            pytest.param(refund("5.00", shipping_lines=[item(8, "-5.00")]), id="the delivery"),
            pytest.param(refund("4.00"), id="an amount for nothing in particular"),
            pytest.param(refund("9.00", item(7, "-10.00", (1, "-2.00"))), id="less than its units"),
            pytest.param(refund("20.00", item(7, "-10.00")), id="more than its units"),
            pytest.param(
                refund(
                    "10.10",
                    item(7, "-10.00", (1, "-2.00"), (2, "-0.10")),
                    fee_lines=[item(9, "2.00")],
                ),
                id="a discount that is given back",
            ),
            pytest.param(
                refund(
                    "39.30",
                    item(7, "-30.00", (1, "-6.00"), (2, "-0.30"), units=-3),
                    shipping_lines=[item(8, "-5.00")],
                    fee_lines=[item(9, "2.00")],
                ),
                id="everything, with the discount",
            ),
        ],
    )
    def test_it_says_what_the_order_says(self, document: Document) -> None:
        listed = [{"id": 12, "reason": "torn", "total": f"-{document['amount']}"}]
        told = document | {"tax_lines": TAX_LINES}
        whole = read_order(order(refunds=listed), [told]).order
        (expected,) = [x for x in whole.history if isinstance(x, Refunded)]
        assert read_refund(told, ORDER).events == (expected,)

    def test_taxes_go_by_the_names_of_their_rates(self) -> None:
        (event,) = read_refund(ONE, ORDER).events
        taxes = [EUR("2.00"), EUR("0.10")]
        assert event == Refunded(
            EUR("12.10"),
            lines=[LineRefund("7", units=1, price=EUR("10.00"), taxes=taxes)],
            withheld=None,
            reason="torn",
            at=AT,
            ref="12",
        )

    def test_without_names_they_go_by_their_place(self) -> None:
        reading = read_refund(ONE | {"tax_lines": []}, ORDER)
        assert reading.events == read_refund(ONE, ORDER).events
        says = "tells the taxes of item 7 in the order in which they were sold"
        assert reading.assumed == (("$", says),)

    def test_one_of_two_taxes_without_a_name_is_nobodys(self) -> None:
        document = refund("12.00", item(7, "-10.00", (1, "-2.00")))
        assert problems(document)[0] == (
            "$.line_items tells 1 taxes of item 7, which has 2; $.tax_lines with their labels say "
            "which"
        )

    @pytest.mark.parametrize(
        "changes",
        [
            {"parent_id": 1001},
            {"_links": {"up": [{"href": "https://shop.example/wp-json/wc/v3/orders/1001"}]}},
        ],
        ids=["by its parent", "by its link"],
    )
    def test_it_names_its_order(self, changes: Document) -> None:
        assert read_refund(ONE | changes, ORDER).order == "1001"

    def test_told_again_it_counts_once(self) -> None:
        after = ORDER.after(*read_refund(ONE, ORDER).events)
        again = read_refund(ONE, after)
        assert again.events == read_refund(ONE, ORDER).events
        later = "2026-06-01T00:00Z"
        assert after.after(*again.events).position(at=later) == after.position(at=later)

    def test_a_second_refund_finds_what_the_first_left(self) -> None:
        after = ORDER.after(*read_refund(ONE, ORDER).events)
        more = refund("30.00", item(7, "-30.00", units=-3), id=13)
        found = problems(more, after)
        assert "$.line_items[0] gives back 3 units: 2 are left" in found

    def test_units_one_by_one_each_with_its_part_of_a_discount(self) -> None:
        """30.00 less a discount of 6.00: the last unit finds 4.00 of the 10.00 that it is told."""
        sold = {
            "total": "24.00",
            "line_items": [{"id": 7, "quantity": 3, "total": "30.00", "taxes": []}],
            "shipping_lines": [],
            "fee_lines": [{"id": 9, "total": "-6.00", "taxes": []}],
            "tax_lines": [],
        }
        units = [
            refund(
                "8.00",
                item(7, "-10.00"),
                id=id,
                date_created_gmt=f"2026-03-{id}T11:00:00",
                fee_lines=[item(9, "2.00")],
            )
            for id in (12, 13, 14)
        ]
        listed = [{"id": x["id"], "reason": "torn", "total": "-8.00"} for x in units]
        in_turn = read_order(order(**sold)).order
        for unit in units:
            in_turn = in_turn.after(*read_refund(unit, in_turn).events)
        at_once = read_order(order(**sold, refunds=listed), units).order
        assert in_turn.history == at_once.history
        assert not in_turn.position(at="2026-06-01T00:00Z").refundable

    @pytest.mark.parametrize(
        ("told", "is_read"), [("30.01", True), ("30.02", False)], ids=["rounded", "too much"]
    )
    def test_a_discount_makes_room_for_itself_alone(self, told: str, is_read: bool) -> None:
        all_of_it = refund("28.00", item(7, f"-{told}", units=-3), fee_lines=[item(9, "2.00")])
        if is_read:
            (event,) = read_refund(all_of_it, ORDER).events
            assert isinstance(event, Refunded)
            assert event.lines[0].price == EUR("28.00")
        else:
            says = f"$.line_items[0] gives back EUR {told} of the price: EUR 28.00 is left"
            assert says in problems(all_of_it)

    def test_what_else_has_its_id_stays(self) -> None:
        payment = Paid(EUR("39.30"), tender=Tender.card("c"), at="2026-03-02T09:16Z", ref="12")
        other = Refunded(EUR("1.00"), at="2026-03-09T11:00Z", ref="13")
        known = evolve(ORDER, history=[payment, other])
        assert read_refund(ONE, known).events == read_refund(ONE, ORDER).events

    def test_charges_are_given_back(self) -> None:
        document = refund("5.00", shipping_lines=[item(8, "-5.00")])
        (event,) = read_refund(document, ORDER).events
        assert isinstance(event, Refunded)
        assert event.charges == (ChargeRefund("8", price=EUR("5.00")),)

    @pytest.mark.parametrize(
        ("document", "expected"),
        [
            (
                refund("1.00", parent_id=7),
                "$.parent_id names order 7, and the order at hand is '1001'",
            ),
            (
                refund("1.00", _links={"up": [{"href": "https://shop.example/orders/7"}]}),
                "$._links names order 7, and the order at hand is '1001'",
            ),
            (refund("1.005"), "$.amount is finer than EUR is paid: 2 decimals"),
            (refund("-1.00"), "$.amount is '-1.00', and zero or more is needed"),
            (
                refund("1.00", item(6, "-1.00")),
                "$.line_items[0] gives back item 6, which was not sold",
            ),
            (
                refund("1.00", date_created_gmt="2026-03-10T11:00:00+01:00"),
                (
                    "$.date_created_gmt is '2026-03-10T11:00:00+01:00': a time in UTC is text such "
                    "as '2026-03-02T09:15:00'"
                ),
            ),
            (None, "$ is None, and an object is needed"),
        ],
    )
    def test_what_cannot_be(self, document: Any, expected: str) -> None:
        assert expected in problems(document)

    def test_more_than_was_paid(self) -> None:
        (says,) = problems(refund("99.00"))
        assert says.startswith("$ cannot be: ")

    def test_a_bare_amount_is_not_told_again_with_lines(self) -> None:
        bare = read_order(order(refunds=[{"id": 12, "total": "-12.10"}])).order
        (says,) = problems(ONE, bare)
        assert says.startswith("$ cannot be: ")

    def test_an_order_with_taxes_of_both_kinds(self) -> None:
        mixed = Order(
            id="1001",
            placed_at="2026-03-02T09:15Z",
            lines=[
                Line("7", quantity=1, total=EUR("12.00"), taxes=[Tax.added(EUR("2.00"))]),
                Line("8", quantity=1, total=EUR("12.00"), taxes=[Tax.included(EUR("2.00"))]),
            ],
            history=[Paid(EUR("24.00"), tender=Tender.card("c"), at="2026-03-02T09:15Z")],
        )
        says = "$ is of an order with taxes inside of its prices and on top of them"
        assert problems(refund("1.00"), mixed) == [says]

    @given(amount=st.integers(0, 5000))
    def test_an_amount_is_given_back_as_it_is_told(self, amount: int) -> None:
        told = str(EUR.minor(amount).amount)
        if amount > 3930:
            assert problems(refund(told))
        else:
            (event,) = read_refund(refund(told), ORDER).events
            assert isinstance(event, Refunded)
            assert event.amount.minor == amount

    def test_any_value_anywhere(self) -> None:
        assert not silent(partial(read_refund, order=ORDER), ONE)


class TestKinds:
    """What is handed to the wrong reader is named, with what to read instead."""

    @pytest.mark.parametrize(
        ("read", "document", "expected"),
        [
            (
                read_order,
                ONE,
                "$ is a refund, and an order is needed: read_refund reads it, with its order",
            ),
            (
                read_refund,
                order(),
                "$ is an order, and a refund is needed: read_order reads it",
            ),
            (
                read_order,
                {"create": [order()], "update": [], "delete": []},
                (
                    "$ is the reply to a batch: read what stands in $.create and $.update one by "
                    "one; what stands in $.delete is gone from the shop, told as it was"
                ),
            ),
            (
                read_order,
                {"id": 0, "error": {"code": "x", "message": "Invalid ID.", "data": {}}},
                "$ is no document but what the shop refused: 'Invalid ID.'",
            ),
            (
                read_order,
                [order()],
                "$ is a list, and an order is needed: read what is in it one by one",
            ),
            (
                read_refund,
                [ONE],
                "$ is a list, and a refund is needed: read what is in it one by one",
            ),
        ],
    )
    def test_each(self, read: Any, document: Any, expected: str) -> None:
        assert problems(document, read=read) == [expected]
