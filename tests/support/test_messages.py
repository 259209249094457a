"""Which message waits for which answer: by their references, and at one instant."""

from itertools import permutations

import pytest
from attrs import evolve

from postsales import (
    AskedCustomer,
    CustomerAnswered,
    CustomerWrote,
    Event,
    InquiryClosed,
    InquiryReopened,
    InvalidValue,
    PlanBound,
    PriorityChanged,
    ServiceLevel,
    SolutionConfirmed,
    Solved,
    SupportClock,
    SupportState,
    WeReplied,
    WorkingHours,
    support,
)
from tests.support.desk import CLOCKED, FULL, asked, at, promised


def wrote(told: str, ref: str = "") -> CustomerWrote:
    return CustomerWrote(at=at(told), ref=ref)


def replied(told: str, ref: str = "") -> WeReplied:
    return WeReplied(at=at(told), ref=ref)


class TestBeforeTheFirstAnswer:
    """What the first answer does not answer waits for the next one, from when it was written."""

    messages = (wrote("02 09:00", "m-1"), wrote("02 09:05", "m-2"))

    def test_it_waits(self) -> None:
        found = asked(CLOCKED, *self.messages, replied("02 10:00", "m-1"), now="03 09:00")
        assert promised(found) == [
            "first_response met",
            "next_response m-2 breached",
            "resolution running",
        ]
        assert found.breaches[0].due_at == wrote("02 13:05").at

    def test_it_is_in_time_for_as_long_as_the_next_answer_has(self) -> None:
        history = (*self.messages, replied("02 10:00", "m-1"))
        assert asked(CLOCKED, *history, now="02 13:05").state is SupportState.NEXT_RESPONSE_DUE
        answered = asked(CLOCKED, *history, replied("02 13:05", "m-2"), now="02 14:00")
        assert "next_response m-2 met" in promised(answered)

    def test_the_first_message_waits_when_the_second_is_answered(self) -> None:
        found = asked(CLOCKED, *self.messages, replied("02 10:00", "m-2"), now="02 10:00")
        assert promised(found)[:2] == ["first_response met", "next_response m-1 running"]

    def test_an_answer_without_a_ref_answers_them_all(self) -> None:
        found = asked(CLOCKED, *self.messages, replied("02 10:00"), now="02 11:00")
        assert promised(found) == ["first_response met", "resolution running"]

    def test_before_it_nothing_but_the_first_answer_is_owed(self) -> None:
        found = asked(CLOCKED, *self.messages, now="02 09:30")
        assert promised(found) == ["first_response running", "resolution running"]

    def test_another_priority_did_not_owe_it_before_the_first_answer(self) -> None:
        # While it was urgent nobody owed the next answer, for there was no first one.
        policy = evolve(
            CLOCKED,
            special_levels=[ServiceLevel(next_response=WorkingHours(1), priorities=["urgent"])],
        )
        urgent = PriorityChanged("urgent", at=at("02 09:00"))
        normal = PriorityChanged("normal", at=at("02 11:00"))
        first = replied("02 11:30", "m-1")
        found = asked(policy, *self.messages, urgent, normal, first, now="02 12:00")
        assert "next_response m-2 running" in promised(found)


