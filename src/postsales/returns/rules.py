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
from postsales.basics.findings import MET, NOT_APPLICABLE, Fact, Finding, Verdict, not_met, unknown
from postsales.basics.periods import closing
from postsales.basics.rules import IN_THE_WAY, Rule, in_snake_case, unless
from postsales.basics.selectors import First, Last
from postsales.orders.events import Delivered, Paid, Shipped
from postsales.orders.scope import EVERYTHING, Everything, Scope
from postsales.orders.terms import reason_known
from postsales.returns.applies import Chosen, applies
from postsales.returns.case import Availability, ReturnCase
from postsales.returns.running import (
    can_be_later,
    chosen,
    end_of_window,
    is_to_come,
    lacks_zone,
    length_of,
    longest,
    running,
    started,
    started_by,
)
from postsales.returns.says import NotStarted
from postsales.returns.stated import reckoned
from postsales.returns.windows import StatedWindow

if TYPE_CHECKING:
    from postsales.orders.starts import Since
    from postsales.returns.windows import Applying, ReturnWindow

__all__ = ["available", "covered", "notice_given", "reason_known", "within_window"]

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
    """The units are among those that the terms cover, and nobody has asked for them yet."""

    name: str = "available"

    def __repr__(self) -> str:
        return "returns.available"

    def __call__(self, case: ReturnCase, /) -> Finding:
        """Are the units there to be returned?"""
        if case.availability is _IN_HAND or case.is_covered:
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
    word = _WORDS.get(since.kind, in_snake_case(since.kind.__name__).replace("_", " "))
    if isinstance(since.event, First | Last):
        word = f"the {'first' if isinstance(since.event, First) else 'last'} {word}"
    return f"{since.plus} after {word}" if since.plus.count else word


def _missing(case: ReturnCase, window: "ReturnWindow") -> Finding:
    """The first event of a window that nobody knows of, and what to tell if that settles it."""
    if isinstance(window, StatedWindow):
        event = reckoned(case, window).missing
        if event is None:
            return unknown("circumstances_missing", by=window.by)
        word = _WORDS.get(event, in_snake_case(event.__name__))
        return unknown(f"{word}_date_missing", by=window.by)
    since = window.since[0]
    name = in_snake_case(since.kind.__name__)
    told = _TOLD.get(since.kind, f"{name}_at") if _settles(case, since) else ""
    return unknown(f"{_WORDS.get(since.kind, name)}_date_missing", tell=told, by=window.by)


_OF_PARCELS = (Shipped, Delivered)


def _settles(case: ReturnCase, since: "Since") -> bool:
    """Would it start the window to be told when this happened to these units?"""
    # The last of all lines may be that of others; and nobody dates the parcel of what was lost.
    is_lost = case.availability is Availability.LOST and since.kind in _OF_PARCELS
    return not isinstance(since.event, Last) and not is_lost


def _closed(case: ReturnCase) -> Finding:
    """All windows are over; where it stands is told of the one that ran longest."""
    if all(window.by is None for window in chosen(case).windows):
        return _CLOSED
    last = longest(case)
    return not_met(_CLOSED.code, by=None if last is None else last.window.by)


def _holidays_missing(window: "ReturnWindow") -> Finding:
    by = window.roll.by if window.roll is not None else None
    return unknown("holidays_missing", tell="holidays", by=by)


_SENDING_MISSING = unknown("sending_date_missing", tell="sent_at")
_ZONE_MISSING = unknown("customer_zone_missing", tell="zone")


@frozen(weakref_slot=False, repr=False)
class _WithinWindow:
    """A window that applies to the units is still open."""

    name: str = "within_window"

    def __repr__(self) -> str:
        return "returns.within_window"

    def __call__(self, case: ReturnCase, /) -> Finding:
        """Is any window that applies still open? Unknown when one that could be has no start."""
        if case.lot is None and not case.is_covered:
            return NOT_APPLICABLE
        found = chosen(case)
        if found.undecided:
            return _whichever(case, found)
        missing: Finding | None = None
        for window in found.windows:
            way = _in_the_way(case, window)
            if way is None:
                return MET
            missing = missing or (way if way is not _CLOSED else None)
        return missing or _closed(case)

    def facts(self, case: ReturnCase, /) -> dict[str, Fact]:
        """The window that runs longest, and when the notice was sent or came, if that counts."""
        found = longest(case)
        if found is None:
            return {}
        told: dict[str, Fact] = {
            "since": found.start,
            "start": _start(started_by(case, found.window)),
            "length": str(length_of(case, found.window)),
            "last_day": found.end.last_day,
        }
        judged_at = case.asking.judged_at
        return told if judged_at == case.at else {**told, "judged_at": judged_at}

    def changes_at(self, case: ReturnCase, /) -> Iterable[datetime]:
        """The instants at which windows close, and until which holidays could hold them open."""
        ends = [at for x in running(case) for at in dict.fromkeys((x.end.closes, x.end.latest))]
        return [at for at in ends if at is not None]


