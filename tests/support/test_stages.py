"""How far an inquiry is: the customer says when it is over, or stays silent for long."""

import pytest
from attrs import evolve

from postsales import (
    INQUIRY,
    AskedCustomer,
    CustomerAnswered,
    CustomerWrote,
    Event,
    InquiryClosed,
    InquiryMerged,
    InquiryReopened,
    InquiryStage,
    SolutionConfirmed,
    Solved,
    WeReplied,
)
from tests.support.desk import FULL, asked, at

KINDS: dict[str, type[Event]] = {
    "writes": CustomerWrote,
    "answers": CustomerAnswered,
    "we reply": WeReplied,
    "we ask": AskedCustomer,
    "we solve": Solved,
    "confirms": SolutionConfirmed,
    "we reopen": InquiryReopened,
    "we close": InquiryClosed,
}


def told(course: str) -> list[Event]:
    """``writes, we reply``: one event an hour, from Monday at nine."""
    names = course.split(", ") if course else []
    return [KINDS[name](at=at(f"16 {9 + n:02}:00")) for n, name in enumerate(names)]


@pytest.mark.parametrize(
    ("course", "stage", "remarks"),
    [
        ("", "not_begun", []),
        ("writes", "new", []),
        ("writes, writes", "new", []),
        ("we reply", "not_begun", []),
        ("we ask", "not_begun", []),
        ("we reply, writes", "new", []),
        ("we ask, answers, we reply", "open", []),
        ("confirms", "not_begun", ["out_of_order"]),
        ("writes, we reply", "open", []),
        ("writes, we reply, writes", "open", []),
        ("writes, we ask", "waiting", []),
        ("writes, we ask, we reply", "waiting", []),
        ("writes, we ask, answers", "open", []),
        ("writes, we ask, writes", "open", []),
        ("writes, we solve", "solved", []),
        ("writes, we solve, we reply, we ask", "solved", []),
        ("writes, we solve, confirms", "confirmed", []),
        ("writes, we solve, confirms, we close", "closed", []),
        ("writes, we solve, we close", "closed", ["not_confirmed"]),
        ("writes, we reply, we close", "closed", ["not_solved"]),
        ("writes, we solve, writes", "reopened", []),
        ("writes, we solve, we reopen, we reply", "reopened", []),
        ("writes, we solve, confirms, writes", "reopened", []),
        ("writes, we solve, confirms, we close, writes", "reopened", ["after_closing"]),
        ("writes, we solve, writes, we solve, confirms", "confirmed", []),
        ("writes, we solve, we close, confirms", "confirmed", ["not_confirmed"]),
        ("writes, confirms", "confirmed", []),
        ("writes, we ask, confirms", "confirmed", []),
        ("writes, confirms, we solve", "confirmed", []),
        ("writes, we solve, writes, confirms", "confirmed", []),
        ("writes, confirms, writes", "reopened", []),
    ],
)
def test_the_stage_after_a_course(course: str, stage: str, remarks: list[str]) -> None:
    found = asked(FULL, *told(course), now="16 20:00")
    assert str(found.stage) == stage
    assert [str(x.remark) for x in found.notes] == remarks


@pytest.mark.parametrize(
    ("now", "stage"),
    [("29 10:59", "solved"), ("30 10:59", "solved"), ("30 11:00", "closed")],
    ids=["the day before", "a minute before", "two weeks later to the minute"],
)
def test_silence_closes_it_in_the_end(now: str, stage: str) -> None:
    # The clocks go forward on the 29th: the time of day is kept.
    history = [CustomerWrote(at=at("16 09:00")), Solved(at=at("16 11:00"))]
    found = asked(FULL, *history, now=now)
    assert str(found.stage) == stage
    assert found.closes_at == Solved(at=at("30 11:00")).at


def test_silence_never_closes_it_without_a_time() -> None:
    history = [CustomerWrote(at=at("02 09:00")), Solved(at=at("02 11:00"))]
    found = asked(evolve(FULL, closes_after=None), *history, now="31 11:00")
    assert (found.stage, found.closes_at) == (InquiryStage.SOLVED, None)


def test_who_writes_after_the_time_is_heard() -> None:
    history = [CustomerWrote(at=at("02 09:00")), Solved(at=at("02 11:00"))]
    found = asked(FULL, *history, CustomerWrote(at=at("20 09:00")), now="20 09:00")
    assert found.stage is InquiryStage.REOPENED
    assert [(str(x.remark), x.event) for x in found.notes] == [("after_closing", "CustomerWrote")]
    assert found.closes_at is None


def test_a_second_solution_begins_the_time_anew() -> None:
    history = told("writes, we solve, we reopen, we solve")
    found = asked(FULL, *history, now="17 09:00")
    assert found.closes_at == Solved(at=at("30 12:00")).at


def test_what_goes_on_elsewhere_is_over_for_good() -> None:
    history = [*told("writes"), InquiryMerged("T-9", at=at("16 10:00"))]
    found = asked(FULL, *history, CustomerWrote(at=at("16 11:00")), now="16 12:00")
    assert found.stage is InquiryStage.MERGED
    assert [str(x.remark) for x in found.notes] == ["out_of_order"]


class TestTable:
    """Nobody who writes is lost: every stage hears the customer, but what goes on elsewhere."""

    def test_every_stage_but_the_end_hears_the_customer(self) -> None:
        for stage in INQUIRY.states:
            heard = {str(x) for x in INQUIRY.steps(stage)}
            assert ("wrote" in heard) is not INQUIRY.is_over(stage)

    def test_every_stage_is_reached(self) -> None:
        assert {*INQUIRY.reachable(INQUIRY.start)} == {*InquiryStage}


class TestNextChange:
    """Until then the answer stays as it is, and then it does not."""

    @pytest.mark.parametrize(
        ("course", "now", "then"),
        [
            ("writes", "16 09:30", "16 13:00"),
            ("writes, we reply", "16 11:30", "17 17:00"),
            ("writes, we reply, we solve", "16 12:30", "30 11:00"),
        ],
        ids=["the first answer", "the solution", "the end of the silence"],
    )
    def test_the_next_change(self, course: str, now: str, then: str) -> None:
        history = told(course)
        found = asked(FULL, *history, now=now)
        assert found.next_change is not None
        # The last instant in time is still in time.
        assert abs(found.next_change - Solved(at=at(then)).at) <= Solved(at=at(then)).at.resolution

    def test_nothing_changes_by_itself_while_we_wait(self) -> None:
        assert asked(FULL, *told("writes, we ask"), now="16 11:00").next_change is None

    def test_what_is_known_to_come_changes_it(self) -> None:
        back = CustomerWrote(at=at("20 09:00"))
        assert asked(FULL, *told("writes, we ask"), back, now="16 11:00").next_change == back.at


class TestOrder:
    """The order in which events are told means nothing, and what lies ahead is not known."""

    def test_reversed(self) -> None:
        history = told("writes, we reply, we ask, answers, we solve, writes, we reply")
        assert asked(FULL, *reversed(history), now="16 20:00") == asked(
            FULL, *history, now="16 20:00"
        )

    def test_the_future_does_not_count(self) -> None:
        history = told("writes, we reply, we ask, answers, we solve")
        for n in range(1, len(history)):
            now = f"16 {8 + n:02}:30"
            known = asked(FULL, *history[:n], now=now)
            assert evolve(asked(FULL, *history, now=now), next_change=known.next_change) == known
