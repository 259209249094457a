"""Units of refunds of a Shopify order: which came back, and which were called off.

Rules of this file: refunds are told in the order of time. ``return`` is of units that had left by
then, ``cancel`` of units that never did; ``legacy_restock`` says neither, and the parcels decide.

Source: Shopify's descriptions of ``RefundLineItemRestockType``.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from attrs import define

from postsales.basics.events import Event
from postsales.orders.events import Cancelled, Received
from postsales.orders.lines import LineKind
from postsales.wire._reader import Reader
from postsales.wire._shop_moved import ToldBack, ToldRefund
from postsales.wire._shop_sent import Sent
from postsales.wire._shop_told import ToldOrder


@define(weakref_slot=False, eq=False)
class Stock:
    """Where the units of every line are, while refunds move them.

    ``left`` were in no refund yet, ``unshipped`` never left and were not called off, ``returned``
    came back, ``called`` are to be called off by refunds that are still to come. ``came`` are units
    that came back by themselves, by their return, and that no refund has named yet; ``gone`` are
    units that were called off, alike; ``doubtful`` are such that a refund of units that went
    nowhere may have named. ``teller`` is where parcels are told, ``advice`` how more is found out.
    """

    reader: Reader
    sent: Sent
    undelivered: frozenset[str]
    left: dict[str, int]
    unshipped: dict[str, int]
    returned: Counter[str]
    called: Counter[str]
    came: dict[str, Counter[str]]
    gone: Counter[str]
    doubtful: Counter[str]
    teller: str = "$.fulfillments"
    advice: str = ""

    @classmethod
    def of(cls, reader: Reader, order: ToldOrder, sent: Sent) -> "Stock":
        """All of an order, of which some units were sent."""
        called: Counter[str] = Counter()
        for refund in order.refunds:
            for piece in refund.lines:
                called[piece.of or ""] += piece.units if piece.restock == "cancel" else 0
        return cls(
            reader,
            sent,
            frozenset(x.id for x in order.lines if x.kind is not LineKind.GOODS),
            {line.id: line.quantity for line in order.lines},
            {line.id: line.quantity - sent.ever(line.id) for line in order.lines},
            Counter(),
            called,
            {told.id: told.received() for told in order.returns},
            Counter(),
            Counter(),
        )

    def events(self, refund: ToldRefund) -> Iterable[Event]:
        """Units that are in stock again came back, or never left."""
        back: Counter[str] = Counter()
        off: Counter[str] = Counter()
        for piece in refund.lines:
            line = piece.of or ""
            if not 0 < piece.units <= self.left.get(line, 0):
                continue  # More than there are is a problem of the money.
            self.left[line] -= piece.units
            came, called = self._moved(piece, line, refund)
            back[line] += came
            off[line] += called
        back, off = +back, +off
        if back:
            says = "the goods were back when the refund was made, as they were put into stock"
            self.reader.assume(f"{refund.path}.refund_line_items", says)
            yield Received(back, at=refund.at, ref=refund.back or refund.id)
        if off:
            yield Cancelled(off, at=refund.at, ref=refund.id)

    def _moved(self, piece: ToldBack, line: str, refund: ToldRefund) -> tuple[int, int]:
        """Units that came back with it, and units that were called off."""
        came, called = 0, 0
        if piece.restock == "cancel":
            called = self._cancel(piece, line)
        elif piece.restock == "return":
            before = self._come_before(line, piece.units, refund.back)
            self.returned[line] += before
            came = self._return(piece, line, refund.at, piece.units - before)
        elif piece.restock == "legacy_restock":
            came, called = self._legacy(piece, line, refund.at)
            before = self._come_before(line, came, refund.back)
            self.returned[line] += before
            came -= before
        self.returned[line] += came
        self.unshipped[line] -= called
        return came, called

    def _cancel(self, piece: ToldBack, line: str) -> int:
        self.called[line] -= piece.units
        units = piece.units - _taken(self.gone, line, piece.units)
        left = max(0, self.unshipped[line])
        units -= _taken(self.doubtful, line, units - left)
        if units > left:
            says = f"is 'cancel' of {piece.units}, and {left} of line {line} had not left or been"
            self.reader.wrong(f"{piece.path}.restock_type", f"{says} called off{self.advice}")
        return units

    def _come_before(self, line: str, units: int, of: str | None) -> int:
        """Units that are told to have come back already: with the return of the refund, or any."""
        rest = units
        for ref, came in self.came.items():
            if of is None or ref in ("", of):
                taken = min(rest, came[line])
                came[line] -= taken
                rest -= taken
        return units - rest

    def _return(self, piece: ToldBack, line: str, at: datetime, units: int) -> int:
        out = self._out(line, at)
        more = units - max(0, out)
        if more <= 0:
            return units
        gone = f"{self.teller} sent {self.sent.by(line, at)} of line {line} by then"
        says = f"is 'return' of {piece.units}, and {gone}"
        if self.returned[line]:
            says = f"{says}, of which {self.returned[line]} were back"
        if self._may_have_left(line):
            says = f"{says}; they left all the same, as they came back"
            self.reader.assume(f"{piece.path}.restock_type", says)
        else:
            self.reader.wrong(f"{piece.path}.restock_type", says)
        self.unshipped[line] -= min(more, max(0, self.unshipped[line]))
        return units

    def _may_have_left(self, line: str) -> bool:
        """Parcels are not told, or were taken back later, or are not needed."""
        return not self.sent.is_told or line in self.sent.undone or line in self.undelivered

    def _legacy(self, piece: ToldBack, line: str, at: datetime) -> tuple[int, int]:
        """How many came back, and were called off: as many as never left, some before already."""
        path = f"{piece.path}.restock_type"
        free = max(0, self.unshipped[line] - self.called[line])
        out = max(0, self._out(line, at))
        if self._is_open(piece, line, free, out):
            return 0, 0
        units = piece.units - _taken(self.gone, line, piece.units)
        units -= _taken(self.doubtful, line, units - free - out)
        called = min(units, free)
        if units < piece.units:
            says = f"in stock again: {piece.units - units} of line {line} were called off before"
            self.reader.assume(path, says)
        if not units:
            return 0, 0
        if free and out:
            says = "in stock again: units that had not left were called off, though sent ones may"
            self.reader.assume(path, f"{says} have come back instead")
        elif units <= free + out:
            what = "came back, as all had left" if out else "were called off, as none had left"
            self.reader.assume(path, f"in stock again: the units {what}")
        if units > free + out and not self._may_have_left(line):
            had = f"{free} of line {line} had not left, and {out} were with the customer"
            self.reader.wrong(path, f"is 'legacy_restock' of {piece.units}, and {had}{self.advice}")
        return units - called, called

    def _is_open(self, piece: ToldBack, line: str, free: int, out: int) -> bool:
        """Is it open whether its units came back, until all refunds of the order are told?"""
        off = max(0, self.gone[line]) + max(0, self.doubtful[line])
        if not (off and out) or piece.units >= off + free + out:
            return False
        had = f"{off + free} of line {line} were called off or had not left, and {out} were with"
        says = f"is 'legacy_restock' of {piece.units}, and {had} the customer: other refunds decide"
        self.reader.wrong(
            f"{piece.path}.restock_type", f"{says} which of them it is of{self.advice}"
        )
        return True

    def _out(self, line: str, at: datetime) -> int:
        """Units that had left by then and are not back."""
        return self.sent.by(line, at) - self.returned[line]


def _taken(pool: Counter[str], line: str, most: int) -> int:
    """Units that a pool has of a line, taken out of it."""
    found = max(0, min(most, pool[line]))
    pool[line] -= found
    return found
