"""Which windows, and what extends them, are for these units?

Rules of this file: a reason or a day that nobody knows leaves open whether it applies; nothing is
taken for granted.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from attrs import frozen

from postsales.basics.findings import Verdict
from postsales.basics.moments import local_day
from postsales.orders.events import Placed, Shipped
from postsales.orders.reasons import ReasonKind
from postsales.orders.seasons import Season
from postsales.returns.says import Precedence

if TYPE_CHECKING:
    from postsales.returns.case import ReturnCase
    from postsales.returns.windows import Applying, ReturnWindow

__all__ = ["applies", "choose"]


def applies(one: "Applying", case: "ReturnCase") -> Verdict:
    """Is it for these units, for this reason, for whoever asks, on this day?"""
    asking = case.asking
    is_for = not one.for_askers or asking.request.asker in one.for_askers
    if not is_for or not one.applies_to.covers(case.line, asking.order):
        return Verdict.NOT_MET
    in_season = Verdict.MET if one.season is None else _in_season(one.season, case)
    return min(_for_reason(one, case), in_season, key=_LEAST.index)


_LEAST = (Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.MET)


def _for_reason(one: "Applying", case: "ReturnCase") -> Verdict:
    if not one.for_reasons or case.reason_kind in one.for_reasons:
        return Verdict.MET
    return Verdict.UNKNOWN if case.reason_kind is ReasonKind.OTHER else Verdict.NOT_MET


def _in_season(season: Season, case: "ReturnCase") -> Verdict:
    at, zone = _instant(season, case), case.asking.zone
    if zone is None:
        return Verdict.UNKNOWN
    if at is None:
        # What is still with the shop after the season does not leave in it any more.
        is_past = case.is_unsent and local_day(case.known_at, zone) > season.last_day
        return Verdict.NOT_MET if is_past else Verdict.UNKNOWN
    return Verdict.MET if season.holds(at, zone) else Verdict.NOT_MET


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
    first_only = terms.precedence is Precedence.FIRST_LISTED
    windows: list[ReturnWindow] = []
    undecided: list[ReturnWindow] = []
    certain: list[ReturnWindow] = []
    for window in terms.special_windows:
        verdict = applies(window, case)
        if verdict is Verdict.NOT_MET or (certain and first_only):
            continue
        windows.append(window)
        if verdict is Verdict.MET:
            certain.append(window)
        else:
            undecided.append(window)
    if not certain:
        windows.append(terms.window)
    enough = () if first_only else tuple(certain)
    return Chosen(tuple(windows), tuple(undecided), enough)
