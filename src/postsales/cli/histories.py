"""Histories from the files that the command line names: one subject on each line."""

import json
import re
from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from attrs import frozen

from postsales.basics._errors import MissingExtra, short
from postsales.basics.events import Event
from postsales.cli.answers import Bad, Bads
from postsales.cli.documents import Document, Text, check_file, decoded, texts, value_of
from postsales.cli.endings import Usage
from postsales.cli.meters import STDIN, Meter
from postsales.cli.terms import is_file
from postsales.wire._data import below
from postsales.wire._extras import needs
from postsales.wire.histories import History

if TYPE_CHECKING:
    from postsales.wire._csv_seen import Seen

__all__ = ["SUBJECT", "FoundHistory", "history_in", "pieces_of", "read_besides"]

SUBJECT = "subject"
"""What the id of a history is called."""
_LONGEST = 60
# Nearly every line says it first, and need not be read twice.
_FIRST = re.compile(
    rb'\s*\{\s*(?:"version"\s*:\s*[0-9]+\s*,\s*)?"subject"\s*:\s*("(?:[^"\\]|\\.)*")'
)


@frozen(weakref_slot=False)
class FoundHistory:
    """A history that was read, and where it stood."""

    history: History
    source: str
    line: int | None = None


def pieces_of(asked: Namespace, meter: Meter) -> Iterator[Text | Bads]:
    """The texts of all histories in turn; ``meter`` tells how much of the files they were.

    A subject that was told before is a problem and no history: its lines know nothing of each
    other, so that what caps and spacing keep apart would go out twice.

    Raises:
        Usage: a file does not exist or is of the wrong kind; said before the first piece.
    """
    paths: list[str] = asked.sources
    for path in paths:
        if Path(path).suffix.lower() == ".csv":
            told = "histories are JSON, one subject on each line"
            raise Usage(f"the source {short(path)} is a table: {told}")
        check_file(path, "json")
    try:
        needs("cattrs", "json")
    except MissingExtra as error:
        raise Usage(f"{asked.command}: {error}") from None
    from postsales.wire._csv_seen import Seen

    meter.expect(paths)
    seen = Seen()
    return (_once(text, seen) for path in paths for text in texts(path, meter))


def _once(text: Text | Bad, seen: "Seen") -> Text | Bads:
    """The same text, or the problem that its subject was told before."""
    if isinstance(text, Bad):
        return (text,)
    subject = _named_by(text)
    if subject is None or not seen.again(subject):
        return text
    says = "is told a second time: all that happened to a subject stands in one history"
    return (Bad(text.source, text.line, below("$", SUBJECT), says, _shown(subject), SUBJECT),)


def _named_by(text: Text) -> str | None:
    """The subject that a text is about, where it can be read; what cannot is told later."""
    first = _FIRST.match(text.raw)
    if first is not None:
        try:
            return str(json.loads(first[1]))
        except ValueError:
            return None
    found = value_of(text)
    told = found.data if isinstance(found, Document) else None
    subject = cast("dict[str, object]", told).get(SUBJECT) if isinstance(told, dict) else None
    return subject if isinstance(subject, str) else None


def read_besides(asked: Namespace) -> list[str]:
    """All files that a command about plans reads."""
    read = [x for x in asked.sources if x != STDIN]
    return read + [x for x in (*asked.plan, asked.rules) if is_file(x)]


def history_in(text: Text, events: Iterable[type[Event]]) -> FoundHistory | Bads:
    """The history of a text, or all that is wrong with it."""
    from postsales.wire import read_history
    from postsales.wire.documents import DocumentErrors

    told = decoded(text)
    if isinstance(told, Bad):
        return (told,)
    try:
        return FoundHistory(read_history(told, events=events), text.source, text.line)
    except DocumentErrors as problems:
        found = value_of(text)
        id = _subject_of(found.data) if isinstance(found, Document) else None
        return tuple(Bad(text.source, text.line, x.path, x.says, id, SUBJECT) for x in problems)


def _subject_of(history: object) -> str | None:
    """The subject that a history names, where it can be read although the history cannot."""
    told = cast("dict[str, object]", history).get(SUBJECT) if isinstance(history, dict) else None
    return _shown(told) if isinstance(told, str) else None


def _shown(subject: str) -> str | None:
    return subject if subject.strip() and len(subject) <= _LONGEST else None
