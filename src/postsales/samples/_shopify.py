"""Sample orders in the shape that Shopify's REST Admin interface serves today, from a seed.

Rules of this file: an order follows from the seed and its place alone. All of them add up, but
those whose story is that they do not.
"""

from datetime import UTC, datetime, timedelta, timezone

from postsales.basics._checks import count as checked
from postsales.samples._dice import Dice
from postsales.samples._shopify_goods import (
    MARKETS,
    Json,
    Market,
    line_json,
    pieces,
    shipping,
    shipping_json,
    tax_json,
)
from postsales.samples._shopify_history import Sale, parcels, payments, refunds

__all__ = ["shopify_orders"]

_STORIES = (
    "delivered",
    "late",
    "split",
    "undelivered",
    "unshipped",
    "final-sale",
    "part-refunded",
    "digital",
    "less-given",
    "goodwill",
    "pending-refund",
    "kept",
    "cancelled",
    "over-discount",
    "unbalanced",
)
_NOON = datetime(2026, 4, 2, 10, 0, tzinfo=UTC)
_MOST = 1_000_000
# Above 2**53, where numbers of JavaScript end.
_FIRST_ID = 820_982_911_946_000_000


def shopify_orders(*, seed: int = 2026, count: int = 240) -> tuple[dict[str, object], ...]:
    """Which orders could Shopify tell of? As plain data, with transactions and events inside.

    ``tags`` of each name its story: delivered, late, split, undelivered, unshipped, final-sale,
    part-refunded, digital, less-given, goodwill, pending-refund, kept, cancelled, over-discount and
    unbalanced; the last two cannot be read. They are written for 2 April 2026, noon in Berlin.

    Example:
        >>> one, other = shopify_orders(seed=7, count=2)
        >>> one["tags"], other["tags"], one == shopify_orders(seed=7, count=9)[0]
        ('delivered', 'late', True)
    """
    checked("seed", seed, -(2**63), 2**63)
    return tuple(_order(seed, place) for place in range(checked("count", count, 0, _MOST)))


def _order(seed: int, place: int) -> dict[str, object]:
    dice = Dice(Dice(seed & (2**64 - 1)).below(2**64) ^ Dice(place).below(2**64))
    story = _STORIES[place % len(_STORIES)]
    market = MARKETS[(place + place // len(_STORIES)) % len(MARKETS)]
    return _spoilt(_written(_sale(dice, market, place, story)), market, story)


def _sale(dice: Dice, market: Market, place: int, story: str) -> Sale:
    ago = dice.between(60, 90) if story == "late" else dice.between(12, 20)
    local = timezone(timedelta(hours=market.hours))
    placed_at = (_NOON - timedelta(days=ago, minutes=dice.below(600))).astimezone(local)
    id = _FIRST_ID + place
    lines = pieces(dice, market, 1_000_000 + 10 * place, story)
    return Sale(
        id, market, placed_at, lines, shipping(dice, market, 9_000_000 + 10 * place), story, dice
    )


def _written(sale: Sale) -> Json:
    paid = payments(sale)
    sent = parcels(sale)
    back = refunds(sale, paid)
    market = sale.market
    names = list(dict.fromkeys(move["gateway"] for move in paid))
    by_rate = tuple(map(sum, zip(*(item.taxes for item in sale.items), strict=True)))
    found: Json = {
        "id": sale.id,
        "admin_graphql_api_id": f"gid://shopify/Order/{sale.id}",
        "buyer_accepts_marketing": False,
        "cancel_reason": "customer" if sale.story == "cancelled" else None,
        "cancelled_at": back[0]["created_at"] if sale.story == "cancelled" else None,
        "confirmed": True,
        "created_at": sale.placed_at.isoformat(),
        "currency": market.shop.code,
        **_current(sale, back),
        "discount_codes": [],
        "financial_status": _financial(sale, back),
        "fulfillment_status": "fulfilled" if sent else None,
        "name": f"#{sale.id}",
        "note": None,
        "payment_gateway_names": names,
        "presentment_currency": market.paid.code,
        "processed_at": sale.placed_at.isoformat(),
        "source_name": "pos" if sale.dice.below(5) == 0 else "web",
        **market.both("subtotal_price", sum(line.price for line in sale.lines)),
        "tags": sale.story,
        "tax_lines": tax_json(market, by_rate),
        "taxes_included": market.included,
        "test": False,
        **market.both("total_discounts", sum(x.full - x.price for x in sale.items)),
        **market.both("total_line_items_price", sum(line.full for line in sale.lines)),
        "total_outstanding": "0.00",
        **market.both("total_price", sale.total),
        "total_shipping_price_set": market.pair(sale.shipping.full),
        **market.both("total_tax", sale.tax),
        "total_tip_received": "0.00",
        "updated_at": _NOON.isoformat(),
        "customer": {"id": sale.id % 1000 + 1, "email": "customer@example.com"},
        "billing_address": {"country_code": market.country},
        "shipping_address": {"country_code": market.country},
        "fulfillments": sent,
        "line_items": [line_json(market, line) for line in sale.lines],
        "refunds": back,
        "shipping_lines": [shipping_json(market, sale.shipping)],
    }
    # As Shopify serves an order by itself: its transactions have to be fetched.
    if sale.story != "delivered" or len(names) > 1:
        found["transactions"] = [
            *paid,
            *(move for refund in back for move in refund["transactions"]),
        ]
    return found


def _financial(sale: Sale, back: list[Json]) -> str:
    if back and _given(sale, back) == sale.total:
        return "refunded"
    return "partially_refunded" if back else "paid"


def _given(sale: Sale, back: list[Json]) -> int:
    return sum(sale.market.paid(move["amount"]).minor for x in back for move in x["transactions"])


def _current(sale: Sale, back: list[Json]) -> Json:
    """The total after what was given back."""
    return sale.market.both("current_total_price", sale.total - _given(sale, back))


def _spoilt(order: Json, market: Market, story: str) -> Json:
    """Two stories are about orders that cannot be."""
    if story == "over-discount":
        line = order["line_items"][0]
        price = market.paid(line["price_set"]["presentment_money"]["amount"]).minor
        more = market.both("amount", price * line["quantity"] + 1)
        line["discount_allocations"] = [{**more, "discount_application_index": 0}]
    if story == "unbalanced":
        total = order["total_price_set"]["presentment_money"]["amount"]
        order |= market.both("total_price", market.paid(total).minor + 1)
    return order
