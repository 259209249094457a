"""Staff overrides: somebody allows what the terms do not, by name, with a reason, for a time."""

from collections.abc import Iterable
from datetime import datetime

from attrs import field, frozen

from postsales.basics._checks import text, texts
from postsales.basics._errors import InvalidValue
from postsales.basics.events import Event
from postsales.basics.moments import Moment, instant, iso_repr

__all__ = ["Overridden"]


def _codes(value: str | Iterable[str]) -> tuple[str, ...]:
    return texts("codes", (value,) if isinstance(value, str) else value)


def _lines(value: str | Iterable[str]) -> tuple[str, ...]:
    return texts("lines", (value,) if isinstance(value, str) else value)


def _until(value: Moment | None) -> datetime | None:
    return None if value is None else instant(value, "until")


@frozen(weakref_slot=False)
class Overridden(Event):
    """Somebody decided that findings with these codes stand in nobody's way.

    ``who`` says who decided, ``why`` for which reason; both are told with every answer that rests
    on it. It is about the ``lines`` that are named, or all of them, and ends with ``until``. It
    allows and never refuses, and it makes no units: what was returned or refunded before stays so.

    Counting: it begins at its own instant and is over at ``until``.

    Raises:
        InvalidValue: no code, nobody, no reason, or an end at or before its beginning.

    Example:
        >>> given = Overridden(
        ...     "window_closed", who="M. Kim", why="was in hospital",
        ...     at="2026-05-04T09:00+02:00", until="2026-05-18T00:00+02:00",
        ... )
        >>> given.codes, given.is_in_force("2026-05-17T23:59+02:00", "tee")
        (('window_closed',), True)
    """

    codes: tuple[str, ...] = field(converter=_codes)
    who: str = field(kw_only=True)
    why: str = field(kw_only=True)
    lines: tuple[str, ...] = field(default=(), converter=_lines, kw_only=True)
    until: datetime | None = field(default=None, converter=_until, kw_only=True, repr=iso_repr)

    def __attrs_post_init__(self) -> None:
        Event.__attrs_post_init__(self)
        text("who", self.who)
        text("why", self.why)
        if not self.codes:
            raise InvalidValue("codes", self.codes, "name at least one code, as `because` tells it")
        if self.until is not None and self.until <= self.at:
            allowed = f"it ends after it begins ({self.at.isoformat()})"
            raise InvalidValue("until", self.until.isoformat(), allowed)

    def is_in_force(self, at: Moment, line: str) -> bool:
        """Does it count for a line at an instant?"""
        then = instant(at)
        in_time = self.at <= then and (self.until is None or then < self.until)
        return in_time and (not self.lines or line in self.lines)
