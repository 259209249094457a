"""Who looks after a customer, who is asked next, and which answers nobody may overlook."""

from decimal import Decimal

import pytest
from attrs import evolve

from postsales import (
    EUR,
    Answered,
    Cancelled,
    CaseClosed,
    CaseOpened,
    CustomerWrote,
    Days,
    Delivered,
    Each,
    Escalation,
    EscalationDirectory,
    Event,
    First,
    FirstDays,
    InvalidPlan,
    InvalidValue,
    Months,
    OwnerAssigned,
    Percent,
    Received,
    Refunded,
    SaleClosed,
    ServiceLevel,
    SupportPolicy,
    UnhappyAnswer,
    WorkingHours,
    WrongType,
    followups,
    schedules,
    support,
)
from tests.followups.sale import DELIVERED, OFFICE, at

SALE = SaleClosed("anna", at=at("03-02 10:15"))


class TestOwner:
    """Somebody looks after a customer, or it is said who can tell."""

    @pytest.mark.parametrize(
        ("now", "name"),
        [
            ("03-02 10:14", None),
            ("03-02 10:15", "anna"),
            ("03-19 23:59", "anna"),
            ("03-20 00:00", "ben"),
            ("04-01 00:00", "clara"),
        ],
        ids=["before the sale", "the sale", "the day before", "the day", "the last"],
    )
    def test_who_it_is(self, now: str, name: str | None) -> None:
        history = [
            OwnerAssigned("clara", at=at("03-31 09:00")),
            OwnerAssigned("ben", at=at("03-20 00:00")),
            SALE,
        ]
        found = followups.owner(history, at=at(now))
        assert found.name == name

    @pytest.mark.parametrize(
        ("assigned", "name"),
        [("06-04 08:59", "dora"), ("06-04 09:00", "ben"), ("06-04 09:01", "ben")],
        ids=["before the later sale", "with it", "after it"],
    )
    def test_the_last_sale_is_that_of_who_closed_it(self, assigned: str, name: str) -> None:
        later = SaleClosed("dora", at=at("06-04 09:00"))
        history = [SALE, OwnerAssigned("ben", at=at(assigned)), later]
        assert followups.owner(history, at=at("07-01 09:00")).name == name

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (evolve(SALE, by="eve"), SALE),
            (OwnerAssigned("eve", at=SALE.at), OwnerAssigned("anna", at=SALE.at)),
        ],
        ids=["two closed the sale", "two were assigned"],
    )
    def test_of_two_at_one_instant_nobody_is_chosen_by_the_order_of_telling(
        self, one: Event, other: Event
    ) -> None:
        for told in ([one, other], [other, one]):
            with pytest.raises(InvalidValue, match=r"'anna', 'eve'.*the one that holds"):
                followups.owner(told, at=at("07-01 09:00"))
        assert followups.owner([other, other], at=at("07-01 09:00")).name == "anna"
        later = OwnerAssigned("ben", at=at("03-20 00:00"))
        assert followups.owner([one, other, later], at=at("07-01 09:00")).name == "ben"

    def test_nobody_is_known(self) -> None:
        found = followups.owner([DELIVERED], at=at("03-05 13:00"))
        assert (found.name, found.because.tell) == (None, "sale_closed_by")


