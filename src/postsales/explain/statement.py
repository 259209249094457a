"""The money in words: a statement whose rows visibly add up to what goes back."""

from collections import Counter
from collections.abc import Iterator

from postsales.basics.decisions import Decision
from postsales.basics.findings import Verdict
from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.explain.answer import Answer
from postsales.explain.codes import closing, in_words
from postsales.explain.document import Block, Heading, Paragraph, Row, Said, Table, Words
from postsales.orders.cases import UnitCase
from postsales.orders.charges import Charge, ChargeKind
from postsales.orders.payments import TenderKind
from postsales.refunds.messages import LATER
from postsales.refunds.quote import RefundQuote
from postsales.refunds.terms import Fee, Per
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
        return told.speech.say("explain.refund.nothing")
    money = told.figures.money
    name, known = "back", {"amount": money(quote.total)}
    if quote.store_credit:
        whole = quote.store_credit == quote.total
        name = "credit" if whole else "part_credit"
        known |= {} if whole else {"credit": money(quote.store_credit)}
    paid = sum(line.units for line in quote.lines)
    if 0 < paid < sum(x.units(Verdict.MET) for x in told.parts):
        return told.speech.count(f"explain.refund.{name}_for_some", paid, **known)
    return told.speech.say(f"explain.refund.{name}", **known)


def statement(told: Answer, quote: RefundQuote) -> Iterator[Block]:
    """What goes back for what, what is taken off, and to which means of payment.

    Where the quote is later than the decision, or for fewer units, that comes first.
    """
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
        yield Heading((told.speech.line("explain.heading.money"),))
    if worked_out:
        yield Paragraph(worked_out)
    if not some:
        return
    yield Table(_head(told, "for"), rows, _row(told, "total", quote.total))
    tenders = tuple(_tenders(told, quote))
    if tenders:
        yield Table(_head(told, "to"), tenders, _row(told, "tenders", quote.total))
    yield from _later(told, quote)


def _head(told: Answer, first: str) -> tuple[str, str, str]:
    one, two, three = (told.speech.line(f"explain.heading.{x}") for x in (first, "amount", "note"))
    return one, two, three


def _worked_out(told: Answer, quote: RefundQuote) -> Words:
    """When and for which units, where that is not when and what was decided; else nothing."""
    at = quote.at > told.decision.at
    units = Counter({x.line: x.units for x in quote.lines})
    # Units that are too late for money are told apart from those that did not arrive.
    units.update({x.line: x.units for x in quote.late if x.afterwards is Afterwards.NOTHING})
    fewer = bool(units) and units != told.decision.allowed
    if not (at or fewer):
        return ()
    name = f"worked_out{'_on' if at else ''}{'_for' if fewer else ''}"
    known: dict[str, str | Words] = {"moment": told.figures.moment(quote.at)}
    if fewer:
        known["units"] = told.speech.listed([told.of(k, line) for line, k in units.items()])
    return told.speech.say(f"explain.refund.{name}", **known)


def _row(
    told: Answer, name: str, amount: Money, note: Words = (), **known: str | Said | Words
) -> Row:
    return Row(told.speech.say(f"refunds.row.{name}", **known), told.figures.money(amount), note)


def _note(told: Answer, name: str, **known: str | Words) -> Words:
    return told.speech.say(f"refunds.note.{name}", **known)


def _lines(told: Answer, quote: RefundQuote) -> Iterator[Row]:
    number, money = told.figures.number, told.figures.money
    short = quote.short
    for share in quote.lines:
        notes: list[Words] = []
        if share.taxes:
            notes.append(_note(told, "tax", tax=(money(share.tax),)))
        if share.line in short:
            notes.append(_note(told, "short", short=(money(short[share.line]),)))
        notes += [
            _note(told, "late_credit", units=(number(x.units),), closed=_closed(told, x))
            for x in quote.late
            if x.line == share.line and x.afterwards is Afterwards.STORE_CREDIT
        ]
        yield _units(told, share.line, share.units, share.amount, _together(notes))


def _late(told: Answer, quote: RefundQuote) -> Iterator[Row]:
    """Units that come back for nothing, so that nobody looks for them in vain."""
    for x in quote.late:
        if x.afterwards is Afterwards.NOTHING:
            note = _note(told, "late_nothing", closed=_closed(told, x))
            yield _units(told, x.line, x.units, quote.currency.zero, note)


def _units(told: Answer, line: str, units: int, amount: Money, note: Words) -> Row:
    number = told.figures.number(units)
    return _row(told, "line", amount, note, units=number, line=told.names[line])


def _closed(told: Answer, late: QuoteLate) -> Words:
    return closing(late.deadline.ends_at, told.speech)


