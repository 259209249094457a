"""Units of a line: where each of them is, and how events move them.

Rules of this file: every unit is in exactly one state; a later state implies the earlier ones,
since real histories have holes; units that are gone count against the oldest delivery. The
functions give back a new value and raise ``TooManyUnits`` when an event names more units than there
can be.
"""

from collections.abc import Callable
from datetime import datetime

from attrs import evolve, field, frozen

from postsales.basics.moments import Moment, in_utc, iso_repr

__all__ = ["Lot", "Units"]


class TooManyUnits(Exception):
    """An event names more units than can be in the state before it; the order makes it typed."""

    def __init__(self, possible: int) -> None:
        super().__init__(possible)
        self.possible = possible


def _moment(value: Moment | None) -> datetime | None:
    return value if value is None else in_utc(value, "at")


@frozen(weakref_slot=False)
class Lot:
    """Units of a line that share their parcel: when they were shipped and delivered, if known."""

    units: int
    shipped_at: datetime | None = field(default=None, converter=_moment, repr=iso_repr)
    delivered_at: datetime | None = field(default=None, converter=_moment, repr=iso_repr)
    ref: str = ""


@frozen(weakref_slot=False)
class Units:
    """Where are the units of a line?

    ``open`` + ``in_transit`` + ``delivered`` + ``returned`` + ``cancelled`` + ``lost`` =
    ``ordered``, always. ``requested`` units are reserved by open return requests, ``refunded`` ones
    had their money given back or are about to; both are in one of the states as well. ``ahead``
    are both: refunded for the return that awaits them. ``came_back`` are the parcels of those that
    were returned, so that units which are sent back to the customer keep their days.
    """

    ordered: int
    open: int
    lots: tuple[Lot, ...] = ()
    returned: int = 0
    cancelled: int = 0
    lost: int = 0
    requested: int = 0
    refunded: int = 0
    came_back: tuple[Lot, ...] = ()
    ahead: int = 0

    @property
    def in_transit(self) -> int:
        """Shipped and not known to be delivered."""
        return sum([lot.units for lot in self.lots if lot.delivered_at is None])

    @property
    def delivered(self) -> int:
        """With the customer."""
        return sum([lot.units for lot in self.lots if lot.delivered_at is not None])

    @property
    def out(self) -> int:
        """Not back, called off, lost or refunded: still to be delivered, or with the customer."""
        return self.ordered - max(self.refunded, self.back)

    @property
    def back(self) -> int:
        """Returned, called off or lost: no longer, or never, with the customer."""
        return self.returned + self.cancelled + self.lost

    @property
    def kept(self) -> int:
        """Refunded without having come back, been cancelled or been lost."""
        return max(0, self.refunded - self.back)

    @property
    def returnable(self) -> int:
        """Shipped or delivered, and neither given back, nor refunded, nor asked for already."""
        return sum(lot.units for lot in in_hand(self))

    @property
    def reserved(self) -> int:
        """Not back, and asked for by an open return already."""
        return self._reserved_of_lots + self._reserved_of_open

    @property
    def cancellable(self) -> int:
        """Not shipped yet, and neither refunded nor asked for by an open return."""
        return self._open_free - self._reserved_of_open

    @property
    def missing(self) -> int:
        """Lost, and not refunded."""
        return self.lost - min(self.lost, max(0, self.refunded - self.returned - self.cancelled))

    @property
    def claimed(self) -> int:
        """Lost and not refunded, and asked for by an open return already."""
        return min(self.missing, max(0, _only_asked(self) - self.reserved))

    @property
    def to_ship(self) -> int:
        """Neither shipped nor settled."""
        return self._open_free

    @property
    def to_deliver(self) -> int:
        """Not with the customer, and neither called off nor refunded: a delivery is still due."""
        _, lots, _ = _draw(_oldest_first(self.lots), self.kept, _any)
        on_their_way = sum(lot.units for lot in lots if lot.delivered_at is None)
        return self._open_free + on_their_way + self.missing

    @property
    def has_left(self) -> int:
        """Shipped for certain: on their way, with the customer, or back from there."""
        return sum([lot.units for lot in self.lots]) + self.returned

    @property
    def has_arrived(self) -> int:
        """Delivered for certain: with the customer, or back from there."""
        return self.delivered + self.returned

    @property
    def _reserved_of_lots(self) -> int:
        return max(0, sum([x.units for x in self.lots]) - self.kept) - self.returnable

    @property
    def _open_free(self) -> int:
        return self.open - min(self.open, max(0, self.kept - sum(x.units for x in self.lots)))

    @property
    def _reserved_of_open(self) -> int:
        # A return that is announced before the shipping is known speaks for units all the same.
        return min(self._open_free, max(0, _only_asked(self) - self._reserved_of_lots))


