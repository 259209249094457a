"""Shopify: orders of its Admin interfaces, REST and GraphQL, and what happens to them.

An order is one JSON object. Of the REST interface it has inside what is served apart: its
transactions at ``transactions``, and the events of a fulfilment at ``fulfillments[*].events``. Both
may be missing. Of the GraphQL interface it has the fields that were asked for, under their own
names; lists may stand in ``nodes`` or ``edges``, and have to be whole. Both are read by the same
rules, and what is said of a document is said in its own paths.

How an order is read (with the names of REST):

- Amounts are those that the customer saw and paid (``presentment_money``); the shop's own, where it
  is another currency, are compared and not kept. Amounts are exact: text, or numbers that were
  parsed as ``Decimal``; a float is accepted only beside the pair that tells the same.
- A line costs its price times its quantity less its ``discount_allocations``, which hold discounts
  of the cart as well; ``total_discount`` may tell less, never more. ``taxes_included`` decides
  whether its ``tax_lines`` lie inside that.
- Shipping lines, tips, duties and additional fees are charges.
- Whatever is told twice has to agree: pairs of amounts, totals and their parts, a refund and its
  transactions where ``order_adjustments`` tell what they differ by, the financial status and what
  was taken and given back, the fulfilment status and the parcels, restocks and the parcels. Each
  disagreement is a problem with both figures. Where Shopify's words leave both open, it is assumed
  with both. Nothing is rounded or mended to make it fit.
- Successful sales and captures are payments, successful authorisations that were not voided are
  holds. A chain of transactions is one tender. Without transactions, an order that was paid or
  refunded counts as paid in full when it was placed. More can be paid than the total.
- Successful fulfilments are parcels, sent when they were created. They arrived at their event
  ``delivered``, or ``picked_up`` by the customer; without events, one with that
  ``shipment_status`` arrived when it last changed.
- Refunds give back units, price and tax by line. Restocked units had left and came back
  (``return``), or never left and were called off (``cancel``); others (``no_restock``) are kept. Of
  ``legacy_restock``, those that had not left by then were called off. A refund is pending while one
  of its transactions is, and failed when all are. What was given back less than lines and shipping
  come to is withheld; what was given back more is tied to nothing.
- Returns are told by GraphQL alone: asked for when they were made, agreed to when the request was
  approved, or at once when the shop made them. Units whose disposition says that they were there
  came back then. Those that are missing, or whose time is not told, are awaited. A refund of a
  return gives back its money; of its restocked units, those that had come are not counted twice.
  The reason of a line is kept as its word (``size_too_small``) or its definition's handle
  (``too-tight``); ``UNKNOWN`` is none. ``RETURN_REASONS`` says what the former mean.
- A cancelled order calls off what had not left.
- Ids are text. Names of a line's properties are its tags. The market is the country of the shipping
  address, or else of the billing address; the channel is ``source_name``.

Each of these that had to be taken for granted is in ``assumed`` with its path.

Refunds, returns, transactions, fulfilments and their events are also read alone, with the order
that they are of, as events of its history. What says nothing about an order is refused, with what
it is and what to read instead: drafts, calculated refunds, tender transactions and payouts.
"""

from collections.abc import Mapping, Sequence

from postsales.orders.order import Order
from postsales.wire import _shop_kinds as kinds
from postsales.wire._shop_alone import (
    PARCEL_EVENTS,
    PARCELS,
    REFUNDS,
    RETURNS,
    read_alone,
    read_moves,
)
from postsales.wire._shop_graph import ORDER
from postsales.wire._shop_order import DOCUMENT, read
from postsales.wire._shop_returns import RETURN_REASONS
from postsales.wire._shop_shape import Shape
from postsales.wire.documents import DocumentErrors, EventsReading, OrderReading

__all__ = [
    "RETURN_REASONS",
    "read_fulfillment",
    "read_fulfillment_event",
    "read_order",
    "read_refund",
    "read_return",
    "read_transactions",
]


def read_order(order: Mapping[str, object]) -> OrderReading:
    """Which order does a document of Shopify tell of?

    Raises:
        DocumentErrors: the document cannot be, or contradicts itself; with every problem.

    Example:
        >>> reading = read_order({
        ...     "id": 820982911946154508, "currency": "EUR", "taxes_included": True,
        ...     "created_at": "2026-03-02T10:15:00+01:00", "financial_status": "paid",
        ...     "total_price": "24.80", "payment_gateway_names": ["shopify_payments"],
        ...     "line_items": [{"id": 7, "quantity": 2, "price": "9.95"}],
        ...     "shipping_lines": [{"id": 8, "price": "4.90"}],
        ... })
        >>> reading.order.position(at="2026-03-04T12:00Z").refundable
        Money.of('24.80', 'EUR')
        >>> reading.order.id, [path for path, _ in reading.assumed]
        ('820982911946154508', ['$.financial_status'])
    """
    kinds.check(DOCUMENT, kinds.ORDER, order)
    if not kinds.is_graph([order]):
        return read(order)
    shape = Shape(ORDER)
    try:
        found = read(shape.of(order))
    except DocumentErrors as errors:
        problems = [*shape.problems, *map(shape.problem, errors)]
        raise DocumentErrors(DOCUMENT, problems) from None
    if shape.problems:
        raise DocumentErrors(DOCUMENT, shape.problems)
    assumed = [*shape.assumed, *(shape.assumption(*x) for x in found.assumed)]
    return OrderReading(
        found.order,
        unmapped=shape.unmapped(found.unmapped),
        assumed=tuple(dict.fromkeys(assumed)),
    )


