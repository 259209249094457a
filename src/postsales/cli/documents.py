"""Documents from files and streams: one JSON value, or one a line, read without trust.

A file called ``.json`` holds one value: an order or a list of orders. One called ``.jsonl`` or
``.ndjson`` holds one order a line and is read in constant memory. Everything else is taken for
lines, too, unless the first that is not blank opens a list or a document of many lines. No value,
in a file or on a line, may be longer than ``LONGEST``: what is longer is passed over, and never
held in memory.
"""

import codecs
import json
import os
import sys
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, NoReturn, cast

from attrs import frozen

from postsales.basics._errors import short
from postsales.cli.answers import Bad
from postsales.cli.endings import Usage
from postsales.cli.meters import STDIN, Meter

__all__ = [
    "LONGEST",
    "ROOT",
    "Document",
    "Text",
    "check_file",
    "decoded",
    "documents_in",
    "lines_of",
    "texts",
    "value_of",
]

ROOT = "$"
LONGEST = 20_000_000
"""How many bytes a value may have; the readers of our own documents allow as many letters."""
_BLOCK = 2**16
_OPEN = (b"{", b"[", b",", b":")
"""What no value ends with."""


@frozen(weakref_slot=False)
class Document:
    """One JSON value, and where it stood; ``path`` is its place in a list."""

    data: object
    source: str
    line: int | None = None
    path: str = ROOT


_TOO_LONG = "is longer than {} bytes"


@frozen(weakref_slot=False)
class Text:
    """The text of one value that nobody has looked into, and where it stood."""

    raw: bytes
    source: str
    line: int | None = None


class _Refused(ValueError):
    """JSON that some readers accept and that means nothing certain."""


def check_file(path: str, origin: str) -> None:
    """Is there something to read?

    Raises:
        Usage: there is no such file, it may not be read, it is a folder, or a table, which tells
            no whole order.
    """
    if path != STDIN and (not Path(path).exists() or Path(path).is_dir()):
        what = "is a folder" if Path(path).is_dir() else "does not exist"
        raise Usage(f"the source {short(path)} {what}: name a file, or - for the standard input")
    if path == STDIN:
        if sys.stdin is None:
            raise Usage("the source - cannot be read: the standard input is closed")
    elif not os.access(path, os.R_OK):
        raise Usage(f"the source {short(path)} cannot be read: Permission denied")
    if Path(path).suffix.lower() == ".csv" and origin != "csv":
        raise Usage(
            f"the source {short(path)} is a table: tables are read with --from csv and a --mapping "
            f"of their columns; with --from {origin} orders are JSON"
        )


def documents_in(text: Text) -> Iterator[Document | Bad]:
    """The documents of a text: the one that it is, or each of the list that a file holds."""
    found = value_of(text)
    data: Any = found.data if isinstance(found, Document) else None
    if found.line is None and isinstance(data, list):
        yield from _each(found.source, cast("list[object]", data))
    else:
        yield found


def texts(path: str, meter: Meter) -> Iterator[Text | Bad]:
    """The texts of the values in a file, one by one, and those that are too long as problems.

    Raises:
        Broken: the file can no longer be read.
    """
    with meter.opened(path) as stream:
        if path.endswith(".json"):
            yield _one(path, b"", stream)
            return
        lines = lines_of(stream)
        blank, first = 0, next(lines, b"")
        while first is not None and first and not _bare(first):
            blank, first = blank + 1, next(lines, b"")
        by_line = path.endswith((".jsonl", ".ndjson"))
        if not by_line and first is not None and _goes_on(_bare(first)):
            # Blank lines count where a problem is told by its line.
            yield _one(path, b"\n" * min(blank, LONGEST) + first, stream)
            return
        for number, line in enumerate(chain([first], lines), start=blank + 1):
            meter.follow(stream)
            if line is None:
                yield Bad(path, number, ROOT, _TOO_LONG.format(LONGEST))
            elif line.strip():
                yield Text(line, path, number)


def _bare(line: bytes) -> bytes:
    return line.removeprefix(codecs.BOM_UTF8).strip()


def _goes_on(line: bytes) -> bool:
    """Does the first line begin a list, or a document that cannot end with it?"""
    return line.startswith(b"[") or (line.startswith(b"{") and line.endswith(_OPEN))


def lines_of(stream: BinaryIO) -> Iterator[bytes | None]:
    """Every line; None for one that is too long to be kept in memory."""
    while line := stream.readline(LONGEST + 1):
        if len(line) <= LONGEST:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_BLOCK)
        yield None


def _one(path: str, start: bytes, stream: BinaryIO) -> Text | Bad:
    text = start + stream.read(max(0, LONGEST + 1 - len(start)))
    if len(text) <= LONGEST:
        return Text(text, path)
    advice = "put one order on each line of a .jsonl file"
    return Bad(path, None, ROOT, f"{_TOO_LONG.format(LONGEST)}; {advice}")


def _each(path: str, values: list[object]) -> Iterator[Document]:
    for place, value in enumerate(values):
        yield Document(value, path, None, f"{ROOT}[{place}]")


def decoded(text: Text) -> str | Bad:
    """The letters of a text, or the problem that it is none."""
    try:
        return text.raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        says = f"is no UTF-8 text: byte {error.start} is {error.object[error.start]:#04x}"
        return Bad(text.source, text.line, ROOT, says)


def value_of(text: Text) -> Document | Bad:
    """The value that a text tells, or the problem that it tells none."""
    told = decoded(text)
    if isinstance(told, Bad):
        return told
    try:
        return Document(_value(told), text.source, text.line)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, " if text.line is None else ""
        says = f"is no JSON: {_lower(error.msg)} ({place}column {error.colno})"
    except RecursionError:
        says = "is nested too deeply"
    except _Refused as error:
        says = f"is not certain: {error}"
    except ValueError:
        says = "has a number of too many digits"
    return Bad(text.source, text.line, ROOT, says)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _value(text: str) -> object:
    return json.loads(
        text,
        parse_float=Decimal,
        parse_constant=_constant,
        object_pairs_hook=_object,
    )


def _constant(word: str) -> NoReturn:
    raise _Refused(f"{word} is no JSON number")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _Refused(f"the key {short(key)} stands twice in one object")
            seen.add(key)
    return found
