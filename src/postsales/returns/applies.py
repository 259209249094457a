"""Which windows, and what extends them, are for these units?

Rules of this file: a reason or a day that nobody knows leaves open whether it applies; nothing is
taken for granted.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from postsales.basics.findings import Verdict
from postsales.basics.moments import local_day
from postsales.orders.events import Placed, Shipped
from postsales.orders.lines import Line
from postsales.orders.order import Order
from postsales.orders.reasons import ReasonKind
from postsales.orders.scope import EVERYTHING
from postsales.orders.seasons import Season
from postsales.returns.says import Precedence
from postsales.returns.windows import is_for_all

if TYPE_CHECKING:
    from postsales.returns.case import ReturnCase
    from postsales.returns.terms import ReturnTerms
    from postsales.returns.windows import Applying, ReturnWindow

__all__ = ["applies", "choose", "windows_of"]


# Kept by name: to look a member up in its enum takes as long as the comparison.
_NOT_MET, _UNKNOWN, _MET = Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.MET
_FIRST_LISTED = Precedence.FIRST_LISTED


def applies(one: "Applying", case: "ReturnCase") -> Verdict:
    """Is it for these units, for this reason, for whoever asks, on this day?"""
    if not one.applies_to.covers(case.line, case.order):
        return _NOT_MET
    return _among_covered(one, case)


def _among_covered(one: "Applying", case: "ReturnCase") -> Verdict:
    """Is it for this reason, for whoever asks, on this day?"""
    if one.for_askers and case.asker not in one.for_askers:
        return _NOT_MET
    for_reason = _for_reason(one, case) if one.for_reasons else _MET
    if one.season is None:
        return for_reason
    return min(for_reason, _in_season(one.season, case), key=_LEAST.index)


_LEAST = (_NOT_MET, _UNKNOWN, _MET)


def _for_reason(one: "Applying", case: "ReturnCase") -> Verdict:
    if case.reason_kind in one.for_reasons:
        return _MET
    return _UNKNOWN if case.reason_kind is ReasonKind.OTHER else _NOT_MET


def _in_season(season: Season, case: "ReturnCase") -> Verdict:
    at, zone = _instant(season, case), case.asking.zone
    if zone is None:
        return _UNKNOWN
    if at is None:
        # What is still with the shop after the season does not leave in it any more.
        is_past = case.is_unsent and local_day(case.known_at, zone) > season.last_day
        return _NOT_MET if is_past else _UNKNOWN
    return _MET if season.holds(at, zone) else _NOT_MET


def _instant(season: Season, case: "ReturnCase") -> datetime | None:
    if season.of is Placed:
        return case.order.placed_at
    return case.shipped_at if season.of is Shipped else case.delivered_at


@frozen(weakref_slot=False)
class Chosen:
    """The windows that can be those of some units, and those of which nobody knows if they are.

    Of those that are ``certain`` one is enough, whatever the others are.
    """

    windows: "tuple[ReturnWindow, ...]"
    undecided: "tuple[ReturnWindow, ...]" = ()
    certain: "tuple[ReturnWindow, ...]" = ()


def choose(case: "ReturnCase") -> Chosen:
    """The special windows that apply, by the precedence of the terms, else the standard one."""
    terms = case.asking.terms
    covering = [x for x in terms.special_windows if x.applies_to.covers(case.line, case.order)]
    if not covering:
        return terms.only_standard
    first_only = terms.precedence is _FIRST_LISTED
    windows: list[ReturnWindow] = []
    undecided: list[ReturnWindow] = []
    certain: list[ReturnWindow] = []
    for window in covering:
        verdict = _among_covered(window, case)
        if verdict is _NOT_MET or (certain and first_only):
            continue
        windows.append(window)
        if verdict is _MET:
            certain.append(window)
        else:
            undecided.append(window)
    if not certain:
        windows.append(terms.window)
    enough = () if first_only else tuple(certain)
    return Chosen(tuple(windows), tuple(undecided), enough)


def windows_of(line: Line, order: Order, terms: "ReturnTerms") -> "tuple[ReturnWindow, ...]":
    """The windows that a line can have, for some reason or other."""
    found: list[ReturnWindow] = []
    is_beaten = False
    for window in terms.special_windows:
        if not window.applies_to.covers(line, order):
            continue
        if is_beaten and terms.precedence is Precedence.FIRST_LISTED:
            break
        found.append(window)
        is_beaten = is_beaten or is_for_all(evolve(window, applies_to=EVERYTHING))
    return tuple(found) if is_beaten else (*found, terms.window)
