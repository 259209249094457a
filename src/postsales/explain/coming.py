"""What comes next: the first instant at which an answer changes by itself, and how."""

from collections.abc import Iterator
from datetime import datetime

from postsales.basics.decisions import combined
from postsales.basics.findings import Verdict
from postsales.basics.rules import changes
from postsales.explain.answer import Answer, kind_of, leaves
from postsales.explain.codes import happens, reason
from postsales.explain.document import Block, Heading, Paragraph, Words
from postsales.explain.source import known_as
from postsales.orders.cases import UnitCase

__all__ = ["what_comes_next"]

_MOST_NAMES = 5


def what_comes_next(told: Answer) -> Iterator[Block]:
    """The first instant at which the answer changes by itself, and everything that changes then."""
    change = told.decision.next_change
    if change is None:
        return
    yield Heading((told.speech.line("explain.heading.next"),))
    moment = told.figures.moment(change.at)
    for effect, units in _changed(told, change.at).items():
        changes = _effect(told, effect, _subject(told, units))
        yield Paragraph(told.speech.say("explain.frame.next", moment=moment, change=changes))


def _subject(told: Answer, units: dict[tuple[str, str], int]) -> Words:
    named = [told.of(k, line, kind) for (line, kind), k in units.items()]
    subject = named[:_MOST_NAMES]
    if more := len(named) - len(subject):
        subject.append(told.speech.count("explain.frame.more_lines", more))
    return told.speech.listed(subject)


_Effect = tuple[str, str, Words]
"""What happens to units, by which code, and why; the code alone says it where the rest is empty."""


def _changed(told: Answer, at: datetime) -> dict[_Effect, dict[tuple[str, str], int]]:
    """The units whose answer changes at an instant, by what happens to them."""
    effects: dict[_Effect, dict[tuple[str, str], int]] = {}
    for case, verdict in zip(told.decision.cases, told.decision.verdicts, strict=True):
        effect = _effect_on(told, case, verdict, at)
        if effect is not None:
            units = effects.setdefault(effect, {})
            key = case.line_id, kind_of(case)
            units[key] = units.get(key, 0) + case.quantity
    return effects


def _effect_on(told: Answer, case: UnitCase, verdict: Verdict, at: datetime) -> _Effect | None:
    rules = told.decision.rules
    if not any(at in changes(rule, case) for rule in rules):
        return None
    then = case.later(at)
    becomes = combined(rule(then) for rule in rules)
    if becomes is verdict:
        return None
    if becomes is Verdict.MET:
        return "possible", "", ()
    before = {leaf.code for leaf in leaves(told, case)}
    after = list(leaves(told, then))
    leaf = next((x for x in after if x.code not in before), after[0])
    if happens(leaf.code, told.place, ("",), told.speech):
        return "", leaf.code, ()
    return _becoming(verdict, becomes), leaf.code, reason(leaf, then, told.speech)


def _becoming(verdict: Verdict, becomes: Verdict) -> str:
    if becomes is Verdict.UNKNOWN:
        return "no_answer"
    return "no_longer" if verdict is Verdict.MET else "cannot"


def _effect(told: Answer, effect: _Effect, subject: Words) -> Words:
    name, code, why = effect
    if not name:
        return happens(code, told.place, subject, told.speech)
    key = known_as("answer", name, told.place)
    return told.speech.say(key, subject=subject, why=why)
