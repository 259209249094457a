"""The ready-made plans: what a customer hears on which day, and when nobody writes."""

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from postsales import (
    EUR,
    Action,
    AfterStep,
    Answered,
    Authorised,
    Cancelled,
    CaseClosed,
    CaseOpened,
    Channel,
    Contact,
    CustomerWrote,
    Days,
    Delivered,
    Enrolled,
    Event,
    First,
    FollowUpPaused,
    FollowUpResumed,
    Happened,
    Holidays,
    InquiryClosed,
    InquiryMerged,
    InquiryReopened,
    InvalidValue,
    Last,
    Matter,
    OccurrenceState,
    Paid,
    Placed,
    Plan,
    Preferences,
    Purpose,
    Received,
    Refunded,
    RefundStatus,
    RemorseSeen,
    ReturnClosed,
    ReturnRequested,
    ReturnShipped,
    ReviewGiven,
    Shipped,
    SolutionConfirmed,
    Solved,
    Target,
    Tender,
    Unenrolled,
    WeReplied,
    WorkCalendar,
    WorkingDays,
    WrongType,
    followups,
    schedules,
)
from postsales.schedules._concerning import OfPlan
from postsales.wire import toml
from tests.followups.sale import BOUGHT, DELIVERED, OFFICE, at, daily, diary, run

MONTH = followups.first_thirty_days(OFFICE)
REASSURANCE = followups.reassurance(OFFICE)
PAID = Paid(EUR("50.00"), tender=Tender.card("ch_1"), at=BOUGHT)
DAYS = [f"03-{day:02} 18:00" for day in range(5, 32)] + [
    f"04-{day:02} 18:00" for day in range(1, 9)
]
NOTICE = Contact("letter", purpose="statutory")
PLANS: dict[str, Callable[[WorkCalendar], Plan]] = {
    "the first thirty days": followups.first_thirty_days,
    "reassurance": followups.reassurance,
    "after a solution": followups.after_solved,
    "a review": followups.review_request,
    "win-back": followups.win_back,
}


class TestFirstThirtyDays:
    """The customer knows what to expect, and hears it on working days in the morning."""

    def test_the_diary(self) -> None:
        assert diary(MONTH, [DELIVERED]) == {
            "welcome": "Fri 03-06 10:00",
            "teething_check": "Tue 03-10 10:00",
            "training": "Fri 03-13 10:00",
            "satisfaction": "Thu 03-19 10:00",
            "proof": "Wed 03-25 10:00",
            "success_in_writing": "Wed 04-01 10:00",
        }

    def test_thanks_come_after_the_call_and_not_before(self) -> None:
        assert "thank_you" not in diary(MONTH, [DELIVERED])
        call, *_ = run(MONTH, [DELIVERED], "03-06 10:00")
        done = call.done(at=at("03-06 16:00"))
        assert diary(MONTH, [DELIVERED, done], "03-06 16:00")["thank_you"] == "Mon 03-09 10:00"

    @pytest.mark.parametrize(
        ("delivered", "welcome", "teething"),
        [
            ("01-31 12:00", "Mon 02-02 10:00", "Thu 02-05 10:00"),
            ("03-27 12:00", "Mon 03-30 10:00", "Wed 04-01 10:00"),
            ("04-02 12:00", "Tue 04-07 10:00", "Tue 04-07 10:00"),
            ("10-23 12:00", "Mon 10-26 10:00", "Wed 10-28 10:00"),
        ],
        ids=["the end of a month", "the clocks go forward", "over Easter", "the clocks go back"],
    )
    def test_days_keep_the_clock_time(self, delivered: str, welcome: str, teething: str) -> None:
        easter = Holidays(["2026-04-03", "2026-04-06"], since="2026-01-01", until="2026-12-31")
        plan = followups.first_thirty_days(evolve(OFFICE, holidays=easter))
        told = diary(plan, [Delivered({"tee": 1}, at=at(delivered))], delivered)
        assert (told["welcome"], told["teething_check"]) == (welcome, teething)

    def test_a_leap_day_is_a_day(self) -> None:
        told = [Delivered({"tee": 1}, at="2028-02-24T12:00+01:00")]
        some = schedules.occurrences(MONTH, told, subject="C", at="2028-02-24T12:00+01:00")
        when = {x.step: x.at for x in some}
        assert when["teething_check"] == Happened("x", at="2028-02-29T10:00+01:00").at

    @pytest.mark.parametrize(
        ("now", "due"),
        [
            ("03-06 09:59", []),
            ("03-06 10:00", ["welcome"]),
            ("03-09 23:59", ["welcome"]),
            ("03-10 00:00", []),
            ("03-10 10:00", ["teething_check"]),
        ],
        ids=["before", "on the minute", "three days late", "too late", "the next"],
    )
    def test_the_edges(self, now: str, due: list[str]) -> None:
        assert [x.step for x in run(MONTH, [DELIVERED], now)] == due

    def test_run_every_day_each_step_is_done_once(self) -> None:
        assert daily(MONTH, [DELIVERED], DAYS) == [
            "03-06 welcome",
            "03-09 thank_you",
            "03-10 teething_check",
            "03-13 training",
            "03-19 satisfaction",
            "03-25 proof",
            "04-01 success_in_writing",
        ]

    def test_a_service_begins_with_its_start(self) -> None:
        started = First(Happened.of("activated"))
        plan = followups.first_thirty_days(OFFICE, since=started)
        called = Happened("called", at=at("03-02 12:30"))
        assert diary(plan, [called]) == {}
        told = [called, Happened("activated", at=at("03-05 12:30"))]
        assert diary(plan, told)["welcome"] == "Fri 03-06 10:00"

    def test_the_start_of_a_service_is_told_in_files(self) -> None:
        plan = followups.first_thirty_days(OFFICE, since=First(Happened.of("activated")))
        text = toml.write_plan(plan)
        assert '[plan.steps.after]\nfirst = "happened:activated"\n' in text
        assert toml.read_plan(text).plan == plan


