"""The judge of targets: from when, until when, and by what, by the plan and the history alone.

Rules of this file: as for actions, nothing here asks what is judged. Where several readings are
sound the judge does not say. What is told is what has happened, and nothing that is to come.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from operator import gt

from attrs import frozen

from postsales.basics.calendars import Edge
from postsales.basics.durations import (
    Days,
    Hours,
    Minutes,
    Months,
    Weeks,
    WorkingDays,
    WorkingHours,
    WorkingMinutes,
    Years,
)
from postsales.basics.events import Event
from postsales.basics.moments import day_start, local_day
from postsales.basics.pauses import Span
from postsales.basics.selectors import Last
from postsales.schedules.anchors import AfterStep, Anchor, Each, Oldest
from postsales.schedules.plans import NewRound, Plan
from postsales.schedules.steps import Target
from postsales.testing.plans._judge import NEVER, days_on, used_up, worked
from postsales.testing.plans._judge_whom import EVER, anew, halts, is_about, may_begin

__all__ = ["Ending", "beginnings", "counted", "ending", "meeting", "stop_of", "waiting"]

_OF_DAYS = Days | Weeks | Months | Years | WorkingDays
_ONE = timedelta(days=1)


@frozen(weakref_slot=False)
class Ending:
    """When the time of a target is over; ``NEVER`` while it stands still."""

    at: datetime
    in_days: bool

    def is_past(self, at: datetime) -> bool:
        """Is an instant too late? In days it is the first of the day after the last."""
        return at >= self.at if self.in_days else at > self.at

    @property
    def due_at(self) -> datetime | None:
        """The instant that is told."""
        return None if self.at == NEVER else self.at


def ending(plan: Plan, target: Target, begun: datetime, spans: Sequence[Span]) -> Ending:
    """When is the time of a target over, by the pauses that count?"""
    within, calendar = target.within, plan.calendar
    if isinstance(within, Hours | Minutes):
        return Ending(used_up(begun, timedelta(seconds=within.seconds), spans, gt), in_days=False)
    if isinstance(within, WorkingHours | WorkingMinutes):
        at = worked(begun, within.elapsed, spans, calendar, Edge.CLOSE, gt)
        return Ending(at, in_days=False)
    zone = calendar.zone
    last = days_on(
        local_day(begun, zone), within, spans, calendar, lambda x: day_start(zone, x + _ONE)
    )
    return Ending(NEVER if last is None else day_start(zone, last + _ONE), in_days=True)


def stop_of(
    plan: Plan, target: Target, ref: str, begun: datetime, told: Sequence[Event]
) -> datetime | None:
    """When was what began stopped? None where it was not."""
    resets = anew(plan, target.anchor, told, NEVER, ref)
    some = _later(target, ref, begun, told, resets)
    mine = (x.at for x in some if isinstance(x, plan.stops) and halts(plan, told, x, ref))
    return min(mine, default=None)


def meeting(
    plan: Plan, target: Target, ref: str, begun: datetime, told: Sequence[Event]
) -> datetime | None:
    """When was a target met that began at an instant? None where it was not, or stopped before."""
    is_fresh = plan.new_round is NewRound.FRESH
    resets = [] if is_fresh else anew(plan, target.anchor, told, NEVER, ref)
    some = _later(target, ref, begun, told, resets)
    mine = (x.at for x in some if isinstance(x, target.met_by) and is_about(x, ref))
    found, stop = min(mine, default=None), stop_of(plan, target, ref, begun, told)
    return None if found is not None and stop is not None and stop < found else found


def _later(
    target: Target, ref: str, begun: datetime, told: Sequence[Event], resets: Sequence[datetime]
) -> list[Event]:
    """What can be about what began: since then, not with its reset, and not its own event."""
    since, own = max(resets, default=EVER), _own(target.anchor, ref, begun, told)
    some = (x for x in told if begun <= x.at and (x.at > since or since < begun))
    return [x for x in some if own is None or _who(x) != _who(own)]


def _who(event: Event) -> tuple[object, ...]:
    return type(event), event.at, event.ref


def _own(anchor: Anchor, ref: str, begun: datetime, told: Sequence[Event]) -> Event | None:
    """The event that began at an instant; of several the first by reference, or the last."""
    if isinstance(anchor, AfterStep):
        return None
    some = (x for x in told if isinstance(x, anchor.event) and x.at == begun)
    chosen = max if isinstance(anchor, Last) else min
    return chosen((x for x in some if not ref or x.ref == ref), key=lambda x: x.ref, default=None)


def beginnings(
    plan: Plan, target: Target, told: Sequence[Event]
) -> set[tuple[str, datetime]] | None:
    """From what does a target count, by reference and instant? None where the judge does not say.

    Of the oldest that is open it does not: see ``waiting``.
    """
    anchor = target.anchor
    if isinstance(anchor, AfterStep | Oldest):
        return None
    is_each = isinstance(anchor, Each)
    times: dict[str, list[datetime]] = {}
    for event in told:
        ref = event.ref if is_each else ""
        if isinstance(event, anchor.event) and may_begin(plan, told, event, ref):
            times.setdefault(ref, []).append(event.at)
    chosen = max if isinstance(anchor, Last) else min
    return {(ref, _since(plan, anchor, told, chosen(some), ref)) for ref, some in times.items()}


def _since(
    plan: Plan, anchor: Anchor, told: Sequence[Event], begins: datetime, ref: str
) -> datetime:
    """From when on it counts: in a new round from its beginning."""
    return max([begins, *anew(plan, anchor, told, NEVER, ref)])


def waiting(plan: Plan, anchor: Oldest, told: Sequence[Event]) -> tuple[tuple[str, datetime], ...]:
    """What waits, the oldest first, by reference and instant, where nothing is opened again."""
    ends = [x for x in told if isinstance(x, anchor.until)]
    first: dict[str, datetime] = {}
    for event in sorted(told, key=lambda x: (x.at, x.ref)):
        if isinstance(event, anchor.event) and may_begin(plan, told, event, event.ref):
            first.setdefault(event.ref, event.at)
    return tuple(
        (ref, _since(plan, anchor, told, at, ref))
        for ref, at in first.items()
        if not any(x.ref == ref if x.ref else x.at >= at for x in ends)
    )


def counted(
    plan: Plan, target: Target, since: datetime, until: datetime, spans: Iterable[Span] = ()
) -> timedelta:
    """How much time that counts for a target lies between two instants, without the pauses?"""
    is_worked = isinstance(target.within, WorkingHours | WorkingMinutes | WorkingDays)
    found = timedelta()
    here = since
    for begins, ends in (*spans, (until, until)):
        stop = min(begins, until)
        if stop > here:
            found += plan.calendar.elapsed(here, stop) if is_worked else stop - here
        here = max(here, until if ends is None else ends)
    return found
