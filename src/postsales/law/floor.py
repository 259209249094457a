"""The floor: the more favourable of what a merchant promises and what the statute gives.

Rules of this file: both are asked and both answers are kept; they are put together case by case,
for units that share every fact, and never merged into terms that nobody promised. For each case met
beats unknown, unknown beats not met, and what a statute is not about counts for nothing. Every side
draws the same units for the same item, also where a right is not about the items before it; what
staff allowed is the merchant's, and no part of a statute.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from attrs import evolve, field, frozen

from postsales.basics._checks import instance
from postsales.basics.decisions import Change, Decision, Outcome, combined, decide
from postsales.basics.digests import together
from postsales.basics.findings import NOT_APPLICABLE, Finding, Verdict
from postsales.basics.moments import Moment, instant, iso_repr
from postsales.basics.quantities import FrozenMap, Quantities
from postsales.basics.rules import Rule
from postsales.basics.windows import Deadline
from postsales.law.jurisdictions import Jurisdiction
from postsales.law.rights import is_about, made_on, without_staff
from postsales.orders.order import Order
from postsales.orders.reasons import ReasonKind
from postsales.returns._floored import FlooredCase, OfSide, Side
from postsales.returns.case import ReturnCase
from postsales.returns.decide import assess as by_terms
from postsales.returns.request import ReturnRequest
from postsales.returns.terms import ReturnTerms

__all__ = ["Floor", "FloorCase", "FloorItem", "assess"]

_MET, _UNKNOWN, _NOT_MET = Verdict.MET, Verdict.UNKNOWN, Verdict.NOT_MET
_RANK = (_MET, _UNKNOWN, _NOT_MET, Verdict.NOT_APPLICABLE)


@frozen(weakref_slot=False)
class FloorCase:
    """Units that share every fact, what both sides answer about them, and who decides.

    ``right`` is the name of the statutory right that answers best, empty where none is about them;
    ``is_statutory`` says that it gives more than the merchant, or as much where both allow.
    ``case`` is the merchant's, with that of the side which decides; ``given_by`` are the decisions
    about these units alone of every side that allows them.
    """

    line: str
    quantity: int
    merchant: Verdict
    statute: Verdict
    right: str
    decided_by: str
    answers: tuple[Finding, ...] = field(repr=False)
    case: FlooredCase = field(repr=False)
    given_by: tuple[Decision[ReturnCase], ...] = field(repr=False)

    @property
    def deadline(self) -> Deadline | None:
        """The last of the ends of those who give these units; None where one names no end."""
        ends = [x.item(self.line).deadline for x in self.given_by]
        known = [x for x in ends if x is not None]
        return max(known, key=_ends_at, default=None) if len(known) == len(ends) else None

    @property
    def verdict(self) -> Verdict:
        """The more favourable of both."""
        return min(self.merchant, self.statute, key=_RANK.index)

    @property
    def is_statutory(self) -> bool:
        """Does the statute give these units?"""
        return self.statute is _MET


@frozen(weakref_slot=False)
class FloorItem:
    """The answer for one line: units by verdict, by whom, and until when.

    ``deadline`` is the earliest among the allowed units, each until the later end of both sides:
    act by then and nothing is lost. When no unit is allowed it is that of the merchant.
    """

    line: str
    asked: int = field(kw_only=True)
    allowed: int = field(kw_only=True)
    refused: int = field(kw_only=True)
    referred: int = field(kw_only=True)
    decided_by: tuple[str, ...] = field(kw_only=True)
    deadline: Deadline | None = field(kw_only=True)


@frozen(weakref_slot=False)
class Floor:
    """Both answers to a request, and the more favourable of them case by case.

    ``statutory`` are the decisions by each right that is about the request, by its name.
    """

    at: datetime = field(repr=iso_repr)
    merchant: Decision[ReturnCase] = field(kw_only=True)
    statutory: Mapping[str, Decision[ReturnCase]] = field(kw_only=True)
    cases: tuple[FloorCase, ...] = field(kw_only=True, repr=False)
    place: Jurisdiction = field(kw_only=True, repr=False)

    @property
    def outcome(self) -> Outcome:
        """The answer to the whole request."""
        verdicts = {x.verdict for x in self.cases}
        if _MET in verdicts:
            return Outcome.ALLOWED if len(verdicts) == 1 else Outcome.PARTLY
        return Outcome.REFER if _UNKNOWN in verdicts else Outcome.REFUSED

    @property
    def allowed(self) -> Quantities:
        """Units that either side allows, by line."""
        return self._units(_MET)

    @property
    def refused(self) -> Quantities:
        """Units that neither side allows, by line."""
        return self._units(_NOT_MET)

    @property
    def referred(self) -> Quantities:
        """Units on which a person must decide, by line."""
        return self._units(_UNKNOWN)

    @property
    def statute_gives(self) -> Quantities:
        """Units that the statute gives, whatever the merchant says."""
        return _added((x.line, x.quantity) for x in self.cases if x.is_statutory)

    def _units(self, wanted: Verdict) -> Quantities:
        return _added((x.line, x.quantity) for x in self.cases if x.verdict is wanted)

    @property
    def items(self) -> tuple[FloorItem, ...]:
        """The answer line by line, in the order of the request."""
        return tuple(map(self.item, dict.fromkeys(x.line for x in self.cases)))

    def item(self, line: str) -> FloorItem:
        """The answer for one line.

        Raises:
            InvalidValue: the request does not ask about the line.
        """
        own = self.merchant.item(line)
        mine = [x for x in self.cases if x.line == line]
        allowed = [x for x in mine if x.verdict is _MET]
        ends = [x for x in (one.deadline for one in allowed) if x is not None]

        def units(wanted: Verdict) -> int:
            return sum(x.quantity for x in mine if x.verdict is wanted)

        return FloorItem(
            line,
            asked=own.asked,
            allowed=units(_MET),
            refused=units(_NOT_MET),
            referred=units(_UNKNOWN),
            decided_by=tuple(dict.fromkeys(x.decided_by for x in mine)),
            deadline=min(ends, key=_ends_at, default=None) if allowed else own.deadline,
        )

    @property
    def next_change(self) -> Change | None:
        """The first instant at which either side answers otherwise.

        The end of a statutory right is one although the merchant still allows: from then on the
        money is the merchant's alone.
        """
        found = [x.next_change for x in (self.merchant, *self.statutory.values())]
        return min((x for x in found if x is not None), key=lambda x: x.at, default=None)

    @property
    def decision(self) -> Decision[ReturnCase]:
        """The same as one decision over the merchant's cases, for whoever pays the money back.

        Where a statutory right decides, its rules answer. Where one gives units or may, ``terms``
        name both sides, and an answer changes when that of both together does: units that both give
        are given until the later end.
        """
        asked = {side.name for x in self.cases for side in x.case.sides}
        rights = {name: x for name, x in self.statutory.items() if name in asked}
        if not rights:
            return self._one(self.merchant.rules, tuple(x.answers for x in self.cases))
        sides = {"": self.merchant, **rights}
        rules = tuple(OfSide((rule,), name) for name, x in sides.items() for rule in x.rules)
        answers = tuple(tuple(_answers(x, sides)) for x in self.cases)
        return evolve(self._one(rules, answers), terms=together(x.terms for x in sides.values()))

    def _one(
        self, rules: tuple[Rule[ReturnCase], ...], answers: tuple[tuple[Finding, ...], ...]
    ) -> Decision[ReturnCase]:
        return evolve(
            self.merchant,
            rules=rules,
            cases=tuple(x.case for x in self.cases),
            answers=answers,
            verdicts=tuple(x.verdict for x in self.cases),
            outcome=self.outcome,
        )


def _answers(one: FloorCase, sides: Mapping[str, Decision[ReturnCase]]) -> Iterator[Finding]:
    """What the rules of all sides say of units: those of the side that decides, and no others."""
    for name, decision in sides.items():
        yield from (
            one.answers if name == one.case.side else (NOT_APPLICABLE for _ in decision.rules)
        )


def _ends_at(deadline: Deadline) -> datetime:
    return deadline.ends_at


def _added(some: Iterable[tuple[str, int]]) -> Quantities:
    units: dict[str, int] = {}
    for line, k in some:
        units[line] = units.get(line, 0) + k
    return Quantities.of(units)


def assess(
    order: Order,
    request: ReturnRequest,
    terms: ReturnTerms,
    place: Jurisdiction,
    *,
    at: Moment,
) -> Floor:
    """May these units be returned, by the merchant's terms or by statute, whichever gives more?

    The law is that of the day on which the order was placed. A right that needs no reason takes
    any; one about faults takes the words that the terms map to faults, and leaves to a person what
    comes in time for a reason that the terms do not know. Before the order was placed nobody has a
    right, and the merchant's terms answer alone.

    Counting: as ``returns.assess``, which is asked for both.

    Raises:
        NoLawInForce: no right is covered on the day of the contract.
        UnknownLine: the request asks about a line that the order does not have.

    Example:
        >>> from postsales import EUR, Customer, Days, Delivered, Exclusion, Line, ReturnWindow
        >>> from postsales import Scope
        >>> from postsales.law import DE
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15+01:00",
        ...     customer=Customer(id="C-7", zone="Europe/Berlin"),
        ...     lines=[Line("mug", quantity=1, total=EUR("9.00"), traits=["final_sale"])],
        ...     history=[Delivered({"mug": 1}, at="2026-03-09T11:00+01:00")],
        ... )
        >>> terms = ReturnTerms(
        ...     id="acme", version="1", zone="Europe/Berlin",
        ...     window=ReturnWindow(Days(30), since=Delivered),
        ...     exclusions=[Exclusion("final_sale", applies_to=Scope(trait="final_sale"))],
        ... )
        >>> mug = ReturnRequest.of({"mug": 1}, reason="remorse")
        >>> floor = assess(order, mug, terms, DE, at="2026-03-20T09:00+01:00")
        >>> floor.merchant.outcome, floor.outcome, floor.item("mug").decided_by
        (Outcome.REFUSED, Outcome.ALLOWED, ('DE.withdrawal',))
    """
    instance("place", place, Jurisdiction, "the law comes fourth, such as law.DE")
    now = instant(at)
    own = by_terms(order, request, terms, at=now)
    told = without_staff(order)
    statutory: dict[str, Decision[ReturnCase]] = {}
    for name, right in place.in_force(on=made_on(order)).items():
        words = _words(right, request, terms)
        if words and now >= order.placed_at:
            said = _in_words(words, right)
            statutory[name] = _about(words, by_terms(told, request, said, at=now))
    return Floor(
        now,
        merchant=own,
        statutory=FrozenMap(statutory),
        cases=tuple(_together(own, statutory, terms)),
        place=place,
    )


def _words(right: ReturnTerms, request: ReturnRequest, terms: ReturnTerms) -> dict[str, ReasonKind]:
    """The merchant's words of a request that a right is about, and what they mean to it."""
    kinds = {*right.reasons.values()}
    words: dict[str, ReasonKind] = {}
    for item in request.items:
        kind = terms.reasons.get(item.reason, ReasonKind.OTHER)
        if ReasonKind.REMORSE in kinds:
            words[item.reason] = ReasonKind.REMORSE if kind is ReasonKind.OTHER else kind
        elif kind in kinds or kind is ReasonKind.OTHER:
            words[item.reason] = kind
    return words


