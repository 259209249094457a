"""Records: what a decision said, as data that needs neither the order nor the rules.

Rules of this file: a record holds only text, numbers, money, times and frozen values of them. It
compares, hashes, pickles, and its repr evaluates with the names of ``postsales`` alone. What was
asked of which facts by which terms stands beside the answer, so that the question can be asked
again and a difference names what changed.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import attrs
from attrs import field, frozen

from postsales.basics._checks import instance
from postsales.basics._errors import InvalidValue, WrongType, short
from postsales.basics._plain import plain_fields
from postsales.basics.decisions import Change, Decision, Item, Outcome, TermsRef
from postsales.basics.digests import written
from postsales.basics.findings import Finding, checked_fact, retold
from postsales.basics.hints import Hint
from postsales.basics.known_facts import OrderRef
from postsales.basics.moments import Moment, instant, iso_repr
from postsales.basics.quantities import FrozenMap, Quantities
from postsales.basics.quoted import QuotedRefund, QuoteRecord, quoted

__all__ = ["DecisionRecord", "Difference", "recorded"]

VERSION = 1


def _at(value: Moment) -> datetime:
    return instant(value)


@frozen(weakref_slot=False)
class Difference:
    """Where two records part: an input (``order.history``), or, when all are equal, an answer.

    ``here`` and ``there`` are what the two say, shortened.
    """

    what: str
    here: str = field(kw_only=True)
    there: str = field(kw_only=True)


@frozen(weakref_slot=False)
class DecisionRecord:
    """What a decision said, and what it was asked: plain data, for ever the same.

    Records are equal when everything in them is: what was asked, when, of which facts, by which
    terms, and every answer. ``request`` is the frozen request itself, such as a ``ReturnRequest``:
    the verb that decided takes it again.

    Example:
        >>> from postsales import EUR, Days, Delivered, Line, Order, ReturnRequest, ReturnTerms
        >>> from postsales import ReturnWindow, returns
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15+01:00",
        ...     lines=[Line("tee", quantity=3, total=EUR("50.00"))],
        ...     history=[Delivered({"tee": 3}, at="2026-03-05T12:30+01:00")],
        ... )
        >>> terms = ReturnTerms(
        ...     id="acme", version="1", zone="Europe/Berlin",
        ...     window=ReturnWindow(Days(30), since=Delivered),
        ... )
        >>> one = ReturnRequest.of({"tee": 1}, reason="remorse")
        >>> stored = returns.assess(order, one, terms, at="2026-03-20T09:00+01:00").record()
        >>> again = returns.assess(order.upto(stored.order), stored.request, terms, at=stored.at)
        >>> again.record() == stored, stored.outcome, stored.terms.id
        (True, Outcome.ALLOWED, 'acme')
    """

    at: datetime = field(converter=_at, repr=iso_repr)
    request: Any = field(kw_only=True)
    terms: TermsRef = field(kw_only=True)
    order: OrderRef = field(kw_only=True)
    outcome: Outcome = field(kw_only=True)
    items: tuple[Item, ...] = field(kw_only=True)
    findings: tuple[Finding, ...] = field(kw_only=True)
    hints: tuple[Hint, ...] = field(kw_only=True)
    next_change: Change | None = field(kw_only=True)
    quote: QuoteRecord | None = field(kw_only=True)

    @property
    def allowed(self) -> Quantities:
        """Units that were allowed, by line."""
        return Quantities({x.line: x.allowed for x in self.items if x.allowed})

    @property
    def because(self) -> FrozenMap[str, int]:
        """Every reason why units were not allowed, with how many units it concerns."""
        units: dict[str, int] = {}
        for item in self.items:
            for code, k in item.because.items():
                units[code] = units.get(code, 0) + k
        return FrozenMap(units)

    def item(self, line: str) -> Item:
        """The answer for one line.

        Raises:
            InvalidValue: the request did not ask about the line.
        """
        for item in self.items:
            if item.line == line:
                return item
        lines = ", ".join(item.line for item in self.items)
        raise InvalidValue("line", line, f"the request asked about {lines}")

    def differences(self, other: "DecisionRecord") -> tuple[Difference, ...]:
        """Which inputs of the two records differ? When none does, which of their answers.

        Inputs are named ``at``, ``request``, ``terms``, ``order.id``, a part of the order such as
        ``order.lines``, ``order.history``, and ``quote.terms`` and the like; answers by the fields
        of a record. Answers that differ on equal inputs come from another version of the library,
        or of a rule that kept its name.
        """
        instance("other", other, DecisionRecord, "a record is compared with a DecisionRecord")
        return tuple(_inputs(self, other)) or tuple(_answers(self, other))

    def as_dict(self) -> dict[str, object]:
        """The record as data for JSON: text, whole numbers, lists and objects, with a version.

        Money is ``{"amount": "19.90", "currency": "EUR"}``, an instant is ISO 8601 in UTC; facts
        that text cannot tell from text say what they are: ``{"day": "2026-04-04"}``. The request
        says its class as ``kind``. ``wire.read_record`` reads what ``wire.write_json`` wrote.
        """
        request = _request(self.request)
        return {"version": VERSION, **plain_fields(self), "request": request}


def _request(request: object) -> dict[str, object]:
    if not attrs.has(type(request)):
        raise WrongType("request", request, "a request in plain data is a frozen attrs value")
    return {"kind": type(request).__name__, **plain_fields(request)}


def recorded(decision: Decision[Any], quote: QuotedRefund | None) -> DecisionRecord:
    """The record of a decision and its quote.

    Example:
        See ``DecisionRecord``.
    """
    _check_told(decision)
    if quote is not None and not (hasattr(quote, "at") and hasattr(quote, "lines")):
        allowed = "a record keeps a RefundQuote that was made for the decision"
        raise WrongType("quote", quote, allowed, "of what law.quote gives, record each of `parts`")
    return DecisionRecord(
        decision.at,
        request=decision.request,
        terms=decision.terms,
        order=decision.cases[0].order.ref(at=decision.at),
        outcome=decision.outcome,
        items=decision.items,
        findings=tuple(_settled(found) for found in decision.findings),
        hints=decision.hints,
        next_change=decision.next_change,
        quote=None if quote is None else quoted(quote),
    )


def _check_told(decision: Decision[Any]) -> None:
    """Terms are told by their digest; where there is none, a rule most likely says why."""
    if decision.terms.digest:
        return
    for rule in decision.rules:
        written(rule)
    allowed = "a record tells terms by a digest, and a rule or event class in these has no name"
    raise InvalidValue("terms", decision.terms, allowed, "define it at the top of a module")


def _settled(found: Finding) -> Finding:
    facts = {name: checked_fact(name, value) for name, value in found.facts.items()}
    if all(facts[name] is value for name, value in found.facts.items()):
        return found
    return retold(found, facts)


def _inputs(one: DecisionRecord, other: DecisionRecord) -> Iterator[Difference]:
    yield from _parts("", one, other, ("at", "request", "terms"))
    yield from _of_orders(one.order, other.order)
    if one.quote is None or other.quote is None:
        yield from _parts("", one, other, ("quote",))
    else:
        yield from _of_quotes(one.quote, other.quote)


def _of_quotes(one: QuoteRecord, other: QuoteRecord) -> Iterator[Difference]:
    yield from _parts("quote.", one, other, ("at", "terms", "units", "return_ref", "reason"))
    if one.order is None or other.order is None:
        yield from _parts("quote.", one, other, ("order",))
    else:
        yield from _of_orders(one.order, other.order, "quote.order")


def _of_orders(one: OrderRef, other: OrderRef, where: str = "order") -> Iterator[Difference]:
    yield from _parts(f"{where}.", one, other, ("id",))
    for name in dict.fromkeys((*one.facts, *other.facts)):
        yield from _part(f"{where}.{name}", one.facts.get(name), other.facts.get(name))
    if sorted(one.events) != sorted(other.events):
        yield _history(one, other, where)
    elif (one.id, one.facts) == (other.id, other.facts):
        yield from _parts(f"{where}.", one, other, ("digest", "events"))


def _history(one: OrderRef, other: OrderRef, where: str) -> Difference:
    rest = list(other.events)
    shared = 0
    for event in one.events:
        if event in rest:
            rest.remove(event)
            shared += 1
    told = (
        f"{len(ref.events)} events, {len(ref.events) - shared} of them not in the other"
        for ref in (one, other)
    )
    here, there = told
    return Difference(f"{where}.history", here=here, there=there)


def _answers(one: DecisionRecord, other: DecisionRecord) -> Iterator[Difference]:
    yield from _parts("", one, other, ("outcome", "items", "findings", "hints", "next_change"))
    if one.quote is not None and other.quote is not None:
        yield from _parts(
            "quote.", one.quote, other.quote, [x.name for x in attrs.fields(QuoteRecord)]
        )


def _parts(where: str, one: object, other: object, names: Iterable[str]) -> Iterator[Difference]:
    for name in names:
        yield from _part(f"{where}{name}", getattr(one, name), getattr(other, name))


def _part(what: str, here: object, there: object) -> Iterator[Difference]:
    if here != there:
        yield Difference(what, here=short(here), there=short(there))
