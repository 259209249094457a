"""Codes in words: which sentence belongs to a code, and how facts are put into it.

Rules of this file: a code of ours has a sentence beside its rules, in ``messages.py``, and a host
gives its own ones with its words; a code without one is said as it is, with its facts.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from postsales.basics._errors import InvalidValue, short
from postsales.basics.findings import Finding
from postsales.basics.hints import Hint
from postsales.basics.moments import instant
from postsales.basics.money import Money
from postsales.cancellations.case import CancellationCase
from postsales.changes.case import ChangeCase
from postsales.explain.document import Said, Words
from postsales.explain.source import ENGLISH, known_as
from postsales.explain.speech import Speech, filled
from postsales.guarantees.case import GuaranteeCase
from postsales.orders.cases import UnitCase
from postsales.returns.case import ReturnCase

__all__ = ["closing", "fact", "happens", "hint", "in_words", "place_of", "reason", "until"]

_PLACES: Mapping[type[object], str] = {
    ReturnCase: "returns",
    CancellationCase: "cancellations",
    ChangeCase: "changes",
    GuaranteeCase: "guarantees",
}
_FAMILIES = tuple(
    name for _, kind, name in (key.split(".", 2) for key in ENGLISH)
    if kind == "reason" and "*" in name and "@" not in name
)  # fmt: skip

_LONGEST_FACT = 80
_MOST = 10**18
_SEVERAL = 2
# The start and the length: what follows moved the end on.
_COUNTED_ALONE = 2


def place_of(case: UnitCase) -> str:
    """Where the sentences about such units stand; a host's own cases are *accepted* or not."""
    return next((_PLACES[x] for x in type(case).__mro__ if x in _PLACES), "orders")


def in_words(code: str, speech: Speech, kind: str = "label") -> Words:
    """A code as words: ``receipt_missing`` is *receipt missing*."""
    known = speech.label(kind, code)
    return (known,) if known else (_bare(code),)


def _bare(code: str) -> Said:
    return Said(code.replace("_", " ").strip() or code)


def reason(found: Finding, case: UnitCase, speech: Speech) -> Words:
    """Why some units are not allowed: the sentence of the code, or code and facts in words."""
    facts = {key: _named(key, value, speech) for key, value in found.facts.items()}
    known = {**facts, **_period(found, case, speech)}
    words = _sentence(found.code, place_of(case), known, speech)
    if not words:
        if found.facts.get("line") == case.line_id:
            del facts["line"]
        words = _listed(in_words(found.code, speech), facts, speech)
    if found.by is None:
        return words
    return speech.say("explain.frame.sourced", why=words, source=Said(str(found.by)))


def _sentence(code: str, place: str, known: Mapping[str, Words], speech: Speech) -> Words:
    """The sentence of a code; one for a family of codes is about what it has for the ``*``."""
    if key := known_as("reason", code, place):
        return speech.say(key, **known)
    if own := speech.own("reason", code):
        return filled(own, {**known})
    for family in _FAMILIES:
        beginning, _, ending = family.partition("*")
        if code.startswith(beginning) and code.endswith(ending):
            subject = in_words(code.removeprefix(beginning).removesuffix(ending), speech, "proof")
            return speech.say(known_as("reason", family, place), **{**known, "subject": subject})
    return ()


def _period(found: Finding, case: UnitCase, speech: Speech) -> Mapping[str, Words]:
    """When the period of the units began and ended; whole days are said without clock times."""
    since, deadline = _instant(found.facts.get("since")), case.deadline
    if since is None or deadline is None:
        return {}
    figures = speech.figures
    whole = figures.last_day(deadline.ends_at) is not None
    opened = figures.local_day(since) if whole else figures.moment(since)
    closed = closing(deadline.ends_at, speech)
    if len(deadline.trace) > _COUNTED_ALONE:
        closed = speech.say("explain.time.extended", closed=closed)
    return {"opened": (opened,), "closed": closed}


def closing(at: datetime, speech: Speech) -> Words:
    """When something ends: at the end of a day, or at an instant."""
    last_day = speech.figures.last_day(at)
    if last_day is None:
        return speech.say("explain.time.closed", moment=speech.figures.moment(at))
    return speech.say("explain.time.closed_day", day=last_day)


def until(at: datetime, speech: Speech) -> Words:
    """Until when: a whole day where one ends, else an instant."""
    last_day = speech.figures.last_day(at)
    if last_day is None:
        return speech.say("explain.time.until", moment=speech.figures.moment(at))
    return speech.say("explain.time.until_day", day=last_day)


def happens(code: str, place: str, subject: Words, speech: Speech) -> Words:
    """What happens to units at the instant at which a code begins to stand in their way."""
    if key := known_as("change", code, place):
        return speech.say(key, subject=subject)
    return filled(speech.own("change", code), {"subject": subject})


