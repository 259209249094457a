"""Cuts a request into cases: units that share every fact."""

from collections.abc import Iterator, Sequence

from postsales.basics._filled import filled
from postsales.orders.drawing import drawn
from postsales.orders.inspected import found_in
from postsales.orders.named import told_under
from postsales.orders.reasons import ReasonKind
from postsales.orders.units import Lot, Units, in_hand
from postsales.returns.case import Asking, Availability, ReturnCase
from postsales.returns.found import looked_at
from postsales.returns.request import ReturnItem
from postsales.returns.says import Coverage

__all__ = ["cut"]

_IN_HAND, _OTHER = Availability.IN_HAND, ReasonKind.OTHER
_case = filled(ReturnCase)


def cut(asking: Asking, items: Sequence[ReturnItem]) -> tuple[ReturnCase, ...]:
    """The cases of some items of a request, all those of a line together.

    Example:
        See ``returns.assess``, which asks the rules about them.
    """
    cases: list[ReturnCase] = []
    passed: dict[str, int] = {}
    position, reasons = asking.position, asking.terms.reasons
    for item in items:
        line = position.line(item.line)
        units = position.units(item.line)
        before = passed.get(item.line, 0)
        passed[item.line] = before + item.units
        kind = reasons.get(item.reason, _OTHER)
        for availability, k, lot in _drawn(units, asking.terms.covers, before, item.units):
            case = _case(asking, item, line, k, availability, lot, kind, before=before)
            cases.append(case)
            before += k
    ref = asking.request.ref
    if asking.terms.conditions and ref:
        return looked_at(cases, found_in(told_under(ref, asking.order, at=asking.known_at)))
    return tuple(cases)


_Drawn = tuple[Availability, int, Lot | None]


def _drawn(units: Units, covers: Coverage, before: int, wanted: int) -> Sequence[_Drawn]:
    """The units that an item draws on, after those that items before it have drawn."""
    lots = in_hand(units)
    if lots and before + wanted <= lots[0].units:
        return ((_IN_HAND, wanted, lots[0]),)
    return drawn(_stock(units, covers, lots), before, wanted, Availability.NOT_BOUGHT)


def _stock(units: Units, covers: Coverage, lots: Sequence[Lot]) -> Iterator[_Drawn]:
    """All units of a line by what became of them, those that can be asked for first."""
    for lot in lots:
        yield _IN_HAND, lot.units, lot
    yield Availability.NOT_SHIPPED, units.cancellable, None
    claimed = units.claimed if covers is Coverage.ORDERED else 0
    lost = Availability.LOST, units.missing - claimed, None
    if covers is Coverage.ORDERED:
        yield lost
    yield Availability.REQUESTED, units.reserved + claimed, None
    yield Availability.RETURNED, units.returned, None
    if covers is not Coverage.ORDERED:
        yield lost
    yield Availability.REFUNDED, units.kept + units.lost - units.missing, None
    yield Availability.CANCELLED, units.cancelled, None
