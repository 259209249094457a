"""Orders of Shopify in: what is read, what is refused, and what each disagreement is called."""

import json
from collections.abc import Callable
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from postsales import (
    EUR,
    Authorised,
    Cancelled,
    ChargeKind,
    ChargeRefund,
    Currency,
    Customer,
    Delivered,
    DocumentErrors,
    LineKind,
    LineRefund,
    Order,
    OrderReading,
    Paid,
    Received,
    Refunded,
    RefundStatus,
    Shipped,
    TaxKind,
    Tender,
    TenderKind,
)
from postsales.wire.shopify import read_order
from tests.wire.mutants import (
    MOST,
    Place,
    dotted,
    double,
    drop,
    in_turn,
    mutated,
    places,
    put,
    survives,
)
from tests.wire.shopify_given import (
    DELIVERY,
    MUG,
    PARCEL,
    SALE,
    SHIRTS,
    Document,
    adjusted,
    back,
    money,
    move,
    partly,
    plain,
    refund,
    shop,
)

LATER = "2026-06-01T00:00Z"
SHIRT = "820982911946154508"


def order(**changes: Any) -> Order:
    return read_order(shop(**changes)).order


def problems(document: Any) -> list[str]:
    """What is wrong with a document, as sentences; it must not be readable."""
    with pytest.raises(DocumentErrors) as caught:
        read_order(document)
    return [str(problem) for problem in caught.value]


def refunded(reading: OrderReading) -> list[Refunded]:
    return [x for x in reading.order.history if isinstance(x, Refunded)]


def only(order: Order, kind: type) -> list[Any]:
    return [event for event in order.history if isinstance(event, kind)]


# What was sold


class TestSold:
    """Lines and charges are as the customer saw them, and add up to the total."""

    def test_a_line_is_price_times_quantity_less_its_allocations(self) -> None:
        # 3 * 20.00 - 6.00 + 5.40
        line = order().line(SHIRT)
        assert (line.total, line.price) == (EUR("59.40"), EUR("54.00"))
        assert (line.quantity, line.sku, line.title) == (3, "SHIRT-M", "Shirt")

    def test_taxes_are_added_or_included(self) -> None:
        (added,) = order().line("12").taxes
        assert (added.kind, added.name, added.rate) == (TaxKind.ADDED, "VAT", Decimal("0.1"))
        document = shop(
            taxes_included=True, total_price="69.00", transactions=[move(31, "sale", "69.00")]
        )
        document["total_price_set"] = money("69.00")
        line = read_order(document).order.line("12")
        assert (line.total, line.taxes[0].kind) == (EUR("10.00"), TaxKind.INCLUDED)

    def test_shipping_is_a_charge_with_its_tax(self) -> None:
        (charge,) = order().charges
        assert (charge.id, charge.kind) == ("13", ChargeKind.SHIPPING)
        assert (charge.total, charge.price) == (EUR("5.50"), EUR("5.00"))

    def test_everything_adds_up_to_the_total(self) -> None:
        found = order()
        lines, charges = [x.total for x in found.lines], [x.total for x in found.charges]
        assert sum(lines + charges, EUR.zero) == EUR("75.90")
        assert found.position(at=LATER).refundable == EUR("75.90")

    def test_ids_beyond_two_to_the_53_stay_exact(self) -> None:
        assert [line.id for line in order().lines] == [SHIRT, "12"]
        assert read_order(shop(id="820982911946154509")).order.id == "820982911946154509"

    def test_who_bought_and_where(self) -> None:
        found = order()
        assert found.customer == Customer("7", country="DE")
        assert (found.market, found.channel) == ("DE", "web")

    @pytest.mark.parametrize(
        ("changes", "market"),
        [
            pytest.param({"shipping_address": None}, "FR", id="the billing address stands in"),
            pytest.param({"shipping_address": {}}, "FR", id="also for an address without country"),
            pytest.param({"shipping_address": None, "billing_address": None}, None, id="or none"),
        ],
    )
    def test_the_market(self, changes: Document, market: str | None) -> None:
        assert order(**changes).market == market

    def test_names_of_properties_are_tags(self) -> None:
        reading = read_order(shop())
        assert reading.order.line(SHIRT).tags == ("engraving",)
        assert "$.line_items[*].properties[*].value" in reading.unmapped

    @pytest.mark.parametrize(
        ("told", "kind"),
        [
            ({"gift_card": True}, LineKind.GIFT_CARD),
            ({"gift_card": False, "requires_shipping": False}, LineKind.DIGITAL),
            ({"requires_shipping": True}, LineKind.GOODS),
            ({}, LineKind.GOODS),
        ],
        ids=["a gift card", "no shipping is needed", "shipping is needed", "nothing is told"],
    )
    def test_the_kind_of_a_line(self, told: Document, kind: LineKind) -> None:
        reading = read_order(shop(line_items=[SHIRTS, MUG | told]))
        assert reading.order.line("12").kind is kind
        says = ("$.line_items[1].requires_shipping", "needs no shipping and so is digital")
        found = [path for path, what in reading.assumed if what.startswith(says[1])]
        assert found == ([says[0]] if kind is LineKind.DIGITAL else [])

    def test_processed_at_is_when_it_was_placed(self) -> None:
        found = order(processed_at="2026-02-01T10:15:00+01:00")
        assert found.placed_at.isoformat() == "2026-02-01T09:15:00+00:00"

    def test_older_documents_tell_less(self) -> None:
        found = read_order(plain("10.00", "5.00", total="15.00", gateway="cash")).order
        assert [line.total for line in found.lines] == [EUR("10.00"), EUR("5.00")]
        assert (found.customer, found.market, found.channel, found.history) == (None,) * 3 + ((),)

    @pytest.mark.parametrize(
        ("code", "price", "minor"),
        [("JPY", "1500", 1500), ("JPY", "1500.00", 1500), ("KWD", "1.505", 1505)],
    )
    def test_each_currency_has_its_own_decimals(self, code: str, price: str, minor: int) -> None:
        found = read_order(plain(price, total=price, currency=code)).order
        assert found.lines[0].total == Currency(code).minor(minor)

    def test_tips_duties_and_fees_are_charges(self) -> None:
        document = plain(
            "10.00",
            total="16.50",
            total_tip_received="2.00",
            original_total_duties_set=money("4.00"),
            original_total_additional_fees_set=money("0.50"),
        )
        found = {x.id: x.total for x in read_order(document).order.charges}
        assert found == {
            "tip": EUR("2.00"),
            "duties": EUR("4.00"),
            "additional_fees": EUR("0.50"),
        }

    def test_free_shipping_is_a_discount_on_it(self) -> None:
        free = {"id": 8, "price": "5.00", "discounted_price": "0.00"}
        found = read_order(plain("10.00", total="10.00", shipping_lines=[free])).order
        assert found.charges[0].total == EUR.zero

    def test_shipping_that_was_taken_off_is_left_out(self) -> None:
        gone = DELIVERY | {"id": 14, "is_removed": True}
        reading = read_order(shop(shipping_lines=[DELIVERY, gone]))
        assert [charge.id for charge in reading.order.charges] == ["13"]
        assert ("$.shipping_lines[1]", "was taken off the order and is left out") in reading.assumed


