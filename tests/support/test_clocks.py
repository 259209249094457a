"""The clocks of an inquiry: what starts them, stops them, and what they never count."""

from datetime import timedelta

import pytest
from attrs import evolve

from postsales import (
    AskedCustomer,
    Channel,
    ClockStarted,
    ClockStopped,
    CustomerAnswered,
    CustomerWrote,
    Event,
    Holidays,
    Hours,
    InquiryClosed,
    InquiryMerged,
    InquiryReopened,
    ServiceLevel,
    Solved,
    SupportClock,
    SupportPolicy,
    SupportState,
    TargetState,
    WeReplied,
    WorkCalendar,
    WorkingDays,
    WorkingHours,
    WorkingMinutes,
    support,
)
from tests.support.desk import ALWAYS, FULL, OFFICE, POLICY, asked, at

FIRST, NEXT, WHOLE = SupportClock


def wrote(told: str, ref: str = "", channel: str = "email") -> CustomerWrote:
    return CustomerWrote(at=at(told), ref=ref, channel=channel)


def replied(told: str, ref: str = "") -> WeReplied:
    return WeReplied(at=at(told), ref=ref)


def due(policy: SupportPolicy, *history: Event, now: str, clock: SupportClock = FIRST) -> str:
    found = asked(policy, *history, now=now).clocks[clock]
    return found.due_at.isoformat() if found.due_at else "nobody can say"


@pytest.mark.parametrize(
    ("written", "answer_by"),
    [
        ("20 15:00", "2026-03-24T10:00:00+00:00"),
        ("18 09:00", "2026-03-19T12:00:00+00:00"),
        ("21 12:00", "2026-03-24T12:00:00+00:00"),
        ("20 17:00", "2026-03-24T12:00:00+00:00"),
        ("27 15:00", "2026-03-31T09:00:00+00:00"),
    ],
    ids=[
        "on a Friday afternoon the week-end does not count",
        "in the morning it is the next day",
        "on a Saturday it begins on Monday",
        "at the closing it begins at the next opening",
        "the clocks change over the week-end",
    ],
)
def test_the_first_answer_has_twelve_working_hours(written: str, answer_by: str) -> None:
    assert due(POLICY, wrote(written), now=written) == answer_by


@pytest.mark.parametrize(
    ("answered", "state"),
    [
        ("24 10:59", TargetState.MET),
        ("24 11:00", TargetState.MET),
        ("24 11:01", TargetState.MET_LATE),
    ],
    ids=["a minute before the end", "on the end", "a minute after it"],
)
def test_an_answer_is_in_time_up_to_the_end(answered: str, state: TargetState) -> None:
    found = asked(POLICY, wrote("20 15:00"), replied(answered), now="25 12:00")
    assert found.clocks[FIRST].state is state
    assert (found.state is SupportState.FAILED) is (state is TargetState.MET_LATE)


@pytest.mark.parametrize(
    ("now", "state", "left", "over"),
    [
        ("23 09:30", TargetState.RUNNING, timedelta(hours=9, minutes=30), None),
        ("24 11:00", TargetState.RUNNING, timedelta(0), None),
        ("24 12:30", TargetState.BREACHED, None, timedelta(hours=1, minutes=30)),
        ("25 09:30", TargetState.BREACHED, None, timedelta(hours=6, minutes=30)),
    ],
    ids=["time is left", "on the end nothing is left", "over it", "nights do not count as late"],
)
def test_what_is_left_is_working_time(
    now: str, state: TargetState, left: timedelta | None, over: timedelta | None
) -> None:
    found = asked(POLICY, wrote("20 15:00"), now=now).clocks[FIRST]
    assert (found.state, found.remaining, found.overdue) == (state, left, over)


