"""Which level holds, what a change of priority or version leaves alone, and the plans behind it."""

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from postsales import (
    Channel,
    CustomerWrote,
    Days,
    Event,
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
from tests.support.desk import ALWAYS, FULL, POLICY, asked, at

URGENT = ServiceLevel(
    first_response=WorkingMinutes(30),
    resolution=WorkingHours(4),
    calendar=ALWAYS,
    priorities=["urgent"],
)
CHAT = ServiceLevel(first_response=WorkingMinutes(2), channels=["chat"])
LEVELS = evolve(POLICY, special_levels=[URGENT, CHAT])
FIRST = SupportClock.FIRST_RESPONSE


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

    def test_what_others_bind_is_none_of_ours(self) -> None:
        other = PlanBound("dunning", version="1", at=at("16 09:00"))
        assert asked(FULL, self.written, other, now="16 09:20").version == "5"

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