class TestDiscounts:
    """Allocations are all discounts; what is shown on the line may be less, never more."""

    @pytest.mark.parametrize("shown", ["0.00", "2.00", "6.00"])
    def test_what_is_shown_is_part_of_what_is_allocated(self, shown: str) -> None:
        found = order(line_items=[SHIRTS | {"total_discount": shown}, MUG])
        assert found.line(SHIRT).price == EUR("54.00")

    def test_it_is_never_more(self) -> None:
        (problem,) = problems(shop(line_items=[SHIRTS | {"total_discount": "6.01"}, MUG]))
        assert problem == (
            "$.line_items[0].total_discount is EUR 6.01, and "
            "$.line_items[0].discount_allocations come to EUR 6.00"
        )

    def test_older_documents_have_nothing_else(self) -> None:
        document = plain("10.00", total="7.00")
        document["line_items"][0]["total_discount"] = "3.00"
        assert read_order(document).order.line("1").total == EUR("7.00")

    def test_no_discount_is_above_the_price(self) -> None:
        document = plain("10.00", total="0.00")
        document["line_items"][0]["discount_allocations"] = [{"amount": "10.01"}]
        assert problems(document) == [
            (
                "$.line_items[0].discount_allocations come to EUR 10.01, "
                "and the price is EUR 10.00 before discounts"
            )
        ]


class TestWhatCannotBe:
    """A line or charge that no order can have is a problem at its path."""

    def test_more_tax_inside_than_there_is(self) -> None:
        taxes = [{"price": "10.01"}]
        line = {"id": 1, "quantity": 1, "price": "10.00", "tax_lines": taxes}
        shipping = {"id": 8, "price": "5.00", "tax_lines": [{"price": "5.01"}]}
        document = plain(total="15.00", line_items=[line], shipping_lines=[shipping])
        one, other = problems(document | {"taxes_included": True})
        assert one.startswith("$.line_items[0] cannot be: ")
        assert other.startswith("$.shipping_lines[0] cannot be: ")


# Two currencies


def abroad() -> Document:
    """A shop in US dollars, a customer in Canadian ones."""
    codes = ("USD", "CAD")
    line = {"id": 1, "quantity": 2, "price": "7.30", "price_set": money("7.30", "10.00", codes)}
    sale = move(31, "sale", "20.00", currency="CAD")
    return plain(
        total="14.60",
        currency="USD",
        presentment_currency="CAD",
        total_price_set=money("14.60", "20.00", codes),
        line_items=[line],
        transactions=[sale],
        financial_status="paid",
    )


class TestTwoCurrencies:
    """Money is what the customer saw and paid."""

    def test_the_customer_s_currency_is_read(self) -> None:
        reading = read_order(abroad())
        cad = Currency("CAD")
        assert reading.order.line("1").total == cad("20.00")
        assert reading.order.position(at=LATER).refundable == cad("20.00")
        assert dict(reading.assumed)["$.presentment_currency"].startswith("amounts are in CAD")

    def test_a_transaction_may_tell_the_shop_s(self) -> None:
        document = abroad()
        document["transactions"] = [
            move(31, "sale", "14.60", currency="USD", amount_set=abroad()["total_price_set"])
        ]
        (paid,) = only(read_order(document).order, Paid)
        assert paid.amount == Currency("CAD")("20.00")

    @pytest.mark.parametrize(
        ("path", "value", "says"),
        [
            pytest.param(
                ("line_items", 0, "price_set"),
                None,
                "$.line_items[0].price is told in USD alone: price_set has to tell it in CAD",
                id="only the shop's currency",
            ),
            pytest.param(
                ("line_items", 0, "price"),
                "7.31",
                "$.line_items[0].price is USD 7.31, and "
                "$.line_items[0].price_set.shop_money.amount is USD 7.30",
                id="another figure beside the pair",
            ),
            pytest.param(
                ("line_items", 0, "price"),
                7.31,
                "$.line_items[0].price is 7.31, and "
                "$.line_items[0].price_set.shop_money.amount is USD 7.30",
                id="another number beside the pair",
            ),
            pytest.param(
                ("total_price_set", "presentment_money", "currency_code"),
                "EUR",
                "$.total_price_set.presentment_money.currency_code is 'EUR', "
                "and $.presentment_currency is CAD",
                id="a third currency",
            ),
            pytest.param(
                ("transactions", 0, "currency"),
                "EUR",
                "$.transactions[0].currency is 'EUR', and the order has USD and CAD",
                id="a third currency was paid",
            ),
            pytest.param(
                ("transactions", 0, "amount_set"),
                money("14.60", "21.00", ("USD", "CAD")),
                "$.transactions[0].amount is CAD 20.00, and "
                "$.transactions[0].amount_set.presentment_money.amount is CAD 21.00",
                id="a payment told twice",
            ),
        ],
    )
    def test_a_disagreement_names_both_figures(
        self, path: tuple[Any, ...], value: object, says: str
    ) -> None:
        document: Any = abroad()
        inner = document
        for key in path[:-1]:
            inner = inner[key]
        inner[path[-1]] = value
        assert problems(document)[0].startswith(says)

    def test_one_currency_has_one_figure(self) -> None:
        document = shop(total_price_set=money("75.90", "75.91"))
        assert problems(document)[0] == (
            "$.total_price_set.shop_money.amount is EUR 75.90, "
            "and $.total_price_set.presentment_money.amount is EUR 75.91"
        )

    def test_a_float_is_read_only_beside_its_pair(self) -> None:
        line = {"id": 1, "quantity": 1, "price": 19.9, "price_set": money("19.90")}
        assert read_order(plain(total="19.90", line_items=[line])).order.lines
        (problem,) = problems(plain(total="19.90", line_items=[line | {"price_set": None}]))
        assert "has lost its digits" in problem