class TestEscalation:
    """The owner at once, then one after the other, until it is taken care of."""

    directory = EscalationDirectory(
        id="care",
        version="1",
        calendar=OFFICE,
        steps=[
            Escalation("team_lead", after=WorkingHours(4)),
            Escalation("head_of_care", after=Days(2)),
        ],
    )
    plan = followups.escalation(directory, after=Each(CaseOpened), until=[CaseClosed])
    opened = CaseOpened(ref="A-1", at=at("03-20 15:00"))

    @pytest.mark.parametrize(
        ("now", "asked"),
        [
            ("03-20 15:00", ["owner"]),
            ("03-22 14:59", ["owner"]),
            ("03-22 15:00", ["owner", "head_of_care"]),
            ("03-23 10:59", ["owner", "head_of_care"]),
            ("03-23 11:00", ["owner", "head_of_care", "team_lead"]),
        ],
        ids=["at once", "before two days", "two days", "before four hours", "four working hours"],
    )
    def test_who_is_asked_when(self, now: str, asked: list[str]) -> None:
        some = schedules.due(self.plan, [self.opened], subject="C-7", at=at(now))
        assert [x.step for x in some] == asked

    def test_nobody_is_asked_once_it_is_settled(self) -> None:
        history = [self.opened, CaseClosed(ref="A-1", at=at("03-20 16:00"))]
        assert schedules.due(self.plan, history, subject="C-7", at=at("03-30 10:00")) == ()

    def test_each_case_has_its_own(self) -> None:
        other = CaseOpened(ref="A-2", at=at("03-20 15:30"))
        history = [self.opened, other, CaseClosed(ref="A-1", at=at("03-20 16:00"))]
        some = schedules.due(self.plan, history, subject="C-7", at=at("03-20 17:00"))
        assert [(x.step, x.ref) for x in some] == [("owner", "A-2")]

    def test_they_are_tasks_and_no_messages(self) -> None:
        assert {x.contact for x in self.plan.actions} == {None}

    def test_nobody_stands_in_it_twice(self) -> None:
        twice = [Escalation("lead", after=Days(1)), Escalation("lead", after=Days(2))]
        with pytest.raises(InvalidPlan, match="'lead'"):
            evolve(self.directory, steps=twice)

    def test_a_wait_is_a_length(self) -> None:
        with pytest.raises(WrongType, match="wait"):
            Escalation("lead", after=4)  # type: ignore[arg-type]


class TestUnhappyAnswers:
    """Who is not content gets a person, on every scale, once."""

    @pytest.mark.parametrize(
        ("score", "worst", "best", "opens"),
        [
            (1, 1, 5, True),
            (3, 1, 5, True),
            (Decimal("3.4"), 1, 5, True),
            (Decimal("3.41"), 1, 5, False),
            (4, 1, 5, False),
            (6, 0, 10, True),
            (7, 0, 10, False),
            (0, 0, 1, True),
            (1, 0, 1, False),
            (-1, -1, 1, True),
        ],
    )
    def test_the_threshold(self, score: int | Decimal, worst: int, best: int, opens: bool) -> None:
        answer = Answered(score, worst=worst, best=best, at=at("03-20 10:00"), ref="A-1")
        found = followups.cases_to_open([answer], at=at("03-20 10:00"))
        assert bool(found) is opens

    def test_why_is_told(self) -> None:
        answer = Answered(2, at=at("03-20 10:00"), ref="A-1")
        (found,) = followups.cases_to_open([answer], at=at("03-20 10:00"))
        assert (found.because.code, found.because.facts["best"]) == ("unhappy_answer", 5)
        assert (found.ref, found.answered_at, found.score) == ("A-1", answer.at, Decimal(2))

    def test_what_is_taken_up_is_not_asked_for_again(self) -> None:
        answers = [Answered(1, at=at(f"03-2{n} 10:00"), ref=f"A-{n}") for n in range(3)]
        one = CaseOpened(ref="A-1", at=at("03-22 11:00"))
        rest = CaseOpened(at=at("03-21 11:00"))
        now = at("03-23 10:00")
        assert [x.ref for x in followups.cases_to_open([*answers, one], at=now)] == ["A-0", "A-2"]
        assert [x.ref for x in followups.cases_to_open([*answers, rest], at=now)] == ["A-2"]
        assert followups.cases_to_open(answers, at=at("03-19 10:00")) == ()

    def test_an_answer_without_a_ref_is_called_by_its_instant(self) -> None:
        named = Answered(1, at=at("03-20 10:00"), ref="A-1")
        nameless = [Answered(1, at=at(f"03-20 {hour}:00")) for hour in (11, 12)]
        told: list[Event] = [named, *nameless]
        now = at("03-20 13:00")
        refs = [x.ref for x in followups.cases_to_open(told, at=now)]
        assert refs == ["A-1", "2026-03-20T10:00:00+00:00", "2026-03-20T11:00:00+00:00"]
        told.append(CaseOpened(ref=refs[1], at=at("03-20 12:30")))
        assert [x.ref for x in followups.cases_to_open(told, at=now)] == [refs[0], refs[2]]

    def test_they_are_a_class_that_events_are_chosen_by(self) -> None:
        some = [Answered(x, at=at("03-20 10:00")) for x in (1, 3, 4)]
        assert [isinstance(x, UnhappyAnswer) for x in some] == [True, True, False]
        assert not isinstance(SALE, UnhappyAnswer)
        with pytest.raises(WrongType, match="made as Answered"):
            UnhappyAnswer(1, at=at("03-20 10:00"))

    def test_the_threshold_can_be_set(self) -> None:
        answer = Answered(2, at=at("03-20 10:00"), ref="A-1")
        strict = followups.cases_to_open([answer], at=answer.at, at_most=Percent("25"))
        assert len(strict) == 1
        assert followups.cases_to_open([answer], at=answer.at, at_most=Percent("24")) == ()

    @pytest.mark.parametrize(
        ("score", "worst", "best"),
        [(0, 1, 5), (6, 1, 5), (3, 5, 5), (Decimal("NaN"), 1, 5)],
        ids=["below it", "above it", "no scale", "no number"],
    )
    def test_what_is_off_the_scale_is_refused(
        self, score: int | Decimal, worst: int, best: int
    ) -> None:
        with pytest.raises(InvalidValue):
            Answered(score, worst=worst, best=best, at=at("03-20 10:00"))


