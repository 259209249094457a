"""What a Shopify order says has happened: parcels, transactions and refunds, piece by piece.

Rules of this file: amounts are minor units of the customer's currency. Nothing is put into an order
here, neither of events by their time nor of parts by their sum.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from attrs import field, frozen

from postsales.basics._errors import short
from postsales.wire._reader import Part
from postsales.wire._shop_money import Currencies, written

_MOST_UNITS = 10**9
_KINDS = ("sale", "authorization", "emv_authorization", "capture", "refund", "void", "change")
_STATES = ("success", "pending", "failure", "error")
_RESTOCKS = ("return", "cancel", "no_restock", "legacy_restock")
_PARCELS = ("success", "open", "pending", "cancelled", "error", "failure")
SHIPPING = "shipping_refund"
ARRIVED = ("delivered", "picked_up")
"""Words for a parcel that is with the customer; ``carrier_picked_up`` is none of them."""


@frozen(weakref_slot=False)
class ToldParcel:
    """A fulfilment: what went when, and when it arrived, if that is told."""

    path: str
    id: str
    status: str
    at: datetime
    units: Mapping[str, int]
    delivered_at: datetime | None
    failed: bool


@frozen(weakref_slot=False)
class ToldMove:
    """A transaction: money put on hold, taken, let go or given back."""

    path: str
    id: str
    kind: str
    status: str
    minor: int
    at: datetime
    gateway: str
    parent: str | None
    by_card: bool

    @property
    def is_taking(self) -> bool:
        """Was money taken?"""
        return self.kind in ("sale", "capture") and self.status == "success"

    def tells(self) -> tuple[str, str, int]:
        """What has to be the same wherever the transaction is told."""
        return (self.kind, self.status, self.minor)


@frozen(weakref_slot=False)
class ToldBack:
    """What a refund gives back of one line or charge; the tax as one figure."""

    path: str
    of: str | None
    price: int
    tax: int
    units: int = field(default=0, kw_only=True)
    restock: str = field(default="", kw_only=True)


@frozen(weakref_slot=False)
class ToldRefund:
    """A refund: its lines, its charges, its transactions, and what Shopify says they differ by.

    ``adjusted`` is what was given back less than the lines and charges come to; None when nothing
    is said. ``legacy`` is shipping that was told as an adjustment, all in. ``back`` is the id of
    the return that it is for: empty when it is for none, None when nothing is said.
    """

    path: str
    id: str
    at: datetime
    note: str
    lines: tuple[ToldBack, ...]
    charges: tuple[ToldBack, ...]
    legacy: int
    adjusted: int | None
    moves: tuple[ToldMove, ...]
    back: str | None = None


# Parcels


def parcels(root: Part) -> Iterable[ToldParcel]:
    """The fulfilments, whatever became of them."""
    for part in root.optional_parts("fulfillments"):
        yield parcel(part)


def parcel(part: Part) -> ToldParcel:
    """One fulfilment."""
    part.knows_again("admin_graphql_api_id", "name", "order_id")
    return ToldParcel(
        part.path,
        part.id("id"),
        one_of(part, "status", _PARCELS),
        part.zoned_at("created_at"),
        _units(part),
        _delivered_at(part),
        part.optional_text("shipment_status") == "failure",
    )


def _units(part: Part) -> dict[str, int]:
    found: dict[str, int] = {}
    for piece in part.parts("line_items"):
        # The rest of it is the line of the order, told once more.
        piece.knows_again(*(x for x in piece.values if isinstance(x, str)))
        line, units = piece.id("id"), piece.whole("quantity", 0, _MOST_UNITS)
        if units:
            found[line] = found.get(line, 0) + units
    return found


def _delivered_at(part: Part) -> datetime | None:
    status = part.optional_text("shipment_status")
    changed = part.optional_zoned_at("updated_at")
    events = [_event(event) for event in part.optional_parts("events")]
    arrived = [at for what, at in events if what in ARRIVED]
    where = "events"
    if part.has("delivered_at"):
        # The GraphQL interface tells it beside the events.
        arrived, where = [*arrived, part.zoned_at("delivered_at")], "delivered_at"
    if status not in (None, *ARRIVED) and arrived:
        says = f"is {short(status)}, and {part.path}.{where} tells of a delivery"
        part.wrong("shipment_status", says)
    if status in ARRIVED and events and not arrived:
        says = f"is {short(status)}, and {part.path}.events tells of no delivery"
        part.wrong("shipment_status", says)
    if arrived:
        if len(set(arrived)) > 1:
            part.reader.assume(f"{part.path}.events", "delivered when that was told last")
        return max(arrived)
    if status not in ARRIVED or changed is None:
        return None
    says = "delivered when the fulfilment last changed; its events would tell the time"
    part.reader.assume(f"{part.path}.updated_at", says)
    return changed


def _event(event: Part) -> tuple[str, datetime]:
    event.knows_again("admin_graphql_api_id", "id", "fulfillment_id", "order_id", "shop_id")
    event.knows_again("created_at", "updated_at")
    return event.text("status"), event.zoned_at("happened_at")


# Transactions


def moves(money: Currencies, part: Part) -> Iterable[ToldMove]:
    """The transactions of the order, or of one refund."""
    for move in part.optional_parts("transactions"):
        yield moved(money, move)


def moved(money: Currencies, move: Part) -> ToldMove:
    """One transaction."""
    move.knows_again("admin_graphql_api_id", "order_id", "amount_set")
    created = move.zoned_at("created_at")
    return ToldMove(
        move.path,
        move.id("id"),
        one_of(move, "kind", _KINDS),
        one_of(move, "status", _STATES),
        money.moved(move),
        move.optional_zoned_at("processed_at") or created,
        move.optional_text("gateway") or "",
        move.optional_id("parent_id"),
        _by_card(move),
    )


def _by_card(move: Part) -> bool:
    if not move.has("payment_details"):
        return False
    return move.part("payment_details").optional_text("credit_card_company") is not None


def one_of(part: Part, key: str, words: tuple[str, ...]) -> str:
    """A word among those that are understood; any other is noted as a problem."""
    found = part.text(key)
    if part.values.get(key) == found and found not in words:
        part.wrong(key, f"is {short(found)}, and {', '.join(words)} are understood")
    return found


# Refunds


def refunds(money: Currencies, root: Part) -> Iterable[ToldRefund]:
    """The refunds, as far as each tells."""
    for part in root.optional_parts("refunds"):
        yield refund(money, part)


def refund(money: Currencies, part: Part) -> ToldRefund:
    """One refund."""
    part.knows_again("admin_graphql_api_id", "order_id", "restock", "duties", "additional_fees")
    created = part.zoned_at("created_at")
    legacy, adjusted = _adjustments(money, part)
    return ToldRefund(
        part.path,
        part.id("id"),
        part.optional_zoned_at("processed_at") or created,
        part.optional_text("note") or "",
        tuple(_back(money, piece) for piece in part.parts("refund_line_items")),
        tuple(_charges(money, part)),
        legacy,
        adjusted,
        tuple(moves(money, part)),
        _return(part),
    )


def _return(part: Part) -> str | None:
    if part.has("return"):
        inner = part.part("return")
        inner.knows_again("admin_graphql_api_id")
        return inner.id("id")
    return "" if "return" in part.values else None


def _back(money: Currencies, part: Part) -> ToldBack:
    part.knows_again("id", "line_item")
    return ToldBack(
        part.path,
        part.id("line_item_id"),
        money.amount(part, "subtotal"),
        money.optional(part, "total_tax") or 0,
        units=part.whole("quantity", 0, _MOST_UNITS),
        restock=one_of(part, "restock_type", _RESTOCKS),
    )


def _charges(money: Currencies, part: Part) -> Iterable[ToldBack]:
    for piece in part.optional_parts("refund_shipping_lines"):
        piece.knows_again("admin_graphql_api_id", "id")
        of = piece.part("shipping_line").optional_id("id") if piece.has("shipping_line") else None
        price = money.amount(piece, "subtotal_amount")
        yield ToldBack(piece.path, of, price, money.optional(piece, "tax_amount") or 0)
    for id, key in (("duties", "total_duties"), ("additional_fees", "total_additional_fees")):
        if found := money.optional(part, key):
            yield ToldBack(part.path_of(f"{key}_set"), id, found, 0)
    if not money.is_told(part, "total_duties"):
        yield from _duties(money, part)


def _duties(money: Currencies, part: Part) -> Iterable[ToldBack]:
    """Duties one by one, where their total is not told."""
    for piece in part.optional_parts("duties"):
        piece.knows_again("duty_id")
        if found := money.amount(piece, "amount"):
            yield ToldBack(piece.path, "duties", found, 0)


def _adjustments(money: Currencies, part: Part) -> tuple[int, int | None]:
    """Shipping told as an adjustment, and what was given back less; both are told below zero."""
    shipping, less, said = 0, 0, False
    for piece in part.optional_parts("order_adjustments"):
        piece.knows_again("admin_graphql_api_id", "id", "order_id", "refund_id")
        figure = money.signed(piece, "amount")
        if money.is_told(piece, "tax_amount"):
            figure += money.signed(piece, "tax_amount")
        said = True
        if piece.optional_text("kind") != SHIPPING:
            less += figure
            continue
        if figure > 0:
            says = f"is {written(money.paid, figure)}, and shipping is given back below zero here"
            piece.wrong("amount", says)
        shipping += max(0, -figure)
    return shipping, less if said else None
