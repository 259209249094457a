"""The model of an explanation: what is said, before it is known how it is printed.

Rules of this file: our own words are ``str``; everybody else's (ids, titles, reasons, codes) are
``Said``, so that a printer can tell them apart and nothing from an order becomes markup.
"""

import unicodedata
from collections.abc import Sequence

from attrs import field, frozen

__all__ = ["clean", "joined"]

# Joiners that scripts and emoji need; everything else of the kind only hides or reorders text.
_JOINERS = "\u200c\u200d"


def clean(text: str) -> str:
    r"""Somebody else's text on one line, without characters that cannot be seen.

    Example:
        >>> clean("two\nlines\x1b[31m")
        'two lines[31m'
    """
    if text.isascii() and text.isprintable():
        seen = text
    else:
        seen = "".join(" " if x.isspace() else x for x in text if x.isspace() or _is_seen(x))
    # What cannot be seen at all is spelled out, so that it can be told from nothing.
    return " ".join(seen.split()) or " ".join(text.split()).encode("unicode_escape").decode("ascii")


def _is_seen(letter: str) -> bool:
    return letter in _JOINERS or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Cn", "Co")


@frozen(weakref_slot=False)
class Said:
    """Text that somebody else wrote, cleaned when it is made."""

    text: str = field(converter=clean)


Words = tuple[str | Said, ...]
"""Our words and theirs, in the order in which they are read."""


@frozen(weakref_slot=False)
class Title:
    """What the whole is about."""

    words: Words


@frozen(weakref_slot=False)
class Heading:
    """The name of a part."""

    words: Words


@frozen(weakref_slot=False)
class Paragraph:
    """A sentence or a few."""

    words: Words


@frozen(weakref_slot=False)
class Point:
    """One point of a list: what it is about, what is said of it, and what stands below it."""

    words: Words
    name: Said | None = field(default=None, kw_only=True)
    below: tuple[Words, ...] = field(default=(), kw_only=True)


@frozen(weakref_slot=False)
class Points:
    """A list of points."""

    points: tuple[Point, ...]


@frozen(weakref_slot=False)
class Row:
    """One amount of a statement, already written as a figure."""

    words: Words
    amount: str
    note: Words = ()


@frozen(weakref_slot=False)
class Table:
    """Amounts and what they add up to."""

    head: tuple[str, str, str]
    rows: tuple[Row, ...]
    total: Row


@frozen(weakref_slot=False)
class Picture:
    """Lines that are drawn: they are shown as they are, in letters of one width."""

    lines: tuple[str, ...]


Block = Title | Heading | Paragraph | Points | Table | Picture


def joined(parts: Sequence[Words], between: Sequence[str]) -> Words:
    """Words one after the other, with what stands between them.

    Example:
        >>> joined([("a",), ("b",), ("c",)], [", ", " and "])
        ('a', ', ', 'b', ' and ', 'c')
    """
    found: list[str | Said] = []
    for part, mark in zip(parts, (*between, ""), strict=True):
        found.extend((*part, mark) if mark else part)
    return tuple(found)