# What is told twice


class TestDisagreements:
    """A total that is not the sum of its parts is named, with the parts and both figures."""

    @pytest.mark.parametrize(
        ("changes", "says"),
        [
            (
                {"total_line_items_price": "71.00"},
                [
                    (
                        "$.subtotal_price is EUR 64.00, and $.total_line_items_price less "
                        "$.total_discounts come to EUR 65.00"
                    ),
                    (
                        "$.total_line_items_price is EUR 71.00, and $.line_items[*].price times "
                        "quantity come to EUR 70.00"
                    ),
                ],
            ),
            (
                {"total_discounts": "7.00"},
                [
                    (
                        "$.subtotal_price is EUR 64.00, and $.total_line_items_price less "
                        "$.total_discounts come to EUR 63.00"
                    ),
                    (
                        "$.total_discounts is EUR 7.00, and the discounts of $.line_items[*] and "
                        "$.shipping_lines[*] come to EUR 6.00"
                    ),
                ],
            ),
            (
                {"total_tax": "6.91"},
                [
                    (
                        "$.total_price is EUR 75.90, and $.subtotal_price, shipping "
                        "and $.total_tax come to EUR 75.91"
                    ),
                    (
                        "$.total_tax is EUR 6.91, and the tax_lines of $.line_items[*] and "
                        "$.shipping_lines[*] come to EUR 6.90"
                    ),
                ],
            ),
            (
                {"tax_lines": [{"price": "6.89"}]},
                [
                    (
                        "$.tax_lines come to EUR 6.89, and the tax_lines of $.line_items[*] and "
                        "$.shipping_lines[*] come to EUR 6.90"
                    )
                ],
            ),
            (
                {"total_shipping_price_set": money("4.00")},
                ["$.total_shipping_price is EUR 4.00, and $.shipping_lines[*] come to EUR 5.00"],
            ),
            (
                {"discount_codes": [{"code": "X", "amount": "6.01"}]},
                ["$.discount_codes come to EUR 6.01, and $.total_discounts is EUR 6.00"],
            ),
            (
                {"gateway": "paypal"},
                [
                    "$.gateway is 'paypal', and $.payment_gateway_names tells 'shopify_payments'",
                ],
            ),
            (
                {"fulfillments": []},
                [
                    (
                        "$.fulfillment_status is 'fulfilled', and $.fulfillments tells of "
                        "no parcel that left"
                    )
                ],
            ),
            (
                {"transactions": [SALE | {"amount": "70.00"}]},
                [
                    (
                        "$.financial_status is 'paid', and the sales and captures of "
                        "$.transactions come to EUR 70.00, and $.total_price is EUR 75.90"
                    )
                ],
            ),
            (
                {"financial_status": "authorized"},
                [
                    (
                        "$.financial_status is 'authorized', and the sales and captures of "
                        "$.transactions come to EUR 75.90"
                    )
                ],
            ),
            (
                {"financial_status": "refunded"},
                ["$.financial_status is 'refunded', and $.refunds gives back EUR 0.00"],
            ),
        ],
        ids=[
            "sum of lines",
            "discounts",
            "tax",
            "tax lines",
            "shipping",
            "codes",
            "gateway",
            "parcels",
            "paid less",
            "paid at all",
            "given back nothing",
        ],
    )
    def test_it_is_a_problem(self, changes: Document, says: list[str]) -> None:
        assert problems(shop(**changes)) == says

    def test_a_wrong_total_is_wrong_twice(self) -> None:
        found = problems(shop(total_price="75.91", total_price_set=money("75.91")))
        assert len(found) == 3  # against the totals, against the lines, against what was paid
        assert all("EUR 75.91" in says and "EUR 75.90" in says for says in found)

    def test_a_status_refunded_needs_all_of_it(self) -> None:
        document = partly(refund(back(12, 1, "10.00", "1.00"), given="11.00"))
        document["financial_status"] = "refunded"
        assert problems(document) == [
            "$.financial_status is 'refunded', and $.refunds gives back EUR 11.00 of EUR 75.90"
        ]

    def test_shipping_discounts_may_count_among_the_discounts(self) -> None:
        free = {"id": 8, "price": "5.00", "discounted_price": "0.00"}
        for off, sub in (("5.00", "10.00"), ("0.00", "10.00")):
            document = plain("10.00", total="10.00", shipping_lines=[free])
            document |= {"total_discounts": off, "subtotal_price": sub}
            document |= {"total_line_items_price": "10.00"}
            assert read_order(document).order.charges[0].total == EUR.zero

    @pytest.mark.parametrize(
        ("delivery", "says"),
        [
            ({"discounted_price": "4.00"}, "is EUR 4.00, and $.shipping_lines[0].price less"),
            (
                {"discounted_price": "6.00", "discount_allocations": None},
                "is EUR 6.00, and $.shipping_lines[0].price is EUR 5.00",
            ),
        ],
        ids=["not what allocations leave", "more than the price"],
    )
    def test_shipping_at_two_prices(self, delivery: Document, says: str) -> None:
        found = problems(shop(shipping_lines=[DELIVERY | delivery]))
        assert found[0].startswith(f"$.shipping_lines[0].discounted_price {says}")

    def test_an_edited_order_is_read_as_it_was_placed(self) -> None:
        reading = read_order(shop(current_total_price="60.00"))
        assert "$.current_total_price" in dict(reading.assumed)

    @pytest.mark.parametrize(
        "changes",
        [
            {"line_items": [SHIRTS, SHIRTS]},
            {"shipping_lines": [DELIVERY, DELIVERY]},
            {"fulfillments": [PARCEL, PARCEL]},
            {"transactions": [SALE, SALE]},
            {"refunds": [refund(), refund()]},
        ],
        ids=lambda x: next(iter(x)),
    )
    def test_an_id_stands_for_one_thing(self, changes: Document) -> None:
        (key,) = changes
        assert any(says.startswith(f"$.{key}[1].id is") for says in problems(shop(**changes)))

    def test_an_order_has_lines(self) -> None:
        assert "$.line_items is empty, and an order has at least one line" in problems(
            shop(line_items=[])
        )


# Money in


