"""A change in words: for every kind what is answered, and what is to be paid or given back for it.

Rules of this file: the same units can be asked for in several ways, to go elsewhere and to be
others, so units are added up within one kind of change and never across them.
"""

from collections.abc import Iterator

from postsales.basics.decisions import Outcome
from postsales.basics.findings import Verdict
from postsales.basics.money import Money
from postsales.changes.quote import ChangeQuote
from postsales.changes.request import ChangeRequest
from postsales.explain.answer import Answer, Part, counted, names_of
from postsales.explain.document import Block, Heading, Paragraph, Row, Said, Table, Words
from postsales.orders.charges import ChargeKind
from postsales.orders.lines import NewLine

__all__ = ["money_of", "what_changes"]


def what_changes(told: Answer, quote: ChangeQuote | None) -> Iterator[Block]:
    """For every kind of change a sentence, and one for all money together if it was asked for."""
    kinds: dict[str, list[Part]] = {}
    for part in told.parts:
        kinds.setdefault(part.kind, []).append(part)
    for kind, parts in kinds.items():
        said = counted(told, parts)
        changed = _wanted(told, kind)
        name = _opening(parts)
        yield Paragraph(told.speech.say(f"changes.frame.{name}", changed=changed, said=said))
    if quote is not None:
        amount = told.figures.money(_due(quote))
        yield Paragraph(told.speech.say(f"changes.due.{_owing(quote)}", amount=amount))


def _opening(parts: list[Part]) -> str:
    found = [verdict for part in parts for _, verdict in part.cases]
    if {*found} == {Verdict.MET}:
        return "allowed"
    return "refer" if Verdict.NOT_MET not in found and Verdict.UNKNOWN in found else "other"


def _wanted(told: Answer, kind: str) -> Words:
    """What is to be changed, and into what."""
    request = told.decision.request
    assert isinstance(request, ChangeRequest)  # noqa: S101 - whose cases these are
    new = [x.to for x in request.items if x.kind.value == kind and x.to is not None]
    known: dict[str, str | Said | Words] = {}
    if new:
        known["lines"] = told.speech.listed([*_called(told, new)])
    if request.address:
        known["address"] = Said(request.address)
    if request.deliver_on is not None:
        known["day"] = told.figures.day(request.deliver_on)
    return told.speech.say(f"changes.wanted.{kind}", **known)


def _called(told: Answer, new: list[NewLine]) -> Iterator[Words]:
    names = names_of([*new])
    for line in new:
        yield told.speech.count("explain.frame.units", line.quantity, line=names[line.id])


# ------------------------------------------------------------------------------------- the money


def _owing(quote: ChangeQuote) -> str:
    if quote.outcome is not Outcome.ALLOWED:
        return "not_made"
    if quote.due_from_customer:
        return "from"
    return "to" if quote.due_to_customer else "nothing"


def _due(quote: ChangeQuote) -> Money:
    return quote.due_to_customer or quote.due_from_customer


def money_of(told: Answer, quote: ChangeQuote) -> Iterator[Block]:
    """What is called off, what is agreed instead and the fees: they add up to what is due."""
    gets_back = bool(quote.due_to_customer)
    rows = tuple(_rows(told, quote, -1 if gets_back else 1))
    if not rows:
        return
    head = tuple(told.speech.line(f"explain.heading.{x}") for x in ("for", "amount", "note"))
    yield Heading((told.speech.line("changes.row.money"),))
    total = _row(told, "to_get_back" if gets_back else "to_pay", _due(quote))
    yield Table((head[0], head[1], head[2]), rows, total)


def _rows(told: Answer, quote: ChangeQuote, sign: int) -> Iterator[Row]:
    """What is agreed counts for what is to be paid, and what is called off against it."""
    number, position = told.figures.number, told.decision.cases[0].position
    names = {**names_of([*quote.instead]), **told.names}
    for off in quote.lines:
        units, line = number(off.units), names[off.line]
        yield _row(told, "line_off", off.amount * -sign, units=units, line=line)
    for gone in quote.charges_off:
        left = position.charge_money(gone.charge).left
        yield _row(told, "charge_off", left * -sign, charge=Said(gone.charge))
    for new in quote.instead:
        units = number(new.quantity)
        yield _row(told, "line", new.total * sign, units=units, line=names[new.id])
    for charge in quote.charges:
        name = "shipping" if charge.kind is ChargeKind.SHIPPING else "charge"
        yield _row(told, name, charge.total * sign, charge=Said(charge.id))
    for fee in quote.fees:
        yield _row(told, "fee", fee.amount * sign)


def _row(told: Answer, name: str, amount: Money, **known: str | Said) -> Row:
    return Row(told.speech.say(f"changes.row.{name}", **known), told.figures.money(amount))