class TestStopped:
    """Nobody is written to who does not want it, or whose goods come back."""

    @pytest.mark.parametrize(
        "stop",
        [
            Unenrolled(at=at("03-08 10:00")),
            Unenrolled(plan="first-thirty-days", at=at("03-08 10:00")),
            ReturnShipped(at=at("03-08 10:00"), ref="R-1"),
            Received({"tee": 1}, at=at("03-08 10:00")),
            Cancelled({"tee": 1}, at=at("03-08 10:00")),
        ],
        ids=["of all", "of this one", "goods on their way back", "goods back", "cancelled"],
    )
    def test_nothing_follows_a_stop(self, stop: Event) -> None:
        assert daily(MONTH, [DELIVERED, stop], DAYS) == ["03-06 welcome"]

    @pytest.mark.parametrize(
        "refund",
        [
            Refunded(EUR("50.00"), at=at("03-08 10:00")),
            Refunded(EUR("0.01"), at=at("03-08 10:00")),
            Refunded(EUR("50.00"), status=RefundStatus.FAILED, ref="r", at=at("03-08 10:00")),
        ],
        ids=["all of it", "a cent for goodwill", "one that failed"],
    )
    def test_money_ends_nothing(self, refund: Event) -> None:
        assert daily(MONTH, [DELIVERED, refund], DAYS) == daily(MONTH, [DELIVERED], DAYS)

    def test_a_stop_of_another_plan_is_none(self) -> None:
        stop = Unenrolled(plan="win-back", at=at("03-08 10:00"))
        assert len(daily(MONTH, [DELIVERED, stop], DAYS)) == 7

    @pytest.mark.parametrize("kind", [Unenrolled, FollowUpPaused, Enrolled])
    def test_what_names_another_plan_changes_nothing(self, kind: type[OfPlan]) -> None:
        told = [DELIVERED, kind(plan="win-back", at=at("03-05 13:00"))]
        assert diary(MONTH, told) == diary(MONTH, [DELIVERED])
        changes = [
            schedules.next_change(MONTH, x, subject="C-7", at=at("03-05 12:45"))
            for x in (told, [DELIVERED])
        ]
        assert changes[0] == changes[1]

    def test_a_pause_moves_what_is_to_come(self) -> None:
        paused = FollowUpPaused(at=at("03-11 10:00"))
        told = [DELIVERED, paused]
        assert run(MONTH, told, "03-13 10:00") == ()
        told.append(FollowUpResumed(at=at("03-12 10:00")))
        # Two local days were touched, and the 15th is a Sunday.
        assert diary(MONTH, told, "03-12 10:00")["training"] == "Mon 03-16 10:00"

    @pytest.mark.parametrize(
        ("begins", "ends"),
        [
            (ReturnRequested({"tee": 1}, at=at("03-11 10:00"), ref="R-1"), ReturnClosed),
            (CaseOpened(at=at("03-11 10:00"), ref="R-1"), CaseClosed),
        ],
        ids=["a return", "a case"],
    )
    def test_it_waits_while_something_is_open(self, begins: Event, ends: type[Event]) -> None:
        told = [DELIVERED, begins]
        assert run(MONTH, told, "03-20 10:00") == ()
        told.append(ends(at=at("03-12 10:00"), ref="R-1"))
        assert diary(MONTH, told, "03-12 10:00")["training"] == "Mon 03-16 10:00"


