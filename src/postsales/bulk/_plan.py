"""What is the same for all rows that are alike but for units, money and instants.

Rules of this file: nothing here decides. The ends of windows are those that the functions of
``returns`` give; how a plan is found stands in ``_planned``.
"""

from datetime import datetime, timedelta

from attrs import field, frozen

from postsales.basics.events import Event
from postsales.basics.findings import Verdict
from postsales.basics.moments import midnight
from postsales.basics.periods import closing, last_day_of
from postsales.orders.events import Delivered, Placed, Shipped
from postsales.orders.starts import begun
from postsales.refunds.terms import Fee
from postsales.returns.case import ReturnCase
from postsales.returns.ending import ended
from postsales.returns.windows import Extension, ReturnWindow

__all__ = ["Ends", "Known", "Link", "Plan", "Timed"]

PLACED, SHIPPED, DELIVERED = range(3)
"""What starts a window, as a row tells it."""
SOURCE_NAMES = ("placed_at", "shipped_at", "delivered_at")
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
