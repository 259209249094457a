"""Simulations: what would be sent when, and why not, over runs with gaps between them."""

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve

from postsales import (
    EUR,
    Action,
    AfterStep,
    CatchUp,
    ConsentWithdrawn,
    Contact,
    ContactRules,
    Days,
    Delivered,
    During,
    Each,
    Enrolled,
    Event,
    Every,
    Fate,
    First,
    Hours,
    InvalidValue,
    Last,
    Months,
    Oldest,
    Plan,
    PlanBound,
    PutOff,
    QuietHours,
    Refunded,
    Simulated,
    Simulation,
    Spacing,
    StepDone,
    SuppressWhile,
    WorkCalendar,
    WrongType,
    contacts,
    not_met,
)
from postsales.basics.moments import instant
from tests.contacts.given import BERLIN

ALWAYS = WorkCalendar.always(BERLIN)
RULES = ContactRules(zone=BERLIN, quiet=QuietHours("20:00-08:00"))


class Called(Event):
    """A return was asked for."""


class Closed(Event):
    """It was closed."""


class Due(Event):
    """An invoice is due."""


class Paid(Event):
    """An invoice was paid."""


class ContractEnds(Event):
    """The end of a contract, known long before."""


FIRST_MONTH = Plan(
    id="first-month",
    version="1",
    calendar=ALWAYS,
    stops=[Refunded],
    steps=[
        Action("all_well", after=Last(Delivered), wait=Days(2), expires=Days(3)),
        Action("review", after=Last(Delivered), wait=Days(21), expires=Days(14)),
    ],
)
OFFERS = Plan(
    id="offers",
    version="1",
    calendar=ALWAYS,
    steps=[
        Action(
            "offer",
            after=Last(Delivered),
            wait=Days(21),
            contact=Contact("email", purpose="marketing", priority=8),
        )
    ],
)
DELIVERED = Delivered({"tee": 1}, at="2026-03-09T21:00+01:00")


def daily(first: str, days: int, hour: int = 9) -> list[str]:
    """A run on each day, at this hour in UTC."""
    start = instant(f"{first}T00:00Z") + timedelta(hours=hour)
    return [(start + timedelta(days=n)).isoformat() for n in range(days)]


def simulated(
    *plans: Plan,
    history: Sequence[Event],
    runs: list[str],
    rules: ContactRules = RULES,
    **wish: Any,
) -> Simulation:
    """A simulation for one customer."""
    return contacts.simulate(plans, history, rules, subject="C-7", runs=runs, **wish)


def fates(found: Simulation) -> dict[str, str]:
    """The fate of each step."""
    return {x.step: str(x.fate) for x in found.occurrences}


def one(found: Simulation, step: str) -> Simulated:
    """The only occurrence of a step."""
    (only,) = [x for x in found.occurrences if x.step == step]
    return only


def test_each_is_sent_at_the_first_run_that_may() -> None:
    found = simulated(FIRST_MONTH, history=[DELIVERED], runs=daily("2026-03-09", 40))
    assert fates(found) == {"all_well": "sent", "review": "sent"}
    assert one(found, "all_well").sent_at == instant("2026-03-12T09:00Z")
    assert [x.step for x in found.sent] == ["all_well", "review"]
    assert found.twice == ()


def test_what_waits_in_the_night_is_told() -> None:
    runs = ["2026-03-11T20:30Z", "2026-03-11T23:30Z", "2026-03-12T07:30Z"]
    review = one(simulated(FIRST_MONTH, history=[DELIVERED], runs=runs), "all_well")
    morning = instant("2026-03-12T08:00+01:00")
    assert review.put_off == tuple(
        PutOff(instant(x), Fate.DEFERRED, "quiet_hours", morning) for x in runs[:2]
    )
    assert (review.because, review.sent_at) == ("quiet_hours", instant(runs[2]))


def test_an_outage_is_a_gap_between_runs() -> None:
    runs = ["2026-03-10T09:00Z", "2026-03-20T09:00Z"]
    found = simulated(FIRST_MONTH, history=[DELIVERED], runs=runs)
    assert fates(found) == {"all_well": "missed", "review": "pending"}
    assert one(found, "all_well").put_off == ()


