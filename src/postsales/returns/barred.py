"""Rules of a statute: what bars a right, what it is not about, and what lifts a bar.

Rules of this file: a condition that nobody told anything of is not met, so nothing is barred by
silence; what the right is not about is referred and never refused. Where a condition hangs on an
amount in another currency than the order's, the answer is unknown and says which currency is
needed: ``amount_in_other_currency``.
"""

from attrs import evolve, field, frozen

from postsales.basics._checks import text
from postsales.basics.citations import Citation, check_source
from postsales.basics.days_known import Held
from postsales.basics.findings import MET, NOT_APPLICABLE, Finding, Verdict, not_met, unknown
from postsales.basics.rules import Unless
from postsales.orders.circumstances import Sale, check_condition, held
from postsales.returns.case import ReturnCase

__all__ = ["OTHER_CURRENCY", "BarredWhen", "LiftedWhen", "OutsideWhen", "assumed_of"]

OTHER_CURRENCY = "amount_in_other_currency"
"""The code where a limit is in another currency than the order; its fact is the ``currency``."""


@frozen(weakref_slot=False)
class _OnCondition:
    code: str
    when: object
    by: Citation | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        text("code", self.code)
        check_condition("when", self.when)
        check_source(self.by)

    @property
    def name(self) -> str:
        """How the rule is called."""
        return self.code

    def held_by(self, case: ReturnCase) -> Held:
        """Is the condition met, and what was taken for granted?"""
        return held(self.when, Sale(case.order, case.line, case.known_at))

    def _open(self, found: Held) -> Finding:
        """Nobody can say whether the condition is met."""
        if found.currency:
            return unknown(OTHER_CURRENCY, by=self.by, currency=found.currency)
        return unknown(self.code, by=self.by)


@frozen(weakref_slot=False)
class BarredWhen(_OnCondition):
    """There is no such right where a condition is met.

    Example:
        >>> from postsales import Scope
        >>> BarredWhen("perishable", Scope(trait="perishable")).name
        'perishable'
    """

    def __call__(self, case: ReturnCase, /) -> Finding:
        """Is the right barred?"""
        found = self.held_by(case)
        if found.verdict is Verdict.MET:
            return not_met(self.code, by=self.by)
        return self._open(found) if found.verdict is Verdict.UNKNOWN else NOT_APPLICABLE


@frozen(weakref_slot=False)
class OutsideWhen(_OnCondition):
    """The right is not about such a sale: a person looks at it, and nobody refuses.

    Example:
        >>> from postsales import Made
        >>> OutsideWhen("sold_in_shop", Made("in_shop")).name
        'sold_in_shop'
    """

    def __call__(self, case: ReturnCase, /) -> Finding:
        """Is the sale outside?"""
        found = self.held_by(case)
        if found.verdict is Verdict.MET:
            return unknown(self.code, by=self.by)
        return self._open(found) if found.verdict is Verdict.UNKNOWN else NOT_APPLICABLE


@frozen(weakref_slot=False)
class LiftedWhen(_OnCondition):
    """A bar does not hold where a condition is met: an exception for ``ReturnTerms.unless``.

    Example:
        >>> from postsales import Made
        >>> LiftedWhen("visited", Made("home_visit")).name
        'visited'
    """

    def __call__(self, case: ReturnCase, /) -> Finding:
        """Is the bar lifted?"""
        found = self.held_by(case)
        if found.verdict is Verdict.UNKNOWN:
            return self._open(found)
        return evolve(MET, by=self.by) if found.verdict is Verdict.MET else NOT_APPLICABLE

    def changes_at(self, case: ReturnCase, /) -> tuple[()]:  # noqa: ARG002 - the shape of a rule
        """Nothing about it changes by itself."""
        return ()


def assumed_of(rule: object, case: ReturnCase) -> str:
    """What a rule took for granted about a case, since nobody told; mostly nothing.

    Example:
        See ``law.rights``, which lists it.
    """
    if isinstance(rule, Unless):
        return assumed_of(rule.rule, case) or assumed_of(rule.exception, case)
    return rule.held_by(case).assumed if isinstance(rule, _OnCondition) else ""
