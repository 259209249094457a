"""The work that everybody here does: random orders and requests, as plain dictionaries.

An order is told twice. ``returned`` of a line, ``delivered_at`` and the ``tenders`` are its
summary, which the simple function and the engines read; ``history`` is what happened, event by
event, which the library and the function that does the same job fold. The same seed gives the same
orders.

Rules of this file: amounts are whole minor units, rates are in hundredths of a per cent, instants
are aware and in UTC. Nothing is imported from the library.
"""

import random
from datetime import UTC, datetime, timedelta
from typing import TypedDict

__all__ = [
    "CODES",
    "EXCLUDED",
    "FEE_BP",
    "KINDS",
    "REMORSE",
    "WINDOW_DAYS",
    "Event",
    "Given",
    "Line",
    "Order",
    "Request",
    "Tax",
    "Tender",
    "eventful",
    "half_even",
    "ordinary",
]

WINDOW_DAYS = 30
EXCLUDED = frozenset({"hygiene", "perishable", "gift_card"})
FEE_BP = 1500
REMORSE = "remorse"
KINDS = {
    "changed_mind": REMORSE,
    "too_small": REMORSE,
    "damaged": "damaged_in_transit",
    "wrong_item": "wrong_item",
    "not_as_described": "not_as_described",
}
"""The customer's words, and whose doing each is. Other words are unknown."""

CODES = ("window_closed", "category_excluded", "final_sale", "already_returned")
"""The reasons against a unit that occur in ordinary orders."""

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Sydney")
CATEGORIES = ("shoes", "apparel", "electronics", "hygiene", "books")
WORDS = ("changed_mind", "too_small", "damaged", "wrong_item")


class Tax(TypedDict):
    """One tax of a line, as collected for all its units."""

    added: bool
    amount: int


class Line(TypedDict):
    """A line as sold; ``total`` is all in, ``price`` is without added tax."""

    id: str
    category: str
    final_sale: bool
    qty: int
    price: int
    total: int
    taxes: list[Tax]
    tax: int
    returned: int


class Tender(TypedDict):
    """What a means of payment gave, and got back so far."""

    id: str
    captured: int
    refunded: int


class Given(TypedDict):
    """What an earlier refund gave for one line."""

    line: str
    units: int
    price: int
    taxes: list[int]


class Event(TypedDict, total=False):
    """Something that happened; which keys there are depends on the kind."""

    kind: str
    at: datetime
    tender: str
    amount: int
    units: dict[str, int]
    lines: list[Given]
    tenders: dict[str, int]


class Order(TypedDict):
    """An order, told twice: as a summary, and as a history."""

    id: str
    zone: str
    placed_at: datetime
    delivered_at: datetime
    lines: list[Line]
    tenders: list[Tender]
    history: list[Event]


class Request(TypedDict):
    """What a customer asks for, and when: line, units and reason of each item."""

    now: datetime
    items: list[tuple[str, int, str]]


def half_even(n: int, d: int) -> int:
    """``n / d``, to the nearest whole number, from the middle to the even one."""
    whole, rest = divmod(n, d)
    return whole + 1 if 2 * rest > d or (2 * rest == d and whole & 1) else whole


def share(total: int, gone: int, units: int, qty: int) -> int:
    """What the next units have in a total, so that the parts add up to it."""
    return half_even(total * (gone + units), qty) - half_even(total * gone, qty)


def poured(amount: int, tenders: list[Tender]) -> dict[str, int]:
    """An amount over tenders in order, each up to what it has left."""
    parts: dict[str, int] = {}
    for tender in tenders:
        part = min(amount, tender["captured"] - tender["refunded"])
        if part:
            parts[tender["id"]] = part
            amount -= part
    return parts


def _payments(order: Order) -> list[Event]:
    """One tender after the other: at one instant their order would say nothing."""
    return [
        Event(
            kind="paid",
            at=order["placed_at"] + timedelta(seconds=n),
            tender=tender["id"],
            amount=tender["captured"],
        )
        for n, tender in enumerate(order["tenders"])
    ]


# ------------------------------------------------------------------------------ ordinary orders


def ordinary(count: int, *, lines: int = 3, seed: int = 7) -> list[tuple[Order, Request]]:
    """Orders as most are: two tenders, one delivery, sometimes a unit that came back before."""
    draw = random.Random(seed)
    return [_ordinary(draw, f"O{n}", lines) for n in range(count)]


