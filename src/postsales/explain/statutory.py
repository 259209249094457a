"""What a statute gives: which right of which law, until when, and where it says so.

Rules of this file: what the merchant's terms answer stays beside it; nothing is weighed here.
What no pack has is not denied: what is owed for faulty goods besides a right that has been asked.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from postsales.basics.findings import Verdict
from postsales.explain.codes import in_words, until
from postsales.explain.document import Block, Paragraph, Said, Words
from postsales.orders.reasons import ReasonKind
from postsales.returns._floored import FlooredCase, sources_of

if TYPE_CHECKING:
    from postsales.explain.answer import Answer, Part
    from postsales.orders.cases import UnitCase

__all__ = ["both_kept", "by_statute", "faults_besides"]


def by_statute(told: "Answer", part: "Part") -> Iterator[Words]:
    """What a statute gives of the units of a line, or may give, with its sources."""
    units: dict[tuple[str, Words], int] = {}
    for case, verdict in part.cases:
        if isinstance(case, FlooredCase) and case.statute is not None:
            key = (_how(case, verdict), _right(told, case))
            units[key] = units.get(key, 0) + case.quantity
    for (how, right), k in units.items():
        subject = told.of(k, part.line)
        yield told.speech.count(f"explain.answer.{how}", k, subject=subject, right=right)


def _how(case: FlooredCase, verdict: Verdict) -> str:
    if verdict is not Verdict.MET:
        return "law_may_give"
    return "law_gives" if case.side else "both_give"


def _right(told: "Answer", case: FlooredCase) -> Words:
    """A right by name, with its last day, its id and its sources."""
    say, statute = told.speech.say, case.statute or case
    sources: list[Words] = [(Said(str(x)),) for x in sources_of(statute)]
    known = {
        "right": in_words(case.right, told.speech, "right"),
        "id": (Said(statute.terms.id),),
        "sources": told.speech.together(sources),
    }
    if statute.deadline is None:
        return say("explain.frame.right", **known)
    end = until(statute.deadline.ends_at, told.speech)
    return say("explain.frame.right_until", until=end, **known)


def both_kept(told: "Answer") -> Iterator[Block]:
    """Where a statute gives something, that nothing of either side is lost."""
    if any(_is_given(case) for part in told.parts for case, _ in part.cases):
        yield Paragraph(told.speech.say("explain.frame.both_kept"))


def faults_besides(told: "Answer") -> Iterator[Block]:
    """Where units that may be faulty are not allowed, that the law may give more than was asked."""
    if any(_may_be_faulty(case, found) for part in told.parts for case, found in part.cases):
        yield Paragraph(told.speech.say("explain.frame.faults_besides"))


def _may_be_faulty(case: "UnitCase", found: Verdict) -> bool:
    is_asked = isinstance(case, FlooredCase) and case.reason_kind not in _NO_FAULTS
    return is_asked and found is not Verdict.MET


_NO_FAULTS = (ReasonKind.REMORSE, ReasonKind.LATE)


def _is_given(case: "UnitCase") -> bool:
    return isinstance(case, FlooredCase) and case.statute is not None
