"""In which order steps of a plan are shown: by how long they wait, roughly.

Rules of this file: nothing is due by it. Lengths of different kinds are only put beside each other
here, so that time reads from top to bottom; when a step is due, ``schedules`` works out.
"""

from datetime import date, timedelta

from attrs import frozen

from postsales.basics.calendars import WorkCalendar
from postsales.basics.durations import WorkingDays, WorkingHours, WorkingMinutes
from postsales.basics.moments import instant
from postsales.schedules.plans import Plan
from postsales.schedules.steps import Action, Step, Wait

__all__ = ["in_order", "is_before"]

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
_LONG = {
    "Minutes": timedelta(minutes=1),
    "Hours": timedelta(hours=1),
    "Days": _DAY,
    "Weeks": _WEEK,
    "Months": timedelta(days=30),
    "Years": timedelta(days=365),
}
_SUNDAY = date(2023, 12, 31)
_MONDAY = instant("2024-01-01T00:00Z")


def is_before(step: Step) -> bool:
    """Does a step come before its anchor?"""
    return isinstance(step, Action) and step.before is not None


def in_order(plan: Plan) -> list[Step]:
    """The steps of a plan by their waits; those that wait as long stand as in the plan."""
    return sorted(plan.steps, key=_Week.of(plan.calendar).place)


@frozen(weakref_slot=False)
class _Week:
    """How long working time takes, by the week of a calendar: its days, and its open time."""

    days: int
    time: timedelta

    @classmethod
    def of(cls, calendar: WorkCalendar) -> "_Week":
        """By the days and hours of its week, whatever single days differ."""
        week = WorkCalendar(zone="UTC", hours=calendar.hours)
        days = week.working_days(_SUNDAY, _SUNDAY + _WEEK)
        return cls(days, week.elapsed(_MONDAY, _MONDAY + _WEEK))

    def place(self, step: Step) -> tuple[timedelta, str]:
        """Where a step stands among those of its anchor."""
        if not isinstance(step, Action):
            return self._long(step.within), ""
        wait = self._long(step.wait)
        return -wait if is_before(step) else wait, step.at_time or ""

    def _long(self, length: Wait) -> timedelta:
        if isinstance(length, WorkingDays):
            return length.count * _WEEK / self.days
        if isinstance(length, WorkingHours | WorkingMinutes):
            return length.elapsed / self.time * _WEEK
        return int(length.count) * _LONG[type(length).__name__]