class TestPayments:
    """One chain of transactions is one tender; what did not succeed moved nothing."""

    def test_a_sale(self) -> None:
        (paid,) = only(order(), Paid)
        assert paid == Paid(
            EUR("75.90"), tender=Tender.card("31"), at="2026-03-02T10:16+01:00", ref="31"
        )

    def test_a_hold_and_its_captures_are_one_tender(self) -> None:
        found = order(
            transactions=[
                move(31, "authorization", "75.90"),
                move(32, "capture", "50.00", parent_id=31),
                move(33, "capture", "25.90", parent_id=31),
            ]
        )
        assert [x.tender.id for x in only(found, Paid)] == ["31", "31"]
        assert [x.amount for x in only(found, Authorised)] == [EUR("75.90")]
        assert found.position(at=LATER).refundable == EUR("75.90")

    def test_a_hold_that_was_let_go_is_left_out(self) -> None:
        reading = read_order(
            shop(
                transactions=[
                    move(31, "authorization", "75.90"),
                    move(32, "void", "75.90", parent_id=31),
                ],
                financial_status="voided",
            )
        )
        assert only(reading.order, Authorised) == []
        assert ("$.transactions[0]", "was let go again and is left out") in reading.assumed

    def test_a_gift_card_and_a_card(self) -> None:
        found = order(
            transactions=[
                move(31, "sale", "20.00", gateway="gift_card"),
                move(32, "sale", "55.90"),
            ]
        )
        kinds = {x.tender.id: x.tender.kind for x in only(found, Paid)}
        assert kinds == {"31": TenderKind.GIFT_CARD, "32": TenderKind.CARD}

    @pytest.mark.parametrize(
        ("gateway", "details", "kind"),
        [
            ("Cash on Delivery (COD)", None, TenderKind.CASH),
            ("Bank Deposit", None, TenderKind.BANK_TRANSFER),
            ("shopify_store_credit", None, TenderKind.STORE_CREDIT),
            ("authorize_net", {"credit_card_company": "Visa"}, TenderKind.CARD),
            ("authorize_net", {}, TenderKind.OTHER),
        ],
    )
    def test_the_kind_of_a_tender(self, gateway: str, details: object, kind: TenderKind) -> None:
        reading = read_order(
            shop(
                transactions=[SALE | {"gateway": gateway, "payment_details": details}],
                payment_gateway_names=[gateway],
            )
        )
        (paid,) = only(reading.order, Paid)
        assert paid.tender.kind is kind
        assert ("$.transactions[0].gateway" in dict(reading.assumed)) == (kind is TenderKind.OTHER)

    @pytest.mark.parametrize("status", ["pending", "failure", "error"])
    def test_what_did_not_succeed_moved_nothing(self, status: str) -> None:
        reading = read_order(
            shop(transactions=[SALE | {"status": status}], financial_status="pending")
        )
        assert only(reading.order, Paid) == []
        assert ("$.transactions[0]" in dict(reading.assumed)) == (status == "pending")

    def test_without_transactions_it_was_paid_when_it_was_placed(self) -> None:
        reading = read_order(shop(transactions=None))
        (paid,) = only(reading.order, Paid)
        assert (paid.amount, paid.tender) == (EUR("75.90"), Tender.card("shopify_payments"))
        assert paid.at == reading.order.placed_at
        assert "$.financial_status" in dict(reading.assumed)

    def test_by_several_means_it_is_unknown_which(self) -> None:
        reading = read_order(shop(transactions=None, payment_gateway_names=["gift_card", "paypal"]))
        (paid,) = only(reading.order, Paid)
        assert paid.tender == Tender.other("payment")
        assert "$.payment_gateway_names" in dict(reading.assumed)

    def test_a_part_was_paid(self) -> None:
        document = shop(
            transactions=None, financial_status="partially_paid", total_outstanding="25.90"
        )
        (paid,) = only(read_order(document).order, Paid)
        assert paid.amount == EUR("50.00")

    @pytest.mark.parametrize(
        ("left", "says"),
        [
            (None, "$.transactions is missing, and a part was paid"),
            ("80.00", "$.total_outstanding is EUR 80.00, and $.total_price is EUR 75.90"),
        ],
    )
    def test_a_part_of_nobody_knows_what(self, left: str | None, says: str) -> None:
        document = shop(
            transactions=None, financial_status="partially_paid", total_outstanding=left
        )
        assert problems(document) == [says]

    @pytest.mark.parametrize("status", ["pending", "authorized", "voided", None])
    def test_nothing_was_paid(self, status: str | None) -> None:
        assert only(order(transactions=None, financial_status=status), Paid) == []

    def test_a_status_of_their_own_says_nothing(self) -> None:
        assumed = dict(read_order(shop(financial_status="blessed")).assumed)
        assert assumed["$.financial_status"].startswith("is not one of Shopify's own")

    def test_cash_is_rounded(self) -> None:
        rounded = money("-0.05")
        document = shop(
            transactions=[SALE | {"amount": "75.85"}],
            total_cash_rounding_payment_adjustment_set=rounded,
        )
        assert read_order(document).order.position(at=LATER).refundable == EUR("75.85")

    def test_a_circle_of_parents_is_one_tender(self) -> None:
        found = order(
            transactions=[
                move(31, "sale", "70.00", parent_id=32),
                move(32, "sale", "5.90", parent_id=31),
            ]
        )
        assert {x.tender.id for x in only(found, Paid)} == {"31"}

    def test_a_chain_can_begin_outside(self) -> None:
        found = order(transactions=[move(32, "capture", "75.90", parent_id=31)])
        assert [x.tender.id for x in only(found, Paid)] == ["31"]


# Goods


