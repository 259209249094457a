"""By when does somebody have to do something, did they, and how much time is left?"""

from datetime import timedelta

import pytest

from postsales import Days, During, Event, First, Hours, WorkingDays, WorkingHours, schedules
from postsales.schedules import Each, Oldest, Plan, Target, TargetStatus, Wait
from tests.schedules.given import (
    DAILY,
    OFFICE,
    Again,
    Arrived,
    Due,
    Held,
    Left,
    Paid,
    PaidBack,
    Released,
    Replied,
    Wrote,
    berlin,
    told,
)

WAITING = Oldest(Wrote, until=Replied)


TWELVE = WorkingHours(12)


def plan(within: Wait = TWELVE, **options: object) -> Plan:
    given = {"after": First(Wrote), "met_by": Replied, **options}
    return Plan(
        id="support",
        version="1",
        calendar=OFFICE,
        pauses=[During(Held, Released)],
        stops=[Left],
        resets=[Again],
        steps=[Target("reply", within=within, **given)],  # type: ignore[arg-type]
    )


def wrote(at: str, ref: str = "") -> Wrote:
    return Wrote(at=berlin(at), ref=ref)


def replied(at: str, ref: str = "") -> Replied:
    return Replied(at=berlin(at), ref=ref)


def stands(asked: Plan, history: list[Event], at: str) -> TargetStatus:
    return schedules.status(asked, history, subject="T-1", at=berlin(at))["reply"]


FRIDAY = wrote("2026-03-20 15:00")
LEFT_IN_TIME = Left(at=berlin("2026-03-23 10:00"))
LEFT_LATE = Left(at=berlin("2026-03-24 12:00"))
ANEW = Again(at=berlin("2026-03-25 09:00"))


@pytest.mark.parametrize(
    ("events", "at", "state", "due", "left"),
    [
        ([], "2026-03-20 15:00", "running", "2026-03-24 11:00", 12),
        ([], "2026-03-23 09:30", "running", "2026-03-24 11:00", 9.5),
        ([], "2026-03-22 12:00", "running", "2026-03-24 11:00", 10),
        ([], "2026-03-24 11:00", "running", "2026-03-24 11:00", 0),
        ([], "2026-03-24 11:01", "breached", "2026-03-24 11:00", None),
        ([replied("2026-03-24 11:00")], "2026-03-25 09:00", "met", "2026-03-24 11:00", None),
        ([replied("2026-03-24 11:01")], "2026-03-25 09:00", "met_late", "2026-03-24 11:00", None),
        ([replied("2026-03-20 14:59")], "2026-03-20 16:00", "running", "2026-03-24 11:00", 11),
        ([Held(at=berlin("2026-03-20 16:00"))], "2026-03-23 12:00", "paused", "", 11),
        (
            [Held(at=berlin("2026-03-20 16:00")), Released(at=berlin("2026-03-23 10:00"))],
            "2026-03-23 12:00",
            "running",
            "2026-03-24 13:00",
            9,
        ),
        (
            [Left(at=berlin("2026-03-23 10:00"))],
            "2026-03-25 12:00",
            "stopped",
            "2026-03-24 11:00",
            None,
        ),
        (
            [Left(at=berlin("2026-03-24 12:00"))],
            "2026-03-25 12:00",
            "breached",
            "2026-03-24 11:00",
            None,
        ),
        (
            [Again(at=berlin("2026-03-25 09:00"))],
            "2026-03-25 10:00",
            "running",
            "2026-03-26 13:00",
            11,
        ),
    ],
)
def test_a_first_reply_within_twelve_working_hours(
    events: list[Event], at: str, state: str, due: str, left: float | None
) -> None:
    found = stands(plan(), [FRIDAY, *events], at)
    assert (str(found.state), told(found.due_at)) == (state, due)
    assert found.remaining == (None if left is None else timedelta(hours=left))


def test_how_late_it_is_counts_working_time_too() -> None:
    found = stands(plan(), [FRIDAY, replied("2026-03-25 10:00")], "2026-03-27 09:00")
    assert found.overdue == timedelta(hours=7)
    assert stands(plan(), [FRIDAY], "2026-03-25 10:00").overdue == timedelta(hours=7)


