"""The answer in words: what is allowed and until when, why the rest is not, what can be done."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from attrs import frozen

from postsales.basics.decisions import Decision, Item, Outcome, combined
from postsales.basics.findings import Finding, Verdict
from postsales.basics.hints import Hint
from postsales.basics.rules import changes, explained
from postsales.explain import catalogue
from postsales.explain.document import (
    Block,
    Heading,
    Paragraph,
    Point,
    Points,
    Said,
    Words,
    clean,
    joined,
)
from postsales.explain.figures import Figures
from postsales.orders.cases import UnitCase
from postsales.orders.lines import Line

__all__ = ["answer", "line_by_line", "sentence", "what_comes_next", "what_would_change_it"]

_LONGEST_TITLE = 60
_MOST_NAMES = 5
_IN_THE_WAY = (Verdict.NOT_MET, Verdict.UNKNOWN)

Answered = tuple[UnitCase, Verdict]
"""A case and what was found about it."""


@frozen(weakref_slot=False)
class Answer:
    """A decision with what its explanation looks up: worked out once, whatever its length."""

    decision: Decision[UnitCase]
    figures: Figures
    items: tuple[Item, ...]
    cases: dict[str, list[Answered]]
    names: dict[str, Said]

    @property
    def deed(self) -> str:
        """What is asked for: units can be *returned*."""
        return catalogue.deed(self.decision.cases[0])

    def listed(self, parts: list[Words]) -> Words:
        """Several things in one sentence."""
        return joined(parts, self.figures.between(len(parts)))

    def of(self, units: int, line: str) -> Words:
        """So many units of a line."""
        return (f"{self.figures.number(units)} of ", self.names[line])

    def units(self, units: int) -> str:
        """So many units."""
        return f"{self.figures.number(units)} {'unit' if units == 1 else 'units'}"


def answer(decision: Decision[UnitCase], figures: Figures) -> Answer:
    """A decision, ready to be put into words."""
    cases: dict[str, list[Answered]] = {}
    for case, verdict in zip(decision.cases, decision.verdicts, strict=True):
        cases.setdefault(case.line_id, []).append((case, verdict))
    names = _names([found[0][0].line for found in cases.values()])
    return Answer(decision, figures, decision.items, cases, names)


def _names(lines: list[Line]) -> dict[str, Said]:
    """What each line is called: its title, with its id where two would be called the same."""
    shown = {line.id: _cut(clean(line.title or line.id)) for line in lines}
    times: dict[str, int] = {}
    for name in shown.values():
        times[name] = times.get(name, 0) + 1
    names: dict[str, Said] = {}
    for line in lines:
        name = shown[line.id]
        if times[name] > 1:
            exact = line.id if line.id == clean(line.id) else ascii(line.id)
            name = f"{name} ({exact})" if line.title else exact
        names[line.id] = Said(name)
    return names


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST_TITLE else name[: _LONGEST_TITLE - 1] + "…"


def sentence(told: Answer, money: Words) -> Block:
    """The answer in one sentence, with what goes back when that is known."""
    counted = told.listed([(part,) for part in _counted(told)])
    opening = _OPENINGS.get(told.decision.outcome, "")
    return Paragraph((opening, *counted, *(("; ", *money) if money else ()), "."))


_OPENINGS = {Outcome.ALLOWED: "Yes: ", Outcome.REFER: "Not answered yet: "}


def _counted(told: Answer) -> Iterator[str]:
    number, units, deed = told.figures.number, told.units, told.deed
    asked = sum(item.asked for item in told.items)
    allowed = sum(item.allowed for item in told.items)
    refused = sum(item.refused for item in told.items)
    referred = sum(item.referred for item in told.items)
    if allowed == asked:
        yield f"{_EACH.get(asked) or f'all {units(asked)}'} can be {deed}"
    elif allowed:
        yield f"{number(allowed)} of {units(asked)} can be {deed}"
    if refused == asked:
        who = "The unit" if asked == 1 else f"None of the {units(asked)}"
        yield f"{who} {'cannot' if asked == 1 else 'can'} be {deed}"
    elif refused:
        yield f"{number(refused)} cannot" if allowed else f"{units(refused)} cannot be {deed}"
    if referred:
        yield f"something is still to be found out about {units(referred)}"


_EACH = {1: "the unit", 2: "both units"}


def line_by_line(told: Answer) -> Iterator[Block]:
    """For each line how many units are allowed and until when, and for the others every reason."""
    yield Heading(("Line by line",))
    yield Points(tuple(_line(told, item) for item in told.items))


def _line(told: Answer, item: Item) -> Point:
    cases = told.cases[item.line]
    number = told.figures.number
    words = f"{number(item.allowed)} of {number(item.asked)} can be {told.deed}"
    unanswered = f"; {number(item.referred)} not answered yet" if item.referred else ""
    reasons = _reasons(told, cases) if item.allowed < item.asked else {}
    return Point(
        (words, *_deadlines(told, cases), unanswered),
        name=told.names[item.line],
        below=tuple((*told.of(units, item.line), ": ", *why) for why, units in reasons.items()),
    )


def _deadlines(told: Answer, cases: list[Answered]) -> Words:
    """Until when; each parcel has its own last day. An exception can allow what has none."""
    ends = [(_end(told, case), case.quantity) for case, found in cases if found is Verdict.MET]
    units: dict[datetime | None, int] = {}
    for end, k in sorted(ends, key=lambda x: (x[0] is None, x[0] or told.decision.at)):
        units[end] = units.get(end, 0) + k
    if len(units) == 1:
        end = next(iter(units))
        return (f", {_until(told, end)}",) if end is not None else ()
    parts = [f"{told.figures.number(k)} {_until(told, end)}" for end, k in units.items()]
    return (": ", *told.listed([(part,) for part in parts])) if parts else ()


def _end(told: Answer, case: UnitCase) -> datetime | None:
    """When are these units no longer allowed? None when no instant that a rule names ends it.

    All rules are asked again at every such instant, since an exception can outlive the period.
    """
    rules = told.decision.rules
    named = {x for rule in rules for x in changes(rule, case) if x > told.decision.at}
    thens = ((then, case.later(then)) for then in sorted(named))
    met = Verdict.MET
    return next((x for x, then in thens if combined(rule(then) for rule in rules) is not met), None)


def _until(told: Answer, end: datetime | None) -> str:
    if end is None:
        return "without a last day"
    last_day = told.figures.last_day(end)
    return f"until the end of {last_day}" if last_day else f"until {told.figures.moment(end)}"


def _reasons(told: Answer, cases: Iterable[Answered]) -> dict[Words, int]:
    """Every reason why units are not allowed, with how many of them it concerns."""
    units: dict[Words, int] = {}
    for case, verdict in cases:
        if verdict is not Verdict.MET:
            for why in _in_the_way(told, case):
                units[why] = units.get(why, 0) + case.quantity
    return units


def _in_the_way(told: Answer, case: UnitCase) -> Iterable[Words]:
    found: dict[str, Words] = {}
    for leaf in _leaves(told, case):
        if leaf.code not in found:
            found[leaf.code] = catalogue.reason(leaf, case, told.figures)
    return found.values()


def _leaves(told: Answer, case: UnitCase) -> Iterator[Finding]:
    for rule in told.decision.rules:
        for leaf in explained(rule, case):
            if leaf.verdict in _IN_THE_WAY:
                yield leaf


def what_would_change_it(told: Answer) -> Iterator[Block]:
    """What somebody can do or tell, each of it true; and if there is nothing, that."""
    if told.decision.outcome is Outcome.ALLOWED:
        return
    hints = _worth_saying(told)
    points = [Point(_hint(told, hint)) for hint in hints]
    points += [
        Point(("A person at the shop decides about ", *told.of(units, line), "."))
        for line, units in _for_a_person(told, hints).items()
    ]
    yield Heading(("What would change the answer",))
    if points:
        yield Points(tuple(points))
    else:
        yield Paragraph(("The terms name nothing that would change it.",))


def _for_a_person(told: Answer, hints: list[Hint]) -> dict[str, int]:
    """Units that no fact would settle, as far as the rules say which fact they miss."""
    settled = {(x.line, code) for x in hints if x.kind == "tell" for code in x.removes}
    units: dict[str, int] = {}
    for case, verdict in zip(told.decision.cases, told.decision.verdicts, strict=True):
        if verdict is Verdict.UNKNOWN:
            codes = {(case.line_id, leaf.code) for leaf in _leaves(told, case)}
            if not codes <= settled:
                units[case.line_id] = units.get(case.line_id, 0) + case.quantity
    return units


def _worth_saying(told: Answer) -> list[Hint]:
    """The hints; where everything is refused, leaving units out would gain nobody anything."""
    gains = told.decision.outcome is not Outcome.REFUSED
    return [hint for hint in told.decision.hints if gains or hint.kind != "leave_out"]


def _hint(told: Answer, hint: Hint) -> Words:
    subject = told.of(hint.units, hint.line)
    if hint.reason:
        subject = (*subject, " (asked for as “", catalogue.in_words(hint.reason), "”)")
    codes: list[Words] = [(catalogue.in_words(code),) for code in hint.removes]
    return catalogue.hint(hint, subject, told.listed(codes), _added(told, hint))


def _added(told: Answer, hint: Hint) -> Words:
    """The units to be asked for besides, of lines that the request need not have."""
    if not hint.adds:
        return ()
    lines = [told.decision.cases[0].order.line(x) for x in hint.adds]
    names = {**_names(lines), **told.names}
    return told.listed([(f"{told.figures.number(k)} of ", names[x]) for x, k in hint.adds.items()])


def what_comes_next(told: Answer) -> Iterator[Block]:
    """The first instant at which the answer changes by itself, and everything that changes then."""
    change = told.decision.next_change
    if change is None:
        return
    yield Heading(("What happens next",))
    when = f"On {told.figures.moment(change.at)}, "
    for effect, units in _changed(told, change.at).items():
        named = [told.of(k, line) for line, k in units.items()]
        subject = named[:_MOST_NAMES]
        if more := len(named) - len(subject):
            rest = f"{told.figures.number(more)} more {'line' if more == 1 else 'lines'}"
            subject.append((rest,))
        yield Paragraph((when, *_effect(effect, told.listed(subject)), "."))


_Effect = tuple[str, str, Words]
"""What happens to units, by which code, and why; the code alone says it where the rest is empty."""


def _changed(told: Answer, at: datetime) -> dict[_Effect, dict[str, int]]:
    """The units whose answer changes at an instant, by what happens to them."""
    effects: dict[_Effect, dict[str, int]] = {}
    for case, verdict in zip(told.decision.cases, told.decision.verdicts, strict=True):
        effect = _effect_on(told, case, verdict, at)
        if effect is not None:
            units = effects.setdefault(effect, {})
            units[case.line_id] = units.get(case.line_id, 0) + case.quantity
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
        return f" can be {told.deed}", "", ()
    before = {leaf.code for leaf in _leaves(told, case)}
    after = list(_leaves(told, then))
    leaf = next((x for x in after if x.code not in before), after[0])
    if leaf.code in catalogue.CHANGES:
        return "", leaf.code, ()
    return _becoming(told, verdict, becomes), leaf.code, catalogue.reason(leaf, then, told.figures)


def _becoming(told: Answer, verdict: Verdict, becomes: Verdict) -> str:
    if becomes is Verdict.UNKNOWN:
        return " can no longer be answered without a person"
    return f" {'can no longer' if verdict is Verdict.MET else 'cannot'} be {told.deed}"


def _effect(effect: _Effect, subject: Words) -> Words:
    happens, code, why = effect
    if not happens:
        return catalogue.filled(catalogue.CHANGES[code], {"subject": subject})
    return (*subject, happens, *((": ", *why) if why else ()))
