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
)
from postsales.explain.languages import speech
from postsales.explain.marked import marked
from postsales.explain.own import Catalogue
from postsales.explain.page import paged
from postsales.explain.plain import printed
from postsales.explain.registers import Register
from postsales.explain.speech import Speech
from postsales.returns.due import RmaDue
from postsales.returns.notes import RmaNote
from postsales.returns.progress import UNITS
from postsales.returns.status import RmaStatus

__all__ = ["progress", "progress_html", "progress_markdown"]


def progress(
    status: RmaStatus,
    *,
    locale: str,
    zone: str,
    register: Register | str = Register.AGENT,
    words: Catalogue | None = None,
) -> str:
    """How far is a return, in words: what came, what is due, what is odd about it?

    Days and times are those of the zone, written for the locale; ``register`` says to whom.

    Raises:
        InvalidValue: a language without words, an unknown country or zone.

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
    return "\n\n".join(printed(x) for x in _document(status, speech(locale, zone, register, words)))


def progress_markdown(
    status: RmaStatus,
    *,
    locale: str,
    zone: str,
    register: Register | str = Register.AGENT,
    words: Catalogue | None = None,
) -> str:
    """The same as ``progress``, as Markdown. Text from the order never becomes markup.

    Raises:
        InvalidValue: a language without words, an unknown country or zone.

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
    return "\n\n".join(marked(x) for x in _document(status, speech(locale, zone, register, words)))


def progress_html(
    status: RmaStatus,
    *,
    locale: str,
    zone: str,
    register: Register | str = Register.AGENT,
    words: Catalogue | None = None,
) -> str:
    """The same as ``progress``, as HTML for a page. Text from the order never becomes markup.

    Raises:
        InvalidValue: a language without words, an unknown country or zone.

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
        >>> print(progress_html(status, locale="en", zone="Europe/Berlin").splitlines()[0])
        <h2>Return R-1</h2>
    """
    return "\n".join(paged(x) for x in _document(status, speech(locale, zone, register, words)))


def _document(status: RmaStatus, told: Speech) -> Iterator[Block]:
    instance("status", status, RmaStatus, "what returns.status gives is explained")
    yield Title(told.say("explain.progress.title", ref=Said(status.ref)))
    yield Paragraph(told.say(f"progress.state.{status.state}"))
    yield from _listed(_units(status, told))
    if status.reasons:
        yield Heading(told.say("explain.progress.reasons"))
        yield from _listed(_reasons(status, told))
    due = [x for x in (status.ship_by, status.inspect_by, status.refund_by) if x is not None]
    if due:
        yield Heading(told.say("explain.progress.due"))
        yield from _listed(_duty(x, told) for x in due)
    if status.notes:
        yield Heading(told.say("explain.progress.odd"))
        yield from _listed(_note(x, told) for x in status.notes)


def _listed(some: Iterable[Words]) -> Iterator[Block]:
    points = tuple(Point(words) for words in some)
    if points:
        yield Points(points)


def _units(status: RmaStatus, told: Speech) -> Iterator[Words]:
    for name in UNITS:
        units: Quantities = getattr(status, name)
        if units:
            label = told.line(f"progress.unit.{name}")
            yield told.say("explain.progress.counted", label=label, said=_of_lines(units, told))


def _reasons(status: RmaStatus, told: Speech) -> Iterator[Words]:
    for reason, units in status.reasons.items():
        said = _of_lines(units, told)
        yield told.say("explain.progress.reason", reason=Said(reason), units=said)


def _of_lines(units: Quantities, told: Speech) -> Words:
    return told.listed(
        [told.count("explain.frame.units", k, line=Said(line)) for line, k in units.items()]
    )


def _duty(due: RmaDue, told: Speech) -> Words:
    duty = told.line(f"progress.duty.{due.duty}")
    return told.say("explain.progress.duty", duty=duty, said=_time(due, told))


def _time(due: RmaDue, told: Speech) -> Words:
    if due.deadline is None:
        return told.say(f"progress.not_counted.{due.because}")
    last_day, moment = told.figures.last_day(due.deadline.ends_at), told.figures.moment
    if last_day is None:
        parts = [told.say("progress.time.until_at", moment=moment(due.deadline.ends_at))]
    else:
        parts = [told.say("progress.time.until", day=last_day)]
    if due.done_at is not None:
        parts.append(told.say("progress.time.done", moment=moment(due.done_at)))
    if due.late_since is not None:
        late = told.count("progress.time.late", due.late_days)
        parts.append(late if due.late_days else told.say("progress.time.late_today"))
    return told.together(parts)


def _note(note: RmaNote, told: Speech) -> Words:
    known: dict[str, str | Words] = {
        "moment": told.figures.moment(note.at),
        "remark": told.line(f"progress.remark.{note.remark}"),
    }
    if not note.units:
        return told.say("explain.progress.note", **known)
    return told.say("explain.progress.note_of", **known, units=_of_lines(note.units, told))
