"""Units that go back to the customer: what of the return is still to be done, and what they are."""

import pytest

from postsales import (
    Days,
    Event,
    InvalidValue,
    Received,
    ReturnClosed,
    ReturnInspected,
    ReturnRequest,
    ReturnSentBack,
    RmaClock,
    RmaRemark,
    RmaState,
    explain,
    returns,
)
from tests.returns.rma_given import (
    REF,
    TERMS,
    approved,
    asked,
    bought,
    came,
    closed,
    day,
    found,
    paid,
    seen,
)

ASKED = (asked(2), approved(3), came(5, 3))
INSPECT = RmaClock(Days(3), since=Received)
REFUND = RmaClock(Days(14), since=Received)


def gone(n: int, tees: int) -> Event:
    """Some tees go back to the customer."""
    return ReturnSentBack({"tee": tees}, ref=REF, at=day(n))


class TestWhatIsLeftToDo:
    """What went back is neither looked at nor paid for any more."""

    @pytest.mark.parametrize(
        ("events", "unpaid", "uninspected"),
        [
            pytest.param([gone(6, 1)], 2, 2, id="one that nobody looked at"),
            pytest.param([seen(6, 2, damaged=1), gone(7, 1)], 2, 0, id="the one that is damaged"),
            pytest.param([seen(6, damaged=1), gone(7, 2)], 1, 1, id="the damaged one and another"),
            pytest.param([gone(6, 3)], 0, 0, id="all"),
            pytest.param(
                [seen(6, 2, damaged=1), paid(7, 2), gone(8, 1)], 0, 0, id="after the good ones"
            ),
            pytest.param(
                [seen(6, 2, damaged=1), gone(7, 1), paid(8, 2)], 0, 0, id="before the good ones"
            ),
            pytest.param(
                [seen(6, 1, damaged=1), paid(7, 2), gone(8, 1)],
                0,
                1,
                id="those that nobody paid for go back before those that were paid for",
            ),
        ],
    )
    def test_what_is_unpaid_and_not_looked_at(
        self, events: list[Event], unpaid: int, uninspected: int
    ) -> None:
        status = found(*ASKED, *events)
        assert status.unpaid.get("tee", 0) == unpaid
        assert status.uninspected.get("tee", 0) == uninspected

    @pytest.mark.parametrize("first", [0, 1], ids=["refunded first", "sent back first"])
    def test_it_does_not_depend_on_what_was_first(self, first: int) -> None:
        acts = [paid(7 + first, 2), gone(8 - first, 1)]
        status = found(*ASKED, seen(6, 1, used=1, damaged=1), *acts, refund_by=REFUND)
        assert not status.unpaid
        assert not status.overdue
        assert status.refund_by is not None
        assert status.refund_by.done_at is not None

    def test_only_the_rest_is_payable(self) -> None:
        status = found(*ASKED, seen(6, 2, damaged=1), gone(7, 1))
        decision = returns.assess(
            bought(), ReturnRequest.of({"tee": 3}, reason="remorse", ref=REF), TERMS, at=day(2)
        )
        assert status.payable(decision) == {"tee": 2}
        assert status.in_question(decision) == {}

    def test_surplus_that_went_back_is_no_question_any_more(self) -> None:
        status = found(asked(2, 1), came(5, 3), gone(6, 2))
        assert not status.surplus
        assert status.sent_back == {"tee": 2}

    def test_both_clocks_are_done_when_the_last_of_it_goes_back(self) -> None:
        status = found(
            *ASKED,
            seen(6, 2),
            paid(7, 2),
            gone(8, 1),
            inspect_by=INSPECT,
            refund_by=REFUND,
        )
        for due in (status.inspect_by, status.refund_by):
            assert due is not None
            assert due.done_at is not None
            assert due.done_at.isoformat() == "2026-05-08T10:00:00+00:00"

    def test_the_refund_of_the_rest_is_still_due(self) -> None:
        status = found(*ASKED, seen(6, 2, damaged=1), gone(7, 1), refund_by=REFUND)
        assert [str(x.duty) for x in status.overdue] == ["refund"]


