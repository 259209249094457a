"""A sale in Berlin: bought on Monday, 2 March 2026, delivered on Thursday, and what came of it."""

from collections.abc import Iterable

from postsales import Delivered, Event, Occurrence, Plan, WorkCalendar, schedules
from postsales.basics.moments import local_time

OFFICE = WorkCalendar(zone="Europe/Berlin", hours={"Mon-Fri": "09:00-17:00"})
BOUGHT = "2026-03-02T10:15+01:00"
DELIVERED = Delivered({"tee": 1}, at="2026-03-05T12:30+01:00")


def at(told: str) -> str:
    """A clock time in Berlin in 2026: ``03-20 15:00``; summer time begins on 29 March."""
    day, time = told.split()
    return f"2026-{day}T{time}+0{2 if '03-29' <= day < '10-25' else 1}:00"


def run(plan: Plan, history: Iterable[Event], now: str) -> tuple[Occurrence, ...]:
    """What is due."""
    return schedules.due(plan, history, subject="C-7", at=at(now))


def diary(plan: Plan, history: Iterable[Event], now: str = "03-05 12:30") -> dict[str, str]:
    """When each step will be due, in Berlin."""
    some = schedules.occurrences(plan, history, subject="C-7", at=at(now))
    zone = plan.calendar.zone
    return {
        x.step: local_time(x.at, zone).strftime("%a %m-%d %H:%M") if x.at else "nobody can say"
        for x in some
    }


def daily(plan: Plan, history: Iterable[Event], days: Iterable[str]) -> list[str]:
    """What is sent when the plan is run on some days, each time recorded."""
    told, sent = [*history], []
    for day in days:
        for one in run(plan, [x for x in told if x.at <= Event(at=at(day)).at], day):
            told.append(one.done(at=at(day)))
            sent.append(f"{day[:5]} {one.step}")
    return sent
