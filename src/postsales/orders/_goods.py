"""The goods side of the fold: where events move the units, and which returns are open.

Rules of this file: one method per kind of event; ``Goods`` changes while a history is folded and is
gone when a ``Position`` is made of it. An event that cannot be raises; nothing is repaired.
"""

from collections.abc import Callable

from attrs import define, evolve

from postsales.basics.events import Event
from postsales.basics.quantities import Quantities
from postsales.orders import units as moves
from postsales.orders.events import (
    Cancelled,
    Delivered,
    Lost,
    Received,
    ReturnApproved,
    ReturnClosed,
    ReturnRequested,
    Shipped,
)
from postsales.orders.position import (
    InvalidOrder,
    OpenReturn,
    Position,
    Sold,
    UnknownLine,
    untouched,
)
from postsales.orders.units import TooManyUnits, Units

__all__ = ["Goods", "impossible"]


def impossible(sold: Sold, event: Event, problem: str) -> InvalidOrder:
    """The error for an event that the history before it does not allow."""
    what = f"{type(event).__name__} at {event.at.isoformat()}"
    return InvalidOrder(f"order {sold.order_id!r}", [f"{what}: {problem}"])


Named = tuple[str, int]
"""What a return or refund is looked up by: its ref, or its place when it has none."""


def named(ref: str, place: int) -> Named:
    """The key of a return or refund: those without a ref are never found by one."""
    return (ref, 0) if ref else ("", place)


@define(weakref_slot=False, eq=False)
class Goods:
    """Units by line, and open returns by name, in the making."""

    sold: Sold
    units: dict[str, Units]
    returns: dict[Named, OpenReturn]

    @classmethod
    def of(cls, position: Position) -> "Goods":
        """The goods as a position has them."""
        returns = {named(x.ref, i): x for i, x in enumerate(position.open_returns)}
        return cls(position.sold, dict(position.touched), returns)

    def line(self, line: str) -> Units:
        """The units of a line, touched or not."""
        found = self.units.get(line)
        if found is None:
            if line not in self.sold.lines:
                raise UnknownLine(line, self.sold.lines)
            found = untouched(self.sold.lines[line])
        return found

    def _of(self, event: Event, line: str) -> Units:
        try:
            return self.line(line)
        except UnknownLine as unknown:
            where = (
                f"order {self.sold.order_id!r}: {type(event).__name__} at {event.at.isoformat()}: "
            )
            raise UnknownLine(line, unknown.known, where) from None

    def _move(self, event: Event, units: Quantities, step: Callable[[Units, int], Units]) -> None:
        for line, k in units.items():
            before = self._of(event, line)
            try:
                self.units[line] = step(before, k)
            except TooManyUnits as problem:
                says = f"{k} of {line!r}, but at most {problem.possible} of {before.ordered} can be"
                raise impossible(self.sold, event, says) from None

    def shipped(self, event: Shipped) -> None:
        """Units leave."""
        at, ref = event.at, event.ref
        self._move(event, event.units, lambda units, k: moves.shipped(units, k, at, ref))

    def delivered(self, event: Delivered) -> None:
        """Units arrive."""
        at, ref = event.at, event.ref
        self._move(event, event.units, lambda units, k: moves.delivered(units, k, at, ref))

    def lost(self, event: Lost) -> None:
        """Units are lost."""
        self._move(event, event.units, lambda units, k: moves.lost(units, k, event.ref))

    def cancelled(self, event: Cancelled) -> None:
        """Units are called off."""
        self._move(event, event.units, moves.cancelled)

    def requested(self, event: ReturnRequested) -> None:
        """A return is announced."""
        key = named(event.ref, len(self.returns) + 1)
        while not event.ref and key in self.returns:
            key = ("", key[1] + 1)
        if key in self.returns:
            raise impossible(self.sold, event, f"the return {event.ref!r} is open already")
        self._move(event, event.units, moves.requested)
        self.returns[key] = OpenReturn(event.ref, awaited=event.units, requested_at=event.at)

    def approved(self, event: ReturnApproved) -> None:
        """A return is agreed to."""
        self.returns[event.ref, 0] = evolve(self._open(event), approved_at=event.at)

    def received(self, event: Received) -> None:
        """Units come back, and fulfil the return that is named, else the oldest of their line."""
        self._move(event, event.units, moves.received)
        left = dict(event.units)
        others = [key for key in self.returns if key != (event.ref, 0)]
        for key in ((event.ref, 0), *others):
            if left and key in self.returns:
                left = self._fulfil(key, left)

    def _fulfil(self, key: Named, arrived: dict[str, int]) -> dict[str, int]:
        """Take what arrived off what a return awaits; what it did not await is given back."""
        awaits = self.returns[key]
        came = {x: min(k, awaits.awaited.get(x, 0)) for x, k in arrived.items()}
        self._release(came)
        still = {x: k - came.get(x, 0) for x, k in awaits.awaited.items()}
        rest = evolve(awaits, awaited=Quantities({x: k for x, k in still.items() if k}))
        # A return with a name stays open until it is closed; nobody can close one without.
        if rest.awaited or rest.ref:
            self.returns[key] = rest
        else:
            del self.returns[key]
        return {x: k - came[x] for x, k in arrived.items() if k > came[x]}

    def closed(self, event: ReturnClosed) -> None:
        """A return is over; what did not come is free again."""
        self._release(self._open(event).awaited)
        del self.returns[event.ref, 0]

    def _open(self, event: Event) -> OpenReturn:
        found = self.returns.get((event.ref, 0))
        if found is None:
            raise impossible(self.sold, event, f"no return {event.ref!r} is open")
        return found

    def _release(self, units: "Quantities | dict[str, int]") -> None:
        for line, k in units.items():
            if k:
                before = self.line(line)
                self.units[line] = evolve(before, requested=before.requested - k)

    def refunded(self, event: Event, line: str, k: int) -> None:
        """Units had their money given back, or no longer have."""
        before = self._of(event, line)
        refunded = before.refunded + k
        if refunded > before.ordered:
            says = f"{refunded} of {line!r} refunded, but {before.ordered} were sold"
            raise impossible(self.sold, event, says)
        self.units[line] = evolve(before, refunded=refunded)
