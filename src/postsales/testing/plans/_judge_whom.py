"""The judge of events: whom does one stop, hold up or begin anew?

Rules of this file: as for what is due, nothing here asks what is judged. A ref that names nothing
that the plan tells apart concerns all.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from postsales.basics.events import Event
from postsales.basics.pauses import Span, stood_still
from postsales.schedules.anchors import AfterStep, Anchor, Each, Oldest
from postsales.schedules.plans import NewRound, Plan

__all__ = ["EVER", "anew", "halts", "is_about", "may_begin", "names_of", "pauses_of"]

EVER = datetime.min.replace(tzinfo=UTC)


def is_about(event: Event, ref: str) -> bool:
    """Does an event concern what has a ref? What names none concerns all."""
    return not ref or event.ref in (ref, "")


def halts(plan: Plan, told: Iterable[Event], event: Event, ref: str) -> bool:
    """Is a stop, a pause or a reset about what has a ref? Naming nothing told apart, about all."""
    return is_about(event, ref) or event.ref not in names_of(plan, told)


def names_of(plan: Plan, told: Iterable[Event]) -> set[str]:
    """The refs by which a plan tells apart what is told."""
    kinds = tuple(x.anchor.event for x in plan.steps if isinstance(x.anchor, Each | Oldest))
    return {x.ref for x in told if isinstance(x, kinds)}


def pauses_of(plan: Plan, told: Iterable[Event], at: datetime, ref: str = "") -> tuple[Span, ...]:
    """When time stood still for what has a ref, as far as it is known."""
    events = tuple(told)
    about = [x for x in events if x.at <= at and halts(plan, events, x, ref)]
    return stood_still(plan.pauses, about)


def anew(
    plan: Plan, anchor: Anchor, told: Sequence[Event], at: datetime, ref: str
) -> list[datetime]:
    """When was begun anew what has a ref? What is carried over has to have begun before."""
    begins = EVER
    if plan.new_round is NewRound.CARRIED and not isinstance(anchor, AfterStep):
        kind = anchor.event
        times = (x.at for x in told if isinstance(x, kind) and (not ref or x.ref == ref))
        begins = min(times, default=EVER)
    some = (x for x in told if isinstance(x, plan.resets) and begins < x.at <= at)
    return [x.at for x in some if halts(plan, told, x, ref)]


def may_begin(plan: Plan, told: Sequence[Event], event: Event, ref: str) -> bool:
    """Can something count from an event? In a fresh round only from what happens in it."""
    if plan.new_round is NewRound.CARRIED:
        return True
    some = (x for x in told if isinstance(x, plan.resets) and x.at > event.at)
    return not any(halts(plan, told, x, ref) for x in some)