def _in_words(words: Mapping[str, ReasonKind], right: ReturnTerms) -> ReturnTerms:
    """The right, which knows these words as well."""
    known = right.reasons
    return right if words.items() <= known.items() else evolve(right, reasons={**known, **words})


def _about(words: Mapping[str, ReasonKind], whole: Decision[ReturnCase]) -> Decision[ReturnCase]:
    """The decision about the items with these words, for the units that the whole request draws."""
    cases = tuple(x for x in whole.cases if x.reason in words)
    if len(cases) == len(whole.cases):
        return whole
    items = [x for x in cases[0].asking.request.items if x.reason in words]
    request = evolve(cases[0].asking.request, items=items)
    return decide(cases, whole.rules, request=request, terms=whole.terms, at=whole.at)


_Key = tuple[str, str]
_Piece = tuple[ReturnCase, tuple[Finding, ...], Verdict, Decision[ReturnCase]]


def _together(
    own: Decision[ReturnCase],
    statutory: Mapping[str, Decision[ReturnCase]],
    terms: ReturnTerms,
) -> Iterator[FloorCase]:
    """Units for which every side has one case, in the order in which they are drawn."""
    mine = _pieces(own, is_statute=False)
    theirs = {name: _pieces(x) for name, x in statutory.items()}
    for key, pieces in mine.items():
        others = {name: x[key] for name, x in theirs.items() if key in x}
        ends = sorted({*_ends(pieces), *(end for x in others.values() for end in _ends(x))})
        for first, last in zip([0, *ends], ends, strict=False):
            case, answers, verdict, _ = own_piece = _at(pieces, first)
            there = {name: _at(some, first) for name, some in others.items()}
            best = min(there, key=lambda x: _RANK.index(there[x][2]), default="")
            statute = there[best][2] if best else Verdict.NOT_APPLICABLE
            best = best if statute is not Verdict.NOT_APPLICABLE else ""
            wins = best and _RANK.index(statute) < _RANK.index(verdict)
            yield FloorCase(
                case.line_id,
                last - first,
                verdict,
                statute,
                best,
                statutory[best].terms.id if wins else terms.id,
                there[best][1] if wins else answers,
                FlooredCase(
                    case.asking,
                    case.item,
                    case.line,
                    last - first,
                    case.availability,
                    case.lot,
                    case.reason_kind,
                    case.found,
                    case.before,
                    side=best if wins else "",
                    sides=tuple(_sides({"": own_piece, **there})),
                    statute=there[best][0] if wins or statute is _MET else None,
                    right=best,
                ),
                tuple(_alone(x) for x in (own_piece, *there.values()) if x[2] is _MET),
            )


