r"""Answers as CSV, for spreadsheets: a row of each line that was asked about, or of each order.

Rules of this file: the columns stay, and new ones come at the end; records end in CR LF and are
quoted where they must be, as RFC 4180 says; text is UTF-8; amounts are plain figures in major units
of ``currency``, instants are ISO 8601 in UTC. What comes from a document or a host's words and
begins with ``=``, ``+``, ``-``, ``@``, a tab, an end of line or an apostrophe gets an apostrophe in
front, since a spreadsheet would work it out as a formula: take one away and it is what it was.
"""

import csv
from collections.abc import Callable, Iterator, Mapping
from io import StringIO

from attrs import frozen

from postsales.basics.decisions import Decision, Item
from postsales.basics.money import Money
from postsales.cli.answers import Answer
from postsales.cli.meters import STDIN
from postsales.cli.rows import in_utc, sums
from postsales.cli.tallies import counted
from postsales.returns.case import ReturnCase

__all__ = ["ITEMS", "QUOTES", "Cells", "Table", "record", "safe"]

Cells = Mapping[str, str | int | None]
"""What stands in a row, by column."""

_ITEM = (
    "order",
    "line",
    "title",
    "asked",
    "allowed",
    "refused",
    "referred",
    "because",
    "to_settle",
    "last_day",
    "ends_at",
    "zone",
    "currency",
    "amount",
    "outcome",
    "at",
    "terms",
    "terms_version",
    "source",
    "source_line",
    "assumed",
    "unmapped",
)
_QUOTE = (
    "order",
    "outcome",
    "currency",
    "goods",
    "charges",
    "fees",
    "clawed_back",
    "withheld",
    "total",
    "store_credit",
    "tax",
    "tenders",
    "at",
    "terms",
    "terms_version",
    "refund_terms",
    "refund_terms_version",
    "source",
    "source_line",
    "assumed",
    "unmapped",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


@frozen(weakref_slot=False)
class Table:
    """The columns of a table, and what an answer has in them, row by row."""

    columns: tuple[str, ...]
    rows: Callable[[Answer], Iterator[Cells]]

    @property
    def head(self) -> str:
        """The first row."""
        return record({x: x for x in self.columns}, self.columns)

    def written(self, answer: Answer) -> str:
        """The rows of an answer."""
        return "".join(record(row, self.columns) for row in self.rows(answer))


def safe(text: str) -> str:
    """Text of somebody else, so that no spreadsheet takes it for a formula.

    Example:
        >>> safe("=1+1"), safe("tee"), safe("'tis")
        ("'=1+1", 'tee', "''tis")
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def _cell(value: str | int | None) -> str:
    return "" if value is None else str(value)


def record(row: Cells, columns: tuple[str, ...]) -> str:
    r"""A row as a record of CSV.

    Example:
        >>> record({"order": "1001", "line": None}, ("order", "line"))
        '1001,\r\n'
    """
    out = StringIO(newline="")
    csv.writer(out).writerow([_cell(row[column]) for column in columns])
    return out.getvalue()


def _items(answer: Answer) -> Iterator[Cells]:
    quote = answer.quote
    amounts = {} if quote is None else {x.line: x.amount for x in quote.lines}
    nothing = None if quote is None else quote.currency.zero
    common, facts = _common(answer), _facts(answer.decision)
    for item in answer.decision.items:
        yield {
            **common,
            **_item(item),
            "title": safe(answer.found.order.line(item.line).title or ""),
            "to_settle": safe(", ".join(facts.get(item.line, ()))),
            "amount": _amount(amounts.get(item.line, nothing)),
        }


def _item(item: Item) -> Cells:
    deadline = item.deadline
    return {
        "line": safe(item.line),
        "asked": item.asked,
        "allowed": item.allowed,
        "refused": item.refused,
        "referred": item.referred,
        "because": safe(counted(item.because)),
        "last_day": None if deadline is None else deadline.last_day.isoformat(),
        "ends_at": None if deadline is None else in_utc(deadline.ends_at),
        "zone": None if deadline is None else deadline.zone,
    }


def _facts(decision: Decision[ReturnCase]) -> Mapping[str | None, Mapping[str, None]]:
    """The facts that somebody has to find out, line by line."""
    found: dict[str | None, dict[str, None]] = {}
    for hint in decision.hints:
        if hint.fact is not None:
            found.setdefault(hint.line, {})[hint.fact] = None
    return found


def _quotes(answer: Answer) -> Iterator[Cells]:
    quote = answer.quote
    if quote is None:
        return
    tenders = (f"{ref} {money.amount}" for ref, money in quote.tenders.items())
    yield {
        **_common(answer),
        **{name: _amount(money) for name, money in sums(quote).items()},
        "tenders": safe("; ".join(tenders)),
        "refund_terms": safe(quote.terms.id),
        "refund_terms_version": safe(quote.terms.version),
    }


def _common(answer: Answer) -> Cells:
    found, decision = answer.found, answer.decision
    return {
        "order": safe(found.order.id),
        "outcome": decision.outcome.value,
        "currency": safe(found.order.currency.code),
        "at": in_utc(decision.at),
        "terms": safe(decision.terms.id),
        "terms_version": safe(decision.terms.version),
        # The standard input is called so by us, and it is no formula.
        "source": found.source if found.source == STDIN else safe(found.source),
        "source_line": found.line,
        "assumed": len(found.assumed),
        "unmapped": len(found.unmapped),
    }


def _amount(money: Money | None) -> str | None:
    return None if money is None else str(money.amount)


ITEMS = Table(_ITEM, _items)
"""A row of each line of an order that was asked about."""

QUOTES = Table(_QUOTE, _quotes)
"""A row of the money of each order."""
