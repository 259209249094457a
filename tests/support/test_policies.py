"""Which level holds, what a change of priority or version leaves alone, and the plans behind it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve

from postsales import (
    Channel,
    CustomerWrote,
    Days,
    Event,
    Happened,
    Hours,
    InvalidValue,
    Plan,
    PlanBound,
    PriorityChanged,
    ServiceLevel,
    Solved,
    SupportClock,
    SupportPolicy,
    SupportState,
    Target,
    TargetState,
    WeReplied,
    WorkingHours,
    WorkingMinutes,
    WrongType,
    schedules,
    support,
)
from tests.support.desk import ALWAYS, CLOCKED, FULL, POLICY, asked, at, promised

URGENT = ServiceLevel(
    first_response=WorkingMinutes(30),
    resolution=WorkingHours(4),
    calendar=ALWAYS,
    priorities=["urgent"],
)
CHAT = ServiceLevel(first_response=WorkingMinutes(2), channels=["chat"])
LEVELS = evolve(POLICY, special_levels=[URGENT, CHAT])
FIRST = SupportClock.FIRST_RESPONSE
HURRIED = evolve(
    CLOCKED,
    level=ServiceLevel(first_response=Hours(8)),
    special_levels=[ServiceLevel(first_response=Hours(1), priorities=["urgent"])],
)


@pytest.mark.parametrize(
    ("priority", "channel", "level"),
    [
        ("normal", "email", POLICY.level),
        ("urgent", "email", URGENT),
        ("urgent", "chat", URGENT),
        ("low", "chat", CHAT),
        ("low", "call", POLICY.level),
    ],
    ids=["neither", "by priority", "the first that fits", "by channel", "another channel"],
)
def test_the_first_level_that_fits_holds(priority: str, channel: str, level: ServiceLevel) -> None:
    assert LEVELS.level_for(priority, Channel.read("channel", channel)) == level


def test_the_highest_level_has_its_own_hours() -> None:
    saturday = CustomerWrote(at=at("21 23:50"))
    urgent = PriorityChanged("urgent", at=at("21 23:50"))
    found = asked(LEVELS, saturday, urgent, now="21 23:50")
    assert found.clocks[FIRST].due_at == CustomerWrote(at=at("22 00:20")).at


class TestWhoIsNamed:
    """A special level names whom it is for; words that no level names have the level of all."""

    def test_one_for_everybody_would_hide_the_level_of_all(self) -> None:
        with pytest.raises(InvalidValue, match=r"special_levels\[1\] is ServiceLevel.* nobody"):
            evolve(POLICY, special_levels=[URGENT, ServiceLevel()])

    def test_the_priorities_are_those_of_all_levels_each_once(self) -> None:
        high = ServiceLevel(priorities=["high", "urgent"], channels="chat")
        assert evolve(POLICY, special_levels=[URGENT, CHAT, high]).priorities == ("urgent", "high")
        assert POLICY.priorities == ()

    def test_a_word_that_is_written_otherwise_has_the_level_of_all(self) -> None:
        assert "Urgent" not in LEVELS.priorities
        assert LEVELS.level_for("Urgent", Channel.EMAIL) is LEVELS.level


class TestPriority:
    """Another priority counts what is open anew from the first message, and leaves the rest."""

    written = CustomerWrote(at=at("16 09:00"))

    def test_a_higher_one_can_be_over_at_once(self) -> None:
        urgent = PriorityChanged("urgent", at=at("16 10:00"))
        found = asked(LEVELS, self.written, urgent, now="16 10:00")
        assert found.priority == "urgent"
        assert found.clocks[FIRST].state is TargetState.BREACHED

    def test_what_was_answered_in_time_stays_so(self) -> None:
        history = (self.written, WeReplied(at=at("16 10:00")))
        urgent = PriorityChanged("urgent", at=at("16 11:00"))
        found = asked(LEVELS, *history, urgent, now="16 11:00")
        assert found.clocks[FIRST].state is TargetState.MET
        assert found.state is SupportState.RESOLUTION_DUE

    def test_a_lower_one_takes_no_breach_back(self) -> None:
        urgent = PriorityChanged("urgent", at=at("16 09:00"))
        normal = PriorityChanged("normal", at=at("16 10:00"))
        found = asked(LEVELS, self.written, urgent, normal, now="16 10:30")
        assert found.clocks[FIRST].state is TargetState.BREACHED
        late = asked(
            LEVELS, self.written, urgent, normal, WeReplied(at=at("16 11:00")), now="16 12:00"
        )
        assert late.clocks[FIRST].state is TargetState.MET_LATE
        assert SupportClock.RESOLUTION not in late.clocks

    def test_what_was_over_before_is_not_judged(self) -> None:
        # Nothing but the first answer was promised when all this happened.
        strict = ServiceLevel(
            first_response=Hours(8),
            next_response=Hours(1),
            resolution=Hours(4),
            priorities=["urgent"],
        )
        level = ServiceLevel(first_response=Hours(8), next_response=None)
        policy = evolve(CLOCKED, level=level, special_levels=[strict])
        history = (
            CustomerWrote(at=at("02 09:00")),
            WeReplied(at=at("02 10:00")),
            CustomerWrote(at=at("02 11:00")),
            WeReplied(at=at("02 16:00")),
            Solved(at=at("02 16:00")),
        )
        urgent = PriorityChanged("urgent", at=at("03 09:00"))
        found = asked(policy, *history, urgent, now="03 09:00")
        assert promised(found) == ["first_response met"]
        assert found.state is SupportState.FULFILLED
        # What is opened again is open, and counted anew from the beginning.
        again = asked(policy, *history, urgent, CustomerWrote(at=at("03 09:00")), now="03 09:00")
        assert promised(again) == [
            "first_response met",
            "next_response running",
            "resolution breached",
        ]
        assert again.clocks[SupportClock.RESOLUTION].due_at == WeReplied(at=at("02 13:00")).at

    @pytest.mark.parametrize(
        ("urgent", "normal", "replied", "state", "by"),
        [
            ("12:00", "12:01", "13:00", "met", "17:00"),
            ("12:00", "13:00", "13:00", "met", "17:00"),
            ("12:00", "13:01", "13:00", "met", "17:00"),
            ("10:00", "10:01", "13:00", "met_late", "10:00"),
            ("09:30", "10:00", "13:00", "met", "17:00"),
            ("09:30", "10:01", "13:00", "met_late", "10:00"),
            ("09:30", "10:01", "09:45", "met", "10:00"),
        ],
        ids=[
            "a slip of a minute, after its time would have been over",
            "answered when it was over again",
            "answered while it held",
            "its time ran out while it held",
            "its time ran out, and it held no longer",
            "its time ran out, and it held for a minute more",
            "answered in time while it held",
        ],
    )
    def test_a_priority_breaks_a_promise_only_while_it_holds(
        self, urgent: str, normal: str, replied: str, state: str, by: str
    ) -> None:
        found = asked(
            HURRIED,
            CustomerWrote(at=at("02 09:00")),
            PriorityChanged("urgent", at=at(f"02 {urgent}")),
            PriorityChanged("normal", at=at(f"02 {normal}")),
            WeReplied(at=at(f"02 {replied}")),
            now="02 18:00",
        )
        first = found.clocks[FIRST]
        assert (str(first.state), first.due_at) == (state, WeReplied(at=at(f"02 {by}")).at)

    @pytest.mark.parametrize(
        "answered", ["12:00:00", "12:00:30"], ids=["at the slip", "half a minute after it"]
    )
    def test_an_answer_within_a_slip_of_a_minute_is_judged_by_what_held_next(
        self, answered: str
    ) -> None:
        history = (
            CustomerWrote(at=at("02 09:00")),
            PriorityChanged("urgent", at=at("02 12:00")),
            WeReplied(at=at(f"02 {answered[:5]}").replace(f"{answered[:5]}:00", answered)),
        )
        assert promised(asked(HURRIED, *history, now="02 14:00")) == ["first_response met_late"]
        normal = PriorityChanged("normal", at=at("02 12:01"))
        found = asked(HURRIED, *history, normal, now="02 14:00")
        assert (found.state, found.clocks[FIRST].due_at) == (
            SupportState.FULFILLED,
            WeReplied(at=at("02 17:00")).at,
        )
        # What it was answered by does not judge it once more.
        again = PriorityChanged("urgent", at=at("02 12:30"))
        assert asked(HURRIED, *history, normal, again, now="02 14:00").state is found.state

    def test_a_solution_within_a_slip_of_a_minute_is_so_too(self) -> None:
        strict = ServiceLevel(resolution=Hours(4), priorities=["urgent"])
        history = (
            CustomerWrote(at=at("02 09:00")),
            WeReplied(at=at("02 09:30")),
            PriorityChanged("urgent", at=at("02 15:00")),
            Solved(at=at("02 15:01")),
        )
        policy = evolve(CLOCKED, special_levels=[strict])
        assert promised(asked(policy, *history, now="02 16:00"))[-1] == "resolution met_late"
        normal = PriorityChanged("normal", at=at("02 15:02"))
        assert promised(asked(policy, *history, normal, now="02 16:00"))[-1] == "resolution met"

    def test_a_time_that_lay_before_it_is_over_as_long_as_it_holds(self) -> None:
        history = (CustomerWrote(at=at("02 09:00")), PriorityChanged("urgent", at=at("02 12:00")))
        assert promised(asked(HURRIED, *history, now="02 12:00")) == ["first_response breached"]
        normal = PriorityChanged("normal", at=at("02 12:01"))
        assert promised(asked(HURRIED, *history, normal, now="02 12:01")) == [
            "first_response running"
        ]

    @pytest.mark.parametrize(
        ("urgent", "then"),
        [("10:30", "17:00"), ("09:30", None)],
        ids=["what is open counts", "what was broken does not change any more"],
    )
    def test_the_next_change_is_one(self, urgent: str, then: str | None) -> None:
        history = (
            CustomerWrote(at=at("02 09:00")),
            PriorityChanged("urgent", at=at(f"02 {urgent}")),
            PriorityChanged("normal", at=at("02 11:00")),
        )
        found = asked(HURRIED, *history, now="02 14:00").next_change
        last = None if then is None else WeReplied(at=at(f"02 {then}")).at
        assert found == (None if last is None else last + timedelta.resolution)

    def test_what_comes_and_changes_nothing_is_no_change(self) -> None:
        noted = Happened("noted", at=at("02 10:00"))
        found = asked(HURRIED, CustomerWrote(at=at("02 09:00")), noted, now="02 09:30")
        assert found.next_change == WeReplied(at=at("02 17:00")).at + timedelta.resolution

    def test_a_change_on_the_last_instant_is_in_time(self) -> None:
        urgent = PriorityChanged("urgent", at=at("16 09:00"))
        normal = PriorityChanged("normal", at=at("16 09:30"))
        found = asked(LEVELS, self.written, urgent, normal, now="16 10:30")
        assert found.clocks[FIRST].state is TargetState.RUNNING


class TestVersions:
    """A version that was bound holds, whatever the newest one says."""

    older = evolve(FULL, version="4", level=ServiceLevel(first_response=WorkingHours(1)))
    written = CustomerWrote(at=at("16 09:00"))

    def test_without_a_word_the_policy_holds_that_is_given(self) -> None:
        assert asked(FULL, self.written, now="16 09:00").version == "5"

    def test_the_bound_version_holds(self) -> None:
        bound = self.older.bound(at=at("16 09:00"))
        found = support.status(
            FULL, [self.written, bound], subject="T", at=at("16 10:30"), versions=[self.older]
        )
        assert (found.version, found.state) == ("4", SupportState.FAILED)

    def test_another_policy_can_be_bound(self) -> None:
        better = evolve(FULL, id="first-days", version="1", level=URGENT)
        bound = better.bound(at=at("16 09:00"))
        found = support.status(
            FULL, [self.written, bound], subject="T", at=at("16 09:20"), versions=[better]
        )
        assert found.policy == "first-days"

    def test_what_others_bind_is_told_and_changes_nothing(self) -> None:
        other = PlanBound("dunning", version="1", at=at("16 09:00"))
        found = asked(FULL, self.written, other, now="16 09:20")
        assert found.version == "5"
        assert [(str(x.remark), x.event) for x in found.notes] == [("not_given", "PlanBound")]

    def test_a_version_judges_nothing_that_was_over_before(self) -> None:
        other = evolve(CLOCKED, version="7", level=evolve(CLOCKED.level, next_response=Hours(1)))
        history = [
            CustomerWrote(at=at("02 09:00")),
            WeReplied(at=at("02 10:00")),
            CustomerWrote(at=at("02 11:00")),
            WeReplied(at=at("02 14:00")),
            other.bound(at=at("02 15:00")),
        ]
        found = support.status(CLOCKED, history, subject="T", at=at("02 16:00"), versions=[other])
        assert promised(found)[1] == "next_response met"

    def test_a_version_that_is_lost_tomorrow_is_no_error_today(self) -> None:
        lost = PlanBound("support", version="1", at=at("16 09:30"))
        assert asked(FULL, self.written, lost, now="16 09:20").next_change == lost.at

    def test_a_version_that_is_lost_is_an_error(self) -> None:
        lost = PlanBound("support", version="1", at=at("16 09:00"))
        with pytest.raises(InvalidValue, match="keep those that histories name"):
            asked(FULL, self.written, lost, now="16 09:20")


class TestPlans:
    """Behind it are ordinary plans, to look at, to change and to run."""

    def test_one_for_each_promise(self) -> None:
        assert [*support.plans(FULL)] == [
            "first_response",
            "next_response",
            "resolution",
            "closing",
        ]
        assert [*support.plans(evolve(FULL, closes_after=None))][-1] == "resolution"

    def test_they_run_by_themselves(self) -> None:
        plan = support.plans(FULL)["first_response"]
        assert isinstance(plan, Plan)
        assert isinstance(plan.steps[0], Target)
        told: list[Event] = [CustomerWrote(at=at("16 09:00"))]
        found = schedules.status(plan, told, subject="T", at=at("16 09:30"))
        assert found["first_response"].due_at == CustomerWrote(at=at("16 13:00")).at

    def test_closing_is_due_when_the_customer_is_silent(self) -> None:
        plan = support.plans(FULL)["closing"]
        told: list[Event] = [Solved(at=at("02 10:00"))]
        assert schedules.due(plan, told, subject="T", at=at("16 09:59")) == ()
        assert len(schedules.due(plan, told, subject="T", at=at("16 10:00"))) == 1
        told.append(CustomerWrote(at=at("10 09:00")))
        assert schedules.due(plan, told, subject="T", at=at("16 10:00")) == ()

    def test_minutes_are_said_as_such(self) -> None:
        level = ServiceLevel(first_response=WorkingMinutes(20))
        step = support.plans(evolve(FULL, level=level))["first_response"].steps[0]
        assert isinstance(step, Target)
        assert str(step.within) == "20 working minutes"
        assert str(WorkingMinutes(1)) == "1 working minute"


@pytest.mark.parametrize(
    ("make", "wrong", "says"),
    [
        (lambda x: ServiceLevel(first_response=x), 12, "first_response"),
        (lambda x: ServiceLevel(calendar=x), "always", "calendar"),
        (lambda x: SupportPolicy(id="s", version="1", calendar=x), "always", "calendar"),
        (lambda x: evolve(POLICY, level=x), None, "level"),
        (lambda x: evolve(POLICY, closes_after=x), 14, "closes_after"),
        (WorkingMinutes, "20", "workingminutes"),
    ],
    ids=["hours", "hours of a level", "hours of a policy", "level", "closing", "minutes"],
)
def test_wrong_kinds_are_refused(make: Callable[[Any], object], wrong: Any, says: str) -> None:
    with pytest.raises(WrongType, match=says):
        make(wrong)


@pytest.mark.parametrize("length", [Days(0), Hours(0)])
def test_no_time_at_all_closes_at_once(length: Days | Hours) -> None:
    policy = evolve(FULL, closes_after=length)
    found = asked(
        policy, CustomerWrote(at=at("16 09:00")), Solved(at=at("16 10:00")), now="16 10:00"
    )
    assert str(found.stage) == "closed"