def _only_asked(units: Units) -> int:
    """Reserved by open returns, and not given back the money for already."""
    return units.requested - min(units.ahead, units.kept)


def in_hand(units: Units) -> tuple[Lot, ...]:
    """The lots that a new request can draw on, in the order in which it does.

    The newest delivery comes first, then the newest parcel on its way.
    """
    if not units.requested and units.refunded <= units.returned + units.cancelled + units.lost:
        lots = units.lots
        return _newest_first(lots) if len(lots) > 1 else lots
    _, lots, _ = _draw(_oldest_first(units.lots), units.kept, _any)
    _, lots, _ = _draw(_newest_first(lots), _only_asked(units), _any)
    return lots


def _newest_first(lots: tuple[Lot, ...]) -> tuple[Lot, ...]:
    delivered, on_its_way = _in_order(lots)
    return (*reversed(delivered), *reversed(on_its_way))


def _oldest_first(lots: tuple[Lot, ...]) -> tuple[Lot, ...]:
    delivered, on_its_way = _in_order(lots)
    return (*delivered, *on_its_way)


def _in_order(lots: tuple[Lot, ...]) -> tuple[list[Lot], list[Lot]]:
    """The delivered lots by their delivery, and the others as they were shipped."""
    dated = [(lot.delivered_at, place) for place, lot in enumerate(lots) if lot.delivered_at]
    return [lots[place] for _, place in sorted(dated)], [x for x in lots if not x.delivered_at]


def _any(lot: Lot) -> bool:  # noqa: ARG001 - the shape of a choice
    return True


def _undated(lot: Lot) -> bool:
    return lot.shipped_at is None


def _in_transit(lot: Lot) -> bool:
    return lot.delivered_at is None


def _draw(
    lots: tuple[Lot, ...], units: int, wanted: Callable[[Lot], bool]
) -> tuple[tuple[Lot, ...], tuple[Lot, ...], int]:
    """Take units from the wanted lots in order: what was taken, what is left, what was missing."""
    taken: list[Lot] = []
    left: list[Lot] = []
    for lot in lots:
        k = min(units, lot.units) if units and wanted(lot) else 0
        if k:
            taken.append(lot if k == lot.units else evolve(lot, units=k))
        if k < lot.units:
            left.append(lot if not k else evolve(lot, units=lot.units - k))
        units -= k
    return tuple(taken), tuple(left), units


def _merged(lots: tuple[Lot, ...], more: tuple[Lot, ...]) -> tuple[Lot, ...]:
    """Lots in order, those of one parcel together."""
    if not lots and len(more) == 1:
        return more
    found: dict[tuple[datetime | None, datetime | None, str], Lot] = {}
    for lot in (*lots, *more):
        key = (lot.shipped_at, lot.delivered_at, lot.ref)
        same = found.get(key)
        found[key] = lot if same is None else evolve(lot, units=same.units + lot.units)
    return tuple(found.values())


def _moved(
    units: Units,
    open: int,
    lots: tuple[Lot, ...],
    *,
    returned: int = 0,
    cancelled: int = 0,
    lost: int = 0,
    came_back: tuple[Lot, ...] | None = None,
) -> Units:
    """The units with others open and in lots, and more or fewer in the states that are counted."""
    return Units(
        units.ordered,
        open,
        lots,
        units.returned + returned,
        units.cancelled + cancelled,
        units.lost + lost,
        units.requested,
        units.refunded,
        units.came_back if came_back is None else came_back,
        units.ahead,
    )


