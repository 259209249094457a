"""Small documents of our own, in the shape that WooCommerce serves: change what a case is about."""

from copy import deepcopy
from typing import Any

Document = dict[str, Any]

MUGS: Document = {
    "id": 11,
    "name": "Mug &amp; saucer",
    "product_id": 501,
    "quantity": 3,
    "subtotal": "30.00",
    "total": "30.00",
    "total_tax": "3.00",
    "taxes": [{"id": 5, "total": "3", "subtotal": "3"}],
    "meta_data": [],
    "sku": "MUG-1",
    "price": 10,
}
POT: Document = {
    "id": 12,
    "name": "Pot",
    "product_id": 502,
    "quantity": 1,
    "subtotal": "25.00",
    "total": "20.00",
    "total_tax": "2.00",
    "taxes": [{"id": 5, "total": "2.00", "subtotal": "2.50"}],
    "meta_data": [{"id": 1, "key": "glaze", "value": "blue"}],
    "sku": "",
    "price": 20,
}
DELIVERY: Document = {
    "id": 13,
    "method_title": "Courier",
    "method_id": "flat_rate",
    "total": "5.00",
    "total_tax": "0.50",
    "taxes": [{"id": 5, "total": "0.5", "subtotal": ""}],
    "meta_data": [],
}
TAX: Document = {
    "id": 14,
    "rate_id": 5,
    "rate_code": "VAT-5",
    "label": "VAT",
    "compound": False,
    "tax_total": "5.00",
    "shipping_tax_total": "0.50",
}


def woo(**changes: Any) -> Document:
    """An order of three mugs and a pot, paid by card and sent: 50.00, 5.00 delivery, 5.50 tax."""
    return deepcopy(
        {
            "id": 41,
            "parent_id": 0,
            "number": "41",
            "status": "completed",
            "currency": "EUR",
            "created_via": "checkout",
            "date_created": "2026-03-02T10:15:00",
            "date_created_gmt": "2026-03-02T09:15:00",
            "date_modified_gmt": "2026-03-04T08:00:00",
            "date_paid_gmt": "2026-03-02T09:16:00",
            "date_completed_gmt": "2026-03-03T15:00:00",
            "discount_total": "5.00",
            "total": "60.50",
            "total_tax": "5.50",
            "prices_include_tax": False,
            "customer_id": 7,
            "customer_note": "",
            "billing": {"first_name": "A", "country": "FR"},
            "shipping": {"first_name": "B", "country": "DE"},
            "payment_method": "stripe",
            "payment_method_title": "Card",
            "transaction_id": "ch_41",
            "meta_data": [],
            "line_items": [MUGS, POT],
            "tax_lines": [TAX],
            "shipping_lines": [DELIVERY],
            "fee_lines": [],
            "coupon_lines": [{"id": 15, "code": "spring", "discount": "5.00"}],
            "refunds": [],
            "_links": {"self": [{"href": "https://shop.example/orders/41"}]},
        }
        | changes
    )


def untaxed(*nets: str, total: str, **changes: Any) -> Document:
    """An order of single units without tax or delivery."""
    lines = [
        {"id": place, "quantity": 1, "total": net, "taxes": []}
        for place, net in enumerate(nets, start=1)
    ]
    return woo(line_items=lines, tax_lines=[], shipping_lines=[], total=total, **changes)


def taxed(*pairs: tuple[str, str], total: str, tax: str, **changes: Any) -> Document:
    """An order of single units with one tax, and what its tax line says."""
    lines = [
        {"id": place, "quantity": 1, "total": net, "taxes": [{"id": 5, "total": amount}]}
        for place, (net, amount) in enumerate(pairs, start=1)
    ]
    rates = [{"rate_id": 5, "label": "VAT", "tax_total": tax, "shipping_tax_total": "0.00"}]
    return woo(line_items=lines, tax_lines=rates, shipping_lines=[], total=total, **changes)


def fee(net: str, tax: str = "", id: int = 20) -> Document:
    """A fee; below zero it is a discount."""
    taxes = [{"id": 5, "total": tax}] if tax else []
    return {"id": id, "name": "Fee", "total": net, "taxes": taxes}


def entry(id: int, total: str, reason: str = "") -> Document:
    """A refund as its order lists it."""
    return {"id": id, "reason": reason, "total": total}


def refund(id: int, amount: str, *lines: Document, **changes: Any) -> Document:
    """The document of a refund."""
    return {
        "id": id,
        "date_created_gmt": "2026-03-10T12:00:00",
        "amount": amount,
        "reason": "",
        "refunded_by": 1,
        "refunded_payment": True,
        "line_items": list(lines),
    } | changes


def back(of: object, quantity: int, net: str, tax: str = "", rate: int = 5) -> Document:
    """A piece of a refund: what it gives back of one item."""
    return {
        "id": 90,
        "quantity": quantity,
        "total": net,
        "taxes": [{"id": rate, "total": tax}] if tax else [],
        "meta_data": [{"id": 1, "key": "_refunded_item_id", "value": of}],
    }
