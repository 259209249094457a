"""What somebody allowed by name: an exception to whatever rule stands in the way.

Rules of this file: an override defeats findings by their codes and nothing else, so that no rule is
passed over unasked, and what a rule allows stays allowed. Nobody decides on facts, such as where
units are; which codes tell facts, each subdomain says.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import frozen

from postsales.basics.findings import MET, NOT_APPLICABLE, Fact, Finding
from postsales.basics.rules import IN_THE_WAY, Rule, Unless, checked, unless
from postsales.orders.cases import UnitCase
from postsales.orders.overrides import Overridden

if TYPE_CHECKING:
    from postsales.orders.order import Order

__all__ = ["BY_STAFF", "with_overrides"]

_C = TypeVar("_C", bound=UnitCase)

BY_STAFF = "by_staff"
"""The name of the rule that allows what staff allowed."""


def with_overrides(
    rules: "tuple[Rule[_C], ...]", order: "Order", known_at: datetime, facts: frozenset[str]
) -> "tuple[Rule[_C], ...]":
    """The rules, each with what staff allowed as its exception, if anything; the same if nothing.

    Codes that tell ``facts`` stay in the way whoever names them.
    """
    told = [x for x in order.history if isinstance(x, Overridden)]
    known = tuple(x for x in told if x.at <= known_at) if told else ()
    return tuple(_allowing(rule, known, facts) for rule in rules) if known else rules


def _allowing(
    rule: "Rule[Any]", told: tuple[Overridden, ...], facts: frozenset[str]
) -> "Rule[Any]":
    """A rule with what was allowed as its exception, and within an exception that it has."""
    if isinstance(rule, Unless):
        rule = unless(_allowing(rule.rule, told, facts), rule.exception)
    return unless(rule, ByStaff(rule, told, facts))


@frozen(weakref_slot=False)
class ByStaff:
    """Is what a rule found allowed by somebody, by name?"""

    rule: "Rule[Any]"
    told: tuple[Overridden, ...]
    beyond: frozenset[str]
    name: str = BY_STAFF

    def __call__(self, case: UnitCase, /) -> Finding:
        """Does an override that is in force name every code that stands in the way?"""
        codes = self._codes(case)
        named = {code for x in self._in_force(case) for code in x.codes} - self.beyond
        return MET if codes and named >= codes else NOT_APPLICABLE

    def facts(self, case: UnitCase, /) -> dict[str, Fact]:
        """Who allowed what, why, and until when."""
        codes = self._codes(case)
        given = [x for x in self._in_force(case) if codes & {*x.codes}]
        ends = [x for x in (_last_end(code, given) for code in codes) if x is not None]
        return {
            "overridden": ", ".join(sorted(codes)),
            "who": ", ".join(dict.fromkeys(x.who for x in given)),
            "why": "; ".join(dict.fromkeys(x.why for x in given)),
            "until": min(ends, default=None),
        }

    def changes_at(self, case: UnitCase, /) -> Iterable[datetime]:
        """The ends of what somebody allowed."""
        return [x.until for x in self._in_force(case) if x.until is not None]

    def _codes(self, case: UnitCase) -> set[str]:
        found = checked(self.rule, self.rule(case))
        return {x.code for x in found.leaves if x.verdict in IN_THE_WAY}

    def _in_force(self, case: UnitCase) -> list[Overridden]:
        return [x for x in self.told if x.is_in_force(case.at, case.line_id)]


def _last_end(code: str, given: list[Overridden]) -> datetime | None:
    """Until when is a code passed over? None for good."""
    ends = [x.until for x in given if code in x.codes]
    return None if None in ends else max(x for x in ends if x is not None)
