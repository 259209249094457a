"""Hints: what would remove a reason, and only if it does."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from attrs import field, frozen

from postsales.basics._checks import several
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics.cases import Answered, Request
from postsales.basics.findings import Finding, Verdict

__all__ = ["Hint"]

R = TypeVar("R", bound=Request)


def _codes_of(value: Iterable[str]) -> tuple[str, ...]:
    return several("removes", value, str, "the codes that a hint removes are text")


@frozen(weakref_slot=False)
class Hint:
    """What would remove a reason? A hint is true: acting on it removes its codes from its units.

    Kinds: ``leave_out`` (ask for fewer units), ``tell`` (a missing ``fact``, of all units that lack
    it), and whatever a rule says can be done ``instead``. ``cancel_instead`` and
    ``return_instead`` take the units out, and hold once that has been done; anything else, such as
    ``repair_instead``, is asked of the same units, and is given only where nothing else stands in
    their way. ``reason`` is set when a line is asked for with several reasons.
    """

    kind: str
    line: str = field(kw_only=True)
    units: int = field(kw_only=True)
    removes: tuple[str, ...] = field(converter=_codes_of, kw_only=True)
    fact: str = field(default="", kw_only=True)
    reason: str = field(default="", kw_only=True)

    def applied_to(self, request: R) -> R:
        """The request with the units of this hint left out.

        Raises:
            InvalidValue: the hint is about a fact, which is told to the order and not to a request.
        """
        if self.kind == "tell":
            allowed = "a missing fact is told; nothing of the request is left out"
            raise InvalidValue("hint", self.kind, allowed, f"tell {self.fact} and ask again")
        if not callable(getattr(request, "without", None)):
            raise WrongType("request", request, "a hint is applied to a request")
        return request.without(self.line, self.units, reason=self.reason)


def hints_of(cases: list[Answered]) -> Iterator[Hint]:
    """What would remove reasons, line by line."""
    lines: dict[str, list[Answered]] = {}
    for answered in cases:
        lines.setdefault(answered.case.line_id, []).append(answered)
    asked = sum(x.case.quantity for x in cases)
    for (line, reason, hint, fact), group in _grouped(cases).items():
        units = sum(x.case.quantity for x in group)
        if hint == "leave_out" and (units == asked or not _left_out(group, lines[line])):
            continue
        codes = tuple(dict.fromkeys(code for x in group for code in _removed(x, hint, fact)))
        told = reason if any(x.case.reason != reason for x in lines[line]) else ""
        yield Hint(hint, line=line, units=units, removes=codes, fact=fact, reason=told)


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
