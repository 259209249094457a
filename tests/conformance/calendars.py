"""The weekly calendars of the cases, as calendars of the library."""

from collections.abc import Iterable, Mapping
from typing import Any

from postsales import WorkCalendar

__all__ = ["calendar"]

ALWAYS = "24x7"


def calendar(tz: str, weekly: Any, holidays: Iterable[str]) -> WorkCalendar:
    """A weekly calendar of the cases; a holiday is closed from midnight to midnight."""
    hours = WorkCalendar.always(tz).hours if weekly == ALWAYS else _hours(weekly)
    return WorkCalendar(zone=tz, hours=hours, exceptions=dict.fromkeys(holidays, "closed"))


def _hours(weekly: Mapping[str, list[list[str]]]) -> Mapping[str, str]:
    return {
        day.capitalize(): ", ".join(f"{opens}-{closes}" for opens, closes in told)
        for day, told in weekly.items()
        if told
    }