class TestEnrolled:
    """Whoever is enrolled begins anew with the next delivery, or with that of the same instant."""

    left = Unenrolled(at=at("03-08 10:00"))

    def test_nothing_follows_until_they_are_enrolled_again(self) -> None:
        later = Delivered({"mug": 1}, at=at("03-19 10:00"))
        assert daily(MONTH, [DELIVERED, self.left, later], DAYS) == ["03-06 welcome"]

    @pytest.mark.parametrize(
        ("delivered", "sent"),
        [
            ("03-19 09:59", ["03-06 welcome"]),
            ("03-19 10:00", ["03-06 welcome", "03-20 welcome", "03-23 thank_you"]),
            ("03-23 18:00", ["03-06 welcome", "03-24 welcome", "03-25 thank_you"]),
        ],
        ids=["a minute before", "at one instant", "after it"],
    )
    def test_it_counts_from_the_next_delivery(self, delivered: str, sent: list[str]) -> None:
        again = Delivered({"mug": 1}, at=at(delivered))
        told = [DELIVERED, self.left, Enrolled(at=at("03-19 10:00")), again]
        days = [f"03-{day:02} 18:00" for day in range(5, 26)]
        assert [x for x in daily(MONTH, told, days) if "teething" not in x] == sent

    def test_who_buys_again_is_welcomed_when_it_comes_and_not_before(self) -> None:
        of_2025 = Delivered({"tee": 1}, at="2025-03-05T12:30+01:00")
        enrolled = Enrolled(at=BOUGHT)
        assert diary(MONTH, [of_2025, enrolled], "03-03 11:00") == {}
        sent = daily(MONTH, [of_2025, enrolled, DELIVERED], ["03-03 18:00", "03-06 18:00"])
        assert sent == ["03-06 welcome"]

    def test_a_second_sale_has_its_own_steps(self) -> None:
        bought = Placed(at=at("03-21 10:00"))
        second = Delivered({"lamp": 1}, at=at("03-23 12:00"))
        told = [DELIVERED, bought, Enrolled(at=bought.at), second]
        sent = daily(MONTH, told, [*DAYS, "04-09 18:00", "04-10 18:00"])
        assert (sent.count("03-06 welcome"), sent.count("03-24 welcome")) == (1, 1)

    @pytest.mark.parametrize(
        ("enrolled", "left_out"),
        [
            ("2026-03-02T10:15+01:00", set()),
            ("2026-03-02T10:16+01:00", {"good_choice", "personal_call"}),
            ("2026-03-05T12:30+01:00", {"good_choice", "personal_call"}),
            ("2026-03-05T12:31+01:00", set(diary(REASSURANCE, [PAID, DELIVERED]))),
        ],
        ids=["with the payment", "a minute later", "with the delivery", "a minute after that"],
    )
    def test_a_further_sale_is_reassured_like_the_first(
        self, enrolled: str, left_out: set[str]
    ) -> None:
        of_2025 = [
            evolve(PAID, at="2025-03-02T10:15+01:00"),
            evolve(DELIVERED, at="2025-03-05T12:30Z"),
        ]
        told = [*of_2025, PAID, DELIVERED, Enrolled(at=enrolled)]
        first = diary(REASSURANCE, [PAID, DELIVERED], "03-05 12:31")
        found = diary(REASSURANCE, told, "03-05 12:31")
        assert found == {x: day for x, day in first.items() if x not in left_out}

    @pytest.mark.parametrize("plan", [MONTH, REASSURANCE])
    def test_whoever_pays_after_the_delivery_is_enrolled_with_the_order(self, plan: Plan) -> None:
        placed = Placed(at=BOUGHT)
        paid = evolve(PAID, at=at("03-05 18:00"))
        told = [DELIVERED, paid, placed]
        before = evolve(DELIVERED, at="2025-03-05T12:30+01:00")
        found = diary(plan, [before, Enrolled(at=BOUGHT), *told], "03-05 18:00")
        assert found == diary(plan, told, "03-05 18:00")

    @pytest.mark.parametrize(("left", "enrolled"), [("u1", "o2"), ("u1", ""), ("", "o2"), ("", "")])
    def test_records_with_refs_of_their_own_belong_together(self, left: str, enrolled: str) -> None:
        stop = Unenrolled(ref=left, at=at("03-08 10:00"))
        again = Delivered({"mug": 1}, at=at("06-05 12:30"))
        told = [DELIVERED, stop, again, Enrolled(ref=enrolled, at=again.at)]
        assert diary(MONTH, told, "06-08 12:00")["welcome"] == "Mon 06-08 10:00"

    def test_a_pause_with_a_ref_is_over_when_they_are_enrolled_after_they_left(self) -> None:
        paused = FollowUpPaused(ref="x", at=at("03-05 13:00"))
        again = Delivered({"mug": 1}, at=at("06-05 12:30"))
        told = [DELIVERED, paused, self.left, again, Enrolled(ref="o2", at=again.at)]
        assert diary(MONTH, told, "06-08 12:00")["welcome"] == "Mon 06-08 10:00"

    def test_it_ends_a_pause_of_before(self) -> None:
        paused = FollowUpPaused(at=at("03-05 13:00"))
        told = [paused, self.left, Enrolled(at=at("03-09 09:00"))]
        again = Delivered({"mug": 1}, at=at("03-09 12:30"))
        assert diary(MONTH, [*told, again], "03-09 13:00")["welcome"] == "Tue 03-10 10:00"
        without = [paused, Enrolled(at=at("03-09 09:00")), again]
        assert diary(MONTH, without, "03-09 13:00")["welcome"] == "nobody can say"

    @pytest.mark.parametrize(
        ("held", "let_go"),
        [
            (FollowUpPaused(at=at("01-05 13:00")), FollowUpResumed),
            (CaseOpened(at=at("01-05 13:00"), ref="A"), CaseClosed),
            (Answered(1, at=at("01-05 13:00"), ref="A"), CaseClosed),
            (ReturnRequested({"tee": 1}, at=at("01-05 13:00"), ref="A"), ReturnClosed),
        ],
        ids=["a pause", "a case", "an unhappy answer", "a return"],
    )
    def test_it_ends_nothing_that_holds_a_customer_back(
        self, held: Event, let_go: type[Event]
    ) -> None:
        told = [held, PAID, Enrolled(at=PAID.at), DELIVERED]
        assert diary(MONTH, told, "03-06 11:00")["welcome"] == "nobody can say"
        told.append(let_go(at=at("02-05 13:00"), ref=held.ref))
        assert diary(MONTH, told, "03-06 11:00")["welcome"] == "Fri 03-06 10:00"

    def test_a_calendar_entry_of_a_round_that_is_told_late_is_a_new_one(self) -> None:
        told = [PAID, Enrolled(at=PAID.at), DELIVERED]
        (welcome,) = run(MONTH, told, "03-06 11:00")
        late = Enrolled(at="2025-03-02T10:15+01:00")
        (anew,) = run(MONTH, [*told, late], "03-06 11:00")
        assert [x.key.split("/", 2)[2] for x in (welcome, anew)] == ["welcome//1/1", "welcome//1/2"]
        done = welcome.done(at=at("03-06 11:00"))
        assert "welcome" not in {x.step for x in run(MONTH, [*told, done, late], "03-06 11:05")}

    def test_a_pause_of_all_plans_is_over_for_the_one_that_was_stopped(self) -> None:
        paused = FollowUpPaused(at=at("03-05 13:00"))
        told: list[Event] = [paused, Unenrolled(plan="win-back", at=at("03-06 10:00"))]
        told += [Enrolled(plan="win-back", at=at("03-09 09:00"))]
        assert diary(MONTH, [DELIVERED, *told], "03-09 13:00")["welcome"] == "nobody can say"

    def test_an_inquiry_that_was_confirmed_is_not_asked_about_again(self) -> None:
        told = [
            Solved(at=at("03-05 12:30")),
            SolutionConfirmed(at=at("03-06 20:00")),
            Enrolled(at=at("03-19 10:00")),
        ]
        sent = daily(followups.after_solved(OFFICE), told, DAYS)
        assert sent == ["03-06 confirm", "03-09 satisfaction"]


