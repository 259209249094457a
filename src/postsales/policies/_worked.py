"""What a calendar of working time says: when somebody is at work, and on which days nobody is."""

from collections.abc import Iterator

from postsales.basics._shifts import CLOSED, days_of
from postsales.basics.calendars import WorkCalendar
from postsales.basics.rolls import Holidays
from postsales.basics.weekdays import Weekday
from postsales.policies._parts import say
from postsales.policies.table import PolicyLine, PolicySentence, PolicyTopic

__all__ = ["working"]

_WEEK = tuple(Weekday)


def working(where: str, calendar: WorkCalendar | None) -> Iterator[PolicyLine]:
    """When somebody is at work; terms without a calendar count no working time."""
    if calendar is None:
        return
    hours = (_on_days(days, times) for days, times in calendar.hours.items())
    yield _line(f"{where}.calendar.hours", *hours)
    yield _line(f"{where}.calendar.zone", say("works_by", zone=calendar.zone))
    if calendar.exceptions:
        told = (_on_a_day(day, times) for day, times in calendar.exceptions.items())
        yield _line(f"{where}.calendar.exceptions", *told)
    if calendar.holidays is not None:
        yield _holidays(f"{where}.calendar.holidays", calendar.holidays)


def _line(where: str, *says: PolicySentence, about: object = "work") -> PolicyLine:
    return PolicyLine(where, topic=PolicyTopic.THESE_TERMS, about=about, says=says)


def _on_days(days: str, times: str) -> PolicySentence:
    named = [_WEEK[number] for number in days_of("hours", days)]
    if len(named) == 1:
        return say("works_one_day", day=named[0], times=times)
    return say("works_days", first=named[0], last=named[-1], times=times)


def _on_a_day(day: object, times: str) -> PolicySentence:
    return (
        say("works_not", day=day) if times == CLOSED else say("works_other", day=day, times=times)
    )


def _holidays(where: str, known: Holidays) -> PolicyLine:
    code = "works_no_holidays" if known.days else "works_all_holidays"
    told = say(code, since=known.since, until=known.until)
    return _line(where, told, about=known.days or "work")
