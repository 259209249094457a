"""What is the same for all rows that are alike, found once by asking about one of them.

Rules of this file: nothing here decides. A plan is read off a decision about an order that has
units in every state that a row can tell; windows, extensions and the ends of days are those that
the functions of ``returns`` give. What they leave open is asked row by row.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from attrs import evolve, field, frozen

from postsales.basics.cases import codes_in
from postsales.basics.currencies import Currency
from postsales.basics.decisions import combined
from postsales.basics.durations import Hours
from postsales.basics.events import Event
from postsales.basics.findings import Verdict
from postsales.basics.moments import midnight
from postsales.basics.money import Money
from postsales.basics.periods import closing, last_day_of
from postsales.bulk._facts import Facts, order_of, request_of
from postsales.orders.events import Delivered, Placed, Shipped
from postsales.orders.starts import begun
from postsales.refunds.terms import Fee, RefundTerms
from postsales.returns.applies import applies
from postsales.returns.case import Availability, ReturnCase
from postsales.returns.decide import assess
from postsales.returns.ending import ended
from postsales.returns.rules import within_window
from postsales.returns.running import chosen
from postsales.returns.says import NotStarted
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import Extension, ReturnWindow

__all__ = ["Ends", "Known", "Link", "Plan", "Timed", "elapsed", "other_currency", "planned"]

PLACED, SHIPPED, DELIVERED = range(3)
"""What starts a window, as a row tells it."""
SOURCES: dict[type[Event], int] = {Placed: PLACED, Shipped: SHIPPED, Delivered: DELIVERED}

MET, CLOSED, UNSURE, NO_SHIPPING, NO_DELIVERY, NOT_ASKED = range(6)
"""What comes of the windows of a row."""
WAYS = 6
WINDOW_CODES = (
    "",
    "window_closed",
    "holidays_missing",
    "shipping_date_missing",
    "delivery_date_missing",
    "",
)
_MISSING = {SHIPPED: NO_SHIPPING, DELIVERED: NO_DELIVERY, PLACED: NOT_ASKED}
_WINDOW_VERDICTS = (
    Verdict.MET,
    Verdict.NOT_MET,
    Verdict.UNKNOWN,
    Verdict.UNKNOWN,
    Verdict.UNKNOWN,
    Verdict.NOT_APPLICABLE,
)
MICROSECOND = timedelta(microseconds=1)

End = tuple[datetime, datetime | None, int]
"""When a window closes, when it does for certain, and the ordinal of its last day."""


@frozen(weakref_slot=False, eq=False)
class Ends:
    """When a window ends, by the local day of the event that started it.

    A day has one end when its first and its last instant have the same: what starts later never
    ends earlier. Where they differ, the end depends on the time of day, and there is none.
    """

    case: ReturnCase
    window: ReturnWindow
    since: int
    found: dict[int, End | None] = field(factory=dict[int, End | None], init=False)

    def of(self, ordinal: int) -> End | None:
        """The end by the day of the event; None where it depends on the time of day."""
        if ordinal not in self.found:
            zone = self.case.asking.zone or "UTC"
            first, after = midnight(zone, ordinal), midnight(zone, ordinal + 1)
            ends = {self._ended(at) for at in (first, max(first, after - MICROSECOND))}
            self.found[ordinal] = ends.pop() if len(ends) == 1 else None
        return self.found[ordinal]

    def _ended(self, at: datetime) -> End | None:
        case, window = self.case, self.window
        start = _begun(case, window, self.since, at)
        zone = case.asking.zone or "UTC"
        if window.roll is None and not case.terms.moves_ends:
            closes = closing(start, window.length, zone)
            return closes, closes, last_day_of(closes, zone).toordinal()
        end = ended(case, window, start)
        return None if end is None else (end.closes, end.latest, end.last_day.toordinal())


def _begun(case: ReturnCase, window: ReturnWindow, since: int, at: datetime) -> datetime:
    return begun(window.since[since], at, case.asking.zone or "UTC")


Known = dict[tuple[ReturnWindow, int, tuple[Extension, ...], str], Ends]
"""Ends by what they depend on: the window, what starts it, what extends it, and the zone."""


@frozen(weakref_slot=False, eq=False)
class Link:
    """One event that can start a window: elapsed time to its end, or its ends by day."""

    source: int
    elapsed: timedelta | None
    ends: Ends


@frozen(weakref_slot=False, eq=False)
class Timed:
    """A window of a plan: what starts it, and what holds while nothing has."""

    links: tuple[Link, ...]
    not_started: int


@frozen(weakref_slot=False, eq=False)
class Plan:
    """What is the same for all rows that are alike but for units, money and instants.

    ``windows`` are None where rows have to be asked one by one. ``free`` is what the rules without
    those on windows find about units that can be asked for, before and after what the windows say;
    ``gone`` about units that came back, were refunded, or were never bought.
    """

    windows: tuple[Timed, ...] | None
    before: tuple[str, ...]
    after: tuple[str, ...]
    verdict: Verdict
    gone: tuple[tuple[str, ...], ...]
    is_elsewhere: bool
    is_asked: bool
    fees: tuple[Fee, ...]
    mismatch: bool
    zone: str

    def free(self, window: int) -> Verdict:
        """The verdict on units that can be asked for, by what comes of the windows."""
        found = _WINDOW_VERDICTS[window]
        if Verdict.NOT_MET in (self.verdict, found):
            return Verdict.NOT_MET
        return Verdict.UNKNOWN if Verdict.UNKNOWN in (self.verdict, found) else Verdict.MET

    def because(self, window: int, parts: tuple[bool, bool, bool, bool]) -> str:
        """The codes in the way of units that are free, came back, were refunded or not bought."""
        codes: dict[str, None] = {}
        if parts[0] and self.free(window) is not Verdict.MET:
            between = (WINDOW_CODES[window],) if WINDOW_CODES[window] else ()
            codes.update(dict.fromkeys((*self.before, *between, *self.after)))
        for is_there, some in zip(parts[1:], self.gone, strict=True):
            if is_there:
                codes.update(dict.fromkeys(some))
        return " ".join(codes)


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
        windows=_windows(free, known),
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


BY_ROW = Plan(
    windows=None,
    before=(),
    after=(),
    verdict=Verdict.MET,
    gone=((), (), ()),
    is_elsewhere=False,
    is_asked=False,
    fees=(),
    mismatch=False,
    zone="UTC",
)
"""The plan of rows that are asked one by one."""


def _windows(case: ReturnCase, known: Known) -> tuple[Timed, ...] | None:
    """The windows of units that can come back; none where they cannot."""
    if not case.is_covered:
        return ()
    found = chosen(case)
    verdicts = [applies(x, case) for x in case.terms.extensions]
    if found.undecided or Verdict.UNKNOWN in verdicts or case.asking.zone is None:
        return None
    pairs = zip(case.terms.extensions, verdicts, strict=True)
    extensions = tuple(x for x, verdict in pairs if verdict is Verdict.MET)
    return tuple(_timed(case, window, extensions, known) for window in found.windows)


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
