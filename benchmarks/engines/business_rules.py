"""business-rules: rules as data over variables and actions that are methods."""

from collections.abc import Iterator
from typing import Any

from business_rules import run_all
from business_rules.actions import BaseActions, rule_action
from business_rules.fields import FIELD_TEXT
from business_rules.variables import (
    BaseVariables,
    boolean_rule_variable,
    numeric_rule_variable,
    string_rule_variable,
)

from benchmarks.engines.peer import Item, Kind, Peer, Question, eligible, full, in_time
from benchmarks.simple import Reasons

__all__ = ["peers"]


class _Variables(BaseVariables):  # type: ignore[misc]
    def __init__(self, item: Item, now: bool) -> None:
        self.item = item
        self.now = now

    @boolean_rule_variable  # type: ignore[untyped-decorator]
    def in_time(self) -> bool:
        return self.now

    @string_rule_variable  # type: ignore[untyped-decorator]
    def category(self) -> str:
        return self.item["category"]

    @boolean_rule_variable  # type: ignore[untyped-decorator]
    def final_without_fault(self) -> bool:
        return self.item["final_sale"] and not self.item["fault"]

    @numeric_rule_variable  # type: ignore[untyped-decorator]
    def left(self) -> int:
        return self.item["left"]


class _Actions(BaseActions):  # type: ignore[misc]
    def __init__(self) -> None:
        self.codes: list[str] = []

    @rule_action(params={"code": FIELD_TEXT})  # type: ignore[untyped-decorator]
    def refuse(self, code: str) -> None:
        self.codes.append(code)


def _is(name: str, operator: str, value: object = True) -> dict[str, object]:
    return {"name": name, "operator": operator, "value": value}


_CLOSED = _is("in_time", "is_false")
_FINAL = _is("final_without_fault", "is_true")
_NONE_LEFT = _is("left", "less_than_or_equal_to", 0)
_EXCLUDED = [_is("category", "equal_to", x) for x in ("hygiene", "perishable", "gift_card")]


def _refusing(code: str, *conditions: dict[str, object]) -> dict[str, object]:
    action = {"name": "refuse", "params": {"code": code}}
    return {"conditions": {"any": [*conditions]}, "actions": [action]}


_ONE = [_refusing("refused", _CLOSED, *_EXCLUDED, _FINAL, _NONE_LEFT)]
_EACH = [
    _refusing("window_closed", _CLOSED),
    _refusing("category_excluded", *_EXCLUDED),
    _refusing("final_sale", _FINAL),
    _refusing("already_returned", _NONE_LEFT),
]


def peers() -> Iterator[Peer]:
    """One rule for yes or no; one rule for each reason."""

    def refused(question: Question, rules: list[Any]) -> Reasons:
        now = in_time(question)
        found: Reasons = []
        for item in question.items:
            actions = _Actions()
            variables = _Variables(item, now)
            run_all(rule_list=rules, defined_variables=variables, defined_actions=actions)
            found.append(tuple(actions.codes))
        return found

    yield eligible(
        "business-rules", Kind.RULES, lambda x: [not codes for codes in refused(x, _ONE)]
    )
    yield full("business-rules", Kind.RULES, lambda x: refused(x, _EACH))
