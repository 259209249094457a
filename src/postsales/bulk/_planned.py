"""A plan is found once for all rows that are alike, by asking about one of them.

Rules of this file: nothing here decides. A plan is read off a decision about an order that has
units in every state that a row can tell; windows and extensions are those that the functions of
``returns`` give. What they leave open is asked row by row.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from attrs import evolve

from postsales.basics.cases import codes_in
from postsales.basics.currencies import Currency
from postsales.basics.decisions import combined
from postsales.basics.durations import Hours
from postsales.basics.findings import Verdict
from postsales.basics.money import Money
from postsales.bulk._facts import Facts, order_of, request_of
from postsales.bulk._plan import (
    DELIVERED,
    MET,
    NO_DELIVERY,
    NO_SHIPPING,
    NOT_ASKED,
    PLACED,
    SHIPPED,
    SOURCE_NAMES,
    SOURCES,
    Ends,
    Known,
    Link,
    Plan,
    Timed,
)
from postsales.orders.events import Shipped
from postsales.orders.seasons import Season
from postsales.refunds.terms import Fee, RefundTerms
from postsales.returns.applies import applies
from postsales.returns.case import Availability, ReturnCase
from postsales.returns.decide import assess
from postsales.returns.rules import within_window
from postsales.returns.running import chosen
from postsales.returns.says import NotStarted
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import Applying, Extension, ReturnWindow

__all__ = ["elapsed", "other_currency", "planned", "seasons"]

_MISSING = {SHIPPED: NO_SHIPPING, DELIVERED: NO_DELIVERY, PLACED: NOT_ASKED}

_GONE = (Availability.RETURNED, Availability.REFUNDED, Availability.NOT_BOUGHT)
# Units in every state that a row can tell: two are free, one came back, one was only refunded, and
# one more is asked for than there were.
_EVERY_STATE: Mapping[str, Any] = {"quantity": 4, "returned": 1, "refunded": 2, "asked": 5}


def planned(
    facts: Facts, terms: ReturnTerms, refund_terms: RefundTerms | None, known: Known
) -> Plan:
    """The plan of all rows that are like this one; ends are shared by plans that have the same."""
    to_come = {x: None for x in ("shipped_at", "delivered_at") if _is_to_come(facts, x)}
    free_of_money = {"total": 0, "tax_included": 0, "tax_added": 0}
    told = {**facts.row, **_EVERY_STATE, **to_come, **free_of_money}
    alike = evolve(facts, row=told)
    now = max((*alike.happened, facts.at))
    order, request = order_of(evolve(alike, at=now), None), request_of(alike, terms)
    decision = assess(order, request, terms, at=now)
    found = dict(zip((x.availability for x in decision.cases), decision.answers, strict=True))
    free = next(x for x in decision.cases if x.availability not in _GONE)
    answers = found[free.availability]
    place = terms.rules.index(within_window)
    others = (*answers[:place], *answers[place + 1 :])
    # What was never bought is refused, unless the terms are not about the line at all.
    is_elsewhere = combined(found[Availability.NOT_BOUGHT]) is Verdict.UNKNOWN
    fees = tuple(_fees(free, refund_terms))
    return Plan(
        windows=_windows(free, known, _lacking(alike, terms)),
        before=tuple(codes_in(answers[:place])),
        after=tuple(codes_in(answers[place + 1 :])),
        verdict=combined(others),
        gone=tuple(tuple(codes_in(found[x])) for x in _GONE),
        is_elsewhere=is_elsewhere,
        is_asked=free.is_covered and not is_elsewhere,
        fees=fees,
        mismatch=bool(other_currency(fees, facts.get("currency"))),
        zone=free.asking.zone or "UTC",
    )


def _is_to_come(facts: Facts, name: str) -> bool:
    at = facts.get(name)
    return at is not None and at > facts.at


def _fees(case: ReturnCase, terms: RefundTerms | None) -> Iterator[Fee]:
    for fee in terms.fees if terms is not None else ():
        is_for = case.reason_kind in fee.for_reasons and case.travels_back
        if is_for and fee.applies_to.covers(case.line, case.order):
            yield fee


def other_currency(fees: tuple[Fee, ...], currency: str) -> str:
    """What is wrong with a fixed fee in another currency; empty where nothing is."""
    for fee in fees:
        if isinstance(fee.amount, Money) and fee.amount.currency != Currency(currency):
            says = f"the fee {fee.code!r} is {fee.amount}, but the line is in {currency}"
            advice = "write a fee of another code for each currency, and limit it by applies_to"
            return f"{says}; {advice}"
    return ""


def seasons(terms: ReturnTerms) -> tuple[tuple[Season, int], ...]:
    """The seasons of terms, and which instant of a row each is about."""
    some: tuple[Applying, ...] = (terms.window, *terms.special_windows, *terms.extensions)
    found = dict.fromkeys(x.season for x in some if x.season is not None)
    return tuple((x, SOURCES[x.of]) for x in found)


def _lacking(facts: Facts, terms: ReturnTerms) -> frozenset[int]:
    """What seasons are about and has not happened to any row that is like this one."""
    sources = {source for _, source in seasons(terms)}
    return frozenset(x for x in sources if facts.get(SOURCE_NAMES[x]) is None)


def _windows(case: ReturnCase, known: Known, lacking: frozenset[int]) -> tuple[Timed, ...] | None:
    """The windows of units that can come back; none where they cannot."""
    if not case.is_covered:
        return ()
    terms, found = case.terms, chosen(case)
    is_unsure = found.undecided or any(_is_unsure(x, case, lacking) for x in terms.special_windows)
    if is_unsure or case.asking.zone is None:
        return None
    extensions = tuple(x for x in terms.extensions if applies(x, case) is Verdict.MET)
    if not any(_is_unsure(x, case, lacking) for x in terms.extensions):
        return tuple(_timed(case, window, extensions, known) for window in found.windows)
    # What has not started cannot be extended; its ends are nobody's.
    windows = tuple(_timed(case, window, extensions, Known()) for window in found.windows)
    can_start = any(link.source not in lacking for x in windows for link in x.links)
    return None if can_start else windows


def _is_unsure(one: Applying, case: ReturnCase, lacking: frozenset[int]) -> bool:
    """Is it open whether it applies, now or at another instant?"""
    if one.season is None or SOURCES[one.season.of] not in lacking:
        return applies(one, case) is Verdict.UNKNOWN
    # Later the season may be over for what is still to come.
    return applies(evolve(one, season=None), case) is not Verdict.NOT_MET


def _timed(
    case: ReturnCase, window: ReturnWindow, extensions: tuple[Extension, ...], known: Known
) -> Timed:
    links: list[Link] = []
    for place, since in enumerate(window.since):
        same = (window, place, extensions, case.asking.zone or "UTC")
        ends = known.setdefault(same, Ends(case, window, place))
        links.append(Link(SOURCES[since.kind], elapsed(window, place, extensions), ends))
    to_come = all(since.kind is not Shipped or case.is_unsent for since in window.since)
    if case.terms.not_started is NotStarted.OPEN and to_come:
        return Timed(tuple(links), MET)
    return Timed(tuple(links), _MISSING[SOURCES[window.since[0].kind]])


def elapsed(
    window: ReturnWindow, since: int, extensions: tuple[Extension, ...] = ()
) -> timedelta | None:
    """How long after its event a window in hours ends, whatever the clocks show."""
    plus = window.since[since].plus
    if extensions or not isinstance(window.length, Hours):
        return None
    if plus.count and not isinstance(plus, Hours):
        return None
    later = plus.seconds if isinstance(plus, Hours) else 0
    return timedelta(seconds=window.length.seconds + later)
