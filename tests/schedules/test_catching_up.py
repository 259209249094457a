"""What is done about actions that are overdue, and what stops, pauses and begins a plan anew."""

import pytest
from attrs import evolve

from postsales import Days, During, Each, Event, First, Hours, WorkingDays, WorkingHours, schedules
from postsales.schedules import Action, CatchUp, Oldest, Plan, StepDone
from tests.schedules.given import (
    DAILY,
    OFFICE,
    Again,
    Arrived,
    Due,
    Held,
    Left,
    Paid,
    Released,
    Replied,
    berlin,
    due,
    stands,
)

LEVELS = [("reminder", 7), ("second", 21), ("last", 35)]
OPEN = Oldest(Due, until=Paid)
DISPUTE = During(Held, Released)


def ladder(catch_up: str) -> Plan:
    steps = [Action(key, after=OPEN, wait=Days(n)) for key, n in LEVELS]
    return Plan(id="p", version="1", calendar=DAILY, catch_up=catch_up, steps=steps)


def history(*done: tuple[str, str]) -> list[Event]:
    told = [StepDone(f"p/C-7/{step}/A/1", at=berlin(at)) for step, at in done]
    return [Due(at=berlin("2026-01-01 00:00"), ref="A"), *told]


@pytest.mark.parametrize(
    ("catch_up", "done", "at", "expected"),
    [
        ("each", [], "2026-01-22 12:00", ["reminder", "second"]),
        ("each", [("second", "2026-01-22 09:00")], "2026-01-22 12:00", ["reminder"]),
        ("latest", [], "2026-01-07 23:59", []),
        ("latest", [], "2026-01-08 00:00", ["reminder"]),
        ("latest", [], "2026-01-22 00:00", ["second"]),
        ("latest", [], "2026-03-22 00:00", ["last"]),
        ("latest", [("second", "2026-01-22 09:00")], "2026-01-23 12:00", []),
        ("latest", [("reminder", "2026-01-08 09:00")], "2026-02-05 00:00", ["last"]),
        ("next", [], "2027-01-22 12:00", ["reminder"]),
        ("next", [("reminder", "2027-01-22 09:00")], "2027-01-22 12:00", []),
        ("next", [("reminder", "2027-01-22 09:00")], "2027-01-23 00:00", ["second"]),
        ("next", [("reminder", "2026-01-08 09:00")], "2026-01-21 23:59", []),
        ("drop", [], "2026-01-08 23:59", ["reminder"]),
        ("drop", [], "2026-01-09 00:00", []),
        ("drop", [], "2026-01-22 12:00", ["second"]),
    ],
)
def test_a_ladder_after_an_outage(
    catch_up: str, done: list[tuple[str, str]], at: str, expected: list[str]
) -> None:
    assert due(ladder(catch_up), history(*done), at) == [f"{x}/A/1" for x in expected]


def test_who_is_not_due_says_why() -> None:
    assert stands(ladder("latest"), history(), "2026-01-22 12:00") == {
        "reminder/A/1": ("overtaken", "2026-01-08 00:00"),
        "second/A/1": ("due", "2026-01-22 00:00"),
        "last/A/1": ("pending", "2026-02-05 00:00"),
    }
    assert stands(ladder("next"), history(), "2026-01-22 12:00")["second/A/1"][0] == "waiting"
    assert stands(ladder("drop"), history(), "2026-01-22 12:00")["reminder/A/1"][0] == "missed"


def test_what_is_dropped_expires_with_its_day() -> None:
    some = schedules.occurrences(
        ladder("drop"), history(), subject="C-7", at=berlin("2026-01-08 12:00")
    )
    assert some[0].expires_at == berlin("2026-01-09 00:00")


