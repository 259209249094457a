"""Time that does not count: while something stands still, a count goes on later.

Rules of this file: in a count of days every local day that is touched does not count, the first
and the last as well; in one of hours it is the time that passed. In one of working time it is the
working days that are touched, or the working hours. What lies before the count begins, or after it
is over, changes nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from postsales.basics.calendars import Edge, WorkCalendar
from postsales.basics.durations import Days, WorkingDays
from postsales.basics.events import Event
from postsales.basics.moments import days_later, local_day
from postsales.basics.periods import last_day_of
from postsales.basics.selectors import During
from postsales.basics.windows import Counted

__all__ = [
    "Span",
    "days_made_up",
    "hours_made_up",
    "joined",
    "last_day_made_up",
    "stood_still",
]

_ONE = timedelta(days=1)

Span = tuple[datetime, datetime | None]
"""When time began not to count, and when it counted again; None while it does not."""

Told = tuple[datetime, tuple[Counted, ...]]


def stood_still(pauses: Iterable[During], events: Sequence[Event]) -> tuple[Span, ...]:
    """The time that does not count by what has happened, one after the other."""
    spans = [span for one in pauses for span in _spans(one, events)]
    return joined(spans)


def _spans(during: During, events: Iterable[Event]) -> Iterable[Span]:
    """From the first that begins until none of those that began is left."""
    since: datetime | None = None
    going: set[str] = set()
    for at, told in groupby(sorted(events, key=_at), key=_at):
        for event in _in_turn(during, list(told), going):
            if isinstance(event, during.begins):
                since = at if since is None else since
                going.add(event.ref)
            elif since is not None:
                going = going - {event.ref, ""} if event.ref else set()
                if not going:
                    yield since, at
                    since = None
    if since is not None:
        yield since, None


def _at(event: Event) -> datetime:
    return event.at


def _in_turn(during: During, told: list[Event], going: set[str]) -> list[Event]:
    """What happened at one instant, in whatever order it is told: what goes on ends first."""
    begins = [x for x in told if isinstance(x, during.begins)]
    ends = [x for x in told if isinstance(x, during.ends) and x not in begins]
    first = [x for x in ends if going & {x.ref, ""} or (going and not x.ref)]
    return [*first, *begins, *(x for x in ends if x not in first)]


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same time, without overlaps, in order."""
    some = sorted(spans, key=lambda x: x[0])
    return tuple(_joined(some)) if some else ()


def _joined(spans: Iterable[Span]) -> Iterable[Span]:
    first, *others = spans
    for then in others:
        end = first[1]
        if end is None:
            break
        if then[0] > end:
            yield first
            first = then
        elif then[1] is None or then[1] > end:
            first = first[0], then[1]
    yield first


def _at_once(end: datetime) -> datetime:
    return end


def hours_made_up(
    start: datetime,
    closes: datetime,
    spans: Sequence[Span],
    zone: str,
    calendar: WorkCalendar | None,
    *,
    edge: Edge = Edge.CLOSE,
    over: Callable[[datetime], datetime] = _at_once,
) -> Told | None:
    """The end of a count with the time made up for that elapsed; None while time stands still.

    With a calendar only the time while it is open; what is used up at a closing ends there, or at
    the next opening, as ``edge`` says, and what is used up when time begins to stand still ends at
    the first open instant after. ``over`` tells of an end from when on a pause comes too late to
    move it: by default from itself on.
    """
    made_up = timedelta()
    before = closes
    for begins, ends in spans:
        if begins >= over(closes):
            break
        if ends is None:
            return None
        since = max(begins, start)
        more = max(timedelta(), ends - since) if calendar is None else calendar.elapsed(since, ends)
        made_up += more
        if calendar is None:
            closes += more
        else:
            goes_on = calendar.add(ends, timedelta())
            closes = max(goes_on, calendar.add(closes, more, edge=edge) if more else closes)
    return closes, _step(str(made_up), closes, zone) if closes > before else ()


def days_made_up(
    start: datetime,
    closes: datetime,
    spans: Sequence[Span],
    zone: str,
    calendar: WorkCalendar | None,
) -> Told | None:
    """The end of a count with the local days made up for; None while time stands still.

    With a calendar only its working days.
    """
    if not spans:
        return closes, ()
    end = last_day_of(closes, zone)

    def over(last: date) -> datetime:
        return days_later(closes, (last - end).days, zone)

    told = last_day_made_up(local_day(start, zone), end, spans, zone, calendar, over=over)
    if told is None:
        return None
    last, days = told
    then = over(last)
    made_up = Days(days) if calendar is None else WorkingDays(days)
    return then, _step(str(made_up), then, zone) if days else ()


def last_day_made_up(
    start: date,
    last: date,
    spans: Sequence[Span],
    zone: str,
    calendar: WorkCalendar | None,
    *,
    over: Callable[[date], datetime],
) -> tuple[date, int] | None:
    """The last day of a count with the days made up for, and how many; None while it stands still.

    ``over`` tells of a last day from when on a pause comes too late to move it.
    """
    counted_to, days = start, 0
    for begins, ends in spans:
        if begins >= over(last):
            break
        if ends is None:
            return None
        first = max(local_day(begins, zone), counted_to + _ONE)
        counted_to = max(local_day(ends, zone), counted_to)
        more = max(0, _days(first, counted_to, calendar))
        days, last = days + more, _after(last, more, calendar)
    return last, days


def _days(first: date, last: date, calendar: WorkCalendar | None) -> int:
    """How many days that count lie between two, both included?"""
    before = first - _ONE
    return (last - before).days if calendar is None else calendar.working_days(before, last)


def _after(day: date, days: int, calendar: WorkCalendar | None) -> date:
    if calendar is None:
        return day + timedelta(days=days)
    return calendar.last_day(day, WorkingDays(days))


def _step(made_up: str, closes: datetime, zone: str) -> tuple[Counted, ...]:
    return (Counted(f"{made_up} that did not count", last_day_of(closes, zone)),)