class TestParcels:
    """A successful fulfilment left; it arrived when its events say so."""

    def test_it_left_and_arrived(self) -> None:
        found = order()
        units = {SHIRT: 3, "12": 1}
        assert only(found, Shipped) == [Shipped(units, at="2026-03-03T16:00+01:00", ref="41")]
        assert only(found, Delivered) == [Delivered(units, at="2026-03-05T11:30+01:00", ref="41")]

    def test_without_events_it_arrived_when_it_last_changed(self) -> None:
        reading = read_order(shop(fulfillments=[PARCEL | {"events": None}]))
        assert only(reading.order, Delivered)[0].at.isoformat() == "2026-03-05T11:00:00+00:00"
        assert "$.fulfillments[0].updated_at" in dict(reading.assumed)

    def test_one_on_its_way_has_not_arrived(self) -> None:
        parcel = PARCEL | {"events": None, "shipment_status": "in_transit"}
        assert only(order(fulfillments=[parcel]), Delivered) == []

    def test_one_that_could_not_be_delivered_is_on_its_way(self) -> None:
        parcel = PARCEL | {"events": None, "shipment_status": "failure"}
        reading = read_order(shop(fulfillments=[parcel]))
        assert reading.order.position(at=LATER).units("12").in_transit == 1
        assert "$.fulfillments[0].shipment_status" in dict(reading.assumed)

    def test_delivered_twice_counts_from_the_last_time(self) -> None:
        events = [
            {"status": "delivered", "happened_at": "2026-03-05T11:30:00+01:00"},
            {"status": "delivered", "happened_at": "2026-03-06T11:30:00+01:00"},
        ]
        reading = read_order(shop(fulfillments=[PARCEL | {"events": events}]))
        assert only(reading.order, Delivered)[0].at.isoformat() == "2026-03-06T10:30:00+00:00"
        assert "$.fulfillments[0].events" in dict(reading.assumed)

    @pytest.mark.parametrize("status", ["open", "pending", "cancelled", "error", "failure"])
    def test_others_did_not_leave(self, status: str) -> None:
        parcel = PARCEL | {"status": status}
        reading = read_order(shop(fulfillments=[parcel], fulfillment_status=None))
        assert only(reading.order, Shipped) == []
        waits = "$.fulfillments[0].status" in dict(reading.assumed)
        assert waits == (status in ("open", "pending"))

    def test_several_parcels(self) -> None:
        one = PARCEL | {"line_items": [{"id": SHIRT, "quantity": 2}, {"id": 12, "quantity": 0}]}
        other = PARCEL | {"id": 42, "line_items": [{"id": SHIRT, "quantity": 1}], "events": []}
        found = order(
            fulfillments=[one, other | {"shipment_status": None}], fulfillment_status="partial"
        )
        units = found.position(at=LATER).units(SHIRT)
        assert (units.delivered, units.in_transit) == (2, 1)

    @pytest.mark.parametrize(
        ("parcel", "says"),
        [
            (
                {"shipment_status": "in_transit"},
                (
                    "$.fulfillments[0].shipment_status is 'in_transit', "
                    "and $.fulfillments[0].events tells of a delivery"
                ),
            ),
            (
                {"events": [{"status": "in_transit", "happened_at": "2026-03-04T09:00:00Z"}]},
                (
                    "$.fulfillments[0].shipment_status is 'delivered', "
                    "and $.fulfillments[0].events tells of no delivery"
                ),
            ),
            (
                {"line_items": [{"id": 99, "quantity": 1}, {"id": 12, "quantity": 1}]},
                "$.fulfillments[0].line_items ships line 99, which was not sold",
            ),
            (
                {"line_items": [{"id": 12, "quantity": 2}, {"id": SHIRT, "quantity": 1}]},
                "$.fulfillments[0].line_items ships 2 of line 12: 1 are left of 1",
            ),
            (
                {"status": "lost"},
                (
                    "$.fulfillments[0].status is 'lost', and success, open, pending, cancelled, "
                    "error, failure are understood"
                ),
            ),
        ],
        ids=["events of a delivery", "no such event", "unknown line", "too many", "odd status"],
    )
    def test_a_parcel_that_cannot_be(self, parcel: Document, says: str) -> None:
        assert problems(shop(fulfillments=[PARCEL | parcel])) == [says]


class TestCancelled:
    """A cancelled order calls off what had not left."""

    def test_what_had_not_left(self) -> None:
        parcel = PARCEL | {"line_items": [{"id": SHIRT, "quantity": 2}]}
        reading = read_order(shop(fulfillments=[parcel], cancelled_at="2026-03-04T10:00:00+01:00"))
        assert only(reading.order, Cancelled) == [
            Cancelled({SHIRT: 1, "12": 1}, at="2026-03-04T10:00+01:00", ref="cancelled")
        ]
        assert "$.cancelled_at" in dict(reading.assumed)

    def test_what_a_refund_called_off_is_called_off_once(self) -> None:
        document = partly(
            refund(back(12, 1, "10.00", "1.00", restock_type="cancel"), given="11.00"),
            fulfillments=[PARCEL | {"line_items": [{"id": SHIRT, "quantity": 3}]}],
            cancelled_at="2026-03-11T10:00:00+01:00",
        )
        (event,) = only(read_order(document).order, Cancelled)
        assert (event.units, event.ref) == ({"12": 1}, "51")


# Money out


