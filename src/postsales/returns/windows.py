"""Return windows: how long may be returned, counted from which event, for which lines."""

from collections.abc import Iterable

from attrs import field, frozen

from postsales.basics._checks import instance
from postsales.basics._errors import InvalidValue
from postsales.basics.citations import Citation
from postsales.basics.durations import Days, Hours, Length, Months, Weeks, Years
from postsales.orders.scope import EVERYTHING, Everything, Scope
from postsales.orders.starts import LENGTH, Since, Start, starts

__all__ = ["ReturnWindow", "Since", "check_scope"]


def _since(value: Start | Iterable[Start]) -> tuple[Since, ...]:
    return starts(value)


def check_scope(applies_to: Scope | Everything, by: Citation | None) -> None:
    """A scope is one, and a source is a Citation."""
    instance("applies_to", applies_to, (Scope, Everything), "say which lines by a Scope")
    if by is not None:
        instance("by", by, Citation, "a source is a Citation")


@frozen(weakref_slot=False)
class ReturnWindow:
    """How long may be returned, counted from which event, for which lines.

    ``since`` names start events in order: the first that has happened counts. When none has, the
    answer is *refer*.

    Counting: calendar lengths count whole local days of the terms' zone after the day of the start.

    Example:
        >>> from postsales import Delivered, Refunded, Shipped
        >>> ReturnWindow(Days(30), since=(Delivered, Since(Shipped, plus=Days(5)))).length
        Days(30)
    """

    length: Length
    since: tuple[Since, ...] = field(converter=_since, kw_only=True)
    applies_to: Scope | Everything = field(default=EVERYTHING, kw_only=True)
    by: Citation | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        instance("length", self.length, (Days, Weeks, Months, Years, Hours), LENGTH)
        check_scope(self.applies_to, self.by)
        if not self.since:
            raise InvalidValue("since", self.since, "a window starts with at least one event")