class TestCross:
    """Who is just cross hears nothing cheerful, whether or not somebody has taken it up yet."""

    cross = Answered(1, at=at("03-19 12:00"), ref="A-1")

    def test_an_unhappy_answer_holds_back_what_is_cheerful(self) -> None:
        assert run(MONTH, [DELIVERED, self.cross], "03-25 10:00") == ()
        assert run(MONTH, [DELIVERED, self.cross], "04-01 10:30") == ()
        content = Answered(4, at=at("03-19 12:00"), ref="A-1")
        assert [x.step for x in run(MONTH, [DELIVERED, content], "03-25 10:00")] == ["proof"]

    def test_it_goes_on_when_its_case_is_closed(self) -> None:
        opened = CaseOpened(ref="A-1", at=at("03-20 10:00"))
        other = CaseClosed(ref="A-0", at=at("03-20 11:00"))
        told = [DELIVERED, self.cross, opened, other]
        assert run(MONTH, told, "03-25 10:00") == ()
        told.append(CaseClosed(ref="A-1", at=at("03-21 09:00")))
        # Three local days were touched, and the 28th is a Saturday.
        assert diary(MONTH, told, "03-21 09:00")["proof"] == "Mon 03-30 10:00"

    @pytest.mark.parametrize(
        ("answer", "case", "goes_on"),
        [("A-1", "parcel-9", False), ("", "parcel-9", True), ("A-1", "", True)],
        ids=["both have refs", "the answer has none", "the case has none"],
    )
    def test_a_case_of_something_else_settles_no_answer_that_has_a_ref(
        self, answer: str, case: str, goes_on: bool
    ) -> None:
        told = [
            DELIVERED,
            CaseOpened(ref=case, at=at("03-18 13:00")),
            evolve(self.cross, ref=answer),
            CaseClosed(ref=case, at=at("03-20 13:00")),
        ]
        assert ("proof" in {x.step for x in run(MONTH, told, "04-03 12:00")}) is goes_on
        assert len(followups.cases_to_open(told, at=at("04-03 12:00"))) == 1

    def test_who_is_cross_is_asked_for_no_review(self) -> None:
        review = followups.review_request(OFFICE)
        assert daily(review, [DELIVERED, self.cross], DAYS) == []

    @pytest.mark.parametrize("name", PLANS)
    def test_it_is_so_in_files(self, name: str) -> None:
        made: Callable[..., Plan] = PLANS[name]
        rules = {"remorse": RemorseSeen()}
        text = toml.write_plan(made(OFFICE), rules=rules)
        assert '{ begins = "unhappy_answer", ends = "case_closed" }' in text
        assert toml.read_plan(text, rules=rules).plan == made(OFFICE)


