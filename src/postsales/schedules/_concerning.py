"""Which plan an event is for: one that names a plan concerns that plan alone, any other all plans.

Rules of this file: whoever runs a plan over a history asks here, so that nobody has to sort the
events for it.
"""

from collections.abc import Iterable

from attrs import field, frozen

from postsales.basics._checks import optional_text
from postsales.basics.events import Event, history_of
from postsales.schedules.plans import PlanBound

__all__ = ["OfPlan", "concerns", "of_plan"]


@frozen(weakref_slot=False)
class OfPlan(Event):
    """An event about what we do after a sale: about one plan, by its id, or about all of them."""

    plan: str = field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        Event.__attrs_post_init__(self)
        optional_text("plan", self.plan)


def concerns(event: Event, plan: str) -> bool:
    """Is an event for a plan?"""
    return not isinstance(event, OfPlan | PlanBound) or event.plan in ("", plan)


def of_plan(history: Iterable[Event], plan: str) -> tuple[Event, ...]:
    """What of a history is for a plan: all but what is about another one.

    Raises:
        WrongType: something in it is no event.
    """
    return tuple(x for x in history_of(history) if concerns(x, plan))
