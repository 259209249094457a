"""Walks two versions of terms side by side, and yields every value that differs.

Rules of this file: an entry of a list is found again by its code, or by the goods, reasons, askers
and days that it is for; else by being alike in all but one field. Scopes, lengths, amounts, starts
and sources are values, and are not taken apart.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, cast

import attrs
from attrs import frozen

from postsales.appointments import LateFee
from postsales.basics.citations import Citation
from postsales.basics.currencies import Currency
from postsales.basics.durations import (
    Days,
    Hours,
    Months,
    Weeks,
    WorkingDays,
    WorkingHours,
    Years,
)
from postsales.basics.last_days import DAYS
from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.basics.selectors import First, Last
from postsales.changes.terms import Changeable
from postsales.guarantees.terms import Rung
from postsales.orders.scope import Everything, Scope
from postsales.orders.starts import Since
from postsales.refunds.terms import Fee, PromotionRule
from postsales.refunds.windows import RefundWindow
from postsales.refunds.worth import DiminishedValue
from postsales.returns.bundles import WholeBundle
from postsales.returns.conditions import AcceptedConditions
from postsales.returns.guards import ReturnerGuard
from postsales.returns.proofs import Proof
from postsales.returns.returnless import Returnless
from postsales.returns.terms import Exclusion
from postsales.returns.units_back import UnitsBack
from postsales.returns.windows import Extension, ReturnWindow, StatedWindow

__all__ = ["Differing", "differing"]

_WHOLE = (
    *(Days, Weeks, Months, Years, Hours, WorkingDays, WorkingHours),
    *(Money, Percent, Currency, Citation),
    *(Scope, Everything, Since, First, Last, *DAYS),
)


def _limits(one: ReturnWindow | Extension) -> object:
    return one.applies_to, one.for_reasons, one.for_askers, one.season


_KEYS: dict[type, Callable[[Any], object]] = {
    Exclusion: lambda one: one.code,
    ReturnerGuard: lambda one: one.code,
    Fee: lambda one: one.code,
    Proof: lambda one: (one.evidence, one.applies_to, one.for_reasons),
    ReturnWindow: _limits,
    StatedWindow: _limits,
    Extension: _limits,
    RefundWindow: lambda one: (one.applies_to, one.for_reasons),
    DiminishedValue: lambda one: (one.applies_to, one.conditions, one.for_reasons),
    PromotionRule: lambda one: one.promotions,
    AcceptedConditions: lambda one: (one.applies_to, one.for_reasons),
    WholeBundle: lambda one: (one.applies_to, one.for_reasons),
    UnitsBack: lambda one: (one.applies_to, one.for_reasons),
    Returnless: lambda one: (one.applies_to, one.for_reasons, one.per),
    Changeable: lambda one: (one.applies_to, one.kinds),
    LateFee: lambda one: one.before,
}


@frozen(weakref_slot=False)
class Differing:
    """A value that differs: where it is and was, and whose field it is in both versions."""

    where: str
    was: Any
    becomes: Any
    name: str = ""
    owner_was: Any = None
    owner_now: Any = None
    where_was: str = ""

    @property
    def is_entry(self) -> bool:
        """Is it a whole entry of a list, that came or went?"""
        return self.where.endswith("]")


def differing(where: str, was: object, now: object) -> Iterator[Differing]:
    """Every value that differs in two versions of terms of one section."""
    yield from _values(Differing(where, was, now, where_was=where))


def _values(one: Differing) -> Iterator[Differing]:
    was: Any = one.was
    now: Any = one.becomes
    if type(was) is type(now) and was == now:
        return
    if _taken_apart(was) and type(was) is type(now):
        yield from _fields(one)
    elif _entries(was) and _entries(now):
        yield from _list(one)
    elif isinstance(was, Mapping) and isinstance(now, Mapping):
        yield from _entries_by_name(one)
    else:
        yield one


def _taken_apart(value: object) -> bool:
    return attrs.has(type(value)) and not isinstance(value, _WHOLE)


def _fields(one: Differing) -> Iterator[Differing]:
    for name in _names(one.was):
        yield from _values(
            Differing(
                f"{one.where}.{name}",
                getattr(one.was, name),
                getattr(one.becomes, name),
                name,
                one.was,
                one.becomes,
                f"{one.where_was}.{name}",
            )
        )


def _names(value: object) -> list[str]:
    """The fields by which values of a class compare, as they are given to its constructor."""
    made = attrs.fields(cast("type[attrs.AttrsInstance]", type(value)))
    return [field.name for field in made if field.init and field.eq]


def _entries_by_name(one: Differing) -> Iterator[Differing]:
    for key in dict.fromkeys((*one.was, *one.becomes)):
        yield from _values(
            attrs.evolve(
                one,
                where=f"{one.where}.{key}",
                was=one.was.get(key),
                becomes=one.becomes.get(key),
                where_was=f"{one.where_was}.{key}",
            )
        )


# ----------------------------------------------------------------------------------------- lists


def _entries(value: object) -> bool:
    """Is it a list of entries that are taken apart, or of none?"""
    if not isinstance(value, tuple):
        return False
    return all(_taken_apart(x) for x in cast("tuple[object, ...]", value))


def _list(one: Differing) -> Iterator[Differing]:
    pairs = _pairs(one.was, one.becomes)
    there = [(old, new) for old, new in pairs if old is not None and new is not None]
    found: list[Differing] = []
    for old, new in pairs:
        where = f"{one.where}[{old if new is None else new}]"
        where_was = f"{one.where_was}[{new if old is None else old}]"
        was = None if old is None else one.was[old]
        now = None if new is None else one.becomes[new]
        found += _values(attrs.evolve(one, where=where, was=was, becomes=now, where_was=where_was))
    yield from found
    if there != sorted(there, key=lambda pair: pair[1]):
        # The same entries in another order: which counts first can depend on it.
        yield one


_Pair = tuple[int | None, int | None]


def _pairs(was: Sequence[Any], now: Sequence[Any]) -> list[_Pair]:
    """Which entry of the one list is which of the other, by place; None for one without."""
    if any(isinstance(x, Rung) for x in (*was, *now)):
        longest = range(max(len(was), len(now)))
        return [(n if n < len(was) else None, n if n < len(now) else None) for n in longest]
    left = [*range(len(now))]
    found: dict[int, int] = {}
    for same in (_is_equal, _has_the_key, _is_alike):
        for old, one in enumerate(was):
            match = next((n for n in left if same(one, now[n])), None)
            if old not in found and match is not None:
                found[old] = match
                left.remove(match)
    pairs: list[_Pair] = [(old, found.get(old)) for old in range(len(was))]
    return [*pairs, *((None, new) for new in left)]


def _is_equal(one: object, other: object) -> bool:
    return one == other


def _has_the_key(one: object, other: object) -> bool:
    key = _KEYS.get(type(one))
    return key is not None and type(one) is type(other) and bool(key(one) == key(other))


def _is_alike(one: Any, other: Any) -> bool:
    if type(one) is not type(other):
        return False
    return [getattr(one, x) == getattr(other, x) for x in _names(one)].count(False) == 1
