"""What somebody allowed by name: an exception to whatever rule stands in the way.

Rules of this file: an override defeats findings by their codes and nothing else, so that no rule is
passed over unasked, and what a rule allows stays allowed. Where units are is a fact, and nobody
decides on facts.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from attrs import frozen

from postsales.basics.findings import MET, NOT_APPLICABLE, Fact, Finding
from postsales.basics.rules import IN_THE_WAY, Rule, Unless, checked, unless
from postsales.orders.overrides import Overridden
from postsales.returns.case import Availability, ReturnCase
from postsales.returns.rules import asked

if TYPE_CHECKING:
    from postsales.orders.order import Order
    from postsales.returns.terms import ReturnTerms

__all__ = ["BY_STAFF", "with_overrides"]

BY_STAFF = "by_staff"
"""The name of the rule that allows what staff allowed."""

_FACTS = frozenset(x.value for x in Availability)


def with_overrides(
    terms: "ReturnTerms", order: "Order", known_at: datetime
) -> "tuple[Rule[ReturnCase], ...]":
    """The rules as cases are asked, each with what staff allowed as its exception, if anything."""
    told = [x for x in order.history if isinstance(x, Overridden)]
    known = tuple(x for x in told if x.at <= known_at) if told else ()
    if not known:
        return terms.asked
    return asked(tuple(_allowing(rule, known) for rule in terms.rules), terms.applies_to)


def _allowing(rule: "Rule[Any]", told: tuple[Overridden, ...]) -> "Rule[Any]":
    """A rule with what was allowed as its exception, and within an exception that it has."""
    if isinstance(rule, Unless):
        rule = unless(_allowing(rule.rule, told), rule.exception)
    return unless(rule, ByStaff(rule, told))


@frozen(weakref_slot=False)
class ByStaff:
    """Is what a rule found allowed by somebody, by name?"""

    rule: "Rule[Any]"
    told: tuple[Overridden, ...]
    name: str = BY_STAFF

    def __call__(self, case: ReturnCase, /) -> Finding:
        """Does an override that is in force name every code that stands in the way?"""
        codes = self._codes(case)
        named = {code for x in self._in_force(case) for code in x.codes} - _FACTS
        return MET if codes and named >= codes else NOT_APPLICABLE

    def facts(self, case: ReturnCase, /) -> dict[str, Fact]:
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

    def changes_at(self, case: ReturnCase, /) -> Iterable[datetime]:
        """The ends of what somebody allowed."""
        return [x.until for x in self._in_force(case) if x.until is not None]

    def _codes(self, case: ReturnCase) -> set[str]:
        found = checked(self.rule, self.rule(case))
        return {x.code for x in found.leaves if x.verdict in IN_THE_WAY}

    def _in_force(self, case: ReturnCase) -> list[Overridden]:
        return [x for x in self.told if x.is_in_force(case.at, case.line_id)]


def _last_end(code: str, given: list[Overridden]) -> datetime | None:
    """Until when is a code passed over? None for good."""
    ends = [x.until for x in given if code in x.codes]
    return None if None in ends else max(x for x in ends if x is not None)
