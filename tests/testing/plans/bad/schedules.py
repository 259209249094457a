"""Mistakes about what is due, when, and what was done."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from attrs import evolve

from postsales import (
    Action,
    CatchUp,
    ContactRules,
    Days,
    Delivered,
    Event,
    Hours,
    Plan,
    StepDone,
    WorkCalendar,
    schedules,
)
from postsales.basics.moments import day_start, local_day
from postsales.contacts.verdicts import Verdicts
from postsales.schedules import Occurrence
from postsales.testing.plans import Runner, run
from tests.testing.plans.bad.mistakes import (
    Bad,
    Told,
    at_as,
    keyed,
    only_if,
    plans_as,
    steps_as,
    told_as,
)
from tests.testing.plans.given import BERLIN, Agreed, Disputed

A_DAY = timedelta(days=1)


# ------------------------------------------------------------------------------------ what was done


def nothing_recorded(told: Told, _: datetime) -> Iterable[Event]:
    """Nobody writes down what was sent."""
    return (x for x in told if not isinstance(x, StepDone))


def of_today(told: Told, at: datetime) -> Iterable[Event]:
    """What was sent today is not sent again, and only that."""
    return (x for x in told if not isinstance(x, StepDone) or at - x.at < A_DAY)


def by_time(item: Occurrence) -> Occurrence:
    """The key has the time at which it is due."""
    return evolve(item, anchor=f"{item.anchor}@{item.at}")


def by_version(item: Occurrence) -> Occurrence:
    """The key has the version of the plan."""
    return evolve(item, anchor=f"{item.anchor}@{item.version}")


def without_event(item: Occurrence) -> Occurrence:
    """The key does not say which invoice it is."""
    return evolve(item, anchor="")


def without_customer(item: Occurrence) -> Occurrence:
    """The key does not say whose it is."""
    return evolve(item, subject="")


# ----------------------------------------------------------------------------------------- its time


def of_the_head_office(plan: Plan) -> Plan:
    """The clock is that of the head office."""
    return evolve(plan, calendar=WorkCalendar.always("Asia/Tokyo"))


def by_24_hours(step: Action) -> Action:
    """A day is 24 hours."""
    wait = Hours(24 * step.wait.count) if isinstance(step.wait, Days) else step.wait
    return evolve(step, wait=wait, at_time=None)


def a_day_too_few(step: Action) -> Action:
    """The first day counts, too."""
    if not isinstance(step.wait, Days):
        return step
    return evolve(step, wait=Days(max(0, step.wait.count - 1)))


def never_too_late(step: Action) -> Action:
    """After an outage everything is done."""
    return evolve(step, expires=None)


def a_day_too_late(step: Action) -> Action:
    """The day on which it is due counts as none, and the last one twice."""
    if not isinstance(step.expires, Days):
        return step
    return evolve(step, expires=Days(step.expires.count + 1))


# ---------------------------------------------------------------------------------- what is over


def list_of_the_morning(told: Told, at: datetime) -> Iterable[Event]:
    """The list is made at midnight, and nobody looks again."""
    midnight = day_start(BERLIN, local_day(at, BERLIN))
    return (x for x in told if isinstance(x, StepDone | Delivered) or x.at <= midnight)


def never_needless(step: Action) -> Action:
    """Only what stops a plan ends its steps."""
    return evolve(step, unless=())


def never_stopped(plan: Plan) -> Plan:
    """A plan that was begun goes on."""
    return evolve(plan, stops=())


def never_paused(plan: Plan) -> Plan:
    """Disputes are for another department."""
    return evolve(plan, pauses=())


def one_end_for_all(told: Told, _: datetime) -> Iterable[Event]:
    """The first of two disputes that ends, ends both."""
    return (evolve(x, ref="") if isinstance(x, Disputed | Agreed) else x for x in told)


def only_the_last_pause(told: Told, _: datetime) -> Iterable[Event]:
    """There is one field for a pause, and the next one overwrites it."""
    begins = [x.at for x in told if isinstance(x, Disputed)]
    last = max(begins, default=None)
    return (x for x in told if not isinstance(x, Disputed | Agreed) or last is None or x.at >= last)


def only_while_it_lasts(told: Told, at: datetime) -> Iterable[Event]:
    """A pause that is over is forgotten."""
    ends = [x for x in told if isinstance(x, Agreed) and x.at <= at]
    last = max((x.at for x in ends), default=None)
    return (x for x in told if not isinstance(x, Disputed | Agreed) or last is None or x.at > last)


# ----------------------------------------------------------------------------------- catching up


def is_of_today(plan: Plan, item: Occurrence, at: datetime) -> bool:
    """Scheduled equals today."""
    zone = plan.calendar.zone
    return item.at is not None and local_day(item.at, zone) == local_day(at, zone)


def is_of_a_day(_: Plan, item: Occurrence, at: datetime) -> bool:
    """What became due within 24 hours."""
    return item.at is not None and at - item.at < A_DAY


def always(way: CatchUp) -> Runner:
    """The way of catching up is written into the code."""

    def read(plan: Plan) -> Plan:
        return evolve(plan, catch_up=way)

    return plans_as(read)


def last_day_at_once(plans: Sequence[Plan], *asked: Any) -> Verdicts:
    """What is overdue is looked up by a day of 24 hours."""
    return only_if(is_of_a_day)([evolve(x, catch_up="each") for x in plans], *asked)


def one_a_run(plans: Sequence[Plan], *asked: Any) -> Verdicts:
    """One a run, however often it runs on a day."""
    found = run([evolve(x, catch_up="each") for x in plans], *asked)
    first: dict[str, object] = {}
    for one in sorted(found, key=lambda x: x.item.at or datetime.min.replace(tzinfo=UTC)):
        first.setdefault(one.item.ref, one)
    return tuple(x for x in found if x in first.values())


# ------------------------------------------------------------------------- telling and asking


def last_told(told: Told, _: datetime) -> Iterable[Event]:
    """The last row of the table is the last delivery."""
    last = {(type(x), x.ref): x for x in told if not isinstance(x, StepDone)}
    return (x for x in told if isinstance(x, StepDone) or x in last.values())


def first_told(told: Told, _: datetime) -> Iterable[Event]:
    """The first row of the table is the first delivery."""
    first = {(type(x), x.ref): x for x in told[::-1] if not isinstance(x, StepDone)}
    return (x for x in told if isinstance(x, StepDone) or x in first.values())


def next_due_alone(
    plans: Sequence[Plan],
    told: Sequence[Event],
    _: ContactRules,
    subject: str,
    at: datetime,
) -> datetime | None:
    """The next due date, whatever holds back what is due already."""
    some = [schedules.next_change(x, told, subject=subject, at=at) for x in plans]
    return min((x for x in some if x is not None), default=None)


def tomorrow(*asked: Any) -> datetime:
    """Once a day, at the same time."""
    at = asked[-1]
    assert isinstance(at, datetime)
    return at + A_DAY


def as_the_server_shows(at: datetime) -> datetime:
    """The clock of the server, without its zone."""
    return at.replace(tzinfo=UTC)


def end_of_the_servers_day(at: datetime) -> datetime:
    """Everything of today, by the date of the server."""
    return at.replace(hour=23, minute=59, second=59)


LATEST, NEXT = "ladder, latest", "ladder, next"
BAD = (
    Bad("nothing is recorded", "SCH-01", runner=told_as(nothing_recorded)),
    Bad("what was sent today alone", "SCH-01", runner=told_as(of_today)),
    Bad("the clock of the head office", "SCH-02", runner=plans_as(of_the_head_office), of=NEXT),
    Bad("24 hours for a day", "SCH-02", runner=steps_as(by_24_hours), of=LATEST),
    Bad("a day too few", "SCH-02", runner=steps_as(a_day_too_few)),
    Bad("the list of the morning", "SCH-03", runner=told_as(list_of_the_morning)),
    Bad("needless steps are done", "SCH-03", runner=steps_as(never_needless), of="support"),
    Bad("a plan is never stopped", "SCH-03", runner=plans_as(never_stopped)),
    Bad("never too late", "SCH-04", runner=steps_as(never_too_late)),
    Bad("a day too late", "SCH-04", runner=steps_as(a_day_too_late)),
    Bad("disputes are forgotten", "SCH-05", runner=plans_as(never_paused), of=LATEST),
    Bad("the first end ends all", "SCH-05", runner=told_as(one_end_for_all), of=LATEST),
    Bad("the last pause alone", "SCH-06", runner=told_as(only_the_last_pause), of=LATEST),
    Bad("pauses that are over", "SCH-06", runner=told_as(only_while_it_lasts), of=LATEST),
    Bad("equality with today", "SCH-07", runner=only_if(is_of_today)),
    Bad("the last 24 hours", "SCH-07", runner=only_if(is_of_a_day)),
    Bad("each, in the code", "SCH-08", runner=always(CatchUp.EACH), of=LATEST),
    Bad("one after the other, in the code", "SCH-08", runner=always(CatchUp.NEXT), of=LATEST),
    Bad("each, in the code", "SCH-09", runner=always(CatchUp.EACH), of=NEXT),
    Bad("the latest, in the code", "SCH-09", runner=always(CatchUp.LATEST), of=NEXT),
    Bad("one a run", "SCH-09", runner=one_a_run, of=NEXT),
    Bad("each, in the code", "SCH-10", runner=always(CatchUp.EACH), of="offers"),
    Bad("24 hours for today", "SCH-10", runner=last_day_at_once, of="offers"),
    Bad("the last that was told", "SCH-11", runner=told_as(last_told)),
    Bad("the first that was told", "SCH-11", runner=told_as(first_told)),
    Bad("the version in the key", "SCH-12", runner=keyed(by_version)),
    Bad("the time in the key", "SCH-12", runner=keyed(by_time), of=LATEST),
    Bad("the next due date alone", "SCH-13", wakes=next_due_alone),
    Bad("once a day", "SCH-13", wakes=tomorrow),
    Bad("a key without the event", "SCH-14", runner=keyed(without_event), of="support"),
    Bad("a key without the customer", "SCH-14", runner=keyed(without_customer)),
    Bad("the clock of the server", "SCH-15", runner=at_as(as_the_server_shows)),
    Bad("the date of the server", "SCH-15", runner=at_as(end_of_the_servers_day)),
)
