"""One calendar, entry by entry, so that nobody has to hold all of it.

Rules of this file: what is escaped, folded and how is the business of the package; what is told is
ours. A time is told in UTC, or in the one zone whose changes stand at the head, as far as these go.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from attrs import field, frozen

from postsales.basics._checks import instance, named, without_control
from postsales.basics._errors import WrongType
from postsales.basics._words import Word
from postsales.basics.moments import Moment, instant, local_day, zone_info, zone_key
from postsales.schedules._keys import Key
from postsales.schedules.standing import Occurrence
from postsales.schedules.standing import OccurrenceState as Done
from postsales.schedules.targets import TargetState, TargetStatus
from postsales.wire._extras import needs

__all__ = ["CalendarText", "Entries", "TargetEntry", "calendar_of"]

_HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//postsales//schedules//EN\r\n"
_TAIL = "END:VCALENDAR\r\n"
_UTC = "UTC"
_YEARS_BEFORE, _YEARS_AFTER = 2, 11
_OVER = (Done.STOPPED, Done.NEEDLESS, Done.MISSED, Done.OVERTAKEN)
_MET = (TargetState.MET, TargetState.MET_LATE)


class Entries(Word):
    """What stands in a calendar?"""

    EVENTS = "events"
    """Events at their time; what takes no time leaves the calendar free."""
    TASKS = "tasks"
    """Things to do by a time, which are ticked off."""


@frozen(weakref_slot=False)
class TargetEntry:
    """How a target stands, and of which plan and subject it is.

    Example:
        >>> from postsales.schedules import TargetState, TargetStatus
        >>> open = TargetStatus(step="answer", state=TargetState.RUNNING, ref="T-1")
        >>> TargetEntry(open, plan="support", subject="C-7").key
        'support/C-7/answer/T-1/1'
    """

    status: TargetStatus
    plan: str = field(kw_only=True)
    subject: str = field(kw_only=True)

    def __attrs_post_init__(self) -> None:
        instance("status", self.status, TargetStatus, "how a target stands is a TargetStatus")
        named("plan", self.plan)
        named("subject", self.subject)

    @property
    def key(self) -> str:
        """Who it is, for ever, as keys of occurrences tell it."""
        status = self.status
        anchor = status.anchor or status.ref
        return str(Key(self.plan, self.subject, status.step, anchor, 1, 0))


@frozen(weakref_slot=False)
class _Entry:
    """What is told of either."""

    key: str
    plan: str
    title: str
    about: str
    at: datetime | date | None
    ends_at: datetime | None = None
    by: datetime | date | None = None
    done_at: datetime | None = None
    is_over: bool = False


@frozen(weakref_slot=False, eq=False)
class CalendarText:
    """What stands at the head of a calendar, in each entry, and at its end."""

    stamp: datetime
    zone: str
    form: Entries

    @property
    def head(self) -> str:
        """What stands before the first entry: the changes of the clocks of the zone, too."""
        if self.zone == _UTC:
            return _HEAD
        from icalendar import Timezone

        first, last = self._shown
        return _HEAD + _text(Timezone.from_tzid(self.zone, first_date=first, last_date=last))

    @property
    def _shown(self) -> tuple[date, date]:
        """The years of which the head tells the changes of the clocks."""
        year = self.stamp.year
        return date(year - _YEARS_BEFORE, 1, 1), date(year + _YEARS_AFTER, 1, 1)

    @property
    def tail(self) -> str:
        """What stands behind the last entry."""
        return _TAIL

    def entry(
        self,
        item: Occurrence | TargetEntry,
        at: datetime | None = None,
        *,
        dropped: str = "",
    ) -> str:
        """An occurrence or target; ``at`` is a later time, ``dropped`` why it is not done at all.

        Raises:
            WrongType: it is neither.
        """
        if isinstance(item, TargetEntry):
            told = _of_target(item)
        elif isinstance(item, Occurrence):
            told = _of_occurrence(item, at, dropped)
        else:
            raise WrongType("entries", item, "Occurrences and TargetEntry stand in calendars")
        if told.at is None:
            return ""
        return _text(self._task(told) if self.form is Entries.TASKS else self._event(told))

    def _event(self, told: _Entry) -> Any:
        from icalendar import Event

        made = self._begun(Event(), told)
        self._add(made, "dtstart", told.at)
        if told.ends_at is not None:
            self._add(made, "dtend", told.ends_at)
        else:
            made.add("transp", "TRANSPARENT")
        made.add("status", "CANCELLED" if told.is_over else "CONFIRMED")
        return made

    def _task(self, told: _Entry) -> Any:
        from icalendar import Todo

        made = self._begun(Todo(), told)
        if told.by is None:
            self._add(made, "due", told.at)
        else:
            self._add(made, "dtstart", told.at)
            self._add(made, "due", told.by)
        if told.done_at is not None:
            made.add("completed", told.done_at.astimezone(UTC))
        state = "COMPLETED" if told.done_at else "CANCELLED" if told.is_over else "NEEDS-ACTION"
        made.add("status", state)
        return made

    def _begun(self, made: Any, told: _Entry) -> Any:
        made.add("uid", without_control(told.key, _in_hexadecimal))
        made.add("dtstamp", self.stamp)
        made.add("summary", without_control(told.title, _unreadable))
        made.add("description", told.about)
        made.add("categories", [without_control(told.plan, _unreadable)])
        return made

    def _add(self, made: Any, name: str, at: datetime | date | None) -> None:
        """A day, or an instant with the clocks of the zone, where the head tells how they go."""
        if isinstance(at, datetime):
            first, last = self._shown
            is_told = self.zone != _UTC and first <= local_day(at, self.zone) < last
            at = at.astimezone(zone_info(self.zone) if is_told else UTC)
        made.add(name, at)


def _in_hexadecimal(letter: str) -> str:
    """As in an address: what has a percent sign of its own has another one in a key."""
    return f"%{ord(letter):02X}"


def _unreadable(_: str) -> str:
    return "\N{REPLACEMENT CHARACTER}"


def _of_occurrence(item: Occurrence, at: datetime | None, dropped: str) -> _Entry:
    contact = item.action.contact
    begins = item.at if at is None else at
    minutes = 0 if contact is None else contact.minutes
    ends = begins + timedelta(minutes=minutes) if begins and minutes else None
    by = item.expires_at
    reached = {} if contact is None else {"by": str(contact.channel), "for": str(contact.purpose)}
    return _Entry(
        item.key,
        item.plan,
        _title(item.step, item.subject, item.ref),
        _about({"plan": f"{item.plan} {item.version}", **reached, "not sent": dropped}),
        begins,
        ends_at=ends,
        by=by if by is not None and begins is not None and by > begins else None,
        done_at=item.done_at,
        is_over=bool(dropped) or item.state in _OVER,
    )


def _of_target(item: TargetEntry) -> _Entry:
    status = item.status
    return _Entry(
        item.key,
        item.plan,
        _title(status.step, item.subject, status.ref),
        _about({"plan": item.plan, "state": str(status.state)}),
        status.due_at if status.last_day is None else status.last_day,
        done_at=status.met_at if status.state in _MET else None,
        is_over=status.state is TargetState.STOPPED,
    )


def _title(step: str, subject: str, ref: str) -> str:
    return f"{step}: {subject}" + (f", {ref}" if ref else "")


def _about(told: Mapping[str, str]) -> str:
    lines = {name: without_control(x, _unreadable) for name, x in told.items()}
    return "\n".join(f"{name}: {x}" for name, x in lines.items() if x)


def _text(made: Any) -> str:
    return str(made.to_ical().decode("utf-8"))


def calendar_of(stamp: Moment, zone: str | None, form: Entries | str) -> CalendarText:
    """What writes a calendar.

    Raises:
        InvalidValue: no such zone or form.
        MissingExtra: icalendar is not installed.
    """
    needs("icalendar", "ical")
    key = _UTC if zone is None else zone_key(zone)
    return CalendarText(instant(stamp, "stamp"), key, Entries.read("form", form))
