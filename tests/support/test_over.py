"""What ends the clocks of an inquiry: a solution, the customer's word, a closing, a merge."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from attrs import evolve

from postsales import (
    AskedCustomer,
    ClockStarted,
    ClockStopped,
    CustomerAnswered,
    CustomerWrote,
    Days,
    Event,
    InquiryClosed,
    InquiryMerged,
    InquiryReopened,
    PriorityChanged,
    ServiceLevel,
    SolutionConfirmed,
    Solved,
    SupportClock,
    SupportState,
    TargetState,
    WeReplied,
    schedules,
    support,
)
from tests.support.desk import ALWAYS, CLOCKED, FULL, asked, at, promised

FIRST, NEXT, WHOLE = SupportClock


def wrote(told: str, ref: str = "") -> CustomerWrote:
    return CustomerWrote(at=at(told), ref=ref)


def replied(told: str, ref: str = "") -> WeReplied:
    return WeReplied(at=at(told), ref=ref)


def solved(told: str) -> Solved:
    return Solved(at=at(told))


def closed(told: str) -> InquiryClosed:
    return InquiryClosed(at=at(told))


def merged(told: str) -> InquiryMerged:
    return InquiryMerged("T-9", at=at(told))


class TestClosing:
    """Closing stops every clock; a promise stopped before its time was over is none any more."""

    spam = (wrote("02 09:00"), closed("02 09:10"))

    @pytest.mark.parametrize("now", ["02 09:10", "02 10:00", "05 10:00"])
    def test_spam_that_is_closed_is_owed_nothing(self, now: str) -> None:
        found = asked(CLOCKED, *self.spam, now=now)
        assert promised(found) == ["first_response stopped", "resolution stopped"]
        assert (found.state, found.due_at) == (SupportState.FULFILLED, None)
        assert found.next_change is None

    @pytest.mark.parametrize(
        ("ends", "state"),
        [
            (closed("02 13:00"), "stopped"),
            (closed("02 13:01"), "breached"),
            (merged("02 13:00"), "stopped"),
            (merged("02 13:01"), "breached"),
        ],
        ids=["closed on the end", "a minute after it", "merged on the end", "a minute after that"],
    )
    def test_what_was_broken_before_stays_broken(self, ends: Event, state: str) -> None:
        found = asked(CLOCKED, wrote("02 09:00"), ends, now="05 09:00").clocks[FIRST]
        late = None if state == "stopped" else timedelta(minutes=1)
        assert (str(found.state), found.overdue) == (state, late)

    def test_an_answer_afterwards_keeps_nothing(self) -> None:
        found = asked(CLOCKED, *self.spam, replied("02 09:20"), now="02 10:00")
        assert promised(found) == ["first_response stopped", "resolution stopped"]

    def test_an_answer_at_the_closing_is_an_answer(self) -> None:
        history = (wrote("02 09:00"), closed("02 09:30"), replied("02 09:30"))
        assert "first_response met" in promised(asked(CLOCKED, *history, now="05 09:00"))

    def test_another_priority_afterwards_judges_nothing(self) -> None:
        strict = ServiceLevel(first_response=None, resolution=None, priorities=["low"])
        low = PriorityChanged("low", at=at("02 12:00"))
        policy = evolve(CLOCKED, special_levels=[strict])
        found = asked(policy, *self.spam, low, now="05 09:00")
        assert (found.priority, promised(found)) == (
            "low",
            ["first_response stopped", "resolution stopped"],
        )

    @pytest.mark.parametrize("pausing", [(), SupportClock], ids=["no clock pauses", "all do"])
    def test_what_is_opened_again_goes_on_where_it_stopped(
        self, pausing: tuple[SupportClock, ...]
    ) -> None:
        again = InquiryReopened(at=at("04 09:10"))
        found = asked(evolve(CLOCKED, pausing=pausing), *self.spam, again, now="04 09:10")
        left = {clock: one.remaining for clock, one in found.clocks.items()}
        assert left == {
            FIRST: timedelta(hours=3, minutes=50),
            WHOLE: timedelta(hours=47, minutes=50),
        }


class TestMerging:
    """What goes on elsewhere is over here."""

    begun = (wrote("02 09:00"), replied("02 10:00"))

    def test_a_message_afterwards_is_not_answered_here(self) -> None:
        history = (*self.begun, merged("02 11:00"), wrote("03 09:00"))
        found = asked(CLOCKED, *history, now="05 10:00")
        assert promised(found) == ["first_response met", "resolution stopped"]
        assert [str(x.remark) for x in found.notes] == ["out_of_order"]

    def test_it_is_not_overdue(self) -> None:
        found = asked(CLOCKED, wrote("02 09:00"), merged("02 10:00"), now="05 10:00")
        assert {(x.state, x.overdue) for x in found.promises} == {(TargetState.STOPPED, None)}


def test_the_plans_stop_at_both() -> None:
    plan = support.plans(CLOCKED)["first_response"]
    for ends in (closed("02 10:00"), merged("02 10:00")):
        found = schedules.status(plan, [wrote("02 09:00"), ends], subject="T", at=at("05 09:00"))
        assert found["first_response"].state is TargetState.STOPPED


class TestConfirming:
    """Whether it is solved, the customer says: without us, or before us, it is so all the same."""

    begun = (wrote("02 09:00"), replied("02 10:00"))
    confirmed = SolutionConfirmed(at=at("02 11:00"))

    @pytest.mark.parametrize(
        "ours", [[], [solved("02 11:00")], [solved("02 11:05")]], ids=["never", "then", "later"]
    )
    def test_we_say_so(self, ours: list[Event]) -> None:
        found = asked(CLOCKED, *self.begun, self.confirmed, *ours, now="05 10:00")
        assert (str(found.stage), found.notes, found.closes_at) == ("confirmed", (), None)
        assert found.clocks[WHOLE].state is TargetState.MET
        assert found.clocks[WHOLE].met_at == self.confirmed.at
        assert found.state is SupportState.FULFILLED

    def test_it_can_be_late(self) -> None:
        late = SolutionConfirmed(at=at("04 09:01"))
        found = asked(CLOCKED, *self.begun, late, now="05 10:00")
        assert found.clocks[WHOLE].state is TargetState.MET_LATE

    def test_who_writes_then_opens_it_again(self) -> None:
        found = asked(CLOCKED, *self.begun, self.confirmed, wrote("05 11:00"), now="05 11:00")
        assert str(found.stage) == "reopened"
        assert found.clocks[WHOLE].remaining == timedelta(hours=46)

    def test_after_a_closing_it_solves_nothing_any_more(self) -> None:
        found = asked(CLOCKED, *self.begun, closed("02 10:30"), self.confirmed, now="05 10:00")
        assert (str(found.stage), promised(found)[-1]) == ("confirmed", "resolution stopped")


class TestAgreement:
    """A stop by agreement lasts until it is started again, or the inquiry is over."""

    agreed = (wrote("02 09:00"), ClockStopped(at=at("02 10:00")))

    def test_an_answer_of_the_customer_does_not_end_it(self) -> None:
        history = (
            *self.agreed,
            AskedCustomer(at=at("02 11:00")),
            CustomerAnswered(at=at("02 12:00")),
            replied("02 12:30"),
        )
        found = asked(CLOCKED, *history, now="06 12:00")
        assert found.state is SupportState.PAUSED
        assert found.clocks[WHOLE].remaining == timedelta(hours=47)

    def test_nor_does_a_solution_that_was_none(self) -> None:
        history = (*self.agreed, ClockStarted(at=at("02 11:00")), solved("02 12:00"))
        again = (wrote("02 13:00"), ClockStopped(at=at("02 14:00")), solved("02 15:00"))
        found = asked(CLOCKED, *history, *again, now="02 15:00")
        assert found.stood_still == timedelta(hours=3)

    @pytest.mark.parametrize("ends", [solved, closed], ids=["solved", "closed"])
    def test_one_that_nobody_ended_ends_with_the_inquiry(
        self, ends: Callable[[str], Event]
    ) -> None:
        over = ends("02 11:00")
        found = asked(CLOCKED, *self.agreed, replied("02 10:30"), over, now="05 10:00")
        assert found.state is SupportState.FULFILLED
        assert "never_started" in [str(x.remark) for x in found.notes]
        again = asked(
            CLOCKED, *self.agreed, replied("02 10:30"), over, wrote("05 10:00"), now="05 10:00"
        )
        assert again.clocks[WHOLE].remaining == timedelta(hours=47)

    def test_one_that_was_ended_is_told_nowhere(self) -> None:
        back = ClockStarted(at=at("02 11:00"))
        found = asked(CLOCKED, *self.agreed, back, solved("02 11:00"), now="02 12:00")
        assert found.notes == ()

    def test_a_solution_while_we_wait_can_be_late(self) -> None:
        # The time was over an hour before the question.
        question = AskedCustomer(at=at("04 10:00"))
        found = asked(CLOCKED, wrote("02 09:00"), question, solved("05 10:00"), now="06 10:00")
        assert found.clocks[WHOLE].state is TargetState.MET_LATE

    def test_who_writes_while_we_wait_is_answered_in_time(self) -> None:
        history = (*self.agreed, replied("02 10:30"), wrote("02 11:00", "m-2"))
        found = asked(CLOCKED, *history, now="02 12:00")
        assert found.state is SupportState.NEXT_RESPONSE_DUE
        assert found.clocks[WHOLE].state is TargetState.PAUSED
        assert asked(CLOCKED, *history, replied("02 12:00"), now="02 12:00").state is (
            SupportState.PAUSED
        )


class TestPausing:
    """Which clocks pause is about waiting; the time after a solution never counts for it."""

    history = (
        wrote("02 09:00"),
        replied("02 10:00"),
        solved("02 10:00"),
        wrote("10 09:00"),
        replied("10 09:30"),
    )

    @pytest.mark.parametrize(
        "pausing", [(), (WHOLE,), SupportClock], ids=["none", "by default", "all"]
    )
    def test_the_time_after_the_solution(self, pausing: tuple[SupportClock, ...]) -> None:
        found = asked(evolve(CLOCKED, pausing=pausing), *self.history, now="10 10:00")
        assert found.clocks[WHOLE].due_at == wrote("12 08:00").at
        assert found.state is SupportState.RESOLUTION_DUE

    @pytest.mark.parametrize(
        "waits",
        [AskedCustomer(at=at("02 09:10")), ClockStopped(at=at("02 09:10"))],
        ids=["we asked", "by agreement"],
    )
    def test_where_no_clock_pauses_nothing_stands_still(self, waits: Event) -> None:
        history = (wrote("02 09:00"), replied("02 09:05"), waits)
        found = asked(evolve(CLOCKED, pausing=()), *history, now="02 12:59")
        assert (found.state, found.stood_still) == (SupportState.RESOLUTION_DUE, timedelta())
        assert asked(CLOCKED, *history, now="02 12:59").state is SupportState.PAUSED

    def test_where_no_clock_is_left_nothing_stands_still(self) -> None:
        answers = evolve(CLOCKED, level=evolve(CLOCKED.level, resolution=None))
        history = (wrote("02 09:00"), AskedCustomer(at=at("02 09:10")))
        found = asked(answers, *history, now="02 12:59")
        assert (str(found.stage), found.state) == ("waiting", SupportState.FULFILLED)

    def test_without_a_promised_solution_an_answer_is_all_that_was_promised(self) -> None:
        answers = evolve(CLOCKED, level=evolve(CLOCKED.level, resolution=None))
        told = [wrote("02 09:00"), replied("02 09:10"), wrote("02 10:00"), replied("02 10:10")]
        states = [asked(answers, *told[:n], now="02 10:30") for n in range(1, 5)]
        assert [(str(x.stage), str(x.state)) for x in states] == [
            ("new", "first_response_due"),
            ("open", "fulfilled"),
            ("open", "next_response_due"),
            ("open", "fulfilled"),
        ]

    def test_a_first_answer_that_is_due_beside_it_is_told_by_its_clock(self) -> None:
        history = (wrote("02 09:00"), ClockStopped(at=at("02 09:10")))
        found = asked(CLOCKED, *history, now="02 12:59")
        assert (found.state, found.due_at) == (SupportState.PAUSED, wrote("02 13:00").at)
        assert found.clocks[FIRST].remaining == timedelta(minutes=1)


class TestSilence:
    """When silence closes it is said by what holds then, and not before that held."""

    history = (wrote("02 09:00"), replied("02 10:00"), solved("02 10:00"))

    def test_it_stops_every_clock(self) -> None:
        slow = ServiceLevel(next_response=Days(30))
        known = (*self.history[:2], wrote("02 10:30", "m-2"), solved("02 11:00"))
        for now, state in (("16 10:59", "running"), ("16 11:00", "stopped")):
            found = asked(evolve(CLOCKED, level=slow), *known, now=now)
            assert promised(found)[-1] == f"next_response m-2 {state}"

    @pytest.mark.parametrize(
        ("wait", "bound", "stage", "closes"),
        [
            (None, "10 09:00", "solved", None),
            (None, "20 09:00", "closed", "16 10:00"),
            (Days(2), "10 09:00", "closed", "10 09:00"),
            (Days(10), "10 09:00", "closed", "12 10:00"),
            (Days(60), "20 09:00", "closed", "16 10:00"),
        ],
        ids=[
            "it waits for ever",
            "too late to wait for ever",
            "not before it held",
            "earlier",
            "too late to wait longer",
        ],
    )
    def test_another_version(
        self, wait: Days | None, bound: str, stage: str, closes: str | None
    ) -> None:
        other = evolve(CLOCKED, version="7", closes_after=wait)
        history = [*self.history, other.bound(at=at(bound))]
        found = support.status(
            CLOCKED, history, subject="T", at="2026-03-25T09:00+01:00", versions=[other]
        )
        assert str(found.stage) == stage
        assert found.closes_at == (None if closes is None else wrote(closes).at)


class TestWorked:
    """Until it is solved, closed or merged; what comes later takes nothing of it back."""

    begun = (wrote("02 09:00"), replied("02 10:00"))

    def worked(self, *history: Event, until: str, since: str = "01 00:00") -> timedelta:
        return support.worked(CLOCKED, history, subject="T", since=at(since), until=at(until))

    @pytest.mark.parametrize(
        ("ends", "hours"),
        [
            ([], 33 * 24 - 9),
            ([solved("02 10:00")], 1),
            ([solved("02 10:00"), SolutionConfirmed(at=at("05 10:00"))], 1),
            ([SolutionConfirmed(at=at("02 11:00"))], 2),
            ([closed("02 12:00")], 3),
            ([merged("02 12:00")], 3),
            ([merged("02 12:00"), wrote("03 12:00")], 3),
            ([solved("02 10:00"), wrote("04 10:00"), solved("04 12:00")], 3),
            ([closed("02 10:00"), wrote("04 10:00"), closed("04 12:00")], 3),
        ],
        ids=[
            "never over",
            "solved, and closed by silence",
            "confirmed",
            "by the customer's word alone",
            "closed",
            "merged",
            "merged, and written again",
            "solved twice",
            "closed twice",
        ],
    )
    def test_up_to_the_end(self, ends: list[Event], hours: int) -> None:
        # An hour is lost on the 29th of March.
        found = support.worked(
            evolve(CLOCKED, calendar=ALWAYS),
            [*self.begun, *ends],
            subject="T",
            since=at("01 00:00"),
            until="2026-04-04T00:00+02:00",
        )
        assert found == timedelta(hours=hours - (1 if not ends else 0))

    @pytest.mark.parametrize("until", ["02 10:00", "05 10:00", "31 10:00"])
    def test_a_later_message_takes_nothing_back(self, until: str) -> None:
        history = (*self.begun, solved("02 10:00"))
        told = self.worked(*history, until=until)
        assert told == timedelta(hours=1)
        assert self.worked(*history, wrote("31 11:00"), until=until) == told

    def test_each_hour_counts_by_the_hours_that_held(self) -> None:
        urgent = ServiceLevel(calendar=ALWAYS, priorities=["urgent"])
        policy = evolve(FULL, special_levels=[urgent])
        history = [wrote("02 09:00"), PriorityChanged("urgent", at=at("03 09:00"))]
        found = support.worked(
            policy, history, subject="T", since=at("01 00:00"), until=at("04 09:00")
        )
        assert found == timedelta(hours=8 + 24)
