"""What one process knows of some terms: plans, ends and classes, as they are met in tables."""

from collections import deque
from collections.abc import Generator, Hashable, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from typing import Any

from attrs import field, frozen

from postsales.basics._errors import PostsalesError
from postsales.bulk._classes import Classes, alike, classes
from postsales.bulk._facts import Facts
from postsales.bulk._plan import Known, Plan
from postsales.bulk._planned import planned, seasons
from postsales.bulk.columns import Column, needed
from postsales.orders.seasons import Season
from postsales.refunds.terms import RefundTerms
from postsales.returns.terms import ReturnTerms

__all__ = ["Asked", "State", "borrowed"]

_MOST_TERMS = 16
_MOST_PLANS = 20_000
"""Terms with more ways to be alike than that are worked out anew now and then."""


@frozen(weakref_slot=False, eq=False)
class State:
    """Terms, and what was found out about them; none of it depends on when one asks."""

    terms: ReturnTerms
    refund_terms: RefundTerms | None
    needs: tuple[Column, ...] = field(init=False)
    classes: tuple[Classes, ...] = field(init=False)
    seasons: tuple[tuple[Season, int], ...] = field(init=False)
    plans: dict[Hashable, Plan] = field(factory=dict[Hashable, Plan], init=False)
    ends: Known = field(factory=Known, init=False)
    numbered: dict[str, Any] = field(factory=dict[str, Any], init=False)
    """What arrays need besides, by who keeps it."""

    def __attrs_post_init__(self) -> None:
        terms, refund_terms = self.terms, self.refund_terms
        needs = needed(terms, refund_terms, told=frozenset())
        object.__setattr__(self, "needs", needs)
        object.__setattr__(self, "classes", classes(terms, refund_terms, needs))
        object.__setattr__(self, "seasons", seasons(terms))

    def alike(self, classed: Sequence[Hashable]) -> Hashable:
        """The same for all rows that are alike by the classes of their words."""
        return alike(self.classes, classed)

    def forget(self) -> None:
        """Bound what was found out: nobody has to rely on it."""
        if len(self.plans) > _MOST_PLANS:
            for some in (self.plans, self.ends, self.numbered):
                some.clear()


@frozen(weakref_slot=False, eq=False)
class Asked:
    """Terms that are asked about rows, at one instant or at that of each. One call has it."""

    state: State
    at: datetime | None
    needs: tuple[Column, ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        found = tuple(x for x in self.state.needs if x.name != "at" or self.at is None)
        object.__setattr__(self, "needs", found)

    def facts(self, row: Mapping[str, Any]) -> Facts:
        """The facts of a row."""
        return Facts.of(row, self.needs, self.at)

    def plan(self, key: Hashable, row: Mapping[str, Any]) -> Plan:
        """The plan of all rows with this key, of which this is one."""
        state = self.state
        if key not in state.plans:
            made = planned(self.facts(row), state.terms, state.refund_terms, state.ends)
            state.plans[key] = made
        return state.plans[key]


@lru_cache(maxsize=_MOST_TERMS)
def _pool(
    terms: ReturnTerms,  # noqa: ARG001 - they are the key
    refund_terms: RefundTerms | None,  # noqa: ARG001
) -> deque[State]:
    return deque()


@contextmanager
def borrowed(terms: ReturnTerms, refund_terms: RefundTerms | None) -> Generator[State, None, None]:
    """What this process knows of the terms, for one call alone: each thread gets its own."""
    pool = _pool(terms, refund_terms)
    try:
        state = pool.pop()
    except IndexError:
        state = State(terms, refund_terms)
    try:
        yield state
    except PostsalesError:
        # What was found out before rows were refused is true.
        pool.append(state)
        raise
    pool.append(state)