class TestReassurance:
    """What matters most comes first, and a person calls where somebody seems to regret it."""

    paid = Paid(EUR("50.00"), tender=Tender.card("ch_1"), at=BOUGHT)

    def test_the_diary(self) -> None:
        told = Preferences(matters_most=["quality", "price"])
        plan = followups.reassurance(OFFICE, preferences=told)
        assert diary(plan, [self.paid, DELIVERED]) == {
            "good_choice": "Tue 03-03 10:00",
            "proof_quality": "Thu 03-05 10:00",
            "proof_price": "Mon 03-09 10:00",
            "training": "Mon 03-09 10:00",
            "help_offered": "Thu 03-12 10:00",
            "personal_call": "Tue 03-03 10:00",
            "all_well": "Mon 04-06 10:00",
        }

    @pytest.mark.parametrize(
        ("remorse", "called"),
        [("likely", True), ("possible", True), ("none", False), ("unknown", False), (None, False)],
    )
    def test_the_call_waits_for_a_signal(self, remorse: str | None, called: bool) -> None:
        plan = followups.reassurance(OFFICE)
        facts = {} if remorse is None else {"remorse": remorse}
        some = schedules.occurrences(
            plan, [self.paid], subject="C", at=at("03-04 12:00"), facts=facts
        )
        call = next(x for x in some if x.step == "personal_call")
        assert (call.state is OccurrenceState.DUE) is called
        assert called or call.because is not None

    def test_what_is_not_known_is_asked_for(self) -> None:
        assert RemorseSeen()({}).tell == "remorse"

    @pytest.mark.parametrize("fact", ["no", "None", False, 0, "maybe", ""])
    def test_what_is_no_level_is_refused(self, fact: Any) -> None:
        with pytest.raises((InvalidValue, WrongType), match=r"remorse.*likely"):
            RemorseSeen()({"remorse": fact})


