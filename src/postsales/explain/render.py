"""An explanation, printed: one document is built and then written as text, Markdown or HTML."""

from collections.abc import Iterator

from postsales.basics._checks import instance
from postsales.basics._errors import InvalidValue
from postsales.basics.decisions import Decision
from postsales.changes.case import ChangeCase
from postsales.changes.quote import ChangeQuote
from postsales.explain.advice import what_would_change_it
from postsales.explain.altered import money_of, what_changes
from postsales.explain.answer import Answer, answer, line_by_line, sentence
from postsales.explain.beside import beside, refund_of
from postsales.explain.coming import what_comes_next
from postsales.explain.document import Block, Paragraph, Said, Title
from postsales.explain.languages import speech
from postsales.explain.marked import marked
from postsales.explain.own import Catalogue
from postsales.explain.page import paged
from postsales.explain.plain import printed
from postsales.explain.registers import Register
from postsales.explain.speech import Speech
from postsales.explain.statement import belongs, goes_back, statement
from postsales.explain.statutory import both_kept, faults_besides
from postsales.orders.cases import UnitCase
from postsales.refunds.credit import CreditQuote
from postsales.refunds.quote import RefundQuote

__all__ = ["html", "markdown", "text"]


def text(
    decision: Decision[UnitCase],
    *,
    quote: RefundQuote | CreditQuote | ChangeQuote | None = None,
    locale: str,
    zone: str,
    register: Register | str = Register.AGENT,
    words: Catalogue | None = None,
) -> str:
    """A decision in words: what is allowed and until when, what is not and why.

    With its quote, or that of store credit, it says what money goes back, row by row, to the last
    minor unit, and with that of a change who owes how much for it. Every amount, day and time is
    written for the locale, whose language is one that the library speaks or that ``words`` are in;
    days and times are those of the zone. Plain ``en`` names no country: the day comes first, and
    the clock has 24 hours. ``register`` says to whom it is said.

    Counting: of a change units are counted for each kind of it, as the same ones can go elsewhere
    and be others besides.

    Raises:
        InvalidValue: a language without words, an unknown country or zone, a quote of another
            decision, or ``words`` in another language.

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
    spoken = speech(locale, zone, register, words)
    return "\n\n".join(printed(x) for x in _document(decision, quote, spoken))


def markdown(
    decision: Decision[UnitCase],
    *,
    quote: RefundQuote | CreditQuote | ChangeQuote | None = None,
    locale: str,
    zone: str,
    register: Register | str = Register.AGENT,
    words: Catalogue | None = None,
) -> str:
    """The same as ``text``, as Markdown with tables. Text from the order never becomes markup.

    Raises:
        InvalidValue: a language without words, an unknown country or zone, a quote of another
            decision, or ``words`` in another language.

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
    spoken = speech(locale, zone, register, words)
    return "\n\n".join(marked(x) for x in _document(decision, quote, spoken))


def html(
    decision: Decision[UnitCase],
    *,
    quote: RefundQuote | CreditQuote | ChangeQuote | None = None,
    locale: str,
    zone: str,
    register: Register | str = Register.AGENT,
    words: Catalogue | None = None,
) -> str:
    """The same as ``text``, as HTML for a page. Text from the order never becomes markup.

    Raises:
        InvalidValue: a language without words, an unknown country or zone, a quote of another
            decision, or ``words`` in another language.

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
        >>> said = html(decision, locale="en", zone="Europe/Berlin", register="customer")
        >>> print(said.splitlines()[1])
        <p>Yes: you can return both units.</p>
    """
    spoken = speech(locale, zone, register, words)
    return "\n".join(paged(x) for x in _document(decision, quote, spoken))


def _document(
    decision: Decision[UnitCase],
    quote: RefundQuote | CreditQuote | ChangeQuote | None,
    spoken: Speech,
) -> Iterator[Block]:
    instance("decision", decision, Decision, "a Decision is explained")
    if not decision.cases:
        raise InvalidValue("decision", decision, "a decision about at least one unit is explained")
    if quote is not None:
        said = (
            "beside a decision stands its RefundQuote (of law.quote one of the `parts`), the"
            " CreditQuote of it, or its ChangeQuote"
        )
        instance("quote", quote, (RefundQuote, CreditQuote, ChangeQuote), said)
        if not _is_of(quote, decision):
            advice = "pass the quote that was made for it"
            raise InvalidValue("quote", quote, "it is not of this decision", advice)
    told = answer(decision, spoken)
    yield Title(spoken.say("explain.heading.order", order=Said(decision.cases[0].order.id)))
    change = quote if isinstance(quote, ChangeQuote) else None
    refund = None if quote is None or isinstance(quote, ChangeQuote) else refund_of(quote)
    if isinstance(decision.cases[0], ChangeCase):
        yield from what_changes(told, change)
    else:
        yield sentence(told, goes_back(told, refund) if refund is not None else ())
    yield from line_by_line(told)
    yield from both_kept(told)
    yield from what_would_change_it(told)
    yield from faults_besides(told)
    yield from what_comes_next(told)
    if change is not None:
        yield from money_of(told, change)
    if quote is not None and not isinstance(quote, ChangeQuote):
        yield from statement(told, refund_of(quote))
        yield from beside(told, quote)
    yield from _sources(told, refund)


def _is_of(quote: RefundQuote | CreditQuote | ChangeQuote, decision: Decision[UnitCase]) -> bool:
    if isinstance(quote, ChangeQuote):
        return quote.decision == decision
    return belongs(refund_of(quote), decision)


def _sources(told: Answer, quote: RefundQuote | None) -> Iterator[Block]:
    """When it was asked, by whose clocks, and whose terms gave the answer."""
    say, figures, terms = told.speech.say, told.figures, told.decision.terms
    moment = figures.moment(told.decision.at)
    yield Paragraph(say("explain.frame.asked_on", moment=moment, zone=Said(figures.zone)))
    known = {"id": Said(terms.id), "version": Said(terms.version)}
    if quote is None:
        yield Paragraph(say("explain.frame.terms", **known))
    else:
        known |= {"money_id": Said(quote.terms.id), "money_version": Said(quote.terms.version)}
        yield Paragraph(say("explain.frame.terms_and_money", **known))
