"""The GraphQL shape of documents that we have in that of REST, without the reader's tables.

Only what GraphQL tells goes over: amounts in both currencies, global ids, words in capitals.
"""

from collections.abc import Callable
from typing import Any

Document = dict[str, Any]
Connect = Callable[[list[Document]], Any]


def nodes(items: list[Document]) -> Document:
    """A whole connection, as ``nodes``."""
    return {"nodes": items, "pageInfo": {"hasNextPage": False}}


def edges(items: list[Document]) -> Document:
    """A whole connection, as ``edges``."""
    return {"edges": [{"node": item} for item in items], "pageInfo": {"hasNextPage": False}}


def gid(kind: str, id: object) -> str:
    """A global id."""
    return f"gid://shopify/{kind}/{id}"


def bag(pair: Document) -> Document:
    """An amount in both currencies."""
    return {
        side: {"amount": own["amount"], "currencyCode": own["currency_code"]}
        for side, own in (
            ("shopMoney", pair["shop_money"]),
            ("presentmentMoney", pair["presentment_money"]),
        )
    }


def graph_order(order: Document, connect: Connect = nodes) -> Document:
    """An order."""
    found = {
        "id": gid("Order", order["id"]),
        "name": order.get("name"),
        "createdAt": order["created_at"],
        "processedAt": order["processed_at"],
        "cancelledAt": order["cancelled_at"],
        "currencyCode": order["currency"],
        "presentmentCurrencyCode": order["presentment_currency"],
        "taxesIncluded": order["taxes_included"],
        "displayFinancialStatus": order["financial_status"].upper(),
        "displayFulfillmentStatus": _FULFILLED[order["fulfillment_status"]],
        "paymentGatewayNames": order["payment_gateway_names"],
        "sourceName": order["source_name"],
        "customer": {"id": gid("Customer", order["customer"]["id"])},
        "billingAddress": {"countryCodeV2": order["billing_address"]["country_code"]},
        "shippingAddress": {"countryCodeV2": order["shipping_address"]["country_code"]},
        "taxLines": [_tax(x) for x in order["tax_lines"]],
        "lineItems": connect([_line(x) for x in order["line_items"]]),
        "shippingLines": connect([_shipping(x) for x in order["shipping_lines"]]),
        "fulfillments": [_parcel(x, connect) for x in order["fulfillments"]],
        "refunds": [graph_refund(x, connect) for x in order["refunds"]],
    }
    for key, place in _TOTALS.items():
        if f"{key}_set" in order:
            found[place] = bag(order[f"{key}_set"])
    if "transactions" in order:
        found["transactions"] = [graph_transaction(x) for x in order["transactions"]]
        found["transactionsCount"] = {"count": len(order["transactions"])}
    return found


_FULFILLED = {None: "UNFULFILLED", "fulfilled": "FULFILLED", "partial": "PARTIALLY_FULFILLED"}
_TOTALS = {
    "current_total_price": "currentTotalPriceSet",
    "subtotal_price": "subtotalPriceSet",
    "total_discounts": "totalDiscountsSet",
    "total_price": "totalPriceSet",
    "total_shipping_price": "totalShippingPriceSet",
    "total_tax": "totalTaxSet",
}


def _tax(tax: Document) -> Document:
    return {"title": tax["title"], "rate": tax["rate"], "priceSet": bag(tax["price_set"])}


def _allocation(piece: Document) -> Document:
    return {"allocatedAmountSet": bag(piece["amount_set"])}


def _line(line: Document) -> Document:
    return {
        "id": gid("LineItem", line["id"]),
        "title": line["title"],
        "sku": line["sku"],
        "quantity": line["quantity"],
        "isGiftCard": line["gift_card"],
        "requiresShipping": line["requires_shipping"],
        "customAttributes": [{"key": x["name"], "value": x["value"]} for x in line["properties"]],
        "originalUnitPriceSet": bag(line["price_set"]),
        "totalDiscountSet": bag(line["total_discount_set"]),
        "taxLines": [_tax(x) for x in line["tax_lines"]],
        "discountAllocations": [_allocation(x) for x in line["discount_allocations"]],
    }


def _shipping(line: Document) -> Document:
    return {
        "id": gid("ShippingLine", line["id"]),
        "title": line["title"],
        "isRemoved": line["is_removed"],
        "originalPriceSet": bag(line["price_set"]),
        "discountedPriceSet": bag(line["discounted_price_set"]),
        "taxLines": [_tax(x) for x in line["tax_lines"]],
        "discountAllocations": [_allocation(x) for x in line["discount_allocations"]],
    }


def graph_transaction(move: Document) -> Document:
    """A transaction."""
    parent = move["parent_id"]
    return {
        "id": gid("OrderTransaction", move["id"]),
        "kind": move["kind"].upper(),
        "status": move["status"].upper(),
        "gateway": move["gateway"],
        "amountSet": bag(move["amount_set"]),
        "createdAt": move["created_at"],
        "processedAt": move["processed_at"],
        "parentTransaction": None if parent is None else {"id": gid("OrderTransaction", parent)},
    }


def _parcel(parcel: Document, connect: Connect) -> Document:
    found = {
        "id": gid("Fulfillment", parcel["id"]),
        "status": parcel["status"].upper(),
        "displayStatus": parcel["shipment_status"].upper(),
        "createdAt": parcel["created_at"],
        "updatedAt": parcel["updated_at"],
        "fulfillmentLineItems": connect(
            [
                {"lineItem": {"id": gid("LineItem", x["id"])}, "quantity": x["quantity"]}
                for x in parcel["line_items"]
            ]
        ),
    }
    if "events" in parcel:
        found["events"] = connect(
            [
                {"status": x["status"].upper(), "happenedAt": x["happened_at"]}
                for x in parcel["events"]
            ]
        )
    return found


def graph_refund(refund: Document, connect: Connect = nodes) -> Document:
    """A refund."""
    return {
        "id": gid("Refund", refund["id"]),
        "createdAt": refund["created_at"],
        "note": refund["note"],
        "refundLineItems": connect([_back(x) for x in refund["refund_line_items"]]),
        "refundShippingLines": connect(
            [
                {
                    "shippingLine": {"id": gid("ShippingLine", x["shipping_line"]["id"])},
                    "subtotalAmountSet": bag(x["subtotal_amount_set"]),
                    "taxAmountSet": bag(x["tax_amount_set"]),
                }
                for x in refund["refund_shipping_lines"]
            ]
        ),
        "orderAdjustments": connect(
            [
                {
                    "amountSet": bag(x["amount_set"]),
                    "taxAmountSet": bag(x["tax_amount_set"]),
                    "reason": "REFUND_DISCREPANCY",
                }
                for x in refund["order_adjustments"]
            ]
        ),
        "transactions": connect([graph_transaction(x) for x in refund["transactions"]]),
    }


def _back(piece: Document) -> Document:
    return {
        "lineItem": {"id": gid("LineItem", piece["line_item_id"])},
        "quantity": piece["quantity"],
        "restockType": piece["restock_type"].upper(),
        "subtotalSet": bag(piece["subtotal_set"]),
        "totalTaxSet": bag(piece["total_tax_set"]),
    }
