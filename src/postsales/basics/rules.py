"""Rules: callables from a case to a finding, and the values that combine them.

A rule is a plain function when it has no settings and a frozen class with ``__call__`` when it has.
It never counts units: it is asked about cases, whose units share every fact.

Verdicts combine as in three-valued logic, and *not applicable* is neutral:

========= ===================== ==================== ===================================
          not met when          unknown when         met when
========= ===================== ==================== ===================================
all_of    any part is           else any part is     else any part is
any_of    every part is         else any part is     any part is
unless    the rule is, and the  the exception could  the rule is, or its exception is
          exception is not met  still save it
========= ===================== ==================== ===================================

``first_match`` answers as its first rule that is applicable.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Protocol, TypeVar, cast, runtime_checkable

from attrs import frozen

from postsales.basics._checks import several
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics.findings import NOT_APPLICABLE, Fact, Finding, Verdict, retold
from postsales.basics.moments import in_utc

__all__ = [
    "AllOf",
    "AnyOf",
    "Changes",
    "Explains",
    "FirstMatch",
    "Rule",
    "Unless",
    "adds",
    "all_of",
    "any_of",
    "changes",
    "checked",
    "explained",
    "first_match",
    "in_snake_case",
    "rule_name",
    "unless",
]

IN_THE_WAY = (Verdict.NOT_MET, Verdict.UNKNOWN)
"""The verdicts that keep units from being allowed."""

C = TypeVar("C")
C_contra = TypeVar("C_contra", contravariant=True)


class Rule(Protocol[C_contra]):
    """A question about one case: any callable from the case to a finding.

    Example:
        >>> from postsales.basics.findings import MET, not_met
        >>> def receipt_shown(evidence: frozenset[str]) -> Finding:
        ...     return MET if "receipt" in evidence else not_met("receipt_missing")
        >>> rule: Rule[frozenset[str]] = receipt_shown
    """

    def __call__(self, case: C_contra, /) -> Finding:
        """Ask the rule about a case."""
        ...


@runtime_checkable
class Explains(Protocol):
    """A rule that can name the facts behind its finding, when somebody asks."""

    def facts(self, case: Any, /) -> dict[str, Fact]:
        """The facts of this case that the rule looks at."""
        ...


@runtime_checkable
class Changes(Protocol):
    """A rule that can name instants at which its answer may change."""

    def changes_at(self, case: Any, /) -> Iterable[datetime]:
        """Instants at which the answer about this case may change, in any order."""
        ...


def rule_name(rule: object) -> str:
    """What is a rule called? Its ``name`` or ``code``, its function's name, or its class.

    Example:
        >>> rule_name(rule_name)
        'rule_name'
    """
    for attribute in ("name", "code", "__name__"):
        found = getattr(rule, attribute, None)
        if isinstance(found, str):
            return found
    return in_snake_case(type(rule).__name__)


def in_snake_case(name: str) -> str:
    """The name of a class as a code is written.

    Example:
        >>> in_snake_case("ReturnRequested")
        'return_requested'
    """
    return "".join(f"_{x.lower()}" if x.isupper() else x for x in name).strip("_")


def explained(rule: "Rule[C]", case: C) -> tuple[Finding, ...]:
    """Ask a rule again for the sake of explanation: simple findings, each with its rule and facts.

    Example:
        >>> from postsales.basics.findings import not_met
        >>> def receipt_shown(case: str) -> Finding:
        ...     return not_met("receipt_missing")
        >>> [(found.rule, found.code) for found in explained(receipt_shown, "any case")]
        [('receipt_shown', 'receipt_missing')]
    """
    if isinstance(rule, AllOf | AnyOf | FirstMatch | Unless):
        return rule.explained(case)
    found = checked(rule, rule(case))
    facts: dict[str, Fact] = dict(found.facts)
    tell = getattr(rule, "facts", None)
    if tell is not None:
        told = tell(case)
        if not isinstance(told, Mapping):
            raise WrongType(f"facts of the rule {rule_name(rule)}", told, "a mapping is needed")
        facts.update(cast("Mapping[str, Fact]", told))
    name = rule_name(rule)
    return tuple(retold(leaf, dict(facts), name) for leaf in found.leaves)


def checked(rule: object, found: object) -> Finding:
    """The finding itself; a rule that answers anything else is a mistake of its author."""
    if isinstance(found, Finding):
        return found
    answers = "a rule answers MET, NOT_APPLICABLE, not_met(code) or unknown(code)"
    raise WrongType(f"the answer of the rule {rule_name(rule)}", found, answers)


def changes(rule: object, case: object) -> Iterable[datetime]:
    """The instants that a rule names; none when it does not name any."""
    named = getattr(rule, "changes_at", None)
    if named is None:
        return ()
    field = f"changes_at of the rule {rule_name(rule)}"
    found = several(field, named(case), datetime, "instants are needed, as aware datetimes")
    return tuple(in_utc(at, field) for at in found)


def adds(rule: object, case: object) -> Mapping[str, int]:
    """The units that a rule lacks and that would do if asked for as well; mostly none.

    Example:
        >>> adds(len, "any case")
        {}
    """
    if isinstance(rule, Unless):
        return adds(rule.rule, case)
    named = getattr(rule, "adds", None)
    return {} if named is None else cast("Mapping[str, int]", named(case))


def _asked(rules: "tuple[Rule[C], ...]", case: C) -> tuple[Finding, ...]:
    return tuple(checked(rule, rule(case)) for rule in rules)


def _of(found: tuple[Finding, ...], *verdicts: Verdict) -> tuple[Finding, ...]:
    return tuple(finding for finding in found if finding.verdict in verdicts)


def _joined(name: str, parts: tuple[Finding, ...], verdict: Verdict) -> Finding:
    return parts[0] if len(parts) == 1 else Finding(verdict, name, parts=parts)


@frozen(weakref_slot=False)
class _Several:
    rules: "tuple[Rule[Any], ...]"

    def __attrs_post_init__(self) -> None:
        if not self.rules:
            raise InvalidValue("rules", self.rules, "at least one rule is needed")
        for rule in self.rules:
            if not callable(rule):
                raise WrongType("rules", rule, "a rule is a callable from case to finding")

    def changes_at(self, case: Any, /) -> Iterable[datetime]:
        """Every instant that any of the rules names."""
        return [at for rule in self.rules for at in changes(rule, case)]

    def _told(self, case: Any, *verdicts: Verdict) -> tuple[Finding, ...]:
        """What the rules found that answer so, each explained by itself."""
        told: list[Finding] = []
        for rule in self.rules:
            verdict = checked(rule, rule(case)).verdict
            if verdict in verdicts:
                wanted = IN_THE_WAY if verdict in IN_THE_WAY else (verdict,)
                told += [leaf for leaf in explained(rule, case) if leaf.verdict in wanted]
        return tuple(told)


@frozen(weakref_slot=False)
class AllOf(_Several):
    """Every applicable rule must be met; all that are not are reported."""

    def __call__(self, case: Any, /) -> Finding:
        """Ask every rule."""
        found = _asked(self.rules, case)
        if parts := _of(found, *IN_THE_WAY):
            refused = _of(found, Verdict.NOT_MET)
            return _joined("all_of", parts, (refused or parts)[0].verdict)
        met = _of(found, Verdict.MET)
        return met[0] if met else NOT_APPLICABLE

    def explained(self, case: Any, /) -> tuple[Finding, ...]:
        """The findings that the answer rests on."""
        verdict = self(case).verdict
        if verdict in IN_THE_WAY:
            return self._told(case, *IN_THE_WAY)
        return self._told(case, verdict)


@frozen(weakref_slot=False)
class AnyOf(_Several):
    """One met rule is enough; when none is, every reason is reported."""

    def __call__(self, case: Any, /) -> Finding:
        """Ask every rule."""
        found = _asked(self.rules, case)
        if met := _of(found, Verdict.MET):
            return met[0]
        for verdict in (Verdict.UNKNOWN, Verdict.NOT_MET):
            if parts := _of(found, verdict):
                return _joined("any_of", parts, verdict)
        return NOT_APPLICABLE

    def explained(self, case: Any, /) -> tuple[Finding, ...]:
        """The findings that the answer rests on."""
        return self._told(case, self(case).verdict)


@frozen(weakref_slot=False)
class FirstMatch(_Several):
    """The first rule that is applicable decides."""

    def __call__(self, case: Any, /) -> Finding:
        """Ask every rule, answer as the first applicable one."""
        applicable = (
            f for f in _asked(self.rules, case) if f.verdict is not Verdict.NOT_APPLICABLE
        )
        return next(applicable, NOT_APPLICABLE)

    def explained(self, case: Any, /) -> tuple[Finding, ...]:
        """The findings of the rule that decides."""
        for rule in self.rules:
            if checked(rule, rule(case)).verdict is not Verdict.NOT_APPLICABLE:
                return explained(rule, case)
        return ()


@frozen(weakref_slot=False)
class Unless:
    """The rule must be met, unless the exception is."""

    rule: "Rule[Any]"
    exception: "Rule[Any]"

    def __attrs_post_init__(self) -> None:
        for part in (self.rule, self.exception):
            if not callable(part):
                raise WrongType("rule", part, "a rule is a callable from case to finding")

    @property
    def name(self) -> str:
        """The name of the rule that has the exception."""
        return rule_name(self.rule)

    def __call__(self, case: Any, /) -> Finding:
        """Ask both."""
        return self._decided(case)[0]

    def _decided(self, case: Any) -> "tuple[Finding, Rule[Any]]":
        found, saved = _asked((self.rule, self.exception), case)
        if found.verdict in (Verdict.MET, Verdict.NOT_APPLICABLE):
            return found, self.rule
        undecided = found.verdict is Verdict.NOT_MET and saved.verdict is Verdict.UNKNOWN
        if saved.verdict is Verdict.MET or undecided:
            return saved, self.exception
        return found, self.rule

    def explained(self, case: Any, /) -> tuple[Finding, ...]:
        """The findings of whichever of the two decides."""
        return explained(self._decided(case)[1], case)

    def changes_at(self, case: Any, /) -> Iterable[datetime]:
        """Every instant that the rule or its exception names."""
        return [*changes(self.rule, case), *changes(self.exception, case)]


def has_silent_exception(rule: "Rule[Any]") -> bool:
    """Does a rule have an exception that names no instant at which its answer may change?

    Example:
        >>> from postsales.basics.findings import MET, not_met
        >>> has_silent_exception(unless(lambda case: not_met("too_late"), lambda case: MET))
        True
    """
    if isinstance(rule, Unless):
        return _is_silent(rule.exception) or has_silent_exception(rule.rule)
    return isinstance(rule, _Several) and any(map(has_silent_exception, rule.rules))


def _is_silent(rule: "Rule[Any]") -> bool:
    if isinstance(rule, Unless):
        return _is_silent(rule.rule) or _is_silent(rule.exception)
    if isinstance(rule, _Several):
        return any(map(_is_silent, rule.rules))
    return getattr(rule, "changes_at", None) is None


def all_of(*rules: "Rule[C]") -> "Rule[C]":
    """A rule that is met when all of these are.

    Example:
        >>> from postsales.basics.findings import MET, not_met
        >>> both = all_of(lambda case: MET, lambda case: not_met("too_late"))
        >>> both("any case").code
        'too_late'
    """
    return cast("Rule[C]", AllOf(rules))


def any_of(*rules: "Rule[C]") -> "Rule[C]":
    """A rule that is met when one of these is.

    Example:
        >>> from postsales.basics.findings import MET, not_met
        >>> either = any_of(lambda case: MET, lambda case: not_met("too_late"))
        >>> either("any case").code
        'met'
    """
    return cast("Rule[C]", AnyOf(rules))


def first_match(*rules: "Rule[C]") -> "Rule[C]":
    """A rule that answers as the first of these that is applicable.

    Example:
        >>> from postsales.basics.findings import MET
        >>> first_match(lambda case: NOT_APPLICABLE, lambda case: MET)("any case").code
        'met'
    """
    return cast("Rule[C]", FirstMatch(rules))


def unless(rule: "Rule[C]", exception: "Rule[C]") -> "Rule[C]":
    """The rule with an exception that defeats it.

    Refers when: the rule is not met and nobody can say whether the exception is.

    Example:
        >>> from postsales.basics.findings import MET, not_met
        >>> unless(lambda case: not_met("too_late"), lambda case: MET)("any case").code
        'met'
    """
    return cast("Rule[C]", Unless(rule, exception))