class TestNotLookedAt:
    """A clock that starts with a look has not begun for what nobody looked at."""

    CLOCK = RmaClock(Days(3), since=ReturnInspected)

    def test_all_that_was_seen_is_paid_for(self) -> None:
        due = found(*ASKED, seen(6, 2), paid(7, 2), refund_by=self.CLOCK).refund_by
        assert due is not None
        assert (due.because, due.is_overdue, due.done_at) == ("not_started", False, None)

    def test_one_that_was_seen_waits(self) -> None:
        due = found(*ASKED, seen(6, 2), paid(7, 1), refund_by=self.CLOCK).refund_by
        assert due is not None
        assert due.is_overdue


class TestState:
    """A return stays where it is, and what cannot be is told."""

    @pytest.mark.parametrize(
        ("events", "state"),
        [
            ([asked(2), approved(3), came(5, 1), gone(6, 1)], RmaState.PARTLY_RECEIVED),
            ([*ASKED, gone(6, 1)], RmaState.RECEIVED),
            ([*ASKED, gone(6, 3)], RmaState.INSPECTED),
            ([*ASKED, seen(6, 2), gone(7, 1)], RmaState.INSPECTED),
            ([*ASKED, seen(6, 2, damaged=1), gone(7, 1)], RmaState.INSPECTED),
        ],
        ids=["more is awaited", "two wait for a look", "all went", "two were seen", "all was seen"],
    )
    def test_state(self, events: list[Event], state: RmaState) -> None:
        status = found(*events)
        assert (status.state, status.remarks) == (state, ())
        assert ReturnSentBack in status.next_events

    def test_after_the_end(self) -> None:
        status = found(*ASKED, closed(6), gone(7, 1))
        assert (status.state, status.remarks) == (RmaState.CLOSED, (RmaRemark.AFTER_THE_END,))

    def test_more_than_came_under_its_name(self) -> None:
        status = found(asked(2, 1), came(5, 1), came(5, 1, "R-2"), gone(6, 2))
        assert RmaRemark.MORE_THAN_RECEIVED in status.remarks

    def test_no_clock_begins_with_it(self) -> None:
        with pytest.raises(InvalidValue, match="since is 'ReturnSentBack'"):
            RmaClock(Days(3), since=ReturnSentBack)


class TestAskedForAnew:
    """Units that went back and were not settled are in the window of their first delivery."""

    def test_in_the_window(self) -> None:
        over = ReturnClosed(ref=REF, at=day(8))
        order = bought(*ASKED, seen(6, 2, damaged=1), gone(7, 1), paid(7, 2), over)
        decision = returns.assess(
            order, ReturnRequest.of({"tee": 1}, reason="remorse"), TERMS, at=day(30)
        )
        assert decision.allowed == {"tee": 1}
        deadline = decision.item("tee").deadline
        assert deadline is not None
        assert deadline.last_day.isoformat() == "2026-07-30"

    def test_those_that_were_settled_are_not(self) -> None:
        order = bought(*ASKED, seen(6, 2, damaged=1), paid(7, 3), gone(8, 1))
        decision = returns.assess(
            order, ReturnRequest.of({"tee": 1}, reason="remorse"), TERMS, at=day(30)
        )
        assert not decision.allowed


def test_nobody_says_that_it_was_looked_at() -> None:
    other = Received({"tee": 1}, ref="R-2", at=day(5))
    status = found(asked(2, 2), approved(3), came(5, 2), other, gone(6, 3))
    text = explain.progress(status, locale="en", zone="UTC")
    assert "nothing of it is left to be looked at" in text
    assert "more was looked at or sent back to the customer than came" in text
    assert "after the inspection" not in text