class TestAfterSolved:
    """We keep asking until it is confirmed, and then how content they are."""

    plan = followups.after_solved(OFFICE)
    solved = Solved(at=at("03-05 12:30"))

    def test_it_asks_four_times(self) -> None:
        assert daily(self.plan, [self.solved], DAYS) == [
            "03-06 confirm",
            "03-09 confirm",
            "03-12 confirm",
            "03-15 confirm",
        ]

    @pytest.mark.parametrize(
        "heard",
        [
            CustomerWrote(at=at("03-07 10:00")),
            InquiryReopened(at=at("03-07 10:00")),
        ],
        ids=["they write", "it is opened again"],
    )
    def test_whoever_says_anything_is_not_asked_again(self, heard: Event) -> None:
        assert daily(self.plan, [self.solved, heard], DAYS) == ["03-06 confirm"]

    def test_who_confirms_is_asked_how_content_they_are(self) -> None:
        confirmed = SolutionConfirmed(at=at("03-06 20:00"))
        assert daily(self.plan, [self.solved, confirmed], DAYS) == [
            "03-06 confirm",
            "03-09 satisfaction",
        ]

    def test_who_has_answered_is_not(self) -> None:
        told = [self.solved, SolutionConfirmed(at=at("03-06 20:00"))]
        told_all: list[Event] = [*told, Answered(5, at=at("03-07 10:00"))]
        assert daily(self.plan, told_all, DAYS) == ["03-06 confirm"]

    @pytest.mark.parametrize("order", [1, -1], ids=["in turn", "the other way round"])
    def test_what_is_confirmed_in_the_same_second_is_not_asked(self, order: int) -> None:
        told: list[Event] = [self.solved, SolutionConfirmed(at=self.solved.at)]
        assert daily(self.plan, told[::order], DAYS) == ["03-06 satisfaction"]

    def test_what_they_have_confirmed_needs_no_solution_of_ours(self) -> None:
        confirmed = SolutionConfirmed(at=at("03-05 12:29"))
        assert daily(self.plan, [confirmed], DAYS) == ["03-06 satisfaction"]

    def test_who_writes_after_they_confirmed_is_not_asked_how_content_they_are(self) -> None:
        told: list[Event] = [self.solved, SolutionConfirmed(at=at("03-05 13:30"))]
        told.append(CustomerWrote(at=at("03-05 20:00")))
        assert daily(self.plan, told, DAYS) == []

    def test_money_after_a_solution_ends_nothing(self) -> None:
        refund = Refunded(EUR("50.00"), at=at("03-05 13:00"))
        assert len(daily(self.plan, [self.solved, refund], DAYS)) == 4

    def test_each_solution_is_asked_about(self) -> None:
        again = [CustomerWrote(at=at("03-16 09:00")), Solved(at=at("03-17 15:00"))]
        assert daily(self.plan, [self.solved, *again], DAYS)[4:] == [
            "03-18 confirm",
            "03-21 confirm",
            "03-24 confirm",
            "03-27 confirm",
        ]

    def test_an_old_confirmation_is_none_of_the_next_solution(self) -> None:
        told = [self.solved, SolutionConfirmed(at=at("03-06 20:00"))]
        told_all: list[Event] = [
            *told,
            InquiryReopened(at=at("03-16 09:00")),
            Solved(at=at("03-17 15:00")),
            SolutionConfirmed(at=at("03-19 15:00")),
        ]
        assert daily(self.plan, told_all, DAYS) == [
            "03-06 confirm",
            "03-09 satisfaction",
            "03-18 confirm",
            "03-20 satisfaction",
        ]

    @pytest.mark.parametrize(
        "over",
        [InquiryClosed(at=at("03-07 10:00")), InquiryMerged("T-2", at=at("03-07 10:00"))],
        ids=["closed", "it goes on as another one"],
    )
    def test_nobody_asks_about_what_is_over(self, over: Event) -> None:
        assert daily(self.plan, [self.solved, over], DAYS) == ["03-06 confirm"]

    def test_what_is_closed_after_it_was_confirmed_was_a_solution(self) -> None:
        told = [SolutionConfirmed(at=at("03-06 20:00")), InquiryClosed(at=at("03-06 20:05"))]
        assert daily(self.plan, [self.solved, *told], DAYS)[-1] == "03-09 satisfaction"

    def test_our_own_words_are_no_answer(self) -> None:
        told = [self.solved, WeReplied(at=at("03-06 19:00"))]
        assert len(daily(self.plan, told, DAYS)) == 4

    def test_how_often_is_said(self) -> None:
        plan = followups.after_solved(OFFICE, asks=1)
        assert daily(plan, [self.solved], DAYS) == ["03-06 confirm"]


