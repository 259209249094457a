"""Findings: what a rule found, as a verdict, a code and the facts behind it.

Codes say what was found (``window_closed``), never what was checked. Words are made elsewhere.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from attrs import field, frozen

from postsales.basics._checks import day, instance, optional_text, pairs, ratio, several, text
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.citations import Citation
from postsales.basics.moments import instant
from postsales.basics.money import Money
from postsales.basics.quantities import FrozenMap, trusted

__all__ = ["MET", "NOT_APPLICABLE", "Fact", "Finding", "Verdict", "fact", "not_met", "unknown"]

Fact = str | int | Decimal | date | datetime | Money | None
"""A value that a finding rests on."""

_KINDS = "a fact is text, a whole number, a Decimal, a day, an instant, Money or None"


def fact(kind: str, told: str) -> Fact:
    """A fact that has no form of its own in plain data, from its kind and its text.

    Kinds: ``instant`` and ``day`` in ISO 8601, ``number`` in plain digits.

    Raises:
        InvalidValue: another kind, or text that is none of it.

    Example:
        >>> fact("day", "2026-04-04"), fact("number", "0.15")
        (datetime.date(2026, 4, 4), Decimal('0.15'))
    """
    if kind == "instant":
        return instant(told, "fact")
    if kind == "day":
        return day("fact", told)
    if kind == "number":
        return _number(told)
    raise InvalidValue("kind of a fact", kind, "say instant, day or number")


def _number(told: str) -> Decimal:
    if not _PLAIN.fullmatch(optional_text("fact", told, _LONGEST_NUMBER)):
        raise InvalidValue("fact", told, "a number in plain digits is needed")
    return Decimal(told)


def told_fact(value: Fact) -> tuple[str, str] | None:
    """The kind and text of which ``fact`` makes this value; None when it needs none.

    Example:
        >>> told_fact(date(2026, 4, 4)), told_fact("tee")
        (('day', '2026-04-04'), None)
    """
    if isinstance(value, datetime):
        return "instant", instant(value, "fact").isoformat()
    if isinstance(value, date):
        return "day", value.isoformat()
    if isinstance(value, Decimal):
        return "number", format(value, "f")
    return None


def checked_fact(name: str, value: object) -> Fact:
    """A fact as a record keeps it: instants in UTC, numbers finite, nothing of another kind.

    Example:
        >>> checked_fact("bought", 3)
        3
    """
    if isinstance(value, datetime):
        return instant(value, name)
    if isinstance(value, Decimal):
        ratio(name, value)
        return value
    if isinstance(value, date):
        return day(name, value)
    if isinstance(value, str):
        return optional_text(name, value, _LONGEST_FACT)
    return instance(name, value, (int, Money, type(None)), _KINDS)


_LONGEST_FACT = 100_000
_LONGEST_NUMBER = 130
_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def _facts_repr(facts: "FrozenMap[str, Fact]") -> str:
    told = (f"{name!r}: {_fact_repr(value)}" for name, value in facts.items())
    return f"FrozenMap({{{', '.join(told)}}})"


def _fact_repr(value: Fact) -> str:
    found = told_fact(value)
    return repr(value) if found is None else f"fact{found!r}"


_NO_FACTS: FrozenMap[str, Fact] = FrozenMap({})


class Verdict(Word):
    """How does a rule answer?"""

    MET = "met"
    """The condition holds."""
    NOT_MET = "not_met"
    """The condition does not hold: the units are refused."""
    UNKNOWN = "unknown"
    """A fact is missing: the units are referred to a person."""
    NOT_APPLICABLE = "not_applicable"
    """The rule has nothing to say about this case: as if it were not there."""


def _verdict(value: Verdict) -> Verdict:
    return Verdict.read("verdict", value)


def _facts(value: Mapping[str, Fact]) -> FrozenMap[str, Fact]:
    if isinstance(value, FrozenMap):
        return value
    return FrozenMap({text("facts", name): cast("Fact", x) for name, x in pairs("facts", value)})


def _parts(value: "Iterable[Finding]") -> "tuple[Finding, ...]":
    return several("parts", value, Finding, "the parts of a finding are findings")


@frozen(weakref_slot=False)
class Finding:
    """What one rule found about one case.

    ``tell`` names the missing fact that would settle an unknown finding; ``instead`` names what can
    be done in place of what was refused; ``parts`` are the findings that a compound rule rests on.

    Example:
        >>> Finding(Verdict.NOT_MET, "receipt_missing").code
        'receipt_missing'
    """

    verdict: Verdict = field(converter=_verdict)
    code: str
    facts: FrozenMap[str, Fact] = field(
        default=_NO_FACTS, converter=_facts, kw_only=True, repr=_facts_repr
    )
    rule: str = field(default="", kw_only=True)
    by: Citation | None = field(default=None, kw_only=True)
    tell: str = field(default="", kw_only=True)
    instead: str = field(default="", kw_only=True)
    parts: "tuple[Finding, ...]" = field(default=(), converter=_parts, kw_only=True)

    def __attrs_post_init__(self) -> None:
        text("code", self.code)
        for name in ("rule", "tell", "instead"):
            optional_text(name, getattr(self, name))
        if self.by is not None:
            instance("by", self.by, Citation, "a source is a Citation")

    @property
    def leaves(self) -> "tuple[Finding, ...]":
        """The simple findings that this one rests on; itself when it is simple."""
        if not self.parts:
            return (self,)
        return tuple(leaf for part in self.parts for leaf in part.leaves)


def retold(found: Finding, facts: "dict[str, Fact]", rule: str = "") -> Finding:
    """A finding with other facts, and with the name of its rule where that is not told yet.

    It is asked for each finding of each case, and ``evolve`` looks up the fields every time.

    Example:
        >>> retold(not_met("receipt_missing"), {"line": "tee"}, "receipt_shown").rule
        'receipt_shown'
    """
    return Finding(
        found.verdict,
        found.code,
        facts=trusted(facts),
        rule=found.rule or rule,
        by=found.by,
        tell=found.tell,
        instead=found.instead,
        parts=found.parts,
    )


MET = Finding(Verdict.MET, "met")
"""The one finding of every rule that holds."""

NOT_APPLICABLE = Finding(Verdict.NOT_APPLICABLE, "not_applicable")
"""The one finding of every rule that has nothing to say."""


def not_met(
    code: str, /, *, instead: str = "", by: Citation | None = None, **facts: Fact
) -> Finding:
    """The condition does not hold, for a reason with this code.

    Example:
        >>> not_met("receipt_missing", line="tee").facts["line"]
        'tee'
    """
    return Finding(Verdict.NOT_MET, code, facts=FrozenMap(facts), instead=instead, by=by)


def unknown(code: str, /, *, tell: str = "", by: Citation | None = None, **facts: Fact) -> Finding:
    """Nobody can say, because a fact is missing; ``tell`` names it.

    Example:
        >>> unknown("delivery_date_missing", tell="delivered_at").verdict
        Verdict.UNKNOWN
    """
    return Finding(Verdict.UNKNOWN, code, facts=FrozenMap(facts), tell=tell, by=by)
