"""Every file of Shopify and WooCommerce among other people's data: read, or refused with why."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from postsales import (
    USD,
    Authorised,
    DocumentErrors,
    EventsReading,
    Line,
    Order,
    OrderReading,
    Paid,
    Refunded,
    Tender,
)
from postsales.wire import shopify, woocommerce

Shared = Callable[[str], Path]
Read = Callable[[Any], OrderReading | EventsReading]

# The order that Shopify's fixtures are of, as far as they agree about it.
SHOP_ORDER = Order(
    id="450789469",
    placed_at="2005-07-31T15:57:11Z",
    lines=[Line(id, quantity=1, total=USD("204.00")) for id in ("466157049", "703073504")],
)
OTHER = Order(id="2776493818019", placed_at="2021-01-20T00:00Z", lines=SHOP_ORDER.lines)
WOO_ORDER = Order(
    id="723",
    placed_at="2017-03-21T19:54:51Z",
    lines=[Line("311", quantity=1, total=USD("9.00")), Line("313", quantity=1, total=USD("20.00"))],
    history=[Paid(USD("29.00"), tender=Tender.cash("till"), at="2017-03-21T19:54:51Z")],
)


def of(read: Callable[[Any, Order], EventsReading], order: Order) -> Read:
    return lambda document: read(document, order)


# What stands in each file and where, which function reads it, and what comes out: the kinds of its
# events, the lines of its order, or the start of each problem.
SHOPIFY: Mapping[str, tuple[str, Read, Any]] = {
    "draft_order_completed": (
        "draft_order",
        shopify.read_order,
        [
            (
                "$ is a draft order, and an order is needed: nothing was agreed yet; once "
                "it is completed"
            )
        ],
    ),
    "fulfillment": ("fulfillment", of(shopify.read_fulfillment, SHOP_ORDER), []),
    "fulfillment_event": ("fulfillment_event", of(shopify.read_fulfillment_event, OTHER), []),
    "order": (
        "order",
        shopify.read_order,
        [
            "$.discount_codes come to USD 10.00, and $.total_discounts is USD 0.00",
            "$.total_line_items_price is USD 398.00, and ",
            "$.subtotal_price is USD 398.00, and ",
            "$.total_tax is USD 11.94, and ",
            "$.tax_lines come to USD 11.94, and ",
            "$.total_price is USD 409.94, and ",
        ],
    ),
    "orders": (
        "orders[0]",
        shopify.read_order,
        [
            "$.line_items is missing",
            "$.subtotal_price is USD 597.00, and ",
            "$.total_price is USD 598.94, and ",
            "$.gateway is 'authorize_net', and ",
            "$.financial_status is 'partially_refunded', and ",
        ],
    ),
    "payouts_transactions": (
        "transactions",
        of(shopify.read_transactions, SHOP_ORDER),
        [f"$[{place}] is a transaction of a payout, and " for place in range(25)],
    ),
    "refund": (
        "refund",
        of(shopify.read_refund, SHOP_ORDER),
        [
            f"$.refund_line_items[{place}].{key} is missing"
            for place in (0, 1)
            for key in ("subtotal", "restock_type")
        ],
    ),
    "refund_calculate": (
        "refund",
        of(shopify.read_refund, SHOP_ORDER),
        ["$ is what a refund would come to, and a refund is needed: nothing was given back"],
    ),
    "tender_transactions": (
        "tender_transactions",
        of(shopify.read_transactions, SHOP_ORDER),
        [f"$[{place}] is a tender transaction, and " for place in range(3)],
    ),
    "transaction": ("transaction", of(shopify.read_transactions, SHOP_ORDER), [Authorised]),
    "transactions": ("", of(shopify.read_transactions, SHOP_ORDER), [Authorised]),
}
WOOCOMMERCE: Mapping[str, tuple[str, Read, Any]] = {
    "order_completed": ("", woocommerce.read_order, {"315": 2, "316": 1}),
    "order_processing": ("", woocommerce.read_order, {"315": 2, "316": 1}),
    "orders_batch_response": (
        "",
        woocommerce.read_order,
        ["$ is the reply to a batch: read what stands in $.create and $.update one by one; "],
    ),
    "orders_list": (
        "",
        woocommerce.read_order,
        ["$ is a list, and an order is needed: read what is in it one by one"],
    ),
    "refund": ("", of(woocommerce.read_refund, WOO_ORDER), [Refunded]),
    "refunds_list": (
        "",
        of(woocommerce.read_refund, WOO_ORDER),
        ["$ is a list, and a refund is needed: read what is in it one by one"],
    ),
}


def told(shared: Shared, file: str, key: str = "") -> Any:
    found = json.loads(shared(f"real/{file}.json").read_text("utf-8"))
    name, _, place = key.partition("[")
    found = found[name] if name else found
    return found[int(place.removesuffix("]"))] if place else found


def says(read: Read, document: Any) -> Any:
    try:
        found = read(document)
    except DocumentErrors as errors:
        return [str(problem) for problem in errors]
    if isinstance(found, OrderReading):
        return dict(found.order.quantities)
    return [type(event) for event in found.events]


def check(read: Read, document: Any, expected: Any) -> None:
    found = says(read, document)
    if expected and isinstance(expected, list) and isinstance(expected[0], str):
        starts = [x[: len(y)] for x, y in zip(found, expected, strict=True)]
        assert starts == expected
    else:
        assert found == expected


class TestShopify:
    """Each file is what its row says."""

    @pytest.mark.parametrize("name", SHOPIFY)
    def test_each(self, shared: Shared, name: str) -> None:
        key, read, expected = SHOPIFY[name]
        check(read, told(shared, f"shopify/{name}", key), expected)

    @pytest.mark.parametrize("name", [x for x, (key, _, _) in SHOPIFY.items() if key])
    def test_the_reply_around_it_is_named(self, shared: Shared, name: str) -> None:
        key, read, _ = SHOPIFY[name]
        found = says(read, told(shared, f"shopify/{name}"))
        assert found == [f"$ is a reply: read what stands at $.{key.partition('[')[0]}"]

    def test_no_file_is_left_out(self, shared: Shared) -> None:
        assert {x.stem for x in shared("real/shopify").glob("*.json")} == SHOPIFY.keys()

    def test_a_delivery_of_a_parcel_that_is_not_known(self, shared: Shared) -> None:
        event = told(shared, "shopify/fulfillment_event", "fulfillment_event")
        read = of(shopify.read_fulfillment_event, OTHER)
        assert says(read, event | {"status": "delivered"}) == [
            "$.fulfillment_id is 2608403447971, and the order knows no parcel of that name"
        ]


class TestWooCommerce:
    """Each file is what its row says, and so is each document in those that hold several."""

    @pytest.mark.parametrize("name", WOOCOMMERCE)
    def test_each(self, shared: Shared, name: str) -> None:
        key, read, expected = WOOCOMMERCE[name]
        check(read, told(shared, f"woocommerce/{name}", key), expected)

    def test_no_file_is_left_out(self, shared: Shared) -> None:
        assert {x.stem for x in shared("real/woocommerce").glob("*.json")} == WOOCOMMERCE.keys()

    def test_every_order_of_a_list_and_of_a_batch_is_read(self, shared: Shared) -> None:
        batch = told(shared, "woocommerce/orders_batch_response")
        orders = [
            *told(shared, "woocommerce/orders_list"),
            *(x for some in batch.values() for x in some),
        ]
        assert len(orders) == 6
        assert all(isinstance(says(woocommerce.read_order, order), dict) for order in orders)

    def test_every_refund_of_a_list_is_read(self, shared: Shared) -> None:
        read = partial(woocommerce.read_refund, order=WOO_ORDER)
        found = [read(refund).events for refund in told(shared, "woocommerce/refunds_list")]
        assert [[x.ref for x in events] for events in found] == [["726"], ["724"]]

    def test_alone_they_say_what_they_say_beside_their_order(self, shared: Shared) -> None:
        (order,) = [x for x in told(shared, "woocommerce/orders_list") if x["id"] == 723]
        documents = told(shared, "woocommerce/refunds_list")
        whole = woocommerce.read_order(order, documents).order
        known = woocommerce.read_order(order | {"refunds": []}).order
        for document in documents:
            (event,) = woocommerce.read_refund(document, known).events
            assert event in whole.history