def test_what_is_put_off_for_too_long_is_missed_and_says_why() -> None:
    held = SuppressWhile(During(Called, Closed), steps="all_well")
    found = simulated(
        FIRST_MONTH,
        history=[DELIVERED, Called(at="2026-03-10T09:00Z")],
        runs=daily("2026-03-09", 10),
        rules=evolve(RULES, suppress=held),
    )
    missed = one(found, "all_well")
    assert (missed.fate, missed.because, len(missed.put_off)) == (Fate.MISSED, "held_back", 3)
    assert missed.put_off[0].until is None


def test_only_what_has_happened_by_a_run_is_known() -> None:
    history = [DELIVERED, ConsentWithdrawn(at="2026-03-20T09:00Z")]
    found = simulated(FIRST_MONTH, OFFERS, history=history, runs=daily("2026-03-09", 40))
    assert fates(found) == {"all_well": "sent", "review": "missed", "offer": "dropped"}
    assert one(found, "offer").because == "opted_out"
    assert one(found, "offer").put_off[0].fate is Fate.DROPPED


def test_a_later_delivery_does_not_move_what_goes_before_it() -> None:
    history = [DELIVERED, Delivered({"mug": 1}, at="2026-04-20T09:00Z")]
    found = simulated(FIRST_MONTH, history=history, runs=daily("2026-03-09", 60))
    assert one(found, "review").sent_at == instant("2026-03-31T09:00Z")


def test_a_milestone_is_known_ahead() -> None:
    plan = Plan(
        id="renewal",
        version="1",
        calendar=ALWAYS,
        steps=[Action("notice", before=Each(ContractEnds), wait=Months(3))],
    )
    history = [ContractEnds(at="2026-12-31T12:00Z", ref="K-1")]
    found = simulated(plan, history=history, runs=daily("2026-09-01", 40))
    assert one(found, "notice").sent_at == instant("2026-10-01T09:00Z")


def test_caps_hold_across_plans_and_the_more_urgent_goes_first() -> None:
    rules = evolve(RULES, spacing=Spacing(Days(2)))
    runs = daily("2026-03-31", 4)
    found = simulated(OFFERS, FIRST_MONTH, history=[DELIVERED], runs=runs, rules=rules)
    assert [(x.step, x.sent_at) for x in found.sent] == [
        ("review", instant(runs[0])),
        ("offer", instant(runs[2])),
    ]
    assert [x.because for x in one(found, "offer").put_off] == ["too_soon", "too_soon"]


@pytest.mark.parametrize(
    ("history", "runs", "expected"),
    [
        pytest.param([], daily("2026-03-09", 3), {}, id="nothing has begun"),
        pytest.param(
            [Refunded(EUR("19.90"), at="2026-03-10T09:00Z")],
            daily("2026-03-09", 10),
            {"all_well": "stopped", "review": "stopped"},
            id="a refund stops the plan",
        ),
        pytest.param(
            [StepDone("first-month/C-7/all_well//1", at="2026-03-11T21:30Z")],
            daily("2026-03-12", 3),
            {"all_well": "done", "review": "pending"},
            id="what was done before is done",
        ),
    ],
)
def test_fates(history: list[Event], runs: list[str], expected: dict[str, str]) -> None:
    told = [DELIVERED, *history] if expected else []
    assert fates(simulated(FIRST_MONTH, history=told, runs=runs)) == expected


DUNNING = Plan(
    id="dunning",
    version="1",
    calendar=ALWAYS,
    catch_up=CatchUp.LATEST,
    steps=[
        Action("reminder", after=Oldest(Due, until=Paid), wait=Days(7)),
        Action("last_notice", after=Oldest(Due, until=Paid), wait=Days(21)),
    ],
)


