"""Units that are looked at together: those of a line, and those that were sold with them.

Rules of this file: what others of a question find alone is worked out once and kept with the
question, since every one of many parcels asks for it. Units that are lost travel nowhere, so that
they are in no set and fill no pack.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Protocol

from attrs import evolve

from postsales.basics.decisions import combined
from postsales.basics.quantities import FrozenMap
from postsales.orders.promotions import Promotion
from postsales.returns.case import Alone, Asking, Availability, Known, ReturnCase
from postsales.returns.cut import cut

__all__ = [
    "NO_BUNDLES",
    "Alone",
    "apart",
    "comes",
    "helping",
    "in_packs",
    "in_sets",
    "is_part",
    "there",
]

Bundles = FrozenMap[str, tuple[Promotion, ...]]

NO_BUNDLES: Bundles = FrozenMap({})


class _Bordered(Protocol):
    def borders(self, case: ReturnCase, /) -> Iterable[int]: ...


def there(case: ReturnCase, line: str) -> int:
    """Units of a line that can still come back."""
    units = case.position.units(line)
    return units.returnable + units.cancellable


def comes(case: ReturnCase) -> bool:
    """Can these units come back, and not only be paid for?"""
    return case.is_covered and case.availability is not Availability.LOST


def is_part(case: ReturnCase, whole: ReturnCase) -> bool:
    """Are units among those of another case of the same request?"""
    is_within = whole.before <= case.before < whole.before + whole.quantity
    return is_within and case.line_id == whole.line_id


def _known(asking: Asking) -> Known:
    """What was worked out; nothing is kept where a rule of the host's own asks."""
    return asking.known if asking.known is not None else Known()


def in_packs(asking: Asking, line: str) -> tuple[Alone, ...]:
    """The units of a line that are asked for and can come, each answered alone."""
    packs = _known(asking).packs
    if line not in packs:
        # Without rules a case is asked about alone, for the sake of the others of its line.
        items = [x for x in asking.request.items if x.line == line]
        cases = cut(evolve(asking, rules=(), bundles=NO_BUNDLES), items)
        packs[line] = _answered(asking, cases)
    return packs[line]


def in_sets(asking: Asking, line: str) -> tuple[Alone, ...]:
    """The units of a line of a bundle that are asked for and can come, answered without it."""
    sets = _known(asking).sets
    if not sets:
        items = [x for x in asking.request.items if x.line in asking.bundles]
        cases = cut(evolve(asking, bundles=NO_BUNDLES), items)
        for x in asking.bundles:
            sets[x] = _answered(asking, [case for case in cases if case.line_id == x])
    return sets.get(line, ())


def _answered(asking: Asking, cases: Iterable[ReturnCase]) -> tuple[Alone, ...]:
    some = [x for x in cases if comes(x)]
    return tuple([(x, combined([rule(x) for rule in asking.rules])) for x in some])


class _Helping(Protocol):
    def helping(self, case: ReturnCase, /) -> Mapping[str, int]: ...


def helping(rule: _Helping, case: ReturnCase) -> Mapping[str, int]:
    """What would do for all units of a line that are asked for with a reason."""
    key, known = (rule, case.line_id, case.reason), _known(case.asking).helps
    if key not in known:
        known[key] = rule.helping(case)
    return known[key]


def apart(cases: Iterable[ReturnCase], rules: Iterable[_Bordered]) -> Iterator[ReturnCase]:
    """The same units, those that go in whole sets and packs apart from those beyond them."""
    rules = tuple(rules)
    for case in cases:
        borders = {k for rule in rules for k in rule.borders(case) if 0 < k < case.quantity}
        for start, end in pairwise([0, *sorted(borders), case.quantity]):
            yield evolve(case, quantity=end - start, before=case.before + start)