@pytest.mark.parametrize(
    ("events", "state", "late"),
    [
        ([LEFT_IN_TIME], "stopped", None),
        ([LEFT_IN_TIME, replied("2026-03-24 10:00")], "stopped", None),
        ([LEFT_IN_TIME, replied("2026-03-25 10:00")], "stopped", None),
        ([LEFT_LATE], "breached", 1),
        ([LEFT_LATE, replied("2026-03-25 10:00")], "breached", 1),
        ([replied("2026-03-23 10:00"), LEFT_IN_TIME], "met", None),
        ([replied("2026-03-23 09:00"), LEFT_LATE], "met", None),
    ],
    ids=[
        "stopped in time",
        "an answer after the stop keeps nothing",
        "nor does it break anything",
        "broken before it was stopped, and no later than that",
        "and an answer does not change it",
        "answered and stopped at one instant",
        "answered before",
    ],
)
def test_what_was_stopped_in_time_is_neither_kept_nor_broken(
    events: list[Event], state: str, late: int | None
) -> None:
    found = stands(plan(), [FRIDAY, *events], "2026-04-01 12:00")
    assert str(found.state) == state
    assert found.overdue == (None if late is None else timedelta(hours=late))
    assert (found.met_at is None) is (state != "met")


@pytest.mark.parametrize(
    ("within", "due", "last_day"),
    [
        (Hours(4), "2026-03-20 19:00", None),
        (Hours(0), "2026-03-20 15:00", None),
        (WorkingHours(0), "2026-03-20 15:00", None),
        (WorkingHours(2), "2026-03-20 17:00", None),
        (WorkingDays(3), "2026-03-26 00:00", "2026-03-25"),
        (Days(3), "2026-03-24 00:00", "2026-03-23"),
    ],
)
def test_allowances_of_every_kind(within: Wait, due: str, last_day: str | None) -> None:
    found = stands(plan(within), [FRIDAY], "2026-03-20 15:00")
    assert told(found.due_at) == due
    assert (found.last_day and found.last_day.isoformat()) == last_day


@pytest.mark.parametrize(
    ("at", "state"),
    [("2026-03-25 23:59", "met"), ("2026-03-26 00:00", "met_late")],
)
def test_the_whole_last_day_is_in_time(at: str, state: str) -> None:
    found = stands(plan(WorkingDays(3)), [FRIDAY, replied(at)], "2026-04-01 00:00")
    assert str(found.state) == state


def test_a_pause_that_began_too_late_saves_nothing() -> None:
    held = Held(at=berlin("2026-03-24 12:00"))
    assert str(stands(plan(), [FRIDAY, held], "2026-03-24 13:00").state) == "breached"


def test_a_pause_after_it_was_met_moves_nothing() -> None:
    met = [FRIDAY, replied("2026-03-23 09:30"), Held(at=berlin("2026-03-23 10:00"))]
    found = stands(plan(), met, "2026-03-25 12:00")
    assert (str(found.state), told(found.due_at)) == ("met", "2026-03-24 11:00")


@pytest.mark.parametrize(
    ("stopped", "answered", "state"),
    [
        pytest.param("2026-03-23 10:00", "2026-03-23 11:00", "stopped", id="answered after it"),
        pytest.param("2026-03-23 10:00", "2026-03-27 11:00", "stopped", id="answered too late"),
        pytest.param("2026-03-24 11:01", "2026-03-27 11:00", "breached", id="late before it"),
        pytest.param("2026-03-23 10:00", "2026-03-23 10:00", "met", id="at one instant"),
        pytest.param("2026-03-23 11:00", "2026-03-23 10:00", "met", id="answered before it"),
    ],
)
def test_what_happens_after_a_stop_decides_nothing(stopped: str, answered: str, state: str) -> None:
    history = [FRIDAY, Left(at=berlin(stopped)), replied(answered)]
    found = stands(plan(), history, "2026-03-30 09:00")
    assert str(found.state) == state
    assert (found.met_at is not None) == (state == "met")


