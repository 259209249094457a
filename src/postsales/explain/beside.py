"""What stands beside a refund: the bonus of store credit, and who pays for sending goods back."""

from collections.abc import Iterator

from postsales.explain.answer import Answer
from postsales.explain.codes import until
from postsales.explain.document import Block, Paragraph, Words
from postsales.refunds.credit import CreditQuote, as_store_credit
from postsales.refunds.postage import Payer, postage
from postsales.refunds.quote import RefundQuote

__all__ = ["beside", "refund_of"]


def refund_of(quote: RefundQuote | CreditQuote) -> RefundQuote:
    """The refund itself: as it is, or all of it as store credit."""
    return quote.refund if isinstance(quote, CreditQuote) else quote


def beside(told: Answer, quote: RefundQuote | CreditQuote) -> Iterator[Block]:
    """What the terms of the refund promise besides it; nothing where they promise nothing."""
    if isinstance(quote, CreditQuote):
        yield from _bonus(told, quote, "granted")
    elif quote.asked is not None and quote.discrepancy is None and quote.asked.terms.credit:
        yield from _bonus(told, as_store_credit(quote), "bonus")
    yield from _postage(told, refund_of(quote))


def _bonus(told: Answer, credit: CreditQuote, name: str) -> Iterator[Block]:
    if not credit.bonus:
        return
    money = told.figures.money
    known: dict[str, str | Words] = {"total": money(credit.total), "bonus": money(credit.bonus)}
    if credit.expires is None:
        yield Paragraph(told.speech.say(f"refunds.beside.{name}", **known))
    else:
        known["until"] = until(credit.expires.ends_at, told.speech)
        yield Paragraph(told.speech.say(f"refunds.beside.{name}_until", **known))


def _postage(told: Answer, quote: RefundQuote) -> Iterator[Block]:
    """Who pays, where the terms say when the customer does."""
    terms = quote.asked.terms.postage if quote.asked is not None else None
    if terms is None or quote.asked is None:
        return
    payer = postage(told.decision, quote.asked.terms).payer
    if payer is None:
        return
    if payer is Payer.MERCHANT and terms.at_most is not None:
        most = told.figures.money(terms.at_most)
        yield Paragraph(told.speech.say("refunds.beside.postage_at_most", most=most))
    else:
        yield Paragraph(told.speech.say(f"refunds.beside.postage_{payer}"))
