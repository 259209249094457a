"""The goods side of the fold: where events move the units, and which returns are open.

Rules of this file: one method per kind of event; ``Goods`` changes while a history is folded and is
gone when a ``Position`` is made of it. An event that cannot be raises; nothing is repaired.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from attrs import Factory, define, evolve

from postsales.basics.events import Event
from postsales.basics.quantities import Quantities, less
from postsales.orders import units as moves
from postsales.orders._parcels import Parcels
from postsales.orders.events import (
    Cancelled,
    Delivered,
    Lost,
    OfUnits,
    Received,
    ReturnApproved,
    ReturnClosed,
    ReturnRequested,
    Shipped,
)
from postsales.orders.overrides import Overridden
from postsales.orders.position import (
    InvalidOrder,
    OpenReturn,
    Position,
    Sold,
    UnknownLine,
    untouched,
)
from postsales.orders.return_events import (
    ReturnCancelled,
    ReturnSentBack,
)
from postsales.orders.units import TooManyUnits, Units

__all__ = ["Goods", "impossible"]


def impossible(sold: Sold, event: Event, problem: str) -> InvalidOrder:
    """The error for an event that the history before it does not allow."""
    what = f"{type(event).__name__} at {event.at.isoformat()}"
    return InvalidOrder(f"order {sold.order_id!r}", [f"{what}: {problem}"])


MANY = 8
"""From so many lots of one line on, they are looked up by the name of their parcel."""

Named = tuple[str, int]
"""What a return or refund is looked up by: its ref, or its place when it has none."""


def named(ref: str, place: int) -> Named:
    """The key of a return or refund: those without a ref are never found by one."""
    return (ref, 0) if ref else ("", place)


@define(weakref_slot=False, eq=False)
class Goods:
    """Units by line, and open returns by name, in the making.

    Of a line in ``parcels`` the lots and what is open are there, and ``units`` has the rest.
    """

    sold: Sold
    units: dict[str, Units]
    returns: dict[Named, OpenReturn]
    over: frozenset[str] = frozenset()
    parcels: dict[str, Parcels] = Factory(dict[str, Parcels])

    @classmethod
    def of(cls, position: Position) -> "Goods":
        """The goods as a position has them."""
        returns = {named(x.ref, i): x for i, x in enumerate(position.open_returns)}
        return cls(position.sold, dict(position.touched), returns, position.past_returns)

    def settled(self) -> dict[str, Units]:
        """The units of every line that was touched."""
        for line, parcels in self.parcels.items():
            self.units[line] = parcels.back_in(self.units[line])
        self.parcels = {}
        return self.units

    def _step(
        self, event: Shipped | Delivered, step: Callable[[Parcels, int, datetime, str], bool]
    ) -> Mapping[str, int]:
        """Move units parcel by parcel, of lines that have many; the units that are left to move."""
        left: dict[str, int] = {}
        for line, k in event.units.items():
            parcels = self._parcels(line)
            if parcels is None or not step(parcels, k, event.at, event.ref):
                left[line] = k
        return left

    def _parcels(self, line: str) -> Parcels | None:
        found = self.parcels.get(line)
        if found is None and line in self.units and len(self.units[line].lots) >= MANY:
            found = self.parcels[line] = Parcels.of(self.units[line])
        return found

    def line(self, line: str) -> Units:
        """The units of a line, touched or not."""
        parcels = self.parcels.pop(line, None)
        if parcels is not None:
            self.units[line] = parcels.back_in(self.units[line])
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

    def _move(
        self, event: Event, units: Mapping[str, int], step: Callable[[Units, int], Units]
    ) -> None:
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
        left = self._step(event, Parcels.shipped)
        self._move(event, left, lambda units, k: moves.shipped(units, k, at, ref))

    def delivered(self, event: Delivered) -> None:
        """Units arrive."""
        at, ref = event.at, event.ref
        left = self._step(event, Parcels.delivered)
        self._move(event, left, lambda units, k: moves.delivered(units, k, at, ref))

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
        """A return is agreed to; one that is over stays so."""
        found = self._known(event)
        for line in event.staying:
            self._of(event, line)
        if found is not None:
            self.returns[event.ref, 0] = evolve(found, approved_at=event.at)

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
        still = less(awaits.awaited, came)
        # A return with a name stays open until it is closed; nobody can close one without.
        rest = evolve(awaits, awaited=still, came=_more(awaits.came, came))
        self._replace(key, awaits, rest if still or awaits.ref else None)
        return {x: k - came[x] for x, k in arrived.items() if k > came[x]}

    def _replace(self, key: Named, before: OpenReturn, after: OpenReturn | None) -> None:
        """A return goes on otherwise, or is over: units are reserved once, also if paid ahead."""
        for line in before.awaited:
            fewer = before.ahead(line) - (0 if after is None else after.ahead(line))
            if fewer:
                units = self.line(line)
                self.units[line] = evolve(units, ahead=units.ahead - fewer)
        if after is None:
            del self.returns[key]
        else:
            self.returns[key] = after

    def sent_back(self, event: ReturnSentBack) -> None:
        """Units that had come back go to the customer again."""
        self._move(event, event.units, moves.sent_back)

    def spoken_for(self, ref: str, line: str, units: int) -> None:
        """Units that a return awaits are reserved by something else from now on."""
        if (ref, 0) in self.returns and ref:
            self._fulfil((ref, 0), {line: units})

    def closed(self, event: ReturnClosed) -> None:
        """A return is over; what did not come is free again."""
        self._end(event.ref, self._known(event))

    def called_off(self, event: ReturnCancelled) -> None:
        """A return is called off by the customer, who may do so when it is over already."""
        self._end(event.ref, self.returns.get((event.ref, 0)))

    def _end(self, ref: str, found: OpenReturn | None) -> None:
        if found is not None:
            self._release(found.awaited)
            self._replace((ref, 0), found, None)
            self.over |= {ref}

    def noted(self, event: OfUnits) -> None:
        """Units that something is told of, such as their way back: they are where they were."""
        for line in event.units:
            if line not in self.sold.lines:
                self._of(event, line)

    def named(self, event: Overridden) -> None:
        """Lines that somebody decides on are lines that were sold."""
        for line in event.lines:
            if line not in self.sold.lines:
                self._of(event, line)

    def _known(self, event: Event) -> OpenReturn | None:
        """The return that an event names; None when it is over already."""
        found = self.returns.get((event.ref, 0))
        if found is None and event.ref not in self.over:
            raise impossible(self.sold, event, f"no return {event.ref!r} is open")
        return found

    def _release(self, units: "Quantities | dict[str, int]") -> None:
        for line, k in units.items():
            if k:
                before = self.line(line)
                self.units[line] = evolve(before, requested=before.requested - k)

    def refunded(self, event: Event, line: str, k: int) -> None:
        """Units had their money given back, or no longer have."""
        # What is refunded is said nothing about in a parcel, so many of them can stay as they are.
        before = self.units[line] if line in self.parcels else self._of(event, line)
        refunded = before.refunded + k
        if refunded > before.ordered:
            says = f"{refunded} of {line!r} refunded, but {before.ordered} were sold"
            raise impossible(self.sold, event, says)
        self.units[line] = evolve(before, refunded=refunded)

    def paid_for(self, ref: str, line: str, k: int) -> None:
        """Units had their money given back for a return that is open, or no longer have."""
        found = self.returns.get((ref, 0)) if ref else None
        if found is None or not k:
            return
        paid = max(0, found.refunded.get(line, 0) + k)
        told = {**found.refunded, line: paid}
        after = evolve(found, refunded={x: n for x, n in told.items() if n})
        self._replace((ref, 0), found, after)


def _more(units: Mapping[str, int], more: Mapping[str, int]) -> dict[str, int]:
    together = {**units}
    for line, k in more.items():
        together[line] = together.get(line, 0) + k
    return {line: k for line, k in together.items() if k}
