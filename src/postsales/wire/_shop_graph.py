"""Where Shopify's GraphQL interface tells what its REST interface tells of an order.

Rules of this file: tables only. What the interface says again in other words stands in ``again``;
whatever is in neither place is unmapped.

Source: the objects of Shopify's GraphQL Admin interface, versions 2025-10 and 2026-10: Order,
LineItem, ShippingLine, TaxLine, DiscountAllocation, OrderTransaction, Fulfillment,
FulfillmentEvent, FulfillmentLineItem, Refund, RefundLineItem, RefundShippingLine, OrderAdjustment,
Return, ReturnLineItem, ReturnReasonDefinition, MoneyBag, and the enums of their statuses and
reasons. Refunded shipping is no order adjustment there (Shopify's changelog, 2024-10).
"""

from postsales.wire._shop_shape import BAG, Each, Id, Inside, Plain, Style, Table, Told, Word

__all__ = ["ORDER", "PARCEL", "REFUND", "RETURN", "TRANSACTION"]


def _amounts(**where: str) -> dict[str, Told]:
    """Amounts in both currencies, by our keys without their ending."""
    return {f"{key}_set": Inside(place, BAG) for key, place in where.items()}


_TYPE = frozenset({"__typename"})

_TAX = Table(
    {"rate": Plain("rate"), "title": Plain("title"), **_amounts(price="priceSet")},
    _TYPE | {"ratePercentage", "price", "channelLiable"},
)
_ALLOCATION = Table(
    _amounts(amount="allocatedAmountSet"), _TYPE | {"allocatedAmount", "discountApplication"}
)
_LINE = Table(
    {
        "id": Id("id", "LineItem"),
        "title": Plain("title"),
        "sku": Plain("sku"),
        "quantity": Plain("quantity"),
        "gift_card": Plain("isGiftCard"),
        "requires_shipping": Plain("requiresShipping"),
        "properties": Each(
            "customAttributes",
            Table({"name": Plain("key"), "value": Plain("value")}),
            style=Style.LIST,
        ),
        "tax_lines": Each("taxLines", _TAX, style=Style.LIST),
        "discount_allocations": Each("discountAllocations", _ALLOCATION, style=Style.LIST),
        **_amounts(price="originalUnitPriceSet", total_discount="totalDiscountSet"),
    },
    _TYPE
    | {
        "currentQuantity",
        "discountedTotalSet",
        "discountedUnitPriceAfterAllDiscountsSet",
        "discountedUnitPriceSet",
        "fulfillableQuantity",
        "fulfillmentStatus",
        "name",
        "nonFulfillableQuantity",
        "originalTotalSet",
        "refundableQuantity",
        "unfulfilledQuantity",
    },
)
_SHIPPING = Table(
    {
        "id": Id("id", "ShippingLine"),
        "title": Plain("title"),
        "is_removed": Plain("isRemoved"),
        "tax_lines": Each("taxLines", _TAX, style=Style.LIST),
        "discount_allocations": Each("discountAllocations", _ALLOCATION, style=Style.LIST),
        **_amounts(price="originalPriceSet", discounted_price="discountedPriceSet"),
    },
    _TYPE | {"currentDiscountedPriceSet"},
)
# A transaction that awaits an answer has moved nothing yet, as a pending one.
TRANSACTION = Table(
    {
        "id": Id("id", "OrderTransaction"),
        "order_id": Id("order.id", "Order"),
        "kind": Word("kind"),
        "status": Word("status", {"AWAITING_RESPONSE": "pending"}),
        "gateway": Plain("gateway"),
        "amount": Plain("amountSet.presentmentMoney.amount"),
        "currency": Plain("amountSet.presentmentMoney.currencyCode"),
        "created_at": Plain("createdAt"),
        "processed_at": Plain("processedAt"),
        "parent_id": Id("parentTransaction.id", "OrderTransaction"),
        "payment_details": Inside(
            "paymentDetails", Table({"credit_card_company": Plain("company")}, _TYPE)
        ),
        **_amounts(amount="amountSet"),
    },
    _TYPE | {"formattedGateway"},
)
_EVENT = Table(
    {"status": Word("status"), "happened_at": Plain("happenedAt")}, _TYPE | {"id", "createdAt"}
)
# What is only said of the parcel's making, and not of its way, says nothing of where it is.
_NO_WAY = ("CANCELED", "FULFILLED", "MARKED_AS_FULFILLED", "SUBMITTED", "LABEL_VOIDED")
PARCEL = Table(
    {
        "id": Id("id", "Fulfillment"),
        "order_id": Id("order.id", "Order"),
        "status": Word("status"),
        "created_at": Plain("createdAt"),
        "updated_at": Plain("updatedAt"),
        "delivered_at": Plain("deliveredAt"),
        "shipment_status": Word(
            "displayStatus", {"NOT_DELIVERED": "failure", **dict.fromkeys(_NO_WAY)}
        ),
        "line_items": Each(
            "fulfillmentLineItems",
            Table(
                {"id": Id("lineItem.id", "LineItem"), "quantity": Plain("quantity")},
                _TYPE | {"id", "originalTotalSet", "discountedTotalSet"},
            ),
        ),
        "events": Each("events", _EVENT),
    },
    _TYPE | {"legacyResourceId", "name", "totalQuantity", "requiresShipping"},
)
REFUND = Table(
    {
        "id": Id("id", "Refund"),
        "order_id": Id("order.id", "Order"),
        "created_at": Plain("createdAt"),
        "processed_at": Plain("processedAt"),
        "note": Plain("note"),
        "return": Inside("return", Table({"id": Id("id", "Return")}, _TYPE | {"name"})),
        "refund_line_items": Each(
            "refundLineItems",
            Table(
                {
                    "line_item_id": Id("lineItem.id", "LineItem"),
                    "quantity": Plain("quantity"),
                    "restock_type": Word("restockType"),
                    **_amounts(subtotal="subtotalSet", total_tax="totalTaxSet"),
                },
                _TYPE | {"id", "priceSet", "restocked"},
            ),
        ),
        "refund_shipping_lines": Each(
            "refundShippingLines",
            Table(
                {
                    "shipping_line": Inside(
                        "shippingLine", Table({"id": Id("id", "ShippingLine")}, _TYPE)
                    ),
                    **_amounts(subtotal_amount="subtotalAmountSet", tax_amount="taxAmountSet"),
                },
                _TYPE | {"id"},
            ),
        ),
        "duties": Each(
            "duties",
            Table(_amounts(amount="amountSet"), _TYPE | {"originalDuty"}),
            style=Style.LIST,
        ),
        "order_adjustments": Each(
            "orderAdjustments",
            Table(
                {**_amounts(amount="amountSet", tax_amount="taxAmountSet")},
                _TYPE | {"id", "reason"},
            ),
        ),
        "transactions": Each("transactions", TRANSACTION),
    },
    _TYPE | {"legacyResourceId", "updatedAt"},
)
_DELIVERABLE = Table(
    {"label": Inside("label", Table({"at": Plain("createdAt")}, _TYPE | {"updatedAt"}))}, _TYPE
)
_LINE_OF_RETURN = "fulfillmentLineItem.lineItem.id"
RETURN = Table(
    {
        "id": Id("id", "Return"),
        "order_id": Id("order.id", "Order"),
        "status": Word("status"),
        "created_at": Plain("createdAt"),
        "approved_at": Plain("requestApprovedAt"),
        "closed_at": Plain("closedAt"),
        "total": Plain("totalQuantity"),
        "lines": Each(
            "returnLineItems",
            Table(
                {
                    "line": Id(_LINE_OF_RETURN, "LineItem"),
                    "kind": Plain("__typename"),
                    "units": Plain("quantity"),
                    "processed": Plain("processedQuantity"),
                    "refunded": Plain("refundedQuantity"),
                    "reason": Word("returnReason"),
                    "defined": Plain("returnReasonDefinition.handle"),
                },
                frozenset(
                    {"id", "processableQuantity", "refundableQuantity", "unprocessedQuantity"}
                ),
            ),
        ),
        "back": Each(
            "reverseFulfillmentOrders",
            Table(
                {
                    "lines": Each(
                        "lineItems",
                        Table(
                            {
                                "line": Id(_LINE_OF_RETURN, "LineItem"),
                                "units": Plain("totalQuantity"),
                                "found": Each(
                                    "dispositions",
                                    Table(
                                        {
                                            "id": Plain("id"),
                                            "what": Word("type"),
                                            "units": Plain("quantity"),
                                            "at": Plain("createdAt"),
                                        },
                                        _TYPE,
                                    ),
                                    style=Style.LIST,
                                ),
                            },
                            _TYPE | {"id"},
                        ),
                    ),
                    "ways": Each(
                        "reverseDeliveries",
                        Table(
                            {"deliverable": Inside("deliverable", _DELIVERABLE)},
                            _TYPE | {"id", "reverseDeliveryLineItems"},
                        ),
                    ),
                },
                _TYPE | {"id", "status"},
            ),
        ),
    },
    _TYPE | {"name", "refunds"},
)
# What a shop intends to send says nothing of what left.
_INTENDED = (
    "IN_PROGRESS",
    "ON_HOLD",
    "PENDING_FULFILLMENT",
    "REQUEST_DECLINED",
    "SCHEDULED",
)
_ADDRESS = Table({"country_code": Plain("countryCodeV2")}, _TYPE | {"countryCode"})
ORDER = Table(
    {
        "id": Id("id", "Order"),
        "currency": Plain("currencyCode"),
        "presentment_currency": Plain("presentmentCurrencyCode"),
        "taxes_included": Plain("taxesIncluded"),
        "created_at": Plain("createdAt"),
        "processed_at": Plain("processedAt"),
        "cancelled_at": Plain("cancelledAt"),
        "closed_at": Plain("closedAt"),
        "financial_status": Word("displayFinancialStatus"),
        "fulfillment_status": Word(
            "displayFulfillmentStatus",
            {
                "PARTIALLY_FULFILLED": "partial",
                "OPEN": "unfulfilled",
                **dict.fromkeys(_INTENDED),
            },
        ),
        "payment_gateway_names": Plain("paymentGatewayNames"),
        "source_name": Plain("sourceName"),
        "customer": Inside("customer", Table({"id": Id("id", "Customer")}, _TYPE)),
        "shipping_address": Inside("shippingAddress", _ADDRESS),
        "billing_address": Inside("billingAddress", _ADDRESS),
        "line_items": Each("lineItems", _LINE),
        "shipping_lines": Each("shippingLines", _SHIPPING),
        "tax_lines": Each("taxLines", _TAX, style=Style.LIST),
        "transactions": Each("transactions", TRANSACTION, style=Style.LIST),
        "transactions_count": Plain("transactionsCount.count"),
        "fulfillments": Each("fulfillments", PARCEL, style=Style.LIST),
        "fulfillments_count": Plain("fulfillmentsCount.count"),
        "refunds": Each("refunds", REFUND, style=Style.LIST),
        "graph_returns": Each("returns", RETURN),
        **_amounts(
            current_total_price="currentTotalPriceSet",
            original_total_additional_fees="originalTotalAdditionalFeesSet",
            original_total_duties="originalTotalDutiesSet",
            subtotal_price="subtotalPriceSet",
            total_cash_rounding_payment_adjustment="totalCashRoundingAdjustment.paymentSet",
            total_cash_rounding_refund_adjustment="totalCashRoundingAdjustment.refundSet",
            total_discounts="totalDiscountsSet",
            total_outstanding="totalOutstandingSet",
            total_price="totalPriceSet",
            total_shipping_price="totalShippingPriceSet",
            total_tax="totalTaxSet",
            total_tip_received="totalTipReceivedSet",
        ),
    },
    _TYPE
    | {
        "currentShippingPriceSet",
        "currentSubtotalPriceSet",
        "currentTaxLines",
        "currentTotalDiscountsSet",
        "currentTotalTaxSet",
        "legacyResourceId",
        "shippingLine",
    },
)