def test_a_breach_that_was_stopped_grows_no_more() -> None:
    history = [FRIDAY, Left(at=berlin("2026-03-24 12:00"))]
    assert stands(plan(), history, "2026-03-30 09:00").overdue == timedelta(hours=1)


def test_in_the_instant_in_which_time_stands_still_nothing_is_lost() -> None:
    found = stands(plan(), [FRIDAY, Held(at=berlin("2026-03-23 10:00"))], "2026-03-23 10:00")
    assert (str(found.state), found.due_at, found.remaining) == (
        "paused",
        None,
        timedelta(hours=9),
    )


def test_days_that_stand_still_leave_no_time_to_tell() -> None:
    found = stands(plan(Days(3)), [FRIDAY, Held(at=berlin("2026-03-21 12:00"))], "2026-03-22 13:00")
    assert (str(found.state), found.due_at, found.remaining) == ("paused", None, None)


def test_nothing_has_begun() -> None:
    assert stands(plan(), [], "2026-03-20 15:00") == TargetStatus(
        step="reply", state=schedules.TargetState.NOT_BEGUN
    )
    ahead = stands(plan(), [FRIDAY], "2026-03-20 14:59")
    assert str(ahead.state) == "not_begun"


CONVERSATION: list[Event] = [
    wrote("2026-03-02 09:00"),
    wrote("2026-03-02 11:00"),
    replied("2026-03-02 12:00"),
    wrote("2026-03-03 10:00"),
    replied("2026-03-04 16:00"),
    replied("2026-03-04 16:30"),
    wrote("2026-03-05 09:30"),
]


def test_the_next_reply_counts_from_the_oldest_message_without_one() -> None:
    asked = plan(WorkingHours(8), after=WAITING)
    found = schedules.targets(asked, CONVERSATION, subject="T-1", at=berlin("2026-03-05 10:00"))
    assert [(told(x.begun_at), str(x.state)) for x in found] == [
        ("2026-03-02 09:00", "met"),
        ("2026-03-03 10:00", "met_late"),
        ("2026-03-05 09:30", "running"),
    ]
    now = stands(asked, CONVERSATION, "2026-03-05 10:00")
    assert told(now.due_at) == "2026-03-06 09:30"


def test_a_round_that_is_over_leaves_nobody_waiting() -> None:
    history = [wrote("2026-03-02 09:00", "m1"), replied("2026-03-02 10:00", "m1"), ANEW]
    asked = plan(WorkingHours(8), after=WAITING)
    assert schedules.targets(asked, history, subject="T-1", at=berlin("2026-03-27 10:00")) == ()
    one = wrote("2026-03-03 09:00", "m2")
    found = stands(asked, [*history, one], "2026-03-25 10:00")
    assert (found.ref, told(found.begun_at)) == ("m2", "2026-03-25 09:00")


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([], [("A", "2026-03-02 11:00", "running")]),
        ([replied("2026-03-02 10:00", "B")], [("A", "2026-03-02 11:00", "running")]),
        ([replied("2026-03-02 10:00", "A")], [("B", "2026-03-02 09:00", "running")]),
        ([replied("2026-03-02 09:30", "B"), replied("2026-03-02 10:00", "A")], []),
    ],
    ids=[
        "A has waited longest before and after",
        "and B was answered meanwhile",
        "A was answered, and B is next",
        "B was answered before A was, and never waited longest",
    ],
)
def test_what_begins_anew_gets_no_younger(
    answers: list[Event], expected: list[tuple[str, str, str]]
) -> None:
    both = [wrote("2026-03-02 09:00", "A"), wrote("2026-03-02 09:00", "B")]
    anew = Again(at=berlin("2026-03-02 11:00"), ref="A")
    asked = plan(WorkingHours(8), after=WAITING)
    at = berlin("2026-03-02 12:00")
    found = schedules.targets(asked, [*both, *answers, anew], subject="T-1", at=at)
    assert [(x.ref, told(x.begun_at), str(x.state)) for x in found] == expected


