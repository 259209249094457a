"""For what something in terms is: lines, kinds of reason, askers. Which of it lies within which?

Rules of this file: a line has one category, article and kind, and an order one market, channel and
tier; tags and traits a line can have several of. Two limits of one attribute can therefore exclude
each other, but for tags and traits. What is said here holds for every order there can be.
"""

from collections.abc import Iterable, Iterator
from itertools import product
from math import prod
from typing import Any

from attrs import evolve, field, frozen

from postsales.orders.parties import Asker
from postsales.orders.reasons import ReasonKind
from postsales.orders.scope import EVERYTHING, Everything, Scope

__all__ = ["Reach", "contains", "covered", "meet", "reach"]

_ONE_OF = ("category", "sku", "kind", "market", "channel", "tier")
_SOME_OF = ("tag", "trait")
_ATTRIBUTES = (*_ONE_OF, *_SOME_OF)
_MOST_PARTS = 5000

_REASONS = frozenset(ReasonKind)
_ASKERS = frozenset(Asker)


def _kinds(value: Iterable[ReasonKind]) -> frozenset[ReasonKind]:
    return frozenset(value)


def _whom(value: Iterable[Asker]) -> frozenset[Asker]:
    return frozenset(value)


@frozen(weakref_slot=False)
class Reach:
    """Lines, kinds of reason and askers."""

    scope: Scope | Everything = EVERYTHING
    reasons: frozenset[ReasonKind] = field(default=_REASONS, converter=_kinds)
    askers: frozenset[Asker] = field(default=_ASKERS, converter=_whom)


def reach(one: Any, *, heard: Iterable[ReasonKind] = _REASONS) -> Reach:
    """For what is an entry of terms, of the kinds of reason that anybody can give?

    One that names no kinds of reason, or no askers, is for all.
    """
    reasons = {*(getattr(one, "for_reasons", ()) or _REASONS)} & {*heard}
    return Reach(one.applies_to, reasons, getattr(one, "for_askers", ()) or _ASKERS)


def contains(outer: Scope | Everything, inner: Scope | Everything) -> bool:
    """Is every line of the inner scope one of the outer?"""
    if isinstance(outer, Everything):
        return True
    if isinstance(inner, Everything):
        return False
    named = [(getattr(outer, x), getattr(inner, x)) for x in _ATTRIBUTES]
    return all(not of or (held and {*held} <= {*of}) for of, held in named)


def meet(one: Scope | Everything, other: Scope | Everything) -> bool:
    """Can a line be in both scopes?"""
    if isinstance(one, Everything) or isinstance(other, Everything):
        return True
    named = [(getattr(one, x), getattr(other, x)) for x in _ONE_OF]
    return all(not a or not b or {*a} & {*b} for a, b in named)


def covered(reach: Reach, by: Iterable[Reach]) -> bool:
    """Is every case of it within at least one of the others?

    It is taken apart into its smallest parts; where those are too many, one of the others has to
    hold all of it.
    """
    others = [one for one in by if meet(one.scope, reach.scope)]
    if any(_within(reach, one) for one in others):
        return True
    if not others or _parts(reach) > _MOST_PARTS:
        return False
    return all(any(_within(part, one) for one in others) for part in _split(reach))


def _within(inner: Reach, outer: Reach) -> bool:
    held = inner.reasons <= outer.reasons and inner.askers <= outer.askers
    return held and contains(outer.scope, inner.scope)


def _parts(reach: Reach) -> int:
    lines = 1
    if isinstance(reach.scope, Scope):
        lines = prod(max(1, len(getattr(reach.scope, x))) for x in _ATTRIBUTES)
    return lines * len(reach.reasons) * len(reach.askers)


def _split(reach: Reach) -> Iterator[Reach]:
    for scope, reason, asker in product(_lines(reach.scope), reach.reasons, reach.askers):
        yield Reach(scope, [reason], [asker])


def _lines(scope: Scope | Everything) -> Iterator[Scope | Everything]:
    """The scopes of one value for each attribute that together are this one."""
    if isinstance(scope, Everything):
        yield scope
        return
    named = [x for x in _ATTRIBUTES if getattr(scope, x)]
    for values in product(*(getattr(scope, x) for x in named)):
        yield evolve(scope, **{name: (value,) for name, value in zip(named, values, strict=True)})
