"""What would change an answer: what somebody can do or tell, and what has to be found out."""

from collections.abc import Iterator

from attrs import evolve

from postsales.basics.decisions import Outcome
from postsales.basics.findings import Verdict
from postsales.basics.hints import Hint
from postsales.cancellations.case import CancellationCase
from postsales.explain.answer import Answer, kind_of, leaves, names_of
from postsales.explain.codes import hint, in_words
from postsales.explain.document import Block, Heading, Paragraph, Point, Points, Said, Words
from postsales.explain.source import known_as
from postsales.guarantees.case import GuaranteeCase
from postsales.orders.cases import UnitCase
from postsales.orders.reasons import ReasonKind
from postsales.returns.case import ReturnCase

__all__ = ["what_would_change_it"]

_MOST_WORDS = 20


def what_would_change_it(told: Answer) -> Iterator[Block]:
    """What somebody can do or tell, each of it true; and if there is nothing, that."""
    if told.decision.outcome is Outcome.ALLOWED:
        return
    hints = _worth_saying(told)
    points = [Point(_hint(told, hint)) for hint in hints]
    points += [Point(words) for words in _questions(told, hints)]
    yield Heading((told.speech.line("explain.heading.changes"),))
    if points:
        yield Points(tuple(points))
    else:
        yield Paragraph(told.speech.say("explain.frame.nothing"))


def _questions(told: Answer, hints: list[Hint]) -> Iterator[Words]:
    """What has to be found out about units that no fact of the order would settle."""
    settled = {(x.line, code) for x in hints if x.kind == "tell" for code in x.removes}
    units: dict[tuple[str, str, str], int] = {}
    for case, verdict in zip(told.decision.cases, told.decision.verdicts, strict=True):
        if verdict is Verdict.UNKNOWN:
            for key in dict.fromkeys(_asked(told, case, settled)):
                part = key, case.line_id, kind_of(case)
                units[part] = units.get(part, 0) + case.quantity
    for (key, line, kind), k in units.items():
        yield told.speech.say(key, subject=told.of(k, line, kind))


def _asked(told: Answer, case: UnitCase, settled: set[tuple[str, str]]) -> Iterator[str]:
    """The questions about codes that nothing settles; without one of its own, a person decides."""
    for leaf in leaves(told, case):
        if (case.line_id, leaf.code) not in settled:
            yield known_as("ask", leaf.code, told.place) or "explain.frame.person"


def _worth_saying(told: Answer) -> list[Hint]:
    """The hints; where everything is refused, leaving units out would gain nobody anything."""
    gains = told.decision.outcome is not Outcome.REFUSED
    return [hint for hint in told.decision.hints if gains or hint.kind != "leave_out"]


def _hint(told: Answer, given: Hint) -> Words:
    subject = told.of(given.units, given.line)
    if given.reason:
        named = told.speech.named("purpose", given.reason)
        asked_as = (named,) if named else in_words(given.reason, told.speech)
        subject = told.speech.say("explain.frame.asked_as", subject=subject, reason=asked_as)
    codes = [in_words(code, told.speech) for code in given.removes]
    facts = {"subject": subject, "removes": told.speech.listed(codes)}
    if given.adds:
        facts["adds"] = told.speech.listed([*_added(told, given)])
    if given.fact == "reason" and (known := _known_words(told)):
        facts["words"] = told.speech.together(known)
        return told.speech.say("orders.tell.reason_among", **facts)
    return hint(given, told.place, facts, told.speech)


def _known_words(told: Answer) -> list[Words]:
    """The words for reasons that the terms know; none where there are too many to be read."""
    case = told.decision.cases[0]
    if not isinstance(case, ReturnCase | CancellationCase | GuaranteeCase):
        return []
    words = [x for x, kind in case.terms.reasons.items() if kind is not ReasonKind.OTHER]
    if len(words) > _MOST_WORDS:
        return []
    return [(told.speech.named("purpose", x) or Said(x),) for x in words]


def _added(told: Answer, given: Hint) -> Iterator[Words]:
    """The units to be asked for besides, of lines that the request need not have."""
    lines = [told.decision.cases[0].order.line(x) for x in given.adds]
    named = evolve(told, names={**names_of(lines), **told.names})
    return (named.of(k, line) for line, k in given.adds.items())
