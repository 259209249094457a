"""Which units of a Shopify order left, and whether its status says so.

Rules of this file: a successful fulfilment left when it was created. What Shopify's words for a
status rule out is a problem with both sides; what they leave open is assumed.

Source: Shopify's descriptions of ``OrderCreateFulfillmentStatus``, and of ``restock_type``.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from itertools import accumulate

from attrs import frozen

from postsales.orders.lines import LineKind
from postsales.wire._reader import Reader
from postsales.wire._shop_moved import ToldParcel, ToldRefund
from postsales.wire._shop_told import ToldItem, ToldOrder

_MOST_NAMED = 9


@frozen(weakref_slot=False, eq=False)
class Sent:
    """Units that left: by line the instants, and how many had left at each.

    ``waiting`` are units of parcels that nobody has taken over yet; ``undone`` are lines of parcels
    that were taken back.
    """

    times: Mapping[str, list[datetime]]
    sums: Mapping[str, list[int]]
    waiting: Mapping[str, int]
    undone: frozenset[str]
    is_told: bool

    def ever(self, line: str) -> int:
        """How many units of a line left at all?"""
        return self.sums[line][-1] if line in self.sums else 0

    def by(self, line: str, at: datetime) -> int:
        """How many units of a line had left by an instant?"""
        place = bisect_right(self.times.get(line, []), at)
        return self.sums[line][place - 1] if place else 0


def sent_by(reader: Reader, order: ToldOrder) -> Sent:
    """Units that left, by line: no more than were bought."""
    bought = {line.id: line.quantity for line in order.lines}
    left = dict(bought)
    gone: dict[str, list[tuple[datetime, int]]] = {}
    waiting: Counter[str] = Counter()
    for parcel in order.parcels:
        if parcel.status in _WAITING:
            waiting.update(parcel.units)
        if parcel.status != "success":
            continue
        for line, units in parcel.units.items():
            path = f"{parcel.path}.line_items"
            if line not in bought:
                reader.wrong(path, f"ships line {line}, which was not sold")
            elif units > left[line]:
                says = f"ships {units} of line {line}: {left[line]} are left of {bought[line]}"
                reader.wrong(path, says)
            else:
                left[line] -= units
                gone.setdefault(line, []).append((parcel.at, units))
    for pieces in gone.values():
        pieces.sort()
    return Sent(
        {line: [at for at, _ in pieces] for line, pieces in gone.items()},
        {line: [*accumulate(k for _, k in pieces)] for line, pieces in gone.items()},
        waiting,
        frozenset(x for parcel in order.parcels if _is_undone(parcel) for x in parcel.units),
        order.root.has("fulfillments"),
    )


def _is_undone(parcel: ToldParcel) -> bool:
    return parcel.status == "cancelled"


def compare_goods(reader: Reader, order: ToldOrder, sent: Sent) -> None:
    """Note every disagreement between parcels and restocks, and what the order says of them."""
    _compare_times(reader, order)
    if not reader.is_sound("$.line_items", "$.fulfillments", "$.refunds", _STATUS):
        return
    goods = _Goods(reader, order, sent, _restocked(order))
    is_null = "fulfillment_status" in order.root.values
    check = _CHECKS.get(order.fulfilled)
    if check is not None:
        check(goods)
    elif order.fulfilled:
        reader.assume(_STATUS, "is not one of Shopify's own and says nothing")
    elif is_null:
        goods.unsent()
    goods.cancelled()


def _restocked(order: ToldOrder) -> Mapping[str, Counter[str]]:
    """Units that refunds name, by what became of them and by line."""
    found: dict[str, Counter[str]] = {}
    for refund in order.refunds:
        for piece in refund.lines:
            found.setdefault(piece.restock, Counter())[piece.of or ""] += piece.units
    return found


@frozen(weakref_slot=False, eq=False)
class _Goods:
    """The units of an order: what left, and what refunds say of them."""

    reader: Reader
    order: ToldOrder
    sent: Sent
    restocked: Mapping[str, Counter[str]]

    def of(self, line: ToldItem, *restocks: str) -> int:
        """How many units of a line do refunds tell of, in these ways?"""
        return sum(self.restocked[x][line.id] for x in restocks if x in self.restocked)

    def differs(self, says: str) -> None:
        """The status is not what happened."""
        word = repr(self.order.fulfilled) if self.order.fulfilled else "null"
        self.reader.wrong(_STATUS, f"is {word}, and {says}")

    def sent_of(self, lines: Iterable[ToldItem]) -> str:
        """How much of some lines left, in words."""
        found = [f"{self.sent.ever(x.id)} of {x.quantity} of line {x.id}" for x in lines]
        more = len(found) - _MOST_NAMED
        tail = f" and of {more} more lines" if more > 0 else ""
        return f"$.fulfillments sent {', '.join(found[:_MOST_NAMED])}{tail}"

    def _is_none_gone(self) -> bool:
        return not self.sent.sums and not self.sent.waiting

    # Statuses

    def fulfilled(self) -> None:
        """Every unit left that was not called off or given back unsent."""
        missing = [line for line in self.order.lines if self._is_missing(line)]
        goods = [line for line in missing if line.kind is LineKind.GOODS]
        if self._is_none_gone() and (goods or not missing):
            self.differs("$.fulfillments tells of no parcel that left")
        elif goods:
            self.differs(self.sent_of(goods))
        elif missing:
            says = "needs no shipping and is in no parcel: it counts as not sent"
            self.reader.assume(_STATUS, f"is 'fulfilled', and line {missing[0].id} {says}")

    def _is_missing(self, line: ToldItem) -> bool:
        gone = self.sent.ever(line.id) + self.sent.waiting.get(line.id, 0)
        off = self.of(line, "cancel", "no_restock", "legacy_restock")
        return self.order.cancelled_at is None and gone + off < line.quantity

    def partial(self) -> None:
        """Some units left, and some did not."""
        if self._is_none_gone():
            self.differs("$.fulfillments tells of no parcel that left")
        elif all(self.sent.ever(line.id) == line.quantity for line in self.order.lines):
            self.differs("$.fulfillments sent every unit")

    def unsent(self) -> None:
        """No unit left, or all that left are back."""
        gone = [line for line in self.order.lines if self.sent.ever(line.id)]
        if not gone:
            return
        if all(self._is_back(line) for line in gone):
            says = f"says that nothing left; {self.sent_of(gone)}, and $.refunds put it into stock"
            self.reader.assume(_STATUS, says)
        else:
            self.differs(self.sent_of(gone))

    def restocks(self) -> None:
        """Every unit is back in stock."""
        out = [line for line in self.order.lines if not self._is_back(line)]
        if out:
            self.differs(f"{self.sent_of(out)}, and $.refunds put less into stock")
        elif self.order.cancelled_at is None and not {*self.restocked} & {*_RESTOCKS}:
            self.differs("neither $.refunds nor $.cancelled_at tells of it")

    def _is_back(self, line: ToldItem) -> bool:
        return self.of(line, *_RESTOCKS) >= self.sent.ever(line.id)

    def cancelled(self) -> None:
        """What left before or after an order was cancelled stays with the customer."""
        at = self.order.cancelled_at
        if at is None:
            return
        for parcel in self.order.parcels:
            if parcel.status == "success" and parcel.at > at:
                says = "is later than $.cancelled_at; what is in the parcel was sent all the same"
                self.reader.assume(f"{parcel.path}.created_at", says)
        if all(self.sent.ever(line.id) == line.quantity for line in self.order.lines):
            says = "called off nothing: $.fulfillments sent every unit"
            self.reader.assume("$.cancelled_at", says)


def _compare_times(reader: Reader, order: ToldOrder) -> None:
    """Nothing happens to an order before there is one; imported ones were placed earlier."""
    first = min(order.created_at, order.placed_at)
    where = "$.created_at" if first == order.created_at else "$.processed_at"
    for key, at in (("cancelled_at", order.cancelled_at), ("closed_at", order.closed_at)):
        if at is not None and at < first and reader.is_sound(f"$.{key}"):
            says = f"is {at.isoformat()}, and {where} is {first.isoformat()}"
            reader.wrong(f"$.{key}", says)
    happened: tuple[ToldParcel | ToldRefund, ...] = (*order.parcels, *order.refunds)
    for told in happened:
        if told.at < order.placed_at:
            says = f"is earlier than the order was placed: {order.placed_at.isoformat()}"
            reader.assume(f"{told.path}.created_at", says)


_STATUS = "$.fulfillment_status"
_WAITING = ("open", "pending")
_RESTOCKS = ("return", "cancel", "legacy_restock")
_CHECKS: Mapping[str, Callable[[_Goods], None]] = {
    "fulfilled": _Goods.fulfilled,
    "partial": _Goods.partial,
    "unfulfilled": _Goods.unsent,
    "restocked": _Goods.restocks,
}