class TestRefunds:
    """What is given back of lines, shipping and tenders is as it is told."""

    def test_a_line_with_its_tax_goes_back_to_its_tender(self) -> None:
        reading = read_order(partly(refund(back(12, 1, "10.00", "1.00"), given="11.00")))
        assert refunded(reading) == [
            Refunded(
                EUR("11.00"),
                lines=[LineRefund("12", units=1, price=EUR("10.00"), taxes=[EUR("1.00")])],
                tenders={"31": EUR("11.00")},
                reason="torn",
                at="2026-03-10T12:00+01:00",
                ref="51",
            )
        ]
        assert only(reading.order, Received) == [
            Received({"12": 1}, at="2026-03-10T12:00+01:00", ref="51")
        ]

    @pytest.mark.parametrize(
        ("restock", "sent", "returned", "cancelled", "kept"),
        [
            ("return", True, 1, 0, 0),
            ("cancel", False, 0, 1, 0),
            ("no_restock", True, 0, 0, 1),
            ("legacy_restock", True, 1, 0, 0),
            ("legacy_restock", False, 0, 1, 0),
        ],
    )
    def test_where_the_units_are(
        self, restock: str, sent: bool, returned: int, cancelled: int, kept: int
    ) -> None:
        shirts = PARCEL | {"line_items": [{"id": SHIRT, "quantity": 3}]}
        given = refund(back(12, 1, "10.00", "1.00", restock_type=restock), given="11.00")
        document = partly(given, fulfillments=[PARCEL if sent else shirts])
        units = read_order(document).order.position(at=LATER).units("12")
        assert (units.returned, units.cancelled, units.kept) == (returned, cancelled, kept)

    def test_one_line_may_stand_in_it_twice(self) -> None:
        pieces = [back(int(SHIRT), 1, "18.00", "1.80"), back(int(SHIRT), 1, "18.00", "1.80")]
        ((line,),) = [x.lines for x in refunded(read_order(partly(refund(*pieces, given="39.60"))))]
        assert (line.units, line.price, line.taxes) == (2, EUR("36.00"), (EUR("3.60"),))

    def test_tax_is_shared_over_the_taxes_by_what_is_left(self) -> None:
        taxes = [{"title": "A", "price": "3.00"}, {"title": "B", "price": "1.00"}]
        line = {"id": 1, "quantity": 1, "price": "10.00", "tax_lines": taxes}
        document = plain(
            total="14.00",
            line_items=[line],
            financial_status="partially_refunded",
            refunds=[refund(back(1, 0, "0.00", "1.01"), given="1.01")],
        )
        reading = read_order(document)
        (line_back,) = refunded(reading)[0].lines
        # 1.01 * 3 / 4 = 0.7575, 1.01 / 4 = 0.2525: the odd cent goes to the larger fraction
        assert line_back.taxes == (EUR("0.76"), EUR("0.25"))
        assert "$.refunds[0].refund_line_items[0].total_tax" in dict(reading.assumed)

    def test_shipping_comes_back_as_a_line_of_its_own(self) -> None:
        piece = {
            "id": 1,
            "shipping_line": {"id": 13},
            "subtotal_amount_set": money("5.00"),
            "tax_amount_set": money("0.50"),
        }
        given = refund(given="5.50", refund_shipping_lines=[piece])
        (event,) = refunded(read_order(partly(given)))
        assert event.charges == (ChargeRefund("13", price=EUR("5.00"), taxes=[EUR("0.50")]),)

    def test_or_as_an_adjustment_below_zero(self) -> None:
        given = refund(
            given="5.50", order_adjustments=[adjusted("shipping_refund", "-5.00", "-0.50")]
        )
        (event,) = refunded(read_order(partly(given)))
        assert event.charges == (ChargeRefund("13", price=EUR("5.00"), taxes=[EUR("0.50")]),)

    def test_told_in_both_ways_it_counts_once(self) -> None:
        piece = {"subtotal_amount_set": money("5.00"), "tax_amount_set": money("0.50")}
        for amount, is_same in (("-5.00", True), ("-4.00", False)):
            given = refund(
                given="5.50",
                refund_shipping_lines=[piece],
                order_adjustments=[adjusted("shipping_refund", amount, "-0.50")],
            )
            if is_same:
                (event,) = refunded(read_order(partly(given)))
                assert event.charges[0].price == EUR("5.00")
            else:
                assert problems(partly(given)) == [
                    (
                        "$.refunds[0].order_adjustments give back EUR 4.50 of shipping, and "
                        "$.refunds[0].refund_shipping_lines come to EUR 5.50"
                    )
                ]

    def test_included_tax_lies_inside_the_shipping(self) -> None:
        document = plain(
            "10.00",
            total="16.00",
            taxes_included=True,
            shipping_lines=[DELIVERY | {"price": "6.00", "discounted_price": "6.00"}],
            financial_status="partially_refunded",
            refunds=[
                refund(given="3.00", order_adjustments=[adjusted("shipping_refund", "-3.00")])
            ],
        )
        (event,) = refunded(read_order(document))
        # half of 6.00, with half of the 0.50 in it
        assert event.charges == (ChargeRefund("13", price=EUR("3.00"), taxes=[EUR("0.25")]),)

    @pytest.mark.parametrize(
        ("given", "withheld", "says"),
        [
            ("8.00", EUR("3.00"), "EUR 3.00 less than its lines and shipping was given back"),
            ("11.00", None, ""),
            ("12.00", None, "EUR 1.00 more than its lines and shipping was given back"),
        ],
        ids=["less", "the same", "more"],
    )
    def test_what_it_differs_by_is_kept_and_said(
        self, given: str, withheld: object, says: str
    ) -> None:
        reading = read_order(partly(refund(back(12, 1, "10.00", "1.00"), given=given)))
        (event,) = refunded(reading)
        assert (event.amount, event.withheld) == (EUR(given), withheld)
        assert dict(reading.assumed).get("$.refunds[0].transactions", "").startswith(says)

    @pytest.mark.parametrize(("amount", "given"), [("3.00", "8.00"), ("-1.00", "12.00")])
    def test_shopify_says_what_it_differs_by(self, amount: str, given: str) -> None:
        document = partly(
            refund(
                back(12, 1, "10.00", "1.00"),
                given=given,
                order_adjustments=[adjusted("refund_discrepancy", amount)],
            )
        )
        reading = read_order(document)
        assert refunded(reading)[0].amount == EUR(given)
        assert "$.refunds[0].transactions" not in dict(reading.assumed)

    def test_and_it_has_to_be_that(self) -> None:
        document = partly(
            refund(
                back(12, 1, "10.00", "1.00"),
                given="9.00",
                order_adjustments=[adjusted("refund_discrepancy", "3.00")],
            )
        )
        assert problems(document) == [
            (
                "$.refunds[0].order_adjustments tell a difference of EUR 3.00, and "
                "$.refunds[0].refund_line_items with shipping come to EUR 11.00, and "
                "$.refunds[0].transactions to EUR 9.00"
            )
        ]

    def test_nothing_was_given_back_for_a_line(self) -> None:
        document = shop(refunds=[refund(back(12, 1, "10.00", "1.00", restock_type="no_restock"))])
        (event,) = refunded(read_order(document))
        assert (event.amount, event.withheld) == (EUR.zero, EUR("11.00"))

    def test_an_empty_refund_is_no_event(self) -> None:
        assert refunded(read_order(shop(refunds=[refund()]))) == []

    @pytest.mark.parametrize(
        ("states", "status", "amount"),
        [
            (["success"], RefundStatus.SETTLED, "11.00"),
            (["pending"], RefundStatus.PENDING, "11.00"),
            (["failure"], RefundStatus.FAILED, "11.00"),
            (["error", "success"], RefundStatus.SETTLED, "11.00"),
            (["pending", "success"], RefundStatus.PENDING, "22.00"),
        ],
        ids=["settled", "pending", "failed", "tried again", "half pending"],
    )
    def test_how_far_it_is(self, states: list[str], status: RefundStatus, amount: str) -> None:
        moves = [
            move(61 + n, "refund", "11.00", parent_id=31, status=state)
            for n, state in enumerate(states)
        ]
        document = partly(refund(back(12, 1, "10.00", "1.00"), transactions=moves))
        (event,) = refunded(read_order(document))
        assert (event.status, event.amount) == (status, EUR(amount))

    def test_a_failed_one_takes_nothing_off_the_next(self) -> None:
        failed = refund(
            back(12, 1, "10.00", "1.00", restock_type="no_restock"),
            transactions=[move(61, "refund", "11.00", parent_id=31, status="failure")],
        )
        again = refund(back(12, 1, "10.00", "1.00"), id=52)
        again["transactions"] = [move(62, "refund", "11.00", parent_id=31)]
        again["created_at"] = "2026-03-11T12:00:00+01:00"
        assert len(refunded(read_order(partly(failed, again)))) == 2

    def test_nor_does_a_failed_one_of_shipping(self) -> None:
        piece = {"subtotal_amount_set": money("5.00"), "tax_amount_set": money("0.50")}
        failed = refund(
            refund_shipping_lines=[piece],
            transactions=[move(61, "refund", "5.50", parent_id=31, status="failure")],
        )
        moves = [move(62, "refund", "5.50", parent_id=31)]
        again = failed | {"id": 52, "transactions": moves}
        found = refunded(read_order(partly(failed, again)))
        assert [x.charges[0].price for x in found] == [EUR("5.00")] * 2

    def test_each_tender_gets_its_own(self) -> None:
        paid = [move(31, "sale", "20.00", gateway="gift_card"), move(32, "sale", "55.90")]
        moves = [
            move(61, "refund", "2.00", parent_id=31, gateway="gift_card"),
            move(62, "refund", "9.00", parent_id=32),
        ]
        document = partly(
            refund(back(12, 1, "10.00", "1.00"), transactions=moves), transactions=paid
        )
        (event,) = refunded(read_order(document))
        assert event.tenders == {"31": EUR("2.00"), "32": EUR("9.00")}

    def test_one_without_a_parent_names_no_tender(self) -> None:
        given = refund(back(12, 1, "10.00", "1.00"), transactions=[move(61, "refund", "11.00")])
        reading = read_order(partly(given))
        assert refunded(reading)[0].tenders == {}
        assert "$.refunds[0].transactions[0]" in dict(reading.assumed)

    def test_the_order_tells_the_same_transaction(self) -> None:
        given = refund(back(12, 1, "10.00", "1.00"), given="11.00")
        same = [SALE, move(61, "refund", "11.00", parent_id=31)]
        assert len(refunded(read_order(partly(given, transactions=same)))) == 1
        other = [SALE, move(61, "refund", "12.00", parent_id=31)]
        assert problems(partly(given, transactions=other)) == [
            (
                "$.refunds[0].transactions[0] is a refund of EUR 11.00 (success), and "
                "$.transactions[1] is a refund of EUR 12.00 (success)"
            )
        ]

    def test_a_refund_that_no_refund_tells_of(self) -> None:
        moves = [SALE, move(61, "refund", "5.00", parent_id=31)]
        reading = read_order(
            shop(transactions=moves, refunds=None, financial_status="partially_refunded")
        )
        (event,) = refunded(reading)
        assert (event.amount, event.lines, event.ref) == (EUR("5.00"), (), "61")
        assert "$.transactions[1]" in dict(reading.assumed)

    @pytest.mark.parametrize(
        ("piece", "says"),
        [
            (back(12, 2, "10.00", "1.00"), "[0].quantity is 2, and 1 of line 12 are left"),
            (back(12, 1, "10.01", "1.00"), "[0] gives back EUR 10.01 of the price: EUR 10.00 is"),
            (back(12, 1, "10.00", "1.01"), "[0] gives back EUR 1.01 of the tax: EUR 1.00 is left"),
            (back(99, 1, "10.00", "1.00"), "[0].line_item_id is 99, which was not sold"),
            (back(12, 1, "10.00", restock_type="x"), "[0].restock_type is 'x', and return,"),
        ],
        ids=["units", "price", "tax", "unknown line", "odd word"],
    )
    def test_more_than_is_left(self, piece: Document, says: str) -> None:
        found = problems(partly(refund(piece, given="11.00")))
        assert found[0].startswith(f"$.refunds[0].refund_line_items{says}")

    def test_shipping_that_was_not_charged(self) -> None:
        piece = {"shipping_line": {"id": 12}, "subtotal_amount_set": money("5.00")}
        found = problems(partly(refund(given="5.00", refund_shipping_lines=[piece])))
        assert found == [
            "$.refunds[0].refund_shipping_lines[0] gives back charge 12, which was not charged"
        ]

    def test_more_shipping_than_there_was(self) -> None:
        given = refund(given="9.00", order_adjustments=[adjusted("shipping_refund", "-9.00")])
        assert problems(partly(given))[0] == (
            "$.refunds[0].order_adjustments give back EUR 9.00 of shipping: EUR 5.50 is left"
        )

    def test_shipping_is_given_back_below_zero(self) -> None:
        given = refund(given="5.00", order_adjustments=[adjusted("shipping_refund", "5.00")])
        assert problems(partly(given))[0] == (
            "$.refunds[0].order_adjustments[0].amount is EUR 5.00, "
            "and shipping is given back below zero here"
        )

    def test_shipping_of_one_of_several(self) -> None:
        other = {"id": 14, "price": "0.00"}
        given = refund(given="5.50", order_adjustments=[adjusted("shipping_refund", "-5.50")])
        document = partly(given, shipping_lines=[DELIVERY, other])
        assert any("tell a difference" in says for says in problems(document))

    def test_duties_come_back(self) -> None:
        document = plain(
            "10.00",
            total="14.00",
            original_total_duties_set=money("4.00"),
            financial_status="partially_refunded",
            refunds=[refund(given="4.00", total_duties_set=money("4.00"))],
        )
        (event,) = refunded(read_order(document))
        assert event.charges == (ChargeRefund("duties", price=EUR("4.00")),)

    def test_what_the_history_does_not_allow_is_a_problem(self) -> None:
        given = refund(back(12, 1, "10.00", "1.00", restock_type="no_restock"), given="11.00")
        given["created_at"] = "2026-03-01T12:00:00+01:00"
        (problem,) = problems(partly(given))
        assert problem.startswith("$ cannot be: ")


