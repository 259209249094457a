"""The conditions of a cancellation.

Rules of this file: one condition per rule; a rule answers with a finding made beforehand and names
facts and instants only when asked; it never counts units and never looks at a clock.
"""

from collections.abc import Iterable
from datetime import datetime

from attrs import frozen

from postsales.basics.events import Event
from postsales.basics.findings import MET, NOT_APPLICABLE, Fact, Finding, Verdict, not_met, unknown
from postsales.basics.periods import End, end_of
from postsales.basics.rules import in_snake_case
from postsales.cancellations.case import CANCELLABLE, CancellationCase, Whereabouts
from postsales.orders.events import Shipped
from postsales.orders.units import Lot

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


@frozen(weakref_slot=False)
class _WithinWindow:
    """The window that the terms give after the sale is still open."""

    name: str = "within_window"

    def __call__(self, case: CancellationCase, /) -> Finding:
        """Is it still open? Unknown while holidays that nobody gave could hold it open."""
        terms = case.terms
        if terms.within is None or case.whereabouts not in CANCELLABLE:
            return NOT_APPLICABLE
        end = _end(case)
        if case.at < end.closes:
            return MET
        if end.latest is None or case.at < end.latest:
            return _HOLIDAYS_MISSING
        return _CLOSED if case.lot is None else _CLOSED_AND_LEFT

    def facts(self, case: CancellationCase, /) -> dict[str, Fact]:
        """When the window began, how long it is and when it ends."""
        deadline = case.deadline
        if deadline is None:
            return {}
        return {
            "since": case.order.placed_at,
            "start": "the sale",
            "length": str(case.terms.within),
            "last_day": deadline.last_day,
        }

    def changes_at(self, case: CancellationCase, /) -> Iterable[datetime]:
        """The instant at which the window closes, and until which holidays could hold it open."""
        if case.deadline is None:
            return []
        end = _end(case)
        return [at for at in dict.fromkeys((end.closes, end.latest)) if at is not None]


_CLOSED = not_met("window_closed")
_CLOSED_AND_LEFT = not_met("window_closed", instead="return_instead")


_HOLIDAYS_MISSING = unknown("holidays_missing", tell="holidays")


def _end(case: CancellationCase) -> End:
    terms = case.terms
    assert terms.within is not None  # noqa: S101 - asked by those who know that there is one
    return end_of(case.order.placed_at, terms.within, terms.counted_in, terms.calendar)


cancellable: _Cancellable = _Cancellable()
"""The units are with the shop or on their way, and nobody has them or has asked for them."""

before_cut_off: _BeforeCutOff = _BeforeCutOff()
"""None of the events that cut the units off has happened to them."""

within_window: _WithinWindow = _WithinWindow()
"""The window that the terms give after the sale is still open."""