class TestAtOneInstant:
    """What the customer does comes before what we do, in whatever order it is told."""

    @pytest.mark.parametrize(
        ("before", "told", "stage"),
        [
            ([], [wrote("02 10:00"), Solved(at=at("02 10:00"))], "solved"),
            ([wrote("02 09:00")], [wrote("02 10:00"), Solved(at=at("02 10:00"))], "solved"),
            ([wrote("02 09:00")], [wrote("02 10:00"), replied("02 10:00")], "open"),
            ([wrote("02 09:00")], [wrote("02 10:00"), AskedCustomer(at=at("02 10:00"))], "waiting"),
            (
                [wrote("02 09:00")],
                [AskedCustomer(at=at("02 10:00")), CustomerAnswered(at=at("02 10:00"))],
                "open",
            ),
            (
                [wrote("02 09:00")],
                [SolutionConfirmed(at=at("02 10:00")), Solved(at=at("02 10:00"))],
                "confirmed",
            ),
            (
                [wrote("02 09:00"), Solved(at=at("02 09:30"))],
                [wrote("02 10:00"), SolutionConfirmed(at=at("02 10:00"))],
                "confirmed",
            ),
            (
                [wrote("02 09:00"), Solved(at=at("02 09:30"))],
                [InquiryReopened(at=at("02 10:00")), wrote("02 10:00"), replied("02 10:00")],
                "reopened",
            ),
            (
                [wrote("02 09:00")],
                [replied("02 10:00"), Solved(at=at("02 10:00")), InquiryClosed(at=at("02 10:00"))],
                "closed",
            ),
        ],
        ids=[
            "written and solved",
            "written again and solved",
            "written and answered",
            "written, and then we ask",
            "what was asked for is told after we asked",
            "confirmed and solved",
            "thanked and confirmed",
            "opened again and written",
            "answered, solved and closed",
        ],
    )
    def test_the_stage(self, before: list[Event], told: list[Event], stage: str) -> None:
        answers = [asked(CLOCKED, *before, *x, now="02 11:00") for x in permutations(told)]
        assert {str(x.stage) for x in answers} == {stage}
        assert answers.count(answers[0]) == len(answers)

    @pytest.mark.parametrize(
        "told",
        [
            [wrote("02 11:00"), replied("02 11:00"), Solved(at=at("02 11:00"))],
            [wrote("02 11:00"), replied("02 11:00"), SolutionConfirmed(at=at("02 11:00"))],
            [InquiryReopened(at=at("02 11:00")), Solved(at=at("02 11:00"))],
        ],
        ids=["written and solved", "written and confirmed", "opened and solved by us"],
    )
    @pytest.mark.parametrize("pausing", [(), SupportClock], ids=["no clock pauses", "all do"])
    def test_what_opens_it_again_and_a_solution_are_a_second_solution(
        self, told: list[Event], pausing: tuple[SupportClock, ...]
    ) -> None:
        before = (wrote("02 09:00"), replied("02 09:10"), Solved(at=at("02 10:00")))
        policy = evolve(CLOCKED, pausing=pausing)
        for one in permutations(told):
            found = asked(policy, *before, *one, now="05 12:00")
            first, second = (x for x in found.promises if x.step == "resolution")
            assert (str(first.state), first.met_at) == ("met", wrote("02 10:00").at)
            assert (str(second.state), second.met_at) == ("met", wrote("02 11:00").at)
            # An hour of it did not count.
            assert (second.due_at, str(found.state)) == (wrote("04 10:00").at, "fulfilled")

    def test_what_is_solved_in_the_second_of_the_message_keeps_its_name(self) -> None:
        before = (wrote("02 09:00"), Solved(at=at("02 10:00")), wrote("02 11:00"))
        names = [
            asked(CLOCKED, *before, *x, now="02 12:00").clocks[SupportClock.RESOLUTION].anchor
            for x in ([], [Solved(at=at("02 11:00"))])
        ]
        assert names[0] == names[1]

    def test_what_was_not_solved_is_not_opened_again(self) -> None:
        told = [wrote("02 09:00"), InquiryReopened(at=at("02 09:00")), Solved(at=at("02 09:00"))]
        for one in permutations(told):
            found = asked(CLOCKED, *one, now="02 10:00")
            assert promised(found) == ["first_response running", "resolution met"]

    def test_what_is_opened_after_it_was_confirmed_in_that_second_is_open(self) -> None:
        told = (
            SolutionConfirmed(at=at("02 10:00")),
            AskedCustomer(at=at("02 10:00")),
            CustomerAnswered(at=at("02 10:00")),
        )
        for one in permutations(told):
            found = asked(CLOCKED, wrote("02 09:00"), *one, now="02 11:00")
            states = [str(x.state) for x in found.promises if x.step == "resolution"]
            assert (str(found.stage), states) == ("reopened", ["met", "running"])

    def test_a_third_solution_counts_from_what_opened_it_a_third_time(self) -> None:
        before = (wrote("02 09:00"), replied("02 09:10"), Solved(at=at("02 10:00")))
        told = (wrote("02 11:00"), Solved(at=at("02 11:00")), wrote("02 12:00"))
        found = asked(CLOCKED, *before, *told, now="02 12:00").clocks[SupportClock.RESOLUTION]
        # One of 48 hours is used: two were those after a solution.
        assert (str(found.state), found.due_at) == ("running", wrote("04 11:00").at)

    @pytest.mark.parametrize("refs", [("m-1", "", "m-2"), ("", "", "")], ids=["named", "unnamed"])
    def test_an_answer_in_the_same_second_is_the_first_answer(
        self, refs: tuple[str, str, str]
    ) -> None:
        history = [
            wrote("02 09:00", refs[0]),
            replied("02 09:00", refs[1]),
            wrote("02 12:00", refs[2]),
        ]
        answers = [asked(CLOCKED, *x, now="03 09:00") for x in permutations(history)]
        assert {tuple(promised(x)) for x in answers} == {
            (
                "first_response met",
                f"next_response {refs[2]} breached".replace("  ", " "),
                "resolution running",
            )
        }

    def test_what_is_told_as_we_ask_for_it_waits_for_an_answer(self) -> None:
        told = [AskedCustomer(at=at("02 10:00")), CustomerAnswered(at=at("02 10:00"))]
        for both in permutations(told):
            found = asked(CLOCKED, wrote("02 09:00"), *both, now="02 14:01")
            assert promised(found)[:2] == ["first_response met", "next_response breached"]

    def test_of_two_priorities_nobody_can_say_which_holds(self) -> None:
        both = [PriorityChanged(x, at=at("02 09:30")) for x in ("urgent", "normal")]
        says = r"history is \['normal', 'urgent'\].*two priorities are set at 2026-03-02T08:30"
        for one in permutations(both):
            with pytest.raises(InvalidValue, match=says):
                asked(FULL, wrote("02 09:00"), *one, now="02 10:00")
        # Before that instant nobody knows of them.
        early = asked(FULL, wrote("02 09:00"), *both, now="02 09:29")
        assert (early.priority, early.next_change) == ("normal", both[0].at)

    def test_of_two_versions_nobody_can_say_which_holds(self) -> None:
        others = [evolve(FULL, version=x) for x in ("9", "10")]
        bound = [x.bound(at=at("02 09:30")) for x in others]
        says = r"history is \['support 10', 'support 9'\].*two versions are bound at"
        for one in permutations(bound):
            with pytest.raises(InvalidValue, match=says):
                support.status(
                    FULL, [wrote("02 09:00"), *one], subject="T", at=at("02 10:00"), versions=others
                )

    def test_a_version_and_a_priority_are_told_at_one_instant_and_each_twice(self) -> None:
        other = evolve(FULL, version="9")
        told = [other.bound(at=at("02 09:30")), PriorityChanged("urgent", at=at("02 09:30"))]
        again = [evolve(x, ref="again") for x in told]
        for one in permutations([*told, *again]):
            found = support.status(
                FULL, [wrote("02 09:00"), *one], subject="T", at=at("02 10:00"), versions=[other]
            )
            assert (found.version, found.priority) == ("9", "urgent")

    def test_what_others_bind_at_the_instant_is_another_matter(self) -> None:
        told = [PlanBound("dunning", version=x, at=at("02 09:30")) for x in ("1", "2")]
        found = asked(FULL, wrote("02 09:00"), *told, now="02 10:00")
        assert [str(x.remark) for x in found.notes] == ["not_given", "not_given"]


