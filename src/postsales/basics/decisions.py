"""Decisions: the answer to *may they?*, live, with every reason behind it.

A decision holds its inputs and what every rule found. Items, hints, facts and the next change are
worked out when somebody asks. Nothing here knows what a return is: a subdomain cuts its request
into cases (units that share every fact), and this file asks the rules and adds the units up.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar, cast

from attrs import field, frozen

from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics._lapses import lapse
from postsales.basics._words import Word
from postsales.basics.cases import Answered, Case, Request, codes_in
from postsales.basics.findings import MET, NOT_APPLICABLE, Finding, Verdict, retold
from postsales.basics.hints import Hint, adding, hints_of
from postsales.basics.moments import Moment, as_pendulum, in_utc, iso_repr
from postsales.basics.quantities import FrozenMap, Quantities, trusted
from postsales.basics.rules import (
    IN_THE_WAY,
    Rule,
    changes,
    checked,
    explained,
    has_silent_exception,
)
from postsales.basics.windows import Deadline

if TYPE_CHECKING:
    import pendulum

    from postsales.basics.quoted import QuotedRefund
    from postsales.basics.records import DecisionRecord

__all__ = ["Change", "Decision", "Item", "Outcome", "TermsRef", "decide"]


# Python looks a member of an enumeration up anew at every use; these are asked for all the time.
_ALLOWED, _REFUSED, _REFERRED = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN


class Outcome(Word):
    """What is the answer to the whole request?"""

    ALLOWED = "allowed"
    """All units are allowed."""
    PARTLY = "partly"
    """Some units are allowed, not all."""
    REFUSED = "refused"
    """No unit is allowed, and every reason is known."""
    REFER = "refer"
    """No unit is allowed, and a missing fact could change that: ask a person."""


C_co = TypeVar("C_co", bound=Case, covariant=True)
C = TypeVar("C", bound=Case)


@frozen(weakref_slot=False)
class TermsRef:
    """Which terms gave an answer: what they are called, and a digest of what they say.

    The digest is empty when a rule or event class in them has no name that stays (a lambda, a local
    function or class); such terms decide, and what they decide cannot be recorded.
    """

    id: str
    version: str
    digest: str = field(default="", kw_only=True)


def _at(value: Moment) -> datetime:
    return in_utc(value, "at")


def _because(value: Mapping[str, int]) -> FrozenMap[str, int]:
    return value if isinstance(value, FrozenMap) else FrozenMap(value)


@frozen(weakref_slot=False)
class Change:
    """When does the answer change by itself, if nothing else happens, for which line, and why?

    ``because`` is the code that decides the units from then on, or that was in the way.
    """

    at: datetime = field(converter=_at, repr=iso_repr)
    line: str = field(kw_only=True)
    because: str = field(kw_only=True)

    def local(self, zone: str) -> "pendulum.DateTime":
        """The instant of the change on the clocks of a zone."""
        return as_pendulum(self.at, zone)


@frozen(weakref_slot=False)
class Item:
    """The answer for one line: units by verdict, reasons by units, and until when.

    ``deadline`` is the earliest among the allowed units: act by then and nothing is lost. It is the
    last day by what all rules name, exceptions included; None when none of them names an end, as
    after a notice that was in time (the ``deadline`` of the cases tells until when). When no unit
    is allowed it is the latest deadline that the terms gave.
    """

    line: str
    asked: int = field(kw_only=True)
    allowed: int = field(kw_only=True)
    refused: int = field(kw_only=True)
    referred: int = field(kw_only=True)
    because: FrozenMap[str, int] = field(converter=_because, kw_only=True)
    deadline: Deadline | None = field(kw_only=True)


@frozen(weakref_slot=False, repr=False)
class Decision(Generic[C_co]):
    """The answer to a request at an instant, with every case, every finding, and what follows.

    Decisions are equal when their inputs are. A decision is neither true nor false: compare its
    ``outcome``.

    Raises:
        WrongType: the decision is used as a condition (``if decision:``).
    """

    at: datetime
    terms: TermsRef = field(kw_only=True)
    request: Request = field(kw_only=True)
    rules: "tuple[Rule[C_co], ...]" = field(kw_only=True, repr=False)
    cases: tuple[C_co, ...] = field(kw_only=True, repr=False)
    answers: tuple[tuple[Finding, ...], ...] = field(kw_only=True, repr=False)
    verdicts: tuple[Verdict, ...] = field(kw_only=True, repr=False)
    outcome: Outcome = field(kw_only=True)

    def __repr__(self) -> str:
        return f"<Decision {self.outcome} by {self.terms.id!r} at {self.at.isoformat()}>"

    def __bool__(self) -> NoReturn:
        outcomes = "there are four outcomes"
        raise WrongType("decision", self.outcome, outcomes, "compare decision.outcome with one")

    @property
    def allowed(self) -> Quantities:
        """Units that are allowed, by line."""
        return self._units(_ALLOWED)

    @property
    def refused(self) -> Quantities:
        """Units that are refused, by line."""
        return self._units(_REFUSED)

    @property
    def referred(self) -> Quantities:
        """Units on which a person must decide, by line."""
        return self._units(_REFERRED)

    def _units(self, wanted: Verdict) -> Quantities:
        units: dict[str, int] = {}
        for case, verdict in zip(self.cases, self.verdicts, strict=True):
            if verdict is wanted:
                line = case.line_id
                units[line] = units.get(line, 0) + case.quantity
        return Quantities.trusted(units)

    @property
    def because(self) -> FrozenMap[str, int]:
        """Every reason why units are not allowed, with how many units it concerns."""
        units: dict[str, int] = {}
        for case, answers, verdict in zip(self.cases, self.answers, self.verdicts, strict=True):
            if verdict is not _ALLOWED:
                for code in codes_in(answers):
                    units[code] = units.get(code, 0) + case.quantity
        return trusted(units)

    @property
    def items(self) -> tuple[Item, ...]:
        """The answer line by line, in the order of the request."""
        lines: dict[str, list[Answered]] = {}
        for answered in self._answered():
            lines.setdefault(answered.case.line_id, []).append(answered)
        return tuple(self._item(line, cases) for line, cases in lines.items())

    def item(self, line: str) -> Item:
        """The answer for one line.

        Raises:
            InvalidValue: the request does not ask about the line.
        """
        asked = [x for x in self._answered() if x.case.line_id == line]
        if asked:
            return self._item(line, asked)
        lines = ", ".join(dict.fromkeys(case.line_id for case in self.cases))
        raise InvalidValue("line", line, f"the request asks about {lines}")

    def _item(self, line: str, cases: "list[Answered]") -> Item:
        def units(wanted: Verdict) -> int:
            return sum(x.case.quantity for x in cases if x.verdict is wanted)

        return Item(
            line,
            asked=sum(x.case.quantity for x in cases),
            allowed=units(_ALLOWED),
            refused=units(_REFUSED),
            referred=units(_REFERRED),
            because=_reasons(cases),
            deadline=self._deadline(cases),
        )

    def _deadline(self, cases: "list[Answered]") -> Deadline | None:
        if any(x.verdict is _ALLOWED for x in cases):
            ends = (self._ends(x) for x in cases if x.verdict is _ALLOWED)
            return min((x for x in ends if x is not None), key=_ends_at, default=None)
        over = (x.case.deadline for x in cases)
        return max((x for x in over if x is not None), key=_ends_at, default=None)

    def _ends(self, answered: "Answered") -> Deadline | None:
        """When these allowed units stop being allowed, by what the rules name."""
        by_terms = answered.case.deadline
        change = self._first_change(answered)
        if by_terms is None or change is None:
            return None
        return by_terms if change.at == by_terms.ends_at else by_terms.ending(change.at)

    def _answered(self) -> "Iterator[Answered]":
        for case, answers, verdict in zip(self.cases, self.answers, self.verdicts, strict=True):
            yield Answered(case, answers, verdict)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What every rule found about every case, with facts, the line and its units."""
        return tuple(
            _located(leaf, case)
            for case in self.cases
            for rule in self.rules
            for leaf in explained(rule, case)
        )

    @property
    def deciding(self) -> tuple[Finding, ...]:
        """The findings that stand in the way of units, all of them."""
        return tuple(
            _located(leaf, case)
            for case, verdict in zip(self.cases, self.verdicts, strict=True)
            for rule in self.rules
            for leaf in explained(rule, case)
            if verdict is not _ALLOWED and leaf.verdict in IN_THE_WAY
        )

    @property
    def hints(self) -> tuple[Hint, ...]:
        """What would remove reasons, line by line; each of them is true."""
        cases = list(self._answered())
        return (*hints_of(cases), *adding(cases, self.rules))

    @property
    def next_change(self) -> Change | None:
        """The first instant after ``at`` at which the answer for some units becomes another.

        It is found by asking all rules again at every instant that a rule names, with the history
        as it is known now. Custom rules that depend on time name theirs with ``changes_at``; where
        an exception names none, its end is looked for beyond the deadline of the terms.
        """
        found = (self._first_change(answered) for answered in self._answered())
        return min((x for x in found if x is not None), key=lambda x: x.at, default=None)

    def record(self, *, quote: "QuotedRefund | None" = None) -> "DecisionRecord":
        """What was decided, as data: it compares, hashes and is stored without order and rules.

        Raises:
            InvalidValue: a rule of the terms, or something in the order, that has no name or no
                form that stays, so that nobody could tell later whether it is still the same.
            WrongType: a rule found a fact that is no ``Fact``.

        Example:
            See ``DecisionRecord``.
        """
        from postsales.basics.records import recorded  # noqa: PLC0415 - loaded when it is asked for

        return recorded(self, quote)

    def _first_change(self, answered: "Answered") -> Change | None:
        rules = cast("tuple[Rule[Case], ...]", self.rules)
        named = {at for rule in rules for at in changes(rule, answered.case) if at > self.at}
        for at in sorted(named):
            then = answered.case.later(at)
            answers = tuple(checked(rule, rule(then)) for rule in rules)
            verdict = combined(answers)
            if verdict is not answered.verdict:
                code = _deciding_code(answered.codes, Answered(then, answers, verdict).codes)
                return Change(at, line=then.line_id, because=code)
        return self._lapse(answered)

    def _lapse(self, answered: "Answered") -> Change | None:
        """When an exception that names no instant ends, beyond the deadline of the terms."""
        by_terms = answered.case.deadline
        if answered.verdict is not _ALLOWED or by_terms is None:
            return None
        rules = cast("tuple[Rule[Case], ...]", self.rules)
        at = until_lapse(rules, answered.case, max(self.at, by_terms.ends_at))
        if at is None:
            return None
        then = answered.case.later(at)
        answers = tuple(rule(then) for rule in rules)
        after = Answered(then, answers, combined(answers)).codes
        return Change(at, line=then.line_id, because=_deciding_code(answered.codes, after))