def _ordinary(draw: random.Random, id: str, count: int) -> tuple[Order, Request]:
    delivered_at = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=draw.randrange(366 * 86400))
    lines: list[Line] = []
    items: list[tuple[str, int, str]] = []
    for n in range(count):
        line = _line(draw, f"L{n}")
        lines.append(line)
        items.append((line["id"], draw.choice([1, 1, line["qty"]]), draw.choice(WORDS)))
    # A few cents more than the lines cost: shops charge for other things, too.
    captured = sum(line["total"] + 1 for line in lines)
    gift = draw.randrange(max(1, captured // 2))
    zone = draw.choice(ZONES)
    asked = timedelta(days=draw.randrange(45), seconds=draw.randrange(86400))
    order = Order(
        id=id,
        zone=zone,
        placed_at=delivered_at - timedelta(days=3),
        delivered_at=delivered_at,
        lines=lines,
        tenders=[
            Tender(id="gift", captured=gift, refunded=0),
            Tender(id="card", captured=captured - gift, refunded=0),
        ],
        history=[],
    )
    order["history"] = _ordinary_history(order, delivered_at + asked // 2)
    return order, Request(now=delivered_at + asked, items=items)


def _line(draw: random.Random, id: str) -> Line:
    qty = draw.choice([1, 1, 2, 3])
    unit = draw.randrange(199, 29999)
    price = unit * qty - draw.choice([0, 0, draw.randrange(unit * qty // 3)])
    tax = half_even(price * draw.choice([0, 700, 1900, 825]), 10000)
    return Line(
        id=id,
        category=draw.choice(CATEGORIES),
        final_sale=draw.random() < 0.1,
        qty=qty,
        price=price,
        total=price + tax,
        taxes=[Tax(added=True, amount=tax)] if tax else [],
        tax=tax,
        returned=draw.choice([0, 0, 0, 1]) if qty > 1 else 0,
    )


def _ordinary_history(order: Order, returned_at: datetime) -> list[Event]:
    """Paid, shipped, delivered; then what was returned, and refunded before the question."""
    everything = {line["id"]: line["qty"] for line in order["lines"]}
    history = _payments(order)
    history.append(
        Event(kind="shipped", at=order["placed_at"] + timedelta(days=1), units=everything)
    )
    history.append(Event(kind="delivered", at=order["delivered_at"], units=everything))
    back = {line["id"]: line["returned"] for line in order["lines"] if line["returned"]}
    if back:
        history.append(Event(kind="received", at=returned_at, units=back))
        history.append(_refund(order, returned_at))
    return history


def _refund(order: Order, at: datetime) -> Event:
    """What came back is refunded, and the tenders' summary says so."""
    lines = [
        Given(
            line=line["id"],
            units=line["returned"],
            price=share(line["price"], 0, line["returned"], line["qty"]),
            taxes=[share(x["amount"], 0, line["returned"], line["qty"]) for x in line["taxes"]],
        )
        for line in order["lines"]
        if line["returned"]
    ]
    amount = sum(x["price"] + sum(x["taxes"]) for x in lines)
    tenders = poured(amount, order["tenders"])
    for tender in order["tenders"]:
        tender["refunded"] += tenders.get(tender["id"], 0)
    return Event(kind="refunded", at=at, amount=amount, lines=lines, tenders=tenders)


# ------------------------------------------------------------------------------ eventful orders


def eventful(count: int, *, seed: int = 11) -> list[tuple[Order, Request]]:
    """Orders to which much has happened, for comparing answers and not for timing.

    Several parcels, some on their way and some units not shipped; included and added taxes; units
    that came back without money and money that went back without units; events after the question;
    more asked for than there is, one line asked for twice, words that the terms do not know.
    """
    draw = random.Random(seed)
    return [_eventful(draw, f"E{n}") for n in range(count)]


def _eventful(draw: random.Random, id: str) -> tuple[Order, Request]:
    placed_at = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=draw.randrange(366 * 86400))
    lines = [_taxed_line(draw, f"L{n}") for n in range(draw.randrange(1, 5))]
    captured = sum(line["total"] for line in lines)
    gift = draw.randrange(captured + 1)
    order = Order(
        id=id,
        zone=draw.choice(ZONES),
        placed_at=placed_at,
        delivered_at=placed_at,
        lines=lines,
        tenders=[
            Tender(id="gift", captured=gift, refunded=0),
            Tender(id="card", captured=captured - gift, refunded=0),
        ],
        history=[],
    )
    order["history"] = _eventful_history(draw, order)
    items: list[tuple[str, int, str]] = []
    for line in draw.sample(lines, draw.randrange(1, len(lines) + 1)):
        words = draw.sample([*WORDS, "who_knows"], draw.choice([1, 1, 2]))
        items += [(line["id"], draw.randrange(1, line["qty"] + 2), word) for word in words]
    now = placed_at + timedelta(days=draw.randrange(5, 50), seconds=draw.randrange(86400))
    return order, Request(now=now, items=items)


def _taxed_line(draw: random.Random, id: str) -> Line:
    qty = draw.randrange(1, 8)
    total = draw.randrange(50000)
    taxes = [
        Tax(added=draw.random() < 0.5, amount=draw.randrange(total // 4 + 1))
        for _ in range(draw.randrange(3))
    ]
    return Line(
        id=id,
        category=draw.choice(CATEGORIES),
        final_sale=draw.random() < 0.2,
        qty=qty,
        price=total - sum(tax["amount"] for tax in taxes if tax["added"]),
        total=total,
        taxes=taxes,
        tax=sum(tax["amount"] for tax in taxes),
        returned=0,
    )


def _eventful_history(draw: random.Random, order: Order) -> list[Event]:
    """Parcels, returns and refunds at random instants, each as large as the ones before allow."""
    history = _payments(order)
    rest = [_Rest(line) for line in order["lines"]]
    left = {x["id"]: x["captured"] for x in order["tenders"]}
    at = order["placed_at"]
    for n in range(draw.randrange(9)):
        at += timedelta(days=draw.randrange(6), seconds=draw.randrange(1, 86400))
        event = _happened(draw, draw.choice(_HAPPEN[: 3 + n]), rest, left)
        if event is not None:
            history.append(Event(**{**event, "at": at}))
    draw.shuffle(history)
    return history


# What is likely early stands first.
_HAPPEN = ("shipped", "delivered", "delivered", "delivered", "received", "refunded", "goodwill")


class _Rest:
    """What can still happen to a line while its history is made up."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.shippable = self.deliverable = self.returnable = self.refundable = line["qty"]
        self.price = line["price"]
        self.taxes = [tax["amount"] for tax in line["taxes"]]


def _happened(
    draw: random.Random, kind: str, rest: list[_Rest], left: dict[str, int]
) -> Event | None:
    if kind == "goodwill":
        return _goodwill(draw, left)
    if kind == "refunded":
        return _refunded(draw, rest, left)
    units: dict[str, int] = {}
    for line in rest:
        k = draw.randrange(_possible(line, kind) + 1)
        if k:
            units[line.line["id"]] = k
            _move(line, kind, k)
    return Event(kind=kind, units=units) if units else None


def _possible(line: _Rest, kind: str) -> int:
    if kind == "shipped":
        return line.shippable
    return line.deliverable if kind == "delivered" else line.returnable


def _move(line: _Rest, kind: str, k: int) -> None:
    """A later state implies the earlier ones, so the units of a step are spent for those before."""
    if kind == "received":
        line.returnable -= k
        line.deliverable = min(line.deliverable, line.returnable)
    elif kind == "delivered":
        line.deliverable -= k
    else:
        line.shippable -= k
    line.shippable = min(line.shippable, line.deliverable)


def _goodwill(draw: random.Random, left: dict[str, int]) -> Event | None:
    """An amount for no line; from a tender, or from no one in particular."""
    tender, most = draw.choice([*left.items()])
    amount = draw.randrange(most // 2 + 1)
    left[tender] -= amount
    named = {tender: amount} if draw.random() < 0.5 else {}
    return Event(kind="refunded", amount=amount, lines=[], tenders=named) if amount else None


def _refunded(draw: random.Random, rest: list[_Rest], left: dict[str, int]) -> Event | None:
    line = draw.choice(rest)
    units = draw.randrange(line.refundable + 1)
    price = draw.randrange(line.price // 2 + 1)
    taxes = [draw.randrange(x // 2 + 1) for x in line.taxes]
    added = sum(x for x, tax in zip(taxes, line.line["taxes"], strict=True) if tax["added"])
    amount = price + added
    if not amount or amount > sum(left.values()):
        return None
    line.refundable -= units
    line.price -= price
    line.taxes = [x - y for x, y in zip(line.taxes, taxes, strict=True)]
    tenders: dict[str, int] = {}
    for id, most in left.items():
        part = min(amount - sum(tenders.values()), most)
        if part:
            tenders[id] = part
            left[id] -= part
    given = Given(line=line.line["id"], units=units, price=price, taxes=taxes)
    return Event(kind="refunded", amount=amount, lines=[given], tenders=tenders)
