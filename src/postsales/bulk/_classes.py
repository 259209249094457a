"""Which values of a column are alike for the terms: those that they do not name all are."""

from collections.abc import Callable, Hashable, Iterable
from typing import Any, cast

from attrs import field, frozen

from postsales.basics._checks import text, texts
from postsales.basics.currencies import Currency
from postsales.basics.moments import zone_key
from postsales.basics.money import Money
from postsales.bulk.columns import SCOPED, WORD, WORDS, Column, scopes
from postsales.orders.lines import LineKind, Trait
from postsales.orders.parties import Asker
from postsales.orders.reasons import ReasonKind
from postsales.refunds.terms import RefundTerms
from postsales.returns.says import NoticeForm
from postsales.returns.terms import ReturnTerms

__all__ = ["Classes", "classes"]


@frozen(weakref_slot=False, eq=False)
class Classes:
    """The class of each value of one column; a value is checked when it is first seen."""

    name: str
    read: Callable[[Any], Hashable]
    seen: dict[Hashable, Hashable] = field(factory=dict[Hashable, Hashable], init=False)

    def of(self, value: Any) -> Hashable:
        """The class of a value: equal for all that the terms do not tell apart."""
        key: Hashable = tuple(cast("Iterable[str]", value)) if _is_several(value) else value
        if key not in self.seen:
            if len(self.seen) >= _MOST_SEEN:
                return self.read(value)
            self.seen[key] = self.read(value)
        return self.seen[key]


_MOST_SEEN = 100_000


def _is_several(value: object) -> bool:
    return not isinstance(value, str) and value is not None


def classes(
    terms: ReturnTerms, refund_terms: RefundTerms | None, needs: Iterable[Column]
) -> tuple[Classes, ...]:
    """The classes of all columns of words that are needed."""
    named = _named(terms, refund_terms)
    fixed: dict[str, Callable[[Any], Hashable]] = {
        "reason": lambda x: _reason(terms, x),
        "kind": lambda x: LineKind.read("kind", x),
        "asker": lambda x: Asker.read("asker", x),
        "form": lambda x: NoticeForm.read("form", x),
        "zone": lambda x: None if x is None else zone_key(x),
        "currency": lambda x: _currency(named["currency"], x),
        "traits": lambda x: _traits(named["traits"], x),
        "tags": lambda x: _tags(named["tags"], x),
    }
    return tuple(
        Classes(x.name, fixed.get(x.name) or _one_of(x.name, named[x.name]))
        for x in needs
        if x.kind in (WORD, WORDS)
    )


def _named(terms: ReturnTerms, refund_terms: RefundTerms | None) -> dict[str, frozenset[Any]]:
    some = [*scopes(terms, refund_terms)]
    found = {
        column.name: frozenset(x for scope in some for x in getattr(scope, name))
        for name, column in SCOPED.items()
    }
    fees = refund_terms.fees if refund_terms is not None else ()
    fixed = [fee.amount for fee in fees]
    codes = (x.currency.code for x in fixed if isinstance(x, Money))
    return {**found, "currency": frozenset(codes)}


def _one_of(name: str, named: frozenset[str]) -> Callable[[Any], Hashable]:
    def read(value: Any) -> Hashable:
        return value if value is None or text(name, value) in named else None

    return read


def _reason(terms: ReturnTerms, value: str | None) -> ReasonKind:
    if value is None:
        return ReasonKind.OTHER
    return terms.reasons.get(text("reason", value), ReasonKind.OTHER)


def _currency(named: frozenset[str], value: str) -> str:
    code = Currency(value).code
    return code if code in named else ""


def _traits(named: frozenset[Trait], value: Iterable[str] | None) -> frozenset[Trait]:
    return frozenset() if value is None else named & {*Trait.read_all("traits", tuple(value))}


def _tags(named: frozenset[str], value: Iterable[str] | None) -> frozenset[str]:
    return frozenset() if value is None else named & {*texts("tags", value)}