# Documents from strangers


def nested(depth: int) -> object:
    value: object = 1
    for _ in range(depth):
        value = [value]
    return value


HOSTILE: list[object] = [
    None, True, False, 0, 1, -1, 7, 10**30, 10**5000, 0.1, 1e308, float("nan"), float("inf"),
    Decimal("1E+999999999"), Decimal("NaN"), "", " ", "0", "-0.01", "NaN", "1e9", "٣", "1.5.5",
    "0.0000000000000000000001", "99999999999999999999999", "x" * 1_000_000, "\ud800", b"x", "$",
    "2999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "2026-03-02", "JPY", "refunded",
    "9999999999999", [], {}, [[]], [None], [{}], {"id": 1}, {5: 6}, nested(50_000), object(),
]  # fmt: skip


def full() -> Document:
    """An order that has everything."""
    pair = {"price_set": money("10.00"), "total_discount_set": money("0.00")}
    piece = {
        "shipping_line": {"id": 13},
        "subtotal_amount_set": money("1.00"),
        "tax_amount_set": money("0.10"),
    }
    document = partly(
        refund(
            back(12, 1, "10.00", "1.00", subtotal_set=money("10.00")),
            refund_shipping_lines=[piece],
            order_adjustments=[adjusted("refund_discrepancy", "2.10")],
            transactions=[
                move(61, "refund", "2.00", parent_id=30, gateway="gift_card"),
                move(62, "refund", "8.00", parent_id=32),
            ],
        ),
        line_items=[SHIRTS, MUG | pair],
        transactions=[
            move(30, "sale", "20.00", gateway="gift_card", processed_at=SALE["created_at"]),
            move(31, "authorization", "55.90", payment_details={"credit_card_company": "Visa"}),
            move(32, "capture", "55.90", parent_id=31, amount_set=money("55.90")),
        ],
        cancel_reason="customer",
        current_total_price="65.90",
    )
    document["fulfillments"].append(PARCEL | {"id": 42, "status": "cancelled"})
    return deepcopy(document)