def _deciding_code(before: tuple[str, ...], after: tuple[str, ...]) -> str:
    """The code that is new, or that is gone where none is."""
    new = [code for code in after if code not in before]
    gone = [code for code in before if code not in after]
    return (new or gone or [*after, *before])[0]


def _located(found: Finding, case: Case) -> Finding:
    return retold(found, {"line": case.line_id, "units": case.quantity, **found.facts})


def _reasons(cases: Iterable[Answered]) -> FrozenMap[str, int]:
    units: dict[str, int] = {}
    for answered in cases:
        for code in answered.codes:
            units[code] = units.get(code, 0) + answered.case.quantity
    return FrozenMap(units)


def _ends_at(deadline: Deadline) -> datetime:
    return deadline.ends_at


def combined(answers: Iterable[Finding]) -> Verdict:
    """The verdict on a case: not met beats unknown beats met; not applicable counts for nothing.

    Example:
        >>> combined([MET, Finding(Verdict.UNKNOWN, "delivery_date_missing")])
        Verdict.UNKNOWN
    """
    worst = _ALLOWED
    for found in answers:
        if found is not MET and found is not NOT_APPLICABLE:
            verdict = found.verdict
            if verdict is _REFUSED or (verdict is _REFERRED and worst is _ALLOWED):
                worst = verdict
    return worst


