"""The report: one block per order, and one at the end. What it says, not how it looks."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from attrs import frozen

from postsales.basics._errors import short
from postsales.basics.decisions import Change, Decision, Item, Outcome
from postsales.basics.findings import Verdict
from postsales.basics.hints import Hint
from postsales.basics.moments import local_day, local_time, midnight
from postsales.basics.money import Money
from postsales.basics.windows import Deadline
from postsales.cli.answers import Answer, Question
from postsales.cli.tallies import Tally, counted, several
from postsales.orders.charges import ChargeKind
from postsales.orders.order import Order
from postsales.refunds.quote import RefundQuote
from postsales.returns.case import ReturnCase

__all__ = ["Block", "block", "money_block", "summary", "time_shown"]

_COLUMNS = ("line", "asked", "allowed", "refused", "referred", "until", "because")
_COUNTS = range(1, 5)


@frozen(weakref_slot=False)
class Block:
    """What is said about one order, or about all of them: a heading, a table, and notes.

    ``names`` are those of the columns of the table, and ``counts`` the places of those that count.
    """

    heading: str
    says: str
    story: str
    outcome: Outcome | None
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[tuple[str, str], ...]
    names: tuple[str, ...] = _COLUMNS
    counts: range = _COUNTS

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns; none where there is no table."""
        return self.names if self.rows else ()


def block(answer: Answer, title: str, zone: str) -> Block:
    """The block of one order."""
    items = answer.decision.items
    allowed, asked = sum(x.allowed for x in items), sum(x.asked for x in items)
    return Block(
        heading=answer.found.order.id,
        says=f"{answer.decision.outcome}, {allowed} of {several(asked, 'unit')}",
        story=title,
        outcome=answer.decision.outcome,
        rows=tuple(_row(item, answer.found.order, zone) for item in items),
        notes=tuple(_notes(answer, zone)),
    )


def money_block(answer: Answer, title: str, zone: str) -> Block:
    """The block of one order of which only the money is told."""
    quote = answer.quote
    order = answer.found.order
    notes = () if quote is None else tuple(_money(quote, order))
    change = None if quote is None else quote.next_change
    if change is not None:
        notes += (("next change", _change(change, order, zone)),)
    return Block(
        heading=answer.found.order.id,
        says=f"{answer.decision.outcome}",
        story=title,
        outcome=answer.decision.outcome,
        rows=(),
        notes=notes,
    )


def _row(item: Item, order: Order, zone: str) -> tuple[str, ...]:
    title = order.line(item.line).title
    name = item.line if title is None else f"{item.line} {title}"
    counts = (item.asked, item.allowed, item.refused, item.referred)
    until = "" if item.deadline is None else _until(item.deadline, zone)
    return (name, *(str(k) for k in counts), until, counted(item.because))


def _until(deadline: Deadline, zone: str) -> str:
    """The last day; the minute, too, where the deadline is not the end of a day there."""
    last = local_day(deadline.ends_at - timedelta(microseconds=1), zone)
    if deadline.ends_at == midnight(zone, last.toordinal() + 1):
        return last.isoformat()
    return time_shown(deadline.ends_at, zone)


def time_shown(at: datetime, zone: str) -> str:
    """An instant as clocks show it there; seconds where there are any."""
    shown = local_time(at, zone)
    whole = shown.second == 0 and shown.microsecond == 0
    return shown.strftime("%Y-%m-%d %H:%M" if whole else "%Y-%m-%d %H:%M:%S")


def _notes(answer: Answer, zone: str) -> Iterator[tuple[str, str]]:
    change, order = answer.decision.next_change, answer.found.order
    if change is not None:
        yield "next change", _change(change, order, zone)
    for hint in answer.decision.hints:
        yield "hint", _hint(hint, order)
    for line, (units, codes) in _for_a_person(answer.decision).items():
        yield "to decide", f"{units} of {_called(line, order)}, by a person: {', '.join(codes)}"
    if answer.quote is not None:
        yield from _money(answer.quote, order)
    for path, assumed in answer.found.assumed:
        yield "assumed", f"{path}: {assumed}"
    if answer.found.unmapped:
        yield "not mapped", f"{several(len(answer.found.unmapped), 'field')}; see --format jsonl"


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


def _change(change: Change, order: Order, zone: str) -> str:
    return f"{time_shown(change.at, zone)}: {_called(change.line, order)}, {change.because}"


def _called(line: str, order: Order) -> str:
    """What a line is called in a sentence: by its title, where no other line has the same."""
    title = order.line(line).title
    if title is not None and [x.title for x in order.lines].count(title) == 1:
        return title
    # Of a number alone nobody could tell whether it counts.
    return f"line {line}" if line.isdecimal() else line


def _hint(hint: Hint, order: Order) -> str:
    reason = f" ({hint.reason})" if hint.reason else ""
    fact = f" {hint.fact}" if hint.fact else ""
    what = f"{hint.kind}{fact}: {hint.units} of {_called(hint.line, order)}{reason}"
    return f"{what}, removes {', '.join(hint.removes)}"


def _money(quote: RefundQuote, order: Order) -> Iterator[tuple[str, str]]:
    parts = [*_parts(quote, order)]
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
        yield "short", f"{money} of {_called(line, order)} were given back before"


def _parts(quote: RefundQuote, order: Order) -> Iterator[tuple[Money, str]]:
    for x in quote.lines:
        yield x.amount, f"{x.units} of {_called(x.line, order)}"
    for charge in quote.charges:
        shipping = charge.sold.kind is ChargeKind.SHIPPING
        yield charge.amount, "shipping" if shipping else charge.charge
    for fee in quote.fees:
        of_line = "" if fee.line is None else f" of {_called(fee.line, order)}"
        yield -fee.amount, f"{fee.code}{of_line}"
    for promotion, money in quote.clawed_back.items():
        yield -money, f"clawed_back {promotion}"
    if quote.withheld:
        yield -quote.withheld, "withheld"


def _asked_back(question: Question) -> Iterator[tuple[str, str]]:
    if question.supposed:
        yield "asked back", f"everything, for {short(question.supposed)}: no --reason is told"


def summary(tally: Tally, question: Question, zone: str) -> Block:
    """The block at the end: what all answers have in common."""
    return Block(
        heading=several(tally.answered, "order"),
        says=f"asked at {time_shown(question.at, zone)} ({zone})",
        story=f"Terms: {question.terms.id} {question.terms.version}",
        outcome=None,
        rows=(),
        notes=(*_asked_back(question), *tally.notes()),
    )
