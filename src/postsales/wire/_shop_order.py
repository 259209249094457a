"""An order of Shopify, in the shape of its REST interface: lines, charges and history together."""

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


def read(order: object) -> OrderReading:
    """Which order does a document in the shape of the REST interface tell of?

    Raises:
        DocumentErrors: the document cannot be, or contradicts itself; with every problem.
    """
    reader = Reader(DOCUMENT)
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


DOCUMENT = "Shopify order"
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
