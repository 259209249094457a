"""Proofs: what a customer has to show, such as a receipt, or a photo of the defect."""

from attrs import field, frozen

from postsales.basics._checks import instance, text
from postsales.basics.findings import MET, NOT_APPLICABLE, Fact, Finding, unknown
from postsales.orders.reasons import ReasonKind, some_reason_kinds
from postsales.orders.scope import A_SCOPE, EVERYTHING, Everything, Scope
from postsales.returns.case import ReturnCase

__all__ = ["Proof"]


@frozen(weakref_slot=False)
class Proof:
    """Something that has to be shown with a return. A rule of its own.

    What is missing can still be shown: the answer is to refer and to ask for it, never to refuse.

    Example:
        >>> Proof("photo", for_reasons=["defect", "damaged_in_transit"]).code
        'photo_not_shown'
    """

    evidence: str
    applies_to: Scope | Everything = field(default=EVERYTHING, kw_only=True)
    for_reasons: tuple[ReasonKind, ...] = field(converter=some_reason_kinds, kw_only=True)
    code: str = field(init=False, eq=False, repr=False)
    missing: Finding = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        text("evidence", self.evidence)
        instance("applies_to", self.applies_to, (Scope, Everything), A_SCOPE)
        object.__setattr__(self, "code", f"{self.evidence}_not_shown")
        object.__setattr__(self, "missing", unknown(self.code, tell=self.evidence))

    def __call__(self, case: ReturnCase, /) -> Finding:
        """Was it shown, where it has to be?"""
        asked = case.reason_kind in self.for_reasons
        if not asked or not self.applies_to.covers(case.line, case.order):
            return NOT_APPLICABLE
        return MET if self.evidence in case.evidence else self.missing

    def facts(self, case: ReturnCase, /) -> dict[str, Fact]:
        """What was shown."""
        return {"evidence": self.evidence, "shown": ", ".join(case.evidence)}