def hint(given: Hint, place: str, facts: Mapping[str, Words], speech: Speech) -> Words:
    """What somebody can do, as a sentence."""
    kind, name = ("tell", given.fact) if given.kind == "tell" else ("hint", given.kind)
    said = "fact" if kind == "tell" else "kind"
    known: dict[str, Words] = {**facts, said: in_words(name, speech)}
    if key := known_as(kind, name, place):
        return speech.say(key, **known)
    if own := speech.own(kind, name):
        return filled(own, known)
    return speech.say(
        "explain.hint.other_fact" if kind == "tell" else "explain.hint.other_way", **known
    )


def _listed(code: Words, facts: Mapping[str, Words], speech: Speech) -> Words:
    if not facts:
        return code
    unknown = (speech.line("explain.fact.not_known"),)
    told: list[str | Said] = []
    for key, words in facts.items():
        named = speech.say("explain.fact.named", name=_bare(key), fact=words or unknown)
        told += [*([", "] if told else []), *named]
    return speech.say("explain.fact.listed", code=code, facts=tuple(told))


# ---------------------------------------------------------------------------- facts as words

_LENGTH = re.compile(
    r"(\d{1,9}(?:\.\d{1,4})?) ((?:working )?(?:hour|day)|week|month|year)s?", re.ASCII
)


_KINDS = {
    "reason": "purpose",
    "reason_kind": "purpose",
    "change": "purpose",
    "condition": "condition",
    "accepted": "condition",
}
"""Facts whose values are words of the library or of the host: of what kind they are."""


def _named(key: str, value: object, speech: Speech) -> Words:
    """A fact that our rules tell in English words, in the words of the reader; else as it is."""
    if isinstance(value, str):
        if key == "length":
            return _length(value, speech) or fact(value, speech)
        if key == "start":
            return _start(value, speech)
        if key in _KINDS:
            return _worded(value, _KINDS[key], speech)
        if key in ("remedy", "first"):
            return _remedies(value, speech)
        if key == "missing" and value:
            return _wanted(value, speech)
    return fact(value, speech)


def _worded(text: str, kind: str, speech: Speech) -> Words:
    """Words that are those of the library, or the host's own, where there are some."""
    known = [speech.named(kind, x) for x in text.split(", ")]
    return speech.together([(x,) for x in known]) if all(known) else fact(text, speech)


def _length(text: str, speech: Speech) -> Words:
    found = _LENGTH.fullmatch(text)
    if found is None:
        return ()
    count, unit = Decimal(found.group(1)), found.group(2).replace(" ", "_")
    # A part of an hour is counted as several are: 0.5 hours.
    form = int(count) if count == int(count) else _SEVERAL
    return speech.count(f"explain.length.{unit}s", form, n=speech.figures.number(count))


def _start(text: str, speech: Speech) -> Words:
    """With what a count begins: *delivery*, or *5 days after shipping*."""
    ahead, after, event = text.partition(" after ")
    length = _length(ahead, speech) if after else ()
    said = speech.label("start", (event if length else text).replace(" ", "_"))
    words = (said,) if said else fact(event if length else text, speech)
    return speech.say("explain.start.after", length=length, start=words) if length else words


def _remedies(text: str, speech: Speech) -> Words:
    """Remedies, and an *or* between them."""
    parts: list[Words] = []
    for name in text.split(" or "):
        said = speech.label("remedy", name.replace(" ", "_"))
        parts.append((said,) if said else fact(name, speech))
    if len(parts) == 1:
        return parts[0]
    *others, last = parts
    return speech.say("guarantees.remedy.or", others=speech.together(others), last=last)


def _wanted(text: str, speech: Speech) -> Words:
    return speech.together([in_words(x, speech, "proof") for x in text.split(", ")])


def fact(value: object, speech: Speech) -> Words:
    """A fact in words; a rule's author can pass anything, and anything can be shown."""
    if value is None:
        return ()
    figure = _figure(value, speech)
    if figure is not None:
        return (figure,)
    text = str(value) if isinstance(value, str | Decimal | datetime) else short(value)
    if not text.strip():
        return (speech.line("explain.fact.blank"),)
    return (Said(text if len(text) <= _LONGEST_FACT else text[: _LONGEST_FACT - 1] + "…"),)


def _figure(value: object, speech: Speech) -> str | None:
    figures = speech.figures
    match value:
        case bool():
            return speech.line("explain.fact.yes" if value else "explain.fact.no")
        case Money():
            return figures.money(value)
        case int() if abs(value) < _MOST:
            return figures.number(value)
        case datetime():
            at = _instant(value)
            return None if at is None else figures.moment(at)
        case date():
            return figures.day(value)
        case _:
            return None


def _instant(value: object) -> datetime | None:
    """The instant that a fact names; None when it names none, or one far from any order."""
    try:
        return instant(value) if isinstance(value, datetime) else None
    except InvalidValue:
        return None
