"""Facts of terms in words: lengths, shares, goods, reasons, events, sources.

Rules of this file: what somebody else wrote is ``Said``; words of ours come from the catalogue.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, cast

from postsales.basics._words import Word
from postsales.basics.citations import Citation
from postsales.basics.durations import (
    Days,
    Hours,
    Length,
    Months,
    Weeks,
    WorkingDays,
    WorkingHours,
    WorkingLength,
    Years,
)
from postsales.basics.extra_days import ExtraDay
from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.basics.rules import in_snake_case, rule_name
from postsales.explain import policies as words
from postsales.explain.codes import in_words
from postsales.explain.document import Said, Words, joined
from postsales.explain.speech import Speech
from postsales.orders.reasons import ReasonKind
from postsales.orders.scope import Everything, Scope
from postsales.policies.table import PolicyLine, PolicySentence

__all__ = ["about", "can_be_said", "filled_in", "mentions", "said", "sentences", "written"]

_MOST_NAMED = 3


def sentences(line: PolicyLine, speech: Speech) -> Words:
    """The sentences of a line in words."""
    told: list[str | Said] = []
    for one in line.says:
        told += [" ", *_sentence(one, speech)] if told else _sentence(one, speech)
    return tuple(told)


def _sentence(one: PolicySentence, speech: Speech) -> Words:
    return filled_in(f"clauses.sentence.{one.code}", one.facts, speech)


def filled_in(key: str, facts: Mapping[str, object], speech: Speech) -> Words:
    """A sentence with its facts in words, in the form that its fact ``n`` needs."""
    known = {name: said(value, speech) for name, value in facts.items()}
    count = facts.get("n")
    return speech.count(key, count, **known) if isinstance(count, int) else speech.say(key, **known)


def about(line: PolicyLine, speech: Speech) -> Said:
    """What a line is about, as a label."""
    value = line.about
    if isinstance(value, str) and value in words.ABOUT:
        return Said(speech.line(f"policies.about.{value}"))
    return Said(written(said(value, speech)))


# How a word of the trade ends in the sentences: of several, or as German bends it.
_ENDING = "(?:e?s|e?n|e)?"


def mentions(told: Iterable[Words], speech: Speech) -> Iterator[str]:
    """Which words of the trade occur, and are explained?"""
    whole = " ".join(written(one) for one in told)
    for word in words.WORDS:
        spoken = re.escape(speech.line(f"policies.word.{word}"))
        if re.search(rf"\b{spoken}{_ENDING}\b", whole, re.IGNORECASE):
            yield word


def written(told: Words) -> str:
    """Words as plain text."""
    return "".join(x.text if isinstance(x, Said) else x for x in told)


def said(value: object, speech: Speech) -> Words:
    """A fact in words."""
    for kinds, put in _WRITTEN:
        if isinstance(value, kinds):
            return put(value, speech)
    return in_words(rule_name(value), speech)


def can_be_said(value: object) -> bool:
    """Is it a fact that is said in a few words, by itself?"""
    if isinstance(value, tuple):
        return all(can_be_said(x) for x in cast("tuple[object, ...]", value))
    if isinstance(value, Word):
        return _name(value) in words.MEMBERS
    return any(isinstance(value, kinds) for kinds, _ in _WRITTEN)


def _name(word: Word) -> str:
    return f"{type(word).__name__}.{word.value}"


def _percent(value: Decimal, speech: Speech) -> Words:
    bare = f"{value:f}"
    bare = bare.rstrip("0").rstrip(".") if "." in bare else bare
    return (speech.figures.percent(Decimal(bare)),)


def _length(length: Length | WorkingLength, speech: Speech) -> Words:
    # A part of an hour is said as several are.
    form = 1 if length.count == 1 else 2
    number = speech.figures.number(length.count)
    return speech.count(f"policies.length.{type(length).__name__}", form, n=number)


def _recurring(one: ExtraDay, speech: Speech) -> Words:
    """A day that comes again each year, and in which years."""
    which = _which(one, speech)
    since, until = (None if x is None else Said(str(x)) for x in (one.since, one.until))
    if since is not None and until is not None:
        return speech.say("policies.recurring.between", which=which, since=since, until=until)
    if since is not None:
        return speech.say("policies.recurring.since", which=which, since=since)
    return (
        which if until is None else speech.say("policies.recurring.until", which=which, until=until)
    )


def _which(one: ExtraDay, speech: Speech) -> Words:
    if one.month is not None and one.day is not None:
        day = (speech.figures.day_of_year(one.month, one.day),)
        if one.weekday is None:
            return day
        weekday = _member(one.weekday, speech)
        return speech.say("policies.recurring.weekday", weekday=weekday, day=day)
    if not one.easter:
        return (speech.line("policies.recurring.easter"),)
    way = "after" if one.easter > 0 else "before"
    return speech.count(f"policies.recurring.{way}", abs(one.easter))


def _event(name: str, speech: Speech) -> Words:
    if name in words.EVENTS:
        return (speech.line(f"policies.event.{name}"),)
    return in_words(in_snake_case(name), speech)


def _several(values: tuple[object, ...], speech: Speech) -> Words:
    if values and all(isinstance(x, ReasonKind) for x in values):
        return _reasons(cast("tuple[ReasonKind, ...]", values), speech)
    return _any_of(values, speech)


def _any_of(values: Sequence[object], speech: Speech) -> Words:
    parts = [said(value, speech) for value in values]
    if len(parts) < 2:  # noqa: PLR2004 - one thing is no choice
        return parts[0] if parts else ()
    *others, last = parts
    return speech.say("policies.list.or", some=speech.together(others), last=last)


def _reasons(kinds: tuple[ReasonKind, ...], speech: Speech) -> Words:
    """Kinds of reason; many of them by those that are not meant, so that the list stays short."""
    others = tuple(kind for kind in ReasonKind if kind not in kinds)
    if not others:
        return (speech.line("policies.list.any_reason"),)
    if len(kinds) <= _MOST_NAMED:
        return _any_of(kinds, speech)
    return speech.say("policies.list.all_reasons_but", reasons=_any_of(others, speech))


def _scope(scope: Scope, speech: Speech) -> Words:
    named = [(name, getattr(scope, name)) for name in words.SCOPES]
    parts = [
        speech.say(f"policies.scope.{name}", values=_any_of(values, speech))
        for name, values in named
        if values
    ]
    return joined(parts, ["; "] * (len(parts) - 1))


def _source(source: Citation, speech: Speech) -> Words:
    instrument, article = Said(source.instrument), Said(source.article)
    if not source.article:
        return (instrument,)
    return speech.say("policies.list.source_at", instrument=instrument, article=article)


def _member(word: Word, speech: Speech) -> Words:
    return (speech.line(f"policies.member.{_name(word)}"),)


_Written = Callable[[Any, Speech], Words]
_WRITTEN: tuple[tuple[type | tuple[type, ...], _Written], ...] = (
    (Scope, _scope),
    (Everything, lambda _value, speech: (speech.line("policies.about.all"),)),
    (Citation, _source),
    (ExtraDay, _recurring),
    (type, lambda value, speech: _event(value.__name__, speech)),
    (tuple, _several),
    (str, lambda value, _: (Said(value),)),
    (Word, _member),
    (Money, lambda value, speech: (speech.figures.money(value),)),
    (int, lambda value, speech: (speech.figures.number(value),)),
    (date, lambda value, speech: (speech.figures.day(value),)),
    (Percent, lambda value, speech: _percent(value.value, speech)),
    (Decimal, lambda value, speech: _percent(100 * value, speech)),
    ((Days, Weeks, Months, Years, Hours, WorkingDays, WorkingHours), _length),
)
"""How each kind of fact is written; anything else is a rule, which has a name."""
