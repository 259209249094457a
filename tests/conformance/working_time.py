"""What the questions of working time mean in calls of the library.

Rules of this file: one function per question; it builds the calendar that the case describes, asks
it, and names what comes back. Clock times are turned into instants by the library alone.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from postsales import WorkingDays
from postsales.basics.moments import instant, local_time, on_the_clocks
from tests.conformance.calendars import calendar
from tests.conformance.commerce import Skipped
from tests.conformance.compare import Answers, Given

__all__ = ["kinds"]


def working_time(given: Given, file: Mapping[str, Any]) -> Answers:
    """When is working time over, from when does it remain, how much is there?"""
    weekly = file["calendars"][given["calendar"]]
    holidays = file["holidays"][given["holidays"]] if given["holidays"] else ()
    work = calendar(given["tz"], weekly, holidays)
    start = instant(given["start"])
    if given["op"] == "elapsed":
        return {"seconds": _seconds(work.elapsed(start, instant(given["end"])))}
    minutes = timedelta(minutes=given["minutes"])
    if given["op"] == "sub":
        return {"due": work.subtract(start, minutes)}
    return {"due": work.add(start, minutes, edge=given.get("edge") or "close")}


def business_time(given: Given, _: Mapping[str, Any]) -> Answers:
    """The same between clock times of a zone; and which instant is a clock time?"""
    zone = given["tz"]
    if given["op"] == "resolve_local":
        return {"utc": on_the_clocks(given["local"], zone)}
    work = calendar(zone, given["weekly"], given["holidays"] or ())
    start = on_the_clocks(given["start"], zone)
    if given["op"] == "elapsed":
        end = on_the_clocks(given["end"], zone)
        return {"seconds": _seconds(work.elapsed(start, end))}
    days = given.get("days")
    length = timedelta(minutes=given["minutes"]) if days is None else WorkingDays(days)
    due = work.add(start, length) if given["op"] == "add" else work.subtract(start, length)
    return {"due": local_time(due, zone).replace(tzinfo=None)}


def _seconds(span: timedelta) -> int:
    return span // timedelta(seconds=1)


def _not_yet(subdomain: str) -> Callable[[Given], Answers]:
    def skip(_: Given) -> Answers:
        raise Skipped(f"the library has no {subdomain} yet")

    return skip


NOT_YET = {
    "dunning": "receivables",
    "maintenance": "maintenance",
    "eol": "end of life",
    "incident": "incidents",
}
"""Kinds of the same files whose subdomain is still to be built."""


def kinds(file: Mapping[str, Any]) -> dict[str, Callable[[Given], Answers]]:
    """The questions by their kind, about the calendars of one file."""
    return {
        "working_time": lambda given: working_time(given, file),
        "business_time": lambda given: business_time(given, file),
        **{kind: _not_yet(subdomain) for kind, subdomain in NOT_YET.items()},
    }
