"""How many units of a line come back at once: whole packs, a least number, and what stays.

Rules of this file: rules never count, so that what is asked for of the line is asked of the request
as a fact; units that may not come back for a reason of their own fill no pack; and all that is
left of a line may always come back.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from attrs import evolve, field, frozen

from postsales.basics._checks import count, instance
from postsales.basics._errors import InvalidValue
from postsales.basics.citations import Citation
from postsales.basics.decisions import combined
from postsales.basics.findings import MET, NOT_APPLICABLE, Fact, Finding, Verdict
from postsales.basics.rules import changes
from postsales.orders.reasons import REMORSE_ONLY, ReasonKind, some_reason_kinds
from postsales.orders.scope import A_SCOPE, EVERYTHING, Everything, Scope
from postsales.returns.bundles import NO_BUNDLES
from postsales.returns.case import ReturnCase
from postsales.returns.cut import cut
from postsales.returns.says import Incomplete

__all__ = ["UnitsBack"]

_CODES = ("too_few_units", "no_whole_packs", "too_few_stay")


def _incomplete(value: Incomplete | str) -> Incomplete:
    return Incomplete.read("otherwise", value)


@frozen(weakref_slot=False)
class UnitsBack:
    """How many units of a line come back at once? A rule of its own.

    ``least`` is how many come back at least, ``packs_of`` the size of the packs that come back
    whole, ``keeping`` how many stay at least where not all come back. ``otherwise`` says what
    becomes of other quantities. It is about a change of mind unless told otherwise; units that come
    back for other reasons may fill a pack, and need none.

    Counting: units of each line by itself; all that is left of it may always come back.

    Refers when: some of the units are referred themselves; or ``otherwise`` says so.

    Raises:
        InvalidValue: it asks for nothing.

    Example:
        >>> UnitsBack(packs_of=6, otherwise="refuse").packs_of
        6
    """

    least: int = field(default=1, kw_only=True)
    packs_of: int = field(default=1, kw_only=True)
    keeping: int = field(default=0, kw_only=True)
    otherwise: Incomplete = field(default=Incomplete.REFER, converter=_incomplete, kw_only=True)
    applies_to: Scope | Everything = field(default=EVERYTHING, kw_only=True)
    for_reasons: tuple[ReasonKind, ...] = field(
        default=REMORSE_ONLY, converter=some_reason_kinds, kw_only=True
    )
    by: Citation | None = field(default=None, kw_only=True)
    undecided: Finding = field(init=False, eq=False, repr=False)
    found: Mapping[str, Finding] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        count("least", self.least, least=1)
        count("packs_of", self.packs_of, least=1)
        count("keeping", self.keeping)
        if (self.least, self.packs_of, self.keeping) == (1, 1, 0):
            allowed = "it asks for something: least or packs_of above 1, or keeping above 0"
            raise InvalidValue("packs_of", self.packs_of, allowed)
        instance("applies_to", self.applies_to, (Scope, Everything), A_SCOPE)
        if self.by is not None:
            instance("by", self.by, Citation, "a source is a Citation")
        refers = self.otherwise is Incomplete.REFER
        verdict = Verdict.UNKNOWN if refers else Verdict.NOT_MET
        found = {x: Finding(verdict, x, by=self.by, instead="add") for x in _CODES}
        object.__setattr__(self, "found", found)
        undecided = Finding(Verdict.UNKNOWN, "units_undecided", by=self.by)
        object.__setattr__(self, "undecided", undecided)

    def __call__(self, case: ReturnCase, /) -> Finding:
        """Do as many units of the line come back as have to?"""
        # Without rules a case is asked about alone, for the sake of the others of its line.
        if not case.asking.rules or not self._is_about(case) or not case.is_covered:
            return NOT_APPLICABLE
        own = [(x, combined(rule(x) for rule in case.asking.rules)) for x in _same_line(case)]
        taken = [x for x, verdict in own if verdict is Verdict.MET or x.is_like(case)]
        wrong = self._wrong(taken, case)
        if not wrong:
            return MET
        hoped = [x for x, verdict in own if verdict is not Verdict.NOT_MET or x.is_like(case)]
        if not self._wrong(hoped, case):
            return self.undecided
        parts = tuple(self.found[x] for x in wrong)
        return parts[0] if len(parts) == 1 else Finding(parts[0].verdict, "units_back", parts=parts)

    def facts(self, case: ReturnCase, /) -> dict[str, Fact]:
        """How many are asked for, how many there are, and how many have to come or stay."""
        return {
            "asked": case.asking.request.quantities[case.line_id],
            "there": _there(case),
            "least": self.least,
            "packs_of": self.packs_of,
            "keeping": self.keeping,
        }

    def changes_at(self, case: ReturnCase, /) -> Iterable[datetime]:
        """The instants at which the answer about other units of the line may change."""
        if not self._is_about(case):
            return []
        rules = case.asking.rules
        return [at for x in _same_line(case) for rule in rules for at in changes(rule, x)]

    def adds(self, case: ReturnCase, /) -> Mapping[str, int]:
        """The units of the line that would do, if asked for as well; none if that is no help."""
        asked, there = case.asking.request.quantities[case.line_id], _there(case)
        whole = -(-max(asked, self.least) // self.packs_of) * self.packs_of
        for units in (whole, there):
            more = {case.line_id: units - asked}
            if asked < units <= there and self._would_do(case, more):
                return more
        return {}

    def _would_do(self, case: ReturnCase, more: Mapping[str, int]) -> bool:
        request = case.asking.request.adding(more, reason=case.reason)
        asking = evolve(case.asking, request=request)
        items = [x for x in request.items if x.line == case.line_id]
        return all(self(x) in (MET, NOT_APPLICABLE) for x in cut(asking, items))

    def _is_about(self, case: ReturnCase) -> bool:
        is_for = case.reason_kind in self.for_reasons
        return is_for and self.applies_to.covers(case.line, case.order)

    def _wrong(self, cases: Iterable[ReturnCase], case: ReturnCase) -> list[str]:
        """What is wrong with so many units, for a change of mind or with all that comes besides."""
        told = [(x.quantity, self._is_about(x)) for x in cases]
        bound, every = sum(k for k, is_bound in told if is_bound), sum(k for k, _ in told)
        found = [self._codes(k, _there(case)) for k in (bound, every)]
        return min(found, key=len)

    def _codes(self, units: int, there: int) -> list[str]:
        if units == there:
            return []
        wrong = (units < self.least, units % self.packs_of > 0, there - units < self.keeping)
        return [code for code, is_wrong in zip(_CODES, wrong, strict=True) if is_wrong]


def _there(case: ReturnCase) -> int:
    """Units of the line that can still come back."""
    units = case.position.units(case.line_id)
    return units.returnable + units.cancellable


def _same_line(case: ReturnCase) -> list[ReturnCase]:
    """The units of the line that are asked for, each asked about alone."""
    items = [x for x in case.asking.request.items if x.line == case.line_id]
    asking = evolve(case.asking, rules=(), bundles=NO_BUNDLES)
    return [x for x in cut(asking, items) if x.is_covered]
