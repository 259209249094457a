"""Refund windows: until when a refund is money, beside the window for returns.

Rules of this file: what counts is when the return was asked for, not when its parcel arrived; a
special window beats the standard one, and of several specials the longest counts; a window that has
not started is open; goods that never travelled back are always paid for in money.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from attrs import field, frozen

from postsales.basics._checks import instance
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.durations import Hours, Length
from postsales.basics.periods import closing, deadline
from postsales.basics.windows import Deadline
from postsales.orders.cases import UnitCase
from postsales.orders.reasons import REMORSE_ONLY, ReasonKind, some_reason_kinds
from postsales.orders.scope import A_SCOPE, EVERYTHING, Everything, Scope
from postsales.orders.starts import (
    FirstEvents,
    Selected,
    Since,
    Start,
    begun,
    check_length,
    first_events,
    happened,
    not_of_lots,
    selected,
    starts,
)

if TYPE_CHECKING:
    from postsales.refunds.terms import RefundTerms

__all__ = ["Afterwards", "QuoteLate", "RefundWindow"]


class Afterwards(Word):
    """What does a return give after the refund window, while it can still come back?"""

    STORE_CREDIT = "store_credit"
    """The same amount, as store credit."""
    NOTHING = "nothing"
    """No money: the goods are taken back for other reasons, such as an exchange."""


def _since(value: Start | Iterable[Start]) -> tuple[Since, ...]:
    return starts(value)


def _afterwards(value: Afterwards | str) -> Afterwards:
    return Afterwards.read("afterwards", value)


@frozen(weakref_slot=False)
class RefundWindow:
    """How long a return is paid for in money, counted from which event, and what it gives then.

    It is about a change of mind only, unless told otherwise. ``since`` names start events in order:
    the first that has happened counts, and while none has, the window is open. ``First`` and
    ``Last`` are about all lines that the window can be for. ``applies_to`` says for which lines a
    special window is.

    Counting: calendar lengths count whole local days of the terms' zone after the day of the start.

    Example:
        >>> from postsales import Days, Delivered
        >>> RefundWindow(Days(14), since=Delivered).afterwards
        Afterwards.STORE_CREDIT
    """

    length: Length
    since: tuple[Since, ...] = field(converter=_since, kw_only=True)
    afterwards: Afterwards = field(
        default=Afterwards.STORE_CREDIT, converter=_afterwards, kw_only=True
    )
    for_reasons: tuple[ReasonKind, ...] = field(
        default=REMORSE_ONLY, converter=some_reason_kinds, kw_only=True
    )
    applies_to: Scope | Everything = field(default=EVERYTHING, kw_only=True)

    def __attrs_post_init__(self) -> None:
        check_length("length", self.length)
        instance("applies_to", self.applies_to, (Scope, Everything), A_SCOPE)
        if not self.since:
            raise InvalidValue("since", self.since, "a window starts with at least one event")

    @property
    def needs_zone(self) -> bool:
        """Is anything of it counted in local days?"""
        lengths = (self.length, *(x.plus for x in self.since if x.plus.count))
        return any(not isinstance(x, Hours) for x in lengths)


@frozen(weakref_slot=False)
class QuoteLate:
    """Units that were asked for after the refund window, and what they give instead of money."""

    line: str
    units: int = field(kw_only=True)
    deadline: Deadline = field(kw_only=True)
    afterwards: Afterwards = field(kw_only=True)


Wanted = list[tuple[UnitCase, int]]


@frozen(weakref_slot=False)
class Running:
    """A window that has started for some units."""

    window: RefundWindow
    start: datetime
    closes: datetime


@frozen(weakref_slot=False)
class Timed:
    """Units that are paid for in money, those that are paid for at all, and the late ones."""

    money: Wanted
    paid: Wanted
    late: tuple[QuoteLate, ...] = ()


def in_time(wanted: Wanted, terms: "RefundTerms", asked_at: datetime) -> Timed:
    """Which units are paid for in money, which otherwise, and which not?"""
    if not wanted or not terms.windows:
        return Timed(wanted, wanted)
    zone = terms.zone or "UTC"
    money: Wanted = []
    paid: Wanted = []
    late: dict[tuple[str, Running], int] = {}
    for (case, k), window in zip(wanted, running(wanted, terms), strict=True):
        if window is None or asked_at < window.closes:
            money.append((case, k))
        else:
            late[case.line_id, window] = late.get((case.line_id, window), 0) + k
        if window is None or asked_at < window.closes or _gives(window.window):
            paid.append((case, k))
    return Timed(
        money, paid, tuple(_late(line, k, window, zone) for (line, window), k in late.items())
    )


def _gives(window: RefundWindow) -> bool:
    return window.afterwards is not Afterwards.NOTHING


def _late(line: str, units: int, late: Running, zone: str) -> QuoteLate:
    ends = deadline(late.start, late.window.length, zone)
    return QuoteLate(line, units=units, deadline=ends, afterwards=late.window.afterwards)


def running(wanted: Wanted, terms: "RefundTerms") -> list[Running | None]:
    """The window that counts for each of the units; None where they are paid for in any case.

    Events start windows as far as the decision knew them, whenever it is asked again.
    """
    chains = not_of_lots(window.since for window in terms.windows)
    asked = wanted[0][0]
    first = first_events(asked.order, chains, asked.known_at)
    started = _Started(terms.zone or "UTC", first, _selected(asked, terms))
    return [_longest(case, terms, started) for case, _ in wanted]


def _selected(
    asked: UnitCase, terms: "RefundTerms"
) -> "dict[tuple[RefundWindow, Since], Selected]":
    """What ``First`` and ``Last`` select, for each window over all lines that it is for."""
    order = asked.order
    found: dict[tuple[RefundWindow, Since], Selected] = {}
    sold = asked.position.lines if terms.windows else ()
    for window in terms.windows:
        for since in window.since:
            if since.selects:
                lines = frozenset(x.id for x in sold if window.applies_to.covers(x, order))
                found[window, since] = selected(since, lines, order, asked.position, asked.known_at)
    return found


def _longest(case: UnitCase, terms: "RefundTerms", started: "_Started") -> Running | None:
    """The window that closes last; None while one of them has not started."""
    found: list[Running] = []
    zone = started.zone
    for window in _chosen(case, terms):
        start = started.at(case, window)
        if start is None:
            return None
        found.append(Running(window, start, closing(start, window.length, zone)))
    return max(found, key=lambda x: x.closes, default=None)


def _chosen(case: UnitCase, terms: "RefundTerms") -> list[RefundWindow]:
    """The windows about these units: all special ones, else the standard one."""
    if not case.travels_back:
        return []
    about = [x for x in terms.windows if case.reason_kind in x.for_reasons]
    special = [x for x in about if x is not terms.window]
    covering = [x for x in special if x.applies_to.covers(case.line, case.order)]
    return covering or [x for x in about if x is terms.window]


@frozen(weakref_slot=False)
class _Started:
    """When windows started, as far as all units share it."""

    zone: str
    first: FirstEvents
    selected: dict[tuple[RefundWindow, Since], Selected]

    def at(self, case: UnitCase, window: RefundWindow) -> datetime | None:
        """When did the window start for these units? None while it has not, or nobody knows."""
        for since in window.since:
            if since.selects and self.selected[window, since].can_be_later:
                return None
            at = self._happened(case, window, since)
            if at is not None:
                return begun(since, at, self.zone)
        return None

    def _happened(self, case: UnitCase, window: RefundWindow, since: Since) -> datetime | None:
        if since.selects:
            return self.selected[window, since].at
        return happened(since, case.line_id, case.lot, case.order, self.first)
