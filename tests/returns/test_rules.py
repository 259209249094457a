"""The rules that come along are values: they compare, hash, copy and travel."""

import copy
import pickle
from typing import Any

import pytest

from postsales import cancellations, returns

RULES = {
    "returns.available": returns.available,
    "returns.within_window": returns.within_window,
    "returns.covered": returns.covered,
    "returns.notice_given": returns.notice_given,
    "returns.authorised": returns.authorised,
    "cancellations.cancellable": cancellations.cancellable,
    "cancellations.before_cut_off": cancellations.before_cut_off,
    "cancellations.within_window": cancellations.within_window,
}


@pytest.mark.parametrize("name", [name for name in RULES if name.startswith("returns.")])
def test_one_of_returns_prints_as_it_is_called(name: str) -> None:
    assert repr(RULES[name]) == name


@pytest.mark.parametrize("name", RULES)
def test_a_rule_is_a_value(name: str) -> None:
    rule: Any = RULES[name]
    for again in (copy.deepcopy(rule), pickle.loads(pickle.dumps(rule))):  # noqa: S301
        assert again == rule
        assert hash(again) == hash(rule)
    with pytest.raises(AttributeError):
        rule.name = "another"
    with pytest.raises(AttributeError):
        rule.something_else = 1