FULL = full()
PLACES = [*places(FULL)]


def read_whole(document: Any) -> None:
    """Read, with a position that adds up and assumptions that can be shown."""
    reading = read_order(document)
    assert reading.order.position(at="2999-12-31T00:00Z").money.left.minor >= 0
    assert all(len(what) < MOST for _, what in reading.assumed)


class TestHostile:
    """Whatever stands anywhere in a document, it is read or refused, and nothing else happens."""

    def test_the_document_itself_is_sound(self) -> None:
        (event,) = refunded(read_order(full()))
        assert (event.amount, event.withheld) == (EUR("10.00"), EUR("2.10"))
        assert event.tenders == {"30": EUR("2.00"), "31": EUR("8.00")}

    def test_any_value_as_the_document(self) -> None:
        for value in HOSTILE:
            survives(read_whole, value)

    @pytest.mark.parametrize(("turn", "path"), [*enumerate(PLACES)], ids=map(dotted, PLACES))
    def test_missing_doubled_or_any_value_anywhere(self, turn: int, path: Place) -> None:
        for change in (drop, double("_set"), *map(put, in_turn(HOSTILE, turn, 4))):
            survives(read_whole, mutated(FULL, path, change))

    def test_much_money_many_times(self) -> None:
        line = {"quantity": 1, "price": "9999999999999.00", "tax_lines": []}
        lines = [line | {"id": n} for n in range(1, 2001)]
        survives(read_whole, plain(total="1.00", line_items=lines, financial_status="paid"))
        survives(read_whole, plain(total="1.00", line_items=[line | {"id": 1, "quantity": 10**9}]))

    def test_a_truncated_text_is_no_document(self) -> None:
        text = json.dumps(full())
        for end in range(0, len(text), 97):
            with pytest.raises(json.JSONDecodeError):
                json.loads(text[:end])


# Other people's documents


Shared = Callable[[str], Path]


class TestOneOrderToldTwice:
    """Two documents of one order in other people's tests: neither agrees with itself."""

    def test_the_one_with_lines(self, shared: Shared) -> None:
        document = json.loads(shared("real/shopify/order.json").read_text("utf-8"))["order"]
        lines = "$.line_items[*].price times quantity"
        taxes = "the tax_lines of $.line_items[*] and $.shipping_lines[*] come to USD 0.00"
        found = problems(document)
        assert found[:5] == [
            "$.discount_codes come to USD 10.00, and $.total_discounts is USD 0.00",
            f"$.total_line_items_price is USD 398.00, and {lines} come to USD 597.00",
            (
                f"$.subtotal_price is USD 398.00, and {lines} less "
                "$.line_items[*].discount_allocations come to USD 597.00"
            ),
            f"$.total_tax is USD 11.94, and {taxes}",
            f"$.tax_lines come to USD 11.94, and {taxes}",
        ]
        assert found[5].startswith("$.total_price is USD 409.94, and ")
        assert found[5].endswith("come to USD 597.00")
        assert len(found) == 6

    def test_the_one_without(self, shared: Shared) -> None:
        text = shared("real/shopify/orders.json").read_text("utf-8")
        (document,) = json.loads(text)["orders"]
        assert problems(document) == [
            "$.line_items is missing",
            (
                "$.subtotal_price is USD 597.00, and $.total_line_items_price less "
                "$.total_discounts come to USD 587.00"
            ),
            (
                "$.total_price is USD 598.94, and $.subtotal_price, shipping and $.total_tax "
                "come to USD 608.94"
            ),
            "$.gateway is 'authorize_net', and $.payment_gateway_names tells 'bogus'",
            "$.financial_status is 'partially_refunded', and $.refunds gives back USD 0.00",
        ]

    def test_with_all_that_is_told_of_it_elsewhere(self, shared: Shared) -> None:
        def told(name: str) -> Any:
            return json.loads(shared(f"real/shopify/{name}.json").read_text("utf-8"))

        given, sent = told("refund")["refund"], told("fulfillment")["fulfillment"]
        more = {"refunds": [given], "fulfillments": [sent], "transactions": told("transactions")}
        first, (second,) = told("order")["order"], told("orders")["orders"]
        for document in (first, second, second | {"line_items": first["line_items"]}):
            found = problems(document | more)
            assert set(problems(document)) - set(found) <= {
                "$.financial_status is 'partially_refunded', and $.refunds gives back USD 0.00"
            }
            for place in (0, 1):
                path = f"$.refunds[0].refund_line_items[{place}]"
                assert f"{path}.subtotal is missing" in found
                assert f"{path}.restock_type is missing" in found
            engraved = (
                "$.refunds[0].refund_line_items[1].line_item.properties differ from "
                "$.line_items[0].properties in "
                "'Custom Engraving', 'Custom Engraving Back', 'Custom Engraving Front'"
            )
            assert (engraved in found) == ("line_items" in document)

    def test_exact_numbers_are_refused_alike(self, shared: Shared) -> None:
        text = shared("real/shopify/order.json").read_text("utf-8")
        exact = json.loads(text, parse_float=Decimal)["order"]
        assert problems(exact) == problems(json.loads(text)["order"])
