"""What is due, as entries for calendars: iCalendar, RFC 5545 (``postsales[ical]``).

======================= ==========================================================================
in the calendar         is
======================= ==========================================================================
an entry                an occurrence of a step, or a target that somebody has to meet
its ``UID``             the key, the same for ever: what is written again replaces what was there;
                        a target that somebody waited for several times has one for each
its ``STATUS``          done, or cancelled where it is not done any more
a whole day             the last day of a target in days
======================= ==========================================================================

Example:
    See ``write``.
"""

from collections.abc import Iterable

from postsales.basics.moments import Moment
from postsales.schedules.standing import Occurrence
from postsales.wire._calendars import Entries, TargetEntry, calendar_of

__all__ = ["Entries", "TargetEntry", "write"]


def write(
    entries: Iterable[Occurrence | TargetEntry],
    *,
    stamp: Moment,
    zone: str | None = None,
    form: Entries | str = Entries.EVENTS,
) -> str:
    """Occurrences and targets as the text of one calendar.

    ``stamp`` is when it is written, since there is no clock. ``zone`` is that in which calendars
    show times; UTC where none is told. ``form`` is events, which every calendar shows, or tasks.
    What has no time yet, since time stands still for it, is left out; what lies more than two years
    before the stamp or ten after it is told in UTC.

    Raises:
        InvalidValue: no such zone.
        MissingExtra: icalendar is not installed.
        WrongType: something that is neither an occurrence nor a target.

    Example:
        >>> from postsales import Action, Days, Delivered, Last, Plan, WorkCalendar, schedules
        >>> plan = Plan(
        ...     id="first-month", version="1", calendar=WorkCalendar.always("UTC"),
        ...     steps=[Action("review", after=Last(Delivered), wait=Days(21))],
        ... )
        >>> told = [Delivered({"tee": 1}, at="2026-03-09T11:00Z")]
        >>> at = "2026-03-20T09:00Z"
        >>> some = schedules.occurrences(plan, told, subject="C-7", at=at)
        >>> [x for x in write(some, stamp=at).splitlines() if x[:3] in ("UID", "DTS")]
        ['DTSTART:20260330T110000Z', 'DTSTAMP:20260320T090000Z', 'UID:first-month/C-7/review//1']
    """
    calendar = calendar_of(stamp, zone, form)
    return "".join([calendar.head, *map(calendar.entry, entries), calendar.tail])
