"""Each law of targets and conditions with one short history that breaks it, and ours that keeps it.

The office is open from 9 to 12 and from 13 to 17; an answer is owed within four working hours.
"""

from datetime import datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from postsales import Delivered, Each, Event, First, Hours, Last, Target
from postsales.testing import plans
from postsales.testing.law import LawBroken
from postsales.testing.plans import run, wake, watch
from tests.testing.plans.bad import conditions as facts
from tests.testing.plans.bad import targets as bad
from tests.testing.plans.bad.mistakes import steps_as
from tests.testing.plans.bad.schedules import (
    as_the_server_shows,
    first_told,
    never_paused,
    tomorrow,
)
from tests.testing.plans.given import (
    Agreed,
    Answered,
    Asked,
    Complained,
    Disputed,
    InvoiceDue,
    InvoicePaid,
    Left,
    PaymentReversed,
    Renewed,
    Returned,
)
from tests.testing.plans.owed import ANSWERS, CALLS_BACK, COLLECTION, PROMISES


def on(day: int, hour: str) -> str:
    """A day of March 2026, which is a Sunday on the first, by the clocks of Berlin."""
    return f"2026-03-{day:02d}T{hour}+01:00"


ASKED = Asked(at=on(9, "10:00"), ref="A")  # due on the same Monday at 15:00
AGAIN = Asked(at=on(9, "14:00"), ref="B")
BEFORE = Answered(at=on(9, "09:30"), ref="A")
IN_TIME = Answered(at=on(9, "15:00"), ref="A")
LATE = Answered(at=on(10, "09:00"), ref="A")
ON_ITS_DAY = Answered(at=on(9, "16:00"), ref="A")
TO_ANOTHER = Answered(at=on(9, "11:00"), ref="B")
LEAVES_LATE = Left(at=on(9, "16:00"))
STOPS = Disputed(at=on(9, "11:00"), ref="D")
SHORT = Disputed(at=on(9, "11:40"), ref="D")
GOES_ON = Agreed(at=on(9, "14:00"), ref="D")

BROKEN = [
    ("TAR-01", bad.targets_as(bad.from_the_last), [ASKED, AGAIN], "another event than the oldest"),
    ("TAR-01", lambda *_: (), [Returned(at=on(9, "10:00"))], "counts from something else"),
    ("TAR-02", bad.targets_as(bad.by_the_wall_clock), [ASKED], "told too short"),
    ("TAR-02", bad.plan_as(never_paused), [ASKED, STOPS], "breached before its time is over"),
    ("TAR-03", bad.stands_as(bad.seen_at_night), [ASKED], "is over, and nobody says so"),
    ("TAR-03", bad.targets_as(bad.a_day_later), [Returned(at=on(9, "10:00"))], "told too long"),
    ("TAR-04", bad.stands_as(bad.before_and_not_at), [ASKED, IN_TIME], "is met is told otherwise"),
    ("TAR-04", bad.stands_as(bad.by_its_day), [ASKED, ON_ITS_DAY], "is met late is told otherwise"),
    ("TAR-05", bad.stands_as(bad.by_the_last), [ASKED, IN_TIME, LATE], "met by something else"),
    ("TAR-05", bad.stands_as(bad.by_one_from_before), [BEFORE, ASKED], "met by something else"),
    ("TAR-05", bad.told_as(bad.by_one_to_another), [ASKED, AGAIN, TO_ANOTHER], "something else"),
    ("TAR-06", bad.plan_as(never_paused), [ASKED, STOPS], "while time stands still"),
    ("TAR-06", bad.plan_as(never_paused), [ASKED, SHORT, GOES_ON], "counted otherwise"),
    ("TAR-07", bad.stands_as(bad.closed_is_closed), [ASKED, IN_TIME, LEAVES_LATE], "decided other"),
    ("TAR-07", bad.told_as(bad.overwritten), [ASKED, IN_TIME], "decided otherwise"),
    ("TAR-08", bad.stands_as(bad.left_by_the_wall_clock), [ASKED], "another time left"),
    ("TAR-08", bad.stands_as(bad.eaten_by_a_pause), [ASKED, STOPS], "another time left"),
    ("TAR-10", bad.told_as(first_told), [ASKED, IN_TIME, LATE], "another order of telling"),
    ("TAR-11", bad.at_as(as_the_server_shows), [ASKED], "the same instant"),
    ("TAR-12", bad.plan_as(bad.never_stopped), [ASKED, Left(at=on(9, "12:00"))], "stopped by a"),
    ("TAR-12", bad.stands_as(bad.stopped_is_stopped), [ASKED, LEAVES_LATE], "breached by a stop"),
]
RUNS = [on(9, "11:30"), on(9, "14:30"), on(9, "16:30"), on(11, "16:00"), on(18, "10:00")]