def test_what_is_paid_is_gone() -> None:
    history = [Due(at="2026-03-01T09:00Z", ref="I/1"), Paid(at="2026-03-12T09:30Z", ref="I/1")]
    found = simulated(DUNNING, history=history, runs=daily("2026-03-01", 20))
    assert fates(found) == {"reminder": "sent", "last_notice": "gone"}
    assert one(found, "reminder").ref == "I/1"


def test_after_an_outage_only_the_latest_goes() -> None:
    history: list[Event] = [Due(at="2026-03-01T09:00Z", ref="I/1")]
    found = simulated(DUNNING, history=history, runs=["2026-03-30T09:00Z"])
    assert fates(found) == {"reminder": "overtaken", "last_notice": "sent"}


def test_what_comes_again_is_told_each_time() -> None:
    plan = Plan(
        id="service",
        version="1",
        calendar=ALWAYS,
        steps=[Action("visit", after=Last(Delivered), wait=Days(7), every=Every(Days(7), times=3))],
    )
    found = simulated(plan, history=[DELIVERED], runs=daily("2026-03-10", 30))
    assert [str(x.fate) for x in found.occurrences] == ["sent"] * 3
    assert found.twice == ()


def test_what_becomes_due_by_the_last_run_goes_with_the_next() -> None:
    plan = Plan(
        id="p",
        version="1",
        calendar=ALWAYS,
        steps=[Action("a", after=Last(Delivered)), Action("b", after=AfterStep("a"))],
    )
    found = simulated(plan, history=[DELIVERED], runs=["2026-03-10T09:00Z"])
    assert fates(found) == {"a": "sent", "b": "due"}


def test_a_condition_is_asked_of_the_facts() -> None:
    def is_open(facts: Any) -> Any:
        return not_met("paid") if facts.get("balance") == 0 else not_met("asked")

    plan = Plan(
        id="p",
        version="1",
        calendar=ALWAYS,
        steps=[Action("a", after=Last(Delivered), when=is_open)],
    )
    found = simulated(plan, history=[DELIVERED], runs=["2026-03-10T09:00Z"], facts={"balance": 0})
    assert fates(found) == {"a": "withheld"}


