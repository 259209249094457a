"""WooCommerce: orders of its REST interface, version 3, and the refunds of an order.

How an order is read:

- Instants are the ``_gmt`` fields. The others are the shop's wall time and are not read.
- Amounts of lines, shipping and fees are told without tax and after coupons, and every tax beside
  them, by rate. ``prices_include_tax`` decides whether our taxes are included or added; a line's
  ``total`` is all in, either way.
- Taxes are told finer than the currency has decimals. What is whole stays; anything else is
  rounded to a neighbour, the largest fractions up: taxes so that they add up to the tax line of
  their rate, prices with tax inside so that they add up to the order's total. Where taxes on top,
  so rounded, miss the total, all are rounded towards the total instead. An order that still does
  not add up is refused.
- Fees below zero are discounts, shared over the lines.
- ``date_paid_gmt`` is a payment of the total; without it a processing, completed or refunded order,
  or one with refunds, was paid when it was placed. One transaction is one tender.
- ``date_completed_gmt`` of a completed or refunded order is the dispatch of every unit. Deliveries
  are not told: terms that count from them alone refer, a fallback to ``Shipped`` works.
- A cancelled order is called off at its last change. Pending, on-hold and failed orders are unpaid
  and unshipped. Drafts and orders in the trash are refused.
- Refunds inside an order have neither date nor lines: they were made at its last change, of the
  order as a whole. With the refund's own document they have both. Whether refunded units came back
  is not told, so they count as kept. A refunded order gave back everything.
- Line ids are those of the line items, as text; names stay as they are told, HTML entities and all.
  Every line is of kind goods. Customers without an account have no identity and are left out.

A refund is also read alone, with the order that it is of, as an event of its history. Lines that a
discount lowered can be named at their prices before it where the discount is given back as well.

Each of these that was made use of is in ``assumed`` with its path; refunds handed in beside the
order have paths such as ``refunds[0]:$.amount``.
"""

from collections.abc import Mapping, Sequence

from postsales.basics._errors import PostsalesError
from postsales.orders.order import Order
from postsales.wire._reader import Reader
from postsales.wire._woo_alone import read_refund_alone
from postsales.wire._woo_history import history
from postsales.wire._woo_kinds import check
from postsales.wire._woo_sold import charges_of, lines_of, sold, step_of
from postsales.wire._woo_told import ToldOrder, told
from postsales.wire.documents import EventsReading, OrderReading

__all__ = ["read_order", "read_refund"]


def read_order(
    order: Mapping[str, object], refunds: Sequence[Mapping[str, object]] = ()
) -> OrderReading:
    """Which order does a document of WooCommerce tell of?

    ``refunds`` are the documents of the order's refunds, if they are at hand: they tell dates and
    lines that the order does not.

    Rounding: see the module; every amount that was moved is in ``assumed``.

    Raises:
        DocumentErrors: the documents cannot be, or do not add up; with every problem.

    Example:
        >>> reading = read_order({
        ...     "id": 1001, "status": "completed", "currency": "EUR", "total": "24.80",
        ...     "date_created_gmt": "2026-03-02T09:15:00",
        ...     "date_modified_gmt": "2026-03-03T15:00:00",
        ...     "date_paid_gmt": "2026-03-02T09:16:00",
        ...     "date_completed_gmt": "2026-03-03T15:00:00",
        ...     "payment_method": "stripe", "transaction_id": "ch_1", "prices_include_tax": False,
        ...     "line_items": [{"id": 7, "quantity": 2, "total": "19.90", "taxes": []}],
        ...     "shipping_lines": [{"id": 8, "total": "4.90", "taxes": []}],
        ...     "fee_lines": [], "tax_lines": [], "refunds": [],
        ... })
        >>> reading.order.position(at="2026-03-04T12:00Z").refundable
        Money.of('24.80', 'EUR')
        >>> [path for path, _ in reading.assumed]
        ['$.line_items', '$.date_completed_gmt']
    """
    check("WooCommerce order", order, wanted="an order")
    reader = Reader("WooCommerce order")
    found = told(reader, order, refunds)
    reader.finish()
    _whole(reader, found)
    reader.finish()
    reader.assume("$.line_items", "every line is goods; WooCommerce does not say what is digital")
    made = _order(reader, found)
    return OrderReading(made, unmapped=reader.unmapped, assumed=reader.assumed)


def read_refund(refund: Mapping[str, object], order: Order) -> EventsReading:
    """What does a refund of WooCommerce say has happened to its order?

    Taxes are told by their rates; which of the order's they are is told by ``tax_lines``, or else
    by their place, and that is assumed. A refund that the order knows already gives the same event,
    which counts once; one that it knows as a bare amount cannot be told again with its lines, so
    read the order again with it.

    Raises:
        DocumentErrors: the refund cannot be, or does not fit the order; with every problem.

    Example:
        >>> from postsales import EUR, Line, Paid, Tender
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15Z",
        ...     lines=[Line("7", quantity=2, total=EUR("19.90"))],
        ...     history=[Paid(EUR("19.90"), tender=Tender.card("ch"), at="2026-03-02T10:15Z")],
        ... )
        >>> found = read_refund({
        ...     "id": 12, "parent_id": 1001, "amount": "5.00", "reason": "late",
        ...     "date_created_gmt": "2026-03-10T11:00:00", "line_items": [],
        ... }, order)
        >>> order.after(*found.events).position(at="2026-03-11T09:00Z").refundable
        Money.of('14.90', 'EUR')
    """
    check("WooCommerce refund", refund, wanted="a refund")
    return read_refund_alone(refund, order)


def _whole(reader: Reader, found: ToldOrder) -> None:
    """What was paid and given back has no more decimals than the currency."""
    step = step_of(found)
    paths = {"$.total": found.total} | {x.path: x.amount for x in found.refunds}
    for path, figure in paths.items():
        if figure % step:
            exponent = found.currency.exponent
            reader.wrong(path, f"is finer than {found.currency} is paid: {exponent} decimals")


def _order(reader: Reader, found: ToldOrder) -> Order:
    items = sold(reader, found)
    lines = lines_of(reader, found, items.lines)
    charges = charges_of(reader, found, items.charges)
    events = history(reader, found, items)
    reader.finish()
    try:
        return Order(
            id=found.id,
            placed_at=found.created_at,
            lines=lines,
            charges=charges,
            history=events,
            customer=found.customer,
            channel=found.channel,
        )
    except PostsalesError as error:
        reader.impossible("$", error)
        raise reader.errors() from None
