"""Duties: what one side owes the other by statute, by when, and whether it is done.

Rules of this file: a duty is planned by its safe day; it is late only after its legal day, and
after every day to which holidays that nobody gave could move that one.
"""

from datetime import datetime

from attrs import field, frozen

from postsales.basics._checks import instance, optional_text, several, text
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.citations import Citation, check_source
from postsales.basics.events import Event
from postsales.basics.last_days import DAYS, LastDay
from postsales.basics.moments import iso_repr
from postsales.basics.selectors import class_names, class_of_events
from postsales.basics.windows import LegalDeadline
from postsales.orders.circumstances import check_condition
from postsales.orders.scope import EVERYTHING

__all__ = ["Duty", "DutyState", "DutyStatus", "Party"]


class Party(Word):
    """Who owes it?"""

    TRADER = "trader"
    """Whoever sold."""
    CONSUMER = "consumer"
    """Whoever bought."""


class DutyState(Word):
    """How does a duty stand?"""

    NOT_STARTED = "not_started"
    """What starts its time has not happened."""
    UNKNOWN = "unknown"
    """It has started, and nobody said when, or how much was to be paid back; or it is late unless
    holidays, which nobody gave, move its last day on. ``deadline`` tells which: there is none
    without a start."""
    DUE = "due"
    """There is time left by the text."""
    LATE = "late"
    """The time by the text is over, whatever the holidays are, and it is not done."""
    DONE = "done"
    """It was done in time, or may have been by holidays that nobody gave."""
    DONE_LATE = "done_late"
    """It was done after its time."""


def _met_by(value: object) -> tuple[type[Event], ...]:
    some = (value,) if isinstance(value, type) else several("met_by", value, type, "event classes")
    if not some:
        raise InvalidValue("met_by", some, "at least one class of events")
    for one in some:
        class_of_events("met_by", one)
    return tuple(dict.fromkeys(some))


@frozen(weakref_slot=False)
class Duty:
    """What one side owes the other by a last day, and the events by which it is done.

    ``right`` names the right from whose use it follows; without one it follows from the contract.
    ``of`` is a condition on the lines that it is about, such as a ``Scope``; without one it is
    about all of them.

    Example:
        >>> from postsales import Count, Days, First, Refunded, ReturnRequested
        >>> within_a_fortnight = Count(First(ReturnRequested), Days(14))
        >>> Duty("refund", Party.TRADER, due=within_a_fortnight, met_by=Refunded).owed_by
        Party.TRADER
    """

    name: str
    owed_by: Party
    due: LastDay = field(kw_only=True)
    met_by: tuple[type[Event], ...] = field(converter=_met_by, repr=class_names, kw_only=True)
    right: str = field(default="", kw_only=True)
    of: object = field(default=EVERYTHING, kw_only=True)
    by: Citation | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        text("name", self.name)
        optional_text("right", self.right)
        check_condition("of", self.of)
        instance("owed_by", self.owed_by, Party, "say Party.TRADER or Party.CONSUMER")
        instance("due", self.due, DAYS, "say the last day by Count(...)")
        check_source(self.by)


@frozen(weakref_slot=False)
class DutyStatus:
    """How a duty stood at an instant.

    ``deadline`` is None while there is no last day, also of what was done before there was one. Its
    ``last_day`` is the safe one, to plan by.
    ``return_ref`` is the return that it is about; empty for what follows from the contract.
    """

    duty: Duty
    state: DutyState
    deadline: LegalDeadline | None
    done_at: datetime | None = field(default=None, repr=lambda x: x and iso_repr(x))
    return_ref: str = field(default="", kw_only=True)
