"""What terms can say and a table of lines cannot: named, never approximated.

Rules of this file: a row is one line with its facts at one instant; what depends on other lines of
the order, on what was said or looked at after the sale, on money besides the goods of the line, or
on code of a host's own is not in it. An option that changes no answer about any row is let through.
"""

from collections.abc import Iterable, Iterator

from postsales.basics.selectors import First, Last
from postsales.orders.events import Delivered, Placed, Shipped
from postsales.refunds.terms import GiftRefund, Per, RefundTerms
from postsales.returns.says import Authorisation, JudgedBy
from postsales.returns.terms import InvalidTerms, ReturnTerms
from postsales.returns.windows import ReturnWindow, StatedWindow

__all__ = ["check"]

_STARTS = (Placed, Shipped, Delivered)

_OF_RETURNS = {
    "tolled_by": "when a time that does not count began and ended",
    "proofs": "what the customer can show",
    "conditions": "in which condition the units are",
    "bundles": "the other lines of the order",
    "units_back": "the other returns of the line",
    "returnless": "the price that each unit is kept at",
    "guards": "what the customer did before",
    "required": "what a rule of your own looks at",
    "excepted": "what a rule of your own looks at",
}
_OF_REFUNDS = {
    "diminished": "in which condition the units were found",
    "window": "which of the money is store credit",
    "special_windows": "which of the money is store credit",
    "promotions": "the promotions of the order",
    "credit": "whether the customer takes store credit",
    "postage": "what the customer spent on the way back",
}


def check(terms: ReturnTerms, refund_terms: RefundTerms | None) -> None:
    """A table of lines can express these terms.

    Raises:
        InvalidTerms: it cannot; every option that it cannot is named, with its path.
    """
    problems = [*_of_returns(terms)]
    if refund_terms is not None:
        problems += _of_refunds(refund_terms)
    if problems:
        raise InvalidTerms(f"return terms {terms.id[:60]!r} for a table of lines", problems)


def _named(path: str, lacks: str) -> str:
    return f"{path}: a row does not tell {lacks}; ask returns.assess about whole orders"


def _of_returns(terms: ReturnTerms) -> Iterator[str]:
    for name, lacks in _OF_RETURNS.items():
        if getattr(terms, name):
            yield _named(f"returns.{name}", lacks)
    if terms.authorisation is Authorisation.BEFORE_SENDING:
        yield _named("returns.authorisation", "whether the return has a number")
    if terms.judged_by is JudgedBy.SENT:
        yield _named("returns.judged_by", "when the notice was sent besides when it came")
    yield from _starts("returns.window", terms.window)
    for place, window in enumerate(terms.special_windows):
        yield from _starts(f"returns.special_windows[{place}]", window)


def _starts(path: str, window: ReturnWindow) -> Iterator[str]:
    if isinstance(window, StatedWindow):
        yield _named(f"{path}.ends", "all that a last day in words of its own looks at")
        return
    for place, since in enumerate(window.since):
        where = f"{path}.since[{place}]"
        # The sale is one instant for all lines.
        if isinstance(since.event, First | Last) and since.kind is not Placed:
            yield _named(where, "the other lines that the window is for")
        elif since.kind not in _STARTS:
            yield _named(where, f"when {since.kind.__name__} happened")


def _of_refunds(terms: RefundTerms) -> Iterable[str]:
    for name, lacks in _OF_REFUNDS.items():
        if getattr(terms, name):
            yield _named(f"refunds.{name}", lacks)
    if terms.gifts is GiftRefund.STORE_CREDIT:
        yield _named("refunds.gifts", "where the money goes")
    for place, fee in enumerate(terms.fees):
        if fee.per is Per.RETURN:
            yield _named(f"refunds.fees[{place}].per", "the other lines of the return")
