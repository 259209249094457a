"""The report: one block per order, and a summary at the end. What it says, not how it looks."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from attrs import evolve, frozen

from postsales.basics.currencies import Currency
from postsales.basics.decisions import Decision, Item, Outcome
from postsales.basics.findings import Verdict
from postsales.basics.hints import Hint
from postsales.basics.moments import local_day, local_time, midnight
from postsales.basics.money import Money
from postsales.basics.quantities import FrozenMap
from postsales.basics.windows import Deadline
from postsales.cli.answers import Answer, Question
from postsales.orders.charges import ChargeKind
from postsales.orders.order import Order
from postsales.refunds.quote import RefundQuote
from postsales.returns.case import ReturnCase

__all__ = ["Block", "Summary", "block"]

_COLUMNS = ("line", "asked", "allowed", "refused", "referred", "until", "because")


@frozen(weakref_slot=False)
class Block:
    """What is said about one order, or about all of them: a heading, a table, and notes."""

    heading: str
    says: str
    story: str
    outcome: Outcome | None
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[tuple[str, str], ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns; none where there is no table."""
        return _COLUMNS if self.rows else ()


def block(answer: Answer, title: str, zone: str) -> Block:
    """The block of one order."""
    items = answer.decision.items
    allowed, asked = sum(x.allowed for x in items), sum(x.asked for x in items)
    return Block(
        heading=answer.found.order.id,
        says=f"{answer.decision.outcome}, {allowed} of {_units(asked)}",
        story=title,
        outcome=answer.decision.outcome,
        rows=tuple(_row(item, answer.found.order, zone) for item in items),
        notes=tuple(_notes(answer, zone)),
    )


def _units(count: int) -> str:
    return _several(count, "unit")


def _row(item: Item, order: Order, zone: str) -> tuple[str, ...]:
    title = order.line(item.line).title
    name = item.line if title is None else f"{item.line} {title}"
    counts = (item.asked, item.allowed, item.refused, item.referred)
    until = "" if item.deadline is None else _until(item.deadline, zone)
    return (name, *(str(k) for k in counts), until, _counted(item.because))


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{code} {k}" for code, k in counts.items())


def _until(deadline: Deadline, zone: str) -> str:
    """The last day; the minute, too, where the deadline is not the end of a day there."""
    last = local_day(deadline.ends_at - timedelta(microseconds=1), zone)
    if deadline.ends_at == midnight(zone, last.toordinal() + 1):
        return last.isoformat()
    return _time(deadline.ends_at, zone)


def _time(at: datetime, zone: str) -> str:
    shown = local_time(at, zone)
    whole = shown.second == 0 and shown.microsecond == 0
    return shown.strftime("%Y-%m-%d %H:%M" if whole else "%Y-%m-%d %H:%M:%S")


def _notes(answer: Answer, zone: str) -> Iterator[tuple[str, str]]:
    change = answer.decision.next_change
    if change is not None:
        yield "next change", f"{_time(change.at, zone)}: {change.line}, {change.because}"
    for hint in answer.decision.hints:
        yield "hint", _hint(hint)
    for line, (units, codes) in _for_a_person(answer.decision).items():
        yield "to decide", f"{units} of {line}, by a person: {', '.join(codes)}"
    if answer.quote is not None:
        yield from _money(answer.quote)
    for path, assumed in answer.found.assumed:
        yield "assumed", f"{path}: {assumed}"
    if answer.found.unmapped:
        yield "not mapped", f"{_several(len(answer.found.unmapped), 'field')}; see --format jsonl"


def _for_a_person(decision: Decision[ReturnCase]) -> dict[str, tuple[int, dict[str, None]]]:
    """Units that no fact would settle, as far as the rules say which, and the codes behind it."""
    found: dict[str, tuple[int, dict[str, None]]] = {}
    triples = zip(decision.cases, decision.verdicts, decision.answers, strict=True)
    for case, verdict, answers in triples:
        leaves = [leaf for answer in answers for leaf in answer.leaves]
        untold = [x.code for x in leaves if x.verdict is Verdict.UNKNOWN and not x.tell]
        if verdict is Verdict.UNKNOWN and untold:
            units, codes = found.get(case.line_id, (0, {}))
            found[case.line_id] = units + case.quantity, {**codes, **dict.fromkeys(untold)}
    return found


def _hint(hint: Hint) -> str:
    reason = f" ({hint.reason})" if hint.reason else ""
    fact = f" {hint.fact}" if hint.fact else ""
    what = f"{hint.kind}{fact}: {hint.units} of {hint.line}{reason}"
    return f"{what}, removes {', '.join(hint.removes)}"


