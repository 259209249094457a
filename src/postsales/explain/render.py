"""An explanation, printed: one document is built and then written as plain text or as Markdown."""

import re
import unicodedata
from collections.abc import Callable, Iterator

from postsales.basics._checks import instance
from postsales.basics._errors import InvalidValue
from postsales.basics.decisions import Decision, TermsRef
from postsales.explain.answer import (
    Answer,
    answer,
    line_by_line,
    sentence,
    what_comes_next,
    what_would_change_it,
)
from postsales.explain.document import (
    Block,
    Heading,
    Paragraph,
    Points,
    Row,
    Said,
    Table,
    Title,
    Words,
)
from postsales.explain.figures import figures
from postsales.explain.statement import belongs, goes_back, statement
from postsales.orders.cases import UnitCase
from postsales.refunds.quote import RefundQuote

__all__ = ["markdown", "text"]


def text(
    decision: Decision[UnitCase], *, quote: RefundQuote | None = None, locale: str, zone: str
) -> str:
    """A decision in plain English: what is allowed and until when, what is not and why.

    With its quote it says what money goes back, row by row, to the last minor unit. Every
    amount, day and time is written for the locale, an English one; days and times are those of the
    zone. Plain ``en`` names no country: the day comes first, and the clock has 24 hours.

    Raises:
        InvalidValue: a locale that is not English, an unknown zone, a quote of another decision.

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
        >>> request = ReturnRequest.of({"tee": 2}, reason="remorse")
        >>> decision = returns.assess(order, request, terms, at="2026-03-20T09:00+01:00")
        >>> said = text(decision, locale="en", zone="Europe/Berlin")
        >>> print(said.splitlines()[3])
        Yes: both units can be returned.
    """
    return "\n\n".join(printed(x) for x in _document(decision, quote, locale, zone))


def markdown(
    decision: Decision[UnitCase], *, quote: RefundQuote | None = None, locale: str, zone: str
) -> str:
    """The same as ``text``, as Markdown with tables. Text from the order never becomes markup.

    Raises:
        InvalidValue: a locale that is not English, an unknown zone, a quote of another decision.

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
        >>> request = ReturnRequest.of({"tee": 2}, reason="remorse")
        >>> decision = returns.assess(order, request, terms, at="2026-03-20T09:00+01:00")
        >>> said = markdown(decision, locale="en_US", zone="Europe/Berlin")
        >>> print(said.splitlines()[6])
        - **tee**: 2 of 2 can be returned, until the end of Saturday, April 4, 2026
    """
    return "\n\n".join(marked(x) for x in _document(decision, quote, locale, zone))


def _document(
    decision: Decision[UnitCase], quote: RefundQuote | None, locale: str, zone: str
) -> Iterator[Block]:
    instance("decision", decision, Decision, "a Decision is explained")
    if not decision.cases:
        raise InvalidValue("decision", decision, "a decision about at least one unit is explained")
    if quote is not None:
        instance("quote", quote, RefundQuote, "beside a decision stands its RefundQuote")
        if not belongs(quote, decision):
            advice = "pass the quote that was made for it"
            raise InvalidValue("quote", quote, "it is not of this decision", advice)
    told = answer(decision, figures(locale, zone))
    yield Title(("Order ", Said(decision.cases[0].order.id)))
    yield sentence(told, goes_back(told, quote) if quote is not None else ())
    yield from line_by_line(told)
    yield from what_would_change_it(told)
    yield from what_comes_next(told)
    if quote is not None:
        yield from statement(told, quote)
    yield from _sources(told, quote)


def _sources(told: Answer, quote: RefundQuote | None) -> Iterator[Block]:
    """When it was asked, by whose clocks, and whose terms gave the answer."""
    asked = f"Asked on {told.figures.moment(told.decision.at)}. Days and times are those of "
    yield Paragraph((asked, Said(told.figures.zone), "."))
    money = ("; for the money: ", *_version(quote.terms)) if quote is not None else ()
    yield Paragraph(("Terms: ", *_version(told.decision.terms), *money, "."))


def _version(terms: TermsRef) -> Words:
    return (Said(terms.id), ", version ", Said(terms.version))


# ---------------------------------------------------------------------------------- plain text

_LONGEST_LABEL = 48
_LONGEST_LINE = 80


def printed(block: Block) -> str:
    """A block as plain text."""
    match block:
        case Title():
            return _underlined(_plain(block.words), "=")
        case Heading():
            return _underlined(_plain(block.words), "-")
        case Paragraph():
            return _plain(block.words)
        case Points():
            return "\n".join(_bullets(block, _plain, "{}: "))
        case Table():
            return "\n".join(_aligned(block))


def _underlined(words: str, by: str) -> str:
    return f"{words}\n{by * min(_width(words), _LONGEST_LINE)}"


def _plain(words: Words) -> str:
    return "".join(x.text if isinstance(x, Said) else x for x in words)


def _bullets(points: Points, said: Callable[[Words], str], naming: str) -> Iterator[str]:
    for point in points.points:
        name = naming.format(said((point.name,))) if point.name is not None else ""
        yield f"- {name}{said(point.words)}"
        for words in point.below:
            yield f"  - {said(words)}"


def _aligned(table: Table) -> Iterator[str]:
    rows = (*table.rows, table.total)
    labels = [_plain(row.words) for row in rows]
    left = min(_LONGEST_LABEL, max(_width(label) for label in labels))
    right = max(len(row.amount) for row in rows)
    written = [_columns(row, label, left, right) for row, label in zip(rows, labels, strict=True)]
    yield from written[:-1]
    yield "-" * (left + right + 2)
    yield written[-1]


def _columns(row: Row, label: str, left: int, right: int) -> str:
    space = " " * (left - _width(label))
    return f"{label}{space}  {row.amount:>{right}}  {_plain(row.note)}".rstrip()


def _width(words: str) -> int:
    """How many columns words take on a screen."""
    if words.isascii():
        return len(words)
    return sum(_columns_of(letter) for letter in words)


def _columns_of(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


# ------------------------------------------------------------------------------------ Markdown

# What begins markup anywhere, and what does at the beginning of a line or in a bare address.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>()#!|~&$:@^=]|^[-+]|(?<=www)\.", re.IGNORECASE)
_NUMBERED = re.compile(r"^(\d+)\.")


def marked(block: Block) -> str:
    """A block as Markdown."""
    match block:
        case Title():
            return f"## {_escaped(block.words)}"
        case Heading():
            return f"### {_escaped(block.words)}"
        case Paragraph():
            return _escaped(block.words)
        case Points():
            return "\n".join(_bullets(block, _escaped, "**{}**: "))
        case Table():
            return "\n".join(_ruled(block))


def _escaped(words: Words) -> str:
    return "".join(_safe(x.text) if isinstance(x, Said) else x.replace("$", r"\$") for x in words)


def _safe(said: str) -> str:
    return _NUMBERED.sub(r"\1\.", _MARKUP.sub(r"\\\g<0>", said))


def _ruled(table: Table) -> Iterator[str]:
    columns = len(table.head) if any(row.note for row in table.rows) else len(table.head) - 1
    yield _cells(table.head, columns)
    yield _cells((":---", "---:", ":---"), columns)
    for row in table.rows:
        yield _cells((_escaped(row.words), _escaped((row.amount,)), _escaped(row.note)), columns)
    words, amount = _escaped(table.total.words), _escaped((table.total.amount,))
    yield _cells((f"**{words}**", f"**{amount}**", ""), columns)


def _cells(cells: tuple[str, str, str], columns: int) -> str:
    return f"| {' | '.join(cells[:columns])} |"
