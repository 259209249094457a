"""What the questions of support clocks and of sending times mean in calls of the library.

Rules of this file: what is given becomes a policy and a history, and what the library answers is
named. Which of the five questions is asked is told by the fields that are given.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from postsales import (
    Action,
    ClockStarted,
    ClockStopped,
    CustomerWrote,
    Days,
    Edge,
    Event,
    Every,
    First,
    Happened,
    InquiryClosed,
    OccurrenceState,
    Plan,
    ServiceLevel,
    Solved,
    SupportClock,
    SupportPolicy,
    SupportState,
    WeReplied,
    WorkCalendar,
    WorkingMinutes,
    schedules,
    support,
)
from postsales.basics.moments import instant, local_time, on_the_clocks
from tests.conformance.calendars import calendar
from tests.conformance.compare import Answers, Given

__all__ = ["KINDS"]

STATES = {
    SupportState.FAILED: "Failed",
    SupportState.PAUSED: "Paused",
    SupportState.FIRST_RESPONSE_DUE: "First Response Due",
    SupportState.RESOLUTION_DUE: "Resolution Due",
    SupportState.FULFILLED: "Fulfilled",
}
ALWAYS = WorkCalendar.always("UTC")
BEGINNING = instant("2026-03-02T00:00Z")


def _minute(number: float) -> datetime:
    return BEGINNING + timedelta(minutes=number)


def _minutes(number: int | None) -> WorkingMinutes | None:
    return None if number is None else WorkingMinutes(number)


def policy(
    work: WorkCalendar,
    targets: Mapping[str, int | None],
    *,
    pausing: Iterable[str] = ("resolution",),
) -> SupportPolicy:
    """A policy with these promises in minutes, and no other."""
    level = ServiceLevel(
        first_response=_minutes(targets.get("first_response")),
        next_response=_minutes(targets.get("next_response")),
        resolution=_minutes(targets.get("resolution")),
    )
    return SupportPolicy(id="cases", version="1", calendar=work, level=level, pausing=pausing)


def _stops(spans: Iterable[tuple[datetime, datetime | None]]) -> list[Event]:
    told: list[Event] = []
    for n, (begins, ends) in enumerate(spans):
        told.append(ClockStopped(at=begins, ref=str(n)))
        if ends is not None:
            told.append(ClockStarted(at=ends, ref=str(n)))
    return told


def targets(given: Given) -> Answers:
    """When are answer and solution due, and how much time did not count?"""
    zone = given["tz"]
    spans = [(on_the_clocks(a, zone), on_the_clocks(b, zone)) for a, b in given["pauses"] or ()]
    start = on_the_clocks(given["start"], zone)
    work = calendar(zone, given["weekly"], given["holidays"] or ())
    asked = policy(work, given["targets_minutes"])
    history = [CustomerWrote(at=start), *_stops(spans)]
    at = max(x.at for x in history)
    found = support.status(asked, history, subject="T", at=at)
    due = {f"{clock}_due": _local(one.due_at, zone) for clock, one in found.clocks.items()}
    return {**due, "paused_seconds": found.stood_still // timedelta(seconds=1)}


def _local(at: datetime | None, zone: str) -> datetime | None:
    return None if at is None else local_time(at, zone).replace(tzinfo=None)


def standing(given: Given) -> Answers:
    """How does an inquiry stand? The pauses are in its times already, so none pauses a clock."""
    told = given["minutes_from_start"]
    promised = {
        "first_response": told.get("first_response_due"),
        "resolution": told.get("resolution_due"),
    }
    asked = policy(ALWAYS, promised, pausing=())
    kinds = {"responded": WeReplied, "resolved": Solved, "on_hold_since": ClockStopped}
    happened = [kind(at=_minute(told[name])) for name, kind in kinds.items() if name in told]
    history = [CustomerWrote(at=BEGINNING), *happened]
    found = support.status(asked, history, subject="T", at=_minute(told["now"]))
    return {"status": STATES[found.state]}


def stages(given: Given) -> Answers:
    """When does an allowance run out, or how much of a period was worked on?"""
    minutes, named = given["minutes"], given["states"]
    ends = [minute for _, minute in named[1:]]
    spans = [
        (_minute(minute), None if end is None else _minute(end))
        for (state, minute), end in zip(named, [*ends, None], strict=True)
        if state in given["pausing_states"]
    ]
    if "span" in minutes:
        return _runs_out(minutes["from"], minutes["span"], _stops(spans))
    life = [CustomerWrote(at=_minute(named[0][1])), InquiryClosed(at=_minute(named[-1][1]))]
    work = support.worked(
        policy(ALWAYS, {}),
        [*life, *_stops(spans)],
        subject="T",
        since=_minute(minutes["from"]),
        until=_minute(minutes["to"]),
    )
    return {"working_minutes": work / timedelta(minutes=1)}


def _runs_out(since: int, span: int, stops: list[Event]) -> Answers:
    history: list[Event] = [CustomerWrote(at=_minute(since)), *stops]
    at = max(x.at for x in history)
    asked = policy(ALWAYS, {"resolution": span})
    found = support.status(asked, history, subject="T", at=at)
    return {"due_minute": _since_the_beginning(found.clocks[SupportClock.RESOLUTION].due_at)}


def _since_the_beginning(at: datetime | None) -> float | None:
    return None if at is None else (at - BEGINNING) / timedelta(minutes=1)


def messages(given: Given) -> Answers:
    """When is the next answer due, if somebody waits for one?"""
    kinds: Mapping[str, type[Event]] = {"customer": CustomerWrote, "agent": WeReplied}
    history = [kinds[who](at=_minute(minute)) for who, minute in given["messages"]]
    asked = policy(ALWAYS, {"next_response": given["target"]})
    at = max((x.at for x in history), default=BEGINNING)
    found = support.status(asked, history, subject="T", at=at)
    return {"due_minute": _since_the_beginning(found.due_at)}


def clocks(given: Given) -> Answers:
    """Which question is asked of an inquiry is told by what is given."""
    by_field = {
        "targets_minutes": targets,
        "minutes_from_start": standing,
        "states": stages,
        "messages": messages,
    }
    return next(ask for name, ask in by_field.items() if given.get(name) is not None)(given)


def sending(given: Given) -> Answers:
    """When may a message go out, or when is it next such an hour?"""
    if given.get("hour") is None:
        zone, (opens, closes) = given["contact_tz"], given["window"]
        window = WorkCalendar(zone=zone, hours={"Mon-Sun": f"{opens}-{closes}"})
        at = on_the_clocks(given["candidate_utc"], "UTC")
        return {"send_local": _local(window.roll(at, Edge.OPEN), zone)}
    asked = Happened("asked", at=given["now"])
    daily = Action(
        "send",
        after=First(Happened.of("asked")),
        at_time=f"{given['hour']:02}:00",
        every=Every(Days(1)),
    )
    plan = Plan(id="cases", version="1", calendar=WorkCalendar.always(given["tz"]), steps=[daily])
    some = schedules.occurrences(plan, [asked], subject="C", at=asked.at)
    return {"next_utc": next(x.at for x in some if x.state is OccurrenceState.PENDING)}


KINDS: Mapping[str, Callable[[Given], Answers]] = {"sla": clocks, "cadence": sending}
