"""What one process knows of some terms: plans, ends and classes, as they are met in tables."""

from collections import deque
from collections.abc import Generator, Hashable, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from postsales.bulk._classes import Classes, classes
from postsales.bulk._facts import Facts
from postsales.bulk._plan import SOURCES, Known, Plan, planned
from postsales.bulk.columns import Column, needed
from postsales.orders.seasons import Season
from postsales.refunds.terms import RefundTerms
from postsales.returns.terms import ReturnTerms

if TYPE_CHECKING:
    from postsales.returns.windows import Applying

__all__ = ["State", "borrowed"]

_MOST_TERMS = 16


def _no_plans() -> dict[Hashable, Plan]:
    return {}


@frozen(weakref_slot=False, eq=False)
class State:
    """The terms, and what was found out about them. One call uses it at a time."""

    terms: ReturnTerms
    refund_terms: RefundTerms | None
    at: datetime | None
    needs: tuple[Column, ...] = field(init=False)
    classes: tuple[Classes, ...] = field(init=False)
    seasons: tuple[tuple[Season, int], ...] = field(init=False)
    plans: dict[Hashable, Plan] = field(factory=_no_plans, init=False)
    ends: Known = field(factory=Known, init=False)
    tables: dict[str, Any] = field(factory=dict[str, Any], init=False)

    def __attrs_post_init__(self) -> None:
        terms, refund_terms = self.terms, self.refund_terms
        told = frozenset(() if self.at is None else ("at",))
        needs = needed(terms, refund_terms, told=told)
        object.__setattr__(self, "needs", needs)
        object.__setattr__(self, "classes", classes(terms, refund_terms, needs))
        some: tuple[Applying, ...] = (terms.window, *terms.special_windows, *terms.extensions)
        seasons = dict.fromkeys(x.season for x in some if x.season is not None)
        object.__setattr__(self, "seasons", tuple((x, SOURCES[x.of]) for x in seasons))

    def facts(self, row: Mapping[str, Any]) -> Facts:
        """The facts of a row."""
        return Facts.of(row, self.needs, self.at)

    def plan(self, key: Hashable, row: Mapping[str, Any]) -> Plan:
        """The plan of all rows with this key, of which this is one."""
        if key not in self.plans:
            made = planned(self.facts(row), self.terms, self.refund_terms, self.ends)
            self.plans[key] = made
        return self.plans[key]


@lru_cache(maxsize=_MOST_TERMS)
def _pool(
    terms: ReturnTerms,  # noqa: ARG001 - they are the key
    refund_terms: RefundTerms | None,  # noqa: ARG001
    at: datetime | None,  # noqa: ARG001
) -> deque[State]:
    return deque()


@contextmanager
def borrowed(
    terms: ReturnTerms, refund_terms: RefundTerms | None, at: datetime | None
) -> Generator[State, None, None]:
    """What this process knows of the terms, for one call alone: each thread gets its own."""
    pool = _pool(terms, refund_terms, at)
    try:
        state = pool.pop()
    except IndexError:
        state = State(terms, refund_terms, at)
    yield state
    # What was found out before an error is true, but nobody has to rely on it.
    pool.append(state)
