"""Steps: what is due how long after what. An action is done by us, a target is met by somebody."""

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from postsales.basics._checks import count, day, instance, named, several
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics._words import Word
from postsales.basics.durations import (
    Days,
    Hours,
    Length,
    Minutes,
    Months,
    Weeks,
    WorkingDays,
    WorkingHours,
    WorkingLength,
    WorkingMinutes,
    Years,
)
from postsales.basics.events import Event
from postsales.basics.rules import Rule
from postsales.basics.selectors import First, Last, class_names, class_of_events
from postsales.schedules.anchors import AfterStep, Anchor, Each, Oldest
from postsales.schedules.channels import SERVICE_EMAIL, Contact

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Action", "CountedFrom", "Every", "Landing", "Step", "Target", "Wait"]

Wait = Length | Minutes | WorkingLength | WorkingMinutes
"""How long after its anchor something is due: by the calendar, elapsed, or in working time."""

LENGTHS = (
    *(Days, Weeks, Months, Years, Hours, Minutes),
    *(WorkingDays, WorkingHours, WorkingMinutes),
)
_ANCHORS = (First, Last, Each, Oldest, AfterStep)
_A_LENGTH = "a length is Days, Hours, WorkingHours or another length of time"
_AN_ANCHOR = "a step counts from First, Last, Each, Oldest or AfterStep"
NOW = Hours(0)
_CLOCK_TIME = re.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]")


class Landing(Word):
    """Where does a day go that nobody works on? By the working days of the plan's calendar."""

    FOLLOWING = "following"
    """To the next working day."""
    PRECEDING = "preceding"
    """To the working day before, as for notices that must not come late."""
    MODIFIED = "modified"
    """To the next working day, unless that is in another month: then to the one before."""


class CountedFrom(Word):
    """From what does each next time of a step count?"""

    SCHEDULE = "schedule"
    """From the first time, so that nothing drifts: whatever was done when, the days stay."""
    DONE = "done"
    """From when it was done the time before, or when it was due if that was missed."""


def _last(value: date | str | None) -> date | None:
    return None if value is None else day("until", value)


def _counted(value: CountedFrom | str) -> CountedFrom:
    return CountedFrom.read("counted", value)


@frozen(weakref_slot=False)
class Every:
    """Again and again: how long apart, how often in all, and up to which local day at the latest.

    Counting: from the first time on, n lengths at once and not one after the other, so that a step
    on 31 January comes back on 31 March; a wait in the same unit is counted with them. ``times``
    counts the first time, too; ``until`` is the last day, included.

    Example:
        >>> Every(Months(6), times=4)
        Every(length=Months(6), times=4, until=None, counted=CountedFrom.SCHEDULE)
    """

    length: Wait
    times: int | None = field(default=None, kw_only=True)
    until: date | None = field(default=None, converter=_last, kw_only=True)
    counted: CountedFrom = field(default=CountedFrom.SCHEDULE, converter=_counted, kw_only=True)

    def __attrs_post_init__(self) -> None:
        instance("length", self.length, LENGTHS, _A_LENGTH)
        if not self.length.count:
            raise InvalidValue("length", self.length, "times lie apart, so a length above 0")
        if self.times is not None:
            count("times", self.times, least=1, most=100_000)


def event_kinds(name: str, value: "type[Event] | Iterable[type[Event]]") -> tuple[type[Event], ...]:
    """Classes of events, one or several, each once."""
    some = (value,) if isinstance(value, type) else several(name, value, type, "classes of events")
    for one in some:
        class_of_events(name, one)
    return tuple(dict.fromkeys(some))


def _met_by(value: "type[Event] | Iterable[type[Event]]") -> tuple[type[Event], ...]:
    return event_kinds("met_by", value)


def _unless(value: "type[Event] | Iterable[type[Event]]") -> tuple[type[Event], ...]:
    return event_kinds("unless", value)


def clock_minute(name: str, value: object) -> int:
    """The minute of the day of a clock time such as ``10:00``."""
    allowed = "a clock time is text from '00:00' to '23:59'"
    if not isinstance(value, str):
        raise WrongType(name, value, allowed)
    if not _CLOCK_TIME.fullmatch(value):
        raise InvalidValue(name, value, allowed)
    return int(value[:2]) * 60 + int(value[3:])


