"""What a sample order of Shopify sells: lines, discounts, taxes and shipping, in minor units."""

from typing import Any

from attrs import field, frozen

from postsales.basics.currencies import Currency
from postsales.basics.rounding import divide, largest_remainder
from postsales.samples._dice import Dice

Json = dict[str, Any]

_ARTICLES = (
    ("Linen shirt", "SHIRT-M", 3990),
    ("Wool socks", "SOCKS-42", 1250),
    ("Stoneware mug", "MUG-BLUE", 1490),
    ("Desk lamp", "LAMP-1", 8900),
    ("Notebook", "NOTE-A5", 799),
    ("Rain jacket", "JACKET-L", 12995),
    ("Kitchen scale", "SCALE-5", 3333),
)


@frozen(weakref_slot=False)
class Market:
    """Where is sold: what the shop counts in, what customers pay in, and the taxes there.

    ``cents`` are how many hundredths of the shop's unit one of the customer's is worth.
    """

    country: str
    shop: Currency
    paid: Currency
    hours: int
    included: bool
    taxes: tuple[tuple[str, int], ...]
    cents: int = field(default=100, kw_only=True)

    def amount(self, minor: int) -> str:
        """An amount that the customer sees, as the shop counts it."""
        return str(self.shop.minor(self._own(minor)).amount)

    def pair(self, minor: int) -> Json:
        """An amount in both currencies."""
        return {
            "shop_money": {"amount": self.amount(minor), "currency_code": self.shop.code},
            "presentment_money": {
                "amount": str(self.paid.minor(minor).amount),
                "currency_code": self.paid.code,
            },
        }

    def both(self, key: str, minor: int) -> Json:
        """An amount under its key, and the pair beside it."""
        return {key: self.amount(minor), f"{key}_set": self.pair(minor)}

    def _own(self, minor: int) -> int:
        return minor if self.shop == self.paid else divide(minor * self.cents, 100)


def _market(
    country: str, shop: str, paid: str, hours: int, *taxes: tuple[str, int], included: bool
) -> Market:
    cents = 100 if shop == paid else 73
    return Market(country, Currency(shop), Currency(paid), hours, included, taxes, cents=cents)


# Rates of tax are in thousandths of a percent.
MARKETS = (
    _market("DE", "EUR", "EUR", 1, ("VAT", 19000), included=True),
    _market("US", "USD", "USD", -5, ("State Tax", 6000), ("City Tax", 2250), included=False),
    _market("JP", "JPY", "JPY", 9, ("Consumption Tax", 10000), included=True),
    _market("KW", "KWD", "KWD", 3, included=False),
    _market("GB", "GBP", "GBP", 0, ("VAT", 20000), included=True),
    _market("CA", "USD", "CAD", -5, ("GST", 5000), ("PST", 7000), included=False),
)
_WHOLE = 100_000


@frozen(weakref_slot=False)
class Piece:
    """A line or the shipping: its price before and after discounts, and its taxes."""

    id: int
    title: str
    sku: str
    unit: int
    quantity: int
    off_line: int
    off_cart: int
    taxes: tuple[int, ...]
    is_digital: bool = field(default=False, kw_only=True)
    is_final: bool = field(default=False, kw_only=True)

    @property
    def full(self) -> int:
        """Before discounts."""
        return self.unit * self.quantity

    @property
    def price(self) -> int:
        """After discounts: what the customer saw."""
        return self.full - self.off_line - self.off_cart

    def share(self, units: int) -> tuple[int, int]:
        """Price and tax of some of the units."""
        price = divide(self.price * units, self.quantity)
        return price, sum(divide(tax * units, self.quantity) for tax in self.taxes)


def taxes_of(market: Market, price: int) -> tuple[int, ...]:
    """The tax of each rate, inside or on top of a price."""
    rates = sum(rate for _, rate in market.taxes)
    whole = _WHOLE + rates if market.included else _WHOLE
    return tuple(divide(price * rate, whole) for _, rate in market.taxes)


def pieces(dice: Dice, market: Market, first: int, story: str) -> tuple[Piece, ...]:
    """The lines of one order."""
    count = dice.between(2, 4) if story in ("digital", "final-sale") else dice.between(1, 4)
    start = dice.below(len(_ARTICLES))
    chosen = [_ARTICLES[(start + place) % len(_ARTICLES)] for place in range(count)]
    units = [price + 10 * dice.below(50) for _, _, price in chosen]
    quantities = [dice.between(1, 4) for _ in chosen]
    off = [
        divide(u * q, 10) if dice.below(4) == 0 else 0
        for u, q in zip(units, quantities, strict=True)
    ]
    rest = [u * q - x for u, q, x in zip(units, quantities, off, strict=True)]
    cart = divide(sum(rest) * 15, 100) if dice.below(3) == 0 else 0
    shares = largest_remainder(cart, rest)
    return tuple(
        Piece(
            first + place,
            title,
            sku,
            units[place],
            quantities[place],
            off[place],
            shares[place],
            taxes_of(market, rest[place] - shares[place]),
            is_digital=story == "digital" and not place,
            is_final=story == "final-sale" and not place,
        )
        for place, (title, sku, _) in enumerate(chosen)
    )


def shipping(dice: Dice, market: Market, id: int) -> Piece:
    """What bringing the goods costs; free in some orders, by a discount."""
    price = 390 + 100 * dice.below(4)
    off = price if dice.below(6) == 0 else 0
    return Piece(id, "Standard", "standard", price, 1, 0, off, taxes_of(market, price - off))


# As Shopify tells them


def line_json(market: Market, piece: Piece) -> Json:
    """A line item."""
    return {
        "id": piece.id,
        "admin_graphql_api_id": f"gid://shopify/LineItem/{piece.id}",
        "current_quantity": piece.quantity,
        "fulfillable_quantity": piece.quantity,
        "fulfillment_service": "manual",
        "fulfillment_status": None,
        "gift_card": False,
        "grams": 200,
        "name": piece.title,
        **market.both("price", piece.unit),
        "product_exists": True,
        "product_id": piece.id + 500_000,
        "properties": [{"name": "_final_sale", "value": "yes"}] if piece.is_final else [],
        "quantity": piece.quantity,
        "requires_shipping": not piece.is_digital,
        "sku": piece.sku,
        "taxable": bool(piece.taxes),
        "title": piece.title,
        **market.both("total_discount", piece.off_line),
        "variant_id": piece.id + 700_000,
        "vendor": "Sample Goods",
        "tax_lines": tax_json(market, piece.taxes),
        "duties": [],
        "discount_allocations": _allocations(market, piece),
    }


def shipping_json(market: Market, piece: Piece) -> Json:
    """A shipping line."""
    return {
        "id": piece.id,
        "code": piece.sku,
        **market.both("discounted_price", piece.price),
        "is_removed": False,
        **market.both("price", piece.full),
        "source": "shopify",
        "title": piece.title,
        "tax_lines": tax_json(market, piece.taxes),
        "discount_allocations": _allocations(market, piece),
    }


def tax_json(market: Market, taxes: tuple[int, ...]) -> list[Json]:
    """Tax lines, one for each rate of the market."""
    return [
        {
            "channel_liable": False,
            **market.both("price", tax),
            "rate": rate / _WHOLE,
            "title": title,
        }
        for (title, rate), tax in zip(market.taxes, taxes, strict=True)
    ]


def _allocations(market: Market, piece: Piece) -> list[Json]:
    return [
        {**market.both("amount", off), "discount_application_index": place}
        for place, off in enumerate((piece.off_line, piece.off_cart))
        if off
    ]
