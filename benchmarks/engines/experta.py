"""experta: forward chaining in the manner of CLIPS; yes or no only."""

import collections
import collections.abc
from collections.abc import Iterator
from typing import Any

# A package that experta pins asks `collections` for a name that moved in Python 3.10.
vars(collections).setdefault("Mapping", collections.abc.Mapping)

from experta import MATCH, Fact, KnowledgeEngine, L, P, Rule  # noqa: E402

from benchmarks.engines.peer import Kind, Peer, Question, eligible, in_time  # noqa: E402

__all__ = ["peers"]


class _Item(Fact):  # type: ignore[misc]
    """What is asserted about an item of the request."""


_ALLOWED = _Item(
    n=MATCH.n,
    in_time=True,
    category=~L("hygiene") & ~L("perishable") & ~L("gift_card"),
    final_without_fault=False,
    left=P(lambda units: units > 0),
)


class _Shop(KnowledgeEngine):  # type: ignore[misc]
    allowed: list[bool]

    @Rule(_ALLOWED)  # type: ignore[untyped-decorator]
    def allow(self, n: int) -> None:
        self.allowed[n] = True


def peers() -> Iterator[Peer]:
    """One rule that allows."""
    shop: Any = _Shop()

    def eligibility(question: Question) -> list[bool]:
        now = in_time(question)
        shop.allowed = [False] * len(question.items)
        shop.reset()
        for n, item in enumerate(question.items):
            final = item["final_sale"] and not item["fault"]
            facts = {"in_time": now, "category": item["category"], "left": item["left"]}
            shop.declare(_Item(n=n, final_without_fault=final, **facts))
        shop.run()
        allowed: list[bool] = shop.allowed
        return allowed

    yield eligible("experta", Kind.RULES, eligibility)