class TestNothingTwice:
    """However often it runs, nothing goes out twice; where a history says so, it is told."""

    @pytest.mark.parametrize("per_day", [1, 2, 8])
    def test_over_any_number_of_runs(self, per_day: int) -> None:
        start = instant("2026-03-09T09:00Z")
        runs = [(start + timedelta(hours=24 * n / per_day)) for n in range(40 * per_day)]
        found = contacts.simulate(
            [FIRST_MONTH, OFFERS], [DELIVERED], RULES, subject="C-7", runs=runs
        )
        assert found.twice == ()
        assert len(found.sent) == len({x.key for x in found.sent}) == 3

    def test_a_job_that_runs_only_in_quiet_hours_sends_nothing(self) -> None:
        found = simulated(FIRST_MONTH, history=[DELIVERED], runs=daily("2026-03-09", 40, hour=23))
        assert fates(found) == {"all_well": "missed", "review": "missed"}
        assert {x.because for x in found.occurrences} == {"quiet_hours"}

    def test_a_second_simulation_over_the_record_of_the_first_sends_nothing(self) -> None:
        runs = daily("2026-03-09", 40)
        first = simulated(FIRST_MONTH, history=[DELIVERED], runs=runs)
        recorded = [
            StepDone(x.key, contact=x.contact, at=x.sent_at)
            for x in first.sent
            if x.sent_at is not None
        ]
        again = simulated(FIRST_MONTH, history=[DELIVERED, *recorded], runs=runs)
        assert again.sent == ()

    def test_what_a_history_records_two_times(self) -> None:
        done = StepDone("first-month/C-7/all_well//1", at="2026-03-11T22:00Z")
        again = evolve(done, at="2026-03-12T22:00Z")
        found = simulated(
            FIRST_MONTH, history=[DELIVERED, again, done], runs=daily("2026-03-13", 2)
        )
        assert found.twice == ("first-month/C-7/all_well//1",)
        assert found.text(zone=BERLIN).endswith("twice: first-month/C-7/all_well//1\n")

    def test_one_record_that_is_told_two_times_is_one(self) -> None:
        done = StepDone("first-month/C-7/all_well//1", at="2026-03-11T22:00Z")
        found = simulated(FIRST_MONTH, history=[DELIVERED, done, done], runs=daily("2026-03-13", 2))
        assert found.twice == ()

    def test_two_plans_may_have_steps_of_one_name(self) -> None:
        plans = [
            Plan(
                id=name,
                version="1",
                calendar=ALWAYS,
                steps=[Action("reminder", after=First(kind), wait=Days(1))],
            )
            for name, kind in (("invoices", Due), ("returns", Called))
        ]
        history = [Due(at="2026-03-09T09:00Z"), Called(at="2026-03-10T09:00Z")]
        found = simulated(*plans, history=history, runs=daily("2026-03-09", 7))
        assert [x.plan for x in found.sent] == ["invoices", "returns"]
        assert found.twice == ()

    @pytest.mark.parametrize(
        ("resets", "expected"),
        [
            pytest.param(
                ["2026-03-10T09:00Z", "2026-03-10T09:00Z"],
                ("first-month/C-7/all_well//1/1",),
                id="the plan was begun anew before both, and that was told twice",
            ),
            pytest.param(
                ["2026-03-10T09:00Z"],
                ("first-month/C-7/all_well//1/1",),
                id="it was begun anew before both, and that was told late",
            ),
            pytest.param(
                ["2026-03-11T22:00:01Z"], (), id="it was begun anew between them, and that is meant"
            ),
            pytest.param(
                ["2026-03-13T22:00:01Z"],
                ("first-month/C-7/all_well//1/1",),
                id="it was begun anew after both",
            ),
        ],
    )
    def test_whatever_round_the_key_names(
        self, resets: list[str], expected: tuple[str, ...]
    ) -> None:
        plan = evolve(FIRST_MONTH, resets=[Closed])
        history = [
            DELIVERED,
            *(Closed(at=x) for x in resets),
            StepDone("first-month/C-7/all_well//1", at="2026-03-11T22:00Z"),
            StepDone("first-month/C-7/all_well//1/1", at="2026-03-13T22:00Z"),
        ]
        found = simulated(plan, history=history, runs=["2026-03-09T09:00Z"])
        assert found.twice == expected

    @pytest.mark.parametrize(
        "other",
        [
            pytest.param("first-month/C-7/review//1", id="another step"),
            pytest.param("first-month/C-7/all_well/O-2/1", id="about another event"),
            pytest.param("first-month/C-7/all_well//2", id="the second time"),
            pytest.param("first-month/C-8/all_well//1", id="to somebody else"),
            pytest.param("month-one/C-7/all_well//1", id="of another plan"),
        ],
    )
    def test_something_else_is_not_the_same(self, other: str) -> None:
        history = [
            StepDone("first-month/C-7/all_well//1", at="2026-03-11T22:00Z"),
            StepDone(other, at="2026-03-12T22:00Z"),
        ]
        assert simulated(FIRST_MONTH, history=history, runs=["2026-03-09T09:00Z"]).twice == ()

    def test_a_new_round_is_meant(self) -> None:
        again = evolve(FIRST_MONTH, resets=[Closed])
        history = [DELIVERED, Closed(at="2026-03-20T09:00Z")]
        found = simulated(again, history=history, runs=daily("2026-03-09", 20))
        assert [(x.step, str(x.fate)) for x in found.occurrences] == [
            ("all_well", "sent"),
            ("all_well", "sent"),
            ("review", "gone"),
            ("review", "pending"),
        ]
        assert found.twice == ()

    @pytest.mark.parametrize(
        ("reset", "is_twice"),
        [
            pytest.param(Closed(at="2026-03-12T09:00Z"), False, id="about all"),
            pytest.param(Closed(at="2026-03-12T09:00Z", ref="I-1"), False, id="about this one"),
            pytest.param(Closed(at="2026-03-12T09:00Z", ref="I-2"), True, id="about the other"),
            pytest.param(
                Closed(at="2026-03-12T09:00Z", ref="T-9"), False, id="about nothing told apart"
            ),
            pytest.param(Enrolled(at="2026-03-12T09:00Z"), False, id="of all plans"),
            pytest.param(
                Enrolled(plan="invoices", at="2026-03-12T09:00Z"), False, id="of this plan"
            ),
            pytest.param(
                Enrolled(plan="win-back", at="2026-03-12T09:00Z"), True, id="of another plan"
            ),
        ],
    )
    def test_a_new_round_is_one_of_what_it_is_about(self, reset: Event, is_twice: bool) -> None:
        plan = Plan(
            id="invoices",
            version="1",
            calendar=ALWAYS,
            resets=[Closed, Enrolled],
            steps=[Action("remind", after=Each(Due), wait=Days(1))],
        )
        history = [
            *(Due(at="2026-03-09T09:00Z", ref=x) for x in ("I-1", "I-2")),
            reset,
            StepDone("invoices/C-7/remind/I-1/1", at="2026-03-10T09:00Z"),
            StepDone("invoices/C-7/remind/I-1/1/1", at="2026-03-13T09:00Z"),
        ]
        found = simulated(plan, history=history, runs=["2026-03-09T09:00Z"])
        assert found.twice == (("invoices/C-7/remind/I-1/1/1",) if is_twice else ())

    def test_that_of_somebody_else_is_no_matter(self) -> None:
        others = [
            StepDone("first-month/C-8/all_well//1", at="2026-03-11T22:00Z"),
            StepDone("first-month/C-8/all_well//1", at="2026-03-12T22:00Z"),
            StepDone("a key of another kind", at="2026-03-11T22:00Z"),
            StepDone("a key of another kind", at="2026-03-12T22:00Z"),
        ]
        found = simulated(FIRST_MONTH, history=[DELIVERED, *others], runs=daily("2026-03-09", 7))
        assert found.twice == ()


