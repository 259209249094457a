"""How far a return is, in words: its state, its units, what is due and what is out of the ordinary.

Rules of this file: the sentences stand beside the subdomain (``returns/progress.py``); here they
are filled and put in order.
"""

from collections.abc import Iterable, Iterator

from postsales.basics._checks import instance
from postsales.basics.quantities import Quantities
from postsales.explain.document import (
    Block,
    Heading,
    Paragraph,
    Point,
    Points,
    Said,
    Title,
    Words,
    joined,
)
from postsales.explain.figures import Figures, figures
from postsales.explain.render import marked, printed
from postsales.returns.due import RmaDue
from postsales.returns.notes import RmaNote
from postsales.returns.progress import DUTIES, NOT_COUNTED, REMARKS, STATES, TIMES, UNITS
from postsales.returns.status import RmaStatus

__all__ = ["progress", "progress_markdown"]


def progress(status: RmaStatus, *, locale: str, zone: str) -> str:
    """How far is a return, in plain English: what came, what is due, what is odd about it?

    Days and times are those of the zone, written for the locale, an English one.

    Raises:
        InvalidValue: a locale that is not English, an unknown zone.

    Example:
        >>> from postsales import EUR, Days, Line, Order, Received, ReturnRequested, ReturnTerms
        >>> from postsales import ReturnWindow, Delivered, RmaClock, returns
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15+01:00",
        ...     lines=[Line("tee", quantity=3, total=EUR("50.00"))],
        ...     history=[
        ...         ReturnRequested({"tee": 3}, ref="R-1", at="2026-03-20T09:00+01:00"),
        ...         Received({"tee": 2}, ref="R-1", at="2026-03-24T11:00+01:00"),
        ...     ],
        ... )
        >>> terms = ReturnTerms(
        ...     id="acme", version="1", zone="Europe/Berlin",
        ...     window=ReturnWindow(Days(30), since=Delivered),
        ...     refund_by=RmaClock(Days(14), since=Received),
        ... )
        >>> status = returns.status(order, "R-1", terms, at="2026-03-25T09:00+01:00")
        >>> print(progress(status, locale="en", zone="Europe/Berlin"))
        Return R-1
        ==========
        <BLANKLINE>
        Some of it is back, and more is awaited.
        <BLANKLINE>
        - Announced: 3 of tee
        - Awaited: 1 of tee
        - Received: 2 of tee
        <BLANKLINE>
        What is due
        -----------
        <BLANKLINE>
        - To be paid for: by the end of Tuesday, 7 April 2026
        <BLANKLINE>
        Out of the ordinary
        -------------------
        <BLANKLINE>
        - On Tuesday, 24 March 2026 at 11:00: the shop had not agreed by then (2 of tee)
    """
    return "\n\n".join(printed(x) for x in _document(status, figures(locale, zone)))


def progress_markdown(status: RmaStatus, *, locale: str, zone: str) -> str:
    """The same as ``progress``, as Markdown. Text from the order never becomes markup.

    Raises:
        InvalidValue: a locale that is not English, an unknown zone.

    Example:
        >>> from postsales import EUR, Days, Delivered, Line, Order, ReturnRequested, ReturnTerms
        >>> from postsales import ReturnWindow, returns
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15+01:00",
        ...     lines=[Line("tee", quantity=3, total=EUR("50.00"))],
        ...     history=[ReturnRequested({"tee": 3}, ref="R-1", at="2026-03-20T09:00+01:00")],
        ... )
        >>> terms = ReturnTerms(
        ...     id="acme", version="1", zone="Europe/Berlin",
        ...     window=ReturnWindow(Days(30), since=Delivered),
        ... )
        >>> status = returns.status(order, "R-1", terms, at="2026-03-25T09:00+01:00")
        >>> print(progress_markdown(status, locale="en", zone="Europe/Berlin").splitlines()[0])
        ## Return R-1
    """
    return "\n\n".join(marked(x) for x in _document(status, figures(locale, zone)))


def _document(status: RmaStatus, told: Figures) -> Iterator[Block]:
    instance("status", status, RmaStatus, "what returns.status gives is explained")
    yield Title(("Return ", Said(status.ref)))
    yield Paragraph((STATES[status.state],))
    yield from _listed(_units(status, told))
    due = [x for x in (status.ship_by, status.inspect_by, status.refund_by) if x is not None]
    if due:
        yield Heading(("What is due",))
        yield from _listed((DUTIES[x.duty], ": ", *_time(x, told)) for x in due)
    if status.notes:
        yield Heading(("Out of the ordinary",))
        yield from _listed(_note(x, told) for x in status.notes)


def _listed(some: Iterable[Words]) -> Iterator[Block]:
    points = tuple(Point(words) for words in some)
    if points:
        yield Points(points)


def _units(status: RmaStatus, told: Figures) -> Iterator[Words]:
    for name, label in UNITS.items():
        units: Quantities = getattr(status, name)
        if units:
            yield (label, ": ", *_of_lines(units, told))


def _of_lines(units: Quantities, told: Figures) -> Words:
    some: list[Words] = [(f"{told.number(k)} of ", Said(line)) for line, k in units.items()]
    return joined(some, told.between(len(some)))


def _time(due: RmaDue, told: Figures) -> Words:
    if due.deadline is None:
        return (NOT_COUNTED[due.because],)
    last_day = told.last_day(due.deadline.ends_at)
    known = {"day": last_day or "", "moment": told.moment(due.deadline.ends_at)}
    parts = [TIMES["until" if last_day else "until_at"].format(**known)]
    if due.done_at is not None:
        parts.append(TIMES["done"].format(moment=told.moment(due.done_at)))
    if due.late_since is not None:
        days = TIMES["days" if due.late_days > 1 else "one_day"]
        late = TIMES["late" if due.late_days else "late_today"]
        parts.append(late.format(days=days.format(number=told.number(due.late_days))))
    return (", ".join(parts),)


def _note(note: RmaNote, told: Figures) -> Words:
    units: Words = (" (", *_of_lines(note.units, told), ")") if note.units else ()
    return (f"On {told.moment(note.at)}: {REMARKS[note.remark]}", *units)
