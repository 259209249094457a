"""What ends a step or a clock: stops, answers and payments, for whom, and in which order."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest

from postsales import Days, During, Each, Event, First, Hours, Last, schedules
from postsales.schedules import Action, AfterStep, Anchor, Every, Oldest, Plan, StepDone, Target
from tests.schedules.given import (
    DAILY,
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
    due,
    stands,
    told,
)

UNANSWERED = Oldest(Wrote, until=Replied)
OPEN = Oldest(Due, until=Paid, reopened_by=PaidBack)


def plan(*steps: Action | Target, **options: Any) -> Plan:
    given = {"stops": [Left], "pauses": [During(Held, Released)], **options}
    return Plan(id="p", version="1", calendar=DAILY, steps=steps, **given)


def wrote(at: str, ref: str = "") -> Wrote:
    return Wrote(at=berlin(at), ref=ref)


def left(at: str, ref: str = "") -> Left:
    return Left(at=berlin(at), ref=ref)


def clocks(after: Anchor, history: Sequence[Event], at: str) -> list[tuple[str, str, str]]:
    """Whose clock stands how, and by how many hours it is late."""
    step = Target("reply", after=after, within=Hours(24), met_by=Replied)
    some = schedules.targets(plan(step), history, subject="C-7", at=berlin(at))
    hour = timedelta(hours=1)
    return [
        (x.ref, str(x.state), "" if x.overdue is None else f"{x.overdue / hour:g}") for x in some
    ]


MONDAY, SECOND = wrote("2026-03-02 10:00", "M1"), wrote("2026-03-05 12:00", "M2")


class TestAStopFixesTheAnswer:
    """Before its time was over a target is stopped; after that it was broken, as late as it was."""

    @pytest.mark.parametrize(
        ("events", "expected"),
        [
            ([left("2026-03-02 12:00")], ("stopped", "")),
            ([left("2026-03-03 10:00")], ("stopped", "")),
            ([left("2026-03-03 12:00")], ("breached", "2")),
            ([left("2026-03-02 12:00"), Replied(at=berlin("2026-03-02 13:00"))], ("stopped", "")),
            ([left("2026-03-03 12:00"), Replied(at=berlin("2026-03-06 10:00"))], ("breached", "2")),
            ([left("2026-03-03 12:00"), Replied(at=berlin("2026-03-03 11:00"))], ("met_late", "1")),
            ([left("2026-03-02 12:00"), Replied(at=berlin("2026-03-02 12:00"))], ("met", "")),
            ([left("2026-03-02 12:00"), Held(at=berlin("2026-03-02 14:00"))], ("stopped", "")),
        ],
        ids=[
            "in time",
            "at the last instant",
            "two hours late",
            "what is answered after the stop was stopped all the same",
            "what is answered after a late stop was never met",
            "an answer before the stop counts",
            "at one instant the answer is first",
            "a pause after the stop holds nothing",
        ],
    )
    @pytest.mark.parametrize("at", ["2026-03-06 10:00", "2026-04-06 10:00"])
    def test_whatever_comes_later(
        self, events: list[Event], expected: tuple[str, str], at: str
    ) -> None:
        assert clocks(First(Wrote), [MONDAY, *events], at) == [("", *expected)]

    def test_what_held_it_up_begins_before_the_stop(self) -> None:
        step = Target("reply", after=First(Wrote), within=Hours(24), met_by=Replied)
        history = [MONDAY, left("2026-03-02 12:00"), Held(at=berlin("2026-03-02 14:00"))]
        found = schedules.status(plan(step), history, subject="C-7", at=berlin("2026-03-09 00:00"))
        assert told(found["reply"].due_at) == "2026-03-03 10:00"


class TestTheOldestThatGoesOn:
    """What was stopped is not waited for any more: the next one has its turn."""

    stopped = (MONDAY, left("2026-03-02 12:00"), SECOND)

    def test_the_next_message_has_a_clock(self) -> None:
        expected = [("M1", "stopped", ""), ("M2", "breached", "24")]
        assert clocks(UNANSWERED, self.stopped, "2026-03-07 12:00") == expected

    def test_one_that_was_written_before_the_stop_has_none(self) -> None:
        some = [*self.stopped, wrote("2026-03-02 11:00", "M0")]
        refs = [ref for ref, *_ in clocks(UNANSWERED, some, "2026-03-07 12:00")]
        assert refs == ["M1", "M2"]

    def test_the_next_message_has_its_reminder(self) -> None:
        nudge = plan(Action("nudge", after=UNANSWERED, wait=Hours(12)))
        assert due(nudge, self.stopped, "2026-03-10 12:00") == ["nudge/M2/1"]
        assert stands(nudge, self.stopped[:2], "2026-03-10 12:00") == {
            "nudge/M1/1": ("stopped", "2026-03-02 22:00")
        }

    def test_one_that_was_open_twice_may_wait_twice(self) -> None:
        history = [
            Due(at=berlin("2026-03-01 10:00"), ref="A"),
            Due(at=berlin("2026-03-02 10:00"), ref="B"),
            Paid(at=berlin("2026-03-03 10:00"), ref="A"),
            PaidBack(at=berlin("2026-03-05 10:00"), ref="A"),
            Paid(at=berlin("2026-03-06 10:00"), ref="A"),
        ]
        step = Target("pay", after=OPEN, within=Days(30), met_by=Paid)
        some = schedules.targets(plan(step), history, subject="C-7", at=berlin("2026-03-09 00:00"))
        assert [(x.ref, str(x.state)) for x in some] == [
            ("A", "met"),
            ("A", "met"),
            ("B", "running"),
        ]


class TestWhatIsTold:
    """Of several clocks what is open and worst is told, and what was stopped last of all."""

    @pytest.mark.parametrize(
        ("history", "expected"),
        [
            ([MONDAY, left("2026-03-02 12:00"), SECOND], ("M2", "breached")),
            ([MONDAY, left("2026-03-02 12:00")], ("M1", "stopped")),
            (
                [MONDAY, left("2026-03-02 12:00"), wrote("2026-03-09 23:00", "M3")],
                ("M3", "running"),
            ),
            ([MONDAY, wrote("2026-03-09 23:00", "M3")], ("M1", "breached")),
            (
                [
                    MONDAY,
                    Replied(at=berlin("2026-03-02 12:00"), ref="M1"),
                    SECOND,
                    left("2026-03-05 13:00", "M2"),
                ],
                ("M1", "met"),
            ),
            (
                [
                    Held(at=berlin("2026-03-09 23:30"), ref="M4"),
                    wrote("2026-03-09 23:00", "M3"),
                    wrote("2026-03-09 22:00", "M4"),
                ],
                ("M3", "running"),
            ),
        ],
        ids=[
            "a breach and not the stop before it",
            "a stop where there is nothing else",
            "what is running and not the stop before it",
            "a breach and not what is running",
            "what was answered and not the stop after it",
            "what is running and not what is paused",
        ],
    )
    def test_the_worst(self, history: list[Event], expected: tuple[str, str]) -> None:
        step = Target("reply", after=Each(Wrote), within=Hours(24), met_by=Replied)
        found = schedules.status(plan(step), history, subject="C-7", at=berlin("2026-03-10 00:00"))
        assert (found["reply"].ref, str(found["reply"].state)) == expected


class TestForWhom:
    """What names one of several concerns that one, and what names none concerns all."""

    parcels = (
        Arrived(at=berlin("2026-03-01 10:00"), ref="O1"),
        Arrived(at=berlin("2026-03-01 11:00"), ref="O2"),
    )

    @pytest.mark.parametrize(
        ("anchor", "ref", "expected"),
        [
            (Each(Arrived), "O1", ["ask/O2/1"]),
            (Each(Arrived), "", []),
            (Each(Arrived), "the-stop", []),
            (Oldest(Arrived, until=Replied), "O1", ["ask/O2/1"]),
            (Oldest(Arrived, until=Replied), "O2", ["ask/O1/1"]),
            (First(Arrived), "O2", []),
        ],
    )
    def test_a_stop(self, anchor: Anchor, ref: str, expected: list[str]) -> None:
        ask = plan(Action("ask", after=anchor, wait=Days(7)))
        assert (
            due(ask, [*self.parcels, left("2026-03-03 10:00", ref)], "2026-03-09 00:00") == expected
        )

    @pytest.mark.parametrize(
        ("anchor", "ref", "expected"),
        [
            (Each(Arrived), "O1", ["paused", "due"]),
            (Each(Arrived), "", ["paused", "paused"]),
            (Each(Arrived), "the-pause", ["paused", "paused"]),
            (First(Arrived), "O2", ["paused"]),
        ],
    )
    def test_a_pause(self, anchor: Anchor, ref: str, expected: list[str]) -> None:
        ask = plan(Action("ask", after=anchor, wait=Days(7)))
        history = [*self.parcels, Held(at=berlin("2026-03-03 10:00"), ref=ref)]
        assert [x for x, _ in stands(ask, history, "2026-03-09 00:00").values()] == expected

    def test_a_stop_that_names_what_is_not_told_yet_concerns_all_until_it_is(self) -> None:
        ask = plan(Action("ask", after=Each(Arrived), wait=Days(7)))
        first, second = self.parcels
        history = [first, left("2026-03-01 10:30", "O2")]
        assert due(ask, history, "2026-03-09 00:00") == []
        assert due(ask, [*history, second], "2026-03-09 00:00") == ["ask/O1/1", "ask/O2/1"]

    def test_a_pause_of_one_moves_that_one(self) -> None:
        ask = plan(Action("ask", after=Each(Arrived), wait=Days(7)))
        history = [
            *self.parcels,
            Held(at=berlin("2026-03-03 10:00"), ref="O1"),
            Released(at=berlin("2026-03-04 10:00"), ref="O1"),
        ]
        assert [at for _, at in stands(ask, history, "2026-03-05 00:00").values()] == [
            "2026-03-10 10:00",
            "2026-03-08 11:00",
        ]


class TestItsOwnEvent:
    """The event that a step counts from neither ends it nor meets it."""

    came, again = Arrived(at=berlin("2026-03-01 10:00")), Arrived(at=berlin("2026-03-05 10:00"))

    def test_a_winner_comes_back_unless_another_parcel_comes(self) -> None:
        back = plan(Action("back", after=First(Arrived), wait=Days(7), unless=[Arrived]))
        assert due(back, [self.came, self.came], "2026-03-09 00:00") == ["back//1"]
        assert stands(back, [self.came, self.again], "2026-03-09 00:00")["back//1"][0] == "needless"

    def test_who_left_is_told_that_we_are_sorry(self) -> None:
        sorry = plan(Action("sorry", after=Last(Left), wait=Days(1)))
        assert due(sorry, [left("2026-03-01 10:00")], "2026-03-09 00:00") == ["sorry//1"]

    def test_a_message_does_not_answer_itself(self) -> None:
        step = Target("again", after=First(Wrote), within=Hours(4), met_by=Wrote)
        asked = plan(step)
        found = schedules.status(
            asked, [MONDAY, MONDAY], subject="C-7", at=berlin("2026-03-02 11:00")
        )
        assert str(found["again"].state) == "running"
        more = [MONDAY, wrote("2026-03-02 12:00", "M2")]
        found = schedules.status(asked, more, subject="C-7", at=berlin("2026-03-02 13:00"))
        assert told(found["again"].met_at) == "2026-03-02 12:00"


class TestAtOneInstant:
    """A question comes before its answer, and what closes before what reopens, however told."""

    invoice = Due(at=berlin("2026-03-01 00:00"), ref="I1")
    paid = Paid(at=berlin("2026-03-03 10:00"), ref="I1")
    reversed_ = PaidBack(at=berlin("2026-03-03 10:00"), ref="I1")

    @pytest.mark.parametrize("order", [*permutations(range(3))])
    def test_a_payment_and_its_reversal(self, order: tuple[int, ...]) -> None:
        some = (self.invoice, self.paid, self.reversed_)
        history = [some[x] for x in order]
        pay = Target("pay", after=OPEN, within=Days(14), met_by=Paid)
        asked = plan(Action("remind", after=OPEN, wait=Days(7)), pay)
        assert due(asked, history, "2026-03-10 10:00") == ["remind/I1/1"]
        found = schedules.targets(asked, history, subject="C-7", at=berlin("2026-03-20 00:00"))
        assert [str(x.state) for x in found] == ["met", "breached"]

    def test_a_question_that_is_answered_at_once(self) -> None:
        history = [Replied(at=MONDAY.at, ref="M1"), MONDAY]
        assert clocks(First(Wrote), history, "2026-03-09 00:00") == [("", "met", "")]
        nudge = plan(Action("nudge", after=UNANSWERED, wait=Hours(12)))
        assert stands(nudge, history, "2026-03-09 00:00") == {}


class TestChains:
    """A step after a step is about the event of its chain."""

    ladder = plan(
        Action("first", after=OPEN, wait=Days(7)),
        Action("second", after=AfterStep("first"), wait=Days(5), unless=[Replied]),
        Action("third", after=AfterStep("second"), wait=Days(5)),
    )
    sent = (
        Due(at=berlin("2026-03-01 00:00"), ref="I1"),
        StepDone("p/C-7/first/I1/1", at=berlin("2026-03-08 09:00")),
    )

    @pytest.mark.parametrize(
        ("events", "expected"),
        [
            ([], "due"),
            ([Paid(at=berlin("2026-03-10 00:00"), ref="I1")], "needless"),
            ([Paid(at=berlin("2026-03-10 00:00"))], "needless"),
            ([Paid(at=berlin("2026-03-10 00:00"), ref="I2")], "due"),
            (
                [
                    Paid(at=berlin("2026-03-10 00:00"), ref="I1"),
                    PaidBack(at=berlin("2026-03-11 00:00"), ref="I1"),
                ],
                "due",
            ),
            ([Due(at=berlin("2026-02-01 00:00"), ref="I0")], "due"),
            ([Replied(at=berlin("2026-03-02 00:00"), ref="I1")], "needless"),
            ([left("2026-03-02 00:00")], "stopped"),
        ],
        ids=[
            "it is not paid",
            "it is paid",
            "all is paid",
            "another one is paid",
            "its payment is reversed",
            "an older one is told later",
            "it was answered before the first reminder",
            "it was stopped before the first reminder, which we learned too late",
        ],
    )
    def test_a_second_reminder(self, events: list[Event], expected: str) -> None:
        found = stands(self.ladder, [*self.sent, *events], "2026-03-20 00:00")
        assert found["second/I1/1"][0] == expected

    def test_a_third_reminder(self) -> None:
        done = StepDone("p/C-7/second/I1/1", at=berlin("2026-03-13 09:00"))
        history = [*self.sent, done]
        assert due(self.ladder, history, "2026-03-20 00:00") == ["third/I1/1"]
        paid = Paid(at=berlin("2026-03-15 00:00"), ref="I1")
        assert due(self.ladder, [*history, paid], "2026-03-20 00:00") == []

    def test_a_record_whose_invoice_nobody_told_counts(self) -> None:
        assert due(self.ladder, self.sent[1:], "2026-03-20 00:00") == ["second/I1/1"]


def test_an_answer_to_the_first_visit_is_no_answer_to_what_was_asked_after_the_second() -> None:
    chain = Plan(
        id="p",
        version="1",
        calendar=DAILY,
        steps=[
            Action("visit", after=First(Arrived), every=Every(Days(100), times=3)),
            Action("ask", after=AfterStep("visit"), wait=Days(1), unless=[Replied]),
            Action("again", after=AfterStep("ask"), wait=Days(3), unless=[Replied]),
        ],
    )
    told: list[Event] = [
        Arrived(at=berlin("2026-01-01 10:00")),
        StepDone("p/C-7/visit//1", at=berlin("2026-01-01 10:00")),
        StepDone("p/C-7/ask//1", at=berlin("2026-01-02 10:00")),
        Replied(at=berlin("2026-01-03 10:00")),
        StepDone("p/C-7/visit//2", at=berlin("2026-04-11 10:00")),
        StepDone("p/C-7/ask/#2/1", at=berlin("2026-04-12 10:00")),
    ]
    found = stands(chain, told, "2026-04-20 10:00")
    assert found["again//1"][0] == "needless"
    assert found["again/#2/1"] == ("due", "2026-04-15 10:00")


def test_what_stops_a_step_after_a_call_stops_its_clock_as_well() -> None:
    chain = plan(
        Action("call", after=First(Arrived), wait=Days(1)),
        Action("letter", after=AfterStep("call")),
        Target("reply", after=AfterStep("call"), within=Days(1), met_by=Replied),
    )
    history: list[Event] = [
        Arrived(at=berlin("2026-03-09 10:00")),
        left("2026-03-09 12:00"),
        StepDone("p/C-7/call//1", at=berlin("2026-03-10 10:00")),
    ]
    assert stands(chain, history, "2026-03-15 10:00")["letter//1"][0] == "stopped"
    asked = {"subject": "C-7", "at": berlin("2026-03-15 10:00")}
    (clock,) = schedules.targets(chain, history, **asked)  # type: ignore[arg-type]
    assert (str(clock.state), clock.overdue) == ("stopped", None)