class TestVersions:
    """What was decided under a version stays so, and what is open goes on by the next one."""

    NEWER = evolve(
        FIRST_MONTH,
        version="2",
        steps=[
            Action("all_well", after=Last(Delivered), wait=Days(4)),
            Action("review", after=Last(Delivered), wait=Days(14)),
        ],
    )

    def test_each_holds_from_when_it_was_bound(self) -> None:
        bound = PlanBound("first-month", version="2", at="2026-03-15T09:00Z")
        found = simulated(
            FIRST_MONTH,
            history=[DELIVERED, bound],
            runs=daily("2026-03-09", 40),
            versions=[self.NEWER],
        )
        sent = [(x.step, x.sent_at) for x in found.sent]
        assert sent == [
            ("all_well", instant("2026-03-12T09:00Z")),
            ("review", instant("2026-03-24T09:00Z")),
        ]
        assert found.twice == ()

    def test_a_round_is_one_of_the_version_that_held(self) -> None:
        bound = PlanBound("first-month", version="2", at="2026-03-12T00:00Z")
        history = [
            DELIVERED,
            bound,
            Closed(at="2026-03-12T12:00Z"),
            StepDone("first-month/C-7/all_well//1", at="2026-03-11T22:00Z"),
            StepDone("first-month/C-7/all_well//1/1", at="2026-03-13T22:00Z"),
        ]
        anew = evolve(self.NEWER, resets=[Closed])
        runs = ["2026-03-09T09:00Z"]
        told = simulated(FIRST_MONTH, history=history, runs=runs, versions=[anew])
        assert told.twice == ()
        told = simulated(FIRST_MONTH, history=history, runs=runs, versions=[self.NEWER])
        assert told.twice == ("first-month/C-7/all_well//1/1",)

    @pytest.mark.parametrize(
        "versions",
        [
            pytest.param([OFFERS], id="of none of the plans"),
            pytest.param([evolve(FIRST_MONTH, version="3")], id="not the one that was bound"),
        ],
    )
    def test_they_are_those_that_histories_name(self, versions: list[Plan]) -> None:
        bound = PlanBound("first-month", version="2", at="2026-03-09T09:00Z")
        with pytest.raises(InvalidValue, match="versions"):
            simulated(FIRST_MONTH, history=[bound], runs=["2026-03-10T09:00Z"], versions=versions)