def _money(quote: RefundQuote) -> Iterator[tuple[str, str]]:
    parts = [*_parts(quote)]
    signed = (f"{'-' if x.is_negative else '+'} {abs(x).amount} ({what})" for x, what in parts)
    sum_of = " ".join(signed).removeprefix("+ ")
    yield "refund", f"{quote.total} = {sum_of}" if parts else str(quote.total)
    taxes = (*(x.taxes for x in quote.lines), *(x.taxes for x in quote.charges))
    tax = sum((tax for several in taxes for tax in several), quote.currency.zero)
    if tax and quote.withheld:
        # That is taken off the sum, so nobody can say how much of the rest is tax.
        yield "tax in it", f"{tax}, before anything is withheld"
    elif tax:
        yield "tax back", str(tax)
    if quote.tenders:
        yield "goes to", ", ".join(f"{x} {money.amount}" for x, money in quote.tenders.items())
    if quote.store_credit:
        yield "store credit", str(quote.store_credit)
    for line, money in quote.short.items():
        yield "short", f"{money} of {line} were given back before"


def _parts(quote: RefundQuote) -> Iterator[tuple[Money, str]]:
    for x in quote.lines:
        yield x.amount, f"{x.units} of {x.line}"
    for charge in quote.charges:
        shipping = charge.sold.kind is ChargeKind.SHIPPING
        yield charge.amount, "shipping" if shipping else charge.charge
    for fee in quote.fees:
        yield -fee.amount, fee.code if fee.line is None else f"{fee.code} of {fee.line}"
    if quote.withheld:
        yield -quote.withheld, "withheld"


_NONE: FrozenMap[str, int] = FrozenMap({})
_NO_MONEY: FrozenMap[Currency, tuple[int, Money]] = FrozenMap({})


@frozen(weakref_slot=False)
class Summary:
    """What all answers so far have in common: outcomes, units and reasons counted, money added.

    What was not answered is in none of the figures; the last note says how much that was.
    """

    outcomes: FrozenMap[str, int] = _NONE
    units: FrozenMap[str, int] = _NONE
    reasons: FrozenMap[str, int] = _NONE
    refunds: FrozenMap[Currency, tuple[int, Money]] = _NO_MONEY

    def after(self, answer: Answer) -> "Summary":
        """The summary with one answer more."""
        decision, quote = answer.decision, answer.quote
        more = Summary(
            outcomes=_plus(self.outcomes, {str(decision.outcome): 1}),
            units=_plus(self.units, _by_verdict(decision.items)),
            reasons=_plus(self.reasons, decision.because),
            refunds=self.refunds,
        )
        if quote is None or not quote.total:
            return more
        orders, total = self.refunds.get(quote.currency, (0, quote.currency.zero))
        added = {quote.currency: (orders + 1, total + quote.total)}
        return evolve(more, refunds=FrozenMap({**self.refunds, **added}))

    def block(self, question: Question, zone: str, bad: int, problems: int) -> Block:
        """The block at the end of the report, with the documents that are ``bad`` and why."""
        answered = sum(self.outcomes.values())
        return Block(
            heading=_several(answered, "order"),
            says=f"asked at {_time(question.at, zone)} ({zone})",
            story=f"Terms: {question.terms.id} {question.terms.version}",
            outcome=None,
            rows=(),
            notes=(*self._notes(), *_unanswered(answered, bad, problems)),
        )

    def _notes(self) -> Iterator[tuple[str, str]]:
        if self.outcomes:
            known = {str(x): self.outcomes.get(str(x), 0) for x in Outcome}
            yield "outcomes", _listed({word: k for word, k in known.items() if k})
            asked = self.units["asked"]
            found = {word: k for word, k in self.units.items() if k and word != "asked"}
            yield "units", f"{asked} asked for: {_listed(found)}"
        if self.reasons:
            often = sorted(self.reasons.items(), key=lambda x: x[1], reverse=True)
            yield "reasons", _counted(dict(often))
        for currency in sorted(self.refunds, key=lambda x: (x.code, x.exponent)):
            orders, total = self.refunds[currency]
            yield "refunds", f"{total} for {_several(orders, 'order')}"


def _unanswered(answered: int, bad: int, problems: int) -> Iterator[tuple[str, str]]:
    if bad:
        documents = _several(answered + bad, "document")
        yield "not answered", f"{bad} of {documents}, with {_several(problems, 'problem')}"


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{k} {word}" for word, k in counts.items())


def _several(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _plus(counts: FrozenMap[str, int], more: Mapping[str, int]) -> FrozenMap[str, int]:
    return FrozenMap({**counts, **{x: counts.get(x, 0) + k for x, k in more.items()}})


def _by_verdict(items: tuple[Item, ...]) -> dict[str, int]:
    return {
        "asked": sum(x.asked for x in items),
        "allowed": sum(x.allowed for x in items),
        "refused": sum(x.refused for x in items),
        "referred": sum(x.referred for x in items),
    }
