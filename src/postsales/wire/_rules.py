"""Rules by name: what a document says of rules, resolved in what the caller gives.

Rules of this file: a name means a rule that the caller has handed in, or one that the terms always
ask, and nothing else. What has no such name is refused, in reading and in writing.
"""

from collections.abc import Mapping
from itertools import islice
from typing import Any

from attrs import Factory, evolve, frozen

from postsales.basics._checks import pairs, text
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics.rules import rule_name
from postsales.wire._data import below, is_list, shown
from postsales.wire.documents import Problem

__all__ = [
    "CONDITION",
    "RULE_FIELDS",
    "Rules",
    "RulesByName",
    "name_of",
    "names_of",
    "own_rules",
    "rules_by_name",
]

Rules = Mapping[str, Any]
RULE_FIELDS = ("required", "excepted")
CONDITION = "when"
"""The field of a step of a plan that holds a rule."""
_PAIR = 2
_MOST_NAMED = 20
_LONGEST_NAME = 60


def rules_by_name(rules: object) -> dict[str, Any]:
    """The caller's rules, checked.

    Raises:
        InvalidValue: a name that is blank.
        WrongType: something that is no rule.
    """
    found: dict[str, Any] = {}
    for name, rule in pairs("rules", rules):
        if not callable(rule):
            raise WrongType("rules", rule, "a rule is a callable from case to finding")
        found[text("rules", name)] = rule
    return found


def own_rules(terms: Any) -> dict[str, Any]:
    """The rules that these terms ask by themselves, exclusions among them, by name."""
    found: dict[str, Any] = {}
    plain = evolve(terms, required=(), excepted=())
    for rule in plain.rules:
        found.setdefault(rule_name(rule), rule)
    return found


@frozen(weakref_slot=False, eq=False)
class RulesByName:
    """What rules of one section are called: the caller's, and those that can be defeated.

    ``defeated`` are the caller's and those of the terms themselves; it is None when nobody can say,
    since something else is wrong with the terms.
    """

    given: Rules
    defeated: Rules | None
    wrong: list[Problem] = Factory(list[Problem])

    def read(self, field: str, value: object, path: str) -> tuple[Any, ...]:
        """The rules, or pairs of a rule and what defeats it, that stand at a path."""
        if field == RULE_FIELDS[0]:
            if not is_list(value):
                return (self._rule(value, path, self.given),)
            return tuple(self._rule(x, below(path, n), self.given) for n, x in enumerate(value))
        if not is_list(value):
            return self._refused(path, value, "a list of pairs [rule, exception] is needed")
        return tuple(self._pair(one, below(path, place)) for place, one in enumerate(value))

    def one(self, value: object, path: str) -> Any:
        """The caller's rule that stands at a path."""
        return self._rule(value, path, self.given)

    def _pair(self, value: object, path: str) -> tuple[Any, ...]:
        if not is_list(value) or len(value) != _PAIR:
            return self._refused(path, value, "a pair [rule, exception] is needed")
        rule, exception = value
        known = self.defeated
        defeated = self._rule(rule, below(path, 0), known) if known is not None else ()
        return (defeated, self._rule(exception, below(path, 1), self.given))

    def _rule(self, name: object, path: str, known: Rules) -> Any:
        if isinstance(name, str) and name in known:
            return known[name]
        allowed = f"no such rule among {_some_of(known)}" if known else "no rules are known"
        return self._refused(path, name, f"{allowed}; rules of your own are given in rules=")

    def _refused(self, path: str, value: object, allowed: str) -> tuple[()]:
        self.wrong.append(Problem(path, f"is {shown(value)}: {allowed}", value))
        return ()


def _some_of(known: Rules) -> str:
    """The names of the first rules: a document can have as many as it likes, and as many slips."""
    more = len(known) - _MOST_NAMED
    named = ", ".join(name[:_LONGEST_NAME] for name in islice(known, _MOST_NAMED))
    return named + (f" and {more} more" if more > 0 else "")


def names_of(terms: Any, rules: Rules) -> dict[str, object]:
    """How the further rules of terms are told: by the names that the caller gives them.

    Raises:
        InvalidValue: a rule that has no name there.
    """
    own = own_rules(terms)
    taken = ", ".join(sorted(own.keys() & rules.keys()))
    if taken:
        raise InvalidValue("rules", taken, "the terms have rules of that name", "use another")
    told: dict[str, object] = {}
    if terms.required:
        told[RULE_FIELDS[0]] = [name_of(rule, rules) for rule in terms.required]
    if terms.excepted:
        known = {**own, **rules}
        told[RULE_FIELDS[1]] = [[name_of(x, known), name_of(y, rules)] for x, y in terms.excepted]
    return told


def name_of(rule: Any, rules: Rules) -> str:
    """The name that the caller gives a rule.

    Raises:
        InvalidValue: it has none there.
    """
    for name, known in rules.items():
        if known is rule or known == rule:
            return name
    allowed = f"a rule is told by its name among {', '.join(rules) or 'none'}"
    advice = f"hand it in by a name: rules={{{rule_name(rule)!r}: ...}}"
    raise InvalidValue("rule", rule, allowed, advice)
