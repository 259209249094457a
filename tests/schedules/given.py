"""What the tests of schedules share: events of a shop, calendars, and answers as they read."""

from collections.abc import Iterable
from datetime import datetime

from postsales import Event, WorkCalendar, schedules
from postsales.basics.moments import local_time, on_the_clocks
from postsales.schedules import Plan

BERLIN = "Europe/Berlin"
OFFICE = WorkCalendar(
    zone=BERLIN,
    hours={"Mon-Fri": "09:00-17:00"},
    exceptions={"2026-04-03": "closed", "2026-04-06": "closed"},
)
DAILY = WorkCalendar.always(BERLIN)


class Bought(Event):
    """Something was bought."""


class Arrived(Event):
    """It came."""


class Due(Event):
    """An invoice is due: known before it is."""


class Paid(Event):
    """An invoice was paid."""


class PaidBack(Event):
    """That payment was reversed."""


class Left(Event):
    """The customer wants nothing more."""


class Held(Event):
    """Something is disputed."""


class Released(Event):
    """It is settled."""


class Wrote(Event):
    """A customer wrote."""


class Replied(Event):
    """We replied."""


class Again(Event):
    """It begins anew."""


def berlin(text: str) -> datetime:
    """The instant of a local time, such as ``2026-03-09 11:00``."""
    return on_the_clocks(text.replace(" ", "T"), BERLIN)


def told(at: datetime | None) -> str:
    """An instant as the clocks show it in Berlin."""
    return "" if at is None else local_time(at, BERLIN).strftime("%Y-%m-%d %H:%M")


def stands(plan: Plan, history: Iterable[Event], at: str) -> dict[str, tuple[str, str]]:
    """How every occurrence stands, and when it is due."""
    some = schedules.occurrences(plan, history, subject="C-7", at=berlin(at))
    return {x.key.removeprefix(f"{plan.id}/C-7/"): (str(x.state), told(x.at)) for x in some}


def due(plan: Plan, history: Iterable[Event], at: str) -> list[str]:
    """The keys that are due, in order."""
    some = schedules.due(plan, history, subject="C-7", at=berlin(at))
    return [x.key.removeprefix(f"{plan.id}/C-7/") for x in some]