def test_invoices_catch_up_each_for_itself() -> None:
    steps = [Action(key, after=Each(Due), wait=Days(n)) for key, n in LEVELS]
    plan = Plan(id="p", version="1", calendar=DAILY, catch_up=CatchUp.LATEST, steps=steps)
    told = [
        Due(at=berlin("2026-01-01 00:00"), ref="A"),
        Due(at=berlin("2026-01-20 00:00"), ref="B"),
    ]
    assert due(plan, told, "2026-01-28 00:00") == ["second/A/1", "reminder/B/1"]


@pytest.mark.parametrize("catch_up", ["latest", "next"])
@pytest.mark.parametrize("kinds", [(First, First), (Each, Each), (First, Each)])
def test_a_parcel_and_a_return_catch_up_each_for_itself(
    catch_up: str, kinds: tuple[type[First], type[First]]
) -> None:
    came, back = kinds
    steps = [
        Action("thanks", after=came(Arrived), wait=Days(1)),
        Action("help", after=back(Left), wait=Days(1)),
    ]
    plan = Plan(id="p", version="1", calendar=DAILY, catch_up=catch_up, steps=steps)
    told = [
        Arrived(at=berlin("2026-03-01 10:00"), ref="O1"),
        Left(at=berlin("2026-03-03 10:00"), ref="O1"),
    ]
    assert [x.split("/")[0] for x in due(plan, told, "2026-03-10 10:00")] == ["thanks", "help"]


def test_steps_of_one_event_catch_up_together_however_it_is_selected() -> None:
    steps = [
        Action("thanks", after=First(Arrived), wait=Days(1)),
        Action("review", after=Each(Arrived), wait=Days(2)),
    ]
    plan = Plan(id="p", version="1", calendar=DAILY, catch_up="latest", steps=steps)
    told = [Arrived(at=berlin("2026-03-01 10:00"), ref="O1")]
    assert due(plan, told, "2026-03-10 10:00") == ["review/O1/1"]


# ------------------------------------------------------------------------------------------ stops

REVIEW = Action("review", after=First(Arrived), wait=Days(21), unless=[Replied])
STOPPABLE = Plan(id="p", version="1", calendar=DAILY, stops=[Left], resets=[Again], steps=[REVIEW])
CAME = Arrived(at=berlin("2026-03-09 11:00"))


@pytest.mark.parametrize(
    ("events", "at", "state"),
    [
        pytest.param([Left(at=berlin("2026-03-09 10:59"))], "2026-03-30 11:00", "due", id="before"),
        pytest.param([Left(at=CAME.at)], "2026-03-30 11:00", "stopped", id="at the same instant"),
        pytest.param([Left(at=berlin("2026-04-02 00:00"))], "2026-04-01 00:00", "due", id="ahead"),
        pytest.param(
            [Left(at=berlin("2026-04-02 00:00"))],
            "2026-04-02 00:00",
            "stopped",
            id="when due",
        ),
        pytest.param(
            [Left(at=berlin("2026-03-20 00:00"))],
            "2026-03-10 00:00",
            "stopped",
            id="known to come before it is due",
        ),
        pytest.param([Replied(at=berlin("2026-03-08 00:00"))], "2026-03-30 11:00", "due", id="old"),
        pytest.param(
            [Replied(at=berlin("2026-03-10 00:00"))], "2026-03-30 11:00", "needless", id="needless"
        ),
        pytest.param(
            [
                StepDone("p/C-7/review//1", at=berlin("2026-03-30 12:00")),
                Left(at=berlin("2026-04-01 00:00")),
            ],
            "2026-04-02 00:00",
            "done",
            id="done before it was stopped",
        ),
    ],
)
def test_what_stops_a_plan(events: list[Event], at: str, state: str) -> None:
    assert stands(STOPPABLE, [CAME, *events], at)["review//1"][0] == state


