"""The clocks of a return: by when it is handed in, inspected and paid for.

Rules of this file: a clock is terms, a length and what starts it; when it started is read from what
has happened to the return (``due.py``). A class of events that is told of units is that of the
units that have waited longest. Of other events told again, the last counts for what the customer
has to do, and the first for what the shop has to.
"""

from collections.abc import Iterable

from attrs import field, frozen

from postsales.basics._checks import instance
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.citations import Citation, check_source
from postsales.basics.durations import Hours, Length, WorkingHours, WorkingLength
from postsales.basics.rolls import Roll
from postsales.orders._worked import check_any_length
from postsales.orders.events import ReturnClosed
from postsales.orders.return_events import OF_ORDERS, ReturnCancelled, ReturnLost, ReturnSentBack
from postsales.orders.starts import Since, Start, starts

__all__ = ["RmaClock", "RmaDuty"]


class RmaDuty(Word):
    """What is due within the life of a return?"""

    SHIP = "ship"
    """The customer hands it in; done with the first of it."""
    INSPECT = "inspect"
    """The shop looks at what came; done when all of that was looked at, or sent back."""
    REFUND = "refund"
    """The shop pays for what came; done when a refund of all of that is on its way, but for units
    that go back to the customer."""


_NOT_OF_A_RETURN = (*OF_ORDERS, ReturnClosed, ReturnCancelled, ReturnLost, ReturnSentBack)


def _since(value: Start | Iterable[Start]) -> tuple[Since, ...]:
    return starts(value)


@frozen(weakref_slot=False)
class RmaClock:
    """How long something about a return may take, counted from which event of that return.

    ``since`` names events in order: the first that has happened counts. ``First`` and ``Last`` are
    about the whole return; the last receipt or inspection is known once nothing more is awaited.

    Counting: calendar lengths count whole local days of the terms' zone after the day of the start,
    and working days those that are worked by the terms' calendar, which also tells working hours;
    with a ``roll`` a last day that nobody works on moves to the next that is worked.

    Raises:
        InvalidValue: no start, one that is no event of a return, or hours with a roll.

    Example:
        >>> from postsales import Days, Received, ReturnInspected
        >>> RmaClock(Days(14), since=(ReturnInspected, Received)).length
        Days(14)
    """

    length: Length | WorkingLength
    since: tuple[Since, ...] = field(converter=_since, kw_only=True)
    roll: Roll | None = field(default=None, kw_only=True)
    by: Citation | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        check_any_length("length", self.length)
        check_source(self.by)
        if not self.since:
            raise InvalidValue("since", self.since, "a clock starts with at least one event")
        for since in self.since:
            if issubclass(since.kind, _NOT_OF_A_RETURN):
                allowed = "the clocks of a return start with its own events"
                advice = "say ReturnRequested, ReturnApproved, Received or ReturnInspected"
                raise InvalidValue("since", since.kind.__name__, allowed, advice)
        if self.roll is not None:
            instance("roll", self.roll, Roll, "a roll is a Roll")
            if isinstance(self.length, Hours | WorkingHours):
                raise InvalidValue("roll", self.roll, "days roll, and hours do not")

    @property
    def needs_zone(self) -> bool:
        """Is anything of it counted in local days?"""
        lengths = (self.length, *(x.plus for x in self.since if x.plus.count))
        return any(not isinstance(x, Hours | WorkingHours) for x in lengths)