def _landing(value: Landing | str | None) -> Landing | None:
    return None if value is None else Landing.read("landing", value)


@frozen(weakref_slot=False)
class Action:
    """Something that we do: when it is due, when it is too late, and to whom it is a message.

    It counts from its anchor, ``after`` it or ``before`` it. One order holds for the rest: the
    wait, the end of the month if asked for, the landing on a working day, the clock time, which is
    that of the anchor where none is given, for waits in hours the hour that comes of them. A clock
    time that is over on the day of the anchor is that of the next day on which it may land.

    ``expires`` is how long it may be late: after that it is missed and not done any more, and so is
    what comes before a milestone when that has come. ``unless`` are events that make it needless,
    from its anchor on; of a step after a step from the anchor of the first step of its chain, or,
    where that comes again, from each time it was done. ``when`` is a rule about facts
    that the host knows, such as an open balance. ``contact`` is how the customer is reached and
    what for; None where nobody is reached, as in a task of our own.

    Example:
        >>> from postsales import Delivered
        >>> Action("review", after=Last(Delivered), wait=Days(21), expires=Days(14)).key
        'review'
    """

    key: str
    after: Anchor | None = field(default=None, kw_only=True)
    before: Anchor | None = field(default=None, kw_only=True)
    wait: Wait = field(default=NOW, kw_only=True)
    month_end: bool = field(default=False, kw_only=True)
    landing: Landing | None = field(default=None, converter=_landing, kw_only=True)
    at_time: str | None = field(default=None, kw_only=True)
    every: Every | None = field(default=None, kw_only=True)
    expires: Wait | None = field(default=None, kw_only=True)
    unless: tuple[type[Event], ...] = field(
        default=(), converter=_unless, repr=class_names, kw_only=True
    )
    when: Rule[Any] | None = field(default=None, kw_only=True)
    contact: Contact | None = field(default=SERVICE_EMAIL, kw_only=True)

    def __attrs_post_init__(self) -> None:
        named("key", self.key)
        if (self.after is None) == (self.before is None):
            allowed = "an action comes after its anchor or before it: name one of them"
            raise InvalidValue("after", self.after, allowed)
        instance("after" if self.before is None else "before", self.anchor, _ANCHORS, _AN_ANCHOR)
        if isinstance(self.before, AfterStep):
            allowed = "what was done lies behind; what lies ahead is First, Last, Each or Oldest"
            raise InvalidValue("before", self.before, allowed)
        instance("wait", self.wait, LENGTHS, _A_LENGTH)
        if self.at_time is not None:
            clock_minute("at_time", self.at_time)
        if self.every is not None:
            instance("every", self.every, Every, "say Every(length)")
            if self.before is not None:
                raise InvalidValue("every", self.every, "what comes again comes after its anchor")
        if self.expires is not None:
            instance("expires", self.expires, LENGTHS, _A_LENGTH)
        if self.contact is not None:
            instance("contact", self.contact, Contact, "say Contact(channel, purpose=...), or None")

    @property
    def anchor(self) -> Anchor:
        """From what it counts."""
        found = self.before if self.after is None else self.after
        assert found is not None  # noqa: S101 - one of them is there
        return found


@frozen(weakref_slot=False)
class Target:
    """Something that somebody owes by a time: what begins it, how long they have, what meets it.

    Counting: in hours the last instant is that after which it is too late; in days it is the whole
    last day, and the anchor's day is day 0. Working hours that run out exactly at a closing run out
    then and not at the next opening. An event that is no allowance yet, ``within=None``, is no
    target: leave the step out.

    Example:
        >>> from postsales import Received, Refunded
        >>> Target("refund", after=First(Received), within=WorkingDays(5), met_by=Refunded).key
        'refund'
    """

    key: str
    after: Anchor = field(kw_only=True)
    within: Wait = field(kw_only=True)
    met_by: tuple[type[Event], ...] = field(converter=_met_by, repr=class_names, kw_only=True)

    def __attrs_post_init__(self) -> None:
        named("key", self.key)
        instance("after", self.after, _ANCHORS, _AN_ANCHOR)
        instance("within", self.within, LENGTHS, _A_LENGTH)
        if not self.met_by:
            raise InvalidValue("met_by", (), "name the events by which it is met")

    @property
    def anchor(self) -> Anchor:
        """From what it counts."""
        return self.after


Step = Action | Target
"""A step of a plan."""