@pytest.mark.parametrize(
    ("level", "answer_by"),
    [
        (ServiceLevel(first_response=WorkingMinutes(20)), "2026-03-23T08:10:00+00:00"),
        (ServiceLevel(first_response=WorkingMinutes(1)), "2026-03-20T15:51:00+00:00"),
        (ServiceLevel(first_response=WorkingMinutes(0)), "2026-03-20T15:50:00+00:00"),
        (ServiceLevel(first_response=Hours(12)), "2026-03-21T03:50:00+00:00"),
        (
            ServiceLevel(first_response=WorkingHours(12), calendar=ALWAYS),
            "2026-03-21T03:50:00+00:00",
        ),
        (ServiceLevel(first_response=WorkingDays(1)), "2026-03-23T23:00:00+00:00"),
    ],
    ids=[
        "a third of an hour goes over the week-end",
        "a minute",
        "at once",
        "twelve hours by the clock",
        "twelve working hours around the clock",
        "all of the next working day",
    ],
)
def test_a_level_says_how_long(level: ServiceLevel, answer_by: str) -> None:
    assert due(evolve(POLICY, level=level), wrote("20 16:50"), now="20 16:50") == answer_by


def test_holidays_in_a_row_do_not_count() -> None:
    easter = Holidays(["2026-04-03", "2026-04-06"], since="2026-01-01", until="2026-12-31")
    calendar = evolve(OFFICE, holidays=easter)
    thursday = CustomerWrote(at="2026-04-02T16:00+02:00")
    found = support.status(
        evolve(POLICY, calendar=calendar), [thursday], subject="T", at=thursday.at
    )
    assert found.due_at is not None
    assert found.due_at.isoformat() == "2026-04-08T10:00:00+00:00"


def test_a_night_in_which_an_hour_is_skipped_is_an_hour_shorter() -> None:
    nights = WorkCalendar(zone="Europe/Berlin", hours={"Mon-Sun": "01:00-05:00"})
    level = ServiceLevel(first_response=WorkingHours(3))
    policy = evolve(POLICY, calendar=nights, level=level)
    assert due(policy, wrote("29 00:00"), now="29 00:00") == ("2026-03-29T03:00:00+00:00")


class TestNextAnswer:
    """Every later message waits for an answer of its own, and the oldest one sets the time."""

    begun = (wrote("16 09:00", "m-1"), replied("16 10:00", "m-1"))

    def test_before_the_first_answer_it_has_not_begun(self) -> None:
        found = asked(FULL, wrote("16 09:00"), wrote("16 09:30"), now="16 09:40")
        assert NEXT not in found.clocks
        assert found.state is SupportState.FIRST_RESPONSE_DUE

    def test_a_second_message_does_not_move_it(self) -> None:
        history = (*self.begun, wrote("16 11:00", "m-2"), wrote("16 12:00", "m-3"))
        assert due(FULL, *history, now="16 12:00", clock=NEXT) == "2026-03-16T12:00:00+00:00"
        assert asked(FULL, *history, now="16 12:00").state is SupportState.NEXT_RESPONSE_DUE

    def test_an_answer_to_the_oldest_lets_the_next_one_set_the_time(self) -> None:
        history = (*self.begun, wrote("16 11:00", "m-2"), wrote("16 12:00", "m-3"))
        found = asked(FULL, *history, replied("16 12:30", "m-2"), now="16 12:30")
        assert found.clocks[NEXT].ref == "m-3"
        assert found.clocks[NEXT].due_at == CustomerWrote(at=at("16 14:00")).at

    def test_an_answer_without_a_ref_answers_them_all(self) -> None:
        history = (*self.begun, wrote("16 11:00", "m-2"), wrote("16 12:00", "m-3"))
        found = asked(FULL, *history, replied("16 12:30"), now="16 15:00")
        assert {x.state for x in found.promises if x.step == "next_response"} == {TargetState.MET}

    def test_the_worst_exchange_is_not_forgotten(self) -> None:
        late = (wrote("16 11:00", "m-2"), replied("16 14:00", "m-2"))
        good = (wrote("16 15:00", "m-3"), replied("16 15:10", "m-3"))
        found = asked(FULL, *self.begun, *late, *good, now="16 16:00")
        assert found.state is SupportState.FAILED
        assert [(x.step, x.ref, x.overdue) for x in found.breaches] == [
            ("next_response", "m-2", timedelta(hours=1))
        ]

    def test_without_a_first_answer_that_is_promised_the_first_message_counts(self) -> None:
        level = ServiceLevel(first_response=None, next_response=WorkingHours(2))
        policy = evolve(POLICY, level=level)
        assert due(policy, wrote("16 09:00"), now="16 09:00", clock=NEXT) == (
            "2026-03-16T10:00:00+00:00"
        )


