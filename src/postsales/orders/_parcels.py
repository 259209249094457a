"""Many parcels of one line, found by their names while a history is folded.

Rules of this file: it moves units exactly as ``units`` does, where that is simple: a parcel leaves
with units that were open, and arrives under its own name. Everything else it leaves to ``units``.
"""

from datetime import datetime

from attrs import define, evolve

from postsales.orders.units import Lot, Units

_Key = tuple[datetime | None, datetime | None, str]


@define(weakref_slot=False, eq=False)
class Parcels:
    """The lots of a line in order, and those on their way by the name of their parcel."""

    open: int
    lots: dict[_Key, Lot]
    on_their_way: dict[str, dict[_Key, None]]
    undated: int

    @classmethod
    def of(cls, units: Units) -> "Parcels":
        """The lots of a line as they are."""
        found = cls(units.open, {}, {}, 0)
        for lot in units.lots:
            found._put(lot)
        return found

    def back_in(self, units: Units) -> Units:
        """The line with its lots as they have become."""
        return evolve(units, open=self.open, lots=tuple(self.lots.values()))

    def shipped(self, k: int, at: datetime, ref: str) -> bool:
        """Units leave; False when it is not as simple as that."""
        if self.undated or k > self.open:
            return False
        self.open -= k
        self._put(Lot(k, at, None, ref))
        return True

    def delivered(self, k: int, at: datetime, ref: str) -> bool:
        """Units arrive; False when they are not all in the parcel that is named."""
        keys = [*self.on_their_way.get(ref, ())] if ref else []
        if sum(self.lots[key].units for key in keys) < k:
            return False
        for key in keys:
            lot = self.lots[key]
            taken = min(k, lot.units)
            if taken == lot.units:
                self._drop(key)
            else:
                self.lots[key] = evolve(lot, units=lot.units - taken)
            self._put(Lot(taken, lot.shipped_at, at, ref))
            k -= taken
            if not k:
                break
        return True

    def _put(self, lot: Lot) -> None:
        key = (lot.shipped_at, lot.delivered_at, lot.ref)
        same = self.lots.get(key)
        if same is not None:
            self.lots[key] = evolve(lot, units=same.units + lot.units)
            return
        self.lots[key] = lot
        self.undated += lot.shipped_at is None
        if lot.delivered_at is None:
            self.on_their_way.setdefault(lot.ref, {})[key] = None

    def _drop(self, key: _Key) -> None:
        lot = self.lots.pop(key)
        self.undated -= lot.shipped_at is None
        del self.on_their_way[lot.ref][key]
