"""Small documents of our own, in the shape that Shopify serves: change what a case is about."""

from copy import deepcopy
from typing import Any

Document = dict[str, Any]

SHIRTS: Document = {
    "id": 820982911946154508,
    "title": "Shirt",
    "sku": "SHIRT-M",
    "quantity": 3,
    "price": "20.00",
    "total_discount": "0.00",
    "requires_shipping": True,
    "gift_card": False,
    "properties": [{"name": "engraving", "value": "A."}],
    "tax_lines": [{"title": "VAT", "rate": 0.1, "price": "5.40"}],
    "discount_allocations": [{"amount": "6.00", "discount_application_index": 0}],
}
MUG: Document = {
    "id": 12,
    "title": "Mug",
    "sku": "",
    "quantity": 1,
    "price": "10.00",
    "tax_lines": [{"title": "VAT", "rate": "0.1", "price": "1.00"}],
}
DELIVERY: Document = {
    "id": 13,
    "title": "Courier",
    "price": "5.00",
    "discounted_price": "5.00",
    "tax_lines": [{"title": "VAT", "rate": 0.1, "price": "0.50"}],
    "discount_allocations": [],
}
SALE: Document = {
    "id": 31,
    "kind": "sale",
    "status": "success",
    "gateway": "shopify_payments",
    "amount": "75.90",
    "currency": "EUR",
    "created_at": "2026-03-02T10:16:00+01:00",
}
PARCEL: Document = {
    "id": 41,
    "status": "success",
    "created_at": "2026-03-03T16:00:00+01:00",
    "updated_at": "2026-03-05T12:00:00+01:00",
    "shipment_status": "delivered",
    "line_items": [{"id": 820982911946154508, "quantity": 3}, {"id": 12, "quantity": 1}],
    "events": [
        {"status": "in_transit", "happened_at": "2026-03-04T09:00:00+01:00"},
        {"status": "delivered", "happened_at": "2026-03-05T11:30:00+01:00"},
    ],
}


def shop(**changes: Any) -> Document:
    """Three shirts and a mug: 64.00, 5.00 delivery, 6.90 tax on top, paid and delivered."""
    return deepcopy(
        {
            "id": 1001,
            "name": "#1001",
            "created_at": "2026-03-02T10:15:00+01:00",
            "processed_at": None,
            "cancelled_at": None,
            "currency": "EUR",
            "presentment_currency": "EUR",
            "taxes_included": False,
            "total_line_items_price": "70.00",
            "total_discounts": "6.00",
            "subtotal_price": "64.00",
            "total_shipping_price_set": money("5.00"),
            "total_tax": "6.90",
            "total_price": "75.90",
            "total_price_set": money("75.90"),
            "tax_lines": [{"title": "VAT", "rate": 0.1, "price": "6.90"}],
            "financial_status": "paid",
            "fulfillment_status": "fulfilled",
            "payment_gateway_names": ["shopify_payments"],
            "source_name": "web",
            "customer": {"id": 7},
            "shipping_address": {"country_code": "DE"},
            "billing_address": {"country_code": "FR"},
            "line_items": [SHIRTS, MUG],
            "shipping_lines": [DELIVERY],
            "transactions": [SALE],
            "fulfillments": [PARCEL],
            "refunds": [],
            "discount_codes": [{"code": "SPRING", "amount": "6.00", "type": "fixed_amount"}],
        }
        | changes
    )


def money(shop: str, paid: str | None = None, codes: tuple[str, str] = ("EUR", "EUR")) -> Document:
    """An amount in both currencies."""
    return {
        "shop_money": {"amount": shop, "currency_code": codes[0]},
        "presentment_money": {"amount": paid or shop, "currency_code": codes[1]},
    }


def plain(*prices: str, total: str, **changes: Any) -> Document:
    """An order of single units without tax, discounts, delivery or history."""
    lines = [{"id": n, "quantity": 1, "price": price} for n, price in enumerate(prices, start=1)]
    return {
        "id": 1001,
        "created_at": "2026-03-02T10:15:00+01:00",
        "currency": "EUR",
        "taxes_included": False,
        "total_price": total,
        "line_items": lines,
    } | changes


def move(id: int, kind: str, amount: str, **changes: Any) -> Document:
    """A transaction."""
    return SALE | {"id": id, "kind": kind, "amount": amount} | changes


def back(line: int, quantity: int, subtotal: str, tax: str = "0.00", **changes: Any) -> Document:
    """What a refund gives back of a line."""
    return {
        "id": 90,
        "line_item_id": line,
        "quantity": quantity,
        "restock_type": "return",
        "subtotal": subtotal,
        "total_tax": tax,
    } | changes


def refund(*lines: Document, given: str | None = None, **changes: Any) -> Document:
    """A refund, with one transaction back to the sale when an amount is given."""
    moves = [] if given is None else [move(61, "refund", given, parent_id=31)]
    return {
        "id": 51,
        "created_at": "2026-03-10T12:00:00+01:00",
        "note": "torn",
        "refund_line_items": list(lines),
        "order_adjustments": [],
        "transactions": moves,
    } | changes


def adjusted(kind: str, amount: str, tax: str = "0.00") -> Document:
    """What Shopify says a refund differs by."""
    return {"id": 71, "kind": kind, "amount": amount, "tax_amount": tax}


def partly(*given: Document, **changes: Any) -> Document:
    """The order of ``shop`` with refunds."""
    return shop(refunds=list(given), financial_status="partially_refunded", **changes)
