"""A plan that begins anew: what is a round, and which record counts for it?"""

from collections.abc import Sequence

import pytest

from postsales import Days, Delivered, Each, Enrolled, Event, First, Last, WorkingHours, schedules
from postsales.followups import first_thirty_days
from postsales.schedules import Action, AfterStep, Anchor, Oldest, Plan, StepDone, Target
from tests.schedules.given import (
    DAILY,
    OFFICE,
    Again,
    Arrived,
    Due,
    Left,
    Replied,
    Wrote,
    berlin,
    due,
    stands,
)


def plan(anchor: Anchor, **options: object) -> Plan:
    steps = [Action("call", after=anchor, wait=Days(1))]
    given = {"calendar": DAILY, "resets": [Again], "stops": [Left], "steps": steps, **options}
    return Plan(id="p", version="1", **given)  # type: ignore[arg-type]


def again(at: str, ref: str = "") -> Again:
    return Again(at=berlin(at), ref=ref)


def done(at: str, key: str = "call//1") -> StepDone:
    return StepDone(f"p/C-7/{key}", at=berlin(at))


CAME = Arrived(at=berlin("2026-03-09 11:00"))
CALLED = done("2026-03-10 11:00")


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([], ("call//1", "due", "2026-03-10 11:00"), id="a first round"),
        pytest.param([CALLED], ("call//1", "done", "2026-03-10 11:00"), id="done"),
        pytest.param(
            [CALLED, again("2026-03-11 09:00")],
            ("call//1/1", "due", "2026-03-12 09:00"),
            id="begun anew after it was done",
        ),
        pytest.param(
            [CALLED, again("2026-03-11 09:00"), done("2026-03-12 09:00", "call//1/1")],
            ("call//1/1", "done", "2026-03-12 09:00"),
            id="and done in that round",
        ),
        pytest.param(
            [
                CALLED,
                again("2026-03-11 09:00", "E1"),
                again("2026-03-11 09:00", "E1"),
                done("2026-03-12 09:00", "call//1/1"),
            ],
            ("call//1/1", "done", "2026-03-12 09:00"),
            id="told twice it is one round",
        ),
        pytest.param(
            [CALLED, again("2026-03-11 09:00", "E1"), again("2026-03-12 09:00", "E2")],
            ("call//1/2", "due", "2026-03-13 09:00"),
            id="two are two rounds",
        ),
        pytest.param(
            [CALLED, again("2026-03-08 12:00")],
            ("call//1", "done", "2026-03-10 11:00"),
            id="before the parcel came there was nothing to begin anew",
        ),
        pytest.param(
            [CALLED, again("2026-03-09 11:00")],
            ("call//1", "done", "2026-03-10 11:00"),
            id="nor when it came",
        ),
        pytest.param(
            [CALLED, again("2026-03-10 10:00")],
            ("call//1/1", "done", "2026-03-11 10:00"),
            id="told late, what was done since counts for it",
        ),
        pytest.param(
            [CALLED, again("2026-03-10 11:00")],
            ("call//1/1", "due", "2026-03-11 11:00"),
            id="what was done at that instant was about the round before",
        ),
        pytest.param(
            [again("2026-03-10 11:00"), done("2026-03-10 11:00", "call//1/1")],
            ("call//1/1", "done", "2026-03-11 11:00"),
            id="unless its key names the new round, for then it is done",
        ),
        pytest.param(
            [CALLED, again("2026-03-20 09:00")],
            ("call//1", "done", "2026-03-10 11:00"),
            id="ahead it is no round yet",
        ),
    ],
)
def test_rounds(events: Sequence[Event], expected: tuple[str, str, str]) -> None:
    ((key, told),) = stands(plan(First(Arrived)), [CAME, *events], "2026-03-15 00:00").items()
    assert (key, *told) == expected


def test_a_parcel_that_comes_after_the_enrolment_is_in_the_new_round() -> None:
    told = [CAME, CALLED, again("2026-06-01 09:00"), Arrived(at=berlin("2026-06-05 11:00"))]
    assert due(plan(Last(Arrived)), told, "2026-06-06 11:00") == ["call//1/1"]


def test_parcels_are_begun_anew_each_for_itself() -> None:
    told: list[Event] = [
        Arrived(at=berlin("2026-03-01 11:00"), ref="A"),
        again("2026-03-05 09:00"),
        Arrived(at=berlin("2026-03-09 11:00"), ref="B"),
    ]
    assert due(plan(Each(Arrived)), told, "2026-03-15 00:00") == ["call/A/1/1", "call/B/1"]


@pytest.mark.parametrize(
    ("ref", "keys"),
    [
        ("A", ["call/A/1/1"]),
        ("", ["call/A/1/1", "call/B/1/1"]),
        ("contract", ["call/A/1/1", "call/B/1/1"]),
    ],
    ids=["the parcel that it names", "all parcels", "what names no parcel is about all"],
)
@pytest.mark.parametrize("way", ["carried", "fresh"])
def test_what_is_begun_anew(ref: str, keys: list[str], way: str) -> None:
    told: list[Event] = [
        Arrived(at=berlin("2026-03-01 10:00"), ref="A"),
        Arrived(at=berlin("2026-03-01 10:00"), ref="B"),
        done("2026-03-02 10:00", "call/A/1"),
        done("2026-03-02 10:00", "call/B/1"),
        again("2026-03-05 10:00", ref),
    ]
    found = stands(plan(Each(Arrived), new_round=way), told, "2026-03-15 00:00")
    if way == "carried":
        assert [x for x, (state, _) in found.items() if state == "due"] == keys
    else:
        # What was not begun anew is there, and done, as it was.
        assert {*found} == ({"call/B/1"} if ref == "A" else set())


