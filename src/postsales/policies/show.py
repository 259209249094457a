"""Terms as a customer reads them: a table of plain sentences, and the table as text or Markdown."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from postsales.basics._checks import instance
from postsales.explain.document import Block, Heading, Point, Points, Said, Title
from postsales.explain.figures import Figures, figures
from postsales.explain.render import marked, printed
from postsales.policies import messages
from postsales.policies._promised import of_cancellations, of_exchanges, of_guarantees
from postsales.policies._refunds import of_refunds
from postsales.policies._returns import of_returns
from postsales.policies._said import about, mentions, sentences
from postsales.policies.sections import AnyTerms, bundled
from postsales.policies.table import PolicyLine, PolicyTable, PolicyTopic

__all__ = ["markdown", "table", "text"]

_SECTIONS: Mapping[str, Callable[[Any], Iterator[PolicyLine]]] = {
    "returns": of_returns,
    "refunds": of_refunds,
    "exchanges": of_exchanges,
    "cancellations": of_cancellations,
    "guarantees": of_guarantees,
}
_DAYS_NAME_NO_ZONE = "UTC"


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


def text(terms: AnyTerms | PolicyTable, *, locale: str) -> str:
    """Terms in plain English, for customers: what they have, what is asked of them, what it costs.

    Amounts and days are written for the locale, an English one. Words of the trade that occur are
    explained at the end.

    Raises:
        InvalidValue: a locale that is not English.
        WrongType: no terms.

    Example:
        >>> from postsales import CancellationTerms, Hours
        >>> said = text(CancellationTerms(id="acme", version="1", within=Hours(12)), locale="en")
        >>> print(said.splitlines()[7])
        - An order: You have 12 hours after your order to call it off. Hours count to the minute.
    """
    return "\n\n".join(printed(block) for block in _document(terms, locale))


def markdown(terms: AnyTerms | PolicyTable, *, locale: str) -> str:
    """The same as ``text``, as Markdown. What a merchant wrote never becomes markup.

    Raises:
        InvalidValue: a locale that is not English.
        WrongType: no terms.

    Example:
        >>> from postsales import CancellationTerms
        >>> said = markdown(CancellationTerms(id="acme", version="1"), locale="en")
        >>> print(said.splitlines()[4])
        - **An order**: You can call off what has not been delivered.
    """
    return "\n\n".join(marked(block) for block in _document(terms, locale))


def _document(terms: AnyTerms | PolicyTable, locale: str) -> Iterator[Block]:
    known = figures(instance("locale", locale, str, "a locale is text"), _DAYS_NAME_NO_ZONE)
    lines = terms if isinstance(terms, PolicyTable) else table(terms)
    found = [(topic, _points(lines.of(topic), known)) for topic in PolicyTopic]
    yield Title((messages.TITLE,))
    for topic, points in found:
        if points:
            yield Heading((messages.HEADINGS[topic.value],))
            yield Points(points)
    said = [point.words for _, points in found for point in points]
    names = [(point.name,) for _, points in found for point in points if point.name is not None]
    explained = tuple(mentions([*said, *names]))
    if explained:
        yield Heading((messages.HEADINGS["words"],))
        yield Points(tuple(_explained(word) for word in explained))


def _points(lines: tuple[PolicyLine, ...], known: Figures) -> tuple[Point, ...]:
    return tuple(Point(sentences(line, known), name=about(line, known)) for line in lines)


def _explained(word: str) -> Point:
    return Point((messages.EXPLAINED[word],), name=Said(word))
