"""Another version of a plan: what was decided stays so, and what is open is answered anew."""

from datetime import timedelta
from typing import Any

import pytest

from postsales import Days, Event, First, Hours, InvalidValue, WrongType, schedules
from postsales.schedules import Action, Each, Plan, PlanBound, Target
from tests.schedules.given import DAILY, Arrived, Left, Replied, Wrote, berlin, told


def plan(version: str, hours: int, name: str = "p") -> Plan:
    reply = Target("reply", after=Each(Wrote), within=Hours(hours), met_by=Replied)
    return Plan(id=name, version=version, calendar=DAILY, stops=[Left], steps=[reply])


OLD, NEW = plan("1", 24), plan("2", 4)
MONDAY = Wrote(at=berlin("2026-03-02 10:00"), ref="M1")
FRIDAY = Wrote(at=berlin("2026-03-06 23:00"), ref="M2")
REBOUND = PlanBound("p", version="2", at=berlin("2026-03-07 10:00"))


def replied(at: str, ref: str = "M1") -> Replied:
    return Replied(at=berlin(at), ref=ref)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([replied("2026-03-02 22:00")], ("met", None)),
        ([replied("2026-03-03 12:00")], ("met_late", 2)),
        ([], ("breached", 118)),
        ([replied("2026-03-08 10:00")], ("met_late", 120)),
        ([Left(at=berlin("2026-03-02 20:00"))], ("stopped", None)),
        ([Left(at=berlin("2026-03-03 13:00"))], ("breached", 3)),
    ],
    ids=[
        "kept under the old one",
        "broken by two hours",
        "broken, and still open",
        "broken, and answered under the new one",
        "stopped in time",
        "stopped when it was broken",
    ],
)
def test_what_was_decided_stays_so(events: list[Event], expected: tuple[str, int | None]) -> None:
    history = [MONDAY, *events, REBOUND]
    (found,) = schedules.targets(
        OLD, history, subject="C-7", at=berlin("2026-03-08 08:00"), versions=[NEW]
    )
    if events == [replied("2026-03-08 10:00")]:
        (found,) = schedules.targets(
            OLD, history, subject="C-7", at=berlin("2026-03-09 08:00"), versions=[NEW]
        )
    state, late = expected
    assert (str(found.state), found.overdue) == (
        state,
        None if late is None else timedelta(hours=late),
    )


def test_what_is_open_has_the_time_of_the_new_one() -> None:
    history = [MONDAY, replied("2026-03-02 22:00"), FRIDAY, REBOUND]
    asked: dict[str, Any] = {"subject": "C-7", "versions": [NEW, OLD]}
    before = schedules.targets(OLD, history, at=berlin("2026-03-07 09:59"), **asked)
    after = schedules.targets(OLD, history, at=berlin("2026-03-07 10:00"), **asked)
    assert [str(x.state) for x in before] == ["met", "running"]
    assert [str(x.state) for x in after] == ["met", "breached"]
    worst = schedules.status(OLD, history, at=berlin("2026-03-07 10:00"), **asked)
    assert worst["reply"].ref == "M2"
    then = schedules.next_change(OLD, history, at=berlin("2026-03-06 23:30"), **asked)
    assert then == REBOUND.at


def test_of_three_versions_the_one_decides_that_held() -> None:
    newest = plan("3", 1)
    history = [
        PlanBound("p", version="1", at=berlin("2026-03-01 00:00")),
        MONDAY,
        replied("2026-03-02 22:00"),
        REBOUND,
        PlanBound("p", version="3", at=berlin("2026-03-08 00:00")),
    ]
    (found,) = schedules.targets(
        newest, history, subject="C-7", at=berlin("2026-03-09 08:00"), versions=[OLD, NEW]
    )
    assert str(found.state) == "met"


def test_steps_that_were_missed_or_stopped_stay_so() -> None:
    def actions(version: str, days: int) -> Plan:
        steps = [
            Action("hello", after=First(Arrived), wait=Days(days), expires=Days(days)),
            Action("review", after=First(Arrived), wait=Days(20), unless=[Replied]),
        ]
        stops = [Left] if version == "1" else []
        return Plan(id="p", version=version, calendar=DAILY, stops=stops, steps=steps)

    came = Arrived(at=berlin("2026-03-01 10:00"))
    old, new = actions("1", 1), actions("2", 10)
    asked: dict[str, Any] = {"subject": "C-7", "at": berlin("2026-03-12 10:00")}
    some = schedules.occurrences(old, [came, REBOUND], versions=[new], **asked)
    assert {x.step: (x.version, str(x.state)) for x in some} == {
        "hello": ("1", "missed"),
        "review": ("2", "pending"),
    }
    stopped = [came, Left(at=berlin("2026-03-01 12:00")), REBOUND]
    assert schedules.due(old, stopped, versions=[new], **asked) == ()
    assert [x.step for x in schedules.due(new, stopped, **asked)] == ["hello"]


@pytest.mark.parametrize(
    ("stopped", "expected"),
    [
        ("2026-03-04 10:00", ("1", "stopped", "2026-03-31 10:00")),
        ("2026-03-07 10:00", ("2", "stopped", "2026-03-03 10:00")),
        ("2026-03-10 10:00", ("2", "due", "2026-03-03 10:00")),
    ],
    ids=["stopped before", "at the instant of the binding", "a stop that is known to come"],
)
def test_a_stop_decides_when_it_has_happened(stopped: str, expected: tuple[str, str, str]) -> None:
    def offers(version: str, days: int) -> Plan:
        steps = [Action("offer", after=First(Arrived), wait=Days(days))]
        return Plan(id="p", version=version, calendar=DAILY, stops=[Left], steps=steps)

    history = [Arrived(at=berlin("2026-03-01 10:00")), REBOUND, Left(at=berlin(stopped))]
    (found,) = schedules.occurrences(
        offers("1", 30),
        history,
        subject="C-7",
        at=REBOUND.at,
        versions=[offers("2", 2)],
    )
    assert (found.version, str(found.state), told(found.at)) == expected


def test_two_versions_at_one_instant_are_refused_by_name() -> None:
    told = [REBOUND, PlanBound("p", version="10", at=REBOUND.at), REBOUND]
    with pytest.raises(InvalidValue, match=r"\['10', '2'\].*two versions of 'p' are bound at 2026"):
        schedules.bound([OLD, NEW, plan("10", 1)], told, at=berlin("2026-03-08 00:00"))
    same = [REBOUND, REBOUND]
    assert schedules.bound([OLD, NEW], same, at=berlin("2026-03-08 00:00")) == NEW


def test_versions_are_those_of_the_plan_and_all_that_the_history_names() -> None:
    asked: dict[str, Any] = {"subject": "C-7", "at": berlin("2026-03-08 00:00")}
    with pytest.raises(InvalidValue, match="versions of 'p' are needed"):
        schedules.targets(OLD, [], versions=[plan("2", 1, "q")], **asked)
    with pytest.raises(InvalidValue, match="version '2' was bound, and is none of"):
        schedules.targets(OLD, [REBOUND], versions=[plan("3", 1)], **asked)
    with pytest.raises(WrongType, match="versions"):
        schedules.targets(OLD, [], versions=["2"], **asked)  # type: ignore[list-item]
