"""Hints: what would remove a reason, and only if it does."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar, cast

from attrs import field, frozen

from postsales.basics._checks import several
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics.cases import Answered, Request
from postsales.basics.findings import Finding, Verdict
from postsales.basics.quantities import Quantities
from postsales.basics.rules import IN_THE_WAY, adds

__all__ = ["Hint"]

R = TypeVar("R", bound=Request)


def _codes_of(value: Iterable[str]) -> tuple[str, ...]:
    return several("removes", value, str, "the codes that a hint removes are text")


def _adds(value: Mapping[str, int]) -> Quantities:
    return Quantities.of(value)


@frozen(weakref_slot=False)
class Hint:
    """What would remove a reason? A hint is true: acting on it removes its codes from its units.

    Kinds: ``leave_out`` (ask for fewer units), ``tell`` (a missing ``fact``, of all units that lack
    it), and whatever a rule says can be done ``instead``. ``cancel_instead`` and
    ``return_instead`` take the units out, and hold once that has been done; anything else, such as
    ``repair_instead``, is asked of the same units, and is given only where nothing else stands in
    their way. ``add`` asks for the units of ``adds`` besides, for the same ``reason``. Otherwise
    ``reason`` is set when a line is asked for with several reasons.
    """

    kind: str
    line: str = field(kw_only=True)
    units: int = field(kw_only=True)
    removes: tuple[str, ...] = field(converter=_codes_of, kw_only=True)
    fact: str = field(default="", kw_only=True)
    reason: str = field(default="", kw_only=True)
    adds: Quantities = field(factory=Quantities, converter=_adds, kw_only=True)

    def applied_to(self, request: R) -> R:
        """The request with the units of this hint left out, or with what it adds.

        Raises:
            InvalidValue: the hint is about a fact, which is told to the order and not to a request.
        """
        if self.kind == "tell":
            allowed = "a missing fact is told; nothing of the request is left out"
            raise InvalidValue("hint", self.kind, allowed, f"tell {self.fact} and ask again")
        changes = "adding" if self.kind == "add" else "without"
        if not callable(getattr(request, changes, None)):
            raise WrongType("request", request, "a hint is applied to a request")
        if self.kind == "add":
            growing: Any = request
            return cast("R", growing.adding(self.adds, reason=self.reason))
        return request.without(self.line, self.units, reason=self.reason)


def hints_of(cases: list[Answered]) -> Iterator[Hint]:
    """What would remove reasons, line by line."""
    lines: dict[str, list[Answered]] = {}
    for answered in cases:
        lines.setdefault(answered.case.line_id, []).append(answered)
    asked = sum(x.case.quantity for x in cases)
    for (line, reason, hint, fact), group in _grouped(cases).items():
        units = sum(x.case.quantity for x in group)
        # Added units are named by the rule that lacks them, see ``adding``.
        if hint == "add":
            continue
        if hint == "leave_out" and (units == asked or not _left_out(group, lines[line])):
            continue
        codes = tuple(dict.fromkeys(code for x in group for code in _removed(x, hint, fact)))
        told = reason if any(x.case.reason != reason for x in lines[line]) else ""
        yield Hint(hint, line=line, units=units, removes=codes, fact=fact, reason=told)


def adding(cases: Iterable[Answered], rules: Sequence[object]) -> Iterator[Hint]:
    """What would remove reasons if it was asked for as well, by the rules that lack it."""
    units: dict[tuple[str, str, str, Quantities], int] = {}
    for answered in cases:
        case = answered.case
        for rule, found in zip(rules, answered.answers, strict=True):
            lacking = [x for x in found.leaves if x.instead == "add" and x.verdict in IN_THE_WAY]
            more = Quantities.of(adds(rule, case)) if lacking else Quantities()
            for code in {x.code: None for x in lacking} if more else ():
                key = (case.line_id, case.reason, code, more)
                units[key] = units.get(key, 0) + case.quantity
    for (line, reason, code, more), k in units.items():
        yield Hint("add", line=line, units=k, removes=[code], reason=reason, adds=more)


def _left_out(group: list[Answered], line: list[Answered]) -> bool:
    """Would asking for fewer units leave out units like these?

    A request draws on one supply after the other, so that fewer units leave out the last ones.
    """
    rest = line[line.index(group[0]) :]
    return rest == group or len({x.case.supply for x in rest}) == 1


_Way = tuple[str, str, str, str]


def _grouped(cases: list[Answered]) -> dict[_Way, list[Answered]]:
    groups: dict[_Way, list[Answered]] = {}
    for answered in cases:
        for hint, fact in _ways(answered):
            key = (answered.case.line_id, answered.case.reason, hint, fact)
            groups.setdefault(key, []).append(answered)
    return groups


def _ways(answered: Answered) -> Iterator[tuple[str, str]]:
    found = answered.in_the_way
    if answered.verdict is Verdict.UNKNOWN:
        yield from dict.fromkeys(("tell", x.tell) for x in found if x.tell)
    elif answered.verdict is Verdict.NOT_MET:
        yield (_instead(found) or "leave_out", "")


_TAKES_OUT = frozenset({"cancel_instead", "return_instead"})


def _instead(found: tuple[Finding, ...]) -> str:
    """What removes all that stands in the way: units that are taken out, or one thing for all."""
    offered = tuple(dict.fromkeys(x.instead for x in found))
    out = next((x for x in offered if x in _TAKES_OUT), "")
    return out or (offered[0] if len(offered) == 1 else "")


def _removed(answered: Answered, hint: str, fact: str) -> tuple[str, ...]:
    if hint != "tell":
        return answered.codes
    return tuple(x.code for x in answered.in_the_way if x.tell == fact)
