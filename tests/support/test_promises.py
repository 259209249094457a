"""What holds of every inquiry, whatever happens in it."""

from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    AskedCustomer,
    ClockStarted,
    ClockStopped,
    CustomerAnswered,
    CustomerWrote,
    Event,
    Hours,
    InquiryClosed,
    InquiryMerged,
    InquiryReopened,
    PriorityChanged,
    ServiceLevel,
    SolutionConfirmed,
    Solved,
    SupportClock,
    SupportPolicy,
    SupportStatus,
    TargetState,
    WeReplied,
    WorkingHours,
    WorkingMinutes,
    support,
)
from postsales.basics.moments import instant
from postsales.support._promised import late_at
from tests.support.desk import ALWAYS, OFFICE

pytestmark = pytest.mark.no_cover

POLICY = SupportPolicy(
    id="support",
    version="1",
    calendar=OFFICE,
    level=ServiceLevel(
        first_response=WorkingHours(4),
        next_response=WorkingHours(2),
        resolution=WorkingHours(16),
    ),
    special_levels=[
        ServiceLevel(first_response=WorkingMinutes(20), calendar=ALWAYS, priorities=["urgent"]),
        ServiceLevel(first_response=None, resolution=Hours(30), priorities=["low"]),
    ],
    closes_after=Hours(20),
)
BEGINNING = instant("2026-03-26T13:00Z")
KINDS: tuple[type[Event], ...] = (
    CustomerWrote,
    CustomerAnswered,
    WeReplied,
    AskedCustomer,
    Solved,
    SolutionConfirmed,
    InquiryReopened,
    InquiryClosed,
    ClockStopped,
    ClockStarted,
)
TICK = timedelta(microseconds=1)
PRIORITIES = ("urgent", "normal", "low")


@st.composite
def events(draw: st.DrawFn) -> Event:
    """Something that happens over the week-end on which the clocks go forward."""
    at = BEGINNING + timedelta(hours=draw(st.integers(0, 120)), minutes=30)
    if draw(st.integers(0, 5)) == 0:
        return PriorityChanged(draw(st.sampled_from(PRIORITIES)), at=at)
    if draw(st.integers(0, 25)) == 0:
        return InquiryMerged("T-9", at=at)
    return draw(st.sampled_from(KINDS))(at=at, ref=draw(st.sampled_from(("", "m-1", "m-2"))))


def histories() -> st.SearchStrategy[list[Event]]:
    """An inquiry, with some things that happen at one instant."""
    told = st.lists(events(), min_size=1, max_size=7)
    return told.map(lambda some: [CustomerWrote(at=BEGINNING), *_one_priority_at_a_time(some)])


def _one_priority_at_a_time(some: list[Event]) -> list[Event]:
    first = {x.at: x for x in reversed(some) if isinstance(x, PriorityChanged)}
    return [x for x in some if not isinstance(x, PriorityChanged) or first[x.at] is x]


LATER = st.integers(0, 200).map(lambda x: BEGINNING + timedelta(hours=x))
END = BEGINNING + timedelta(days=30)


def asked(history: list[Event], at: datetime) -> SupportStatus:
    return support.status(POLICY, history, subject="T", at=at)


def standing(found: SupportStatus) -> object:
    """How it stands, without what runs on."""
    promises = [(x.step, x.ref, x.state, x.due_at, x.met_at) for x in found.promises]
    return found.stage, found.state, found.priority, found.closes_at, promises, found.notes


def decided(found: SupportStatus, since: datetime) -> set[object]:
    """The promises that were met: in time, or late by a time that was over after an instant."""
    return {
        (x.step, x.ref, x.begun_at, x.met_at, x.state)
        for x in found.promises
        if x.met_at and (x.state is TargetState.MET or late_at(x) > since)
    }


def broken(found: SupportStatus, since: datetime) -> set[object]:
    """The promises whose time ran out after an instant."""
    return {(x.step, x.ref, x.begun_at) for x in found.breaches if late_at(x) > since}


class TestNextChange:
    """Until then nothing changes, and then something does."""

    @given(histories(), LATER)
    def test_it_is_the_first_change(self, history: list[Event], at: datetime) -> None:
        found = asked(history, at)
        then = found.next_change
        last = BEGINNING + timedelta(days=90) if then is None else then - TICK
        for share in (1, 2):
            between = at + (last - at) / share
            assert standing(asked(history, between)) == standing(found)
        assert then is None or standing(asked(history, then)) != standing(found)


