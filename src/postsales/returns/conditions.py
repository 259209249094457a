"""Conditions in which goods are taken back, such as unopened.

Rules of this file: what was found when the goods were looked at goes before what the customer says
of them; what nobody has said is asked for; and whatever can be the fault of the goods is no reason
to refuse them for their condition.
"""

from collections.abc import Iterable

from attrs import field, frozen

from postsales.basics._checks import instance, texts
from postsales.basics._errors import InvalidValue
from postsales.basics.citations import Citation, check_source
from postsales.basics.findings import MET, NOT_APPLICABLE, Fact, Finding, not_met, unknown
from postsales.orders.conditions import Condition, condition_word
from postsales.orders.reasons import REMORSE_ONLY, ReasonKind, some_reason_kinds
from postsales.orders.scope import A_SCOPE, EVERYTHING, Everything, Scope
from postsales.returns.case import ReturnCase

__all__ = ["AcceptedConditions"]

_Conditions = str | Condition | Iterable[str | Condition]
_BLAMELESS = (ReasonKind.REMORSE, ReasonKind.WRONG_ITEM, ReasonKind.LATE)


def _conditions(value: _Conditions) -> tuple[str, ...]:
    some = (value,) if isinstance(value, str | Condition) else value
    if not isinstance(some, Iterable):
        return texts("conditions", some)
    return texts("conditions", [condition_word(x) for x in some])


@frozen(weakref_slot=False)
class AcceptedConditions:
    """In which conditions are goods taken back? A rule of its own.

    The words are the merchant's: *unopened*, *opened*, *worn*, or a grade. What
    ``ReturnInspected`` found under the ref of the request goes before what the customer says, and
    ``Condition.GOOD`` is always accepted. It is about a change of mind unless told otherwise.

    Refers when: nobody has said in which condition the units are.

    Raises:
        InvalidValue: no condition; a kind of reason that can be a fault of the goods, which are
            never refused for their condition.

    Example:
        >>> AcceptedConditions(["unopened", "opened"]).conditions
        ('opened', 'unopened')
    """

    conditions: tuple[str, ...] = field(converter=_conditions)
    applies_to: Scope | Everything = field(default=EVERYTHING, kw_only=True)
    for_reasons: tuple[ReasonKind, ...] = field(
        default=REMORSE_ONLY, converter=some_reason_kinds, kw_only=True
    )
    by: Citation | None = field(default=None, kw_only=True)
    refused: Finding = field(init=False, eq=False, repr=False)
    missing: Finding = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if not self.conditions:
            raise InvalidValue("conditions", self.conditions, "name at least one condition")
        for kind in self.for_reasons:
            if kind not in _BLAMELESS:
                allowed = "it may be the fault of the goods, which is never refused for condition"
                hint = f"say {', '.join(repr(x.value) for x in _BLAMELESS)}"
                raise InvalidValue("for_reasons", kind.value, allowed, hint)
        instance("applies_to", self.applies_to, (Scope, Everything), A_SCOPE)
        check_source(self.by)
        object.__setattr__(self, "refused", not_met("condition_not_accepted", by=self.by))
        missing = unknown("condition_not_stated", tell="condition", by=self.by)
        object.__setattr__(self, "missing", missing)

    def __call__(self, case: ReturnCase, /) -> Finding:
        """Are the units in a condition in which they are taken back?"""
        asked = case.reason_kind in self.for_reasons
        if not asked or not self.applies_to.covers(case.line, case.order):
            return NOT_APPLICABLE
        if not case.condition:
            return self.missing
        is_good = case.condition == Condition.GOOD.value
        return MET if is_good or case.condition in self.conditions else self.refused

    def facts(self, case: ReturnCase, /) -> dict[str, Fact]:
        """In which condition they are, who says so, and which are accepted."""
        return {
            "condition": case.condition,
            "said_by": "inspection" if case.found is not None else "request",
            "accepted": ", ".join(self.conditions),
        }
