"""Terms as a customer reads them: a table of plain sentences, and the table as text or Markdown."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from postsales.explain.document import Block, Heading, Point, Points, Said, Title
from postsales.explain.languages import speech
from postsales.explain.marked import marked
from postsales.explain.own import Catalogue
from postsales.explain.page import paged
from postsales.explain.plain import printed
from postsales.explain.registers import Register
from postsales.explain.speech import Speech
from postsales.policies._changes import of_changes
from postsales.policies._promised import of_cancellations, of_exchanges, of_guarantees
from postsales.policies._refunds import of_refunds
from postsales.policies._returns import of_returns
from postsales.policies._said import about, mentions, sentences
from postsales.policies._services import of_appointments, of_subscriptions
from postsales.policies.sections import AnyTerms, bundled
from postsales.policies.table import PolicyLine, PolicyTable, PolicyTopic

__all__ = ["html", "markdown", "spoken", "table", "text"]

_SECTIONS: Mapping[str, Callable[[Any], Iterator[PolicyLine]]] = {
    "returns": of_returns,
    "refunds": of_refunds,
    "exchanges": of_exchanges,
    "cancellations": of_cancellations,
    "changes": of_changes,
    "guarantees": of_guarantees,
    "subscriptions": of_subscriptions,
    "appointments": of_appointments,
}
_DAYS_NEED_NO_ZONE = "UTC"


def table(terms: AnyTerms) -> PolicyTable:
    """What do these terms say to a customer, line by line?

    Every option of the terms is in it. What the customer has to do, to show or to pay stands in one
    list, ``PolicyTopic.ASKED_OF_YOU``, whichever terms ask for it.

    Raises:
        WrongType: no terms.

    Example:
        >>> from postsales import CancellationTerms, Hours
        >>> said = table(CancellationTerms(id="acme", version="1", within=Hours(12)))
        >>> [line.where for line in said.of(PolicyTopic.CANCELLATIONS)]
        ['cancellations.until', 'cancellations.within']
    """
    told = bundled(terms)
    sections = [name for name in _SECTIONS if name in told.sections]
    lines = [line for name in sections for line in _SECTIONS[name](getattr(told, name))]
    return PolicyTable(tuple(lines))


def text(terms: AnyTerms | PolicyTable, *, locale: str, words: Catalogue | None = None) -> str:
    """Terms in plain words, for customers: what they have, what is asked of them, what it costs.

    Amounts and days are written for the locale, whose language is one that the library speaks or
    that ``words`` are in. Words of the trade that occur are explained at the end. No zone is asked
    for, as ``explain.text`` asks: terms hold lengths and days and no instant, and say themselves in
    which zone their days end.

    Raises:
        InvalidValue: a language without words, or an unknown country.
        WrongType: no terms.

    Example:
        >>> from postsales import CancellationTerms, Hours
        >>> terms = CancellationTerms(id="acme", version="1", within=Hours(12))
        >>> print(text(terms, locale="en").splitlines()[7])
        - An order: You have 12 hours after your order to call it off. Hours count to the minute.
        >>> print(text(terms, locale="de").splitlines()[0])
        Unsere Bedingungen
    """
    return "\n\n".join(printed(block) for block in _document(terms, spoken(locale, words)))


def markdown(terms: AnyTerms | PolicyTable, *, locale: str, words: Catalogue | None = None) -> str:
    """The same as ``text``, as Markdown. What a merchant wrote never becomes markup.

    Raises:
        InvalidValue: a language without words, or an unknown country.
        WrongType: no terms.

    Example:
        >>> from postsales import CancellationTerms
        >>> said = markdown(CancellationTerms(id="acme", version="1"), locale="en")
        >>> print(said.splitlines()[4])
        - **An order**: You can call off what has not been delivered.
    """
    return "\n\n".join(marked(block) for block in _document(terms, spoken(locale, words)))


def html(terms: AnyTerms | PolicyTable, *, locale: str, words: Catalogue | None = None) -> str:
    """The same as ``text``, as HTML for a page. What a merchant wrote never becomes markup.

    Raises:
        InvalidValue: a language without words, or an unknown country.
        WrongType: no terms.

    Example:
        >>> from postsales import CancellationTerms
        >>> said = html(CancellationTerms(id="acme", version="1"), locale="en")
        >>> print(said.splitlines()[0])
        <h2>Our terms</h2>
    """
    return "\n".join(paged(block) for block in _document(terms, spoken(locale, words)))


def spoken(locale: str, words: Catalogue | None = None) -> Speech:
    """How terms are told: to customers, and in days, so that no zone is needed."""
    return speech(locale, _DAYS_NEED_NO_ZONE, Register.CUSTOMER, words)


def _document(terms: AnyTerms | PolicyTable, speech: Speech) -> Iterator[Block]:
    lines = terms if isinstance(terms, PolicyTable) else table(terms)
    found = [(topic, _points(lines.of(topic), speech)) for topic in PolicyTopic]
    yield Title(speech.say("policies.heading.title"))
    for topic, points in found:
        if points:
            yield Heading(speech.say(f"policies.heading.{topic.value}"))
            yield Points(points)
    said = [point.words for _, points in found for point in points]
    names = [(point.name,) for _, points in found for point in points if point.name is not None]
    explained = tuple(mentions([*said, *names], speech))
    if explained:
        yield Heading(speech.say("policies.heading.words"))
        yield Points(tuple(_explained(word, speech) for word in explained))


def _points(lines: tuple[PolicyLine, ...], speech: Speech) -> tuple[Point, ...]:
    return tuple(Point(sentences(line, speech), name=about(line, speech)) for line in lines)


def _explained(word: str, speech: Speech) -> Point:
    name = Said(speech.line(f"policies.word.{word}"))
    return Point(speech.say(f"policies.explained.{word}"), name=name)
