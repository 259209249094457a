"""When will a plan answer otherwise, if nothing happens until then?"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from postsales.basics.events import Event, history_of
from postsales.basics.findings import Fact
from postsales.basics.moments import Moment, day_start, instant, local_day
from postsales.schedules._given import facts_given, given
from postsales.schedules._told import Told
from postsales.schedules.occurrences import found
from postsales.schedules.plans import Plan
from postsales.schedules.targets import judged

__all__ = ["next_change"]


def next_change(
    plan: Plan,
    history: Iterable[Event],
    *,
    subject: str,
    at: Moment,
    facts: Mapping[str, Fact] | None = None,
) -> datetime | None:
    """When is the first instant at which an action or a target stands otherwise?

    Until then nothing has to be asked again unless something happens or a fact changes; None when
    nothing changes by itself any more. How much time is left is no change.

    Example:
        >>> from postsales import Days, Delivered, Last, WorkCalendar
        >>> from postsales.schedules import Action
        >>> plan = Plan(
        ...     id="first-month", version="1", calendar=WorkCalendar.always("UTC"),
        ...     steps=[Action("review", after=Last(Delivered), wait=Days(21))],
        ... )
        >>> told = [Delivered({"tee": 1}, at="2026-03-09T11:00Z")]
        >>> next_change(plan, told, subject="C-7", at="2026-03-20T09:00Z").isoformat()
        '2026-03-30T11:00:00+00:00'
    """
    given(plan, subject)
    now, known, facts = instant(at), history_of(history), facts_given(facts)
    stands = _stands(Told.of(plan, subject, known, now), facts)
    later = sorted({x for x in _candidates(plan, known, subject, now, facts) if x > now})
    for then in later:
        if _stands(Told.of(plan, subject, known, then), facts) != stands:
            return then
    return None


def _candidates(
    plan: Plan,
    history: tuple[Event, ...],
    subject: str,
    now: datetime,
    facts: Mapping[str, Fact] | None,
) -> Iterator[datetime]:
    """Every instant at which something could stand otherwise."""
    told = Told.of(plan, subject, history, now)
    yield from (x.at for x in history)
    for one in found(told, now, facts or {}):
        yield from (x for x in (one.at, one.expires_at) if x is not None)
    for status in judged(told):
        if status.due_at is not None:
            yield status.due_at
            yield status.due_at + timedelta.resolution
    zone = plan.calendar.zone
    # Two ways of catching up look at the local day.
    yield day_start(zone, local_day(now, zone) + timedelta(days=1))


def _stands(told: Told, facts: Mapping[str, Fact] | None) -> Any:
    """How everything stands, without what runs on by itself."""
    actions = {x.key: (x.state, x.at, x.because) for x in found(told, told.at, facts or {})}
    targets = [(x.step, x.ref, x.state, x.due_at, x.met_at) for x in judged(told)]
    return actions, targets