def _later(told: Answer, quote: RefundQuote) -> Iterator[Block]:
    """Until when it is money; what else changes is told of the answer."""
    change = quote.next_change
    if change is not None and change.because in LATER:
        closed = closing(change.at, told.speech)
        key = f"refunds.later.{change.because}"
        yield Paragraph(told.speech.say(key, line=told.names[change.line], closed=closed))


def _together(notes: list[Words]) -> Words:
    return tuple(x for note in notes for x in ("; ", *note))[1:]


def _charges(told: Answer, quote: RefundQuote) -> Iterator[Row]:
    """All charges of the order, so that nobody looks for one in vain."""
    given = {share.charge: share for share in quote.charges}
    known = told.decision.cases[0].position.sold.charges
    # A quote for the order as it stands can know of one that was agreed since the decision.
    since = {x.charge: x.sold for x in quote.charges if isinstance(x.sold, Charge)}
    every = {**known, **since}
    for charge in every.values() if quote.lines else ():
        name = "shipping" if charge.kind is ChargeKind.SHIPPING else "charge"
        share = given.get(charge.id)
        amount = share.amount if share is not None else quote.currency.zero
        note = _note(told, "nothing_of_charge")
        if share is not None:
            tax = sum(share.taxes, quote.currency.zero)
            notes = [_note(told, "tax", tax=(told.figures.money(tax),))] if share.taxes else []
            if isinstance(charge, Charge) and share.amount == charge.standard:
                notes.append(_note(told, "standard"))
            note = _together(notes)
        yield _row(told, name, amount, note, charge=(Said(charge.id),))


def _diminished(told: Answer, quote: RefundQuote) -> Iterator[Row]:
    """What units lost in value, by what was found when they came back."""
    for line, amount in quote.diminished.items():
        units = quote.sent_back.get(line, 0)
        note = told.speech.count("refunds.note.sent_back", units) if units else ()
        yield _row(told, "diminished", -amount, note, line=(told.names[line],))


def _promotions(told: Answer, quote: RefundQuote) -> Iterator[Row]:
    for id, amount in quote.clawed_back.items():
        name = "given_again" if amount.is_negative else "clawed_back"
        yield _row(told, "promotion", -amount, _note(told, name), promotion=(Said(id),))


def _fees(told: Answer, quote: RefundQuote) -> Iterator[Row]:
    for fee, line, minor, _, tax in quote.fees_minor:
        known: dict[str, Said | Words] = {"fee": in_words(fee.code, told.speech, "fee")}
        if line is not None:
            known["line"] = told.names[line]
        name = "fee" if line is None else "fee_of_line"
        note = _rate(told, fee, minor)
        if tax is not None:
            taxed = _note(told, "tax", tax=(told.figures.money(quote.currency.minor(tax)),))
            note = _together([note, taxed])
        yield _row(told, name, -quote.currency.minor(minor), note, **known)


def _rate(told: Answer, fee: Fee, charged: int) -> Words:
    """How often it is charged, and how much each time unless that is what stands in the row."""
    per = told.speech.say(f"refunds.per.{fee.per}")
    if fee.per is Per.RETURN and told.place != "returns":
        per = _note(told, "once")
    if isinstance(fee.amount, Percent):
        return _note(told, "rate", rate=told.figures.percent(fee.amount.value), per=per)
    if fee.amount.minor == charged:
        return per
    return _note(told, "rate", rate=told.figures.money(fee.amount), per=per)


def _by_hand(told: Answer, quote: RefundQuote) -> Iterator[Row]:
    if quote.discrepancy is not None:
        why = told.speech.line(f"refunds.why.{quote.discrepancy.why}")
        note = _note(told, "discrepancy", why=why, reason=(Said(quote.reason),))
        yield _row(told, "discrepancy", quote.discrepancy.amount, note)
    elif quote.reason:
        yield _row(told, "manual", quote.total, (Said(quote.reason),))


def _withheld(told: Answer, quote: RefundQuote) -> Iterator[Row]:
    if quote.withheld:
        yield _row(told, "withheld", -quote.withheld, _note(told, "withheld"))


def _tenders(told: Answer, quote: RefundQuote) -> Iterator[Row]:
    known = {x.tender.id: x.tender for x in told.decision.cases[0].position.tenders}
    for id, amount in quote.tenders.items():
        kind = known[id].kind if id in known else TenderKind.OTHER
        called = told.speech.line(f"refunds.tender.{kind}")
        yield _row(told, "tender", amount, kind=called, tender=Said(id))
    if quote.store_credit:
        yield _row(told, "store_credit", quote.store_credit)