class TestHistory:
    """Facts count in whatever order they are told, and the future not at all."""

    @given(histories(), LATER, st.randoms(use_true_random=False))
    def test_the_order_means_nothing(
        self, history: list[Event], at: datetime, chance: Random
    ) -> None:
        shuffled = [*history]
        chance.shuffle(shuffled)
        assert asked(shuffled, at) == asked(history, at)

    @given(histories(), LATER)
    def test_what_is_told_twice_happened_once(self, history: list[Event], at: datetime) -> None:
        assert asked([*history, *history], at) == asked(history, at)

    @given(histories(), LATER)
    def test_what_was_decided_stays_decided(self, history: list[Event], at: datetime) -> None:
        changes = [x.at for x in history if isinstance(x, PriorityChanged) and x.at <= at]
        since = max(changes, default=BEGINNING - TICK)
        assert decided(asked(history, at), since) <= decided(asked(history, END), BEGINNING - TICK)

    @given(histories())
    def test_what_was_broken_while_a_priority_held_stays_so(self, history: list[Event]) -> None:
        changes = sorted(x.at for x in history if isinstance(x, PriorityChanged))
        found = broken(asked(history, END), BEGINNING - TICK)
        for since, until in zip([BEGINNING - TICK, *changes], changes, strict=False):
            assert broken(asked(history, until - TICK), since) <= found

    @given(histories(), LATER)
    def test_what_is_over_for_good_stays_as_it_is(self, history: list[Event], at: datetime) -> None:
        found = asked(history, at)
        if found.stage is support.InquiryStage.MERGED:
            assert asked(history, END).promises == found.promises


class TestClocks:
    """A clock never gives back time, and an answer never counts as another."""

    @given(histories(), LATER)
    def test_what_is_left_and_what_is_over_are_never_both_told(
        self, history: list[Event], at: datetime
    ) -> None:
        for one in asked(history, at).promises:
            assert one.remaining is None or one.overdue is None
            assert one.remaining is None or one.remaining >= timedelta(0)
            assert one.overdue is None or one.overdue >= timedelta(0)

    @given(histories(), LATER)
    def test_no_clock_runs_when_it_is_closed(self, history: list[Event], at: datetime) -> None:
        found = asked(history, at)
        if str(found.stage) in ("closed", "merged"):
            running = (TargetState.RUNNING, TargetState.PAUSED)
            assert not [x for x in found.promises if x.state in running]

    @given(histories())
    def test_every_clock_is_told_once(self, history: list[Event]) -> None:
        found = asked(history, END)
        assert {*found.clocks} <= {*SupportClock}
        assert {str(x) for x in found.clocks} == {x.step for x in found.promises}


class TestWorked:
    """What was worked is worked, whatever comes later."""

    @given(histories(), LATER, LATER)
    def test_two_periods_come_to_what_both_together_do(
        self, history: list[Event], one: datetime, other: datetime
    ) -> None:
        first, last = sorted((one, other))

        def worked(since: datetime, until: datetime) -> timedelta:
            return support.worked(POLICY, history, subject="T", since=since, until=until)

        assert worked(BEGINNING, first) + worked(first, last) == worked(BEGINNING, last)

    @given(histories(), LATER)
    def test_work_and_standing_still_are_all_the_open_time(
        self, history: list[Event], at: datetime
    ) -> None:
        at = max(at, BEGINNING)
        history = [x for x in history if not isinstance(x, PriorityChanged)]
        found = asked(history, at)
        if str(found.stage) in ("solved", "confirmed", "closed", "merged"):
            return
        work = support.worked(POLICY, history, subject="T", since=BEGINNING, until=at)
        assert work + found.stood_still == OFFICE.elapsed(BEGINNING, at)

    @given(histories(), LATER)
    def test_what_is_left_of_the_solution_has_not_been_worked(
        self, history: list[Event], at: datetime
    ) -> None:
        history = [x for x in history if not isinstance(x, PriorityChanged)]
        whole = timedelta(hours=16)
        for one in asked(history, at).promises:
            if one.step != "resolution":
                continue
            until = one.met_at or at
            work = support.worked(POLICY, history, subject="T", since=BEGINNING, until=until)
            assert one.remaining is None or one.remaining == whole - work
            if one.state is not TargetState.STOPPED:
                late = (TargetState.MET_LATE, TargetState.BREACHED)
                assert (one.state in late) is (work > whole)
