"""What has happened to a sample order of Shopify: transactions, parcels and refunds."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from attrs import field, frozen

from postsales.samples._dice import Dice
from postsales.samples._shopify_goods import Json, Market, Piece

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


@frozen(weakref_slot=False)
class Sale:
    """An order before it is written down."""

    id: int
    market: Market
    placed_at: datetime
    lines: tuple[Piece, ...]
    shipping: Piece
    story: str
    dice: Dice = field(repr=False)

    @property
    def items(self) -> tuple[Piece, ...]:
        """Everything that was charged."""
        return (*self.lines, self.shipping)

    @property
    def tax(self) -> int:
        """All tax."""
        return sum(sum(item.taxes) for item in self.items)

    @property
    def total(self) -> int:
        """What the customer paid."""
        return sum(item.price for item in self.items) + (0 if self.market.included else self.tax)

    def owed(self, price: int, tax: int) -> int:
        """A price with its tax."""
        return price if self.market.included else price + tax


# Payments


def payments(sale: Sale) -> list[Json]:
    """A gift card first in some orders, then a card: at once, or put on hold and captured later."""
    gift = sale.total // 3 if sale.dice.below(4) == 0 else 0
    card = sale.total - gift
    found: list[Json] = []
    if gift:
        found.append(_move(sale, 1, "sale", "gift_card", gift, at=sale.placed_at))
    if sale.dice.below(3):
        found.append(_move(sale, 2, "sale", "shopify_payments", card, at=sale.placed_at))
        return found
    found.append(_move(sale, 2, "authorization", "shopify_payments", card, at=sale.placed_at))
    later = sale.placed_at + 2 * _HOUR
    return [*found, _move(sale, 3, "capture", "shopify_payments", card, at=later, parent=2)]


def _move(
    sale: Sale,
    place: int,
    kind: str,
    gateway: str,
    minor: int,
    *,
    at: datetime,
    parent: int | None = None,
    status: str = "success",
) -> Json:
    pair = sale.market.pair(minor)
    return {
        "id": sale.id * 10 + place,
        "order_id": sale.id,
        "kind": kind,
        "gateway": gateway,
        "status": status,
        "amount": pair["presentment_money"]["amount"],
        "amount_set": pair,
        "currency": sale.market.paid.code,
        "created_at": at.isoformat(),
        "processed_at": at.isoformat(),
        "parent_id": None if parent is None else sale.id * 10 + parent,
        "test": False,
    }


def _paying(paid: list[Json]) -> list[tuple[int, str]]:
    """Which transactions took money, the card first: place and gateway."""
    taking = [move for move in paid if move["kind"] != "authorization"]
    return [(move["id"] % 10, move["gateway"]) for move in reversed(taking)]


# Parcels


def parcels(sale: Sale) -> list[Json]:
    """One parcel, or two; with a delivery unless the story is about its missing."""
    if sale.story in ("unshipped", "cancelled"):
        return []
    goods = {line.id: line.quantity for line in sale.lines}
    halves = [goods]
    if sale.story == "split" and sum(goods.values()) > 1:
        first = {id: units - units // 2 for id, units in goods.items()}
        second = {id: units // 2 for id, units in goods.items() if units > 1}
        if not second:
            last = sale.lines[-1].id
            first, second = {x: k for x, k in goods.items() if x != last}, {last: goods[last]}
        halves = [first, second]
    return [_parcel(sale, place, units) for place, units in enumerate(halves, start=1)]


def _parcel(sale: Sale, place: int, units: dict[int, int]) -> Json:
    sent = sale.placed_at + place * _DAY
    arrived = sent + 2 * _DAY + sale.dice.below(48) * _HOUR
    is_there = sale.story != "undelivered"
    found: Json = {
        "id": sale.id * 10 + 3 + place,
        "order_id": sale.id,
        "name": f"#{sale.id}.{place}",
        "status": "success",
        "shipment_status": "delivered" if is_there else "in_transit",
        "created_at": sent.isoformat(),
        "updated_at": (arrived if is_there else sent).isoformat(),
        "service": "manual",
        "tracking_company": "Sample Post",
        "tracking_number": f"SP{sale.id}{place}",
        "line_items": [{"id": id, "quantity": k} for id, k in units.items() if k],
    }
    if sale.dice.below(2):
        steps = [("in_transit", sent + 3 * _HOUR), *([("delivered", arrived)] if is_there else [])]
        found["events"] = [
            {"id": found["id"] * 10 + n, "status": what, "happened_at": at.isoformat()}
            for n, (what, at) in enumerate(steps)
        ]
    return found


# Refunds


def refunds(sale: Sale, paid: list[Json]) -> list[Json]:
    """The refund of the story, if it has one."""
    at = sale.placed_at + 9 * _DAY
    first = sale.lines[0]
    one = {first.id: 1}
    if sale.story in _RESTOCKS:
        status = "pending" if sale.story == "pending-refund" else "success"
        return [_refund(sale, paid, at, one, _RESTOCKS[sale.story], status=status)]
    if sale.story == "less-given":
        less = sale.owed(*first.share(1)) // 10
        return [_refund(sale, paid, at, one, "return", shipping=True, less=less)]
    if sale.story == "goodwill":
        return [_refund(sale, paid, at, {}, "return", less=-(sale.total // 20))]
    if sale.story == "cancelled":
        every = {line.id: line.quantity for line in sale.lines}
        soon = sale.placed_at + 5 * _HOUR
        return [_refund(sale, paid, soon, every, "cancel", shipping=True)]
    return []


_RESTOCKS = {"part-refunded": "return", "pending-refund": "return", "kept": "no_restock"}


def _refund(
    sale: Sale,
    paid: list[Json],
    at: datetime,
    units: dict[int, int],
    restock: str,
    *,
    shipping: bool = False,
    less: int = 0,
    status: str = "success",
) -> Json:
    lines = [line for line in sale.lines if line.id in units]
    shares = {line.id: line.share(units[line.id]) for line in lines}
    owed = sum(sale.owed(*share) for share in shares.values())
    owed += sale.owed(sale.shipping.price, sum(sale.shipping.taxes)) if shipping else 0
    id = sale.id * 10 + 7
    market = sale.market
    return {
        "id": id,
        "order_id": sale.id,
        "created_at": at.isoformat(),
        "processed_at": at.isoformat(),
        "note": "sample",
        "restock": restock != "no_restock",
        "duties": [],
        "refund_line_items": [
            {
                "id": id * 10 + place,
                "line_item_id": line.id,
                "quantity": units[line.id],
                "restock_type": restock,
                # Numbers here, as Shopify has them; the pair beside each is exact.
                "subtotal": float(market.amount(shares[line.id][0])),
                "subtotal_set": market.pair(shares[line.id][0]),
                "total_tax": float(market.amount(shares[line.id][1])),
                "total_tax_set": market.pair(shares[line.id][1]),
            }
            for place, line in enumerate(lines)
        ],
        "refund_shipping_lines": [_shipping_back(sale)] if shipping else [],
        "order_adjustments": _adjustments(sale, id, less),
        "transactions": list(_given(sale, paid, at, owed - less, status)),
    }


def _shipping_back(sale: Sale) -> Json:
    return {
        "id": sale.shipping.id + 1,
        "shipping_line": {"id": sale.shipping.id},
        "subtotal_amount_set": sale.market.pair(sale.shipping.price),
        "tax_amount_set": sale.market.pair(sum(sale.shipping.taxes)),
    }


def _adjustments(sale: Sale, refund: int, less: int) -> list[Json]:
    if not less:
        return []
    return [
        {
            "id": refund * 10 + 9,
            "order_id": sale.id,
            "refund_id": refund,
            "kind": "refund_discrepancy",
            "reason": "Refund discrepancy",
            **sale.market.both("amount", less),
            **sale.market.both("tax_amount", 0),
        }
    ]


def _given(sale: Sale, paid: list[Json], at: datetime, amount: int, status: str) -> Iterable[Json]:
    """The card gives back what it can, then the gift card."""
    taken = {move["id"] % 10: move for move in paid}
    for place, (parent, gateway) in enumerate(_paying(paid), start=8):
        held = sale.market.paid(taken[parent]["amount"]).minor
        part = min(held, amount)
        amount -= part
        if part:
            yield _move(sale, place, "refund", gateway, part, at=at, parent=parent, status=status)