class TestPauses:
    """Time in which we wait for the customer is cut out of the solution, and of no answer."""

    def test_the_solution_waits_while_we_wait(self) -> None:
        history = (wrote("16 09:00"), AskedCustomer(at=at("16 10:00")))
        found = asked(FULL, *history, now="17 09:00")
        assert found.clocks[WHOLE].due_at is None
        assert found.clocks[WHOLE].remaining == timedelta(hours=15)
        assert found.state is SupportState.PAUSED
        assert found.stood_still == timedelta(hours=7)

    @pytest.mark.parametrize(
        ("answered", "solve_by"),
        [
            ("16 10:00", "2026-03-17T16:00:00+00:00"),
            ("16 12:00", "2026-03-18T10:00:00+00:00"),
            ("17 08:00", "2026-03-18T15:00:00+00:00"),
            ("21 12:00", "2026-03-24T15:00:00+00:00"),
        ],
        ids=["at once", "after two hours", "before the opening", "on a Saturday"],
    )
    def test_only_working_time_is_made_up_for(self, answered: str, solve_by: str) -> None:
        asked_for = AskedCustomer(at=at("16 10:00"), ref="m-1")
        answer = CustomerAnswered(at=at(answered), ref="m-2")
        history = (wrote("16 09:00", "m-1"), asked_for, answer)
        assert due(FULL, *history, now=answered, clock=WHOLE) == solve_by

    def test_every_pause_counts_and_not_only_the_last(self) -> None:
        pauses = [
            AskedCustomer(at=at("16 10:00")),
            wrote("16 11:00"),
            AskedCustomer(at=at("16 12:00")),
            wrote("16 13:00"),
        ]
        found = asked(FULL, wrote("16 09:00"), *pauses, now="16 13:00")
        assert found.stood_still == timedelta(hours=2)
        assert found.clocks[WHOLE].due_at == replied("18 11:00").at

    def test_a_question_is_an_answer(self) -> None:
        found = asked(FULL, wrote("16 09:00"), AskedCustomer(at=at("16 10:00")), now="16 11:00")
        assert found.clocks[FIRST].state is TargetState.MET

    def test_a_stop_by_agreement_lasts_until_it_is_over(self) -> None:
        agreed = ClockStopped(at=at("16 10:00"), ref="holiday")
        history = (wrote("16 09:00"), agreed, AskedCustomer(at=at("16 10:30")))
        answer, back = wrote("16 11:00"), ClockStarted(at=at("16 15:00"), ref="holiday")
        assert asked(FULL, *history, answer, now="16 12:00").clocks[WHOLE].due_at is None
        found = asked(FULL, *history, answer, back, now="16 16:00")
        assert found.stood_still == timedelta(hours=5)

    def test_a_policy_says_which_clocks_pause(self) -> None:
        history = (wrote("16 09:00"), ClockStopped(at=at("16 10:00")))
        every = evolve(FULL, pausing=SupportClock)
        assert due(FULL, *history, now="16 11:00") == "2026-03-16T12:00:00+00:00"
        assert due(every, *history, now="16 11:00") == "nobody can say"
        later = (wrote("16 09:00", "m1"), replied("16 10:00", "m1"), wrote("17 09:00", "m2"))
        stopped = (*later, ClockStopped(at=at("17 11:00"), ref="holiday"))
        assert due(every, *stopped, now="17 13:00", clock=NEXT) == "nobody can say"
        none = evolve(FULL, pausing=())
        assert due(none, *history, now="16 11:00", clock=WHOLE) == "2026-03-17T16:00:00+00:00"