def until_lapse(
    rules: "tuple[Rule[Any], ...]", case: Case, allowed_at: datetime
) -> datetime | None:
    """When does an exception that names no instant stop allowing a case? None if nobody can say.

    Example:
        See ``Decision.next_change``.
    """
    if not any(map(has_silent_exception, rules)):
        return None

    def is_allowed(at: datetime) -> bool:
        then = case.later(at)
        return combined([rule(then) for rule in rules]) is _ALLOWED

    return lapse(is_allowed, allowed_at)


def decide(
    cases: tuple[C, ...],
    rules: "tuple[Rule[C], ...]",
    *,
    request: Request,
    terms: TermsRef,
    at: datetime,
) -> Decision[C]:
    """Ask every rule about every case and add the units up.

    Raises:
        WrongType: a rule answers something that is not a finding.

    Example:
        See ``postsales.returns.assess``, which cuts a request into cases and calls this.
    """
    answers = tuple([tuple([rule(case) for rule in rules]) for case in cases])
    try:
        verdicts = tuple([combined(found) for found in answers])
    except AttributeError:
        for case_answers in answers:
            for rule, found in zip(rules, case_answers, strict=True):
                checked(rule, found)
        raise
    return Decision(
        at,
        terms=terms,
        request=request,
        rules=rules,
        cases=cases,
        answers=answers,
        verdicts=verdicts,
        outcome=_outcome(verdicts),
    )


def _outcome(verdicts: tuple[Verdict, ...]) -> Outcome:
    if _ALLOWED in verdicts:
        others = _REFUSED in verdicts or _REFERRED in verdicts
        return Outcome.PARTLY if others else Outcome.ALLOWED
    return Outcome.REFER if _REFERRED in verdicts else Outcome.REFUSED
