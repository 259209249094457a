"""Units of a known order that came back or were called off, and which refunds have named them.

A refund in a history says how many units its money is for, and not where they were. Rules of this
file: units that moved with a refund are those it names first. The others are taken to be those that
were back already, by its return or by then; or else those called off by then, which stays in doubt,
as they may have been kept; or else they were kept.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime

from attrs import define

from postsales.basics.events import Event
from postsales.orders.events import Cancelled, Received, Refunded, ReturnRequested
from postsales.orders.order import Order, told_once
from postsales.wire._shop_moved import ToldRefund

CALLED_OFF = "cancelled"
"""The name of what a cancelled order called off."""


def is_of(refund: ToldRefund) -> Callable[[Event], bool]:
    """Is an event one that the refund tells?"""

    def is_told(event: Event) -> bool:
        if event.ref != refund.id:
            return False
        moved = isinstance(event, Received | Cancelled) and event.at == refund.at
        return moved or isinstance(event, Refunded)

    return is_told


@define(weakref_slot=False, eq=False)
class _Lot:
    """Units of a line that moved by themselves: back, with their return if any, or called off."""

    line: str
    units: int
    at: datetime
    of: str
    is_back: bool


@define(weakref_slot=False, eq=False)
class Unnamed:
    """The units that no refund has named; and those that the refund at hand called off itself."""

    lots: list[_Lot]
    doubtful: Counter[str]
    own: Counter[str]

    @classmethod
    def of(cls, order: Order, refund: ToldRefund) -> "Unnamed":
        """All units that moved by themselves, less those that other refunds have named."""
        is_told = is_of(refund)
        history = told_once(order.history)
        own = Counter[str]()
        for event in history:
            if isinstance(event, Cancelled) and is_told(event):
                own.update(event.units)
        others = [event for event in history if not is_told(event)]
        named = _named(others)
        found = cls([], Counter(), own)
        found._read(others, named)
        for one in sorted(named, key=lambda x: x.at):
            found._name(one, is_any=refund.back is None)
        return found

    @property
    def gone(self) -> Counter[str]:
        """Units that were called off."""
        return _sum(x for x in self.lots if not x.is_back)

    def came(self, refund: ToldRefund) -> dict[str, Counter[str]]:
        """Units that came back, by return; those of none as far as they had by the refund."""
        found: dict[str, Counter[str]] = {}
        for lot in self.lots:
            if lot.is_back and (lot.of or lot.at <= refund.at):
                found.setdefault(lot.of, Counter())[lot.line] += lot.units
        return found

    def back_by(self, at: datetime) -> Counter[str]:
        """Units that were back by an instant."""
        return _sum(x for x in self.lots if x.is_back and x.at <= at)

    def _read(self, history: Iterable[Event], named: "list[_Named]") -> None:
        events = list(history)
        returns = {x.ref for x in events if isinstance(x, ReturnRequested)}
        returns |= {one.back for one in named}
        by_name: dict[str, list[_Named]] = {}
        for one in named:
            for name in {one.ref, one.back} - {""}:
                by_name.setdefault(name, []).append(one)
        for event in events:
            if not isinstance(event, Received | Cancelled):
                continue
            units = Counter(dict(event.units))
            for one in by_name.get(event.ref, ()):
                units -= one.moves(event, units)
            is_back = isinstance(event, Received)
            of = event.ref if event.ref in returns or not is_back else ""
            self.lots += (_Lot(line, n, event.at, of, is_back) for line, n in units.items())

    def _name(self, one: "_Named", *, is_any: bool) -> None:
        """Take out the units that a refund names and that did not move with it."""
        for line, units in one.units.items():
            left = self._take(line, units, lambda x: x.is_back and x.of == one.back != "")
            left = self._take(line, left, lambda x: x.is_back and not x.of and x.at <= one.at)
            if is_any and not one.back:
                left = self._take(line, left, lambda x: x.is_back and x.at <= one.at)
            rest = self._take(line, left, lambda x: not x.is_back and one.is_after(x))
            self.doubtful[line] += left - rest

    def _take(self, line: str, units: int, fits: Callable[[_Lot], bool]) -> int:
        for lot in self.lots:
            if lot.line == line and fits(lot):
                taken = min(units, lot.units)
                lot.units -= taken
                units -= taken
        return units


@define(weakref_slot=False, eq=False)
class _Named:
    """A refund that is known: the units it names, while those that moved with it are taken off."""

    ref: str
    back: str
    at: datetime
    times: set[datetime]
    units: Counter[str]

    def moves(self, event: Received | Cancelled, units: Counter[str]) -> Counter[str]:
        """Units of an event that moved with the refund."""
        is_own = self.ref != "" and event.ref == self.ref
        of_return = isinstance(event, Received) and event.ref == self.back != ""
        if not is_own and not (of_return and event.at in self.times):
            return Counter()
        found = units & self.units
        self.units -= found
        return found

    def is_after(self, lot: _Lot) -> bool:
        """Was the lot called off by then? What a cancelled order called off may be told later."""
        return lot.of == CALLED_OFF or lot.at <= self.at


def _named(history: Iterable[Event]) -> list[_Named]:
    """The refunds of a history, each once."""
    found: dict[str, _Named] = {}
    refunds = [event for event in history if isinstance(event, Refunded)]
    for place, event in enumerate(refunds):
        units = Counter({line.line: line.units for line in event.lines if line.units})
        key = event.ref or f" {place}"
        if key not in found:
            found[key] = _Named(event.ref, event.return_ref, event.at, set(), units)
        one = found[key]
        one.at = min(one.at, event.at)
        one.back = one.back or event.return_ref
        one.times.add(event.at)
    return list(found.values())


def _sum(lots: Iterable[_Lot]) -> Counter[str]:
    found: Counter[str] = Counter()
    for lot in lots:
        found[lot.line] += lot.units
    return found
