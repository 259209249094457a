"""The conditions of a cancellation.

Rules of this file: one condition per rule; a rule answers with a finding made beforehand and names
facts and instants only when asked; it never counts units and never looks at a clock.
"""

from attrs import frozen

from postsales.basics.events import Event
from postsales.basics.findings import MET, NOT_APPLICABLE, Fact, Finding, Verdict, not_met
from postsales.basics.rules import in_snake_case
from postsales.cancellations.case import CancellationCase
from postsales.orders.events import Shipped
from postsales.orders.sale_window import within_window
from postsales.orders.units import Lot
from postsales.orders.whereabouts import CANCELLABLE, Whereabouts

__all__ = ["before_cut_off", "cancellable", "within_window"]

_INSTEAD = "return_instead"
_GONE = {
    place: not_met(place.value, instead=_INSTEAD if place is Whereabouts.DELIVERED else "")
    for place in Whereabouts
    if place not in CANCELLABLE
}


@frozen(weakref_slot=False)
class _Cancellable:
    """The units are with the shop or on their way, and nobody has them or has asked for them."""

    name: str = "cancellable"

    def __call__(self, case: CancellationCase, /) -> Finding:
        """Are the units still there to be called off?"""
        return MET if case.whereabouts in CANCELLABLE else _GONE[case.whereabouts]

    def facts(self, case: CancellationCase, /) -> dict[str, Fact]:
        """Where the units of the line are."""
        units = case.position.units(case.line_id)
        return {"bought": units.ordered, "open": units.open, "cancelled": units.cancelled}


def _passed(event: type[Event], lot: Lot | None) -> Finding:
    instead = _INSTEAD if lot is not None else ""
    return not_met(f"already_{in_snake_case(event.__name__)}", instead=instead)


@frozen(weakref_slot=False)
class _BeforeCutOff:
    """None of the events that cut the units off has happened to them."""

    name: str = "before_cut_off"

    def __call__(self, case: CancellationCase, /) -> Finding:
        """Are the units short of every cut-off of the terms?"""
        if not case.passed:
            return MET if case.whereabouts in CANCELLABLE else NOT_APPLICABLE
        parts = tuple(_passed(event, case.lot) for event in case.passed)
        return parts[0] if len(parts) == 1 else Finding(Verdict.NOT_MET, self.name, parts=parts)

    def facts(self, case: CancellationCase, /) -> dict[str, Fact]:
        """The host's own cut-offs that the units are past, and when they were shipped, if known."""
        own = [event for event in case.passed if event is not Shipped]
        names = [in_snake_case(event.__name__).replace("_", " ") for event in own]
        shipped_at = case.lot.shipped_at if case.lot is not None else None
        return {"cut_off": ", ".join(names) or None, "shipped_at": shipped_at}


cancellable: _Cancellable = _Cancellable()
"""The units are with the shop or on their way, and nobody has them or has asked for them."""

before_cut_off: _BeforeCutOff = _BeforeCutOff()
"""None of the events that cut the units off has happened to them."""
