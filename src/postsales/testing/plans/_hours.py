"""Hours and days: was the customer contacted when nobody is to be?"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from postsales.contacts.hours import PreferredHours, QuietHours
from postsales.schedules.channels import Contact
from postsales.testing.law import broken
from postsales.testing.plans._reached import is_about, is_let_out, reached
from postsales.testing.plans._scene import PlanScene
from postsales.testing.plans._subject import PlanSubject

__all__ = ["in_preferred_hours", "no_holidays", "no_quiet_hours"]


def _minutes(at: datetime, contact: Contact) -> Iterable[datetime]:
    """Every minute of a contact; the instant alone where it takes no time."""
    return (at + timedelta(minutes=k) for k in range(max(1, contact.minutes)))


def _shows(rule: QuietHours | PreferredHours, at: datetime, zone: str) -> bool:
    """Do the clocks show one of the hours of a rule?"""
    shown = at.astimezone(ZoneInfo(rule.zone or zone))
    minute, days = shown.hour * 60 + shown.minute, _weekdays(rule.weekdays)
    for part in rule.hours.split(", "):
        opens, closes = (int(x[:2]) * 60 + int(x[3:]) for x in part.split("-"))
        today, yesterday = shown.weekday() in days, (shown.weekday() - 1) % 7 in days
        if opens < closes:
            if today and opens <= minute < closes:
                return True
        elif (today and minute >= opens) or (yesterday and minute < closes):
            return True
    return False


_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _weekdays(told: str) -> set[int]:
    found: set[int] = set()
    for part in told.split(", "):
        first, _, last = part.partition("-")
        found |= {*range(_NAMES.index(first), _NAMES.index(last or first) + 1)}
    return found


def no_quiet_hours(subject: PlanSubject, scene: PlanScene) -> None:
    """Nobody is contacted in quiet hours."""
    for ran, item, contact in reached(subject, scene):
        zone = ran.rules.zone or "UTC"
        for rule in ran.rules.quiet:
            if not is_about(rule, contact) or is_let_out(rule, item):
                continue
            if any(_shows(rule, x, zone) for x in _minutes(ran.at, contact)):
                broken(
                    "the customer is contacted in quiet hours",
                    step=item.step,
                    quiet=f"{rule.hours}, {rule.weekdays}",
                    sent_at=ran.at,
                    on_the_clocks=_clocks(ran.at, rule.zone or zone),
                )


def _clocks(at: datetime, zone: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%a %Y-%m-%d %H:%M} in {zone}"


def in_preferred_hours(subject: PlanSubject, scene: PlanScene) -> None:
    """Whoever prefers some hours is contacted in them."""
    for ran, item, contact in reached(subject, scene):
        zone = ran.rules.zone or "UTC"
        rules = [x for x in ran.rules.preferred if is_about(x, contact)]
        if not rules or any(is_let_out(x, item) for x in rules):
            continue
        if not all(any(_shows(y, x, zone) for y in rules) for x in _minutes(ran.at, contact)):
            broken(
                "the customer is contacted outside the hours that they prefer",
                step=item.step,
                preferred=[x.hours for x in rules],
                sent_at=ran.at,
                on_the_clocks=_clocks(ran.at, zone),
            )


def no_holidays(subject: PlanSubject, scene: PlanScene) -> None:
    """Nobody is contacted on quiet days."""
    for ran, item, contact in reached(subject, scene):
        for rule in ran.rules.holidays:
            zone = rule.zone or ran.rules.zone or "UTC"
            if not is_about(rule, contact) or is_let_out(rule, item):
                continue
            days = {x.astimezone(ZoneInfo(zone)).date() for x in _minutes(ran.at, contact)}
            quiet = [x for x in days if rule.holidays.holds(x)]
            if quiet:
                broken(
                    "the customer is contacted on a holiday",
                    step=item.step,
                    holiday=quiet[0],
                    sent_at=ran.at,
                )