def test_a_plan_that_begins_anew_counts_from_there_in_a_new_round() -> None:
    told: list[Event] = [
        CAME,
        StepDone("p/C-7/review//1", at=berlin("2026-03-30 12:00")),
        Left(at=berlin("2026-04-01 00:00")),
        Again(at=berlin("2026-05-01 09:00")),
    ]
    assert stands(STOPPABLE, told, "2026-05-02 00:00") == {
        "review//1/1": ("pending", "2026-05-22 09:00")
    }


@pytest.mark.parametrize(
    ("again", "expected"),
    [
        ("2026-03-09 10:59", {"review//1/1": ("pending", "2026-03-30 11:00")}),
        ("2026-03-09 11:00", {"review//1/1": ("pending", "2026-03-30 11:00")}),
        ("2026-03-09 11:01", {}),
        ("2026-04-01 00:00", {"review//1": ("pending", "2026-03-30 11:00")}),
    ],
    ids=["a minute before", "at one instant", "a minute after", "not yet"],
)
def test_a_fresh_round_counts_from_what_happens_in_it(
    again: str, expected: dict[str, tuple[str, str]]
) -> None:
    fresh = evolve(STOPPABLE, new_round="fresh")
    assert stands(fresh, [CAME, Again(at=berlin(again))], "2026-03-10 00:00") == expected


# ----------------------------------------------------------------------------------------- pauses


def paused(*spans: tuple[str, str | None]) -> list[Event]:
    found: list[Event] = []
    for since, until in spans:
        found.append(Held(at=berlin(since)))
        if until is not None:
            found.append(Released(at=berlin(until)))
    return found


@pytest.mark.parametrize(
    ("wait", "spans", "at"),
    [
        pytest.param(Days(7), [("2026-03-11 10:00", "2026-03-11 12:00")], "2026-03-17", id="a day"),
        pytest.param(
            Days(7), [("2026-03-11 10:00", "2026-03-13 12:00")], "2026-03-19", id="three days"
        ),
        pytest.param(
            Days(7),
            [("2026-03-11 10:00", "2026-03-11 12:00"), ("2026-03-11 14:00", "2026-03-11 15:00")],
            "2026-03-17",
            id="one day is one, however often",
        ),
        pytest.param(
            Days(7), [("2026-03-01 10:00", "2026-03-02 12:00")], "2026-03-16", id="before"
        ),
        pytest.param(Days(7), [("2026-03-17 10:00", "2026-03-18 12:00")], "2026-03-16", id="after"),
        pytest.param(
            WorkingDays(2), [("2026-03-10 10:00", "2026-03-10 12:00")], "2026-03-12", id="worked"
        ),
        pytest.param(
            WorkingDays(5), [("2026-03-14 10:00", "2026-03-15 12:00")], "2026-03-16", id="weekend"
        ),
    ],
)
def test_days_that_a_pause_touches_do_not_count(
    wait: Days | WorkingDays, spans: list[tuple[str, str | None]], at: str
) -> None:
    step = Action("a", after=First(Arrived), wait=wait)
    plan = Plan(id="p", version="1", calendar=OFFICE, pauses=[DISPUTE], steps=[step])
    found = stands(plan, [CAME, *paused(*spans)], "2026-03-20 00:00")
    assert found["a//1"][1] == f"{at} 11:00"


@pytest.mark.parametrize(
    ("wait", "at"),
    [
        pytest.param(Days(1), "2026-03-13 00:00", id="a day, and three that stood still"),
        pytest.param(Days(2), "2026-03-14 00:00", id="two days"),
        pytest.param(WorkingDays(1), "2026-03-13 09:00", id="a working day, when it opens"),
    ],
)
def test_days_that_count_from_midnight_are_made_up_for(wait: Days | WorkingDays, at: str) -> None:
    step = Action("a", after=First(Arrived), wait=wait)
    plan = Plan(id="p", version="1", calendar=OFFICE, pauses=[DISPUTE], steps=[step])
    came = Arrived(at=berlin("2026-03-09 00:00"))
    told = [came, *paused(("2026-03-09 00:00", "2026-03-12 08:00"))]
    assert stands(plan, told, "2026-03-20 00:00")["a//1"][1] == at


