"""The money in words: a statement whose rows visibly add up to what goes back."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from postsales.basics.decisions import Decision
from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.explain import catalogue
from postsales.explain.answer import Answer
from postsales.explain.document import Block, Heading, Paragraph, Row, Said, Table, Words
from postsales.orders.cases import UnitCase
from postsales.orders.charges import ChargeKind
from postsales.orders.payments import TenderKind
from postsales.refunds.messages import FEES, LATER, NOTES, PER, ROWS, TENDERS, WHY
from postsales.refunds.quote import RefundQuote
from postsales.refunds.terms import Fee
from postsales.refunds.windows import Afterwards, QuoteLate

__all__ = ["belongs", "goes_back", "statement"]


def belongs(quote: RefundQuote, decision: Decision[UnitCase]) -> bool:
    """Is this a quote of this decision: of its order, for no more than it allows?"""
    first = decision.cases[0]
    allowed = decision.allowed
    sold = {case.line_id: case.line for case in decision.cases}
    known = {x.tender.id for x in first.position.tenders}
    later = quote.at > decision.at
    return (
        quote.currency == first.order.currency
        and all(x.units <= allowed.get(x.line, 0) for x in quote.lines)
        and all(x.sold == sold[x.line] for x in quote.lines)
        and all(x.line in sold for x in quote.late)
        and quote.at >= decision.at
        # Another tender can have paid since the decision.
        and (later or all(id in known for id, _ in quote.tenders_minor))
    )


def goes_back(told: Answer, quote: RefundQuote) -> Words:
    """What goes back, for a sentence."""
    if not quote.total:
        return ("no money goes back",)
    paid = sum(line.units for line in quote.lines)
    allowed = sum(item.allowed for item in told.items)
    some = f" for {told.figures.number(paid)} of them" if 0 < paid < allowed else ""
    return (f"{told.figures.money(quote.total)} goes back{some}{_as_credit(told, quote)}",)


def _as_credit(told: Answer, quote: RefundQuote) -> str:
    if not quote.store_credit:
        return ""
    if quote.store_credit == quote.total:
        return " as store credit"
    return f", {told.figures.money(quote.store_credit)} of it as store credit"


def statement(told: Answer, quote: RefundQuote) -> Iterator[Block]:
    """What goes back for what, what is taken off, and to which means of payment.

    Where the quote is later than the decision, or for fewer units, that comes first.
    """
    money = told.figures.money
    rows = (
        *_lines(told, quote),
        *_late(told, quote),
        *_charges(told, quote),
        *_diminished(told, quote),
        *_promotions(told, quote),
        *_fees(told, quote),
        *_withheld(told, quote),
        *_by_hand(told, quote),
    )
    worked_out = _worked_out(told, quote)
    some = bool(rows)
    if some or worked_out:
        yield Heading(("The money",))
    if worked_out:
        yield Paragraph(worked_out)
    if not some:
        return
    total = Row((ROWS["total"],), money(quote.total))
    yield Table(("For", "Amount", "Note"), rows, total)
    tenders = tuple(_tenders(told, quote))
    if tenders:
        together = Row((ROWS["tenders"],), money(quote.total))
        yield Table(("To", "Amount", "Note"), tenders, together)
    yield from _later(told, quote)


def _worked_out(told: Answer, quote: RefundQuote) -> Words:
    """When and for which units, where that is not when and what was decided; else nothing."""
    at = quote.at > told.decision.at
    units = Counter({x.line: x.units for x in quote.lines})
    # Units that are too late for money are told apart from those that did not arrive.
    units.update({x.line: x.units for x in quote.late if x.afterwards is Afterwards.NOTHING})
    fewer = bool(units) and units != told.decision.allowed
    if not (at or fewer):
        return ()
    when = f" on {told.figures.moment(quote.at)}" if at else ""
    what = (" for ", *told.listed([told.of(k, line) for line, k in units.items()])) if fewer else ()
    booked = ", with what had been booked by then" if at else ""
    return (f"Worked out{when}", *what, f"{booked}.")


def _row(told: Answer, name: str, amount: Money, note: Words = (), **known: Words) -> Row:
    return Row(catalogue.filled(ROWS[name], known), told.figures.money(amount), note)


def _note(name: str, **known: Words) -> Words:
    return catalogue.filled(NOTES[name], known)


def _lines(told: Answer, quote: RefundQuote) -> Iterator[Row]:
    number, money = told.figures.number, told.figures.money
    short = quote.short
    for share in quote.lines:
        notes: list[Words] = []
        if share.taxes:
            notes.append(_note("tax", tax=(money(share.tax),)))
        if share.line in short:
            notes.append(_note("short", short=(money(short[share.line]),)))
        notes += [
            _note("late_credit", units=(number(x.units),), closed=(_closed(told, x),))
            for x in quote.late
            if x.line == share.line and x.afterwards is Afterwards.STORE_CREDIT
        ]
        units, line = (number(share.units),), (told.names[share.line],)
        yield _row(told, "line", share.amount, _together(notes), units=units, line=line)


def _late(told: Answer, quote: RefundQuote) -> Iterator[Row]:
    """Units that come back for nothing, so that nobody looks for them in vain."""
    for x in quote.late:
        if x.afterwards is Afterwards.NOTHING:
            note = _note("late_nothing", closed=(_closed(told, x),))
            units, line = (told.figures.number(x.units),), (told.names[x.line],)
            yield _row(told, "line", quote.currency.zero, note, units=units, line=line)


def _closed(told: Answer, late: QuoteLate) -> str:
    return _ends(told, late.deadline.ends_at)


def _ends(told: Answer, at: datetime) -> str:
    last_day = told.figures.last_day(at)
    return f"at the end of {last_day}" if last_day else f"on {told.figures.moment(at)}"


def _later(told: Answer, quote: RefundQuote) -> Iterator[Block]:
    """Until when it is money; what else changes is told of the answer."""
    change = quote.next_change
    if change is not None and change.because in LATER:
        known: dict[str, Words] = {"line": (told.names[change.line],)}
        known["closed"] = (_ends(told, change.at),)
        yield Paragraph(catalogue.filled(LATER[change.because], known))


def _together(notes: list[Words]) -> Words:
    return tuple(x for note in notes for x in ("; ", *note))[1:]


def _charges(told: Answer, quote: RefundQuote) -> Iterator[Row]:
    """All charges of the order, so that nobody looks for one in vain."""
    given = {share.charge: share for share in quote.charges}
    for charge in told.decision.cases[0].order.charges if quote.lines else ():
        name = "shipping" if charge.kind is ChargeKind.SHIPPING else "charge"
        share = given.get(charge.id)
        amount = share.amount if share is not None else quote.currency.zero
        note = _note("nothing_of_charge")
        if share is not None:
            tax = sum(share.taxes, quote.currency.zero)
            notes = [_note("tax", tax=(told.figures.money(tax),))] if share.taxes else []
            if share.amount == charge.standard:
                notes.append(_note("standard"))
            note = _together(notes)
        yield _row(told, name, amount, note, charge=(Said(charge.id),))


def _diminished(told: Answer, quote: RefundQuote) -> Iterator[Row]:
    """What units lost in value, by what was found when they came back."""
    for line, amount in quote.diminished.items():
        units = quote.sent_back.get(line, 0)
        note = _note("sent_back", units=(told.figures.number(units),)) if units else ()
        yield _row(told, "diminished", -amount, note, line=(told.names[line],))


def _promotions(told: Answer, quote: RefundQuote) -> Iterator[Row]:
    for id, amount in quote.clawed_back.items():
        name = "given_again" if amount.is_negative else "clawed_back"
        yield _row(told, "promotion", -amount, _note(name), promotion=(Said(id),))


def _fees(told: Answer, quote: RefundQuote) -> Iterator[Row]:
    for fee, line, minor, _, tax in quote.fees_minor:
        known: dict[str, Words] = {"fee": (FEES.get(fee.code) or catalogue.in_words(fee.code),)}
        if line is not None:
            known["line"] = (told.names[line],)
        name = "fee" if line is None else "fee_of_line"
        note: Words = (_rate(told, fee, minor), PER[fee.per])
        if tax is not None:
            taxed = _note("tax", tax=(told.figures.money(quote.currency.minor(tax)),))
            note = _together([note, taxed])
        yield _row(told, name, -quote.currency.minor(minor), note, **known)


def _rate(told: Answer, fee: Fee, charged: int) -> str:
    """What the terms charge each time, unless it is what stands in the row."""
    if isinstance(fee.amount, Percent):
        return f"{fee.amount.value}% "
    return "" if fee.amount.minor == charged else f"{told.figures.money(fee.amount)} "


def _by_hand(told: Answer, quote: RefundQuote) -> Iterator[Row]:
    if quote.discrepancy is not None:
        why = (WHY[quote.discrepancy.why], ": ", Said(quote.reason))
        yield _row(told, "discrepancy", quote.discrepancy.amount, why)
    elif quote.reason:
        yield _row(told, "manual", quote.total, (Said(quote.reason),))


def _withheld(told: Answer, quote: RefundQuote) -> Iterator[Row]:
    if quote.withheld:
        yield _row(told, "withheld", -quote.withheld, _note("withheld"))


def _tenders(told: Answer, quote: RefundQuote) -> Iterator[Row]:
    known = {x.tender.id: x.tender for x in told.decision.cases[0].position.tenders}
    for id, amount in quote.tenders.items():
        kind = TENDERS[known[id].kind if id in known else TenderKind.OTHER]
        yield _row(told, "tender", amount, kind=(kind,), tender=(Said(id),))
    if quote.store_credit:
        yield _row(told, "store_credit", quote.store_credit)