def asked(law: str, history: list[Event], **host: Any) -> None:
    plans.again(law, ANSWERS, history=history, runs=RUNS, **host)


@pytest.mark.parametrize(("law", "watches", "history", "says"), BROKEN)
def test_a_short_history_breaks_it(law: str, watches: Any, history: list[Event], says: str) -> None:
    asked(law, history)
    with pytest.raises(LawBroken, match=says):
        asked(law, history, watches=watches)


def test_time_that_is_left_of_what_is_decided() -> None:
    def left(*told: Any) -> Any:
        return [evolve(x, remaining=timedelta()) for x in watch(*told)]

    with pytest.raises(LawBroken, match="time left of what is decided"):
        plans.again("TAR-08", ANSWERS, history=[ASKED], runs=RUNS[-1:], watches=left)


def test_a_look_once_a_day_is_too_late_for_hours() -> None:
    asked("TAR-09", [ASKED])
    with pytest.raises(LawBroken, match="stands otherwise before the host looks again"):
        asked("TAR-09", [ASKED], runner=run, wakes=tomorrow, watches=watch)


@pytest.mark.parametrize("law", [x for x in plans.ALL if x.id.startswith("TAR")])
class TestOurs:
    """Whatever the plan, ours keep them: new rounds, what is opened again, what follows a step."""

    def test_answers(self, law: Any) -> None:
        history = [
            *(BEFORE, ASKED, AGAIN, STOPS, IN_TIME, LATE, GOES_ON, TO_ANOTHER),
            Returned(at=on(9, "12:00")),
            Renewed(at=on(12, "10:00")),
            Left(at=on(17, "10:00")),
        ]
        asked(law.id, history)

    def test_promises(self, law: Any) -> None:
        history: list[Event] = [
            InvoiceDue(at=on(1, "10:00"), ref="A"),
            InvoiceDue(at=on(2, "10:00"), ref="B"),
            InvoicePaid(at=on(4, "10:00"), ref="A"),
            InvoicePaid(at=on(6, "10:00"), ref="B"),
            PaymentReversed(at=on(9, "10:00"), ref="A"),
            Complained(at=on(10, "10:00"), ref="X"),
        ]
        plans.again(law.id, PROMISES, history=history, runs=[on(3, "10:00"), *RUNS])

    def test_what_a_stop_or_a_pause_names_is_told_after_it(self, law: Any) -> None:
        at = on(2, "10:00")
        one, other = InvoiceDue(at=at, ref="A"), InvoiceDue(at=on(4, "10:00"), ref="B")
        runs = [on(3, "10:00"), *RUNS]
        for halt in (Left(at=at, ref="B"), Complained(at=at, ref="B")):
            plans.again(law.id, PROMISES, history=[one, halt, other], runs=runs)

    def test_one_of_two_that_were_asked_at_once_begins_anew(self, law: Any) -> None:
        other = Asked(at=ASKED.at, ref="B")
        anew = Renewed(at=on(9, "10:30"), ref="A")
        asked(law.id, [ASKED, other, anew])

    def test_what_is_asked_as_a_round_begins_may_be_answered_or_stopped_at_once(
        self, law: Any
    ) -> None:
        anew = Renewed(at=ASKED.at, ref="A")
        for over in (Answered(at=ASKED.at, ref="A"), Left(at=ASKED.at)):
            asked(law.id, [ASKED, over, anew])

    def test_what_follows_a_step(self, law: Any) -> None:
        told = Delivered({"tee": 1}, at=on(6, "10:00"))
        answer = Answered(at=on(9, "12:00"))
        plans.again(law.id, CALLS_BACK, history=[told, answer], runs=RUNS)

    def test_its_own_event_neither_meets_nor_stops_it(self, law: Any) -> None:
        steps = [
            Target("again", after=First(Asked), within=Hours(4), met_by=Asked),
            Target("next", after=Each(Asked), within=Hours(4), met_by=[Answered, Asked]),
            Target("sorry", after=Last(Left), within=Hours(4), met_by=Answered),
        ]
        plan = evolve(ANSWERS, pauses=[], steps=steps)
        at_once = [ASKED, Left(at=ASKED.at), Asked(at=ASKED.at, ref="B")]
        plans.again(law.id, plan, history=at_once, runs=RUNS)
        plans.again(law.id, plan, history=[ASKED, Left(at=ASKED.at), AGAIN], runs=RUNS)

    def test_a_fresh_round_counts_what_happens_as_it_begins(self, law: Any) -> None:
        plan = evolve(ANSWERS, new_round="fresh")
        before = Asked(at=on(9, "09:00"), ref="C")
        anew = Renewed(at=ASKED.at, ref="R")
        for over in (Answered(at=ASKED.at, ref="A"), Left(at=ASKED.at)):
            plans.again(law.id, plan, history=[before, ASKED, over, anew], runs=RUNS)


