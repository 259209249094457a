"""When will a plan answer otherwise, if nothing happens until then?"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from postsales.basics.events import Event, history_of
from postsales.basics.findings import Fact
from postsales.basics.moments import Moment, day_start, instant, local_day
from postsales.schedules._given import facts_given, given
from postsales.schedules._versions import Asked
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
    versions: Iterable[Plan] = (),
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
    now, known, held, told = instant(at), history_of(history), tuple(versions), facts_given(facts)

    def asked(then: datetime) -> Asked:
        return Asked.of(plan, held, known, subject, then)

    stands = _stands(asked(now), told)
    later = sorted({x for x in _candidates(asked(now), told) if x > now})
    return next((x for x in later if _stands(asked(x), told) != stands), None)


def _candidates(asked: Asked, facts: Mapping[str, Fact]) -> Iterator[datetime]:
    """Every instant at which something could stand otherwise."""
    now = asked.at
    yield from (x.at for x in asked.history)
    for one in found(asked, now, facts):
        yield from (x for x in (one.at, one.expires_at) if x is not None)
    for status in judged(asked):
        if status.due_at is not None:
            yield status.due_at
            yield status.due_at + timedelta.resolution
    zone = asked.held[-1][1].calendar.zone
    # Two ways of catching up look at the local day.
    yield day_start(zone, local_day(now, zone) + timedelta(days=1))


def _stands(asked: Asked, facts: Mapping[str, Fact]) -> Any:
    """How everything stands, without what runs on by itself."""
    actions = {x.key: (x.state, x.at, x.because) for x in found(asked, asked.at, facts)}
    targets = [(x.step, x.ref, x.state, x.due_at, x.met_at) for x in judged(asked)]
    return actions, targets
