"""What is asked of every order, and what is answered."""

from collections.abc import Callable
from datetime import datetime

from attrs import frozen

from postsales.basics._errors import short
from postsales.basics.decisions import Decision
from postsales.orders.order import Order
from postsales.refunds.quote import RefundQuote, quote
from postsales.refunds.terms import RefundTerms
from postsales.returns.case import ReturnCase
from postsales.returns.decide import assess
from postsales.returns.request import ReturnRequest
from postsales.returns.terms import ReturnTerms

__all__ = ["Answer", "Bad", "Bads", "Found", "Question"]


@frozen(weakref_slot=False)
class Found:
    """An order that was read, where it stood, and what the reading took for granted or left out."""

    order: Order
    source: str
    line: int | None = None
    assumed: tuple[tuple[str, str], ...] = ()
    unmapped: tuple[str, ...] = ()


@frozen(weakref_slot=False)
class Bad:
    """A problem of a document: where it stood, and what is wrong with its ``path``.

    ``order`` is the id that the document gives itself, as far as it could be read, and ``what`` is
    what such an id is called.
    """

    source: str
    line: int | None
    path: str
    says: str
    order: str | None = None
    what: str = "order"

    def __str__(self) -> str:
        line = "" if self.line is None else f", line {self.line}"
        order = "" if self.order is None else f", {self.what} {short(self.order)}"
        return f"{self.source}{line}{order}: {self.path} {self.says}"


Bads = tuple[Bad, ...]
"""Everything that is wrong with one document."""


@frozen(weakref_slot=False)
class Answer:
    """The decision about an order, and the money if it was asked for."""

    found: Found
    decision: Decision[ReturnCase]
    quote: RefundQuote | None
    terms: ReturnTerms
    refund_terms: RefundTerms | None


@frozen(weakref_slot=False)
class Question:
    """What is asked of every order, by which terms, at which instant.

    ``supposed`` is the reason for which everything is asked back where nobody told any.
    """

    terms: ReturnTerms
    refund_terms: RefundTerms | None
    asking: Callable[[Order], ReturnRequest]
    at: datetime
    supposed: str = ""

    def answer(self, found: Found) -> Answer:
        """The answer for one order.

        Raises:
            PostsalesError: the request or the terms do not fit the order.
        """
        decision = assess(found.order, self.asking(found.order), self.terms, at=self.at)
        money = None if self.refund_terms is None else quote(decision, self.refund_terms)
        return Answer(found, decision, money, self.terms, self.refund_terms)