def _in_the_way(case: ReturnCase, window: "ReturnWindow") -> Finding | None:
    """Why is this window not open? None where it is."""
    asking = case.asking
    start, zone = started(case, window), asking.zone or "UTC"
    if start is None:
        is_open = asking.terms.not_started is NotStarted.OPEN and is_to_come(case, window)
        return None if is_open else _missing(case, window)
    if asking.zone is None and lacks_zone(case, window):
        return _ZONE_MISSING
    judged_at = asking.judged_at
    if _is_plain(window) and not asking.terms.moves_ends:
        is_open, can_be = judged_at < closing(start, window.length, zone), False
    else:
        end = end_of_window(case, window, start)
        is_open = end is None or judged_at < end.closes
        can_be = end is not None and (end.latest is None or judged_at < end.latest)
    return None if is_open else _over(case, window, can_be=can_be)


def _is_plain(window: "ReturnWindow") -> bool:
    """Is its length all that there is to its end?"""
    return window.roll is None and not isinstance(window, StatedWindow)


def _over(case: ReturnCase, window: "ReturnWindow", *, can_be: bool) -> Finding:
    """A window is over by what is known; what could hold it open if it were known?"""
    if can_be_later(case, window):
        return _missing(case, window)
    if case.asking.may_be_sent_before:
        return _SENDING_MISSING
    if not can_be:
        return _CLOSED
    undecided = [x for x in case.terms.extensions if applies(x, case) is Verdict.UNKNOWN]
    return _unsure(case, undecided[0]) if undecided else _holidays_missing(window)


def _whichever(case: ReturnCase, found: Chosen) -> Finding:
    """Open or closed whichever window it is; else what would tell them apart is missing."""
    if any(_in_the_way(case, window) is None for window in found.certain):
        return MET
    ways = [_in_the_way(case, window) for window in found.windows]
    if all(way is None for way in ways):
        return MET
    if all(way is _CLOSED for way in ways):
        return _closed(case)
    missing = any(way is _ZONE_MISSING for way in ways)
    return _ZONE_MISSING if missing else _unsure(case, found.undecided[0])


def _unsure(case: ReturnCase, one: "Applying") -> Finding:
    """What nobody knows, so that it is open whether a window or an extension applies."""
    if case.asking.zone is None and one.season is not None:
        return _ZONE_MISSING
    if one.season is None or case.reason_kind not in (one.for_reasons or (case.reason_kind,)):
        return reason_known(case)
    can_tell = case.availability is not Availability.LOST and not case.is_unsent
    tell = _TOLD[one.season.of] if can_tell else ""
    return unknown(f"{_WORDS[one.season.of]}_date_missing", tell=tell)


@frozen(weakref_slot=False, repr=False)
class _Covered:
    """The terms are about the line at all."""

    name: str = "covered"

    def __repr__(self) -> str:
        return "returns.covered"

    def __call__(self, case: ReturnCase, /) -> Finding:
        """Do the terms speak of this line? Where they do not, somebody else has to answer."""
        return MET if case.terms.applies_to.covers(case.line, case.order) else _NOT_COVERED


_NOT_COVERED = unknown("not_covered")


@frozen(weakref_slot=False)
class Elsewhere:
    """The terms do not speak of the line, so that nothing else in them refuses it."""

    about: "Rule[ReturnCase]"

    def __call__(self, case: ReturnCase, /) -> Finding:
        """Is the line one that the terms are not about?"""
        return NOT_APPLICABLE if self.about(case).verdict not in IN_THE_WAY else MET


def asked(
    rules: "tuple[Rule[ReturnCase], ...]", applies_to: Scope | Everything
) -> "tuple[Rule[ReturnCase], ...]":
    """The rules as cases are asked: of a line elsewhere none but the first has a say."""
    if applies_to == EVERYTHING:
        return rules
    about, *others = rules
    return (about, *(unless(rule, Elsewhere(about)) for rule in others))


@frozen(weakref_slot=False, repr=False)
class _NoticeGiven:
    """The customer said so in a form that will do."""

    name: str = "notice_given"

    def __repr__(self) -> str:
        return "returns.notice_given"

    def __call__(self, case: ReturnCase, /) -> Finding:
        """Is the form of the notice one of those that the terms name?"""
        return MET if case.asking.request.form in case.terms.forms else _NO_NOTICE


_NO_NOTICE = not_met("notice_missing")


available: _Available = _Available()
"""The units are among those that the terms cover, and nobody has asked for them yet."""

within_window: _WithinWindow = _WithinWindow()
"""A window that applies to the units is still open."""

covered: _Covered = _Covered()
"""The terms are about the line at all; asked where they name a scope."""

notice_given: _NoticeGiven = _NoticeGiven()
"""The customer said so in a form that will do; asked where the terms name forms."""
