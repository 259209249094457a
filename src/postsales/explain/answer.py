"""The answer in words: what is allowed and until when, why the rest is not, what can be done."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from attrs import frozen

from postsales.basics.decisions import Decision, Outcome, combined, until_lapse
from postsales.basics.findings import Finding, Verdict
from postsales.basics.rules import changes, explained
from postsales.changes.case import ChangeCase
from postsales.explain.codes import in_words, place_of, reason, until
from postsales.explain.document import (
    Block,
    Heading,
    Paragraph,
    Point,
    Points,
    Said,
    Words,
    clean,
)
from postsales.explain.figures import Figures
from postsales.explain.source import known_as
from postsales.explain.speech import Speech
from postsales.explain.statutory import by_statute
from postsales.orders.cases import UnitCase
from postsales.orders.lines import Line
from postsales.orders.overrides import Overridden
from postsales.orders.staff import BY_STAFF
from postsales.returns.case import Availability, ReturnCase

__all__ = ["answer", "counted", "kind_of", "leaves", "line_by_line", "names_of", "sentence"]

_LONGEST_TITLE = 60
_IN_THE_WAY = (Verdict.NOT_MET, Verdict.UNKNOWN)

Answered = tuple[UnitCase, Verdict]
"""A case and what was found about it."""


@frozen(weakref_slot=False)
class Part:
    """What is answered of a line: all of it, or of a change what concerns one kind of it."""

    line: str
    kind: str
    cases: tuple[Answered, ...]

    @property
    def asked(self) -> int:
        """How many units."""
        return sum(case.quantity for case, _ in self.cases)

    def units(self, wanted: Verdict) -> int:
        """Of how many units that was found."""
        return sum(case.quantity for case, found in self.cases if found is wanted)


def kind_of(case: UnitCase) -> str:
    """What is to be changed of such units; empty where they are asked for in one way only."""
    return case.kind.value if isinstance(case, ChangeCase) else ""


@frozen(weakref_slot=False)
class Answer:
    """A decision with what its explanation looks up: worked out once, whatever its length."""

    decision: Decision[UnitCase]
    speech: Speech
    parts: tuple[Part, ...]
    names: dict[str, Said]
    has_overrides: bool

    @property
    def figures(self) -> Figures:
        """Figures as the reader writes them."""
        return self.speech.figures

    @property
    def place(self) -> str:
        """Where the sentences of what is asked for stand."""
        return place_of(self.decision.cases[0])

    def answered(self, name: str, n: int, /, **facts: str | Words) -> Words:
        """A clause about so many units."""
        return self.speech.count(known_as("answer", name, self.place), n, **facts)

    def of(self, units: int, line: str, kind: str = "") -> Words:
        """So many units of a line, and what of them is to be changed."""
        named = self.speech.count("explain.frame.units", units, line=self.names[line])
        if not kind:
            return named
        changed = self.speech.label("purpose", kind)
        return self.speech.say("explain.frame.asked_as", subject=named, reason=changed)


def answer(decision: Decision[UnitCase], speech: Speech) -> Answer:
    """A decision, ready to be put into words."""
    cases: dict[tuple[str, str], list[Answered]] = {}
    for case, verdict in zip(decision.cases, decision.verdicts, strict=True):
        cases.setdefault((case.line_id, kind_of(case)), []).append((case, verdict))
    parts = tuple(Part(line, kind, tuple(found)) for (line, kind), found in cases.items())
    names = names_of([*{x.line: x.cases[0][0].line for x in parts}.values()])
    history = decision.cases[0].order.history
    has_overrides = any(isinstance(event, Overridden) for event in history)
    return Answer(decision, speech, parts, names, has_overrides)


def names_of(lines: list[Line]) -> dict[str, Said]:
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
    say = told.speech.say
    said = counted(told, told.parts)
    if money:
        said = say("explain.frame.with_money", said=said, money=money)
    opening = _OPENINGS.get(told.decision.outcome, "other")
    return Paragraph(say(f"explain.frame.{opening}", said=said))


_OPENINGS = {Outcome.ALLOWED: "allowed", Outcome.REFER: "refer"}
_BOTH = 2


def counted(told: Answer, parts: Iterable[Part]) -> Words:
    """Of how many units what is answered, as one clause."""
    return told.speech.listed([*_counted(told, tuple(parts))])


def _counted(told: Answer, parts: tuple[Part, ...]) -> Iterator[Words]:
    asked = sum(x.asked for x in parts)
    allowed, refused, referred = (
        sum(x.units(verdict) for x in parts)
        for verdict in (Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN)
    )
    if allowed == asked:
        yield told.answered("both" if asked == _BOTH else "all", asked)
    elif allowed:
        yield told.answered("some", allowed, asked=told.figures.number(asked))
    if refused == asked:
        yield told.answered("none", asked)
    elif refused:
        yield told.answered("others_not" if allowed else "not", refused)
    if referred:
        yield told.answered("referred", referred)


def line_by_line(told: Answer) -> Iterator[Block]:
    """For each line how many units are allowed and until when, and for the others every reason."""
    yield Heading((told.speech.line("explain.heading.lines"),))
    yield Points(tuple(_line(told, x) for x in told.parts))


def _line(told: Answer, part: Part) -> Point:
    cases, asked, allowed = part.cases, part.asked, part.units(Verdict.MET)
    words = told.answered("line", allowed, asked=told.figures.number(asked))
    if part.kind:
        changed = told.speech.label("purpose", part.kind)
        words = told.speech.say("changes.frame.line", said=words, changed=changed)
    words = _until_when(told, words, cases)
    if referred := part.units(Verdict.UNKNOWN):
        words = told.speech.count("explain.frame.line_referred", referred, said=words)
    reasons = _reasons(told, cases) if allowed < asked else {}
    return Point(
        words,
        name=told.names[part.line],
        below=(
            *(
                told.speech.say("explain.frame.reason", subject=told.of(units, part.line), why=why)
                for why, units in reasons.items()
            ),
            *by_statute(told, part),
            *by_staff(told, part),
            *_in_vain(told, part),
            *_staying(told, part),
        ),
    )


def _staying(told: Answer, part: Part) -> Iterator[Words]:
    """How many of the goods that are allowed need not come back."""
    if units := sum(case.quantity for case, found in part.cases if _stays(case, found)):
        subject = told.of(units, part.line)
        yield told.speech.count("explain.answer.stays", units, subject=subject)


def _stays(case: UnitCase, found: Verdict) -> bool:
    if found is not Verdict.MET or not isinstance(case, ReturnCase):
        return False
    return case.availability is Availability.IN_HAND and not case.travels_back


def _until_when(told: Answer, said: Words, cases: tuple[Answered, ...]) -> Words:
    """Until when; each parcel has its own last day. An exception can allow what has none."""
    ends = [(_end(told, case), case.quantity) for case, found in cases if found is Verdict.MET]
    units: dict[datetime | None, int] = {}
    for end, k in sorted(ends, key=lambda x: (x[0] is None, x[0] or told.decision.at)):
        units[end] = units.get(end, 0) + k
    if not units or {*units} == {None}:
        return said
    say, count = told.speech.say, told.speech.count
    if len(units) == 1:
        return say("explain.frame.line_until", said=said, until=_until(told, next(iter(units))))
    parts = [
        count("explain.frame.part_until", k, until=_until(told, end)) for end, k in units.items()
    ]
    return say("explain.frame.line_each", said=said, parts=told.speech.listed(parts))


def _end(told: Answer, case: UnitCase) -> datetime | None:
    """When are these units no longer allowed? None when no instant that a rule names ends it.

    All rules are asked again at every such instant, since an exception can outlive the period.
    """
    rules = told.decision.rules
    named = {x for rule in rules for x in changes(rule, case) if x > told.decision.at}
    thens = ((then, case.later(then)) for then in sorted(named))
    met = Verdict.MET
    end = next((x for x, then in thens if combined(rule(then) for rule in rules) is not met), None)
    if end is not None or case.deadline is None:
        return end
    return until_lapse(rules, case, max(told.decision.at, case.deadline.ends_at))


def _until(told: Answer, end: datetime | None) -> Words:
    return told.speech.say("explain.time.never") if end is None else until(end, told.speech)


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
    for leaf in leaves(told, case):
        if leaf.code not in found:
            found[leaf.code] = reason(leaf, case, told.speech)
    return found.values()


def leaves(told: Answer, case: UnitCase) -> Iterator[Finding]:
    """Every finding that stands in the way of such units, with its facts."""
    for rule in told.decision.rules:
        for leaf in explained(rule, case):
            if leaf.verdict in _IN_THE_WAY:
                yield leaf


def by_staff(told: Answer, part: Part) -> Iterator[Words]:
    """What somebody allowed by name, of the units of a line that are allowed."""
    if not told.has_overrides:
        return
    units: dict[tuple[str, str, Words], int] = {}
    for case, verdict in part.cases:
        for found in _overridden(told, case) if verdict is Verdict.MET else ():
            facts = {name: str(found.facts[name]) for name in ("who", "why", "overridden")}
            named = [in_words(code, told.speech) for code in facts["overridden"].split(", ")]
            key = (facts["who"], facts["why"], told.speech.listed(named))
            units[key] = units.get(key, 0) + case.quantity
    for (who, why, codes), k in units.items():
        yield told.speech.say(
            "explain.frame.by_staff",
            subject=told.of(k, part.line),
            who=Said(who),
            why=Said(why),
            codes=codes,
        )


def _in_vain(told: Answer, part: Part) -> Iterator[Words]:
    """What somebody allowed of units that are not allowed, though it does not stand in their way.

    As it was written, so that a slip is seen; the customer was told of nothing.
    """
    if not told.has_overrides or told.speech.is_to_customer:
        return
    units: dict[tuple[str, tuple[str, ...]], int] = {}
    for case, verdict in part.cases:
        for given, codes in _beside_the_point(told, case) if verdict is not Verdict.MET else ():
            by = (given.who, codes)
            units[by] = units.get(by, 0) + case.quantity
    for (who, names), k in units.items():
        yield told.speech.say(
            "explain.frame.in_vain",
            subject=told.of(k, part.line),
            who=Said(who),
            codes=Said(", ".join(names)),
        )


def _beside_the_point(told: Answer, case: UnitCase) -> Iterator[tuple[Overridden, tuple[str, ...]]]:
    """What is in force, with its codes that no rule has found."""
    found = {leaf.code for leaf in leaves(told, case)}
    given = [x for x in case.order.history if isinstance(x, Overridden)]
    for one in given:
        codes = tuple(x for x in one.codes if x not in found)
        if codes and one.at <= case.known_at and one.is_in_force(case.at, case.line_id):
            yield one, codes


def _overridden(told: Answer, case: UnitCase) -> Iterator[Finding]:
    for rule in told.decision.rules:
        for found in explained(rule, case):
            if found.rule == BY_STAFF and found.verdict is Verdict.MET:
                yield found
