"""Levels of service: how soon we answer and solve, for which priorities and channels."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal

from attrs import field, frozen

from postsales.basics._checks import count, instance, texts
from postsales.basics._words import Word
from postsales.basics.calendars import WorkCalendar
from postsales.basics.durations import (
    Days,
    Hours,
    Months,
    Weeks,
    WorkingDays,
    WorkingHours,
    Years,
)
from postsales.schedules.channels import Channel
from postsales.schedules.steps import Wait

__all__ = ["LENGTHS", "ServiceLevel", "SupportClock", "WorkingMinutes"]

_MINUTES = 60
_TWELVE = WorkingHours(12)
_A_CENTURY = 100 * 366 * 24 * _MINUTES
LENGTHS = (Days, Weeks, Months, Years, Hours, WorkingDays, WorkingHours)
_ALLOWED = "say WorkingHours(12), WorkingMinutes(20), WorkingDays(2), Hours(24), ..., or None"


class SupportClock(Word):
    """Which promise is it?"""

    FIRST_RESPONSE = "first_response"
    """The first answer, counted from the first message."""
    NEXT_RESPONSE = "next_response"
    """Every later answer, counted from the oldest message that waits for one."""
    RESOLUTION = "resolution"
    """The solution, counted from the first message; what is opened again goes on counting."""


@frozen(weakref_slot=False, order=True)
class WorkingMinutes:
    """Minutes of work, by a ``WorkCalendar``, for what is promised within less than hours.

    Example:
        >>> WorkingMinutes(20).elapsed
        datetime.timedelta(seconds=1200)
    """

    count: int

    def __attrs_post_init__(self) -> None:
        count("workingminutes", self.count, 0, _A_CENTURY)

    @property
    def elapsed(self) -> timedelta:
        """The same length as elapsed time while it is open."""
        return timedelta(minutes=self.count)

    @property
    def wait(self) -> WorkingHours:
        """The same length as steps of plans take it."""
        hours, left = divmod(self.count, _MINUTES)
        return _Minutes(Decimal(hours + bool(left)), minutes=self.count)


@frozen(repr=False, weakref_slot=False)
class _Minutes(WorkingHours):
    """Working time to the minute: a third of an hour has no decimal form."""

    minutes: int = field(kw_only=True)

    @property
    def elapsed(self) -> timedelta:
        return timedelta(minutes=self.minutes)

    def __repr__(self) -> str:
        return f"WorkingMinutes({self.minutes}).wait"

    def __str__(self) -> str:
        return f"{self.minutes} working minute{'' if self.minutes == 1 else 's'}"


def _priorities(value: Iterable[str]) -> tuple[str, ...]:
    return texts("priorities", value)


def _channels(value: Iterable[Channel | str] | Channel | str) -> tuple[Channel, ...]:
    return Channel.read_all("channels", value)


@frozen(weakref_slot=False, kw_only=True)
class ServiceLevel:
    """How soon we answer, answer again, and solve; None where nothing is promised.

    ``priorities`` and ``channels`` are those that it is for, by default all of them. ``calendar``
    are its own hours, such as around the clock for what is urgent; None is those of the policy.

    Counting: from the message; in hours the last instant in time is that at which they have gone
    by, in days it is all of the last day. Without a first answer that is promised, the first
    message counts for ``next_response`` as every other does.

    Example:
        >>> ServiceLevel(first_response=WorkingMinutes(20), priorities=["urgent"]).next_response
        WorkingHours(12)
    """

    first_response: Wait | WorkingMinutes | None = _TWELVE
    next_response: Wait | WorkingMinutes | None = _TWELVE
    resolution: Wait | WorkingMinutes | None = None
    calendar: WorkCalendar | None = None
    priorities: tuple[str, ...] = field(default=(), converter=_priorities)
    channels: tuple[Channel, ...] = field(default=(), converter=_channels)

    def __attrs_post_init__(self) -> None:
        for clock in SupportClock:
            within = getattr(self, str(clock))
            if within is not None:
                instance(str(clock), within, (*LENGTHS, WorkingMinutes), _ALLOWED)
        if self.calendar is not None:
            instance("calendar", self.calendar, WorkCalendar, "hours are a WorkCalendar")

    def is_for(self, priority: str, channel: Channel) -> bool:
        """Does it hold for such an inquiry?"""
        named = not self.priorities or priority in self.priorities
        return named and (not self.channels or channel in self.channels)

    def within(self, clock: SupportClock) -> Wait | None:
        """How long a clock has; None where nothing is promised."""
        told: Wait | WorkingMinutes | None = getattr(self, str(clock))
        return told.wait if isinstance(told, WorkingMinutes) else told