class TestForms:
    """A simulation is told as a table and as plain data."""

    FOUND = simulated(
        FIRST_MONTH,
        OFFERS,
        history=[DELIVERED, ConsentWithdrawn("marketing", at="2026-03-20T09:00Z")],
        runs=["2026-03-11T20:30Z", "2026-03-11T23:30Z", "2026-03-12T07:30Z", "2026-03-31T09:00Z"],
    )

    def test_as_a_table(self) -> None:
        first = "2026-03-12 08:30  quiet_hours until 2026-03-12 08:00 (2 runs)"
        assert self.FOUND.text(zone=BERLIN).splitlines() == [
            "due               plan         step      ref  what     when              why",
            f"2026-03-11 21:00  first-month  all_well       sent     {first}",
            "2026-03-30 21:00  first-month  review         sent     2026-03-31 11:00",
            "2026-03-30 21:00  offers       offer          dropped                    opted_out",
        ]

    def test_as_data_that_json_can_hold(self) -> None:
        told = json.loads(json.dumps(self.FOUND.as_dict()))
        assert list(told) == ["subject", "runs", "occurrences", "twice"]
        assert told["runs"][0] == "2026-03-11T20:30:00+00:00"
        assert told["occurrences"][0] == {
            "key": "first-month/C-7/all_well//1",
            "plan": "first-month",
            "step": "all_well",
            "ref": "",
            "contact": {"channel": "email", "purpose": "service", "priority": 5, "minutes": 0},
            "due_at": "2026-03-11T20:00:00+00:00",
            "fate": "sent",
            "sent_at": "2026-03-12T07:30:00+00:00",
            "because": "quiet_hours",
            "remarks": [],
            "put_off": [
                {
                    "at": at,
                    "fate": "deferred",
                    "because": "quiet_hours",
                    "until": "2026-03-12T07:00:00+00:00",
                }
                for at in ("2026-03-11T20:30:00+00:00", "2026-03-11T23:30:00+00:00")
            ],
        }

    def test_remarks_are_told(self) -> None:
        rules = ContactRules(zone=BERLIN, quiet=QuietHours("20:00-08:00", if_too_late="early"))
        plan = evolve(
            FIRST_MONTH,
            steps=[Action("late", after=Last(Delivered), wait=Days(1), expires=Hours(3))],
        )
        runs = ["2026-03-10T16:30Z"]
        found = simulated(plan, history=[DELIVERED], runs=runs, rules=rules)
        assert one(found, "late").remarks == ("sent_early",)
        assert "sent_early" in found.text(zone=BERLIN)

    def test_a_zone_that_is_none(self) -> None:
        with pytest.raises(InvalidValue, match="zone"):
            self.FOUND.text(zone="Berlin")


@pytest.mark.parametrize(
    ("wish", "error"),
    [
        pytest.param({"runs": []}, InvalidValue, id="no runs"),
        pytest.param({"plans": []}, InvalidValue, id="no plans"),
        pytest.param({"plans": ["first-month"]}, WrongType, id="names of plans"),
        pytest.param({"rules": None}, WrongType, id="no rules"),
        pytest.param({"subject": " "}, InvalidValue, id="nobody"),
        pytest.param({"runs": ["2026-03-09"]}, InvalidValue, id="a day is no instant"),
    ],
)
def test_what_cannot_be(wish: dict[str, Any], error: type[Exception]) -> None:
    asked: dict[str, Any] = {
        "plans": [FIRST_MONTH],
        "rules": RULES,
        "subject": "C-7",
        "runs": ["2026-03-09T09:00Z"],
    }
    asked |= wish
    with pytest.raises(error):
        contacts.simulate(
            asked["plans"],
            [DELIVERED],
            asked["rules"],
            subject=asked["subject"],
            runs=asked["runs"],
        )
