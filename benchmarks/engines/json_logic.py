"""panzi-json-logic: JsonLogic, rules as JSON over one object."""

from collections.abc import Iterator
from typing import Any

from json_logic import jsonLogic

from benchmarks.engines.peer import Kind, Peer, Question, eligible, full, in_time
from benchmarks.simple import Reasons

__all__ = ["peers"]

_EXCLUDED = {"in": [{"var": "category"}, ["hygiene", "perishable", "gift_card"]]}
_FINAL = {"and": [{"var": "final_sale"}, {"!": [{"var": "fault"}]}]}
_AGAINST: dict[str, Any] = {
    "window_closed": {"!": [{"var": "in_time"}]},
    "category_excluded": _EXCLUDED,
    "final_sale": _FINAL,
    "already_returned": {"<=": [{"var": "left"}, 0]},
}
_ALLOWED: dict[str, Any] = {
    "and": [{"var": "in_time"}, {"!": [_EXCLUDED]}, {"!": [_FINAL]}, {">": [{"var": "left"}, 0]}]
}


def peers() -> Iterator[Peer]:
    """One rule for yes or no; one rule for each reason."""

    def eligibility(question: Question) -> list[bool]:
        now = in_time(question)
        return [bool(jsonLogic(_ALLOWED, {**item, "in_time": now})) for item in question.items]

    def reasons(question: Question) -> Reasons:
        now = in_time(question)
        facts = [{**item, "in_time": now} for item in question.items]
        return [tuple([c for c, rule in _AGAINST.items() if jsonLogic(rule, x)]) for x in facts]

    yield eligible("panzi-json-logic", Kind.EXPRESSION, eligibility)
    yield full("panzi-json-logic", Kind.EXPRESSION, reasons)
