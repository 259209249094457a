"""The catalogue: which sentence belongs to a code, and how facts are put into it.

Rules of this file: the sentences of a subdomain's codes stand beside its rules, in ``messages.py``;
a code without one is said in words, with its facts. Here are only the words of every decision.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from string import Formatter

from postsales.basics._errors import short
from postsales.basics.decisions import Hint
from postsales.basics.findings import Finding
from postsales.basics.money import Money
from postsales.explain.document import Said, Words, joined
from postsales.explain.figures import Figures
from postsales.orders.cases import UnitCase
from postsales.returns import messages as returns
from postsales.returns.case import ReturnCase

__all__ = ["change", "deed", "filled", "hint", "in_words", "reason"]

_DEEDS: Mapping[type[object], str] = {ReturnCase: returns.DEED}
_REASONS: Mapping[str, str] = {**returns.REASONS}
_CHANGES: Mapping[str, str] = {**returns.CHANGES}
_HINTS: Mapping[str, str] = {
    "leave_out": "Ask without {subject}, and this no longer stands in the way: {removes}.",
    **returns.HINTS,
}
_TELL: Mapping[str, str] = {**returns.TELL}
_ANY_HINT = "There is another way for {subject}: {kind}."
_ANY_FACT = "Find out “{fact}” for {subject}: it settles {removes}."

_LONGEST_FACT = 80
_MOST = 10**18


def deed(case: UnitCase) -> str:
    """What is asked for such units: they can be *returned*."""
    return _DEEDS.get(type(case), "accepted")


def in_words(code: str) -> Said:
    """A code as words: ``receipt_missing`` is *receipt missing*."""
    return Said(code.replace("_", " "))


def reason(found: Finding, case: UnitCase, figures: Figures) -> Words:
    """Why some units are not allowed: the sentence of the code, or the code and its facts in words."""
    facts = {key: _fact(value, figures) for key, value in found.facts.items()}
    template, subject = _template(found.code)
    known = {**facts, **_period(found, case, figures), "subject": subject}
    words = filled(template, known) if template else None
    if words is None:
        own = {x: y for x, y in facts.items() if (x, found.facts[x]) != ("line", case.line_id)}
        words = (in_words(found.code), *_listed(own))
    return (*words, " (", Said(str(found.by)), ")") if found.by is not None else words


def _template(code: str) -> tuple[str, Words]:
    """The sentence of a code, and what of the code a sentence for many codes is about."""
    if code in _REASONS:
        return _REASONS[code], ()
    for pattern in _FAMILIES:
        if code.endswith(pattern[1:]):
            return _REASONS[pattern], (in_words(code[: 1 - len(pattern)]),)
    return "", ()


_FAMILIES = tuple(x for x in _REASONS if x.startswith("*"))


def _period(found: Finding, case: UnitCase, figures: Figures) -> dict[str, Words]:
    """When the period of the units began and ended; without clock times when it has whole days."""
    since, deadline = found.facts.get("since"), case.deadline
    if deadline is None or not _is_instant(since):
        return {}
    last = figures.last_day(deadline.ends_at)
    if last is None:
        moments = figures.moment(since), figures.moment(deadline.ends_at)
        return {"opened": (moments[0],), "closed": (f"on {moments[1]}",)}
    return {"opened": (figures.local_day(since),), "closed": (f"at the end of {last}",)}
