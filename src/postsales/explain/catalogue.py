"""The catalogue: which sentence belongs to a code, and how facts are put into it.

Rules of this file: the sentences of a subdomain's codes stand beside its rules, in ``messages.py``;
a code without one is said in words, with its facts. Here are only the words of every decision.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from string import Formatter

from postsales.basics._errors import InvalidValue, short
from postsales.basics.findings import Finding
from postsales.basics.hints import Hint
from postsales.basics.moments import instant
from postsales.basics.money import Money
from postsales.cancellations import messages as cancellations
from postsales.cancellations.case import CancellationCase
from postsales.exchanges import messages as exchanges
from postsales.explain.document import Said, Words
from postsales.explain.figures import Figures
from postsales.guarantees import messages as guarantees
from postsales.guarantees.case import GuaranteeCase
from postsales.orders.cases import UnitCase
from postsales.returns import messages as returns
from postsales.returns.case import ReturnCase

__all__ = ["CHANGES", "deed", "filled", "hint", "in_words", "reason"]

CHANGES: Mapping[str, str] = {
    **returns.CHANGES,
    **cancellations.CHANGES,
    **guarantees.CHANGES,
}
"""What happens to some units at the instant at which a code begins to stand in their way."""

_DEEDS: Mapping[type[object], str] = {
    ReturnCase: returns.DEED,
    CancellationCase: cancellations.DEED,
    GuaranteeCase: guarantees.DEED,
}
_REASONS: Mapping[str, str] = {
    **returns.REASONS,
    **cancellations.REASONS,
    **guarantees.REASONS,
    **exchanges.REASONS,
}
_FAMILIES = tuple(code for code in _REASONS if "*" in code)
_HINTS: Mapping[str, str] = {
    "leave_out": "Ask without {subject}, and this no longer stands in the way: {removes}.",
    **returns.HINTS,
    **cancellations.HINTS,
    **guarantees.HINTS,
}
_TELL: Mapping[str, str] = {**returns.TELL, **cancellations.TELL, **guarantees.TELL}
_ANY_HINT = "There is another way for {subject}: {kind}."
_ANY_FACT = "Find out “{fact}” for {subject}: it settles {removes}."

_LONGEST_FACT = 80
_MOST = 10**18


def deed(case: UnitCase) -> str:
    """What is asked for such units: they can be *returned*."""
    return _DEEDS.get(type(case), "accepted")


def in_words(code: str) -> Said:
    """A code as words: ``receipt_missing`` is *receipt missing*."""
    return Said(code.replace("_", " ").strip() or code)


def reason(found: Finding, case: UnitCase, figures: Figures) -> Words:
    """Why some units are not allowed: the sentence of the code, or code and facts in words."""
    template, family = _template(found.code)
    facts = {key: _fact(value, figures) for key, value in found.facts.items()}
    words = filled(template, {**facts, **_period(found, case, figures), **family})
    if not words:
        if found.facts.get("line") == case.line_id:
            del facts["line"]
        words = (in_words(found.code), *_listed(facts))
    return (*words, " (", Said(str(found.by)), ")") if found.by is not None else words


def _template(code: str) -> tuple[str, Mapping[str, Words]]:
    """The sentence of a code; one for a family of codes is about what it has for the ``*``."""
    if code in _REASONS:
        return _REASONS[code], {}
    for family in _FAMILIES:
        beginning, _, ending = family.partition("*")
        if code.startswith(beginning) and code.endswith(ending):
            subject = code.removeprefix(beginning).removesuffix(ending)
            return _REASONS[family], {"subject": (in_words(subject),)}
    return "", {}


def _period(found: Finding, case: UnitCase, figures: Figures) -> Mapping[str, Words]:
    """When the period of the units began and ended; whole days are said without clock times."""
    since, deadline = _instant(found.facts.get("since")), case.deadline
    if since is None or deadline is None:
        return {}
    last_day = figures.last_day(deadline.ends_at)
    if last_day is None:
        closed = f"on {figures.moment(deadline.ends_at)}"
        return {"opened": (figures.moment(since),), "closed": (closed,)}
    return {"opened": (figures.local_day(since),), "closed": (f"at the end of {last_day}",)}


def hint(given: Hint, subject: Words, removes: Words, adds: Words) -> Words:
    """What somebody can do, as a sentence."""
    if given.kind == "tell":
        template = _TELL.get(given.fact, _ANY_FACT)
    else:
        template = _HINTS.get(given.kind, _ANY_HINT)
    known = {"kind": (in_words(given.kind),), "fact": (in_words(given.fact),)}
    return filled(template, {**known, "subject": subject, "removes": removes, "adds": adds})


def filled(template: str, known: Mapping[str, Words]) -> Words:
    """A template with its facts in place; empty when one of them is not known."""
    words: list[str | Said] = []
    for literal, key in _parts(template):
        if literal:
            words.append(literal)
        if key is not None:
            fact = known.get(key, ())
            if not fact:
                return ()
            words.extend(fact)
    return tuple(words)


@lru_cache(maxsize=256)
def _parts(template: str) -> tuple[tuple[str, str | None], ...]:
    return tuple((literal, key) for literal, key, _, _ in Formatter().parse(template))


def _listed(facts: Mapping[str, Words]) -> Iterable[str | Said]:
    mark = " ("
    for key, words in facts.items():
        yield from (mark, in_words(key), ": ", *(words or ("not known",)))
        mark = ", "
    if facts:
        yield ")"


def _fact(value: object, figures: Figures) -> Words:
    """A fact in words; a rule's author can pass anything, and anything can be shown."""
    if value is None:
        return ()
    figure = _figure(value, figures)
    if figure is not None:
        return (figure,)
    text = str(value) if isinstance(value, str | Decimal | datetime) else short(value)
    if not text.strip():
        return ("blank",)
    return (Said(text if len(text) <= _LONGEST_FACT else text[: _LONGEST_FACT - 1] + "…"),)


def _figure(value: object, figures: Figures) -> str | None:
    match value:
        case bool():
            return "yes" if value else "no"
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
