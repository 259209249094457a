"""Mistakes about targets: what begins them, what meets them, and whose time it is."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from attrs import evolve

from postsales import (
    Event,
    First,
    Hours,
    Last,
    Oldest,
    Plan,
    Target,
    WorkCalendar,
    WorkingDays,
    WorkingHours,
    WorkingMinutes,
)
from postsales.basics.moments import day_start, local_day
from postsales.schedules import TargetState, TargetStatus
from postsales.testing.plans import Watcher, watch
from tests.testing.plans.bad.mistakes import Bad
from tests.testing.plans.bad.schedules import (
    A_DAY,
    as_the_server_shows,
    end_of_the_servers_day,
    first_told,
    last_told,
    never_paused,
    of_the_head_office,
    one_end_for_all,
    only_the_last_pause,
    tomorrow,
)
from tests.testing.plans.given import Answered

Told = tuple[Event, ...]
Statuses = Iterable[TargetStatus]


def plan_as(read: Callable[[Plan], Plan]) -> Watcher:
    """The plan is read otherwise."""
    return lambda plan, told, subject, at: watch(read(plan), told, subject, at)


def targets_as(read: Callable[[Target], Target]) -> Watcher:
    """The targets of the plan are read otherwise."""

    def plan_of(plan: Plan) -> Plan:
        return evolve(plan, steps=[read(x) if isinstance(x, Target) else x for x in plan.steps])

    return plan_as(plan_of)


def told_as(read: Callable[[Told, datetime], Iterable[Event]]) -> Watcher:
    """What was told is read otherwise."""

    def watcher(plan: Plan, told: Sequence[Event], subject: str, at: datetime) -> Statuses:
        return watch(plan, tuple(read(tuple(told), at)), subject, at)

    return watcher


def at_as(read: Callable[[datetime], datetime]) -> Watcher:
    """The instant is read otherwise."""
    return lambda plan, told, subject, at: watch(plan, told, subject, read(at))


def stands_as(read: Callable[[Plan, Told, TargetStatus, datetime], TargetStatus]) -> Watcher:
    """How a target stands is worked out otherwise."""

    def watcher(plan: Plan, told: Sequence[Event], subject: str, at: datetime) -> Statuses:
        some = watch(plan, told, subject, at)
        return [read(plan, tuple(told), x, at) for x in some]

    return watcher


# ---------------------------------------------------------------------------- what begins and meets


def from_the_last(target: Target) -> Target:
    """Whoever writes again waits anew."""
    if isinstance(target.anchor, Oldest):
        return evolve(target, after=Last(target.anchor.event))
    return target


def from_the_first(target: Target) -> Target:
    """There is one field for the first message."""
    if isinstance(target.anchor, Oldest):
        return evolve(target, after=First(target.anchor.event))
    return target


def from_its_ticket(_: Plan, __: Told, one: TargetStatus, ___: datetime) -> TargetStatus:
    """The time begins when somebody opens the ticket, ten minutes later."""
    return evolve(one, begun_at=one.begun_at and one.begun_at + timedelta(minutes=10))


def _meets(plan: Plan, told: Told, one: TargetStatus, at: datetime) -> list[datetime]:
    """All that could meet a target, whenever it happened and whatever it was about."""
    target = next(x for x in plan.targets if x.key == one.step)
    return sorted(x.at for x in told if isinstance(x, target.met_by) and x.at <= at)


def by_the_last(plan: Plan, told: Told, one: TargetStatus, at: datetime) -> TargetStatus:
    """The last answer overwrites those before."""
    some = _meets(plan, told, one, at)
    return evolve(one, met_at=some[-1]) if some and one.met_at else one


def by_one_from_before(plan: Plan, told: Told, one: TargetStatus, at: datetime) -> TargetStatus:
    """Whoever was answered once, has been answered."""
    some = _meets(plan, told, one, at)
    return evolve(one, met_at=some[0], state=TargetState.MET) if some else one


def by_one_to_another(told: Told, _: datetime) -> Iterable[Event]:
    """An answer is an answer, to whatever."""
    return (evolve(x, ref="") if isinstance(x, Answered) else x for x in told)


# ----------------------------------------------------------------------------------------- its time


def by_the_wall_clock(target: Target) -> Target:
    """Hours are hours."""
    within = target.within
    if isinstance(within, WorkingHours | WorkingMinutes):
        return evolve(target, within=Hours(int(within.elapsed / timedelta(hours=1))))
    return target


def a_day_too_few(target: Target) -> Target:
    """The first day counts, too."""
    if isinstance(target.within, WorkingDays):
        return evolve(target, within=WorkingDays(target.within.count - 1))
    return target


def in_the_hours_of_the_desk(plan: Plan) -> Plan:
    """Whatever is promised, the desk is open from Monday to Thursday."""
    return evolve(plan, calendar=WorkCalendar(zone="UTC", hours={"Mon-Thu": "10:00-14:00"}))


def seen_at_night(_: Plan, __: Told, one: TargetStatus, at: datetime) -> TargetStatus:
    """A job looks at midnight what is late."""
    late_since = one.due_at
    is_new = late_since is not None and late_since > day_start("UTC", local_day(at, "UTC"))
    if one.state is TargetState.BREACHED and is_new:
        return evolve(one, state=TargetState.RUNNING, overdue=None, remaining=timedelta())
    return one


def a_day_later(target: Target) -> Target:
    """The day of the event is not day 0, but the day after it."""
    if isinstance(target.within, WorkingDays):
        return evolve(target, within=WorkingDays(target.within.count + 1))
    return target


def judged_when_asked(_: Plan, __: Told, one: TargetStatus, at: datetime) -> TargetStatus:
    """Whether it was in time is looked up in the report."""
    is_late = one.due_at is not None and at > one.due_at
    if one.met_at is None:
        return one
    return evolve(one, state=TargetState.MET_LATE if is_late else TargetState.MET)


def before_and_not_at(_: Plan, __: Told, one: TargetStatus, ___: datetime) -> TargetStatus:
    """The last instant is too late."""
    if one.met_at is not None and one.met_at == one.due_at:
        return evolve(one, state=TargetState.MET_LATE)
    return one


def by_its_day(_: Plan, __: Told, one: TargetStatus, ___: datetime) -> TargetStatus:
    """Whatever was answered on the day on which it was due was in time."""
    if one.met_at is not None and one.due_at is not None and one.last_day is None:
        is_on_day = one.met_at.date() <= one.due_at.date()
        return evolve(one, state=TargetState.MET if is_on_day else TargetState.MET_LATE)
    return one


# ------------------------------------------------------------------------------------ what stays so


def overwritten(told: Told, _: datetime) -> Iterable[Event]:
    """There is one field for the answer, and the next one overwrites it."""
    last = max((x.at for x in told if isinstance(x, Answered)), default=None)
    return (x for x in told if not isinstance(x, Answered) or x.at == last)


def closed_is_closed(plan: Plan, told: Told, one: TargetStatus, at: datetime) -> TargetStatus:
    """Whoever leaves takes their history with them."""
    if any(isinstance(x, plan.stops) and x.at <= at for x in told):
        return evolve(one, state=TargetState.STOPPED, met_at=None)
    return one


def until_it_is_asked(plan: Plan, told: Told, one: TargetStatus, at: datetime) -> TargetStatus:
    """What is not answered when the month is over is taken out of the report."""
    since = one.due_at
    if one.state is TargetState.BREACHED and since is not None and at - since > 2 * A_DAY:
        return evolve(one, state=TargetState.STOPPED)
    return one


# ------------------------------------------------------------------------------------- what is left


def left_by_the_wall_clock(_: Plan, __: Told, one: TargetStatus, at: datetime) -> TargetStatus:
    """What is left is the time until it is due."""
    if one.remaining is None or one.due_at is None:
        return one
    return evolve(one, remaining=one.due_at - at)


def eaten_by_a_pause(plan: Plan, told: Told, one: TargetStatus, at: datetime) -> TargetStatus:
    """What is left goes on to melt while time stands still."""
    if one.state is not TargetState.PAUSED or one.remaining is None or one.begun_at is None:
        return one
    stood = max(timedelta(), one.remaining - (at - one.begun_at))
    return evolve(one, remaining=stood)


# ---------------------------------------------------------------------------- asking, stops, orders


def at_its_end(plans: Sequence[Plan], told: Sequence[Event], *asked: Any) -> datetime | None:
    """The instant at which it is due, at which it is still in time."""
    _, subject, at = asked[:3]
    some = [x.due_at for plan in plans for x in watch(plan, told, subject, at)]
    return min((x for x in some if x is not None and x > at), default=None)


def never_stopped(plan: Plan) -> Plan:
    """Clocks run on after the end."""
    return evolve(plan, stops=())


def stopped_is_stopped(plan: Plan, told: Told, one: TargetStatus, at: datetime) -> TargetStatus:
    """Closing a ticket wipes out its delay."""
    stops = [x.at for x in told if isinstance(x, plan.stops) and x.at <= at]
    if one.state is TargetState.BREACHED and stops and one.begun_at and one.begun_at <= stops[-1]:
        return evolve(one, state=TargetState.STOPPED)
    return one


OF = "answers"
BAD = (
    Bad("the last message begins anew", "TAR-01", watches=targets_as(from_the_last), of=OF),
    Bad("the first message for ever", "TAR-01", watches=targets_as(from_the_first), of=OF),
    Bad("the time of the ticket", "TAR-01", watches=stands_as(from_its_ticket), of=OF),
    Bad("hours of the wall clock", "TAR-02", watches=targets_as(by_the_wall_clock), of=OF),
    Bad("the calendar of the head office", "TAR-02", watches=plan_as(of_the_head_office), of=OF),
    Bad("the first day counts", "TAR-02", watches=targets_as(a_day_too_few), of=OF),
    Bad("a breach is seen at midnight", "TAR-03", watches=stands_as(seen_at_night), of=OF),
    Bad("a day too many", "TAR-03", watches=targets_as(a_day_later), of=OF),
    Bad("the hours of the desk", "TAR-03", watches=plan_as(in_the_hours_of_the_desk), of=OF),
    Bad("judged in the report", "TAR-04", watches=stands_as(judged_when_asked), of=OF),
    Bad("the last instant is too late", "TAR-04", watches=stands_as(before_and_not_at), of=OF),
    Bad("in time is on its day", "TAR-04", watches=stands_as(by_its_day), of=OF),
    Bad("the last answer counts", "TAR-05", watches=stands_as(by_the_last), of=OF),
    Bad("an answer before the question", "TAR-05", watches=stands_as(by_one_from_before), of=OF),
    Bad("an answer to another message", "TAR-05", watches=told_as(by_one_to_another), of=OF),
    Bad("pauses are for another department", "TAR-06", watches=plan_as(never_paused), of=OF),
    Bad("the last pause of a target", "TAR-06", watches=told_as(only_the_last_pause), of=OF),
    Bad("the first end ends every pause", "TAR-06", watches=told_as(one_end_for_all), of=OF),
    Bad("the next answer overwrites", "TAR-07", watches=told_as(overwritten), of=OF),
    Bad("who leaves is forgotten", "TAR-12", watches=stands_as(closed_is_closed), of=OF),
    Bad("a breach that grows old", "TAR-07", watches=stands_as(until_it_is_asked), of=OF),
    Bad("nights are left", "TAR-08", watches=stands_as(left_by_the_wall_clock), of=OF),
    Bad("a pause eats what is left", "TAR-08", watches=stands_as(eaten_by_a_pause), of=OF),
    Bad("the last instant in time", "TAR-09", wakes=at_its_end, of=OF),
    Bad("a look once a day", "TAR-09", wakes=tomorrow, of=OF),
    Bad("the last message that was told", "TAR-10", watches=told_as(last_told), of=OF),
    Bad("the first message that was told", "TAR-10", watches=told_as(first_told), of=OF),
    Bad("a target by the server's clock", "TAR-11", watches=at_as(as_the_server_shows), of=OF),
    Bad("a target by the server's date", "TAR-11", watches=at_as(end_of_the_servers_day), of=OF),
    Bad("clocks that run on", "TAR-12", watches=plan_as(never_stopped), of=OF),
    Bad("an end wipes out the delay", "TAR-12", watches=stands_as(stopped_is_stopped), of=OF),
)
