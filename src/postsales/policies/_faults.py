"""Faults as they are found: where, of which kind, with which facts; and what is dead among many."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from attrs import evolve, field, frozen

from postsales.basics.durations import Days, Length, Months, Weeks, WorkingLength, Years
from postsales.basics.quantities import FrozenMap
from postsales.basics.selectors import First
from postsales.orders.events import Delivered, Placed, Shipped
from postsales.orders.reasons import ReasonKind
from postsales.orders.starts import Since
from postsales.policies._reach import covered, reach
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import Extension, ReturnWindow

__all__ = [
    "Fault",
    "all_excluded",
    "dead",
    "dead_starts",
    "fault",
    "heard",
    "least_days",
    "of_goods_or_sale",
]

T = TypeVar("T")


@frozen(weakref_slot=False)
class Fault:
    """One thing that is wrong."""

    where: str
    code: str
    facts: FrozenMap[str, object] = field(default=FrozenMap({}))


def fault(where: str, code: str, /, **facts: object) -> Fault:
    """A fault with its facts."""
    return Fault(where, code, FrozenMap(facts))


def dead(some: Sequence[T], never: Callable[[int, list[int]], bool]) -> Iterator[int]:
    """The places of what never counts beside the others, from the last on.

    What was found dead is no reason for another to be: of two that are alike the later one is.
    """
    left = [*range(len(some))]
    for place in reversed(range(len(some))):
        if never(place, [x for x in left if x != place]):
            left.remove(place)
            yield place


def heard(terms: ReturnTerms) -> frozenset[ReasonKind]:
    """The kinds of reason that customers can give; a word that nobody knows is OTHER."""
    return frozenset({*terms.reasons.values(), ReasonKind.OTHER})


def all_excluded(one: Any, terms: ReturnTerms) -> bool:
    """Is every return that it is for excluded, whoever asks and whenever?

    Terms with exceptions to their rules are not looked into.
    """
    if terms.selects and isinstance(one, ReturnWindow):
        # Its lines would belong to another window, and start that with their first or last event.
        return False
    wanted = reach(one, heard=heard(terms))
    if isinstance(one, ReturnWindow | Extension):
        # A word that nobody knows may mean any of its reasons, so that a person has to look.
        wanted = evolve(wanted, reasons=wanted.reasons | {ReasonKind.OTHER})
    return not terms.excepted and covered(wanted, [reach(x) for x in terms.exclusions])


_DAYS: dict[type, int] = {Days: 1, Weeks: 7, Months: 28, Years: 365}


def least_days(length: Length | WorkingLength) -> int:
    """In how many whole days, at least, is a length over? Hours and working time count as none."""
    return _DAYS[type(length)] * int(length.count) if type(length) in _DAYS else 0


def of_goods_or_sale(chain: Sequence[Since]) -> bool:
    """Does it start with the sale, or with goods that left or arrived, and so not before it?"""
    return all(since.kind in (Placed, Shipped, Delivered) for since in chain)


def dead_starts(where: str, chain: Sequence[Since]) -> Iterator[Fault]:
    """Starts that are never asked for, as one before them has happened whenever they have."""
    for place, since in enumerate(chain):
        if any(_has_happened(earlier, since) for earlier in chain[:place]):
            yield fault(f"{where}.since[{place}]", "start_never_counts")


def _has_happened(earlier: Since, later: Since) -> bool:
    """Had the earlier start happened in any case where the later one did?"""
    if earlier.kind is Placed or earlier.event == later.event:
        return True
    return isinstance(earlier.event, First) and earlier.kind is later.kind