def test_what_waited_longest_once_is_told_when_something_older_is_opened_again() -> None:
    payment = Oldest(Due, until=Paid, reopened_by=PaidBack)
    asked = plan(Days(14), after=payment, met_by=Paid)
    history: list[Event] = [
        Due(at=berlin("2026-03-01 00:00"), ref="A"),
        Due(at=berlin("2026-03-02 00:00"), ref="B"),
        Paid(at=berlin("2026-03-05 09:00"), ref="A"),
        Paid(at=berlin("2026-03-08 09:00"), ref="B"),
        PaidBack(at=berlin("2026-03-10 09:00"), ref="A"),
    ]
    found = schedules.targets(asked, history, subject="T-1", at=berlin("2026-03-11 10:00"))
    assert [(x.ref, str(x.state)) for x in found] == [
        ("A", "met"),
        ("A", "running"),
        ("B", "met"),
    ]


def test_when_nobody_waits_the_last_wait_is_told() -> None:
    asked = plan(WorkingHours(8), after=WAITING)
    found = stands(asked, CONVERSATION, "2026-03-04 17:00")
    assert (told(found.begun_at), str(found.state)) == ("2026-03-03 10:00", "met_late")


@pytest.mark.parametrize(
    ("ref", "answer"),
    [("", "A"), ("", ""), ("M", ""), ("M", "M")],
    ids=["a name for what has none", "none for none", "none for a name", "by name"],
)
def test_an_answer_ends_what_it_is_about(ref: str, answer: str) -> None:
    asked = plan(WorkingHours(8), after=WAITING)
    history: list[Event] = [wrote("2026-03-02 09:00", ref), replied("2026-03-02 10:00", answer)]
    found = stands(asked, [*history, wrote("2026-03-03 09:00", "N")], "2026-03-03 09:00")
    assert (found.ref, str(found.state)) == ("N", "running")


def test_what_is_answered_in_the_same_second_is_a_wait_all_the_same() -> None:
    asked = plan(WorkingHours(8), after=WAITING)
    history: list[Event] = [wrote("2026-03-02 09:00", "A"), replied("2026-03-02 09:00", "A")]
    assert str(stands(asked, history, "2026-03-02 10:00").state) == "met"


def test_parcels_are_looked_at_each_within_its_days() -> None:
    asked = plan(WorkingDays(2), after=Each(Arrived), met_by=Released)
    history: list[Event] = [
        Arrived(at=berlin("2026-03-02 09:00"), ref="P1"),
        Arrived(at=berlin("2026-03-03 09:00"), ref="P2"),
        Released(at=berlin("2026-03-03 09:30"), ref="P2"),
    ]
    found = schedules.targets(asked, history, subject="T-1", at=berlin("2026-03-05 10:00"))
    assert [(x.ref, str(x.state)) for x in found] == [("P1", "breached"), ("P2", "met")]
    assert stands(asked, history, "2026-03-05 10:00").ref == "P1"


def test_what_goes_on_is_told_before_what_was_stopped() -> None:
    asked = plan(WorkingDays(2), after=Each(Arrived), met_by=Released)
    one = Arrived(at=berlin("2026-03-02 09:00"), ref="P1")
    stopped, other = (
        Left(at=berlin("2026-03-02 12:00")),
        Arrived(at=berlin("2026-03-03 09:00"), ref="P2"),
    )
    found = stands(asked, [one, stopped, other], "2026-03-03 10:00")
    assert (found.ref, str(found.state)) == ("P2", "running")
    assert str(stands(asked, [one, stopped], "2026-03-03 10:00").state) == "stopped"


def test_round_the_clock_is_a_calendar_too() -> None:
    step = Target("reply", after=First(Wrote), within=WorkingHours(12), met_by=Replied)
    always = Plan(id="p", version="1", calendar=DAILY, steps=[step])
    assert told(stands(always, [wrote("2026-03-28 20:00")], "2026-03-28 20:00").due_at) == (
        "2026-03-29 09:00"
    )
