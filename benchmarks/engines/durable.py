"""durable_rules: forward chaining over facts that are posted; yes or no only."""

import uuid
from collections.abc import Iterator
from typing import Any

from durable.lang import m, post, ruleset, when_all

from benchmarks.engines.peer import Kind, Peer, Question, eligible, in_time

__all__ = ["peers"]

_NAME = "postsales-benchmark"


def _rules() -> None:
    excluded = (
        (m.category == "hygiene") | (m.category == "perishable") | (m.category == "gift_card")
    )
    kept = (m.category != "hygiene") & (m.category != "perishable") & (m.category != "gift_card")
    final = (m.final_sale == True) & (m.fault == False)  # noqa: E712 - the engine's own language
    open_sale = (m.final_sale == False) | (m.fault == True)  # noqa: E712
    with ruleset(_NAME):

        @when_all((m.in_time == True) & kept & open_sale & (m.left > 0))  # type: ignore[untyped-decorator]  # noqa: E712
        def _yes(found: Any) -> None:
            found.s.allowed = True

        @when_all((m.in_time == False) | excluded | final | (m.left <= 0))  # type: ignore[untyped-decorator]  # noqa: E712
        def _no(found: Any) -> None:
            found.s.allowed = False


def peers() -> Iterator[Peer]:
    """Two rules, one for yes and one for no."""
    _rules()

    def eligibility(question: Question) -> list[bool]:
        now = in_time(question)
        found: list[bool] = []
        for item in question.items:
            fact = {"category": item["category"], "final_sale": item["final_sale"]}
            fact |= {"fault": item["fault"], "left": item["left"], "in_time": now}
            state: Any = post(_NAME, {"id": uuid.uuid4().hex, "sid": "one", **fact})
            found.append(state["allowed"])
        return found

    yield eligible("durable_rules", Kind.RULES, eligibility)
