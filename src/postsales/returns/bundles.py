"""Bundles that come back whole, as they were sold.

Rules of this file: what was sold as a bundle is a fact of the order, told by its promotions. Units
beyond whole sets are loose and come back alone; a set that is broken by what is gone is none any
more; and units that may not come back for a reason of their own complete no set.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from postsales.basics._checks import instance
from postsales.basics.citations import Citation, check_source
from postsales.basics.findings import MET, NOT_APPLICABLE, Fact, Finding, Verdict
from postsales.basics.quantities import FrozenMap, Quantities
from postsales.basics.rules import changes
from postsales.orders.promotions import Promotion
from postsales.orders.reasons import REMORSE_ONLY, ReasonKind, some_reason_kinds
from postsales.orders.scope import A_SCOPE, EVERYTHING, Everything, Scope
from postsales.returns._together import comes, helping, in_sets, is_part, there
from postsales.returns.case import Alone, ReturnCase
from postsales.returns.cut import cut
from postsales.returns.says import Incomplete

if TYPE_CHECKING:
    from postsales.orders.order import Order

__all__ = ["WholeBundle", "bundles_of"]


def bundles_of(order: "Order") -> FrozenMap[str, tuple[Promotion, ...]]:
    """The bundles that each line was sold in, and those that share lines with them.

    Example:
        >>> from postsales import EUR, Line, Order
        >>> kit = Promotion("KIT", given={"mug": EUR("3.00")}, bundle={"tee": 1, "mug": 1})
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15Z", promotions=[kit],
        ...     lines=[
        ...         Line(x, quantity=1, total=EUR("9.00")) for x in ("tee", "mug", "cap")
        ...     ],
        ... )
        >>> list(bundles_of(order))
        ['tee', 'mug']
    """
    found: dict[str, list[Promotion]] = {}
    for one in order.promotions:
        joined = [one]
        for line in one.bundle:
            joined += [x for x in found.get(line, []) if x not in joined]
        for line in {line: None for x in joined for line in x.bundle}:
            found[line] = joined
    return FrozenMap({line: tuple(some) for line, some in found.items()})


def _incomplete(value: Incomplete | str) -> Incomplete:
    return Incomplete.read("otherwise", value)


@frozen(weakref_slot=False)
class WholeBundle:
    """Lines that were sold as a bundle come back together. A rule of its own.

    The ``bundle`` of each ``Promotion`` of the order says what was sold together. ``otherwise``
    says what becomes of units that come without the rest of their set. It is about a change of mind
    unless told otherwise: a faulty part comes back alone.

    Refers when: the rest of a set is referred itself; or ``otherwise`` says so.

    Example:
        >>> WholeBundle(otherwise="refuse").otherwise
        Incomplete.REFUSE
    """

    otherwise: Incomplete = field(default=Incomplete.REFER, converter=_incomplete, kw_only=True)
    applies_to: Scope | Everything = field(default=EVERYTHING, kw_only=True)
    for_reasons: tuple[ReasonKind, ...] = field(
        default=REMORSE_ONLY, converter=some_reason_kinds, kw_only=True
    )
    by: Citation | None = field(default=None, kw_only=True)
    broken: Finding = field(init=False, eq=False, repr=False)
    undecided: Finding = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        instance("applies_to", self.applies_to, (Scope, Everything), A_SCOPE)
        check_source(self.by)
        refers = self.otherwise is Incomplete.REFER
        verdict = Verdict.UNKNOWN if refers else Verdict.NOT_MET
        broken = Finding(verdict, "bundle_incomplete", by=self.by, instead="add")
        object.__setattr__(self, "broken", broken)
        undecided = Finding(Verdict.UNKNOWN, "bundle_undecided", by=self.by)
        object.__setattr__(self, "undecided", undecided)

    def __call__(self, case: ReturnCase, /) -> Finding:
        """Does the rest of their set come back with the units?"""
        if not self._is_asked(case):
            return NOT_APPLICABLE
        for verdicts, found in ((_TAKEN, MET), (_HOPED, self.undecided)):
            if self._going(case, verdicts) == case.quantity:
                return found
        return self.broken

    def borders(self, case: ReturnCase, /) -> Iterable[int]:
        """After how many of the units the answer becomes another."""
        if not self._is_asked(case):
            return ()
        return [self._going(case, verdicts) for verdicts in (_TAKEN, _HOPED)]

    def facts(self, case: ReturnCase, /) -> dict[str, Fact]:
        """In which bundles the units were sold, and what is missing."""
        sold = [x.id for x in case.asking.bundles.get(case.line_id, ()) if case.line_id in x.bundle]
        lacks = _Sets.of(case).lacks(case, self._bound(case))
        return {
            "bundle": ", ".join(sold),
            "missing": ", ".join(f"{k} of {line}" for line, k in lacks.items()),
        }

    def changes_at(self, case: ReturnCase, /) -> Iterable[datetime]:
        """The instants at which the answer about another part of a set may change."""
        if not self._is_about(case) or case.line_id not in case.asking.bundles:
            return []
        others = [x for x, _ in _mates(case) if x.line_id != case.line_id]
        return [at for x in others for rule in x.asking.rules for at in changes(rule, x)]

    def adds(self, case: ReturnCase, /) -> Mapping[str, int]:
        """The units that would complete the sets, if asked for as well; none if that is no help."""
        return helping(self, case)

    def helping(self, case: ReturnCase, /) -> Mapping[str, int]:
        """The same, worked out: it is once for all units of the line."""
        lacks = _Sets.of(case).lacks(case, self._bound(case))
        if not lacks:
            return lacks
        request = case.asking.request.adding(lacks, reason=case.reason)
        asking = evolve(case.asking, request=request)
        then = cut(asking, [x for x in request.items if x.line == case.line_id])
        return {} if any(self(x) is self.broken for x in then) else lacks

    def _is_about(self, case: ReturnCase) -> bool:
        is_for = case.reason_kind in self.for_reasons
        return is_for and self.applies_to.covers(case.line, case.order)

    def _is_asked(self, case: ReturnCase) -> bool:
        """Are the units of a line that is in sets, of which some are still whole?"""
        if not self._is_about(case) or not comes(case):
            return False
        return any(case.line_id in x for x, _ in _Sets.of(case).whole)

    def _bound(self, case: ReturnCase) -> int:
        """Units of the line that are asked for and have to come back in sets."""
        own = in_sets(case.asking, case.line_id)
        return sum(x.quantity for x, _ in own if self._is_about(x))

    def _going(self, case: ReturnCase, verdicts: Collection[Verdict]) -> int:
        """How many of the units come in whole sets, or are loose, the first of the line first."""
        bound, free, before = Counter[str](), Counter[str](), 0
        for x, verdict in _mates(case):
            if verdict not in verdicts and not is_part(case, x):
                continue
            is_bound = self._is_about(x)
            (bound if is_bound else free)[x.line_id] += x.quantity
            if is_bound and x.line_id == case.line_id:
                before += min(x.quantity, max(0, case.before - x.before))
        asked = bound[case.line_id]
        going = _Sets.of(case).going(bound, free)[case.line_id]
        # Where units come back by numbers, too, a line comes as it is asked for or stays.
        if going < asked and case.terms.units_back:
            return 0
        return max(0, min(case.quantity, going - before))


_TAKEN, _HOPED = (Verdict.MET,), (Verdict.MET, Verdict.UNKNOWN)


@frozen(weakref_slot=False)
class _Sets:
    """The bundles that are sold with a line, how many whole sets of each there are, and all units.

    Bundles that share a line share its units, as far as there are enough for all of their sets;
    beyond that a unit is in sets of several bundles.
    """

    whole: tuple[tuple[Quantities, int], ...]
    there: Mapping[str, int]

    @classmethod
    def of(cls, case: ReturnCase) -> "_Sets":
        """The sets that are still whole."""
        bundles = [x.bundle for x in case.asking.bundles.get(case.line_id, ())]
        left = {line: there(case, line) for one in bundles for line in one}
        sets = [(one, min(left[x] // k for x, k in one.items())) for one in bundles]
        return cls(tuple((one, n) for one, n in sets if n), left)

    def beyond(self, line: str) -> int:
        """Units of a line that are in no set; below zero where units are in several."""
        return self.there.get(line, 0) - sum(n * one.get(line, 0) for one, n in self.whole)

    def going(self, bound: Counter[str], free: Counter[str]) -> Counter[str]:
        """Of units that are bound to come in sets, those that come in whole ones, or are loose."""
        found = bound
        while True:
            sets = self._within(found + free)
            less = Counter({x: min(k, self._most(x, sets)) for x, k in found.items()})
            if less == found:
                return found
            # What does not come back completes no other set.
            found = less

    def _within(self, units: Counter[str]) -> list[int]:
        """How many whole sets of each bundle so many units make up."""
        left = {x: units[x] + max(0, -self.beyond(x)) for x in self.there}
        found: list[int] = []
        for one, n in self.whole:
            made = min(n, *(min(units[x], left[x]) // k for x, k in one.items()))
            for x, k in one.items():
                left[x] -= made * k
            found.append(made)
        return found

    def _most(self, line: str, sets: Sequence[int]) -> int:
        """How many units of a line so many sets take along, with the loose ones."""
        of_line = [(one.get(line, 0), n, m) for (one, n), m in zip(self.whole, sets, strict=True)]
        alone = (self.there.get(line, 0) - (n - m) * k for k, n, m in of_line)
        together = max(0, self.beyond(line)) + sum(m * k for k, _, m in of_line)
        is_in_sets = any(k for k, _, _ in of_line)
        return min(together, *alone) if is_in_sets else self.there.get(line, 0)

    def lacks(self, case: ReturnCase, bound: int) -> dict[str, int]:
        """What is not asked for of the sets that so many units of the line belong to."""
        asked = case.asking.request.quantities
        wanted = self._wanted(case.line_id, bound)
        lines = {x: None for one, _ in self.whole for x in one}
        lacks: dict[str, int] = {}
        for line in lines:
            each = [m * one.get(line, 0) for (one, _), m in zip(self.whole, wanted, strict=True)]
            needed = max(*each, sum(each) + min(0, self.beyond(line)), 0)
            if needed > asked.get(line, 0):
                lacks[line] = needed - asked.get(line, 0)
        return lacks

    def _wanted(self, line: str, bound: int) -> list[int]:
        """How many sets of each bundle so many units of a line belong to."""
        of_line = [(one.get(line, 0), n) for one, n in self.whole]
        units = [max(0, bound - self.there.get(line, 0) + n * k) for k, n in of_line]
        found = [-(-x // k) if k else 0 for x, (k, _) in zip(units, of_line, strict=True)]
        rest = bound - max(0, self.beyond(line))
        for i, (k, n) in enumerate(of_line):
            open_ = rest - sum(m * x for m, (x, _) in zip(found, of_line, strict=True))
            if k and open_ > 0:
                found[i] = min(n, found[i] - (-open_ // k))
        return found


def _mates(case: ReturnCase) -> Iterator[Alone]:
    """The units of all lines that were sold with these, as they are answered alone."""
    lines = {x: None for one in case.asking.bundles.get(case.line_id, ()) for x in one.bundle}
    for line in lines:
        yield from in_sets(case.asking, line)