def test_a_clock_runs_on_that_is_not_begun_anew() -> None:
    step = Target("reply", after=Each(Wrote), within=WorkingHours(4), met_by=Replied)
    told = [
        Wrote(at=berlin("2026-03-09 10:00"), ref="M1"),
        Wrote(at=berlin("2026-03-09 10:00"), ref="M2"),
        again("2026-03-09 12:00", "M1"),
    ]
    asked = plan(Each(Wrote), calendar=OFFICE, steps=[step])
    some = schedules.targets(asked, told, subject="C-7", at=berlin("2026-03-09 13:00"))
    assert {x.ref: x.begun_at for x in some} == {
        "M1": berlin("2026-03-09 12:00"),
        "M2": berlin("2026-03-09 10:00"),
    }


def test_a_step_after_a_step_is_in_the_round_of_its_chain() -> None:
    thanks = Action("thanks", after=AfterStep("call"), wait=Days(1))
    chain = plan(First(Arrived), steps=[*plan(First(Arrived)).steps, thanks])
    told = [CAME, CALLED, done("2026-03-11 12:00", "thanks//1")]
    assert due(chain, told, "2026-03-15 00:00") == []
    told.append(again("2026-03-12 09:00"))
    assert due(chain, told, "2026-03-15 00:00") == ["call//1/1"]
    told.append(done("2026-03-13 10:00", "call//1/1"))
    assert due(chain, told, "2026-03-15 00:00") == ["thanks//1/1"]


def test_a_stop_at_the_instant_at_which_it_begins_anew_ended_the_round_before() -> None:
    told = [CAME, Left(at=berlin("2026-03-10 09:00")), again("2026-03-10 09:00")]
    assert due(plan(First(Arrived)), told, "2026-03-15 00:00") == ["call//1/1"]


@pytest.mark.parametrize(
    ("new_round", "answered", "state"),
    [
        ("fresh", "2026-03-09 10:59", "due"),
        ("fresh", "2026-03-09 11:00", "needless"),
        ("fresh", "2026-03-09 11:01", "needless"),
        ("carried", "2026-03-09 11:00", "due"),
    ],
    ids=["before a fresh round", "at its first instant", "in it", "when one is carried over"],
)
def test_an_answer_at_the_first_instant_of_a_fresh_round_is_in_it(
    new_round: str, answered: str, state: str
) -> None:
    call = Action("call", after=First(Arrived), wait=Days(1), unless=Replied)
    asked = plan(First(Arrived), steps=[call], new_round=new_round)
    came = [CAME] if new_round == "fresh" else [Arrived(at=berlin("2026-03-08 11:00"))]
    told = [*came, again("2026-03-09 11:00"), Replied(at=berlin(answered))]
    ((found, _),) = stands(asked, told, "2026-03-15 00:00").values()
    assert found == state
    stopped = [*came, again("2026-03-09 11:00"), Left(at=berlin("2026-03-09 11:00"))]
    assert due(asked, stopped, "2026-03-15 00:00") == ["call//1/1"]


@pytest.mark.parametrize("anchor", [First(Wrote), Each(Wrote), Oldest(Wrote, until=Replied)])
@pytest.mark.parametrize("way", ["carried", "fresh"])
def test_what_is_asked_and_answered_as_a_round_begins_is_answered(anchor: Anchor, way: str) -> None:
    step = Target("reply", after=anchor, within=WorkingHours(4), met_by=Replied)
    asked = plan(anchor, calendar=OFFICE, steps=[step], new_round=way)
    at = berlin("2026-03-09 10:00")
    told = [Wrote(at=at, ref="M1"), Replied(at=at, ref="M1"), Again(at=at)]
    found = schedules.status(asked, told, subject="C-7", at=berlin("2026-03-10 12:00"))["reply"]
    assert (str(found.state), found.begun_at, found.met_at) == ("met", at, at)


def test_a_clock_that_begins_anew_has_not_been_met_by_then() -> None:
    step = Target("reply", after=First(Wrote), within=WorkingHours(4), met_by=Replied)
    asked = plan(First(Wrote), calendar=OFFICE, steps=[step])
    told = [
        Wrote(at=berlin("2026-03-09 10:00")),
        Replied(at=berlin("2026-03-10 10:00")),
        again("2026-03-10 10:00"),
    ]
    found = schedules.status(asked, told, subject="C-7", at=berlin("2026-03-10 12:00"))["reply"]
    assert (str(found.state), found.begun_at) == ("running", berlin("2026-03-10 10:00"))


def test_who_is_enrolled_twice_by_mistake_is_welcomed_once() -> None:
    days = first_thirty_days(OFFICE)
    came = Delivered({"tee": 1}, at=berlin("2026-03-09 11:00"))
    told: list[Event] = [came, Enrolled(at=berlin("2026-03-09 11:00"), ref="E1")]
    (welcome,) = schedules.due(days, told, subject="C-7", at=berlin("2026-03-10 10:00"))
    told.append(welcome.done(at=berlin("2026-03-10 10:00")))
    for more in ([], told[1:2], [Enrolled(at=berlin("2026-03-08 12:00"))]):
        some = schedules.due(days, [*told, *more], subject="C-7", at=berlin("2026-03-10 16:00"))
        assert [x.step for x in some] == ["thank_you"]


def test_an_invoice_that_lies_ahead_is_begun_by_no_reset() -> None:
    told = [Due(at=berlin("2026-03-20 00:00"), ref="A"), again("2026-03-10 09:00")]
    assert stands(plan(Each(Due)), told, "2026-03-15 00:00") == {
        "call/A/1": ("pending", "2026-03-21 00:00")
    }
