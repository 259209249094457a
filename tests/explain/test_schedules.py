"""What is due next and how the clocks stand, in words."""

import pytest
from attrs import evolve

from postsales import (
    Days,
    During,
    Event,
    First,
    Holidays,
    WorkingDays,
    WorkingHours,
    WrongType,
    explain,
    not_met,
    schedules,
)
from postsales.schedules import Action, Each, Every, Plan, Step, StepDone, Target, Wait
from postsales.schedules.messages import ACTIONS, TARGETS
from tests.schedules.given import (
    DAILY,
    OFFICE,
    Arrived,
    Bought,
    Due,
    Left,
    Paid,
    Replied,
    Wrote,
    berlin,
)

CARE = Plan(
    id="care",
    version="1",
    calendar=DAILY,
    stops=[Left],
    steps=[
        Action("thanks", after=First(Arrived), wait=Days(2), expires=Days(3)),
        Action("ask_for_review", after=First(Arrived), wait=Days(21), unless=[Paid]),
        Action("visit", after=First(Bought), every=Every(Days(30), times=2)),
        Action("remind", after=Each(Due), when=lambda facts: not_met("dispute")),
    ],
)
HISTORY: list[Event] = [
    Bought(at=berlin("2026-03-01 10:00")),
    Arrived(at=berlin("2026-03-09 11:00")),
    Due(at=berlin("2026-03-10 00:00"), ref="INV-7"),
    StepDone("care/C-7/visit//1", at=berlin("2026-03-02 09:00")),
]
TOO_LATE = "too late from Sunday, 15 March 2026 at 00:00 on"


def said(history: list[Event], at: str, locale: str = "en") -> str:
    some = schedules.occurrences(CARE, history, subject="C-7", at=berlin(at))
    return explain.schedule(some, locale=locale, zone="Europe/Berlin")


def test_every_word_has_its_sentence() -> None:
    assert {*ACTIONS} == {*schedules.OccurrenceState}
    assert {*TARGETS} == {*schedules.TargetState}


def test_what_is_due_first_comes_first() -> None:
    assert said(HISTORY, "2026-03-12 09:00").splitlines() == [
        "care, for C-7",
        "=============",
        "",
        "- visit: done on Monday, 2 March 2026 at 09:00",
        "- remind of INV-7: due since Tuesday, 10 March 2026 at 00:00, and held back: dispute",
        f"- thanks: due since Wednesday, 11 March 2026 at 11:00 ({TOO_LATE})",
        "- ask for review: to be done on Monday, 30 March 2026 at 11:00",
        "- visit, number 2: to be done on Tuesday, 31 March 2026 at 10:00",
    ]


def test_in_german() -> None:
    told = said([*HISTORY, Left(at=berlin("2026-03-20 00:00"))], "2026-04-01 09:00", "de")
    assert "- thanks: wird nicht mehr gemacht, denn es ist etwas geschehen, das es beendet" in told
    assert "- visit: erledigt am Montag, 2. März 2026 um 09:00" in told


@pytest.mark.parametrize(
    ("events", "at", "says"),
    [
        ([], "2026-03-20 15:00", "- reply: not begun"),
        (
            [Wrote(at=berlin("2026-03-20 15:00"))],
            "2026-03-23 09:30",
            "- reply: until Tuesday, 24 March 2026 at 11:00; 9 hours and 30 minutes left",
        ),
        (
            [Wrote(at=berlin("2026-03-20 15:00")), Replied(at=berlin("2026-03-24 11:00"))],
            "2026-03-25 09:30",
            "- reply: met on Tuesday, 24 March 2026 at 11:00, in time",
        ),
        (
            [Wrote(at=berlin("2026-03-20 15:00"))],
            "2026-03-25 09:01",
            "- reply: not met, 6 hours and 1 minute late",
        ),
        (
            [Wrote(at=berlin("2026-03-20 15:00"))],
            "2026-03-24 11:00",
            "- reply: until Tuesday, 24 March 2026 at 11:00; 0 minutes left",
        ),
    ],
)
def test_clocks(events: list[Event], at: str, says: str) -> None:
    step = Target("reply", after=First(Wrote), within=WorkingHours(12), met_by=Replied)
    plan = Plan(id="support", version="1", calendar=OFFICE, steps=[step])
    stand = schedules.status(plan, events, subject="T-1", at=berlin(at))
    told = explain.schedule([], stand.values(), locale="en", zone="Europe/Berlin")
    assert told.splitlines()[-1] == says


