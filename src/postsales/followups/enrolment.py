"""Whose follow-up is stopped, paused or begun anew: that of one plan, or of all of them."""

from collections.abc import Iterable

from postsales.basics._checks import instance
from postsales.basics.events import Event, history_of
from postsales.followups.events import OfFollowUp
from postsales.schedules.plans import Plan

__all__ = ["heard"]


def heard(plan: Plan, history: Iterable[Event]) -> tuple[Event, ...]:
    """What of a history is for a plan: all but what stops, pauses or begins another one.

    Example:
        >>> from postsales import Unenrolled, WorkCalendar, followups
        >>> plan = followups.win_back(WorkCalendar.always("Europe/Berlin"))
        >>> told = [Unenrolled(plan="review-request", at="2026-03-20T10:00Z"),
        ...         Unenrolled(at="2026-03-21T10:00Z")]
        >>> len(heard(plan, told))
        1
    """
    instance("plan", plan, Plan, "a Plan is needed")
    return tuple(
        x for x in history_of(history) if not isinstance(x, OfFollowUp) or x.plan in ("", plan.id)
    )