def read_refund(refund: Mapping[str, object], order: Order) -> EventsReading:
    """What does a refund of Shopify say has happened to its order?

    Units that were restocked and that the order knows to be back, or called off, are not counted
    again. A refund that the order knows already gives the same events, which count once.

    Raises:
        DocumentErrors: the refund cannot be, or does not fit the order; with every problem.

    Example:
        >>> from postsales import EUR, Line, Paid, Shipped, Tender
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15Z",
        ...     lines=[Line("7", quantity=2, total=EUR("19.90"))],
        ...     history=[
        ...         Paid(EUR("19.90"), tender=Tender.card("31"), at="2026-03-02T10:15Z", ref="31"),
        ...         Shipped({"7": 2}, at="2026-03-03T10:15Z"),
        ...     ],
        ... )
        >>> found = read_refund({
        ...     "id": 51, "order_id": 1001, "created_at": "2026-03-20T09:00:00Z",
        ...     "refund_line_items": [{
        ...         "line_item_id": 7, "quantity": 1, "restock_type": "return", "subtotal": "9.95",
        ...     }],
        ...     "transactions": [{
        ...         "id": 61, "kind": "refund", "status": "success", "amount": "9.95",
        ...         "parent_id": 31, "created_at": "2026-03-20T09:00:00Z",
        ...     }],
        ... }, order)
        >>> order.after(*found.events).position(at="2026-03-21T09:00Z").refundable
        Money.of('9.95', 'EUR')
    """
    return read_alone(REFUNDS, refund, order)


def read_return(told: Mapping[str, object], order: Order) -> EventsReading:
    """What does a return of Shopify's GraphQL interface say has happened to its order?

    Its refunds are not read: the order tells them, or ``read_refund``. Told again as it went on, it
    gives the events that are known once more, which count once, and the new ones. Units that were
    back with a refund of the return already do not come back again.

    Raises:
        DocumentErrors: the return cannot be, or does not fit the order; with every problem.

    Example:
        >>> from postsales import EUR, Delivered, Line
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15Z",
        ...     lines=[Line("7", quantity=2, total=EUR("19.90"))],
        ...     history=[Delivered({"7": 2}, at="2026-03-05T10:15Z")],
        ... )
        >>> line = {"lineItem": {"id": "gid://shopify/LineItem/7"}}
        >>> found = read_return({
        ...     "id": "gid://shopify/Return/5", "status": "REQUESTED",
        ...     "createdAt": "2026-03-20T09:00:00Z", "requestApprovedAt": None, "closedAt": None,
        ...     "returnLineItems": {
        ...         "nodes": [{"quantity": 1, "fulfillmentLineItem": line}],
        ...         "pageInfo": {"hasNextPage": False},
        ...     },
        ... }, order)
        >>> [(type(event).__name__, event.ref) for event in found.events]
        [('ReturnRequested', '5')]
    """
    return read_alone(RETURNS, told, order)


def read_transactions(
    transactions: Mapping[str, object] | Sequence[Mapping[str, object]], order: Order
) -> EventsReading:
    """What do transactions of Shopify, one or a list, say has happened to their order?

    Money that was given back is tied to no line. The refund that it belongs to tells more; read one
    of the two, or it counts twice. An order that was read without its transactions has to be read
    again with them.

    Raises:
        DocumentErrors: a transaction cannot be, or does not fit the order; with every problem.

    Example:
        >>> from postsales import EUR, Line
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15Z",
        ...     lines=[Line("7", quantity=2, total=EUR("19.90"))],
        ... )
        >>> found = read_transactions({
        ...     "id": 31, "order_id": 1001, "kind": "sale", "status": "success", "amount": "19.90",
        ...     "gateway": "shopify_payments", "created_at": "2026-03-02T10:16:00Z",
        ... }, order)
        >>> [(type(event).__name__, event.ref) for event in found.events], found.order
        ([('Paid', '31')], '1001')
    """
    return read_moves("Shopify transactions", transactions, order)


def read_fulfillment(fulfillment: Mapping[str, object], order: Order) -> EventsReading:
    """What does a fulfilment of Shopify say has happened to its order?

    Units that are known to have arrived in it do not arrive again.

    Raises:
        DocumentErrors: the fulfilment cannot be, or does not fit the order, which may know that it
            left though it was cancelled since; with every problem.

    Example:
        >>> from postsales import EUR, Line
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15Z",
        ...     lines=[Line("7", quantity=2, total=EUR("19.90"))],
        ... )
        >>> found = read_fulfillment({
        ...     "id": 41, "order_id": 1001, "status": "success",
        ...     "created_at": "2026-03-03T10:15:00Z", "line_items": [{"id": 7, "quantity": 2}],
        ... }, order)
        >>> order.after(*found.events).position(at="2026-03-04T09:00Z").units("7").in_transit
        2
    """
    return read_alone(PARCELS, fulfillment, order)


def read_fulfillment_event(event: Mapping[str, object], order: Order) -> EventsReading:
    """What does an event of a fulfilment of Shopify say has happened to its order?

    A delivery is of the units that left in its parcel, less those that are known to have arrived.
    Other events say nothing of where units are, and so there is none.

    Raises:
        DocumentErrors: the event cannot be, or the order knows no parcel of its; with every
            problem.

    Example:
        >>> from postsales import EUR, Line, Shipped
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15Z",
        ...     lines=[Line("7", quantity=2, total=EUR("19.90"))],
        ...     history=[Shipped({"7": 2}, at="2026-03-03T10:15Z", ref="41")],
        ... )
        >>> found = read_fulfillment_event({
        ...     "id": 91, "order_id": 1001, "fulfillment_id": 41, "status": "delivered",
        ...     "happened_at": "2026-03-05T12:30:00Z",
        ... }, order)
        >>> order.after(*found.events).position(at="2026-03-06T09:00Z").units("7").delivered
        2
    """
    return read_alone(PARCEL_EVENTS, event, order)