def shipped(units: Units, k: int, at: datetime, ref: str) -> Units:
    """Units leave for the customer. Told late, it dates parcels that have arrived already."""
    named, lots, k = _draw(units.lots, k, lambda x: bool(ref) and x.ref == ref and _undated(x))
    opened = min(k, units.open)
    others, lots, missing = _draw(lots, k - opened, _undated)
    if missing:
        raise TooManyUnits(sum(x.units for x in (*named, *others)) + opened)
    dated = tuple(evolve(lot, shipped_at=at) for lot in (*named, *others))
    fresh = (Lot(opened, at, None, ref),) if opened else ()
    return _moved(units, units.open - opened, _merged(lots, (*dated, *fresh)))


def delivered(units: Units, k: int, at: datetime, ref: str) -> Units:
    """Units reach the customer.

    They are of the parcel that is named, else of the oldest on its way; then units that were never
    said to be shipped; then lost ones that were found.
    """
    taken, lots, missing = _from_transit(units.lots, k, ref)
    opened = min(missing, units.open)
    found = min(missing - opened, units.lost)
    if missing > opened + found:
        raise TooManyUnits(k - missing + opened + found)
    new = [Lot(lot.units, lot.shipped_at, at, lot.ref or ref) for lot in taken]
    if opened + found:
        new.append(Lot(opened + found, None, at, ref))
    return _moved(units, units.open - opened, _merged(lots, tuple(new)), lost=-found)


def _from_transit(
    lots: tuple[Lot, ...], k: int, ref: str
) -> tuple[tuple[Lot, ...], tuple[Lot, ...], int]:
    if not ref:
        return _draw(lots, k, _in_transit)
    named, lots, missing = _draw(lots, k, lambda lot: lot.delivered_at is None and lot.ref == ref)
    others, lots, missing = _draw(lots, missing, _in_transit)
    return (*named, *others), lots, missing


def lost(units: Units, k: int, ref: str) -> Units:
    """Units are lost on the way; also ones never said to be shipped, or wrongly told delivered."""
    _, lots, missing = _from_transit(units.lots, k, ref)
    opened = min(missing, units.open)
    _, lots, missing = _draw(lots, missing - opened, _any)
    if missing:
        raise TooManyUnits(k - missing)
    return _moved(units, units.open - opened, lots, lost=k)


def cancelled(units: Units, k: int) -> Units:
    """Units are called off: ones that have not left first, then ones stopped on their way."""
    opened = min(k, units.open)
    _, lots, missing = _draw(units.lots, k - opened, _in_transit)
    if missing:
        raise TooManyUnits(k - missing)
    return _moved(units, units.open - opened, lots, cancelled=k)


def received(units: Units, k: int) -> Units:
    """Units come back.

    They are of the oldest delivery, then others that can have reached the customer although nobody
    said so.
    """
    back, lots, missing = _draw(_oldest_first(units.lots), k, _any)
    opened = min(missing, units.open)
    found = min(missing - opened, units.lost)
    if missing > opened + found:
        raise TooManyUnits(k - missing + opened + found)
    undated = (Lot(missing),) if missing else ()
    back = _merged(units.came_back, (*back, *undated))
    return _moved(units, units.open - opened, lots, returned=k, lost=-found, came_back=back)


def sent_back(units: Units, k: int) -> Units:
    """Units that had come back are the customer's again, those of the newest delivery first."""
    again, left, missing = _draw(_newest_first(units.came_back), k, _any)
    if missing:
        raise TooManyUnits(k - missing)
    lots = _merged(units.lots, again)
    return _moved(units, units.open, lots, returned=-k, came_back=left)


def requested(units: Units, k: int) -> Units:
    """Units are announced to come back, and reserved."""
    possible = units.ordered - units.returned - units.cancelled - units.requested
    if k > possible:
        raise TooManyUnits(possible)
    return evolve(units, requested=units.requested + k)
