"""rule-engine: Python-like expressions over one object, without loops or time zones."""

from collections.abc import Iterator
from typing import Any

import rule_engine

from benchmarks.engines.peer import Kind, Peer, Question, eligible, full, in_time
from benchmarks.simple import Reasons

__all__ = ["peers"]

_EXCLUDED = "category in ['hygiene', 'perishable', 'gift_card']"
_ALLOWED = f"in_time and not ({_EXCLUDED}) and (not final_sale or fault) and left > 0"
_AGAINST = {
    "window_closed": "not in_time",
    "category_excluded": _EXCLUDED,
    "final_sale": "final_sale and not fault",
    "already_returned": "left <= 0",
}


def peers() -> Iterator[Peer]:
    """One rule for yes or no; one rule for each reason."""
    allowed: Any = rule_engine.Rule(_ALLOWED)
    against: list[tuple[str, Any]] = [(x, rule_engine.Rule(text)) for x, text in _AGAINST.items()]

    def eligibility(question: Question) -> list[bool]:
        now = in_time(question)
        return [allowed.matches({**item, "in_time": now}) for item in question.items]

    def reasons(question: Question) -> Reasons:
        now = in_time(question)
        facts = [{**item, "in_time": now} for item in question.items]
        return [tuple([code for code, rule in against if rule.matches(x)]) for x in facts]

    yield eligible("rule-engine", Kind.EXPRESSION, eligibility)
    yield full("rule-engine", Kind.EXPRESSION, reasons)