class TestReviewRequest:
    """Once, and once more; never while the goods go back."""

    plan = followups.review_request(OFFICE)

    def test_the_course(self) -> None:
        assert daily(self.plan, [DELIVERED], DAYS) == ["03-26 review", "04-02 review_reminder"]

    def test_a_review_ends_it(self) -> None:
        given = ReviewGiven(at=at("03-27 10:00"))
        assert daily(self.plan, [DELIVERED, given], DAYS) == ["03-26 review"]

    def test_a_review_that_is_told_at_night_ends_it(self) -> None:
        asked = run(self.plan, [DELIVERED], "03-26 10:30")
        told = [DELIVERED, *(x.done(at=at("03-26 10:30")) for x in asked)]
        given = ReviewGiven(at=at("03-26 10:20"))
        assert [x.step for x in run(self.plan, told, "04-02 10:30")] == ["review_reminder"]
        assert run(self.plan, [*told, given], "04-02 10:30") == ()

    def test_a_return_ends_it(self) -> None:
        back = ReturnRequested({"tee": 1}, at=at("03-10 10:00"), ref="R-1")
        over = ReturnClosed(at=at("03-11 10:00"), ref="R-1")
        assert daily(self.plan, [DELIVERED, back, over], DAYS) == []

    def test_an_unhappy_customer_is_asked_later(self) -> None:
        case = [
            CaseOpened(at=at("03-20 10:00"), ref="A"),
            CaseClosed(at=at("03-21 10:00"), ref="A"),
        ]
        assert daily(self.plan, [DELIVERED, *case], DAYS) == [
            "03-28 review",
            "04-04 review_reminder",
        ]


class TestWinBack:
    """After three months of silence, twice; not who has ordered again."""

    plan = followups.win_back(OFFICE)

    def test_the_course(self) -> None:
        days = [f"06-{day:02} 18:00" for day in range(1, 20)]
        assert daily(self.plan, [DELIVERED], days) == ["06-03 how_are_you", "06-17 last_word"]

    def test_another_order_ends_it(self) -> None:
        again = Placed(at=at("06-10 10:00"))
        days = [f"06-{day:02} 18:00" for day in range(1, 20)]
        assert daily(self.plan, [DELIVERED, again], days) == ["06-03 how_are_you"]

    @pytest.mark.parametrize(
        "seen",
        [
            Authorised(EUR("20.00"), tender=Tender.card("ch_2"), at=at("06-01 12:00")),
            Paid(EUR("20.00"), tender=Tender.card("ch_2"), at=at("06-01 12:00")),
            Shipped({"mug": 1}, at=at("06-01 12:00")),
        ],
        ids=["authorised", "paid", "sent"],
    )
    def test_whatever_tells_of_another_order_ends_it(self, seen: Event) -> None:
        assert run(self.plan, [DELIVERED, seen], "06-03 10:30") == ()
        late = followups.win_back(OFFICE, since=Last(type(seen)))
        assert diary(late, [DELIVERED, seen], "06-02 10:00") == {"how_are_you": "Sun 08-30 10:00"}

    @pytest.mark.parametrize(
        "event", [Placed, Authorised, Paid, Shipped], ids=["placed", "authorised", "paid", "sent"]
    )
    def test_what_follows_in_the_same_order_is_no_other(self, event: type[Event]) -> None:
        course: list[Event] = [
            Placed(at=at("03-02 10:00")),
            Authorised(EUR("20.00"), tender=Tender.card("ch_2"), at=at("03-02 10:01")),
            Paid(EUR("20.00"), tender=Tender.card("ch_2"), at=at("03-02 10:02")),
            Shipped({"mug": 1}, at=at("03-03 10:00")),
            DELIVERED,
        ]
        plan = followups.win_back(OFFICE, since=Last(event))
        assert [x.step for x in run(plan, course, "06-04 10:30")] == ["how_are_you"]

    @pytest.mark.parametrize(
        "seen",
        [
            Paid(EUR("20.00"), tender=Tender.card("ch_2"), at=at("05-30 12:00")),
            Shipped({"mug": 1}, at=at("05-30 12:00")),
        ],
        ids=["an instalment", "a replacement or a second parcel"],
    )
    def test_what_is_paid_or_sent_later_is_no_order_where_orders_are_counted(
        self, seen: Event
    ) -> None:
        told = [Placed(at=BOUGHT), DELIVERED, seen]
        assert run(self.plan, told, "06-03 10:30") == ()
        by_orders = followups.win_back(OFFICE, since=Last(Placed))
        assert [x.step for x in run(by_orders, told, "06-03 10:30")] == ["how_are_you"]
        again = Placed(at=at("05-31 10:00"))
        assert run(by_orders, [*told, again], "06-03 10:30") == ()

    def test_it_is_marketing(self) -> None:
        contacts = [x.contact for x in self.plan.actions]
        assert {x.purpose for x in contacts if x is not None} == {Purpose.MARKETING}

    def test_how_long_is_quiet_is_said(self) -> None:
        plan = followups.win_back(OFFICE, quiet=Days(30))
        assert diary(plan, [DELIVERED])["how_are_you"] == "Sat 04-04 10:00"


