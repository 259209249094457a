"""What is wrong with terms for returns: what never counts, and what says more than it gives.

Rules of this file: a fault is only told where no order can make the option matter, but for what
staff allow by name. Where that cannot be said for certain, nothing is told.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from postsales.basics.durations import Hours
from postsales.basics.percent import Percent
from postsales.orders.events import Placed
from postsales.orders.seasons import Season
from postsales.policies._faults import (
    Fault,
    all_excluded,
    dead,
    dead_starts,
    fault,
    heard,
    least_days,
    of_goods_or_sale,
)
from postsales.policies._longer import at_least
from postsales.policies._reach import Reach, covered, meet, reach
from postsales.returns.conditions import AcceptedConditions
from postsales.returns.proofs import Proof
from postsales.returns.returnless import KeptFor, Returnless
from postsales.returns.says import Coverage, JudgedBy, Precedence
from postsales.returns.terms import Exclusion, ReturnTerms
from postsales.returns.windows import Extension, ReturnWindow, StatedWindow

__all__ = ["faults_of_returns", "windows_that_count"]

_HUNDRED = Percent("100")
_FOR_REASONS = (Exclusion, Proof, AcceptedConditions, Returnless)
_OF_GOODS = ("special_windows", "extensions", "exclusions", "proofs", "conditions", "returnless")


def faults_of_returns(terms: ReturnTerms, on: date | None) -> Iterator[Fault]:
    """All faults of terms for returns."""
    yield from _windows(terms)
    yield from _entries(terms)
    yield from _exclusions(terms)
    yield from _returnless(terms)
    yield from _guards(terms)
    yield from _extensions(terms)
    yield from _clocks(terms)
    yield from _starts(terms)
    if on is not None:
        yield from _seasons(terms, on)


# --------------------------------------------------------------------------------------- windows


def _windows(terms: ReturnTerms) -> Iterator[Fault]:
    beaten = {*_dead_windows(terms)}
    for place in sorted(beaten):
        yield fault(f"returns.special_windows[{place}]", "window_never_counts")
    for place in sorted({*_plain_windows(terms)} - beaten):
        yield fault(f"returns.special_windows[{place}]", "window_like_standard")
    if _is_beaten(terms):
        yield fault("returns.window", "standard_never_counts")


def windows_that_count(terms: ReturnTerms) -> list[tuple[str, ReturnWindow]]:
    """The windows that can count for some order, with their places."""
    beaten = {*_dead_windows(terms)}
    special = [
        (f"returns.special_windows[{place}]", window)
        for place, window in enumerate(terms.special_windows)
        if place not in beaten
    ]
    return special if _is_beaten(terms) else [*special, ("returns.window", terms.window)]


def _dead_windows(terms: ReturnTerms) -> Iterator[int]:
    if terms.excepted:
        return iter(())
    some = terms.special_windows
    return dead(some, lambda place, left: _never_counts(place, left, terms))


def _never_counts(place: int, left: list[int], terms: ReturnTerms) -> bool:
    window = terms.special_windows[place]
    first_listed = terms.precedence is Precedence.FIRST_LISTED
    beats = _comes_first if first_listed else _ends_later
    others = [
        other
        for n, other in ((n, terms.special_windows[n]) for n in left)
        if (n < place or not first_listed)
        and _whenever(window.season, other.season, terms)
        and beats(other, window, terms)
    ]
    if not terms.selects:
        return covered(reach(window), [reach(x) for x in others])
    # The first or last of all lines is that of the lines of a window, whichever beats it.
    return any(
        covered(reach(window), [reach(x)]) and (_is_limited(window) or not _is_limited(x))
        for x in others
    )


def _plain_windows(terms: ReturnTerms) -> Iterator[int]:
    """The places of special windows that say of their goods what the standard one says anyhow."""
    if terms.excepted or terms.selects or _is_beaten(terms):
        return iter(())
    some = terms.special_windows
    return dead(some, lambda place, left: _is_standard(place, left, terms))


def _is_standard(place: int, left: list[int], terms: ReturnTerms) -> bool:
    """Would the same hold of all that it is for if the standard window held?"""
    window, standard = terms.special_windows[place], terms.window
    beside = {n: terms.special_windows[n] for n in left if _is_beside(n, place, terms)}
    if terms.precedence is Precedence.FIRST_LISTED:
        # Those before it count in any case; one after it would count where it stood no longer.
        leaves_it = all(n < place for n in beside)
    else:
        leaves_it = all(_ends_later(x, window, terms) for x in beside.values())
    same = _ends_later(window, standard, terms) and _ends_later(standard, window, terms)
    # For a reason or on a day that nobody knows a person would have to look whether it applies.
    certain = not window.for_reasons and _is_known(window.season, terms)
    return leaves_it and same and certain and window.by == standard.by


def _is_beside(n: int, place: int, terms: ReturnTerms) -> bool:
    """Can both windows be for the same return?"""
    one, other = reach(terms.special_windows[n]), reach(terms.special_windows[place])
    return meet(one.scope, other.scope) and bool(one.askers & other.askers)


def _is_limited(window: ReturnWindow) -> bool:
    return bool(window.for_reasons or window.for_askers or window.season)


def _whenever(season: Season | None, other: Season | None, terms: ReturnTerms) -> bool:
    """Is the other there on all days on which the first is, and is that always known?"""
    if other is None:
        return True
    if not _is_known(other, terms):
        return False
    return season is not None and season.of is Placed and _holds(other, season)


def _is_known(season: Season | None, terms: ReturnTerms) -> bool:
    """Is it known of every return whether it is in the season?"""
    return season is None or (isinstance(terms.zone, str) and season.of is Placed)


def _holds(outer: Season, inner: Season) -> bool:
    return outer.first_day <= inner.first_day and inner.last_day <= outer.last_day


def _comes_first(one: ReturnWindow, _: ReturnWindow, __: ReturnTerms) -> bool:
    """It is certain to apply, so that none after it is looked at."""
    return not one.for_reasons


def _ends_later(one: ReturnWindow, other: ReturnWindow, terms: ReturnTerms) -> bool:
    """Is it over at the same time or later, whatever happens?"""
    if isinstance(one, StatedWindow) or isinstance(other, StatedWindow):
        return one == other
    alike = one.since == other.since and one.roll == other.roll
    moved = terms.moves_ends or one.roll is not None
    comparable = not moved or isinstance(one.length, Hours) == isinstance(other.length, Hours)
    return alike and comparable and at_least(one.length, other.length)


def _is_beaten(terms: ReturnTerms) -> bool:
    """Do special windows stand in the place of the standard one for all that can be returned?"""
    always = [reach(x) for x in terms.special_windows if x.season is None]
    return covered(Reach(terms.applies_to, heard(terms)), always)


# --------------------------------------------------------------- what is for goods, and for reasons


def _entries(terms: ReturnTerms) -> Iterator[Fault]:
    """What is for no goods of the terms, for no reason that is heard, or for excluded goods."""
    for where, one in _all(terms):
        if not meet(one.applies_to, terms.applies_to):
            yield fault(where, "out_of_scope")
        elif isinstance(one, _FOR_REASONS) and not reach(one, heard=heard(terms)).reasons:
            yield fault(where, "reason_unheard", reasons=one.for_reasons)
        elif not isinstance(one, Exclusion) and all_excluded(one, terms):
            yield fault(where, "all_excluded")


def _all(terms: ReturnTerms) -> Iterator[tuple[str, Any]]:
    for name in _OF_GOODS:
        for place, one in enumerate(getattr(terms, name)):
            yield f"returns.{name}[{place}]", one


def _exclusions(terms: ReturnTerms) -> Iterator[Fault]:
    if terms.excepted:
        return
    reaches = [reach(x, heard=heard(terms)) for x in terms.exclusions]
    told = dead(reaches, lambda n, left: covered(reaches[n], [reaches[x] for x in left]))
    for place in sorted(n for n in told if reaches[n].reasons):
        yield fault(f"returns.exclusions[{place}]", "exclusion_repeated")
    shown = [(x.evidence, reach(x)) for x in terms.proofs]
    for place in sorted(dead(shown, lambda n, left: _is_shown(n, left, shown))):
        yield fault(f"returns.proofs[{place}]", "proof_repeated")


def _is_shown(place: int, left: list[int], shown: list[tuple[str, Reach]]) -> bool:
    evidence, wanted = shown[place]
    return covered(wanted, [shown[n][1] for n in left if shown[n][0] == evidence])


def _returnless(terms: ReturnTerms) -> Iterator[Fault]:
    some = terms.returnless
    for place in sorted(dead(some, lambda n, left: _stays_anyhow(n, left, terms))):
        yield fault(f"returns.returnless[{place}]", "returnless_never_counts")


def _stays_anyhow(place: int, left: list[int], terms: ReturnTerms) -> bool:
    """Do all goods that stay by it stay by others as well?"""
    one = terms.returnless[place]
    others = (terms.returnless[n] for n in left)
    kinder = [x for x in others if _lets_stay_more(x, one)]
    words = heard(terms)
    return covered(reach(one, heard=words), [reach(x, heard=words) for x in kinder])


def _lets_stay_more(one: Returnless, other: Returnless) -> bool:
    """Does the one let every line stay that the other lets stay, where both are for it?"""
    if one.up_to.currency != other.up_to.currency or one.up_to < other.up_to:
        return False
    # All units of a line are never cheaper than one of them.
    return one.per is other.per or one.per is KeptFor.UNIT


def _guards(terms: ReturnTerms) -> Iterator[Fault]:
    for place, guard in enumerate(terms.guards):
        where = f"returns.guards[{place}]"
        if not {*guard.for_reasons} & heard(terms):
            yield fault(where, "reason_unheard", reasons=guard.for_reasons)
        elif guard.most_share == _HUNDRED and (guard.most_units, guard.most_money) == (None, None):
            yield fault(where, "guard_never_looks", share=guard.most_share)


# ----------------------------------------------------------------------------------------- times


def _extensions(terms: ReturnTerms) -> Iterator[Fault]:
    some = terms.extensions
    told = {n for n, one in enumerate(some) if _extends_nothing(one, terms)}
    told |= {*dead(some, lambda n, left: any(_extends_more(some[x], some[n], terms) for x in left))}
    for place in sorted(told):
        yield fault(f"returns.extensions[{place}]", "extension_changes_nothing")


def _extends_nothing(one: Extension, terms: ReturnTerms) -> bool:
    if one.plus is not None:
        return one.plus.count == 0
    if one.season is None or one.season.of is not Placed or one.until is None:
        return False
    windows = (terms.window, *terms.special_windows)
    if not all(of_goods_or_sale(x.since) for x in windows):
        return False
    shortest = min(least_days(x.length) for x in windows)
    return (one.until - one.season.first_day).days <= shortest


def _extends_more(one: Extension, other: Extension, terms: ReturnTerms) -> bool:
    """Is it there whenever the other is, and does it end later?"""
    if not _whenever(other.season, one.season, terms):
        return False
    if one.plus is None or other.plus is None:
        longer = one.until is not None and other.until is not None and one.until >= other.until
    else:
        longer = type(one.plus) is type(other.plus) and one.plus.count >= other.plus.count
    return longer and covered(reach(other), [reach(one)])


def _clocks(terms: ReturnTerms) -> Iterator[Fault]:
    """Goods can be handed in longer than they can be back in time."""
    clock, windows = terms.ship_by, (terms.window, *terms.special_windows)
    if clock is None or terms.judged_by is not JudgedBy.GOODS_BACK or terms.moves_ends:
        return
    plain = terms.covers is Coverage.IN_HAND and not any(map(_is_moved, windows))
    timed = all(of_goods_or_sale(x.since) and not _is_later(x) for x in windows)
    if plain and timed and all(at_least(clock.length, x.length) for x in windows):
        yield fault("returns.ship_by", "ship_by_too_late", length=clock.length)


def _is_moved(window: ReturnWindow) -> bool:
    return window.roll is not None or isinstance(window, StatedWindow)


def _is_later(window: ReturnWindow) -> bool:
    return any(since.plus.count for since in window.since)


def _starts(terms: ReturnTerms) -> Iterator[Fault]:
    windows = {"returns.window": terms.window}
    windows |= {f"returns.special_windows[{n}]": x for n, x in enumerate(terms.special_windows)}
    for where, window in windows.items():
        # Its starts are no chain, of which the first counts that has happened.
        if not isinstance(window, StatedWindow):
            yield from dead_starts(where, window.since)
    clocks = {
        "ship_by": terms.ship_by,
        "inspect_by": terms.inspect_by,
        "refund_by": terms.refund_by,
    }
    for name, clock in clocks.items():
        if clock is not None:
            yield from dead_starts(f"returns.{name}", clock.since)


def _seasons(terms: ReturnTerms, on: date) -> Iterator[Fault]:
    for where, one in _all(terms):
        season: Season | None = getattr(one, "season", None)
        if season is not None and season.last_day < on:
            yield fault(where, "season_over", day=season.last_day)
