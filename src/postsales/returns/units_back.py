"""How many units of a line come back at once: whole packs, a least number, and what stays.

Rules of this file: rules never count, so that what is asked for of the line is asked of the request
as a fact; units that may not come back for a reason of their own fill no pack; and all that is
left of a line may always come back.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from math import lcm
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from postsales.basics._checks import count, instance
from postsales.basics._errors import InvalidValue
from postsales.basics.cases import codes_in
from postsales.basics.citations import Citation, check_source
from postsales.basics.findings import MET, NOT_APPLICABLE, Fact, Finding, Verdict
from postsales.basics.rules import changes
from postsales.orders.reasons import REMORSE_ONLY, ReasonKind, some_reason_kinds
from postsales.orders.scope import A_SCOPE, EVERYTHING, Everything, Scope
from postsales.returns._together import apart, comes, helping, in_packs, is_part, there
from postsales.returns.case import Asking, ReturnCase
from postsales.returns.cut import cut
from postsales.returns.says import Incomplete

if TYPE_CHECKING:
    from postsales.returns.bundles import WholeBundle

__all__ = ["UnitsBack"]

_CODES = ("too_few_units", "no_whole_packs", "too_few_stay")


def _incomplete(value: Incomplete | str) -> Incomplete:
    return Incomplete.read("otherwise", value)


@frozen(weakref_slot=False)
class _Units:
    """Units of a line: those that are counted, those that may come anyway, and all there are.

    ``before`` is how many of those that are counted are asked for first.
    """

    bound: int
    free: int
    before: int
    there: int


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
        check_source(self.by)
        refers = self.otherwise is Incomplete.REFER
        verdict = Verdict.UNKNOWN if refers else Verdict.NOT_MET
        found = {x: Finding(verdict, x, by=self.by, instead="add") for x in _CODES}
        object.__setattr__(self, "found", found)
        undecided = Finding(Verdict.UNKNOWN, "units_undecided", by=self.by)
        object.__setattr__(self, "undecided", undecided)

    def __call__(self, case: ReturnCase, /) -> Finding:
        """Do as many units of the line come back as have to?"""
        if not self._is_asked(case):
            return NOT_APPLICABLE
        if self._going(case, _TAKEN) == case.quantity:
            return MET
        if self._going(case, _HOPED) == case.quantity:
            return self.undecided
        parts = tuple(self.found[x] for x in self._wrong(self._units(case, _TAKEN)))
        return parts[0] if len(parts) == 1 else Finding(parts[0].verdict, "units_back", parts=parts)

    def borders(self, case: ReturnCase, /) -> Iterable[int]:
        """After how many of the units the answer becomes another."""
        if not self._is_asked(case):
            return ()
        return [self._going(case, verdicts) for verdicts in (_TAKEN, _HOPED)]

    def facts(self, case: ReturnCase, /) -> dict[str, Fact]:
        """How many are asked for, how many there are, and how many have to come or stay."""
        return {
            "asked": case.asking.request.quantities[case.line_id],
            "there": there(case, case.line_id),
            "least": self.least,
            "packs_of": self.packs_of,
            "keeping": self.keeping,
        }

    def changes_at(self, case: ReturnCase, /) -> Iterable[datetime]:
        """The instants at which the answer about other units of the line may change."""
        if not self.is_about(case):
            return []
        rules, own = case.asking.rules, in_packs(case.asking, case.line_id)
        return [at for x, _ in own for rule in rules for at in changes(rule, x)]

    def adds(self, case: ReturnCase, /) -> Mapping[str, int]:
        """The units of the line that would do, if asked for as well; none if that is no help."""
        return helping(self, case)

    def helping(self, case: ReturnCase, /) -> Mapping[str, int]:
        """The same, worked out: it is once for all units of the line."""
        units = self._units(case, (*Verdict,))
        rules = [x for x in case.terms.units_back if x.is_about(case)]
        least = max(x.least for x in rules)
        packs_of = lcm(*(x.packs_of for x in rules))
        counted = (units.bound, units.bound + units.free)
        whole = [-(-max(k, least) // packs_of) * packs_of - k for k in counted]
        most = units.there - units.bound - units.free
        for k in sorted({*whole, most}):
            if 0 < k <= most and self._would_do(case, {case.line_id: k}):
                return {case.line_id: k}
        return {}

    def _would_do(self, case: ReturnCase, more: Mapping[str, int]) -> bool:
        """Is this reason gone then, and none come in its place?"""
        request = case.asking.request.adding(more, reason=case.reason)
        before = _codes(case.asking, case.line_id)
        after = _codes(evolve(case.asking, request=request), case.line_id)
        return after <= before - {x.code for x in self.found.values()}

    def is_about(self, case: ReturnCase) -> bool:
        """Are the line and the reason ones that the rule is about?"""
        is_for = case.reason_kind in self.for_reasons
        return is_for and self.applies_to.covers(case.line, case.order)

    def _is_asked(self, case: ReturnCase) -> bool:
        # Without rules a case is asked about alone, for the sake of the others of its line.
        return bool(case.asking.rules) and self.is_about(case) and comes(case)

    def _units(self, case: ReturnCase, verdicts: Collection[Verdict]) -> _Units:
        """The units of the line that come with these, if all with such an answer come."""
        bound = free = before = 0
        for x, verdict in in_packs(case.asking, case.line_id):
            if verdict not in verdicts and not is_part(case, x):
                continue
            if self.is_about(x):
                bound += x.quantity
                before += min(x.quantity, max(0, case.before - x.before))
            else:
                free += x.quantity
        return _Units(bound, free, before, there(case, case.line_id))

    def _going(self, case: ReturnCase, verdicts: Collection[Verdict]) -> int:
        """How many of the units come back in numbers that will do, the first of the line first."""
        units = self._units(case, verdicts)
        if not self._wrong(units):
            return case.quantity
        rules = [x for x in case.terms.units_back if x.is_about(case)]
        is_one = all(x.for_reasons == self.for_reasons for x in rules)
        # Where sets come back whole, too, a line comes as it is asked for or stays.
        if not is_one or case.terms.bundles:
            return 0
        most = max(_most(units, rules, free) for free in (0, units.free))
        return max(0, min(case.quantity, most - units.before))

    def _wrong(self, units: _Units) -> list[str]:
        """What is wrong with so many units, for a change of mind or with all that comes besides."""
        counted = (units.bound, units.bound + units.free)
        return min((self._codes(k, units.there) for k in counted), key=len)

    def _codes(self, units: int, there: int) -> list[str]:
        if units == there:
            return []
        wrong = (units < self.least, units % self.packs_of > 0, there - units < self.keeping)
        return [code for code, is_wrong in zip(_CODES, wrong, strict=True) if is_wrong]


_TAKEN, _HOPED = (Verdict.MET,), (Verdict.MET, Verdict.UNKNOWN)


def _most(units: _Units, rules: Sequence[UnitsBack], free: int) -> int:
    """How many units at most come back by all rules, with some that come anyway."""
    asked = units.bound + free
    if asked >= units.there:
        return units.there - free
    packs_of = lcm(*(x.packs_of for x in rules))
    found = min(asked, units.there - max(x.keeping for x in rules)) // packs_of * packs_of
    return found - free if found >= max(x.least for x in rules) else 0


def _codes(asking: Asking, line: str) -> set[str]:
    """All that stands in the way of units of a line."""
    cases = apart(cut(asking, [x for x in asking.request.items if x.line == line]), _ruled(asking))
    return {code for x in cases for code in codes_in(tuple(rule(x) for rule in asking.rules))}


def _ruled(asking: Asking) -> Iterable["WholeBundle | UnitsBack"]:
    return (*asking.terms.bundles, *asking.terms.units_back)
