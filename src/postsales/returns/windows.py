"""Return windows: how long may be returned, counted from which event, for which lines."""

from collections.abc import Iterable

from attrs import field, frozen

from postsales.basics._checks import instance
from postsales.basics._errors import InvalidValue
from postsales.basics.citations import Citation
from postsales.basics.durations import Days, Hours, Length, Months, Weeks, Years
from postsales.basics.rolls import Roll
from postsales.orders.scope import A_SCOPE, EVERYTHING, Everything, Scope
from postsales.orders.starts import LENGTH, Since, Start, starts

__all__ = ["ReturnWindow", "Since", "check_scope"]


def _since(value: Start | Iterable[Start]) -> tuple[Since, ...]:
    return starts(value)


def check_scope(applies_to: Scope | Everything, by: Citation | None) -> None:
    """A scope is one, and a source is a Citation."""
    instance("applies_to", applies_to, (Scope, Everything), A_SCOPE)
    if by is not None:
        instance("by", by, Citation, "a source is a Citation")


@frozen(weakref_slot=False)
class ReturnWindow:
    """How long may be returned, counted from which event, for which lines.

    ``since`` names start events in order: the first that has happened counts. A class of events is
    that of each unit; ``First`` and ``Last`` are about all lines that the window is for. When none
    has happened, the terms say what holds.

    Counting: calendar lengths count whole local days of the terms' zone after the day of the start;
    with a ``roll`` a last day that nobody works on moves to the next that is worked.

    Raises:
        InvalidValue: hours with a roll; a window without a start.

    Example:
        >>> from postsales import Delivered, Refunded, Shipped
        >>> ReturnWindow(Days(30), since=(Delivered, Since(Shipped, plus=Days(5)))).length
        Days(30)
    """

    length: Length
    since: tuple[Since, ...] = field(converter=_since, kw_only=True)
    roll: Roll | None = field(default=None, kw_only=True)
    applies_to: Scope | Everything = field(default=EVERYTHING, kw_only=True)
    by: Citation | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        instance("length", self.length, (Days, Weeks, Months, Years, Hours), LENGTH)
        check_scope(self.applies_to, self.by)
        if not self.since:
            raise InvalidValue("since", self.since, "a window starts with at least one event")
        if self.roll is not None:
            instance("roll", self.roll, Roll, "a roll is a Roll")
            if isinstance(self.length, Hours):
                raise InvalidValue("roll", self.roll, "days roll, and hours do not")
