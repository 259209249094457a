"""The conditions of a guarantee.

Rules of this file: one condition per rule; a rule answers with a finding made beforehand and names
facts and instants only when asked; it never counts units and never looks at a clock.
"""

from collections.abc import Iterable
from datetime import datetime

from attrs import frozen

from postsales.basics.events import Event
from postsales.basics.findings import MET, NOT_APPLICABLE, Fact, Finding, not_met, unknown
from postsales.basics.periods import closing
from postsales.basics.rules import in_snake_case
from postsales.guarantees.case import GuaranteeCase, Possession
from postsales.orders.events import Delivered, Placed, Shipped
from postsales.orders.reasons import ReasonKind
from postsales.orders.remedied import RemedyKind
from postsales.orders.terms import reason_known

__all__ = [
    "guaranteed",
    "held",
    "promised",
    "reason_known",
    "remedy_open",
    "shown",
    "within_guarantee",
]

_ELSEWHERE = {x: not_met(x.value) for x in Possession if x is not Possession.CUSTOMER}


@frozen(weakref_slot=False)
class _Held:
    """The customer has the units, and nobody has asked for them yet; or the way took them."""

    name: str = "held"

    def __call__(self, case: GuaranteeCase, /) -> Finding:
        """Are the units there to be claimed, or lost and claimed for what happened on the way?"""
        if case.possession is Possession.CUSTOMER or case.is_lost_on_the_way:
            return MET
        return _ELSEWHERE[case.possession]

    def facts(self, case: GuaranteeCase, /) -> dict[str, Fact]:
        """Where the units of the line are."""
        units = case.position.units(case.line_id)
        return {"bought": units.ordered, "delivered": units.delivered}


@frozen(weakref_slot=False)
class _Promised:
    """It was promised when the order was placed, about this line."""

    name: str = "promised"

    def __call__(self, case: GuaranteeCase, /) -> Finding:
        """Was there a promise at the sale, and is it about the line?"""
        if not case.asking.is_promised:
            return _NOT_PROMISED
        return MET if case.terms.applies_to.covers(case.line, case.order) else _OUTSIDE

    def facts(self, case: GuaranteeCase, /) -> dict[str, Fact]:
        """When the order was placed, and of which sales the promise is."""
        terms = case.terms
        return {
            "placed_at": case.order.placed_at,
            "from_on": terms.from_on,
            "until_on": terms.until_on,
        }


_NOT_PROMISED, _OUTSIDE = not_met("not_promised"), not_met("outside_guarantee")


@frozen(weakref_slot=False)
class _Guaranteed:
    """The reason is one that the guarantee is about."""

    name: str = "guaranteed"

    def __call__(self, case: GuaranteeCase, /) -> Finding:
        """Is the kind of reason among those of the terms? Nobody can say of one they lack."""
        if case.reason_kind in case.terms.for_reasons:
            return MET
        return NOT_APPLICABLE if case.reason_kind is ReasonKind.OTHER else _NOT_GUARANTEED

    def facts(self, case: GuaranteeCase, /) -> dict[str, Fact]:
        """What kind of reason it is."""
        return {"reason_kind": case.reason_kind.value}


_NOT_GUARANTEED = not_met("not_guaranteed")


@frozen(weakref_slot=False)
class _WithinGuarantee:
    """The guarantee has started and still runs."""

    name: str = "within_guarantee"

    def __call__(self, case: GuaranteeCase, /) -> Finding:
        """Does it still run for these units? Unknown while nobody knows since when."""
        if case.possession is not Possession.CUSTOMER:
            return NOT_APPLICABLE
        start = case.since
        if start is None:
            return _start_missing(case.terms.since[0].kind)
        return MET if case.at < closing(start, case.terms.length, case.terms.zone) else _OVER

    def facts(self, case: GuaranteeCase, /) -> dict[str, Fact]:
        """When it began, how long it is and when it ends."""
        kind = (case.started_by or case.terms.since[0]).kind
        start = _WORDS.get(kind) or in_snake_case(kind.__name__).replace("_", " ")
        told: dict[str, Fact] = {"start": start, "length": str(case.terms.length)}
        if case.deadline is None:
            return told
        return {**told, "since": case.since, "last_day": case.deadline.last_day}

    def changes_at(self, case: GuaranteeCase, /) -> Iterable[datetime]:
        """The instant at which it ends."""
        return [] if case.deadline is None else [case.deadline.ends_at]


_WORDS: dict[type[Event], str] = {Delivered: "delivery", Shipped: "shipping", Placed: "sale"}
_OVER = not_met("guarantee_over")


def _start_missing(kind: type[Event]) -> Finding:
    return unknown("start_missing", tell=f"{in_snake_case(kind.__name__)}_at")


@frozen(weakref_slot=False)
class _Shown:
    """The customer can show what the terms want to see."""

    name: str = "shown"

    def __call__(self, case: GuaranteeCase, /) -> Finding:
        """Is everything there? What is missing can still be shown, so that it refers."""
        return MET if {*case.terms.evidence} <= {*case.evidence} else _EVIDENCE_MISSING

    def facts(self, case: GuaranteeCase, /) -> dict[str, Fact]:
        """What is missing."""
        missing = (x for x in case.terms.evidence if x not in case.evidence)
        return {"missing": ", ".join(missing)}


_EVIDENCE_MISSING = unknown("evidence_missing", tell="evidence")


@frozen(weakref_slot=False)
class _RemedyOpen:
    """The remedy that is wanted is open: those that come before it have failed."""

    name: str = "remedy_open"

    def __call__(self, case: GuaranteeCase, /) -> Finding:
        """Is it promised, and have the remedies before it been tried?"""
        wanted = case.asking.wanted
        if wanted in case.open_remedies:
            return MET
        if any(wanted in rung.remedies for rung in case.terms.rungs):
            return _NOT_YET[case.next_remedy]
        return _NOT_OFFERED[case.next_remedy]

    def facts(self, case: GuaranteeCase, /) -> dict[str, Fact]:
        """What is wanted, what comes first, and how often something was tried."""
        return {
            "remedy": _said(case.asking.wanted),
            "first": " or ".join(_said(x) for x in case.open_remedies),
            "tried": len(case.failed),
        }


def _said(remedy: RemedyKind) -> str:
    return "money" if remedy is RemedyKind.CASH else remedy.value.replace("_", " ")


_NOT_YET = {x: not_met("remedy_not_yet", instead=f"{x.value}_instead") for x in RemedyKind}
_NOT_OFFERED = {x: not_met("remedy_not_promised", instead=f"{x.value}_instead") for x in RemedyKind}


held: _Held = _Held()
"""The customer has the units, and nobody has asked for them yet; or the way took them."""

promised: _Promised = _Promised()
"""It was promised when the order was placed, about this line."""

guaranteed: _Guaranteed = _Guaranteed()
"""The reason is one that the guarantee is about."""

within_guarantee: _WithinGuarantee = _WithinGuarantee()
"""The guarantee has started and still runs."""

shown: _Shown = _Shown()
"""The customer can show what the terms want to see."""

remedy_open: _RemedyOpen = _RemedyOpen()
"""The remedy that is wanted is open: those that come before it have failed."""
