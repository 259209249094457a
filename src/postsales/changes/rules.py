"""The conditions of a change.

Rules of this file: one condition per rule; a rule answers with a finding made beforehand and names
facts and instants only when asked; it never counts units and never looks at a clock.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from attrs import frozen

from postsales.basics.events import Event
from postsales.basics.findings import MET, NOT_APPLICABLE, Fact, Finding, Verdict, not_met
from postsales.basics.moments import day_start
from postsales.basics.rules import in_snake_case
from postsales.changes.case import ChangeCase
from postsales.changes.request import ELSEWHERE, GIVES_UP, ChangeKind
from postsales.orders.whereabouts import Whereabouts

__all__ = ["FACTS", "before_cut_off", "day_to_come", "may_change", "not_left", "whole_line"]

_HAS_LEFT = (Whereabouts.IN_TRANSIT, Whereabouts.DELIVERED)


def _gone(place: Whereabouts, instead: str) -> Finding:
    code = "already_shipped" if place is Whereabouts.IN_TRANSIT else place.value
    return not_met(code, instead=instead)


_GONE = {place: _gone(place, "") for place in Whereabouts}
FACTS = frozenset(finding.code for finding in _GONE.values()) | {"rest_of_line_stays"}
"""The codes of what nobody can allow: where the units are, and that a line goes to one place."""

_LEFT = {place: _gone(place, "return_instead") for place in _HAS_LEFT}


@frozen(weakref_slot=False)
class _NotLeft:
    """The units are with the shop, and nobody has asked for them."""

    name: str = "not_left"

    def __call__(self, case: ChangeCase, /) -> Finding:
        """Are the units still there to be changed?"""
        place = case.whereabouts
        if place is Whereabouts.OPEN:
            return MET
        # Goods that have left come back by a return; an address does not.
        return _LEFT[place] if place in _LEFT and case.kind in GIVES_UP else _GONE[place]

    def facts(self, case: ChangeCase, /) -> dict[str, Fact]:
        """What is changed, where the units of the line are, and when they were shipped."""
        shipped_at = case.lot.shipped_at if case.lot is not None else None
        known: dict[str, Fact] = {"change": case.kind.value, "shipped_at": shipped_at}
        if case.item.line in case.position.sold.lines:
            units = case.position.units(case.item.line)
            known |= {"bought": units.ordered, "open": units.open}
        return known


_NOT_CHANGEABLE = not_met("not_changeable")
_CANCEL = not_met("not_changeable", instead="cancel_instead")


@frozen(weakref_slot=False)
class _MayChange:
    """The terms let this kind of change be made of this line."""

    name: str = "may_change"

    def __call__(self, case: ChangeCase, /) -> Finding:
        """Is it open?"""
        if case.open is not None:
            return MET
        still = case.whereabouts is Whereabouts.OPEN
        return _CANCEL if still and case.kind in GIVES_UP else _NOT_CHANGEABLE

    def facts(self, case: ChangeCase, /) -> dict[str, Fact]:
        """What is to be changed."""
        return {"change": case.kind.value}


def _passed(event: type[Event]) -> Finding:
    return not_met(f"too_late_{in_snake_case(event.__name__)}")


@frozen(weakref_slot=False)
class _BeforeCutOff:
    """None of the events that end the time for this kind of change has happened to the units."""

    name: str = "before_cut_off"

    def __call__(self, case: ChangeCase, /) -> Finding:
        """Are the units short of every cut-off of the terms?"""
        if not case.passed:
            return MET if case.whereabouts is Whereabouts.OPEN else NOT_APPLICABLE
        parts = tuple(_passed(event) for event in case.passed)
        return parts[0] if len(parts) == 1 else Finding(Verdict.NOT_MET, self.name, parts=parts)

    def facts(self, case: ChangeCase, /) -> dict[str, Fact]:
        """The cut-offs that the units are past."""
        names = [in_snake_case(event.__name__).replace("_", " ") for event in case.passed]
        return {"cut_off": ", ".join(names) or None}


_REST_STAYS = not_met("rest_of_line_stays", instead="add")


@frozen(weakref_slot=False)
class _WholeLine:
    """An address or a day is changed for all that is still to be sent of a line."""

    name: str = "whole_line"

    def __call__(self, case: ChangeCase, /) -> Finding:
        """Is it asked for all of it?"""
        if case.kind not in ELSEWHERE:
            return NOT_APPLICABLE
        return MET if case.item.units >= _to_send(case) else _REST_STAYS

    def facts(self, case: ChangeCase, /) -> dict[str, Fact]:
        """How many units of the line are still to be sent; a further line has none yet."""
        if case.kind is ChangeKind.FURTHER:
            return {}
        return {"open": case.position.units(case.line_id).cancellable}

    def adds(self, case: ChangeCase, /) -> Mapping[str, int]:
        """The other units of the line that are still to be sent."""
        return {case.line_id: _to_send(case) - case.item.units}


def _to_send(case: ChangeCase) -> int:
    """How many units of the line are still to be sent once the request gave up its own."""
    items = case.request.items
    gone = sum(x.units for x in items if x.line == case.line_id and x.kind in GIVES_UP)
    return case.position.units(case.line_id).cancellable - gone


_DAY_OVER = not_met("day_is_over")
# Where no zone is given, a day is over once it is so everywhere.
_LAST_ZONE = "Etc/GMT+12"


@frozen(weakref_slot=False)
class _DayToCome:
    """The day on which it is to come is not over yet."""

    name: str = "day_to_come"

    def __call__(self, case: ChangeCase, /) -> Finding:
        """Is it today, or later?"""
        if case.kind is not ChangeKind.DATE:
            return NOT_APPLICABLE
        return _DAY_OVER if case.at >= _over_at(case) else MET

    def facts(self, case: ChangeCase, /) -> dict[str, Fact]:
        """The day that is asked for."""
        return {"deliver_on": case.request.deliver_on} if case.kind is ChangeKind.DATE else {}

    def changes_at(self, case: ChangeCase, /) -> Iterable[datetime]:
        """The instant at which that day is over."""
        return [_over_at(case)] if case.kind is ChangeKind.DATE else []


def _over_at(case: ChangeCase) -> datetime:
    day = case.request.deliver_on
    assert day is not None  # noqa: S101 - a request for a day has one
    return day_start(case.terms.zone or _LAST_ZONE, day + timedelta(days=1))


day_to_come: _DayToCome = _DayToCome()
"""The day on which it is to come is not over yet."""

not_left: _NotLeft = _NotLeft()
"""The units are with the shop, and nobody has asked for them."""

may_change: _MayChange = _MayChange()
"""The terms let this kind of change be made of this line."""

before_cut_off: _BeforeCutOff = _BeforeCutOff()
"""None of the events that end the time for this kind of change has happened to the units."""

whole_line: _WholeLine = _WholeLine()
"""An address or a day is changed for all that is still to be sent of a line."""