class TestAsData:
    """Every one of them is an ordinary plan, and changed like one."""

    @pytest.mark.parametrize("name", PLANS)
    def test_it_can_be_changed(self, name: str) -> None:
        plan = PLANS[name](OFFICE)
        first, *others = plan.steps
        changed = evolve(plan, version="2", steps=[evolve(first, key="hello"), *_loose(others)])
        assert changed.steps[0].key == "hello"
        assert evolve(changed, version="1", steps=plan.steps) == plan

    @pytest.mark.parametrize("name", PLANS)
    def test_it_has_a_name_and_a_version_of_the_hosts_own(self, name: str) -> None:
        made: Callable[..., Plan] = PLANS[name]
        plan = made(OFFICE, name="ours", version="7")
        assert (plan.id, plan.version) == ("ours", "7")

    @pytest.mark.parametrize("name", PLANS)
    def test_every_message_is_suited_to_the_customer(self, name: str) -> None:
        made: Callable[..., Plan] = PLANS[name]
        plan = made(OFFICE, preferences=Preferences(channel="sms", at_time="18:30"))
        for step in plan.actions:
            assert step.at_time in (None, "18:30")
            assert step.contact is not None
            assert (step.contact.channel, step.contact.minutes) == (Channel.SMS, 0)


def _loose(steps: list[Action | Target]) -> list[Action | Target]:
    """The steps that do not wait for the first."""
    return [x for x in steps if not isinstance(x.anchor, AfterStep)]


class TestPreferences:
    """What a customer prefers is read; what they leave open stays as the plan says."""

    def test_who_prefers_calls_gets_them_as_long_as_they_were(self) -> None:
        plan = followups.first_thirty_days(OFFICE, preferences=Preferences(channel="call"))
        minutes = {x.key: x.contact.minutes for x in plan.actions if x.contact}
        assert (minutes["welcome"], minutes["training"]) == (15, 15)
        visits = followups.first_thirty_days(OFFICE, preferences=Preferences(channel="visit"))
        minutes = {x.key: x.contact.minutes for x in visits.actions if x.contact}
        assert (minutes["welcome"], minutes["training"]) == (15, 60)

    def test_what_matters_most_is_the_proof(self) -> None:
        told = Preferences(matters_most=[Matter.SUPPORT, "price"])
        keys = [x.key for x in followups.first_thirty_days(OFFICE, preferences=told).steps]
        assert [x for x in keys if "proof" in x] == ["proof"]
        keys = [x.key for x in followups.reassurance(OFFICE, preferences=told).steps]
        assert [x for x in keys if "proof" in x] == ["proof_support", "proof_price"]

    def test_who_thinks_otherwise_gets_no_second_proof(self) -> None:
        plans = [
            followups.first_thirty_days(OFFICE, preferences=Preferences(matters_most=[x]))
            for x in ("ease", "price")
        ]
        proof = next(x for x in run(plans[0], [DELIVERED], "03-25 10:00") if x.step == "proof")
        told = [DELIVERED, proof.done(at=at("03-25 10:00"))]
        assert "proof" not in {x.step for x in run(plans[1], told, "03-25 12:00")}

    def test_a_notice_that_has_to_be_given_keeps_its_channel(self) -> None:
        notice = evolve(MONTH.actions[0], contact=NOTICE)
        plan = Preferences(channel="sms").suited(evolve(MONTH, steps=[notice]))
        assert plan.actions[0].contact == NOTICE

    def test_tasks_and_targets_are_nobody_s_messages(self) -> None:
        task = Action("look", after=First(Delivered), contact=None)
        target = Target("ship", after=First(Paid), within=WorkingDays(1), met_by=Delivered)
        plan = evolve(MONTH, steps=[task, target])
        assert Preferences(channel="sms", at_time="18:30").suited(plan) == plan

    @pytest.mark.parametrize(
        ("make", "error"),
        [
            (lambda: Preferences(at_time="25:00"), InvalidValue),
            (lambda: Preferences(channel="pigeon"), InvalidValue),
            (lambda: Preferences(matters_most=["colour"]), InvalidValue),
            (lambda: followups.win_back(OFFICE, quiet="long"), WrongType),  # type: ignore[arg-type]
        ],
        ids=["no such time", "no such channel", "no such matter", "no length"],
    )
    def test_what_cannot_be_is_refused(
        self, make: Callable[[], object], error: type[Exception]
    ) -> None:
        with pytest.raises(error):
            make()

    def test_one_matter_is_a_list_of_one(self) -> None:
        assert Preferences(matters_most="price").matters_most == (Matter.PRICE,)