class TestReferences:
    """A reference that says nothing is told, and nobody who writes is lost by it."""

    def ticket(self, *told: Event, now: str) -> support.SupportStatus:
        return asked(CLOCKED, *(evolve(x, ref="T-1") for x in told), now=now)

    def test_the_reference_of_the_ticket_tells_no_messages_apart(self) -> None:
        history = (wrote("02 09:00"), replied("02 10:00"), wrote("02 12:00"))
        found = self.ticket(*history, now="02 16:01")
        assert promised(found)[1] == "next_response T-1 breached"
        assert [(str(x.remark), x.event) for x in found.notes] == [("same_ref", "CustomerWrote")]
        answered = self.ticket(*history, replied("02 13:00"), wrote("02 14:00"), now="02 15:00")
        assert promised(answered)[1:3] == ["next_response T-1 met", "next_response T-1 running"]
        assert len(answered.notes) == 1

    def test_a_second_message_does_not_move_it(self) -> None:
        history = (wrote("02 09:00"), replied("02 10:00"), wrote("02 12:00"), wrote("02 13:00"))
        found = self.ticket(*history, now="02 14:00")
        assert found.due_at == wrote("02 16:00").at
        over = self.ticket(*history, replied("02 14:00"), now="02 14:00")
        assert promised(over)[1:] == ["next_response T-1 met", "resolution running"]

    def test_a_message_that_is_told_late_gives_no_other_another_name(self) -> None:
        history = (
            wrote("02 09:00"),
            replied("02 09:30"),
            wrote("02 12:00"),
            replied("02 13:00"),
            wrote("02 14:00"),
        )
        late = (wrote("02 10:00"), replied("02 10:30"))

        def names(*told: Event) -> dict[object, str]:
            found = self.ticket(*told, now="02 15:00").promises
            return {x.begun_at: x.anchor for x in found if x.step == "next_response"}

        before, after = names(*history), names(*history, *late)
        assert [*before] == [wrote("02 12:00").at, wrote("02 14:00").at]
        assert before.items() <= after.items()
        assert len({*after.values()}) == 3

    def test_a_reference_that_was_made_up_is_never_that_of_another_message(self) -> None:
        told = (
            wrote("02 09:00", "m"),
            replied("02 09:30", "m"),
            wrote("02 10:00", "m@2026-03-02T09:30:00+00:00"),
            wrote("02 10:30", "m"),
            replied("02 11:00", "m@2026-03-02T09:30:00+00:00"),
        )
        found = asked(CLOCKED, *told, now="02 12:00")
        assert promised(found)[1:3] == [
            "next_response m@2026-03-02T09:30:00+00:00 met",
            "next_response m running",
        ]

    def test_the_clock_is_that_of_the_one_that_is_open_whatever_it_is_called(self) -> None:
        begun = (wrote("02 09:00", "m"), replied("02 09:30", "m"))
        both = (wrote("02 10:00", "m"), wrote("02 10:00", "m!"))
        found = asked(CLOCKED, *begun, *both, replied("02 11:00", "m!"), now="02 12:00")
        waits = found.clocks[SupportClock.NEXT_RESPONSE]
        assert (waits.ref, str(waits.state)) == ("m", "running")

    def test_an_answer_to_no_message_is_told(self) -> None:
        history = (wrote("02 09:00", "m-1"), replied("02 10:00", "T-1"))
        found = asked(CLOCKED, *history, now="02 11:00")
        assert promised(found)[:2] == ["first_response met", "next_response m-1 running"]
        assert [(str(x.remark), x.event) for x in found.notes] == [("answers_none", "WeReplied")]

    def test_an_answer_does_not_answer_what_is_written_after_it(self) -> None:
        history = (wrote("02 09:00", "m-1"), replied("02 10:00", "m-2"), wrote("02 11:00", "m-2"))
        found = asked(CLOCKED, *history, replied("02 11:30", "m-1"), now="02 12:00")
        assert promised(found)[1:3] == ["next_response m-1 met", "next_response m-2 running"]

    def test_any_answer_answers_a_message_without_a_reference(self) -> None:
        history = (wrote("02 09:00"), replied("02 10:00", "a-1"), wrote("02 11:00"))
        answered = (*history, replied("02 12:00", "a-2"), wrote("02 13:00"))
        found = asked(CLOCKED, *answered, now="02 14:00")
        assert promised(found)[1:3] == ["next_response met", "next_response running"]
        assert found.notes == ()

    def test_a_call_that_is_answered_at_once_keeps_its_promises(self) -> None:
        called = CustomerWrote(at=at("02 09:00"), channel="call")
        found = asked(CLOCKED, called, replied("02 09:00"), Solved(at=called.at), now="02 10:00")
        assert promised(found) == ["first_response met", "resolution met"]

    def test_a_message_that_is_told_twice_was_written_once(self) -> None:
        found = asked(CLOCKED, *[wrote("02 09:00", "m-1")] * 2, now="02 11:00")
        assert found.notes == ()


class TestWeWroteFirst:
    """What we write before the customer does begins nothing."""

    def test_nobody_has_written(self) -> None:
        found = asked(CLOCKED, replied("02 08:00"), now="02 08:30")
        assert (str(found.stage), str(found.state)) == ("not_begun", "not_begun")

    @pytest.mark.parametrize("ours", [WeReplied, AskedCustomer])
    def test_the_first_message_is_new(self, ours: type[Event]) -> None:
        first = ours(at=at("02 08:00"), ref="T-1")
        found = asked(CLOCKED, first, wrote("02 09:00"), now="02 10:00")
        assert (str(found.stage), found.notes) == ("new", ())
        assert found.state is SupportState.FIRST_RESPONSE_DUE

    def test_what_we_solve_before_anybody_wrote_keeps_no_promise(self) -> None:
        found = asked(CLOCKED, Solved(at=at("02 08:00")), now="02 08:30")
        assert (found.state, found.promises) == (SupportState.NOT_BEGUN, ())