def _sides(pieces: Mapping[str, _Piece]) -> Iterator[Side]:
    """The merchant, and every right that gives the units or may."""
    for name, (case, _, verdict, decision) in pieces.items():
        if not name or verdict in (_MET, _UNKNOWN):
            yield Side(name, case, decision.rules)


def _pieces(decision: Decision[ReturnCase], *, is_statute: bool = True) -> dict[_Key, list[_Piece]]:
    found: dict[_Key, list[_Piece]] = {}
    for case, answers in zip(decision.cases, decision.answers, strict=True):
        told = [*zip(decision.rules, answers, strict=True)]
        is_outside = is_statute and not is_about(told)
        verdict = Verdict.NOT_APPLICABLE if is_outside else combined(answers)
        piece = case, answers, verdict, decision
        found.setdefault((case.line_id, case.reason), []).append(piece)
    return found


def _alone(piece: _Piece) -> Decision[ReturnCase]:
    """The decision about units that are allowed, and about no others."""
    case, answers, verdict, whole = piece
    return evolve(
        whole, cases=(case,), answers=(answers,), verdicts=(verdict,), outcome=Outcome.ALLOWED
    )


def _ends(pieces: Sequence[_Piece]) -> Iterator[int]:
    total = 0
    for case, *_ in pieces:
        total += case.quantity
        yield total


def _at(pieces: Sequence[_Piece], place: int) -> _Piece:
    """The piece that holds the unit at a place."""
    ends = _ends(pieces)
    return next(x for x, end in zip(pieces, ends, strict=True) if place < end)
