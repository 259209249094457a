"""Histories from the files that the command line names: one subject on each line."""

from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

from attrs import frozen

from postsales.basics._errors import MissingExtra, short
from postsales.basics.events import Event
from postsales.cli.answers import Bad, Bads
from postsales.cli.documents import Document, Text, check_file, decoded, texts, value_of
from postsales.cli.endings import Usage
from postsales.cli.meters import STDIN, Meter
from postsales.cli.terms import is_file
from postsales.wire._extras import needs
from postsales.wire.histories import History

__all__ = ["SUBJECT", "FoundHistory", "history_in", "pieces_of", "read_besides"]

SUBJECT = "subject"
"""What the id of a history is called."""
_LONGEST = 60


@frozen(weakref_slot=False)
class FoundHistory:
    """A history that was read, and where it stood."""

    history: History
    source: str
    line: int | None = None


def pieces_of(asked: Namespace, meter: Meter) -> Iterator[Text | Bads]:
    """The texts of all histories in turn; ``meter`` tells how much of the files they were.

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
    meter.expect(paths)
    return (
        (text,) if isinstance(text, Bad) else text for path in paths for text in texts(path, meter)
    )


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
    return told if isinstance(told, str) and told.strip() and len(told) <= _LONGEST else None
