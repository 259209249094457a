"""Shopify: orders of its REST Admin interface.

An order is one JSON object, with what the interface serves apart put inside: its transactions at
``transactions``, and the events of a fulfilment at ``fulfillments[*].events``. Both may be missing.

How an order is read:

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
  ``delivered``; without events, one with that ``shipment_status`` arrived when it last changed.
- Refunds give back units, price and tax by line. Restocked units had left and came back
  (``return``), or never left and were called off (``cancel``); others (``no_restock``) are kept. Of
  ``legacy_restock``, those that had not left by then were called off. A refund is pending while one
  of its transactions is, and failed when all are. What was given back less than lines and shipping
  come to is withheld; what was given back more is tied to nothing.
- A cancelled order calls off what had not left.
- Ids are text. Names of a line's properties are its tags. The market is the country of the shipping
  address, or else of the billing address; the channel is ``source_name``.

Each of these that had to be taken for granted is in ``assumed`` with its path.
"""

from collections.abc import Mapping
from typing import Protocol

from postsales.basics._errors import PostsalesError
from postsales.basics.money import Money
from postsales.orders.charges import Charge
from postsales.orders.lines import Line, Tax
from postsales.orders.order import Order
from postsales.wire._reader import Reader
from postsales.wire._shop_copies import compare_copies
from postsales.wire._shop_history import history, paid_for, sent_of
from postsales.wire._shop_sums import compare
from postsales.wire._shop_told import ToldItem, ToldOrder, told
from postsales.wire.documents import DocumentErrors, OrderReading

__all__ = ["read_order"]


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
    reader = Reader("Shopify order")
    found = told(reader, order)
    is_sound = reader.is_sound("$")
    has_sound_money, has_sound_goods = reader.is_sound(*_MONEY), reader.is_sound(*_GOODS)
    compare(reader, found)
    compare_copies(reader, found.root)
    if not is_sound:
        # What a broken order says of itself can still be compared with what is sound of it.
        if has_sound_goods:
            sent_of(reader, found)
        if has_sound_money:
            paid_for(reader, found)
        raise reader.errors()
    made = _order(reader, found)
    return OrderReading(made, unmapped=reader.unmapped, assumed=reader.assumed)


_GOODS = ("$.line_items", "$.fulfillments", "$.refunds", "$.fulfillment_status", "$.created_at")
_MONEY = (
    "$.transactions",
    "$.refunds",
    "$.financial_status",
    "$.payment_gateway_names",
    "$.gateway",
    "$.total_price",
    "$.currency",
    "$.presentment_currency",
)


def _order(reader: Reader, found: ToldOrder) -> Order:
    shop, paid = found.currencies.shop, found.currencies.paid
    if shop != paid:
        says = f"amounts are in {paid}, as the customer saw them; the shop's own in {shop} are not"
        reader.assume("$.presentment_currency", f"{says} kept")
    lines = tuple(_line(reader, found, item) for item in found.lines)
    charges = [
        *(_charge(reader, found, item, _shipping) for item in found.shipping),
        *(_charge(reader, found, item, Charge.other) for item in found.others),
    ]
    try:
        events = history(reader, found)
        reader.finish()
        return Order(
            id=found.id,
            placed_at=found.placed_at,
            lines=[line for line in lines if line is not None],
            charges=[charge for charge in charges if charge is not None],
            history=events,
            customer=found.customer,
            market=found.market,
            channel=found.channel,
        )
    except DocumentErrors:
        raise
    except PostsalesError as error:
        reader.impossible("$", error)
        raise reader.errors() from None


def _line(reader: Reader, found: ToldOrder, item: ToldItem) -> Line | None:
    try:
        return Line(
            item.id,
            quantity=item.quantity,
            total=found.currencies.paid.minor(found.value(item)),
            taxes=_taxes(found, item),
            kind=item.kind,
            tags=item.tags,
            sku=item.sku,
            title=item.title,
        )
    except PostsalesError as error:
        reader.impossible(item.path, error)
        return None


class _Make(Protocol):
    def __call__(self, id: str, total: Money, /, *, taxes: list[Tax]) -> Charge: ...


def _shipping(id: str, total: Money, /, *, taxes: list[Tax]) -> Charge:
    return Charge.shipping(total, taxes=taxes, id=id)


def _charge(reader: Reader, found: ToldOrder, item: ToldItem, make: _Make) -> Charge | None:
    try:
        total = found.currencies.paid.minor(found.value(item))
        return make(item.id, total, taxes=_taxes(found, item))
    except PostsalesError as error:
        reader.impossible(item.path, error)
        return None


def _taxes(found: ToldOrder, item: ToldItem) -> list[Tax]:
    make = Tax.included if found.included else Tax.added
    money = found.currencies.paid.minor
    return [make(money(tax.minor), rate=tax.rate, name=tax.name) for tax in item.taxes]