class TestReversedScales:
    """A scale on which less is better is told turned round, and the error says how."""

    def test_it_says_what_to_do(self) -> None:
        with pytest.raises(InvalidValue, match="turn it round: worst=1, best=7"):
            Answered(1, worst=7, best=1, at=at("03-20 10:00"))

    def test_the_best_mark_is_happy_when_it_is_turned_round(self) -> None:
        for mark, unhappy in ((1, False), (2, False), (3, True), (6, True)):
            answer = Answered(7 - mark, worst=1, best=6, at=at("03-20 10:00"))
            assert bool(followups.cases_to_open([answer], at=answer.at)) is unhappy


class TestFirstDays:
    """In the first days a better policy holds, and an inquiry keeps it to its end."""

    standard = SupportPolicy(id="standard", version="1", calendar=OFFICE)
    better = SupportPolicy(
        id="first-days",
        version="1",
        calendar=OFFICE,
        level=ServiceLevel(first_response=WorkingHours(2)),
    )
    first = FirstDays(better)

    @pytest.mark.parametrize(
        ("now", "policy"),
        [
            ("03-05 12:29", "standard"),
            ("03-05 12:30", "first-days"),
            ("04-04 23:59", "first-days"),
            ("04-05 00:00", "standard"),
        ],
        ids=["before the delivery", "with it", "on the thirtieth day", "the day after"],
    )
    def test_which_policy_holds(self, now: str, policy: str) -> None:
        found = followups.support_policy(self.standard, self.first, [DELIVERED], at=at(now))
        assert found.id == policy

    @pytest.mark.parametrize(
        ("event", "holds"),
        [
            (Received({"tee": 1}, at=at("03-20 10:00")), False),
            (Cancelled({"tee": 1}, at=at("03-20 10:00")), False),
            (Refunded(EUR("5.00"), at=at("03-20 10:00")), True),
        ],
        ids=["the goods went back", "it was cancelled", "goodwill"],
    )
    def test_they_are_over_with_the_sale(self, event: Event, holds: bool) -> None:
        history = [Received({"old": 1}, at=at("03-05 12:29")), DELIVERED, event]
        assert self.first.holds(history, at=at("03-20 09:59"))
        assert self.first.holds(history, at=at("03-20 10:00")) is holds

    def test_a_month_ends_with_the_month(self) -> None:
        first = FirstDays(self.better, length=Months(1))
        history = [Delivered({"tee": 1}, at=at("01-31 12:00"))]
        days = [first.holds(history, at=at(f"{day} 12:00")) for day in ("02-28", "03-01")]
        assert days == [True, False]

    def test_the_last_delivery_counts_unless_told(self) -> None:
        late = Delivered({"mug": 1}, at=at("03-20 10:00"))
        from_first = evolve(self.first, since=First(Delivered))
        now = at("04-06 10:00")
        assert self.first.holds([DELIVERED, late], at=now)
        assert not from_first.holds([DELIVERED, late], at=now)

    def test_an_inquiry_keeps_it(self) -> None:
        wrote = CustomerWrote(at=at("04-03 09:00"))
        policy = followups.support_policy(self.standard, self.first, [DELIVERED], at=wrote.at)
        found = support.status(
            self.standard,
            [wrote, policy.bound(at=wrote.at)],
            subject="T-1",
            at=at("04-06 10:00"),
            versions=[self.better],
        )
        assert (found.policy, str(found.state)) == ("first-days", "failed")
