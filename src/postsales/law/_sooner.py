"""Where the times of terms are over before that of a right, found by trying day after day.

Rules of this file: three years of deliveries are tried, with one parcel, with a second one that
comes later, and with a customer whom nobody told of the right. A second parcel, or a customer whom
nobody told, counts only where the right gives more for it. What does not start with a sale or a
delivery is not compared.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from postsales.basics.citations import Citation
from postsales.basics.last_days import Extended, parts
from postsales.basics.periods import last_day_of
from postsales.basics.reckoning import Owed, Reckoned
from postsales.basics.rules import IN_THE_WAY
from postsales.law._less import Less
from postsales.law._probes import FIRST, ORDERED_BEFORE, SECOND, SHIPPED_BEFORE, Goods, Trial, noon
from postsales.law._statutory import Days, LastDays, end_of
from postsales.law.shortfalls import WorseDays
from postsales.orders.circumstances import Sale
from postsales.orders.events import Delivered, Paid, Placed, Shipped
from postsales.orders.sale_events import CustomerInformed, InformationMissing
from postsales.orders.terms import with_exceptions
from postsales.refunds.terms import RefundTerms
from postsales.refunds.windows import running
from postsales.returns.case import ReturnCase
from postsales.returns.decide import assess
from postsales.returns.rules import within_window
from postsales.returns.running import chosen, longest
from postsales.returns.says import JudgedBy, NotStarted
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import StatedWindow

if TYPE_CHECKING:
    from postsales.basics.events import Event

__all__ = ["sooner"]

_AT_ONCE, _LETTER, _PARCEL = timedelta(), timedelta(days=5), timedelta(days=19)
_LATER = {
    (JudgedBy.SENT, JudgedBy.RECEIVED): _LETTER,
    (JudgedBy.SENT, JudgedBy.GOODS_BACK): _PARCEL,
    (JudgedBy.RECEIVED, JudgedBy.GOODS_BACK): _PARCEL,
}
"""How long after a notice in time the terms look: a letter takes a while, goods take longer."""


@frozen(weakref_slot=False)
class Try:
    """What is tried: a second parcel so many days behind, or a customer whom nobody told."""

    code: str
    of_money: str
    behind: int = 0
    is_told: bool = True
    every: int = 1


# Days so far apart fall on every day of the week; each is reckoned by every reading of a text.
_NOT_OF_A_WEEK = 5
_ALONE = Try("window_shorter", "money_shorter")
_GAPS = (12, 30)
_BEHIND = tuple(Try("window_before_last_parcel", "money_before_last_parcel", x) for x in _GAPS)
_UNTOLD = Try(
    "window_without_information",
    "money_without_information",
    is_told=False,
    every=_NOT_OF_A_WEEK,
)


@frozen(weakref_slot=False)
class _Ended:
    """A time of terms that is over: which, on what day it began to be tried, and when."""

    where: str
    day: date
    closes: datetime
    case: ReturnCase


def sooner(trial: Trial, goods: Goods) -> Iterator[Less]:
    """All times of terms for such goods that are over before that of the right."""
    law = _stated(trial, trial.right, goods, _ALONE)
    untold = _stated(trial, trial.right, goods, _UNTOLD)
    if law is None or untold is None:
        return
    alone = [*_ends(trial, goods, _ALONE)]
    of_one = _tried(trial, _ALONE, alone, law, law)
    yield from _less(trial, of_one)
    yield from _judged(trial, alone, law)
    told = {x for x in _waiting(trial, goods, alone) if x in of_one and of_one[x].worse}
    selects = _selects(trial)
    apart = [
        _tried(trial, one, [*_ends(trial, goods, one)] if selects else alone, law, law)
        for one in _BEHIND
    ]
    together = {x: _together([y[x] for y in apart if x in y]) for y in apart for x in y}
    yield from _less(trial, {x: y for x, y in together.items() if x not in told})
    looks = isinstance(trial.terms.window, StatedWindow)
    ends = [*_ends(trial, goods, _UNTOLD)] if looks else alone
    yield from _less(trial, _tried(trial, _UNTOLD, ends, untold, law))


def _selects(trial: Trial) -> bool:
    """Does any time of the terms look at other parcels than its own?"""
    selects = any(since.selects for x in trial.money.windows for since in x.since)
    stated = isinstance(trial.terms.window, StatedWindow)
    return selects or trial.terms.selects or stated


def _waiting(trial: Trial, goods: Goods, alone: Sequence[_Ended]) -> set[str]:
    """The times that wait for a second parcel: too short in any case, they are told once."""
    if not _selects(trial):
        return set()
    first = evolve(trial, days=trial.days[:1])
    closes = {x.where: x.closes for x in alone if x.day == trial.days[0]}
    ends = _ends(first, goods, _BEHIND[0])
    return {x.where for x in ends if x.closes != closes.get(x.where)}


# ------------------------------------------------------------------------------------- the terms


def _ends(trial: Trial, goods: Goods, one: Try) -> Iterator[_Ended]:
    """When the times of the terms are over, for the first parcel of each day."""
    probe, stated = trial.probe, _stated(trial, trial.terms, goods, one)
    for day in trial.days:
        if stated is not None:
            last = stated.of(_happened(day, one)).safe
            if last is not None:
                yield _Ended("returns.window", day, end_of(last, probe.zone), stated.case)
            if not trial.money.windows:
                continue
        order = probe.order(goods, _delivered(day, one))
        at = order.history[-1].at
        (case,) = assess(order, probe.request({FIRST: 1}), trial.terms, at=at).cases
        found = None if stated is not None else longest(case)
        if found is not None:
            yield _Ended(_place(trial.terms, found.window), day, found.end.closes, case)
        (paid,) = running([(case, 1)], trial.money) if trial.money.windows else (None,)
        if paid is not None:
            yield _Ended(_place(trial.money, paid.window), day, paid.closes, case)


def _delivered(day: date, one: Try) -> dict[str, date]:
    second = {SECOND: day + timedelta(days=one.behind)} if one.behind else {}
    return {FIRST: day, **second}


def _place(terms: ReturnTerms | RefundTerms, window: object) -> str:
    section = "returns" if isinstance(terms, ReturnTerms) else "refunds"
    if window == terms.window:
        return f"{section}.window"
    places = [n for n, x in enumerate(terms.special_windows) if x == window]
    return f"{section}.special_windows[{places[0]}]"


# --------------------------------------------------------------------- last days in their own words


@frozen(weakref_slot=False)
class _Stated:
    """Last days that are said in words of their own, and a case that they are about."""

    days: LastDays
    case: ReturnCase

    def of(self, days: Days) -> Reckoned:
        """The last day, where things happened on these days."""
        return self.days.of(days)


def _stated(trial: Trial, terms: ReturnTerms, goods: Goods, one: Try) -> _Stated | None:
    """The last days of terms or a right for such goods; None where they are counted plainly."""
    if within_window in (rule for rule, _ in terms.excepted):
        return None
    probe, day = trial.probe, trial.days[0]
    at = noon(probe.zone, day) - ORDERED_BEFORE
    told = CustomerInformed(at=at) if one.is_told else InformationMissing(at=at)
    order = probe.order(goods, {FIRST: day}, besides=[told])
    at = max(x.at for x in order.history)
    (case,) = assess(order, probe.request({FIRST: 1}), terms, at=at).cases
    windows = chosen(case).windows
    if len(windows) != 1 or not isinstance(windows[0], StatedWindow):
        return None
    days = LastDays(windows[0].ends, Sale(order, case.line, at), terms.holidays, Owed.RIGHT)
    return _Stated(trial.kept(days), case)


def _happened(day: date, one: Try) -> Days:
    second = day + timedelta(days=one.behind)
    placed = day - ORDERED_BEFORE
    days: dict[type[Event], tuple[date, ...]] = {
        Placed: (placed,),
        Paid: (placed,),
        Shipped: (day - SHIPPED_BEFORE, second - SHIPPED_BEFORE),
        Delivered: (day, second),
    }
    days[CustomerInformed if one.is_told else InformationMissing] = (placed,)
    return days


# ------------------------------------------------------------------------------------- both of them


@frozen(weakref_slot=False)
class _Worse:
    """A day on which a time of terms is over too soon: how it was tried, and both ends."""

    one: Try
    ended: _Ended
    found: Reckoned


@frozen(weakref_slot=False)
class _Tried:
    """A time of terms: on how many days it was tried, and those on which it is worse."""

    days: int
    worse: Mapping[date, _Worse]


def _tried(
    trial: Trial, one: Try, ends: Sequence[_Ended], law: _Stated, plain: _Stated
) -> dict[str, _Tried]:
    """Each time of the terms, and the days on which it is over too soon."""
    tried: dict[str, int] = {}
    worse: dict[str, dict[date, _Worse]] = {}
    for ended in ends:
        if (ended.day - trial.days[0]).days % one.every:
            continue
        tried[ended.where] = tried.get(ended.where, 0) + 1
        some = worse.setdefault(ended.where, {})
        found = law.of(_happened(ended.day, one))
        gives = one is _ALONE or _is_more(found, plain.of(_happened(ended.day, _ALONE)))
        if gives and _is_over(trial, ended, found):
            some[ended.day] = _Worse(one, ended, found)
    return {where: _Tried(days, worse[where]) for where, days in tried.items()}


def _is_more(found: Reckoned, plain: Reckoned) -> bool:
    """Does the right last longer than for one parcel and a customer who was told?"""
    if plain.safe is None:
        return False
    return found.safe is None or found.safe > plain.safe


def _together(some: Sequence[_Tried]) -> _Tried:
    """The same time, tried in several ways: of each day the first way in which it is worse."""
    worse: dict[date, _Worse] = {}
    for one in some:
        worse = {**one.worse, **worse}
    return _Tried(max(x.days for x in some), worse)


def _less(trial: Trial, found: Mapping[str, _Tried]) -> Iterator[Less]:
    """Each time that is over too soon on some day, with the first such day."""
    for where, tried in found.items():
        if not tried.worse:
            continue
        first = tried.worse[min(tried.worse)]
        last = last_day_of(first.ended.closes, trial.probe.zone)
        days = WorseDays(
            first_on=first.ended.day,
            last_day=last,
            by_statute=first.found.safe,
            worse=len(tried.worse),
            tried=tried.days,
        )
        by = _source(trial, first.one, first.found, last)
        code = first.one.of_money if where.startswith("refunds") else first.one.code
        yield Less(where, code, by=by, days=days, behind=first.one.behind)


def _is_over(trial: Trial, ended: _Ended, found: Reckoned, later: timedelta = _AT_ONCE) -> bool:
    """Is the time of the terms over on the last day of the right, or so much after it?"""
    if found.safe is None:
        return found.is_to_come and trial.right.not_started is NotStarted.OPEN
    ends_at = end_of(found.safe, trial.probe.zone) + later
    if ended.closes >= ends_at:
        return False
    if ended.where.startswith("refunds") or not trial.terms.excepted:
        return True
    (rule,) = with_exceptions([within_window], trial.terms.excepted)
    return rule(ended.case.later(ends_at - ends_at.resolution)).verdict in IN_THE_WAY


def _source(trial: Trial, one: Try, found: Reckoned, last: date) -> Citation | None:
    """Where it stands what is better: the start, the length, the move, or what the untold have."""
    window = trial.right.window
    if not one.is_told and isinstance(window, StatedWindow):
        named = [x.by for x in parts(window.ends, Extended)]
    elif one.behind:
        named = [x.by for x in found.trace[:1]]
    elif found.nominal is not None and last >= found.nominal:
        named = [x.by for x in found.trace[-1:]]
    else:
        named = [x.by for x in found.trace[1:2]]
    return next((x for x in named if x is not None), window.by)


def _judged(trial: Trial, ends: Sequence[_Ended], law: _Stated) -> Iterator[Less]:
    """A notice that was sent on the last day of the right and comes when the terms are over."""
    later = _LATER.get((trial.right.judged_by, trial.terms.judged_by))
    if later is None:
        return
    own = [x for x in ends if x.where.startswith("returns")]
    late = [
        (x, found)
        for x in own
        if (found := law.of(_happened(x.day, _ALONE))).safe is not None
        and _is_over(trial, x, found, later)
    ]
    if late:
        ended, found = late[0]
        days = WorseDays(
            first_on=ended.day,
            last_day=last_day_of(ended.closes, trial.probe.zone),
            by_statute=found.safe,
            worse=len(late),
            tried=len(own),
        )
        by = trial.right.window.by
        yield Less("returns.judged_by", "notice_judged_later", by=by, days=days)
