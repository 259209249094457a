"""Bundles that come back whole, as they were sold.

Rules of this file: what was sold as a bundle is a fact of the order, told by its promotions. Units
beyond whole sets are loose and come back alone; a set that is broken by what is gone is none any
more; and units that may not come back for a reason of their own complete no set.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from postsales.basics._checks import instance
from postsales.basics.citations import Citation
from postsales.basics.decisions import combined
from postsales.basics.findings import MET, NOT_APPLICABLE, Fact, Finding, Verdict
from postsales.basics.quantities import FrozenMap, Quantities
from postsales.basics.rules import changes
from postsales.orders.promotions import Promotion
from postsales.orders.reasons import REMORSE_ONLY, ReasonKind, some_reason_kinds
from postsales.orders.scope import A_SCOPE, EVERYTHING, Everything, Scope
from postsales.returns.case import ReturnCase
from postsales.returns.cut import cut
from postsales.returns.says import Incomplete

if TYPE_CHECKING:
    from postsales.orders.order import Order

__all__ = ["NO_BUNDLES", "WholeBundle", "bundles_of"]

Bundles = FrozenMap[str, tuple[Promotion, ...]]

NO_BUNDLES: Bundles = FrozenMap({})


def bundles_of(order: "Order") -> Bundles:
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
        if self.by is not None:
            instance("by", self.by, Citation, "a source is a Citation")
        refers = self.otherwise is Incomplete.REFER
        verdict = Verdict.UNKNOWN if refers else Verdict.NOT_MET
        broken = Finding(verdict, "bundle_incomplete", by=self.by, instead="add")
        object.__setattr__(self, "broken", broken)
        undecided = Finding(Verdict.UNKNOWN, "bundle_undecided", by=self.by)
        object.__setattr__(self, "undecided", undecided)

    def __call__(self, case: ReturnCase, /) -> Finding:
        """Does the rest of their set come back with the units?"""
        if not self._is_about(case) or not case.is_covered:
            return NOT_APPLICABLE
        sets = [*_sets(case)]
        if not any(case.line_id in x.units for x in sets):
            return NOT_APPLICABLE
        mates = [(x, _alone(x)) for x in _mates(case)]
        for verdicts, found in (
            ((Verdict.MET,), MET),
            ((Verdict.MET, Verdict.UNKNOWN), self.undecided),
        ):
            taken = [x for x, verdict in mates if verdict in verdicts or x.is_like(case)]
            if case.line_id not in self._left_alone(taken, sets):
                return found
        return self.broken

    def facts(self, case: ReturnCase, /) -> dict[str, Fact]:
        """In which bundles the units were sold, and what is missing."""
        sold = [x.id for x in case.asking.bundles.get(case.line_id, ()) if case.line_id in x.bundle]
        lacks = _lacks(case, self._bound(case))
        return {
            "bundle": ", ".join(sold),
            "missing": ", ".join(f"{k} of {line}" for line, k in lacks.items()),
        }

    def changes_at(self, case: ReturnCase, /) -> Iterable[datetime]:
        """The instants at which the answer about another part of a set may change."""
        if not self._is_about(case) or case.line_id not in case.asking.bundles:
            return []
        others = [x for x in _mates(case) if x.line_id != case.line_id]
        return [at for x in others for rule in x.asking.rules for at in changes(rule, x)]

    def adds(self, case: ReturnCase, /) -> Mapping[str, int]:
        """The units that would complete the sets, if asked for as well; none if that is no help."""
        lacks = _lacks(case, self._bound(case))
        if not lacks:
            return lacks
        request = case.asking.request.adding(lacks, reason=case.reason)
        then = evolve(case, asking=evolve(case.asking, request=request))
        return lacks if self(then) is MET else {}

    def _is_about(self, case: ReturnCase) -> bool:
        is_for = case.reason_kind in self.for_reasons
        return is_for and self.applies_to.covers(case.line, case.order)

    def _bound(self, case: ReturnCase) -> int:
        """Units of the line that are asked for and have to come back in sets."""
        own = (x for x in _mates(case) if x.line_id == case.line_id)
        return sum(x.quantity for x in own if self._is_about(x) and x.is_covered)

    def _left_alone(self, cases: Iterable[ReturnCase], sets: "list[_Sets]") -> set[str]:
        """The lines of which units come without the rest of their set."""
        bound, free, alone = Counter[str](), Counter[str](), set[str]()
        for x in cases:
            (bound if self._is_about(x) else free)[x.line_id] += x.quantity
        while True:
            more = {line for x in sets for line in x.left_alone(bound, free)} - alone
            if not more:
                return alone
            alone |= more
            # What does not come back completes no other set.
            for line in more:
                bound[line] = 0


@frozen(weakref_slot=False)
class _Sets:
    """Whole sets of one bundle that are still there, and the units of its lines beyond them."""

    units: Quantities
    loose: Mapping[str, int]

    def needed(self, line: str, units: int) -> int:
        """How many sets so many units of a line belong to, the loose ones apart."""
        return -(-max(0, units - self.loose[line]) // self.units[line])

    def left_alone(self, bound: Counter[str], free: Counter[str]) -> Iterator[str]:
        """The lines that need more sets than there are whole ones."""
        whole = min((bound[x] + free[x]) // k for x, k in self.units.items())
        yield from (x for x in self.units if self.needed(x, bound[x]) > whole)


def _sets(case: ReturnCase) -> Iterator[_Sets]:
    for one in case.asking.bundles.get(case.line_id, ()):
        there = {x: _there(case, x) for x in one.bundle}
        whole = min(there[x] // k for x, k in one.bundle.items())
        if whole:
            yield _Sets(one.bundle, {x: there[x] - whole * k for x, k in one.bundle.items()})


def _there(case: ReturnCase, line: str) -> int:
    units = case.position.units(line)
    return units.returnable + units.cancellable


def _mates(case: ReturnCase) -> tuple[ReturnCase, ...]:
    """The cases of all lines that were sold with these units, as they are answered alone."""
    lines = {x for one in case.asking.bundles.get(case.line_id, ()) for x in one.bundle}
    items = [x for x in case.asking.request.items if x.line in lines]
    return cut(evolve(case.asking, bundles=NO_BUNDLES), items)


def _alone(case: ReturnCase) -> Verdict:
    return combined(rule(case) for rule in case.asking.rules)


def _lacks(case: ReturnCase, bound: int) -> dict[str, int]:
    """What is not asked for of the sets that so many units of the line belong to."""
    asked = case.asking.request.quantities
    lacks: dict[str, int] = {}
    for one in _sets(case):
        needed = one.needed(case.line_id, bound) if case.line_id in one.units else 0
        for line, k in one.units.items():
            missing = needed * k - asked.get(line, 0)
            if missing > 0:
                lacks[line] = max(missing, lacks.get(line, 0))
    return lacks