@pytest.mark.parametrize(
    ("wait", "spans", "at"),
    [
        pytest.param(
            Hours(4), [("2026-03-09 12:00", "2026-03-09 13:30")], "2026-03-09 16:30", id="elapsed"
        ),
        pytest.param(
            WorkingHours(4),
            [("2026-03-09 12:00", "2026-03-09 13:30")],
            "2026-03-09 16:30",
            id="worked",
        ),
        pytest.param(
            WorkingHours(7),
            [("2026-03-09 18:00", "2026-03-10 09:00")],
            "2026-03-10 10:00",
            id="while nobody is there, nothing is lost",
        ),
        pytest.param(
            WorkingHours(7),
            [("2026-03-09 16:00", "2026-03-10 10:00")],
            "2026-03-10 12:00",
            id="two hours of work, over night",
        ),
        pytest.param(
            WorkingHours(6),
            [("2026-03-09 12:00", "2026-03-10 17:00")],
            "2026-03-11 14:00",
            id="a day and five hours of work",
        ),
        pytest.param(
            WorkingHours(6),
            [("2026-03-09 12:00", "2026-03-09 12:30"), ("2026-03-09 13:00", "2026-03-09 13:30")],
            "2026-03-10 10:00",
            id="twice half an hour, over night",
        ),
        pytest.param(
            WorkingHours(5),
            [("2026-03-09 12:00", "2026-03-09 13:00")],
            "2026-03-10 09:00",
            id="used up at a closing, what we do is due at the next opening",
        ),
    ],
)
def test_hours_are_made_up_for(
    wait: Hours | WorkingHours, spans: list[tuple[str, str | None]], at: str
) -> None:
    step = Action("a", after=First(Arrived), wait=wait)
    plan = Plan(id="p", version="1", calendar=OFFICE, pauses=[DISPUTE], steps=[step])
    assert stands(plan, [CAME, *paused(*spans)], "2026-03-20 00:00")["a//1"][1] == at


def test_while_time_stands_still_nothing_is_due() -> None:
    steps = [
        Action("early", after=First(Arrived), wait=Days(1)),
        Action("late", after=First(Arrived), wait=Days(7)),
    ]
    plan = Plan(id="p", version="1", calendar=DAILY, pauses=[DISPUTE], steps=steps)
    told = [CAME, *paused(("2026-03-11 10:00", None))]
    assert stands(plan, told, "2026-03-20 00:00") == {
        "early//1": ("paused", "2026-03-10 11:00"),
        "late//1": ("paused", ""),
    }
    told += [Released(at=berlin("2026-03-20 12:00"))]
    assert stands(plan, told, "2026-03-20 12:00") == {
        "early//1": ("due", "2026-03-10 11:00"),
        "late//1": ("pending", "2026-03-26 11:00"),
    }


def test_a_notice_before_a_milestone_does_not_stand_still() -> None:
    notice = Action("notice", before=First(Due), wait=Days(10))
    plan = Plan(id="p", version="1", calendar=DAILY, pauses=[DISPUTE], steps=[notice])
    told = [Due(at=berlin("2026-03-31 00:00")), *paused(("2026-03-01 10:00", "2026-03-05 10:00"))]
    assert stands(plan, told, "2026-03-22 00:00") == {"notice//1": ("due", "2026-03-21 00:00")}


def test_when_to_ask_again() -> None:
    plan, told = ladder("next"), history(("reminder", "2027-01-22 09:00"))
    now = berlin("2027-01-22 12:00")
    then = schedules.next_change(plan, told, subject="C-7", at=now)
    assert then == berlin("2027-01-23 00:00")
    told = history(*[(step, "2027-01-22 09:00") for step, _ in LEVELS])
    assert schedules.next_change(plan, told, subject="C-7", at=now) is None
