"""Refund windows: until when a refund is money, beside the window for returns.

Rules of this file: what counts is when the return was asked for, not when its parcel arrived; a
window that has not started is open; goods that never travelled back are always paid for in money.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from attrs import field, frozen

from postsales.basics._checks import instance
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.durations import Days, Hours, Length, Months, Weeks, Years
from postsales.basics.periods import closing, deadline
from postsales.basics.windows import Deadline
from postsales.orders.cases import UnitCase
from postsales.orders.reasons import REMORSE_ONLY, ReasonKind, reason_kinds
from postsales.orders.starts import (
    LENGTH,
    FirstEvents,
    Since,
    Start,
    begun,
    first_events,
    happened,
    not_of_lots,
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


@frozen(weakref_slot=False)
class RefundWindow:
    """How long a return is paid for in money, counted from which event, and what it gives then.

    It is about a change of mind only, unless told otherwise. ``since`` names start events in order:
    the first that has happened counts, and while none has, the window is open.

    Counting: calendar lengths count whole local days of the terms' zone after the day of the start.

    Example:
        >>> from postsales import Delivered
        >>> RefundWindow(Days(14), since=Delivered).afterwards
        Afterwards.STORE_CREDIT
    """

    length: Length
    since: tuple[Since, ...] = field(converter=_since, kw_only=True)
    afterwards: Afterwards = field(default=Afterwards.STORE_CREDIT, kw_only=True)
    for_reasons: tuple[ReasonKind, ...] = field(
        default=REMORSE_ONLY, converter=reason_kinds, kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        instance("length", self.length, (Days, Weeks, Months, Years, Hours), LENGTH)
        instance("afterwards", self.afterwards, Afterwards, "what comes then is an Afterwards")
        if not self.since:
            raise InvalidValue("since", self.since, "a window starts with at least one event")
        if not self.for_reasons:
            raise InvalidValue("for_reasons", self.for_reasons, "name at least one kind of reason")

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


def in_time(
    wanted: Wanted, terms: "RefundTerms", asked_at: datetime
) -> tuple[Wanted, tuple[QuoteLate, ...]]:
    """The units that are paid for in money, and the others."""
    window = terms.window
    if window is None or not wanted:
        return wanted, ()
    zone = terms.zone or "UTC"
    first = first_events(wanted[0][0].order, not_of_lots([window.since]), asked_at)
    good: Wanted = []
    late: dict[tuple[str, datetime], int] = {}
    for case, k in wanted:
        start = _started(case, window, zone, first)
        if start is None or asked_at < closing(start, window.length, zone):
            good.append((case, k))
        else:
            key = (case.line_id, start)
            late[key] = late.get(key, 0) + k
    return good, tuple(
        QuoteLate(
            line,
            units=k,
            deadline=deadline(start, window.length, zone),
            afterwards=window.afterwards,
        )
        for (line, start), k in late.items()
    )


def _started(
    case: UnitCase, window: RefundWindow, zone: str, first: FirstEvents
) -> datetime | None:
    """When did the window start for these units? None while it has not, or is not about them."""
    if not case.travels_back or case.reason_kind not in window.for_reasons:
        return None
    for since in window.since:
        known = case.lot is not None or not since.of_lot
        at = happened(since, case.line_id, case.lot, case.order, first) if known else None
        if at is not None:
            return begun(since, at, zone)
    return None
