"""Laws of targets: what is owed is judged by its own time, once, at what meets it."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from postsales.basics.durations import Hours, Minutes, WorkingHours, WorkingMinutes
from postsales.basics.events import Event
from postsales.schedules.anchors import Oldest
from postsales.schedules.steps import Target
from postsales.schedules.targets import TargetState as State
from postsales.schedules.targets import TargetStatus
from postsales.testing.law import Law, broken
from postsales.testing.plans._decided import decision, stays_decided, words
from postsales.testing.plans._drawn_targets import (
    met,
    met_or_paused,
    stood_still,
    stopped,
    waited,
)
from postsales.testing.plans._flags import PlanFlag
from postsales.testing.plans._judge_targets import (
    beginnings,
    counted,
    ending,
    meeting,
    waiting,
)
from postsales.testing.plans._scene import PlanScene
from postsales.testing.plans._subject import PlanSubject
from postsales.testing.plans._watched import Look, Seen, looks, seen

__all__ = ["TARGETS"]

_OPEN = (State.RUNNING, State.PAUSED)


# ---------------------------------------------------------------------------- what begins and meets


def _begun(subject: PlanSubject, scene: PlanScene) -> None:
    for look in looks(subject, scene):
        for target in look.plan.targets:
            if isinstance(target.anchor, Oldest):
                _begun_by_oldest(look, target, target.anchor)
                continue
            expected = beginnings(look.plan, target, look.told)
            told = {(x.ref, x.begun_at) for x in look.of(target)}
            if expected is not None and told != expected:
                broken(
                    "a target counts from something else",
                    target=target.key,
                    counts_from=sorted(told, key=str),
                    begins_at=sorted(expected),
                    asked_at=look.at,
                )


def _begun_by_oldest(look: Look, target: Target, anchor: Oldest) -> None:
    """What is not met yet is what has waited longest."""
    says_nothing = (
        anchor.reopened_by is not None
        or anchor.until not in target.met_by
        or any(isinstance(x, look.plan.stops) for x in look.told)
    )
    if says_nothing:
        return
    waits = waiting(look.plan, anchor, look.told)
    told = tuple((x.ref, x.begun_at) for x in look.of(target) if x.met_at is None)
    if told != waits[:1]:
        broken(
            "a target counts from another event than the oldest that is open",
            target=target.key,
            counts_from=told,
            waits=waits,
            asked_at=look.at,
        )


def _met_by(subject: PlanSubject, scene: PlanScene) -> None:
    for one in seen(subject, scene):
        anchor = one.target.anchor
        if isinstance(anchor, Oldest) and anchor.reopened_by is not None:
            continue
        look, status = one.look, one.status
        found = meeting(look.plan, one.target, status.ref, one.begun, look.told)
        if found != status.met_at:
            broken(
                "a target is met by something else",
                target=status.step,
                event=status.ref,
                begun_at=one.begun,
                met_at=status.met_at or "never",
                is_met_at=found or "never",
            )


# ---------------------------------------------------------------------------------------- its time


def _not_too_soon(subject: PlanSubject, scene: PlanScene) -> None:
    for one in seen(subject, scene):
        is_breached = one.status.state is State.BREACHED
        if is_breached and not one.end.is_past(one.over):
            _broken_at("a target is breached before its time is over", one)
        if _off(one) < timedelta():
            _broken_at("the time of a target is told too short", one)


def _not_unseen(subject: PlanSubject, scene: PlanScene) -> None:
    for one in seen(subject, scene):
        if one.status.state in _OPEN and one.end.is_past(one.over):
            _broken_at("the time of a target is over, and nobody says so", one)
        if _off(one) > timedelta():
            _broken_at("the time of a target is told too long", one)


def _off(one: Seen) -> timedelta:
    """By how much is another instant told, as long as it is open?"""
    due, told = one.end.due_at, one.status.due_at
    if one.status.state not in _OPEN or due is None or told is None:
        return timedelta()
    return told - due


def _broken_at(says: str, one: Seen) -> None:
    broken(
        says,
        target=one.status.step,
        event=one.status.ref,
        begun_at=one.begun,
        due_at=one.end.due_at or "not as long as time stands still",
        told=one.status.due_at or "not as long as time stands still",
        state=str(one.status.state),
        judged_at=one.over,
        asked_at=one.look.at,
    )


def _at_what_meets_it(subject: PlanSubject, scene: PlanScene) -> None:
    for one in seen(subject, scene):
        if one.met is None:
            continue
        state = State.MET_LATE if one.end.is_past(one.met) else State.MET
        if one.status.state is not state:
            _broken_at(f"a target that is {words(state)} is told otherwise", one)


def _stood_still(subject: PlanSubject, scene: PlanScene) -> None:
    for one in seen(subject, scene):
        _off_by_a_pause(one)
        if one.status.state not in _OPEN:
            continue
        is_paused = any(since <= one.look.at and until is None for since, until in one.spans)
        if one.end.due_at is None and one.status.due_at is not None:
            _broken_at("an end is told while time stands still", one)
        if (one.status.state is State.PAUSED) is not is_paused:
            _broken_at("it is told otherwise whether time stands still", one)


def _off_by_a_pause(one: Seen) -> None:
    is_late = one.status.state in (State.BREACHED, State.MET_LATE)
    if _off(one) or (is_late and not one.end.is_past(one.over)):
        _broken_at("time that stood still is counted otherwise", one)


def _stopped_in_time(subject: PlanSubject, scene: PlanScene) -> None:
    for one in seen(subject, scene):
        if one.stop is None or one.met is not None:
            continue
        state = State.BREACHED if one.end.is_past(one.stop) else State.STOPPED
        if one.status.state is not state:
            _broken_at(f"a target that was {words(state)} by a stop is told otherwise", one)


def _what_is_left(subject: PlanSubject, scene: PlanScene) -> None:
    for one in seen(subject, scene):
        if one.status.state not in _OPEN:
            if one.status.remaining is not None:
                _broken_left("there is time left of what is decided", one, timedelta())
            continue
        left = _left(one)
        if left is not None and one.status.remaining != left:
            _broken_left("there is another time left than counts until it is due", one, left)


def _left(one: Seen) -> timedelta | None:
    """What is left: until it is due, or since it stands still; None where nobody can say."""
    plan, target, now = one.look.plan, one.target, one.look.at
    since = [x for x, until in one.spans if until is None or now < until]
    if not since:
        return counted(plan, target, now, one.end.at)
    if not isinstance(target.within, Hours | Minutes | WorkingHours | WorkingMinutes):
        return None
    still = max(since[0], one.begun)
    before = [x for x in one.spans if x[0] < since[0]]
    return counted(plan, target, still, ending(plan, target, one.begun, before).at)


def _broken_left(says: str, one: Seen, left: timedelta) -> None:
    broken(
        says,
        target=one.status.step,
        begun_at=one.begun,
        due_at=one.status.due_at or "not as long as time stands still",
        told=one.status.remaining,
        left=left,
        asked_at=one.look.at,
    )


# ------------------------------------------------------------------------------- asking and telling


def _asked_in_time(subject: PlanSubject, scene: PlanScene) -> None:
    asked_at: datetime | None = None
    wakes_at: datetime | None = None
    before: tuple[object, ...] = ()
    for ran in subject.play(scene):
        now = _all(subject, ran.told, ran.at)
        news = any(asked_at is None or asked_at < x.at <= ran.at for x in ran.told)
        is_sooner = wakes_at is None or ran.at < wakes_at
        if asked_at is not None and is_sooner and not news and now != before:
            broken(
                "a target stands otherwise before the host looks again",
                asked_at=asked_at,
                looks_again_at=wakes_at or "never",
                stands_otherwise_by=ran.at,
            )
        wakes_at, asked_at = subject.wakes_at(ran), ran.at
        before = _all(subject, ran.recorded, ran.at)


def _all(subject: PlanSubject, told: Sequence[Event], at: datetime) -> tuple[object, ...]:
    """How the targets of all plans stand, without what runs on by itself."""
    given: tuple[object, ...] = tuple(
        (plan.id, decision(x), x.due_at)
        for plan in subject.plans
        if plan.targets
        for x in subject.watched(plan, told, at)
    )
    return given


def _in_any_order(subject: PlanSubject, scene: PlanScene) -> None:
    for look in looks(subject, scene):
        other = subject.watched(look.plan, look.told[::-1], look.at)
        _as_told("another order of telling", look, other)


def _wherever(subject: PlanSubject, scene: PlanScene) -> None:
    for look in looks(subject, scene):
        for zone in ("Asia/Tokyo", "America/Los_Angeles"):
            shown = look.at.astimezone(ZoneInfo(zone))
            other = subject.watched(look.plan, look.told, shown)
            _as_told(f"the same instant, written in {zone},", look, other)


def _as_told(what: str, look: Look, other: tuple[TargetStatus, ...]) -> None:
    one, then = (Counter((*decision(x), x.due_at) for x in y) for y in (look.statuses, other))
    if one != then:
        broken(
            f"{what} lets targets stand otherwise",
            asked_at=look.at,
            one=[f"{x.step} {x.state}" for x in look.statuses],
            other=[f"{x.step} {x.state}" for x in other],
        )


_NEEDS = (PlanFlag.TARGETS,)

TARGETS: tuple[Law, ...] = (
    Law(
        "TAR-01",
        "from-what-it-counts",
        statement="A target counts from what its plan names: the first, or what waits longest.",
        because="who writes a second time must not wait anew",
        catches="the last message that begins the time again, or a message that nobody counts",
        scenes=met,
        check=_begun,
        needs=_NEEDS,
    ),
    Law(
        "TAR-02",
        "not-breached-too-soon",
        statement="Nothing is breached, or told to be due, before all of its own time is over.",
        because="people are judged by it, and nobody works at night to keep a promise of hours",
        catches="the wall clock for working time, the zone of a server, or days of 24 hours",
        scenes=waited,
        check=_not_too_soon,
        needs=_NEEDS,
    ),
    Law(
        "TAR-03",
        "no-breach-unseen",
        statement="As soon as all of its time is over and it is not met, a target is breached.",
        because="what is seen in the report of the month is seen too late to help the customer",
        catches="a flag that a job sets at night, a day too many, or the last instant itself",
        scenes=waited,
        check=_not_unseen,
        needs=_NEEDS,
    ),
    Law(
        "TAR-04",
        "judged-at-what-meets-it",
        statement="In time is judged at what meets a target, and its last instant is in time.",
        because="an answer was in time whenever somebody looks at it",
        catches="the instant of the report, `<` for `<=`, or the whole day where hours count",
        scenes=met,
        check=_at_what_meets_it,
        needs=_NEEDS,
    ),
    Law(
        "TAR-05",
        "met-by-its-own",
        statement="A target is met by the first that meets it since it began, for its own event.",
        because="an answer to something else is none, and one before the question neither",
        catches="the last answer, one from before, or one to another message",
        scenes=met,
        check=_met_by,
        needs=_NEEDS,
    ),
    Law(
        "TAR-06",
        "no-time-of-pauses",
        statement="Time that stood still is not counted, and as long as it does no end is told.",
        because="nobody answers for the time in which they wait for somebody else",
        catches="the last pause only, a pause that is counted as it was, or none",
        scenes=stood_still,
        check=_stood_still,
        needs=(PlanFlag.TARGETS, PlanFlag.PAUSES),
    ),
    Law(
        "TAR-07",
        "decided-stays-decided",
        statement="What was met, missed or stopped stays so; what was breached can be met late.",
        because="a report of last month must say the same next month",
        catches="a second answer that overwrites the first, or a pause that moves what is over",
        scenes=met_or_paused,
        check=stays_decided,
        needs=_NEEDS,
    ),
    Law(
        "TAR-08",
        "what-is-left",
        statement="What is left is the time that counts until it is due, and a pause keeps it.",
        because="people decide by it what they do next",
        catches="nights and weekends that are left, or a pause that eats what is left",
        scenes=stood_still,
        check=_what_is_left,
        needs=_NEEDS,
    ),
    Law(
        "TAR-09",
        "looked-at-in-time",
        statement="Until the host looks again no target stands otherwise, if nothing happens.",
        because="whoever sleeps through a breach tells nobody of it",
        catches="the last instant in time for the first that is too late, or once a day",
        scenes=waited,
        check=_asked_in_time,
        needs=(PlanFlag.TARGETS, PlanFlag.WAKES),
    ),
    Law(
        "TAR-10",
        "targets-in-any-order",
        statement="In which order a history is told changes no target, not even at one instant.",
        because="a message may come in after the answer to it",
        catches="the last that was told, where the first that happened is meant",
        scenes=met,
        check=_in_any_order,
        needs=_NEEDS,
    ),
    Law(
        "TAR-11",
        "targets-at-one-instant",
        statement="At the same instant a target stands as it does, in whatever zone it is written.",
        because="two offices look at one promise",
        catches="the clock of the server, or its day",
        scenes=waited,
        check=_wherever,
        needs=_NEEDS,
    ),
    Law(
        "TAR-12",
        "stopped-in-time",
        statement="What was stopped in time is not breached; what was breached before it stays so.",
        because="a ticket that was merged needs no answer, and closing it mends no delay",
        catches="clocks that run on after the end, or an end that wipes out what was late",
        scenes=stopped,
        check=_stopped_in_time,
        needs=(PlanFlag.TARGETS, PlanFlag.STOPS),
    ),
)
"""The laws of targets, in the order of their ids."""