def test_what_is_told_apart_is_drawn_with_a_ref_also_where_it_meets_something() -> None:
    step = Target("next", after=Each(Asked), within=Hours(4), met_by=Asked)
    plans.check(evolve(ANSWERS, steps=[step]), only="TAR-05", seed=1)()


DUE = [InvoiceDue(at=on(1, "10:00"), ref="A")]
MAY_BE: Any = {"is_friend": ["yes", "no"]}


@pytest.mark.parametrize(
    ("law", "host", "says"),
    [
        ("FAC-01", {"runner": steps_as(facts.unconditional)}, "its condition does not hold"),
        ("FAC-02", {"runner": facts.facts_as(facts.missing_is_zero)}, "nobody knows whether"),
        ("FAC-03", {"runner": steps_as(facts.for_the_whole_plan)}, "has no condition"),
        ("FAC-04", {"asks": facts.in_silence}, "nobody is asked for a fact"),
        ("FAC-04", {"asks": lambda *_: ("weather",)}, "nobody is asked|no step needs"),
    ],
)
def test_facts(law: str, host: Any, says: str) -> None:
    knows = {"is_friend": "yes"} if law == "FAC-01" else {}
    given: Any = {"history": DUE, "runs": RUNS, "facts": MAY_BE, "knows": knows}
    plans.again(law, COLLECTION, **given)
    with pytest.raises(LawBroken, match=says):
        plans.again(law, COLLECTION, **given, **host)


def test_what_goes_out_by_no_value() -> None:
    def only_unknown(some: Any, told: Any, *others: Any) -> Any:
        rules, subject, at, known = others
        return () if known else run(some, told, rules, subject, at, {"is_friend": "no"})

    with pytest.raises(LawBroken, match="it lets go in no way"):
        plans.again("FAC-03", COLLECTION, history=DUE, runs=RUNS, facts=MAY_BE, runner=only_unknown)


def test_a_question_that_no_step_has() -> None:
    def more(*told: Any) -> Any:
        return [*plans.ask(*told), "weather"]

    with pytest.raises(LawBroken, match="no step needs to know"):
        plans.again("FAC-04", COLLECTION, history=DUE, runs=RUNS, facts=MAY_BE, asks=more)


def test_the_host_wakes_when_a_breach_begins() -> None:
    rules = plans.check(ANSWERS).subject.rules
    found = wake([ANSWERS], [ASKED], rules, "C-7", datetime.fromisoformat(on(9, "14:30")))
    assert found == datetime.fromisoformat(on(9, "15:00:00.000001"))