@pytest.mark.parametrize(
    ("within", "locale", "says"),
    [
        (WorkingHours(12), "en", "- reply: on hold; 10 hours and 30 minutes left"),
        (WorkingHours(12), "de", "- reply: ruht; noch 10 Stunden und 30 Minuten"),
        (Days(3), "en", "- reply: on hold"),
        (Days(3), "de", "- reply: ruht"),
    ],
    ids=["in hours", "in German", "in days nobody can say", "nor in German"],
)
def test_a_clock_on_hold_says_what_is_left(within: Wait, locale: str, says: str) -> None:
    step = Target("reply", after=First(Wrote), within=within, met_by=Replied)
    still = [During(Due, Paid)]
    plan = Plan(id="support", version="1", calendar=OFFICE, steps=[step], pauses=still)
    events = [Wrote(at=berlin("2026-03-20 15:00")), Due(at=berlin("2026-03-20 16:30"))]
    stand = schedules.status(plan, events, subject="T-1", at=berlin("2026-03-25 12:00"))
    told = explain.schedule([], stand.values(), locale=locale, zone="Europe/Berlin")
    assert told.splitlines()[-1] == says


# Nobody knows the holidays after the twentieth of March.
UNSURE = evolve(OFFICE, holidays=Holidays([], since="2026-03-01", until="2026-03-20"))


@pytest.mark.parametrize(
    ("days", "english", "german"),
    [
        (1, "", ""),
        (
            2,
            "; 1 working day that it counts could be a holiday",
            "; 1 Arbeitstag, der dafür zählt, könnte ein Feiertag sein",
        ),
        (
            3,
            "; 2 working days that it counts could be holidays",
            "; 2 Arbeitstage, die dafür zählen, könnten Feiertage sein",
        ),
    ],
    ids=["all known", "one", "two"],
)
def test_days_that_could_be_holidays_are_told(days: int, english: str, german: str) -> None:
    # Written on a Thursday: the first working day after it is the last that is known.
    wrote: list[Event] = [Wrote(at=berlin("2026-03-19 15:00"))]
    steps: list[Step] = [
        Target("reply", after=First(Wrote), within=WorkingDays(days), met_by=Replied),
        Action("ask", after=First(Wrote), wait=WorkingDays(days), unless=Replied),
    ]
    plan = Plan(id="support", version="1", calendar=UNSURE, steps=steps)

    def told(history: list[Event], at: str, locale: str) -> list[str]:
        some = schedules.occurrences(plan, history, subject="T-1", at=berlin(at))
        clocks = schedules.targets(plan, history, subject="T-1", at=berlin(at))
        lines = explain.schedule(some, clocks, locale=locale, zone="Europe/Berlin").splitlines()
        return [x for x in lines if x.startswith("- ")]

    for at in ("2026-03-19 16:00", "2026-03-31 16:00"):
        assert all(x.endswith(english) for x in told(wrote, at, "en"))
        assert all(x.endswith(german) for x in told(wrote, at, "de"))
        assert any("holiday" in x for x in told(wrote, at, "en")) == bool(english)
    answered = [*wrote, Replied(at=berlin("2026-03-20 09:00"))]
    assert not any("holiday" in x for x in told(answered, "2026-03-31 16:00", "en"))


def test_text_of_a_history_never_becomes_markup() -> None:
    history: list[Event] = [Due(at=berlin("2026-03-10 00:00"), ref="**bold**")]
    some = schedules.occurrences(CARE, history, subject="<b>", at=berlin("2026-03-11 00:00"))
    told = explain.schedule_markdown(some, locale="en", zone="UTC")
    assert "**bold**" not in told
    assert "<b>" not in told


def test_only_occurrences_are_explained() -> None:
    with pytest.raises(WrongType, match="what schedules"):
        explain.schedule(["review"], locale="en", zone="UTC")  # type: ignore[list-item]
