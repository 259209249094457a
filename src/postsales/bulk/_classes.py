"""Which values of a column are alike for the terms: all that the same of their scopes are about.

Rules of this file: a class says nothing but what the terms can tell apart. Of a column that scopes
look at it is a number whose bits are the scopes that the value does not rule out, so that however
many articles are named, there are no more classes than the scopes make.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, cast

from attrs import field, frozen

from postsales.basics._checks import text
from postsales.basics._errors import WrongType
from postsales.basics.currencies import Currency
from postsales.basics.moments import zone_key
from postsales.basics.money import Money
from postsales.bulk.columns import SCOPED, WORD, WORDS, Column, scopes
from postsales.orders.lines import LineKind, Trait
from postsales.orders.parties import Asker
from postsales.orders.reasons import ReasonKind
from postsales.orders.scope import Scope
from postsales.refunds.terms import RefundTerms
from postsales.returns.says import NoticeForm
from postsales.returns.terms import ReturnTerms

__all__ = ["Classes", "alike", "classes"]

Read = Callable[[str, Any], Hashable]
"""Checks a word of a field, and gives what it is to the terms."""


@frozen(weakref_slot=False, eq=False)
class Classes:
    """The class of each value of one column; a word is checked when it is first seen.

    ``named`` are the classes of the words that the terms name, or None where a word is its own.
    All others, and what nobody told, have the class ``other``. ``is_scoped`` says that classes are
    bits of scopes, and ``is_several`` that a value is several words.
    """

    name: str
    read: Read
    named: Mapping[Any, Hashable] | None = None
    other: Hashable = None
    is_scoped: bool = False
    is_several: bool = False
    seen: dict[str, Hashable] = field(factory=dict[str, Hashable], init=False)

    @property
    def is_text(self) -> bool:
        """Is any text a word, of which most are like others?"""
        return self.read is text

    def of(self, value: object) -> Hashable:
        """The class of a value.

        Raises:
            InvalidValue: the value cannot be.
        """
        if value is None:
            return self.other
        return self._of_several(value) if self.is_several else self.word(value)

    def word(self, value: object) -> Hashable:
        """The class of a word that is told.

        Raises:
            InvalidValue: the word cannot be.
        """
        if type(value) is not str:
            return self._read(value)
        if value not in self.seen:
            found = self._read(value)
            if len(self.seen) >= _MOST_SEEN:
                self.seen.clear()
            self.seen[value] = found
        return self.seen[value]

    def _read(self, value: object) -> Hashable:
        word = self.read(self.name, value)
        return word if self.named is None else self.named.get(word, self.other)

    def _of_several(self, values: object) -> int:
        if isinstance(values, str) or not isinstance(values, Iterable):
            raise WrongType(self.name, values, "several words are needed, such as a list of text")
        found = cast("int", self.other)
        for word in cast("Iterable[object]", values):
            found |= cast("int", self.word(word))
        return found


_MOST_SEEN = 100_000


def alike(known: Sequence[Classes], classed: Sequence[Hashable]) -> Hashable:
    """The same for all rows that are alike: the scopes that no column rules out, and the rest."""
    matched = -1
    rest: list[Hashable] = []
    for column, one in zip(known, classed, strict=True):
        if column.is_scoped:
            matched &= cast("int", one)
        else:
            rest.append(one)
    return matched, *rest


def classes(
    terms: ReturnTerms, refund_terms: RefundTerms | None, needs: Iterable[Column]
) -> tuple[Classes, ...]:
    """The classes of all columns of words that are needed."""
    some = [*dict.fromkeys(scopes(terms, refund_terms))]
    columns = {column.name: attribute for attribute, column in SCOPED.items()}
    fixed = _fixed(terms, refund_terms)
    return tuple(
        fixed[x.name] if x.name in fixed else _scoped(x, columns[x.name], some)
        for x in needs
        if x.kind in (WORD, WORDS)
    )


def _fixed(terms: ReturnTerms, refund_terms: RefundTerms | None) -> dict[str, Classes]:
    fees = refund_terms.fees if refund_terms is not None else ()
    charged = {x.amount.currency.code for x in fees if isinstance(x.amount, Money)}
    found = (
        Classes("reason", text, terms.reasons, ReasonKind.OTHER),
        Classes("asker", Asker.read),
        Classes("form", NoticeForm.read),
        Classes("zone", lambda name, value: zone_key(value, name)),
        Classes("currency", _currency, {x: x for x in charged}),
    )
    return {x.name: x for x in found}


def _currency(name: str, value: Any) -> str:
    return Currency(text(name, value)).code


_READ: dict[str, Read] = {"kind": LineKind.read, "traits": Trait.read}


def _scoped(column: Column, attribute: str, some: Sequence[Scope]) -> Classes:
    """Which of the scopes a value of the column does not rule out, as bits."""
    named: dict[Hashable, int] = {}
    other = 0
    for place, scope in enumerate(some):
        values: tuple[Hashable, ...] = getattr(scope, attribute)
        if not values:
            other |= 1 << place
        for value in values:
            named[value] = named.get(value, 0) | 1 << place
    return Classes(
        column.name,
        _READ.get(column.name, text),
        {value: bits | other for value, bits in named.items()},
        other,
        is_scoped=True,
        is_several=column.kind is WORDS,
    )
