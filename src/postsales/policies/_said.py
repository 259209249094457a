"""Facts of terms in words: lengths, shares, goods, reasons, events, sources.

Rules of this file: what somebody else wrote is ``Said``; words of ours come from the messages.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, cast

from postsales.basics._words import Word
from postsales.basics.citations import Citation
from postsales.basics.durations import Days, Hours, Length, Months, Weeks, Years
from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.basics.rules import in_snake_case, rule_name
from postsales.explain.catalogue import filled, in_words
from postsales.explain.document import Said, Words, joined
from postsales.explain.figures import Figures
from postsales.orders.reasons import ReasonKind
from postsales.orders.scope import Everything, Scope
from postsales.policies import messages
from postsales.policies.table import PolicyLine, PolicySentence

__all__ = ["about", "can_be_said", "mentions", "said", "sentences", "written"]

_MOST_NAMED = 3


def sentences(line: PolicyLine, figures: Figures) -> Words:
    """The sentences of a line in words."""
    words: list[str | Said] = []
    for one in line.says:
        words += [" ", *_sentence(one, figures)] if words else _sentence(one, figures)
    return tuple(words)


def _sentence(one: PolicySentence, figures: Figures) -> Words:
    """A sentence of the table in words."""
    facts = {name: said(value, figures) for name, value in one.facts.items()}
    return filled(messages.SENTENCES[one.code], facts)


def about(line: PolicyLine, figures: Figures) -> Said:
    """What a line is about, as a label."""
    value = line.about
    if isinstance(value, str) and value in messages.ABOUT:
        return Said(messages.ABOUT[value])
    return Said(written(said(value, figures)))


def mentions(said: Iterable[Words]) -> Iterator[str]:
    """Which words of the trade occur, and are explained?"""
    whole = " ".join(written(words) for words in said)
    for word in messages.EXPLAINED:
        if re.search(rf"\b{re.escape(word)}s?\b", whole, re.IGNORECASE):
            yield word


def written(words: Words) -> str:
    """Words as plain text."""
    return "".join(x.text if isinstance(x, Said) else x for x in words)


def said(value: object, figures: Figures) -> Words:
    """A fact in words."""
    for kinds, written in _WRITTEN:
        if isinstance(value, kinds):
            return written(value, figures)
    return (in_words(rule_name(value)),)


def can_be_said(value: object) -> bool:
    """Is it a fact that is said in a few words, by itself?"""
    if isinstance(value, tuple):
        return all(can_be_said(x) for x in cast("tuple[object, ...]", value))
    if isinstance(value, Word):
        return _name(value) in messages.MEMBERS
    return any(isinstance(value, kinds) for kinds, _ in _WRITTEN)


def _name(word: Word) -> str:
    return f"{type(word).__name__}.{word.value}"


def _percent(value: Decimal) -> Words:
    return (f"{_trimmed(value)}%",)


def _trimmed(value: Decimal) -> str:
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _length(length: Length, figures: Figures) -> Words:
    one, other = messages.LENGTHS[type(length).__name__]
    return ((one if length.count == 1 else other).format(count=figures.number(length.count)),)


def _event(name: str) -> Words:
    if name in messages.EVENTS:
        return (messages.EVENTS[name],)
    return (in_words(in_snake_case(name)),)


def _several(values: tuple[object, ...], figures: Figures) -> Words:
    if values and all(isinstance(x, ReasonKind) for x in values):
        return _reasons(cast("tuple[ReasonKind, ...]", values), figures)
    return _any_of(values, figures)


def _any_of(values: Sequence[object], figures: Figures) -> Words:
    parts = [said(value, figures) for value in values]
    marks = [", "] * (len(parts) - 2) + [messages.LISTS["or"]] * (len(parts) > 1)
    return joined(parts, marks)


def _reasons(kinds: tuple[ReasonKind, ...], figures: Figures) -> Words:
    """Kinds of reason; many of them by those that are not meant, so that the list stays short."""
    others = tuple(kind for kind in ReasonKind if kind not in kinds)
    if not others:
        return (messages.LISTS["any_reason"],)
    if len(kinds) <= _MOST_NAMED:
        return _any_of(kinds, figures)
    return filled(messages.LISTS["all_reasons_but"], {"reasons": _any_of(others, figures)})


def _scope(scope: Scope, figures: Figures) -> Words:
    named = [(name, getattr(scope, name)) for name in messages.SCOPES]
    parts = [
        filled(messages.SCOPES[name], {"values": _any_of(values, figures)})
        for name, values in named
        if values
    ]
    return joined(parts, [messages.LISTS["and"]] * (len(parts) - 1))


def _source(source: Citation) -> Words:
    if not source.article:
        return (Said(source.instrument),)
    known: dict[str, Words] = {
        "instrument": (Said(source.instrument),),
        "article": (Said(source.article),),
    }
    return filled(messages.LISTS["source_at"], known)


def _member(word: Word) -> Words:
    return (messages.MEMBERS[_name(word)],)


_Written = Callable[[Any, Figures], Words]
_WRITTEN: tuple[tuple[type | tuple[type, ...], _Written], ...] = (
    (Scope, _scope),
    (Everything, lambda _value, _figures: (messages.ABOUT["all"],)),
    (Citation, lambda value, _: _source(value)),
    (type, lambda value, _: _event(value.__name__)),
    (tuple, _several),
    (str, lambda value, _: (Said(value),)),
    (Word, lambda value, _: _member(value)),
    (Money, lambda value, figures: (figures.money(value),)),
    (int, lambda value, figures: (figures.number(value),)),
    (date, lambda value, figures: (figures.day(value),)),
    (Percent, lambda value, _: _percent(value.value)),
    (Decimal, lambda value, _: _percent(100 * value)),
    ((Days, Weeks, Months, Years, Hours), _length),
)
"""How each kind of fact is written; anything else is a rule, which has a name."""
