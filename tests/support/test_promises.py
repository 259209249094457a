"""What holds of every inquiry, whatever happens in it."""

from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    AskedCustomer,
    CustomerWrote,
    Event,
    InquiryClosed,
    PriorityChanged,
    ServiceLevel,
    Solved,
    SupportClock,
    SupportPolicy,
    SupportStatus,
    WeReplied,
    WorkingHours,
    WorkingMinutes,
    support,
)
from postsales.basics.moments import instant
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
        ServiceLevel(first_response=WorkingMinutes(20), calendar=ALWAYS, priorities=["urgent"])
    ],
)
BEGINNING = instant("2026-03-26T13:00Z")
KINDS = (CustomerWrote, WeReplied, AskedCustomer, Solved, InquiryClosed)
TICK = timedelta(microseconds=1)


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """An inquiry over the week-end on which the clocks go forward."""
    hours = draw(st.lists(st.integers(0, 120), min_size=1, max_size=6, unique=True))
    told: list[Event] = [CustomerWrote(at=BEGINNING)]
    for n, hour in enumerate(sorted(hours)):
        at = BEGINNING + timedelta(hours=hour, minutes=30)
        kind = draw(st.sampled_from((*KINDS, PriorityChanged)))
        if kind is PriorityChanged:
            told.append(PriorityChanged(draw(st.sampled_from(("urgent", "normal"))), at=at))
        else:
            told.append(kind(at=at, ref=draw(st.sampled_from(("", f"m-{n}")))))
    return told


LATER = st.integers(0, 200).map(lambda x: BEGINNING + timedelta(hours=x))


def asked(history: list[Event], at: datetime) -> SupportStatus:
    return support.status(POLICY, history, subject="T", at=at)


def standing(found: SupportStatus) -> object:
    """How it stands, without what runs on."""
    promises = [(x.step, x.ref, x.state, x.due_at, x.met_at) for x in found.promises]
    return found.stage, found.state, found.priority, found.closes_at, promises, found.notes


def decided(found: SupportStatus) -> set[object]:
    """The promises that were met, in time or late."""
    return {(x.step, x.ref, x.begun_at, x.met_at, x.state) for x in found.promises if x.met_at}


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
    def test_what_was_decided_stays_decided(self, history: list[Event], at: datetime) -> None:
        before, after = (decided(asked(history, x)) for x in (at, END))
        assert before <= after


END = BEGINNING + timedelta(days=30)


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

    @given(histories())
    def test_every_clock_is_told_once(self, history: list[Event]) -> None:
        found = asked(history, END)
        assert {*found.clocks} <= {*SupportClock}
        assert {str(x) for x in found.clocks} == {x.step for x in found.promises}
