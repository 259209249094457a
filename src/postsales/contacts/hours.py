"""Hours and days in which nobody is contacted, or only in which somebody is.

Rules of this file: what the clocks of the zone show decides. So an hour that occurs twice is quiet
twice, a skipped one is not there, and a day of the week is the local one.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from attrs import field, frozen

from postsales.basics._checks import instance
from postsales.basics._clock_changes import times_shown
from postsales.basics._errors import InvalidValue
from postsales.basics._shifts import DAY, Shifts, days_of, shifts_of, week_of, written, written_week
from postsales.basics._words import Word
from postsales.basics.durations import Elapsed, Hours, Minutes
from postsales.basics.findings import Finding, not_met
from postsales.basics.moments import local_day, midnight, zone_info, zone_key
from postsales.basics.rolls import Holidays
from postsales.contacts._scopes import Scoped

__all__ = ["IfTooLate", "PreferredHours", "QuietDays", "QuietHours"]

_ELAPSED = (Hours, Minutes)
_THREE_HOURS = Hours(3)
_A_WEEK = 7 * 86_400


class IfTooLate(Word):
    """What is done about a message that would be too late once the time for it has come?"""

    DROP = "drop"
    """It is not sent at all."""
    EARLY = "early"
    """It is sent before that time begins, even before it is due, and no sooner than ``early_by``.

    Ask about what is pending, too: ``release`` takes all ``occurrences`` of a plan. What nobody
    asked about before that time began is dropped.
    """
    ANYWAY = "anyway"
    """It is sent all the same, as for notices that have to be given."""


def _if_too_late(value: IfTooLate | str) -> IfTooLate:
    return IfTooLate.read("if_too_late", value)


def _hours(value: str) -> str:
    return written(shifts_of("hours", value))


def _weekdays(value: str) -> str:
    days_of("weekdays", value)
    return ", ".join(written_week(week_of("weekdays", {value: "00:00-24:00"})))


def _no_hours() -> tuple[Shifts, ...]:
    return ()


@frozen(weakref_slot=False)
class _TimeRule(Scoped):
    """A rule about times of the day or days: in whose zone, and what if it makes too late.

    ``zone`` is that of the customer, told by the rules as a whole, unless one is named here.
    ``early_by`` is how long before this time begins the first moment is at which something is sent
    early: three hours where nothing is said.
    """

    zone: str | None = field(default=None, kw_only=True)
    if_too_late: IfTooLate = field(default=IfTooLate.DROP, converter=_if_too_late, kw_only=True)
    early_by: Elapsed | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        Scoped.__attrs_post_init__(self)
        if self.zone is not None:
            zone_key(self.zone)
        if self.early_by is not None:
            self._check_early(self.early_by)

    def _check_early(self, early_by: Elapsed) -> None:
        instance("early_by", early_by, _ELAPSED, "a length in hours or minutes is needed")
        if self.if_too_late is not IfTooLate.EARLY:
            allowed = f"nothing is sent early where if_too_late is {str(self.if_too_late)!r}"
            advice = "say if_too_late='early', or leave early_by out"
            raise InvalidValue("early_by", early_by, allowed, advice)
        if not 0 < early_by.seconds <= _A_WEEK:
            raise InvalidValue("early_by", early_by, "above 0 and up to a week is allowed")

    @property
    def early(self) -> timedelta:
        """How long before this time begins something may be sent early."""
        return timedelta(seconds=(self.early_by or _THREE_HOURS).seconds)


@frozen(weakref_slot=False)
class _ClockHours(_TimeRule):
    hours: str = field(converter=_hours)
    weekdays: str = field(default="Mon-Sun", converter=_weekdays, kw_only=True)
    _week: tuple[Shifts, ...] = field(init=False, eq=False, repr=False, factory=_no_hours)

    def __attrs_post_init__(self) -> None:
        _TimeRule.__attrs_post_init__(self)
        object.__setattr__(self, "_week", week_of("hours", {self.weekdays: self.hours}))

    def edges(self, zone: str, ordinal: int) -> Iterable[datetime]:
        """When do they begin and end on a local day, and on the one after it?"""
        for shift in self._week[(ordinal - 1) % 7]:
            for minute in shift:
                yield from times_shown(zone, ordinal, minute)

    def holds(self, at: datetime, zone: str) -> bool:
        """Do the clocks show one of these hours?"""
        shown = at.astimezone(zone_info(zone))
        minute, today = shown.hour * 60 + shown.minute, shown.weekday()
        return any(a <= minute < b for a, b in self._week[today]) or any(
            a <= minute + DAY < b for a, b in self._week[today - 1]
        )


@frozen(weakref_slot=False)
class QuietHours(_ClockHours):
    """Hours in which nobody is contacted: from the first minute on, up to the last one without it.

    Hours may run over midnight; ``weekdays`` are those on which they begin. A call or a visit lies
    outside them as a whole.

    ``if_too_late`` says what is done about what expires before they end. ``EARLY`` sends it before
    they begin, and no sooner than ``early_by``, three hours where nothing is said.

    Example:
        >>> night = QuietHours("20:00-08:00", zone="Europe/Berlin", except_for="statutory")
        >>> night.weekdays, night.if_too_late
        ('Mon-Sun', IfTooLate.DROP)
    """

    def closed_by(self, at: datetime, zone: str) -> Finding | None:
        """The reason why nobody is contacted at this instant; None where it is none."""
        return not_met("quiet_hours", hours=self.hours) if self.holds(at, zone) else None


@frozen(weakref_slot=False)
class PreferredHours(_ClockHours):
    """Hours in which the customer wants to be contacted, and at no other time.

    Several add up: it is one of them, and what one says of what would be too late holds for all.

    Example:
        >>> PreferredHours("17:00-20:00", weekdays="Mon-Fri", channels="call").hours
        '17:00-20:00'
    """


@frozen(weakref_slot=False)
class QuietDays(_TimeRule):
    """Holidays on which nobody is contacted, by the local day.

    Outside the days that the holidays cover nobody knows: then it is sent, and the verdict says so.

    Example:
        >>> bavaria = Holidays(["2026-12-25"], since="2026-01-01", until="2026-12-31")
        >>> QuietDays(bavaria, channels=["call", "sms"]).channels
        (Channel.CALL, Channel.SMS)
    """

    holidays: Holidays

    def __attrs_post_init__(self) -> None:
        _TimeRule.__attrs_post_init__(self)
        instance("holidays", self.holidays, Holidays, "the holidays of a place are Holidays")

    def edges(self, zone: str, ordinal: int) -> Iterable[datetime]:
        """When does a local day begin?"""
        yield midnight(zone, ordinal)

    def closed_by(self, at: datetime, zone: str) -> Finding | None:
        """The reason why nobody is contacted at this instant; None where it is none."""
        day = local_day(at, zone)
        return not_met("holiday", day=day) if self.holidays.holds(day) else None

    def is_sure(self, at: datetime, zone: str) -> bool:
        """Is it known whether this is a holiday?"""
        return self.holidays.covers(local_day(at, zone))
