"""What holds of a return whatever happens to it, and in whatever order."""

from collections import Counter
from datetime import timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postsales import RMA, PostsalesError, ReturnSentBack, RmaRemark, RmaState, returns
from postsales.testing.strategies._dice import thrown
from postsales.testing.strategies.rma import Tracked, tracked_of

tracked = thrown(tracked_of)


@cache
def drawn() -> tuple[Tracked, ...]:
    """Many returns that much has happened to."""
    found: list[Tracked] = []

    @settings(database=None, derandomize=True, deadline=None, max_examples=1500)
    @given(tracked)
    def draw(some: Tracked) -> None:
        found.append(some)

    draw()
    return tuple(found)


class TestState:
    """The state of a return is a function of the history of its order, and of nothing else."""

    @given(tracked, st.randoms(use_true_random=False))
    def test_the_order_of_the_list_says_nothing(self, some: Tracked, chance: object) -> None:
        history = [*some.order.history]
        chance.shuffle(history)  # type: ignore[attr-defined]  # a Random
        told = type(some.order)(
            some.order.id,
            placed_at=some.order.placed_at,
            lines=some.order.lines,
            charges=some.order.charges,
            history=history,
        )
        assert returns.status(told, "R-1", some.terms, at=some.at) == some.status()

    @given(tracked)
    def test_what_is_not_known_yet_changes_nothing(self, some: Tracked) -> None:
        for event in some.order.history:
            at = event.at
            known = [x for x in some.order.history if x.at <= at]
            if not any(x.ref == "R-1" for x in known):
                continue
            then = type(some.order)(
                some.order.id,
                placed_at=some.order.placed_at,
                lines=some.order.lines,
                charges=some.order.charges,
                history=known,
            )
            whole = returns.status(some.order, "R-1", some.terms, at=at)
            assert returns.status(then, "R-1", some.terms, at=at) == whole

    @given(tracked)
    def test_from_each_state_the_table_leads_to_the_next(self, some: Tracked) -> None:
        instants = sorted({x.at for x in some.order.history} | {some.at})
        before = RMA.start
        for at in instants:
            state = returns.status(some.order, "R-1", some.terms, at=at).state
            again = RMA.is_over(before) and state in RMA.reachable(RMA.start)
            assert state in RMA.reachable(before) or again
            before = state

    @pytest.mark.parametrize("state", RmaState, ids=str)
    def test_every_state_is_reached(self, state: RmaState) -> None:
        assert any(some.status().state is state for some in drawn())

    @pytest.mark.parametrize("remark", RmaRemark, ids=str)
    def test_everything_out_of_the_ordinary_happens(self, remark: RmaRemark) -> None:
        assert any(remark in some.status().remarks for some in drawn())


class TestUnits:
    """No unit is counted twice, and none below zero."""

    @given(tracked)
    def test_what_was_announced_is_somewhere(self, some: Tracked) -> None:
        status = some.status()
        for line, k in status.announced.items():
            there = min(k, status.received.get(line, 0)) + status.lost.get(line, 0)
            awaited = status.awaited.get(line, 0)
            assert there + awaited <= k
            assert there + awaited == k or RMA.is_over(status.state) or _was_called_off(some)

    @given(tracked)
    def test_no_more_is_under_way_than_is_awaited(self, some: Tracked) -> None:
        status = some.status()
        # Of a return that nobody announced nothing is awaited, and the carrier tells of it.
        awaited = status.awaited if status.announced else status.underway
        assert all(k <= awaited.get(line, 0) for line, k in status.underway.items())

    @given(tracked)
    def test_what_was_looked_at_is_accepted_or_dismissed(self, some: Tracked) -> None:
        status = some.status()
        seen = Counter(status.accepted) + Counter(status.dismissed)
        assert seen == sum((Counter(x) for x in status.found.values()), Counter[str]())

    @given(tracked)
    def test_what_came_came_to_one_return(self, some: Tracked) -> None:
        came = Counter[str]()
        for ref in ("R-1", "R-2"):
            try:
                came.update(some.status(ref).received)
            except PostsalesError:
                continue
        gone = Counter[str]()
        for event in some.order.history:
            if isinstance(event, ReturnSentBack):
                gone.update(event.units)
        position = some.order.position(at=some.at)
        for line, k in came.items():
            assert k <= position.units(line).returned + gone[line]


def _was_called_off(some: Tracked) -> bool:
    return any(type(x).__name__ == "ReturnCancelled" for x in some.order.history)


class TestClocks:
    """A clock is late from its end on, and not before."""

    @given(tracked)
    def test_on_its_edge(self, some: Tracked) -> None:
        for name in ("ship_by", "inspect_by", "refund_by"):
            due = getattr(some.status(), name)
            if due is None or due.deadline is None or due.done_at is not None:
                continue
            if due.deadline.ends_at <= max(x.at for x in some.order.history):
                continue
            end = due.deadline.ends_at
            for at, is_late in ((end - timedelta(microseconds=1), False), (end, True)):
                told = getattr(returns.status(some.order, "R-1", some.terms, at=at), name)
                assert told is None or told.is_overdue is is_late

    @given(tracked)
    def test_what_is_late_has_a_day_and_a_start(self, some: Tracked) -> None:
        for due in some.status().overdue:
            assert due.deadline is not None
            assert due.late_since == due.deadline.ends_at
            assert due.late_days >= 0
            assert due.deadline.trace[0].what == "start"
