"""What all terms about units of an order agree on: words for reasons, further rules, exceptions.

Rules of this file: terms are values of their own subdomain; here is only what each of them would
say in the same words. An exception to a rule that the terms do not have is refused.
"""

from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar, cast

from attrs import frozen

from postsales.basics._checks import pairs, several, text
from postsales.basics._errors import Contradictions, InvalidValue, WrongType
from postsales.basics.findings import MET, Fact, Finding, unknown
from postsales.basics.quantities import FrozenMap
from postsales.basics.rules import Rule, rule_name, unless
from postsales.orders.reasons import ReasonKind

__all__ = ["InvalidTerms"]

C = TypeVar("C")
_OTHER = ReasonKind.OTHER
_PAIR = 2
_MOST_EXCEPTIONS = 100


class InvalidTerms(Contradictions):
    """Fields of terms contradict each other; all that do are listed."""


OWN_WORDS: FrozenMap[str, ReasonKind] = FrozenMap({kind.value: kind for kind in ReasonKind})
"""The words for reasons that need no terms."""


def words_for_reasons(value: Mapping[str, ReasonKind]) -> FrozenMap[str, ReasonKind]:
    """The customer's words and whose doing each of them is."""
    read = pairs("reasons", value)
    return FrozenMap({text("reasons", x): ReasonKind.read("reasons", kind) for x, kind in read})


class _Reasoned(Protocol):
    @property
    def reason(self) -> str: ...

    @property
    def reason_kind(self) -> ReasonKind: ...


@frozen(weakref_slot=False, repr=False)
class _ReasonKnown:
    """The terms know what kind of reason the customer's word is; OTHER is none."""

    name: str = "reason_known"

    def __repr__(self) -> str:
        return "returns.reason_known"

    def __call__(self, case: _Reasoned, /) -> Finding:
        """Is the word among those of the terms, and of a kind that rules can go by?"""
        return MET if case.reason_kind is not _OTHER else _REASON_UNKNOWN

    def facts(self, case: _Reasoned, /) -> dict[str, Fact]:
        """The customer's word and what kind it is."""
        return {"reason": case.reason, "reason_kind": case.reason_kind.value}


_REASON_UNKNOWN = unknown("reason_unknown", tell="reason")

reason_known: _ReasonKnown = _ReasonKnown()
"""The terms know what kind of reason the customer's word is."""

Exceptions = tuple[tuple[Rule[C], Rule[C]], ...]
"""Pairs of a rule and what defeats it."""


def further_rules(value: "Iterable[Rule[C]]") -> "tuple[Rule[C], ...]":
    """Rules that must be met besides those that the terms always ask."""
    found = several("required", value, object, "rules are callables from case to finding")
    return tuple(cast("Rule[C]", _callable(x)) for x in found)


def _callable(value: object) -> object:
    if callable(value):
        return value
    raise WrongType("rules", value, "a rule is a callable from case to finding")


def exceptions(value: "Iterable[tuple[Rule[C], Rule[C]]]") -> "Exceptions[C]":
    """Pairs of a rule and what defeats it, checked."""
    allowed = "exceptions are pairs of a rule and what defeats it"
    found: list[tuple[Rule[C], Rule[C]]] = []
    for pair in several("excepted", value, object, allowed):
        rules = several("excepted", pair, object, allowed)
        if len(rules) != _PAIR:
            raise InvalidValue("excepted", pair, allowed)
        defeated, exception = (cast("Rule[C]", _callable(x)) for x in rules)
        found.append((defeated, exception))
    if len(found) > _MOST_EXCEPTIONS:
        # Each exception of a rule is asked within the one before it, and terms can be a stranger's.
        several_are = f"at most {_MOST_EXCEPTIONS} exceptions are allowed, not {len(found)}"
        raise InvalidValue("excepted", found, several_are, "join some of them with any_of")
    return tuple(found)


def with_exceptions(rules: "Iterable[Rule[C]]", excepted: "Exceptions[C]") -> "tuple[Rule[C], ...]":
    """The rules, each with the exceptions that defeat it."""
    return tuple(_with_exceptions(rule, excepted) for rule in rules)


def _with_exceptions(rule: "Rule[C]", excepted: "Exceptions[C]") -> "Rule[C]":
    found = rule
    for defeated, exception in excepted:
        if defeated == rule:
            found = unless(found, exception)
    return found


def exceptions_to_nothing(rules: "Iterable[Rule[C]]", excepted: "Exceptions[C]") -> Iterable[str]:
    """The problems of exceptions to rules that the terms do not have."""
    known = tuple(rules)
    for defeated, _ in excepted:
        if defeated not in known:
            has = ", ".join(rule_name(rule) for rule in known)
            yield f"it has no rule {rule_name(defeated)} that could have an exception, only {has}"