class TestSolution:
    """A solution ends the clock; what is opened again goes on where it stopped."""

    solved = (wrote("16 09:00"), replied("16 10:00"), Solved(at=at("16 13:00")))

    def test_it_is_met(self) -> None:
        found = asked(FULL, *self.solved, now="18 09:00")
        assert found.clocks[WHOLE].state is TargetState.MET
        assert found.clocks[WHOLE].due_at == replied("17 17:00").at
        assert found.state is SupportState.FULFILLED

    @pytest.mark.parametrize(
        "again", [wrote("18 09:00"), InquiryReopened(at=at("18 09:00"))], ids=["wrote", "opened"]
    )
    def test_the_time_after_the_solution_does_not_count(self, again: Event) -> None:
        # Four of sixteen hours were used; twelve are left from Wednesday at nine.
        found = asked(FULL, *self.solved, again, now="18 09:00")
        assert found.clocks[WHOLE].due_at == replied("19 13:00").at
        assert found.clocks[WHOLE].begun_at == self.solved[0].at
        assert found.clocks[WHOLE].remaining == timedelta(hours=12)

    def test_a_second_solution_can_be_late(self) -> None:
        history = (*self.solved, InquiryReopened(at=at("18 09:00")))
        for day, state in (("19 13:00", TargetState.MET), ("19 13:01", TargetState.MET_LATE)):
            found = asked(FULL, *history, Solved(at=at(day)), now="20 09:00")
            assert found.clocks[WHOLE].state is state

    def test_a_reference_does_not_make_it_half_a_solution(self) -> None:
        history = (wrote("16 09:00", "m-1"), wrote("16 09:30", "m-2"))
        found = asked(FULL, *history, Solved(at=at("16 13:00"), ref="m-1"), now="18 09:00")
        assert found.clocks[WHOLE].state is TargetState.MET

    def test_closing_is_no_solution(self) -> None:
        history = (wrote("16 09:00"), replied("16 10:00"), InquiryClosed(at=at("16 13:00")))
        found = asked(FULL, *history, now="17 17:01").clocks[WHOLE]
        assert (found.state, found.met_at) == (TargetState.STOPPED, None)

    def test_a_solution_that_nobody_told_is_no_answer(self) -> None:
        found = asked(FULL, wrote("16 09:00"), Solved(at=at("16 10:00")), now="16 11:00")
        assert found.state is SupportState.FIRST_RESPONSE_DUE

    def test_what_goes_on_elsewhere_stops(self) -> None:
        merged = InquiryMerged("T-9", at=at("16 10:00"))
        found = asked(FULL, wrote("16 09:00"), merged, now="20 12:00")
        assert {x.state for x in found.promises} == {TargetState.STOPPED}
        assert found.state is SupportState.FULFILLED


class TestWorked:
    """How long it was ours: from the first message to the closing, without the pauses."""

    life = (
        wrote("16 09:00"),
        AskedCustomer(at=at("16 10:00")),
        wrote("16 12:00"),
        InquiryClosed(at=at("17 10:00")),
    )

    @pytest.mark.parametrize(
        ("since", "until", "hours"),
        [
            ("16 00:00", "17 23:00", 7),
            ("16 00:00", "16 10:00", 1),
            ("16 11:00", "16 13:00", 1),
            ("17 10:00", "17 23:00", 0),
            ("12 09:00", "13 17:00", 0),
            ("17 09:00", "16 09:00", 0),
        ],
        ids=["all", "up to the pause", "out of it", "closed", "before it began", "reversed"],
    )
    def test_a_period(self, since: str, until: str, hours: int) -> None:
        found = support.worked(FULL, self.life, subject="T", since=at(since), until=at(until))
        assert found == timedelta(hours=hours)

    def test_nobody_wrote(self) -> None:
        assert support.worked(
            FULL, [], subject="T", since=at("16 09:00"), until=at("17 09:00")
        ) == (timedelta(0))


def test_channels_of_calls_and_chats_are_told_by_the_first_message() -> None:
    history = (wrote("16 09:00", "m-1", "chat"), wrote("16 10:00", "m-2", "email"))
    assert asked(FULL, *history, now="16 11:00").channel is Channel.CHAT
