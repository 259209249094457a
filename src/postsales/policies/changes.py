"""What differs between two versions of terms: where, what it was and is, and for whom it is better.

Rules of this file: the values are those of the terms; the sentence is made of the same words as the
table of them.
"""

from collections.abc import Iterator

from attrs import frozen

from postsales.basics._errors import short
from postsales.basics._words import Word
from postsales.explain.codes import in_words
from postsales.explain.document import Said, Words
from postsales.explain.speech import Speech
from postsales.orders.scope import Scope
from postsales.policies._compare import Differing, differing
from postsales.policies._said import can_be_said, said, sentences, written
from postsales.policies.effect import ForCustomer, effect
from postsales.policies.sections import AnyTerms, bundled
from postsales.policies.show import spoken, table
from postsales.policies.table import PolicyLine, PolicyTable

__all__ = ["TermsChange", "diff"]


@frozen(weakref_slot=False, kw_only=True)
class TermsChange:
    """One thing that differs between two versions of terms.

    ``where`` is its place, written as in a document of terms: in the new version, or in the old one
    of what is there no more. ``was`` and ``becomes`` are the values, None where there is none.
    ``for_customer`` says whether it is better, as far as the option itself tells.
    """

    where: str
    was: object
    becomes: object
    for_customer: ForCustomer
    says: str


def diff(old: AnyTerms, new: AnyTerms, *, locale: str = "en") -> tuple[TermsChange, ...]:
    """What differs between two versions of terms?

    Nothing does exactly where all their digests are the same. A list is compared entry by entry:
    one of the same code, or for the same goods, reasons and days, wherever it stands. ``locale`` is
    in which language, and with the figures of which country, it is said.

    Raises:
        InvalidValue: a language without words, or an unknown country.
        WrongType: no terms.

    Example:
        >>> from attrs import evolve
        >>> from postsales import CancellationTerms, Hours
        >>> old = CancellationTerms(id="acme", version="1", within=Hours(24))
        >>> for change in diff(old, evolve(old, version="2", within=Hours(12))):
        ...     print(change.where, change.for_customer, change.says)
        cancellations.version unclear 1 → 2
        cancellations.within worse 24 hours → 12 hours
    """
    before, after = bundled(old), bundled(new)
    known = spoken(locale)
    found: list[Differing] = []
    for name in dict.fromkeys((*before.sections, *after.sections)):
        was = getattr(before, name) if name in before.sections else None
        now = getattr(after, name) if name in after.sections else None
        found += differing(name, was, now)
    if not found:
        return ()
    telling = _Telling(table(before), known), _Telling(table(after), known)
    return tuple(_change(one, *telling) for one in found)


def _change(one: Differing, before: "_Telling", after: "_Telling") -> TermsChange:
    was, now = before.value(one.where_was, one.was), after.value(one.where, one.becomes)
    goods = before.goods(one.where_was) if one.becomes is None else after.goods(one.where)
    said = before.speech.say
    words = said("policies.change.changed", was=was, now=now)
    if goods:
        words = said("policies.change.changed_for", was=was, now=now, goods=goods)
    return TermsChange(
        where=one.where,
        was=one.was,
        becomes=one.becomes,
        for_customer=effect(one),
        says=written(words),
    )


@frozen(weakref_slot=False)
class _Telling:
    """Says a value of terms: in a few words, else by the sentences of its line in the table."""

    table: PolicyTable
    speech: Speech

    def value(self, where: str, value: object) -> Words:
        """What stands in a place."""
        if value is None or value == ():
            return self.speech.say("policies.change.nothing")
        if can_be_said(value):
            return said(value, self.speech)
        words: list[str | Said] = []
        for line in self._lines(where):
            told = sentences(line, self.speech)
            words += [" ", *told] if words else told
        code = value.value if isinstance(value, Word) else short(value)
        return tuple(words) or in_words(code, self.speech)

    def goods(self, where: str) -> Words:
        """For which goods it is, where that is not for all."""
        scopes = {line.about for line in self._lines(where) if isinstance(line.about, Scope)}
        if len(scopes) != 1 or where.endswith(".applies_to"):
            return ()
        return said(scopes.pop(), self.speech)

    def _lines(self, where: str) -> Iterator[PolicyLine]:
        """The lines of a place and below it; else those of what it is a part of."""
        inner = [x for x in self.table.lines if _is_part(x.where, where)]
        if inner:
            return iter(inner)
        outer = [x for x in self.table.lines if _is_part(where, x.where)]
        longest = max((len(x.where) for x in outer), default=0)
        return iter([x for x in outer if len(x.where) == longest])


def _is_part(inner: str, outer: str) -> bool:
    return inner == outer or inner.startswith((f"{outer}.", f"{outer}["))
