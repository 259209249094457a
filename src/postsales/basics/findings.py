"""Findings: what a rule found, as a verdict, a code and the facts behind it.

Codes say what was found (``window_closed``), never what was checked. Words are made elsewhere.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from attrs import field, frozen

from postsales.basics._checks import instance, optional_text, pairs, several, text
from postsales.basics._words import Word
from postsales.basics.citations import Citation
from postsales.basics.money import Money
from postsales.basics.quantities import FrozenMap

__all__ = ["MET", "NOT_APPLICABLE", "Fact", "Finding", "Verdict", "not_met", "unknown"]

Fact = str | int | Decimal | date | datetime | Money | None
"""A value that a finding rests on."""

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
    facts: FrozenMap[str, Fact] = field(default=_NO_FACTS, converter=_facts, kw_only=True)
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
