"""Which window runs for some units, since when, until when?

A special window beats the standard one; of several specials the longest counts, or the first, as
the terms say. A window starts with the first event of its chain that has happened to these units.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from attrs import frozen

from postsales.basics.citations import Citation
from postsales.basics.durations import Hours, Length, WorkingHours, WorkingLength
from postsales.basics.findings import Verdict
from postsales.basics.periods import End
from postsales.basics.quantities import FrozenMap
from postsales.orders.events import Shipped
from postsales.orders.order import Order
from postsales.orders.position import Position
from postsales.orders.starts import Selected, Since, begun, happened, selected
from postsales.returns.applies import Chosen, applies, choose, windows_of
from postsales.returns.ending import ended
from postsales.returns.stated import begins_on, end_of, reckoned, selector_of
from postsales.returns.windows import StatedWindow

if TYPE_CHECKING:
    from postsales.returns.case import ReturnCase
    from postsales.returns.terms import ReturnTerms
    from postsales.returns.windows import ReturnWindow

__all__ = [
    "can_be_later",
    "chosen",
    "end_of_window",
    "is_to_come",
    "lacks_zone",
    "length_of",
    "longest",
    "running",
    "selected_starts",
    "source_of_start",
    "started",
    "started_by",
]


@frozen(weakref_slot=False)
class Running:
    """A window that has started for some units."""

    window: "ReturnWindow"
    start: datetime
    end: End


def chosen(case: "ReturnCase") -> Chosen:
    """The windows that apply: special ones that are for the units, else the standard one."""
    terms = case.asking.terms
    return choose(case) if terms.special_windows else terms.only_standard


def selected_starts(
    order: Order, position: Position, terms: "ReturnTerms", known_at: datetime
) -> "FrozenMap[tuple[ReturnWindow, Since], Selected]":
    """What ``First`` and ``Last`` select, for each window over all lines that it is for.

    Lines that the terms are not about have no window.
    """
    found: dict[tuple[ReturnWindow, Since], Selected] = {}
    about = [line for line in position.lines if terms.applies_to.covers(line, order)]
    of_lines = [(line.id, windows_of(line, order, terms)) for line in about]
    for window in (terms.window, *terms.special_windows):
        lines = frozenset(line for line, windows in of_lines if window in windows)
        for since in window.since:
            if since.selects:
                found[window, since] = selected(since, lines, order, position, known_at)
    return FrozenMap(found)


def running(case: "ReturnCase") -> list[Running]:
    """The windows that apply, have started and have an end in sight."""
    if not case.is_covered:
        return []
    found: list[Running] = []
    for window in chosen(case).windows:
        start = None if lacks_zone(case, window) else started(case, window)
        end = None if start is None else end_of_window(case, window, start)
        if start is not None and end is not None:
            found.append(Running(window, start, end))
    return found


def end_of_window(case: "ReturnCase", window: "ReturnWindow", start: datetime) -> End | None:
    """When is a window over that started at an instant? None while its time stands still."""
    if isinstance(window, StatedWindow):
        found = reckoned(case, window)
        return end_of(found, case.asking.zone or "UTC") if found.is_reached else None
    return ended(case, window, start)


def length_of(case: "ReturnCase", window: "ReturnWindow") -> Length | WorkingLength | None:
    """How long is a window that has started?"""
    if isinstance(window, StatedWindow):
        return reckoned(case, window).length
    return window.length


def longest(case: "ReturnCase") -> Running | None:
    """The window that closes last, of those that have started."""
    return max(running(case), key=lambda x: x.end.closes, default=None)


def started(case: "ReturnCase", window: "ReturnWindow") -> datetime | None:
    """When did this window start for these units? None while none of its events has happened."""
    if isinstance(window, StatedWindow):
        return begins_on(reckoned(case, window), case.asking.zone or "UTC")
    for since in window.since:
        at = _happened(case, window, since)
        if at is not None:
            return begun(since, at, case.asking.zone or "UTC") if since.plus.count else at
    return None


def started_by(case: "ReturnCase", window: "ReturnWindow") -> Since | None:
    """What started this window for these units? None while none of its events has happened."""
    if isinstance(window, StatedWindow):
        return selector_of(reckoned(case, window))
    return next((x for x in window.since if _happened(case, window, x) is not None), None)


def lacks_zone(case: "ReturnCase", window: "ReturnWindow") -> bool:
    """Is anything about the end of this window counted in local days, and nobody knows where?"""
    if case.asking.zone is not None:
        return False
    if isinstance(window, StatedWindow):
        return True
    since = started_by(case, window)
    extensions = [x for x in case.terms.extensions if applies(x, case) is not Verdict.NOT_MET]
    lengths = [window.length, *(x.plus for x in extensions)]
    if since is not None and since.plus.count:
        lengths.append(since.plus)
    # An extension without a length goes on to a day.
    return any(not isinstance(x, Hours | WorkingHours) for x in lengths)


def source_of_start(case: "ReturnCase", window: "ReturnWindow") -> Citation | None:
    """Where it stands what starts this window."""
    since = started_by(case, window)
    selector = since.event if since is not None and not isinstance(since.event, type) else None
    return selector.by if selector is not None else None


def can_be_later(case: "ReturnCase", window: "ReturnWindow") -> bool:
    """Can the start of this window be later than what is known of it?"""
    if isinstance(window, StatedWindow):
        return reckoned(case, window).can_be_later
    since = started_by(case, window)
    return since is not None and since.selects and case.asking.selected[window, since].can_be_later


def is_to_come(case: "ReturnCase", window: "ReturnWindow") -> bool:
    """Is the start of a window that has not started still to come? Else nobody knows it."""
    if isinstance(window, StatedWindow):
        return reckoned(case, window).is_to_come
    return all(_is_due(case, window, since) for since in window.since)


def _is_due(case: "ReturnCase", window: "ReturnWindow", since: Since) -> bool:
    if since.selects:
        return case.asking.selected[window, since].is_due
    # What has arrived, or got lost, was shipped, although nobody said when.
    return since.kind is not Shipped or case.is_unsent


def _happened(case: "ReturnCase", window: "ReturnWindow", since: Since) -> datetime | None:
    if since.of_lot:
        at: datetime | None = None if case.lot is None else getattr(case.lot, since.of_lot)
        return at
    asking = case.asking
    if since.selects:
        return asking.selected[window, since].at
    return happened(since, case.line.id, case.lot, asking.order, asking.first)
