"""The conditions of a return that every shop has.

Rules of this file: one condition per rule; a rule answers with a finding made beforehand and names
facts and instants only when asked; it never counts units and never looks at a clock. Exclusions are
rules, too: they stand with the terms, in ``terms.py``.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from attrs import frozen

from postsales.basics.events import Event
from postsales.basics.findings import MET, NOT_APPLICABLE, Fact, Finding, not_met, unknown
from postsales.basics.periods import closing
from postsales.basics.rules import in_snake_case
from postsales.orders.events import Delivered, Paid, Shipped
from postsales.orders.terms import reason_known
from postsales.returns.case import Availability, ReturnCase
from postsales.returns.running import chosen, running, started, started_by

if TYPE_CHECKING:
    from postsales.orders.starts import Since
    from postsales.returns.windows import ReturnWindow

__all__ = ["available", "reason_known", "within_window"]

_IN_HAND = Availability.IN_HAND
_UNAVAILABLE: dict[Availability, Finding] = {
    availability: not_met(
        availability.value,
        instead="cancel_instead" if availability is Availability.NOT_SHIPPED else "",
    )
    for availability in Availability
    if availability is not Availability.IN_HAND
}


@frozen(weakref_slot=False, repr=False)
class _Available:
    """The units are in the customer's hands and nobody has asked for them yet."""

    name: str = "available"

    def __repr__(self) -> str:
        return "returns.available"

    def __call__(self, case: ReturnCase, /) -> Finding:
        """Are the units there to be returned?"""
        if case.availability is _IN_HAND:
            return MET
        return _UNAVAILABLE[case.availability]

    def facts(self, case: ReturnCase, /) -> dict[str, Fact]:
        """Where the units of the line are."""
        units = case.position.units(case.line_id)
        return {"bought": units.ordered, "returnable": units.returnable, "returned": units.returned}


_CLOSED = not_met("window_closed")
_WORDS: dict[type[Event], str] = {Delivered: "delivery", Shipped: "shipping", Paid: "payment"}
_TOLD: dict[type[Event], str] = {
    Delivered: "delivered_at",
    Shipped: "shipped_at",
    Paid: "paid_at",
}


def _start(since: "Since | None") -> str | None:
    """What a count begins with: *delivery*, or *5 days after shipping*."""
    if since is None:
        return None
    word = _WORDS.get(since.event, in_snake_case(since.event.__name__).replace("_", " "))
    return f"{since.plus} after {word}" if since.plus.count else word


def _missing(window: "ReturnWindow") -> Finding:
    """The first event of a window that nobody knows of."""
    event = window.since[0].event
    name = in_snake_case(event.__name__)
    told = _TOLD.get(event, f"{name}_at")
    return unknown(f"{_WORDS.get(event, name)}_date_missing", tell=told, by=window.by)


def _closed(case: ReturnCase) -> Finding:
    """All windows are over; where it stands is told of the one that ran longest."""
    if all(window.by is None for window in chosen(case)):
        return _CLOSED
    last = max(running(case), key=lambda x: x.closes)
    return not_met(_CLOSED.code, by=last.window.by)


@frozen(weakref_slot=False, repr=False)
class _WithinWindow:
    """A window that applies to the units is still open."""

    name: str = "within_window"

    def __repr__(self) -> str:
        return "returns.within_window"

    def __call__(self, case: ReturnCase, /) -> Finding:
        """Is any window that applies still open? Unknown when one that could be has no start."""
        if case.lot is None:
            return NOT_APPLICABLE
        missing: ReturnWindow | None = None
        asking = case.asking
        for window in chosen(case):
            start = started(case, window)
            if start is None:
                missing = missing or window
            elif asking.at < closing(start, window.length, asking.terms.zone):
                return MET
        return _closed(case) if missing is None else _missing(missing)

    def facts(self, case: ReturnCase, /) -> dict[str, Fact]:
        """The window that runs longest."""
        found = max(running(case), key=lambda x: x.closes, default=None)
        if found is None:
            return {}
        window = case.window
        last_day = window.last_day if window is not None else None
        length = str(found.window.length)
        start = _start(started_by(case, found.window))
        return {"since": found.start, "start": start, "length": length, "last_day": last_day}

    def changes_at(self, case: ReturnCase, /) -> Iterable[datetime]:
        """The instants at which windows close."""
        return [x.closes for x in running(case)]


available: _Available = _Available()
"""The units are in the customer's hands and nobody has asked for them yet."""

within_window: _WithinWindow = _WithinWindow()
"""A window that applies to the units is still open."""
